/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-toast.h"

#include <glib/gi18n.h>

#include "vst-announce.h"

/* libadwaita 1.2 gives the close button no name, and GTK 4.8 says that of the other one twice. */
static void
name_buttons (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_BUTTON (widget)) {
    const char *label = gtk_button_get_label (GTK_BUTTON (widget));

    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label ? label : _ ("Close"), -1);
    return;
  }
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

/* What is new in the overlay is its content or a toast, which may have waited for another to go. */
static void
children_changed_cb (
    GListModel *children, guint position, guint n_removed, guint n_added, AdwToastOverlay *overlay)
{
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

    if (child != adw_toast_overlay_get_child (overlay))
      name_buttons (child);
  }
}

void
vst_toast_name_buttons (AdwToastOverlay *overlay)
{
  GListModel *children = gtk_widget_observe_children (GTK_WIDGET (overlay));

  g_signal_connect_object (children, "items-changed", G_CALLBACK (children_changed_cb), overlay, 0);
  g_object_set_data_full (G_OBJECT (overlay), "vst-toast-children", children, g_object_unref);
}

void
vst_toast (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (markup));
  vst_announce (widget, text);
}
