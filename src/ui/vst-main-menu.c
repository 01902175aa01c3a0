/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-main-menu.h"

#include <glib/gi18n.h>

static GMenuModel *
make_menu (void)
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

static void
create_popup_cb (GtkMenuButton *button, gpointer unused)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (gtk_menu_button_get_menu_model (button))
    return;
  menu = make_menu ();
  gtk_menu_button_set_menu_model (button, menu);
}

void
vst_main_menu_add (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  gtk_menu_button_set_create_popup_func (button, create_popup_cb, NULL, NULL);
}
