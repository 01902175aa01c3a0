/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-accounts.h"

G_BEGIN_DECLS

/* Of what of one account the person is reminded. A change takes effect at once, and goes into the
 * keyring with the account. */
#define VST_TYPE_REMIND_DIALOG (vst_remind_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VstRemindDialog, vst_remind_dialog, VST, REMIND_DIALOG, AdwWindow)

/** vst_remind_dialog_new: @parent: (nullable): the window it is over, and goes away with */
GtkWidget *vst_remind_dialog_new (GtkWindow *parent, VstAccountKeeper *keeper, VstAccount *account);

G_END_DECLS
