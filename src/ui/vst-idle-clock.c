/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-idle-clock.h"

struct _VstIdleClock {
  GObject parent_instance;

  gint64 limit; /* microseconds; 0: none */
  gboolean is_held;
  gboolean is_over; /* and nobody has used the window since */
  gint64 used;      /* the last time */
  guint timer;
  gint64 wakes; /* when the timer does */
};

enum { IDLE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstIdleClock, vst_idle_clock, G_TYPE_OBJECT)

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr (VstIdleClock) self = g_object_ref (user_data);

  self->timer = 0;
  vst_idle_clock_check (self, g_get_monotonic_time ());
  return G_SOURCE_REMOVE;
}

/* Whole seconds, which the system wakes for together with other timers. GLib may be a quarter of
 * one early, so that it gets one more: waking twice for the same end is what is not wanted. */
static void
arm (VstIdleClock *self, gint64 now)
{
  gint64 left = MAX (self->used + self->limit - now, 0);
  guint seconds = (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->limit == 0 || self->is_held || self->is_over)
    return;
  self->timer = g_timeout_add_seconds (seconds + 1, timer_cb, self);
  self->wakes = self->used + self->limit;
}

static void
vst_idle_clock_dispose (GObject *object)
{
  VstIdleClock *self = VST_IDLE_CLOCK (object);

  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (vst_idle_clock_parent_class)->dispose (object);
}

static void
vst_idle_clock_class_init (VstIdleClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_idle_clock_dispose;
  signals[IDLE] = g_signal_new ("idle", VST_TYPE_IDLE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
vst_idle_clock_init (VstIdleClock *self)
{
  self->used = g_get_monotonic_time ();
}

VstIdleClock *
vst_idle_clock_new (void)
{
  return g_object_new (VST_TYPE_IDLE_CLOCK, NULL);
}

/* From now on all of the time is ahead. */
static void
start (VstIdleClock *self, gint64 now)
{
  self->used = now;
  self->is_over = FALSE;
  arm (self, now);
}

void
vst_idle_clock_set_limit (VstIdleClock *self, guint minutes)
{
  gint64 limit = minutes * G_TIME_SPAN_MINUTE;

  g_return_if_fail (VST_IS_IDLE_CLOCK (self));

  if (limit == self->limit)
    return;
  self->limit = limit;
  start (self, g_get_monotonic_time ());
}

void
vst_idle_clock_set_held (VstIdleClock *self, gboolean held)
{
  g_return_if_fail (VST_IS_IDLE_CLOCK (self));

  if (held == self->is_held)
    return;
  self->is_held = held;
  start (self, g_get_monotonic_time ());
}

void
vst_idle_clock_note_use (VstIdleClock *self, gint64 now)
{
  g_return_if_fail (VST_IS_IDLE_CLOCK (self));

  if (self->is_over)
    start (self, now);
  else
    self->used = now;
}

void
vst_idle_clock_settle (VstIdleClock *self)
{
  g_return_if_fail (VST_IS_IDLE_CLOCK (self));

  if (self->timer)
    arm (self, g_get_monotonic_time ());
}

void
vst_idle_clock_check (VstIdleClock *self, gint64 now)
{
  g_return_if_fail (VST_IS_IDLE_CLOCK (self));

  if (self->limit == 0 || self->is_held || self->is_over)
    return;
  self->is_over = now - self->used >= self->limit;
  arm (self, now);
  if (self->is_over)
    g_signal_emit (self, signals[IDLE], 0);
}

gint64
vst_idle_clock_get_wake_up (VstIdleClock *self)
{
  g_return_val_if_fail (VST_IS_IDLE_CLOCK (self), 0);

  return self->timer ? self->wakes : 0;
}
