/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-reminder.h"

#include "watch-fixture.h"

#define NONE (-1)
#define BIT(step) (1u << (step))
#define PASSWORD DOMO_METHOD_PASSWORD
#define CLIENT DOMO_METHOD_CLIENT
#define ACCESS DOMO_METHOD_ACCESS_TOKEN
#define DAY TEST_DAY

/* "left" is until the end; G_MAXINT64: it is not known. "next" is until the next step, 0: none. */
static const struct {
  DomoMethod method;
  gboolean has_secret;
  guint muted;
  gint64 left;
  int step;
  gint64 next;
} rows[] = {
  { ACCESS, FALSE, 0, G_MAXINT64, NONE, 0 },
  { ACCESS, FALSE, 0, 100 * DAY, NONE, 86 * DAY },
  { ACCESS, FALSE, 0, 14 * DAY + 1000, NONE, 1000 },
  { ACCESS, FALSE, 0, 14 * DAY, VST_STEP_DAYS_14, 11 * DAY },
  { ACCESS, FALSE, 0, 3 * DAY + 1000, VST_STEP_DAYS_14, 1000 },
  { ACCESS, FALSE, 0, 3 * DAY, VST_STEP_DAYS_3, 2 * DAY },
  { ACCESS, FALSE, 0, DAY + 1000, VST_STEP_DAYS_3, 1000 },
  { ACCESS, FALSE, 0, DAY, VST_STEP_DAYS_1, 0 },
  { ACCESS, FALSE, 0, 1000, VST_STEP_DAYS_1, 0 },
  { ACCESS, FALSE, 0, 0, VST_STEP_DAYS_1, 0 },
  { ACCESS, FALSE, 0, -400 * DAY, VST_STEP_DAYS_1, 0 },
  { ACCESS, FALSE, BIT (VST_STEP_DAYS_14), 10 * DAY, NONE, 7 * DAY },
  { ACCESS, FALSE, BIT (VST_STEP_DAYS_3), 2 * DAY, VST_STEP_DAYS_14, DAY },
  { ACCESS, FALSE, BIT (VST_STEP_DAYS_1), -DAY, VST_STEP_DAYS_3, 0 },
  { ACCESS, FALSE, BIT (VST_STEP_DAYS_14) | BIT (VST_STEP_DAYS_3) | BIT (VST_STEP_DAYS_1), -DAY,
    NONE, 0 },
  { ACCESS, FALSE, BIT (VST_STEP_STOPPED), DAY, VST_STEP_DAYS_1, 0 },
  { PASSWORD, FALSE, 0, G_MAXINT64, NONE, 0 },
  { PASSWORD, FALSE, 0, DAY, NONE, DAY },
  { PASSWORD, FALSE, 0, 1000, NONE, 1000 },
  { PASSWORD, FALSE, 0, 0, VST_STEP_STOPPED, 0 },
  { PASSWORD, FALSE, 0, -DAY, VST_STEP_STOPPED, 0 },
  { PASSWORD, FALSE, BIT (VST_STEP_STOPPED), 1000, NONE, 0 },
  { PASSWORD, FALSE, BIT (VST_STEP_STOPPED), -DAY, NONE, 0 },
  { PASSWORD, FALSE, BIT (VST_STEP_DAYS_1), -DAY, VST_STEP_STOPPED, 0 },
  { PASSWORD, TRUE, 0, -DAY, NONE, 0 }, /* the password renews it */
  { PASSWORD, TRUE, 0, DAY, NONE, 0 },
  { CLIENT, FALSE, 0, -1000, VST_STEP_STOPPED, 0 },
  { CLIENT, FALSE, 0, 1000, NONE, 1000 },
  { CLIENT, TRUE, 0, -1000, NONE, 0 },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstRecordFields fields = {
      .id = "a",
      .method = rows[i].method,
      .expires = rows[i].left == G_MAXINT64 ? 0 : TEST_NOW + rows[i].left,
      .muted = rows[i].muted,
    };
    g_autoptr (VstItem) item = test_token_with (VST_ITEM_TOKEN, &fields);
    g_autoptr (VstReminder) reminder = vst_reminder_new (item, rows[i].has_secret, TEST_NOW);
    gint64 next = vst_reminder_next (item, rows[i].has_secret, TEST_NOW);

    g_test_message ("row %u", (guint)i);
    g_assert_cmpint (reminder ? (int)reminder->step : NONE, ==, rows[i].step);
    g_assert_cmpint (next ? next - TEST_NOW : 0, ==, rows[i].next);
    if (reminder) {
      g_assert_cmpint (reminder->at, ==, fields.expires);
      g_assert_false (reminder->is_refused);
    }
  }
}

/* Domo said no to what is kept: whatever else is known. */
static void
test_refused (void)
{
  static const DomoMethod methods[] = { PASSWORD, CLIENT, ACCESS };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (methods); i++) {
    const VstRecordFields fields = {
      .id = "a",
      .method = methods[i / 2],
      .expires = TEST_NOW + DAY,
      .refused = TEST_NOW - DAY,
    };
    g_autoptr (VstItem) item = test_token_with (VST_ITEM_TOKEN, &fields);
    g_autoptr (VstReminder) reminder = vst_reminder_new (item, i % 2 != 0, TEST_NOW);

    g_assert_nonnull (reminder);
    g_assert_cmpint (reminder->step, ==, VST_STEP_STOPPED);
    g_assert_cmpint (reminder->at, ==, TEST_NOW - DAY);
    g_assert_true (reminder->is_refused);
  }
}

/* A person typed it, and Domo took the token afterwards. */
static void
test_wrong_date (void)
{
  VstRecordFields fields = {
    .id = "a", .method = ACCESS, .expires = TEST_NOW - DAY, .checked = TEST_NOW - DAY + 1000
  };
  g_autoptr (VstItem) good_since = test_token_with (VST_ITEM_TOKEN, &fields);
  g_autoptr (VstItem) over = NULL;
  g_autoptr (VstReminder) reminder = NULL;

  g_assert_null (vst_reminder_new (good_since, FALSE, TEST_NOW));
  fields.checked = TEST_NOW - DAY - 1000;
  over = test_token_with (VST_ITEM_TOKEN, &fields);
  reminder = vst_reminder_new (over, FALSE, TEST_NOW);
  g_assert_nonnull (reminder);
}

static void
test_refused_and_muted (void)
{
  VstRecordFields fields = { .id = "a",
                             .method = ACCESS,
                             .expires = TEST_NOW + 2 * DAY,
                             .refused = TEST_NOW - DAY,
                             .muted = BIT (VST_STEP_STOPPED) };
  g_autoptr (VstItem) token = test_token_with (VST_ITEM_TOKEN, &fields);
  g_autoptr (VstReminder) reminder = vst_reminder_new (token, FALSE, TEST_NOW);
  g_autoptr (VstItem) session = NULL;

  g_assert_cmpint (reminder->step, ==, VST_STEP_DAYS_3);
  fields.method = PASSWORD;
  session = test_token_with (VST_ITEM_TOKEN, &fields);
  g_assert_null (vst_reminder_new (session, TRUE, TEST_NOW));
}

/* Whoever signed out is not told that the session has ended, nor is that of a password's item. */
static void
test_other_kinds (void)
{
  static const VstItemKind kinds[] = { VST_ITEM_ACCOUNT, VST_ITEM_PASSWORD, VST_ITEM_SECRET };
  const VstRecordFields fields = {
    .id = "a", .method = PASSWORD, .expires = TEST_NOW - DAY, .refused = TEST_NOW - DAY
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (VstItem) item = test_token_with (kinds[i], &fields);

    g_assert_null (vst_reminder_new (item, FALSE, TEST_NOW));
    g_assert_cmpint (vst_reminder_next (item, FALSE, TEST_NOW - 2 * DAY), ==, 0);
  }
}

static void
test_steps_of_methods (void)
{
  g_assert_cmpuint (vst_reminder_get_steps (ACCESS), ==, BIT (VST_N_STEPS) - 1);
  g_assert_cmpuint (vst_reminder_get_steps (PASSWORD), ==, BIT (VST_STEP_STOPPED));
  g_assert_cmpuint (vst_reminder_get_steps (CLIENT), ==, BIT (VST_STEP_STOPPED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reminder/steps", test_steps);
  g_test_add_func ("/reminder/refused", test_refused);
  g_test_add_func ("/reminder/refused-and-muted", test_refused_and_muted);
  g_test_add_func ("/reminder/wrong-date", test_wrong_date);
  g_test_add_func ("/reminder/other-kinds", test_other_kinds);
  g_test_add_func ("/reminder/steps-of-methods", test_steps_of_methods);
  return g_test_run ();
}
