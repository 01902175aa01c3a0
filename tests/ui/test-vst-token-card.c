/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-card.h"

#include "test-input.h"
#include "test-widgets.h"
#include "vst-hold-button.h"
#include "vst-reveal.h"

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

/* 8 May 2020, 21:44 UTC; a session lasts eight hours */
#define END G_GINT64_CONSTANT (1588974240000)
#define BEGIN (END - 8 * HOUR)

typedef struct {
  VstTokenCard *card;
  VstAccount *account; /* nullable */
  guint ended;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->card = VST_TOKEN_CARD (g_object_ref_sink (vst_token_card_new ()));
  g_signal_connect_swapped (fixture->card, "ended", G_CALLBACK (test_count_cb), &fixture->ended);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->account);
  g_assert_finalize_object (fixture->card);
}

static void
set_token (Fixture *fixture, DomoToken *token)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_access_token (instance, domo_token_get_text (token));
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);
  g_autoptr (VstSession) session = vst_session_new (credential, instance, token, profile);
  const VstRecordFields fields = { .id = "1",
                                   .instance = "acme",
                                   .method = DOMO_METHOD_ACCESS_TOKEN };
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (VstAccount) account = vst_account_new (record);

  vst_account_set_session (account, session);
  vst_token_card_set_account (fixture->card, account);
  g_set_object (&fixture->account, account);
}

static DomoToken *
make_session_token (void)
{
  g_autofree char *json = g_strdup_printf (
      "{\"customerId\":\"mmmm-0012-0200\",\"expiration\":%" G_GINT64_FORMAT
      ",\"timestamp\":%" G_GINT64_FORMAT ",\"sid\":\"5e57\",\"userId\":\"1893952720\"}",
      END, BEGIN);
  g_autofree char *base64 = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *escaped = g_uri_escape_string (base64, NULL, FALSE);
  g_autoptr (DomoSecret) secret = domo_secret_new (escaped, -1);

  return domo_token_new (DOMO_TOKEN_SESSION, secret);
}

static void
set_session_token (Fixture *fixture)
{
  g_autoptr (DomoToken) token = make_session_token ();

  set_token (fixture, token);
}

static void
set_other_token (Fixture *fixture, DomoTokenKind kind, gint64 expires)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("DDCI0123456789abcdef", -1);
  g_autoptr (DomoToken) token = kind == DOMO_TOKEN_BEARER
                                    ? domo_token_new_granted (secret, expires, 964382593)
                                    : domo_token_new (kind, secret);

  set_token (fixture, token);
}

static gboolean
is_visible (Fixture *fixture, GType type, const char *text)
{
  GtkWidget *widget = test_find (GTK_WIDGET (fixture->card), type, text);

  return widget && gtk_widget_get_visible (widget);
}

static GtkWidget *
find_bar (Fixture *fixture)
{
  return test_find (GTK_WIDGET (fixture->card), GTK_TYPE_PROGRESS_BAR, NULL);
}

static void
test_title (Fixture *fixture, gconstpointer unused)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (fixture->card);

  set_session_token (fixture);
  g_assert_cmpstr (adw_preferences_group_get_title (group), ==, "Session Token");
  set_other_token (fixture, DOMO_TOKEN_BEARER, END);
  g_assert_cmpstr (adw_preferences_group_get_title (group), ==, "Bearer Token");
  set_other_token (fixture, DOMO_TOKEN_ACCESS, 0);
  g_assert_cmpstr (adw_preferences_group_get_title (group), ==, "Access Token");
}

static void
assert_no_secret (GtkWidget *widget, const char *secret)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_LABEL (widget))
    g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (widget)), secret));
  g_assert_true (!tooltip || !strstr (tooltip, secret));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    assert_no_secret (child, secret);
}

/* The token is nowhere in the card, and the dots do not tell its length. */
static void
test_masked (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *masked;

  set_other_token (fixture, DOMO_TOKEN_ACCESS, 0);

  masked = test_find (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, "••••••••••••");
  g_assert_nonnull (masked);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (masked), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Token, hidden");
  assert_no_secret (GTK_WIDGET (fixture->card), "DDCI");
}

static void
test_life (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    gint64 left;
    const char *ends;
    const char *words;
    double fraction;
    gboolean warning;
    gboolean error;
  } rows[] = {
    { 8 * HOUR, "Ends today at 21:44", "8\u00a0h left", 1, FALSE, FALSE },
    { 7 * HOUR + 12 * MINUTE, "Ends today at 21:44", "7\u00a0h 12\u00a0min left", 0.9, FALSE,
      FALSE },
    { 22 * HOUR, "Ends tomorrow at 21:44", "22\u00a0h left", 1, FALSE, FALSE },
    { HOUR, "Ends today at 21:44", "1\u00a0h left", 0.125, FALSE, FALSE },
    { HOUR - SECOND, "Ends today at 21:44", "59\u00a0min left", 0.125, TRUE, FALSE },
    { 24 * SECOND, "Ends today at 21:44", "24\u00a0s left", 0.001, TRUE, FALSE },
    { 0, "Ended today at 21:44", "no time left", 0, FALSE, TRUE },
    { -3 * HOUR, "Ended yesterday at 21:44", "no time left", 0, FALSE, TRUE },
  };
  GtkWidget *bar = find_bar (fixture);

  set_session_token (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    vst_token_card_show_at (fixture->card, END - rows[i].left);

    g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, rows[i].ends));
    g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, rows[i].words));
    g_assert_true (gtk_widget_get_visible (bar));
    g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)),
                                    rows[i].fraction, 0.001);
    g_assert_cmpint (gtk_widget_has_css_class (bar, "warning"), ==, rows[i].warning);
    g_assert_cmpint (gtk_widget_has_css_class (bar, "error"), ==, rows[i].error);
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                         rows[i].words);
  }
}

/* Where the token does not say when it was issued, its life begins when it comes here. */
static void
test_issued_unknown (Fixture *fixture, gconstpointer unused)
{
  GtkProgressBar *bar = GTK_PROGRESS_BAR (find_bar (fixture));
  gint64 now = g_get_real_time () / 1000;

  set_other_token (fixture, DOMO_TOKEN_BEARER, now + 1000 * HOUR);
  vst_token_card_show_at (fixture->card, now + 250 * HOUR);

  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (bar), 0.75, 0.01);
}

static void
test_end_unknown (Fixture *fixture, gconstpointer unused)
{
  set_session_token (fixture);
  set_other_token (fixture, DOMO_TOKEN_ACCESS, 0);

  g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, "End not known to Vestibule"));
  g_assert_false (is_visible (fixture, GTK_TYPE_LABEL, "no time left"));
  g_assert_false (gtk_widget_get_visible (find_bar (fixture)));

  set_session_token (fixture);
  g_assert_true (gtk_widget_get_visible (find_bar (fixture)));
}

static void
test_ended (Fixture *fixture, gconstpointer unused)
{
  set_session_token (fixture);
  g_assert_cmpuint (fixture->ended, ==, 0);
  vst_token_card_show_at (fixture->card, END - 1);
  g_assert_cmpuint (fixture->ended, ==, 0);
  vst_token_card_show_at (fixture->card, END);
  g_assert_cmpuint (fixture->ended, ==, 1);
  vst_token_card_show_at (fixture->card, END + HOUR);
  g_assert_cmpuint (fixture->ended, ==, 1);
}

/* Another token's time is not this one's. */
static void
test_replaced (Fixture *fixture, gconstpointer unused)
{
  set_other_token (fixture, DOMO_TOKEN_BEARER, END + HOUR);
  vst_token_card_show_at (fixture->card, END);
  set_session_token (fixture);

  g_assert_cmpuint (fixture->ended, ==, 0);
}

/* What is there for this session only can be stored afterwards; where something is kept is said. */
static void
test_kept (Fixture *fixture, gconstpointer unused)
{
  const VstRecordFields fields = {
    .id = "1", .instance = "acme", .user = "jae", .method = DOMO_METHOD_PASSWORD
  };
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (VstItem) item = vst_item_new ("/1", VST_ITEM_TOKEN, record, "Login", FALSE);
  g_autoptr (VstItem) password = vst_item_new ("/2", VST_ITEM_PASSWORD, record, "Login", FALSE);
  AdwActionRow *row;
  GtkWidget *store;
  VstAccount *account;

  set_session_token (fixture);
  account = fixture->account;
  row = test_find (GTK_WIDGET (fixture->card), ADW_TYPE_ACTION_ROW, "Kept for this session");
  store = test_find (GTK_WIDGET (fixture->card), GTK_TYPE_BUTTON, "Store…");
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==,
                   "The token is gone when the window closes.");
  g_assert_true (gtk_widget_get_visible (store));

  vst_account_set_item (account, TRUE, item);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Kept in the keyring");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "Token only, in the collection “Login”");
  g_assert_false (gtk_widget_get_visible (store));

  vst_account_set_item (account, FALSE, password);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==,
                   "Token and password, in the collection “Login”");

  /* Another program took it away. */
  vst_account_set_item (account, FALSE, NULL);
  vst_account_set_item (account, TRUE, NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Kept for this session");
  g_assert_true (gtk_widget_get_visible (store));
}

static void
test_copy (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("copy-token", NULL);
  GtkWidget *button = test_find (GTK_WIDGET (fixture->card), GTK_TYPE_BUTTON, "Copy Token");
  GtkWindow *window = NULL;
  guint copied = 0;

  g_signal_connect_swapped (action, "activate", G_CALLBACK (test_count_cb), &copied);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->card), "profile", G_ACTION_GROUP (group));
  window = test_window_new (GTK_WIDGET (fixture->card));
  g_signal_emit_by_name (button, "clicked");

  g_assert_cmpuint (copied, ==, 1);
  gtk_window_destroy (window);
}

/* The arrow is the page's; one that opens a menu has a name for a screen reader. */
static void
test_menu_button (Fixture *fixture, gconstpointer unused)
{
  GtkMenuButton *button = vst_token_card_get_menu_button (fixture->card);

  g_assert_true (GTK_IS_MENU_BUTTON (button));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy As");
  vst_token_card_set_copyable (fixture->card, FALSE);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (button)));
}

static void
test_suggested (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button = test_find (GTK_WIDGET (fixture->card), ADW_TYPE_SPLIT_BUTTON, NULL);

  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
  vst_token_card_set_suggested (fixture->card, FALSE);
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));
  vst_token_card_set_suggested (fixture->card, TRUE);
  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
}

/* Nothing holds the card or the session once the window is gone, a running countdown included. */
static void
test_window_closed (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = test_window_new (GTK_WIDGET (fixture->card));

  set_other_token (fixture, DOMO_TOKEN_BEARER, g_get_real_time () / 1000 + 5 * MINUTE);
  g_assert_true (gtk_widget_has_css_class (find_bar (fixture), "warning"));
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The countdown of a window that nobody sees wakes nothing; it is right at once when it is back. */
static void
test_minimized (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = test_window_new (GTK_WIDGET (fixture->card));
  gint64 expires = g_get_real_time () / 1000 + 100 * 24 * HOUR + HOUR;

  set_other_token (fixture, DOMO_TOKEN_BEARER, expires);
  g_assert_cmpint (test_next_wakeup (), >, 0);
  test_minimize (window);
  g_assert_cmpint (test_next_wakeup (), ==, -1);

  vst_token_card_show_at (fixture->card, expires - 2 * HOUR);
  g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, "2\u00a0h left"));
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  test_unminimize (window);
  g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, "100\u00a0days left"));
  g_assert_cmpint (test_next_wakeup (), >, 0);
  gtk_window_destroy (window);
}

/* An answer may come while nobody looks. */
static void
test_set_while_minimized (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = test_window_new (GTK_WIDGET (fixture->card));

  test_minimize (window);
  set_other_token (fixture, DOMO_TOKEN_BEARER, g_get_real_time () / 1000 + 5 * MINUTE);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  gtk_window_destroy (window);
}

static void
test_signed_out (Fixture *fixture, gconstpointer unused)
{
  DomoToken *token = make_session_token ();

  set_token (fixture, token);
  vst_token_card_set_account (fixture->card, NULL);
  g_clear_object (&fixture->account);
  vst_token_card_show_at (fixture->card, END);

  g_assert_finalize_object (token);
  g_assert_cmpuint (fixture->ended, ==, 0);
}

/* ------------------------------------------------------------------------------ hold to reveal */

static GtkWidget *
find_reveal_button (Fixture *fixture)
{
  return test_find (GTK_WIDGET (fixture->card), VST_TYPE_HOLD_BUTTON, NULL);
}

static gboolean
is_revealed (Fixture *fixture)
{
  return is_visible (fixture, VST_TYPE_REVEAL, NULL);
}

static gboolean
is_hidden (gpointer fixture)
{
  return !is_revealed (fixture);
}

static void
assert_hidden (Fixture *fixture)
{
  g_assert_false (is_revealed (fixture));
  g_assert_false (vst_hold_button_is_held (VST_HOLD_BUTTON (find_reveal_button (fixture))));
}

/* While it is shown: neither a label nor a tooltip has it, what draws it is not in the accessible
 * tree, and the name of the dots is the same. */
static void
assert_shown_to_the_eye_alone (Fixture *fixture)
{
  GtkWidget *reveal = test_find (GTK_WIDGET (fixture->card), VST_TYPE_REVEAL, NULL);
  GtkWidget *masked = test_find (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, "••••••••••••");
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (reveal);

  g_assert_true (is_revealed (fixture));
  test_input_wait_frame (reveal);
  g_assert_cmpint (gtk_widget_get_height (reveal), >, 0);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (reveal)), ==,
                   GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (masked), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Token, hidden");
  assert_no_secret (GTK_WIDGET (fixture->card), "DDCI");
  g_assert_null (gdk_clipboard_get_content (primary));
}

static GtkWindow *
show_access_token (Fixture *fixture)
{
  set_other_token (fixture, DOMO_TOKEN_ACCESS, 0);
  return test_window_new (GTK_WIDGET (fixture->card));
}

static void
test_reveal_pointer (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = show_access_token (fixture);
  int height;

  test_input_wait_frame (GTK_WIDGET (window));
  height = gtk_widget_get_height (find_reveal_button (fixture));
  test_input_press (find_reveal_button (fixture));
  assert_shown_to_the_eye_alone (fixture);
  g_assert_cmpint (gtk_widget_get_height (find_reveal_button (fixture)), ==, height);
  test_input_release (GTK_WIDGET (window));
  assert_hidden (fixture);
  gtk_window_destroy (window);
}

static void
test_reveal_keys (Fixture *fixture, gconstpointer unused)
{
  static const char *const keys[] = { "space", "Return" };
  GtkWindow *window = show_access_token (fixture);
  GtkWidget *button = find_reveal_button (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    gtk_widget_grab_focus (button);
    test_input_down (keys[i]);
    assert_shown_to_the_eye_alone (fixture);
    test_input_wait_repeated (button, 2);
    g_assert_true (is_revealed (fixture));
    test_input_up (keys[i]);
    test_until (is_hidden, fixture);
    assert_hidden (fixture);
  }
  gtk_window_destroy (window);
}

/* Whatever takes it out of the person's sight or hand. */
static void
test_reveal_ends (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = show_access_token (fixture);
  GtkWindow *other = NULL;
  GtkWidget *button = find_reveal_button (fixture);

  gtk_widget_grab_focus (button);
  test_input_down ("space");
  g_assert_true (is_revealed (fixture));
  gtk_widget_grab_focus (test_find (GTK_WIDGET (fixture->card), GTK_TYPE_BUTTON, "Set Date…"));
  assert_hidden (fixture);
  test_input_up ("space");

  gtk_widget_grab_focus (button);
  test_input_down ("space");
  g_assert_true (is_revealed (fixture));
  gtk_widget_set_visible (GTK_WIDGET (fixture->card), FALSE);
  assert_hidden (fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture->card), TRUE);
  test_input_up ("space");

  gtk_widget_grab_focus (button);
  test_input_down ("space");
  g_assert_true (is_revealed (fixture));
  other = test_window_new (gtk_label_new ("another window"));
  test_until (is_hidden, fixture); /* the first one hears of it later */
  assert_hidden (fixture);
  test_input_up ("space");
  gtk_window_destroy (other);
  gtk_window_destroy (window);
}

/* Another account, another token, none: what was held shows nothing of it. */
static void
test_reveal_other_token (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = show_access_token (fixture);
  GtkWidget *button = find_reveal_button (fixture);

  gtk_widget_grab_focus (button);
  test_input_down ("space");
  g_assert_true (is_revealed (fixture));
  set_session_token (fixture);
  assert_hidden (fixture);
  test_input_up ("space");

  gtk_widget_grab_focus (button);
  test_input_down ("space");
  g_assert_true (is_revealed (fixture));
  vst_account_set_session (fixture->account, NULL);
  assert_hidden (fixture);
  g_assert_false (gtk_widget_get_visible (button));
  test_input_up ("space");
  gtk_window_destroy (window);
}

/* Ctrl+C takes the way of Copy Token, and only while the token is shown. */
static void
test_reveal_copy (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("copy-token", NULL);
  GtkWindow *window = NULL;
  guint copied = 0;

  g_signal_connect_swapped (action, "activate", G_CALLBACK (test_count_cb), &copied);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->card), "profile", G_ACTION_GROUP (group));
  window = show_access_token (fixture);
  gtk_widget_grab_focus (find_reveal_button (fixture));
  test_input_keys ("ctrl+c");
  g_assert_cmpuint (copied, ==, 0);

  test_input_press (find_reveal_button (fixture));
  test_input_keys ("ctrl+c");
  g_assert_cmpuint (copied, ==, 1);
  g_assert_true (is_revealed (fixture));
  vst_token_card_set_copyable (fixture->card, FALSE);
  test_input_keys ("ctrl+c");
  g_assert_cmpuint (copied, ==, 1);
  test_input_release (GTK_WIDGET (window));
  gtk_window_destroy (window);
}

/* ---------------------------------------------------------------------------------- the claims */

static AdwExpanderRow *
find_claims (Fixture *fixture)
{
  return test_find (GTK_WIDGET (fixture->card), ADW_TYPE_EXPANDER_ROW, "What the token says");
}

static void
test_claims (Fixture *fixture, gconstpointer unused)
{
  AdwExpanderRow *claims = find_claims (fixture);
  GtkWidget *row;

  set_session_token (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (claims)));
  g_assert_cmpstr (adw_expander_row_get_subtitle (claims), ==,
                   "5 entries · no key to verify them with");
  g_assert_null (test_find (GTK_WIDGET (claims), GTK_TYPE_LABEL, "5e57"));

  adw_expander_row_set_expanded (claims, TRUE);
  row = test_find (GTK_WIDGET (claims), ADW_TYPE_PREFERENCES_ROW, "Session ID");
  g_assert_nonnull (test_find (row, GTK_TYPE_LABEL, "5e57"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Session ID: 5e57");
  row = test_find (GTK_WIDGET (claims), ADW_TYPE_PREFERENCES_ROW, "Expires");
  g_assert_cmpstr (
      gtk_widget_get_tooltip_text (test_find (row, GTK_TYPE_LABEL, "8 May 2020, 21:44")), ==,
      "2020-05-08T21:44:00Z");

  /* The next token's are others, and of an access token there are none. */
  set_other_token (fixture, DOMO_TOKEN_ACCESS, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (claims)));
  g_assert_false (adw_expander_row_get_expanded (claims));
  g_assert_null (test_find (GTK_WIDGET (claims), GTK_TYPE_LABEL, "5e57"));
}

/* A stranger's words are text. */
static void
test_hostile_claims (Fixture *fixture, gconstpointer unused)
{
  const char *json = "{\"<b>a</b>\":\"<i>&\\u202e\",\"userId\":\"<b>\"}";
  g_autofree char *payload = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *text = g_strconcat ("eyJhbGciOiJIUzI1NiJ9.", payload, ".c2ln", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_BEARER, secret);

  set_token (fixture, token);
  adw_expander_row_set_expanded (find_claims (fixture), TRUE);
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, "<b>a</b>"));
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, "<i>&␦"));
}

/* ---------------------------------------------------------------------------------- warnings */

static void
set_answered_token (
    Fixture *fixture, DomoToken *token, const char *where, gint64 owner, gint64 ahead)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_access_token (instance, domo_token_get_text (token));
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (VstSession) session = NULL;
  const VstRecordFields fields = {
    .id = "1", .instance = where, .method = DOMO_METHOD_ACCESS_TOKEN, .owner_id = owner
  };
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (VstAccount) account = vst_account_new (record);

  domo_reply_set_header (reply, "Date", "Thu, 17 Oct 2024 06:27:34 GMT");
  domo_reply_set_arrival (reply, G_GINT64_CONSTANT (1729146454000) + ahead);
  profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);
  session = vst_session_new (credential, instance, token, profile);
  vst_account_set_session (account, session);
  vst_token_card_set_account (fixture->card, account);
  g_set_object (&fixture->account, account);
}

static void
test_warnings (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *where;
    gint64 owner;
    gint64 ahead;
    const char *title; /* of the only warning; NULL: there is none */
    const char *words;
  } rows[] = {
    { "acme", 27, 0, NULL, NULL },
    { "acme", 28, 0, "This Token Is of Another Person",
      "It names user ID 27. This account’s is 28." },
    { "globex", 27, 0, "This Token Is for Another Instance",
      "It names acme.domo.com. This account is at globex.domo.com." },
    { "acme", 27, 5 * MINUTE, "This Computer’s Clock Is Off",
      "It is 5\u00a0min ahead of Domo’s. Times here are wrong by as much." },
    { "acme", 27, -5 * MINUTE, "This Computer’s Clock Is Off",
      "It is 5\u00a0min behind Domo’s. Times here are wrong by as much." },
    { "acme", 27, MINUTE, NULL, NULL },
  };
  static const char *const titles[] = { "This Token Is of Another Person",
                                        "This Token Is for Another Instance",
                                        "This Computer’s Clock Is Off" };
  const char *json = "{\"userId\":27,\"domain\":\"acme.domo.com\"}";
  g_autofree char *payload = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *text = g_strconcat ("eyJhbGciOiJIUzI1NiJ9.", payload, ".c2ln", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_BEARER, secret);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    set_answered_token (fixture, token, rows[i].where, rows[i].owner, rows[i].ahead);
    for (gsize j = 0; j < G_N_ELEMENTS (titles); j++) {
      AdwActionRow *row = test_find (GTK_WIDGET (fixture->card), ADW_TYPE_ACTION_ROW, titles[j]);
      gboolean is_this = g_strcmp0 (titles[j], rows[i].title) == 0;

      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (row)), ==, is_this);
      g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, is_this ? rows[i].words : "");
    }
  }
}

/* -------------------------------------------------------------------------------------- a date */

static void
date_chosen_cb (GtkWidget *card, VstAccount *account, gint64 ms, gint64 *chosen)
{
  const VstRecordFields fields = {
    .id = "1", .instance = "acme", .method = DOMO_METHOD_ACCESS_TOKEN, .expires = ms
  };
  g_autoptr (VstRecord) record = vst_record_new (&fields);

  *chosen = ms;
  vst_account_set_record (account, record);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static void
test_date (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2020, 5, 8, 0, 0, 0);
  GtkWindow *window = show_access_token (fixture);
  GtkWidget *set = test_find (GTK_WIDGET (fixture->card), GTK_TYPE_BUTTON, "Set Date…");
  GtkWidget *left;
  gint64 chosen = -1;

  g_signal_connect (fixture->card, "date-chosen", G_CALLBACK (date_chosen_cb), &chosen);
  g_assert_true (gtk_widget_get_visible (set));
  g_signal_emit_by_name (set, "clicked");
  g_assert_null (test_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_BUTTON, "Remove Date"));
  adw_message_dialog_response (find_dialog (), "cancel");
  g_assert_cmpint (chosen, ==, -1);
  test_settle ();

  g_signal_emit_by_name (set, "clicked");
  gtk_calendar_select_day (test_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_CALENDAR, NULL), day);
  adw_message_dialog_response (find_dialog (), "set");
  g_assert_cmpint (chosen, ==, END + 2 * HOUR + 16 * MINUTE - SECOND); /* 23:59:59 */
  test_settle ();

  vst_token_card_show_at (fixture->card, END);
  g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, "Ends today at 23:59"));
  left = test_find (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, "2\u00a0h 15\u00a0min left");
  g_assert_true (gtk_widget_get_visible (left));
  g_assert_true (gtk_widget_has_css_class (left, "warning"));
  g_assert_false (gtk_widget_get_visible (find_bar (fixture))); /* it began nobody knows when */
  g_assert_false (gtk_widget_get_visible (set));
  vst_token_card_show_at (fixture->card, END + 3 * HOUR);
  g_assert_true (is_visible (fixture, GTK_TYPE_LABEL, "Was to end yesterday at 23:59"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->card), "token.set-date", NULL);
  adw_message_dialog_response (find_dialog (), "remove");
  g_assert_cmpint (chosen, ==, 0);
  test_settle ();
  g_assert_true (gtk_widget_get_visible (set));
  gtk_window_destroy (window);
}

static gboolean
has_no_dialog (gpointer unused)
{
  return find_dialog () == NULL;
}

/* The arrow keys choose a day, which Return takes; it takes none that nobody chose. */
static void
test_date_by_keys (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDateTime) day = NULL;
  GtkWindow *window = show_access_token (fixture);
  GtkCalendar *calendar;
  gint64 chosen = -1;

  g_signal_connect (fixture->card, "date-chosen", G_CALLBACK (date_chosen_cb), &chosen);
  date_chosen_cb (GTK_WIDGET (fixture->card), fixture->account, END, &chosen);
  chosen = -1;
  gtk_widget_activate_action (GTK_WIDGET (fixture->card), "token.set-date", NULL);
  while (!gtk_window_is_active (GTK_WINDOW (find_dialog ())))
    g_main_context_iteration (NULL, TRUE);
  calendar = test_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_CALENDAR, NULL);
  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (find_dialog ())));
  test_input_keys ("Return");
  g_assert_nonnull (find_dialog ());
  g_assert_cmpint (chosen, ==, -1);

  test_input_keys ("Right Down Left Left Up Right Right");
  day = gtk_calendar_get_date (calendar);
  g_assert_cmpint (g_date_time_get_day_of_month (day), ==, 9);
  test_input_keys ("Return");
  test_until (has_no_dialog, NULL);
  g_assert_cmpint (chosen, ==, END + 26 * HOUR + 16 * MINUTE - SECOND); /* 23:59:59 of the next */
  gtk_window_destroy (window);
}

/* What the token says itself is not for anybody to type. */
static void
test_date_of_session (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *window = test_window_new (GTK_WIDGET (fixture->card));

  set_session_token (fixture);
  g_assert_false (is_visible (fixture, GTK_TYPE_BUTTON, "Set Date…"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->card), "token.set-date", NULL);
  g_assert_null (find_dialog ());
  gtk_window_destroy (window);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  test_widgets_init (&argc, &argv);

  add ("/vst-token-card/title", test_title);
  add ("/vst-token-card/masked", test_masked);
  add ("/vst-token-card/life", test_life);
  add ("/vst-token-card/issued-unknown", test_issued_unknown);
  add ("/vst-token-card/end-unknown", test_end_unknown);
  add ("/vst-token-card/ended", test_ended);
  add ("/vst-token-card/replaced", test_replaced);
  add ("/vst-token-card/kept", test_kept);
  add ("/vst-token-card/copy", test_copy);
  add ("/vst-token-card/menu-button", test_menu_button);
  add ("/vst-token-card/suggested", test_suggested);
  add ("/vst-token-card/window-closed", test_window_closed);
  add ("/vst-token-card/minimized", test_minimized);
  add ("/vst-token-card/set-while-minimized", test_set_while_minimized);
  add ("/vst-token-card/signed-out", test_signed_out);

  add ("/vst-token-card/reveal/pointer", test_reveal_pointer);
  add ("/vst-token-card/reveal/keys", test_reveal_keys);
  add ("/vst-token-card/reveal/ends", test_reveal_ends);
  add ("/vst-token-card/reveal/other-token", test_reveal_other_token);
  add ("/vst-token-card/reveal/copy", test_reveal_copy);
  add ("/vst-token-card/claims", test_claims);
  add ("/vst-token-card/hostile-claims", test_hostile_claims);
  add ("/vst-token-card/warnings", test_warnings);
  add ("/vst-token-card/date", test_date);
  add ("/vst-token-card/date-by-keys", test_date_by_keys);
  add ("/vst-token-card/date-of-session", test_date_of_session);

  return g_test_run ();
}
