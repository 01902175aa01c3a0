/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** vst_toast: shows @text (plain, never a failure and never a secret) over the window that @widget
 * is in, and announces it. */
void vst_toast (GtkWidget *widget, const char *text);

/** vst_toast_name_buttons: gives the buttons of all toasts to come in @overlay names for a screen
 * reader. */
void vst_toast_name_buttons (AdwToastOverlay *overlay);

G_END_DECLS
