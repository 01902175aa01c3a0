/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-card.h"

#include "test-widgets.h"

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
  add ("/vst-token-card/signed-out", test_signed_out);

  return g_test_run ();
}
