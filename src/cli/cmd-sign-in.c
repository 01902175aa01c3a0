/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "vst-cli-accounts.h"
#include "vst-cli-error.h"
#include "vst-cli-output.h"
#include "vst-cli-secret.h"
#include "vst-sign-in.h"

typedef struct {
  char *user_name;
  char *client_id;
  gboolean access_token;
  char **scopes;
  gboolean save;
  gboolean save_secret;
  gboolean otp;
  gboolean try_again;

  VstCli *cli;
  DomoMethod method;
  DomoInstance *instance; /* that was given; nullable */
  DomoCredential *credential;
  VstSession *session;
} SignIn;

static void
sign_in_clear (SignIn *self)
{
  g_free (self->user_name);
  g_free (self->client_id);
  g_strfreev (self->scopes);
  g_clear_pointer (&self->instance, domo_instance_unref);
  g_clear_object (&self->credential);
  g_clear_object (&self->session);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignIn, sign_in_clear)

static int
fail (SignIn *self, const GError *error)
{
  const VstSubject subject = {
    .instance = self->instance ? domo_instance_get_name (self->instance) : NULL,
    .method = self->method,
  };

  return vst_output_failure (self->cli, &subject, error);
}

/* ----------------------------------------------------------------------------- what was asked for
 */

static gboolean
read_command_line (SignIn *self, int *argc, char ***argv, int *status)
{
  const GOptionEntry entries[] = {
    { "username", 'u', 0, G_OPTION_ARG_STRING, &self->user_name,
      N_ ("Sign in with this user name and its password"), N_ ("NAME") },
    { "access-token", 0, 0, G_OPTION_ARG_NONE, &self->access_token,
      N_ ("Sign in with an access token"), NULL },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id,
      N_ ("Sign in as this API client, with its secret"), N_ ("ID") },
    { "scope", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->scopes,
      N_ ("A scope that the client asks for; data and user unless set"), N_ ("SCOPE") },
    { "save", 0, 0, G_OPTION_ARG_NONE, &self->save, N_ ("Keep the token in the keyring"), NULL },
    { "save-secret", 0, 0, G_OPTION_ARG_NONE, &self->save_secret,
      N_ ("Keep the password or client secret, too, so that the token renews itself"), NULL },
    { "otp", 0, 0, G_OPTION_ARG_NONE, &self->otp, N_ ("Read a one-time code from the second line"),
      NULL },
    { "try-again", 0, 0, G_OPTION_ARG_NONE, &self->try_again,
      N_ ("Send a password although Domo refused it before"), NULL },
    { NULL },
  };

  return vst_command_parse (self->cli, entries, argc, argv, status);
}

static const char *
check_arguments (SignIn *self, int argc)
{
  int n_ways = (self->user_name != NULL) + (self->client_id != NULL) + (self->access_token != 0);

  if (n_ways != 1)
    return _ ("One of --username, --access-token and --client-id is wanted.");
  if (argc > 2)
    return _ ("There is one INSTANCE.");
  if (argc < 2 && !self->client_id)
    return _ ("INSTANCE is missing.");
  if (self->scopes && !self->client_id)
    return _ ("--scope goes with --client-id.");
  if (self->otp && !self->user_name)
    return _ ("--otp goes with --username.");
  if ((self->user_name && !*self->user_name) || (self->client_id && !*self->client_id))
    return _ ("--username and --client-id want a name.");
  if (self->cli->no_keyring && (self->save || self->save_secret))
    return _ ("--save and --save-secret need the keyring, which --no-keyring leaves alone.");
  if (self->save_secret && self->access_token)
    return _ ("Beside an access token there is no secret to keep: use --save.");
  return NULL;
}

static gboolean
find_instance (SignIn *self, int argc, char **argv, GError **error)
{
  self->method = self->user_name   ? DOMO_METHOD_PASSWORD
                 : self->client_id ? DOMO_METHOD_CLIENT
                                   : DOMO_METHOD_ACCESS_TOKEN;
  if (argc < 2)
    return TRUE;
  self->instance = domo_instance_new (argv[1], NULL);
  if (!self->instance) {
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("“%s” is not an instance: write acme or acme.domo.com"), argv[1]);
    return FALSE;
  }
  /* A client's secret goes to the platform, wherever its instance is. */
  return self->method == DOMO_METHOD_CLIENT ||
         vst_cli_check_host (self->cli, self->instance, error);
}

static char *
dup_prompt (SignIn *self)
{
  if (self->method == DOMO_METHOD_PASSWORD)
    return g_strdup_printf (_ ("Password of %s"), self->user_name);
  if (self->method == DOMO_METHOD_CLIENT)
    return g_strdup_printf (_ ("Secret of %s"), self->client_id);
  return g_strdup (_ ("Access token"));
}

static gboolean
make_credential (SignIn *self, GError **error)
{
  static const char *const usual[] = { "data", "user", NULL };
  g_autofree char *prompt = dup_prompt (self);
  g_autoptr (DomoSecret) secret =
      vst_cli_read_secret (self->cli, VST_SECRET_CREDENTIAL, prompt, error);
  const char *const *scopes = self->scopes ? (const char *const *)self->scopes : usual;

  if (!secret)
    return FALSE;
  if (self->method == DOMO_METHOD_PASSWORD)
    self->credential = domo_credential_new_password (self->instance, self->user_name, secret);
  else if (self->method == DOMO_METHOD_CLIENT)
    self->credential = domo_credential_new_client (
        self->instance && domo_instance_is_loopback (self->instance) ? self->instance : NULL,
        self->client_id, secret, scopes);
  else
    self->credential = domo_credential_new_access_token (self->instance, secret);
  return TRUE;
}

/* Several wrong passwords in a row lock the account for everybody. */
static gboolean
check_tries (SignIn *self, GError **error)
{
  guint count = 0;
  g_autofree char *question = NULL;

  if (self->method == DOMO_METHOD_PASSWORD && !self->try_again)
    count = vst_tries_count (vst_cli_get_tries (self->cli), self->instance, self->user_name);
  if (count < VST_TRIES_BEFORE_QUESTION)
    return TRUE;
  question = g_strdup_printf (
      ngettext (
          "Domo has refused a password of %s %u time since one last worked. Another wrong one may "
          "lock the account for everybody. Try again?",
          "Domo has refused a password of %s %u times since one last worked. Another wrong one may "
          "lock the account for everybody. Try again?",
          count),
      self->user_name, count);
  if (vst_cli_ask (self->cli, question))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cli->cancellable, error))
    return FALSE;
  vst_cli_set_error (error, DOMO_ERROR_INPUT,
                     N_ ("Domo has refused a password of this user before, and another wrong one "
                         "may lock the account; nothing was sent. --try-again sends it"));
  return FALSE;
}

/* ------------------------------------------------------------------------------------- signing in
 */

static gboolean
send_code (SignIn *self, VstSignIn *steps, GError **error)
{
  g_autoptr (DomoSecret) code = NULL;
  g_auto (VstCliWait) wait = { NULL };

  if (!self->otp && !vst_cli_has_terminal ())
    return FALSE; /* @error is that of the first step */
  g_clear_error (error);
  code = vst_cli_read_secret (self->cli, VST_SECRET_CODE, _ ("One-time code"), error);
  if (!code)
    return FALSE;
  vst_sign_in_send_code_async (steps, code, self->cli->cancellable, vst_cli_wait_cb, &wait);
  self->session = vst_sign_in_send_code_finish (steps, vst_cli_wait (&wait), error);
  return self->session != NULL;
}

static gboolean
sign_in (SignIn *self, GError **error)
{
  g_autoptr (VstSignIn) steps = vst_sign_in_new (self->cli->client);
  g_auto (VstCliWait) wait = { NULL };

  vst_sign_in_run_async (steps, self->credential, self->cli->cancellable, vst_cli_wait_cb, &wait);
  self->session = vst_sign_in_run_finish (steps, vst_cli_wait (&wait), error);
  vst_tries_note (vst_cli_get_tries (self->cli), self->credential, error ? *error : NULL);
  if (!self->session && vst_sign_in_get_state (steps) == VST_SIGN_IN_CODE)
    send_code (self, steps, error);
  return self->session &&
         vst_cli_check_instance (self->method, self->instance, self->session, error);
}

static VstAccount *
save (SignIn *self, GError **error)
{
  VstKeep keep = self->save_secret ? VST_KEEP_TOKEN_AND_SECRET : VST_KEEP_TOKEN;
  VstAccountKeeper *keeper;
  VstAccount *account;

  if (!vst_cli_load (self->cli, error))
    return NULL;
  keeper = vst_accounts_get_keeper (self->cli->accounts);
  account = vst_account_keeper_add (keeper, NULL, self->session, self->credential, keep);
  return vst_cli_write (self->cli, account, error) ? account : NULL;
}

static int
run (SignIn *self, GError **error)
{
  DomoClient *client = vst_cli_get_client (self->cli, error);
  VstSubject subject = { .method = self->method };
  g_autoptr (GError) not_stored = NULL;

  if (!client)
    return VST_STATUS_GOOD;
  domo_client_load_proxies (client);
  if (!make_credential (self, error) || !check_tries (self, error) || !sign_in (self, error))
    return VST_STATUS_GOOD; /* @error says why */
  if (self->save || self->save_secret)
    subject.account = save (self, &not_stored);
  g_clear_object (&self->credential); /* whoever reads the answer may take his time */
  vst_output_profile (self->cli, &subject, self->session);
  if (!not_stored)
    return VST_STATUS_GOOD;
  g_printerr (_ ("The token is not stored: %s\n"), not_stored->message);
  return vst_status_of_error (not_stored);
}

int
cmd_sign_in (VstCli *cli, int argc, char **argv)
{
  g_auto (SignIn) self = { .cli = cli };
  g_autoptr (GError) error = NULL;
  const char *wrong;
  int status;

  if (!read_command_line (&self, &argc, &argv, &status))
    return status;
  wrong = check_arguments (&self, argc);
  if (wrong)
    return vst_command_usage ("sign-in", "%s", wrong);
  if (!find_instance (&self, argc, argv, &error))
    return fail (&self, error);
  status = run (&self, &error);
  g_clear_object (&self.credential);
  return error ? fail (&self, error) : status;
}
