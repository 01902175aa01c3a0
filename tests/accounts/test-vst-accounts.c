/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-accounts.h"

#include "account-fixture.h"
#include "test-support.h"
#include "vst-settings.h"

/* What a lock does to the accounts. */

#define NOW G_GINT64_CONSTANT (1800000000000)

typedef struct {
  VstAccounts *accounts;
  VstKeyring *keyring;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoClient) client = domo_client_new ();
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);
  g_autoptr (VstTries) tries = vst_tries_new (NULL);

  fixture->keyring = vst_memory_keyring_new ();
  fixture->accounts = vst_accounts_new (fixture->keyring, client, tries, settings);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  test_settle ();
  g_assert_finalize_object (fixture->accounts);
  g_assert_finalize_object (fixture->keyring);
}

static VstMemoryKeyring *
get_memory (Fixture *fixture)
{
  return VST_MEMORY_KEYRING (fixture->keyring);
}

/* Somebody who has just signed in. @session: the weak pointer to fill */
static VstAccount *
add (Fixture *fixture, const char *token, VstKeep keep, gpointer *session)
{
  g_autoptr (DomoCredential) credential = test_credential (DOMO_METHOD_ACCESS_TOKEN, token);
  g_autoptr (VstSession) made = test_session (DOMO_METHOD_ACCESS_TOKEN, token, TEST_FUTURE);

  g_set_weak_pointer (session, made);
  return vst_account_keeper_add (vst_accounts_get_keeper (fixture->accounts), NULL, made,
                                 credential, keep);
}

static guint
drop (Fixture *fixture, GError **error)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GPtrArray) lost = NULL;

  vst_accounts_drop_secrets_async (fixture->accounts, NULL, test_wait_cb, &wait);
  g_assert_cmpint (
      vst_accounts_drop_secrets_finish (fixture->accounts, test_wait (&wait), &lost, error), ==,
      error ? *error == NULL : TRUE);
  return lost->len;
}

static void
test_stored (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccount *account = add (fixture, "one", VST_KEEP_TOKEN, &session);

  test_settle ();
  g_assert_nonnull (session);
  g_assert_cmpuint (drop (fixture, NULL), ==, 0);
  g_assert_null (session);
  g_assert_true (vst_account_has_token (account));
  g_assert_false (vst_account_is_signed_out (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_UNCHECKED);
  g_assert_cmpuint (drop (fixture, NULL), ==, 0);
}

/* Nothing of what was just typed is lost. */
static void
test_being_stored (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccount *account = add (fixture, "one", VST_KEEP_TOKEN, &session);

  g_assert_false (vst_account_is_stored (account));
  g_assert_cmpuint (drop (fixture, NULL), ==, 0);
  g_assert_null (session);
  g_assert_true (vst_account_has_token (account));
  g_assert_cmpuint (vst_memory_keyring_count (get_memory (fixture)), ==, 1);
}

static void
test_session_only (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccount *account = add (fixture, "one", VST_KEEP_NOTHING, &session);

  test_settle ();
  g_assert_cmpuint (drop (fixture, NULL), ==, 1);
  g_assert_null (session);
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);
  g_assert_true (vst_account_list_find (vst_accounts_get_list (fixture->accounts),
                                        vst_account_get_id (account)) == account);
  g_assert_cmpuint (drop (fixture, NULL), ==, 0); /* it was not signed in any more */
}

/* Before the lock or while it waits. */
static void
test_not_stored (Fixture *fixture, gconstpointer waits)
{
  gpointer session = NULL;
  VstAccount *account;

  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  account = add (fixture, "one", VST_KEEP_TOKEN, &session);
  if (!waits)
    test_settle ();
  g_assert_cmpuint (drop (fixture, NULL), ==, 1);
  g_assert_null (session);
  g_assert_no_error (vst_account_get_store_error (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);

  /* And it is not stored afterwards, behind the person's back. */
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_store (vst_accounts_get_keeper (fixture->accounts), account);
  test_settle ();
  g_assert_cmpuint (vst_memory_keyring_count (get_memory (fixture)), ==, 0);
}

static void
test_forgotten (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccount *account = add (fixture, "one", VST_KEEP_TOKEN, &session);

  test_settle ();
  vst_account_keeper_forget (vst_accounts_get_keeper (fixture->accounts), account);
  g_assert_cmpuint (drop (fixture, NULL), ==, 0);
  g_assert_null (session);
  g_assert_cmpuint (vst_memory_keyring_count (get_memory (fixture)), ==, 0);
}

/* That a sign-out is not written yet is no secret, and is not forgotten. */
static void
test_signing_out (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccount *account = add (fixture, "one", VST_KEEP_TOKEN, &session);

  test_settle ();
  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  vst_account_keeper_sign_out (vst_accounts_get_keeper (fixture->accounts), account);
  test_settle ();
  g_assert_cmpuint (drop (fixture, NULL), ==, 0);
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_true (vst_account_is_signed_out (account));
}

/* A lock that does not wait any longer for a keyring that says nothing. Returns: who has to sign in
 * anew */
static guint
drop_at_once (Fixture *fixture)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) lost = NULL;
  g_autoptr (GError) error = NULL;

  vst_accounts_drop_secrets_async (fixture->accounts, cancellable, test_wait_cb, &wait);
  test_settle ();
  g_cancellable_cancel (cancellable);
  g_assert_false (
      vst_accounts_drop_secrets_finish (fixture->accounts, test_wait (&wait), &lost, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return lost->len;
}

/* What the keyring has not taken by then leaves memory, and does not get there later. */
static void
test_cut_short (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccount *account;

  vst_memory_keyring_set_silent (get_memory (fixture), TRUE);
  account = add (fixture, "one", VST_KEEP_TOKEN, &session);
  g_assert_cmpuint (drop_at_once (fixture), ==, 1);
  g_assert_null (session);
  g_assert_no_error (vst_account_get_store_error (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);

  vst_memory_keyring_set_silent (get_memory (fixture), FALSE);
  vst_account_keeper_store (vst_accounts_get_keeper (fixture->accounts), account);
  test_settle ();
  g_assert_cmpuint (vst_memory_keyring_count (get_memory (fixture)), ==, 0);
}

/* What was there before is there, with its dates; that the newer one is not is told, also after the
 * account is opened with the older one. */
static void
test_cut_short_again (Fixture *fixture, gconstpointer unused)
{
  VstAccountKeeper *keeper = vst_accounts_get_keeper (fixture->accounts);
  g_autoptr (VstSession) newer = test_session (DOMO_METHOD_PASSWORD, "two", TEST_FUTURE);
  g_autoptr (VstSession) older = test_session (DOMO_METHOD_PASSWORD, "one", TEST_PAST);
  g_autoptr (DomoCredential) credential = test_credential (DOMO_METHOD_PASSWORD, NULL);
  VstAccount *account =
      vst_account_keeper_add (keeper, NULL, older, credential, VST_KEEP_TOKEN_AND_SECRET);

  test_settle ();
  vst_memory_keyring_set_silent (get_memory (fixture), TRUE);
  vst_account_keeper_add (keeper, account, newer, credential, VST_KEEP_TOKEN_AND_SECRET);
  g_assert_cmpuint (drop_at_once (fixture), ==, 0);
  g_assert_null (vst_account_get_session (account));
  g_assert_cmpint (vst_account_get_expires (account), ==, TEST_PAST);
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);

  vst_memory_keyring_set_silent (get_memory (fixture), FALSE);
  vst_account_keeper_renewed (keeper, account, older, FALSE);
  test_settle ();
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);
  vst_account_keeper_renewed (keeper, account, newer, TRUE);
  test_settle ();
  g_assert_no_error (vst_account_get_store_error (account));
  g_assert_cmpint (vst_account_get_expires (account), ==, TEST_FUTURE);
}

/* A password alone is no account, and does not stay. */
static void
test_cut_short_half (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "one", TEST_FUTURE);
  g_autoptr (DomoCredential) credential = test_credential (DOMO_METHOD_PASSWORD, NULL);
  VstMemoryKeyring *keyring = get_memory (fixture);

  vst_account_keeper_add (vst_accounts_get_keeper (fixture->accounts), NULL, session, credential,
                          VST_KEEP_TOKEN_AND_SECRET);
  while (vst_memory_keyring_count (keyring) == 0)
    g_main_context_iteration (NULL, TRUE);
  vst_memory_keyring_set_silent (keyring, TRUE);
  drop_at_once (fixture);
  vst_memory_keyring_set_silent (keyring, FALSE);
  test_settle ();
  g_assert_cmpuint (vst_memory_keyring_count (keyring), ==, 0);
}

/* Who signed out while it was being stored is told of no failure, and is out. */
static void
test_cut_short_signed_out (Fixture *fixture, gconstpointer unused)
{
  VstAccountKeeper *keeper = vst_accounts_get_keeper (fixture->accounts);
  gpointer session = NULL;
  VstAccount *account = add (fixture, "one", VST_KEEP_TOKEN, &session);
  g_autoptr (VstSession) newer = test_session (DOMO_METHOD_ACCESS_TOKEN, "two", TEST_FUTURE);

  test_settle ();
  vst_memory_keyring_set_silent (get_memory (fixture), TRUE);
  vst_account_keeper_renewed (keeper, account, newer, TRUE);
  vst_account_keeper_sign_out (keeper, account);
  drop_at_once (fixture);
  vst_memory_keyring_set_silent (get_memory (fixture), FALSE);
  test_settle ();
  g_assert_false (vst_account_has_token (account));
  g_assert_no_error (vst_account_get_store_error (account));
}

/* Names hold up no lock: they are written whenever the keyring takes them. */
static void
test_names_later (Fixture *fixture, gconstpointer unused)
{
  gpointer session = NULL;
  VstAccountKeeper *keeper = vst_accounts_get_keeper (fixture->accounts);
  VstAccount *account = add (fixture, "one", VST_KEEP_TOKEN, &session);
  g_autoptr (DomoCredential) credential = test_credential (DOMO_METHOD_ACCESS_TOKEN, "one");

  test_settle ();
  vst_memory_keyring_set_silent (get_memory (fixture), TRUE);
  vst_account_keeper_add (keeper, account, session, credential, VST_KEEP_NOTHING);
  drop_at_once (fixture);
  g_assert_null (session);
  g_assert_true (vst_account_has_token (account));
  vst_memory_keyring_set_silent (get_memory (fixture), FALSE);
  test_settle ();
  g_assert_false (vst_account_has_token (account));
  g_assert_no_error (vst_account_get_store_error (account));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)
  ADD ("/accounts/stored", NULL, test_stored);
  ADD ("/accounts/being-stored", NULL, test_being_stored);
  ADD ("/accounts/session-only", NULL, test_session_only);
  ADD ("/accounts/not-stored", NULL, test_not_stored);
  ADD ("/accounts/not-stored-meanwhile", GINT_TO_POINTER (TRUE), test_not_stored);
  ADD ("/accounts/forgotten", NULL, test_forgotten);
  ADD ("/accounts/signing-out", NULL, test_signing_out);
  ADD ("/accounts/cut-short", NULL, test_cut_short);
  ADD ("/accounts/cut-short-again", NULL, test_cut_short_again);
  ADD ("/accounts/cut-short-half", NULL, test_cut_short_half);
  ADD ("/accounts/cut-short-signed-out", NULL, test_cut_short_signed_out);
  ADD ("/accounts/names-later", NULL, test_names_later);
  return g_test_run ();
}
