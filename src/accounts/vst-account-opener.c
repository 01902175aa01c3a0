/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-opener.h"

#include "domo-profile.h"
#include "domo-reply.h"
#include "vst-settings.h"
#include "vst-sign-in.h"

/* clang-format puts spaces round hyphens. */
G_DEFINE_QUARK (vst_open_error_quark, vst_open_error)

struct _VstAccountOpener {
  GObject parent_instance;

  VstAccountKeeper *keeper;
  DomoClient *client;
  VstTries *tries;
  GSettings *settings;
  GPtrArray *allowed; /* of DomoInstance: hosts that are named for this time alone */
  GPtrArray *runs;    /* of Run, not owned: their tasks own them */
};

enum { BUSY_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstAccountOpener, vst_account_opener, G_TYPE_OBJECT)

/* The opening of one account, for all who want it at that time. */
typedef struct {
  VstAccount *account;
  VstRecord *record;    /* as it was at the beginning: who is expected to answer */
  VstOpenReason reason; /* the strongest of all callers' */
  VstOpenReason judged; /* the one that decided whether the secret is used */
  gboolean is_signed_out;
  GCancellable *cancellable; /* of the run itself */
  GPtrArray *callers;        /* of Caller */

  DomoInstance *instance; /* nullable: of the record */
  DomoToken *token;       /* nullable: that is being asked about */
  DomoProfile *claims; /* nullable: who a bearer token itself says it is, for where Domo does not */
  GError *refusal;     /* nullable: what Domo said to the token */
  DomoCredential *credential; /* nullable: that a new token is got with */

  VstSession *session; /* what came of it: nullable */
  VstSession *other;   /* nullable: who answered instead */
  gboolean is_renewed; /* the token is another one than is kept */
  gboolean is_spent;   /* a password was sent: there is no other way now */
} Run;

typedef struct {
  GTask *task;
  GSource *source; /* nullable: sees that this one caller has cancelled */
} Caller;

static void
caller_free (Caller *caller)
{
  if (caller->source)
    g_source_destroy (caller->source);
  g_clear_pointer (&caller->source, g_source_unref);
  g_clear_object (&caller->task);
  g_free (caller);
}

static void
run_free (Run *run)
{
  g_clear_pointer (&run->callers, g_ptr_array_unref);
  g_clear_object (&run->account);
  g_clear_object (&run->record);
  g_clear_object (&run->cancellable);
  g_clear_pointer (&run->instance, domo_instance_unref);
  g_clear_object (&run->token);
  g_clear_object (&run->claims);
  g_clear_error (&run->refusal);
  g_clear_object (&run->credential);
  g_clear_object (&run->session);
  g_clear_object (&run->other);
  g_free (run);
}

static gint64
now_milliseconds (void)
{
  return g_get_real_time () / 1000;
}

/* The person's own signing out, be it written to the keyring yet or not. */
static gboolean
is_signed_out (VstAccount *account)
{
  if (vst_account_get_session (account))
    return FALSE;
  return !vst_account_has_token (account) || vst_account_is_signed_out (account);
}

static Run *
run_new (VstAccount *account, VstOpenReason reason, GPtrArray *callers)
{
  Run *run = g_new0 (Run, 1);

  run->account = g_object_ref (account);
  run->record = g_object_ref (vst_account_get_record (account));
  run->reason = reason;
  run->judged = reason;
  run->is_signed_out = is_signed_out (account);
  run->cancellable = g_cancellable_new ();
  run->callers = callers;
  run->instance = vst_record_dup_instance (run->record);
  return run;
}

static void
vst_account_opener_finalize (GObject *object)
{
  VstAccountOpener *self = VST_ACCOUNT_OPENER (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->client);
  g_clear_object (&self->tries);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->allowed, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  G_OBJECT_CLASS (vst_account_opener_parent_class)->finalize (object);
}

static void
vst_account_opener_class_init (VstAccountOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_account_opener_finalize;
  signals[BUSY_CHANGED] = g_signal_new ("busy-changed", VST_TYPE_ACCOUNT_OPENER, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vst_account_opener_init (VstAccountOpener *self)
{
  self->allowed = g_ptr_array_new_with_free_func ((GDestroyNotify)domo_instance_unref);
  self->runs = g_ptr_array_new ();
}

VstAccountOpener *
vst_account_opener_new (VstAccountKeeper *keeper,
                        DomoClient *client,
                        VstTries *tries,
                        GSettings *settings)
{
  VstAccountOpener *self = g_object_new (VST_TYPE_ACCOUNT_OPENER, NULL);

  self->keeper = g_object_ref (keeper);
  self->client = g_object_ref (client);
  self->tries = g_object_ref (tries);
  self->settings = g_object_ref (settings);
  return self;
}

void
vst_account_opener_allow (VstAccountOpener *self, DomoInstance *instance)
{
  g_return_if_fail (VST_IS_ACCOUNT_OPENER (self));

  for (guint i = 0; i < self->allowed->len; i++)
    if (domo_instance_equal (g_ptr_array_index (self->allowed, i), instance))
      return;
  g_ptr_array_add (self->allowed, domo_instance_ref (instance));
}

static VstKeyring *
get_keyring (VstAccountOpener *self)
{
  return vst_account_list_get_keyring (vst_account_keeper_get_list (self->keeper));
}

/* ------------------------------------------------------------------------- the end: who answers */

/* A test server names another instance than its own address. */
static gboolean
is_elsewhere (Run *run, DomoInstance *named)
{
  return named && run->instance && !domo_instance_is_loopback (run->instance) &&
         !domo_instance_equal (named, run->instance);
}

static gboolean
is_somebody_else (Run *run, VstSession *session)
{
  gint64 expected = vst_record_get (run->record)->owner_id;

  return expected != 0 && vst_session_get_owner_id (session) != expected;
}

static DomoInstance *
choose_instance (Run *run, DomoInstance *named)
{
  if (run->instance && domo_instance_is_loopback (run->instance))
    return run->instance;
  return named ? named : run->instance;
}

/* @named: (nullable): the instance that the answer or the token names */
static void
return_answer (GTask *task, DomoToken *token, DomoProfile *profile, DomoInstance *named)
{
  Run *run = g_task_get_task_data (task);
  const VstRecordFields *fields = vst_record_get (run->record);
  g_autoptr (VstSession) session = vst_session_new_stored (
      fields->method, fields->user, fields->scopes, choose_instance (run, named), token, profile);

  if (is_elsewhere (run, named) || is_somebody_else (run, session)) {
    run->other = g_steal_pointer (&session);
    g_task_return_error (task, domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE,
                                               "another person or instance answers"));
    return;
  }
  run->session = g_steal_pointer (&session);
  g_task_return_boolean (task, TRUE);
}

/* ------------------------------------------------------------------ a new token from the secret */

/* No secret renews it: says why there is no good token. */
static void
return_ended (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  DomoMethod method = vst_record_get (run->record)->method;

  if (run->is_signed_out)
    g_task_return_new_error (task, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT, "signed out");
  else if (run->refusal && domo_token_get_kind (run->token) == DOMO_TOKEN_ACCESS)
    g_task_return_error (task, g_steal_pointer (&run->refusal));
  else if (run->refusal)
    g_task_return_new_error (task, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED_EARLY,
                             "the token was refused before its end");
  else
    g_task_return_new_error (task, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED,
                             method == DOMO_METHOD_ACCESS_TOKEN ? "the access token has ended"
                                                                : "the token has ended");
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (VstSession) session = vst_sign_in_run_finish (VST_SIGN_IN (source), result, &error);
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  vst_tries_note (self->tries, run->credential, error);
  if (!session) {
    g_task_return_error (task, error);
    return;
  }
  run->is_renewed = TRUE;
  return_answer (task, vst_session_get_token (session), vst_session_get_profile (session),
                 vst_session_get_instance (session));
}

static void ask (GTask *task, DomoToken *token);

static void
got_full_auth_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoToken) token =
      domo_client_get_full_auth_finish (DOMO_CLIENT (source), result, &error);
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  vst_tries_note (self->tries, run->credential, error);
  if (!token) {
    g_task_return_error (task, error);
    return;
  }
  vst_account_set_fresh (run->account, token, run->instance);
  run->is_spent = TRUE;
  run->is_renewed = TRUE;
  ask (task, token);
}

/* A client's secret goes to the platform, wherever the client's instance is. */
static DomoCredential *
make_credential (Run *run, DomoSecret *secret)
{
  const VstRecordFields *fields = vst_record_get (run->record);
  const char *user = fields->user ? fields->user : "";
  g_auto (GStrv) scopes = NULL;

  if (fields->method == DOMO_METHOD_PASSWORD)
    return domo_credential_new_password (run->instance, user, secret);
  scopes = fields->scopes ? g_strsplit (fields->scopes, " ", -1) : NULL;
  return domo_credential_new_client (
      run->instance && domo_instance_is_loopback (run->instance) ? run->instance : NULL, user,
      secret, (const char *const *)scopes);
}

static void
got_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoSecret) secret = vst_keyring_lookup_finish (VST_KEYRING (source), result, &error);
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (VstSignIn) sign_in = NULL;

  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND) ||
      (secret && domo_secret_get_length (secret) == 0)) {
    g_clear_error (&error);
    return_ended (task);
    return;
  }
  if (!secret) {
    g_task_return_error (task, error);
    return;
  }
  run->credential = make_credential (run, secret);
  if (vst_record_get (run->record)->method == DOMO_METHOD_PASSWORD) {
    domo_client_get_full_auth_async (self->client, run->credential, run->cancellable,
                                     got_full_auth_cb, g_steal_pointer (&task));
    return;
  }
  sign_in = vst_sign_in_new (self->client);
  vst_sign_in_run_async (sign_in, run->credential, run->cancellable, signed_in_cb,
                         g_steal_pointer (&task));
}

/* Several wrong passwords in a row lock an account for everybody. */
static gboolean
may_try (VstAccountOpener *self, Run *run, GError **error)
{
  const VstRecordFields *fields = vst_record_get (run->record);
  guint count;

  if (fields->method != DOMO_METHOD_PASSWORD)
    return TRUE;
  count = vst_tries_count (self->tries, run->instance, fields->user);
  if (count > 0 && run->reason < VST_OPEN_AGAIN)
    g_set_error (error, VST_OPEN_ERROR, VST_OPEN_ERROR_REFUSED,
                 "the kept password was refused before");
  else if (count >= VST_TRIES_BEFORE_QUESTION && run->reason < VST_OPEN_ANYWAY)
    g_set_error (error, VST_OPEN_ERROR, VST_OPEN_ERROR_ASK,
                 "the password was refused %u times in a row", count);
  else
    return TRUE;
  return FALSE;
}

/* Anybody of the desktop session may change the attributes of an item, or put another one in its
 * place: the secret goes to nobody but whom its own item names. */
static gboolean
does_agree (Run *run, VstItem *secret)
{
  const VstRecordFields *here = vst_record_get (run->record);
  const VstRecordFields *there = vst_record_get (vst_item_get_record (secret));

  gboolean goes_to_platform = here->method == DOMO_METHOD_CLIENT &&
                              !(run->instance && domo_instance_is_loopback (run->instance));

  return here->method == there->method && g_strcmp0 (here->user, there->user) == 0 &&
         (goes_to_platform || g_strcmp0 (here->instance, there->instance) == 0);
}

static void
renew (GTask *task)
{
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  VstItem *item = vst_account_get_item (run->account, FALSE);
  GError *error = NULL;

  run->judged = run->reason;
  if (!item || vst_record_get (run->record)->method == DOMO_METHOD_ACCESS_TOKEN ||
      (run->is_signed_out && run->reason == VST_OPEN_BY_ITSELF))
    return_ended (task);
  else if (!does_agree (run, item))
    g_task_return_error (task, domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE,
                                               "what is kept of the account does not agree"));
  else if (!may_try (self, run, &error))
    g_task_return_error (task, error);
  else
    vst_keyring_lookup_async (get_keyring (self), item, run->cancellable, got_secret_cb,
                              g_object_ref (task));
}

/* ------------------------------------------------------------------------- the token that is kept
 */

static DomoSecret *
get_secret (Run *run)
{
  return run->credential ? domo_credential_get_secret (run->credential) : NULL;
}

/* Takes over @error. */
static void
take_failure (GTask *task, GError *error)
{
  Run *run = g_task_get_task_data (task);
  gboolean is_refused = g_error_matches (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);

  if (error->domain == DOMO_ERROR)
    domo_error_mask (error, get_secret (run));
  if (is_refused)
    vst_account_set_fresh (run->account, NULL, NULL);
  if (!is_refused || run->is_spent) {
    g_task_return_error (task, error);
    return;
  }
  run->refusal = error;
  renew (task);
}

static void
who_am_i_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_who_am_i_finish (DOMO_CLIENT (source), result, &error);
  Run *run = g_task_get_task_data (task);

  if (!profile) {
    take_failure (task, error);
    return;
  }
  vst_account_set_fresh (run->account, NULL, NULL);
  domo_profile_hide (profile, get_secret (run));
  return_answer (task, run->token, profile, NULL);
}

static void
got_user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_get_user_finish (DOMO_CLIENT (source), result, &error);
  const DomoErrorInfo *info = error ? domo_error_get_info (error) : NULL;
  Run *run = g_task_get_task_data (task);
  g_autoptr (DomoInstance) named = domo_instance_new_named (domo_token_get_domain (run->token));

  /* No leave to read users: the token is good, and itself says who it is. */
  if (info && (info->status == 403 || info->status == 404)) {
    g_clear_error (&error);
    profile = g_object_ref (run->claims);
  }
  if (profile)
    return_answer (task, run->token, profile, named);
  else
    take_failure (task, error);
}

/* Who the token itself says it is; one that cannot be read may be at hand with its answer. */
static DomoProfile *
dup_claims (Run *run)
{
  VstSession *session = vst_account_get_session (run->account);
  DomoProfile *claims = domo_reply_read_token (run->token);

  if (!claims && session && vst_session_get_token (session) == run->token)
    claims = g_object_ref (vst_session_get_profile (session));
  return claims;
}

static void
ask_user (GTask *task)
{
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  run->claims = dup_claims (run);
  if (!run->claims || domo_token_get_owner_id (run->token) == 0)
    renew (task);
  else
    domo_client_get_user_async (self->client, run->instance, run->token, run->cancellable,
                                got_user_cb, g_object_ref (task));
}

static void
ask (GTask *task, DomoToken *token)
{
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  g_set_object (&run->token, token);
  if (domo_token_get_kind (token) == DOMO_TOKEN_BEARER &&
      vst_record_get (run->record)->method == DOMO_METHOD_CLIENT)
    ask_user (task);
  else
    domo_client_who_am_i_async (self->client, run->instance, token, run->cancellable, who_am_i_cb,
                                g_object_ref (task));
}

static gboolean
is_over (gint64 expires)
{
  return expires != 0 && expires <= now_milliseconds ();
}

/* Whether it is known without reading it that the token in the keyring is over. Of an access token
 * it is what a person typed; Domo knows better. */
static gboolean
is_kept_over (VstRecord *record)
{
  return !vst_record_has_typed_end (record) && vst_record_is_over (record, now_milliseconds ());
}

static DomoToken *
make_token (const VstRecordFields *fields, DomoSecret *text)
{
  switch (fields->method) {
  case DOMO_METHOD_PASSWORD:
    return domo_token_new (DOMO_TOKEN_SESSION, text);
  case DOMO_METHOD_CLIENT:
    return domo_token_new_granted (text, fields->expires, fields->owner_id);
  case DOMO_METHOD_ACCESS_TOKEN:
    return domo_token_new_guess (text);
  default:
    g_assert_not_reached ();
  }
}

static void
got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DomoSecret) text = vst_keyring_lookup_finish (VST_KEYRING (source), result, &error);
  Run *run = g_task_get_task_data (task);
  g_autoptr (DomoToken) token = NULL;

  if (error && !g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND)) {
    g_task_return_error (task, error);
    return;
  }
  g_clear_error (&error);
  if (text && domo_secret_get_length (text) > 0)
    token = make_token (vst_record_get (run->record), text);
  if (token && !is_over (domo_token_get_expires (token)))
    ask (task, token);
  else
    renew (task);
}

/* ------------------------------------------------------------------------------- the beginning */

static gboolean
is_allowed (VstAccountOpener *self, DomoInstance *instance)
{
  for (guint i = 0; i < self->allowed->len; i++)
    if (domo_instance_equal (g_ptr_array_index (self->allowed, i), instance))
      return TRUE;
  return domo_instance_is_known (instance) ||
         vst_settings_is_allowed (self->settings, domo_instance_get_host (instance));
}

/* A client's requests go to the platform, so that its instance gets no secret. */
static gboolean
may_ask (VstAccountOpener *self, Run *run, GError **error)
{
  const VstRecordFields *fields = vst_record_get (run->record);

  if (fields->method == DOMO_METHOD_CLIENT)
    return TRUE;
  if (!run->instance) {
    g_propagate_error (error, domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE,
                                              "the account names no instance"));
    return FALSE;
  }
  if (is_allowed (self, run->instance))
    return TRUE;
  g_set_error (error, VST_OPEN_ERROR, VST_OPEN_ERROR_HOST, "%s was never allowed",
               domo_instance_get_host (run->instance));
  return FALSE;
}

/* What is kept may name another instance by now than the one that the token at hand is of. */
static gboolean
is_from_here (Run *run, VstSession *session)
{
  DomoInstance *instance = vst_session_get_instance (session);

  return !instance || !run->instance || domo_instance_equal (instance, run->instance);
}

/* Returns: (transfer none) (nullable): for a person who has signed out it is none by itself */
static DomoToken *
find_fresh (Run *run)
{
  DomoToken *token = run->instance ? vst_account_get_fresh (run->account, run->instance) : NULL;

  if (!token || is_over (domo_token_get_expires (token)) ||
      (run->is_signed_out && run->reason == VST_OPEN_BY_ITSELF))
    return NULL;
  return token;
}

/* The token that was got last time, the one that is at hand, the one in the keyring, a new one. */
static void
begin (GTask *task)
{
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  VstSession *session = vst_account_get_session (run->account);
  DomoToken *token = session ? vst_session_get_token (session) : NULL;
  DomoToken *fresh = find_fresh (run);
  GError *error = NULL;

  if (!may_ask (self, run, &error)) {
    g_task_return_error (task, error);
  } else if (fresh) {
    run->is_renewed = TRUE;
    ask (task, fresh);
  } else if (token && !is_from_here (run, session)) {
    g_task_return_error (task,
                         domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE,
                                         "what is kept of the account names another instance"));
  } else if (token && !is_over (domo_token_get_expires (token))) {
    ask (task, token);
  } else if (!run->is_signed_out && vst_account_has_token (run->account) &&
             !is_kept_over (run->record)) {
    vst_keyring_lookup_async (get_keyring (self), vst_account_get_item (run->account, TRUE),
                              run->cancellable, got_token_cb, g_object_ref (task));
  } else {
    renew (task);
  }
}

/* ----------------------------------------------------------------------- a run and its callers */

static void run_ended_cb (GObject *source, GAsyncResult *result, gpointer unused);

static void
add_run (VstAccountOpener *self, Run *run)
{
  g_ptr_array_add (self->runs, run);
  if (self->runs->len == 1)
    g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

/* Returns: whether it was still wanted. */
static gboolean
remove_run (VstAccountOpener *self, Run *run)
{
  if (!g_ptr_array_remove (self->runs, run))
    return FALSE;
  if (self->runs->len == 0)
    g_signal_emit (self, signals[BUSY_CHANGED], 0);
  return TRUE;
}

/* Whether what is kept is of no use any more, whatever is wrong with the way to Domo: what the
 * person is to know of who does not look at the account. */
static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED_EARLY) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_ACCOUNT_LOCKED);
}

/* @error: (nullable): %NULL when somebody is signed in */
static void
tell_account (VstAccountOpener *self, Run *run, const GError *error)
{
  vst_account_set_busy (run->account, FALSE);
  if (!error)
    vst_account_keeper_renewed (self->keeper, run->account, run->session, run->is_renewed);
  else if (run->other)
    vst_account_set_other (run->account, run->other);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    vst_account_set_error (run->account, error);
  if (is_refused (error))
    vst_account_keeper_refused (self->keeper, run->account);
}

/* @callers: (transfer full): of the same account */
static void
start_run (VstAccountOpener *self, VstAccount *account, VstOpenReason reason, GPtrArray *callers)
{
  Run *run = run_new (account, reason, callers);
  g_autoptr (GTask) task = g_task_new (self, run->cancellable, run_ended_cb, NULL);

  g_task_set_source_tag (task, start_run);
  g_task_set_task_data (task, run, (GDestroyNotify)run_free);
  add_run (self, run);
  vst_account_set_busy (account, TRUE);
  begin (task);
}

/* Whether somebody came too late to have the secret used, who is the one to ask for it. */
static gboolean
is_to_be_judged_again (Run *run, const GError *error)
{
  return run->judged < run->reason &&
         (g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT) ||
          g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_REFUSED) ||
          g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_ASK));
}

static void
tell_callers (GPtrArray *callers, const GError *error)
{
  for (guint i = 0; i < callers->len; i++) {
    Caller *caller = g_ptr_array_index (callers, i);

    if (error)
      g_task_return_error (caller->task, g_error_copy (error));
    else
      g_task_return_boolean (caller->task, TRUE);
  }
}

static void
run_ended_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  VstAccountOpener *self = VST_ACCOUNT_OPENER (source);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) callers = g_steal_pointer (&run->callers);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!remove_run (self, run))
    return; /* All have cancelled, and another run may be under way. */
  if (is_to_be_judged_again (run, error)) {
    start_run (self, run->account, run->reason, g_steal_pointer (&callers));
    return;
  }
  tell_account (self, run, error);
  tell_callers (callers, error);
}

static Run *
find_run (VstAccountOpener *self, VstAccount *account)
{
  for (guint i = 0; i < self->runs->len; i++) {
    Run *run = g_ptr_array_index (self->runs, i);

    if (run->account == account)
      return run;
  }
  return NULL;
}

static Caller *
find_caller (Run *run, GTask *task)
{
  for (guint i = 0; run && i < run->callers->len; i++) {
    Caller *caller = g_ptr_array_index (run->callers, i);

    if (caller->task == task)
      return caller;
  }
  return NULL;
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  VstAccountOpener *self = g_task_get_source_object (task);
  Run *run = find_run (self, g_task_get_task_data (task));
  Caller *caller = find_caller (run, task);

  if (!caller)
    return G_SOURCE_REMOVE;
  g_ptr_array_remove (run->callers, caller);
  if (run->callers->len == 0) {
    remove_run (self, run);
    vst_account_set_busy (run->account, FALSE);
    g_cancellable_cancel (run->cancellable);
  }
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_caller (GPtrArray *callers, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Caller *caller = g_new0 (Caller, 1);

  caller->task = g_object_ref (task);
  if (cancellable) {
    caller->source = g_cancellable_source_new (cancellable);
    g_task_attach_source (task, caller->source, G_SOURCE_FUNC (caller_cancelled_cb));
  }
  g_ptr_array_add (callers, caller);
}

gboolean
vst_account_opener_is_busy (VstAccountOpener *self)
{
  g_return_val_if_fail (VST_IS_ACCOUNT_OPENER (self), FALSE);
  return self->runs->len > 0;
}

/* What it was waiting for may call back at once, and take the run with it. */
static void
cancel_run (VstAccountOpener *self, Run *run)
{
  g_autoptr (GPtrArray) callers = g_steal_pointer (&run->callers);
  g_autoptr (GCancellable) cancellable = g_object_ref (run->cancellable);
  g_autoptr (VstAccount) account = g_object_ref (run->account);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  remove_run (self, run);
  vst_account_set_busy (account, FALSE);
  g_cancellable_cancel (cancellable);
  tell_callers (callers, error);
}

void
vst_account_opener_cancel_all (VstAccountOpener *self)
{
  g_return_if_fail (VST_IS_ACCOUNT_OPENER (self));

  while (self->runs->len > 0)
    cancel_run (self, g_ptr_array_index (self->runs, self->runs->len - 1));
}

void
vst_account_opener_open_async (VstAccountOpener *self,
                               VstAccount *account,
                               VstOpenReason reason,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *callers;
  Run *run;

  g_return_if_fail (VST_IS_ACCOUNT_OPENER (self) && VST_IS_ACCOUNT (account));

  g_task_set_source_tag (task, vst_account_opener_open_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  if (g_task_return_error_if_cancelled (task))
    return;
  run = find_run (self, account);
  if (run) {
    run->reason = MAX (run->reason, reason);
    add_caller (run->callers, task);
    return;
  }
  callers = g_ptr_array_new_with_free_func ((GDestroyNotify)caller_free);
  add_caller (callers, task);
  start_run (self, account, reason, callers);
}

gboolean
vst_account_opener_open_finish (VstAccountOpener *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
