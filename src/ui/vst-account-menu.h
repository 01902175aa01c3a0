/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vst-account.h"

G_BEGIN_DECLS

/** vst_account_menu_new: Returns: (transfer full): what can be done with @account, by actions of
 * the window that take its id: "win.check-account", "win.sign-out-account", "win.forget-account" */
GMenuModel *vst_account_menu_new (VstAccount *account);

G_END_DECLS
