/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What to measure in a window. */
typedef struct {
  gint64 started;                    /* when the process was started; microseconds, monotonic */
  void (*sign_in) (GtkWindow *);     /* nullable: what starts a sign-in once the window is up */
  gboolean (*is_done) (GtkWindow *); /* nullable: whether what a start is to show is there */
  void (*print) (void);              /* nullable: prints more figures of such a start */
} BenchWindow;

/** bench_window_parse: reads "STARTED [URI USER PASSWORD]" of the command line; those that sign in
 * get @sign_in. */
void
bench_window_parse (BenchWindow *self, int argc, char **argv, void (*sign_in) (GtkWindow *window));

/**
 * bench_window_watch:
 * @self: has to live as long as @window
 * @window: not presented yet
 *
 * Prints "mapped", "painted" (microseconds from the start of the process to the map of the window
 * and to its first frame), "work" (microseconds of the processors until the map) and "memory" (PSS
 * in kB, when all is at rest). With a sign-in it prints what bench_loop_print() does, once all is
 * at rest again; with is_done() "done" (microseconds to the frame that has it) and the same for the
 * turns from the first frame on. Then closes the window.
 */
void bench_window_watch (BenchWindow *self, GtkWindow *window);

G_END_DECLS
