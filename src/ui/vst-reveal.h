/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "domo-secret.h"

G_BEGIN_DECLS

/* Draws a secret for as long as somebody wants to see it, and takes no room otherwise. A label or
 * an entry would hand it to the accessibility bus and the primary selection; this is not in the
 * accessible tree, and nothing of it can be selected. It keeps no secret while it shows none. */
#define VST_TYPE_REVEAL (vst_reveal_get_type ())
G_DECLARE_FINAL_TYPE (VstReveal, vst_reveal, VST, REVEAL, GtkWidget)

/** vst_reveal_show: shows @secret, wrapped by character, until vst_reveal_hide(). */
void vst_reveal_show (VstReveal *self, DomoSecret *secret);

/** vst_reveal_hide: the copy that was drawn is wiped at once; also when the widget is unmapped. */
void vst_reveal_hide (VstReveal *self);

G_END_DECLS
