/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "vst-cli-accounts.h"
#include "vst-cli-output.h"
#include "vst-cli-signals.h"
#include "vst-cli-streams.h"
#include "vst-token-form.h"

/* As a shell says it. */
#define STATUS_NOT_FOUND 127
#define STATUS_NOT_EXECUTABLE 126

/* The names of the other kinds would be of somebody else. */
static char **
make_environment (DomoToken *token, DomoInstance *instance)
{
  static const char *const names[] = { "DOMO_INSTANCE", "DOMO_SESSION_TOKEN", "DOMO_ACCESS_TOKEN",
                                       "DOMO_BEARER_TOKEN" };
  char **environment = g_get_environ ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    environment = g_environ_unsetenv (environment, names[i]);
  if (instance)
    environment =
        g_environ_setenv (environment, "DOMO_INSTANCE", domo_instance_get_name (instance), TRUE);
  return g_environ_setenv (environment, vst_token_form_get_variable (token),
                           domo_secret_get_text (domo_token_get_text (token)), TRUE);
}

/* The command takes the place of this program: its status is passed on as it is, signals reach it,
 * and nothing of ours is left in memory. */
static int
become (VstCli *cli, char **command, DomoToken *token, DomoInstance *instance, sighandler_t on_pipe)
{
  char **environment = make_environment (token, instance);
  int saved;

  vst_cli_streams_flush (cli);
  signal (SIGPIPE, on_pipe);
  execvpe (command[0], command, environment);
  saved = errno;
  for (int i = 0; environment[i]; i++)
    explicit_bzero (environment[i], strlen (environment[i]));
  g_strfreev (environment);
  g_printerr ("%s: %s\n", command[0], g_strerror (saved));
  return saved == ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_EXECUTABLE;
}

static int
run (VstCli *cli, const char *name, char **command)
{
  sighandler_t on_pipe = signal (SIGPIPE, SIG_IGN); /* as GIO does, for good */
  g_autoptr (GError) error = NULL;
  VstAccountList *list = vst_cli_load (cli, &error);
  g_autoptr (VstAccount) account = list ? vst_cli_find (list, name, &error) : NULL;
  g_autoptr (DomoInstance) instance = NULL;
  g_autoptr (DomoToken) token =
      account ? vst_cli_dup_token (cli, account, &instance, &error) : NULL;
  const VstSubject subject = {
    .account = account,
    .method =
        account ? vst_record_get (vst_account_get_record (account))->method : DOMO_METHOD_PASSWORD,
  };

  if (!token)
    return vst_output_failure (cli, &subject, error);
  if (!vst_cli_write (cli, account, &error))
    g_printerr (_ ("The token is not stored: %s\n"), error->message);
  if (vst_cli_signals_have_come ())
    return VST_STATUS_INTERRUPTED;
  return become (cli, command, token, instance, on_pipe);
}

int
cmd_exec (VstCli *cli, int argc, char **argv)
{
  int n_ours = 0;
  int status;

  /* Behind "--" nothing is an option of ours. */
  while (n_ours < argc && !g_str_equal (argv[n_ours], "--"))
    n_ours++;
  if (n_ours + 1 < argc) {
    char **command = argv + n_ours + 1;
    g_autofree char **ours = g_memdup2 (argv, sizeof (char *) * (gsize)(n_ours + 1));
    char **words = ours;
    int n_words = n_ours;

    ours[n_ours] = NULL;
    if (!vst_command_parse (cli, NULL, &n_words, &words, &status))
      return status;
    if (n_words == 2)
      return run (cli, words[1], command);
  } else if (!vst_command_parse (cli, NULL, &argc, &argv, &status)) {
    return status;
  }
  return vst_command_usage ("exec", "%s", _ ("Wanted are ACCOUNT, “--” and a command."));
}
