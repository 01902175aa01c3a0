/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-profile-page.h"

#include <string.h>

#include "test-input.h"
#include "test-window.h"
#include "vst-clipboard-bar.h"
#include "vst-token-card.h"
#include "vst-value-cell.h"

static GtkWidget *
get_value_label (GtkWidget *cell, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (cell, VST_TYPE_VALUE_CELL, name));
}

/* The names of all values that are shown, in order. */
static char *
dup_names (TestWindow *fixture)
{
  GString *names = g_string_new (NULL);
  GtkWidget *cell;

  for (cell = gtk_widget_get_first_child (test_page_child (fixture, "values")); cell;
       cell = gtk_widget_get_next_sibling (cell)) {
    if (names->len > 0)
      g_string_append (names, ", ");
    g_string_append (names, gtk_label_get_text (GTK_LABEL (get_value_label (cell, "name"))));
  }
  return g_string_free (names, FALSE);
}

static const char *
get_value (TestWindow *fixture, const char *name)
{
  GtkWidget *cell;

  for (cell = gtk_widget_get_first_child (test_page_child (fixture, "values")); cell;
       cell = gtk_widget_get_next_sibling (cell))
    if (g_str_equal (gtk_label_get_text (GTK_LABEL (get_value_label (cell, "name"))), name))
      return gtk_label_get_text (GTK_LABEL (get_value_label (cell, "value")));
  return NULL;
}

static const char *
get_text (TestWindow *fixture, const char *label)
{
  return gtk_label_get_text (test_page_child (fixture, label));
}

static char *
dup_raw_answer (TestWindow *fixture, gboolean expanded)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (test_page_child (fixture, "raw_view"));
  char *text = NULL;

  adw_expander_row_set_expanded (test_page_child (fixture, "raw_row"), expanded);
  g_object_get (buffer, "text", &text, NULL);
  return text;
}

static const char *
get_state (TestWindow *fixture)
{
  return adw_preferences_row_get_title (test_page_child (fixture, "state_row"));
}

static void
check (TestWindow *fixture)
{
  test_press_label (test_page (fixture), "Check Again");
  g_assert_cmpstr (get_state (fixture), ==, "Checking…");
  while (g_str_equal (get_state (fixture), "Checking…"))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_password (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *names = NULL;

  test_sign_in (fixture, "password");
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "Jae Wilson");
  g_assert_cmpstr (get_text (fixture, "email"), ==, "jae.wilson@acme.com");
  g_assert_cmpstr (get_text (fixture, "place"), ==, "practice.domo.com · Password");
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==,
                   "Display name, User ID, User name, E-mail address, Department, User type, "
                   "Created, Changed, Invited by, Avatar key, Accepted, Active, Pending, "
                   "Anonymous, System user");
  g_assert_cmpstr (get_value (fixture, "User ID"), ==, "1893952720");
  g_assert_cmpstr (get_value (fixture, "Active"), ==, "Yes");
  g_assert_cmpstr (get_value (fixture, "Pending"), ==, "No");
  g_assert_cmpstr (get_state (fixture), ==, "Good");
  g_assert_true (
      test_has_focus (fixture, test_find (test_page (fixture), GTK_TYPE_BUTTON, "Check Again")));
}

static void
test_client (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *names = NULL;

  test_sign_in (fixture, "client");
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "Noor Haddad");
  g_assert_cmpstr (get_text (fixture, "place"), ==, "practice.domo.com · API client");
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==,
                   "Display name, User ID, E-mail address, Title, Role, Role ID, Phone, Location, "
                   "Time zone, Locale, Employee number, Created, Changed");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_AVATAR), ==, 0);
}

static void
test_client_without_leave (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *names = NULL;

  test_set_answer (fixture, VST_ROUTE_USER, 403, "{}");
  test_sign_in (fixture, "client");
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "API Client");
  g_assert_false (test_is_shown (test_page_child (fixture, "email")));
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "User ID, Role, Customer, Environment, Domain, Scopes");
}

static void
test_raw_answer (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;

  test_sign_in (fixture, "client");
  text = dup_raw_answer (fixture, TRUE);
  g_assert_nonnull (strstr (text, "\"timezone\""));
  g_assert_null (strstr (text, test_token (fixture)));
}

/* A body that would take the window minutes to lay out as a whole. */
static char *
dup_long_line (void)
{
  GString *body = g_string_new ("{\"id\":1893952720,\"displayName\":\"Jae Wilson\",\"x\":\"");

  for (guint i = 0; i < 187500; i++)
    g_string_append (body, "x y ");
  return g_string_free (g_string_append (body, "\"}"), FALSE);
}

/* As much as is laid out at all, in very many lines. A longer one is shown as it came, and so is
 * like the other. */
static char *
dup_deep_list (void)
{
  GString *body = g_string_new ("{\"id\":1893952720,\"displayName\":\"Jae Wilson\",\"x\":");

  for (guint i = 0; i < 60; i++)
    g_string_append_c (body, '[');
  g_string_append_c (body, '1');
  for (guint i = 0; i < 2000; i++)
    g_string_append (body, ",1");
  for (guint i = 0; i < 60; i++)
    g_string_append_c (body, ']');
  return g_string_free (g_string_append_c (body, '}'), FALSE);
}

static void
assert_bounded (const char *text, guint at_least)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >=, at_least);
  g_assert_cmpuint (strlen (text), <=, 64 * 1024 + 100);
  for (guint i = 0; lines[i]; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 2001);
}

/* A huge answer is laid out when it is looked at, and then not the whole of it. */
static void
test_raw_answer_is_bounded (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    char *(*dup_body) (void);
    guint lines;
  } rows[] = { { dup_long_line, 1 }, { dup_deep_list, 500 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body = rows[i].dup_body ();
    g_autofree char *folded = NULL;
    g_autofree char *open = NULL;
    g_autofree char *folded_again = NULL;

    test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 200, body);
    test_sign_in (fixture, "password");
    g_assert_cmpstr (get_text (fixture, "display_name"), ==, "Jae Wilson");
    folded = dup_raw_answer (fixture, FALSE);
    g_assert_cmpstr (folded, ==, "");
    open = dup_raw_answer (fixture, TRUE);
    g_assert_nonnull (strstr (open, "Jae Wilson"));
    g_assert_nonnull (strstr (open, "…"));
    assert_bounded (open, rows[i].lines);
    test_settle ();
    folded_again = dup_raw_answer (fixture, FALSE);
    g_assert_cmpstr (folded_again, ==, "");
    gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
  }
}

/* Of a client without leave the answer is the one that brought the token. */
static void
test_raw_answer_has_no_token (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;

  test_set_answer (fixture, VST_ROUTE_USER, 404, "{}");
  test_sign_in (fixture, "client");
  text = dup_raw_answer (fixture, TRUE);
  g_assert_nonnull (strstr (text, "practice.domo.com"));
  g_assert_null (strstr (text, test_token (fixture)));
}

/* ------------------------------------------------------------------------------ checking again */

static void
test_check_good (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 200,
                   "{\"id\":1893952720,\"displayName\":\"Jae Wilson-Ortiz\"}");
  check (fixture);
  g_assert_cmpstr (get_state (fixture), ==, "Good");
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "Jae Wilson-Ortiz");
  g_assert_null (get_value (fixture, "Department"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (test_page_child (fixture, "state_row")),
                            "Domo answered a moment ago, in "));
}

/* Words that nobody sees need not become others in time. */
static void
test_minimized (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  g_assert_nonnull (g_main_context_find_source_by_user_data (NULL, test_page (fixture)));
  test_minimize (GTK_WINDOW (fixture->window));
  g_assert_null (g_main_context_find_source_by_user_data (NULL, test_page (fixture)));
  check (fixture);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, test_page (fixture)));
  test_unminimize (GTK_WINDOW (fixture->window));
  g_assert_nonnull (g_main_context_find_source_by_user_data (NULL, test_page (fixture)));
}

static gboolean
is_copyable (TestWindow *fixture)
{
  return gtk_widget_is_sensitive (test_find (test_page (fixture), GTK_TYPE_BUTTON, "Copy Token"));
}

static void
test_check_bad (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    VstRoute route;
    guint status;
    const char *title;
    const char *button;
  } rows[] = {
    { "password", VST_ROUTE_WHO_AM_I, 401, "Domo Ended This Session", "Sign In Again" },
    { "client", VST_ROUTE_USER, 401, "Domo Ended This Session", "Sign In Again" },
    { "access-token", VST_ROUTE_WHO_AM_I, 401, "Domo Refused This Access Token",
      "Open Access Tokens" },
    { "access-token", VST_ROUTE_WHO_AM_I, 503, "Domo Has Trouble", "Try Again" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    GtkWidget *button;

    test_sign_in (fixture, rows[i].id);
    test_set_answer (fixture, rows[i].route, rows[i].status, "{}");
    check (fixture);
    test_assert_card (test_page (fixture), rows[i].title, rows[i].button);
    g_assert_false (test_is_shown (test_page_child (fixture, "state_group")));
    button = test_find (test_page_child (fixture, "failure_card"), GTK_TYPE_BUTTON, rows[i].button);
    g_assert_true (test_has_focus (fixture, button));

    /* The one suggested button of the page is the card's. */
    g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
    g_assert_false (gtk_widget_has_css_class (
        test_find (test_page (fixture), GTK_TYPE_BUTTON, "Copy Token"), "suggested-action"));

    /* A token that Domo does not take is no good to copy; one it was not asked about may be. */
    g_assert_cmpint (is_copyable (fixture), ==, rows[i].status == 503);
    gtk_widget_activate_action (test_page (fixture), "profile.copy-token", NULL);
    g_assert_cmpint (vst_clipboard_is_active (vst_window_get_clipboard (fixture->window)), ==,
                     rows[i].status == 503);
    vst_clipboard_clear (vst_window_get_clipboard (fixture->window));

    vst_practice_set_fault (fixture->practice, rows[i].route, NULL);
    gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
  }
}

static void
test_check_try_again (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 503, NULL);
  check (fixture);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  test_press_label (test_page_child (fixture, "failure_card"), "Try Again");
  while (g_str_equal (get_state (fixture), "Checking…"))
    g_main_context_iteration (NULL, TRUE);
  test_assert_card (test_page (fixture), NULL, NULL);
  g_assert_true (test_is_shown (test_page_child (fixture, "state_group")));
  g_assert_cmpstr (get_state (fixture), ==, "Good");
  g_assert_true (is_copyable (fixture));
  g_assert_true (test_has_focus (fixture, test_page_child (fixture, "check_button")));
}

/* Escape while a check is under way: all is as it was before. */
static void
test_back (TestWindow *fixture, gconstpointer unused)
{
  VstProfilePage *page;

  test_sign_in (fixture, "password");
  page = VST_PROFILE_PAGE (test_page (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpstr (get_state (fixture), ==, "Good");

  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  gtk_widget_grab_focus (test_page_child (fixture, "check_button"));
  test_press_label (page, "Check Again");
  g_assert_true (test_has_focus (fixture, test_page_child (fixture, "check_button")));
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  test_settle ();
  g_assert_cmpstr (get_state (fixture), ==, "Good");
  test_assert_card (page, NULL, NULL);
  g_assert_true (test_has_focus (fixture, test_page_child (fixture, "check_button")));

  /* The failure of the check before comes back, too. */
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 503, NULL);
  check (fixture);
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  test_press_label (test_page_child (fixture, "failure_card"), "Try Again");
  test_assert_card (page, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  test_settle ();
  test_assert_card (page, "Domo Has Trouble", "Try Again");
  g_assert_true (test_has_focus (fixture, test_page_child (fixture, "failure_card")));
}

static void
test_sign_in_again (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 401, "{}");
  check (fixture);
  test_press_label (test_page_child (fixture, "failure_card"), "Sign In Again");
  g_assert_true (test_is_shown (test_child (fixture, "password_row")));
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, "jae.wilson@acme.com");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "password_row")));
}

/* Signed out in the middle of a check: its answer finds nobody. */
static void
test_sign_out_while_checking (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  test_press_label (test_page (fixture), "Check Again");
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 2);
  gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
  test_settle ();
  g_assert_true (test_is_shown (test_child (fixture, "fields")));

  /* Somebody else is not told of it. */
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  test_sign_in (fixture, "client");
  g_assert_cmpstr (get_state (fixture), ==, "Good");
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "Noor Haddad");
  test_assert_card (test_page (fixture), NULL, NULL);
}

static void
test_one_check_at_a_time (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  test_press_label (test_page (fixture), "Check Again");
  test_press_label (test_page (fixture), "Check Again");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.check", NULL);
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 2);
  test_settle ();
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 2);
}

/* ------------------------------------------------------------------------------------ copying */

static void
test_copy_values (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  gtk_widget_activate_action (test_page (fixture), "profile.copy-profile", NULL);
  test_assert_clipboard (fixture, "User ID: 1893952720\n");
  gtk_widget_activate_action (test_page (fixture), "profile.copy-value", "s", "1893952720");
  test_assert_clipboard (fixture, "1893952720");
  g_assert_false (vst_clipboard_is_active (vst_window_get_clipboard (fixture->window)));
}

/* Beside the text, the object that "vestibule-cli show --json" prints. */
static void
test_copy_profile_json (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *button;

  test_sign_in (fixture, "password");
  button = test_find (test_page (fixture), GTK_TYPE_MENU_BUTTON, "Copy Profile");
  g_assert_true (GTK_IS_MENU_BUTTON (button));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Copy Profile");
  gtk_widget_activate_action (test_page (fixture), "profile.copy-profile-json", NULL);
  test_assert_clipboard (fixture, "{\"ok\":true,\"account\":");
  test_assert_clipboard (fixture, "\"instance\":\"practice\",\"method\":\"password\","
                                  "\"user_id\":1893952720,\"display_name\":\"Jae Wilson\"");
  g_assert_false (vst_clipboard_is_active (vst_window_get_clipboard (fixture->window)));
}

static void
copy_as (TestWindow *fixture, const char *form)
{
  gtk_widget_activate_action (test_page (fixture), "profile.copy-as", "s", form);
}

static GtkMenuButton *
get_copy_menu_button (TestWindow *fixture)
{
  return vst_token_card_get_menu_button (test_page_child (fixture, "token_card"));
}

/* Forms that hold the token are counted down, others are plain text. */
static void
test_copy_as (TestWindow *fixture, gconstpointer unused)
{
  VstClipboard *clipboard = vst_window_get_clipboard (fixture->window);

  test_sign_in (fixture, "access-token");
  copy_as (fixture, "header");
  test_assert_clipboard (fixture, "x-domo-developer-token: DDCI");
  g_assert_true (vst_clipboard_is_active (clipboard));
  copy_as (fixture, "curl-redacted");
  test_assert_clipboard (fixture, "curl -H 'x-domo-developer-token: ••••••••••••' ");
  g_assert_false (vst_clipboard_is_active (clipboard));
  copy_as (fixture, "env");
  test_assert_clipboard (fixture, "DOMO_INSTANCE=practice\nDOMO_ACCESS_TOKEN=DDCI");
  g_assert_true (vst_clipboard_is_active (clipboard));
  /* What cannot be, is not: another program finds nothing of the practice keyring. */
  copy_as (fixture, "curl-safe");
  copy_as (fixture, "java");
  copy_as (fixture, "yaml");
  test_assert_clipboard (fixture, "DOMO_INSTANCE=practice\n");
}

/* Ctrl+Alt+C; before anything was chosen it asks what. Copy Token is always the token alone. */
static void
test_copy_last (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *last = NULL;
  GtkPopover *popover;

  test_sign_in (fixture, "access-token");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-last", NULL);
  test_assert_clipboard (fixture, NULL);
  popover = gtk_menu_button_get_popover (get_copy_menu_button (fixture));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  gtk_popover_popdown (popover);

  copy_as (fixture, "export");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-token", NULL);
  test_assert_clipboard (fixture, "DDCI");
  last = g_settings_get_string (fixture->settings, "last-copy-form");
  g_assert_cmpstr (last, ==, "export");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-last", NULL);
  test_assert_clipboard (fixture, "export DOMO_ACCESS_TOKEN='DDCI");
}

/* As a person does it: the arrow, then an item. */
static void
test_copy_menu (TestWindow *fixture, gconstpointer unused)
{
  GtkMenuButton *button;
  GtkWidget *item;

  test_sign_in (fixture, "client");
  button = get_copy_menu_button (fixture);
  gtk_menu_button_popup (button);
  item = test_find (GTK_WIDGET (gtk_menu_button_get_popover (button)), GTK_TYPE_LABEL, "JSON");
  item = gtk_widget_get_ancestor (item, g_type_from_name ("GtkModelButton"));
  g_signal_emit_by_name (item, "clicked");
  test_assert_clipboard (fixture, "\"kind\":\"bearer\"");
  g_assert_true (vst_clipboard_is_active (vst_window_get_clipboard (fixture->window)));
}

/* ---------------------------------------------------------------------------- the Tab key */

static void
assert_focus (TestWindow *fixture, GType type, const char *text)
{
  GtkWidget *widget = test_find (test_page (fixture), type, text);

  g_test_message ("%s", text);
  g_assert_nonnull (widget);
  g_assert_true (test_has_focus (fixture, widget));
}

/* Through the token card and out of it, and the same way back. */
static void
test_tab_through_card (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    GType (*get_type) (void);
    const char *text;
  } stops[] = {
    { adw_preferences_row_get_type, "Time left" },
    { adw_preferences_row_get_type, "Kept in the practice keyring" },
    { adw_preferences_row_get_type, "What the token says" },
    { gtk_menu_button_get_type, "Copy Profile" },
  };

  test_sign_in (fixture, "password");
  vst_token_card_focus (test_page_child (fixture, "token_card"));
  assert_focus (fixture, GTK_TYPE_BUTTON, "Copy Token");
  test_input_keys ("Tab");
  g_assert_true (test_has_focus (fixture, get_copy_menu_button (fixture)));
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++) {
    test_input_keys ("Tab");
    assert_focus (fixture, stops[i].get_type (), stops[i].text);
  }
  for (gsize i = G_N_ELEMENTS (stops) - 1; i > 0; i--) {
    test_input_keys ("shift+Tab");
    assert_focus (fixture, stops[i - 1].get_type (), stops[i - 1].text);
  }
  test_input_keys ("shift+Tab");
  g_assert_true (test_has_focus (fixture, get_copy_menu_button (fixture)));
}

/* A submenu left by Escape does not keep the focus: the next key reaches the window again. */
static void
test_keys_after_submenu (TestWindow *fixture, gconstpointer unused)
{
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkWidget *item;

  test_sign_in (fixture, "client");
  button = get_copy_menu_button (fixture);
  gtk_menu_button_popup (button);
  popover = gtk_menu_button_get_popover (button);
  test_input_wait_frame (GTK_WIDGET (popover));
  item = test_find (GTK_WIDGET (popover), GTK_TYPE_LABEL, "Code");
  item = gtk_widget_get_ancestor (item, g_type_from_name ("GtkModelButton"));
  g_signal_emit_by_name (item, "clicked");
  test_settle ();
  test_input_keys ("Down Escape");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  g_assert_true (test_has_focus (fixture, button));
  test_input_keys ("Tab");
  assert_focus (fixture, ADW_TYPE_PREFERENCES_ROW, "Time left");
}

/* ---------------------------------------------------------------------------- the bar over it */

static GtkAdjustment *
get_adjustment (TestWindow *fixture)
{
  return gtk_scrolled_window_get_vadjustment (test_page_child (fixture, "scroller"));
}

/* Whether what has the focus is to be seen as a whole. */
static gboolean
is_focus_above_bar (gpointer user_data)
{
  TestWindow *fixture = user_data;
  GtkWidget *overlay = test_page_child (fixture, "overlay");
  VstClipboardBar *bar = test_find (overlay, VST_TYPE_CLIPBOARD_BAR, NULL);
  int room = vst_clipboard_bar_get_room (bar, gtk_widget_get_width (overlay));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (gtk_window_get_focus (GTK_WINDOW (fixture->window)), overlay,
                                    &bounds) &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (overlay) - room;
}

static void
test_focus_above_bar (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  gtk_widget_activate_action (test_page (fixture), "profile.copy-token", NULL);
  g_assert_true (
      gtk_widget_child_focus (test_page_child (fixture, "raw_row"), GTK_DIR_TAB_FORWARD));
  g_assert_false (is_focus_above_bar (fixture));
  test_until (is_focus_above_bar, fixture);
  g_assert_true (
      gtk_widget_grab_focus (test_find (test_page (fixture), GTK_TYPE_BUTTON, "Sign Out")));
  test_until (is_focus_above_bar, fixture);

  /* Also when the bar comes up over what has it already. */
  vst_clipboard_clear (vst_window_get_clipboard (fixture->window));
  while (is_focus_above_bar (fixture))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (test_page (fixture), "profile.copy-token", NULL);
  test_until (is_focus_above_bar, fixture);
}

static gboolean
is_taller_than_window (gpointer fixture)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 400;
}

/* Whether the page has been laid out where it is scrolled to. */
static gboolean
is_in_place (gpointer fixture)
{
  GtkWidget *content = test_page_child (fixture, "content");
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (content, test_page_child (fixture, "scroller"), &bounds) &&
         (bounds.origin.y < -300) == (gtk_adjustment_get_value (get_adjustment (fixture)) > 300);
}

/* Who pressed Clear Now is not carried off. */
static void
test_clear_now (TestWindow *fixture, gconstpointer unused)
{
  static const double values[] = { 0, 400 };

  /* So that a page which moves has moved at once. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  test_sign_in (fixture, "password");
  test_until (is_taller_than_window, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    GtkWidget *button;

    gtk_widget_activate_action (test_page (fixture), "profile.copy-token", NULL);
    gtk_adjustment_set_value (get_adjustment (fixture), values[i]);
    test_until (is_in_place, fixture);
    button = test_find (test_page (fixture), GTK_TYPE_BUTTON, "Clear Now");
    g_assert_true (gtk_widget_grab_focus (button));
    test_press (button);
    test_settle ();
    g_assert_true (
        test_has_focus (fixture, test_find (test_page (fixture), GTK_TYPE_BUTTON, "Copy Token")));
    g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, values[i]);
  }
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
}

/* Nothing of somebody who has left is in any widget. */
static void
test_sign_out_empties (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *page;
  GtkTextBuffer *buffer;

  test_sign_in (fixture, "password");
  page = test_page (fixture);
  buffer = gtk_text_view_get_buffer (test_page_child (fixture, "raw_view"));
  adw_expander_row_set_expanded (test_page_child (fixture, "raw_row"), TRUE);
  vst_profile_page_set_account (VST_PROFILE_PAGE (page), NULL);
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "");
  g_assert_cmpstr (get_text (fixture, "email"), ==, "");
  g_assert_cmpstr (get_text (fixture, "place"), ==, "");
  g_assert_cmpstr (adw_avatar_get_text (test_page_child (fixture, "avatar")), ==, "");
  g_assert_null (gtk_widget_get_first_child (test_page_child (fixture, "values")));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
}

/* ------------------------------------------------------------------------------ hostile texts */

static void
test_hostile_texts (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *long_text = g_strnfill (10000, 'x');
  g_autofree char *body =
      g_strdup_printf ("{\"id\":1893952720,\"displayName\":\"<b>bold</b> &amp; \\u202eevil\","
                       "\"emailAddress\":\"<span size='99999'>\\n\\u0007\",\"department\":\"%s\"}",
                       long_text);

  test_set_answer (fixture, VST_ROUTE_WHO_AM_I, 200, body);
  test_sign_in (fixture, "password");
  g_assert_cmpstr (get_text (fixture, "display_name"), ==, "<b>bold</b> &amp; ␦evil");
  g_assert_cmpstr (get_value (fixture, "Display name"), ==, "<b>bold</b> &amp; ␦evil");
  g_assert_true (g_str_has_prefix (get_text (fixture, "email"), "<span size='99999'>"));
  g_assert_null (strchr (get_text (fixture, "email"), '\a'));
  g_assert_cmpint (g_utf8_strlen (get_value (fixture, "Department"), -1), <=, 501);
  g_assert_true (g_str_has_suffix (get_value (fixture, "Department"), "…"));

  /* Copied, it is what is shown. */
  gtk_widget_activate_action (test_page (fixture), "profile.copy-profile", NULL);
  test_assert_clipboard (fixture, "Display name: <b>bold</b> &amp; ␦evil\n");
}

/* ------------------------------------------------------------------------------------- avatar */

static gboolean
has_picture (gpointer fixture)
{
  return adw_avatar_get_custom_image (test_page_child (fixture, "avatar")) != NULL;
}

static void
done_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

/* Whatever is done in a thread for a picture comes before this does. */
static void
wait_for_threads (void)
{
  for (guint i = 0; i < 20; i++) {
    g_auto (TestWait) wait = { 0 };
    g_autoptr (GTask) task = g_task_new (NULL, NULL, test_wait_cb, &wait);

    g_task_run_in_thread (task, done_cb);
    test_wait (&wait);
    test_settle ();
  }
}

static GBytes *
make_huge_picture (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 4097, 1);
  char *data;
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL));
  return g_bytes_new_take (data, size);
}

static void
test_avatar (TestWindow *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) good = test_avatar_new ();
  g_autoptr (GBytes) text = g_bytes_new_static ("<svg onload='x'/>", 17);
  g_autoptr (GBytes) huge = make_huge_picture ();
  GBytes *const bad[] = { NULL, text, huge };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    vst_practice_set_avatar (fixture->practice, good);
    test_sign_in (fixture, "access-token");
    test_until (has_picture, fixture);
    gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);

    /* The next one does not keep the face of the last. */
    vst_practice_set_avatar (fixture->practice, bad[i]);
    vst_practice_forget_requests (fixture->practice);
    test_sign_in (fixture, "password");
    test_wait_requests (fixture, VST_ROUTE_AVATAR, 1);
    wait_for_threads ();
    g_assert_false (has_picture (fixture));
    g_assert_cmpstr (adw_avatar_get_text (test_page_child (fixture, "avatar")), ==, "Jae Wilson");
    gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
  }
}

static void
add (const char *path, void (*test) (TestWindow *, gconstpointer))
{
  g_test_add (path, TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE), test_vst_window_set_up, test,
              test_vst_window_tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/profile-page/password", test_password);
  add ("/profile-page/client", test_client);
  add ("/profile-page/client-without-leave", test_client_without_leave);
  add ("/profile-page/raw-answer", test_raw_answer);
  add ("/profile-page/raw-answer-is-bounded", test_raw_answer_is_bounded);
  add ("/profile-page/raw-answer-has-no-token", test_raw_answer_has_no_token);
  add ("/profile-page/check-good", test_check_good);
  add ("/profile-page/minimized", test_minimized);
  add ("/profile-page/check-bad", test_check_bad);
  add ("/profile-page/check-try-again", test_check_try_again);
  add ("/profile-page/back", test_back);
  add ("/profile-page/sign-in-again", test_sign_in_again);
  add ("/profile-page/sign-out-while-checking", test_sign_out_while_checking);
  add ("/profile-page/one-check-at-a-time", test_one_check_at_a_time);
  add ("/profile-page/copy-values", test_copy_values);
  add ("/profile-page/copy-profile-json", test_copy_profile_json);
  add ("/profile-page/copy-as", test_copy_as);
  add ("/profile-page/copy-last", test_copy_last);
  add ("/profile-page/copy-menu", test_copy_menu);
  add ("/profile-page/tab-through-card", test_tab_through_card);
  add ("/profile-page/keys-after-submenu", test_keys_after_submenu);
  add ("/profile-page/focus-above-bar", test_focus_above_bar);
  add ("/profile-page/clear-now", test_clear_now);
  add ("/profile-page/sign-out-empties", test_sign_out_empties);
  add ("/profile-page/hostile-texts", test_hostile_texts);
  add ("/profile-page/avatar", test_avatar);
  return g_test_run ();
}
