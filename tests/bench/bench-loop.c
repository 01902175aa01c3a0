/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-loop.h"

#include <time.h>

static gint64 turn_began;
static gint64 turn_work_began;
static gint64 longest;
static gint64 longest_work;

gint64
bench_loop_processor_time (int id)
{
  struct timespec time;

  clock_gettime (id, &time);
  return time.tv_sec * G_USEC_PER_SEC + (gint64)time.tv_nsec / 1000;
}

static void
begin_turn (void)
{
  turn_began = g_get_monotonic_time ();
  turn_work_began = bench_loop_processor_time (CLOCK_THREAD_CPUTIME_ID);
}

static void
end_turn (void)
{
  gint64 work = bench_loop_processor_time (CLOCK_THREAD_CPUTIME_ID) - turn_work_began;

  longest = MAX (longest, g_get_monotonic_time () - turn_began);
  longest_work = MAX (longest_work, work);
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  end_turn ();
  n_ready = g_poll (fds, n_fds, timeout);
  begin_turn ();
  return n_ready;
}

void
bench_loop_watch (void)
{
  longest = 0;
  longest_work = 0;
  begin_turn ();
  g_main_context_set_poll_func (NULL, timed_poll);
}

void
bench_loop_print (void)
{
  end_turn ();
  g_print ("longest %" G_GINT64_FORMAT "\nlongest-work %" G_GINT64_FORMAT "\n", longest,
           longest_work);
}
