/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-combo-row.h"

#include "test-support.h"
#include "test-widgets.h"

static const char *const words[] = { "Token", "Token and password or secret", "Nothing", NULL };

typedef struct {
  GtkWindow *window;
  GtkWidget *clamp;
  AdwComboRow *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  GtkWidget *group = adw_preferences_group_new ();

  fixture->row = g_object_new (VST_TYPE_COMBO_ROW, "title", "Keep in the keyring", "subtitle",
                               "What new accounts start with", "model", model, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->row));
  fixture->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (fixture->clamp), group);
  gtk_widget_set_valign (fixture->clamp, GTK_ALIGN_START);
  fixture->window = test_window_new (fixture->clamp);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  test_settle ();
}

static GtkWidget *
find_popover (Fixture *fixture)
{
  return test_find (GTK_WIDGET (fixture->row), GTK_TYPE_POPOVER, NULL);
}

static GtkWidget *
open_popover (Fixture *fixture)
{
  GtkWidget *popover = find_popover (fixture);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->row), "combo.open", NULL));
  while (!gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
  return popover;
}

/* Returns: how often somebody who looks at @root can read @text. */
static guint
count_shown (GtkWidget *root, const char *text)
{
  guint count = 0;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return test_is_shown (root) ? 1 : 0;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    count += count_shown (child, text);
  return count;
}

/* Whole: all lines are there, and no widget around it cuts a part of it off. */
static void
assert_whole (GtkWidget *label)
{
  int text_height;

  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), NULL, &text_height);
  g_assert_cmpint (gtk_widget_get_height (label), >=, text_height);
  for (GtkWidget *outer = gtk_widget_get_parent (label); outer;
       outer = gtk_widget_get_parent (outer)) {
    graphene_rect_t bounds;

    g_assert_true (gtk_widget_compute_bounds (label, outer, &bounds));
    g_assert_cmpfloat (bounds.origin.x, >=, 0);
    g_assert_cmpfloat (bounds.origin.y, >=, 0);
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (outer));
    g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (outer));
  }
}

static gboolean
is_marked (GtkWidget *popover, const char *text)
{
  GtkWidget *label = test_find (popover, GTK_TYPE_LABEL, text);

  g_assert_true (test_is_shown (label));
  return test_is_shown (gtk_widget_get_next_sibling (label));
}

static void
test_open (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover;

  g_assert_false (gtk_widget_get_mapped (find_popover (fixture)));
  popover = open_popover (fixture);
  g_assert_true (is_marked (popover, words[0]));
  g_assert_false (is_marked (popover, words[1]));
  g_assert_false (is_marked (popover, words[2]));
}

static void
test_names_in_popover (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover = open_popover (fixture);
  GtkWidget *list = test_find (popover, GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *item = gtk_widget_get_first_child (list);

  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Keep in the keyring");
  for (gsize i = 0; words[i]; i++) {
    gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, words[i]);
    item = gtk_widget_get_next_sibling (item);
  }
  g_assert_null (item);
}

static void
test_choose (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover = open_popover (fixture);
  GtkWidget *list = test_find (popover, GTK_TYPE_LIST_VIEW, NULL);

  gtk_widget_activate_action (list, "list.select-item", "(ubb)", 1, FALSE, FALSE);
  gtk_widget_activate_action (list, "list.activate-item", "u", 1);
  g_assert_cmpuint (adw_combo_row_get_selected (fixture->row), ==, 1);
  g_assert_cmpstr (vst_combo_row_get_value (VST_COMBO_ROW (fixture->row)), ==, words[1]);
  while (gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
  g_assert_cmpuint (count_shown (GTK_WIDGET (fixture->row), words[0]), ==, 0);
  g_assert_cmpuint (count_shown (GTK_WIDGET (fixture->row), words[1]), ==, 1);
  open_popover (fixture);
  g_assert_true (is_marked (popover, words[1]));
  g_assert_false (is_marked (popover, words[0]));
}

static void
test_insensitive (Fixture *fixture, gconstpointer unused)
{
  gtk_widget_set_sensitive (GTK_WIDGET (fixture->row), FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->row), "combo.open", NULL);
  test_settle ();
  g_assert_false (gtk_widget_get_mapped (find_popover (fixture)));
}

static void
assert_name (Fixture *fixture, const char *name)
{
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_name (Fixture *fixture, gconstpointer unused)
{
  gtk_test_accessible_assert_role (fixture->row, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (fixture->row),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "What new accounts start with");
  assert_name (fixture, "Keep in the keyring, Token");
  adw_combo_row_set_selected (fixture->row, 2);
  assert_name (fixture, "Keep in the keyring, Nothing");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row), "Keep");
  assert_name (fixture, "Keep, Nothing");
  adw_combo_row_set_model (fixture->row, NULL);
  g_assert_null (vst_combo_row_get_value (VST_COMBO_ROW (fixture->row)));
}

static int
count_lines (GtkWidget *label)
{
  return pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label)));
}

/* Where there is little room a long value takes more lines, and is not cut off. */
static void
test_narrow (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *row = GTK_WIDGET (fixture->row);
  GtkWidget *label = test_find (row, GTK_TYPE_LABEL, words[0]);
  int width = gtk_widget_get_width (label);

  adw_combo_row_set_selected (fixture->row, 1);
  g_assert_true (label == test_find (row, GTK_TYPE_LABEL, words[1]));
  while (gtk_widget_get_width (label) <= width)
    g_main_context_iteration (NULL, TRUE);
  assert_whole (label);
  g_assert_cmpint (count_lines (label), ==, 1);

  adw_clamp_set_maximum_size (ADW_CLAMP (fixture->clamp), 300);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (fixture->clamp), 300);
  while (gtk_widget_get_width (row) > 300)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (test_is_shown (label));
  assert_whole (label);
  g_assert_cmpint (count_lines (label), >, 1);
}

static void
test_goes_away (void)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  GtkWidget *row = g_object_new (VST_TYPE_COMBO_ROW, "model", model, NULL);

  g_object_ref_sink (row);
  g_assert_finalize_object (row);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/vst-combo-row/open", test_open);
  add ("/vst-combo-row/names-in-popover", test_names_in_popover);
  add ("/vst-combo-row/choose", test_choose);
  add ("/vst-combo-row/insensitive", test_insensitive);
  add ("/vst-combo-row/name", test_name);
  add ("/vst-combo-row/narrow", test_narrow);
  g_test_add_func ("/vst-combo-row/goes-away", test_goes_away);
  return g_test_run ();
}
