/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account.h"
#include "vst-secret-writer.h"

G_BEGIN_DECLS

/* The forms in which a token is handed on.
 *
 * Environment names are those of Domo's own scripts: DOMO_INSTANCE with the bare name of the
 * instance, DOMO_ACCESS_TOKEN, DOMO_USERNAME, DOMO_PASSWORD, DOMO_CLIENT_ID, DOMO_CLIENT_SECRET;
 * and ours for what those leave without a name: DOMO_SESSION_TOKEN, DOMO_BEARER_TOKEN.
 *
 * domolibrary has a class for each kind of token (DomoFullAuth, DomoTokenAuth, DomoDeveloperAuth)
 * and makes the host of the name: "acme" is acme.domo.com, so it reaches no vanity host and no test
 * server. pydomo and the Java SDK take a client's id and secret, get their token themselves and ask
 * api.domo.com. Where a library wants more than the token, the text reads it from the environment
 * and never holds it. */
typedef enum {
  VST_TOKEN_FORM_RAW,    /* the token alone */
  VST_TOKEN_FORM_HEADER, /* "x-domo-authentication: TOKEN" */
  VST_TOKEN_FORM_JSON,
  VST_TOKEN_FORM_ENV,    /* NAME=value, as in a .env file */
  VST_TOKEN_FORM_EXPORT, /* export NAME='value', for a POSIX shell */
  VST_TOKEN_FORM_CURL,   /* a command that asks who it is */
  VST_TOKEN_FORM_PYTHON_DOMOLIBRARY,
  VST_TOKEN_FORM_PYTHON_PYDOMO,
  VST_TOKEN_FORM_NODE,
  VST_TOKEN_FORM_POWERSHELL,
  VST_TOKEN_FORM_JAVA,
  VST_TOKEN_FORM_CURL_SAFE,     /* gets the token from vestibule-cli when it runs */
  VST_TOKEN_FORM_CURL_REDACTED, /* to be shown to others */
  VST_TOKEN_N_FORMS,
} VstTokenForm;

/* What a form is made of. */
typedef struct {
  DomoToken *token;
  DomoInstance *instance; /* where it is good; nullable */
  const char *user;       /* user name or client id; nullable */
  const char *account_id; /* by which vestibule-cli finds the token in the keyring; NULL where it
                             would not */
  gint64 typed_end;       /* when a person says that it ends, milliseconds since 1970; 0: nobody */
} VstTokenSubject;

/**
 * vst_token_subject_init:
 * @self: (out caller-allocates): borrows all that it holds
 * @account: whose token it is
 * @instance: (nullable)
 * @is_lasting: whether another program finds what is stored, too: not so in practice
 */
void vst_token_subject_init (VstTokenSubject *self,
                             VstAccount *account,
                             DomoToken *token,
                             DomoInstance *instance,
                             gboolean is_lasting);

/** vst_token_form_from_name: @name: (nullable): "raw", "header", "python-pydomo", …; @form: (out).
 * Returns: whether there is such a form */
gboolean vst_token_form_from_name (const char *name, VstTokenForm *form);

/** vst_token_form_get_name: Returns: (transfer none): what the command line and the settings call
 * it */
const char *vst_token_form_get_name (VstTokenForm form);

/** vst_token_form_holds_token: Returns: whether the text is a secret */
gboolean vst_token_form_holds_token (VstTokenForm form);

/** vst_token_form_get_refusal: Returns: (transfer none) (nullable): why the form is not offered for
 * @subject: it cannot carry such a token; translated. %NULL where it is offered */
const char *vst_token_form_get_refusal (VstTokenForm form, const VstTokenSubject *subject);

/** vst_token_form_is_offered: Returns: whether @form can carry the token */
gboolean vst_token_form_is_offered (VstTokenForm form, const VstTokenSubject *subject);

/** vst_token_form_get_variable: Returns: (transfer none): "DOMO_SESSION_TOKEN",
 * "DOMO_ACCESS_TOKEN", "DOMO_BEARER_TOKEN" */
const char *vst_token_form_get_variable (DomoToken *token);

/** vst_token_form_write: Returns: (transfer full): the token in a form that is offered for it,
 * without a line end; a #DomoSecret also where it holds no token */
DomoSecret *vst_token_form_write (VstTokenForm form, const VstTokenSubject *subject);

/* For the files of this room. */
/** vst_token_subject_dup_uri: Returns: (transfer full): who it is, at the API that takes such a
 * token */
char *vst_token_subject_dup_uri (const VstTokenSubject *self);

G_END_DECLS
