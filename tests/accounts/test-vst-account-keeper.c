/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-keeper.h"

#include "account-fixture.h"
#include "test-support.h"

/* Before and after which every state is the same. */
#define NOW G_GINT64_CONSTANT (1800000000000)

typedef struct {
  VstKeyring *keyring;
  VstAccountList *list;
  VstAccountKeeper *keeper;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->keyring = vst_memory_keyring_new ();
  fixture->list = vst_account_list_new (fixture->keyring);
  fixture->keeper = vst_account_keeper_new (fixture->list);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  test_settle ();
  g_assert_finalize_object (fixture->keeper);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->keyring);
}

static VstMemoryKeyring *
get_memory (Fixture *fixture)
{
  return VST_MEMORY_KEYRING (fixture->keyring);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static guint
count_items (Fixture *fixture)
{
  return vst_memory_keyring_count (get_memory (fixture));
}

/* Signs in without waiting for what is written. */
static VstAccount *
start_adding (
    Fixture *fixture, VstAccount *again, DomoMethod method, const char *token, VstKeep keep)
{
  g_autoptr (DomoCredential) credential = test_credential (method, token);
  g_autoptr (VstSession) session = test_session (method, token, TEST_FUTURE);

  return vst_account_keeper_add (fixture->keeper, again, session, credential, keep);
}

static VstAccount *
add (Fixture *fixture, VstAccount *again, DomoMethod method, const char *token, VstKeep keep)
{
  VstAccount *account = start_adding (fixture, again, method, token, keep);

  test_settle ();
  return account;
}

static void
assert_text (Fixture *fixture, VstAccount *account, gboolean is_main, const char *expected)
{
  g_auto (TestWait) wait = { 0 };
  VstItem *item = vst_account_get_item (account, is_main);
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) text = NULL;

  g_assert_nonnull (item);
  vst_keyring_lookup_async (fixture->keyring, item, NULL, test_wait_cb, &wait);
  text = vst_keyring_lookup_finish (fixture->keyring, test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (domo_secret_get_text (text), ==, expected);
}

static gboolean
commit (Fixture *fixture, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_account_keeper_commit_async (fixture->keeper, NULL, test_wait_cb, &wait);
  return vst_account_keeper_commit_finish (fixture->keeper, test_wait (&wait), error);
}

/* ------------------------------------------------------------------------------------ signing in
 */

static void
test_add (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    DomoMethod method;
    VstKeep keep;
    guint items;
    const char *user;
    const char *scopes;
    gint64 expires;
  } rows[] = {
    { DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN, 1, "jae@acme.example", NULL, TEST_FUTURE },
    { DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN_AND_SECRET, 2, "jae@acme.example", NULL, TEST_FUTURE },
    { DOMO_METHOD_PASSWORD, VST_KEEP_NOTHING, 0, "jae@acme.example", NULL, TEST_FUTURE },
    { DOMO_METHOD_CLIENT, VST_KEEP_TOKEN_AND_SECRET, 2, "client-of-jae", "data user", TEST_FUTURE },
    { DOMO_METHOD_ACCESS_TOKEN, VST_KEEP_TOKEN, 1, NULL, NULL, 0 },
    { DOMO_METHOD_ACCESS_TOKEN, VST_KEEP_TOKEN_AND_SECRET, 1, NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    VstAccount *account = start_adding (fixture, NULL, rows[i].method, "token-1", rows[i].keep);
    const VstRecordFields *fields = vst_record_get (vst_account_get_record (account));

    g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_GOOD);
    g_assert_cmpuint (count (fixture), ==, 1);
    test_settle ();
    fields = vst_record_get (vst_account_get_record (account));
    g_assert_cmpuint (count_items (fixture), ==, rows[i].items);
    g_assert_cmpint (vst_account_has_token (account), ==, rows[i].keep != VST_KEEP_NOTHING);
    g_assert_cmpint (vst_account_has_secret (account), ==, rows[i].items == 2);
    g_assert_null (vst_account_get_store_error (account));
    g_assert_cmpstr (fields->instance, ==, "acme");
    g_assert_cmpstr (fields->user, ==, rows[i].user);
    g_assert_cmpstr (fields->name, ==, "Jae Wilson");
    g_assert_cmpint (fields->owner_id, ==, TEST_JAE);
    g_assert_cmpint (fields->expires, ==, rows[i].expires);
    g_assert_cmpint (fields->checked, >, 0);
    g_assert_cmpstr (fields->scopes, ==, rows[i].scopes);
    if (rows[i].items > 0)
      assert_text (fixture, account, TRUE, "token-1");
    if (rows[i].items > 1)
      assert_text (fixture, account, FALSE, "planted-secret");
    vst_account_keeper_forget (fixture->keeper, account);
    g_assert_true (commit (fixture, NULL));
    g_assert_cmpuint (count_items (fixture), ==, 0);
  }
}

static void
watch_cb (GString *seen, VstItem *item)
{
  static const char *const words[] = { "token ", "account ", "password ", "secret " };

  g_string_append (seen, words[vst_item_get_kind (item)]);
}

static void
removed_cb (GString *seen, const char *path)
{
  g_string_append (seen, "- ");
}

/* Whoever reads the keyring meanwhile sees a whole account or none. */
static void
test_order (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *id = NULL;
  VstAccount *account;

  g_signal_connect_swapped (fixture->keyring, "item-changed", G_CALLBACK (watch_cb), seen);
  account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);
  id = g_strdup (vst_account_get_id (account));
  g_assert_cmpstr (seen->str, ==, "password token ");
  g_string_truncate (seen, 0);
  vst_memory_keyring_set_failure (get_memory (fixture), 1, DOMO_ERROR_KEYRING);
  vst_account_keeper_forget (fixture->keeper, account);
  g_signal_connect_swapped (fixture->keyring, "item-removed", G_CALLBACK (removed_cb), seen);
  g_assert_false (commit (fixture, NULL));
  g_assert_cmpstr (seen->str, ==, "- ");
  /* Only the password is left, which is no account. */
  g_assert_null (vst_account_list_find (fixture->list, id));
  g_assert_cmpuint (vst_memory_keyring_count (get_memory (fixture)), ==, 1);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  g_signal_handlers_disconnect_by_data (fixture->keyring, seen);
}

static void
test_same (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);
  g_autofree char *id = g_strdup (vst_account_get_id (account));

  g_assert_true (add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-2", VST_KEEP_TOKEN) == account);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (vst_account_get_id (account), ==, id);
  g_assert_false (vst_account_has_secret (account));
  g_assert_cmpuint (count_items (fixture), ==, 1);
  assert_text (fixture, account, TRUE, "token-2");
  add (fixture, account, DOMO_METHOD_PASSWORD, "token-3", VST_KEEP_NOTHING);
  g_assert_true (vst_account_is_stored (account));
  g_assert_false (vst_account_has_token (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_GOOD);
  assert_text (fixture, account, TRUE, "");
}

/* An access token that is known already is the same account, another one of that person is not. */
static void
test_same_access_token (Fixture *fixture, gconstpointer unused)
{
  VstAccount *first = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "token-1", VST_KEEP_TOKEN);
  VstAccount *second = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "token-2", VST_KEEP_TOKEN);
  g_autofree char *id = g_strdup (vst_account_get_id (first));
  VstAccount *again;

  g_assert_true (first != second);
  g_assert_cmpuint (count (fixture), ==, 2);
  again = start_adding (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "token-1", VST_KEEP_TOKEN);
  g_assert_cmpint (vst_account_get_state (again, NOW), ==, VST_ACCOUNT_GOOD);
  test_settle ();
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_true (vst_account_list_find (fixture->list, id) == again);
  g_assert_cmpint (vst_account_get_state (again, NOW), ==, VST_ACCOUNT_GOOD);
  add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "token-2", VST_KEEP_NOTHING);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (count_items (fixture), ==, 2);
}

/* ------------------------------------------------------------------------------ a keyring in
 * trouble
 */

static void
test_failed_store (Fixture *fixture, gconstpointer unused)
{
  for (guint after = 0; after < 2; after++) {
    VstAccount *account;

    vst_memory_keyring_set_failure (get_memory (fixture), after, DOMO_ERROR_KEYRING);
    account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);
    g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);
    g_assert_false (vst_account_is_stored (account));
    g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_GOOD);
    g_assert_true (vst_account_list_find (fixture->list, vst_account_get_id (account)) == account);
    vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
    vst_account_keeper_store (fixture->keeper, account);
    test_settle ();
    g_assert_null (vst_account_get_store_error (account));
    assert_text (fixture, account, TRUE, "token-1");
    assert_text (fixture, account, FALSE, "planted-secret");
    vst_account_keeper_forget (fixture->keeper, account);
    g_assert_true (commit (fixture, NULL));
  }
}

/* Nothing older is lost. */
static void
test_failed_renewal (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  vst_account_keeper_renewed (fixture->keeper, account, session, TRUE);
  test_settle ();
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_true (vst_account_get_session (account) == session);
  assert_text (fixture, account, TRUE, "token-1");
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  g_assert_null (vst_account_get_store_error (account));
  assert_text (fixture, account, TRUE, "token-2");
}

/* That a date is not written down is no trouble to anybody. */
static void
test_failed_dates (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-1", TEST_FUTURE);

  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, FALSE);
  vst_account_keeper_renewed (fixture->keeper, account, session, FALSE);
  test_settle ();
  g_assert_null (vst_account_get_store_error (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_GOOD);
}

/* A secret that could not be stored is not held beyond what it is held for. */
static void
test_secret_let_go (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account;

  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);
  vst_account_keeper_sign_out (fixture->keeper, account);
  test_settle ();
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_null (vst_account_get_store_error (account));
}

/* -------------------------------------------------------------------------------------- later on
 */

static void
test_renewed (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_autoptr (VstSession) second = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);
  g_autoptr (VstSession) third = test_session (DOMO_METHOD_PASSWORD, "token-3", TEST_FUTURE + 5000);

  vst_account_keeper_renewed (fixture->keeper, account, second, FALSE);
  test_settle ();
  assert_text (fixture, account, TRUE, "token-1");
  vst_account_keeper_renewed (fixture->keeper, account, second, TRUE);
  vst_account_keeper_renewed (fixture->keeper, account, third, TRUE);
  test_settle ();
  assert_text (fixture, account, TRUE, "token-3");
  g_assert_cmpint (vst_record_get (vst_account_get_record (account))->expires, ==,
                   TEST_FUTURE + 5000);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

static void
test_renewed_session_only (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_NOTHING);
  g_autoptr (VstSession) second = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  vst_account_keeper_renewed (fixture->keeper, account, second, TRUE);
  test_settle ();
  g_assert_cmpuint (count_items (fixture), ==, 0);
  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  assert_text (fixture, account, TRUE, "token-2");
}

static void
test_sign_out (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  vst_account_keeper_sign_out (fixture->keeper, account);
  g_assert_null (vst_account_get_session (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);
  test_settle ();
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);
  g_assert_false (vst_account_has_token (account));
  assert_text (fixture, account, TRUE, "");
  assert_text (fixture, account, FALSE, "planted-secret");
  vst_account_keeper_renewed (fixture->keeper, account, session, TRUE);
  test_settle ();
  assert_text (fixture, account, TRUE, "token-2");
}

static void
test_sign_out_session_only (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_NOTHING);

  vst_account_keeper_sign_out (fixture->keeper, account);
  test_settle ();
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);
}

/* Faster than the keyring: no token stays behind. */
static void
test_sign_out_at_once (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      start_adding (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);

  vst_account_keeper_sign_out (fixture->keeper, account);
  test_settle ();
  g_assert_false (vst_account_has_token (account));
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

static void
test_sign_out_fails (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);

  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  vst_account_keeper_sign_out (fixture->keeper, account);
  test_settle ();
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_SIGN_IN_NEEDED);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  assert_text (fixture, account, TRUE, "");
}

static void
test_accept (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_autoptr (VstSession) other = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  domo_profile_set_number (vst_session_get_profile (other), DOMO_FIELD_ID, 27);
  vst_account_set_other (account, other);
  vst_account_keeper_accept (fixture->keeper, account, vst_account_get_other (account));
  test_settle ();
  g_assert_true (vst_account_get_session (account) == other);
  g_assert_null (vst_account_get_other (account));
  g_assert_cmpint (vst_record_get (vst_account_get_record (account))->owner_id, ==, 27);
  assert_text (fixture, account, TRUE, "token-2");
}

/* ------------------------------------------------------------------------------------ forgetting
 */

static void
test_forget_undo (Fixture *fixture, gconstpointer unused)
{
  VstAccount *first = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  VstAccount *second = add (fixture, NULL, DOMO_METHOD_CLIENT, "token-2", VST_KEEP_TOKEN);

  vst_account_keeper_forget (fixture->keeper, first);
  vst_account_keeper_forget (fixture->keeper, second);
  vst_account_keeper_forget (fixture->keeper, second);
  test_settle ();
  g_assert_cmpuint (vst_account_keeper_get_forgotten (fixture->keeper)->len, ==, 2);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  vst_account_keeper_undo (fixture->keeper);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (vst_account_keeper_get_forgotten (fixture->keeper)->len, ==, 0);
  g_assert_true (commit (fixture, NULL));
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_nonnull (vst_account_get_session (first));
}

static void
test_commit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) first = g_object_ref (
      add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET));
  VstAccount *second = add (fixture, NULL, DOMO_METHOD_CLIENT, "token-2", VST_KEEP_NOTHING);
  VstAccount *third = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "token-3", VST_KEEP_TOKEN);

  vst_account_keeper_forget (fixture->keeper, first);
  vst_account_keeper_forget (fixture->keeper, second);
  g_assert_true (commit (fixture, NULL));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (vst_account_list_find (fixture->list, vst_account_get_id (third)) == third);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  g_assert_null (vst_account_get_session (first));
}

static void
test_commit_fails (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);
  g_autoptr (GError) error = NULL;

  vst_account_keeper_forget (fixture->keeper, account);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  g_assert_false (commit (fixture, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (vst_account_has_token (account));
  g_assert_cmpuint (count_items (fixture), ==, 2);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_forget (fixture->keeper, account);
  g_assert_true (commit (fixture, NULL));
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

/* At the end of the program: what is being written gets there first. */
static void
test_commit_waits (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      start_adding (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN_AND_SECRET);

  g_assert_true (commit (fixture, NULL));
  g_assert_true (vst_account_has_token (account));
  g_assert_cmpuint (count_items (fixture), ==, 2);
}

static void
test_commit_cancelled (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  vst_account_keeper_forget (fixture->keeper, account);
  g_cancellable_cancel (cancellable);
  vst_account_keeper_commit_async (fixture->keeper, cancellable, test_wait_cb, &wait);
  g_assert_false (vst_account_keeper_commit_finish (fixture->keeper, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_settle ();
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

/* A forgotten account signs in anew before it is gone. */
static void
test_forgotten_signs_in (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);

  vst_account_keeper_forget (fixture->keeper, account);
  g_assert_true (add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-2", VST_KEEP_TOKEN) == account);
  g_assert_true (commit (fixture, NULL));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

/* Even while it is being removed: what is signed in stays. */
static void
test_removed_signs_in (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_auto (TestWait) wait = { 0 };

  vst_account_keeper_forget (fixture->keeper, account);
  vst_account_keeper_commit_async (fixture->keeper, NULL, test_wait_cb, &wait);
  g_assert_true (add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-2", VST_KEEP_TOKEN) == account);
  g_assert_true (vst_account_keeper_commit_finish (fixture->keeper, test_wait (&wait), NULL));
  test_settle ();
  g_assert_nonnull (vst_account_get_session (account));
  g_assert_true (vst_account_has_token (account));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

/* A removal that fails is told to whoever waits for the end, too: the window that began it may be
 * gone by then. */
static void
test_forget_fails_at_the_end (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  vst_account_keeper_forget (fixture->keeper, account);
  vst_account_keeper_commit_async (fixture->keeper, NULL, NULL, NULL);
  vst_account_keeper_commit_async (fixture->keeper, NULL, test_wait_cb, &wait);
  g_assert_false (vst_account_keeper_commit_finish (fixture->keeper, test_wait (&wait), &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* ------------------------------------------------------------------------------- typed dates */

static gint64
get_end (VstAccount *account)
{
  return vst_record_get (vst_account_get_record (account))->expires;
}

static gint64
get_stored_end (VstAccount *account)
{
  return vst_record_get (vst_item_get_record (vst_account_get_item (account, TRUE)))->expires;
}

/* Domo answered well once more; the token is the same. */
static void
check_again (Fixture *fixture, VstAccount *account, const char *token)
{
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_ACCESS_TOKEN, token, 0);

  vst_account_keeper_renewed (fixture->keeper, account, session, FALSE);
  test_settle ();
}

static void
test_typed_date (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  g_assert_true (vst_account_takes_date (account));
  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  g_assert_cmpint (vst_account_get_expires (account), ==, TEST_FUTURE);
  test_settle ();
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
  assert_text (fixture, account, TRUE, "DDCI1");

  check_again (fixture, account, "DDCI1");
  g_assert_cmpint (get_end (account), ==, TEST_FUTURE);
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);

  vst_account_keeper_set_expires (fixture->keeper, account, 0);
  test_settle ();
  g_assert_cmpint (get_stored_end (account), ==, 0);
  assert_text (fixture, account, TRUE, "DDCI1");
}

/* The date was that of the other token. */
static void
test_typed_date_of_another (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  add (fixture, account, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
  add (fixture, account, DOMO_METHOD_ACCESS_TOKEN, "DDCI2", VST_KEEP_TOKEN);
  g_assert_cmpint (get_end (account), ==, 0);
  g_assert_cmpint (get_stored_end (account), ==, 0);
}

static void
lock (Fixture *fixture)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  vst_account_keeper_drop_secrets_async (fixture->keeper, NULL, test_wait_cb, &wait);
  vst_account_keeper_drop_secrets_finish (fixture->keeper, test_wait (&wait), &error);
  g_assert_no_error (error);
}

/* Nobody is signed in with it: the keyring alone can tell which token it was typed for. */
static void
test_typed_date_after_lock (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  lock (fixture);
  add (fixture, account, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);
  g_assert_cmpint (get_end (account), ==, TEST_FUTURE);
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);

  lock (fixture);
  add (fixture, account, DOMO_METHOD_ACCESS_TOKEN, "DDCI2", VST_KEEP_TOKEN);
  g_assert_cmpint (get_end (account), ==, 0);
  g_assert_cmpint (get_stored_end (account), ==, 0);
  assert_text (fixture, account, TRUE, "DDCI2");
}

/* While the keyring does not say, nothing is written over it; then it says. */
static void
test_typed_date_unread (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  lock (fixture);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING_LOCKED);
  add (fixture, account, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);

  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  g_assert_null (vst_account_get_store_error (account));
  g_assert_cmpint (get_end (account), ==, TEST_FUTURE);
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
}

/* Locked before it could be stored: the token that is kept has its date. */
static void
test_typed_date_given_up (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  lock (fixture);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  add (fixture, account, DOMO_METHOD_ACCESS_TOKEN, "DDCI2", VST_KEEP_TOKEN);
  lock (fixture);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  check_again (fixture, account, "DDCI1");
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
}

/* The same token again brings no second account, and its date with it. */
static void
test_typed_date_merged (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
}

static void
test_typed_date_session_only (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_NOTHING);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  g_assert_cmpint (get_end (account), ==, TEST_FUTURE);
  g_assert_cmpuint (count_items (fixture), ==, 0);

  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
}

/* While the token itself is still being written. */
static void
test_typed_date_at_once (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      start_adding (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
  assert_text (fixture, account, TRUE, "DDCI1");
}

static void
test_typed_date_of_session (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);

  g_assert_false (vst_account_takes_date (account));
  vst_account_keeper_set_expires (fixture->keeper, account, TEST_PAST);
  test_settle ();
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
}

/* What a person typed and is not written down is told; then it is tried again. */
static void
test_typed_date_not_stored (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_ACCESS_TOKEN, "DDCI1", VST_KEEP_TOKEN);

  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  vst_account_keeper_set_expires (fixture->keeper, account, TEST_FUTURE);
  test_settle ();
  g_assert_error (vst_account_get_store_error (account), DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_cmpint (get_end (account), ==, TEST_FUTURE);

  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  vst_account_keeper_store (fixture->keeper, account);
  test_settle ();
  g_assert_null (vst_account_get_store_error (account));
  g_assert_cmpint (get_stored_end (account), ==, TEST_FUTURE);
  assert_text (fixture, account, TRUE, "DDCI1");
}

/* -------------------------------------------------------------------- what the watch is to know
 */

static const VstRecordFields *
get_stored (VstAccount *account)
{
  return vst_record_get (vst_item_get_record (vst_account_get_item (account, TRUE)));
}

/* Since when it is refused is written once, and gone when Domo answers well. */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      add (fixture, NULL, DOMO_METHOD_CLIENT, "token-1", VST_KEEP_TOKEN_AND_SECRET);
  g_autoptr (VstSession) session = g_object_ref (vst_account_get_session (account));
  VstRecordFields fields;
  g_autoptr (VstRecord) long_ago = NULL;
  g_autoptr (VstItem) item = NULL;

  vst_account_keeper_refused (fixture->keeper, account);
  test_settle ();
  g_assert_cmpint (get_stored (account)->refused, >, NOW - 1000 * G_GINT64_CONSTANT (86400000));
  assert_text (fixture, account, TRUE, "token-1");
  fields = *get_stored (account);
  fields.refused = 1000;
  long_ago = vst_record_new (&fields);
  item = test_put (fixture->keyring, VST_ITEM_TOKEN, long_ago, "token-1");
  test_settle ();
  vst_account_keeper_refused (fixture->keeper, account);
  test_settle ();
  g_assert_cmpint (get_stored (account)->refused, ==, 1000);
  vst_account_keeper_renewed (fixture->keeper, account, session, FALSE);
  test_settle ();
  g_assert_cmpint (get_stored (account)->refused, ==, 0);
}

static void
test_muted (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  vst_account_keeper_set_muted (fixture->keeper, account, 1u << VST_STEP_STOPPED);
  test_settle ();
  g_assert_cmpuint (get_stored (account)->muted, ==, 1u << VST_STEP_STOPPED);
  assert_text (fixture, account, TRUE, "token-1");
  vst_account_keeper_renewed (fixture->keeper, account, session, TRUE);
  test_settle ();
  g_assert_cmpuint (get_stored (account)->muted, ==, 1u << VST_STEP_STOPPED);
  vst_account_keeper_sign_out (fixture->keeper, account);
  vst_account_keeper_set_muted (fixture->keeper, account, 0);
  test_settle ();
  g_assert_cmpint (vst_item_get_kind (vst_account_get_item (account, TRUE)), ==, VST_ITEM_ACCOUNT);
  g_assert_cmpuint (get_stored (account)->muted, ==, 0);
}

/* What is being written does not become another thing by it. */
static void
test_muted_meanwhile (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account =
      start_adding (fixture, NULL, DOMO_METHOD_PASSWORD, "token-1", VST_KEEP_TOKEN);

  vst_account_keeper_set_muted (fixture->keeper, account, 1);
  test_settle ();
  vst_account_keeper_sign_out (fixture->keeper, account);
  vst_account_keeper_set_muted (fixture->keeper, account, 2);
  test_settle ();
  g_assert_cmpint (vst_item_get_kind (vst_account_get_item (account, TRUE)), ==, VST_ITEM_ACCOUNT);
  start_adding (fixture, account, DOMO_METHOD_PASSWORD, "token-2", VST_KEEP_TOKEN);
  vst_account_keeper_set_muted (fixture->keeper, account, 3);
  test_settle ();
  g_assert_cmpint (vst_item_get_kind (vst_account_get_item (account, TRUE)), ==, VST_ITEM_TOKEN);
  assert_text (fixture, account, TRUE, "token-2");
  g_assert_cmpuint (get_stored (account)->muted, ==, 3);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/account-keeper/add", test_add },
    { "/account-keeper/order", test_order },
    { "/account-keeper/same", test_same },
    { "/account-keeper/same-access-token", test_same_access_token },
    { "/account-keeper/failed-store", test_failed_store },
    { "/account-keeper/failed-renewal", test_failed_renewal },
    { "/account-keeper/failed-dates", test_failed_dates },
    { "/account-keeper/secret-let-go", test_secret_let_go },
    { "/account-keeper/renewed", test_renewed },
    { "/account-keeper/renewed-session-only", test_renewed_session_only },
    { "/account-keeper/refused", test_refused },
    { "/account-keeper/muted", test_muted },
    { "/account-keeper/muted-meanwhile", test_muted_meanwhile },
    { "/account-keeper/sign-out", test_sign_out },
    { "/account-keeper/sign-out-session-only", test_sign_out_session_only },
    { "/account-keeper/sign-out-at-once", test_sign_out_at_once },
    { "/account-keeper/sign-out-fails", test_sign_out_fails },
    { "/account-keeper/accept", test_accept },
    { "/account-keeper/forget-undo", test_forget_undo },
    { "/account-keeper/commit", test_commit },
    { "/account-keeper/commit-fails", test_commit_fails },
    { "/account-keeper/commit-waits", test_commit_waits },
    { "/account-keeper/commit-cancelled", test_commit_cancelled },
    { "/account-keeper/forgotten-signs-in", test_forgotten_signs_in },
    { "/account-keeper/removed-signs-in", test_removed_signs_in },
    { "/account-keeper/forget-fails-at-the-end", test_forget_fails_at_the_end },
    { "/account-keeper/typed-date", test_typed_date },
    { "/account-keeper/typed-date-of-another", test_typed_date_of_another },
    { "/account-keeper/typed-date-after-lock", test_typed_date_after_lock },
    { "/account-keeper/typed-date-unread", test_typed_date_unread },
    { "/account-keeper/typed-date-given-up", test_typed_date_given_up },
    { "/account-keeper/typed-date-merged", test_typed_date_merged },
    { "/account-keeper/typed-date-session-only", test_typed_date_session_only },
    { "/account-keeper/typed-date-at-once", test_typed_date_at_once },
    { "/account-keeper/typed-date-of-session", test_typed_date_of_session },
    { "/account-keeper/typed-date-not-stored", test_typed_date_not_stored },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
