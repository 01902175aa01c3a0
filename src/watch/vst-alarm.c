/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-alarm.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <glib-unix.h>

/* How late the fallback may see a change of the clock. */
#define FALLBACK_SECONDS 3600

struct _VstAlarm {
  void (*rung) (gpointer user_data);
  gpointer user_data;
  int fd;       /* -1 where the system has none */
  guint source; /* of the descriptor, or of the time-out in its place */
};

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  VstAlarm *self = user_data;
  guint64 count;

  /* ECANCELED is what it says when the clock was set: that is a reason to look, too. */
  if (read (fd, &count, sizeof count) < 0 && errno == EAGAIN)
    return G_SOURCE_CONTINUE;
  self->rung (self->user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
time_out_cb (gpointer user_data)
{
  VstAlarm *self = user_data;

  self->source = 0;
  self->rung (self->user_data);
  return G_SOURCE_REMOVE;
}

VstAlarm *
vst_alarm_new (void (*rung) (gpointer user_data), gpointer user_data)
{
  VstAlarm *self = g_new0 (VstAlarm, 1);

  self->rung = rung;
  self->user_data = user_data;
  self->fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->fd >= 0)
    self->source = g_unix_fd_add (self->fd, G_IO_IN, readable_cb, self);
  return self;
}

void
vst_alarm_free (VstAlarm *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/* No descriptor is left: look from time to time. */
static void
set_time_out (VstAlarm *self, gint64 at)
{
  gint64 left = at / 1000 - g_get_real_time () / G_USEC_PER_SEC;

  g_clear_handle_id (&self->source, g_source_remove);
  self->source =
      g_timeout_add_seconds ((guint)CLAMP (left + 1, 0, FALLBACK_SECONDS), time_out_cb, self);
}

void
vst_alarm_set (VstAlarm *self, gint64 at)
{
  const struct itimerspec when = {
    .it_value = { .tv_sec = MAX (at / 1000, 0), .tv_nsec = at % 1000 * 1000000 + 1 },
  };

  if (self->fd < 0 ||
      timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) != 0)
    set_time_out (self, at);
}
