/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account-keeper.h"

G_BEGIN_DECLS

/* What the files of the keeper share. */

/* What the main item is to become. */
typedef enum {
  VST_WANT_NOTHING,
  VST_WANT_DATES, /* names and dates alone; the token in it stays */
  VST_WANT_END, /* likewise, and one of them was typed: the person is told when it is not written */
  VST_WANT_TOKEN, /* the token of the session */
  VST_WANT_NAMES, /* names without a token */
} VstWant;

/* What is to be written of one account. Calls change it at any time; one write after the other
 * makes the keyring follow it. After a failure it stays, until it is tried again. */
typedef struct {
  VstAccountKeeper *keeper; /* referenced while this is running */
  VstAccount *account;
  gboolean is_running;

  GPtrArray *alike;   /* of VstAccount: whose tokens are to be compared first */
  VstAccount *asked;  /* nullable: whose token is being read */
  gint64 typed_end;   /* what a person typed for the token that is kept, until it is known whether
                         that is the one which is to be stored; else 0 */
  gboolean is_unread; /* the keyring did not say; it is asked again at the next try */
  DomoSecret *secret; /* nullable: password or client secret that is to be stored */
  VstWant want;
  VstRecord *record;     /* nullable: what the items are to say */
  gboolean drops_secret; /* the item of the secret is to go, after the main one is written */
  gboolean is_last;      /* token and secret leave memory once all is written */
  gboolean is_cut_short; /* they left before, and what they were for is not written */
  gboolean is_told;      /* the store error is about what is written here */

  DomoSecret *written_secret; /* nullable: what is being written */
  VstWant written;            /* likewise */
  gboolean is_carrying;       /* a secret is on its way to the keyring, or from it */

  gboolean removes; /* all items, whatever else was to be written */
  GTask *commit;    /* nullable: to be told when the removing fails */
} VstKeeperEntry;

struct _VstAccountKeeper {
  GObject parent_instance;

  VstAccountList *list;
  GHashTable *entries;  /* of VstKeeperEntry, by VstAccount */
  GPtrArray *forgotten; /* of VstAccount */
  GPtrArray *commits;   /* of GTask, with a Commit: that wait for the end of all writes */

  GCancellable *carrying; /* of the calls that carry a secret, until they are cut short */
};

/** vst_keeper_find_entry: Returns: (transfer none) (nullable): what is to be written of @account */
VstKeeperEntry *vst_keeper_find_entry (VstAccountKeeper *self, VstAccount *account);

/** vst_keeper_ensure_entry: Returns: (transfer none): the same; a new one where there is none */
VstKeeperEntry *vst_keeper_ensure_entry (VstAccountKeeper *self, VstAccount *account);

/** vst_keeper_get_keyring: Returns: (transfer none): that @entry is written to */
VstKeyring *vst_keeper_get_keyring (VstKeeperEntry *entry);

/* ------------------------------------------------------------------ vst-account-keeper-writes.c */

/** vst_keeper_run: begins to write what is to be written, where that is not under way. @entry may
 * be gone afterwards. */
void vst_keeper_run (VstKeeperEntry *entry);

/** vst_keeper_advance: goes on with the next step of @entry, which is running. */
void vst_keeper_advance (VstKeeperEntry *entry);

/** vst_keeper_carry: Returns: (transfer none): for a call that a secret goes with, to or from the
 * keyring */
GCancellable *vst_keeper_carry (VstKeeperEntry *entry);

/* ----------------------------------------------------------------- vst-account-keeper-compare.c */

/** vst_keeper_find_alike: notes whose tokens may be the one of this new account. */
void vst_keeper_find_alike (VstKeeperEntry *entry);

/** vst_keeper_find_typed_end: Returns: the date that was typed for the token that is kept, where
 * the keyring alone can tell whether @session has the same one; milliseconds since 1970, else 0 */
gint64 vst_keeper_find_typed_end (VstAccount *account, VstSession *session);

/** vst_keeper_compare: Returns: whether a token is being read to be compared with the one that is
 * to be stored; vst_keeper_advance() follows then */
gboolean vst_keeper_compare (VstKeeperEntry *entry);

/* ----------------------------------------------------------------- vst-account-keeper-leaving.c */

/** vst_keeper_drop_secrets: @account's leave memory; what is being written is written first. */
void vst_keeper_drop_secrets (VstAccountKeeper *self, VstAccount *account);

/** vst_keeper_end_commits: tells those who wait and have what they wait for. */
void vst_keeper_end_commits (VstAccountKeeper *self);

/** vst_keeper_tell_waiting: @error: of a removal that @commit began; for all who wait, at the end
 */
void vst_keeper_tell_waiting (VstAccountKeeper *self, GTask *commit, const GError *error);

G_END_DECLS
