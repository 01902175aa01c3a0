/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bench_loop_watch: from now on the main context's turns are timed: from the end of one wait for
 * something to do to the beginning of the next, so all callbacks of a turn together. The first one
 * begins now. */
void bench_loop_watch (void);

/** bench_loop_get_longest: Returns: the longest turn since bench_loop_watch(), the present one
 * included; microseconds */
gint64 bench_loop_get_longest (void);

G_END_DECLS
