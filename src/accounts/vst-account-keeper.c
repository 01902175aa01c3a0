/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-keeper-private.h"

#include "vst-session-record.h"

G_DEFINE_FINAL_TYPE (VstAccountKeeper, vst_account_keeper, G_TYPE_OBJECT)

static void
entry_free (VstKeeperEntry *entry)
{
  g_clear_object (&entry->account);
  g_ptr_array_unref (entry->alike);
  g_clear_object (&entry->asked);
  g_clear_object (&entry->record);
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  g_clear_object (&entry->commit);
  g_free (entry);
}

static void
vst_account_keeper_finalize (GObject *object)
{
  VstAccountKeeper *self = VST_ACCOUNT_KEEPER (object);

  g_hash_table_unref (self->entries);
  g_ptr_array_unref (self->forgotten);
  g_ptr_array_unref (self->commits);
  g_object_unref (self->carrying);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (vst_account_keeper_parent_class)->finalize (object);
}

static void
vst_account_keeper_class_init (VstAccountKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_account_keeper_finalize;
}

static void
vst_account_keeper_init (VstAccountKeeper *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)entry_free);
  self->forgotten = g_ptr_array_new_with_free_func (g_object_unref);
  self->commits = g_ptr_array_new_with_free_func (g_object_unref);
  self->carrying = g_cancellable_new ();
}

VstAccountKeeper *
vst_account_keeper_new (VstAccountList *list)
{
  VstAccountKeeper *self = g_object_new (VST_TYPE_ACCOUNT_KEEPER, NULL);

  self->list = g_object_ref (list);
  return self;
}

VstAccountList *
vst_account_keeper_get_list (VstAccountKeeper *self)
{
  return self->list;
}

VstKeeperEntry *
vst_keeper_find_entry (VstAccountKeeper *self, VstAccount *account)
{
  return g_hash_table_lookup (self->entries, account);
}

VstKeeperEntry *
vst_keeper_ensure_entry (VstAccountKeeper *self, VstAccount *account)
{
  VstKeeperEntry *entry = vst_keeper_find_entry (self, account);

  if (entry)
    return entry;
  entry = g_new0 (VstKeeperEntry, 1);
  entry->keeper = self;
  entry->account = g_object_ref (account);
  entry->alike = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_insert (self->entries, account, entry);
  return entry;
}

VstKeyring *
vst_keeper_get_keyring (VstKeeperEntry *entry)
{
  return vst_account_list_get_keyring (entry->keeper->list);
}

/* ------------------------------------------------------------------------------ names and dates */

static gboolean
is_same_token (VstAccount *account, VstSession *session)
{
  VstSession *old = vst_account_get_session (account);

  return old && domo_secret_equal (domo_token_get_text (vst_session_get_token (old)),
                                   domo_token_get_text (vst_session_get_token (session)));
}

/* @is_same: whether its token is the one that the account had; then the date that a person typed
 * stays, where the token says none */
static void
take_session (VstAccount *account, VstSession *session, gboolean is_same)
{
  g_autoptr (VstRecord) old = g_object_ref (vst_account_get_record (account));
  g_autoptr (VstRecord) record = vst_session_record_new (vst_record_get (old)->id, session, old);

  if (is_same && vst_session_get_method (session) == DOMO_METHOD_ACCESS_TOKEN &&
      vst_record_get (record)->expires == 0) {
    g_autoptr (VstRecord) dated =
        vst_session_record_dup_with_end (record, vst_record_get (old)->expires);

    g_set_object (&record, dated);
  }

  vst_account_set_record (account, record);
  vst_account_set_session (account, session);
}

/* ----------------------------------------------------------------------------------- signing in */

static VstAccount *
find_or_make (VstAccountKeeper *self, VstSession *session)
{
  g_autofree char *id = vst_record_new_id ();
  g_autoptr (VstRecord) record = vst_session_record_new (id, session, NULL);
  VstAccount *same = vst_account_list_find_same (self->list, vst_record_get (record));

  return same ? g_object_ref (same) : vst_account_new (record);
}

static void
plan (VstKeeperEntry *entry, DomoCredential *credential, VstKeep keep)
{
  gboolean keeps_secret = keep == VST_KEEP_TOKEN_AND_SECRET &&
                          domo_credential_get_method (credential) != DOMO_METHOD_ACCESS_TOKEN;

  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  entry->is_last = FALSE; /* somebody signs in anew */
  entry->is_cut_short = FALSE;
  entry->is_told = TRUE;
  if (keeps_secret)
    entry->secret = domo_secret_ref (domo_credential_get_secret (credential));
  entry->drops_secret = !keeps_secret;
  entry->want = keep == VST_KEEP_NOTHING ? VST_WANT_NAMES : VST_WANT_TOKEN;
  g_set_object (&entry->record, vst_account_get_record (entry->account));
}

VstAccount *
vst_account_keeper_add (VstAccountKeeper *self,
                        VstAccount *account,
                        VstSession *session,
                        DomoCredential *credential,
                        VstKeep keep)
{
  g_autoptr (VstAccount) used = NULL;
  gint64 typed_end;
  gboolean is_new;
  VstKeeperEntry *entry;

  g_return_val_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_SESSION (session), NULL);

  used = account ? g_object_ref (account) : find_or_make (self, session);
  is_new = !account && !vst_account_list_find (self->list, vst_account_get_id (used));
  typed_end = vst_keeper_find_typed_end (used, session);
  take_session (used, session, is_same_token (used, session));
  vst_account_set_store_error (used, NULL);
  g_ptr_array_remove (self->forgotten, used);
  vst_account_list_add (self->list, used);
  vst_account_list_hide (self->list, used, FALSE);
  entry = vst_keeper_ensure_entry (self, used);
  entry->removes = FALSE; /* somebody signs in with what was just being forgotten */
  g_clear_object (&entry->commit);
  if (typed_end != 0)
    entry->typed_end = typed_end;
  plan (entry, credential, keep);
  if (is_new && vst_session_get_method (session) == DOMO_METHOD_ACCESS_TOKEN)
    vst_keeper_find_alike (entry);
  vst_keeper_run (entry);
  return used;
}

/* ------------------------------------------------------------------- what changes of an account */

/* A token that is not to be kept stays out, and one that is goes in. */
static VstWant
choose_want (VstAccount *account, gboolean token_changed)
{
  if (vst_account_has_token (account))
    return token_changed ? VST_WANT_TOKEN : VST_WANT_DATES;
  return vst_account_has_secret (account) ? VST_WANT_TOKEN : VST_WANT_NAMES;
}

static void
want (VstKeeperEntry *entry, VstWant wanted)
{
  if (wanted > VST_WANT_END || wanted > entry->want)
    entry->want = wanted;
  if (wanted > VST_WANT_DATES)
    entry->is_told = TRUE;
  g_set_object (&entry->record, vst_account_get_record (entry->account));
}

void
vst_account_keeper_renewed (VstAccountKeeper *self,
                            VstAccount *account,
                            VstSession *session,
                            gboolean token_changed)
{
  VstKeeperEntry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  take_session (account, session, !token_changed || is_same_token (account, session));
  entry = vst_keeper_find_entry (self, account);
  if (entry)
    entry->is_last = FALSE; /* unlocked while it was still being written */
  if (!vst_account_is_stored (account)) {
    /* The first storing is under way, or failed: the newer token takes the older one's place. */
    if (entry && token_changed &&
        (entry->want == VST_WANT_TOKEN || entry->written == VST_WANT_TOKEN))
      want (entry, VST_WANT_TOKEN);
    return;
  }
  entry = vst_keeper_ensure_entry (self, account);
  want (entry, choose_want (account, token_changed));
  vst_keeper_run (entry);
}

/* The write that brings names and dates alone, after those that are under way already. */
static VstWant
choose_dates (VstKeeperEntry *entry)
{
  if (entry->want != VST_WANT_NOTHING)
    return entry->want;
  if (entry->is_running && entry->written == VST_WANT_NAMES)
    return VST_WANT_NAMES;
  if (entry->is_running && entry->written == VST_WANT_TOKEN)
    return VST_WANT_DATES;
  return vst_account_has_token (entry->account) ? VST_WANT_DATES : VST_WANT_NAMES;
}

/* Names and dates of a stored account have changed, and nothing of its token. */
static void
write_dates (VstAccountKeeper *self, VstAccount *account, const VstRecordFields *fields)
{
  g_autoptr (VstRecord) record = vst_record_new (fields);
  VstKeeperEntry *entry;

  vst_account_set_record (account, record);
  if (!vst_account_is_stored (account))
    return;
  entry = vst_keeper_ensure_entry (self, account);
  want (entry, choose_dates (entry));
  vst_keeper_run (entry);
}

void
vst_account_keeper_refused (VstAccountKeeper *self, VstAccount *account)
{
  VstRecordFields fields;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  fields = *vst_record_get (vst_account_get_record (account));
  if (fields.refused != 0 || !vst_account_has_token (account))
    return;
  fields.refused = g_get_real_time () / 1000;
  write_dates (self, account, &fields);
}

void
vst_account_keeper_set_muted (VstAccountKeeper *self, VstAccount *account, guint muted)
{
  VstRecordFields fields;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  fields = *vst_record_get (vst_account_get_record (account));
  if (fields.muted == muted)
    return;
  fields.muted = muted;
  write_dates (self, account, &fields);
}

void
vst_account_keeper_store (VstAccountKeeper *self, VstAccount *account)
{
  VstKeeperEntry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  entry = vst_keeper_ensure_entry (self, account);
  if (vst_account_get_session (account) && !vst_account_has_token (account))
    want (entry, VST_WANT_TOKEN);
  entry->is_told = TRUE;
  vst_keeper_run (entry);
}

void
vst_account_keeper_set_expires (VstAccountKeeper *self, VstAccount *account, gint64 expires)
{
  g_autoptr (VstRecord) record = NULL;
  VstKeeperEntry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  if (!vst_account_takes_date (account))
    return;
  record = vst_session_record_dup_with_end (vst_account_get_record (account), expires);
  vst_account_set_record (account, record);
  entry = vst_keeper_find_entry (self, account);
  if (entry)
    entry->typed_end = 0;
  /* Names that are kept without a token have no date. */
  if (!vst_account_has_token (account) &&
      !(entry && (entry->want == VST_WANT_TOKEN || entry->written == VST_WANT_TOKEN)))
    return;
  entry = vst_keeper_ensure_entry (self, account);
  want (entry, VST_WANT_END);
  vst_keeper_run (entry);
}

void
vst_account_keeper_not_stored (VstAccountKeeper *self, VstAccount *account, const GError *error)
{
  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  vst_account_set_store_error (account, error);
}

void
vst_account_keeper_sign_out (VstAccountKeeper *self, VstAccount *account)
{
  VstKeeperEntry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  vst_account_set_signed_out (account, TRUE);
  vst_account_set_session (account, NULL);
  vst_account_set_store_error (account, NULL);
  entry = vst_keeper_ensure_entry (self, account);
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  want (entry, VST_WANT_NAMES);
  vst_keeper_run (entry);
}

void
vst_account_keeper_accept (VstAccountKeeper *self, VstAccount *account, VstSession *other)
{
  g_autoptr (VstSession) session = NULL;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  if (!other || vst_account_get_other (account) != other)
    return;
  session = g_object_ref (other);
  vst_account_keeper_renewed (self, account, session, TRUE);
}
