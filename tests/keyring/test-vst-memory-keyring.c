/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-memory-keyring.h"

#include "test-support.h"

typedef struct {
  VstKeyring *keyring;
  GString *seen;    /* what the signals told, a word each */
  GPtrArray *found; /* of VstItem */
} Fixture;

static void
item_changed_cb (Fixture *fixture, VstItem *item)
{
  g_string_append_printf (fixture->seen, "%s%s ", vst_item_is_locked (item) ? "locked" : "changed",
                          vst_item_get_path (item));
}

static void
item_removed_cb (Fixture *fixture, const char *path)
{
  g_string_append_printf (fixture->seen, "removed%s ", path);
}

static void
reset_cb (Fixture *fixture)
{
  g_string_append (fixture->seen, "reset ");
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->keyring = vst_memory_keyring_new ();
  fixture->seen = g_string_new (NULL);
  fixture->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_swapped (fixture->keyring, "item-changed", G_CALLBACK (item_changed_cb),
                            fixture);
  g_signal_connect_swapped (fixture->keyring, "item-removed", G_CALLBACK (item_removed_cb),
                            fixture);
  g_signal_connect_swapped (fixture->keyring, "reset", G_CALLBACK (reset_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  test_settle ();
  g_ptr_array_unref (fixture->found);
  g_string_free (fixture->seen, TRUE);
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
  return vst_memory_keyring_count (get_memory (fixture));
}

static void
assert_seen (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->seen->str, ==, expected);
  g_string_truncate (fixture->seen, 0);
}

static VstItem *
store (Fixture *fixture,
       const char *id,
       VstItemKind kind,
       const char *name,
       const char *text,
       int code)
{
  const VstRecordFields fields = { .id = id, .instance = "acme", .name = name };
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (DomoSecret) secret = text ? domo_secret_new (text, -1) : NULL;
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  VstItem *item;

  vst_keyring_store_async (fixture->keyring, kind, record, secret, NULL, test_wait_cb, &wait);
  item = vst_keyring_store_finish (fixture->keyring, test_wait (&wait), &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DOMO_ERROR, code);
  g_assert_true ((item != NULL) == (code < 0));
  if (item)
    g_assert_cmpstr (vst_record_get (vst_item_get_record (item))->name, ==, name);
  return item;
}

/* It must go well. */
static VstItem *
put (Fixture *fixture, const char *id, VstItemKind kind, const char *text)
{
  return store (fixture, id, kind, "Jae", text, -1);
}

static void
clear (Fixture *fixture, VstItem *item, int code)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  vst_keyring_clear_async (fixture->keyring, item, NULL, test_wait_cb, &wait);
  g_assert_true (vst_keyring_clear_finish (fixture->keyring, test_wait (&wait), &error) ==
                 (code < 0));
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DOMO_ERROR, code);
}

static void
unlock (Fixture *fixture, int code)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  vst_keyring_unlock_async (fixture->keyring, NULL, test_wait_cb, &wait);
  g_assert_true (vst_keyring_unlock_finish (fixture->keyring, test_wait (&wait), &error) ==
                 (code < 0));
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DOMO_ERROR, code);
}

static void
assert_text (Fixture *fixture, VstItem *item, const char *text)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  vst_keyring_lookup_async (fixture->keyring, item, NULL, test_wait_cb, &wait);
  secret = vst_keyring_lookup_finish (fixture->keyring, test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (domo_secret_get_text (secret), ==, text);
}

static void
assert_no_text (Fixture *fixture, VstItem *item, int code)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  vst_keyring_lookup_async (fixture->keyring, item, NULL, test_wait_cb, &wait);
  g_assert_null (vst_keyring_lookup_finish (fixture->keyring, test_wait (&wait), &error));
  g_assert_error (error, DOMO_ERROR, code);
}

static void
found_cb (VstItem *item, gpointer found)
{
  g_ptr_array_add (found, g_object_ref (item));
}

static void
search (Fixture *fixture)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_hidden = 1;

  g_ptr_array_set_size (fixture->found, 0);
  vst_keyring_search_async (fixture->keyring, found_cb, fixture->found, NULL, test_wait_cb, &wait);
  g_assert_cmpuint (fixture->found->len, ==, 0);
  g_assert_true (
      vst_keyring_search_finish (fixture->keyring, test_wait (&wait), &n_hidden, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_hidden, ==, 0);
}

static void
test_store (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted-token");
  g_autoptr (VstItem) password = put (fixture, "a", VST_ITEM_PASSWORD, "planted-password");
  g_autoptr (VstItem) other = put (fixture, "b", VST_ITEM_TOKEN, "planted-other");

  g_assert_cmpuint (count (fixture), ==, 3);
  assert_seen (fixture, "changed/memory/1 changed/memory/2 changed/memory/3 ");
  g_assert_cmpint (vst_item_get_kind (password), ==, VST_ITEM_PASSWORD);
  g_assert_null (vst_item_get_collection (token));
  g_assert_false (vst_item_is_locked (token));
  assert_text (fixture, token, "planted-token");
  assert_text (fixture, password, "planted-password");
  assert_text (fixture, other, "planted-other");
  g_assert_false (vst_keyring_is_lasting (fixture->keyring));
}

static void
test_search (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = NULL;
  g_autoptr (VstItem) secret = NULL;

  search (fixture);
  g_assert_cmpuint (fixture->found->len, ==, 0);
  token = put (fixture, "b", VST_ITEM_TOKEN, "planted");
  secret = put (fixture, "a", VST_ITEM_SECRET, "planted");
  search (fixture);
  g_assert_cmpuint (fixture->found->len, ==, 2);
  g_assert_true (fixture->found->pdata[0] == token);
  g_assert_true (fixture->found->pdata[1] == secret);
}

/* One item of each account is the main one, whatever it is at the time. */
static void
test_change (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted-1");
  g_autoptr (VstItem) renewed = NULL;
  g_autoptr (VstItem) renamed = NULL;
  g_autoptr (VstItem) signed_out = NULL;
  g_autoptr (VstItem) back = NULL;

  renewed = put (fixture, "a", VST_ITEM_TOKEN, "planted-2");
  renamed = store (fixture, "a", VST_ITEM_TOKEN, "Jae Wilson", NULL, -1);
  assert_text (fixture, token, "planted-2");
  signed_out = put (fixture, "a", VST_ITEM_ACCOUNT, "never-kept");
  g_assert_cmpint (vst_item_get_kind (signed_out), ==, VST_ITEM_ACCOUNT);
  assert_text (fixture, signed_out, "");
  back = put (fixture, "a", VST_ITEM_TOKEN, "planted-3");
  assert_text (fixture, back, "planted-3");
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_seen (fixture, "changed/memory/1 changed/memory/1 changed/memory/1 changed/memory/1 "
                        "changed/memory/1 ");
}

/* Without a secret nothing is made, but for an account that is signed out. */
static void
test_store_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = NULL;

  g_assert_null (store (fixture, "a", VST_ITEM_TOKEN, "Jae", NULL, DOMO_ERROR_NOT_FOUND));
  g_assert_null (store (fixture, "a", VST_ITEM_PASSWORD, "Jae", NULL, DOMO_ERROR_NOT_FOUND));
  g_assert_cmpuint (count (fixture), ==, 0);
  assert_seen (fixture, "");
  item = put (fixture, "a", VST_ITEM_ACCOUNT, NULL);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_text (fixture, item, "");
}

static void
test_clear (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) password = put (fixture, "a", VST_ITEM_PASSWORD, "planted");
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted");
  g_autoptr (VstItem) again = NULL;

  assert_seen (fixture, "changed/memory/1 changed/memory/2 ");
  clear (fixture, token, -1);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_no_text (fixture, token, DOMO_ERROR_NOT_FOUND);
  assert_text (fixture, password, "planted");
  clear (fixture, token, -1);
  assert_seen (fixture, "removed/memory/2 ");
  again = put (fixture, "a", VST_ITEM_TOKEN, "planted");
  g_assert_cmpstr (vst_item_get_path (again), !=, vst_item_get_path (token));
}

static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted");

  assert_seen (fixture, "changed/memory/1 ");
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, FALSE);
  assert_seen (fixture, "reset ");
  search (fixture);
  g_assert_cmpuint (fixture->found->len, ==, 1);
  g_assert_true (vst_item_is_locked (fixture->found->pdata[0]));
  g_assert_cmpstr (vst_item_get_path (fixture->found->pdata[0]), ==, vst_item_get_path (token));
  assert_no_text (fixture, token, DOMO_ERROR_KEYRING_LOCKED);
  g_assert_null (store (fixture, "a", VST_ITEM_TOKEN, "Jae", "planted", DOMO_ERROR_KEYRING_LOCKED));
  g_assert_null (store (fixture, "b", VST_ITEM_TOKEN, "Jae", "planted", DOMO_ERROR_KEYRING_LOCKED));
  clear (fixture, token, DOMO_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_seen (fixture, "");
}

static void
test_unlock (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted");

  assert_seen (fixture, "changed/memory/1 ");
  unlock (fixture, -1);
  assert_seen (fixture, "");
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, TRUE);
  assert_seen (fixture, "reset ");
  unlock (fixture, DOMO_ERROR_KEYRING_DISMISSED);
  assert_seen (fixture, "");
  assert_no_text (fixture, token, DOMO_ERROR_KEYRING_LOCKED);
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, FALSE);
  unlock (fixture, -1);
  assert_seen (fixture, "reset ");
  assert_text (fixture, token, "planted");
  search (fixture);
  g_assert_false (vst_item_is_locked (fixture->found->pdata[0]));
}

static void
test_failure (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted-1");
  g_autoptr (VstItem) renewed = NULL;
  g_autoptr (VstItem) again = NULL;

  vst_memory_keyring_set_failure (get_memory (fixture), 1, DOMO_ERROR_KEYRING);
  renewed = put (fixture, "a", VST_ITEM_TOKEN, "planted-2");
  for (guint i = 0; i < 2; i++) {
    g_assert_null (store (fixture, "a", VST_ITEM_TOKEN, "Jae", "planted-3", DOMO_ERROR_KEYRING));
    clear (fixture, token, DOMO_ERROR_KEYRING);
  }
  assert_text (fixture, token, "planted-2");
  assert_seen (fixture, "changed/memory/1 changed/memory/1 ");
  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  again = put (fixture, "a", VST_ITEM_TOKEN, "planted-3");
  assert_text (fixture, token, "planted-3");
}

static void
cancel_store (Fixture *fixture, VstItem *item)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DomoSecret) secret = domo_secret_new ("planted-2", -1);
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_keyring_store_async (fixture->keyring, VST_ITEM_TOKEN, vst_item_get_record (item), secret,
                           cancellable, test_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (vst_keyring_store_finish (fixture->keyring, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_clear (Fixture *fixture, VstItem *item)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_keyring_clear_async (fixture->keyring, item, cancellable, test_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_false (vst_keyring_clear_finish (fixture->keyring, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_search (Fixture *fixture)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_keyring_search_async (fixture->keyring, found_cb, fixture->found, cancellable, test_wait_cb,
                            &wait);
  g_cancellable_cancel (cancellable);
  g_assert_false (vst_keyring_search_finish (fixture->keyring, test_wait (&wait), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is cancelled was not done. */
static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted-1");

  assert_seen (fixture, "changed/memory/1 ");
  cancel_store (fixture, token);
  cancel_clear (fixture, token);
  cancel_search (fixture);
  g_assert_cmpuint (fixture->found->len, ==, 0);
  assert_text (fixture, token, "planted-1");
  assert_seen (fixture, "");
}

/* Nothing has happened yet when a call returns; calls answer in the order they were made. */
static void
test_order (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = put (fixture, "a", VST_ITEM_TOKEN, "planted");
  g_auto (TestWait) cleared = { 0 };
  g_auto (TestWait) looked_up = { 0 };
  g_autoptr (GError) error = NULL;

  vst_keyring_clear_async (fixture->keyring, token, NULL, test_wait_cb, &cleared);
  vst_keyring_lookup_async (fixture->keyring, token, NULL, test_wait_cb, &looked_up);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_null (vst_keyring_lookup_finish (fixture->keyring, test_wait (&looked_up), &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND);
  g_assert_true (vst_keyring_clear_finish (fixture->keyring, test_wait (&cleared), NULL));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer unused))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/memory-keyring/store", test_store);
  add ("/memory-keyring/search", test_search);
  add ("/memory-keyring/change", test_change);
  add ("/memory-keyring/store-nothing", test_store_nothing);
  add ("/memory-keyring/clear", test_clear);
  add ("/memory-keyring/locked", test_locked);
  add ("/memory-keyring/unlock", test_unlock);
  add ("/memory-keyring/failure", test_failure);
  add ("/memory-keyring/cancelled", test_cancelled);
  add ("/memory-keyring/order", test_order);
  return g_test_run ();
}
