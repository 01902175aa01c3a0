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
key_pressed_cb (
    GtkEventController *controller, guint keyval, guint code, GdkModifierType state, guint *down)
{
  gboolean is_repeated = is_guarded (keyval) && *down == keyval;

  *down = is_guarded (keyval) ? keyval : 0;
  if (is_space (keyval) && is_typing (gtk_event_controller_get_widget (controller)))
    return GDK_EVENT_PROPAGATE;
  return is_repeated ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (guint *down)
{
  *down = 0;
}

void
vst_return_guard_add (GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  guint *down = g_new0 (guint, 1); /* the key that is held, or 0 */

  g_object_set_data_full (G_OBJECT (controller), "down", down, g_free);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), down);
  g_signal_connect_swapped (controller, "key-released", G_CALLBACK (key_released_cb), down);
  gtk_widget_add_controller (widget, controller);
}
