/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-memory-keyring.h"

/* One item and what it holds. */
typedef struct {
  VstItem *item; /* never locked: the whole keyring is, or is not */
  DomoSecret *secret;
} Entry;

struct _VstMemoryKeyring {
  GObject parent_instance;

  GPtrArray *entries; /* of Entry, in the order in which they were made */
  guint last_number;  /* in a path; none comes twice */

  char *collection; /* nullable: it passes for a lasting one, with that collection */
  gboolean locked;
  gboolean hides; /* while it is locked it gives no names */
  gboolean dismisses;
  guint failure_after; /* calls that write and go well until then */
  int failure;         /* negative: none */

  gboolean silent;    /* calls that write are not answered */
  GPtrArray *waiting; /* of GTask: for an answer */
};

/* One call. What is not of that call is NULL. */
typedef struct {
  VstKeyringFoundFunc found;
  gpointer found_data;
  VstItem *item;
  VstItemKind kind;
  VstRecord *record;
  DomoSecret *secret;
  GSource *cancelled; /* sees that it is, while it waits */
} Call;

static void vst_memory_keyring_iface_init (VstKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VstMemoryKeyring,
                               vst_memory_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VST_TYPE_KEYRING,
                                                      vst_memory_keyring_iface_init))

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->item);
  domo_secret_unref (entry->secret);
  g_free (entry);
}

static void
call_free (Call *call)
{
  g_clear_object (&call->item);
  g_clear_object (&call->record);
  g_clear_pointer (&call->secret, domo_secret_unref);
  if (call->cancelled)
    g_source_destroy (call->cancelled);
  g_clear_pointer (&call->cancelled, g_source_unref);
  g_free (call);
}

/* Every call answers from the main loop, as the real one does; nothing is done before. */
static Call *
start (VstKeyring *keyring,
       GSourceFunc step,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autoptr (GSource) source = g_idle_source_new ();
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, step);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  g_task_attach_source (task, source, step);
  return call;
}

static void
return_code (GTask *task, DomoError code)
{
  g_task_return_error (task, domo_error_new (code, DOMO_REASON_NONE, NULL));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  VstMemoryKeyring *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiting, task))
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Returns: whether a call that writes has to wait */
static gboolean
waits (VstMemoryKeyring *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Call *call = g_task_get_task_data (task);

  if (!self->silent || g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (cancellable && !call->cancelled) {
    call->cancelled = g_cancellable_source_new (cancellable);
    g_task_attach_source (task, call->cancelled, G_SOURCE_FUNC (cancelled_cb));
  }
  return TRUE;
}

/* Returns: whether a call that writes has ended in a failure */
static gboolean
fails (VstMemoryKeyring *self, GTask *task)
{
  if (self->locked) {
    return_code (task, DOMO_ERROR_KEYRING_LOCKED);
    return TRUE;
  }
  if (self->failure < 0)
    return FALSE;
  if (self->failure_after > 0) {
    self->failure_after--;
    return FALSE;
  }
  return_code (task, (DomoError)self->failure);
  return TRUE;
}

static Entry *
find_path (VstMemoryKeyring *self, const char *path)
{
  for (guint i = 0; i < self->entries->len; i++) {
    Entry *entry = g_ptr_array_index (self->entries, i);

    if (g_str_equal (vst_item_get_path (entry->item), path))
      return entry;
  }
  return NULL;
}

static gboolean
is_same_kind (VstItemKind a, VstItemKind b)
{
  return a == b || (vst_item_kind_is_main (a) && vst_item_kind_is_main (b));
}

static Entry *
find_kind (VstMemoryKeyring *self, VstItemKind kind, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++) {
    Entry *entry = g_ptr_array_index (self->entries, i);

    if (is_same_kind (vst_item_get_kind (entry->item), kind) &&
        g_str_equal (vst_record_get (vst_item_get_record (entry->item))->id, id))
      return entry;
  }
  return NULL;
}

/* ----------------------------------------------------------------------------------------- search
 */

static VstItem *
dup_item (VstMemoryKeyring *self, guint index)
{
  Entry *entry = g_ptr_array_index (self->entries, index);

  if (!self->locked)
    return g_object_ref (entry->item);
  return vst_item_new (vst_item_get_path (entry->item), vst_item_get_kind (entry->item),
                       vst_item_get_record (entry->item), self->collection, TRUE);
}

static guint
count_main_items (VstMemoryKeyring *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++) {
    Entry *entry = g_ptr_array_index (self->entries, i);

    n += vst_item_kind_is_main (vst_item_get_kind (entry->item)) ? 1 : 0;
  }
  return n;
}

static gboolean
search_cb (gpointer user_data)
{
  GTask *task = user_data;
  VstMemoryKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < self->entries->len && !(self->locked && self->hides); i++) {
    g_autoptr (VstItem) item = dup_item (self, i);

    call->found (item, call->found_data);
  }
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
vst_memory_keyring_search_async (VstKeyring *keyring,
                                 VstKeyringFoundFunc found,
                                 gpointer found_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Call *call = start (keyring, search_cb, cancellable, callback, user_data);

  call->found = found;
  call->found_data = found_data;
}

static gboolean
vst_memory_keyring_search_finish (VstKeyring *keyring,
                                  GAsyncResult *result,
                                  guint *n_hidden,
                                  GError **error)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (keyring);

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  if (n_hidden)
    *n_hidden = self->locked && self->hides ? count_main_items (self) : 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---------------------------------------------------------------------------------------- look-up
 */

static gboolean
lookup_cb (gpointer user_data)
{
  GTask *task = user_data;
  VstMemoryKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  Entry *entry = find_path (self, vst_item_get_path (call->item));

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (!entry)
    return_code (task, DOMO_ERROR_NOT_FOUND);
  else if (self->locked)
    return_code (task, DOMO_ERROR_KEYRING_LOCKED);
  else
    g_task_return_pointer (task, domo_secret_ref (entry->secret),
                           (GDestroyNotify)domo_secret_unref);
  return G_SOURCE_REMOVE;
}

static void
vst_memory_keyring_lookup_async (VstKeyring *keyring,
                                 VstItem *item,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Call *call = start (keyring, lookup_cb, cancellable, callback, user_data);

  call->item = g_object_ref (item);
}

static DomoSecret *
vst_memory_keyring_lookup_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------------ store
 */

static Entry *
make_entry (VstMemoryKeyring *self, Call *call)
{
  g_autofree char *path = g_strdup_printf ("/memory/%u", ++self->last_number);
  Entry *entry = g_new0 (Entry, 1);

  entry->item = vst_item_new (path, call->kind, call->record, self->collection, FALSE);
  entry->secret = domo_secret_ref (call->secret);
  g_ptr_array_add (self->entries, entry);
  return entry;
}

static void
change_entry (VstMemoryKeyring *self, Entry *entry, Call *call)
{
  VstItem *item = vst_item_new (vst_item_get_path (entry->item), call->kind, call->record,
                                self->collection, FALSE);

  g_object_unref (entry->item);
  entry->item = item;
  if (!call->secret)
    return;
  domo_secret_unref (entry->secret);
  entry->secret = domo_secret_ref (call->secret);
}

static gboolean
store_cb (gpointer user_data)
{
  g_autoptr (VstItem) item = NULL;
  GTask *task = user_data;
  VstMemoryKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  Entry *entry = find_kind (self, call->kind, vst_record_get (call->record)->id);

  if (waits (self, task))
    return G_SOURCE_REMOVE;
  if (g_task_return_error_if_cancelled (task) || fails (self, task))
    return G_SOURCE_REMOVE;
  if (!entry && !call->secret) {
    return_code (task, DOMO_ERROR_NOT_FOUND);
    return G_SOURCE_REMOVE;
  }
  if (entry)
    change_entry (self, entry, call);
  else
    entry = make_entry (self, call);
  item = g_object_ref (entry->item);
  vst_keyring_emit_item_changed (VST_KEYRING (self), item);
  g_task_return_pointer (task, g_steal_pointer (&item), g_object_unref);
  return G_SOURCE_REMOVE;
}

static void
vst_memory_keyring_store_async (VstKeyring *keyring,
                                VstItemKind kind,
                                VstRecord *record,
                                DomoSecret *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Call *call = start (keyring, store_cb, cancellable, callback, user_data);

  call->kind = kind;
  call->record = g_object_ref (record);
  if (kind == VST_ITEM_ACCOUNT)
    call->secret = domo_secret_new ("", 0);
  else if (secret)
    call->secret = domo_secret_ref (secret);
}

static VstItem *
vst_memory_keyring_store_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------------ clear
 */

static gboolean
clear_cb (gpointer user_data)
{
  GTask *task = user_data;
  VstMemoryKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  const char *path = vst_item_get_path (call->item);
  Entry *entry = find_path (self, path);

  if (waits (self, task))
    return G_SOURCE_REMOVE;
  if (g_task_return_error_if_cancelled (task) || fails (self, task))
    return G_SOURCE_REMOVE;
  if (entry) {
    g_ptr_array_remove (self->entries, entry);
    vst_keyring_emit_item_removed (VST_KEYRING (self), path);
  }
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
vst_memory_keyring_clear_async (VstKeyring *keyring,
                                VstItem *item,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Call *call = start (keyring, clear_cb, cancellable, callback, user_data);

  call->item = g_object_ref (item);
}

static gboolean
vst_memory_keyring_clear_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ----------------------------------------------------------------------------------------- unlock
 */

static void
set_locked (VstMemoryKeyring *self, gboolean locked)
{
  if (self->locked == locked)
    return;
  self->locked = locked;
  vst_keyring_emit_reset (VST_KEYRING (self));
}

static gboolean
unlock_cb (gpointer user_data)
{
  GTask *task = user_data;
  VstMemoryKeyring *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (self->locked && self->dismisses) {
    return_code (task, DOMO_ERROR_KEYRING_DISMISSED);
  } else {
    set_locked (self, FALSE);
    g_task_return_boolean (task, TRUE);
  }
  return G_SOURCE_REMOVE;
}

static void
vst_memory_keyring_unlock_async (VstKeyring *keyring,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  start (keyring, unlock_cb, cancellable, callback, user_data);
}

static gboolean
vst_memory_keyring_unlock_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------- the object
 */

static void
vst_memory_keyring_finalize (GObject *object)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (object);

  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->entries);
  g_free (self->collection);
  G_OBJECT_CLASS (vst_memory_keyring_parent_class)->finalize (object);
}

static void
vst_memory_keyring_class_init (VstMemoryKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_memory_keyring_finalize;
}

static gboolean
vst_memory_keyring_is_lasting (VstKeyring *keyring)
{
  return VST_MEMORY_KEYRING (keyring)->collection != NULL;
}

static void
vst_memory_keyring_iface_init (VstKeyringInterface *iface)
{
  iface->is_lasting = vst_memory_keyring_is_lasting;
  iface->search_async = vst_memory_keyring_search_async;
  iface->search_finish = vst_memory_keyring_search_finish;
  iface->lookup_async = vst_memory_keyring_lookup_async;
  iface->lookup_finish = vst_memory_keyring_lookup_finish;
  iface->store_async = vst_memory_keyring_store_async;
  iface->store_finish = vst_memory_keyring_store_finish;
  iface->clear_async = vst_memory_keyring_clear_async;
  iface->clear_finish = vst_memory_keyring_clear_finish;
  iface->unlock_async = vst_memory_keyring_unlock_async;
  iface->unlock_finish = vst_memory_keyring_unlock_finish;
}

static void
vst_memory_keyring_init (VstMemoryKeyring *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->failure = -1;
}

VstKeyring *
vst_memory_keyring_new (void)
{
  return g_object_new (VST_TYPE_MEMORY_KEYRING, NULL);
}

void
vst_memory_keyring_set_failure (VstMemoryKeyring *self, guint after, int code)
{
  g_return_if_fail (VST_IS_MEMORY_KEYRING (self));

  self->failure_after = after;
  self->failure = code;
}

void
vst_memory_keyring_set_silent (VstMemoryKeyring *self, gboolean silent)
{
  g_autoptr (GPtrArray) waiting = NULL;

  g_return_if_fail (VST_IS_MEMORY_KEYRING (self));

  self->silent = silent;
  if (silent)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = g_ptr_array_index (waiting, i);
    Call *call = g_task_get_task_data (task);
    GSourceFunc step = (GSourceFunc)g_task_get_source_tag (task);

    if (call->cancelled)
      g_source_destroy (call->cancelled);
    step (task);
  }
}

void
vst_memory_keyring_set_locked (VstMemoryKeyring *self, gboolean locked, gboolean dismisses)
{
  g_return_if_fail (VST_IS_MEMORY_KEYRING (self));

  self->dismisses = dismisses;
  set_locked (self, locked);
}

void
vst_memory_keyring_set_hidden (VstMemoryKeyring *self)
{
  g_return_if_fail (VST_IS_MEMORY_KEYRING (self));

  self->hides = TRUE;
  set_locked (self, TRUE);
}

void
vst_memory_keyring_set_collection (VstMemoryKeyring *self, const char *collection)
{
  g_return_if_fail (VST_IS_MEMORY_KEYRING (self));

  g_free (self->collection);
  self->collection = g_strdup (collection);
}

guint
vst_memory_keyring_count (VstMemoryKeyring *self)
{
  g_return_val_if_fail (VST_IS_MEMORY_KEYRING (self), 0);
  return self->entries->len;
}
