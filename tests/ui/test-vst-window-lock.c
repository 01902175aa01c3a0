/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-window.h"

#include <string.h>

#include "account-fixture.h"
#include "test-desktop-locks.h"
#include "test-input.h"
#include "test-question.h"
#include "test-stored.h"
#include "vst-locked-page.h"
#include "vst-memory-keyring.h"
#include "vst-profile-page.h"
#include "vst-secret-keyring.h"
#include "vst-settings.h"

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

/* The window while it is locked, and each way to get there and back. */

#define JAE "jae.wilson@acme.com"
#define PASSWORD "open-the-door-7"

static TestLocks *locks;

/* Jae, whose token is good, and others whom nobody looks at. */
static TestStored
make_jae (void)
{
  return (TestStored){ .id = "jae",
                       .name = "Jae Wilson",
                       .method = DOMO_METHOD_ACCESS_TOKEN,
                       .owner_id = TEST_JAE,
                       .ago = TEST_HOUR,
                       .token = test_account ("access-token")->secret };
}

static const TestStored grace = { .id = "grace",
                                  .name = "Grace Okafor",
                                  .method = DOMO_METHOD_PASSWORD,
                                  .user = "grace.okafor@acme.com",
                                  .left = 7 * TEST_HOUR,
                                  .ago = 9 * TEST_HOUR,
                                  .token = "of-today" };
static const TestStored tom = { .id = "tom",
                                .name = "Tom Ashby",
                                .method = DOMO_METHOD_ACCESS_TOKEN,
                                .ago = 9 * TEST_HOUR,
                                .token = "of-today" };

static void
start (TestWindow *fixture)
{
  const TestStored stored[] = { make_jae (), grace, tom };

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  test_start_with (fixture, stored, G_N_ELEMENTS (stored));
  test_assert_says (test_page (fixture), "Good");
  vst_practice_forget_requests (fixture->practice);
}

/* ------------------------------------------------------------------------- what is to be seen */

static GtkWidget *
find_page (TestWindow *fixture)
{
  return test_find (GTK_WIDGET (fixture->window), VST_TYPE_LOCKED_PAGE, NULL);
}

static GtkWidget *
find_unlock (TestWindow *fixture)
{
  return test_find (find_page (fixture), GTK_TYPE_BUTTON, "Unlock");
}

/* Counts the labels, buttons and tooltips at or below @widget with @text in them. */
static guint
count_texts (GtkWidget *widget, const char *text)
{
  const char *label = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
  const char *tooltip = GTK_IS_LABEL (widget) ? NULL : gtk_widget_get_tooltip_text (widget);
  guint n = (label && strstr (label, text)) || (tooltip && strstr (tooltip, text)) ? 1 : 0;

  if (n > 0)
    g_test_message ("%s says “%s”", G_OBJECT_TYPE_NAME (widget), label ? label : tooltip);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_texts (child, text);
  return n;
}

/* One window, which names one person once, and nobody in its title. */
static void
assert_nothing_shown (TestWindow *fixture, const char *name)
{
  static const char *const others[] = { "Grace", "Tom", "acme.com", "Noor", "DDCI" };
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Vestibule");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpuint (count_texts (window, others[i]), ==, 0);
  if (name)
    g_assert_cmpuint (count_texts (window, name), ==, 1);
  g_assert_null (test_find (window, GTK_TYPE_MENU_BUTTON, NULL));
  g_assert_null (test_find (window, GTK_TYPE_LIST_BOX, NULL));
  g_assert_null (test_find (window, GTK_TYPE_LIST_VIEW, NULL));
}

static void
assert_locked (TestWindow *fixture, const char *who, const char *why)
{
  GtkWidget *page = find_page (fixture);

  g_assert_nonnull (page);
  test_input_wait_frame (page);
  test_assert_says (page, "Locked");
  if (who)
    test_assert_says (page, who);
  test_assert_says (page, why);
  g_assert_true (test_has_focus (fixture, find_unlock (fixture)));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (fixture->window)) ==
                 find_unlock (fixture));
  assert_nothing_shown (fixture, who ? "Jae Wilson" : NULL);
}

static void
unlock (TestWindow *fixture)
{
  test_press (find_unlock (fixture));
  test_wait_opened (fixture);
}

static void
assert_unlocked (TestWindow *fixture)
{
  g_assert_null (find_page (fixture));
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Jae Wilson");
  test_assert_says (test_page (fixture), "Good");
  test_assert_marked (fixture, "Jae Wilson");
  g_assert_true (test_has_focus (fixture, test_page_child (fixture, "check_button")));
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 1);
}

/* ----------------------------------------------------------------------------- what is in memory
 */

/* Objects that hold a secret; each is NULL once it is gone. */
typedef struct {
  gpointer session;
  gpointer token;
  gpointer profile;
} Secrets;

static void
watch (gpointer object, gpointer *place)
{
  *place = object;
  g_object_add_weak_pointer (object, place);
}

static void
watch_session (TestWindow *fixture, Secrets *secrets)
{
  VstSession *session = test_window_session (fixture);

  g_assert_nonnull (session);
  watch (session, &secrets->session);
  watch (vst_session_get_token (session), &secrets->token);
  watch (vst_session_get_profile (session), &secrets->profile);
}

static void
assert_gone (Secrets *secrets)
{
  g_assert_null (secrets->session);
  g_assert_null (secrets->token);
  g_assert_null (secrets->profile);
}

/* --------------------------------------------------------------------------------- locked by hand
 */

static void
assert_action (TestWindow *fixture, const char *name, gboolean is_enabled)
{
  GtkWidget *label = gtk_button_new ();
  GtkWidget *page = find_page (fixture);

  /* What a button of that action would be. */
  gtk_widget_insert_before (label, page, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (label), name);
  g_assert_cmpint (gtk_widget_get_sensitive (label), ==, is_enabled);
  gtk_widget_unparent (label);
}

static void
test_by_hand (TestWindow *fixture, gconstpointer unused)
{
  static const char *const unsafe[] = { "win.add-account", "win.check",        "win.copy-token",
                                        "win.sign-out",    "win.forget",       "win.store",
                                        "win.preferences", "win.next-account", "win.lock" };
  static const char *const safe[] = { "win.unlock", "win.close", "win.show-help-overlay" };
  Secrets secrets = { NULL };

  start (fixture);
  watch_session (fixture, &secrets);
  test_act (fixture, "win.copy-token", NULL);
  test_assert_clipboard (fixture, make_jae ().token);
  test_act (fixture, "win.preferences", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 2);

  test_act (fixture, "win.lock", NULL);
  assert_gone (&secrets); /* at once, and before anything is waited for */
  test_settle ();
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked by you. The practice keyring stays in memory.");
  test_assert_clipboard (fixture, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (unsafe); i++)
    assert_action (fixture, unsafe[i], FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (safe); i++)
    assert_action (fixture, safe[i], TRUE);
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);

  unlock (fixture);
  assert_unlocked (fixture);
  g_assert_cmpuint (test_count_rows (fixture), ==, 3);
  test_act (fixture, "win.copy-token", NULL);
  test_assert_clipboard (fixture, make_jae ().token);
}

/* Return is enough, and the same again. */
static void
test_by_keys (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  for (guint i = 0; i < 2; i++) {
    test_act (fixture, "win.lock", NULL);
    test_settle ();
    test_input_wait_frame (find_page (fixture));
    test_key (fixture, "Escape"); /* leads nowhere */
    test_settle ();
    g_assert_nonnull (find_page (fixture));
    vst_practice_forget_requests (fixture->practice);
    test_input_keys ("Return");
    while (find_page (fixture)) /* the button is seen to be pressed for a while */
      g_main_context_iteration (NULL, TRUE);
    test_wait_opened (fixture);
    assert_unlocked (fixture);
  }
}

static void
test_menu_open (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *button;

  start (fixture);
  button = test_find (test_window_child (fixture, "sidebar"), GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_settle ();
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked by you. The practice keyring stays in memory.");
  test_input_click (find_unlock (fixture), 10, 10, 1, 1); /* the menu does not hold the pointer */
  test_wait_opened (fixture);
  assert_unlocked (fixture);
}

static void
test_closed (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_act (fixture, "win.lock", NULL);
  test_window_close (fixture); /* before all is dropped */
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  test_window_close (fixture);
}

static gboolean
says_kept (gpointer fixture)
{
  return test_find (find_page (fixture), GTK_TYPE_LABEL,
                    "Your desktop keeps clipboard history; remove the token there.") != NULL;
}

/* What GDK asks the manager meanwhile, it keeps until the program ends: see lsan.supp. */
static void
wait_until_kept (TestWindow *fixture)
{
  test_until (says_kept, fixture);
}

/* A manager puts back what the lock has taken from the clipboard. */
static void
test_kept_copy (TestWindow *fixture, gconstpointer unused)
{
  g_autoptr (GSubprocess) manager = NULL;

  start (fixture);
  test_act (fixture, "win.copy-token", NULL);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  g_assert_false (says_kept (fixture));
  manager = test_offer_outside (make_jae ().token);
  wait_until_kept (fixture);
  assert_nothing_shown (fixture, "Jae Wilson");
  unlock (fixture);
  assert_unlocked (fixture);

  /* Known before. */
  vst_practice_forget_requests (fixture->practice);
  test_act (fixture, "win.lock", NULL);
  g_assert_true (says_kept (fixture));
  g_subprocess_force_exit (manager);
}

/* ---------------------------------------------------------------------------- by the desktop */

typedef struct {
  TestWindow *fixture;
  Secrets secrets;
  guint n_released;
} Sleep;

/* The computer goes to sleep now. */
static void
released_cb (gpointer user_data)
{
  Sleep *asleep = user_data;

  asleep->n_released++;
  g_assert_nonnull (find_page (asleep->fixture));
  assert_gone (&asleep->secrets);
}

static VstLockWatch *
follow_desktop (TestWindow *fixture)
{
  VstLockWatch *lock_watch = vst_lock_watch_new ();

  test_locks_wait_for_watch (locks, G_OBJECT (lock_watch));
  vst_window_set_lock_watch (fixture->window, lock_watch);
  return lock_watch;
}

static void
test_sleep (TestWindow *fixture, gconstpointer unused)
{
  Sleep asleep = { .fixture = fixture };
  g_autoptr (VstLockWatch) lock_watch = NULL;

  test_locks_start_login (locks, TRUE);
  start (fixture);
  lock_watch = follow_desktop (fixture);
  g_assert_cmpuint (test_locks_count_held (locks), ==, 1);
  watch_session (fixture, &asleep.secrets);
  test_locks_set_released (locks, released_cb, &asleep);

  test_locks_sleep (locks, TRUE);
  test_locks_settle (locks);
  g_assert_cmpuint (asleep.n_released, ==, 1);
  assert_locked (
      fixture, "Jae Wilson at practice, and 2 more accounts",
      "Locked before this computer went to sleep. The practice keyring stays in memory.");

  /* Awake and to sleep again, with nothing to drop. */
  test_locks_sleep (locks, FALSE);
  test_locks_settle (locks);
  test_locks_settle (locks);
  g_assert_cmpuint (test_locks_count_held (locks), ==, 1);
  test_locks_sleep (locks, TRUE);
  test_locks_settle (locks);
  g_assert_cmpuint (asleep.n_released, ==, 2);
  test_locks_sleep (locks, FALSE);

  test_locks_set_released (locks, NULL, NULL);
  unlock (fixture);
  assert_unlocked (fixture);
  test_locks_stop_login (locks);
}

static void
close_cb (TestWindow *fixture)
{
  test_window_close (fixture);
}

static void
set_up_sleep (TestWindow *fixture, gconstpointer was_gone)
{
  test_vst_window_set_up_closed (fixture, GINT_TO_POINTER (TEST_PLACE_PRACTICE));
}

/* Whether the window goes while it is locking, or was gone before. */
static void
test_sleep_without_window (TestWindow *fixture, gconstpointer was_gone)
{
  g_autoptr (VstLockWatch) lock_watch = NULL;

  test_locks_start_login (locks, TRUE);
  start (fixture);
  lock_watch = follow_desktop (fixture);
  g_assert_cmpuint (test_locks_count_held (locks), ==, 1);
  if (was_gone)
    test_window_close (fixture);
  else
    g_signal_connect_data (lock_watch, "lock", G_CALLBACK (close_cb), fixture, NULL,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  test_locks_sleep (locks, TRUE);
  test_locks_settle (locks);
  test_locks_settle (locks);
  g_assert_cmpuint (test_locks_count_held (locks), ==, 0);
  test_locks_stop_login (locks);
}

static void
test_screen (TestWindow *fixture, gconstpointer unused)
{
  static const char *const interfaces[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver",
                                            NULL /* the session */ };
  g_autoptr (VstLockWatch) lock_watch = NULL;

  test_locks_start_login (locks, TRUE);
  start (fixture);
  lock_watch = follow_desktop (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (interfaces); i++) {
    Secrets secrets = { NULL };

    vst_practice_forget_requests (fixture->practice);
    watch_session (fixture, &secrets);
    if (interfaces[i])
      test_locks_screen (locks, interfaces[i], TRUE);
    else
      test_locks_session (locks, TEST_LOCKS_SESSION);
    test_locks_settle (locks);
    assert_gone (&secrets);
    assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                   "Locked with the screen. The practice keyring stays in memory.");
    g_assert_true (vst_lock_watch_holds_sleep (lock_watch)); /* nobody sleeps */

    unlock (fixture);
    assert_unlocked (fixture);
  }
  test_locks_stop_login (locks);
}

/* ------------------------------------------------------------------------------- without use */

static VstIdleClock *
get_clock (TestWindow *fixture)
{
  return vst_window_get_idle_clock (fixture->window);
}

/* As if nobody had touched it for so long since now. */
static void
let_pass (TestWindow *fixture, gint64 time)
{
  vst_idle_clock_note_use (get_clock (fixture), g_get_monotonic_time ());
  vst_idle_clock_check (get_clock (fixture), g_get_monotonic_time () + time);
  test_settle ();
}

static void
test_idle (TestWindow *fixture, gconstpointer unused)
{
  Secrets secrets = { NULL };

  start (fixture);
  watch_session (fixture, &secrets);
  let_pass (fixture, 4 * G_TIME_SPAN_MINUTE);
  g_assert_null (find_page (fixture));
  let_pass (fixture, 5 * G_TIME_SPAN_MINUTE);
  assert_gone (&secrets);
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked after 5 minutes without use. The practice keyring stays in memory.");
  g_assert_cmpint (vst_idle_clock_get_wake_up (get_clock (fixture)), ==, 0);
  unlock (fixture);
  assert_unlocked (fixture);
  g_assert_cmpint (vst_idle_clock_get_wake_up (get_clock (fixture)), !=, 0);

  g_settings_set_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES, 1);
  let_pass (fixture, G_TIME_SPAN_MINUTE);
  assert_locked (fixture, NULL,
                 "Locked after 1 minute without use. The practice keyring stays in memory.");
  unlock (fixture);
  g_settings_set_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES, 0);
  let_pass (fixture, G_TIME_SPAN_DAY);
  g_assert_null (find_page (fixture));
}

/* Whether the clock thinks so, as far as it was told: it would be idle at @end otherwise. */
static gboolean
was_used (TestWindow *fixture, gint64 end)
{
  vst_idle_clock_check (get_clock (fixture), end);
  test_settle ();
  return find_page (fixture) == NULL;
}

/* So that use at any time from now on is seen: the last one is long ago. */
static gint64
begin_long_ago (TestWindow *fixture)
{
  gint64 long_ago = g_get_monotonic_time () - 4 * G_TIME_SPAN_MINUTE;

  vst_idle_clock_note_use (get_clock (fixture), long_ago);
  return long_ago + 5 * G_TIME_SPAN_MINUTE;
}

/* Keys and clicks, in whatever window; not what GTK makes up itself. */
static void
test_used (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *window, *label;
  gint64 end;

  start (fixture);
  window = GTK_WIDGET (fixture->window);
  test_input_click (window, 400, 300, 1, 1);
  end = begin_long_ago (fixture);
  test_input_keys ("shift");
  g_assert_true (was_used (fixture, end));
  end = begin_long_ago (fixture);
  test_input_click (window, 420, 310, 1, 1);
  g_assert_true (was_used (fixture, end));

  label = gtk_label_new ("another window");
  gtk_window_destroy (test_window_new (label));
  label = gtk_label_new ("another window");
  test_window_new (label);
  end = begin_long_ago (fixture);
  test_input_keys ("shift");
  g_assert_true (was_used (fixture, end));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (label)));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_window_is_active (GTK_WINDOW (fixture->window)))
    g_main_context_iteration (NULL, TRUE);

  /* The pointer rests where the page changes. */
  test_input_click (window, 420, 310, 1, 1);
  test_input_wait_frame (window);
  test_settle ();
  end = begin_long_ago (fixture);
  gtk_widget_set_margin_top (test_page (fixture), 30);
  for (guint i = 0; i < 3; i++)
    test_input_wait_frame (window);
  test_settle ();
  g_assert_false (was_used (fixture, end));
}

/* Out of sight the clock wakes once, at the end, whenever the window was used before. */
static void
test_hidden_window (TestWindow *fixture, gconstpointer unused)
{
  gint64 used;

  start (fixture);
  used = g_get_monotonic_time () + G_TIME_SPAN_MINUTE;
  vst_idle_clock_note_use (get_clock (fixture), used);
  g_assert_cmpint (vst_idle_clock_get_wake_up (get_clock (fixture)), <,
                   used + 5 * G_TIME_SPAN_MINUTE);
  gtk_window_minimize (GTK_WINDOW (fixture->window));
  while (gtk_window_is_active (GTK_WINDOW (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (vst_idle_clock_get_wake_up (get_clock (fixture)), ==,
                   used + 5 * G_TIME_SPAN_MINUTE);
  vst_idle_clock_check (get_clock (fixture), used + 5 * G_TIME_SPAN_MINUTE);
  test_settle ();
  g_assert_nonnull (find_page (fixture));
  g_assert_cmpint (vst_idle_clock_get_wake_up (get_clock (fixture)), ==, 0);
}

/* While Domo is asked no time passes. */
static void
test_not_while_signing_in (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_set_fault (fixture, VST_ROUTE_FULL_AUTH, VST_FAULT_SILENT);
  test_act (fixture, "win.add-account", NULL);
  test_type_account (fixture, "password", NULL);
  test_submit (fixture);
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
  let_pass (fixture, G_TIME_SPAN_HOUR);
  g_assert_null (find_page (fixture));
  g_assert_true (test_is_busy (fixture));

  test_key (fixture, "Escape");
  test_settle ();
  let_pass (fixture, 5 * G_TIME_SPAN_MINUTE);
  assert_locked (fixture, NULL,
                 "Locked after 5 minutes without use. The practice keyring stays in memory.");
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");
}

static void
test_not_while_checking (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  test_act (fixture, "win.check", NULL);
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 1);
  let_pass (fixture, G_TIME_SPAN_HOUR);
  g_assert_null (find_page (fixture));
  test_key (fixture, "Escape");
  test_settle ();
  let_pass (fixture, 5 * G_TIME_SPAN_MINUTE);
  g_assert_nonnull (find_page (fixture));
}

/* Every lock would end every session. */
static void
test_without_keyring (TestWindow *fixture, gconstpointer unused)
{
  g_object_unref (fixture->keyring);
  fixture->keyring = vst_secret_keyring_new ();
  test_window_restart (fixture);
  test_wait_opened (fixture);
  g_assert_cmpint (vst_idle_clock_get_wake_up (get_clock (fixture)), ==, 0);
  let_pass (fixture, G_TIME_SPAN_DAY);
  g_assert_null (find_page (fixture));

  test_sign_in (fixture, "password");
  g_settings_set_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES, 5); /* as by default */
  let_pass (fixture, 5 * G_TIME_SPAN_MINUTE);
  assert_locked (fixture, "Jae Wilson at practice",
                 "Locked after 5 minutes without use. No secret is in memory.");
  test_assert_says (find_page (fixture),
                    "1 account was there for this session only, and has to sign in again.");
  unlock (fixture);
  test_assert_again (fixture, "password_row");
}

/* ------------------------------------------------------------------------- what a lock takes away
 */

static void
sign_in_for_now (TestWindow *fixture, const char *id)
{
  test_act (fixture, "win.add-account", NULL);
  test_type_account (fixture, id, NULL);
  test_keep (fixture, "Nothing");
  test_submit (fixture);
  test_wait_idle (fixture);
  test_wait_opened (fixture);
}

static void
test_session_only (TestWindow *fixture, gconstpointer unused)
{
  Secrets secrets = { NULL };

  start (fixture);
  sign_in_for_now (fixture, "client");
  sign_in_for_now (fixture, "password");
  watch_session (fixture, &secrets);
  g_assert_cmpstr (test_row_state (fixture, "Noor Haddad"), ==, "Good · this session only");

  test_act (fixture, "win.lock", NULL);
  test_settle ();
  assert_gone (&secrets);
  test_assert_says (find_page (fixture),
                    "2 accounts were there for this session only, and have to sign in again.");
  /* Locked again, it still says so. */
  vst_window_lock (fixture->window, VST_LOCK_SCREEN);
  test_settle ();
  test_assert_says (find_page (fixture),
                    "2 accounts were there for this session only, and have to sign in again.");

  vst_practice_forget_requests (fixture->practice);
  unlock (fixture);
  test_assert_again (fixture, "password_row");
  g_assert_cmpstr (test_row_state (fixture, "Noor Haddad"), ==, "Sign in again");
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

/* Two locks, of which the second begins before the first is over, end one session. */
static void
test_locked_twice (TestWindow *fixture, gconstpointer unused)
{
  VstMemoryKeyring *keyring = VST_MEMORY_KEYRING (fixture->keyring);

  test_start_with (fixture, NULL, 0);
  vst_memory_keyring_set_silent (keyring, TRUE);
  test_sign_in (fixture, "password");
  test_act (fixture, "win.lock", NULL);
  vst_window_lock (fixture->window, VST_LOCK_SCREEN);
  test_settle ();
  vst_memory_keyring_set_failure (keyring, 0, DOMO_ERROR_KEYRING);
  vst_memory_keyring_set_silent (keyring, FALSE);
  test_settle ();
  test_assert_says (find_page (fixture),
                    "1 account was there for this session only, and has to sign in again.");
}

static void
test_typed_secrets (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_act (fixture, "win.add-account", NULL);
  test_type_account (fixture, "client", NULL);
  test_type_account (fixture, "access-token", NULL);
  test_type_account (fixture, "code", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_nonnull (test_child (fixture, "code_page"));
  gtk_editable_set_text (test_find (test_child (fixture, "code_page"), GTK_TYPE_ENTRY, NULL),
                         "123");

  test_act (fixture, "win.lock", NULL);
  test_settle ();
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");
  g_assert_cmpstr (test_typed (fixture, "client_secret_row"), ==, "");
  g_assert_cmpstr (test_typed (fixture, "access_token_row"), ==, "");
  g_assert_cmpstr (
      gtk_editable_get_text (test_find (test_child (fixture, "code_page"), GTK_TYPE_ENTRY, NULL)),
      ==, "");
  unlock (fixture);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_true (test_is_shown (test_child (fixture, "form"))); /* not the code's page */
}

static gboolean
has_no_connection (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

/* What is under way ends, and brings nobody in afterwards. */
static void
test_requests_end (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  test_act (fixture, "win.check", NULL);
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 1);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  g_assert_false (vst_account_opener_is_busy (vst_accounts_get_opener (fixture->accounts)));
  test_until (has_no_connection, fixture->practice);
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked by you. The practice keyring stays in memory.");

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  vst_practice_forget_requests (fixture->practice);
  unlock (fixture);
  assert_unlocked (fixture);
}

/* Somebody has just signed in: what is to be kept is kept. */
static void
test_being_stored (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_keep (fixture, "Token and password");
  test_type_account (fixture, "password", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  assert_locked (fixture, "Jae Wilson at practice",
                 "Locked by you. The practice keyring stays in memory.");
  test_assert_kinds (fixture, "password, token");
  vst_practice_forget_requests (fixture->practice);
  unlock (fixture);
  assert_unlocked (fixture);
}

/* What could not be stored so far is lost. */
static void
test_not_stored (TestWindow *fixture, gconstpointer unused)
{
  Secrets secrets = { NULL };

  test_start_with (fixture, NULL, 0);
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (fixture->keyring), 0, DOMO_ERROR_KEYRING);
  test_sign_in (fixture, "password");
  test_settle ();
  watch_session (fixture, &secrets);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  assert_gone (&secrets);
  test_assert_says (find_page (fixture),
                    "1 account was there for this session only, and has to sign in again.");
  unlock (fixture);
  test_assert_again (fixture, "password_row");
}

/* There is no Undo any more, and who is forgotten is not named. */
static void
test_forgotten (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_act (fixture, "win.forget", NULL);
  test_settle ();
  test_assert_kinds (fixture, "token, token, token");
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  test_assert_kinds (fixture, "token, token");
  g_assert_cmpuint (count_texts (GTK_WIDGET (fixture->window), "Jae"), ==, 0);
  g_assert_cmpuint (count_texts (GTK_WIDGET (fixture->window), "forgotten"), ==, 0);
  unlock (fixture);
  g_assert_cmpuint (test_count_rows (fixture), ==, 2);
}

/* That it is still there is said when it is unlocked, and not over the locked page. */
static void
test_not_forgotten (TestWindow *fixture, gconstpointer unused)
{
  gpointer question;

  start (fixture);
  test_act (fixture, "win.forget", NULL);
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (fixture->keyring), 0, DOMO_ERROR_KEYRING);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  g_assert_null (test_question_find ());

  unlock (fixture);
  question = test_question_find ();
  g_assert_nonnull (question);
  test_assert_says (question, "The Keyring Could Not Remove It");
  g_assert_cmpuint (test_count_rows (fixture), ==, 3);
  gtk_window_destroy (question);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  unlock (fixture);
  g_assert_null (test_question_find ()); /* said once */
}

/* A question goes unanswered, which is a no. */
static void
test_question (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_type_account (fixture, "password", "data.acme.com");
  test_submit (fixture);
  g_assert_nonnull (test_question_find ());
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  g_assert_null (test_question_find ());
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
  unlock (fixture);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
}

/* --------------------------------------------------------------------------- the keyring's prompt
 */

static void
test_prompt (TestWindow *fixture, gconstpointer unused)
{
  VstMemoryKeyring *keyring = VST_MEMORY_KEYRING (fixture->keyring);

  start (fixture);
  test_act (fixture, "win.lock", NULL);
  vst_memory_keyring_set_locked (keyring, TRUE, TRUE);
  test_settle ();
  for (guint i = 0; i < 2; i++) {
    unlock (fixture);
    assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                   "The Keyring Stays Locked");
  }

  /* Escape closes the prompt. */
  vst_memory_keyring_set_locked (keyring, TRUE, FALSE);
  test_settle ();
  test_press (find_unlock (fixture));
  g_assert_false (gtk_widget_is_sensitive (find_unlock (fixture)));
  test_key (fixture, "Escape");
  test_settle ();
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked by you. The practice keyring stays in memory.");
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);

  unlock (fixture);
  assert_unlocked (fixture);
}

/* No names were known before. */
static void
test_hidden (TestWindow *fixture, gconstpointer unused)
{
  const TestStored jae = make_jae ();

  test_stored_put (fixture, &jae);
  vst_memory_keyring_set_hidden (VST_MEMORY_KEYRING (fixture->keyring));
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  assert_locked (fixture, NULL, "Locked by you. The practice keyring stays in memory.");
  g_assert_cmpuint (count_texts (GTK_WIDGET (fixture->window), "Jae"), ==, 0);
  unlock (fixture);
  test_wait_opened (fixture);
  assert_unlocked (fixture);
}

static void
assert_nobody_in (TestWindow *fixture)
{
  VstAccountList *list = vst_accounts_get_list (fixture->accounts);

  g_assert_cmpint (vst_account_list_get_state (list), ==, VST_LIST_READY);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_assert_null (vst_account_get_session (account));
    g_assert_false (vst_account_is_busy (account));
  }
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
  g_assert_nonnull (find_page (fixture));
}

/* Before anybody was opened: the account of the last time waits. */
static void
test_at_start (TestWindow *fixture, gconstpointer unused)
{
  const TestStored jae = make_jae ();

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  test_stored_put (fixture, &jae);
  fixture->accounts =
      vst_accounts_new (fixture->keyring, fixture->client, fixture->tries, fixture->settings);
  fixture->window = VST_WINDOW (vst_window_new (NULL, fixture->accounts, fixture->practice));
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  assert_nobody_in (fixture);
  unlock (fixture);
  assert_unlocked (fixture);
}

/* Unlocked elsewhere, the keyring opens nothing here. */
static void
test_unlocked_elsewhere (TestWindow *fixture, gconstpointer unused)
{
  const TestStored jae = make_jae ();

  test_stored_put (fixture, &jae);
  vst_memory_keyring_set_hidden (VST_MEMORY_KEYRING (fixture->keyring));
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  vst_memory_keyring_set_locked (VST_MEMORY_KEYRING (fixture->keyring), FALSE, FALSE);
  test_settle ();
  assert_nobody_in (fixture);
  unlock (fixture);
  test_wait_opened (fixture);
  assert_unlocked (fixture);
}

/* What others do with the keyring shows nothing before it is unlocked here. */
static void
test_changed_meanwhile (TestWindow *fixture, gconstpointer unused)
{
  const TestStored ines = {
    .id = "ines", .name = "Ines Keller", .method = DOMO_METHOD_ACCESS_TOKEN, .token = "of-today"
  };

  start (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  test_stored_put (fixture, &ines);
  vst_keyring_emit_reset (fixture->keyring);
  test_settle ();
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked by you. The practice keyring stays in memory.");
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
  unlock (fixture);
  assert_unlocked (fixture);
  g_assert_nonnull (test_row (fixture, "Ines Keller"));
}

/* A reminder's account is seen once it is unlocked, and not before. */
static void
test_chosen_meanwhile (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  vst_window_show_account (fixture->window, tom.id);
  test_settle ();
  assert_locked (fixture, "Jae Wilson at practice, and 2 more accounts",
                 "Locked by you. The practice keyring stays in memory.");
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
  unlock (fixture);
  test_assert_marked (fixture, tom.name);
}

/* What was off before is off afterwards: practice has nothing to remind of. */
static void
test_actions_afterwards (TestWindow *fixture, gconstpointer unused)
{
  guint n;

  start (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  unlock (fixture);
  n = g_list_model_get_n_items (gtk_window_get_toplevels ());
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remind-account", "s", "jae");
  test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n);
}

/* The account that was shown is gone. */
static void
test_removed_meanwhile (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_act (fixture, "win.lock", NULL);
  test_settle ();
  test_forget_all (fixture);
  test_settle ();
  unlock (fixture);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpuint (test_count_rows (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  locks = test_locks_new (); /* sets the environment, which is too late once there are threads */
  test_widgets_init (&argc, &argv);
#define ADD(path, test)                                                                            \
  g_test_add (path, TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE),                             \
              test_vst_window_set_up_closed, test, test_vst_window_tear_down)
#define ADD_SLEEP(path, was_gone)                                                                  \
  g_test_add (path, TestWindow, GINT_TO_POINTER (was_gone), set_up_sleep,                          \
              test_sleep_without_window, test_vst_window_tear_down)
  ADD ("/window-lock/by-hand", test_by_hand);
  ADD ("/window-lock/by-keys", test_by_keys);
  if (!IS_SANITIZED) /* so slow GTK 4.8 looks for the pointer in the menu that is just closing */
    ADD ("/window-lock/menu-open", test_menu_open);
  ADD ("/window-lock/closed", test_closed);
  ADD ("/window-lock/kept-copy", test_kept_copy);
  ADD ("/window-lock/sleep", test_sleep);
  ADD_SLEEP ("/window-lock/sleep-closed", FALSE);
  ADD_SLEEP ("/window-lock/sleep-without-window", TRUE);
  ADD ("/window-lock/screen", test_screen);
  ADD ("/window-lock/idle", test_idle);
  ADD ("/window-lock/used", test_used);
  ADD ("/window-lock/hidden-window", test_hidden_window);
  ADD ("/window-lock/not-while-signing-in", test_not_while_signing_in);
  ADD ("/window-lock/not-while-checking", test_not_while_checking);
  ADD ("/window-lock/without-keyring", test_without_keyring);
  ADD ("/window-lock/session-only", test_session_only);
  ADD ("/window-lock/locked-twice", test_locked_twice);
  ADD ("/window-lock/typed-secrets", test_typed_secrets);
  ADD ("/window-lock/requests-end", test_requests_end);
  ADD ("/window-lock/being-stored", test_being_stored);
  ADD ("/window-lock/not-stored", test_not_stored);
  ADD ("/window-lock/forgotten", test_forgotten);
  ADD ("/window-lock/not-forgotten", test_not_forgotten);
  g_test_add ("/window-lock/question", TestWindow, GINT_TO_POINTER (TEST_PLACE_OUTSIDE),
              test_vst_window_set_up_closed, test_question, test_vst_window_tear_down);
  ADD ("/window-lock/prompt", test_prompt);
  ADD ("/window-lock/hidden", test_hidden);
  ADD ("/window-lock/at-start", test_at_start);
  ADD ("/window-lock/unlocked-elsewhere", test_unlocked_elsewhere);
  ADD ("/window-lock/changed-meanwhile", test_changed_meanwhile);
  ADD ("/window-lock/chosen-meanwhile", test_chosen_meanwhile);
  ADD ("/window-lock/actions-afterwards", test_actions_afterwards);
  ADD ("/window-lock/removed-meanwhile", test_removed_meanwhile);
  status = g_test_run ();
  test_locks_free (locks);
  return status;
}
