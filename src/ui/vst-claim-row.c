/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-claim-row.h"

#include "vst-long-text.h"

#define MAX_LINES 3

/* What a title and its value ask for at most, if there is less than both want: a UUID is 36. */
#define TITLE_CHARS 16
#define VALUE_CHARS 40

/* As AdwActionRow has them. */
#define MIN_HEIGHT 50
#define MARGIN 12
#define SPACING 6
#define TEXT_MARGIN 6
#define TEXT_SPACING 3

static GtkWidget *
make_label (const char *text, int max_chars)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = vst_long_text_new_attributes ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), max_chars);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_lines (GTK_LABEL (label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (vst_long_text_query_tooltip_cb), NULL);
  return label;
}

static GtkWidget *
make_title (const VstClaim *claim)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, TEXT_SPACING);
  GtkWidget *title = make_label (claim->title, TITLE_CHARS);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  if (claim->meaning) {
    GtkWidget *meaning = make_label (claim->meaning, TITLE_CHARS);

    gtk_label_set_xalign (GTK_LABEL (meaning), 0);
    gtk_widget_add_css_class (meaning, "subtitle");
    gtk_box_append (GTK_BOX (box), meaning);
  }
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_value (const VstClaim *claim)
{
  GtkWidget *label = make_label (claim->value, VALUE_CHARS);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "numeric");
  if (claim->tooltip) {
    g_signal_handlers_disconnect_by_func (label, vst_long_text_query_tooltip_cb, NULL);
    gtk_widget_set_tooltip_text (label, claim->tooltip);
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

/* Not an AdwActionRow: its box asks how narrow a title can be at the height of the row, and a long
 * value gets the rest, which leaves the title two letters a line. A grid asks for no height. */
GtkWidget *
vst_claim_row_new (const VstClaim *claim)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  gtk_widget_set_size_request (grid, -1, MIN_HEIGHT - 2 * TEXT_MARGIN);
  gtk_widget_set_margin_start (grid, MARGIN);
  gtk_widget_set_margin_end (grid, MARGIN);
  gtk_widget_set_margin_top (grid, TEXT_MARGIN);
  gtk_widget_set_margin_bottom (grid, TEXT_MARGIN);
  gtk_grid_attach (GTK_GRID (grid), make_title (claim), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_value (claim), 1, 0, 1, 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), claim->title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  name_row (row, claim);
  return row;
}
