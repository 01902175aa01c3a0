/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sign-in.h"

struct _VstSignIn {
  GObject parent_instance;

  DomoClient *client;
  VstSignInState state;
  GTask *current; /* the run under way; not owned, it ends through us */

  /* While a one-time code is waited for. */
  DomoCredential *credential; /* nullable */
  DomoToken *pending;         /* nullable */
  gint64 user_id;
};

enum { PROP_STATE = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (VstSignInState,
                    vst_sign_in_state,
                    G_DEFINE_ENUM_VALUE (VST_SIGN_IN_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (VST_SIGN_IN_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (VST_SIGN_IN_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (VST_SIGN_IN_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (VST_SIGN_IN_DONE, "done"))

G_DEFINE_FINAL_TYPE (VstSignIn, vst_sign_in, G_TYPE_OBJECT)

/* What the steps of one run hand on to each other. */
typedef struct {
  DomoCredential *credential;
  DomoInstance *instance; /* nullable until a client's answer names it */
  DomoToken *token;       /* nullable until there is one */
  DomoProfile *granted;   /* nullable: who a client's answer says it is */
  DomoSecret *code;       /* nullable: the one-time code that was sent */
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->credential);
  g_clear_pointer (&run->instance, domo_instance_unref);
  g_clear_object (&run->token);
  g_clear_object (&run->granted);
  g_clear_pointer (&run->code, domo_secret_unref);
  g_free (run);
}

static Run *
run_new (DomoCredential *credential)
{
  Run *run = g_new0 (Run, 1);
  DomoInstance *instance = domo_credential_get_instance (credential);

  run->credential = g_object_ref (credential);
  run->instance = instance ? domo_instance_ref (instance) : NULL;
  return run;
}

static void
vst_sign_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VstSignIn *self = VST_SIGN_IN (object);

  if (id == PROP_STATE)
    g_value_set_enum (value, self->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
drop_pending (VstSignIn *self)
{
  g_clear_object (&self->credential);
  g_clear_object (&self->pending);
}

static void
vst_sign_in_dispose (GObject *object)
{
  VstSignIn *self = VST_SIGN_IN (object);

  drop_pending (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (vst_sign_in_parent_class)->dispose (object);
}

static void
vst_sign_in_class_init (VstSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vst_sign_in_get_property;
  object_class->dispose = vst_sign_in_dispose;
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, vst_sign_in_state_get_type (), VST_SIGN_IN_IDLE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vst_sign_in_init (VstSignIn *self)
{
}

VstSignIn *
vst_sign_in_new (DomoClient *client)
{
  VstSignIn *self = g_object_new (VST_TYPE_SIGN_IN, NULL);

  self->client = g_object_ref (client);
  return self;
}

VstSignInState
vst_sign_in_get_state (VstSignIn *self)
{
  return self->state;
}

static void
set_state (VstSignIn *self, VstSignInState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* A run that was cancelled makes room at once, though libsoup may still have to call back. */
static gboolean
is_busy (VstSignIn *self)
{
  GCancellable *cancellable = self->current ? g_task_get_cancellable (self->current) : NULL;

  return self->current && !g_cancellable_is_cancelled (cancellable);
}

void
vst_sign_in_reset (VstSignIn *self)
{
  drop_pending (self);
  if (!is_busy (self))
    set_state (self, VST_SIGN_IN_IDLE);
}

/* ------------------------------------------------------------------------------ how a run ends */

/* Whether @task is the run under way; one that was cancelled may have been followed by another,
 * whose state it must leave alone. */
static gboolean
end_run (VstSignIn *self, GTask *task)
{
  if (self->current != task)
    return FALSE;
  self->current = NULL;
  return TRUE;
}

/* Takes over @error. */
static void
return_failure (GTask *task, GError *error)
{
  VstSignIn *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (error->domain == DOMO_ERROR) {
    domo_error_mask (error, domo_credential_get_secret (run->credential));
    domo_error_mask (error, run->code);
  }
  /* While a code is waited for, a failure is that code's: the next one can be sent. */
  if (end_run (self, task)) {
    if (self->pending)
      set_state (self, VST_SIGN_IN_CODE);
    else
      set_state (self, is_cancelled ? VST_SIGN_IN_IDLE : VST_SIGN_IN_FAILED);
  }
  g_task_return_error (task, error);
}

static void
return_session (GTask *task, DomoProfile *profile)
{
  VstSignIn *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  VstSession *session;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)) {
    return_failure (task, error);
    return;
  }
  domo_profile_hide (profile, domo_credential_get_secret (run->credential));
  domo_profile_hide (profile, run->code);
  session = vst_session_new (run->credential, run->instance, run->token, profile);
  if (end_run (self, task)) {
    drop_pending (self);
    set_state (self, VST_SIGN_IN_DONE);
  }
  g_task_return_pointer (task, session, g_object_unref);
}

/* -------------------------------------------------------------------- the last step: who am I? */

static void
who_am_i_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_who_am_i_finish (DOMO_CLIENT (source), result, &error);

  if (profile)
    return_session (task, profile);
  else
    return_failure (task, error);
}

static void
ask_who_am_i (GTask *task)
{
  VstSignIn *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  domo_client_who_am_i_async (self->client, run->instance, run->token,
                              g_task_get_cancellable (task), who_am_i_cb, g_object_ref (task));
}

/* ------------------------------------------------------------------------------------ a client */

static void
got_user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_get_user_finish (DOMO_CLIENT (source), result, &error);
  const DomoErrorInfo *info = error ? domo_error_get_info (error) : NULL;
  Run *run = g_task_get_task_data (task);

  if (profile) {
    return_session (task, profile);
  } else if (info && (info->status == 403 || info->status == 404)) {
    g_error_free (error); /* No leave to read users: the token's own answer says who it is. */
    return_session (task, run->granted);
  } else {
    return_failure (task, error);
  }
}

/* The instance that the answer names, where none was given. It is for the person to read; the token
 * goes to where it came from. */
static void
take_named_instance (Run *run)
{
  const char *domain = domo_profile_get_text (run->granted, DOMO_FIELD_DOMAIN);

  if (!domain)
    domain = domo_token_get_domain (run->token);
  if (!run->instance)
    run->instance = domo_instance_new_named (domain);
}

static gboolean
may_read_users (Run *run)
{
  const char *const *scopes = domo_token_get_scopes (run->token);
  g_auto (GStrv) granted = NULL;

  if (domo_token_get_owner_id (run->token) == 0)
    return FALSE;
  if (scopes)
    return g_strv_contains (scopes, "user");
  if (!domo_profile_has (run->granted, DOMO_FIELD_SCOPES))
    return FALSE;
  granted = g_strsplit (domo_profile_get_text (run->granted, DOMO_FIELD_SCOPES), " ", -1);
  return g_strv_contains ((const char *const *)granted, "user");
}

static void
got_developer_auth_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  DomoClient *client = DOMO_CLIENT (source);
  Run *run = g_task_get_task_data (task);

  run->token = domo_client_get_developer_auth_finish (client, result, &run->granted, &error);
  if (!run->token) {
    return_failure (task, error);
    return;
  }
  take_named_instance (run);
  if (may_read_users (run))
    domo_client_get_user_async (client, run->instance, run->token, g_task_get_cancellable (task),
                                got_user_cb, g_object_ref (task));
  else
    return_session (task, run->granted);
}

/* ---------------------------------------------------------------------------------- a password */

/* Keeps what a one-time code needs, where Domo gave it. */
static void
keep_pending (VstSignIn *self, Run *run, const GError *error)
{
  const DomoErrorInfo *info = domo_error_get_info (error);

  if (!info || !info->pending)
    return;
  self->credential = g_object_ref (run->credential);
  self->pending = g_object_ref (info->pending);
  self->user_id = info->user_id;
}

static void
got_full_auth_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  VstSignIn *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  run->token = domo_client_get_full_auth_finish (DOMO_CLIENT (source), result, &error);
  if (run->token) {
    ask_who_am_i (task);
    return;
  }
  if (self->current == task)
    keep_pending (self, run, error);
  return_failure (task, error);
}

static void
elevated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (domo_client_elevate_finish (DOMO_CLIENT (source), result, &error))
    ask_who_am_i (task);
  else
    return_failure (task, error);
}

/* ----------------------------------------------------------------------------------- beginning */

static void
begin (VstSignIn *self, GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  switch (domo_credential_get_method (run->credential)) {
  case DOMO_METHOD_PASSWORD:
    domo_client_get_full_auth_async (self->client, run->credential, cancellable, got_full_auth_cb,
                                     g_object_ref (task));
    break;
  case DOMO_METHOD_CLIENT:
    domo_client_get_developer_auth_async (self->client, run->credential, cancellable,
                                          got_developer_auth_cb, g_object_ref (task));
    break;
  case DOMO_METHOD_ACCESS_TOKEN:
    run->token = domo_token_new_guess (domo_credential_get_secret (run->credential));
    ask_who_am_i (task);
    break;
  default:
    g_assert_not_reached ();
  }
}

void
vst_sign_in_run_async (VstSignIn *self,
                       DomoCredential *credential,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vst_sign_in_run_async);
  if (is_busy (self)) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "a sign-in is under way");
    return;
  }
  self->current = task;
  drop_pending (self);
  g_task_set_task_data (task, run_new (credential), (GDestroyNotify)run_free);
  set_state (self, VST_SIGN_IN_BUSY);
  begin (self, task);
}

VstSession *
vst_sign_in_run_finish (VstSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vst_sign_in_send_code_async (VstSignIn *self,
                             DomoSecret *code,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Run *run;

  g_task_set_source_tag (task, vst_sign_in_send_code_async);
  if (is_busy (self) || !self->pending) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "no code is waited for");
    return;
  }
  self->current = task;
  run = run_new (self->credential);
  run->token = g_object_ref (self->pending);
  run->code = domo_secret_ref (code);
  g_task_set_task_data (task, run, (GDestroyNotify)run_free);
  set_state (self, VST_SIGN_IN_BUSY);
  domo_client_elevate_async (self->client, run->instance, run->token, self->user_id, code,
                             cancellable, elevated_cb, g_steal_pointer (&task));
}

VstSession *
vst_sign_in_send_code_finish (VstSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
