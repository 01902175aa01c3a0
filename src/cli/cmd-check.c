/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

#include "vst-check-run.h"
#include "vst-cli-accounts.h"
#include "vst-cli-error.h"
#include "vst-open-files.h"

typedef struct {
  gboolean all;
  char *input;
  int jobs;
} Options;

/* ------------------------------------------------------------------------------------ what is
 * asked
 */

static void
take_all (VstAccountList *list, GPtrArray *targets)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++) {
    VstCheckTarget *target = g_new0 (VstCheckTarget, 1);

    target->account = g_list_model_get_item (G_LIST_MODEL (list), i);
    g_ptr_array_add (targets, target);
  }
}

static void
take_named (VstAccountList *list, const char *name, GPtrArray *targets)
{
  VstCheckTarget *target = g_new0 (VstCheckTarget, 1);

  target->name = g_strdup (name);
  target->account = vst_cli_find (list, name, &target->error);
  g_ptr_array_add (targets, target);
}

/* Returns: (transfer full) (nullable) (element-type VstCheckTarget) */
static GPtrArray *
find_targets (VstCli *cli, gboolean all, char **names, GError **error)
{
  VstAccountList *list = vst_cli_load (cli, error);
  GPtrArray *targets;

  if (!list)
    return NULL;
  targets = g_ptr_array_new_with_free_func ((GDestroyNotify)vst_check_target_free);
  if (all)
    take_all (list, targets);
  for (; !all && *names; names++)
    take_named (list, *names, targets);
  return targets;
}

/* In a thread: a named pipe is open when somebody writes to it, which may be never. */
static void
open_file (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd >= 0) {
    g_task_return_pointer (task, g_unix_input_stream_new (fd, TRUE), g_object_unref);
    return;
  }
  g_task_return_error (
      task, vst_cli_new_error (DOMO_ERROR_INPUT, N_ ("%s: %s"), (char *)path, g_strerror (errno)));
}

static GInputStream *
open_input (VstCli *cli, const char *path, GError **error)
{
  g_auto (VstCliWait) wait = { NULL };
  g_autoptr (GTask) task = NULL;

  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  task = g_task_new (NULL, cli->cancellable, vst_cli_wait_cb, &wait);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, open_file);
  return g_task_propagate_pointer (G_TASK (vst_cli_wait (&wait)), error);
}

/* ------------------------------------------------------------------------------------- what is
 * said
 */

static void
print_summary (VstCli *cli, const VstCheckCounts *counts)
{
  GString *words = g_string_new (NULL);

  /* Translators: a summary: how many of those that were checked are good */
  g_string_append_printf (words, _ ("%u good"), counts->n_good);
  for (guint code = 0; code < DOMO_N_ERRORS; code++)
    if (counts->by_error[code] > 0)
      g_string_append_printf (words, " · %u %s", counts->by_error[code],
                              domo_error_get_name ((DomoError)code));
  if (!cli->quiet && counts->n_good + counts->n_bad > 1)
    g_printerr ("%s\n", words->str);
  g_string_free (words, TRUE);
}

static int
get_status (const VstCheckCounts *counts, gboolean is_one)
{
  if (is_one)
    return (int)counts->last;
  return counts->n_bad > 0 ? VST_STATUS_SOME_FAILED : VST_STATUS_GOOD;
}

/* As that of a folder, which is opened as if it were a file. */
static GError *
make_read_error (const char *path, const GError *error)
{
  /* Translators: the name of a file, and why it cannot be read */
  return vst_cli_new_error (DOMO_ERROR_INPUT, N_ ("%s: %s"), path, error->message);
}

/* Also when it was interrupted, or nobody reads the answers: a password that was sent for one would
 * be sent again. */
static void
store_tokens (VstCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (!vst_cli_write (cli, NULL, &error))
    g_printerr (_ ("A token is not stored: %s\n"), error->message);
}

/* @lines: nullable: of the file @path */
static int
run (VstCli *cli,
     GPtrArray *targets,
     VstOpenReason reason,
     GInputStream *lines,
     const char *path,
     guint jobs)
{
  VstCheckCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_whole;

  domo_client_load_proxies (cli->client);
  is_whole = vst_check_run (cli, targets, reason, lines, jobs, &counts, &error);
  if (targets)
    store_tokens (cli);
  if (is_whole || cli->is_interrupted) /* else nobody reads it */
    print_summary (cli, &counts);
  if (cli->is_interrupted)
    return VST_STATUS_INTERRUPTED;
  if (error) {
    g_autoptr (GError) named = make_read_error (path, error);

    return vst_output_failure (cli, &(VstSubject){ NULL }, named);
  }
  return get_status (&counts, counts.n_good + counts.n_bad == 1);
}

static int
check_stored (VstCli *cli, const Options *options, char **names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = find_targets (cli, options->all, names, &error);

  if (!targets)
    return vst_output_failure (cli, &(VstSubject){ NULL }, error);
  if (targets->len == 0) {
    if (!cli->quiet)
      g_printerr ("%s\n", _ ("Nothing is stored."));
    return VST_STATUS_GOOD;
  }
  return run (cli, targets, options->all ? VST_OPEN_BY_ITSELF : VST_OPEN_CHOSEN, NULL, NULL,
              (guint)options->jobs);
}

static int
check_lines (VstCli *cli, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) lines = NULL;

  if (vst_cli_get_client (cli, &error))
    lines = open_input (cli, options->input, &error);
  if (!lines)
    return vst_output_failure (cli, &(VstSubject){ NULL }, error);
  return run (cli, NULL, VST_OPEN_CHOSEN, lines, options->input, (guint)options->jobs);
}

static const char *
check_arguments (const Options *options, int argc)
{
  if (options->jobs < 1 || options->jobs > VST_CHECK_MAX_JOBS)
    return _ ("--jobs is a number from 1 to 512.");
  if ((argc > 1) + (options->all != 0) + (options->input != NULL) != 1)
    return _ ("One of ACCOUNT, --all and --input is wanted.");
  return NULL;
}

/* As many at once as were asked for, where so many files may be open. */
static void
fit_jobs (VstCli *cli, Options *options)
{
  guint jobs = vst_open_files_fit ((guint)options->jobs);

  if (jobs < (guint)options->jobs && !cli->quiet)
    g_printerr (
        /* Translators: two numbers; "ulimit -n" is a command */
        _ ("No more than %u at the same time: this program may have %u files open (see “ulimit "
           "-n”).\n"),
        jobs, (guint)vst_open_files_get_limit ());
  options->jobs = (int)jobs;
}

int
cmd_check (VstCli *cli, int argc, char **argv)
{
  Options options = { .jobs = VST_CHECK_JOBS };
  const GOptionEntry entries[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options.all, N_ ("Check all stored accounts"), NULL },
    { "input", 'i', 0, G_OPTION_ARG_FILENAME, &options.input,
      N_ ("Check credentials given as JSON lines; “-” is standard input"), N_ ("FILE") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
      N_ ("Ask for so many at the same time, 16 unless set"), N_ ("N") },
    { NULL },
  };
  g_autofree char *input = NULL;
  const char *wrong;
  int status;

  if (!vst_command_parse (cli, entries, &argc, &argv, &status))
    return status;
  input = options.input;
  wrong = check_arguments (&options, argc);
  if (wrong)
    return vst_command_usage ("check", "%s", wrong);
  signal (SIGPIPE, SIG_IGN); /* a reader that went is seen by what cannot be written */
  fit_jobs (cli, &options);
  cli->n_connections = (guint)options.jobs;
  if (options.input)
    return check_lines (cli, &options);
  return check_stored (cli, &options, argv + 1);
}
