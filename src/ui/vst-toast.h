/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** vst_toast: shows @text (plain, never a failure and never a secret) over the window that @widget
 * is in, and announces it. */
void vst_toast (GtkWidget *widget, const char *text);

G_END_DECLS
