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

enum { PROP_PROFILE = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VstSession, vst_session, G_TYPE_OBJECT)

static void
vst_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VstSession *self = VST_SESSION (object);

  if (id == PROP_PROFILE)
    g_value_set_object (value, self->profile);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

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
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vst_session_get_property;
  object_class->finalize = vst_session_finalize;
  properties[PROP_PROFILE] =
      g_param_spec_object ("profile", NULL, NULL, DOMO_TYPE_PROFILE,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vst_session_init (VstSession *self)
{
}

static void
set_profile (VstSession *self, DomoProfile *profile)
{
  self->checked = g_get_monotonic_time ();
  if (g_set_object (&self->profile, profile))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
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
  set_profile (self, profile);
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
  set_profile (self, profile);
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

/* ------------------------------------------------------------------------------ checking again */

static void
take_answer (GTask *task, DomoProfile *profile, GError *error)
{
  if (!profile) {
    g_task_return_error (task, error);
    return;
  }
  set_profile (g_task_get_source_object (task), profile);
  g_task_return_boolean (task, TRUE);
}

static void
got_user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_get_user_finish (DOMO_CLIENT (source), result, &error);
  const DomoErrorInfo *info = error ? domo_error_get_info (error) : NULL;
  VstSession *self = g_task_get_source_object (task);

  /* As at sign-in: no leave to read users is no fault. Domo has answered with the token in hand, so
   * the profile that the token's own answer gave stands. */
  if (info && (info->status == 403 || info->status == 404) &&
      domo_profile_get_source (self->profile) == DOMO_PROFILE_TOKEN) {
    g_clear_error (&error);
    profile = g_object_ref (self->profile);
  }
  take_answer (task, profile, error);
}

static void
who_am_i_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_who_am_i_finish (DOMO_CLIENT (source), result, &error);

  take_answer (task, profile, error);
}

void
vst_session_check_async (VstSession *self,
                         DomoClient *client,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vst_session_check_async);
  if (domo_token_get_kind (self->token) == DOMO_TOKEN_BEARER)
    domo_client_get_user_async (client, self->instance, self->token, cancellable, got_user_cb,
                                g_steal_pointer (&task));
  else
    domo_client_who_am_i_async (client, self->instance, self->token, cancellable, who_am_i_cb,
                                g_steal_pointer (&task));
}

gboolean
vst_session_check_finish (VstSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
