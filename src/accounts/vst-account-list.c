/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-list.h"

/* How old the leftover of a broken-off storing is at least; a younger one may be half of a storing
 * that goes on in another process. */
#define LEFTOVER_AGE (60 * 60 * G_GINT64_CONSTANT (1000))

/* So many accounts are shown at once at most while the keyring is read: a list in a window binds
 * its rows anew with each change, so that one by one a thousand would take seconds. */
#define LARGEST_BATCH 64

/* One reading of the keyring; a later one takes its place. */
typedef struct {
  VstAccountList *list;
  GCancellable *cancellable;
  GHashTable *unseen; /* of char *: paths of before that were not found so far */
  GHashTable *gone;   /* of char *: paths that were removed meanwhile */
} Load;

struct _VstAccountList {
  GObject parent_instance;

  VstKeyring *keyring;
  GPtrArray *shown;    /* of VstAccount: the model */
  GPtrArray *coming;   /* of VstAccount: are shown together, soon */
  GHashTable *by_id;   /* of VstAccount, by char *: hidden ones, too */
  GHashTable *orphans; /* of VstItem, by char *: passwords whose main item was not met, by id */
  Load *load;          /* nullable: under way; its callback owns it */
  VstListState state;
  GError *error; /* nullable */
  guint n_hidden;
};

enum { STATE_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --------------------------------------------------------------------------------- as a model */

static GType
get_item_type (GListModel *model)
{
  return VST_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return VST_ACCOUNT_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *shown = VST_ACCOUNT_LIST (model)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VstAccountList,
                               vst_account_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_shown (VstAccountList *self, VstAccount *account)
{
  return g_ptr_array_find (self->shown, account, NULL) ||
         g_ptr_array_find (self->coming, account, NULL);
}

static void
show_coming (VstAccountList *self)
{
  guint position = self->shown->len;
  guint n_added = self->coming->len;

  if (n_added == 0)
    return;
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (self->shown, g_object_ref (g_ptr_array_index (self->coming, i)));
  g_ptr_array_set_size (self->coming, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_added);
}

static void
show (VstAccountList *self, VstAccount *account)
{
  g_ptr_array_add (self->coming, g_object_ref (account));
  show_coming (self);
}

/* The first ones at once, then so many at a time as there are, which makes few changes of many. */
static void
show_soon (VstAccountList *self, VstAccount *account)
{
  g_ptr_array_add (self->coming, g_object_ref (account));
  if (!self->load || self->coming->len >= MIN (self->shown->len, LARGEST_BATCH))
    show_coming (self);
}

static void
unshow (VstAccountList *self, VstAccount *account)
{
  guint position;

  g_ptr_array_remove (self->coming, account);
  if (!g_ptr_array_find (self->shown, account, &position))
    return;
  g_ptr_array_remove_index (self->shown, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
vst_account_list_dispose (GObject *object)
{
  VstAccountList *self = VST_ACCOUNT_LIST (object);

  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (vst_account_list_parent_class)->dispose (object);
}

static void
vst_account_list_finalize (GObject *object)
{
  VstAccountList *self = VST_ACCOUNT_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->coming);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->orphans);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (vst_account_list_parent_class)->finalize (object);
}

static void
vst_account_list_class_init (VstAccountListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vst_account_list_dispose;
  object_class->finalize = vst_account_list_finalize;
  signals[STATE_CHANGED] = g_signal_new ("state-changed", VST_TYPE_ACCOUNT_LIST, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vst_account_list_init (VstAccountList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->orphans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* --------------------------------------------------------------- what the keyring tells of an item
 */

static const char *
get_id (VstItem *item)
{
  return vst_record_get (vst_item_get_record (item))->id;
}

static void
insert (VstAccountList *self, VstAccount *account)
{
  g_hash_table_replace (self->by_id, g_strdup (vst_account_get_id (account)),
                        g_object_ref (account));
}

static void
take_main_item (VstAccountList *self, VstItem *item)
{
  VstAccount *account = g_hash_table_lookup (self->by_id, get_id (item));
  VstItem *orphan = g_hash_table_lookup (self->orphans, get_id (item));
  g_autoptr (VstAccount) made = NULL;

  if (account) {
    vst_account_set_item (account, TRUE, item);
    return;
  }
  made = vst_account_new (vst_item_get_record (item));
  vst_account_set_item (made, TRUE, item);
  if (orphan)
    vst_account_set_item (made, FALSE, orphan);
  g_hash_table_remove (self->orphans, get_id (item));
  insert (self, made);
  show_soon (self, made);
}

static void
take_item (VstAccountList *self, VstItem *item)
{
  VstAccount *account = g_hash_table_lookup (self->by_id, get_id (item));

  if (vst_item_kind_is_main (vst_item_get_kind (item)))
    take_main_item (self, item);
  else if (account)
    vst_account_set_item (account, FALSE, item);
  else
    g_hash_table_replace (self->orphans, g_strdup (get_id (item)), g_object_ref (item));
}

static gboolean
has_path (VstItem *item, const char *path)
{
  return item && g_str_equal (vst_item_get_path (item), path);
}

static gboolean
is_orphan_at (gpointer id, gpointer item, gpointer path)
{
  return has_path (item, path);
}

static VstAccount *
find_by_path (VstAccountList *self, const char *path)
{
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &account)) {
    if (has_path (vst_account_get_item (account, TRUE), path) ||
        has_path (vst_account_get_item (account, FALSE), path))
      return account;
  }
  return NULL;
}

/* Whoever is signed in stays so, for this session. */
static void
take_main_removal (VstAccountList *self, VstAccount *account)
{
  VstItem *secret = vst_account_get_item (account, FALSE);

  vst_account_set_item (account, TRUE, NULL);
  if (vst_account_get_session (account))
    return;
  if (secret)
    g_hash_table_replace (self->orphans, g_strdup (get_id (secret)), g_object_ref (secret));
  vst_account_list_remove (self, account);
}

static void
take_removal (VstAccountList *self, const char *path)
{
  VstAccount *found = find_by_path (self, path);
  g_autoptr (VstAccount) account = found ? g_object_ref (found) : NULL;

  g_hash_table_foreach_remove (self->orphans, is_orphan_at, (gpointer)path);
  if (!account)
    return;
  if (has_path (vst_account_get_item (account, TRUE), path))
    take_main_removal (self, account);
  else
    vst_account_set_item (account, FALSE, NULL);
}

static void
item_changed_cb (VstAccountList *self, VstItem *item)
{
  if (self->load) {
    g_hash_table_remove (self->load->unseen, vst_item_get_path (item));
    g_hash_table_remove (self->load->gone, vst_item_get_path (item));
  }
  take_item (self, item);
}

static void
item_removed_cb (VstAccountList *self, const char *path)
{
  if (self->load) {
    g_hash_table_remove (self->load->unseen, path);
    g_hash_table_add (self->load->gone, g_strdup (path));
  }
  take_removal (self, path);
}

VstAccountList *
vst_account_list_new (VstKeyring *keyring)
{
  VstAccountList *self = g_object_new (VST_TYPE_ACCOUNT_LIST, NULL);

  self->keyring = g_object_ref (keyring);
  g_signal_connect_object (keyring, "item-changed", G_CALLBACK (item_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keyring, "item-removed", G_CALLBACK (item_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keyring, "reset", G_CALLBACK (vst_account_list_load), self,
                           G_CONNECT_SWAPPED);
  return self;
}

VstKeyring *
vst_account_list_get_keyring (VstAccountList *self)
{
  return self->keyring;
}

/* ------------------------------------------------------------------------- reading all of it */

static void
load_free (Load *load)
{
  g_object_unref (load->list);
  g_object_unref (load->cancellable);
  g_hash_table_unref (load->unseen);
  g_hash_table_unref (load->gone);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
add_path (GHashTable *paths, VstItem *item)
{
  if (item)
    g_hash_table_add (paths, g_strdup (vst_item_get_path (item)));
}

static Load *
load_new (VstAccountList *self)
{
  Load *load = g_new0 (Load, 1);
  GHashTableIter iter;
  gpointer value;

  load->list = g_object_ref (self);
  load->cancellable = g_cancellable_new ();
  load->unseen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    add_path (load->unseen, vst_account_get_item (value, TRUE));
    add_path (load->unseen, vst_account_get_item (value, FALSE));
  }
  g_hash_table_iter_init (&iter, self->orphans);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_path (load->unseen, value);
  return load;
}

static void
found_cb (VstItem *item, gpointer user_data)
{
  Load *load = user_data;

  if (load->list->load != load || g_hash_table_contains (load->gone, vst_item_get_path (item)))
    return;
  g_hash_table_remove (load->unseen, vst_item_get_path (item));
  take_item (load->list, item);
}

static void
take_unseen (VstAccountList *self, GHashTable *unseen)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, unseen);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    take_removal (self, path);
}

/* Nobody waits for it, and the next start tries again. */
static void
leftover_cleared_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (!vst_keyring_clear_finish (VST_KEYRING (source), result, &error))
    g_debug ("A leftover stays in the keyring: %s", error->message);
}

static gboolean
is_leftover (VstItem *item)
{
  gint64 stored = vst_record_get (vst_item_get_record (item))->checked;

  return stored != 0 && stored < g_get_real_time () / 1000 - LEFTOVER_AGE &&
         !vst_item_is_locked (item);
}

static void
clear_leftovers (VstAccountList *self)
{
  g_autoptr (GPtrArray) leftovers = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->orphans);
  while (g_hash_table_iter_next (&iter, NULL, &item)) {
    if (is_leftover (item))
      g_ptr_array_add (leftovers, g_object_ref (item));
  }
  for (guint i = 0; i < leftovers->len; i++)
    vst_keyring_clear_async (self->keyring, g_ptr_array_index (leftovers, i), NULL,
                             leftover_cleared_cb, NULL);
}

static void
set_state (VstAccountList *self, VstListState state)
{
  self->state = state;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (GError) error = NULL;
  VstAccountList *self = load->list;
  guint n_hidden = 0;

  vst_keyring_search_finish (VST_KEYRING (source), result, &n_hidden, &error);
  if (self->load != load)
    return;
  self->load = NULL;
  show_coming (self);
  if (error) {
    self->error = g_steal_pointer (&error);
    set_state (self, VST_LIST_FAILED);
    return;
  }
  self->n_hidden = n_hidden;
  take_unseen (self, load->unseen);
  /* Where names are hidden, so may be the main item of a password that is not. */
  if (n_hidden == 0)
    clear_leftovers (self);
  set_state (self, n_hidden > 0 ? VST_LIST_HIDDEN : VST_LIST_READY);
}

void
vst_account_list_load (VstAccountList *self)
{
  Load *load;
  Load *old;

  g_return_if_fail (VST_IS_ACCOUNT_LIST (self));

  old = g_steal_pointer (&self->load);
  if (old)
    g_cancellable_cancel (old->cancellable);
  g_clear_error (&self->error);
  self->n_hidden = 0;
  load = load_new (self);
  self->load = load;
  set_state (self, VST_LIST_LOADING);
  vst_keyring_search_async (self->keyring, found_cb, load, load->cancellable, searched_cb, load);
}

VstListState
vst_account_list_get_state (VstAccountList *self)
{
  return self->state;
}

const GError *
vst_account_list_get_error (VstAccountList *self)
{
  return self->error;
}

guint
vst_account_list_get_n_hidden (VstAccountList *self)
{
  return self->n_hidden;
}

/* ----------------------------------------------------------------------------------- its accounts
 */

VstAccount *
vst_account_list_find (VstAccountList *self, const char *id)
{
  VstAccount *account = g_hash_table_lookup (self->by_id, id);

  return account && is_shown (self, account) ? account : NULL;
}

/* The client's id alone names a client: where it is good is not known before Domo has answered. */
static gboolean
is_same (const VstRecordFields *a, const VstRecordFields *b)
{
  gboolean is_any_instance =
      a->method == DOMO_METHOD_CLIENT && (a->instance == NULL || b->instance == NULL);

  return a->method == b->method && g_strcmp0 (a->user, b->user) == 0 &&
         (is_any_instance || g_strcmp0 (a->instance, b->instance) == 0);
}

static VstAccount *
find_same (GPtrArray *accounts, const VstRecordFields *fields)
{
  for (guint i = 0; i < accounts->len; i++) {
    VstAccount *account = g_ptr_array_index (accounts, i);

    if (is_same (vst_record_get (vst_account_get_record (account)), fields))
      return account;
  }
  return NULL;
}

/* One that is being forgotten. */
static VstAccount *
find_hidden (VstAccountList *self, const VstRecordFields *fields)
{
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &account))
    if (is_same (vst_record_get (vst_account_get_record (account)), fields))
      return account;
  return NULL;
}

VstAccount *
vst_account_list_find_same (VstAccountList *self, const VstRecordFields *fields)
{
  VstAccount *account;

  if (fields->method == DOMO_METHOD_ACCESS_TOKEN)
    return NULL;
  account = find_same (self->shown, fields);
  if (!account)
    account = find_same (self->coming, fields);
  return account ? account : find_hidden (self, fields);
}

static gboolean
is_account (gpointer id, gpointer value, gpointer account)
{
  return value == account;
}

/* One that is there already may have another id now. */
void
vst_account_list_add (VstAccountList *self, VstAccount *account)
{
  g_autoptr (VstAccount) kept = g_object_ref (account);
  gboolean is_known = g_hash_table_foreach_remove (self->by_id, is_account, kept) > 0;

  insert (self, kept);
  if (!is_known)
    show (self, kept);
}

void
vst_account_list_remove (VstAccountList *self, VstAccount *account)
{
  g_autoptr (VstAccount) kept = g_object_ref (account);

  g_hash_table_foreach_remove (self->by_id, is_account, kept);
  unshow (self, kept);
}

void
vst_account_list_hide (VstAccountList *self, VstAccount *account, gboolean hidden)
{
  gboolean is_known =
      g_hash_table_lookup (self->by_id, vst_account_get_id (account)) == (gpointer)account;

  if (hidden)
    unshow (self, account);
  else if (is_known && !is_shown (self, account))
    show (self, account);
}
