/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-notice.h"

#include <string.h>

#include "watch-fixture.h"

#define DAY TEST_DAY

static GPtrArray *
make (VstItem *item)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify)vst_reminder_free);

  g_ptr_array_add (reminders, test_reminder (item));
  return reminders;
}

static void
test_single (void)
{
  static const struct {
    DomoMethod method;
    gint64 left;
    gboolean refused;
    const char *title;
    const char *body;
    gboolean is_urgent;
  } rows[] = {
    { DOMO_METHOD_ACCESS_TOKEN, 14 * DAY, FALSE, "An Access Token Ends Within 14 Days",
      "Jae Wilson at acme\nEnds 12 Dec 2026, 12:00", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, 14 * DAY - 1000, FALSE, "An Access Token Ends Within 14 Days",
      "Jae Wilson at acme\nEnds 12 Dec 2026, 11:59", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, 3 * DAY, FALSE, "An Access Token Ends Within 3 Days",
      "Jae Wilson at acme\nEnds 1 Dec 2026, 12:00", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, DAY, FALSE, "An Access Token Ends Within a Day",
      "Jae Wilson at acme\nEnds tomorrow at 12:00", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, 1000, FALSE, "An Access Token Ends Within a Day",
      "Jae Wilson at acme\nEnds today at 12:00", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, -DAY, FALSE, "An Access Token Was to End",
      "Jae Wilson at acme\nWas to end yesterday at 12:00", TRUE },
    { DOMO_METHOD_PASSWORD, -1000, FALSE, "A Session Has Ended",
      "Jae Wilson at acme\nEnded today, 11:59", TRUE },
    { DOMO_METHOD_CLIENT, -1000, FALSE, "The Token of an API Client Has Ended",
      "Jae Wilson at acme\nEnded today, 11:59", TRUE },
    { DOMO_METHOD_PASSWORD, -1000, TRUE, "Domo Refused a Kept Sign-In", "Jae Wilson at acme",
      TRUE },
    { DOMO_METHOD_CLIENT, -1000, TRUE, "Domo Refused an API Client", "Jae Wilson at acme", TRUE },
    { DOMO_METHOD_ACCESS_TOKEN, DAY, TRUE, "Domo Refused an Access Token", "Jae Wilson at acme",
      TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstRecordFields fields = {
      .id = "a",
      .instance = "acme",
      .method = rows[i].method,
      .name = "Jae Wilson",
      .expires = TEST_NOW + rows[i].left,
      .refused = rows[i].refused ? TEST_NOW - DAY : 0,
    };
    g_autoptr (VstItem) item = test_token_with (VST_ITEM_TOKEN, &fields);
    g_autoptr (GPtrArray) reminders = make (item);
    g_autoptr (VstNotice) notice = vst_notice_new (reminders, TEST_NOW);

    g_assert_cmpstr (notice->title, ==, rows[i].title);
    g_assert_cmpstr (notice->body, ==, rows[i].body);
    g_assert_cmpstr (notice->account, ==, "a");
    g_assert_cmpint (notice->is_urgent, ==, rows[i].is_urgent);
  }
}

static void
assert_name (const VstRecordFields *fields, const char *expected)
{
  g_autoptr (VstItem) item = test_token_with (VST_ITEM_TOKEN, fields);
  g_autoptr (GPtrArray) reminders = make (item);
  g_autoptr (VstNotice) notice = vst_notice_new (reminders, TEST_NOW);
  g_auto (GStrv) lines = g_strsplit (notice->body, "\n", -1);

  g_assert_cmpstr (lines[0], ==, expected);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
}

static void
test_names (void)
{
  VstRecordFields fields = { .id = "a", .method = DOMO_METHOD_CLIENT, .expires = TEST_NOW };
  g_autofree char *long_name = g_strnfill (900, 'x');
  g_autofree char *start = g_strnfill (59, 'x');
  g_autofree char *cut = g_strconcat (start, "… at acme", NULL);

  assert_name (&fields, "API client");
  fields.user = "client-of-jae";
  assert_name (&fields, "client-of-jae");
  fields.instance = "acme";
  assert_name (&fields, "client-of-jae at acme");
  fields.name = long_name;
  assert_name (&fields, cut);
}

/* Attributes are written by whom they please. What is markup stays text here. */
static void
test_hostile_names (void)
{
  const VstRecordFields fields = {
    .id = "a",
    .instance = "ac\u202eme",
    .method = DOMO_METHOD_PASSWORD,
    .name = "<b>Jae</b> & %s\n\x1b[31mx\u2066",
    .expires = TEST_NOW,
  };

  assert_name (&fields, "<b>Jae</b> & %s ␦[31mx␦ at ac␦me");
}

static void
add (GPtrArray *reminders, const char *id, DomoMethod method, gint64 left)
{
  g_autoptr (VstItem) item = test_token (id, method, TEST_NOW + left);

  g_ptr_array_add (reminders, test_reminder (item));
}

static GPtrArray *
make_some (guint n)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify)vst_reminder_free);

  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf ("id-%u", i);

    add (reminders, id, DOMO_METHOD_ACCESS_TOKEN, 14 * DAY - i * 60000);
  }
  return reminders;
}

/* The most urgent one first, which is the one that is opened. */
static void
test_joined (void)
{
  g_autoptr (GPtrArray) reminders = make_some (1);
  g_autoptr (VstNotice) notice = NULL;

  add (reminders, "soon", DOMO_METHOD_ACCESS_TOKEN, DAY);
  add (reminders, "over", DOMO_METHOD_PASSWORD, -DAY);
  notice = vst_notice_new (reminders, TEST_NOW);
  g_assert_cmpstr (notice->title, ==, "3 Accounts Need You");
  g_assert_cmpstr (notice->body, ==,
                   "Jae Wilson at acme: has ended\n"
                   "Jae Wilson at acme: ends tomorrow at 12:00\n"
                   "Jae Wilson at acme: ends 12 Dec 2026, 12:00");
  g_assert_cmpstr (notice->account, ==, "over");
  g_assert_true (notice->is_urgent);
  g_assert_cmpuint (reminders->len, ==, 3);
}

static void
test_many (void)
{
  g_autoptr (GPtrArray) reminders = make_some (1000);
  g_autoptr (VstNotice) notice = vst_notice_new (reminders, TEST_NOW);
  g_auto (GStrv) lines = g_strsplit (notice->body, "\n", -1);

  g_assert_cmpstr (notice->title, ==, "1000 Accounts Need You");
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[5], ==, "and 995 more");
  g_assert_cmpstr (notice->account, ==, "id-999");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice/single", test_single);
  g_test_add_func ("/notice/names", test_names);
  g_test_add_func ("/notice/hostile-names", test_hostile_names);
  g_test_add_func ("/notice/joined", test_joined);
  g_test_add_func ("/notice/many", test_many);
  return g_test_run ();
}
