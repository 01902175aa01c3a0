/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "vst-cli-accounts.h"
#include "vst-cli-output.h"
#include "vst-token-form.h"

static int
print_form (VstTokenForm form, const VstTokenSubject *subject)
{
  const char *refusal = vst_token_form_get_refusal (form, subject);
  g_autoptr (DomoSecret) text = NULL;

  if (refusal)
    return vst_command_usage ("token", "%s", refusal);
  text = vst_token_form_write (form, subject);
  vst_output_secret (text);
  return VST_STATUS_GOOD;
}

static int
print_token (VstCli *cli, const char *name, VstTokenForm form)
{
  g_autoptr (GError) error = NULL;
  VstAccountList *list = vst_cli_load (cli, &error);
  g_autoptr (VstAccount) account = list ? vst_cli_find (list, name, &error) : NULL;
  g_autoptr (DomoInstance) instance = NULL;
  g_autoptr (DomoToken) token =
      account ? vst_cli_dup_token (cli, account, &instance, &error) : NULL;
  const VstSubject whose = {
    .account = account,
    .method =
        account ? vst_record_get (vst_account_get_record (account))->method : DOMO_METHOD_PASSWORD,
  };
  VstTokenSubject subject;
  int status;

  if (!token)
    return vst_output_failure (cli, &whose, error);
  vst_token_subject_init (&subject, account, token, instance,
                          vst_keyring_is_lasting (vst_accounts_get_keyring (cli->accounts)));
  status = print_form (form, &subject);
  if (!vst_cli_write (cli, account, &error))
    g_printerr (_ ("The token is not stored: %s\n"), error->message);
  return error ? (int)vst_status_of_error (error) : status;
}

int
cmd_token (VstCli *cli, int argc, char **argv)
{
  g_autofree char *format = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_ ("raw (the default), header, json, env, export, curl, curl-safe, curl-redacted, "
          "python-domolibrary, python-pydomo, node, powershell or java"),
      N_ ("FORM") },
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
  if (isatty (STDOUT_FILENO) && !force && vst_token_form_holds_token (form))
    return vst_command_usage (
        "token", "%s",
        _ ("A terminal would show the token and may keep it: --force shows it all "
           "the same."));
  return print_token (cli, argv[1], form);
}
