/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-hold-button.h"

struct _VstHoldButton {
  GtkButton parent_instance;

  gboolean is_held;
  GtkWindow *window; /* weak; that is looked at while it is held */
};

enum { PROP_HELD = 1, N_PROPS };
enum { COPY, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstHoldButton, vst_hold_button, GTK_TYPE_BUTTON)

static void
active_changed_cb (VstHoldButton *self)
{
  if (!gtk_window_is_active (self->window))
    vst_hold_button_let_go (self);
}

static void
follow_window (VstHoldButton *self, GtkWindow *window)
{
  if (self->window)
    g_signal_handlers_disconnect_by_func (self->window, active_changed_cb, self);
  g_set_weak_pointer (&self->window, window);
  if (window)
    g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
set_held (VstHoldButton *self, gboolean held)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->is_held == held || (held && !gtk_widget_is_sensitive (GTK_WIDGET (self))))
    return;
  self->is_held = held;
  follow_window (self, held && GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  if (held)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_ACTIVE, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_ACTIVE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED,
                               held ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

/* Not the button's own gesture: a click must do nothing when it ends. */
static void
press_begin_cb (VstHoldButton *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self)); /* so that Ctrl+C comes here */
  set_held (self, TRUE);
}

static gboolean
is_holding_key (guint key)
{
  return key == GDK_KEY_space || key == GDK_KEY_KP_Space || key == GDK_KEY_Return ||
         key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

static gboolean
key_pressed_cb (VstHoldButton *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (is_holding_key (key) && modifiers == 0) {
    set_held (self, TRUE);
    return GDK_EVENT_STOP;
  }
  if (self->is_held && modifiers == GDK_CONTROL_MASK && (key == GDK_KEY_c || key == GDK_KEY_C)) {
    g_signal_emit (self, signals[COPY], 0);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (VstHoldButton *self, guint key, guint code, GdkModifierType state)
{
  if (is_holding_key (key))
    set_held (self, FALSE);
}

static void
state_flags_changed_cb (VstHoldButton *self)
{
  if (!gtk_widget_is_sensitive (GTK_WIDGET (self)))
    set_held (self, FALSE);
}

static void
vst_hold_button_unmap (GtkWidget *widget)
{
  set_held (VST_HOLD_BUTTON (widget), FALSE);
  GTK_WIDGET_CLASS (vst_hold_button_parent_class)->unmap (widget);
}

static void
vst_hold_button_dispose (GObject *object)
{
  follow_window (VST_HOLD_BUTTON (object), NULL);
  G_OBJECT_CLASS (vst_hold_button_parent_class)->dispose (object);
}

static void
vst_hold_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HELD)
    g_value_set_boolean (value, VST_HOLD_BUTTON (object)->is_held);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
vst_hold_button_class_init (VstHoldButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vst_hold_button_dispose;
  object_class->get_property = vst_hold_button_get_property;
  GTK_WIDGET_CLASS (klass)->unmap = vst_hold_button_unmap;

  properties[PROP_HELD] =
      g_param_spec_boolean ("held", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[COPY] = g_signal_new ("copy", VST_TYPE_HOLD_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

/* Before the button itself sees them. */
static void
add_controllers (VstHoldButton *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "begin", G_CALLBACK (press_begin_cb), self);
  g_signal_connect_swapped (press, "end", G_CALLBACK (vst_hold_button_let_go), self);
  g_signal_connect_swapped (press, "cancel", G_CALLBACK (vst_hold_button_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (vst_hold_button_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
vst_hold_button_init (VstHoldButton *self)
{
  add_controllers (self);
  g_signal_connect (self, "state-flags-changed", G_CALLBACK (state_flags_changed_cb), NULL);
}

gboolean
vst_hold_button_is_held (VstHoldButton *self)
{
  g_return_val_if_fail (VST_IS_HOLD_BUTTON (self), FALSE);
  return self->is_held;
}

void
vst_hold_button_let_go (VstHoldButton *self)
{
  g_return_if_fail (VST_IS_HOLD_BUTTON (self));
  set_held (self, FALSE);
}
