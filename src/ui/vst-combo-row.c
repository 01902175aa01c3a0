/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-combo-row.h"

#include <glib/gi18n.h>

struct _VstComboRow {
  AdwComboRow parent_instance;

  GtkLabel *value_label; /* a child */
};

G_DEFINE_FINAL_TYPE (VstComboRow, vst_combo_row, ADW_TYPE_COMBO_ROW)

const char *
vst_combo_row_get_value (VstComboRow *self)
{
  GtkStringObject *item;

  g_return_val_if_fail (VST_IS_COMBO_ROW (self), NULL);
  item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  return item ? gtk_string_object_get_string (item) : NULL;
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The name alone is told of a row in this version of GTK, so the value is in it. */
static void
update_name (VstComboRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  const char *value = vst_combo_row_get_value (self);
  g_autofree char *label = NULL;

  /* Translators: how a screen reader says a setting and what is chosen, as in “Keep in the keyring,
   * Token”. */
  label = value ? g_strdup_printf (_ ("%s, %s"), title, value) : g_strdup (title);
  set_name (GTK_WIDGET (self), label);
}

static void
update_description (VstComboRow *self)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle ? subtitle : "", -1);
}

static void
update_value (VstComboRow *self)
{
  const char *value = vst_combo_row_get_value (self);

  gtk_label_set_label (self->value_label, value ? value : "");
  update_name (self);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_widget_is_sensitive (widget))
    adw_action_row_activate (ADW_ACTION_ROW (widget));
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE); /* if there is room */
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* In place of libadwaita's list of one value, which is never higher than one line. */
static void
add_value_label (VstComboRow *self)
{
  GtkWidget *label = make_label ();
  GtkWidget *box, *list;

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
  box = gtk_widget_get_parent (label);
  list = gtk_widget_get_first_child (box);
  if (GTK_IS_LIST_VIEW (list))
    gtk_widget_set_visible (list, FALSE);
  gtk_widget_insert_before (label, box, list);
  self->value_label = GTK_LABEL (label);
}

/* ------------------------------------------------------------------------------------- popover */

static void
set_up_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), make_label ());
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

/* What is selected in the list of the popover is what the pointer is on, not what was chosen. */
static void
update_mark (AdwComboRow *row, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *mark = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  gboolean is_chosen = adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item);

  gtk_widget_set_opacity (mark, is_chosen ? 1 : 0);
}

/* GTK names neither a list item nor its list. */
static void
bind_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), words);
  set_name (gtk_widget_get_parent (box), words);
  set_name (gtk_widget_get_ancestor (box, GTK_TYPE_LIST_VIEW),
            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (update_mark), item, 0);
  update_mark (row, NULL, item);
}

static void
unbind_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_func (row, update_mark, item);
}

static void
set_list_factory (VstComboRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_choice_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_choice_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_choice_cb), self);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), factory);
}

static void
vst_combo_row_class_init (VstComboRowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "combo.open", NULL, open_action);
}

static void
vst_combo_row_init (VstComboRow *self)
{
  add_value_label (self);
  set_list_factory (self);
  /* These would be said besides what is said here, or not at all. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  g_signal_connect (self, "notify::title", G_CALLBACK (update_name), NULL);
  g_signal_connect (self, "notify::subtitle", G_CALLBACK (update_description), NULL);
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (update_value), NULL);
  g_signal_connect (self, "notify::model", G_CALLBACK (update_value), NULL);
  update_value (self);
}
