/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-window.h"

#include <string.h>
#include <time.h>

#include "bench-loop.h"

/* So long after its first frame a window is at rest, its threads included. */
#define REST 500

static gint64
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line ? g_ascii_strtoll (line + strlen ("\nPss:"), NULL, 10) : 0;
}

static void
print_since (BenchWindow *self, const char *name)
{
  g_print ("%s %" G_GINT64_FORMAT "\n", name, g_get_monotonic_time () - self->started);
}

/* What the process has had of the processors so far: the same on a busy machine. */
static void
print_work (void)
{
  g_print ("work %" G_GINT64_FORMAT "\n", bench_loop_processor_time (CLOCK_PROCESS_CPUTIME_ID));
}

static gboolean
signed_in_cb (gpointer user_data)
{
  bench_loop_print ();
  gtk_window_close (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
at_rest_cb (gpointer user_data)
{
  GtkWindow *window = user_data;
  BenchWindow *self = g_object_get_data (G_OBJECT (window), "bench-window");

  if (self->is_done)
    bench_loop_print ();
  if (self->print)
    self->print ();
  g_print ("memory %" G_GINT64_FORMAT "\n", read_memory ());
  if (!self->sign_in) {
    gtk_window_close (window);
    return G_SOURCE_REMOVE;
  }
  bench_loop_watch ();
  self->sign_in (window);
  g_timeout_add (2 * REST, signed_in_cb, window);
  return G_SOURCE_REMOVE;
}

static void
done_paint_cb (GdkFrameClock *clock, GtkWindow *window)
{
  BenchWindow *self = g_object_get_data (G_OBJECT (window), "bench-window");

  if (!self->is_done (window))
    return;
  print_since (self, "done");
  g_signal_handlers_disconnect_by_func (clock, done_paint_cb, window);
  g_timeout_add (REST, at_rest_cb, window);
}

static void
after_paint_cb (GdkFrameClock *clock, GtkWindow *window)
{
  BenchWindow *self = g_object_get_data (G_OBJECT (window), "bench-window");

  print_since (self, "painted");
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  if (!self->is_done) {
    g_timeout_add (REST, at_rest_cb, window);
    return;
  }
  bench_loop_watch ();
  g_signal_connect (clock, "after-paint", G_CALLBACK (done_paint_cb), window);
  done_paint_cb (clock, window);
}

static void
map_cb (GtkWidget *window, BenchWindow *self)
{
  print_since (self, "mapped");
  print_work ();
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    window);
}

void
bench_window_parse (BenchWindow *self, int argc, char **argv, void (*sign_in) (GtkWindow *window))
{
  *self = (BenchWindow){ 0 };
  self->started = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : g_get_monotonic_time ();
  self->sign_in = argc == 5 ? sign_in : NULL;
}

void
bench_window_watch (BenchWindow *self, GtkWindow *window)
{
  g_object_set_data (G_OBJECT (window), "bench-window", self);
  g_signal_connect (window, "map", G_CALLBACK (map_cb), self);
}
