/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vst-advice.h"
#include "vst-cli-error.h"
#include "vst-cli-output.h"
#include "vst-cli-practice.h"
#include "vst-cli-signals.h"
#include "vst-cli-streams.h"
#include "vst-memory-keyring.h"
#include "vst-practice.h"
#include "vst-secret-keyring.h"
#include "vst-settings.h"

/* Seconds: a day. */
#define MAX_TIMEOUT 86400

static const VstCommand commands[] = {
  { "sign-in", "INSTANCE --username NAME | INSTANCE --access-token | [INSTANCE] --client-id ID",
    N_ ("Sign in and print the profile; the secret is read from standard input"), cmd_sign_in },
  { "list", "", N_ ("List the stored accounts, without secrets and without the network"),
    cmd_list },
  { "check", "[ACCOUNT…] [--all] [--input FILE|-] [--jobs N]",
    N_ ("Ask Domo whether stored accounts, or credentials given as JSON lines, are good"),
    cmd_check },
  { "show", "ACCOUNT [--raw]", N_ ("Print the profile of a stored account"), cmd_show },
  { "token", "ACCOUNT [--format FORM] [--force]",
    N_ ("Print the token of a stored account, renewed first where it is over"), cmd_token },
  { "exec", "ACCOUNT -- COMMAND…", N_ ("Run a command with the token in its environment"),
    cmd_exec },
  { "forget", "ACCOUNT [--yes]", N_ ("Remove a stored account, with all that is kept of it"),
    cmd_forget },
  { "decode", "", N_ ("Say what a token on standard input says of itself, offline"), cmd_decode },
};

static const VstCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/* --------------------------------------------------------------------------------------- waiting
 */

void
vst_cli_wait_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstCliWait *wait = user_data;

  wait->result = g_object_ref (result);
}

GAsyncResult *
vst_cli_wait (VstCliWait *wait)
{
  while (!wait->result)
    g_main_context_iteration (NULL, TRUE);
  return wait->result;
}

void
vst_cli_wait_clear (VstCliWait *wait)
{
  g_clear_object (&wait->result);
}

/* ------------------------------------------------------------------ what is made when it is wanted
 */

/* Nullable: the schema may not be installed; then nothing is remembered. */
static GSettings *
get_settings (VstCli *cli)
{
  if (!cli->settings)
    cli->settings = vst_settings_new (cli->practice);
  return cli->settings;
}

static gboolean
start_practice (VstCli *cli, GError **error)
{
  cli->server = vst_practice_new ();
  vst_practice_set_recording (cli->server, FALSE);
  if (!vst_practice_listen (cli->server, NULL, error))
    return FALSE;
  domo_client_set_practice_uri (cli->client, vst_practice_get_uri (cli->server));
  return TRUE;
}

static gboolean
set_proxy (VstCli *cli, GError **error)
{
  g_autoptr (GProxyResolver) resolver = NULL;
  g_autoptr (GUri) uri = g_uri_parse (cli->proxy, G_URI_FLAGS_NONE, NULL);

  if (!uri || !g_uri_get_host (uri) || !*g_uri_get_host (uri)) {
    vst_cli_set_error (error, DOMO_ERROR_INPUT, N_ ("--proxy wants an address: http://HOST:PORT"));
    return FALSE;
  }
  resolver = g_simple_proxy_resolver_new (cli->proxy, NULL);
  domo_client_set_proxy_resolver (cli->client, resolver);
  vst_advice_set_proxy_source ("--proxy");
  return TRUE;
}

static gboolean
set_authority (VstCli *cli, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (domo_client_set_extra_authority (cli->client, cli->authority, &failure))
    return TRUE;
  /* Translators: the name of a file, and what is wrong with it */
  vst_cli_set_error (error, DOMO_ERROR_INPUT, N_ ("--ca-file %s: %s"), cli->authority,
                     failure->message);
  return FALSE;
}

DomoClient *
vst_cli_get_client (VstCli *cli, GError **error)
{
  guint ms = cli->timeout * 1000;

  if (cli->client)
    return cli->client;
  cli->client = domo_client_new_for_many (MAX (cli->n_connections, DOMO_CLIENT_CONNECTIONS));
  if (ms > 0)
    domo_client_set_time_limits (cli->client, MIN (ms, 10000), ms);
  if ((cli->proxy && !set_proxy (cli, error)) || (cli->authority && !set_authority (cli, error)) ||
      (cli->practice && !start_practice (cli, error)))
    g_clear_object (&cli->client);
  return cli->client;
}

VstTries *
vst_cli_get_tries (VstCli *cli)
{
  g_autofree char *path = NULL;

  if (cli->tries)
    return cli->tries;
  path = cli->practice ? NULL : vst_tries_dup_path ();
  cli->tries = vst_tries_new (path);
  return cli->tries;
}

VstAccounts *
vst_cli_get_accounts (VstCli *cli, GError **error)
{
  DomoClient *client = vst_cli_get_client (cli, error);
  g_autoptr (VstKeyring) keyring = NULL;
  GSettings *settings;

  if (!client || cli->accounts)
    return cli->accounts;
  settings = get_settings (cli);
  if (!settings) {
    /* Translators: %s is the name of a schema; the names in capitals and the command stay */
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("the settings schema %s is not installed: install Vestibule, or set "
                           "GSETTINGS_SCHEMA_DIR to the folder “data” of its build"),
                       VST_APPLICATION_ID);
    return NULL;
  }
  keyring =
      cli->practice || cli->no_keyring ? vst_memory_keyring_new () : vst_secret_keyring_new ();
  if (cli->practice)
    vst_cli_practice_fill (keyring);
  cli->accounts = vst_accounts_new (keyring, client, vst_cli_get_tries (cli), settings);
  return cli->accounts;
}

static gboolean
is_named (VstCli *cli, DomoInstance *instance)
{
  for (guint i = 0; i < cli->allowed_hosts->len; i++)
    if (domo_instance_equal (g_ptr_array_index (cli->allowed_hosts, i), instance))
      return TRUE;
  return FALSE;
}

gboolean
vst_cli_check_host (VstCli *cli, DomoInstance *instance, GError **error)
{
  const char *host = instance ? domo_instance_get_host (instance) : NULL;

  if (instance && is_named (cli, instance)) {
    if (cli->accounts)
      vst_account_opener_allow (vst_accounts_get_opener (cli->accounts), instance);
    return TRUE;
  }
  if (!instance || cli->practice || domo_instance_is_known (instance) ||
      (get_settings (cli) && vst_settings_is_allowed (cli->settings, host)))
    return TRUE;
  /* Translators: both %s are the same host */
  vst_cli_set_error (error, DOMO_ERROR_INPUT,
                     N_ ("%s is not an address of Domo's own; nothing was sent. If your company "
                         "gave you this address for Domo, name it: --allow-host %s"),
                     host, host);
  return FALSE;
}

/* ------------------------------------------------------------------------------ the command line
 */

/* Before and after the command; written in any way that an instance is. */
static gboolean
allow_host_cb (const char *option, const char *value, gpointer user_data, GError **error)
{
  VstCli *cli = user_data;
  DomoInstance *instance = domo_instance_new (value, NULL);

  if (!instance) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("--allow-host wants a host, and “%s” is none."), value);
    return FALSE;
  }
  g_ptr_array_add (cli->allowed_hosts, instance);
  return TRUE;
}

static gboolean
set_timeout_cb (const char *option, const char *value, gpointer user_data, GError **error)
{
  VstCli *cli = user_data;
  guint64 seconds;

  if (!g_ascii_string_to_unsigned (value, 10, 1, MAX_TIMEOUT, &seconds, NULL)) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("--timeout is a number from 1 to %d."), MAX_TIMEOUT);
    return FALSE;
  }
  cli->timeout = (guint)seconds;
  return TRUE;
}

/* @cli is where the values go; the names of the options are the same before and after the command.
 */
static GOptionGroup *
make_global_group (VstCli *cli)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json,
      N_ ("Print JSON: one object, or one a line for many"), NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &cli->quiet, N_ ("Print what was asked for, no more"),
      NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &cli->verbose,
      N_ ("Print each request and its time to standard error, without secrets"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &cli->authority,
      N_ ("Trust the authorities in FILE beside the system’s"), N_ ("FILE") },
    { "proxy", 0, 0, G_OPTION_ARG_STRING, &cli->proxy, N_ ("Go through this proxy"), N_ ("URI") },
    { "timeout", 0, 0, G_OPTION_ARG_CALLBACK, set_timeout_cb,
      N_ ("Wait so long for a whole answer, 30 unless set"), N_ ("SECONDS") },
    { "allow-host", 0, 0, G_OPTION_ARG_CALLBACK, allow_host_cb,
      N_ ("A host outside Domo’s own that may get the secret; may be given several times"),
      N_ ("HOST") },
    { "practice", 0, 0, G_OPTION_ARG_NONE, &cli->practice,
      N_ ("Try it out: nothing reaches a real host or keyring"), NULL },
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &cli->no_keyring,
      N_ ("Speak to no keyring: nothing is stored, nothing is read"), NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, cli, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  return group;
}

int
vst_command_usage (const char *command, const char *format, ...)
{
  va_list arguments;
  g_autofree char *words = NULL;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: what is wrong, then the name of a command */
  g_printerr (_ ("%s\nSee “vestibule-cli %s --help”.\n"), words, command);
  return VST_STATUS_USAGE;
}

static void
print_help (GOptionContext *context, const VstCommand *command)
{
  g_autofree char *help = NULL;

  g_option_context_set_summary (context, _ (command->summary));
  help = g_option_context_get_help (context, TRUE, NULL);
  g_print ("%s", help);
}

/* Behind “--” everything is an operand. GOption leaves it there where one of them starts with a
 * hyphen. */
static void
drop_separator (int *argc, char **argv)
{
  int i = 1;

  while (i < *argc && !g_str_equal (argv[i], "--"))
    i++;
  if (i == *argc)
    return;
  for (; i < *argc; i++)
    argv[i] = argv[i + 1];
  (*argc)--;
}

gboolean
vst_command_parse (VstCli *cli, const GOptionEntry *entries, int *argc, char ***argv, int *status)
{
  const VstCommand *command = find_command ((*argv)[0]);
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, command->arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  gboolean wants_help = FALSE;
  const GOptionEntry help[] = { { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help,
                                  N_ ("Say what this command does"), NULL },
                                { NULL } };
  g_autoptr (GError) error = NULL;

  g_option_context_set_main_group (context, make_global_group (cli));
  if (entries)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    *status = vst_command_usage (command->name, "%s", error->message);
    return FALSE;
  }
  drop_separator (argc, *argv);
  if (!wants_help)
    return TRUE;
  g_set_prgname ("vestibule-cli");
  print_help (context, command);
  *status = VST_STATUS_GOOD;
  return FALSE;
}

static void
print_practice (void)
{
  g_autofree char *table = vst_cli_practice_dup_failing (vst_output_get_width (STDOUT_FILENO));

  g_print (_ ("\nAccounts of the practice instance that fail, to sign in with:\n"));
  g_print ("%s", table);
}

static void
print_overview (VstCli *cli)
{
  g_print (_ ("Usage: vestibule-cli [OPTION…] COMMAND\n\n"
              "Signs in to Domo instances, keeps tokens in the keyring, hands them on.\n\n"
              "Commands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-8s  %s\n", commands[i].name, _ (commands[i].summary));
  g_print (_ ("\n“vestibule-cli COMMAND --help” says more of each; vestibule-cli(1) says all.\n"));
  if (cli->practice)
    print_practice ();
}

/* ------------------------------------------------------------------------------------- the program
 */

static void
clear (VstCli *cli)
{
  g_clear_object (&cli->accounts);
  g_clear_object (&cli->tries);
  g_clear_object (&cli->settings);
  g_clear_object (&cli->client);
  g_clear_object (&cli->server);
  g_clear_object (&cli->cancellable);
  g_free (cli->authority);
  g_free (cli->proxy);
  g_ptr_array_unref (cli->allowed_hosts);
}

/* The global options before the command: the first word that is none is its name. */
static gboolean
parse_before_command (VstCli *cli, int *argc, char ***argv, int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  gboolean wants_version = FALSE;
  gboolean wants_help = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_ ("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Say what there is"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  g_option_context_set_main_group (context, make_global_group (cli));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  *status = VST_STATUS_GOOD;
  if (!g_option_context_parse (context, argc, argv, &error)) {
    g_printerr (_ ("%s\nSee “vestibule-cli --help”.\n"), error->message);
    *status = VST_STATUS_USAGE;
  } else if (wants_version) {
    g_print ("vestibule-cli %s\n", VST_VERSION);
  } else if (wants_help) {
    print_overview (cli);
  } else {
    return TRUE;
  }
  return FALSE;
}

static int
run_command (VstCli *cli, int argc, char **argv)
{
  const VstCommand *command;

  if (argc < 2) {
    g_printerr (_ ("What is it to do?\nSee “vestibule-cli --help”.\n"));
    return VST_STATUS_USAGE;
  }
  command = find_command (argv[1]);
  if (!command) {
    g_printerr (_ ("There is no command “%s”.\nSee “vestibule-cli --help”.\n"), argv[1]);
    return VST_STATUS_USAGE;
  }
  return command->run (cli, argc - 1, argv + 1);
}

int
vst_cli_run (int argc, char **argv)
{
  VstCli cli = {
    .cancellable = g_cancellable_new (),
    .allowed_hosts = g_ptr_array_new_with_free_func ((GDestroyNotify)domo_instance_unref),
  };
  g_auto (GStrv) copy = g_new0 (char *, (gsize)argc + 1);
  g_autofree char **words = g_new0 (char *, (gsize)argc + 1);
  int status;

  /* GOption takes words out of what it is given, without freeing them. */
  for (int i = 0; i < argc; i++)
    words[i] = copy[i] = g_strdup (argv[i]);
  vst_cli_streams_open ();
  vst_output_log_to (&cli);
  vst_cli_signals_watch (&cli);
  if (parse_before_command (&cli, &argc, &words, &status))
    status = run_command (&cli, argc, words);
  if (!vst_output_end (&cli) && status == VST_STATUS_GOOD)
    status = cli.is_interrupted ? VST_STATUS_INTERRUPTED : VST_STATUS_SOME_FAILED;
  if (status != VST_STATUS_GOOD && vst_cli_signals_have_come ())
    status = VST_STATUS_INTERRUPTED;
  clear (&cli);
  vst_cli_streams_close ();
  return status;
}
