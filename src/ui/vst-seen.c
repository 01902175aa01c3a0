/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-seen.h"

typedef struct {
  GtkWidget *widget;    /* which this is of, and lives as long as */
  VstSeenFunc changed;  /* told each time */
  GdkSurface *toplevel; /* owned; NULL while the widget is not mapped */
  gulong state_handler; /* of the toplevel */
  gboolean is_seen;     /* what was told of last */
} Follower;

/* A GTK that can tell more of a window than the one the rest is pinned to. */
static GdkToplevelState
get_unseen_states (void)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return GDK_TOPLEVEL_STATE_MINIMIZED | GDK_TOPLEVEL_STATE_SUSPENDED;
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  return GDK_TOPLEVEL_STATE_MINIMIZED;
#endif
}

/* Of the window, also where the widget is in a popover. */
static GdkSurface *
get_toplevel (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root ? gtk_native_get_surface (GTK_NATIVE (root)) : NULL;
}

gboolean
vst_seen_is (GtkWidget *widget)
{
  GdkSurface *surface;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  surface = get_toplevel (widget);
  return !GDK_IS_TOPLEVEL (surface) ||
         !(gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & get_unseen_states ());
}

static void
tell (Follower *self)
{
  gboolean is_seen = vst_seen_is (self->widget);

  if (is_seen == self->is_seen)
    return;
  self->is_seen = is_seen;
  self->changed (self->widget);
}

static void
leave_toplevel (Follower *self)
{
  if (self->toplevel)
    g_clear_signal_handler (&self->state_handler, self->toplevel);
  g_clear_object (&self->toplevel);
}

static void
mapped_cb (Follower *self)
{
  GdkSurface *surface = get_toplevel (self->widget);

  leave_toplevel (self);
  if (GDK_IS_TOPLEVEL (surface)) {
    self->toplevel = g_object_ref (surface);
    self->state_handler =
        g_signal_connect_swapped (surface, "notify::state", G_CALLBACK (tell), self);
  }
  tell (self);
}

static void
unmapped_cb (Follower *self)
{
  leave_toplevel (self);
  tell (self);
}

static void
follower_free (gpointer data, GClosure *closure)
{
  leave_toplevel (data);
  g_free (data);
}

/* It is the handlers of the widget that own the follower. */
void
vst_seen_follow (GtkWidget *widget, VstSeenFunc changed)
{
  Follower *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (changed);

  self = g_new0 (Follower, 1);
  self->widget = widget;
  self->changed = changed;
  self->is_seen = vst_seen_is (widget);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (unmapped_cb), self);
  g_signal_connect_data (widget, "map", G_CALLBACK (mapped_cb), self, follower_free,
                         G_CONNECT_SWAPPED);
}
