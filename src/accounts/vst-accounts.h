/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account-opener.h"

G_BEGIN_DECLS

/* All that the window and the command line need to work with accounts, made in one go. */
#define VST_TYPE_ACCOUNTS (vst_accounts_get_type ())
G_DECLARE_FINAL_TYPE (VstAccounts, vst_accounts, VST, ACCOUNTS, GObject)

/** vst_accounts_new: Returns: (transfer full): nothing is read yet */
VstAccounts *vst_accounts_new (VstKeyring *keyring, DomoClient *client, GSettings *settings);

/* All (transfer none). */
VstKeyring *vst_accounts_get_keyring (VstAccounts *self);
DomoClient *vst_accounts_get_client (VstAccounts *self);
GSettings *vst_accounts_get_settings (VstAccounts *self);
VstAccountList *vst_accounts_get_list (VstAccounts *self);
VstAccountKeeper *vst_accounts_get_keeper (VstAccounts *self);
VstAccountOpener *vst_accounts_get_opener (VstAccounts *self);
VstTries *vst_accounts_get_tries (VstAccounts *self);

G_END_DECLS
