/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-preferences.h"

#include "test-support.h"
#include "test-widgets.h"
#include "vst-combo-row.h"
#include "vst-settings.h"

typedef struct {
  GSettings *settings;
  GtkWindow *parent;
  GtkWidget *window; /* nullable: closed */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->settings = vst_settings_new (TRUE);
  fixture->parent = test_window_new (gtk_label_new ("Vestibule"));
  fixture->window = vst_preferences_new (fixture->parent, fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *)&fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_window_is_active (GTK_WINDOW (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
}

/* The window goes away with its parent, and nothing else keeps the settings. */
static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->parent);
  test_settle ();
  g_assert_null (fixture->window);
  g_assert_finalize_object (fixture->settings);
}

static VstComboRow *
find_keep (Fixture *fixture)
{
  return test_find (fixture->window, VST_TYPE_COMBO_ROW, "Keep in the keyring");
}

static GtkSpinButton *
find_spin (Fixture *fixture)
{
  GtkWidget *row = test_find (fixture->window, ADW_TYPE_ACTION_ROW, "Clear the clipboard after");

  return test_find (row, GTK_TYPE_SPIN_BUTTON, NULL);
}

static void
test_window (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (fixture->window)) == fixture->parent);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (fixture->window)));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Preferences");
  g_assert_true (test_is_shown (test_find (fixture->window, GTK_TYPE_LABEL, "Secrets")));
}

static void
test_keep (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    VstKeep keep;
    const char *words;
  } rows[] = {
    { VST_KEEP_NOTHING, "Nothing" },
    { VST_KEEP_TOKEN_AND_SECRET, "Token and password or secret" },
    { VST_KEEP_TOKEN, "Token" },
  };
  VstComboRow *row = find_keep (fixture);

  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "Token");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), rows[i].keep);
    g_assert_cmpstr (vst_combo_row_get_value (row), ==, rows[i].words);
    g_assert_cmpint (vst_settings_get_keep (fixture->settings, DOMO_METHOD_PASSWORD), ==,
                     rows[i].keep);
  }
}

/* As by another window or dconf. */
static void
test_keep_changed (Fixture *fixture, gconstpointer unused)
{
  VstComboRow *row = find_keep (fixture);

  g_settings_set_enum (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, VST_KEEP_NOTHING);
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "Nothing");
  g_settings_set_string (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, "as-default");
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "Token");
  g_settings_set_enum (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, VST_KEEP_TOKEN_AND_SECRET);
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "Token and password or secret");
}

static void
test_clipboard (Fixture *fixture, gconstpointer unused)
{
  GtkSpinButton *spin = find_spin (fixture);

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 30);
  gtk_spin_button_spin (spin, GTK_SPIN_STEP_FORWARD, 5);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_CLIPBOARD_SECONDS), ==,
                    35);
  gtk_spin_button_spin (spin, GTK_SPIN_HOME, 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_CLIPBOARD_SECONDS), ==, 5);
  gtk_spin_button_spin (spin, GTK_SPIN_END, 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_CLIPBOARD_SECONDS), ==,
                    300);
  g_settings_set_uint (fixture->settings, VST_SETTINGS_CLIPBOARD_SECONDS, 75);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "75");
}

/* What was typed last counts though the row was not left. */
static void
test_closed_while_typing (Fixture *fixture, gconstpointer unused)
{
  gtk_editable_set_text (GTK_EDITABLE (find_spin (fixture)), "120");
  gtk_window_close (GTK_WINDOW (fixture->window));
  test_settle ();
  g_assert_null (fixture->window);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_CLIPBOARD_SECONDS), ==,
                    120);
}

static VstComboRow *
find_lock (Fixture *fixture)
{
  return test_find (fixture->window, VST_TYPE_COMBO_ROW, "Lock when idle");
}

static void
test_lock (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    guint row;
    guint minutes;
    const char *words;
  } rows[] = {
    { 0, 1, "After 1 minute" },
    { 3, 0, "Never" },
    { 2, 15, "After 15 minutes" },
    { 1, 5, "After 5 minutes" },
  };
  VstComboRow *row = find_lock (fixture);

  g_assert_nonnull (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_BOX)); /* in a card */
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "After 5 minutes");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), rows[i].row);
    g_assert_cmpstr (vst_combo_row_get_value (row), ==, rows[i].words);
    g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES), ==,
                      rows[i].minutes);
  }
}

/* As by dconf, be it one of the choices or not. */
static void
test_lock_changed (Fixture *fixture, gconstpointer unused)
{
  VstComboRow *row = find_lock (fixture);

  g_settings_set_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES, 15);
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "After 15 minutes");
  g_settings_set_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES, 10);
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "After 10 minutes");
  g_settings_set_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES, 20);
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "After 20 minutes");
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES), ==, 20);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, VST_SETTINGS_LOCK_MINUTES), ==, 1);
}

static void
test_lock_without_keyring (Fixture *fixture, gconstpointer unused)
{
  VstComboRow *row = find_lock (fixture);

  vst_preferences_set_has_keyring (VST_PREFERENCES (fixture->window), FALSE);
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "Never");
  g_assert_null (g_settings_get_user_value (fixture->settings, VST_SETTINGS_LOCK_MINUTES));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1); /* the same as without any choice */
  g_assert_cmpstr (vst_combo_row_get_value (row), ==, "After 5 minutes");
  g_assert_cmpuint (vst_settings_get_lock_minutes (fixture->settings, FALSE), ==, 5);
}

static gboolean
press_shortcut (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                  ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                  : 0;

    for (guint j = 0; j < n; j++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                             gtk_shortcut_get_arguments (shortcut));
    }
  }
  return FALSE;
}

static void
test_escape (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (press_shortcut (fixture->window, GDK_KEY_Escape));
  test_settle ();
  g_assert_null (fixture->window);
}

static void
test_names (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *spin = GTK_WIDGET (find_spin (fixture));

  gtk_test_accessible_assert_property (find_keep (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Keep in the keyring, Token");
  /* By its row; a label of its own would be said besides. */
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (spin),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_false (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_property (spin, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Seconds, when it still holds what was copied here");
}

/* The longest value in the narrowest window. */
static void
test_narrow (Fixture *fixture, gconstpointer unused)
{
  VstComboRow *row = find_keep (fixture);
  GtkWidget *label;
  int minimum;

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), VST_KEEP_TOKEN_AND_SECRET);
  gtk_widget_measure (fixture->window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  label = test_find (GTK_WIDGET (row), GTK_TYPE_LABEL, "Token and password or secret");
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/vst-preferences/window", test_window);
  add ("/vst-preferences/keep", test_keep);
  add ("/vst-preferences/keep-changed", test_keep_changed);
  add ("/vst-preferences/clipboard", test_clipboard);
  add ("/vst-preferences/closed-while-typing", test_closed_while_typing);
  add ("/vst-preferences/lock", test_lock);
  add ("/vst-preferences/lock-changed", test_lock_changed);
  add ("/vst-preferences/lock-without-keyring", test_lock_without_keyring);
  add ("/vst-preferences/escape", test_escape);
  add ("/vst-preferences/names", test_names);
  add ("/vst-preferences/narrow", test_narrow);
  return g_test_run ();
}
