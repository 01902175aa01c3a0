/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-clipboard-bar.h"

#include "config.h"

#include <glib/gi18n.h>

#include "vst-announce.h"
#include "vst-seen.h"

#define RING_WIDTH 3

struct _VstClipboardBar {
  GtkWidget parent_instance;

  VstClipboard *clipboard;

  GtkRevealer *revealer;
  GtkDrawingArea *ring;
  GtkLabel *words;
  GtkWidget *history_warning;
  GtkWidget *keep_longer_button;
  GtkWidget *clear_now_button;
  GtkWidget *close_button;
};

enum { PROP_0, PROP_CLIPBOARD, PROP_REVEALED, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { LEAVE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstClipboardBar, vst_clipboard_bar, GTK_TYPE_WIDGET)

static gboolean
is_open (VstClipboardBar *self)
{
  return vst_clipboard_is_active (self->clipboard) || vst_clipboard_is_kept (self->clipboard);
}

/* The whole circle faintly, over it from the top clockwise what is left. */
static void
draw_ring_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (user_data);
  double radius = (MIN (width, height) - RING_WIDTH) / 2.0;
  double fraction = vst_clipboard_get_fraction (self->clipboard);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_rotate (cr, -G_PI / 2);

  cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.2 * color.alpha);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI * fraction);
  cairo_stroke (cr);
}

static void
show_time (VstClipboardBar *self)
{
  g_autofree char *words = NULL;

  /* While the bar closes it goes on showing what it said last. */
  if (!vst_clipboard_is_active (self->clipboard))
    return;
  words = g_strdup_printf (_ ("Token on the clipboard, cleared in %u s"),
                           vst_clipboard_get_seconds_left (self->clipboard));
  gtk_label_set_label (self->words, words);
  gtk_widget_queue_draw (GTK_WIDGET (self->ring));
}

const char *
vst_clipboard_bar_get_kept_words (void)
{
  return _ ("Your desktop keeps clipboard history; remove the token there.");
}

/* What is out of our hands has no time and nothing to clear. */
static void
show_parts (VstClipboardBar *self)
{
  gboolean active = vst_clipboard_is_active (self->clipboard);

  if (!is_open (self))
    return;
  if (active)
    show_time (self);
  else
    gtk_label_set_label (self->words, vst_clipboard_bar_get_kept_words ());
  gtk_widget_set_visible (GTK_WIDGET (self->ring), active);
  gtk_widget_set_visible (self->history_warning,
                          active && !vst_clipboard_hint_is_delivered (self->clipboard));
  gtk_widget_set_visible (self->keep_longer_button, active);
  gtk_widget_set_visible (self->clear_now_button, active);
  gtk_widget_set_visible (self->close_button, !active);
}

/* Something goes: a person at the keyboard must not be left on a button that is gone. */
static void
give_focus_away (VstClipboardBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_signal_emit (self, signals[LEAVE], 0);
}

static void
state_changed_cb (VstClipboardBar *self)
{
  give_focus_away (self);
  show_parts (self);
  if (is_open (self)) {
    gtk_widget_set_can_focus (GTK_WIDGET (self), TRUE);
    vst_announce (GTK_WIDGET (self), gtk_label_get_label (self->words));
  }
  gtk_revealer_set_reveal_child (self->revealer, is_open (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
cleared_cb (VstClipboardBar *self)
{
  vst_announce (GTK_WIDGET (self), _ ("Clipboard cleared"));
}

/* Nobody needs seconds that are not seen. */
static void
seen_changed_cb (GtkWidget *widget)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (widget);

  vst_clipboard_set_watched (self->clipboard, vst_seen_is (widget));
}

static void
keep_longer_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  vst_clipboard_keep_longer (VST_CLIPBOARD_BAR (widget)->clipboard);
}

static void
clear_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  vst_clipboard_clear (VST_CLIPBOARD_BAR (widget)->clipboard);
}

static void
dismiss_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  vst_clipboard_dismiss (VST_CLIPBOARD_BAR (widget)->clipboard);
}

static void
vst_clipboard_bar_constructed (GObject *object)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (object);

  G_OBJECT_CLASS (vst_clipboard_bar_parent_class)->constructed (object);

  g_signal_connect_object (self->clipboard, "notify::active", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clipboard, "notify::kept", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clipboard, "notify::seconds-left", G_CALLBACK (show_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clipboard, "cleared", G_CALLBACK (cleared_cb), self,
                           G_CONNECT_SWAPPED);
  state_changed_cb (self);
}

static void
vst_clipboard_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (object);

  switch (id) {
  case PROP_CLIPBOARD:
    g_value_set_object (value, self->clipboard);
    break;
  case PROP_REVEALED:
    g_value_set_boolean (value, gtk_revealer_get_reveal_child (self->revealer));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vst_clipboard_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (object);

  switch (id) {
  case PROP_CLIPBOARD:
    self->clipboard = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vst_clipboard_bar_dispose (GObject *object)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_CLIPBOARD_BAR);

  G_OBJECT_CLASS (vst_clipboard_bar_parent_class)->dispose (object);
}

static void
vst_clipboard_bar_finalize (GObject *object)
{
  g_clear_object (&VST_CLIPBOARD_BAR (object)->clipboard);

  G_OBJECT_CLASS (vst_clipboard_bar_parent_class)->finalize (object);
}

/* A flow box keeps the focus that comes in by Tab to itself, so the bar steps through its buttons
 * on its own. */
static gboolean
vst_clipboard_bar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  VstClipboardBar *self = VST_CLIPBOARD_BAR (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP ||
                     direction == (is_rtl ? GTK_DIR_RIGHT : GTK_DIR_LEFT);
  GtkWidget *first = is_back ? self->clear_now_button : self->keep_longer_button;
  GtkWidget *last = is_back ? self->keep_longer_button : self->clear_now_button;

  if (!vst_clipboard_is_active (self->clipboard))
    first = last = self->close_button;
  if (!is_open (self) || gtk_widget_is_focus (last))
    return FALSE;
  return gtk_widget_grab_focus (gtk_widget_is_focus (first) ? last : first);
}

static void
vst_clipboard_bar_class_init (VstClipboardBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = vst_clipboard_bar_constructed;
  object_class->get_property = vst_clipboard_bar_get_property;
  object_class->set_property = vst_clipboard_bar_set_property;
  object_class->dispose = vst_clipboard_bar_dispose;
  object_class->finalize = vst_clipboard_bar_finalize;

  widget_class->focus = vst_clipboard_bar_focus;

  properties[PROP_CLIPBOARD] =
      g_param_spec_object ("clipboard", NULL, NULL, VST_TYPE_CLIPBOARD,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEALED] =
      g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LEAVE] = g_signal_new ("leave", VST_TYPE_CLIPBOARD_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "clipboard.keep-longer", NULL, keep_longer_action);
  gtk_widget_class_install_action (widget_class, "clipboard.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "clipboard.dismiss", NULL, dismiss_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-clipboard-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, ring);
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, words);
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, history_warning);
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, keep_longer_button);
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, clear_now_button);
  gtk_widget_class_bind_template_child (widget_class, VstClipboardBar, close_button);
}

static void
vst_clipboard_bar_init (VstClipboardBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->ring, draw_ring_cb, self, NULL);
  vst_seen_follow (GTK_WIDGET (self), seen_changed_cb);
}

GtkWidget *
vst_clipboard_bar_new (VstClipboard *clipboard)
{
  g_return_val_if_fail (VST_IS_CLIPBOARD (clipboard), NULL);
  return g_object_new (VST_TYPE_CLIPBOARD_BAR, "clipboard", clipboard, NULL);
}

int
vst_clipboard_bar_get_room (VstClipboardBar *self, int width)
{
  GtkWidget *child = gtk_revealer_get_child (self->revealer);
  int least, height;

  g_return_val_if_fail (VST_IS_CLIPBOARD_BAR (self), 0);

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX (width, least); /* a page that was never shown has none */
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}
