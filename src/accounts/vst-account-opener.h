/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account-keeper.h"
#include "vst-tries.h"

G_BEGIN_DECLS

/* Why an account cannot be opened though Domo was not asked, or not with what is kept. */
#define VST_OPEN_ERROR (vst_open_error_quark ())
GQuark vst_open_error_quark (void);
typedef enum {
  VST_OPEN_ERROR_SIGNED_OUT,  /* by the person; no secret is kept, or it was not asked for */
  VST_OPEN_ERROR_ENDED,       /* the token's time is over, no secret is kept */
  VST_OPEN_ERROR_ENDED_EARLY, /* Domo refused a session or bearer token whose time is not over, and
                                 no secret is kept */
  VST_OPEN_ERROR_REFUSED,     /* a kept password was refused and is not tried again by itself */
  VST_OPEN_ERROR_ASK,         /* it may be tried, but the person is to be asked first */
  VST_OPEN_ERROR_HOST,        /* a host outside Domo's own that was never allowed */
} VstOpenError;

typedef enum {
  VST_OPEN_BY_ITSELF, /* at the start, or the time is over: a signed-out account stays so */
  VST_OPEN_CHOSEN,    /* the person chose it: a kept secret is used; a refused password is not */
  VST_OPEN_AGAIN,     /* the person asked for another try: ERROR_ASK from the third on */
  VST_OPEN_ANYWAY,    /* and has answered that question */
} VstOpenReason;

/* Signs in with what the keyring has: one lookup and one request where the token is good; else it
 * is renewed from the kept password or client secret. Callers that want the same account share one
 * run. What came of it is also in the account: session, error, other. Signal "busy-changed": the
 * first run began, or the last one ended. */
#define VST_TYPE_ACCOUNT_OPENER (vst_account_opener_get_type ())
G_DECLARE_FINAL_TYPE (VstAccountOpener, vst_account_opener, VST, ACCOUNT_OPENER, GObject)

/** vst_account_opener_new: @settings: which hosts were allowed */
VstAccountOpener *vst_account_opener_new (VstAccountKeeper *keeper,
                                          DomoClient *client,
                                          VstTries *tries,
                                          GSettings *settings);

/** vst_account_opener_allow: @instance may get the secret although it is outside Domo's own;
 * nothing is remembered beyond this opener */
void vst_account_opener_allow (VstAccountOpener *self, DomoInstance *instance);

/** vst_account_opener_is_busy: Returns: whether an account is being opened or checked */
gboolean vst_account_opener_is_busy (VstAccountOpener *self);

/** vst_account_opener_cancel_all: all of it ends now, for every caller. */
void vst_account_opener_cancel_all (VstAccountOpener *self);

/**
 * vst_account_opener_open_async:
 * @reason: what may be used; the strongest one of several callers' counts
 * @cancellable: (nullable): ends the opening with the last caller
 */
void vst_account_opener_open_async (VstAccountOpener *self,
                                    VstAccount *account,
                                    VstOpenReason reason,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/**
 * vst_account_opener_open_finish:
 * @error: %VST_OPEN_ERROR; %DOMO_ERROR of the routes or of the keyring; %G_IO_ERROR_CANCELLED for
 *   this caller alone. When another person or instance answered: %DOMO_ERROR_AUTH, and the account
 *   has an other.
 *
 * Returns: whether somebody is signed in
 */
gboolean
vst_account_opener_open_finish (VstAccountOpener *self, GAsyncResult *result, GError **error);

G_END_DECLS
