/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-watch.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-keyring.h"
#include "test-support.h"
#include "vst-secret-keyring.h"
#include "watch-fixture.h"

#define DAY TEST_DAY

/* On a gnome-keyring of its own, which the tests write to as another program does. */
typedef struct {
  TestKeyring *service;
  VstKeyring *keyring;
  VstKeyring *other; /* writes */
  GDBusConnection *bus;
  VstNotifier *notifier;
  TestNotifications *desktop; /* nullable */
  VstWatch *watch;
  char *path;
  gint64 now;
  guint n_looks;
} Fixture;

static gint64
get_now (gpointer fixture)
{
  return ((Fixture *)fixture)->now;
}

static VstWatch *
make_watch (Fixture *fixture)
{
  VstWatch *watch =
      vst_watch_new (fixture->keyring, vst_told_new (fixture->path), fixture->notifier);

  vst_watch_set_clock (watch, get_now, fixture);
  g_signal_connect_swapped (watch, "looked", G_CALLBACK (test_count_cb), &fixture->n_looks);
  return watch;
}

static void
set_up_without_desktop (Fixture *fixture, gconstpointer unused)
{
  static int number;
  g_autofree char *name = g_strdup_printf ("told-%d", number++);

  fixture->service = test_keyring_new ();
  test_keyring_start (fixture->service, TRUE);
  fixture->keyring = vst_secret_keyring_new ();
  fixture->other = vst_secret_keyring_new ();
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  fixture->notifier = vst_notifier_new (fixture->bus);
  fixture->path = g_build_filename (test_temp_dir (), name, NULL);
  fixture->now = TEST_NOW;
  fixture->watch = make_watch (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  set_up_without_desktop (fixture, unused);
  fixture->desktop = test_notifications_new (FALSE, NULL);
}

/* The keyring tells of each change, and a look that began by that ends first. */
static void
unref_last (gpointer object)
{
  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  while (object)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  unref_last (fixture->watch);
  g_clear_pointer (&fixture->desktop, test_notifications_free);
  unref_last (fixture->notifier);
  unref_last (fixture->keyring);
  unref_last (fixture->other);
  g_object_unref (fixture->bus);
  test_keyring_free (fixture->service);
  g_remove (fixture->path);
  g_free (fixture->path);
}

static VstItem *
store (Fixture *fixture, VstItemKind kind, const VstRecordFields *fields)
{
  g_autoptr (VstRecord) record = vst_record_new (fields);
  g_autoptr (DomoSecret) secret = domo_secret_new ("planted-token", -1);
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };
  VstItem *item;

  vst_keyring_store_async (fixture->other, kind, record, secret, NULL, test_wait_cb, &wait);
  item = vst_keyring_store_finish (fixture->other, test_wait (&wait), &error);
  g_assert_no_error (error);
  return item;
}

static VstItem *
store_token (Fixture *fixture, const char *id, DomoMethod method, gint64 left)
{
  const VstRecordFields fields = { .id = id,
                                   .instance = "acme",
                                   .method = method,
                                   .user = "jae@acme.com",
                                   .name = "Jae Wilson",
                                   .expires = fixture->now + left };

  return store (fixture, VST_ITEM_TOKEN, &fields);
}

static void
put (Fixture *fixture, VstItemKind kind, const VstRecordFields *fields)
{
  g_object_unref (store (fixture, kind, fields));
}

static void
put_token (Fixture *fixture, const char *id, DomoMethod method, gint64 left)
{
  g_object_unref (store_token (fixture, id, method, left));
}

static void
wait_for_look (Fixture *fixture)
{
  fixture->n_looks = 0;
  while (fixture->n_looks == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
search (Fixture *fixture)
{
  vst_watch_search (fixture->watch);
  wait_for_look (fixture);
}

/* As if the program were started another day. */
static void
start_anew (Fixture *fixture, gint64 now)
{
  unref_last (fixture->watch);
  fixture->now = now;
  fixture->watch = make_watch (fixture);
  search (fixture);
}

static void
wait_for_next_look (Fixture *fixture, gint64 expected)
{
  while (vst_watch_get_next_look (fixture->watch) != expected)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_count (Fixture *fixture, guint n)
{
  g_assert_cmpuint (test_notifications_count (fixture->desktop), ==, n);
}

/* Each step once, whoever asks how often. */
static void
test_steps (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 14 * DAY + 3600000);
  search (fixture);
  assert_count (fixture, 0);
  start_anew (fixture, TEST_NOW + 3600000);
  assert_count (fixture, 1);
  g_assert_cmpstr (test_notifications_wait (fixture->desktop, 1)->title, ==,
                   "An Access Token Ends Within 14 Days");
  search (fixture);
  start_anew (fixture, TEST_NOW + 5 * DAY);
  assert_count (fixture, 1);
  start_anew (fixture, TEST_NOW + 12 * DAY);
  assert_count (fixture, 2);
  start_anew (fixture, TEST_NOW + 14 * DAY);
  assert_count (fixture, 3);
  start_anew (fixture, TEST_NOW + 15 * DAY);
  start_anew (fixture, TEST_NOW + 400 * DAY);
  assert_count (fixture, 3);
}

/* The computer was off for three weeks: of three steps and an end that is one. */
static void
test_missed (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 16 * DAY);
  search (fixture);
  start_anew (fixture, TEST_NOW + 21 * DAY);
  assert_count (fixture, 1);
  g_assert_cmpstr (test_notifications_wait (fixture->desktop, 1)->title, ==,
                   "An Access Token Was to End");
  start_anew (fixture, TEST_NOW + 22 * DAY);
  assert_count (fixture, 1);
}

static void
test_several (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  put_token (fixture, "b", DOMO_METHOD_PASSWORD, -DAY);
  put_token (fixture, "c", DOMO_METHOD_PASSWORD, DAY);
  search (fixture);
  assert_count (fixture, 1);
  g_assert_cmpstr (test_notifications_wait (fixture->desktop, 1)->title, ==, "2 Accounts Need You");
  start_anew (fixture, TEST_NOW + DAY);
  assert_count (fixture, 2);
  g_assert_cmpstr (test_notifications_wait (fixture->desktop, 2)->title, ==, "A Session Has Ended");
}

/* A kept password renews the session, and an item without its main item is no account. */
static void
test_renewing (Fixture *fixture, gconstpointer unused)
{
  const VstRecordFields fields = { .id = "a", .method = DOMO_METHOD_PASSWORD };
  const VstRecordFields orphan = { .id = "b", .expires = TEST_NOW - DAY };

  put_token (fixture, "a", DOMO_METHOD_PASSWORD, -DAY);
  put (fixture, VST_ITEM_PASSWORD, &fields);
  put (fixture, VST_ITEM_PASSWORD, &orphan);
  search (fixture);
  assert_count (fixture, 0);
}

/* At the next step to the second, else a day later: nothing wakes before. */
static void
test_next_look (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (vst_watch_get_next_look (fixture->watch), ==, 0);
  search (fixture);
  g_assert_cmpint (vst_watch_get_next_look (fixture->watch), ==, TEST_NOW + DAY);
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 20 * DAY);
  search (fixture);
  g_assert_cmpint (vst_watch_get_next_look (fixture->watch), ==, TEST_NOW + DAY);
  put_token (fixture, "b", DOMO_METHOD_PASSWORD, 3600000);
  wait_for_next_look (fixture, TEST_NOW + 3600000);
}

static gboolean
has_no_timeout (gpointer unused)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[32];
  int timeout = 0, priority = 0;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return timeout < 0;
}

/* The kernel's clock alone wakes the program: once the calls that are under way have their answers
 * GLib waits without any time-out. */
static void
test_no_timeout (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 20 * DAY);
  search (fixture);
  test_until (has_no_timeout, NULL);
}

/* By the clock of the kernel: the next look is due a moment from now. */
static void
test_rings (Fixture *fixture, gconstpointer unused)
{
  fixture->now = g_get_real_time () / 1000 / 1000 * 1000;
  put_token (fixture, "a", DOMO_METHOD_PASSWORD, 1000);
  fixture->now += 999;
  search (fixture);
  assert_count (fixture, 0);
  fixture->now += 1;
  test_notifications_wait (fixture->desktop, 1);
  wait_for_look (fixture);
}

/* What another program changes counts at once. */
static void
test_changes (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = {
    .id = "a", .method = DOMO_METHOD_CLIENT, .name = "Jae", .expires = TEST_NOW + DAY
  };
  g_autoptr (VstItem) refused = NULL;

  search (fixture);
  put (fixture, VST_ITEM_SECRET, &fields);
  put (fixture, VST_ITEM_TOKEN, &fields);
  fields.refused = TEST_NOW;
  refused = store (fixture, VST_ITEM_TOKEN, &fields);
  g_assert_cmpstr (test_notifications_wait (fixture->desktop, 1)->title, ==,
                   "Domo Refused an API Client");
  wait_for_look (fixture);
  start_anew (fixture, TEST_NOW + DAY);
  assert_count (fixture, 1);
}

static void
remove_item (Fixture *fixture, VstItem *item)
{
  g_auto (TestWait) wait = { 0 };

  vst_keyring_clear_async (fixture->other, item, NULL, test_wait_cb, &wait);
  g_assert_true (vst_keyring_clear_finish (fixture->other, test_wait (&wait), NULL));
}

static void
test_forgotten (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = store_token (fixture, "a", DOMO_METHOD_PASSWORD, 3600000);

  search (fixture);
  g_assert_cmpint (vst_watch_get_next_look (fixture->watch), ==, TEST_NOW + 3600000);
  remove_item (fixture, item);
  wait_for_next_look (fixture, TEST_NOW + DAY);
}

/* Names and dates are there all the same, and nobody is asked for a password. */
static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  test_keyring_hold_prompts (fixture->service);
  test_keyring_lock (fixture->service);
  search (fixture);
  assert_count (fixture, 1);
  g_assert_cmpuint (test_keyring_count_prompts (fixture->service), ==, 0);
}

/* One that was never unlocked gives no names: they come with the unlocking. */
static void
test_hidden (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  test_keyring_kill_and_wait (fixture->service);
  test_keyring_start (fixture->service, FALSE);
  test_keyring_hold_prompts (fixture->service);
  search (fixture);
  assert_count (fixture, 0);
  test_keyring_unlock (fixture->service);
  test_notifications_wait (fixture->desktop, 1);
  g_assert_cmpuint (test_keyring_count_prompts (fixture->service), ==, 0);
  wait_for_look (fixture);
}

static void
test_no_keyring (Fixture *fixture, gconstpointer unused)
{
  test_keyring_kill_and_wait (fixture->service);
  search (fixture);
  assert_count (fixture, 0);
  g_assert_cmpint (vst_watch_get_next_look (fixture->watch), ==, TEST_NOW + DAY);
}

/* What was not shown is not told, and is as soon as there is somebody to show it. */
static void
test_no_desktop (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  search (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  fixture->desktop = test_notifications_new (FALSE, NULL);
  test_notifications_wait (fixture->desktop, 1);
  wait_for_look (fixture);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* One that fails each time is tried once a day, not over and over. */
static void
test_failing_desktop (Fixture *fixture, gconstpointer unused)
{
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  test_notifications_set_failing (fixture->desktop, TRUE);
  search (fixture);
  test_settle ();
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  test_notifications_set_failing (fixture->desktop, FALSE);
  start_anew (fixture, TEST_NOW + DAY);
  assert_count (fixture, 1);
}

/* The window tells by the same code, and while the program runs it does not. */
static void
test_shared (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) item = store_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (VstWatch) window = make_watch (fixture);

  g_ptr_array_add (items, item);
  vst_watch_set_paused (window, TRUE);
  vst_watch_set_items (window, items, TRUE);
  test_settle ();
  assert_count (fixture, 0);
  g_assert_cmpint (vst_watch_get_next_look (window), ==, 0);
  vst_watch_set_paused (window, FALSE);
  test_notifications_wait (fixture->desktop, 1);
  wait_for_look (fixture);
  search (fixture);
  assert_count (fixture, 1);
}

static char *
read_told (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return text;
}

static gboolean
is_seen (const char *id, gpointer seen)
{
  return g_str_equal (id, seen);
}

/* Whoever has the account before their eyes knows, then and later; of another one they are told. */
static void
test_seen (Fixture *fixture, gconstpointer unused)
{
  vst_watch_set_seen (fixture->watch, is_seen, (gpointer) "a");
  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  search (fixture);
  assert_count (fixture, 0);
  put_token (fixture, "b", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  test_notifications_wait (fixture->desktop, 1);
  wait_for_look (fixture);
  start_anew (fixture, TEST_NOW);
  assert_count (fixture, 1);
  start_anew (fixture, TEST_NOW + 2 * DAY);
  g_assert_cmpstr (test_notifications_wait (fixture->desktop, 2)->title, ==, "2 Accounts Need You");
}

/* Its id goes with the account. */
static void
test_pruned (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstItem) gone = store_token (fixture, "gone", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put_token (fixture, "stays", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  search (fixture);
  before = read_told (fixture);
  g_assert_nonnull (strstr (before, "gone "));
  remove_item (fixture, gone);
  search (fixture);
  after = read_told (fixture);
  g_assert_null (strstr (after, "gone "));
  g_assert_nonnull (strstr (after, "stays "));
}

/* A keyring that is not there, or gives no names, says nothing of who is gone. */
static void
test_not_pruned (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *absent = NULL;
  g_autofree char *hidden = NULL;

  put_token (fixture, "a", DOMO_METHOD_ACCESS_TOKEN, 3 * DAY);
  search (fixture);
  test_keyring_kill_and_wait (fixture->service);
  search (fixture);
  absent = read_told (fixture);
  g_assert_nonnull (strstr (absent, "a "));
  test_keyring_start (fixture->service, FALSE);
  test_keyring_hold_prompts (fixture->service);
  search (fixture);
  hidden = read_told (fixture);
  g_assert_nonnull (strstr (hidden, "a "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("steps", test_steps);
  ADD ("missed", test_missed);
  ADD ("several", test_several);
  ADD ("renewing", test_renewing);
  ADD ("next-look", test_next_look);
  ADD ("no-timeout", test_no_timeout);
  ADD ("rings", test_rings);
  ADD ("changes", test_changes);
  ADD ("forgotten", test_forgotten);
  ADD ("locked", test_locked);
  ADD ("hidden", test_hidden);
  ADD ("no-keyring", test_no_keyring);
  ADD ("failing-desktop", test_failing_desktop);
  ADD ("shared", test_shared);
  ADD ("seen", test_seen);
  ADD ("pruned", test_pruned);
  ADD ("not-pruned", test_not_pruned);
#undef ADD
  g_test_add ("/watch/no-desktop", Fixture, NULL, set_up_without_desktop, test_no_desktop,
              tear_down);
  return g_test_run ();
}
