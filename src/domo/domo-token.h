/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "domo-secret.h"

G_BEGIN_DECLS

typedef enum {
  DOMO_TOKEN_SESSION, /* product API, header x-domo-authentication */
  DOMO_TOKEN_ACCESS,  /* product API, header x-domo-developer-token */
  DOMO_TOKEN_BEARER,  /* platform API, header Authorization: Bearer */
} DomoTokenKind;

/* A token and what can be read of it offline. Immutable.
 *
 * - A session token is percent-encoded Base64 of JSON with customerId, expiration and timestamp
 *   (milliseconds), sid and userId (a string); it is sent as it came, still percent-encoded.
 * - A bearer token is a JWT with userId, role, scope (a list), customer, domain, iat and exp
 *   (seconds). There is no key to verify it with.
 * - An access token is opaque. */
#define DOMO_TYPE_TOKEN (domo_token_get_type ())
G_DECLARE_FINAL_TYPE (DomoToken, domo_token, DOMO, TOKEN, GObject)

/**
 * domo_token_new:
 * @kind: what the server said it is
 * @text: (transfer none): a reference is taken
 *
 * Reads what @text says of itself; what cannot be read is unknown, never an error.
 *
 * Returns: (transfer full): the token
 */
DomoToken *domo_token_new (DomoTokenKind kind, DomoSecret *text);

/**
 * domo_token_new_guess:
 * @text: (transfer none): a token that a person gave
 *
 * A JWT is a bearer token, Base64 of JSON with a sid a session token, anything else an access
 * token.
 *
 * Returns: (transfer full): the token
 */
DomoToken *domo_token_new_guess (DomoSecret *text);

/**
 * domo_token_new_granted:
 * @text: (transfer none): a bearer token
 * @expires: when the answer says it ends, milliseconds since 1970, or 0
 * @owner_id: who the answer says it belongs to, or 0
 *
 * As domo_token_new() with %DOMO_TOKEN_BEARER; what the token says of itself goes before what the
 * answer around it said.
 *
 * Returns: (transfer full): the token
 */
DomoToken *domo_token_new_granted (DomoSecret *text, gint64 expires, gint64 owner_id);

DomoTokenKind domo_token_get_kind (DomoToken *self);

/** domo_token_is_usual_access: Returns: whether it is an access token that begins as most do, with
 * DDCI; the others are opaque from their first letter */
gboolean domo_token_is_usual_access (DomoToken *self);

/** domo_token_get_text: Returns: (transfer none): the token as it is sent */
DomoSecret *domo_token_get_text (DomoToken *self);

/** domo_token_get_header: Returns: (transfer none): the name of the header that carries it */
const char *domo_token_get_header (DomoToken *self);

/** domo_token_dup_header_value: Returns: (transfer full): what that header holds */
DomoSecret *domo_token_dup_header_value (DomoToken *self);

/** domo_token_get_expires: Returns: milliseconds since 1970, 0 when nobody knows */
gint64 domo_token_get_expires (DomoToken *self);

/** domo_token_get_issued: Returns: milliseconds since 1970, 0 when nobody knows */
gint64 domo_token_get_issued (DomoToken *self);

/** domo_token_get_owner_id: Returns: the user id it belongs to, 0 when nobody knows */
gint64 domo_token_get_owner_id (DomoToken *self);

/** domo_token_get_scopes: Returns: (transfer none) (nullable) (array zero-terminated=1): of a
 * bearer token */
const char *const *domo_token_get_scopes (DomoToken *self);

/** domo_token_get_domain: Returns: (transfer none) (nullable): the instance's host that a bearer
 * token names */
const char *domo_token_get_domain (DomoToken *self);

/** domo_token_get_customer: Returns: (transfer none) (nullable) */
const char *domo_token_get_customer (DomoToken *self);

/** domo_token_dup_payload: Returns: (transfer full) (nullable): what a bearer token says of itself,
 * JSON as it stands in there; %NULL when it cannot be read, or of another kind */
GBytes *domo_token_dup_payload (DomoToken *self);

/**
 * domo_token_dup_claims:
 *
 * Decoded anew at each call; nothing of it is verified. The signature of a session token is left
 * out: with it the rest is the token itself. Its session id is not, although it is the person's own
 * affair: it names the session, and without the signature nobody can sign in with it.
 *
 * Returns: (transfer full) (nullable): what a session or bearer token says of itself, a JSON
 *   object; %NULL when it cannot be read, or for an access token, which says nothing
 */
JsonNode *domo_token_dup_claims (DomoToken *self);

/** domo_token_kind_get_words: Returns: "session token", "access token", "bearer token": English,
 * for error lines */
const char *domo_token_kind_get_words (DomoTokenKind kind);

G_END_DECLS
