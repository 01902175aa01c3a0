/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-window.h"

#include "account-fixture.h"
#include "test-question.h"
#include "test-stored.h"
#include "vst-failure-card.h"
#include "vst-keyring-page.h"
#include "vst-profile-page.h"
#include "vst-secret-keyring.h"
#include "vst-settings.h"

/* The keyring in trouble, and changes that others make in it. */

#define JAE "jae.wilson@acme.com"
#define PASSWORD "open-the-door-7"

/* A token that is over, and the password that renews it. */
static const TestStored jae = { .id = "jae",
                                .name = "Jae Wilson",
                                .method = DOMO_METHOD_PASSWORD,
                                .user = JAE,
                                .owner_id = TEST_JAE,
                                .left = -30 * TEST_MINUTE,
                                .ago = TEST_HOUR,
                                .token = "of-yesterday",
                                .secret = PASSWORD };

/* One that nobody looks at. */
static const TestStored grace = { .id = "grace",
                                  .name = "Grace Okafor",
                                  .method = DOMO_METHOD_PASSWORD,
                                  .user = "grace.okafor@acme.com",
                                  .left = 7 * TEST_HOUR,
                                  .ago = 9 * TEST_HOUR,
                                  .token = "of-today" };

/* ----------------------------------------------------------------- what goes wrong with reading */

/* A memory keyring can be read at any time; this is put over it. */
static struct {
  VstKeyringInterface *iface; /* nullable: nothing is put over it */
  VstKeyringInterface real;
  int code;       /* what every reading fails with; negative: none does */
  guint n_hidden; /* accounts whose names it does not give until it is unlocked */
} trouble;

static void
ignore_cb (VstItem *item, gpointer unused)
{
}

static void
search_async (VstKeyring *keyring,
              VstKeyringFoundFunc found,
              gpointer found_data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  gboolean is_readable = trouble.code < 0 && trouble.n_hidden == 0;

  trouble.real.search_async (keyring, is_readable ? found : ignore_cb, found_data, cancellable,
                             callback, user_data);
}

static gboolean
fails (GError **error)
{
  if (trouble.code >= 0)
    g_propagate_error (error, domo_error_new ((DomoError)trouble.code, DOMO_REASON_NONE, NULL));
  return trouble.code >= 0;
}

static gboolean
search_finish (VstKeyring *keyring, GAsyncResult *result, guint *n_hidden, GError **error)
{
  if (!trouble.real.search_finish (keyring, result, n_hidden, error) || fails (error))
    return FALSE;
  if (n_hidden)
    *n_hidden = trouble.n_hidden;
  return TRUE;
}

static DomoSecret *
lookup_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_autoptr (DomoSecret) secret = trouble.real.lookup_finish (keyring, result, error);

  return secret && fails (error) ? NULL : g_steal_pointer (&secret);
}

static gboolean
unlock_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  if (!trouble.real.unlock_finish (keyring, result, error))
    return FALSE;
  trouble.n_hidden = 0;
  return TRUE;
}

static void
set_trouble (TestWindow *fixture, int code, guint n_hidden)
{
  trouble.code = code;
  trouble.n_hidden = n_hidden;
  if (trouble.iface)
    return;
  trouble.iface = VST_KEYRING_GET_IFACE (fixture->keyring);
  trouble.real = *trouble.iface;
  trouble.iface->search_async = search_async;
  trouble.iface->search_finish = search_finish;
  trouble.iface->lookup_finish = lookup_finish;
  trouble.iface->unlock_finish = unlock_finish;
}

static void
tear_down (TestWindow *fixture, gconstpointer place)
{
  if (trouble.iface)
    *trouble.iface = trouble.real;
  trouble.iface = NULL;
  test_vst_window_tear_down (fixture, place);
}

/* --------------------------------------------------------------------------- the keyring's page */

static VstMemoryKeyring *
get_memory (TestWindow *fixture)
{
  return VST_MEMORY_KEYRING (fixture->keyring);
}

static void
restart (TestWindow *fixture)
{
  vst_practice_forget_requests (fixture->practice);
  test_window_restart (fixture);
  test_wait_opened (fixture);
}

static GtkWidget *
get_page (TestWindow *fixture)
{
  return gtk_stack_get_visible_child (test_window_child (fixture, "pages"));
}

static GtkWidget *
find_button (TestWindow *fixture, const char *label)
{
  GtkWidget *button = test_find (get_page (fixture), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (test_is_shown (button));
  return button;
}

static void
press (TestWindow *fixture, const char *label)
{
  test_press (find_button (fixture, label));
  test_wait_opened (fixture);
}

static void
assert_keyring_page (TestWindow *fixture, const char *title, const char *button)
{
  test_assert_page (fixture, VST_TYPE_KEYRING_PAGE);
  test_assert_says (get_page (fixture), title);
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture, button)));
  g_assert_true (test_has_focus (fixture, find_button (fixture, button)));
  find_button (fixture, "Go On Without It");
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

static void
assert_signed_in (TestWindow *fixture)
{
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Jae Wilson");
  test_assert_says (test_page (fixture), "Good");
  test_assert_card (test_page (fixture), NULL, NULL);
  g_assert_nonnull (test_window_session (fixture));
}

/* Jae in a keyring that is locked when the program starts. */
static void
start_locked (TestWindow *fixture, gboolean dismisses)
{
  test_stored_put (fixture, &jae);
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, dismisses);
  restart (fixture);
  assert_keyring_page (fixture, "Keyring Locked", "Unlock…");
  test_assert_says (get_page (fixture), "Tokens and passwords stay closed until you unlock it.");
}

static void
test_locked (TestWindow *fixture, gconstpointer unused)
{
  start_locked (fixture, FALSE);
  test_assert_marked (fixture, "Jae Wilson"); /* its names are given all the same */
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Keyring locked");
  press (fixture, "Unlock…");
  assert_signed_in (fixture);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 1);
}

static void
test_dismissed (TestWindow *fixture, gconstpointer unused)
{
  start_locked (fixture, TRUE);
  for (guint i = 0; i < 2; i++) {
    press (fixture, "Unlock…");
    assert_keyring_page (fixture, "The Keyring Stays Locked", "Unlock…");
  }
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, FALSE);
  press (fixture, "Unlock…");
  assert_signed_in (fixture);
}

/* While the prompt is open. */
static void
test_escape_unlocking (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *button;

  start_locked (fixture, FALSE);
  button = find_button (fixture, "Unlock…");
  test_press (button);
  g_assert_false (gtk_widget_is_sensitive (button));
  test_key (fixture, "Escape");
  test_settle ();
  assert_keyring_page (fixture, "Keyring Locked", "Unlock…");
  test_press (button);
  test_wait_opened (fixture);
  assert_signed_in (fixture);
}

/* By another program: the page would say what is no longer so. */
static void
test_unlocked_outside (TestWindow *fixture, gconstpointer unused)
{
  start_locked (fixture, FALSE);
  vst_memory_keyring_set_locked (get_memory (fixture), FALSE, FALSE);
  test_wait_opened (fixture);
  assert_signed_in (fixture);
  test_assert_marked (fixture, "Jae Wilson");
}

/* Somebody else signs in meanwhile; what is to be stored waits for the keyring. */
static void
test_without (TestWindow *fixture, gconstpointer unused)
{
  start_locked (fixture, FALSE);
  press (fixture, "Go On Without It");
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (adw_window_title_get_title (test_child (fixture, "window_title")), ==,
                   "Add Account");
  test_sign_in (fixture, "client");
  test_settle ();
  test_assert_card (test_page (fixture), "The Keyring Is Locked", "Unlock…");
  test_assert_says (test_page (fixture), "Good");
  test_assert_says (test_page (fixture), "Kept for this session");
  g_assert_cmpstr (test_row_state (fixture, "Noor Haddad"), ==, "Good · this session only");

  test_press_label (test_page_child (fixture, "failure_card"), "Unlock…");
  test_wait_opened (fixture);
  test_assert_card (test_page (fixture), NULL, NULL);
  test_assert_says (test_page (fixture), "Kept in the practice keyring");
  test_assert_kinds (fixture, "password, token, token");
}

/* And back to the page of the keyring. */
static void
test_without_left (TestWindow *fixture, gconstpointer unused)
{
  start_locked (fixture, FALSE);
  press (fixture, "Go On Without It");
  test_key (fixture, "Escape");
  test_wait_opened (fixture);
  assert_keyring_page (fixture, "Keyring Locked", "Unlock…");
  test_assert_marked (fixture, "Jae Wilson");
}

/* Never unlocked since it was started: it tells how many there are. */
static void
test_hidden (TestWindow *fixture, gconstpointer unused)
{
  test_stored_put (fixture, &jae);
  set_trouble (fixture, -1, 2);
  restart (fixture);
  assert_keyring_page (fixture, "Keyring Locked", "Unlock…");
  test_assert_says (get_page (fixture),
                    "2 accounts are in it. Tokens and passwords stay closed until you unlock it.");
  g_assert_cmpuint (test_count_rows (fixture), ==, 0);
  g_assert_true (test_is_shown (test_window_child (fixture, "sidebar")));

  press (fixture, "Unlock…");
  assert_signed_in (fixture);
  test_assert_marked (fixture, "Jae Wilson");
}

static void
test_hidden_without (TestWindow *fixture, gconstpointer unused)
{
  test_stored_put (fixture, &jae);
  set_trouble (fixture, -1, 1);
  restart (fixture);
  press (fixture, "Go On Without It");
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  test_sign_in (fixture, "client");
  test_settle ();
  test_assert_says (test_page (fixture), "Noor Haddad");
  g_assert_cmpuint (test_count_rows (fixture), ==, 1);

  /* It is not brought up again. */
  test_act (fixture, "win.forget", NULL);
  test_settle ();
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  test_key (fixture, "Escape");
  test_settle ();
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
}

/* ---------------------------------------------------------------------------- it cannot be read */

static void
test_unreadable (TestWindow *fixture, gconstpointer unused)
{
  test_stored_put (fixture, &jae);
  set_trouble (fixture, DOMO_ERROR_KEYRING, 0);
  restart (fixture);
  assert_keyring_page (fixture, "The Keyring Could Not Be Read", "Try Again");
  press (fixture, "Try Again");
  assert_keyring_page (fixture, "The Keyring Could Not Be Read", "Try Again");
  trouble.code = -1;
  press (fixture, "Try Again");
  assert_signed_in (fixture);
}

/* The names were read, and the token was not. */
static void
test_unreadable_token (TestWindow *fixture, gconstpointer unused)
{
  static const int codes[] = { DOMO_ERROR_KEYRING, DOMO_ERROR_KEYRING_ABSENT };
  const TestStored stored[] = { jae, grace };

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  set_trouble (fixture, -1, 0);
  test_start_with (fixture, stored, G_N_ELEMENTS (stored));
  assert_signed_in (fixture);
  vst_practice_forget_requests (fixture->practice);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    trouble.code = codes[i];
    test_row_choose (fixture, "Grace Okafor");
    test_wait_opened (fixture);
    test_assert_marked (fixture, "Grace Okafor");
    if (i == 0)
      assert_keyring_page (fixture, "The Keyring Could Not Be Read", "Try Again");
    else
      assert_keyring_page (fixture, "No Keyring on This Computer", "How to Get One");
    test_row_choose (fixture, "Jae Wilson"); /* whose token is at hand */
    assert_signed_in (fixture);
  }
}

/* No keyring service at all: the real one, of a desktop without any. */
static void
test_absent (TestWindow *fixture, gconstpointer unused)
{
  g_object_unref (fixture->keyring);
  fixture->keyring = vst_secret_keyring_new ();
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  test_assert_card (get_page (fixture), "No Keyring on This Computer", "How to Get One");
  g_assert_cmpstr (test_kept (fixture), ==, "Nothing");
  g_assert_false (gtk_widget_is_sensitive (
      test_find (test_child (fixture, "keep_box"), ADW_TYPE_COMBO_ROW, NULL)));

  test_sign_in (fixture, "password");
  test_settle ();
  assert_signed_in (fixture);
  test_assert_says (test_page (fixture), "Kept for this session");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Good · this session only");
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "keep-password"), ==, 3);
}

/* -------------------------------------------------------------------------- it cannot be stored */

static void
assert_not_stored (TestWindow *fixture, const char *title, const char *button)
{
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_card (test_page (fixture), title, button);
  test_assert_says (test_page (fixture), "Good");
  test_assert_says (test_page (fixture), "Kept for this session");
  g_assert_cmpstr (test_row_state (fixture, "Jae Wilson"), ==, "Good · this session only");
  g_assert_true (
      gtk_widget_is_sensitive (test_find (test_page (fixture), GTK_TYPE_BUTTON, "Copy Token")));
  test_assert_kinds (fixture, "");
}

static void
assert_stored (TestWindow *fixture)
{
  g_autofree char *text = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);

  assert_signed_in (fixture);
  test_assert_says (test_page (fixture), "Kept in the practice keyring");
  test_assert_kinds (fixture, "token");
  g_assert_cmpstr (text, ==, test_token (fixture));
}

static void
test_not_stored (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    int code;
    const char *title;
    const char *button;
    const char *mends; /* the button that is pressed */
  } rows[] = {
    { DOMO_ERROR_KEYRING_LOCKED, "The Keyring Is Locked", "Unlock…", "Unlock…" },
    { DOMO_ERROR_KEYRING_DISMISSED, "The Keyring Stays Locked", "Unlock…", "Unlock…" },
    { DOMO_ERROR_KEYRING, "The Keyring Could Not Store It", "Try Again", "Try Again" },
    { DOMO_ERROR_KEYRING_ABSENT, "No Keyring on This Computer", "How to Get One", "Store…" },
  };

  test_start_with (fixture, NULL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    test_forget_all (fixture);
    vst_memory_keyring_set_failure (get_memory (fixture), 0, rows[i].code);
    test_sign_in (fixture, "password");
    test_settle ();
    assert_not_stored (fixture, rows[i].title, rows[i].button);
    press (fixture, rows[i].mends); /* it is as it was */
    assert_not_stored (fixture, rows[i].title, rows[i].button);
    vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
    press (fixture, rows[i].mends);
    assert_stored (fixture);
  }
}

/* The prompt that the card opens is dismissed, or left by Escape. */
static void
test_not_stored_dismissed (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, TRUE);
  test_sign_in (fixture, "password");
  test_settle ();
  assert_not_stored (fixture, "The Keyring Is Locked", "Unlock…");
  press (fixture, "Unlock…");
  assert_not_stored (fixture, "The Keyring Stays Locked", "Unlock…");

  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, FALSE);
  test_press (find_button (fixture, "Unlock…"));
  test_key (fixture, "Escape");
  test_settle ();
  assert_not_stored (fixture, "The Keyring Stays Locked", "Unlock…");
  press (fixture, "Unlock…");
  assert_stored (fixture);
}

/* The password is there, and the token is not: that is no account. */
static void
test_stored_in_part (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  vst_memory_keyring_set_failure (get_memory (fixture), 1, DOMO_ERROR_KEYRING);
  test_keep (fixture, "Token and password");
  test_sign_in (fixture, "password");
  test_settle ();
  test_assert_card (test_page (fixture), "The Keyring Could Not Store It", "Try Again");
  restart (fixture);
  g_assert_cmpuint (test_count_rows (fixture), ==, 0);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

/* A new token that is not stored leaves the old one where it was. */
static void
test_renewed_not_stored (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_stored_put (fixture, &jae);
  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  restart (fixture);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_says (test_page (fixture), "Good");
  test_assert_card (test_page (fixture), "The Keyring Could Not Store It", "Try Again");
  before = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
  g_assert_cmpstr (before, ==, "of-yesterday");

  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  press (fixture, "Try Again");
  assert_signed_in (fixture);
  after = test_stored_dup_secret (fixture, VST_ITEM_TOKEN);
  g_assert_cmpstr (after, ==, test_token (fixture));
}

/* Somebody signs out, and the keyring does not take it: the token is still there, which is said,
 * and can be put right. */
static void
test_sign_out_not_written (TestWindow *fixture, gconstpointer unused)
{
  VstSignInPage *form;

  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_settle ();
  vst_memory_keyring_set_failure (get_memory (fixture), 0, DOMO_ERROR_KEYRING);
  test_act (fixture, "win.sign-out", NULL);
  test_settle ();
  form = vst_window_get_sign_in_page (fixture->window);
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  test_assert_card (form, "The Keyring Could Not Be Changed", "Try Again");
  test_assert_kinds (fixture, "token");

  vst_memory_keyring_set_failure (get_memory (fixture), 0, -1);
  test_press_label (form, "Try Again");
  test_settle ();
  test_assert_card (form, NULL, NULL);
  test_assert_kinds (fixture, "account");
}

/* ---------------------------------------------------------------- gone, back, changed by others */

static void
test_gone_and_back (TestWindow *fixture, gconstpointer unused)
{
  static const int codes[] = { DOMO_ERROR_KEYRING_ABSENT, DOMO_ERROR_KEYRING };
  const TestStored stored[] = { jae, grace };

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  set_trouble (fixture, -1, 0);
  test_start_with (fixture, stored, G_N_ELEMENTS (stored));
  vst_practice_forget_requests (fixture->practice);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    trouble.code = codes[i];
    vst_keyring_emit_reset (fixture->keyring);
    test_wait_opened (fixture);
    assert_signed_in (fixture);
    g_assert_cmpuint (test_count_rows (fixture), ==, 2);

    trouble.code = -1;
    vst_keyring_emit_reset (fixture->keyring);
    test_wait_opened (fixture);
    assert_signed_in (fixture);
    test_assert_marked (fixture, "Jae Wilson");
    g_assert_cmpuint (test_count_rows (fixture), ==, 2);
  }
  g_assert_cmpuint (test_count_requests (fixture), ==, 0);
}

/* It comes while somebody types: the card goes, and what was typed stays. */
static void
test_comes (TestWindow *fixture, gconstpointer unused)
{
  set_trouble (fixture, DOMO_ERROR_KEYRING_ABSENT, 0);
  restart (fixture);
  test_assert_card (get_page (fixture), "No Keyring on This Computer", "How to Get One");
  test_type_account (fixture, "password", NULL);

  trouble.code = -1;
  vst_keyring_emit_reset (fixture->keyring);
  test_wait_opened (fixture);
  test_assert_card (get_page (fixture), NULL, NULL);
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, PASSWORD);
  g_assert_cmpstr (test_kept (fixture), ==, "Token");
  test_submit (fixture);
  test_wait_idle (fixture);
  test_settle ();
  assert_stored (fixture);
}

/* And with accounts in it, while somebody types and while nobody does. */
static void
test_comes_with_accounts (TestWindow *fixture, gconstpointer unused)
{
  test_stored_put (fixture, &jae);
  set_trouble (fixture, DOMO_ERROR_KEYRING_ABSENT, 0);
  for (guint i = 0; i < 2; i++) {
    trouble.code = DOMO_ERROR_KEYRING_ABSENT;
    restart (fixture);
    test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
    if (i == 0)
      test_type_account (fixture, "wrong-password", NULL);
    trouble.code = -1;
    vst_keyring_emit_reset (fixture->keyring);
    test_wait_opened (fixture);
    g_assert_nonnull (test_row (fixture, "Jae Wilson"));
    test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
    if (i == 0)
      g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "not-the-password");
    test_row_choose (fixture, "Jae Wilson");
    test_wait_opened (fixture);
    assert_signed_in (fixture);
  }
}

/* Locked while running: who is signed in stays so, and the others wait. */
static void
test_locked_while_running (TestWindow *fixture, gconstpointer unused)
{
  const TestStored stored[] = { jae, grace };

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  test_start_with (fixture, stored, G_N_ELEMENTS (stored));
  vst_memory_keyring_set_locked (get_memory (fixture), TRUE, FALSE);
  test_wait_opened (fixture);
  assert_signed_in (fixture);
  g_assert_cmpstr (test_row_state (fixture, "Grace Okafor"), ==, "Keyring locked");
  test_act (fixture, "win.check", NULL);
  test_wait_opened (fixture);
  assert_signed_in (fixture);

  vst_practice_forget_requests (fixture->practice);
  test_row_choose (fixture, "Grace Okafor");
  test_wait_opened (fixture);
  assert_keyring_page (fixture, "Keyring Locked", "Unlock…");
  press (fixture, "Unlock…");
  g_assert_cmpuint (test_count_requests (fixture), ==, 1);
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  test_assert_card (test_page (fixture), "Domo Ended This Session", "Sign In Again");
}

static void
test_added_outside (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, &jae, 1);
  test_stored_put (fixture, &grace);
  g_assert_cmpstr (test_row_state (fixture, "Grace Okafor"), ==, "Not checked yet");
  assert_signed_in (fixture);
  test_assert_marked (fixture, "Jae Wilson");
}

static void
test_changed_outside (TestWindow *fixture, gconstpointer unused)
{
  const TestStored stored[] = { jae, grace };
  TestStored changed = grace;

  g_settings_set_string (fixture->settings, VST_SETTINGS_LAST_ACCOUNT, "jae");
  test_start_with (fixture, stored, G_N_ELEMENTS (stored));
  changed.name = "Grace Adeyemi";
  changed.token = NULL;
  test_stored_put (fixture, &changed);
  g_assert_null (test_row (fixture, "Grace Okafor"));
  g_assert_cmpstr (test_row_state (fixture, "Grace Adeyemi"), ==, "Sign in again");
}

static void
take_outside (TestWindow *fixture, VstItemKind kind)
{
  g_autoptr (VstItem) item = test_stored_get (fixture, kind);

  test_take (fixture->keyring, item);
}

/* Whoever is signed in stays so for this session, and can be stored again. */
static void
test_removed_outside (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  test_settle ();
  take_outside (fixture, VST_ITEM_TOKEN);
  assert_signed_in (fixture);
  test_assert_says (test_page (fixture), "Kept for this session");
  press (fixture, "Store…");
  assert_stored (fixture);
}

/* One that is only looked at goes, and so does its page. */
static void
test_removed_unopened (TestWindow *fixture, gconstpointer unused)
{
  TestStored signed_out = grace;

  signed_out.token = NULL;
  test_start_with (fixture, &signed_out, 1);
  test_assert_again (fixture, "password_row");
  take_outside (fixture, VST_ITEM_ACCOUNT);
  g_assert_cmpuint (test_count_rows (fixture), ==, 0);
  g_assert_null (vst_window_get_account (fixture->window));
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (adw_window_title_get_title (test_child (fixture, "window_title")), ==,
                   "Vestibule");
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, "");
}

/* --------------------------------------------------------------------------------------- closed */

/* Closed by the person: the window goes, and nothing of the program is left behind it. */
static void
assert_closes (TestWindow *fixture)
{
  test_window_close (fixture);
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->accounts));
}

static void
test_close_opening (TestWindow *fixture, gconstpointer unused)
{
  static const VstRoute routes[] = { VST_ROUTE_FULL_AUTH, VST_ROUTE_WHO_AM_I };

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    guint open;

    test_stored_put (fixture, &jae);
    vst_practice_forget_requests (fixture->practice);
    test_set_fault (fixture, routes[i], VST_FAULT_SILENT);
    test_window_restart (fixture);
    test_wait_requests (fixture, routes[i], 1);
    open = vst_practice_count_open (fixture->practice);
    assert_closes (fixture);
    while (vst_practice_count_open (fixture->practice) >= open)
      g_main_context_iteration (NULL, FALSE);
    vst_practice_set_fault (fixture->practice, routes[i], NULL);
  }
}

/* Before anything was read. */
static void
test_close_reading (TestWindow *fixture, gconstpointer unused)
{
  test_stored_put (fixture, &jae);
  test_window_restart (fixture);
  vst_account_list_load (vst_accounts_get_list (fixture->accounts));
  assert_closes (fixture);
}

static void
test_close_unlocking (TestWindow *fixture, gconstpointer unused)
{
  start_locked (fixture, FALSE);
  test_press (find_button (fixture, "Unlock…"));
  assert_closes (fixture);
}

static void
test_close_storing (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  test_sign_in (fixture, "password");
  assert_closes (fixture);
  test_assert_kinds (fixture, "token");
}

/* The question is answered by No, when it has faded. */
static void
test_close_asking (TestWindow *fixture, gconstpointer unused)
{
  TestStored wrong = jae;
  gpointer window;

  wrong.secret = "not-the-password";
  test_start_with (fixture, &wrong, 1);
  for (guint i = 0; i < 2; i++) {
    test_act (fixture, "win.check", NULL);
    test_wait_opened (fixture);
  }
  g_assert_nonnull (test_question_find ());
  window = g_steal_pointer (&fixture->window);
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  while (window)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (test_question_find ());
  g_assert_finalize_object (g_steal_pointer (&fixture->accounts));
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 2);
}

static void
add (const char *path, void (*test) (TestWindow *, gconstpointer))
{
  g_test_add (path, TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE), test_vst_window_set_up, test,
              tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/window-keyring/locked", test_locked);
  add ("/window-keyring/dismissed", test_dismissed);
  add ("/window-keyring/escape-unlocking", test_escape_unlocking);
  add ("/window-keyring/unlocked-outside", test_unlocked_outside);
  add ("/window-keyring/without", test_without);
  add ("/window-keyring/without-left", test_without_left);
  add ("/window-keyring/hidden", test_hidden);
  add ("/window-keyring/hidden-without", test_hidden_without);
  add ("/window-keyring/unreadable", test_unreadable);
  add ("/window-keyring/unreadable-token", test_unreadable_token);
  add ("/window-keyring/absent", test_absent);
  add ("/window-keyring/not-stored", test_not_stored);
  add ("/window-keyring/not-stored-dismissed", test_not_stored_dismissed);
  add ("/window-keyring/stored-in-part", test_stored_in_part);
  add ("/window-keyring/renewed-not-stored", test_renewed_not_stored);
  add ("/window-keyring/gone-and-back", test_gone_and_back);
  add ("/window-keyring/comes", test_comes);
  add ("/window-keyring/comes-with-accounts", test_comes_with_accounts);
  add ("/window-keyring/locked-while-running", test_locked_while_running);
  add ("/window-keyring/added-outside", test_added_outside);
  add ("/window-keyring/changed-outside", test_changed_outside);
  add ("/window-keyring/removed-outside", test_removed_outside);
  add ("/window-keyring/removed-unopened", test_removed_unopened);
  add ("/window-keyring/sign-out-not-written", test_sign_out_not_written);
  add ("/window-keyring/close-opening", test_close_opening);
  add ("/window-keyring/close-reading", test_close_reading);
  add ("/window-keyring/close-unlocking", test_close_unlocking);
  add ("/window-keyring/close-storing", test_close_storing);
  add ("/window-keyring/close-asking", test_close_asking);
  return g_test_run ();
}
