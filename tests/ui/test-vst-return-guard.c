/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-return-guard.h"

#include "test-input.h"
#include "test-widgets.h"
#include "test-window.h"
#include "vst-hold-button.h"

/* As often as the keyboard is to repeat a key that is held. */
#define TIMES 3
/* A button that is activated by a key is seen to be pressed for a while first. */
#define LONG 20

typedef struct {
  GtkWindow *window;
  GtkWidget *entry;
  GtkWidget *other;
  guint n_activated;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->entry = gtk_entry_new ();
  fixture->other = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), fixture->other);
  g_signal_connect_swapped (fixture->entry, "activate", G_CALLBACK (test_count_cb),
                            &fixture->n_activated);
  fixture->window = test_window_new (box);
  vst_return_guard_add (GTK_WIDGET (fixture->window));
  gtk_widget_grab_focus (fixture->entry);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  test_settle ();
}

static void
hold (Fixture *fixture, const char *key)
{
  test_input_down (key);
  test_input_wait_repeated (fixture->entry, TIMES);
  test_input_up (key);
}

static void
test_held (Fixture *fixture, gconstpointer key)
{
  hold (fixture, key);
  g_assert_cmpuint (fixture->n_activated, ==, 1);
  hold (fixture, key);
  g_assert_cmpuint (fixture->n_activated, ==, 2);
}

static void
test_again (Fixture *fixture, gconstpointer unused)
{
  test_input_keys ("Return");
  g_assert_cmpuint (fixture->n_activated, ==, 1);
  test_input_keys ("Return KP_Enter Return");
  g_assert_cmpuint (fixture->n_activated, ==, 4);
}

/* Whoever holds another key wants it many times. */
static void
test_another_key (Fixture *fixture, gconstpointer unused)
{
  hold (fixture, "a");
  g_assert_cmpint (strlen (gtk_editable_get_text (GTK_EDITABLE (fixture->entry))), >, TIMES);
  test_input_keys ("Return");
  g_assert_cmpuint (fixture->n_activated, ==, 1);
}

/* In a text as well as another key; on a button as Return. */
static void
test_space (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button = gtk_button_new_with_label ("Press");
  guint n_pressed = 0;

  hold (fixture, "space");
  g_assert_cmpint (strlen (gtk_editable_get_text (GTK_EDITABLE (fixture->entry))), >, TIMES);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (test_count_cb), &n_pressed);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (fixture->entry)), button);
  gtk_widget_grab_focus (button);
  test_input_down ("space");
  test_input_wait_repeated (button, LONG);
  test_input_up ("space");
  g_assert_cmpuint (n_pressed, ==, 1);
}

/* Whoever waits for the end of it learns of that. */
static void
test_held_button (Fixture *fixture, gconstpointer key)
{
  GtkWidget *button = g_object_new (VST_TYPE_HOLD_BUTTON, "label", "Hold", NULL);
  gboolean is_held;

  gtk_box_append (GTK_BOX (gtk_widget_get_parent (fixture->entry)), button);
  gtk_widget_grab_focus (button);
  test_input_down (key);
  test_input_wait_repeated (button, TIMES);
  g_object_get (button, "held", &is_held, NULL);
  g_assert_true (is_held);
  test_input_up (key);
  test_settle ();
  g_object_get (button, "held", &is_held, NULL);
  g_assert_false (is_held);
}

/* A key that is held goes on where it was not pressed: on what took the place of that. */
static void
test_space_on_another (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *box = gtk_widget_get_parent (fixture->entry);
  GtkWidget *first = gtk_button_new_with_label ("First");
  GtkWidget *second = gtk_button_new_with_label ("Second");
  guint n_pressed = 0;

  g_signal_connect_swapped (second, "clicked", G_CALLBACK (test_count_cb), &n_pressed);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_grab_focus (first);
  test_input_down ("space");
  test_input_wait_repeated (first, TIMES);
  gtk_widget_grab_focus (second);
  test_input_wait_repeated (second, LONG);
  test_input_up ("space");
  g_assert_cmpuint (n_pressed, ==, 0);
}

/* What Return does may move the focus, and nobody has it for a while. */
static void
test_focus_moves (Fixture *fixture, gconstpointer unused)
{
  test_input_down ("Return");
  gtk_widget_grab_focus (fixture->other);
  gtk_widget_set_sensitive (fixture->entry, FALSE);
  test_input_wait_repeated (fixture->entry, 1);
  gtk_window_set_focus (fixture->window, NULL);
  test_input_wait_repeated (fixture->entry, 1);
  gtk_widget_set_sensitive (fixture->entry, TRUE);
  gtk_widget_grab_focus (fixture->entry);
  test_input_wait_repeated (fixture->entry, TIMES);
  g_assert_cmpuint (fixture->n_activated, ==, 1);

  gtk_widget_grab_focus (fixture->other);
  test_input_up ("Return");
  gtk_widget_grab_focus (fixture->entry);
  test_input_keys ("Return");
  g_assert_cmpuint (fixture->n_activated, ==, 2);
}

/* -------------------------------------------------------------------------- in the whole window */

/* A refused password is sent once, however long the key is held after that. */
static void
test_refused (TestWindow *fixture, gconstpointer place)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  test_type_account (fixture, "wrong-password", NULL);
  gtk_widget_grab_focus (test_child (fixture, "user_row"));
  test_input_down ("Return");
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
  test_wait_idle (fixture);
  test_input_wait_repeated (window, LONG);
  test_input_up ("Return");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);

  test_input_keys ("Return");
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 2);
  test_wait_idle (fixture);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 2);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);
  g_test_add ("/return-guard/held", Fixture, "Return", set_up, test_held, tear_down);
  g_test_add ("/return-guard/held-keypad", Fixture, "KP_Enter", set_up, test_held, tear_down);
  g_test_add ("/return-guard/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/return-guard/another-key", Fixture, NULL, set_up, test_another_key, tear_down);
  g_test_add ("/return-guard/space", Fixture, NULL, set_up, test_space, tear_down);
  g_test_add ("/return-guard/held-button", Fixture, "space", set_up, test_held_button, tear_down);
  g_test_add ("/return-guard/held-button-return", Fixture, "Return", set_up, test_held_button,
              tear_down);
  g_test_add ("/return-guard/space-on-another", Fixture, NULL, set_up, test_space_on_another,
              tear_down);
  g_test_add ("/return-guard/focus-moves", Fixture, NULL, set_up, test_focus_moves, tear_down);
  g_test_add ("/return-guard/refused", TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE),
              test_vst_window_set_up, test_refused, test_vst_window_tear_down);
  return g_test_run ();
}
