/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** vst_main_menu_add: gives @button the menu that each page has at its end. It is made when it is
 * first opened: most windows come and go without. */
void vst_main_menu_add (GtkMenuButton *button);

G_END_DECLS
