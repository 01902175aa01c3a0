/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pictures of a window as somebody would see it: with its popovers and the dialogs over it, round
 * corners and a shadow on a plain background. It is drawn by GTK itself, so that neither a
 * compositor nor what else is on the screen matters. */

/** camera_settle: turns the main loop until @window is laid out and drawn as it is now. */
void camera_settle (GtkWindow *window);

/** camera_shoot: @is_dark: a dark background. Writes a PNG to @path. */
gboolean camera_shoot (GtkWindow *window, gboolean is_dark, const char *path, GError **error);

G_END_DECLS
