/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-list.h"

#include "account-fixture.h"
#include "test-support.h"

typedef struct {
  VstKeyring *keyring;
  VstAccountList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->keyring = vst_memory_keyring_new ();
  fixture->list = vst_account_list_new (fixture->keyring);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  test_settle ();
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->keyring);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static gboolean
is_read (gpointer list)
{
  return vst_account_list_get_state (list) != VST_LIST_LOADING;
}

static void
load (Fixture *fixture)
{
  vst_account_list_load (fixture->list);
  g_assert_cmpint (vst_account_list_get_state (fixture->list), ==, VST_LIST_LOADING);
  test_until (is_read, fixture->list);
}

static VstItem *
put_item (Fixture *fixture, const char *id, VstItemKind kind, const char *name)
{
  g_autoptr (VstRecord) record = test_record (id, DOMO_METHOD_PASSWORD, name, 0);

  return test_put (fixture->keyring, kind, record, kind == VST_ITEM_ACCOUNT ? "" : "planted");
}

static void
put (Fixture *fixture, const char *id, VstItemKind kind, const char *name)
{
  g_object_unref (put_item (fixture, id, kind, name));
}

static void
put_record (Fixture *fixture, VstItemKind kind, VstRecord *record)
{
  g_object_unref (test_put (fixture->keyring, kind, record, "planted"));
}

static void
test_load (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccountList) list = vst_account_list_new (fixture->keyring);
  VstAccount *account;

  put (fixture, "a", VST_ITEM_PASSWORD, "Jae");
  put (fixture, "a", VST_ITEM_TOKEN, "Jae");
  put (fixture, "b", VST_ITEM_ACCOUNT, "Noor");
  g_assert_cmpint (vst_account_list_get_state (list), ==, VST_LIST_LOADING);
  vst_account_list_load (list);
  test_until (is_read, list);
  g_assert_cmpint (vst_account_list_get_state (list), ==, VST_LIST_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  account = vst_account_list_find (list, "a");
  g_assert_true (vst_account_has_token (account));
  g_assert_true (vst_account_has_secret (account));
  account = vst_account_list_find (list, "b");
  g_assert_false (vst_account_has_token (account));
  g_assert_false (vst_account_has_secret (account));
}

static void
count_first_cb (VstAccountList *list, guint position, guint removed, guint added, guint *changes)
{
  g_assert_cmpuint (removed, ==, 0);
  if ((*changes)++ == 0)
    g_assert_cmpuint (added, ==, 1);
}

/* The first one at once, and few changes for many. */
static void
test_load_many (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccountList) list = NULL;
  guint changes = 0;

  for (guint i = 0; i < 300; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);

    put (fixture, id, VST_ITEM_TOKEN, "Jae");
  }
  list = vst_account_list_new (fixture->keyring);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_first_cb), &changes);
  vst_account_list_load (list);
  test_until (is_read, list);
  g_assert_cmpuint (changes, <, 30);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 300);
}

/* Reading again neither doubles an account nor makes another object of it. */
static void
test_load_again (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account;

  put (fixture, "a", VST_ITEM_TOKEN, "Jae");
  load (fixture);
  account = vst_account_list_find (fixture->list, "a");
  vst_account_list_load (fixture->list);
  load (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (vst_account_list_find (fixture->list, "a") == account);
}

static void
test_changes_outside (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) renamed = NULL;
  g_autoptr (VstItem) password = NULL;
  VstAccount *account;

  load (fixture);
  put (fixture, "a", VST_ITEM_TOKEN, "Jae");
  g_assert_cmpuint (count (fixture), ==, 1);
  account = vst_account_list_find (fixture->list, "a");
  renamed = put_item (fixture, "a", VST_ITEM_TOKEN, "Jae Wilson");
  g_assert_cmpstr (vst_record_get (vst_account_get_record (account))->name, ==, "Jae Wilson");
  password = put_item (fixture, "a", VST_ITEM_PASSWORD, "Jae Wilson");
  g_assert_true (vst_account_has_secret (account));
  test_take (fixture->keyring, password);
  g_assert_false (vst_account_has_secret (account));
  test_take (fixture->keyring, renamed);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* Half an account is none, and the password is there when the main item comes. */
static void
test_half (Fixture *fixture, gconstpointer unused)
{

  put (fixture, "a", VST_ITEM_PASSWORD, "Jae");
  load (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
  put (fixture, "a", VST_ITEM_TOKEN, "Jae");
  g_assert_true (vst_account_has_secret (vst_account_list_find (fixture->list, "a")));
}

static void
test_removed_while_signed_in (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put_item (fixture, "a", VST_ITEM_TOKEN, "Jae");
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "planted", TEST_FUTURE);
  VstAccount *account;

  load (fixture);
  account = vst_account_list_find (fixture->list, "a");
  vst_account_set_session (account, session);
  test_take (fixture->keyring, token);
  g_assert_true (vst_account_list_find (fixture->list, "a") == account);
  g_assert_false (vst_account_is_stored (account));
  load (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_reset (Fixture *fixture, gconstpointer unused)
{
  guint changes = 0;

  put (fixture, "a", VST_ITEM_TOKEN, "Jae");
  load (fixture);
  g_signal_connect_swapped (fixture->list, "state-changed", G_CALLBACK (test_count_cb), &changes);
  vst_keyring_emit_reset (fixture->keyring);
  g_assert_cmpint (vst_account_list_get_state (fixture->list), ==, VST_LIST_LOADING);
  test_until (is_read, fixture->list);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* What went while nobody told of it, as with the service itself, is not found again. */
static void
test_gone_at_reset (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put_item (fixture, "a", VST_ITEM_TOKEN, "Jae");

  put (fixture, "b", VST_ITEM_TOKEN, "Noor");
  load (fixture);
  g_signal_handlers_block_matched (fixture->keyring, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                   fixture->list);
  test_take (fixture->keyring, token);
  g_signal_handlers_unblock_matched (fixture->keyring, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                     fixture->list);
  g_assert_cmpuint (count (fixture), ==, 2);
  vst_keyring_emit_reset (fixture->keyring);
  test_until (is_read, fixture->list);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_nonnull (vst_account_list_find (fixture->list, "b"));
}

static void
test_leftovers (Fixture *fixture, gconstpointer unused)
{
  gint64 now = g_get_real_time () / 1000;
  g_autoptr (VstRecord) old = test_record ("a", DOMO_METHOD_PASSWORD, "Jae", TEST_PAST);
  g_autoptr (VstRecord) young = test_record ("b", DOMO_METHOD_PASSWORD, "Noor", now);
  g_autoptr (VstRecord) whole = test_record ("c", DOMO_METHOD_PASSWORD, "Kim", TEST_PAST);

  put_record (fixture, VST_ITEM_PASSWORD, old);
  put_record (fixture, VST_ITEM_PASSWORD, young);
  put_record (fixture, VST_ITEM_PASSWORD, whole);
  put_record (fixture, VST_ITEM_TOKEN, whole);
  load (fixture);
  test_settle ();
  g_assert_cmpuint (vst_memory_keyring_count (VST_MEMORY_KEYRING (fixture->keyring)), ==, 3);
  g_assert_true (vst_account_has_secret (vst_account_list_find (fixture->list, "c")));
}

static void
test_hide (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) renamed = NULL;
  g_autoptr (VstAccount) account = NULL;

  put (fixture, "a", VST_ITEM_TOKEN, "Jae");
  load (fixture);
  account = g_object_ref (vst_account_list_find (fixture->list, "a"));
  vst_account_list_hide (fixture->list, account, TRUE);
  renamed = put_item (fixture, "a", VST_ITEM_TOKEN, "Jae Wilson");
  load (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_null (vst_account_list_find (fixture->list, "a"));
  vst_account_list_hide (fixture->list, account, FALSE);
  vst_account_list_hide (fixture->list, account, FALSE);
  g_assert_cmpuint (count (fixture), ==, 1);
  vst_account_list_hide (fixture->list, account, TRUE);
  test_take (fixture->keyring, renamed);
  vst_account_list_hide (fixture->list, account, FALSE);
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_find_same (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    VstRecordFields fields;
    const char *id;
  } sought[] = {
    { { "x", "acme", DOMO_METHOD_PASSWORD, "jae@acme.example" }, "p" },
    { { "x", "globex", DOMO_METHOD_PASSWORD, "jae@acme.example" }, NULL },
    { { "x", NULL, DOMO_METHOD_PASSWORD, "jae@acme.example" }, NULL },
    { { "x", "acme", DOMO_METHOD_PASSWORD, "noor@acme.example" }, NULL },
    { { "x", "acme", DOMO_METHOD_CLIENT, "client-of-jae" }, "c" },
    { { "x", NULL, DOMO_METHOD_CLIENT, "client-of-jae" }, "c" },
    { { "x", "acme", DOMO_METHOD_ACCESS_TOKEN, NULL }, NULL },
  };
  static const char *const ids[] = { "p", "c", "t" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (VstRecord) record = test_record (ids[i], (DomoMethod)i, "Jae", 0);

    put_record (fixture, VST_ITEM_TOKEN, record);
  }
  load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sought); i++) {
    VstAccount *same = vst_account_list_find_same (fixture->list, &sought[i].fields);

    g_assert_cmpstr (same ? vst_account_get_id (same) : NULL, ==, sought[i].id);
  }
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/account-list/load", test_load },
    { "/account-list/load-many", test_load_many },
    { "/account-list/load-again", test_load_again },
    { "/account-list/changes-outside", test_changes_outside },
    { "/account-list/half", test_half },
    { "/account-list/removed-while-signed-in", test_removed_while_signed_in },
    { "/account-list/reset", test_reset },
    { "/account-list/gone-at-reset", test_gone_at_reset },
    { "/account-list/leftovers", test_leftovers },
    { "/account-list/hide", test_hide },
    { "/account-list/find-same", test_find_same },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
