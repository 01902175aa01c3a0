/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "domo-client.h"
#include "vst-account.h"

G_BEGIN_DECLS

/* Who said no. */
typedef enum {
  VST_ADVICE_REFUSED, /* Domo refused */
  VST_ADVICE_BLOCKED, /* Domo could not be asked; the credential may be fine */
  VST_ADVICE_STEP,    /* nothing is wrong, it is the person's turn */
} VstAdviceKind;

/* What the one button does. */
typedef enum {
  VST_REMEDY_NONE,
  VST_REMEDY_TRY_AGAIN,        /* the same once more */
  VST_REMEDY_OPEN_URI,         /* the target in the browser */
  VST_REMEDY_COPY_TEXT,        /* the target on the clipboard: a sentence for an administrator */
  VST_REMEDY_COPY_DETAILS,     /* the details on the clipboard */
  VST_REMEDY_ENTER_SECRET,     /* empties the client secret and puts the cursor there */
  VST_REMEDY_ENTER_CODE,       /* empties the one-time code and puts the cursor there */
  VST_REMEDY_USE_ACCESS_TOKEN, /* switches to that way in, keeps the instance */
  VST_REMEDY_USE_PASSWORD,     /* likewise */
  VST_REMEDY_USE_INSTANCE,     /* puts the target into the instance field, sends nothing */
  VST_REMEDY_GET_KEYRING,      /* a dialog that says how to get a keyring */
  VST_REMEDY_UNLOCK,           /* the keyring's own prompt, then stores or opens */
  VST_REMEDY_STORE,            /* stores again */
  VST_REMEDY_SIGN_IN_AGAIN,    /* the sign-in page, all but the secret filled in */
  VST_REMEDY_SIGN_OUT,         /* drops the token */
} VstRemedy;

/* Fields that a failure points at. */
typedef enum {
  VST_FIELD_NONE = 0,
  VST_FIELD_INSTANCE = 1 << 0,
  VST_FIELD_USER_NAME = 1 << 1,
  VST_FIELD_PASSWORD = 1 << 2,
  VST_FIELD_CLIENT_ID = 1 << 3,
  VST_FIELD_CLIENT_SECRET = 1 << 4,
  VST_FIELD_ACCESS_TOKEN = 1 << 5,
  VST_FIELD_CODE = 1 << 6,
} VstFields;

/* A failure in a person's words: cause, remedy, the one button. Translated. Immutable. */
#define VST_TYPE_ADVICE (vst_advice_get_type ())
G_DECLARE_FINAL_TYPE (VstAdvice, vst_advice, VST, ADVICE, GObject)

/**
 * vst_advice_new:
 * @error: of the domain %DOMO_ERROR; any other is "Cannot Be Read"
 * @method: the way in that was tried
 * @practice_uri: (nullable): where pages are opened in practice, in place of the instance
 *
 * Returns: (transfer full)
 */
VstAdvice *vst_advice_new (const GError *error, DomoMethod method, const char *practice_uri);

/** vst_advice_set_proxy_source: @words: who named the proxy, where it was neither the environment
 * nor the desktop: "--proxy". For the whole program, before the first advice. */
void vst_advice_set_proxy_source (const char *words);

/**
 * vst_advice_new_for_account:
 * @error: (nullable): why @account could not be opened or checked: %VST_OPEN_ERROR or %DOMO_ERROR;
 *   %NULL: what the account itself knows of it. With a
 *   stored credential the remedies differ from those of a typed one: kept password ("Enter
 *   Password"), session that Domo ended early, session that is over, somebody else who answers
 *   (vst_account_get_other()).
 * @now: milliseconds since 1970
 *
 * Returns: (transfer full) (nullable): %NULL where nothing is to be said: signed out, cancelled
 */
VstAdvice *vst_advice_new_for_account (VstAccount *account,
                                       const GError *error,
                                       const char *practice_uri,
                                       gint64 now);

/** vst_advice_new_for_storing: Returns: (transfer full): why what was to be kept is not in the
 * keyring, though the person is signed in; @error: %DOMO_ERROR_KEYRING_… */
VstAdvice *vst_advice_new_for_storing (const GError *error);

/** vst_advice_new_for_signing_out: Returns: (transfer full): why the token of somebody who signed
 * out is still in the keyring; @error: %DOMO_ERROR_KEYRING_… */
VstAdvice *vst_advice_new_for_signing_out (const GError *error);

/** vst_advice_new_for_reading: Returns: (transfer full): why the list of accounts cannot be read
 * from the keyring; @error: %DOMO_ERROR_KEYRING */
VstAdvice *vst_advice_new_for_reading (const GError *error);

/** vst_advice_get_extra: Returns: (transfer none) (nullable): the label of a small second button:
 * "Accept Priya Shah…" */
const char *vst_advice_get_extra (VstAdvice *self);

VstAdviceKind vst_advice_get_kind (VstAdvice *self);
/** Returns: (transfer none): a symbolic icon's name */
const char *vst_advice_get_icon_name (VstAdvice *self);
/** Returns: (transfer none): the cause, in header capitals */
const char *vst_advice_get_title (VstAdvice *self);
/** Returns: (transfer none): what to do; plain text, never markup */
const char *vst_advice_get_remedy (VstAdvice *self);
VstRemedy vst_advice_get_action (VstAdvice *self);
/** Returns: (transfer none) (nullable): the button's label; %NULL with %VST_REMEDY_NONE */
const char *vst_advice_get_button (VstAdvice *self);
/** Returns: (transfer none) (nullable): the address to open, text to copy or instance to use */
const char *vst_advice_get_target (VstAdvice *self);
/** Returns: the fields to mark */
VstFields vst_advice_get_fields (VstAdvice *self);
/** Returns: the one of them that takes the focus */
VstFields vst_advice_get_focus (VstAdvice *self);
/** Returns: seconds until Try Again makes sense, 0 at once */
guint vst_advice_get_wait (VstAdvice *self);
/** Returns: (transfer none): the one-line form, then the time and the request's id */
const char *vst_advice_get_details (VstAdvice *self);

/** vst_advice_dup_remedy_after: Returns: (transfer full): the remedy @seconds later, where it
 * counts down */
char *vst_advice_dup_remedy_after (VstAdvice *self, guint seconds);

G_END_DECLS
