/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account-opener.h"

G_BEGIN_DECLS

/* All that the window and the command line need to work with accounts, made in one go. */
#define VST_TYPE_ACCOUNTS (vst_accounts_get_type ())
G_DECLARE_FINAL_TYPE (VstAccounts, vst_accounts, VST, ACCOUNTS, GObject)

/** vst_accounts_new: Returns: (transfer full): nothing is read yet */
VstAccounts *
vst_accounts_new (VstKeyring *keyring, DomoClient *client, VstTries *tries, GSettings *settings);

/** vst_accounts_drop_secrets_async: every token and password leaves memory: what is under way is
 * cancelled, connections are closed, what is there for this session only is lost. What is being
 * written to the keyring is written first; cancelling cuts that short where a secret goes with it,
 * see vst_account_keeper_drop_secrets_async(). Ends when no secret is left. */
void vst_accounts_drop_secrets_async (VstAccounts *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/**
 * vst_accounts_drop_secrets_finish:
 * @lost: (out) (transfer full) (element-type VstAccount): who was signed in, and has to do so anew,
 *   since nothing of them is in the keyring; another drop that was not over may name them, too
 * @error: %G_IO_ERROR_CANCELLED: not all is written; %DOMO_ERROR of the keyring, for what was to be
 *   removed from it: nothing is in memory all the same
 *
 * Returns: whether all that was to be written is
 */
gboolean vst_accounts_drop_secrets_finish (VstAccounts *self,
                                           GAsyncResult *result,
                                           GPtrArray **lost,
                                           GError **error);

/* All (transfer none). */
VstKeyring *vst_accounts_get_keyring (VstAccounts *self);
DomoClient *vst_accounts_get_client (VstAccounts *self);
GSettings *vst_accounts_get_settings (VstAccounts *self);
VstAccountList *vst_accounts_get_list (VstAccounts *self);
VstAccountKeeper *vst_accounts_get_keeper (VstAccounts *self);
VstAccountOpener *vst_accounts_get_opener (VstAccounts *self);
VstTries *vst_accounts_get_tries (VstAccounts *self);

G_END_DECLS
