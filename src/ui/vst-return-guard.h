/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** vst_return_guard_add: in @widget a Return that is held counts once, and so does a Space outside
 * of texts. They would repeat themselves: a refused password would be sent again and again, and
 * several wrong tries in a row lock the account; a window that locks under a held key would unlock
 * itself. @widget: the window itself, or else the key may come up where it is not seen */
void vst_return_guard_add (GtkWidget *widget);

G_END_DECLS
