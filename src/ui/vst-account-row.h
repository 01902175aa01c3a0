/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-account.h"

G_BEGIN_DECLS

/* One account in the sidebar: who, where and how, its state in words. It follows the account, and
 * the clock while it is mapped. */
#define VST_TYPE_ACCOUNT_ROW (vst_account_row_get_type ())
G_DECLARE_FINAL_TYPE (VstAccountRow, vst_account_row, VST, ACCOUNT_ROW, GtkWidget)

GtkWidget *vst_account_row_new (void);

/** vst_account_row_set_account: @account: (nullable) */
void vst_account_row_set_account (VstAccountRow *self, VstAccount *account);

/** vst_account_row_get_account: Returns: (transfer none) (nullable) */
VstAccount *vst_account_row_get_account (VstAccountRow *self);

G_END_DECLS
