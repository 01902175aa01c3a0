/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-return-guard.h"

static gboolean
is_space (guint keyval)
{
  return keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space;
}

/* What presses a button. */
static gboolean
is_guarded (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter ||
         is_space (keyval);
}

/* Whoever holds Space there wants many. */
static gboolean
is_typing (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

static gboolean
is_to_stop (GtkWidget *widget, guint keyval, guint *down)
{
  gboolean is_repeated = is_guarded (keyval) && *down == keyval;

  *down = is_guarded (keyval) ? keyval : 0;
  return is_repeated && !(is_space (keyval) && is_typing (widget));
}

/* Not a GtkEventControllerKey: of a key that it has stopped once it stops the release, too, which
 * whoever the key is held for waits for. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, guint *down)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS)
    return is_to_stop (gtk_event_controller_get_widget (controller),
                       gdk_key_event_get_keyval (event), down);
  if (type == GDK_KEY_RELEASE)
    *down = 0;
  return GDK_EVENT_PROPAGATE;
}

void
vst_return_guard_add (GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  guint *down = g_new0 (guint, 1); /* the key that is held, or 0 */

  g_object_set_data_full (G_OBJECT (controller), "down", down, g_free);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), down);
  gtk_widget_add_controller (widget, controller);
}
