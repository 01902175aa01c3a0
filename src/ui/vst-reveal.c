/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-reveal.h"

#include <string.h>

#include "vst-long-text.h"

/* A longer text is cut: the page would only scroll. */
#define MAX_LINES 40

struct _VstReveal {
  GtkWidget parent_instance;

  PangoLayout *layout; /* nullable: nothing is shown */
};

G_DEFINE_FINAL_TYPE (VstReveal, vst_reveal, GTK_TYPE_WIDGET)

/* Pango's copy of the text, the only one that is made: what GTK keeps of a frame are numbers of
 * glyphs. Pango lends it out; nobody else reads it now. */
static void
drop_layout (VstReveal *self)
{
  char *text;

  if (!self->layout)
    return;
  text = (char *)pango_layout_get_text (self->layout);
  explicit_bzero (text, strlen (text));
  g_clear_object (&self->layout);
}

static GtkSizeRequestMode
vst_reveal_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vst_reveal_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  VstReveal *self = VST_REVEAL (widget);
  int height;

  if (!self->layout || orientation == GTK_ORIENTATION_HORIZONTAL)
    return; /* as wide as there is room */
  pango_layout_set_width (self->layout, for_size < 0 ? -1 : for_size * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  *minimum = height;
  *natural = height;
}

/* In a frame of GTK the text is a row of glyphs of a font. */
static void
vst_reveal_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VstReveal *self = VST_REVEAL (widget);

  if (!self->layout)
    return;
  pango_layout_set_width (self->layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget), 0, 0, self->layout);
}

static void
vst_reveal_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vst_reveal_parent_class)->unmap (widget);
  vst_reveal_hide (VST_REVEAL (widget));
}

/* The font may be another from now on. */
static void
vst_reveal_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  VstReveal *self = VST_REVEAL (widget);

  GTK_WIDGET_CLASS (vst_reveal_parent_class)->css_changed (widget, change);
  if (self->layout)
    pango_layout_context_changed (self->layout);
}

static void
vst_reveal_dispose (GObject *object)
{
  drop_layout (VST_REVEAL (object));
  G_OBJECT_CLASS (vst_reveal_parent_class)->dispose (object);
}

static void
vst_reveal_class_init (VstRevealClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_reveal_dispose;
  widget_class->get_request_mode = vst_reveal_get_request_mode;
  widget_class->measure = vst_reveal_measure;
  widget_class->snapshot = vst_reveal_snapshot;
  widget_class->unmap = vst_reveal_unmap;
  widget_class->css_changed = vst_reveal_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vst_reveal_init (VstReveal *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
vst_reveal_show (VstReveal *self, DomoSecret *secret)
{
  g_autoptr (PangoAttrList) attributes = vst_long_text_new_attributes ();

  g_return_if_fail (VST_IS_REVEAL (self));
  g_return_if_fail (secret != NULL);

  drop_layout (self);
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_CHAR);
  pango_layout_set_height (self->layout, -MAX_LINES);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (self->layout, domo_secret_get_text (secret),
                         (int)domo_secret_get_length (secret));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
vst_reveal_hide (VstReveal *self)
{
  g_return_if_fail (VST_IS_REVEAL (self));

  drop_layout (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
