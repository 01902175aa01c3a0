/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-check-run.h"

#include <glib/gi18n.h>

#include "domo-text.h"
#include "vst-check-progress.h"
#include "vst-cli-accounts.h"
#include "vst-cli-streams.h"
#include "vst-line-reader.h"
#include "vst-sent-passwords.h"
#include "vst-sign-in.h"

/* Where no time is named, seconds. */
#define USUAL_PAUSE 1

/* So often who_am_i is sent at most. */
#define MAX_TRIES 10

/* So many may wait for a pause to end; then nothing more is read. */
#define MAX_PARKED 4096

typedef struct _Job Job;

typedef struct {
  VstCli *cli;
  GPtrArray *targets; /* of VstCheckTarget; nullable */
  guint next_target;
  VstOpenReason reason;
  VstLineReader *reader; /* nullable */
  gboolean is_filling;
  gboolean is_at_end; /* of the lines */
  GError *error;      /* they cannot be read; nullable */

  guint jobs;
  guint n_running;
  GHashTable *parked; /* of Job: wait for a pause to end, or for what became of a password */
  guint n_waiting;    /* of these: for a password */
  VstSentPasswords *sent;
  GQueue ready;         /* of Job: their pause is over, or there was no room for one yet */
  GHashTable *pauses;   /* host → when it is over, of g_get_monotonic_time() */
  gboolean is_starting; /* in fill() */
  gboolean is_deaf;     /* nobody reads what is printed */
  VstCheckProgress *progress;
  VstCheckCounts *counts;
} Run;

/* One account or one credential. */
struct _Job {
  Run *run;
  const char *name;    /* as an account was named; nullable, owned by its target */
  VstAccount *account; /* nullable */
  VstCheckInput input;
  char *password;     /* what stands for it among those that were sent; nullable */
  guint64 number;     /* of its line */
  VstSignIn *sign_in; /* nullable */
  DomoToken *token;   /* of a password that was taken: only who_am_i is left; nullable */
  guint n_tries;
  guint timer; /* while it is parked */
};

static void fill (Run *run);

static void
job_free (Job *job)
{
  g_clear_handle_id (&job->timer, g_source_remove);
  g_clear_object (&job->account);
  vst_check_input_clear (&job->input);
  g_free (job->password);
  g_clear_object (&job->sign_in);
  g_clear_object (&job->token);
  g_free (job);
}

static DomoMethod
get_method (Job *job)
{
  if (job->account)
    return vst_record_get (vst_account_get_record (job->account))->method;
  return job->input.credential ? domo_credential_get_method (job->input.credential)
                               : DOMO_METHOD_PASSWORD;
}

/* ------------------------------------------------------------------------------------- what is
 * said
 */

static void
fill_subject (Job *job, VstSubject *subject)
{
  subject->id = job->input.id;
  subject->account = job->account;
  subject->method = get_method (job);
  if (job->input.instance)
    subject->instance = domo_instance_get_name (job->input.instance);
}

static char *
dup_id (JsonNode *id)
{
  g_autofree char *text = json_to_string (id, FALSE);

  return domo_text_tidy (text, -1);
}

/* How a person finds it again. */
static char *
dup_name (Job *job)
{
  const char *user =
      job->input.credential ? domo_credential_get_user_name (job->input.credential) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *who = NULL;

  if (job->account)
    return vst_cli_dup_label (job->account);
  if (job->name)
    return domo_text_tidy (job->name, -1);
  if (job->input.id)
    return dup_id (job->input.id);
  if (user && job->input.instance) {
    who = g_strdup_printf ("%s@%s", user, domo_instance_get_name (job->input.instance));
    return domo_text_tidy (who, -1);
  }
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, job->number);
  /* Translators: %s is the number of a line of the input. */
  return g_strdup_printf (_ ("line %s"), number);
}

static void
say (Run *run, const char *text)
{
  if (!vst_output_text (text))
    run->is_deaf = TRUE;
}

static void
say_json (Run *run, JsonNode *node)
{
  if (!vst_output_json (node))
    run->is_deaf = TRUE;
}

static void
say_good (Job *job, VstSession *session)
{
  VstSubject subject = { NULL };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;
  const char *person = domo_profile_get_name (vst_session_get_profile (session));

  fill_subject (job, &subject);
  if (job->run->cli->json) {
    node = vst_output_build_good (&subject, session);
    say_json (job->run, node);
    return;
  }
  name = dup_name (job);
  line = g_strdup_printf ("✓ %s: %s\n", name, person ? person : _ ("API Client"));
  say (job->run, line);
}

/* Of one account there is room to say what to do. */
static gboolean
is_only_one (Run *run)
{
  return run->targets && run->targets->len == 1 && !run->cli->json;
}

/* @error: as it came; @named: as it is called */
static void
say_bad (Job *job, const GError *error, const GError *named)
{
  VstSubject subject = { NULL };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  fill_subject (job, &subject);
  name = dup_name (job);
  if (is_only_one (job->run)) {
    g_printerr ("✗ %s\n", name);
    vst_output_failure (job->run->cli, &subject, error);
    return;
  }
  if (job->run->cli->json) {
    remedy = vst_output_dup_remedy (job->run->cli, &subject, error, NULL);
    node = vst_output_build_bad (&subject, named, remedy);
    say_json (job->run, node);
    return;
  }
  text = domo_error_to_line (named);
  line = g_strdup_printf ("✗ %s: %s\n", name, text);
  say (job->run, line);
}

/* ---------------------------------------------------------------------------------- at the end of
 * one
 */

static void
end_job (Job *job)
{
  Run *run = job->run;

  job_free (job);
  run->n_running--;
  fill (run);
}

static void
succeed (Job *job, VstSession *session)
{
  job->run->counts->n_good++;
  job->run->counts->last = VST_STATUS_GOOD;
  say_good (job, session);
  end_job (job);
}

/* What was under way when it was interrupted has no answer. */
static void
fail (Job *job, const GError *error)
{
  VstCheckCounts *counts = job->run->counts;
  g_autoptr (GError) named = NULL;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    named = vst_output_error (job->account, error);
    counts->n_bad++;
    counts->last = vst_status_of_error (named);
    if (named->domain == DOMO_ERROR)
      counts->by_error[named->code]++;
    say_bad (job, error, named);
  }
  end_job (job);
}

/* -------------------------------------------------------------------------------------- the pauses
 */

/* Returns: (transfer full) (nullable) */
static DomoInstance *
dup_instance (Job *job)
{
  if (job->account)
    return vst_record_dup_instance (vst_account_get_record (job->account));
  return job->input.instance ? domo_instance_ref (job->input.instance) : NULL;
}

static char *
dup_host (Job *job)
{
  g_autoptr (DomoInstance) instance = dup_instance (job);

  if (!instance ||
      (get_method (job) == DOMO_METHOD_CLIENT && !domo_instance_is_loopback (instance)))
    return g_strdup (DOMO_PLATFORM_HOST);
  return g_strdup (domo_instance_get_host (instance));
}

/* Returns: microseconds that are left of it */
static gint64
get_pause (Job *job)
{
  g_autofree char *host = dup_host (job);
  gint64 *end = g_hash_table_lookup (job->run->pauses, host);

  return end ? *end - g_get_monotonic_time () : 0;
}

static gboolean
pause_over_cb (gpointer user_data)
{
  Job *job = user_data;
  Run *run = job->run;

  job->timer = 0;
  g_hash_table_steal (run->parked, job);
  g_queue_push_tail (&run->ready, job);
  fill (run);
  return G_SOURCE_REMOVE;
}

/* While it waits others are asked in its place. */
static void
park (Job *job, gint64 microseconds)
{
  g_autofree char *host = dup_host (job);

  vst_check_progress_pause (job->run->progress, host, microseconds);
  job->run->n_running--;
  g_hash_table_add (job->run->parked, job);
  job->timer = g_timeout_add ((guint)(microseconds / 1000) + 1, pause_over_cb, job);
}

static void
pause_host (Job *job, guint seconds)
{
  char *host = dup_host (job);
  gint64 *old = g_hash_table_lookup (job->run->pauses, host);
  gint64 *end = g_new (gint64, 1);

  *end = g_get_monotonic_time () + (gint64)MAX (seconds, USUAL_PAUSE) * G_USEC_PER_SEC;
  *end = old ? MAX (*old, *end) : *end; /* who asked for longer is obeyed */
  g_hash_table_replace (job->run->pauses, host, end);
}

/* A password is not sent again: nobody knows whether the try was counted. One that was taken has
 * left its token with the opener, or here. */
static gboolean
may_try_again (Job *job, const DomoErrorInfo *info)
{
  return ++job->n_tries < MAX_TRIES && g_strcmp0 (info->function, "get_full_auth") != 0 &&
         !job->run->cli->is_interrupted;
}

/* Whether it goes on, later. */
static gboolean
obey_pause (Job *job, const GError *error)
{
  const DomoErrorInfo *info = domo_error_get_info (error);

  if (!g_error_matches (error, DOMO_ERROR, DOMO_ERROR_RATE_LIMITED))
    return FALSE;
  pause_host (job, info->retry_after);
  if (!may_try_again (job, info))
    return FALSE;
  park (job, get_pause (job));
  fill (job->run);
  return TRUE;
}

static void
take_failure (Job *job, const GError *error)
{
  if (!obey_pause (job, error))
    fail (job, error);
}

static void
take_session (Job *job, VstSession *session)
{
  g_autoptr (GError) error = NULL;

  if (vst_cli_check_instance (get_method (job), job->input.instance, session, &error))
    succeed (job, session);
  else
    fail (job, error);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = vst_sign_in_run_finish (VST_SIGN_IN (source), result, &error);

  g_clear_object (&job->sign_in);
  if (session)
    take_session (job, session);
  else
    take_failure (job, error);
}

static void
who_am_i_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoProfile) profile =
      domo_client_who_am_i_finish (DOMO_CLIENT (source), result, &error);
  g_autoptr (VstSession) session = NULL;

  if (!profile) {
    if (error->domain == DOMO_ERROR)
      domo_error_mask (error, domo_credential_get_secret (job->input.credential));
    take_failure (job, error);
    return;
  }
  domo_profile_hide (profile, domo_credential_get_secret (job->input.credential));
  session = vst_session_new (job->input.credential, job->input.instance, job->token, profile);
  succeed (job, session);
}

static void
ask_who (Job *job)
{
  domo_client_who_am_i_async (job->run->cli->client, job->input.instance, job->token,
                              job->run->cli->cancellable, who_am_i_cb, job);
}

/* Sent once, that is: several wrong tries in a row lock an account for everybody. */
static GError *
new_refused_before (Job *job)
{
  DomoInstance *instance = job->input.instance;
  GError *error = domo_error_new (DOMO_ERROR_INVALID_CREDENTIALS, DOMO_REASON_NONE,
                                  "refused before in this run, not sent again");

  domo_error_set_origin (error, "get_full_auth", domo_instance_get_name (instance),
                         domo_instance_get_host (instance));
  return error;
}

/* Until it is known what became of the same password, which is under way. */
static void
wait_for_password (Job *job)
{
  job->run->n_running--;
  job->run->n_waiting++;
  g_hash_table_add (job->run->parked, job);
}

/* Those that wait for it go on. */
static void
note_password (Job *job, VstPasswordState state)
{
  Run *run = job->run;
  GHashTableIter iter;
  gpointer other;

  vst_sent_passwords_set (run->sent, job->password, state);
  if (run->n_waiting == 0)
    return;
  g_hash_table_iter_init (&iter, run->parked);
  while (g_hash_table_iter_next (&iter, &other, NULL)) {
    Job *waiting = other;

    if (waiting->timer != 0 || g_strcmp0 (waiting->password, job->password) != 0)
      continue;
    g_hash_table_iter_steal (&iter);
    g_queue_push_tail (&run->ready, waiting);
    run->n_waiting--;
  }
}

static VstPasswordState
judge (const GError *error)
{
  if (!error)
    return VST_PASSWORD_TAKEN;
  return g_error_matches (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS) ||
                 g_error_matches (error, DOMO_ERROR, DOMO_ERROR_AUTH) ||
                 g_error_matches (error, DOMO_ERROR, DOMO_ERROR_ACCOUNT_LOCKED)
             ? VST_PASSWORD_REFUSED
             : VST_PASSWORD_UNKNOWN;
}

static void
full_auth_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  job->token = domo_client_get_full_auth_finish (DOMO_CLIENT (source), result, &error);
  note_password (job, judge (error));
  if (job->token)
    ask_who (job);
  else
    take_failure (job, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (vst_account_opener_open_finish (VST_ACCOUNT_OPENER (source), result, &error))
    succeed (job, vst_account_get_session (job->account));
  else
    take_failure (job, error);
}

static void
open_account (Job *job)
{
  VstCli *cli = job->run->cli;
  g_autoptr (DomoInstance) instance =
      vst_record_dup_instance (vst_account_get_record (job->account));
  g_autoptr (GError) error = NULL;

  if (get_method (job) != DOMO_METHOD_CLIENT && !vst_cli_check_host (cli, instance, &error)) {
    fail (job, error);
    return;
  }
  vst_account_opener_open_async (vst_accounts_get_opener (cli->accounts), job->account,
                                 job->run->reason, cli->cancellable, opened_cb, job);
}

static void
send_password (Job *job)
{
  VstCli *cli = job->run->cli;
  g_autoptr (GError) refused = NULL;

  if (!job->password)
    job->password = vst_sent_passwords_dup_key (job->run->sent, job->input.credential);
  switch (vst_sent_passwords_get (job->run->sent, job->password)) {
  case VST_PASSWORD_REFUSED:
    refused = new_refused_before (job);
    fail (job, refused);
    return;
  case VST_PASSWORD_UNDER_WAY:
    wait_for_password (job);
    return;
  case VST_PASSWORD_UNKNOWN:
    vst_sent_passwords_set (job->run->sent, job->password, VST_PASSWORD_UNDER_WAY);
    break;
  case VST_PASSWORD_TAKEN:
  default:
    break;
  }
  domo_client_get_full_auth_async (cli->client, job->input.credential, cli->cancellable,
                                   full_auth_cb, job);
}

static void
ask_with_credential (Job *job)
{
  VstCli *cli = job->run->cli;
  g_autoptr (GError) error = NULL;

  if (get_method (job) != DOMO_METHOD_CLIENT &&
      !vst_cli_check_host (cli, job->input.instance, &error)) {
    fail (job, error);
  } else if (job->token) {
    ask_who (job);
  } else if (get_method (job) == DOMO_METHOD_PASSWORD) {
    send_password (job);
  } else {
    job->sign_in = vst_sign_in_new (cli->client);
    vst_sign_in_run_async (job->sign_in, job->input.credential, cli->cancellable, signed_in_cb,
                           job);
  }
}

/* @job counts as running. */
static void
start (Job *job)
{
  gint64 pause = get_pause (job);

  if (job->input.error)
    fail (job, job->input.error);
  else if (pause > 0)
    park (job, pause);
  else if (job->account)
    open_account (job);
  else
    ask_with_credential (job);
}

/* ---------------------------------------------------------------------------------- which comes
 * next
 */

static Job *
job_new (Run *run)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  return job;
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  run->is_filling = FALSE;
  if (!vst_line_reader_fill_finish (VST_LINE_READER (source), result, &run->error))
    run->is_at_end = TRUE;
  fill (run);
}

/* Returns: (nullable): %NULL when no line is at hand now */
static Job *
take_line (Run *run)
{
  const char *line;
  gsize length;
  guint64 number;
  VstLineState state;
  Job *job;

  if (!run->reader || run->is_at_end || run->is_filling)
    return NULL;
  state = vst_line_reader_take (run->reader, &line, &length, &number);
  run->is_at_end = state == VST_LINE_END;
  if (state == VST_LINE_NONE) {
    run->is_filling = TRUE;
    vst_line_reader_fill_async (run->reader, run->cli->cancellable, filled_cb, run);
  }
  if (state == VST_LINE_NONE || state == VST_LINE_END)
    return NULL;
  job = job_new (run);
  job->number = number;
  if (state == VST_LINE_TOO_LONG)
    vst_check_input_refuse (&job->input, number, N_ ("it is longer than 1 MiB"));
  else
    vst_check_input_parse (&job->input, line, length, number);
  vst_line_reader_wipe (run->reader);
  return job;
}

static Job *
take_target (Run *run)
{
  const VstCheckTarget *target;
  Job *job;

  if (!run->targets || run->next_target >= run->targets->len)
    return NULL;
  target = g_ptr_array_index (run->targets, run->next_target++);
  job = job_new (run);
  job->name = target->name;
  g_set_object (&job->account, target->account);
  job->input.error = target->error ? g_error_copy (target->error) : NULL;
  return job;
}

static gboolean
is_ended (Run *run)
{
  return run->cli->is_interrupted || run->is_deaf;
}

/* Returns: (nullable): %NULL also when it is over: a pause may end while answers wait for their
 * reader */
static Job *
take_next (Run *run)
{
  Job *job;

  if (is_ended (run))
    return NULL;
  job = g_queue_pop_head (&run->ready);
  if (job || g_hash_table_size (run->parked) + run->ready.length >= MAX_PARKED)
    return job;
  job = take_target (run);
  return job ? job : take_line (run);
}

static gboolean
needs_tls (Job *job)
{
  g_autoptr (DomoInstance) instance = job->input.error ? NULL : dup_instance (job);

  return instance ? g_str_has_prefix (domo_instance_get_product_uri (instance), "https:")
                  : !job->input.error;
}

static gboolean
has_room (Run *run, Job *job)
{
  return run->n_running < DOMO_CLIENT_MAX_TLS || !needs_tls (job);
}

/* What ends at once, as a line that is no credential, comes back here: once is enough. While a
 * reader is behind nothing new is begun, so that its answers need no memory. */
static void
fill (Run *run)
{
  Job *job;

  if (run->is_starting)
    return;
  run->is_starting = TRUE;
  while (run->n_running < run->jobs && !vst_cli_streams_are_full () && (job = take_next (run))) {
    if (!has_room (run, job)) {
      g_queue_push_head (&run->ready, job);
      break;
    }
    run->n_running++;
    start (job);
  }
  run->is_starting = FALSE;
}

static gboolean
is_busy (Run *run)
{
  if (run->n_running > 0 || run->is_filling)
    return TRUE;
  if (is_ended (run))
    return FALSE; /* what waits for a pause has no answer */
  return g_hash_table_size (run->parked) > 0 || run->ready.length > 0 ||
         (run->targets && run->next_target < run->targets->len) || (run->reader && !run->is_at_end);
}

/* -------------------------------------------------------------------------------------- all of
 * them
 */

/* What was begun goes on, whoever reads or does not. */
static void
run_all (Run *run)
{
  fill (run);
  while (is_busy (run)) {
    g_main_context_iteration (NULL, TRUE);
    if (vst_cli_streams_get_error () != 0)
      run->is_deaf = TRUE;
    if (run->is_deaf)
      g_cancellable_cancel (run->cli->cancellable);
    fill (run); /* the reader may have caught up */
  }
}

void
vst_check_target_free (VstCheckTarget *self)
{
  g_free (self->name);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  g_free (self);
}

gboolean
vst_check_run (VstCli *cli,
               GPtrArray *targets,
               VstOpenReason reason,
               GInputStream *lines,
               guint jobs,
               VstCheckCounts *counts,
               GError **error)
{
  Run run = { .cli = cli, .targets = targets, .reason = reason, .jobs = jobs, .counts = counts };
  gboolean is_whole;

  run.reader = lines ? vst_line_reader_new (lines) : NULL;
  run.parked = g_hash_table_new_full (NULL, NULL, (GDestroyNotify)job_free, NULL);
  run.sent = vst_sent_passwords_new ();
  run.pauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.progress = vst_check_progress_new (cli, counts, targets ? targets->len : 0);
  run_all (&run);
  g_clear_pointer (&run.progress, vst_check_progress_free);
  vst_cli_streams_flush (cli);
  is_whole = !is_ended (&run) && vst_cli_streams_get_error () == 0;
  g_hash_table_unref (run.parked); /* those whose pause was not over */
  g_queue_clear_full (&run.ready, (GDestroyNotify)job_free);
  g_hash_table_unref (run.pauses);
  vst_sent_passwords_free (run.sent);
  g_clear_object (&run.reader);
  if (run.error && !g_error_matches (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&run.error));
  g_clear_error (&run.error);
  return is_whole;
}
