/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-copy-menu.h"

#include "vst-settings.h"

#define JWT "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjI3fQ.c2ln"

static void
append_items (GString *text, GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
    g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
    g_autofree char *label = NULL;
    g_autofree char *action = NULL;
    g_autofree char *target = NULL;

    g_assert_true (g_menu_model_get_item_attribute (menu, i, "label", "s", &label));
    if (section || submenu) {
      g_string_append_printf (text, "%s%s:", text->len > 0 ? "\n" : "", label);
      append_items (text, section ? section : submenu);
      continue;
    }
    g_assert_true (g_menu_model_get_item_attribute (menu, i, "action", "s", &action));
    g_assert_true (g_menu_model_get_item_attribute (menu, i, "target", "s", &target));
    g_assert_cmpstr (action, ==, "profile.copy-as");
    g_string_append_printf (text, " %s (%s)", label, target);
  }
}

static void
assert_menu (DomoTokenKind kind, const char *token_text, const char *last, const char *expected)
{
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);
  g_autoptr (DomoSecret) secret = domo_secret_new (token_text, -1);
  g_autoptr (DomoToken) token = domo_token_new (kind, secret);
  g_autoptr (DomoInstance) acme = domo_instance_new ("acme", NULL);
  const VstTokenSubject subject = { .token = token, .instance = acme, .account_id = "6d1f" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GMenuModel) menu = NULL;

  g_settings_set_string (settings, "last-copy-form", last);
  menu = vst_copy_menu_new (&subject, settings);
  append_items (text, menu);
  g_assert_cmpstr (text->str, ==, expected);
}

#define PLAIN "Copy As: Header Line (header) JSON (json)\n"
#define SHELL "For the Shell: .env Lines (env) export Lines (export) curl Command (curl)\n"
#define WITHOUT                                                                                    \
  "Without the Token: curl Reading It from Vestibule (curl-safe)"                                  \
  " curl to Share, Redacted (curl-redacted)"

static void
test_client (void)
{
  assert_menu (DOMO_TOKEN_BEARER, JWT, "",
               PLAIN SHELL "Code: Python, domolibrary (python-domolibrary) "
                           "Python, pydomo (python-pydomo) Node (node) PowerShell (powershell) "
                           "Java (java)\n" WITHOUT);
}

/* pydomo and Java are for clients. */
static void
test_access_token (void)
{
  assert_menu (DOMO_TOKEN_ACCESS, "DDCI", "",
               PLAIN SHELL "Code: Python, domolibrary (python-domolibrary) Node (node) "
                           "PowerShell (powershell)\n" WITHOUT);
}

/* What is empty has no title. */
static void
test_odd_token (void)
{
  assert_menu (DOMO_TOKEN_ACCESS, "a\nb\xff", "",
               "For the Shell: .env Lines (env) export Lines (export)\n"
               "Without the Token: curl to Share, Redacted (curl-redacted)");
}

static void
test_last (void)
{
  assert_menu (DOMO_TOKEN_ACCESS, "a\nb\xff", "env",
               "Last Used: .env Lines (env)\n"
               "For the Shell: .env Lines (env) export Lines (export)\n"
               "Without the Token: curl to Share, Redacted (curl-redacted)");
  /* It cannot carry this token; it is the button's; settings are a file that people edit. */
  for (const char *const *last = (const char *const[]){ "header", "raw", "yaml", NULL }; *last;
       last++)
    assert_menu (DOMO_TOKEN_ACCESS, "a\nb\xff", *last,
                 "For the Shell: .env Lines (env) export Lines (export)\n"
                 "Without the Token: curl to Share, Redacted (curl-redacted)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/copy-menu/client", test_client);
  g_test_add_func ("/vst/copy-menu/access-token", test_access_token);
  g_test_add_func ("/vst/copy-menu/odd-token", test_odd_token);
  g_test_add_func ("/vst/copy-menu/last", test_last);
  return g_test_run ();
}
