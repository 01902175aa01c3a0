/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** vst_return_guard_add: in @widget a Return that is held counts once. It would repeat itself: a
 * refused password would be sent again and again, and several wrong tries in a row lock the
 * account. @widget: the window itself, or else the key may come up where it is not seen */
void vst_return_guard_add (GtkWidget *widget);

G_END_DECLS
