/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bench_loop_watch: from now on the main context's turns are timed: from the end of one wait for
 * something to do to the beginning of the next, so all callbacks of a turn together. The first one
 * begins now. */
void bench_loop_watch (void);

/** bench_loop_print: prints "longest", the longest turn since bench_loop_watch(), the present one
 * included, and "longest-work", the most that a turn had of the processor; microseconds. On a busy
 * machine the second says more, but it leaves out what a turn blocks for. */
void bench_loop_print (void);

/** bench_loop_processor_time: Returns: what the clock @id of this process says, microseconds */
gint64 bench_loop_processor_time (int id);

G_END_DECLS
