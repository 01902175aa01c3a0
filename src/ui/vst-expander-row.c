/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-expander-row.h"

struct _VstExpanderRow {
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (VstExpanderRow, vst_expander_row, ADW_TYPE_EXPANDER_ROW)

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (widget);

  adw_expander_row_set_expanded (row, !adw_expander_row_get_expanded (row));
}

static void
vst_expander_row_class_init (VstExpanderRowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "expander.toggle", NULL,
                                   toggle_action);
}

static void
update_expanded (VstExpanderRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED,
                               adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)), -1);
}

/* libadwaita names the part of the row that is seen, which has neither the state nor the action. */
static void
update_label (VstExpanderRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
vst_expander_row_init (VstExpanderRow *self)
{
  g_signal_connect (self, "notify::title", G_CALLBACK (update_label), NULL);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (update_expanded), NULL);
  update_expanded (self);
}
