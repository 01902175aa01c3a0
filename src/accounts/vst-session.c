/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-session.h"

struct _VstSession {
  GObject parent_instance;

  DomoMethod method;
  char *user_name;        /* nullable */
  char **scopes;          /* nullable */
  DomoInstance *instance; /* nullable */
  DomoToken *token;
  DomoProfile *profile;
  gint64 checked; /* microseconds, monotonic */
};

G_DEFINE_FINAL_TYPE (VstSession, vst_session, G_TYPE_OBJECT)

static void
vst_session_finalize (GObject *object)
{
  VstSession *self = VST_SESSION (object);

  g_free (self->user_name);
  g_strfreev (self->scopes);
  g_clear_pointer (&self->instance, domo_instance_unref);
  g_clear_object (&self->token);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (vst_session_parent_class)->finalize (object);
}

static void
vst_session_class_init (VstSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_session_finalize;
}

static void
vst_session_init (VstSession *self)
{
}

VstSession *
vst_session_new (DomoCredential *credential,
                 DomoInstance *instance,
                 DomoToken *token,
                 DomoProfile *profile)
{
  VstSession *self = g_object_new (VST_TYPE_SESSION, NULL);

  self->method = domo_credential_get_method (credential);
  self->user_name = g_strdup (domo_credential_get_user_name (credential));
  self->scopes = g_strdupv ((char **)domo_credential_get_scopes (credential));
  self->instance = instance ? domo_instance_ref (instance) : NULL;
  self->token = g_object_ref (token);
  self->profile = g_object_ref (profile);
  self->checked = g_get_monotonic_time ();
  return self;
}

VstSession *
vst_session_new_stored (DomoMethod method,
                        const char *user_name,
                        const char *scopes,
                        DomoInstance *instance,
                        DomoToken *token,
                        DomoProfile *profile)
{
  VstSession *self = g_object_new (VST_TYPE_SESSION, NULL);

  self->method = method;
  self->user_name = g_strdup (user_name);
  self->scopes = scopes ? g_strsplit (scopes, " ", -1) : NULL;
  self->instance = instance ? domo_instance_ref (instance) : NULL;
  self->token = g_object_ref (token);
  self->profile = g_object_ref (profile);
  self->checked = g_get_monotonic_time ();
  return self;
}

DomoMethod
vst_session_get_method (VstSession *self)
{
  return self->method;
}

DomoInstance *
vst_session_get_instance (VstSession *self)
{
  return self->instance;
}

const char *
vst_session_get_user_name (VstSession *self)
{
  return self->user_name;
}

const char *const *
vst_session_get_scopes (VstSession *self)
{
  return (const char *const *)self->scopes;
}

DomoToken *
vst_session_get_token (VstSession *self)
{
  return self->token;
}

gint64
vst_session_get_owner_id (VstSession *self)
{
  if (domo_profile_has (self->profile, DOMO_FIELD_ID))
    return domo_profile_get_number (self->profile, DOMO_FIELD_ID);
  return domo_token_get_owner_id (self->token);
}

DomoProfile *
vst_session_get_profile (VstSession *self)
{
  return self->profile;
}

gint64
vst_session_get_checked (VstSession *self)
{
  return self->checked;
}
