/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-token.h"

G_BEGIN_DECLS

/* More of them are counted, not listed. */
#define VST_CLAIMS_MAX 60

/* One thing that a token says of itself, for people. All texts are fit to be shown, whoever wrote
 * the token. */
typedef struct {
  char *name;    /* as it stands in the token: "customerId" */
  char *title;   /* "Customer"; the name where nothing is known of it */
  char *meaning; /* nullable: "Domo’s own number for the instance" */
  char *value;
  char *tooltip; /* nullable: a date in RFC 3339 */
} VstClaim;

/**
 * vst_claims_new:
 *
 * What is known first, in the order in which people ask for it; then the rest as it came. Nothing
 * of it is verified. The signature of a session token is not among it.
 *
 * Returns: (transfer full) (element-type VstClaim): empty where nothing can be read, as of an
 *   access token
 */
GPtrArray *vst_claims_new (DomoToken *token);

/** vst_claims_find: Returns: (transfer none) (nullable): the claim with that name */
const VstClaim *vst_claims_find (GPtrArray *claims, const char *name);

G_END_DECLS
