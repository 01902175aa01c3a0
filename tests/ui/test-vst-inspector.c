/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-inspector.h"

#include <string.h>

#include "test-input.h"
#include "test-widgets.h"
#include "test-window.h"
#include "vst-locked-page.h"
#include "vst-secret-row.h"
#include "vst-secret-text.h"

#define ACCESS "DDCI0123456789abcdefABCDEF"
#define JWT                                                                                        \
  "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOjI3LCJzY29wZSI6WyJkYXRhIl0sImV4cCI6MTcyOTEyMTI1NH0.c2lnbg"

typedef struct {
  GtkWidget *inspector; /* weak */
  DomoToken *used;      /* nullable */
} Fixture;

static void
use_cb (GtkWidget *inspector, DomoToken *token, Fixture *fixture)
{
  g_set_object (&fixture->used, token);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_set_weak_pointer (&fixture->inspector, vst_inspector_new (NULL));
  g_signal_connect (fixture->inspector, "use", G_CALLBACK (use_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->inspector));
  while (!gtk_window_is_active (GTK_WINDOW (fixture->inspector)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->inspector)
    gtk_window_destroy (GTK_WINDOW (fixture->inspector));
  test_settle ();
  g_assert_null (fixture->inspector);
  g_clear_object (&fixture->used);
}

static VstSecretRow *
find_row (Fixture *fixture)
{
  return test_find (fixture->inspector, VST_TYPE_SECRET_ROW, NULL);
}

static void
paste (Fixture *fixture, const char *text)
{
  g_autoptr (DomoSecret) secret = text ? domo_secret_new (text, -1) : NULL;

  vst_secret_row_set_secret (find_row (fixture), secret);
}

static gboolean
is_shown (Fixture *fixture, GType type, const char *text)
{
  GtkWidget *widget = test_find (fixture->inspector, type, text);

  return widget && test_is_shown (widget);
}

static const char *
get_subtitle (Fixture *fixture, const char *title)
{
  return adw_action_row_get_subtitle (test_find (fixture->inspector, ADW_TYPE_ACTION_ROW, title));
}

/* Neither a label nor a tooltip nor what GTK gives to the accessibility bus has it. */
static void
assert_no_secret (GtkWidget *widget, const char *secret)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_LABEL (widget))
    g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (widget)), secret));
  if (GTK_IS_EDITABLE (widget))
    g_assert_null (strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), secret));
  if (GTK_IS_TEXT (widget))
    g_assert_true (G_OBJECT_TYPE (widget) == VST_TYPE_SECRET_TEXT);
  g_assert_true (!tooltip || !strstr (tooltip, secret));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    assert_no_secret (child, secret);
}

static void
assert_state (Fixture *fixture, gboolean is_read, gboolean is_unreadable)
{
  test_settle ();
  test_input_wait_frame (fixture->inspector);
  g_assert_cmpint (is_shown (fixture, GTK_TYPE_LABEL, "What It Says") ||
                       is_shown (fixture, GTK_TYPE_BUTTON, "Use This Token"),
                   ==, is_read);
  g_assert_cmpint (is_shown (fixture, ADW_TYPE_ACTION_ROW, "No token can be read from this"), ==,
                   is_unreadable);
}

static void
test_states (Fixture *fixture, gconstpointer unused)
{
  assert_state (fixture, FALSE, FALSE);
  paste (fixture, ACCESS);
  assert_state (fixture, TRUE, FALSE);
  paste (fixture, "two words");
  assert_state (fixture, FALSE, TRUE);
  g_assert_cmpstr (get_subtitle (fixture, "No token can be read from this"), ==,
                   "It has several words; a token is one.");
  paste (fixture, NULL);
  assert_state (fixture, FALSE, FALSE);
}

static void
test_bearer (Fixture *fixture, gconstpointer unused)
{
  paste (fixture, "Authorization: Bearer " JWT);
  assert_state (fixture, TRUE, FALSE);
  g_assert_cmpstr (get_subtitle (fixture, "Bearer token, a JSON Web Token"), ==,
                   "For api.domo.com only. Signing in takes a session or access token.\n"
                   "Left out: the header’s name, the word “Bearer”");
  g_assert_true (is_shown (fixture, ADW_TYPE_ACTION_ROW, "Not verified"));
  g_assert_true (is_shown (fixture, ADW_TYPE_ACTION_ROW, "Its time is over"));
  g_assert_true (is_shown (fixture, ADW_TYPE_PREFERENCES_ROW, "Owner"));
  g_assert_true (is_shown (fixture, GTK_TYPE_LABEL, "27"));
  g_assert_false (is_shown (fixture, GTK_TYPE_BUTTON, "Use This Token"));
  gtk_widget_activate_action (fixture->inspector, "inspector.use", NULL);
  g_assert_null (fixture->used);
  assert_no_secret (fixture->inspector, "eyJ");
}

static gboolean
is_closed (gpointer fixture)
{
  return ((Fixture *)fixture)->inspector == NULL;
}

static void
test_use (Fixture *fixture, gconstpointer unused)
{
  paste (fixture, "export DOMO_ACCESS_TOKEN='" ACCESS "'\n");
  assert_state (fixture, TRUE, FALSE);
  g_assert_false (is_shown (fixture, ADW_TYPE_ACTION_ROW, "Not verified"));
  g_assert_false (is_shown (fixture, ADW_TYPE_ACTION_ROW, "Its time is over"));
  assert_no_secret (fixture->inspector, "DDCI");
  g_signal_emit_by_name (test_find (fixture->inspector, GTK_TYPE_BUTTON, "Use This Token"),
                         "clicked");
  g_assert_nonnull (fixture->used);
  g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (fixture->used)), ==, ACCESS);
  test_settle ();
  g_assert_null (fixture->inspector); /* it has closed itself */
}

/* Return does what the button does, and nothing where there is none. */
static void
test_return (Fixture *fixture, gconstpointer unused)
{
  static const char *const others[] = { "", "two words", JWT };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    paste (fixture, ACCESS); /* the button goes and comes within a frame */
    paste (fixture, others[i]);
    vst_secret_row_focus (find_row (fixture));
    test_input_keys ("Return");
    test_settle ();
    g_assert_null (fixture->used);
    g_assert_nonnull (fixture->inspector);
  }
  paste (fixture, ACCESS);
  assert_state (fixture, TRUE, FALSE);
  vst_secret_row_focus (find_row (fixture));
  test_input_keys ("Return");
  test_until (is_closed, fixture);
  g_assert_nonnull (fixture->used);
  g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (fixture->used)), ==, ACCESS);
}

/* By hand, with the keyboard alone. */
static void
test_by_hand (Fixture *fixture, gconstpointer unused)
{
  vst_secret_row_focus (find_row (fixture));
  test_input_keys ("D D C I 1");
  assert_state (fixture, TRUE, FALSE);
  test_input_keys ("space x");
  assert_state (fixture, FALSE, TRUE);
  test_input_keys ("Escape");
  test_settle ();
  g_assert_null (fixture->inspector);
}

/* The next key replaces all of it. */
static void
assert_selected (Fixture *fixture)
{
  GtkWidget *text = vst_secret_row_get_text (find_row (fixture));
  int start, end;

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->inspector)) == text);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (text), &start, &end));
  g_assert_cmpint (start, ==, 0);
  g_assert_cmpuint (end, ==, gtk_text_get_text_length (GTK_TEXT (text)));
}

static gboolean
has_text (gpointer fixture)
{
  return !vst_secret_row_is_empty (find_row (fixture));
}

static void
test_paste (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->inspector),
                          "x-domo-developer-token: \"" ACCESS "\"\r\n");
  for (GtkWidget *p = gtk_widget_get_last_child (vst_secret_row_get_text (find_row (fixture))); p;
       p = gtk_widget_get_prev_sibling (p))
    g_assert_false (GTK_IS_BUTTON (p));
  button = test_find (fixture->inspector, GTK_TYPE_BUTTON, "Paste");
  gtk_widget_grab_focus (button);
  test_input_press (button);
  test_input_release (button);
  test_until (has_text, fixture);
  assert_state (fixture, TRUE, FALSE);
  assert_selected (fixture);
  assert_no_secret (fixture->inspector, "DDCI");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paste");
}

/* The window was closed while the clipboard was read: nothing is put into what is gone. */
static void
test_paste_and_close (Fixture *fixture, gconstpointer unused)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->inspector), ACCESS);
  gtk_widget_activate_action (fixture->inspector, "inspector.paste", NULL);
  gtk_window_close (GTK_WINDOW (fixture->inspector));
  test_settle ();
  g_assert_null (fixture->inspector);
}

/* What is held elsewhere sees that nothing is left. */
static void
test_wiped (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GtkEntryBuffer) buffer =
      g_object_ref (gtk_text_get_buffer (GTK_TEXT (vst_secret_row_get_text (find_row (fixture)))));

  paste (fixture, JWT);
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, strlen (JWT));
  gtk_window_close (GTK_WINDOW (fixture->inspector));
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, 0);
}

static void
test_hostile (Fixture *fixture, gconstpointer unused)
{
  const char *json = "{\"<b>a</b>\":\"<i>&\\u202e\",\"long\":\"" JWT JWT JWT JWT JWT JWT "\"}";
  g_autofree char *payload = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *text = g_strconcat ("eyJhbGciOiJIUzI1NiJ9.", payload, ".c2ln", NULL);
  g_autofree char *much = g_strnfill (70000, 'A');

  paste (fixture, text);
  assert_state (fixture, TRUE, FALSE);
  g_assert_nonnull (test_find (fixture->inspector, GTK_TYPE_LABEL, "<b>a</b>"));
  g_assert_nonnull (test_find (fixture->inspector, GTK_TYPE_LABEL, "<i>&␦"));
  paste (fixture, much);
  assert_state (fixture, FALSE, TRUE);
}

/* -------------------------------------------------------------------------------- in the window */

static GtkWidget *
find_inspector (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

    if (VST_IS_INSPECTOR (window))
      return window; /* GTK keeps it */
  }
  return NULL;
}

/* From the menu to the profile, without typing the token; what the inspector had is gone. */
static void
test_use_in_window (TestWindow *window, gconstpointer unused)
{
  g_autofree char *pasted = NULL;
  g_autoptr (DomoSecret) secret = NULL;
  GtkWidget *inspector;

  test_window_restart (window);
  pasted = g_strdup_printf ("X-DOMO-Developer-Token: %s", test_account ("access-token")->secret);
  secret = domo_secret_new (pasted, -1);
  gtk_widget_activate_action (GTK_WIDGET (window->window), "win.inspect", NULL);
  inspector = find_inspector ();
  gtk_widget_activate_action (GTK_WIDGET (window->window), "win.inspect", NULL);
  g_assert_true (find_inspector () == inspector); /* there is one */
  vst_secret_row_set_secret (test_find (inspector, VST_TYPE_SECRET_ROW, NULL), secret);
  gtk_widget_activate_action (inspector, "inspector.use", NULL);
  test_settle ();
  g_assert_null (find_inspector ());
  g_assert_cmpstr (test_typed (window, "access_token_row"), ==,
                   test_account ("access-token")->secret);
  test_type (window, "instance_row", "practice");
  test_submit (window);
  test_wait_idle (window);
  g_assert_cmpstr (test_token (window), ==, test_account ("access-token")->secret);
}

static gboolean
is_locked (gpointer window)
{
  return test_find (GTK_WIDGET (((TestWindow *)window)->window), VST_TYPE_LOCKED_PAGE, NULL) !=
         NULL;
}

/* The keys of the main window do not reach it, but this one does the same. */
static void
test_lock (TestWindow *window, gconstpointer unused)
{
  GtkWidget *inspector;

  test_window_restart (window);
  test_sign_in (window, "password");
  gtk_widget_activate_action (GTK_WIDGET (window->window), "win.inspect", NULL);
  inspector = find_inspector ();
  while (!gtk_window_is_active (GTK_WINDOW (inspector)))
    g_main_context_iteration (NULL, TRUE);
  vst_secret_row_focus (test_find (inspector, VST_TYPE_SECRET_ROW, NULL));
  test_input_keys ("ctrl+l");
  test_until (is_locked, window);
  test_settle ();
  g_assert_null (find_inspector ());
}

/* It goes with its window, wiped. */
static void
test_window_closed (TestWindow *window, gconstpointer unused)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (JWT, -1);
  g_autoptr (GtkEntryBuffer) buffer = NULL;
  VstSecretRow *row;

  test_window_restart (window);
  gtk_widget_activate_action (GTK_WIDGET (window->window), "win.inspect", NULL);
  row = test_find (find_inspector (), VST_TYPE_SECRET_ROW, NULL);
  vst_secret_row_set_secret (row, secret);
  buffer = g_object_ref (gtk_text_get_buffer (GTK_TEXT (vst_secret_row_get_text (row))));
  test_window_close (window);
  g_assert_null (find_inspector ());
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, 0);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_in_window (const char *path, void (*test) (TestWindow *, gconstpointer))
{
  g_test_add (path, TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE),
              test_vst_window_set_up_closed, test, test_vst_window_tear_down);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  test_widgets_init (&argc, &argv);

  add ("/vst-inspector/states", test_states);
  add ("/vst-inspector/bearer", test_bearer);
  add ("/vst-inspector/use", test_use);
  add ("/vst-inspector/return", test_return);
  add ("/vst-inspector/by-hand", test_by_hand);
  add ("/vst-inspector/paste", test_paste);
  add ("/vst-inspector/paste-and-close", test_paste_and_close);
  add ("/vst-inspector/wiped", test_wiped);
  add ("/vst-inspector/hostile", test_hostile);
  add_in_window ("/vst-inspector/window/use", test_use_in_window);
  add_in_window ("/vst-inspector/window/lock", test_lock);
  add_in_window ("/vst-inspector/window/closed", test_window_closed);

  return g_test_run ();
}
