/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether anybody can see a widget: what nobody sees needs no timer. */

/** VstSeenFunc: @widget: (transfer none): is seen from now on, or no more */
typedef void (*VstSeenFunc) (GtkWidget *widget);

/** vst_seen_is: Returns: whether @widget is shown in a window that is neither minimized nor, as far
 * as the desktop tells, out of sight in another way */
gboolean vst_seen_is (GtkWidget *widget);

/** vst_seen_follow: @changed is called each time that the answer of vst_seen_is() becomes another,
 * as long as @widget lives. For the widget itself, once. */
void vst_seen_follow (GtkWidget *widget, VstSeenFunc changed);

G_END_DECLS
