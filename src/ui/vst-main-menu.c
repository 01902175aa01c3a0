/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-main-menu.h"

#include <glib/gi18n.h>

GMenuModel *
vst_main_menu_new (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Inspect a Token…"), "win.inspect");
  g_menu_append (menu, _ ("_Preferences"), "win.preferences");
  g_menu_append (menu, _ ("_Keyboard Shortcuts"), "win.show-help-overlay");
  g_menu_append (menu, _ ("_About Vestibule"), "app.about");
  return G_MENU_MODEL (menu);
}
