/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-window.h"

#include "account-fixture.h"
#include "test-question.h"
#include "test-stored.h"
#include "vst-failure-card.h"
#include "vst-profile-page.h"
#include "vst-settings.h"

/* The program closed and started again: what of it a person sees, and what Domo and the keyring do.
 */

#define JAE "jae.wilson@acme.com"
#define PASSWORD "open-the-door-7"
#define REFUSED "Domo Refused This User Name or Password"
#define QUESTION "Try This Password Again?"

/* Jae by a password, whose session was over half an hour ago. */
static const TestStored jae_ended = { .id = "jae",
                                      .name = "Jae Wilson",
                                      .method = DOMO_METHOD_PASSWORD,
                                      .user = JAE,
                                      .owner_id = TEST_JAE,
                                      .left = -30 * TEST_MINUTE,
                                      .ago = 9 * TEST_HOUR,
                                      .token = "of-yesterday" };

static TestStored
with_secret (TestStored stored, const char *secret)
{
  stored.secret = secret;
  return stored;
}

static void
assert_requests (TestWindow *fixture, VstRoute route, guint n)
{
  g_assert_cmpuint (test_practice_count (fixture->practice, route), ==, n);
}

/* ------------------------------------------------------------------------------ still signed in */

static gboolean
form_mapped_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer count)
{
  if (VST_IS_SIGN_IN_PAGE (g_value_get_object (&values[0])))
    (*(guint *)count)++;
  return TRUE;
}

/* Returns: how often the form came to be seen, be it for a moment */
static guint
restart_watched (TestWindow *fixture)
{
  guint signal = g_signal_lookup ("map", GTK_TYPE_WIDGET);
  guint n_forms = 0;
  gulong hook = g_signal_add_emission_hook (signal, 0, form_mapped_cb, &n_forms, NULL);

  vst_practice_forget_requests (fixture->practice);
  test_window_restart (fixture);
  test_wait_opened (fixture);
  g_signal_remove_emission_hook (signal, hook);
  return n_forms;
}

static void
test_good (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *keep;
    VstRoute route;
    const char *name;
  } rows[] = {
    { "password", "Token and password", VST_ROUTE_WHO_AM_I, "Jae Wilson" },
    { "access-token", "Token", VST_ROUTE_WHO_AM_I, "Jae Wilson" },
    { "client", "Token and secret", VST_ROUTE_USER, "Noor Haddad" },
  };

  test_start_with (fixture, NULL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    test_forget_all (fixture);
    test_type_account (fixture, rows[i].id, NULL);
    test_keep (fixture, rows[i].keep);
    test_submit (fixture);
    test_wait_idle (fixture);
    test_settle ();

    g_assert_cmpuint (restart_watched (fixture), ==, 0);
    g_assert_null (test_question_find ());
    test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
    test_assert_says (test_page (fixture), rows[i].name);
    test_assert_says (test_page (fixture), "Good");
    test_assert_card (test_page (fixture), NULL, NULL);
    g_assert_nonnull (test_window_session (fixture));
    assert_requests (fixture, rows[i].route, 1);
    g_assert_cmpuint (test_count_requests (fixture), ==, 1);
    test_assert_marked (fixture, rows[i].name);
    g_assert_true (test_has_focus (fixture, test_page_child (fixture, "check_button")));
  }
}

/* Nothing is known of anybody: the form, as at the very first start. */
static void
test_nobody (TestWindow *fixture, gconstpointer unused)
{
  g_assert_cmpuint (restart_watched (fixture), ==, 1);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (adw_window_title_get_title (test_child (fixture, "window_title")), ==,
                   "Vestibule");
  g_assert_true (test_is_shown (test_child (fixture, "hero")));
  g_assert_false (test_is_shown (test_child (fixture, "leave_button")));
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

/* With a token of the practice instance, so that it can be opened. */
static TestStored
make_access (const char *id, const char *name, gint64 ago)
{
  return (TestStored){ .id = id,
                       .name = name,
                       .method = DOMO_METHOD_ACCESS_TOKEN,
                       .owner_id = TEST_JAE,
                       .ago = ago,
                       .token = test_account ("access-token")->secret };
}

static void
test_last (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *last;
    const char *shown;
  } rows[] = {
    { "older", "older" },
    { "", "newest" }, /* the one that was checked last */
    { "gone-since", "newest" },
  };
  const TestStored stored[] = { make_access ("older", "Jae Two", 5 * TEST_HOUR),
                                make_access ("newest", "Jae Three", 2 * TEST_HOUR),
                                make_access ("oldest", "Jae One", 9 * TEST_HOUR) };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, rows[i].last);
    test_start_with (fixture, stored, G_N_ELEMENTS (stored));
    g_assert_cmpstr (vst_account_get_id (vst_window_get_account (fixture->window)), ==,
                     rows[i].shown);
    test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
    g_assert_cmpuint (test_count_requests (fixture), ==, 1);
    g_assert_cmpuint (test_count_rows (fixture), ==, 3);
  }
}

/* The account that is looked at when the window closes is the one at the next start. */
static void
test_last_follows (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_sign_in (fixture, "client");
  test_settle ();
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_says (test_page (fixture), "Noor Haddad");

  test_row_choose (fixture, "Jae Wilson");
  test_wait_opened (fixture);
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_says (test_page (fixture), "Jae Wilson");
}

/* ------------------------------------------------------------------------------------ its end */

static void
assert_new_token (TestWindow *fixture, VstItemKind kept)
{
  g_autofree char *text = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
  g_autofree char *secret = test_stored_dup_secret (fixture, kept);
  g_autoptr (VstItem) item = test_stored_get (fixture, VST_ITEM_TOKEN);

  g_assert_cmpstr (text, ==, test_token (fixture));
  g_assert_cmpstr (text, !=, "of-yesterday");
  g_assert_cmpint (vst_record_get (vst_item_get_record (item))->expires, >,
                   g_get_real_time () / 1000);
  g_assert_cmpstr (secret, ==,
                   kept == VST_ITEM_PASSWORD ? PASSWORD : test_account ("client")->secret);
}

static void
test_renewed (TestWindow *fixture, gconstpointer unused)
{
  const TestStored stored = with_secret (jae_ended, PASSWORD);

  test_start_with (fixture, &stored, 1);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Good");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Good · renews itself");
  g_assert_null (test_question_find ());
  assert_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
  assert_requests (fixture, VST_ROUTE_WHO_AM_I, 1);
  g_assert_cmpuint (test_count_requests (fixture), ==, 2);
  test_assert_kinds (fixture, "password, token");
  assert_new_token (fixture, VST_ITEM_PASSWORD);

  vst_practice_forget_requests (fixture->practice);
  test_window_restart (fixture);
  test_wait_opened (fixture);
  assert_requests (fixture, VST_ROUTE_WHO_AM_I, 1);
  g_assert_cmpuint (test_count_requests (fixture), ==, 1);
}

static void
test_renewed_client (TestWindow *fixture, gconstpointer unused)
{
  const VstPracticeAccount *client = test_account ("client");
  const TestStored stored = { .id = "noor",
                              .name = "Noor Haddad",
                              .method = DOMO_METHOD_CLIENT,
                              .user = client->user_name,
                              .left = -TEST_MINUTE,
                              .ago = 2 * TEST_HOUR,
                              .token = "of-yesterday",
                              .secret = client->secret };

  test_start_with (fixture, &stored, 1);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Good");
  assert_requests (fixture, VST_ROUTE_DEVELOPER_AUTH, 1);
  test_assert_kinds (fixture, "secret, token");
  assert_new_token (fixture, VST_ITEM_SECRET);
}

static void
assert_filled (TestWindow *fixture, const TestStored *stored)
{
  if (stored->method != DOMO_METHOD_CLIENT)
    g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "practice");
  if (stored->method == DOMO_METHOD_PASSWORD)
    g_assert_cmpstr (test_typed (fixture, "user_row"), ==, stored->user);
  if (stored->method == DOMO_METHOD_CLIENT)
    g_assert_cmpstr (test_typed (fixture, "client_id_row"), ==, stored->user);
  g_assert_cmpstr (test_kept (fixture), ==, "Token");
  g_assert_false (gtk_widget_is_sensitive (test_child (fixture, "sign_in_button")));
}

/* Only the secret is to be typed. */
static void
test_ended (TestWindow *fixture, gconstpointer unused)
{
  const struct {
    const char *account;
    const char *title;
    const char *secret_row;
  } rows[] = {
    { "password", "The Session Has Ended", "password_row" },
    { "client", "The Session Has Ended", "client_secret_row" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstPracticeAccount *account = test_account (rows[i].account);
    const TestStored stored = { .id = "one",
                                .name = "Jae Wilson",
                                .method = account->method,
                                .user = account->user_name,
                                .left = -30 * TEST_MINUTE,
                                .ago = 9 * TEST_HOUR,
                                .token = "of-yesterday" };

    /* What is remembered of others is no help. */
    g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_USER_NAME, "somebody@else.com");
    g_settings_set_enum (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, VST_KEEP_NOTHING);
    test_start_with (fixture, &stored, 1);
    test_assert_again (fixture, rows[i].secret_row);
    test_assert_card (vst_window_get_sign_in_page (fixture->window), rows[i].title, NULL);
    assert_filled (fixture, &stored);
    g_assert_cmpuint (test_count_requests (fixture), ==, 0);
    test_assert_marked (fixture, "Jae Wilson");
  }
}

/* Typed and sent, it is the same account, and not a second one. */
/* The end of an access token is what a person typed, who may be wrong: Domo is asked. */
static void
test_ended_by_date (TestWindow *fixture, gconstpointer unused)
{
  const TestStored stored = { .id = "one",
                              .name = "Jae Wilson",
                              .method = DOMO_METHOD_ACCESS_TOKEN,
                              .left = -30 * TEST_MINUTE,
                              .ago = 9 * TEST_HOUR,
                              .token = "of-yesterday" };

  test_start_with (fixture, &stored, 1);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Domo Refused This Access Token");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 1);
}

static void
test_ended_typed (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, &jae_ended, 1);
  test_type (fixture, "password_row", PASSWORD);
  test_submit (fixture);
  test_wait_idle (fixture);
  test_settle ();
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Good");
  g_assert_cmpuint (test_count_rows (fixture), ==, 1);
  test_assert_kinds (fixture, "token");
  g_assert_cmpstr (vst_account_get_id (vst_window_get_account (fixture->window)), ==, "jae");
}

/* --------------------------------------------------------------------------------- signed out */

static void
test_signed_out (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_act (fixture, "win.sign-out", NULL);
  test_settle ();

  for (guint i = 0; i < 2; i++) {
    vst_practice_forget_requests (fixture->practice);
    test_window_restart (fixture);
    test_wait_opened (fixture);
    test_assert_again (fixture, "password_row");
    test_assert_card (vst_window_get_sign_in_page (fixture->window), NULL, NULL);
    g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Sign in again");
    g_assert_cmpuint (test_count_requests (fixture), ==, 0);
    test_assert_kinds (fixture, "account");
  }
}

/* A kept password waits for the person. */
static void
test_signed_out_kept (TestWindow *fixture, gconstpointer unused)
{
  const TestStored stored = { .id = "jae",
                              .name = "Jae Wilson",
                              .method = DOMO_METHOD_PASSWORD,
                              .user = JAE,
                              .owner_id = TEST_JAE,
                              .ago = TEST_HOUR,
                              .secret = PASSWORD };

  test_start_with (fixture, &stored, 1);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_card (test_page (fixture), NULL, NULL);
  test_assert_says (test_page_child (fixture, "state_row"), "Sign in again");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Sign in again");
  g_assert_null (test_window_session (fixture));
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);

  test_press_label (test_page (fixture), "Sign In Again");
  test_wait_opened (fixture);
  test_assert_says (test_page (fixture), "Good");
  assert_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
}

/* ------------------------------------------------------------------------------------ refused */

static void
start_refused (TestWindow *fixture)
{
  const TestStored stored = with_secret (jae_ended, "not-the-password");

  test_start_with (fixture, &stored, 1);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_card (test_page (fixture), REFUSED, "Enter Password");
  assert_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
}

/* Not at the next start, and not by a look at it either. */
static void
test_refused (TestWindow *fixture, gconstpointer unused)
{
  start_refused (fixture);
  for (guint i = 0; i < 2; i++) {
    vst_practice_forget_requests (fixture->practice);
    test_window_restart (fixture);
    test_wait_opened (fixture);
    test_row_choose (fixture, "Jae Wilson");
    test_wait_opened (fixture);
    test_assert_card (test_page (fixture), REFUSED, "Enter Password");
    g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Refused · user name or password");
    g_assert_null (test_question_find ());
    g_assert_cmpuint (test_count_requests (fixture), ==, 0);
  }
}

static void
test_refused_typed (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *kept = NULL;

  start_refused (fixture);
  test_press_label (test_page_child (fixture, "failure_card"), "Enter Password");
  test_assert_again (fixture, "password_row");
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, JAE);
  g_assert_cmpstr (test_kept (fixture), ==, "Token and password");
  test_type (fixture, "password_row", PASSWORD);
  test_submit (fixture);
  test_wait_idle (fixture);
  test_settle ();
  test_assert_says (test_page (fixture), "Good");
  test_assert_kinds (fixture, "password, token");
  kept = test_stored_dup_secret (fixture, VST_ITEM_PASSWORD);
  g_assert_cmpstr (kept, ==, PASSWORD);
}

static void
try_typed (TestWindow *fixture, const char *answer)
{
  guint before = test_count_requests (fixture);

  test_type_account (fixture, "wrong-password", NULL);
  test_submit (fixture);
  if (answer) {
    g_assert_false (test_is_busy (fixture));
    test_answer (QUESTION, answer);
  }
  test_wait_idle (fixture);
  g_assert_cmpuint (test_count_requests (fixture), ==,
                    before + (g_strcmp0 (answer, "Cancel") == 0 ? 0 : 1));
}

/* Counted over restarts, until it is right. */
static void
test_third_typed (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  try_typed (fixture, NULL);
  try_typed (fixture, NULL);
  try_typed (fixture, "Cancel");
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "not-the-password");
  try_typed (fixture, "Try Again");
  test_window_restart (fixture);
  test_wait_opened (fixture);
  try_typed (fixture, "Cancel");

  test_type_account (fixture, "password", NULL);
  test_submit (fixture);
  test_answer (QUESTION, "Try Again");
  test_wait_idle (fixture);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_act (fixture, "win.add-account", NULL);
  try_typed (fixture, NULL);
}

static void
check_refused (TestWindow *fixture, const char *answer)
{
  guint before = test_count_requests (fixture);

  test_act (fixture, "win.check", NULL);
  test_wait_opened (fixture);
  if (answer)
    test_answer (QUESTION, answer);
  test_wait_opened (fixture);
  g_assert_null (test_question_find ());
  g_assert_cmpuint (test_count_requests (fixture), ==,
                    before + (g_strcmp0 (answer, "Cancel") == 0 ? 0 : 1));
}

static void
test_third_kept (TestWindow *fixture, gconstpointer unused)
{
  start_refused (fixture);
  check_refused (fixture, NULL);
  check_refused (fixture, "Cancel");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Refused · user name or password");
  check_refused (fixture, "Try Again");
  test_assert_card (test_page (fixture), REFUSED, "Enter Password");

  test_window_restart (fixture);
  test_wait_opened (fixture);
  check_refused (fixture, "Cancel");
}

/* What was typed counts for what is kept. */
static void
test_third_mixed (TestWindow *fixture, gconstpointer unused)
{
  start_refused (fixture);
  test_act (fixture, "win.add-account", NULL);
  try_typed (fixture, NULL);
  try_typed (fixture, "Cancel");
  test_row_choose (fixture, "Jae Wilson");
  test_wait_opened (fixture);
  check_refused (fixture, "Cancel");
}

/* ----------------------------------------------------------------------- chosen in a notification
 */

static void
assert_form_of (TestWindow *fixture, const char *id, const char *user)
{
  test_wait_opened (fixture);
  g_assert_cmpstr (vst_account_get_id (vst_window_get_account (fixture->window)), ==, id);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, user);
}

/* The window was closed, and the keyring is not read yet: that account, and not the last one. */
static void
test_chosen (TestWindow *fixture, gconstpointer unused)
{
  TestStored noor = jae_ended;

  noor.id = "noor";
  noor.user = "noor@acme.com";
  noor.ago = 20 * TEST_HOUR;
  test_stored_put (fixture, &jae_ended);
  test_stored_put (fixture, &noor);
  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  test_window_restart (fixture);
  vst_window_show_account (fixture->window, "noor");
  assert_form_of (fixture, "noor", "noor@acme.com");
  /* And while it is open. */
  vst_window_show_account (fixture->window, "jae");
  assert_form_of (fixture, "jae", JAE);
  /* One that is forgotten meanwhile is nobody. */
  vst_window_show_account (fixture->window, "nobody");
  assert_form_of (fixture, "jae", JAE);
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

/* The keyring gives no names yet: once it is unlocked it is that account, and not the last one. */
static void
test_chosen_hidden (TestWindow *fixture, gconstpointer unused)
{
  g_auto (TestWait) wait = { 0 };
  TestStored noor = jae_ended;

  noor.id = "noor";
  noor.user = "noor@acme.com";
  test_stored_put (fixture, &jae_ended);
  test_stored_put (fixture, &noor);
  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  vst_memory_keyring_set_hidden (VST_MEMORY_KEYRING (fixture->keyring));
  test_window_restart (fixture);
  test_settle ();
  vst_window_show_account (fixture->window, "noor");
  test_settle ();
  g_assert_null (vst_window_get_account (fixture->window));
  vst_keyring_unlock_async (fixture->keyring, NULL, test_wait_cb, &wait);
  g_assert_true (vst_keyring_unlock_finish (fixture->keyring, test_wait (&wait), NULL));
  assert_form_of (fixture, "noor", "noor@acme.com");
}

/* Any program of the session may say that it was chosen: a kept password is not used by that. */
static void
test_chosen_signed_out (TestWindow *fixture, gconstpointer unused)
{
  TestStored stored = with_secret (jae_ended, PASSWORD);

  stored.token = NULL;
  test_stored_put (fixture, &stored);
  test_window_restart (fixture);
  vst_window_show_account (fixture->window, "jae");
  test_wait_opened (fixture);
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
  g_assert_null (test_window_session (fixture));
}

static void
add (const char *path, void (*test) (TestWindow *, gconstpointer))
{
  g_test_add (path, TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE),
              test_vst_window_set_up_closed, test, test_vst_window_tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/window-start/good", test_good);
  add ("/window-start/nobody", test_nobody);
  add ("/window-start/last", test_last);
  add ("/window-start/last-follows", test_last_follows);
  add ("/window-start/renewed", test_renewed);
  add ("/window-start/renewed-client", test_renewed_client);
  add ("/window-start/ended", test_ended);
  add ("/window-start/ended-by-date", test_ended_by_date);
  add ("/window-start/ended-typed", test_ended_typed);
  add ("/window-start/signed-out", test_signed_out);
  add ("/window-start/signed-out-kept", test_signed_out_kept);
  add ("/window-start/refused", test_refused);
  add ("/window-start/refused-typed", test_refused_typed);
  add ("/window-start/third-typed", test_third_typed);
  add ("/window-start/third-kept", test_third_kept);
  add ("/window-start/third-mixed", test_third_mixed);
  add ("/window-start/chosen", test_chosen);
  add ("/window-start/chosen-hidden", test_chosen_hidden);
  add ("/window-start/chosen-signed-out", test_chosen_signed_out);
  return g_test_run ();
}
