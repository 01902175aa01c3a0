/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the header bars of the pages beside the sidebar have in common. */

/** vst_page_header_follow_leaflet: @bar gets the window's buttons at its start while nothing stands
 * before it: the leaflet is folded, or has no sidebar (@sidebar is hidden). @has_back: it also gets
 * a Back button ("win.show-accounts") while it is folded and there is a sidebar to go back to */
void vst_page_header_follow_leaflet (AdwHeaderBar *bar,
                                     AdwLeaflet *leaflet,
                                     GtkWidget *sidebar,
                                     gboolean has_back);

/** vst_page_header_follow_scroller: @bar is flat as long as the page is at its top, so that rows do
 * not end in nothing. */
void vst_page_header_follow_scroller (AdwHeaderBar *bar, GtkScrolledWindow *scroller);

G_END_DECLS
