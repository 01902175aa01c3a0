/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-words.h"

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* 8 May 2020, 11:41 UTC */
#define MAY_8 G_GINT64_CONSTANT (1588938060000)

static void
test_method (void)
{
  g_assert_cmpstr (vst_words_method (DOMO_METHOD_PASSWORD), ==, "Password");
  g_assert_cmpstr (vst_words_method (DOMO_METHOD_CLIENT), ==, "API client");
  g_assert_cmpstr (vst_words_method (DOMO_METHOD_ACCESS_TOKEN), ==, "Access token");
}

static void
test_at (void)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme.domo.com", NULL);
  g_autofree char *words = vst_words_at ("Jae Wilson", instance);

  g_assert_cmpstr (words, ==, "Jae Wilson at acme");
}

static void
test_date (void)
{
  static const struct {
    gint64 ms;
    const char *expected;
  } rows[] = {
    { MAY_8, "8 May 2020, 11:41" },
    { MAY_8 + 59 * SECOND, "8 May 2020, 11:41" },
    { MAY_8 + 10 * DAY - 11 * HOUR, "18 May 2020, 00:41" },
    { 0, "1 Jan 1970, 00:00" },
    { -SECOND, "31 Dec 1969, 23:59" },
    { G_MAXINT64, "9223372036854775807" },
    { G_MININT64, "-9223372036854775808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = vst_words_date (rows[i].ms);

    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

static void
test_date_near (void)
{
  static const struct {
    gint64 ms;
    gint64 now;
    const char *expected;
  } rows[] = {
    { MAY_8, MAY_8, "today at 11:41" },
    { MAY_8, MAY_8 + 12 * HOUR, "today at 11:41" },
    { MAY_8, MAY_8 - 11 * HOUR, "today at 11:41" },
    { MAY_8, MAY_8 + 13 * HOUR, "yesterday at 11:41" },
    { MAY_8, MAY_8 - 12 * HOUR, "tomorrow at 11:41" },
    { MAY_8, MAY_8 + 37 * HOUR, "8 May 2020, 11:41" },
    { MAY_8, MAY_8 - 36 * HOUR, "8 May 2020, 11:41" },
    { MAY_8, MAY_8 + 365 * DAY, "8 May 2020, 11:41" },
    { MAY_8, MAY_8 + 366 * DAY, "8 May 2020, 11:41" },
    { G_MAXINT64, MAY_8, "9223372036854775807" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = vst_words_date_near (rows[i].ms, rows[i].now);

    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

/* What is today depends on where the person is. */
static void
test_local_time (void)
{
  g_autofree char *date = NULL;
  g_autofree char *near = NULL;

  g_setenv ("TZ", "TST-13", TRUE);
  date = vst_words_date (MAY_8);
  near = vst_words_date_near (MAY_8, MAY_8 - HOUR);
  g_setenv ("TZ", "UTC", TRUE);

  g_assert_cmpstr (date, ==, "9 May 2020, 00:41");
  g_assert_cmpstr (near, ==, "tomorrow at 00:41");
}

static void
test_left (void)
{
  static const struct {
    gint64 ms;
    const char *expected;
  } rows[] = {
    { G_MININT64, "no time left" },
    { -1, "no time left" },
    { 0, "no time left" },
    { 1, "1~s left" },
    { 24 * SECOND, "24~s left" },
    { 24 * SECOND + 1, "25~s left" },
    { 59 * SECOND, "59~s left" },
    { 59 * SECOND + 1, "1~min left" },
    { MINUTE, "1~min left" },
    { 2 * MINUTE - SECOND, "1~min left" },
    { 12 * MINUTE + 30 * SECOND, "12~min left" },
    { HOUR - SECOND, "59~min left" },
    { HOUR, "1~h left" },
    { 7 * HOUR + 30 * SECOND, "7~h left" },
    { 7 * HOUR + 12 * MINUTE, "7~h 12~min left" },
    { 2 * DAY - MINUTE, "47~h 59~min left" },
    { 2 * DAY, "2~days left" },
    { 99 * DAY + 23 * HOUR, "99~days left" },
    { G_MAXINT64, "2147483647~days left" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = vst_words_left (rows[i].ms);
    g_auto (GStrv) parts = g_strsplit (rows[i].expected, "~", -1);
    g_autofree char *expected = g_strjoinv ("\u00a0", parts);

    g_assert_cmpstr (text, ==, expected);
  }
}

/* At that moment, and not before, what is left is told otherwise. */
static void
test_left_change (void)
{
  static const struct {
    gint64 ms;
    gint64 change;
  } rows[] = {
    { 0, 0 },
    { -1, 0 },
    { 1, 1 },
    { SECOND, SECOND },
    { SECOND + 1, 1 },
    { MINUTE, SECOND },
    { 12 * MINUTE, SECOND },
    { 12 * MINUTE + 30 * SECOND, 31 * SECOND },
    { 2 * DAY, 1 },
    { 3 * DAY + HOUR, HOUR + 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *now = vst_words_left (rows[i].ms);
    g_autofree char *before = vst_words_left (rows[i].ms - MAX (rows[i].change - 1, 0));
    g_autofree char *after = vst_words_left (rows[i].ms - rows[i].change);

    g_assert_cmpint (vst_words_left_change (rows[i].ms), ==, rows[i].change);
    g_assert_cmpstr (before, ==, now);
    g_assert_cmpint (g_str_equal (after, now), ==, rows[i].change == 0);
  }
}

static void
test_ends_in (void)
{
  static const struct {
    gint64 ms;
    const char *expected;
  } rows[] = {
    { 1, "ends in 1~s" },
    { 59 * SECOND + 1, "ends in 1~min" },
    { HOUR, "ends in 1~h" },
    { HOUR + 5 * MINUTE, "ends in 1~h 5~min" },
    { 2 * DAY - SECOND, "ends in 47~h 59~min" },
    { 3 * DAY, "ends in 3~days" },
    { 14 * DAY - 1, "ends in 13~days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = vst_words_ends_in (rows[i].ms);
    g_auto (GStrv) parts = g_strsplit (rows[i].expected, "~", -1);
    g_autofree char *expected = g_strjoinv ("\u00a0", parts);

    g_assert_cmpstr (text, ==, expected);
  }
}

static void
test_ended (void)
{
  static const struct {
    gint64 ms;
    gint64 now;
    const char *expected;
  } rows[] = {
    { MAY_8, MAY_8 + 12 * HOUR, "Ended today, 11:41" },
    { MAY_8, MAY_8 + 13 * HOUR, "Ended 8 May, 11:41" },
    { MAY_8, MAY_8 + 200 * DAY, "Ended 8 May, 11:41" },
    { MAY_8, MAY_8 + 300 * DAY, "Ended 8 May 2020, 11:41" },
    { 0, MAY_8, "Ended" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = vst_words_ended (rows[i].ms, rows[i].now);

    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

static void
test_span (void)
{
  static const struct {
    gint64 ms;
    const char *expected;
  } rows[] = {
    { 24 * SECOND, "24\u00a0s" },
    { MINUTE, "1\u00a0min" },
    { 5 * MINUTE + 59 * SECOND, "5\u00a0min" },
    { HOUR, "1\u00a0h" },
    { 7 * HOUR + 12 * MINUTE, "7\u00a0h 12\u00a0min" },
    { 2 * DAY, "2\u00a0days" },
    { 0, "0\u00a0s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = vst_words_span (rows[i].ms);

    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

static void
test_alarm (void)
{
  g_assert_cmpint (vst_words_alarm (DOMO_TOKEN_ACCESS), ==, 14 * DAY);
  g_assert_cmpint (vst_words_alarm (DOMO_TOKEN_SESSION), ==, HOUR);
  g_assert_cmpint (vst_words_alarm (DOMO_TOKEN_BEARER), ==, 10 * MINUTE);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vst-words/method", test_method);
  g_test_add_func ("/vst-words/at", test_at);
  g_test_add_func ("/vst-words/date", test_date);
  g_test_add_func ("/vst-words/date-near", test_date_near);
  g_test_add_func ("/vst-words/local-time", test_local_time);
  g_test_add_func ("/vst-words/left", test_left);
  g_test_add_func ("/vst-words/left-change", test_left_change);
  g_test_add_func ("/vst-words/ends-in", test_ends_in);
  g_test_add_func ("/vst-words/ended", test_ended);
  g_test_add_func ("/vst-words/span", test_span);
  g_test_add_func ("/vst-words/alarm", test_alarm);

  return g_test_run ();
}
