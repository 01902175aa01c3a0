/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "vst-account-words.h"
#include "vst-cli-accounts.h"
#include "vst-cli-output.h"
#include "vst-cli-secret.h"

static char *
dup_question (VstAccount *account)
{
  g_autofree char *label = vst_cli_dup_label (account);
  gboolean is_client =
      vst_record_get (vst_account_get_record (account))->method == DOMO_METHOD_CLIENT;

  if (!vst_account_has_secret (account))
    return g_strdup_printf (_ ("Forget %s?"), label);
  return g_strdup_printf (is_client ? _ ("Forget %s, with the client’s secret?")
                                    : _ ("Forget %s, with the password?"),
                          label);
}

static void
print_object (VstAccount *account)
{
  JsonBuilder *builder = vst_json_begin (TRUE, NULL, vst_account_get_id (account));
  VstRecord *record = vst_account_get_record (account);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (record);
  g_autoptr (JsonNode) node = NULL;

  vst_json_add_text (builder, "instance",
                     instance ? domo_instance_get_name (instance)
                              : vst_record_get (record)->instance);
  node = vst_json_end (builder);
  vst_output_json (node);
}

static int
forget (VstCli *cli, VstAccount *account, GError **error)
{
  g_autofree char *label = vst_cli_dup_label (account);
  g_autofree char *words = NULL;

  vst_account_keeper_forget (vst_accounts_get_keeper (cli->accounts), account);
  if (!vst_cli_write (cli, NULL, error))
    return VST_STATUS_KEYRING;
  if (cli->json)
    print_object (account);
  /* Translators: %s is the name of an account that was removed from the list. */
  words = g_strdup_printf (_ ("%s forgotten"), label);
  if (!cli->quiet)
    g_printerr ("%s\n", words);
  return VST_STATUS_GOOD;
}

int
cmd_forget (VstCli *cli, int argc, char **argv)
{
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Do not ask"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (VstAccount) account = NULL;
  g_autofree char *question = NULL;
  VstSubject subject = { NULL };
  VstAccountList *list;
  int status;

  if (!vst_command_parse (cli, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return vst_command_usage ("forget", "%s", _ ("One ACCOUNT is wanted."));
  if (!yes && !vst_cli_has_terminal ())
    return vst_command_usage ("forget", "%s", _ ("Nobody can be asked here: --yes is wanted."));
  list = vst_cli_load (cli, &error);
  account = list ? vst_cli_find (list, argv[1], &error) : NULL;
  if (!account)
    return vst_output_failure (cli, &subject, error);
  subject.account = account;
  subject.method = vst_record_get (vst_account_get_record (account))->method;
  question = dup_question (account);
  if (!yes && !vst_cli_ask (cli, question))
    return cli->is_interrupted ? VST_STATUS_INTERRUPTED : VST_STATUS_GOOD;
  status = forget (cli, account, &error);
  return error ? vst_output_failure (cli, &subject, error) : status;
}
