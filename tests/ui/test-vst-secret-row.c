/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-row.h"

#include <string.h>

#include "test-widgets.h"

#define PASSWORD "correct horse 7"

typedef struct {
  GtkWindow *window;
  GtkWidget *before; /* a row above */
  VstSecretRow *row;
  GtkText *text;
  GtkWidget *peek_button;
  GtkWidget *pencil;
  guint changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->before = adw_entry_row_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), fixture->before);
  fixture->row = g_object_new (VST_TYPE_SECRET_ROW, "title", "Password", NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->row));
  g_signal_connect_swapped (fixture->row, "changed", G_CALLBACK (test_count_cb), &fixture->changes);

  fixture->text = GTK_TEXT (vst_secret_row_get_text (fixture->row));
  fixture->peek_button = test_find (GTK_WIDGET (fixture->row), GTK_TYPE_BUTTON, NULL);
  fixture->pencil = test_find (GTK_WIDGET (fixture->row), GTK_TYPE_IMAGE, NULL);
  while (gtk_image_get_icon_name (GTK_IMAGE (fixture->pencil)) == NULL ||
         !g_str_equal (gtk_image_get_icon_name (GTK_IMAGE (fixture->pencil)),
                       "document-edit-symbolic"))
    fixture->pencil = gtk_widget_get_next_sibling (fixture->pencil);
  fixture->window = test_window_new (group);
  gtk_widget_grab_focus (fixture->before);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
}

static void
type (Fixture *fixture, const char *text)
{
  int position = gtk_text_get_text_length (fixture->text);

  gtk_editable_insert_text (GTK_EDITABLE (fixture->text), text, -1, &position);
}

static void
press_peek (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->peek_button, "clicked");
}

static void
assert_secret (Fixture *fixture, const char *expected)
{
  g_autoptr (DomoSecret) secret = vst_secret_row_dup_secret (fixture->row);

  g_assert_cmpstr (domo_secret_get_text (secret), ==, expected);
}

static void
test_typing (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (vst_secret_row_is_empty (fixture->row));
  type (fixture, "correct horse");
  type (fixture, " 7");
  g_assert_false (vst_secret_row_is_empty (fixture->row));
  g_assert_cmpuint (fixture->changes, ==, 2);
  assert_secret (fixture, PASSWORD);
}

static void
test_pasted_line_ends (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *pasted;
    const char *secret;
  } rows[] = {
    { "token\n", "token" },   { "token\r\n", "token" },   { "token\n\n", "token" },
    { " token ", " token " }, { "to\nken\n", "to\nken" }, { "\n", "" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    vst_secret_row_set_secret (fixture->row, NULL);
    type (fixture, rows[i].pasted);
    assert_secret (fixture, rows[i].secret);
  }
}

static void
test_set (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (PASSWORD, -1);

  type (fixture, "something else");
  vst_secret_row_set_secret (fixture->row, secret);
  assert_secret (fixture, PASSWORD);

  press_peek (fixture);
  vst_secret_row_set_secret (fixture->row, NULL);
  g_assert_true (vst_secret_row_is_empty (fixture->row));
  g_assert_false (gtk_text_get_visibility (fixture->text));
}

static void
test_show_and_hide (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (gtk_text_get_visibility (fixture->text));
  gtk_test_accessible_assert_property (fixture->peek_button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Show Text");
  press_peek (fixture);
  g_assert_true (gtk_text_get_visibility (fixture->text));
  gtk_test_accessible_assert_property (fixture->peek_button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Hide Text");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->peek_button), ==, "Hide Text");
  press_peek (fixture);
  g_assert_false (gtk_text_get_visibility (fixture->text));
}

static void
assert_not_on (GdkClipboard *clipboard)
{
  g_autofree char *text = test_clipboard_dup_text (clipboard);

  if (text)
    g_assert_null (strstr (text, "horse"));
}

/* Whatever a person does to copy: keys, the menu, selecting with the mouse. */
static void
test_never_copied (Fixture *fixture, gconstpointer shown)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (fixture->row));

  type (fixture, PASSWORD);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->text));
  gtk_editable_select_region (GTK_EDITABLE (fixture->text), 3, 3);
  if (shown)
    press_peek (fixture);
  gtk_editable_select_region (GTK_EDITABLE (fixture->text), 0, -1);
  assert_not_on (gdk_display_get_primary_clipboard (display));

  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "clipboard.copy", NULL);
  g_signal_emit_by_name (fixture->text, "copy-clipboard");
  assert_not_on (gdk_display_get_clipboard (display));
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "clipboard.cut", NULL);
  g_signal_emit_by_name (fixture->text, "cut-clipboard");
  assert_not_on (gdk_display_get_clipboard (display));
  assert_secret (fixture, PASSWORD);
}

static void
test_selected_then_shown (Fixture *fixture, gconstpointer unused)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (fixture->row));

  type (fixture, PASSWORD);
  vst_secret_row_focus (fixture->row);
  press_peek (fixture);
  g_assert_true (gtk_text_get_visibility (fixture->text));
  assert_not_on (gdk_display_get_primary_clipboard (display));
}

/* What GTK hands on of its own accord, to the accessibility bus for one. */
static void
test_outside (Fixture *fixture, gconstpointer shown)
{
  g_autofree char *chars = NULL;

  type (fixture, PASSWORD);
  if (shown)
    press_peek (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->text)), ==, "***************");
  chars = gtk_editable_get_chars (GTK_EDITABLE (fixture->text), 0, 7);
  g_assert_cmpstr (chars, ==, "*******");
  assert_secret (fixture, PASSWORD);
}

static void
test_no_undo (Fixture *fixture, gconstpointer unused)
{
  type (fixture, PASSWORD);
  vst_secret_row_set_secret (fixture->row, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "text.undo", NULL);
  g_assert_true (vst_secret_row_is_empty (fixture->row));
}

static void
test_screen_reader (Fixture *fixture, gconstpointer unused)
{
  gtk_test_accessible_assert_role (fixture->text, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (fixture->text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Password");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row), "Client secret");
  gtk_test_accessible_assert_property (fixture->text, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Client secret");
}

static void
test_focus (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (test_is_shown (fixture->pencil));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->row), "focused"));

  type (fixture, PASSWORD);
  vst_secret_row_focus (fixture->row);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->text)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->row), "focused"));
  g_assert_false (test_is_shown (fixture->pencil));
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (fixture->text), NULL, NULL));
}

static void
test_tab_order (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->text));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->peek_button);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->text));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), fixture->before));
}

/* On the margin, the pencil: anywhere but on the text and the eye. */
static void
test_click_anywhere (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->row));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_CLICK (controller))
      g_signal_emit_by_name (controller, "pressed", 1, 3.0, 3.0);
  }
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->text)));
}

static void
test_title (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *large = test_find (GTK_WIDGET (fixture->row), GTK_TYPE_LABEL, "Password");
  GtkWidget *small = gtk_widget_get_next_sibling (large);

  g_assert_true (test_is_shown (large));
  g_assert_false (test_is_shown (small));
  type (fixture, PASSWORD);
  g_assert_false (test_is_shown (large));
  g_assert_true (test_is_shown (small));
  vst_secret_row_set_secret (fixture->row, NULL);
  g_assert_true (test_is_shown (large));
  vst_secret_row_focus (fixture->row);
  g_assert_false (test_is_shown (large));
  g_assert_true (test_is_shown (small));
}

static void
test_return (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button = gtk_button_new_with_label ("Sign In");
  guint clicks = 0;

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (test_count_cb), &clicks);
  adw_preferences_group_set_header_suffix (
      ADW_PREFERENCES_GROUP (adw_window_get_content (ADW_WINDOW (fixture->window))), button);
  gtk_window_set_default_widget (fixture->window, button);
  g_signal_emit_by_name (fixture->text, "activate");
  while (clicks == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (clicks, ==, 1);
}

static void
test_goes_away (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstSecretRow) row = g_object_new (VST_TYPE_SECRET_ROW, "title", "Password", NULL);

  g_object_ref_sink (row);
  g_assert_finalize_object (g_steal_pointer (&row));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/secret-row/typing", test_typing, NULL);
  add ("/secret-row/pasted-line-ends", test_pasted_line_ends, NULL);
  add ("/secret-row/set", test_set, NULL);
  add ("/secret-row/show-and-hide", test_show_and_hide, NULL);
  add ("/secret-row/never-copied/hidden", test_never_copied, NULL);
  add ("/secret-row/never-copied/shown", test_never_copied, GINT_TO_POINTER (TRUE));
  add ("/secret-row/selected-then-shown", test_selected_then_shown, NULL);
  add ("/secret-row/outside/hidden", test_outside, NULL);
  add ("/secret-row/outside/shown", test_outside, GINT_TO_POINTER (TRUE));
  add ("/secret-row/no-undo", test_no_undo, NULL);
  add ("/secret-row/screen-reader", test_screen_reader, NULL);
  add ("/secret-row/focus", test_focus, NULL);
  add ("/secret-row/tab-order", test_tab_order, NULL);
  add ("/secret-row/click-anywhere", test_click_anywhere, NULL);
  add ("/secret-row/title", test_title, NULL);
  add ("/secret-row/return", test_return, NULL);
  add ("/secret-row/goes-away", test_goes_away, NULL);
  return g_test_run ();
}
