/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-credential.h"

struct _DomoCredential {
  GObject parent_instance;

  DomoMethod method;
  DomoInstance *instance; /* NULL for a client without one */
  char *user_name;        /* or the client id */
  DomoSecret *secret;
  char **scopes;
};

G_DEFINE_FINAL_TYPE (DomoCredential, domo_credential, G_TYPE_OBJECT)

const char *const domo_known_scopes[] = { "account", "audit", "buzz",     "dashboard",
                                          "data",    "user",  "workflow", NULL };

static void
domo_credential_finalize (GObject *object)
{
  DomoCredential *self = DOMO_CREDENTIAL (object);

  g_clear_pointer (&self->instance, domo_instance_unref);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->secret, domo_secret_unref);
  g_clear_pointer (&self->scopes, g_strfreev);
  G_OBJECT_CLASS (domo_credential_parent_class)->finalize (object);
}

static void
domo_credential_class_init (DomoCredentialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = domo_credential_finalize;
}

static void
domo_credential_init (DomoCredential *self)
{
}

static DomoCredential *
credential_new (DomoMethod method,
                DomoInstance *instance,
                const char *user_name,
                DomoSecret *secret)
{
  DomoCredential *self = g_object_new (DOMO_TYPE_CREDENTIAL, NULL);

  self->method = method;
  self->instance = instance ? domo_instance_ref (instance) : NULL;
  self->user_name = g_strdup (user_name);
  self->secret = domo_secret_ref (secret);
  return self;
}

DomoCredential *
domo_credential_new_password (DomoInstance *instance, const char *user_name, DomoSecret *password)
{
  g_return_val_if_fail (instance != NULL && user_name != NULL && password != NULL, NULL);
  return credential_new (DOMO_METHOD_PASSWORD, instance, user_name, password);
}

DomoCredential *
domo_credential_new_client (DomoInstance *instance,
                            const char *client_id,
                            DomoSecret *client_secret,
                            const char *const *scopes)
{
  DomoCredential *self;

  g_return_val_if_fail (client_id != NULL && client_secret != NULL, NULL);

  self = credential_new (DOMO_METHOD_CLIENT, instance, client_id, client_secret);
  self->scopes = g_strdupv ((char **)scopes);
  return self;
}

DomoCredential *
domo_credential_new_access_token (DomoInstance *instance, DomoSecret *token)
{
  g_return_val_if_fail (instance != NULL && token != NULL, NULL);
  return credential_new (DOMO_METHOD_ACCESS_TOKEN, instance, NULL, token);
}

DomoMethod
domo_credential_get_method (DomoCredential *self)
{
  g_return_val_if_fail (DOMO_IS_CREDENTIAL (self), DOMO_METHOD_PASSWORD);
  return self->method;
}

DomoInstance *
domo_credential_get_instance (DomoCredential *self)
{
  g_return_val_if_fail (DOMO_IS_CREDENTIAL (self), NULL);
  return self->instance;
}

const char *
domo_credential_get_user_name (DomoCredential *self)
{
  g_return_val_if_fail (DOMO_IS_CREDENTIAL (self), NULL);
  return self->user_name;
}

DomoSecret *
domo_credential_get_secret (DomoCredential *self)
{
  g_return_val_if_fail (DOMO_IS_CREDENTIAL (self), NULL);
  return self->secret;
}

const char *const *
domo_credential_get_scopes (DomoCredential *self)
{
  g_return_val_if_fail (DOMO_IS_CREDENTIAL (self), NULL);
  return (const char *const *)self->scopes;
}
