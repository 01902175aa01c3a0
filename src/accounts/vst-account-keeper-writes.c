/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-keeper-private.h"

#include "vst-session-record.h"

GCancellable *
vst_keeper_carry (VstKeeperEntry *entry)
{
  entry->is_carrying = TRUE;
  return entry->keeper->carrying;
}

/* ---------------------------------------------------------------------------------- how it ends */

/* What the keyring has is all that there is. Of an account that is not there at all the person
 * learns by having to sign in again. */
static void
tell_cut_short (VstAccount *account)
{
  VstItem *item = vst_account_get_item (account, TRUE);
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                                             "it had not taken it when the window was locked");

  if (item)
    vst_account_set_record (account, vst_item_get_record (item));
  vst_account_set_store_error (account, item ? error : NULL);
}

/* All is written. */
static void
finish (VstKeeperEntry *entry)
{
  g_autoptr (VstAccountKeeper) self = entry->keeper;
  g_autoptr (VstAccount) account = g_object_ref (entry->account);
  gboolean is_last = entry->is_last;
  gboolean is_told = entry->is_told;
  gboolean is_cut_short = entry->is_cut_short;

  g_hash_table_remove (self->entries, account);
  if (is_cut_short)
    tell_cut_short (account);
  else if (is_told)
    vst_account_set_store_error (account, NULL);
  if (is_last)
    vst_keeper_drop_secrets (self, account);
}

static void
stop_with_store_error (VstKeeperEntry *entry, const GError *error)
{
  g_autoptr (VstAccountKeeper) self = entry->keeper;
  g_autoptr (VstAccount) account = g_object_ref (entry->account);
  gboolean is_last = entry->is_last;

  entry->is_running = FALSE;
  entry->is_told = TRUE;
  entry->is_last = FALSE; /* what is left of it is written once somebody is signed in again */
  vst_account_set_store_error (account, error);
  if (is_last)
    vst_keeper_drop_secrets (self, account);
  vst_keeper_end_commits (self);
}

/* -------------------------------------------------------------------- removing, main item first */

static void
stop_removing (VstKeeperEntry *entry, const GError *error)
{
  g_autoptr (VstAccountKeeper) self = entry->keeper;
  g_autoptr (VstAccount) account = g_object_ref (entry->account);
  gboolean is_last = entry->is_last;

  vst_keeper_tell_waiting (self, entry->commit, error);
  g_hash_table_remove (self->entries, account);
  if (vst_account_is_stored (account)) {
    vst_account_list_add (self->list, account);
    vst_account_list_hide (self->list, account, FALSE);
  } else { /* only its password is left, which is no account */
    vst_account_set_session (account, NULL);
    vst_account_list_remove (self->list, account);
  }
  if (is_last)
    vst_keeper_drop_secrets (self, account);
  vst_keeper_end_commits (self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstKeeperEntry *entry = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_main = entry->written == VST_WANT_NAMES;

  if (!vst_keyring_clear_finish (VST_KEYRING (source), result, &error) && entry->removes) {
    stop_removing (entry, error);
    return;
  }
  if (!error)
    vst_account_set_item (entry->account, is_main, NULL);
  vst_keeper_advance (entry);
}

static void
remove_next (VstKeeperEntry *entry)
{
  VstItem *main_item = vst_account_get_item (entry->account, TRUE);
  VstItem *item = main_item ? main_item : vst_account_get_item (entry->account, FALSE);

  if (!item) {
    vst_account_set_session (entry->account, NULL);
    vst_account_list_remove (entry->keeper->list, entry->account);
    finish (entry);
    return;
  }
  entry->written = main_item ? VST_WANT_NAMES : VST_WANT_NOTHING;
  vst_keyring_clear_async (vst_keeper_get_keyring (entry), item, NULL, removed_cb, entry);
}

/* ------------------------------------------------------------------------- the writes, in order */

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstKeeperEntry *entry = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VstItem) item = vst_keyring_store_finish (VST_KEYRING (source), result, &error);
  g_autoptr (DomoSecret) written = g_steal_pointer (&entry->written_secret);

  entry->is_carrying = FALSE;
  if (item)
    vst_account_set_item (entry->account, FALSE, item);
  /* Whatever was asked for meanwhile goes before trying the same again. */
  if (item || entry->secret || !written) {
    vst_keeper_advance (entry);
    return;
  }
  entry->secret = g_steal_pointer (&written);
  stop_with_store_error (entry, error);
}

static void
store_secret (VstKeeperEntry *entry)
{
  VstItemKind kind = vst_record_get (entry->record)->method == DOMO_METHOD_CLIENT
                         ? VST_ITEM_SECRET
                         : VST_ITEM_PASSWORD;

  entry->written_secret = g_steal_pointer (&entry->secret);
  vst_keyring_store_async (vst_keeper_get_keyring (entry), kind, entry->record,
                           entry->written_secret, vst_keeper_carry (entry), secret_stored_cb,
                           entry);
}

/* The names and dates that are still to be written are newer than those that were. */
static void
take_main_item (VstKeeperEntry *entry, VstItem *item)
{
  vst_account_set_item (entry->account, TRUE, item);
  if (entry->want != VST_WANT_NOTHING)
    vst_account_set_record (entry->account, entry->record);
  if (entry->written == VST_WANT_NAMES)
    vst_account_set_signed_out (entry->account, FALSE);
}

static void
main_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstKeeperEntry *entry = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VstItem) item = vst_keyring_store_finish (VST_KEYRING (source), result, &error);
  VstWant written = entry->written;

  entry->is_carrying = FALSE;
  if (item) {
    if (written >= VST_WANT_TOKEN)
      entry->typed_end = 0; /* the token that it was typed for is gone */
    take_main_item (entry, item);
  }
  entry->written = VST_WANT_NOTHING;
  /* That dates are not stored is no loss to tell of, where nobody typed them: the token is where it
   * was. And whatever was asked for meanwhile goes before trying the same again. */
  if (item || written <= VST_WANT_DATES || entry->want > VST_WANT_DATES || entry->removes) {
    if (error)
      g_debug ("An account is not stored: %s", error->message);
    vst_keeper_advance (entry);
    return;
  }
  entry->want = written;
  stop_with_store_error (entry, error);
}

/* Of a token that is not there no end is known. */
static VstRecord *
dup_names (VstRecord *record)
{
  return vst_session_record_dup_with_end (record, 0);
}

static void
store_main (VstKeeperEntry *entry)
{
  VstSession *session = vst_account_get_session (entry->account);
  g_autoptr (VstRecord) stored = NULL;
  GCancellable *carrying = NULL;
  DomoSecret *text = NULL;

  entry->written = entry->want;
  entry->want = VST_WANT_NOTHING;
  stored =
      entry->written == VST_WANT_NAMES ? dup_names (entry->record) : g_object_ref (entry->record);
  if (entry->written == VST_WANT_TOKEN) {
    text = domo_token_get_text (vst_session_get_token (session));
    carrying = vst_keeper_carry (entry);
  }
  vst_keyring_store_async (vst_keeper_get_keyring (entry),
                           entry->written == VST_WANT_NAMES ? VST_ITEM_ACCOUNT : VST_ITEM_TOKEN,
                           stored, text, carrying, main_stored_cb, entry);
}

static void
secret_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VstKeeperEntry *entry = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_cleared = vst_keyring_clear_finish (VST_KEYRING (source), result, &error);

  if (is_cleared)
    vst_account_set_item (entry->account, FALSE, NULL);
  if (is_cleared || entry->removes)
    vst_keeper_advance (entry);
  else
    stop_with_store_error (entry, error);
}

static void
clear_secret (VstKeeperEntry *entry)
{
  vst_keyring_clear_async (vst_keeper_get_keyring (entry),
                           vst_account_get_item (entry->account, FALSE), NULL, secret_cleared_cb,
                           entry);
}

/* Names and dates alone make no item, nor does a token that is gone from memory. */
static void
drop_idle_want (VstKeeperEntry *entry)
{
  gboolean has_main = vst_account_is_stored (entry->account);

  if (entry->want == VST_WANT_TOKEN && !vst_account_get_session (entry->account))
    entry->want = VST_WANT_NAMES;
  if (has_main)
    return;
  /* A secret without a main item is half an account. */
  if (entry->want == VST_WANT_NAMES)
    entry->drops_secret = TRUE;
  if (entry->want != VST_WANT_TOKEN)
    entry->want = VST_WANT_NOTHING;
}

static void
write_next (VstKeeperEntry *entry)
{
  drop_idle_want (entry);
  if (entry->secret)
    store_secret (entry);
  else if (entry->want != VST_WANT_NOTHING)
    store_main (entry);
  else if (entry->drops_secret && vst_account_has_secret (entry->account))
    clear_secret (entry);
  else
    finish (entry);
}

/* Whoever waits for the end, or for the secrets alone, may be there. */
void
vst_keeper_advance (VstKeeperEntry *entry)
{
  g_autoptr (VstAccountKeeper) self = g_object_ref (entry->keeper);

  if (entry->removes)
    remove_next (entry);
  else if (!vst_keeper_compare (entry))
    write_next (entry);
  vst_keeper_end_commits (self);
}

void
vst_keeper_run (VstKeeperEntry *entry)
{
  if (entry->is_running)
    return;
  entry->is_unread = FALSE;
  entry->is_running = TRUE;
  g_object_ref (entry->keeper);
  vst_keeper_advance (entry);
}
