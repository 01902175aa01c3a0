/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "critic.h"

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget && !GTK_IS_NATIVE (widget); widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

static gboolean
is_cut (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) &&
         pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static guint
look_below (GtkWidget *widget, const char *name)
{
  GtkWidget *child;
  guint n_suggested = gtk_widget_has_css_class (widget, "suggested-action");

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return 0;
  if (is_cut (widget) && !has_tooltip (widget))
    g_printerr ("%s: cut without a tooltip: “%s”\n", name, gtk_label_get_text (GTK_LABEL (widget)));
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n_suggested += look_below (child, name);
  return n_suggested;
}

/* Who it is that wants more than @width. */
static void
name_widest (GtkWidget *widget, int width, int depth)
{
  GtkWidget *child;
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= width)
    return;
  g_printerr ("%*s%s %s: %d\n", depth * 2, "", G_OBJECT_TYPE_NAME (widget),
              gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), minimum);
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_widest (child, width, depth + 1);
}

void
critic_look (GtkWindow *window, int width, const char *name)
{
  int real_width = gtk_widget_get_width (GTK_WIDGET (window));
  guint n_suggested = look_below (GTK_WIDGET (window), name);

  if (real_width > width) {
    g_printerr ("%s: %d pixels wide in place of %d\n", name, real_width, width);
    name_widest (GTK_WIDGET (window), width, 1);
  }
  if (n_suggested > 1)
    g_printerr ("%s: %u suggested buttons\n", name, n_suggested);
}
