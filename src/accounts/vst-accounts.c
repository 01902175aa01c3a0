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
vst_accounts_new (VstKeyring *keyring, DomoClient *client, GSettings *settings)
{
  VstAccounts *self = g_object_new (VST_TYPE_ACCOUNTS, NULL);

  self->keyring = g_object_ref (keyring);
  self->client = g_object_ref (client);
  self->settings = g_object_ref (settings);
  self->tries = vst_tries_new (settings);
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
