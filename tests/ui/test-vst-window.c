/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-window.h"

#include <string.h>

#include "test-window.h"
#include "vst-settings.h"

static void
sign_out (TestWindow *fixture)
{
  gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
}

/* All that the settings hold, as text. */
static char *
dup_settings (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;
  GString *text = g_string_new (NULL);

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  g_assert_cmpuint (g_strv_length (keys), >=, 8);
  for (guint i = 0; keys[i]; i++) {
    g_autoptr (GVariant) value = g_settings_get_value (settings, keys[i]);
    g_autofree char *words = g_variant_print (value, FALSE);

    g_string_append_printf (text, "%s=%s\n", keys[i], words);
  }
  return g_string_free (text, FALSE);
}

/* The page with the profile costs as much as the rest: it is made when there is somebody to show.
 */
static void
test_lazy (TestWindow *fixture, gconstpointer unused)
{
  g_assert_null (test_page (fixture));
  g_assert_null (test_window_session (fixture));
  test_sign_in (fixture, "password");
  g_assert_nonnull (test_page (fixture));
}

static void
test_copy_and_sign_out (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_press_label (test_page_child (fixture, "token_card"), "Copy Token");
  test_assert_clipboard (fixture, test_token (fixture));
  g_assert_true (vst_clipboard_is_active (vst_window_get_clipboard (fixture->window)));

  sign_out (fixture);
  test_assert_clipboard (fixture, NULL);
  g_assert_false (vst_clipboard_is_active (vst_window_get_clipboard (fixture->window)));
}

/* What somebody else put there meanwhile is not ours to take away. */
static void
test_clipboard_of_others (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "access-token");
  test_press_label (test_page_child (fixture, "token_card"), "Copy Token");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), "mine");
  sign_out (fixture);
  test_assert_clipboard (fixture, "mine");
}

static void
test_close_clears_clipboard (TestWindow *fixture, gconstpointer unused)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autofree char *text = NULL;

  test_sign_in (fixture, "access-token");
  test_press_label (test_page_child (fixture, "token_card"), "Copy Token");
  test_assert_clipboard (fixture, test_account ("access-token")->secret);
  test_window_close (fixture);
  text = test_clipboard_dup_text (clipboard);
  g_assert_null (text);
}

/* The token goes with the session: nothing keeps it. */
static void
test_sign_out_drops_token (TestWindow *fixture, gconstpointer unused)
{
  VstSession *session;

  test_sign_in (fixture, "password");
  session = g_object_ref (test_window_session (fixture));
  test_press_label (test_page_child (fixture, "token_card"), "Copy Token");
  test_settle ();
  sign_out (fixture);
  g_assert_null (test_window_session (fixture));
  test_settle ();
  g_assert_finalize_object (session);
}

/* The form comes back with all but the secret. */
static void
test_sign_out_form (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *button;
    const char *name_row; /* or NULL */
    const char *secret_row;
  } rows[] = {
    { "password", "password_button", "user_row", "password_row" },
    { "client", "client_button", "client_id_row", "client_secret_row" },
    { "access-token", "token_button", NULL, "access_token_row" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstPracticeAccount *account = test_account (rows[i].id);

    test_sign_in (fixture, rows[i].id);
    sign_out (fixture);
    g_assert_true (test_is_shown (test_child (fixture, rows[i].secret_row)));
    g_assert_true (gtk_toggle_button_get_active (test_child (fixture, rows[i].button)));
    if (account->instance)
      g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, account->instance);
    if (rows[i].name_row)
      g_assert_cmpstr (test_typed (fixture, rows[i].name_row), ==, account->user_name);
    g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");
    g_assert_cmpstr (test_typed (fixture, "client_secret_row"), ==, "");
    g_assert_cmpstr (test_typed (fixture, "access_token_row"), ==, "");
    g_assert_true (test_has_focus (fixture, test_child (fixture, rows[i].secret_row)));
    g_assert_false (gtk_widget_is_sensitive (test_child (fixture, "sign_in_button")));
    g_assert_false (test_is_shown (test_child (fixture, "hero")));
  }
}

/* Names and the way in are there at the next start; a secret never is. */
static void
test_remembered (TestWindow *fixture, gconstpointer unused)
{
  static const char *const ids[] = { "password", "client", "access-token" };

  g_settings_set_enum (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, VST_KEEP_NOTHING);
  test_window_restart (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    const VstPracticeAccount *account = test_account (ids[i]);
    g_autofree char *text = NULL;

    test_sign_in (fixture, ids[i]);
    text = dup_settings (fixture->settings);
    g_assert_null (strstr (text, account->secret));
    g_assert_null (strstr (text, test_token (fixture)));
    g_assert_cmpint (vst_settings_get_method (fixture->settings), ==, account->method);

    test_window_restart (fixture);
    g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "practice");
    g_assert_cmpstr (test_typed (fixture, "user_row"), ==, test_account ("password")->user_name);
    if (i > 0)
      g_assert_cmpstr (test_typed (fixture, "client_id_row"), ==,
                       test_account ("client")->user_name);
    g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "");
    g_assert_cmpstr (test_typed (fixture, "client_secret_row"), ==, "");
    g_assert_cmpstr (test_typed (fixture, "access_token_row"), ==, "");
  }
}

/* Nothing is remembered of a sign-in that failed, but that it was refused, which is no setting. */
static void
test_failure_not_remembered (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *before = dup_settings (fixture->settings);
  g_autofree char *after = NULL;

  test_type_account (fixture, "locked", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  after = dup_settings (fixture->settings);
  g_assert_cmpstr (before, ==, after);
}

static void
test_size (TestWindow *fixture, gconstpointer unused)
{
  int width, height;

  g_settings_set_int (fixture->settings, VST_SETTINGS_WINDOW_WIDTH, 700);
  g_settings_set_int (fixture->settings, VST_SETTINGS_WINDOW_HEIGHT, 500);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  test_window_open (fixture);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 700);
  g_assert_cmpint (height, ==, 500);

  g_settings_reset (fixture->settings, VST_SETTINGS_WINDOW_WIDTH);
  test_window_close (fixture);
  g_assert_cmpint (g_settings_get_int (fixture->settings, VST_SETTINGS_WINDOW_WIDTH), ==, 700);
}

/* --------------------------------------------------------------------------- closed while busy */

typedef struct {
  VstPractice *practice;
  guint n_open; /* connections while the request was under way */
} Wire;

/* A kept connection, over which nothing is asked, may stay. */
static gboolean
is_off_the_wire (gpointer data)
{
  Wire *wire = data;

  return vst_practice_count_open (wire->practice) < wire->n_open;
}

/* Closed by the person, it goes at once, and what it had asked for leaves the wire. */
static void
assert_closes (TestWindow *fixture)
{
  gpointer window = g_steal_pointer (&fixture->window);
  Wire wire = { fixture->practice, vst_practice_count_open (fixture->practice) };

  g_assert_cmpuint (wire.n_open, >, 0);
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  test_until (is_off_the_wire, &wire);
  test_settle ();
  g_assert_null (window);
}

static void
test_close_while_signing_in (TestWindow *fixture, gconstpointer unused)
{
  static const VstRoute routes[] = { VST_ROUTE_FULL_AUTH, VST_ROUTE_WHO_AM_I };

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    test_set_fault (fixture, routes[i], VST_FAULT_SILENT);
    test_type_account (fixture, "password", NULL);
    test_submit (fixture);
    test_wait_requests (fixture, routes[i], 1);
    assert_closes (fixture);
    vst_practice_set_fault (fixture->practice, routes[i], NULL);
    vst_practice_forget_requests (fixture->practice);
    test_window_open (fixture);
  }
}

static void
test_close_while_checking (TestWindow *fixture, gconstpointer unused)
{
  test_sign_in (fixture, "password");
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.check", NULL);
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 2);
  assert_closes (fixture);
}

/* Escape ends a check; the profile stays as it was. */
static void
test_escape_while_checking (TestWindow *fixture, gconstpointer unused)
{
  Wire wire = { fixture->practice, 0 };

  test_sign_in (fixture, "password");
  test_set_fault (fixture, VST_ROUTE_WHO_AM_I, VST_FAULT_SILENT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.check", NULL);
  test_wait_requests (fixture, VST_ROUTE_WHO_AM_I, 2);
  g_assert_nonnull (test_find (test_page (fixture), GTK_TYPE_LABEL, "Checking…"));

  wire.n_open = vst_practice_count_open (fixture->practice);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  test_settle ();
  g_assert_null (test_find (test_page (fixture), GTK_TYPE_LABEL, "Checking…"));
  g_assert_nonnull (test_find (test_page (fixture), GTK_TYPE_LABEL, "Good"));
  test_until (is_off_the_wire, &wire);
}

static void
test_close_while_sending_code (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *entry;

  test_set_fault (fixture, VST_ROUTE_ELEVATE, VST_FAULT_SILENT);
  test_type_account (fixture, "code", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  entry = test_find (test_child (fixture, "code_page"), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "123456");
  test_wait_requests (fixture, VST_ROUTE_ELEVATE, 1);
  assert_closes (fixture);
}

static void
test_close (TestWindow *fixture, gconstpointer unused)
{
  test_window_close (fixture);
  test_window_open (fixture);
  test_sign_in (fixture, "client");
  test_window_close (fixture);
}

/* ------------------------------------------------------------------------------------ shortcuts */

static void
test_shortcuts_window (TestWindow *fixture, gconstpointer unused)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);
  g_autoptr (GtkWindow) overlay = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-help-overlay", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before + 1);
  for (guint i = 0; i <= before && !overlay; i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (GTK_IS_SHORTCUTS_WINDOW (window))
      overlay = g_object_ref (window);
  }
  g_assert_nonnull (overlay);
  g_assert_true (gtk_window_get_transient_for (overlay) == GTK_WINDOW (fixture->window));
  gtk_window_destroy (overlay);
}

static void
wait_active (TestWindow *fixture, gboolean is_active)
{
  while (gtk_window_is_active (GTK_WINDOW (fixture->window)) != is_active)
    g_main_context_iteration (NULL, TRUE);
}

/* What the person has before their eyes needs no notification. */
static void
test_seen (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *other = gtk_window_new ();
  g_autofree char *id = NULL;

  test_sign_in (fixture, "password");
  id = g_strdup (vst_account_get_id (vst_window_get_account (fixture->window)));
  g_assert_true (vst_window_is_seen (fixture->window, id));
  g_assert_false (vst_window_is_seen (fixture->window, "another"));

  gtk_window_present (GTK_WINDOW (other));
  wait_active (fixture, FALSE);
  g_assert_false (vst_window_is_seen (fixture->window, id));
  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_active (fixture, TRUE);
  g_assert_true (vst_window_is_seen (fixture->window, id));
}

/* The form says nothing of the account that was shown before, and a locked window of none. */
static void
test_unseen (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *id = NULL;

  test_sign_in (fixture, "password");
  id = g_strdup (vst_account_get_id (vst_window_get_account (fixture->window)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL);
  g_assert_false (vst_window_is_seen (fixture->window, id));
  vst_window_show_account (fixture->window, id);
  g_assert_true (vst_window_is_seen (fixture->window, id));
  vst_window_lock (fixture->window, VST_LOCK_BY_PERSON);
  g_assert_false (vst_window_is_seen (fixture->window, id));
  test_settle ();
}

/* Nobody is signed in: nothing to copy, nothing to check. */
static void
test_shortcuts_without_session (TestWindow *fixture, gconstpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.check", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-token", NULL);
  test_sign_in (fixture, "password");
  sign_out (fixture);
  vst_practice_forget_requests (fixture->practice);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.check", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-token", NULL);
  test_settle ();
  test_assert_clipboard (fixture, NULL);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 0);
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

  add ("/window/lazy", test_lazy);
  add ("/window/copy-and-sign-out", test_copy_and_sign_out);
  add ("/window/clipboard-of-others", test_clipboard_of_others);
  add ("/window/close-clears-clipboard", test_close_clears_clipboard);
  add ("/window/sign-out-drops-token", test_sign_out_drops_token);
  add ("/window/sign-out-form", test_sign_out_form);
  add ("/window/remembered", test_remembered);
  add ("/window/failure-not-remembered", test_failure_not_remembered);
  add ("/window/size", test_size);
  add ("/window/close", test_close);
  add ("/window/close-while/signing-in", test_close_while_signing_in);
  add ("/window/close-while/checking", test_close_while_checking);
  add ("/window/escape-while-checking", test_escape_while_checking);
  add ("/window/close-while/sending-code", test_close_while_sending_code);
  add ("/window/seen", test_seen);
  add ("/window/unseen", test_unseen);
  add ("/window/shortcuts", test_shortcuts_window);
  add ("/window/shortcuts-without-session", test_shortcuts_without_session);
  return g_test_run ();
}
