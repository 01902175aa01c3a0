/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-session.h"

G_BEGIN_DECLS

/* The forms in which a token is handed on. Environment names are those of Domo's own scripts:
 * DOMO_INSTANCE with the bare name of the instance, DOMO_ACCESS_TOKEN; and ours for what those
 * leave without a name: DOMO_SESSION_TOKEN, DOMO_BEARER_TOKEN. */
typedef enum {
  VST_TOKEN_FORM_RAW,    /* the token alone */
  VST_TOKEN_FORM_HEADER, /* "x-domo-authentication: TOKEN" */
  VST_TOKEN_FORM_CURL,   /* a command that asks who it is */
  VST_TOKEN_FORM_ENV,    /* NAME=value, as in a .env file */
  VST_TOKEN_FORM_EXPORT, /* export NAME='value', for a POSIX shell */
  VST_TOKEN_FORM_JSON,
} VstTokenForm;

/** vst_token_form_from_name: @name: "raw", "header", "curl", "env", "export" or "json"; @form:
 * (out). Returns: whether there is such a form */
gboolean vst_token_form_from_name (const char *name, VstTokenForm *form);

/** vst_token_form_get_variable: Returns: (transfer none): "DOMO_SESSION_TOKEN",
 * "DOMO_ACCESS_TOKEN", "DOMO_BEARER_TOKEN" */
const char *vst_token_form_get_variable (DomoToken *token);

/**
 * vst_token_form_write:
 * @instance: (nullable): where it is good; without one its line is left out
 *
 * Returns: (transfer full): the token in that form, without a line end
 */
DomoSecret *vst_token_form_write (VstTokenForm form, DomoToken *token, DomoInstance *instance);

G_END_DECLS
