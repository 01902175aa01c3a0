/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-page-header.h"

#include <glib/gi18n.h>

/* Lives as long as its bar. */
typedef struct {
  AdwHeaderBar *bar;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *back; /* nullable */
} Follower;

static void
update (Follower *follower)
{
  gboolean is_folded = adw_leaflet_get_folded (follower->leaflet);
  gboolean has_sidebar = gtk_widget_get_visible (follower->sidebar);

  adw_header_bar_set_show_start_title_buttons (follower->bar, is_folded || !has_sidebar);
  if (follower->back)
    gtk_widget_set_visible (follower->back, is_folded && has_sidebar);
}

static GtkWidget *
add_back (AdwHeaderBar *bar)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_tooltip_text (back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.show-accounts");
  adw_header_bar_pack_start (bar, back);
  return back;
}

/* Bar, leaflet and sidebar end together, with their window: whichever goes first ends it. */
static void
follow (gpointer source, const char *signal, Follower *follower)
{
  GClosure *closure = g_cclosure_new_swap (G_CALLBACK (update), follower, NULL);

  g_object_watch_closure (G_OBJECT (follower->bar), closure);
  g_signal_connect_closure (source, signal, closure, FALSE);
}

void
vst_page_header_follow_leaflet (AdwHeaderBar *bar,
                                AdwLeaflet *leaflet,
                                GtkWidget *sidebar,
                                gboolean has_back)
{
  Follower *follower = g_new0 (Follower, 1);

  follower->bar = bar;
  follower->leaflet = leaflet;
  follower->sidebar = sidebar;
  follower->back = has_back ? add_back (bar) : NULL;
  g_object_set_data_full (G_OBJECT (bar), "vst-page-header", follower, g_free);
  follow (leaflet, "notify::folded", follower);
  follow (sidebar, "notify::visible", follower);
  update (follower);
}

static void
scrolled_cb (GtkAdjustment *adjustment, GParamSpec *pspec, GtkWidget *bar)
{
  if (gtk_adjustment_get_value (adjustment) > 0)
    gtk_widget_remove_css_class (bar, "flat");
  else
    gtk_widget_add_css_class (bar, "flat");
}

void
vst_page_header_follow_scroller (AdwHeaderBar *bar, GtkScrolledWindow *scroller)
{
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "notify::value",
                           G_CALLBACK (scrolled_cb), bar, 0);
}
