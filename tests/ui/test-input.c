/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-input.h"

#include "test-support.h"

/* The server has sent all of it when xdotool ends. */
static void
run_xdotool (const char *arguments)
{
  g_autofree char *line = g_strconcat ("xdotool ", arguments, NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
settle (void)
{
  gdk_display_sync (gdk_display_get_default ());
  test_settle ();
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

void
test_input_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean is_painted = FALSE;
  gulong handler =
      g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);

  gtk_widget_queue_draw (widget);
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* ---------------------------------------------------------------------- what the window gets */

typedef struct {
  GdkEventType type;
  guint n_seen;
} Watch;

static gboolean
event_cb (Watch *watch, GdkEvent *event)
{
  if (gdk_event_get_event_type (event) == watch->type)
    watch->n_seen++;
  return GDK_EVENT_PROPAGATE;
}

/* Comes before all that @widget's window makes of it. Returns: (transfer none) */
static GtkEventController *
add_watch (GtkWidget *widget, Watch *watch)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (event_cb), watch);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), controller);
  return controller;
}

static void
wait_for (GtkWidget *widget, Watch *watch, GtkEventController *controller, guint times)
{
  while (watch->n_seen < times)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_controller (GTK_WIDGET (gtk_widget_get_root (widget)), controller);
}

/* --------------------------------------------------------------------------------- keys, clicks */

static void
run_key_command (const char *command, const char *keys)
{
  g_autofree char *arguments = g_strconcat (command, " ", keys, NULL);

  run_xdotool (arguments);
  settle ();
}

void
test_input_keys (const char *keys)
{
  run_key_command ("key --delay 0", keys);
}

void
test_input_down (const char *key)
{
  run_key_command ("keydown", key);
}

void
test_input_wait_repeated (GtkWidget *widget, guint times)
{
  Watch watch = { GDK_KEY_PRESS, 0 };

  wait_for (widget, &watch, add_watch (widget, &watch), times);
}

void
test_input_up (const char *key)
{
  run_key_command ("keyup", key);
}

/* Returns: (transfer full): what takes the pointer there */
static char *
dup_move (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double native_x, native_y, in_x, in_y;

  gtk_native_get_surface_transform (native, &native_x, &native_y);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &in_x, &in_y);
  return g_strdup_printf ("mousemove --window %%1 %d %d", (int)(native_x + in_x),
                          (int)(native_y + in_y));
}

static char *
dup_move_to_middle (GtkWidget *widget)
{
  return dup_move (widget, gtk_widget_get_width (widget) / 2.0,
                   gtk_widget_get_height (widget) / 2.0);
}

/* The window manager sees a press before the window does. */
static void
run_buttons (GtkWidget *widget, const char *arguments, guint times)
{
  Watch watch = { GDK_BUTTON_PRESS, 0 };
  GtkEventController *controller = add_watch (widget, &watch);
  g_autofree char *all = g_strconcat ("getactivewindow ", arguments, NULL);

  run_xdotool (all);
  wait_for (widget, &watch, controller, times);
  settle ();
}

void
test_input_click (GtkWidget *widget, double x, double y, guint button, guint times)
{
  g_autofree char *move = NULL;
  g_autofree char *arguments = NULL;

  test_input_wait_frame (widget);
  move = dup_move (widget, x, y);
  arguments = g_strdup_printf ("%s click --repeat %u --delay 1 %u", move, times, button);
  run_buttons (widget, arguments, times);
}

void
test_input_press (GtkWidget *widget)
{
  g_autofree char *move = NULL;
  g_autofree char *arguments = NULL;

  test_input_wait_frame (widget);
  move = dup_move_to_middle (widget);
  arguments = g_strdup_printf ("%s mousedown 1", move);
  run_buttons (widget, arguments, 1);
}

void
test_input_release (GtkWidget *widget)
{
  Watch watch = { GDK_BUTTON_RELEASE, 0 };
  GtkEventController *controller = add_watch (widget, &watch);

  run_xdotool ("mouseup 1");
  wait_for (widget, &watch, controller, 1);
  settle ();
}

void
test_input_drag (GtkWidget *from, GtkWidget *to)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *arguments = NULL;

  test_input_wait_frame (from);
  start = dup_move_to_middle (from);
  end = dup_move_to_middle (to);
  arguments = g_strdup_printf ("%s mousedown 1 %s mouseup 1", start, end);
  run_buttons (from, arguments, 1);
}
