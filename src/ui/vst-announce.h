/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells a screen reader what happened, once. GTK before 4.14 has no announcements: there the texts
 * reach it as the description of what gets the focus.
 *
 * @text: never holds a secret */
void vst_announce (GtkWidget *widget, const char *text);

G_END_DECLS
