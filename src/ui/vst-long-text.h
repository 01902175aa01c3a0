/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text that may be longer than its place. */

/** vst_long_text_query_tooltip_cb: for "query-tooltip" of a label that shows no secret: what was
 * cut off of it can be read as the tooltip. */
gboolean vst_long_text_query_tooltip_cb (
    GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data);

/** vst_long_text_new_attributes: Returns: (transfer full): of text that is broken to the letter: a
 * hyphen at the end of a line would pass for a part of it */
PangoAttrList *vst_long_text_new_attributes (void);

G_END_DECLS
