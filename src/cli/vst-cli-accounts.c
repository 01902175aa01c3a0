/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli-accounts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domo-text.h"
#include "vst-cli-error.h"
#include "vst-words.h"

VstAccountList *
vst_cli_load (VstCli *cli, GError **error)
{
  VstAccounts *accounts = vst_cli_get_accounts (cli, error);
  VstAccountList *list = accounts ? vst_accounts_get_list (accounts) : NULL;

  if (!list)
    return NULL;
  vst_account_list_load (list);
  while (vst_account_list_get_state (list) == VST_LIST_LOADING && !cli->is_interrupted)
    g_main_context_iteration (NULL, TRUE);
  if (vst_account_list_get_state (list) == VST_LIST_FAILED)
    g_propagate_error (error, g_error_copy (vst_account_list_get_error (list)));
  else if (vst_account_list_get_state (list) == VST_LIST_HIDDEN)
    g_propagate_error (error, domo_error_new (DOMO_ERROR_KEYRING_LOCKED, DOMO_REASON_NONE, NULL));
  else if (!g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return list;
  return NULL;
}

/* ----------------------------------------------------------------------------------- which is
 * meant
 */

char *
vst_cli_dup_label (VstAccount *account)
{
  VstItem *item = vst_account_get_item (account, TRUE);
  VstItemKind kind = item ? vst_item_get_kind (item) : VST_ITEM_ACCOUNT;
  g_autofree char *label = vst_item_dup_label (kind, vst_account_get_record (account));

  return domo_text_tidy (label, -1); /* of attributes that anybody can write */
}

/* "acme", "acme.domo.com", "127.0.0.1:8080", or as the keyring has it. */
static gboolean
is_instance (VstRecord *record, const char *text)
{
  const VstRecordFields *fields = vst_record_get (record);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (record);

  if (fields->instance && g_ascii_strcasecmp (text, fields->instance) == 0)
    return TRUE;
  return instance && (g_ascii_strcasecmp (text, domo_instance_get_name (instance)) == 0 ||
                      g_ascii_strcasecmp (text, domo_instance_get_host (instance)) == 0);
}

/* "Jae Wilson@acme", "jae.wilson@acme.com@acme" */
static gboolean
is_name_at_instance (VstRecord *record, const char *text)
{
  const VstRecordFields *fields = vst_record_get (record);
  const char *at = strrchr (text, '@');
  g_autofree char *name = NULL;

  if (!at || !is_instance (record, at + 1))
    return FALSE;
  name = g_strndup (text, (gsize)(at - text));
  return g_strcmp0 (name, fields->name) == 0 || g_strcmp0 (name, fields->user) == 0;
}

static gboolean
is_meant (VstAccount *account, const char *text)
{
  VstRecord *record = vst_account_get_record (account);
  g_autofree char *label = vst_cli_dup_label (account);

  return g_str_equal (text, label) || is_name_at_instance (record, text) ||
         is_instance (record, text);
}

static GPtrArray *
find_all (VstAccountList *list, const char *text)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (G_LIST_MODEL (list), i);

    if (is_meant (account, text))
      g_ptr_array_add (found, g_steal_pointer (&account));
  }
  return found;
}

static GError *
new_ambiguous (GPtrArray *found, const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *all = NULL;
  GError *error;

  for (guint i = 0; i < found->len; i++) {
    VstAccount *account = g_ptr_array_index (found, i);
    g_autofree char *label = vst_cli_dup_label (account);

    g_ptr_array_add (names, g_strdup_printf ("%s [%s]", label, vst_account_get_id (account)));
    g_ptr_array_add (ids, (char *)vst_account_get_id (account));
  }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (ids, NULL);
  all = g_strjoinv ("; ", (char **)names->pdata);
  /* Translators: what was typed, and the names of several accounts */
  error = vst_cli_new_error (DOMO_ERROR_INPUT, N_ ("“%s” may be: %s"), text, all);
  domo_error_set_candidates (error, (const char *const *)ids->pdata);
  return error;
}

/* An id comes before other names only where no other account has it for a name: anybody can write
 * an item into the keyring whose id is “acme”. */
VstAccount *
vst_cli_find (VstAccountList *list, const char *text, GError **error)
{
  VstAccount *account = vst_account_list_find (list, text);
  g_autoptr (GPtrArray) found = find_all (list, text);

  if (account && !g_ptr_array_find (found, account, NULL))
    g_ptr_array_add (found, g_object_ref (account));
  if (found->len == 1)
    return g_object_ref (g_ptr_array_index (found, 0));
  if (found->len > 1)
    g_propagate_error (error, new_ambiguous (found, text));
  else
    vst_cli_set_error (error, DOMO_ERROR_NOT_FOUND, N_ ("no stored account is called “%s”"), text);
  return NULL;
}

/* ------------------------------------------------------------------------------------------ using
 */

gboolean
vst_cli_open (VstCli *cli, VstAccount *account, VstOpenReason reason, GError **error)
{
  VstAccountOpener *opener = vst_accounts_get_opener (cli->accounts);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (vst_account_get_record (account));
  g_auto (VstCliWait) wait = { NULL };

  if (vst_record_get (vst_account_get_record (account))->method != DOMO_METHOD_CLIENT &&
      !vst_cli_check_host (cli, instance, error))
    return FALSE;
  domo_client_load_proxies (cli->client);
  vst_account_opener_open_async (opener, account, reason, cli->cancellable, vst_cli_wait_cb, &wait);
  if (vst_account_opener_open_finish (opener, vst_cli_wait (&wait), error))
    return TRUE;
  vst_cli_write (cli, NULL, NULL); /* since when Domo refuses it; why it does is what is said */
  return FALSE;
}

gboolean
vst_cli_write (VstCli *cli, VstAccount *account, GError **error)
{
  VstAccountKeeper *keeper = vst_accounts_get_keeper (cli->accounts);
  g_auto (VstCliWait) wait = { NULL };
  g_autoptr (GError) failure = NULL;

  /* Also when it was interrupted: half of it would be a password that nothing lists. Each call has
   * its time limit, and a second signal ends the program. */
  vst_account_keeper_commit_async (keeper, NULL, vst_cli_wait_cb, &wait);
  vst_account_keeper_commit_finish (keeper, vst_cli_wait (&wait), &failure);
  if (account && vst_account_get_store_error (account)) {
    g_propagate_error (error, g_error_copy (vst_account_get_store_error (account)));
    return FALSE;
  }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

/* A date that a person typed keeps no token back: it may have been wrong. */
static gboolean
is_over (VstRecord *record)
{
  return !vst_record_has_typed_end (record) && vst_record_is_over (record, get_now ());
}

/* What a token says of itself, whatever a person said. */
static gboolean
is_token_over (DomoToken *token)
{
  gint64 expires = domo_token_get_expires (token);

  return expires != 0 && expires <= get_now ();
}

static void
note_typed_end (VstCli *cli, VstRecord *record, DomoToken *token)
{
  g_autofree char *words = NULL;

  if (cli->quiet || domo_token_get_expires (token) != 0 || !vst_record_has_typed_end (record) ||
      !vst_record_is_over (record, get_now ()))
    return;
  words = vst_words_was_to_end (vst_record_get (record)->expires, get_now ());
  /* Translators: %s is "Was to end 8 May 2020, 11:41" */
  g_printerr (_ ("%s, by the date that was set for this token. It may work all the same.\n"),
              words);
}

static DomoToken *
make_token (const VstRecordFields *fields, DomoSecret *text)
{
  if (fields->method == DOMO_METHOD_PASSWORD)
    return domo_token_new (DOMO_TOKEN_SESSION, text);
  if (fields->method == DOMO_METHOD_CLIENT)
    return domo_token_new_granted (text, fields->expires, fields->owner_id);
  return domo_token_new_guess (text);
}

/* A line break would add a line of somebody's to a header, or to a file of variables. */
static gboolean
check_text (DomoSecret *text, GError **error)
{
  const char *at = domo_secret_get_text (text);

  while (g_ascii_isgraph (*at))
    at++;
  if (*at == '\0' && domo_secret_get_length (text) > 0)
    return TRUE;
  vst_cli_set_error (error, DOMO_ERROR_INPUT,
                     N_ ("what is kept of this account is no token: it holds bytes that none has; "
                         "sign in again"));
  return FALSE;
}

static DomoToken *
read_token (VstCli *cli, VstAccount *account, GError **error)
{
  VstKeyring *keyring = vst_accounts_get_keyring (cli->accounts);
  g_auto (VstCliWait) wait = { NULL };
  g_autoptr (DomoSecret) text = NULL;

  vst_keyring_lookup_async (keyring, vst_account_get_item (account, TRUE), cli->cancellable,
                            vst_cli_wait_cb, &wait);
  text = vst_keyring_lookup_finish (keyring, vst_cli_wait (&wait), error);
  return text && check_text (text, error)
             ? make_token (vst_record_get (vst_account_get_record (account)), text)
             : NULL;
}

static DomoToken *
dup_kept_token (VstCli *cli, VstAccount *account, DomoInstance **instance, GError **error)
{
  VstRecord *record = vst_account_get_record (account);

  *instance = vst_record_dup_instance (record);
  if (vst_record_get (record)->method != DOMO_METHOD_CLIENT &&
      !vst_cli_check_host (cli, *instance, error))
    return NULL;
  return read_token (cli, account, error);
}

DomoToken *
vst_cli_dup_token (VstCli *cli, VstAccount *account, DomoInstance **instance, GError **error)
{
  VstRecord *record = vst_account_get_record (account);
  g_autoptr (DomoToken) kept = NULL;
  VstSession *session;

  if (vst_account_has_token (account) && !is_over (record)) {
    kept = dup_kept_token (cli, account, instance, error);
    if (!kept)
      return NULL;
    if (!is_token_over (kept)) {
      note_typed_end (cli, record, kept);
      return g_steal_pointer (&kept);
    }
    g_clear_pointer (instance, domo_instance_unref);
  }
  if (!vst_cli_open (cli, account, VST_OPEN_CHOSEN, error))
    return NULL;
  session = vst_account_get_session (account);
  if (!check_text (domo_token_get_text (vst_session_get_token (session)), error))
    return NULL;
  if (vst_session_get_instance (session))
    *instance = domo_instance_ref (vst_session_get_instance (session));
  return g_object_ref (vst_session_get_token (session));
}

gboolean
vst_cli_check_instance (DomoMethod method, DomoInstance *given, VstSession *session, GError **error)
{
  DomoInstance *named = vst_session_get_instance (session);
  GError *other;

  if (method != DOMO_METHOD_CLIENT || !given || !named || domo_instance_is_loopback (given) ||
      domo_instance_equal (given, named))
    return TRUE;
  other = domo_error_new (DOMO_ERROR_INVALID_INSTANCE, DOMO_REASON_OTHER_INSTANCE,
                          "the client is of another instance");
  domo_error_set_origin (other, "get_developer_auth", domo_instance_get_name (named),
                         domo_instance_get_host (named));
  g_propagate_error (error, other);
  return FALSE;
}
