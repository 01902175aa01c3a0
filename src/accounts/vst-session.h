/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-client.h"

G_BEGIN_DECLS

/* Somebody who is signed in: where, how, with which token, and who Domo says it is. The token lives
 * as long as this object. Immutable: each answer of Domo's makes a new one. */
#define VST_TYPE_SESSION (vst_session_get_type ())
G_DECLARE_FINAL_TYPE (VstSession, vst_session, VST, SESSION, GObject)

/**
 * vst_session_new:
 * @credential: what was used; only its names are kept
 * @instance: (nullable): where; a client's answer may not name it
 * @token: (transfer none)
 * @profile: (transfer none)
 *
 * Returns: (transfer full)
 */
VstSession *vst_session_new (DomoCredential *credential,
                             DomoInstance *instance,
                             DomoToken *token,
                             DomoProfile *profile);

/**
 * vst_session_new_stored:
 * @user_name: (nullable): of the account that was stored
 * @scopes: (nullable): likewise, with spaces between them
 * @instance: (nullable)
 *
 * Returns: (transfer full): who is signed in with a token that was kept
 */
VstSession *vst_session_new_stored (DomoMethod method,
                                    const char *user_name,
                                    const char *scopes,
                                    DomoInstance *instance,
                                    DomoToken *token,
                                    DomoProfile *profile);

DomoMethod vst_session_get_method (VstSession *self);
/** Returns: (transfer none) (nullable) */
DomoInstance *vst_session_get_instance (VstSession *self);
/** Returns: (transfer none) (nullable): the user name or client id that was typed */
const char *vst_session_get_user_name (VstSession *self);
/** Returns: (transfer none) (nullable) (array zero-terminated=1): of a client */
const char *const *vst_session_get_scopes (VstSession *self);
/** Returns: (transfer none) */
DomoToken *vst_session_get_token (VstSession *self);
/** Returns: the user id of who it is: the profile's, else the token's; 0 when nobody knows */
gint64 vst_session_get_owner_id (VstSession *self);
/** Returns: (transfer none) */
DomoProfile *vst_session_get_profile (VstSession *self);
/** Returns: when Domo last answered well, microseconds of g_get_monotonic_time() */
gint64 vst_session_get_checked (VstSession *self);

G_END_DECLS
