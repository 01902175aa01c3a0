/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-claim-row.h"

#include "vst-long-text.h"

#define VALUE_LINES 3

/* A longer one leaves room for its title. */
#define VALUE_CHARS 24

/* Above and below, as the title has it. */
#define VALUE_MARGIN 8

static GtkWidget *
make_value (const VstClaim *claim)
{
  GtkWidget *label = gtk_label_new (claim->value);
  g_autoptr (PangoAttrList) attributes = vst_long_text_new_attributes ();

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_lines (GTK_LABEL (label), VALUE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (label, VALUE_MARGIN);
  gtk_widget_set_margin_bottom (label, VALUE_MARGIN);
  gtk_widget_add_css_class (label, "numeric");
  if (claim->tooltip) {
    gtk_widget_set_tooltip_text (label, claim->tooltip);
  } else {
    gtk_widget_set_has_tooltip (label, TRUE);
    g_signal_connect (label, "query-tooltip", G_CALLBACK (vst_long_text_query_tooltip_cb), NULL);
  }
  return label;
}

/* The row has the focus, so it says it all. */
static void
name_row (GtkWidget *row, const VstClaim *claim)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", claim->title, claim->value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (claim->meaning)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    claim->meaning, -1);
}

GtkWidget *
vst_claim_row_new (const VstClaim *claim)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), claim->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), claim->meaning ? claim->meaning : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), VALUE_LINES);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), VALUE_LINES);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_value (claim));
  name_row (row, claim);
  return row;
}
