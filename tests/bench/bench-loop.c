/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-loop.h"

static gint64 turn_began;
static gint64 longest;

static void
end_turn (void)
{
  longest = MAX (longest, g_get_monotonic_time () - turn_began);
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  end_turn ();
  n_ready = g_poll (fds, n_fds, timeout);
  turn_began = g_get_monotonic_time ();
  return n_ready;
}

void
bench_loop_watch (void)
{
  longest = 0;
  turn_began = g_get_monotonic_time ();
  g_main_context_set_poll_func (NULL, timed_poll);
}

gint64
bench_loop_get_longest (void)
{
  end_turn ();
  return longest;
}
