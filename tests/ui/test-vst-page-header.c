/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-page-header.h"

#include "test-widgets.h"

typedef struct {
  GtkWindow *window;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  AdwHeaderBar *bar;
  GtkScrolledWindow *scroller;
} Fixture;

/* As in the window, with a page that is longer than it. */
static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->bar = ADW_HEADER_BAR (adw_header_bar_new ());
  fixture->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_set_size_request (content, 300, 5000);
  gtk_scrolled_window_set_child (fixture->scroller, content);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->scroller), TRUE);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (fixture->bar));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (fixture->scroller));

  fixture->sidebar = gtk_label_new ("Accounts");
  fixture->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_append (fixture->leaflet, fixture->sidebar);
  adw_leaflet_append (fixture->leaflet, page);
  adw_leaflet_set_visible_child (fixture->leaflet, page);
  fixture->window = test_window_new (GTK_WIDGET (fixture->leaflet));
  g_assert_false (adw_leaflet_get_folded (fixture->leaflet));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  test_settle ();
}

/* The sidebar no longer fits beside the page, or does again. */
static void
fold (Fixture *fixture, gboolean folded)
{
  gtk_widget_set_size_request (fixture->sidebar, folded ? 500 : -1, -1);
  while (adw_leaflet_get_folded (fixture->leaflet) != folded)
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
}

static gboolean
has_back (Fixture *fixture)
{
  GtkWidget *back = test_find (GTK_WIDGET (fixture->bar), GTK_TYPE_BUTTON, "Back");

  return back && test_is_shown (back);
}

static gboolean
has_title_buttons (Fixture *fixture)
{
  return adw_header_bar_get_show_start_title_buttons (fixture->bar);
}

static void
test_back (Fixture *fixture, gconstpointer unused)
{
  vst_page_header_follow_leaflet (fixture->bar, fixture->leaflet, fixture->sidebar, TRUE);
  g_assert_false (has_back (fixture));
  g_assert_false (has_title_buttons (fixture));

  fold (fixture, TRUE);
  g_assert_true (has_back (fixture));
  g_assert_true (has_title_buttons (fixture));

  /* There is nothing to go back to. */
  gtk_widget_set_visible (fixture->sidebar, FALSE);
  test_settle ();
  g_assert_false (has_back (fixture));
  g_assert_true (has_title_buttons (fixture));

  gtk_widget_set_visible (fixture->sidebar, TRUE);
  fold (fixture, TRUE);
  g_assert_true (has_back (fixture));
  fold (fixture, FALSE);
  g_assert_false (has_back (fixture));
  g_assert_false (has_title_buttons (fixture));
}

static void
test_without_back (Fixture *fixture, gconstpointer unused)
{
  vst_page_header_follow_leaflet (fixture->bar, fixture->leaflet, fixture->sidebar, FALSE);
  fold (fixture, TRUE);
  g_assert_false (has_back (fixture));
  g_assert_true (has_title_buttons (fixture));
}

/* Beside each other the sidebar's header bar has the window's buttons, where there is one. */
static void
test_no_sidebar (Fixture *fixture, gconstpointer unused)
{
  gtk_widget_set_visible (fixture->sidebar, FALSE);
  vst_page_header_follow_leaflet (fixture->bar, fixture->leaflet, fixture->sidebar, TRUE);
  test_settle ();
  g_assert_false (has_back (fixture));
  g_assert_true (has_title_buttons (fixture));
  gtk_widget_set_visible (fixture->sidebar, TRUE);
  test_settle ();
  g_assert_false (has_title_buttons (fixture));
}

static void
go_back_cb (GSimpleAction *action, GVariant *parameter, gpointer n_back)
{
  test_count_cb (n_back);
}

static void
test_back_button (Fixture *fixture, gconstpointer unused)
{
  static const GActionEntry entries[] = { { .name = "show-accounts", .activate = go_back_cb } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *back;
  guint n_back = 0;

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   &n_back);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  vst_page_header_follow_leaflet (fixture->bar, fixture->leaflet, fixture->sidebar, TRUE);
  fold (fixture, TRUE);
  back = test_find (GTK_WIDGET (fixture->bar), GTK_TYPE_BUTTON, "Back");
  gtk_test_accessible_assert_property (back, GTK_ACCESSIBLE_PROPERTY_LABEL, "Back");
  g_assert_true (gtk_widget_is_sensitive (back));
  g_signal_emit_by_name (back, "clicked");
  g_assert_cmpuint (n_back, ==, 1);
}

/* A page may be dropped while the leaflet stays. */
static void
test_bar_goes (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *bar = g_object_ref_sink (adw_header_bar_new ());

  vst_page_header_follow_leaflet (ADW_HEADER_BAR (bar), fixture->leaflet, fixture->sidebar, TRUE);
  vst_page_header_follow_scroller (ADW_HEADER_BAR (bar), fixture->scroller);
  g_assert_finalize_object (bar);
  fold (fixture, TRUE);
  gtk_widget_set_visible (fixture->sidebar, FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (fixture->scroller), 100);
  test_settle ();
}

static void
test_flat (Fixture *fixture, gconstpointer unused)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (fixture->scroller);
  GtkWidget *bar = GTK_WIDGET (fixture->bar);

  gtk_widget_add_css_class (bar, "flat");
  vst_page_header_follow_scroller (fixture->bar, fixture->scroller);
  g_assert_true (gtk_widget_has_css_class (bar, "flat"));
  gtk_adjustment_set_value (adjustment, 1);
  g_assert_false (gtk_widget_has_css_class (bar, "flat"));
  gtk_adjustment_set_value (adjustment, 300);
  g_assert_false (gtk_widget_has_css_class (bar, "flat"));
  gtk_adjustment_set_value (adjustment, 0);
  g_assert_true (gtk_widget_has_css_class (bar, "flat"));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/page-header/back", test_back },
    { "/page-header/without-back", test_without_back },
    { "/page-header/no-sidebar", test_no_sidebar },
    { "/page-header/back-button", test_back_button },
    { "/page-header/bar-goes", test_bar_goes },
    { "/page-header/flat", test_flat },
  };

  test_widgets_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
