/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-strip.h"

struct _VstStrip {
  GtkWidget parent_instance;

  GtkLabel *label;
  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (VstStrip, vst_strip, GTK_TYPE_WIDGET)

static void
vst_strip_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_STRIP);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vst_strip_parent_class)->dispose (object);
}

static void
vst_strip_class_init (VstStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_strip_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, VstStrip, label);
  gtk_widget_class_bind_template_child (widget_class, VstStrip, button);
}

static void
vst_strip_init (VstStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
vst_strip_new (const char *text, const char *button, GtkWidget *popover)
{
  VstStrip *self = g_object_new (VST_TYPE_STRIP, NULL);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), popover != NULL);
  if (popover) {
    gtk_menu_button_set_label (self->button, button);
    gtk_menu_button_set_popover (self->button, popover);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    button, -1);
  }
  return GTK_WIDGET (self);
}

void
vst_strip_set_button_sensitive (VstStrip *self, gboolean sensitive)
{
  g_return_if_fail (VST_IS_STRIP (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), sensitive);
}
