/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-keeper-private.h"

#include "vst-session-record.h"

/* ------------------------------------------------------------- whether a token is known already */

static gboolean
is_alike (VstAccount *account, const VstRecordFields *fields)
{
  const VstRecordFields *its = vst_record_get (vst_account_get_record (account));

  return its->method == DOMO_METHOD_ACCESS_TOKEN && its->owner_id == fields->owner_id &&
         g_strcmp0 (its->instance, fields->instance) == 0 && vst_account_has_token (account);
}

void
vst_keeper_find_alike (VstKeeperEntry *entry)
{
  GListModel *model = G_LIST_MODEL (entry->keeper->list);
  const VstRecordFields *fields = vst_record_get (vst_account_get_record (entry->account));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (model, i);

    if (account != entry->account && is_alike (account, fields))
      g_ptr_array_add (entry->alike, g_steal_pointer (&account));
  }
}

/* The new account, which somebody looks at already, takes the place and the items of the old one.
 */
static void
merge (VstKeeperEntry *entry, VstAccount *old)
{
  VstAccountList *list = entry->keeper->list;
  g_autoptr (VstItem) main_item = g_object_ref (vst_account_get_item (old, TRUE));
  VstRecordFields fields = *vst_record_get (vst_account_get_record (entry->account));
  g_autoptr (VstRecord) record = NULL;

  fields.id = vst_account_get_id (old);
  if (fields.expires == 0)
    fields.expires = vst_record_get (vst_account_get_record (old))->expires;
  fields.muted = vst_record_get (vst_account_get_record (old))->muted;
  record = vst_record_new (&fields);
  g_ptr_array_set_size (entry->alike, 0);
  g_hash_table_remove (entry->keeper->entries, old);
  vst_account_list_remove (list, old);
  vst_account_set_item (entry->account, TRUE, main_item);
  vst_account_set_record (entry->account, record);
  g_set_object (&entry->record, record);
  vst_account_list_add (list, entry->account);
}

static gboolean
can_merge (VstKeeperEntry *entry, VstAccount *old)
{
  VstKeeperEntry *its = vst_keeper_find_entry (entry->keeper, old);

  return vst_account_has_token (old) && !(its && (its->is_running || its->removes)) &&
         vst_account_list_find (entry->keeper->list, vst_account_get_id (old)) == old;
}

static void
token_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstKeeperEntry *entry = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) text = vst_keyring_lookup_finish (VST_KEYRING (source), result, &error);
  g_autoptr (VstAccount) old = g_steal_pointer (&entry->asked);
  VstSession *session = vst_account_get_session (entry->account);

  entry->is_carrying = FALSE;
  if (error)
    g_debug ("A token cannot be compared: %s", error->message);
  if (text && session && !entry->removes && can_merge (entry, old) &&
      domo_secret_equal (text, domo_token_get_text (vst_session_get_token (session))))
    merge (entry, old);
  vst_keeper_advance (entry);
}

static void
compare_next (VstKeeperEntry *entry)
{
  VstItem *item;

  entry->asked = g_ptr_array_steal_index (entry->alike, entry->alike->len - 1);
  item = vst_account_get_item (entry->asked, TRUE);
  if (!item) {
    g_clear_object (&entry->asked);
    vst_keeper_advance (entry);
    return;
  }
  vst_keyring_lookup_async (vst_keeper_get_keyring (entry), item, vst_keeper_carry (entry),
                            token_read_cb, entry);
}

/* ----------------------------------------------------- whether a date that was typed is still its
 */

/* Nobody was signed in with it, so only the keyring can tell. */
gint64
vst_keeper_find_typed_end (VstAccount *account, VstSession *session)
{
  VstRecord *record = vst_account_get_record (account);

  if (vst_account_get_session (account) || !vst_account_has_token (account) ||
      !vst_record_has_typed_end (record) ||
      vst_session_get_method (session) != DOMO_METHOD_ACCESS_TOKEN ||
      domo_token_get_expires (vst_session_get_token (session)) != 0)
    return 0;
  return vst_record_get (record)->expires;
}

/* The token is the same. A date that was typed meanwhile stays. */
static void
take_typed_end (VstKeeperEntry *entry, gint64 typed_end)
{
  VstRecord *record = vst_account_get_record (entry->account);
  g_autoptr (VstRecord) dated = NULL;

  if (vst_record_get (record)->expires != 0)
    return;
  dated = vst_session_record_dup_with_end (record, typed_end);
  vst_account_set_record (entry->account, dated);
  g_set_object (&entry->record, dated);
}

static void
kept_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstKeeperEntry *entry = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) text = vst_keyring_lookup_finish (VST_KEYRING (source), result, &error);
  VstSession *session = vst_account_get_session (entry->account);

  entry->is_carrying = FALSE;
  if (error)
    g_debug ("The kept token cannot be compared: %s", error->message);
  entry->is_unread = error != NULL;
  if (text && session &&
      domo_secret_equal (text, domo_token_get_text (vst_session_get_token (session))))
    take_typed_end (entry, entry->typed_end);
  if (!error)
    entry->typed_end = 0;
  vst_keeper_advance (entry);
}

static void
compare_kept (VstKeeperEntry *entry)
{
  VstItem *item = vst_account_get_item (entry->account, TRUE);

  if (item) {
    vst_keyring_lookup_async (vst_keeper_get_keyring (entry), item, vst_keeper_carry (entry),
                              kept_read_cb, entry);
    return;
  }
  entry->typed_end = 0;
  vst_keeper_advance (entry);
}

gboolean
vst_keeper_compare (VstKeeperEntry *entry)
{
  if (entry->alike->len > 0)
    compare_next (entry);
  else if (entry->typed_end != 0 && !entry->is_unread)
    compare_kept (entry);
  else
    return FALSE;
  return TRUE;
}
