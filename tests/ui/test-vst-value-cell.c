/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-value-cell.h"

#include "test-widgets.h"

static void
copied_cb (GSimpleAction *action, GVariant *parameter, gpointer place)
{
  *(char **)place = g_variant_dup_string (parameter, NULL);
}

static void
test_copy (void)
{
  GtkWidget *cell = vst_value_cell_new ("User ID", "1893952720", NULL, TRUE);
  GtkWindow *window = test_window_new (cell);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("copy-value", G_VARIANT_TYPE_STRING);
  g_autofree char *copied = NULL;
  GtkWidget *button = test_find (cell, GTK_TYPE_BUTTON, "Copy User ID");

  g_signal_connect (action, "activate", G_CALLBACK (copied_cb), &copied);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (window), "profile", G_ACTION_GROUP (group));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy User ID");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (copied, ==, "1893952720");
  gtk_window_destroy (window);
}

static void
test_plain (void)
{
  GtkWidget *cell =
      vst_value_cell_new ("Created", "8 May 2020, 11:41", "2020-05-08T11:41:52Z", FALSE);
  GtkWindow *window = test_window_new (cell);
  GtkWidget *value = test_find (cell, GTK_TYPE_LABEL, "8 May 2020, 11:41");

  g_assert_true (test_is_shown (test_find (cell, GTK_TYPE_LABEL, "Created")));
  g_assert_true (test_is_shown (value));
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (value)));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (value), ==, "2020-05-08T11:41:52Z");
  g_assert_false (test_is_shown (test_find (cell, GTK_TYPE_BUTTON, NULL)));
  g_assert_false (gtk_widget_get_focusable (cell));
  gtk_window_destroy (window);
}

/* What a server says is text, never markup. */
static void
test_no_markup (void)
{
  g_autoptr (GtkWidget) cell =
      g_object_ref_sink (vst_value_cell_new ("Title", "<b>_R&D</b>", NULL, FALSE));

  g_assert_nonnull (test_find (cell, GTK_TYPE_LABEL, "<b>_R&D</b>"));
}

static gboolean
has_tooltip (GtkWidget *label)
{
  gboolean shown = FALSE;

  g_signal_emit_by_name (label, "query-tooltip", 0, 0, FALSE, g_object_new (GTK_TYPE_TOOLTIP, NULL),
                         &shown);
  return shown;
}

static void
test_cut_off (void)
{
  GString *text = g_string_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *cell;
  GtkWindow *window;
  int i;

  for (i = 0; i < 100; i++)
    g_string_append (text, "a long value ");
  cell = vst_value_cell_new ("Title", text->str, NULL, FALSE);
  gtk_box_append (GTK_BOX (box), cell);
  window = test_window_new (box);
  g_assert_true (has_tooltip (test_find (cell, GTK_TYPE_LABEL, text->str)));
  g_assert_false (has_tooltip (test_find (cell, GTK_TYPE_LABEL, "Title")));
  gtk_window_destroy (window);
  g_string_free (text, TRUE);
}

static void
test_goes_away (void)
{
  GtkWidget *cell = g_object_ref_sink (vst_value_cell_new ("User ID", "27", NULL, TRUE));

  g_assert_finalize_object (cell);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  g_test_add_func ("/value-cell/copy", test_copy);
  g_test_add_func ("/value-cell/plain", test_plain);
  g_test_add_func ("/value-cell/no-markup", test_no_markup);
  g_test_add_func ("/value-cell/cut-off", test_cut_off);
  g_test_add_func ("/value-cell/goes-away", test_goes_away);
  return g_test_run ();
}
