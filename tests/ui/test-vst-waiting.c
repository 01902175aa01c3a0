/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-waiting.h"

#include "test-support.h"

typedef struct {
  VstWaiting *waiting;
  guint changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->waiting = vst_waiting_new ();
  g_signal_connect_swapped (fixture->waiting, "changed", G_CALLBACK (test_count_cb),
                            &fixture->changes);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->waiting);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
}

static void
assert_words (Fixture *fixture, const char *expected)
{
  g_autofree char *words = vst_waiting_dup_words (fixture->waiting);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_asks (Fixture *fixture, gconstpointer unused)
{
  vst_waiting_begin (fixture->waiting, "acme.domo.com");
  g_assert_cmpuint (fixture->changes, ==, 1);
  assert_words (fixture, "Asking acme.domo.com…");
}

/* What nobody sees is not counted; who looks again sees how long it has been. */
static void
test_unwatched (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *words = NULL;
  guint passed = 0;

  vst_waiting_begin (fixture->waiting, "acme.domo.com");
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  g_timeout_add_once (4000, (GSourceOnceFunc)test_count_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->changes, ==, 1);
  vst_waiting_set_watched (fixture->waiting, TRUE);
  g_assert_cmpuint (fixture->changes, ==, 2);
  words = vst_waiting_dup_words (fixture->waiting);
  g_assert_true (g_str_has_prefix (words, "Waiting for acme.domo.com, "));
  g_assert_cmpint (test_next_wakeup (), >, 0);
  vst_waiting_set_watched (fixture->waiting, FALSE);
  g_assert_cmpint (test_next_wakeup (), ==, -1);

  /* Another host is waited for from the start. */
  vst_waiting_begin (fixture->waiting, "api.domo.com");
  assert_words (fixture, "Asking api.domo.com…");
}

static void
test_ends (Fixture *fixture, gconstpointer unused)
{
  vst_waiting_set_watched (fixture->waiting, TRUE);
  vst_waiting_begin (fixture->waiting, "acme.domo.com");
  vst_waiting_end (fixture->waiting);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  vst_waiting_end (fixture->waiting);

  /* Nor does it begin again by being looked at. */
  vst_waiting_set_watched (fixture->waiting, FALSE);
  vst_waiting_set_watched (fixture->waiting, TRUE);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  g_assert_cmpuint (fixture->changes, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/waiting/asks", test_asks);
  ADD ("/waiting/unwatched", test_unwatched);
  ADD ("/waiting/ends", test_ends);
  return g_test_run ();
}
