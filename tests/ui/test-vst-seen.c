/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-seen.h"

#include "test-widgets.h"

typedef struct {
  GtkWindow *window;
  GtkWidget *label; /* owned */
} Fixture;

/* What was told, each time. */
static GString *told;

static void
changed_cb (GtkWidget *widget)
{
  g_string_append (told, vst_seen_is (widget) ? "seen " : "unseen ");
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  told = g_string_new (NULL);
  fixture->label = g_object_ref_sink (gtk_label_new ("label"));
  vst_seen_follow (fixture->label, changed_cb);
  g_assert_false (vst_seen_is (fixture->label));
  g_assert_cmpstr (told->str, ==, "");
}

static void
open_window (Fixture *fixture)
{
  fixture->window = test_window_new (fixture->label);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->window)
    gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->label);
  g_string_free (told, TRUE);
}

static void
test_shown (Fixture *fixture, gconstpointer unused)
{
  open_window (fixture);
  g_assert_true (vst_seen_is (fixture->label));
  gtk_widget_set_visible (fixture->label, FALSE);
  g_assert_false (vst_seen_is (fixture->label));
  gtk_widget_set_visible (fixture->label, TRUE);
  g_assert_cmpstr (told->str, ==, "seen unseen seen ");
}

static void
test_minimized (Fixture *fixture, gconstpointer unused)
{
  open_window (fixture);
  test_minimize (fixture->window);
  g_assert_true (gtk_widget_get_mapped (fixture->label));
  g_assert_false (vst_seen_is (fixture->label));
  test_unminimize (fixture->window);
  g_assert_true (vst_seen_is (fixture->label));
  g_assert_cmpstr (told->str, ==, "seen unseen seen ");
}

/* What comes into a window that nobody sees is not seen either, until the window is. */
static void
test_shown_while_minimized (Fixture *fixture, gconstpointer unused)
{
  open_window (fixture);
  gtk_widget_set_visible (fixture->label, FALSE);
  test_minimize (fixture->window);
  g_string_truncate (told, 0);
  gtk_widget_set_visible (fixture->label, TRUE);
  g_assert_false (vst_seen_is (fixture->label));
  g_assert_cmpstr (told->str, ==, "");
  test_unminimize (fixture->window);
  g_assert_cmpstr (told->str, ==, "seen ");
}

/* A window that it has left is none of its business. */
static void
test_other_window (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *first;

  open_window (fixture);
  first = fixture->window;
  adw_window_set_content (ADW_WINDOW (first), gtk_label_new ("other"));
  open_window (fixture);
  g_string_truncate (told, 0);
  test_minimize (first);
  g_assert_true (vst_seen_is (fixture->label));
  test_minimize (fixture->window);
  g_assert_cmpstr (told->str, ==, "unseen ");
  gtk_window_destroy (first);
}

static void
test_window_closed (Fixture *fixture, gconstpointer unused)
{
  open_window (fixture);
  gtk_window_destroy (g_steal_pointer (&fixture->window));
  g_assert_false (vst_seen_is (fixture->label));
  g_assert_cmpstr (told->str, ==, "seen unseen ");
}

/* A popover has a surface of its own, and goes with its window. */
static void
test_popover (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (popover), fixture->label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  fixture->window = test_window_new (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (vst_seen_is (fixture->label));
  test_minimize (fixture->window);
  g_assert_false (vst_seen_is (fixture->label));
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/seen/shown", test_shown);
  ADD ("/seen/minimized", test_minimized);
  ADD ("/seen/shown-while-minimized", test_shown_while_minimized);
  ADD ("/seen/other-window", test_other_window);
  ADD ("/seen/window-closed", test_window_closed);
  ADD ("/seen/popover", test_popover);
  return g_test_run ();
}
