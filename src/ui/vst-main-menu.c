/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-main-menu.h"

#include <glib/gi18n.h>

GMenuModel *
vst_main_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) tools = g_menu_new ();
  g_autoptr (GMenu) program = g_menu_new ();

  g_menu_append (tools, _ ("_Inspect a Token…"), "win.inspect");
  g_menu_append (tools, _ ("_Lock"), "win.lock");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (tools));
  g_menu_append (program, _ ("_Preferences"), "win.preferences");
  g_menu_append (program, _ ("_Keyboard Shortcuts"), "win.show-help-overlay");
  g_menu_append (program, _ ("_About Vestibule"), "app.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));
  return G_MENU_MODEL (menu);
}
