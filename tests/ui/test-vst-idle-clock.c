/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-idle-clock.h"

#include "test-support.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE

typedef struct {
  VstIdleClock *clock;
  gint64 began; /* when all of five minutes was ahead, or a little later */
  guint n_idle;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->clock = vst_idle_clock_new ();
  g_signal_connect_swapped (fixture->clock, "idle", G_CALLBACK (test_count_cb), &fixture->n_idle);
  vst_idle_clock_set_limit (fixture->clock, 5);
  fixture->began = g_get_monotonic_time ();
  vst_idle_clock_note_use (fixture->clock, fixture->began);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->clock);
}

static void
assert_idle_at (Fixture *fixture, gint64 now)
{
  guint before = fixture->n_idle;

  vst_idle_clock_check (fixture->clock, now - 1);
  g_assert_cmpuint (fixture->n_idle, ==, before);
  vst_idle_clock_check (fixture->clock, now);
  g_assert_cmpuint (fixture->n_idle, ==, before + 1);
}

static void
test_idle (Fixture *fixture, gconstpointer unused)
{
  assert_idle_at (fixture, fixture->began + 5 * MINUTE);

  /* Once, until somebody uses it again. */
  vst_idle_clock_check (fixture->clock, fixture->began + 60 * MINUTE);
  g_assert_cmpuint (fixture->n_idle, ==, 1);
  g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), ==, 0);
  vst_idle_clock_note_use (fixture->clock, fixture->began + 61 * MINUTE);
  assert_idle_at (fixture, fixture->began + 66 * MINUTE);
}

static void
test_used (Fixture *fixture, gconstpointer unused)
{
  vst_idle_clock_note_use (fixture->clock, fixture->began + 4 * MINUTE);
  assert_idle_at (fixture, fixture->began + 9 * MINUTE);
}

/* Use does not move the timer: it looks when the time could have been up, and sleeps on. */
static void
test_wakes_seldom (Fixture *fixture, gconstpointer unused)
{
  gint64 wake_up = vst_idle_clock_get_wake_up (fixture->clock);
  guint n_wakes = 0;

  for (gint64 used = 0; used < 4 * MINUTE; used += SECOND / 50) {
    vst_idle_clock_note_use (fixture->clock, fixture->began + used);
    g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), ==, wake_up);
  }
  while (fixture->n_idle == 0) {
    vst_idle_clock_check (fixture->clock, vst_idle_clock_get_wake_up (fixture->clock) + SECOND);
    n_wakes++;
  }
  g_assert_cmpuint (n_wakes, ==, 2);
}

/* In the background it wakes at the end, once. */
static void
test_settled (Fixture *fixture, gconstpointer unused)
{
  vst_idle_clock_note_use (fixture->clock, fixture->began + 4 * MINUTE);
  vst_idle_clock_settle (fixture->clock);
  g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), ==, fixture->began + 9 * MINUTE);
  vst_idle_clock_check (fixture->clock, fixture->began + 9 * MINUTE);
  g_assert_cmpuint (fixture->n_idle, ==, 1);
  g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), ==, 0);
}

static void
test_never (Fixture *fixture, gconstpointer unused)
{
  vst_idle_clock_set_limit (fixture->clock, 0);
  g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), ==, 0);
  vst_idle_clock_check (fixture->clock, fixture->began + 10000 * MINUTE);
  g_assert_cmpuint (fixture->n_idle, ==, 0);

  /* Chosen meanwhile, the time begins then. */
  vst_idle_clock_set_limit (fixture->clock, 1);
  g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), >=, fixture->began + MINUTE);
  assert_idle_at (fixture, vst_idle_clock_get_wake_up (fixture->clock));
}

static void
test_held (Fixture *fixture, gconstpointer unused)
{
  vst_idle_clock_set_held (fixture->clock, TRUE);
  g_assert_cmpint (vst_idle_clock_get_wake_up (fixture->clock), ==, 0);
  vst_idle_clock_check (fixture->clock, fixture->began + 60 * MINUTE);
  g_assert_cmpuint (fixture->n_idle, ==, 0);

  vst_idle_clock_set_held (fixture->clock, FALSE);
  vst_idle_clock_note_use (fixture->clock, fixture->began + 60 * MINUTE);
  assert_idle_at (fixture, fixture->began + 65 * MINUTE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/idle-clock/idle", test_idle);
  ADD ("/idle-clock/used", test_used);
  ADD ("/idle-clock/wakes-seldom", test_wakes_seldom);
  ADD ("/idle-clock/settled", test_settled);
  ADD ("/idle-clock/never", test_never);
  ADD ("/idle-clock/held", test_held);
  return g_test_run ();
}
