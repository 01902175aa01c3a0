/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-window.h"

#include "account-fixture.h"
#include "test-question.h"
#include "test-stored.h"
#include "vst-failure-card.h"
#include "vst-profile-page.h"
#include "vst-settings.h"
#include "vst-sign-in.h"

/* Several accounts in the window: adding, keeping, checking, signing out, forgetting. */

#define JAE "jae.wilson@acme.com"
#define ALARM "This Token Now Answers as Somebody Else"

/* Good for the practice instance; it can be opened as often as one likes. */
static TestStored
make_access (const char *id, const char *name)
{
  return (TestStored){ .id = id,
                       .name = name,
                       .method = DOMO_METHOD_ACCESS_TOKEN,
                       .owner_id = TEST_JAE,
                       .ago = 2 * TEST_HOUR,
                       .token = test_account ("access-token")->secret };
}

/* Jae by a password, signed in from the keyring. */
static TestStored
make_jae (const char *token, const char *secret)
{
  return (TestStored){ .id = "jae",
                       .name = "Jae Wilson",
                       .method = DOMO_METHOD_PASSWORD,
                       .user = JAE,
                       .owner_id = TEST_JAE,
                       .left = -30 * TEST_MINUTE,
                       .ago = TEST_HOUR,
                       .token = token,
                       .secret = secret };
}

static void
sign_in_keeping (TestWindow *fixture, const char *id, const char *keep)
{
  if (!test_is_shown (GTK_WIDGET (vst_window_get_sign_in_page (fixture->window))))
    test_act (fixture, "win.add-account", NULL);
  test_type_account (fixture, id, NULL);
  test_keep (fixture, keep);
  test_submit (fixture);
  test_wait_idle (fixture);
  test_wait_opened (fixture);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
}

static void
assert_no_requests (TestWindow *fixture)
{
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

/* As a client gets it. */
static char *
dup_bearer (TestWindow *fixture)
{
  const VstPracticeAccount *account = test_account ("client");
  g_autoptr (DomoSecret) secret = domo_secret_new (account->secret, -1);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_client (NULL, account->user_name, secret, NULL);
  g_autoptr (VstSignIn) sign_in = vst_sign_in_new (fixture->client);
  g_auto (TestWait) wait = { 0 };
  g_autoptr (VstSession) session = NULL;

  vst_sign_in_run_async (sign_in, credential, NULL, test_wait_cb, &wait);
  session = vst_sign_in_run_finish (sign_in, test_wait (&wait), NULL);
  return g_strdup (domo_secret_get_text (domo_token_get_text (vst_session_get_token (session))));
}

/* Jae is looked at; of Noor the token is in the keyring, and nobody has asked about her yet. */
static void
start_two (TestWindow *fixture)
{
  g_autofree char *bearer = dup_bearer (fixture);
  const TestStored stored[] = { { .id = "noor",
                                  .name = "Noor Haddad",
                                  .method = DOMO_METHOD_CLIENT,
                                  .user = test_account ("client")->user_name,
                                  .owner_id = 964382593,
                                  .left = 50 * TEST_MINUTE,
                                  .ago = 2 * TEST_HOUR,
                                  .token = bearer },
                                make_access ("jae", "Jae Wilson") };

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  test_start_with (fixture, stored, G_N_ELEMENTS (stored));
  vst_practice_forget_requests (fixture->practice);
  test_assert_marked (fixture, "Jae Wilson");
}

static char *
dup_id (TestWindow *fixture, const char *name)
{
  return g_strdup (vst_account_get_id (test_row_account (fixture, name)));
}

static void
act_on (TestWindow *fixture, const char *action, const char *name)
{
  g_autofree char *id = dup_id (fixture, name);

  test_act (fixture, action, id);
}

/* ---------------------------------------------------------------------------------- Add Account */

static void
assert_add_page (TestWindow *fixture)
{
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (adw_window_title_get_title (test_child (fixture, "window_title")), ==,
                   "Add Account");
  g_assert_true (test_is_shown (test_child (fixture, "leave_button")));
  g_assert_false (test_is_shown (test_child (fixture, "hero")));
  test_assert_card (vst_window_get_sign_in_page (fixture->window), NULL, NULL);
  test_assert_marked (fixture, NULL);
}

static void
test_add (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_act (fixture, "win.add-account", NULL);
  assert_add_page (fixture);
  g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "practice");
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, "");
  g_assert_cmpstr (test_typed (fixture, "client_id_row"), ==, "");
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "user_row")));

  test_sign_in (fixture, "client");
  test_settle ();
  g_assert_cmpuint (test_count_rows (fixture), ==, 2);
  test_assert_marked (fixture, "Noor Haddad");
  test_assert_says (test_page (fixture), "Noor Haddad");

  vst_practice_forget_requests (fixture->practice);
  test_row_choose (fixture, "Jae Wilson");
  test_wait_opened (fixture);
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Jae Wilson");
  test_assert_says (test_page (fixture), "Good");
  assert_no_requests (fixture);
}

static void
leave (TestWindow *fixture, guint how)
{
  if (how == 0)
    test_press (test_child (fixture, "leave_button"));
  else
    test_key (fixture, how == 1 ? "Escape" : "<Alt>Left");
  test_wait_opened (fixture);
}

/* Back to the account that was there, and what was typed is not lost. */
static void
test_leave_add (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  for (guint how = 0; how < 3; how++) {
    test_act (fixture, "win.add-account", NULL);
    if (how == 0)
      test_type_account (fixture, "wrong-password", NULL);
    g_assert_cmpstr (test_typed (fixture, "user_row"), ==, JAE);
    g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "not-the-password");
    assert_add_page (fixture);

    leave (fixture, how);
    test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
    test_assert_marked (fixture, "Jae Wilson");
    test_assert_says (test_page (fixture), "Good");
  }
  assert_no_requests (fixture);
}

/* Left in the middle: nothing goes on behind. */
static void
test_leave_busy (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_set_fault (fixture, VST_ROUTE_FULL_AUTH, VST_FAULT_SILENT);
  test_act (fixture, "win.add-account", NULL);
  test_type_account (fixture, "password", NULL);
  test_submit (fixture);
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
  leave (fixture, 1); /* ends the sign-in, and no more */
  g_assert_false (test_is_busy (fixture));
  assert_add_page (fixture);
  g_assert_true (test_has_focus (fixture, test_child (fixture, "sign_in_button")));

  test_submit (fixture);
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 2);
  leave (fixture, 0);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  g_assert_false (test_is_busy (fixture));
  g_assert_cmpuint (test_count_rows (fixture), ==, 2);
}

/* Whoever chooses another account meanwhile does not get the window taken away. */
static void
test_choose_while_busy (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_set_fault (fixture, VST_ROUTE_FULL_AUTH, VST_FAULT_SILENT);
  test_act (fixture, "win.add-account", NULL);
  test_type_account (fixture, "password", NULL);
  test_submit (fixture);
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
  test_row_choose (fixture, "Jae Wilson");
  test_wait_opened (fixture);
  g_assert_false (test_is_busy (fixture));
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_marked (fixture, "Jae Wilson");
}

/* The account shown before had to sign in again: nothing of it is in the form for another. */
static void
test_add_after_again (TestWindow *fixture, gconstpointer unused)
{
  const TestStored stored = make_jae ("of-yesterday", NULL);

  test_start_with (fixture, &stored, 1);
  test_assert_again (fixture, "password_row");
  test_type (fixture, "password_row", "half a passw");
  test_act (fixture, "win.add-account", NULL);
  assert_add_page (fixture);
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, "");
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");

  leave (fixture, 1);
  test_assert_again (fixture, "password_row");
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, JAE);
  test_assert_marked (fixture, "Jae Wilson");
}

/* The same person by the same way in is not there twice. */
static void
test_add_same (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_sign_in (fixture, "password");
  test_settle ();
  g_assert_cmpuint (test_count_rows (fixture), ==, 1);
  test_assert_kinds (fixture, "token");
  test_assert_marked (fixture, "Jae Wilson");
}

/* ------------------------------------------------------------------------------- what is kept */

static void
test_keeps (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *keep;
    const char *kinds;
  } rows[] = {
    { "password", "Token", "token" },
    { "password", "Token and password", "password, token" },
    { "password", "Nothing", "" },
    { "client", "Token", "token" },
    { "client", "Token and secret", "secret, token" },
    { "client", "Nothing", "" },
    { "access-token", "Token", "token" },
    { "access-token", "Nothing", "" },
  };

  test_start_with (fixture, NULL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *token = NULL;

    test_forget_all (fixture);
    sign_in_keeping (fixture, rows[i].id, rows[i].keep);
    test_assert_kinds (fixture, rows[i].kinds);
    if (*rows[i].kinds == '\0')
      continue;
    token = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
    g_assert_cmpstr (token, ==, test_token (fixture));
  }
}

/* The choice comes back for the same way in, and for no other. */
static void
test_choice_remembered (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token and password");
  sign_in_keeping (fixture, "client", "Nothing");
  test_act (fixture, "win.add-account", NULL);
  test_choose (fixture, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (test_kept (fixture), ==, "Token and password");

  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_act (fixture, "win.add-account", NULL);
  test_choose (fixture, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (test_kept (fixture), ==, "Token and password");
  test_choose (fixture, DOMO_METHOD_CLIENT);
  g_assert_cmpstr (test_kept (fixture), ==, "Nothing");
  test_choose (fixture, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_cmpstr (test_kept (fixture), ==, "Token");
}

/* A choice of a sign-in that failed is none. */
static void
test_choice_of_failure (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_type_account (fixture, "wrong-password", NULL);
  test_keep (fixture, "Nothing");
  test_submit (fixture);
  test_wait_idle (fixture);
  test_window_restart (fixture);
  test_wait_opened (fixture);
  g_assert_cmpstr (test_kept (fixture), ==, "Token");
}

static void
test_keep_nothing (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *token = NULL;
  GtkWidget *store;

  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Nothing");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Good · this session only");
  test_assert_says (test_page (fixture), "Kept for this session");
  test_assert_says (test_page (fixture), "The token is gone when the window closes.");

  store = test_find (test_page (fixture), GTK_TYPE_BUTTON, "Store…");
  g_assert_true (test_is_shown (store));
  test_press (store);
  test_settle ();
  test_assert_kinds (fixture, "token");
  token = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
  g_assert_cmpstr (token, ==, test_token (fixture));
  g_assert_false (test_is_shown (store));
  test_assert_says (test_page (fixture), "Kept in the practice keyring");
  test_assert_says (test_page (fixture), "Token only");
}

/* It is gone with the window, and nothing says that it was there. */
static void
test_nothing_restart (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Nothing");
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpuint (test_count_rows (fixture), ==, 0);
  g_assert_false (test_is_shown (test_window_child (fixture, "sidebar")));
}

/* Signed in again with less, the rest goes. */
static void
test_keep_less (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token and password");
  test_act (fixture, "win.sign-out", NULL);
  test_settle ();
  test_act (fixture, "win.add-account", NULL);
  sign_in_keeping (fixture, "password", "Token");
  test_assert_kinds (fixture, "token");
  g_assert_cmpuint (test_count_rows (fixture), ==, 1);
}

/* --------------------------------------------------------------------------------- Check Again */

static void
test_check (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_press_label (test_page (fixture), "Check Again");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Checking…");
  test_wait_opened (fixture);
  test_assert_says (test_page (fixture), "Good");
  g_assert_cmpuint (test_count_requests (fixture), ==, 1);
}

/* What Domo said is told, and gone with the next good answer. */
static void
test_check_fails (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 503, NULL);
  test_act (fixture, "win.check", NULL);
  test_wait_opened (fixture);
  test_assert_card (test_page (fixture), "Domo Has Trouble", "Try Again");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Not reached · Domo has trouble");
  g_assert_nonnull (test_window_session (fixture));

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  test_press_label (test_page_child (fixture, "failure_card"), "Try Again");
  test_wait_opened (fixture);
  test_assert_card (test_page (fixture), NULL, NULL);
  test_assert_says (test_page (fixture), "Good");
}

/* Refused before its end, a session is renewed where it can be. */
static void
test_check_renews (TestWindow *fixture, gconstpointer unused)
{
  const TestStored jae = make_jae ("of-yesterday", "open-the-door-7");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_start_with (fixture, &jae, 1);
  before = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
  vst_practice_forget_requests (fixture->practice);
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 401, "{\"status\":401}");
  test_act (fixture, "win.check", NULL);
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 1);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  test_wait_opened (fixture);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
  test_assert_card (test_page (fixture), NULL, NULL);
  test_assert_says (test_page (fixture), "Good");
  after = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
  g_assert_cmpstr (after, !=, before);
}

/* And where it cannot, the person is told; the account waits. */
static void
test_check_ended_early (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 401, "{\"status\":401}");
  test_act (fixture, "win.check", NULL);
  test_wait_opened (fixture);
  test_assert_card (test_page (fixture), "Domo Ended This Session", "Sign In Again");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Ended by Domo");
  test_press_label (test_page_child (fixture, "failure_card"), "Sign In Again");
  test_assert_again (fixture, "password_row");
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, JAE);
}

/* Somebody looks at another account meanwhile: the answer changes its own row alone. */
static void
test_check_left (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_row_choose (fixture, "Noor Haddad");
  test_wait_opened (fixture);
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 503, NULL);
  test_act (fixture, "win.check", NULL);
  test_row_choose (fixture, "Jae Wilson");
  test_settle ();
  test_wait_opened (fixture);
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_card (test_page (fixture), NULL, NULL);
  test_assert_says (test_page (fixture), "Good");
}

/* ------------------------------------------------------------------------------------- Sign Out */

static void
test_sign_out (TestWindow *fixture, gconstpointer unused)
{
  VstSession *session;

  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token");
  session = g_object_ref (test_window_session (fixture));
  vst_practice_forget_requests (fixture->practice);
  test_press (test_page_child (fixture, "sign_out_button"));
  test_settle ();
  test_assert_again (fixture, "password_row");
  test_assert_card (vst_window_get_sign_in_page (fixture->window), NULL, NULL);
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, JAE);
  g_assert_cmpstr (test_kept (fixture), ==, "Token");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Sign in again");
  test_assert_kinds (fixture, "account");
  assert_no_requests (fixture);
  g_assert_finalize_object (session);
}

/* With a kept password nothing is to be typed: one button uses it, when the person wants to. */
static void
test_sign_out_kept (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token and password");
  vst_practice_forget_requests (fixture->practice);
  test_press (test_page_child (fixture, "sign_out_button"));
  test_settle ();
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  g_assert_null (test_window_session (fixture));
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Sign in again");
  test_assert_kinds (fixture, "password, account");
  assert_no_requests (fixture);

  test_press_label (test_page (fixture), "Sign In Again");
  test_wait_opened (fixture);
  test_assert_says (test_page (fixture), "Good");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
}

/* A kept password waits for the person, who is asked for nothing then. */
static void
test_sign_out_chosen (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token and password");
  test_act (fixture, "win.sign-out", NULL);
  test_sign_in (fixture, "client");
  vst_practice_forget_requests (fixture->practice);
  test_act (fixture, "win.previous-account", NULL);
  test_wait_opened (fixture);
  test_assert_marked (fixture, "Jae Wilson");
  assert_no_requests (fixture);
  g_assert_null (test_window_session (fixture));
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);

  test_row_choose (fixture, "Jae Wilson");
  test_wait_opened (fixture);
  test_assert_says (test_page (fixture), "Good");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
  test_assert_kinds (fixture, "password, token, token");
}

/* Without one the form asks for it. */
static void
test_sign_out_asks (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token");
  test_act (fixture, "win.sign-out", NULL);
  test_sign_in (fixture, "client");
  vst_practice_forget_requests (fixture->practice);
  test_row_choose (fixture, "Jae Wilson");
  test_wait_opened (fixture);
  test_assert_again (fixture, "password_row");
  assert_no_requests (fixture);
}

/* ------------------------------------------------------------------------ from one to the next */

static void
test_step (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_act (fixture, "win.next-account", NULL);
  test_wait_opened (fixture);
  test_assert_marked (fixture, "Noor Haddad");
  test_act (fixture, "win.next-account", NULL);
  test_assert_marked (fixture, "Noor Haddad"); /* the last one */
  test_act (fixture, "win.previous-account", NULL);
  test_assert_marked (fixture, "Jae Wilson");
  test_act (fixture, "win.previous-account", NULL);
  test_assert_marked (fixture, "Jae Wilson");
  g_assert_cmpuint (test_count_requests (fixture), ==, 1); /* the second, when it was first seen */

  test_act (fixture, "win.add-account", NULL);
  test_act (fixture, "win.next-account", NULL);
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
}

/* ------------------------------------------------------------------------ the menu of a row */

static void
test_menu_check (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  act_on (fixture, "win.check-account", "Noor Haddad");
  test_wait_opened (fixture);
  test_assert_marked (fixture, "Noor Haddad");
  test_assert_says (test_page (fixture), "Good");
  g_assert_cmpuint (test_count_requests (fixture), ==, 1);
}

/* Who looks at one account goes on doing so. */
static void
test_menu_sign_out (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  act_on (fixture, "win.sign-out-account", "Noor Haddad");
  test_settle ();
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  g_assert_nonnull (test_window_session (fixture));
  g_assert_cmpstr (test_row_state (fixture, "Noor Haddad"), ==, "Sign in again");
  test_assert_kinds (fixture, "account, token");
  assert_no_requests (fixture);
}

static void
test_menu_forget (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  act_on (fixture, "win.forget-account", "Noor Haddad");
  test_settle ();
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  g_assert_null (test_row (fixture, "Noor Haddad"));
  test_assert_says (fixture->window, "Noor Haddad forgotten, with its token");
  test_assert_kinds (fixture, "token, token");
}

/* --------------------------------------------------------------------------------------- Forget */

/* The button of the toast, or nothing */
static GtkWidget *
find_undo (TestWindow *fixture)
{
  GtkWidget *undo = test_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Undo");

  return undo && test_is_shown (undo) ? undo : NULL;
}

/* As it goes by itself after its time. */
static void
dismiss_toast (TestWindow *fixture)
{
  GtkWidget *toast = gtk_widget_get_parent (find_undo (fixture));
  GtkWidget *close = gtk_widget_get_last_child (toast);

  g_assert_true (GTK_IS_BUTTON (close));
  test_press (close);
  test_settle ();
}

static void
test_forget_only (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token and password");
  vst_practice_forget_requests (fixture->practice);
  test_act (fixture, "win.forget", NULL);
  test_settle ();
  test_assert_says (fixture->window, "Jae Wilson forgotten, with token and password");
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_false (test_is_shown (test_window_child (fixture, "sidebar")));
  g_assert_false (test_is_shown (test_child (fixture, "leave_button")));
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, "");
  test_assert_kinds (fixture, "password, token"); /* until the toast goes */

  test_press (find_undo (fixture));
  test_settle ();
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_says (test_page (fixture), "Good");
  g_assert_null (find_undo (fixture));
  test_assert_kinds (fixture, "password, token");

  test_act (fixture, "win.forget", NULL);
  test_settle ();
  dismiss_toast (fixture);
  test_assert_kinds (fixture, "");
  assert_no_requests (fixture);
}

static void
test_forget_shown (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_row_choose (fixture, "Noor Haddad");
  test_wait_opened (fixture);
  vst_practice_forget_requests (fixture->practice);
  test_act (fixture, "win.forget", NULL);
  test_settle ();
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_marked (fixture, "Jae Wilson");
  assert_no_requests (fixture);
  dismiss_toast (fixture);
  test_assert_kinds (fixture, "token");
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_marked (fixture, "Jae Wilson");
}

/* The others would have to be asked about, which nobody wanted. */
static void
test_forget_among_unasked (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_act (fixture, "win.forget", NULL);
  test_settle ();
  assert_add_page (fixture);
  assert_no_requests (fixture);
  g_assert_cmpstr (test_row_state (fixture, "Noor Haddad"), ==, "Not checked yet");

  test_press (find_undo (fixture));
  test_settle ();
  test_assert_marked (fixture, "Jae Wilson");
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  assert_no_requests (fixture);
}

static void
test_forget_joins (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  act_on (fixture, "win.forget-account", "Noor Haddad");
  act_on (fixture, "win.forget-account", "Jae Wilson");
  test_settle ();
  test_assert_says (fixture->window, "2 accounts forgotten");
  test_press (find_undo (fixture));
  test_settle ();
  g_assert_cmpuint (test_count_rows (fixture), ==, 2);
  test_assert_kinds (fixture, "token, token");

  act_on (fixture, "win.forget-account", "Noor Haddad");
  act_on (fixture, "win.forget-account", "Jae Wilson");
  test_settle ();
  dismiss_toast (fixture);
  test_assert_kinds (fixture, "");
}

/* Closed meanwhile: it was meant. */
static void
test_forget_closed (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  test_act (fixture, "win.forget", NULL);
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_kinds (fixture, "token");
  test_assert_marked (fixture, "Noor Haddad");
}

/* What somebody types is not taken away by an Undo. */
static void
test_undo_while_typing (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  sign_in_keeping (fixture, "password", "Token");
  test_act (fixture, "win.forget", NULL);
  test_settle ();
  test_type_account (fixture, "wrong-password", NULL);
  test_press (find_undo (fixture));
  test_settle ();
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "not-the-password");
  g_assert_nonnull (test_row (fixture, "Jae Wilson"));
}

static void
test_forget_fails (TestWindow *fixture, gconstpointer unused)
{
  start_two (fixture);
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (fixture->keyring), 0, DOMO_ERROR_KEYRING);
  act_on (fixture, "win.forget-account", "Noor Haddad");
  test_settle ();
  dismiss_toast (fixture);
  g_assert_nonnull (test_row (fixture, "Noor Haddad"));
  test_answer ("The Keyring Could Not Remove It", "Close");
  test_assert_kinds (fixture, "token, token");
}

/* --------------------------------------------------------------------------------- who answers */

static void
start_replaced (TestWindow *fixture)
{
  TestStored stored = make_access ("one", "Ada Before");

  stored.owner_id = 587894148;
  test_start_with (fixture, &stored, 1);
}

static void
assert_record (TestWindow *fixture, const char *name, gint64 owner_id)
{
  g_autoptr (VstItem) item = test_stored_get (fixture, VST_ITEM_TOKEN);
  const VstRecordFields *fields = vst_record_get (vst_item_get_record (item));

  g_assert_cmpstr (fields->name, ==, name);
  g_assert_cmpint (fields->owner_id, ==, owner_id);
}

static void
test_another (TestWindow *fixture, gconstpointer unused)
{
  start_replaced (fixture);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_card (test_page (fixture), ALARM, "Sign Out");
  test_assert_card (test_page (fixture), ALARM, "Accept Jae Wilson…");
  test_assert_says (test_page (fixture), "Ada Before");
  g_assert_cmpstr (test_row_state (fixture, "Ada Before"), ==, "Answers as another person");
  g_assert_false (
      gtk_widget_is_sensitive (test_find (test_page (fixture), GTK_TYPE_BUTTON, "Copy Token")));
  g_assert_null (test_window_session (fixture));
  assert_record (fixture, "Ada Before", 587894148);

  /* Nor by the shortcut, and a look at it asks nobody. */
  test_act (fixture, "win.copy-token", NULL);
  test_assert_clipboard (fixture, NULL);
  vst_practice_forget_requests (fixture->practice);
  test_row_choose (fixture, "Ada Before");
  test_wait_opened (fixture);
  assert_no_requests (fixture);
  test_assert_card (test_page (fixture), ALARM, NULL);
}

static void
test_another_accepted (TestWindow *fixture, gconstpointer unused)
{
  start_replaced (fixture);
  test_press_label (test_page_child (fixture, "failure_card"), "Accept Jae Wilson…");
  test_answer ("Accept Jae Wilson?", "Cancel");
  test_assert_card (test_page (fixture), ALARM, NULL);
  assert_record (fixture, "Ada Before", 587894148);

  test_press_label (test_page_child (fixture, "failure_card"), "Accept Jae Wilson…");
  test_answer ("Accept Jae Wilson?", "Accept");
  test_assert_card (test_page (fixture), NULL, NULL);
  test_assert_says (test_page (fixture), "Jae Wilson");
  test_assert_marked (fixture, "Jae Wilson");
  assert_record (fixture, "Jae Wilson", TEST_JAE);
  g_assert_nonnull (test_window_session (fixture));

  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_card (test_page (fixture), NULL, NULL);
}

static void
test_another_signed_out (TestWindow *fixture, gconstpointer unused)
{
  start_replaced (fixture);
  test_press_label (test_page_child (fixture, "failure_card"), "Sign Out");
  test_settle ();
  test_assert_again (fixture, "access_token_row");
  test_assert_kinds (fixture, "account");
  g_assert_cmpstr (test_row_state (fixture, "Ada Before"), ==, "Sign in again");
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

  add ("/window-accounts/add", test_add);
  add ("/window-accounts/leave-add", test_leave_add);
  add ("/window-accounts/leave-busy", test_leave_busy);
  add ("/window-accounts/choose-while-busy", test_choose_while_busy);
  add ("/window-accounts/add-after-again", test_add_after_again);
  add ("/window-accounts/add-same", test_add_same);
  add ("/window-accounts/keeps", test_keeps);
  add ("/window-accounts/choice-remembered", test_choice_remembered);
  add ("/window-accounts/choice-of-failure", test_choice_of_failure);
  add ("/window-accounts/keep-nothing", test_keep_nothing);
  add ("/window-accounts/nothing-restart", test_nothing_restart);
  add ("/window-accounts/keep-less", test_keep_less);
  add ("/window-accounts/check", test_check);
  add ("/window-accounts/check-fails", test_check_fails);
  add ("/window-accounts/check-renews", test_check_renews);
  add ("/window-accounts/check-ended-early", test_check_ended_early);
  add ("/window-accounts/check-left", test_check_left);
  add ("/window-accounts/sign-out", test_sign_out);
  add ("/window-accounts/sign-out-kept", test_sign_out_kept);
  add ("/window-accounts/sign-out-chosen", test_sign_out_chosen);
  add ("/window-accounts/sign-out-asks", test_sign_out_asks);
  add ("/window-accounts/step", test_step);
  add ("/window-accounts/menu-check", test_menu_check);
  add ("/window-accounts/menu-sign-out", test_menu_sign_out);
  add ("/window-accounts/menu-forget", test_menu_forget);
  add ("/window-accounts/forget-only", test_forget_only);
  add ("/window-accounts/forget-shown", test_forget_shown);
  add ("/window-accounts/forget-among-unasked", test_forget_among_unasked);
  add ("/window-accounts/forget-joins", test_forget_joins);
  add ("/window-accounts/forget-closed", test_forget_closed);
  add ("/window-accounts/undo-while-typing", test_undo_while_typing);
  add ("/window-accounts/forget-fails", test_forget_fails);
  add ("/window-accounts/another", test_another);
  add ("/window-accounts/another-accepted", test_another_accepted);
  add ("/window-accounts/another-signed-out", test_another_signed_out);
  return g_test_run ();
}
