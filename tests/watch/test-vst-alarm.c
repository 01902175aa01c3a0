/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-alarm.h"

#include "test-support.h"

static void
rung_cb (gpointer count)
{
  (*(guint *)count)++;
}

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
has_rung (gpointer count)
{
  return *(guint *)count > 0;
}

/* A time that is over, as after the computer has slept, rings at once; 0 as well. */
static void
test_rings (void)
{
  static const gint64 offsets[] = { -100 * 86400000LL, -1, 0, 3 };

  for (gsize i = 0; i <= G_N_ELEMENTS (offsets); i++) {
    guint count = 0;
    g_autoptr (VstAlarm) alarm = vst_alarm_new (rung_cb, &count);

    vst_alarm_set (alarm, i < G_N_ELEMENTS (offsets) ? get_now () + offsets[i] : 0);
    test_until (has_rung, &count);
    test_settle ();
    g_assert_cmpuint (count, ==, 1);
  }
}

/* The last time counts, and none before it is set. */
static void
test_set_again (void)
{
  guint count = 0;
  guint other_count = 0;
  g_autoptr (VstAlarm) alarm = vst_alarm_new (rung_cb, &count);
  g_autoptr (VstAlarm) other = vst_alarm_new (rung_cb, &other_count);

  vst_alarm_set (alarm, 0);
  vst_alarm_set (alarm, get_now () + 86400000);
  vst_alarm_set (other, 0);
  test_until (has_rung, &other_count);
  test_settle ();
  g_assert_cmpuint (count, ==, 0);
  vst_alarm_set (alarm, 0);
  test_until (has_rung, &count);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alarm/rings", test_rings);
  g_test_add_func ("/alarm/set-again", test_set_again);
  return g_test_run ();
}
