/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-keeper-private.h"

/* The data of a commit's task. */
typedef struct {
  GError *error;         /* nullable: the first */
  GSource *source;       /* nullable: sees that it is cancelled */
  gboolean is_drop;      /* waits for the secrets above all */
  gboolean is_cut_short; /* and by now for nothing else */
} Commit;

static void
commit_free (Commit *commit)
{
  g_clear_error (&commit->error);
  if (commit->source)
    g_source_destroy (commit->source);
  g_clear_pointer (&commit->source, g_source_unref);
  g_free (commit);
}

/* @carrying: whether to look for secrets alone, not for any write */
static gboolean
is_writing (VstAccountKeeper *self, gboolean carrying)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    VstKeeperEntry *entry = value;

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

void
vst_keeper_end_commits (VstAccountKeeper *self)
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

static void
tell (GTask *task, const GError *error)
{
  Commit *commit = g_task_get_task_data (task);

  if (!commit->error)
    commit->error = g_error_copy (error);
}

/* Whoever waits for all to be written is to know of it, whoever else began it: the window may be
 * gone. */
void
vst_keeper_tell_waiting (VstAccountKeeper *self, GTask *commit, const GError *error)
{
  tell (commit, error);
  for (guint i = 0; i < self->commits->len; i++)
    tell (g_ptr_array_index (self->commits, i), error);
}

/* ------------------------------------------------------------------------------- leaving memory */

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
keeps_secrets (VstKeeperEntry *entry)
{
  return entry->secret || entry->written_secret || entry->want == VST_WANT_TOKEN ||
         entry->written == VST_WANT_TOKEN;
}

/* Whether anything that is still to be done needs a secret. */
static gboolean
needs_secrets (VstKeeperEntry *entry)
{
  return !entry->removes && (keeps_secrets (entry) || entry->asked || entry->alike->len > 0);
}

/* What carries a secret ends, and nothing of it is tried again. */
static void
let_go (VstKeeperEntry *entry)
{
  if (!needs_secrets (entry))
    return;
  /* Who has signed out meanwhile misses nothing. */
  entry->is_cut_short = keeps_secrets (entry) && entry->want != VST_WANT_NAMES;
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  g_ptr_array_set_size (entry->alike, 0);
  entry->typed_end = 0;
  if (entry->want == VST_WANT_TOKEN)
    entry->want = VST_WANT_NOTHING;
  if (entry->written == VST_WANT_TOKEN)
    entry->written = VST_WANT_NOTHING;
  /* A secret without a main item is half an account. */
  if (!vst_account_is_stored (entry->account))
    entry->drops_secret = TRUE;
}

/* An entry without a secret, of names that are still to be written, stays. */
void
vst_keeper_drop_secrets (VstAccountKeeper *self, VstAccount *account)
{
  VstKeeperEntry *entry = vst_keeper_find_entry (self, account);

  vst_account_set_fresh (account, NULL, NULL);
  if (entry && entry->is_running && needs_secrets (entry)) {
    entry->is_last = TRUE;
    return;
  }
  if (entry && !entry->is_running && keeps_secrets (entry)) {
    let_go (entry);
    vst_keeper_run (entry);
  }
  drop_token (account);
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

/* ----------------------------------------------------------------------------------- forgetting */

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
  VstKeeperEntry *entry = vst_keeper_ensure_entry (self, account);

  entry->removes = TRUE;
  g_set_object (&entry->commit, commit);
  g_clear_pointer (&entry->secret, domo_secret_unref);
  g_clear_pointer (&entry->written_secret, domo_secret_unref);
  vst_keeper_run (entry);
}

/* -------------------------------------------------------------------------- waiting for the end */

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
    vst_keeper_end_commits (self);
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
  vst_keeper_end_commits (self);
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
    vst_keeper_drop_secrets (self, g_ptr_array_index (accounts, i));
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
