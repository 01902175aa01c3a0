/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does with stored accounts, by the window's own code, as a process of its own:
 *
 *   window-account keep token|secret INSTANCE password|client|access-token [USER]
 *       signs in with the secret on standard input, and keeps token or token and secret
 *   window-account list       id, method, instance, user, name, token, secret: with a tab between
 *   window-account sign-out ID */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test-support.h"
#include "vst-accounts.h"
#include "vst-secret-keyring.h"
#include "vst-settings.h"
#include "vst-sign-in.h"

static gboolean
is_loaded (gpointer list)
{
  return vst_account_list_get_state (list) != VST_LIST_LOADING;
}

static VstAccounts *
load (void)
{
  g_autoptr (VstKeyring) keyring = vst_secret_keyring_new ();
  g_autoptr (DomoClient) client = domo_client_new ();
  g_autoptr (GSettings) settings = vst_settings_new (FALSE);
  g_autoptr (VstTries) tries = vst_tries_new (NULL);
  VstAccounts *accounts = vst_accounts_new (keyring, client, tries, settings);
  VstAccountList *list = vst_accounts_get_list (accounts);

  vst_account_list_load (list);
  test_until (is_loaded, list);
  g_assert_cmpint (vst_account_list_get_state (list), ==, VST_LIST_READY);
  return accounts;
}

static void
commit (VstAccounts *accounts)
{
  VstAccountKeeper *keeper = vst_accounts_get_keeper (accounts);
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_account_keeper_commit_async (keeper, NULL, test_wait_cb, &wait);
  vst_account_keeper_commit_finish (keeper, test_wait (&wait), &error);
  g_assert_no_error (error);
}

static DomoSecret *
read_secret (void)
{
  char line[4096] = "";

  g_assert_nonnull (fgets (line, sizeof line, stdin));
  line[strcspn (line, "\n")] = '\0';
  return domo_secret_new (line, -1);
}

static DomoCredential *
make_credential (char **words)
{
  g_autoptr (DomoSecret) secret = read_secret ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoInstance) instance = domo_instance_new (words[0], &error);
  const char *const scopes[] = { "data", "user", NULL };

  g_assert_no_error (error);
  if (g_str_equal (words[1], "password"))
    return domo_credential_new_password (instance, words[2], secret);
  if (g_str_equal (words[1], "client"))
    return domo_credential_new_client (instance, words[2], secret, scopes);
  return domo_credential_new_access_token (instance, secret);
}

static void
keep (const char *what, char **words)
{
  g_autoptr (VstAccounts) accounts = load ();
  g_autoptr (DomoCredential) credential = make_credential (words);
  g_autoptr (VstSignIn) steps = vst_sign_in_new (vst_accounts_get_client (accounts));
  g_autoptr (VstSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };
  VstAccount *account;

  vst_sign_in_run_async (steps, credential, NULL, test_wait_cb, &wait);
  session = vst_sign_in_run_finish (steps, test_wait (&wait), &error);
  g_assert_no_error (error);
  account = vst_account_keeper_add (vst_accounts_get_keeper (accounts), NULL, session, credential,
                                    g_str_equal (what, "secret") ? VST_KEEP_TOKEN_AND_SECRET
                                                                 : VST_KEEP_TOKEN);
  commit (accounts);
  g_assert_no_error (vst_account_get_store_error (account));
  g_print ("%s\n", vst_account_get_id (account));
}

static void
print_secret (VstKeyring *keyring, VstItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) secret = NULL;
  g_auto (TestWait) wait = { 0 };

  if (!item) {
    g_print ("\t");
    return;
  }
  vst_keyring_lookup_async (keyring, item, NULL, test_wait_cb, &wait);
  secret = vst_keyring_lookup_finish (keyring, test_wait (&wait), &error);
  g_assert_no_error (error);
  g_print ("\t%s", domo_secret_get_text (secret));
}

static void
list (void)
{
  g_autoptr (VstAccounts) accounts = load ();
  GListModel *model = G_LIST_MODEL (vst_accounts_get_list (accounts));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (model, i);
    const VstRecordFields *fields = vst_record_get (vst_account_get_record (account));

    g_print ("%s\t%u\t%s\t%s\t%s", fields->id, fields->method,
             fields->instance ? fields->instance : "", fields->user ? fields->user : "",
             fields->name ? fields->name : "");
    print_secret (vst_accounts_get_keyring (accounts), vst_account_get_item (account, TRUE));
    print_secret (vst_accounts_get_keyring (accounts), vst_account_get_item (account, FALSE));
    g_print ("\n");
  }
}

static void
sign_out (const char *id)
{
  g_autoptr (VstAccounts) accounts = load ();
  VstAccount *account = vst_account_list_find (vst_accounts_get_list (accounts), id);

  g_assert_nonnull (account);
  vst_account_keeper_sign_out (vst_accounts_get_keeper (accounts), account);
  commit (accounts);
}

int
main (int argc, char **argv)
{
  if (argc >= 5 && g_str_equal (argv[1], "keep"))
    keep (argv[2], argv + 3);
  else if (argc == 2 && g_str_equal (argv[1], "list"))
    list ();
  else if (argc == 3 && g_str_equal (argv[1], "sign-out"))
    sign_out (argv[2]);
  else
    return EXIT_FAILURE;
  return EXIT_SUCCESS;
}
