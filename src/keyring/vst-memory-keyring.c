/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-memory-keyring.h"

/* One item and its secret. */
typedef struct {
  VstItem *item;
  DomoSecret *secret;
} Slot;

struct _VstMemoryKeyring {
  GObject parent_instance;

  GHashTable *slots; /* by path */
  gboolean locked;
  gboolean dismisses;
  guint good_writes; /* before all writes fail */
  int code;          /* what they fail with; negative: they do not */
};

static void vst_memory_keyring_iface_init (VstKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VstMemoryKeyring,
                               vst_memory_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VST_TYPE_KEYRING,
                                                      vst_memory_keyring_iface_init))

static void
slot_free (Slot *slot)
{
  g_object_unref (slot->item);
  domo_secret_unref (slot->secret);
  g_free (slot);
}

static void
vst_memory_keyring_finalize (GObject *object)
{
  g_hash_table_unref (VST_MEMORY_KEYRING (object)->slots);
  G_OBJECT_CLASS (vst_memory_keyring_parent_class)->finalize (object);
}

static void
vst_memory_keyring_class_init (VstMemoryKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_memory_keyring_finalize;
}

static void
vst_memory_keyring_init (VstMemoryKeyring *self)
{
  self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)slot_free);
  self->code = -1;
}

VstKeyring *
vst_memory_keyring_new (void)
{
  return g_object_new (VST_TYPE_MEMORY_KEYRING, NULL);
}

/* ----------------------------------------------------------------------------------- for tests */

void
vst_memory_keyring_set_failure (VstMemoryKeyring *self, guint after, int code)
{
  self->good_writes = after;
  self->code = code;
}

void
vst_memory_keyring_set_locked (VstMemoryKeyring *self, gboolean locked, gboolean dismisses)
{
  self->locked = locked;
  self->dismisses = dismisses;
  vst_keyring_emit_reset (VST_KEYRING (self));
}

guint
vst_memory_keyring_count (VstMemoryKeyring *self)
{
  return g_hash_table_size (self->slots);
}

/* ----------------------------------------------------------------------------------- the calls */

/* Whether @task was ended since the keyring cannot be written. */
static gboolean
fails (VstMemoryKeyring *self, GTask *task)
{
  int code = self->code;

  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (self->locked)
    code = DOMO_ERROR_KEYRING_LOCKED;
  else if (code >= 0 && self->good_writes > 0) {
    self->good_writes--;
    return FALSE;
  }
  if (code < 0)
    return FALSE;
  g_task_return_error (task, domo_error_new ((DomoError)code, DOMO_REASON_NONE, NULL));
  return TRUE;
}

static VstItem *
dup_as_it_is (VstMemoryKeyring *self, VstItem *item)
{
  return vst_item_new (vst_item_get_path (item), vst_item_get_kind (item),
                       vst_item_get_record (item), NULL, self->locked);
}

static void
search_async (VstKeyring *keyring,
              VstKeyringFoundFunc found,
              gpointer found_data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot)) {
    g_autoptr (VstItem) item = dup_as_it_is (self, ((Slot *)slot)->item);

    found (item, found_data);
  }
  g_task_return_boolean (task, TRUE);
}

static gboolean
search_finish (VstKeyring *self, GAsyncResult *result, guint *n_hidden, GError **error)
{
  if (n_hidden)
    *n_hidden = 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lookup_async (VstKeyring *keyring,
              VstItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  Slot *slot = g_hash_table_lookup (self->slots, vst_item_get_path (item));

  if (self->locked)
    g_task_return_error (task, domo_error_new (DOMO_ERROR_KEYRING_LOCKED, DOMO_REASON_NONE, NULL));
  else if (!slot)
    g_task_return_error (task, domo_error_new (DOMO_ERROR_NOT_FOUND, DOMO_REASON_NONE, NULL));
  else
    g_task_return_pointer (task, domo_secret_ref (slot->secret), (GDestroyNotify)domo_secret_unref);
}

static DomoSecret *
lookup_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Token and account share one item. */
static char *
dup_path (VstItemKind kind, VstRecord *record)
{
  return g_strdup_printf ("/%s/%d", vst_record_get (record)->id,
                          vst_item_kind_is_main (kind) ? 0 : (int)kind);
}

static void
store_async (VstKeyring *keyring,
             VstItemKind kind,
             VstRecord *record,
             DomoSecret *secret,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autofree char *path = dup_path (kind, record);
  Slot *old = g_hash_table_lookup (self->slots, path);
  Slot *slot;

  if (fails (self, task))
    return;
  if (!secret && !old && kind != VST_ITEM_ACCOUNT) {
    g_task_return_error (task, domo_error_new (DOMO_ERROR_NOT_FOUND, DOMO_REASON_NONE, NULL));
    return;
  }
  slot = g_new0 (Slot, 1);
  slot->item = vst_item_new (path, kind, record, NULL, FALSE);
  if (kind == VST_ITEM_ACCOUNT)
    slot->secret = domo_secret_new ("", 0);
  else
    slot->secret = domo_secret_ref (secret ? secret : old->secret);
  g_hash_table_replace (self->slots, g_strdup (path), slot);
  g_task_return_pointer (task, g_object_ref (slot->item), g_object_unref);
  vst_keyring_emit_item_changed (keyring, slot->item);
}

static VstItem *
store_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
clear_async (VstKeyring *keyring,
             VstItem *item,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autofree char *path = g_strdup (vst_item_get_path (item));

  if (fails (self, task))
    return;
  g_task_return_boolean (task, TRUE);
  if (g_hash_table_remove (self->slots, path))
    vst_keyring_emit_item_removed (keyring, path);
}

static void
unlock_async (VstKeyring *keyring,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  VstMemoryKeyring *self = VST_MEMORY_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  if (self->locked && self->dismisses) {
    g_task_return_error (task,
                         domo_error_new (DOMO_ERROR_KEYRING_DISMISSED, DOMO_REASON_NONE, NULL));
    return;
  }
  g_task_return_boolean (task, TRUE);
  if (self->locked)
    vst_memory_keyring_set_locked (self, FALSE, FALSE);
}

static gboolean
boolean_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
vst_memory_keyring_iface_init (VstKeyringInterface *iface)
{
  iface->is_lasting = FALSE;
  iface->search_async = search_async;
  iface->search_finish = search_finish;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->clear_async = clear_async;
  iface->clear_finish = boolean_finish;
  iface->unlock_async = unlock_async;
  iface->unlock_finish = boolean_finish;
}
