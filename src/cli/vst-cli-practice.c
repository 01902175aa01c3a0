/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli-practice.h"

#include <glib/gi18n.h>

#include "vst-cli.h"
#include "vst-practice.h"
#include "vst-table.h"

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

static char **
make_cells (const VstPracticeAccount *account)
{
  char **cells = g_new0 (char *, 5);

  cells[0] = account->code ? g_strdup_printf ("%s: %s", _ (account->title), account->code)
                           : g_strdup (_ (account->title));
  cells[1] = g_strdup (account->instance);
  cells[2] = g_strdup (account->user_name);
  cells[3] = g_strdup (account->secret);
  return cells;
}

char *
vst_cli_practice_dup_failing (int width)
{
  const char *const titles[] = { _ ("WHAT COMES OF IT"), _ ("INSTANCE"), _ ("USER NAME"),
                                 _ ("PASSWORD"), NULL };
  g_autoptr (VstTable) table = vst_table_new (titles);
  gsize n_accounts;
  const VstPracticeAccount *accounts = vst_practice_get_accounts (&n_accounts);

  /* Each is of a password: the other ways fail with a wrong secret, and need no account for it. */
  for (gsize i = 0; i < n_accounts; i++)
    if (!accounts[i].works && accounts[i].method == DOMO_METHOD_PASSWORD)
      vst_table_take_row (table, make_cells (&accounts[i]));
  return vst_table_to_whole_text (table, width);
}
