/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long nobody has used the window. Use is noted and wakes nothing: one timer sleeps up to the
 * earliest moment at which the time can be up, and then looks. Times are microseconds of
 * g_get_monotonic_time(). Signal "idle": the time is up; it starts anew with the next use. */
#define VST_TYPE_IDLE_CLOCK (vst_idle_clock_get_type ())
G_DECLARE_FINAL_TYPE (VstIdleClock, vst_idle_clock, VST, IDLE_CLOCK, GObject)

/** vst_idle_clock_new: Returns: (transfer full): without a limit, so that it does not run */
VstIdleClock *vst_idle_clock_new (void);

/** vst_idle_clock_set_limit: @minutes: without use; 0: never */
void vst_idle_clock_set_limit (VstIdleClock *self, guint minutes);

/** vst_idle_clock_set_held: no time passes while it is held; when it is let go, all of it is ahead.
 */
void vst_idle_clock_set_held (VstIdleClock *self, gboolean held);

/** vst_idle_clock_note_use: somebody has used the window. */
void vst_idle_clock_note_use (VstIdleClock *self, gint64 now);

/** vst_idle_clock_settle: nobody can use the window for now: the timer wakes once, at the end, and
 * not before. */
void vst_idle_clock_settle (VstIdleClock *self);

/** vst_idle_clock_check: tells of the end if it has come. The timer calls it; tests do so in place
 * of waiting. */
void vst_idle_clock_check (VstIdleClock *self, gint64 now);

/** vst_idle_clock_get_wake_up: Returns: when the timer wakes; 0: not at all */
gint64 vst_idle_clock_get_wake_up (VstIdleClock *self);

G_END_DECLS
