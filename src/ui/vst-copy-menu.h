/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vst-clipboard.h"
#include "vst-token-form.h"

G_BEGIN_DECLS

/* The forms in which a token is copied, and what choosing one does. */

/**
 * vst_copy_menu_new:
 * @settings: which form was used last
 *
 * Its items activate "profile.copy-as" with the form's name. A form that cannot carry the token is
 * not among them; the one that was used last is the first, and in its own place too.
 *
 * Returns: (transfer full)
 */
GMenuModel *vst_copy_menu_new (const VstTokenSubject *subject, GSettings *settings);

/** vst_copy_menu_get_last: @form: (out): the form that was used last. Returns: whether there is one
 * that can carry the token */
gboolean
vst_copy_menu_get_last (const VstTokenSubject *subject, GSettings *settings, VstTokenForm *form);

/**
 * vst_copy_menu_copy:
 * @widget: where it is said
 * @form: one that is offered for @subject
 *
 * Copies the token in that form: counted down where it is a secret, as plain text with a toast
 * where it holds none. Any but the token alone is the form that was used last, from now on. Call it
 * from a handler of a click or key.
 */
void vst_copy_menu_copy (GtkWidget *widget,
                         VstClipboard *clipboard,
                         GSettings *settings,
                         VstTokenForm form,
                         const VstTokenSubject *subject);

G_END_DECLS
