/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-cli-practice.h"

#include "vst-cli.h"
#include "vst-practice.h"

static void
put (VstKeyring *keyring, VstItemKind kind, VstRecord *record, const char *text)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  g_auto (VstCliWait) wait = { NULL };
  g_autoptr (VstItem) item = NULL;
  g_autoptr (GError) error = NULL;

  vst_keyring_store_async (keyring, kind, record, secret, NULL, vst_cli_wait_cb, &wait);
  item = vst_keyring_store_finish (keyring, vst_cli_wait (&wait), &error);
  if (!item)
    g_warning ("A practice account: %s", error->message);
}

/* Long ago, so that the first use renews it: 2001-09-09. */
#define OVER G_GINT64_CONSTANT (1000000000000)

static void
put_account (VstKeyring *keyring, const VstPracticeAccount *account)
{
  gboolean is_token = account->method == DOMO_METHOD_ACCESS_TOKEN;
  const VstRecordFields fields = {
    .id = account->id,
    .instance = account->instance ? account->instance : "practice",
    .method = account->method,
    .user = account->user_name,
    .name = account->method == DOMO_METHOD_CLIENT ? NULL : "Jae Wilson",
    .expires = is_token ? 0 : OVER,
  };
  g_autoptr (VstRecord) record = vst_record_new (&fields);

  if (!is_token)
    put (keyring, account->method == DOMO_METHOD_CLIENT ? VST_ITEM_SECRET : VST_ITEM_PASSWORD,
         record, account->secret);
  put (keyring, VST_ITEM_TOKEN, record, is_token ? account->secret : "over");
}

void
vst_cli_practice_fill (VstKeyring *keyring)
{
  gsize n_accounts;
  const VstPracticeAccount *accounts = vst_practice_get_accounts (&n_accounts);

  for (gsize i = 0; i < n_accounts; i++)
    if (accounts[i].works)
      put_account (keyring, &accounts[i]);
}
