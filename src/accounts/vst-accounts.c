/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-accounts.h"

struct _VstAccounts {
  GObject parent_instance;

  VstKeyring *keyring;
  DomoClient *client;
  GSettings *settings;
  VstTries *tries;
  VstAccountList *list;
  VstAccountKeeper *keeper;
  VstAccountOpener *opener;
};

G_DEFINE_FINAL_TYPE (VstAccounts, vst_accounts, G_TYPE_OBJECT)

static void
vst_accounts_dispose (GObject *object)
{
  VstAccounts *self = VST_ACCOUNTS (object);

  g_clear_object (&self->opener);
  g_clear_object (&self->keeper);
  g_clear_object (&self->list);
  g_clear_object (&self->tries);
  g_clear_object (&self->settings);
  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (vst_accounts_parent_class)->dispose (object);
}

static void
vst_accounts_class_init (VstAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_accounts_dispose;
}

static void
vst_accounts_init (VstAccounts *self)
{
}

VstAccounts *
vst_accounts_new (VstKeyring *keyring, DomoClient *client, VstTries *tries, GSettings *settings)
{
  VstAccounts *self = g_object_new (VST_TYPE_ACCOUNTS, NULL);

  self->keyring = g_object_ref (keyring);
  self->client = g_object_ref (client);
  self->settings = g_object_ref (settings);
  self->tries = g_object_ref (tries);
  self->list = vst_account_list_new (keyring);
  self->keeper = vst_account_keeper_new (self->list);
  self->opener = vst_account_opener_new (self->keeper, client, self->tries, settings);
  return self;
}

VstKeyring *
vst_accounts_get_keyring (VstAccounts *self)
{
  return self->keyring;
}

DomoClient *
vst_accounts_get_client (VstAccounts *self)
{
  return self->client;
}

GSettings *
vst_accounts_get_settings (VstAccounts *self)
{
  return self->settings;
}

VstAccountList *
vst_accounts_get_list (VstAccounts *self)
{
  return self->list;
}

VstAccountKeeper *
vst_accounts_get_keeper (VstAccounts *self)
{
  return self->keeper;
}

VstAccountOpener *
vst_accounts_get_opener (VstAccounts *self)
{
  return self->opener;
}

VstTries *
vst_accounts_get_tries (VstAccounts *self)
{
  return self->tries;
}

/* ------------------------------------------------------------------------------ leaving memory */

/* The accounts that are signed in. */
static GPtrArray *
dup_signed_in (VstAccounts *self)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (G_LIST_MODEL (self->list), i);

    if (vst_account_get_session (account))
      g_ptr_array_add (accounts, g_steal_pointer (&account));
  }
  return accounts;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (self->client) /* what was busy when all was cancelled is kept by now */
    domo_client_close (self->client);
  if (vst_account_keeper_drop_secrets_finish (VST_ACCOUNT_KEEPER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
vst_accounts_drop_secrets_async (VstAccounts *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vst_accounts_drop_secrets_async);
  g_task_set_task_data (task, dup_signed_in (self), (GDestroyNotify)g_ptr_array_unref);
  vst_account_opener_cancel_all (self->opener);
  domo_client_close (self->client);
  vst_account_keeper_drop_secrets_async (self->keeper, cancellable, written_cb, task);
}

gboolean
vst_accounts_drop_secrets_finish (VstAccounts *self,
                                  GAsyncResult *result,
                                  GPtrArray **lost,
                                  GError **error)
{
  GPtrArray *accounts;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  accounts = g_task_get_task_data (G_TASK (result));
  *lost = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < accounts->len; i++) {
    VstAccount *account = g_ptr_array_index (accounts, i);

    if (!vst_account_has_token (account) && !vst_account_has_secret (account))
      g_ptr_array_add (*lost, g_object_ref (account));
  }
  return g_task_propagate_boolean (G_TASK (result), error);
}
