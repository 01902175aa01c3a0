/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring.h"

#include "test-keyring.h"
#include "test-support.h"

#define ID "11111111-2222-4333-8444-555555555555"
#define OTHER_ID "99999999-2222-4333-8444-555555555555"

/* What the keyring has signalled. */
typedef struct {
  TestKeyring *service;
  VstKeyring *keyring;
  GPtrArray *found; /* of VstItem */
  VstItem *changed; /* the last one */
  char *removed;    /* the last one */
  guint n_resets;
  guint n_hidden;
} Fixture;

static void
changed_cb (VstKeyring *keyring, VstItem *item, gpointer user_data)
{
  g_set_object (&((Fixture *)user_data)->changed, item);
}

static void
removed_cb (VstKeyring *keyring, const char *path, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->removed);
  fixture->removed = g_strdup (path);
}

static void
reset_cb (VstKeyring *keyring, gpointer user_data)
{
  ((Fixture *)user_data)->n_resets++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->service = test_keyring_new ();
  fixture->keyring = vst_secret_keyring_new ();
  fixture->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->keyring, "item-changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->keyring, "item-removed", G_CALLBACK (removed_cb), fixture);
  g_signal_connect (fixture->keyring, "reset", G_CALLBACK (reset_cb), fixture);
}

static void
set_up_unlocked (Fixture *fixture, gconstpointer unused)
{
  set_up (fixture, unused);
  test_keyring_start (fixture->service, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_ptr_array_unref (fixture->found);
  g_clear_object (&fixture->changed);
  g_free (fixture->removed);
  g_assert_finalize_object (fixture->keyring);
  test_keyring_free (fixture->service);
}

static VstRecord *
make_record (const char *id, const char *name)
{
  const VstRecordFields fields = {
    .id = id,
    .instance = "acme",
    .method = DOMO_METHOD_PASSWORD,
    .user = "jae@acme.example",
    .owner_id = 27,
    .name = name,
    .expires = 4102444800000,
    .checked = 1700000000000,
  };

  return vst_record_new (&fields);
}

static VstItem *
store_named (Fixture *fixture,
             VstItemKind kind,
             const char *id,
             const char *name,
             const char *text,
             GError **error)
{
  g_autoptr (VstRecord) record = make_record (id, name);
  g_autoptr (DomoSecret) secret = text ? domo_secret_new (text, -1) : NULL;
  g_auto (TestWait) wait = { 0 };

  vst_keyring_store_async (fixture->keyring, kind, record, secret, NULL, test_wait_cb, &wait);
  return vst_keyring_store_finish (fixture->keyring, test_wait (&wait), error);
}

static VstItem *
store (Fixture *fixture, VstItemKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  VstItem *item = store_named (fixture, kind, ID, "Jae Wilson", text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (item);
  return item;
}

static DomoSecret *
lookup (Fixture *fixture, VstItem *item, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_keyring_lookup_async (fixture->keyring, item, NULL, test_wait_cb, &wait);
  return vst_keyring_lookup_finish (fixture->keyring, test_wait (&wait), error);
}

static void
assert_secret (Fixture *fixture, VstItem *item, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) secret = lookup (fixture, item, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (domo_secret_get_text (secret), ==, text);
}

static void
found_cb (VstItem *item, gpointer user_data)
{
  g_ptr_array_add (((Fixture *)user_data)->found, g_object_ref (item));
}

static gboolean
search (Fixture *fixture, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  g_ptr_array_set_size (fixture->found, 0);
  vst_keyring_search_async (fixture->keyring, found_cb, fixture, NULL, test_wait_cb, &wait);
  return vst_keyring_search_finish (fixture->keyring, test_wait (&wait), &fixture->n_hidden, error);
}

/* Returns: (transfer none): the only item there is */
static VstItem *
search_one (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (search (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->found->len, ==, 1);
  return g_ptr_array_index (fixture->found, 0);
}

static gboolean
clear (Fixture *fixture, VstItem *item, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_keyring_clear_async (fixture->keyring, item, NULL, test_wait_cb, &wait);
  return vst_keyring_clear_finish (fixture->keyring, test_wait (&wait), error);
}

static gboolean
unlock (Fixture *fixture, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_keyring_unlock_async (fixture->keyring, NULL, test_wait_cb, &wait);
  return vst_keyring_unlock_finish (fixture->keyring, test_wait (&wait), error);
}

static const char *
get_name (VstItem *item)
{
  return vst_record_get (vst_item_get_record (item))->name;
}

static gboolean
is_changed (gpointer data)
{
  return ((Fixture *)data)->changed != NULL;
}

static gboolean
is_removed (gpointer data)
{
  return ((Fixture *)data)->removed != NULL;
}

static gboolean
is_reset (gpointer data)
{
  return ((Fixture *)data)->n_resets > 0;
}

/* ------------------------------------------------------------------------------------ it goes well
 */

static void
test_round_trip (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) stored = store (fixture, VST_ITEM_TOKEN, "s3cret-токен");
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  VstItem *item = search_one (fixture);

  g_assert_cmpstr (vst_item_get_path (item), ==, vst_item_get_path (stored));
  g_assert_cmpstr (vst_item_get_collection (item), ==, "Login");
  g_assert_cmpstr (vst_item_get_collection (stored), ==, "Login");
  g_assert_cmpint (vst_item_get_kind (item), ==, VST_ITEM_TOKEN);
  g_assert_false (vst_item_is_locked (item));
  g_assert_cmpstr (get_name (item), ==, "Jae Wilson");
  g_assert_cmpuint (fixture->n_hidden, ==, 0);
  assert_secret (fixture, item, "s3cret-токен");
  printed = test_keyring_tool (fixture->service, NULL, "lookup", "id", ID, "kind", "token", NULL);
  g_assert_cmpstr (printed, ==, "s3cret-токен");

  g_assert_true (clear (fixture, stored, &error));
  g_assert_no_error (error);
  g_assert_true (clear (fixture, stored, &error));
  g_assert_no_error (error);
  g_assert_null (lookup (fixture, stored, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND);
  g_assert_cmpuint (test_keyring_count (fixture->service, "application", "vestibule"), ==, 0);
}

static void
test_label (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = store (fixture, VST_ITEM_TOKEN, "t");
  g_autofree char *expected = vst_item_dup_label (VST_ITEM_TOKEN, vst_item_get_record (item));
  g_autoptr (GVariant) label =
      test_keyring_get (fixture->service, vst_item_get_path (item), "Label");
  g_autoptr (GVariant) attributes =
      test_keyring_get (fixture->service, vst_item_get_path (item), "Attributes");
  const char *schema = NULL;

  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, expected);
  g_assert_true (g_variant_lookup (attributes, "xdg:schema", "&s", &schema));
  g_assert_cmpstr (schema, ==, "org.vestibule.Token");
}

/* The kinds token and account are one item; a secret that is not given stays. */
static void
test_change_in_place (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) first = store (fixture, VST_ITEM_TOKEN, "old");
  g_autoptr (VstItem) password = store (fixture, VST_ITEM_PASSWORD, "password");
  g_autoptr (VstItem) second = NULL;
  g_autoptr (VstItem) third = NULL;
  g_autoptr (VstItem) fourth = NULL;
  g_autoptr (GError) error = NULL;

  second = store_named (fixture, VST_ITEM_TOKEN, ID, "Jae W.", "new", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vst_item_get_path (second), ==, vst_item_get_path (first));
  assert_secret (fixture, first, "new");
  third = store_named (fixture, VST_ITEM_TOKEN, ID, "Jae X.", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vst_item_get_path (third), ==, vst_item_get_path (first));
  assert_secret (fixture, first, "new");
  fourth = store (fixture, VST_ITEM_ACCOUNT, "dropped");
  g_assert_cmpstr (vst_item_get_path (fourth), ==, vst_item_get_path (first));
  assert_secret (fixture, first, "");
  assert_secret (fixture, password, "password");
  g_assert_cmpuint (test_keyring_count (fixture->service, "id", ID), ==, 2);
  g_assert_cmpuint (test_keyring_count (fixture->service, "kind", "token"), ==, 0);
}

static void
test_no_secret_no_item (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) account = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, ID, "Jae Wilson", NULL, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND);
  account = store (fixture, VST_ITEM_ACCOUNT, NULL);
  assert_secret (fixture, account, "");
}

static void
test_many (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < 150; i++) {
    g_autofree char *id = g_strdup_printf ("11111111-2222-4333-8444-%012d", i);
    g_autoptr (VstItem) item = NULL;

    item = store_named (fixture, VST_ITEM_TOKEN, id, "Jae Wilson", "t", &error);
    g_assert_nonnull (item);
  }
  g_assert_true (search (fixture, &error));
  g_assert_cmpuint (fixture->found->len, ==, 150);
  for (guint i = 0; i < fixture->found->len; i++)
    g_hash_table_add (paths, (gpointer)vst_item_get_path (g_ptr_array_index (fixture->found, i)));
  g_assert_cmpuint (g_hash_table_size (paths), ==, 150);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_keyring_search_async (fixture->keyring, found_cb, fixture, cancellable, test_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_false (vst_keyring_search_finish (fixture->keyring, test_wait (&wait), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ------------------------------------------------------------------------------- others change it
 */

static void
test_others_add_and_delete (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_assert_true (search (fixture, &error));
  g_free (
      test_keyring_tool (fixture->service, "x", "store", "--label", "not ours", "id", ID, NULL));
  g_free (test_keyring_tool (fixture->service, "typed", "store", "--label", "by hand",
                             "application", "vestibule", "kind", "token", "id", ID, "instance",
                             "acme", "method", "password", "name", "Priya Shah", NULL));
  test_until (is_changed, fixture);
  g_assert_cmpstr (get_name (fixture->changed), ==, "Priya Shah");
  g_assert_cmpstr (vst_item_get_collection (fixture->changed), ==, "Login");
  assert_secret (fixture, fixture->changed, "typed");

  path = g_strdup (vst_item_get_path (fixture->changed));
  g_free (test_keyring_tool (fixture->service, NULL, "clear", "id", ID, NULL));
  test_until (is_removed, fixture);
  g_assert_cmpstr (fixture->removed, ==, path);
}

static void
test_others_change (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (VstRecord) record = make_record (ID, "Renamed");
  g_autoptr (GHashTable) attributes = vst_item_dup_attributes (VST_ITEM_TOKEN, record);
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, value;

  test_until (is_changed, fixture);
  test_settle ();
  g_clear_object (&fixture->changed);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  test_keyring_set (fixture->service, vst_item_get_path (item), "Attributes",
                    g_variant_builder_end (&builder));
  while (!is_changed (fixture) || g_strcmp0 (get_name (fixture->changed), "Renamed") != 0)
    g_main_context_iteration (NULL, TRUE);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "application", "another");
  test_keyring_set (fixture->service, vst_item_get_path (item), "Attributes",
                    g_variant_builder_end (&builder));
  test_until (is_removed, fixture);
  g_assert_cmpstr (fixture->removed, ==, vst_item_get_path (item));
}

/* ---------------------------------------------------------------------------------------- locked
 */

static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) stored = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (GError) error = NULL;
  VstItem *item;

  fixture->n_resets = 0;
  test_keyring_lock (fixture->service);
  test_until (is_reset, fixture);
  item = search_one (fixture);
  g_assert_true (vst_item_is_locked (item));
  g_assert_cmpstr (get_name (item), ==, "Jae Wilson");
  g_assert_cmpuint (fixture->n_hidden, ==, 0);
  g_assert_null (lookup (fixture, item, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, ID, "Jae", "u", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, ID, "Jae", NULL, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, OTHER_ID, "Jae", "u", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_false (clear (fixture, item, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);

  fixture->n_resets = 0;
  test_keyring_unlock (fixture->service);
  test_until (is_reset, fixture);
  g_assert_false (vst_item_is_locked (search_one (fixture)));
  assert_secret (fixture, stored, "t");
}

static void
restart (Fixture *fixture, gboolean unlocked)
{
  test_keyring_kill_and_wait (fixture->service);
  test_keyring_start (fixture->service, unlocked);
}

static void
test_never_unlocked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) token = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (VstItem) password = store (fixture, VST_ITEM_PASSWORD, "p");
  g_autoptr (VstItem) account = NULL;
  g_autoptr (GError) error = NULL;

  account = store_named (fixture, VST_ITEM_ACCOUNT, OTHER_ID, "Priya Shah", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vst_item_get_kind (password), ==, VST_ITEM_PASSWORD);
  restart (fixture, FALSE);
  g_assert_true (search (fixture, &error));
  g_assert_cmpuint (fixture->found->len, ==, 0);
  g_assert_cmpuint (fixture->n_hidden, ==, 2);
  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, ID, "Jae", "u", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);

  test_keyring_unlock (fixture->service);
  g_assert_true (search (fixture, &error));
  g_assert_cmpuint (fixture->found->len, ==, 3);
  g_assert_cmpuint (fixture->n_hidden, ==, 0);
  assert_secret (fixture, token, "t");
}

/* The prompt ends without an answer: none can be opened, or who opens it dies. */
static void
test_dismissed (Fixture *fixture, gconstpointer prompter)
{
  g_autoptr (VstItem) item = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (GError) error = NULL;

  if (prompter)
    test_keyring_set_prompter (fixture->service, prompter);
  g_assert_true (unlock (fixture, &error)); /* nothing is locked: nothing to ask */
  g_assert_no_error (error);
  test_keyring_lock (fixture->service);
  g_assert_false (unlock (fixture, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED);
  g_clear_error (&error);
  g_assert_null (lookup (fixture, item, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
}

static gboolean
is_prompted (gpointer data)
{
  return test_keyring_count_prompts (((Fixture *)data)->service) > 0;
}

/* The prompt is open when the caller loses interest, or the service ends. */
static void
test_left_open (Fixture *fixture, gconstpointer is_killed)
{
  g_autoptr (VstItem) item = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  test_keyring_hold_prompts (fixture->service);
  test_keyring_lock (fixture->service);
  g_assert_null (lookup (fixture, item, NULL));
  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, OTHER_ID, "Jae", "u", NULL));
  g_assert_cmpuint (test_keyring_count_prompts (fixture->service), ==, 0);

  vst_keyring_unlock_async (fixture->keyring, cancellable, test_wait_cb, &wait);
  test_until (is_prompted, fixture);
  g_assert_null (wait.result);
  if (is_killed)
    test_keyring_kill (fixture->service);
  else
    g_cancellable_cancel (cancellable);
  g_assert_false (vst_keyring_unlock_finish (fixture->keyring, test_wait (&wait), &error));
  if (is_killed)
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ------------------------------------------------------------------------------- absent, killed */

static void
assert_absent (Fixture *fixture)
{
  g_autoptr (VstRecord) record = make_record (ID, "Jae Wilson");
  g_autoptr (VstItem) item = vst_item_new ("/org/freedesktop/secrets/collection/login/1",
                                           VST_ITEM_TOKEN, record, NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (search (fixture, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_null (lookup (fixture, item, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_null (store_named (fixture, VST_ITEM_TOKEN, ID, "Jae", "t", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_false (clear (fixture, item, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_false (unlock (fixture, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
}

static void
test_no_service (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = NULL;

  assert_absent (fixture);
  test_keyring_start (fixture->service, TRUE);
  test_until (is_reset, fixture);
  item = store (fixture, VST_ITEM_TOKEN, "t");
  assert_secret (fixture, item, "t");
}

static void
test_no_bus (gconstpointer address)
{
  Fixture fixture = { .keyring = vst_secret_keyring_new (), .found = g_ptr_array_new () };

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  assert_absent (&fixture);
  g_ptr_array_unref (fixture.found);
  g_assert_finalize_object (fixture.keyring);
}

static void
test_restarted (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (VstItem) again = NULL;
  g_autoptr (GError) error = NULL;

  fixture->n_resets = 0;
  test_keyring_kill_and_wait (fixture->service);
  test_until (is_reset, fixture);
  g_assert_null (lookup (fixture, item, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
  fixture->n_resets = 0;
  test_keyring_start (fixture->service, TRUE);
  test_until (is_reset, fixture);
  assert_secret (fixture, item, "t");
  again = store (fixture, VST_ITEM_TOKEN, "u");
  assert_secret (fixture, item, "u");
  g_assert_cmpuint (test_keyring_count (fixture->service, "id", ID), ==, 1);
}

static GDBusMessage *
drop_cb (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (!incoming || g_strcmp0 (g_dbus_message_get_member (message), "NameOwnerChanged") != 0)
    return message;
  g_object_unref (message);
  return NULL;
}

/* A call is on its way with the session of a service that has gone, before that is heard of. */
static void
test_restarted_unheard (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (VstItem) item = store (fixture, VST_ITEM_TOKEN, "t");
  g_autoptr (VstItem) again = NULL;
  guint filter = g_dbus_connection_add_filter (bus, drop_cb, NULL, NULL);

  restart (fixture, TRUE);
  assert_secret (fixture, item, "t");
  restart (fixture, TRUE);
  again = store (fixture, VST_ITEM_TOKEN, "u");
  assert_secret (fixture, again, "u");
  g_assert_cmpuint (test_keyring_count (fixture->service, "id", ID), ==, 1);
  g_dbus_connection_remove_filter (bus, filter);
}

/* Kills the service in front of one of the calls that this process sends to it. */
typedef struct {
  TestKeyring *service;
  int countdown;
} Killer;

static GDBusMessage *
kill_cb (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  Killer *killer = user_data;

  if (!incoming &&
      g_strcmp0 (g_dbus_message_get_destination (message), "org.freedesktop.secrets") == 0 &&
      g_atomic_int_dec_and_test (&killer->countdown))
    test_keyring_kill (killer->service);
  return message;
}

/* Returns: whether it was still stored */
static gboolean
store_and_kill (Fixture *fixture, const char *id, int step)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (VstItem) item = NULL;
  g_autoptr (GError) error = NULL;
  Killer killer = { fixture->service, step };
  guint filter = g_dbus_connection_add_filter (bus, kill_cb, &killer, NULL);

  item = store_named (fixture, VST_ITEM_TOKEN, id, "Jae Wilson", "new", &error);
  g_dbus_connection_remove_filter (bus, filter);
  if (!item)
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
  if (killer.countdown > 0)
    return TRUE;
  restart (fixture, TRUE);
  return FALSE;
}

/* @id: of an account that has an item, or of a new one */
static void
test_killed (Fixture *fixture, gconstpointer id)
{
  gboolean is_new = g_str_equal (id, OTHER_ID);
  gboolean ended = FALSE;
  int step;

  for (step = 1; !ended; step++) {
    g_autoptr (VstItem) old = store (fixture, VST_ITEM_TOKEN, "old");
    g_autoptr (DomoSecret) secret = NULL;
    g_autoptr (GError) error = NULL;

    ended = store_and_kill (fixture, id, step);
    g_assert_cmpuint (test_keyring_count (fixture->service, "id", ID), ==, 1);
    secret = lookup (fixture, old, &error);
    g_assert_no_error (error);
    if (is_new || !g_str_equal (domo_secret_get_text (secret), "new"))
      g_assert_cmpstr (domo_secret_get_text (secret), ==, "old");
    g_assert_true (search (fixture, &error));
    g_assert_cmpuint (fixture->found->len, >=, 1);
    g_assert_cmpuint (fixture->found->len, <=, is_new ? 2 : 1);
  }
  g_assert_cmpint (step, >, 4);
}

#define ADD(path, data, set_up, test)                                                              \
  g_test_add ("/secret-keyring/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", NULL, set_up_unlocked, test_round_trip);
  ADD ("label", NULL, set_up_unlocked, test_label);
  ADD ("change-in-place", NULL, set_up_unlocked, test_change_in_place);
  ADD ("no-secret-no-item", NULL, set_up_unlocked, test_no_secret_no_item);
  ADD ("many", NULL, set_up_unlocked, test_many);
  ADD ("cancelled", NULL, set_up_unlocked, test_cancelled);
  ADD ("others-add-and-delete", NULL, set_up_unlocked, test_others_add_and_delete);
  ADD ("others-change", NULL, set_up_unlocked, test_others_change);
  ADD ("locked", NULL, set_up_unlocked, test_locked);
  ADD ("never-unlocked", NULL, set_up_unlocked, test_never_unlocked);
  ADD ("no-prompter", NULL, set_up_unlocked, test_dismissed);
  ADD ("prompter-dies", "/bin/false", set_up_unlocked, test_dismissed);
  ADD ("prompt-cancelled", NULL, set_up_unlocked, test_left_open);
  ADD ("prompt-killed", "killed", set_up_unlocked, test_left_open);
  ADD ("no-service", NULL, set_up, test_no_service);
  ADD ("restarted", NULL, set_up_unlocked, test_restarted);
  ADD ("restarted-unheard", NULL, set_up_unlocked, test_restarted_unheard);
  ADD ("killed/changing", ID, set_up_unlocked, test_killed);
  ADD ("killed/making", OTHER_ID, set_up_unlocked, test_killed);
  g_test_add_data_func ("/secret-keyring/no-bus/no-address", "", test_no_bus);
  g_test_add_data_func ("/secret-keyring/no-bus/no-socket", "unix:path=/nonexistent", test_no_bus);
  return g_test_run ();
}
