/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "domo-text.h"
#include "vst-cli-accounts.h"
#include "vst-cli-output.h"

static void
print_raw (VstSession *session)
{
  DomoReply *reply = domo_profile_get_reply (vst_session_get_profile (session));
  g_autofree char *laid_out = domo_reply_dup_laid_out (reply);
  g_autofree char *text = domo_text_escape (laid_out);

  vst_output_text (text);
  if (!g_str_has_suffix (text, "\n"))
    vst_output_text ("\n");
}

static int
show (VstCli *cli, const char *name, gboolean raw)
{
  g_autoptr (GError) error = NULL;
  VstAccountList *list = vst_cli_load (cli, &error);
  g_autoptr (VstAccount) account = list ? vst_cli_find (list, name, &error) : NULL;
  const VstSubject subject = {
    .account = account,
    .method =
        account ? vst_record_get (vst_account_get_record (account))->method : DOMO_METHOD_PASSWORD,
  };
  VstSession *session;

  if (!account || !vst_cli_open (cli, account, VST_OPEN_CHOSEN, &error))
    return vst_output_failure (cli, &subject, error);
  session = vst_account_get_session (account);
  if (raw)
    print_raw (session);
  else
    vst_output_profile (cli, &subject, session);
  if (!vst_cli_write (cli, account, &error))
    g_printerr (_ ("The token is not stored: %s\n"), error->message);
  return error ? (int)vst_status_of_error (error) : VST_STATUS_GOOD;
}

int
cmd_show (VstCli *cli, int argc, char **argv)
{
  gboolean raw = FALSE;
  const GOptionEntry entries[] = {
    { "raw", 0, 0, G_OPTION_ARG_NONE, &raw, N_ ("Print Domo’s own answer, laid out"), NULL },
    { NULL },
  };
  int status;

  if (!vst_command_parse (cli, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return vst_command_usage ("show", "%s", _ ("One ACCOUNT is wanted."));
  return show (cli, argv[1], raw);
}
