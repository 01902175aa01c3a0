/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-client.h"
#include "vst-session.h"

G_BEGIN_DECLS

typedef enum {
  VST_SIGN_IN_IDLE,
  VST_SIGN_IN_BUSY,
  VST_SIGN_IN_CODE, /* a one-time code is wanted; vst_sign_in_send_code_async() goes on */
  VST_SIGN_IN_FAILED,
  VST_SIGN_IN_DONE,
} VstSignInState;

/* The steps from a credential to a profile, one sign-in at a time:
 *
 * - password: get_full_auth, where wanted a one-time code and elevate, who_am_i;
 * - client: get_developer_auth, then get_user where the scope "user" was granted; without it, or
 * when that answers 403 or 404, the token's own answer is the profile;
 * - access token: who_am_i; a JWT given as one is an InvalidAuthTypeError and nothing is sent. */
#define VST_TYPE_SIGN_IN (vst_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (VstSignIn, vst_sign_in, VST, SIGN_IN, GObject)

/** vst_sign_in_new: Returns: (transfer full) */
VstSignIn *vst_sign_in_new (DomoClient *client);

GType vst_sign_in_state_get_type (void);

/** vst_sign_in_get_state: notify::state tells of a change */
VstSignInState vst_sign_in_get_state (VstSignIn *self);

/**
 * vst_sign_in_run_async:
 *
 * Starts over. While another run is under way the call ends with %G_IO_ERROR_PENDING.
 */
void vst_sign_in_run_async (VstSignIn *self,
                            DomoCredential *credential,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/**
 * vst_sign_in_run_finish:
 * @error: %DOMO_ERROR_SECOND_FACTOR_REQUIRED when a code is wanted: with state %VST_SIGN_IN_CODE
 *   vst_sign_in_send_code_async() goes on, with %VST_SIGN_IN_FAILED Domo gave nothing to go on with
 *
 * Returns: (transfer full): who is signed in
 */
VstSession *vst_sign_in_run_finish (VstSignIn *self, GAsyncResult *result, GError **error);

/**
 * vst_sign_in_send_code_async:
 * @code: the one-time code
 *
 * In state %VST_SIGN_IN_CODE only. A refused code leaves that state, so that the next one can be
 * sent.
 */
void vst_sign_in_send_code_async (VstSignIn *self,
                                  DomoSecret *code,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** vst_sign_in_send_code_finish: Returns: (transfer full): who is signed in */
VstSession *vst_sign_in_send_code_finish (VstSignIn *self, GAsyncResult *result, GError **error);

/** vst_sign_in_reset: drops the credential and a session that waits for its code; back to idle. */
void vst_sign_in_reset (VstSignIn *self);

G_END_DECLS
