/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** vst_main_menu_new: Returns: (transfer full): the menu that each page has at its end */
GMenuModel *vst_main_menu_new (void);

G_END_DECLS
