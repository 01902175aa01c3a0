/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-waiting.h"

#include <glib/gi18n.h>

/* After so many seconds "Asking…" becomes "Waiting…", with the time. */
#define WAITING_AFTER 3

struct _VstWaiting {
  GObject parent_instance;

  char *host;   /* NULL while there is nothing to wait for */
  gint64 began; /* of g_get_monotonic_time() */
  guint seconds;
  gboolean is_watched;
  guint timer;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstWaiting, vst_waiting, G_TYPE_OBJECT)

static gboolean
second_passed_cb (gpointer user_data)
{
  VstWaiting *self = user_data;

  self->seconds++;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
update_timer (VstWaiting *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->host && self->is_watched)
    self->timer = g_timeout_add_seconds (1, second_passed_cb, self);
}

static void
vst_waiting_dispose (GObject *object)
{
  vst_waiting_end (VST_WAITING (object));

  G_OBJECT_CLASS (vst_waiting_parent_class)->dispose (object);
}

static void
vst_waiting_class_init (VstWaitingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_waiting_dispose;
  signals[CHANGED] = g_signal_new ("changed", VST_TYPE_WAITING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
vst_waiting_init (VstWaiting *self)
{
}

VstWaiting *
vst_waiting_new (void)
{
  return g_object_new (VST_TYPE_WAITING, NULL);
}

void
vst_waiting_begin (VstWaiting *self, const char *host)
{
  g_return_if_fail (VST_IS_WAITING (self));
  g_return_if_fail (host);

  g_free (self->host);
  self->host = g_strdup (host);
  self->began = g_get_monotonic_time ();
  self->seconds = 0;
  update_timer (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
vst_waiting_end (VstWaiting *self)
{
  g_return_if_fail (VST_IS_WAITING (self));

  g_clear_pointer (&self->host, g_free);
  update_timer (self);
}

/* Nobody counted meanwhile. */
static void
catch_up (VstWaiting *self)
{
  gint64 passed = (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;

  if (passed <= self->seconds)
    return;
  self->seconds = (guint)passed;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
vst_waiting_set_watched (VstWaiting *self, gboolean watched)
{
  g_return_if_fail (VST_IS_WAITING (self));

  if (watched == self->is_watched)
    return;
  self->is_watched = watched;
  update_timer (self);
  if (self->timer)
    catch_up (self);
}

char *
vst_waiting_dup_words (VstWaiting *self)
{
  g_return_val_if_fail (VST_IS_WAITING (self), NULL);
  g_return_val_if_fail (self->host, NULL);

  if (self->seconds <= WAITING_AFTER)
    return g_strdup_printf (_ ("Asking %s…"), self->host);
  /* Translators: a host and seconds; a no-break space stands before the unit. */
  return g_strdup_printf (_ ("Waiting for %s, %u s…"), self->host, self->seconds);
}
