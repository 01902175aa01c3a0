/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-lock-watch.h"

#include "test-desktop-locks.h"
#include "test-support.h"

static TestLocks *locks;

typedef struct {
  VstLockWatch *watch;
  guint n_locks;
  int reason; /* the last one */
} Fixture;

static void
lock_cb (Fixture *fixture, int reason)
{
  fixture->n_locks++;
  fixture->reason = reason;
}

static void
start (Fixture *fixture)
{
  fixture->watch = vst_lock_watch_new ();
  g_signal_connect_swapped (fixture->watch, "lock", G_CALLBACK (lock_cb), fixture);
  test_locks_wait_for_watch (locks, G_OBJECT (fixture->watch));
}

static void
set_up (Fixture *fixture, gconstpointer knows_pid)
{
  test_locks_start_login (locks, GPOINTER_TO_INT (knows_pid));
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->watch);
  test_locks_settle (locks);
  g_assert_cmpuint (test_locks_count_held (locks), ==, 0);
  test_locks_stop_login (locks);
}

static void
assert_locked (Fixture *fixture, guint n_locks, VstLockReason reason)
{
  test_locks_settle (locks);
  g_assert_cmpuint (fixture->n_locks, ==, n_locks);
  g_assert_cmpint (fixture->reason, ==, reason);
}

static void
test_screen (Fixture *fixture, gconstpointer unused)
{
  test_locks_screen (locks, "org.gnome.ScreenSaver", FALSE);
  assert_locked (fixture, 0, 0);
  test_locks_screen (locks, "org.gnome.ScreenSaver", TRUE);
  assert_locked (fixture, 1, VST_LOCK_SCREEN);
  test_locks_screen (locks, "org.freedesktop.ScreenSaver", TRUE);
  assert_locked (fixture, 2, VST_LOCK_SCREEN);
  test_locks_screen (locks, "org.example.ScreenSaver", TRUE);
  assert_locked (fixture, 2, VST_LOCK_SCREEN);
}

static void
test_session (Fixture *fixture, gconstpointer unused)
{
  test_locks_session (locks, "/org/freedesktop/login1/session/c2"); /* somebody else's */
  assert_locked (fixture, 0, 0);
  test_locks_session (locks, TEST_LOCKS_SESSION);
  assert_locked (fixture, 1, VST_LOCK_SCREEN);
}

static void
test_sleep (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (test_locks_count_held (locks), ==, 1);
  vst_lock_watch_release (fixture->watch); /* nobody sleeps: it is kept for when somebody does */
  test_locks_settle (locks);
  g_assert_cmpuint (test_locks_count_held (locks), ==, 1);

  for (guint i = 1; i <= 2; i++) {
    test_locks_sleep (locks, TRUE);
    assert_locked (fixture, i, VST_LOCK_SLEEP);
    g_assert_cmpuint (test_locks_count_held (locks), ==, 1);
    vst_lock_watch_release (fixture->watch);
    test_locks_settle (locks);
    g_assert_cmpuint (test_locks_count_held (locks), ==, 0);

    test_locks_sleep (locks, FALSE);
    assert_locked (fixture, i, VST_LOCK_SLEEP);
    test_locks_settle (locks);
    g_assert_cmpuint (test_locks_count_held (locks), ==, 1);
  }
}

/* On the system bus anybody may say anything. */
static void
test_forged (Fixture *fixture, gconstpointer unused)
{
  test_locks_forge_sleep (locks);
  assert_locked (fixture, 0, 0);
}

static void
test_gone_at_once (Fixture *fixture, gconstpointer unused)
{
  guint asked = test_locks_count_asked (locks);
  VstLockWatch *watch = vst_lock_watch_new ();

  g_object_run_dispose (G_OBJECT (watch));
  test_locks_wait_for_watch (locks, G_OBJECT (watch));
  g_assert_finalize_object (watch);
  g_assert_cmpuint (test_locks_count_asked (locks), ==, asked);
}

/* No logind: the screen is followed all the same, and nothing is said about it. */
static void
test_absent (Fixture *fixture, gconstpointer unused)
{
  start (fixture);
  g_assert_false (vst_lock_watch_holds_sleep (fixture->watch));
  test_locks_screen (locks, "org.gnome.ScreenSaver", TRUE);
  assert_locked (fixture, 1, VST_LOCK_SCREEN);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  locks = test_locks_new ();
#define KNOWN GINT_TO_POINTER (TRUE)
#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)
  ADD ("/lock-watch/screen", KNOWN, test_screen);
  ADD ("/lock-watch/session", KNOWN, test_session);
  ADD ("/lock-watch/session-on-screen", GINT_TO_POINTER (FALSE), test_session);
  ADD ("/lock-watch/sleep", KNOWN, test_sleep);
  ADD ("/lock-watch/forged", KNOWN, test_forged);
  ADD ("/lock-watch/gone-at-once", KNOWN, test_gone_at_once);
  g_test_add ("/lock-watch/absent", Fixture, NULL, NULL, test_absent, tear_down);
  status = g_test_run ();
  test_locks_free (locks);
  return status;
}
