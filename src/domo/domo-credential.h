/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "domo-instance.h"
#include "domo-secret.h"

G_BEGIN_DECLS

/* The three ways in. */
typedef enum {
  DOMO_METHOD_PASSWORD,     /* user name and password, "full auth": a session token */
  DOMO_METHOD_CLIENT,       /* client id and secret, "developer auth": a bearer token */
  DOMO_METHOD_ACCESS_TOKEN, /* the token itself */
} DomoMethod;

/* What a person holds to get in: immutable, its secret in a #DomoSecret. */
#define DOMO_TYPE_CREDENTIAL (domo_credential_get_type ())
G_DECLARE_FINAL_TYPE (DomoCredential, domo_credential, DOMO, CREDENTIAL, GObject)

/**
 * domo_credential_new_password:
 * @instance: (transfer none): where
 * @user_name: an e-mail address as a rule
 * @password: (transfer none): a reference is taken
 *
 * Returns: (transfer full): a %DOMO_METHOD_PASSWORD credential
 */
DomoCredential *
domo_credential_new_password (DomoInstance *instance, const char *user_name, DomoSecret *password);

/**
 * domo_credential_new_client:
 * @instance: (nullable) (transfer none): only a loopback test server is given; else the platform
 *   API is asked and its answer names the instance
 * @client_id: the client's id
 * @client_secret: (transfer none): a reference is taken
 * @scopes: (nullable) (array zero-terminated=1): "data", "user", …; none leaves the choice to Domo
 *
 * Returns: (transfer full): a %DOMO_METHOD_CLIENT credential
 */
DomoCredential *domo_credential_new_client (DomoInstance *instance,
                                            const char *client_id,
                                            DomoSecret *client_secret,
                                            const char *const *scopes);

/**
 * domo_credential_new_access_token:
 * @instance: (transfer none): where
 * @token: (transfer none): a reference is taken; a session token is taken too
 *
 * Returns: (transfer full): a %DOMO_METHOD_ACCESS_TOKEN credential
 */
DomoCredential *domo_credential_new_access_token (DomoInstance *instance, DomoSecret *token);

DomoMethod domo_credential_get_method (DomoCredential *self);

/** domo_credential_get_instance: Returns: (transfer none) (nullable): %NULL for a client without
 * one */
DomoInstance *domo_credential_get_instance (DomoCredential *self);

/** domo_credential_get_user_name: Returns: (transfer none) (nullable): the user name or client id;
 * %NULL for an access token */
const char *domo_credential_get_user_name (DomoCredential *self);

/** domo_credential_get_secret: Returns: (transfer none): password, client secret or token */
DomoSecret *domo_credential_get_secret (DomoCredential *self);

/** domo_credential_get_scopes: Returns: (transfer none) (nullable) (array zero-terminated=1) */
const char *const *domo_credential_get_scopes (DomoCredential *self);

/* All scopes that are known of a client, in the order in which they are offered; ends with NULL. */
extern const char *const domo_known_scopes[];

G_END_DECLS
