/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vst-item.h"
#include "vst-keep.h"
#include "vst-session.h"

G_BEGIN_DECLS

typedef enum {
  VST_ACCOUNT_UNCHECKED,
  VST_ACCOUNT_CHECKING,
  VST_ACCOUNT_GOOD,
  VST_ACCOUNT_ENDED, /* the token's time is over, and no secret renews it; never by a date that a
                        person typed */
  VST_ACCOUNT_SIGN_IN_NEEDED, /* signed out */
  VST_ACCOUNT_FAILED,         /* get_error() says how */
  VST_ACCOUNT_ANOTHER,        /* answers as another person or instance; get_other() */
  VST_ACCOUNT_KEYRING_LOCKED, /* no session, and its secrets cannot be read */
} VstAccountState;

/* One account: the names and dates of its items in the keyring, where there are some, and who is
 * signed in with it now. Signal "changed": anything of it. */
#define VST_TYPE_ACCOUNT (vst_account_get_type ())
G_DECLARE_FINAL_TYPE (VstAccount, vst_account, VST, ACCOUNT, GObject)

/** vst_account_get_record: Returns: (transfer none): the newest names and dates */
VstRecord *vst_account_get_record (VstAccount *self);
/** vst_account_get_id: Returns: (transfer none) */
const char *vst_account_get_id (VstAccount *self);

/** vst_account_get_state: @now: milliseconds since 1970 */
VstAccountState vst_account_get_state (VstAccount *self, gint64 now);

/** vst_account_get_session: Returns: (transfer none) (nullable): who is signed in; its token may
 * have ended meanwhile */
VstSession *vst_account_get_session (VstAccount *self);

/** vst_account_get_error: Returns: (transfer none) (nullable): why it could not be opened or
 * checked the last time */
const GError *vst_account_get_error (VstAccount *self);

/** vst_account_get_other: Returns: (transfer none) (nullable): who answered in the place of the
 * person or instance of the record; nothing of it is stored */
VstSession *vst_account_get_other (VstAccount *self);

/** vst_account_get_expires: Returns: when its token ends, milliseconds since 1970, 0 when nobody
 * knows: what the token at hand says, else what is kept: of an access token the date that a person
 * typed, who may be wrong */
gint64 vst_account_get_expires (VstAccount *self);

/** vst_account_get_typed_end: Returns: the same where a person typed it, else 0 */
gint64 vst_account_get_typed_end (VstAccount *self);

/** vst_account_takes_date: Returns: whether the person may say when its token ends: an access token
 * is at hand that does not say so itself */
gboolean vst_account_takes_date (VstAccount *self);

gboolean vst_account_is_busy (VstAccount *self);

/** vst_account_is_signed_out: Returns: whether the person signed out, be it written to the keyring
 * yet or not, and whatever came of signing in since */
gboolean vst_account_is_signed_out (VstAccount *self);

/** vst_account_is_stored: Returns: whether it has a main item in the keyring */
gboolean vst_account_is_stored (VstAccount *self);
/** vst_account_has_token: Returns: whether its token is in the keyring */
gboolean vst_account_has_token (VstAccount *self);
/** vst_account_has_secret: Returns: whether its password or client secret is in the keyring */
gboolean vst_account_has_secret (VstAccount *self);
/** vst_account_get_collection: Returns: (transfer none) (nullable): where, "Login" */
const char *vst_account_get_collection (VstAccount *self);
/** vst_account_is_locked: Returns: whether its items are locked */
gboolean vst_account_is_locked (VstAccount *self);

/** vst_account_get_store_error: Returns: (transfer none) (nullable): why what was to be kept is not
 * stored; vst_account_keeper_store() tries again */
const GError *vst_account_get_store_error (VstAccount *self);

/** vst_account_is_of: Returns: whether @session is of this account, and not of another that was
 * typed in its place */
gboolean vst_account_is_of (VstAccount *self, VstSession *session);

/* For the files of this room. */
VstAccount *vst_account_new (VstRecord *record);
/** vst_account_get_item: Returns: (transfer none) (nullable): @is_main: the main item, else that of
 * the password or client secret */
VstItem *vst_account_get_item (VstAccount *self, gboolean is_main);
/** vst_account_set_item: (nullable): takes a reference; a main item brings the record */
void vst_account_set_item (VstAccount *self, gboolean is_main, VstItem *item);
void vst_account_set_record (VstAccount *self, VstRecord *record);
/** vst_account_set_fresh: @token: (nullable): that a password was just sent for, while who_am_i has
 * not answered well to it yet: with it the next opening sends no password again; @instance:
 * (nullable): where it is good. A new session, signing out and a lock drop it. */
void vst_account_set_fresh (VstAccount *self, DomoToken *token, DomoInstance *instance);

/** vst_account_get_fresh: Returns: (transfer none) (nullable): the token for @instance and no other
 */
DomoToken *vst_account_get_fresh (VstAccount *self, DomoInstance *instance);

/** vst_account_set_session: clears error, other and a fresh token as well; %NULL: signed out or not
 * yet in */
void vst_account_set_session (VstAccount *self, VstSession *session);
void vst_account_set_error (VstAccount *self, const GError *error);
void vst_account_set_other (VstAccount *self, VstSession *other);
void vst_account_set_busy (VstAccount *self, gboolean busy);
void vst_account_set_store_error (VstAccount *self, const GError *error);
/** vst_account_set_signed_out: for one that is kept for this session only, or whose item is not
 * changed yet */
void vst_account_set_signed_out (VstAccount *self, gboolean signed_out);

G_END_DECLS
