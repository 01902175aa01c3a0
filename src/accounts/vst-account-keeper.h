/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account-list.h"

G_BEGIN_DECLS

/* Puts accounts into the keyring and takes them out. It runs behind what the person does: results
 * are the accounts' "changed". Each account's writes run one after the other. */
#define VST_TYPE_ACCOUNT_KEEPER (vst_account_keeper_get_type ())
G_DECLARE_FINAL_TYPE (VstAccountKeeper, vst_account_keeper, VST, ACCOUNT_KEEPER, GObject)

/** vst_account_keeper_new: Returns: (transfer full) */
VstAccountKeeper *vst_account_keeper_new (VstAccountList *list);

/** vst_account_keeper_get_list: Returns: (transfer none) */
VstAccountList *vst_account_keeper_get_list (VstAccountKeeper *self);

/**
 * vst_account_keeper_add:
 * @account: (nullable): the account that signed in again; %NULL: the same one is looked for, else a
 *   new one is made
 * @credential: what was used; its secret is held until it is stored, where it is to be kept
 *
 * The session is in the list at once; storing follows: password first, main item last. Where it
 * fails the account has a store error and is there for this session. With %VST_KEEP_NOTHING a new
 * account is not stored at all; of one that was, names alone stay.
 *
 * Returns: (transfer none): the account
 */
VstAccount *vst_account_keeper_add (VstAccountKeeper *self,
                                    VstAccount *account,
                                    VstSession *session,
                                    DomoCredential *credential,
                                    VstKeep keep);

/** vst_account_keeper_renewed: the opener has a new token, or Domo answered well: session, dates
 * and, for a stored account, its items. @token_changed: whether the token is to be stored */
void vst_account_keeper_renewed (VstAccountKeeper *self,
                                 VstAccount *account,
                                 VstSession *session,
                                 gboolean token_changed);

/** vst_account_keeper_refused: Domo has refused what is kept of @account: its items say since when,
 * until Domo answers well again. Nothing happens while no token is kept. */
void vst_account_keeper_refused (VstAccountKeeper *self, VstAccount *account);

/** vst_account_keeper_set_muted: @muted: bits 1 << VstStep: what the person is not to be told of */
void vst_account_keeper_set_muted (VstAccountKeeper *self, VstAccount *account, guint muted);

/** vst_account_keeper_store: tries again to store what is not stored; for an account of this
 * session only: its token. */
void vst_account_keeper_store (VstAccountKeeper *self, VstAccount *account);

/**
 * vst_account_keeper_set_expires:
 * @expires: when a person says that the token ends, milliseconds since 1970; 0: nobody knows
 *
 * Stored with the account where that is stored; a failure is its store error. Another token that is
 * signed in with later has no date again. Nothing happens where vst_account_takes_date() is %FALSE:
 * what the token says itself stays.
 */
void vst_account_keeper_set_expires (VstAccountKeeper *self, VstAccount *account, gint64 expires);

/** vst_account_keeper_not_stored: @error is why @account is still not stored: the person has closed
 * the keyring's prompt, say */
void
vst_account_keeper_not_stored (VstAccountKeeper *self, VstAccount *account, const GError *error);

/** vst_account_keeper_sign_out: drops the token, here and in the keyring; the account stays. */
void vst_account_keeper_sign_out (VstAccountKeeper *self, VstAccount *account);

/** vst_account_keeper_accept: @other (nullable), who answered in the place of the account's person
 * or instance, becomes the account's; nothing happens where somebody else has answered since. */
void vst_account_keeper_accept (VstAccountKeeper *self, VstAccount *account, VstSession *other);

/** vst_account_keeper_forget: takes the account from the list; the keyring has it until
 * vst_account_keeper_commit_async(). A second one joins the first. */
void vst_account_keeper_forget (VstAccountKeeper *self, VstAccount *account);
/** vst_account_keeper_get_forgotten: Returns: (transfer none) (element-type VstAccount) */
GPtrArray *vst_account_keeper_get_forgotten (VstAccountKeeper *self);
/** vst_account_keeper_undo: all that are forgotten and not committed are back. */
void vst_account_keeper_undo (VstAccountKeeper *self);
/** vst_account_keeper_commit_async: removes them from the keyring, and their tokens from memory.
 * Ends when nothing is left to write. */
void vst_account_keeper_commit_async (VstAccountKeeper *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** vst_account_keeper_commit_finish: @error: the keyring's; what could not be removed is back in
 * the list */
gboolean
vst_account_keeper_commit_finish (VstAccountKeeper *self, GAsyncResult *result, GError **error);

/**
 * vst_account_keeper_drop_secrets_async:
 * @cancellable: (nullable): cuts short what is being written with a secret: it is not stored, now
 * or later, which is the store error of an account that is in the keyring all the same
 *
 * The tokens of all accounts leave memory, and what could not be stored so far; what is there for
 * this session only has to sign in again, and what is forgotten is removed. What is being written
 * is written first. Ends when nothing is left to write; once it was cancelled, when no secret is
 * left in memory.
 */
void vst_account_keeper_drop_secrets_async (VstAccountKeeper *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/** vst_account_keeper_drop_secrets_finish: @error: as of vst_account_keeper_commit_finish(), or
 * %G_IO_ERROR_CANCELLED: not all is written */
gboolean vst_account_keeper_drop_secrets_finish (VstAccountKeeper *self,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
