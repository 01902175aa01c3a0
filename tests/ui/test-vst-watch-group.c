/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-watch-group.h"

#include <glib/gstdio.h>

#include "test-widgets.h"
#include "vst-autostart.h"
#include "vst-preferences.h"
#include "vst-settings.h"

typedef struct {
  GSettings *settings;
  GtkWindow *parent;
  GtkWidget *window;
  GtkSwitch *toggle;
} Fixture;

/* In the preferences, as the window puts it there. */
static void
open_preferences (Fixture *fixture)
{
  fixture->window = vst_preferences_new (fixture->parent, fixture->settings);
  vst_preferences_add_group (VST_PREFERENCES (fixture->window), vst_watch_group_new ());
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->toggle = test_find (fixture->window, GTK_TYPE_SWITCH, NULL);
  g_assert_nonnull (fixture->toggle);
}

static void
reopen_preferences (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  open_preferences (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_setenv ("VESTIBULE_WATCH", "/bin/true", TRUE);
  g_assert_true (vst_autostart_set (FALSE, NULL, NULL));
  fixture->settings = vst_settings_new (TRUE);
  fixture->parent = test_window_new (gtk_label_new ("Vestibule"));
  open_preferences (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->parent);
  test_settle ();
  g_assert_finalize_object (fixture->settings);
}

static gboolean
says (Fixture *fixture, const char *start)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (fixture->toggle), VST_TYPE_WATCH_GROUP);
  GtkLabel *label = GTK_LABEL (gtk_widget_get_last_child (group));

  return gtk_widget_get_visible (GTK_WIDGET (label)) &&
         g_str_has_prefix (gtk_label_get_text (label), start);
}

static void
test_off_by_default (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (gtk_switch_get_active (fixture->toggle));
  g_assert_false (says (fixture, ""));
  g_assert_nonnull (test_find (fixture->window, GTK_TYPE_LABEL, "Reminders"));
}

static void
test_file (Fixture *fixture, gconstpointer unused)
{
  gtk_switch_set_active (fixture->toggle, TRUE);
  g_assert_true (vst_autostart_is_on ());
  g_assert_true (gtk_switch_get_state (fixture->toggle));
  reopen_preferences (fixture);
  g_assert_true (gtk_switch_get_active (fixture->toggle));
  gtk_switch_set_active (fixture->toggle, FALSE);
  g_assert_false (vst_autostart_is_on ());
  /* As by the desktop's own settings. */
  g_assert_true (vst_autostart_set (TRUE, NULL, NULL));
  reopen_preferences (fixture);
  g_assert_true (gtk_switch_get_active (fixture->toggle));
  g_assert_false (says (fixture, ""));
}

/* A folder stands where the file would be. */
static void
test_not_written (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = vst_autostart_dup_path ();

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  gtk_switch_set_active (fixture->toggle, TRUE);
  g_assert_true (says (fixture, "The watch cannot be started at login: "));
  g_assert_false (gtk_switch_get_active (fixture->toggle));
  g_assert_false (gtk_switch_get_state (fixture->toggle));
  g_assert_cmpint (g_rmdir (path), ==, 0);
  gtk_switch_set_active (fixture->toggle, TRUE);
  g_assert_false (says (fixture, ""));
  g_assert_true (gtk_switch_get_active (fixture->toggle));
}

static void
test_not_removed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = vst_autostart_dup_path ();
  g_autofree char *inner = g_build_filename (path, "inner", NULL);

  gtk_switch_set_active (fixture->toggle, TRUE);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  gtk_switch_set_active (fixture->toggle, FALSE);
  g_assert_true (says (fixture, "The watch is still started at login: "));
  g_rmdir (inner);
  g_rmdir (path);
}

static void
test_not_started (Fixture *fixture, gconstpointer unused)
{
  g_setenv ("VESTIBULE_WATCH", "/nowhere/vestibule-watch", TRUE);
  gtk_switch_set_active (fixture->toggle, TRUE);
  g_assert_true (vst_autostart_is_on ());
  g_assert_true (says (fixture, "It starts with the next login, but not now: "));
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/watch-group/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("off-by-default", test_off_by_default);
  ADD ("file", test_file);
  ADD ("not-written", test_not_written);
  ADD ("not-removed", test_not_removed);
  ADD ("not-started", test_not_started);
#undef ADD
  return g_test_run ();
}
