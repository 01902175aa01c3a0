/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-menu.h"

#include "account-fixture.h"
#include "test-support.h"

/* (transfer full): "Check Again: win.check-account a / …" of each section, one line each */
static char *
dup_menu (VstAccount *account)
{
  g_autoptr (GMenuModel) menu = vst_account_menu_new (account);
  GString *text = g_string_new (NULL);

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

    for (int k = 0; k < g_menu_model_get_n_items (section); k++) {
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;
      g_autofree char *id = NULL;

      g_assert_true (g_menu_model_get_item_attribute (section, k, "label", "s", &label));
      g_assert_true (g_menu_model_get_item_attribute (section, k, "action", "s", &action));
      g_assert_true (g_menu_model_get_item_attribute (section, k, "target", "s", &id));
      g_string_append_printf (text, "%s: %s %s\n", label, action, id);
    }
    g_string_append (text, "--\n");
  }
  return g_string_free (text, FALSE);
}

static void
set_item (VstAccount *account, VstItemKind kind)
{
  g_autoptr (VstItem) item = test_item (kind, vst_account_get_record (account), FALSE);

  vst_account_set_item (account, vst_item_kind_is_main (kind), item);
}

static VstAccount *
make_account (void)
{
  g_autoptr (VstRecord) record = test_record ("a", DOMO_METHOD_PASSWORD, "Jae Wilson", TEST_PAST);

  return vst_account_new (record);
}

#define KEPT                                                                                       \
  "Check Again: win.check-account a\n"                                                             \
  "Reminders…: win.remind-account a\n--\n"
#define ALL                                                                                        \
  KEPT "Sign Out: win.sign-out-account a\n"                                                        \
       "Forget: win.forget-account a\n--\n"
#define SIGNED_OUT KEPT "Forget: win.forget-account a\n--\n"
#define THIS_SESSION                                                                               \
  "Check Again: win.check-account a\n--\n"                                                         \
  "Sign Out: win.sign-out-account a\n"                                                             \
  "Forget: win.forget-account a\n--\n"

/* A token that is kept is there to be dropped, whether it was used or not. */
static void
test_token_kept (void)
{
  g_autoptr (VstAccount) account = make_account ();
  g_autofree char *menu = NULL;

  set_item (account, VST_ITEM_TOKEN);
  menu = dup_menu (account);
  g_assert_cmpstr (menu, ==, ALL);
}

static void
test_this_session (void)
{
  g_autoptr (VstAccount) account = make_account ();
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-1", TEST_FUTURE);
  g_autofree char *menu = NULL;

  vst_account_set_session (account, session);
  menu = dup_menu (account);
  g_assert_cmpstr (menu, ==, THIS_SESSION);
}

static void
test_signed_out (void)
{
  g_autoptr (VstAccount) account = make_account ();
  g_autofree char *menu = NULL;

  set_item (account, VST_ITEM_ACCOUNT);
  set_item (account, VST_ITEM_PASSWORD);
  menu = dup_menu (account);
  g_assert_cmpstr (menu, ==, SIGNED_OUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-menu/token-kept", test_token_kept);
  g_test_add_func ("/account-menu/this-session", test_this_session);
  g_test_add_func ("/account-menu/signed-out", test_signed_out);
  return g_test_run ();
}
