/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account.h"
#include "vst-keyring.h"

G_BEGIN_DECLS

typedef enum {
  VST_LIST_LOADING,
  VST_LIST_READY,  /* the keyring was read; single accounts may be locked */
  VST_LIST_HIDDEN, /* locked, and gives no names: get_n_hidden() */
  VST_LIST_FAILED, /* get_error(): KEYRING_ABSENT or KEYRING */
} VstListState;

/* The accounts: a GListModel of #VstAccount over the items of the keyring, and behind them those
 * that are there for this session only. It follows changes that other programs make. An account
 * that is signed in and whose items are removed outside stays, for this session. Unsorted. Signal
 * "state-changed". */
#define VST_TYPE_ACCOUNT_LIST (vst_account_list_get_type ())
G_DECLARE_FINAL_TYPE (VstAccountList, vst_account_list, VST, ACCOUNT_LIST, GObject)

/** vst_account_list_new: Returns: (transfer full): still empty */
VstAccountList *vst_account_list_new (VstKeyring *keyring);

VstKeyring *vst_account_list_get_keyring (VstAccountList *self);

/** vst_account_list_load: reads the keyring (again); rows come while it reads, and "state-changed"
 * when all is there. Runs by itself after "reset". Password items without a main item, older than
 * an hour, are what a broken-off storing left, and are removed. */
void vst_account_list_load (VstAccountList *self);

VstListState vst_account_list_get_state (VstAccountList *self);
/** vst_account_list_get_error: Returns: (transfer none) (nullable) */
const GError *vst_account_list_get_error (VstAccountList *self);
guint vst_account_list_get_n_hidden (VstAccountList *self);

/** vst_account_list_find: Returns: (transfer none) (nullable) */
VstAccount *vst_account_list_find (VstAccountList *self, const char *id);

/** vst_account_list_find_same: Returns: (transfer none) (nullable): the account with that instance,
 * method and user name or client id; never one of an access token, of which a person may have many;
 * one that is hidden is found too */
VstAccount *vst_account_list_find_same (VstAccountList *self, const VstRecordFields *fields);

/* For vst-account-keeper.c. */
void vst_account_list_add (VstAccountList *self, VstAccount *account);
void vst_account_list_remove (VstAccountList *self, VstAccount *account);
/** vst_account_list_hide: a hidden account is not in the model, though it is in the keyring. */
void vst_account_list_hide (VstAccountList *self, VstAccount *account, gboolean hidden);

G_END_DECLS
