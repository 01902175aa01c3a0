/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-account-menu.h"

#include <glib/gi18n.h>

static void
append (GMenu *menu, const char *label, const char *action, VstAccount *account)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", vst_account_get_id (account));
  g_menu_append_item (menu, item);
}

/* Where nobody is reminded the action is disabled. */
static void
append_reminders (GMenu *menu, VstAccount *account)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Reminders…"), NULL);

  g_menu_item_set_action_and_target (item, "win.remind-account", "s", vst_account_get_id (account));
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

GMenuModel *
vst_account_menu_new (VstAccount *account)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) checking = g_menu_new ();
  g_autoptr (GMenu) leaving = g_menu_new ();

  append (checking, _ ("Check Again"), "win.check-account", account);
  if (vst_account_is_stored (account))
    append_reminders (checking, account);
  if (vst_account_get_session (account) || vst_account_has_token (account))
    append (leaving, _ ("Sign Out"), "win.sign-out-account", account);
  append (leaving, _ ("Forget"), "win.forget-account", account);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (checking));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (leaving));
  return G_MENU_MODEL (menu);
}
