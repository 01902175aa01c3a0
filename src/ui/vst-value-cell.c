/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-value-cell.h"

#include <glib/gi18n.h>

#include "vst-long-text.h"

struct _VstValueCell {
  GtkFlowBoxChild parent_instance;

  GtkLabel *name;
  GtkLabel *value;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (VstValueCell, vst_value_cell, GTK_TYPE_FLOW_BOX_CHILD)

static void
vst_value_cell_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_VALUE_CELL);

  G_OBJECT_CLASS (vst_value_cell_parent_class)->dispose (object);
}

static void
vst_value_cell_class_init (VstValueCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_value_cell_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-value-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, VstValueCell, name);
  gtk_widget_class_bind_template_child (widget_class, VstValueCell, value);
  gtk_widget_class_bind_template_child (widget_class, VstValueCell, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, vst_long_text_query_tooltip_cb);
}

static void
vst_value_cell_init (VstValueCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_up_copy_button (VstValueCell *self, const char *name, const char *value)
{
  g_autofree char *label = NULL;

  /* Translators: of a button; the name of a value, as in “Copy User ID”. */
  label = g_strdup_printf (_ ("Copy %s"), name);
  gtk_widget_set_tooltip_text (self->copy_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s", value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy_button), "profile.copy-value");
}

GtkWidget *
vst_value_cell_new (const char *name, const char *value, const char *tooltip, gboolean copyable)
{
  VstValueCell *self = g_object_new (VST_TYPE_VALUE_CELL, NULL);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->value, value);
  if (tooltip)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->value), tooltip);
  gtk_widget_set_visible (self->copy_button, copyable);
  if (copyable)
    set_up_copy_button (self, name, value);
  return GTK_WIDGET (self);
}
