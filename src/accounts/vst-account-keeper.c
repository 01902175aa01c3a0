/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-keeper.h"

/* What the main item is to become. */
typedef enum {
  WANT_NOTHING,
  WANT_DATES, /* names and dates alone; the token in it stays */
  WANT_END,   /* likewise, and one of them was typed: the person is told when it is not written */
  WANT_TOKEN, /* the token of the session */
  WANT_NAMES, /* names without a token */
} Want;

/* What is to be written of one account. Calls change it at any time; one write after the other
 * makes the keyring follow it. After a failure it stays, until it is tried again. */
typedef struct {
  VstAccountKeeper *keeper; /* referenced while this is running */
  VstAccount *account;
  gboolean is_running;

  GPtrArray *alike;   /* of VstAccount: whose tokens are to be compared first */
  VstAccount *asked;  /* nullable: whose token is being read */
  DomoSecret *secret; /* nullable: password or client secret that is to be stored */
  Want want;
  VstRecord *record;     /* nullable: what the items are to say */
  gboolean drops_secret; /* the item of the secret is to go, after the main one is written */
  gboolean is_last;      /* token and secret leave memory once all is written */
  gboolean is_cut_short; /* they left before, and what they were for is not written */
  gboolean is_told;      /* the store error is about what is written here */

  DomoSecret *written_secret; /* nullable: what is being written */
  Want written;               /* likewise */
  gboolean is_carrying;       /* a secret is on its way to the keyring, or from it */

  gboolean removes; /* all items, whatever else was to be written */
  GTask *commit;    /* nullable: to be told when the removing fails */
} Entry;

struct _VstAccountKeeper {
  GObject parent_instance;

  VstAccountList *list;
  GHashTable *entries;  /* of Entry, by VstAccount */
  GPtrArray *forgotten; /* of VstAccount */
  GPtrArray *commits;   /* of GTask, with a Commit: that wait for the end of all writes */

  GCancellable *carrying; /* of the calls that carry a secret, until they are cut short */
};

/* The data of a commit's task. */
typedef struct {
  GError *error;         /* nullable: the first */
  GSource *source;       /* nullable: sees that it is cancelled */
  gboolean is_drop;      /* waits for the secrets above all */
  gboolean is_cut_short; /* and by now for nothing else */
} Commit;

G_DEFINE_FINAL_TYPE (VstAccountKeeper, vst_account_keeper, G_TYPE_OBJECT)

static void advance (Entry *entry);
static void run (Entry *entry);

static void
commit_free (Commit *commit)
{
  g_clear_error (&commit->error);
  if (commit->source)
    g_source_destroy (commit->source);
  g_clear_pointer (&commit->source, g_source_unref);
  g_free (commit);
}

static void
entry_free (Entry *entry)
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

static VstKeyring *
get_keyring (VstAccountKeeper *self)
{
  return vst_account_list_get_keyring (self->list);
}

/* --------------------------------------------------------------------------------- when it ends
 */

/* @carrying: whether to look for secrets alone, not for any write */
static gboolean
is_writing (VstAccountKeeper *self, gboolean carrying)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Entry *entry = value;

    if (carrying ? entry->is_carrying : entry->is_running)
      return TRUE;
  }
  return FALSE;
}

static void
end_commit (GTask *task)
{
  Commit *commit = g_task_get_task_data (task);

  if (commit->source)
    g_source_destroy (commit->source);
  if (commit->error)
    g_task_return_error (task, g_steal_pointer (&commit->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
end_commits (VstAccountKeeper *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->commits);
  gboolean is_over = !is_writing (self, FALSE);
  gboolean is_empty = !is_writing (self, TRUE);

  self->commits = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = g_ptr_array_index (waiting, i);
    Commit *commit = g_task_get_task_data (task);

    if (is_over || (commit->is_cut_short && is_empty))
      end_commit (task);
    else
      g_ptr_array_add (self->commits, g_object_ref (task));
  }
}

static Entry *
find_entry (VstAccountKeeper *self, VstAccount *account)
{
  return g_hash_table_lookup (self->entries, account);
}

static Entry *
ensure_entry (VstAccountKeeper *self, VstAccount *account)
{
  Entry *entry = find_entry (self, account);

  if (entry)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->keeper = self;
  entry->account = g_object_ref (account);
  entry->alike = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_insert (self->entries, account, entry);
  return entry;
}

/* What is only in memory is lost with its token. */
static void
drop_token (VstAccount *account)
{
  gboolean had_token = vst_account_get_session (account) || vst_account_get_other (account);

  vst_account_set_other (account, NULL);
  if (had_token || vst_account_get_error (account))
    vst_account_set_session (account, NULL);
  if (had_token && !vst_account_is_stored (account))
    vst_account_set_signed_out (account, TRUE);
}

/* Whether secrets are what @entry is there for. */
static gboolean
keeps_secrets (Entry *entry)
{
  return entry->secret || entry->written_secret || entry->want == WANT_TOKEN ||
         entry->written == WANT_TOKEN;
}

/* Whether anything that is still to be done needs a secret. */
static gboolean
needs_secrets (Entry *entry)
{
  return !entry->removes && (keeps_secrets (entry) || entry->asked || entry->alike->len > 0);
}

/* What carries a secret ends, and nothing of it is tried again. */
static void
let_go (Entry *entry)
{
  if (!needs_secrets (entry))
    return;
  entry->is_cut_short = keeps_secrets (entry);
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  g_ptr_array_set_size (entry->alike, 0);
  if (entry->want == WANT_TOKEN)
    entry->want = WANT_NOTHING;
  if (entry->written == WANT_TOKEN)
    entry->written = WANT_NOTHING;
  /* A secret without a main item is half an account. */
  if (!vst_account_is_stored (entry->account))
    entry->drops_secret = TRUE;
}

/* An entry without a secret, of names that are still to be written, stays. */
static void
drop_secrets (VstAccountKeeper *self, VstAccount *account)
{
  Entry *entry = find_entry (self, account);

  vst_account_set_fresh (account, NULL, NULL);
  if (entry && entry->is_running && needs_secrets (entry)) {
    entry->is_last = TRUE;
    return;
  }
  if (entry && !entry->is_running && keeps_secrets (entry)) {
    let_go (entry);
    run (entry);
  }
  drop_token (account);
}

/* Returns: (transfer none): for a call that a secret goes with */
static GCancellable *
carry (Entry *entry)
{
  entry->is_carrying = TRUE;
  return entry->keeper->carrying;
}

static void
run (Entry *entry)
{
  if (entry->is_running)
    return;
  entry->is_running = TRUE;
  g_object_ref (entry->keeper);
  advance (entry);
}

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
finish (Entry *entry)
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
    drop_secrets (self, account);
}

static void
stop_with_store_error (Entry *entry, const GError *error)
{
  g_autoptr (VstAccountKeeper) self = entry->keeper;
  g_autoptr (VstAccount) account = g_object_ref (entry->account);
  gboolean is_last = entry->is_last;

  entry->is_running = FALSE;
  entry->is_told = TRUE;
  entry->is_last = FALSE; /* what is left of it is written once somebody is signed in again */
  vst_account_set_store_error (account, error);
  if (is_last)
    drop_secrets (self, account);
  end_commits (self);
}

/* ---------------------------------------------------------------------------- names and dates */

/* @old: (nullable): what is known of the account so far */
static VstRecord *
make_record (const char *id, VstSession *session, VstRecord *old)
{
  const VstRecordFields *known = old ? vst_record_get (old) : NULL;
  const char *const *scopes = vst_session_get_scopes (session);
  const char *name = domo_profile_get_name (vst_session_get_profile (session));
  DomoInstance *instance = vst_session_get_instance (session);
  g_autofree char *joined = scopes ? g_strjoinv (" ", (char **)scopes) : NULL;
  const VstRecordFields fields = {
    .id = id,
    .instance = instance ? domo_instance_get_text (instance)
                : known  ? known->instance
                         : NULL,
    .method = vst_session_get_method (session),
    .user = vst_session_get_user_name (session),
    .owner_id = vst_session_get_owner_id (session),
    .name = name || !known ? name : known->name,
    .expires = domo_token_get_expires (vst_session_get_token (session)),
    .checked = g_get_real_time () / 1000,
    .scopes = joined,
    .muted = known ? known->muted : 0,
  };

  return vst_record_new (&fields);
}

static VstRecord *
dup_with_end (VstRecord *record, gint64 expires)
{
  VstRecordFields fields = *vst_record_get (record);

  fields.expires = expires;
  return vst_record_new (&fields);
}

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
  g_autoptr (VstRecord) record = make_record (vst_record_get (old)->id, session, old);

  if (is_same && vst_session_get_method (session) == DOMO_METHOD_ACCESS_TOKEN &&
      vst_record_get (record)->expires == 0) {
    g_autoptr (VstRecord) dated = dup_with_end (record, vst_record_get (old)->expires);

    g_set_object (&record, dated);
  }

  vst_account_set_record (account, record);
  vst_account_set_session (account, session);
}

/* Of a token that is not there no end is known. */
static VstRecord *
dup_names (VstRecord *record)
{
  return dup_with_end (record, 0);
}

/* ------------------------------------------------------------- whether a token is known already */

static gboolean
is_alike (VstAccount *account, const VstRecordFields *fields)
{
  const VstRecordFields *its = vst_record_get (vst_account_get_record (account));

  return its->method == DOMO_METHOD_ACCESS_TOKEN && its->owner_id == fields->owner_id &&
         g_strcmp0 (its->instance, fields->instance) == 0 && vst_account_has_token (account);
}

static void
find_alike (Entry *entry)
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
merge (Entry *entry, VstAccount *old)
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
can_merge (Entry *entry, VstAccount *old)
{
  Entry *its = find_entry (entry->keeper, old);

  return vst_account_has_token (old) && !(its && (its->is_running || its->removes)) &&
         vst_account_list_find (entry->keeper->list, vst_account_get_id (old)) == old;
}

static void
token_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Entry *entry = user_data;
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
  advance (entry);
}

static void
compare (Entry *entry)
{
  VstItem *item;

  entry->asked = g_ptr_array_steal_index (entry->alike, entry->alike->len - 1);
  item = vst_account_get_item (entry->asked, TRUE);
  if (!item) {
    g_clear_object (&entry->asked);
    advance (entry);
    return;
  }
  vst_keyring_lookup_async (get_keyring (entry->keeper), item, carry (entry), token_read_cb, entry);
}

/* -------------------------------------------------------------------- removing, main item first */

/* Whoever waits for all to be written is to know of it, whoever else began it: the window may be
 * gone. */
static void
tell_waiting (VstAccountKeeper *self, const GError *error)
{
  for (guint i = 0; i < self->commits->len; i++) {
    Commit *commit = g_task_get_task_data (g_ptr_array_index (self->commits, i));

    if (!commit->error)
      commit->error = g_error_copy (error);
  }
}

static void
stop_removing (Entry *entry, const GError *error)
{
  g_autoptr (VstAccountKeeper) self = entry->keeper;
  g_autoptr (VstAccount) account = g_object_ref (entry->account);
  gboolean is_last = entry->is_last;
  Commit *commit = g_task_get_task_data (entry->commit);

  if (!commit->error)
    commit->error = g_error_copy (error);
  tell_waiting (self, error);
  g_hash_table_remove (self->entries, account);
  if (vst_account_is_stored (account)) {
    vst_account_list_add (self->list, account);
    vst_account_list_hide (self->list, account, FALSE);
  } else { /* only its password is left, which is no account */
    vst_account_set_session (account, NULL);
    vst_account_list_remove (self->list, account);
  }
  if (is_last)
    drop_secrets (self, account);
  end_commits (self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Entry *entry = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_main = entry->written == WANT_NAMES;

  if (!vst_keyring_clear_finish (VST_KEYRING (source), result, &error) && entry->removes) {
    stop_removing (entry, error);
    return;
  }
  if (!error)
    vst_account_set_item (entry->account, is_main, NULL);
  advance (entry);
}

static void
remove_next (Entry *entry)
{
  VstItem *main_item = vst_account_get_item (entry->account, TRUE);
  VstItem *item = main_item ? main_item : vst_account_get_item (entry->account, FALSE);

  if (!item) {
    vst_account_set_session (entry->account, NULL);
    vst_account_list_remove (entry->keeper->list, entry->account);
    finish (entry);
    return;
  }
  entry->written = main_item ? WANT_NAMES : WANT_NOTHING;
  vst_keyring_clear_async (get_keyring (entry->keeper), item, NULL, removed_cb, entry);
}

/* --------------------------------------------------------------------------- the writes, in order
 */

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Entry *entry = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VstItem) item = vst_keyring_store_finish (VST_KEYRING (source), result, &error);
  g_autoptr (DomoSecret) written = g_steal_pointer (&entry->written_secret);

  entry->is_carrying = FALSE;
  if (item)
    vst_account_set_item (entry->account, FALSE, item);
  /* Whatever was asked for meanwhile goes before trying the same again. */
  if (item || entry->secret || !written) {
    advance (entry);
    return;
  }
  entry->secret = g_steal_pointer (&written);
  stop_with_store_error (entry, error);
}

static void
store_secret (Entry *entry)
{
  VstItemKind kind = vst_record_get (entry->record)->method == DOMO_METHOD_CLIENT
                         ? VST_ITEM_SECRET
                         : VST_ITEM_PASSWORD;

  entry->written_secret = g_steal_pointer (&entry->secret);
  vst_keyring_store_async (get_keyring (entry->keeper), kind, entry->record, entry->written_secret,
                           carry (entry), secret_stored_cb, entry);
}

/* The names and dates that are still to be written are newer than those that were. */
static void
take_main_item (Entry *entry, VstItem *item)
{
  vst_account_set_item (entry->account, TRUE, item);
  if (entry->want != WANT_NOTHING)
    vst_account_set_record (entry->account, entry->record);
  if (entry->written == WANT_NAMES)
    vst_account_set_signed_out (entry->account, FALSE);
}

static void
main_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Entry *entry = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VstItem) item = vst_keyring_store_finish (VST_KEYRING (source), result, &error);
  Want written = entry->written;

  entry->is_carrying = FALSE;
  if (item)
    take_main_item (entry, item);
  entry->written = WANT_NOTHING;
  /* That dates are not stored is no loss to tell of, where nobody typed them: the token is where it
   * was. And whatever was asked for meanwhile goes before trying the same again. */
  if (item || written <= WANT_DATES || entry->want > WANT_DATES || entry->removes) {
    if (error)
      g_debug ("An account is not stored: %s", error->message);
    advance (entry);
    return;
  }
  entry->want = written;
  stop_with_store_error (entry, error);
}

static void
store_main (Entry *entry)
{
  VstSession *session = vst_account_get_session (entry->account);
  g_autoptr (VstRecord) stored = NULL;
  GCancellable *carrying = NULL;
  DomoSecret *text = NULL;

  entry->written = entry->want;
  entry->want = WANT_NOTHING;
  stored = entry->written == WANT_NAMES ? dup_names (entry->record) : g_object_ref (entry->record);
  if (entry->written == WANT_TOKEN) {
    text = domo_token_get_text (vst_session_get_token (session));
    carrying = carry (entry);
  }
  vst_keyring_store_async (get_keyring (entry->keeper),
                           entry->written == WANT_NAMES ? VST_ITEM_ACCOUNT : VST_ITEM_TOKEN, stored,
                           text, carrying, main_stored_cb, entry);
}

static void
secret_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Entry *entry = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_cleared = vst_keyring_clear_finish (VST_KEYRING (source), result, &error);

  if (is_cleared)
    vst_account_set_item (entry->account, FALSE, NULL);
  if (is_cleared || entry->removes)
    advance (entry);
  else
    stop_with_store_error (entry, error);
}

static void
clear_secret (Entry *entry)
{
  vst_keyring_clear_async (get_keyring (entry->keeper),
                           vst_account_get_item (entry->account, FALSE), NULL, secret_cleared_cb,
                           entry);
}

/* Names and dates alone make no item, nor does a token that is gone from memory. */
static void
drop_idle_want (Entry *entry)
{
  gboolean has_main = vst_account_is_stored (entry->account);

  if (entry->want == WANT_TOKEN && !vst_account_get_session (entry->account))
    entry->want = WANT_NAMES;
  if (has_main)
    return;
  /* A secret without a main item is half an account. */
  if (entry->want == WANT_NAMES)
    entry->drops_secret = TRUE;
  if (entry->want != WANT_TOKEN)
    entry->want = WANT_NOTHING;
}

static void
write_next (Entry *entry)
{
  drop_idle_want (entry);
  if (entry->secret)
    store_secret (entry);
  else if (entry->want != WANT_NOTHING)
    store_main (entry);
  else if (entry->drops_secret && vst_account_has_secret (entry->account))
    clear_secret (entry);
  else
    finish (entry);
}

/* Whoever waits for the end, or for the secrets alone, may be there. */
static void
advance (Entry *entry)
{
  g_autoptr (VstAccountKeeper) self = g_object_ref (entry->keeper);

  if (entry->removes)
    remove_next (entry);
  else if (entry->alike->len > 0)
    compare (entry);
  else
    write_next (entry);
  end_commits (self);
}

/* ------------------------------------------------------------------------------------ signing in
 */

static VstAccount *
find_or_make (VstAccountKeeper *self, VstSession *session)
{
  g_autofree char *id = vst_record_new_id ();
  g_autoptr (VstRecord) record = make_record (id, session, NULL);
  VstAccount *same = vst_account_list_find_same (self->list, vst_record_get (record));

  return same ? g_object_ref (same) : vst_account_new (record);
}

static void
plan (Entry *entry, DomoCredential *credential, VstKeep keep)
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
  entry->want = keep == VST_KEEP_NOTHING ? WANT_NAMES : WANT_TOKEN;
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
  gboolean is_new;
  Entry *entry;

  g_return_val_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_SESSION (session), NULL);

  used = account ? g_object_ref (account) : find_or_make (self, session);
  is_new = !account && !vst_account_list_find (self->list, vst_account_get_id (used));
  take_session (used, session, is_same_token (used, session));
  vst_account_set_store_error (used, NULL);
  g_ptr_array_remove (self->forgotten, used);
  vst_account_list_add (self->list, used);
  vst_account_list_hide (self->list, used, FALSE);
  entry = ensure_entry (self, used);
  entry->removes = FALSE; /* somebody signs in with what was just being forgotten */
  g_clear_object (&entry->commit);
  plan (entry, credential, keep);
  if (is_new && vst_session_get_method (session) == DOMO_METHOD_ACCESS_TOKEN)
    find_alike (entry);
  run (entry);
  return used;
}

/* A token that is not to be kept stays out, and one that is goes in. */
static Want
choose_want (VstAccount *account, gboolean token_changed)
{
  if (vst_account_has_token (account))
    return token_changed ? WANT_TOKEN : WANT_DATES;
  return vst_account_has_secret (account) ? WANT_TOKEN : WANT_NAMES;
}

static void
want (Entry *entry, Want wanted)
{
  if (wanted > WANT_END || wanted > entry->want)
    entry->want = wanted;
  if (wanted > WANT_DATES)
    entry->is_told = TRUE;
  g_set_object (&entry->record, vst_account_get_record (entry->account));
}

void
vst_account_keeper_renewed (VstAccountKeeper *self,
                            VstAccount *account,
                            VstSession *session,
                            gboolean token_changed)
{
  Entry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  take_session (account, session, !token_changed || is_same_token (account, session));
  entry = find_entry (self, account);
  if (entry)
    entry->is_last = FALSE; /* unlocked while it was still being written */
  if (!vst_account_is_stored (account)) {
    /* The first storing is under way, or failed: the newer token takes the older one's place. */
    if (entry && token_changed && (entry->want == WANT_TOKEN || entry->written == WANT_TOKEN))
      want (entry, WANT_TOKEN);
    return;
  }
  entry = ensure_entry (self, account);
  want (entry, choose_want (account, token_changed));
  run (entry);
}

/* The write that brings names and dates alone, after those that are under way already. */
static Want
choose_dates (Entry *entry)
{
  if (entry->want != WANT_NOTHING)
    return entry->want;
  if (entry->is_running && entry->written == WANT_NAMES)
    return WANT_NAMES;
  if (entry->is_running && entry->written == WANT_TOKEN)
    return WANT_DATES;
  return vst_account_has_token (entry->account) ? WANT_DATES : WANT_NAMES;
}

/* Names and dates of a stored account have changed, and nothing of its token. */
static void
write_dates (VstAccountKeeper *self, VstAccount *account, const VstRecordFields *fields)
{
  g_autoptr (VstRecord) record = vst_record_new (fields);
  Entry *entry;

  vst_account_set_record (account, record);
  if (!vst_account_is_stored (account))
    return;
  entry = ensure_entry (self, account);
  want (entry, choose_dates (entry));
  run (entry);
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
  Entry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  entry = ensure_entry (self, account);
  if (vst_account_get_session (account) && !vst_account_has_token (account))
    want (entry, WANT_TOKEN);
  entry->is_told = TRUE;
  run (entry);
}

void
vst_account_keeper_set_expires (VstAccountKeeper *self, VstAccount *account, gint64 expires)
{
  g_autoptr (VstRecord) record = NULL;
  Entry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  if (!vst_account_takes_date (account))
    return;
  record = dup_with_end (vst_account_get_record (account), expires);
  vst_account_set_record (account, record);
  entry = find_entry (self, account);
  /* Names that are kept without a token have no date. */
  if (!vst_account_has_token (account) &&
      !(entry && (entry->want == WANT_TOKEN || entry->written == WANT_TOKEN)))
    return;
  entry = ensure_entry (self, account);
  want (entry, WANT_END);
  run (entry);
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
  Entry *entry;

  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  vst_account_set_signed_out (account, TRUE);
  vst_account_set_session (account, NULL);
  vst_account_set_store_error (account, NULL);
  entry = ensure_entry (self, account);
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  want (entry, WANT_NAMES);
  run (entry);
}

/* Those in the list, those that wait to be forgotten, and those that are just being removed. */
static GPtrArray *
dup_accounts (VstAccountKeeper *self)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = G_LIST_MODEL (self->list);
  GHashTableIter iter;
  gpointer account;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (accounts, g_list_model_get_item (model, i));
  for (guint i = 0; i < self->forgotten->len; i++)
    g_ptr_array_add (accounts, g_object_ref (g_ptr_array_index (self->forgotten, i)));
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &account, NULL))
    g_ptr_array_add (accounts, g_object_ref (account));
  return accounts;
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

/* ------------------------------------------------------------------------------------ forgetting
 */

void
vst_account_keeper_forget (VstAccountKeeper *self, VstAccount *account)
{
  g_return_if_fail (VST_IS_ACCOUNT_KEEPER (self) && VST_IS_ACCOUNT (account));

  if (g_ptr_array_find (self->forgotten, account, NULL))
    return;
  g_ptr_array_add (self->forgotten, g_object_ref (account));
  vst_account_list_hide (self->list, account, TRUE);
}

GPtrArray *
vst_account_keeper_get_forgotten (VstAccountKeeper *self)
{
  return self->forgotten;
}

static GPtrArray *
steal_forgotten (VstAccountKeeper *self)
{
  GPtrArray *forgotten = g_steal_pointer (&self->forgotten);

  self->forgotten = g_ptr_array_new_with_free_func (g_object_unref);
  return forgotten;
}

void
vst_account_keeper_undo (VstAccountKeeper *self)
{
  g_autoptr (GPtrArray) forgotten = steal_forgotten (self);

  for (guint i = 0; i < forgotten->len; i++)
    vst_account_list_hide (self->list, g_ptr_array_index (forgotten, i), FALSE);
}

static void
start_removing (VstAccountKeeper *self, VstAccount *account, GTask *commit)
{
  Entry *entry = ensure_entry (self, account);

  entry->removes = TRUE;
  g_set_object (&entry->commit, commit);
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  run (entry);
}

static void
cut_short (VstAccountKeeper *self)
{
  g_autoptr (GCancellable) carrying = g_steal_pointer (&self->carrying);
  GHashTableIter iter;
  gpointer entry;

  self->carrying = g_cancellable_new ();
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    let_go (entry);
  g_cancellable_cancel (carrying);
}

/* The writes go on, and this one caller does not wait for them; but those that have a secret are
 * over for whoever wants it out of memory. */
static gboolean
commit_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  VstAccountKeeper *self = g_task_get_source_object (task);
  Commit *commit = g_task_get_task_data (task);

  commit->is_cut_short = commit->is_drop;
  if (commit->is_drop) {
    cut_short (self);
    end_commits (self);
  } else if (g_ptr_array_remove (self->commits, task)) {
    g_task_return_error_if_cancelled (task);
  }
  return G_SOURCE_REMOVE;
}

static void
wait_for_writes (VstAccountKeeper *self, GTask *task, gboolean is_drop)
{
  g_autoptr (GPtrArray) forgotten = steal_forgotten (self);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Commit *commit = g_new0 (Commit, 1);

  commit->is_drop = is_drop;
  g_task_set_task_data (task, commit, (GDestroyNotify)commit_free);
  if (cancellable) {
    commit->source = g_cancellable_source_new (cancellable);
    g_task_attach_source (task, commit->source, G_SOURCE_FUNC (commit_cancelled_cb));
  }
  for (guint i = 0; i < forgotten->len; i++)
    start_removing (self, g_ptr_array_index (forgotten, i), task);
  g_ptr_array_add (self->commits, g_object_ref (task));
  end_commits (self);
}

void
vst_account_keeper_commit_async (VstAccountKeeper *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vst_account_keeper_commit_async);
  wait_for_writes (self, task, FALSE);
}

gboolean
vst_account_keeper_commit_finish (VstAccountKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vst_account_keeper_drop_secrets_async (VstAccountKeeper *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) accounts = dup_accounts (self);

  g_task_set_source_tag (task, vst_account_keeper_drop_secrets_async);
  for (guint i = 0; i < accounts->len; i++)
    drop_secrets (self, g_ptr_array_index (accounts, i));
  wait_for_writes (self, task, TRUE);
}

gboolean
vst_account_keeper_drop_secrets_finish (VstAccountKeeper *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
