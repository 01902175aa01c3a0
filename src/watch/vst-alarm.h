/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rings at one moment of the computer's clock, and at once when the clock was set or the computer
 * has slept past it: what GLib's time-outs do not see, since they count the time awake. Until then
 * nothing wakes. */
typedef struct _VstAlarm VstAlarm;

/** vst_alarm_new: Returns: (transfer full): @rung is called in the main context of this thread,
 * once for each vst_alarm_set() or change of the clock since; it sets it again */
VstAlarm *vst_alarm_new (void (*rung) (gpointer user_data), gpointer user_data);
void vst_alarm_free (VstAlarm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstAlarm, vst_alarm_free)

/** vst_alarm_set: @at: milliseconds since 1970 */
void vst_alarm_set (VstAlarm *self, gint64 at);

G_END_DECLS
