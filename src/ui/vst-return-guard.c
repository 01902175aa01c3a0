/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-return-guard.h"

static gboolean
is_return (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
key_pressed_cb (gboolean *is_down, guint keyval)
{
  gboolean is_repeated = is_return (keyval) && *is_down;

  *is_down = is_return (keyval);
  return is_repeated ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (gboolean *is_down)
{
  *is_down = FALSE;
}

void
vst_return_guard_add (GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  gboolean *is_down = g_new0 (gboolean, 1);

  g_object_set_data_full (G_OBJECT (controller), "is-down", is_down, g_free);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), is_down);
  g_signal_connect_swapped (controller, "key-released", G_CALLBACK (key_released_cb), is_down);
  gtk_widget_add_controller (widget, controller);
}
