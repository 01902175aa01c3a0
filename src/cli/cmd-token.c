/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "vst-cli-accounts.h"
#include "vst-cli-output.h"
#include "vst-token-form.h"

static int
print_token (VstCli *cli, const char *name, VstTokenForm form)
{
  g_autoptr (GError) error = NULL;
  VstAccountList *list = vst_cli_load (cli, &error);
  g_autoptr (VstAccount) account = list ? vst_cli_find (list, name, &error) : NULL;
  g_autoptr (DomoInstance) instance = NULL;
  g_autoptr (DomoToken) token =
      account ? vst_cli_dup_token (cli, account, &instance, &error) : NULL;
  g_autoptr (DomoSecret) text = NULL;
  const VstSubject subject = {
    .account = account,
    .method =
        account ? vst_record_get (vst_account_get_record (account))->method : DOMO_METHOD_PASSWORD,
  };

  if (!token)
    return vst_output_failure (cli, &subject, error);
  text = vst_token_form_write (form, token, instance);
  vst_output_secret (text);
  if (!vst_cli_write (cli, account, &error))
    g_printerr (_ ("The token is not stored: %s\n"), error->message);
  return error ? (int)vst_status_of_error (error) : VST_STATUS_GOOD;
}

int
cmd_token (VstCli *cli, int argc, char **argv)
{
  g_autofree char *format = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_ ("raw (the default), header, curl, env, export or json"), N_ ("FORM") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Show it on a terminal, too"), NULL },
    { NULL },
  };
  VstTokenForm form = VST_TOKEN_FORM_RAW;
  int status;

  if (!vst_command_parse (cli, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return vst_command_usage ("token", "%s", _ ("One ACCOUNT is wanted."));
  if (format && !vst_token_form_from_name (format, &form))
    return vst_command_usage ("token", _ ("There is no form “%s”."), format);
  if (cli->json && !format)
    form = VST_TOKEN_FORM_JSON;
  if (isatty (STDOUT_FILENO) && !force)
    return vst_command_usage (
        "token", "%s",
        _ ("A terminal would show the token and may keep it: --force shows it all "
           "the same."));
  return print_token (cli, argv[1], form);
}
