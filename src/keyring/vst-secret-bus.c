/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-bus.h"

#include "domo-error.h"
#include "vst-secret-library.h"

/* How many items are asked for before the first reply is in: enough to keep the service busy, few
 * enough to be sent within a frame. */
#define WINDOW 64

#define ERROR_LOCKED "org.freedesktop.Secret.Error.IsLocked"
#define ERROR_NO_OBJECT "org.freedesktop.Secret.Error.NoSuchObject"
#define ERROR_NO_SESSION "org.freedesktop.Secret.Error.NoSession"

/* ------------------------------------------------------------------------------------- errors */

static gboolean
has_name (const GError *error, const char *name)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (error);

  return g_strcmp0 (remote, name) == 0;
}

gboolean
vst_secret_bus_is_no_session (const GError *error)
{
  return has_name (error, ERROR_NO_SESSION);
}

static DomoError
get_code (const GError *error)
{
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return DOMO_ERROR_KEYRING_ABSENT;
  if (has_name (error, ERROR_LOCKED) || vst_secret_library_is_error (error, SECRET_ERROR_IS_LOCKED))
    return DOMO_ERROR_KEYRING_LOCKED;
  /* gnome-keyring has no object where no item is, so no method either. */
  if (has_name (error, ERROR_NO_OBJECT) ||
      vst_secret_library_is_error (error, SECRET_ERROR_NO_SUCH_OBJECT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    return DOMO_ERROR_NOT_FOUND;
  return DOMO_ERROR_KEYRING;
}

GError *
vst_secret_bus_map_error (GError *error)
{
  g_autoptr (GError) owned = error;
  DomoError code;
  GError *mapped;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == DOMO_ERROR)
    return g_steal_pointer (&owned);
  code = get_code (error);
  g_dbus_error_strip_remote_error (owned);
  mapped =
      domo_error_new (code, DOMO_REASON_NONE, code == DOMO_ERROR_KEYRING ? owned->message : NULL);
  domo_error_set_detail (mapped, owned->message);
  return mapped;
}

/* -------------------------------------------------------------------------------------- calls */

char *
vst_secret_bus_dup_collection (const char *item_path)
{
  return g_path_get_dirname (item_path);
}

void
vst_secret_bus_call_async (GDBusConnection *bus,
                           const char *path,
                           const char *interface,
                           const char *method,
                           GVariant *arguments,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_dbus_connection_call (bus, VST_SECRET_SERVICE, path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, cancellable, callback, user_data);
}

GVariant *
vst_secret_bus_call_finish (GDBusConnection *bus,
                            GAsyncResult *result,
                            const char *type,
                            GError **error)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (bus, result, error);

  if (!reply || g_variant_is_of_type (reply, G_VARIANT_TYPE (type)))
    return g_steal_pointer (&reply);
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_SIGNATURE,
               "the keyring answered with “%s” instead of “%s”", g_variant_get_type_string (reply),
               type);
  return NULL;
}

void
vst_secret_bus_get_async (GDBusConnection *bus,
                          const char *path,
                          const char *interface,
                          const char *property,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  vst_secret_bus_call_async (bus, path, VST_PROPERTIES_INTERFACE, "Get",
                             g_variant_new ("(ss)", interface, property), cancellable, callback,
                             user_data);
}

GVariant *
vst_secret_bus_get_finish (GDBusConnection *bus,
                           GAsyncResult *result,
                           const char *type,
                           GError **error)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) value = NULL;
  GError *failure = NULL;

  reply = vst_secret_bus_call_finish (bus, result, "(v)", &failure);
  if (!reply) {
    g_propagate_error (error, vst_secret_bus_map_error (failure));
    return NULL;
  }
  g_variant_get (reply, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE (type)))
    return g_steal_pointer (&value);
  g_propagate_error (error, domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                                            "a property of the keyring is of the wrong type"));
  return NULL;
}

void
vst_secret_bus_set_async (GDBusConnection *bus,
                          const char *path,
                          const char *interface,
                          const char *property,
                          GVariant *value,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  vst_secret_bus_call_async (bus, path, VST_PROPERTIES_INTERFACE, "Set",
                             g_variant_new ("(ssv)", interface, property, value), cancellable,
                             callback, user_data);
}

/* The schema's name is not among the attributes: before the first unlock the service knows the
 * hashes of ours alone. */
void
vst_secret_bus_search_async (GDBusConnection *bus,
                             const char *id,
                             const char *kind,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "application", "vestibule");
  if (id)
    g_variant_builder_add (&attributes, "{ss}", "id", id);
  if (kind)
    g_variant_builder_add (&attributes, "{ss}", "kind", kind);
  vst_secret_bus_call_async (bus, VST_SECRET_PATH, VST_SECRET_SERVICE_INTERFACE, "SearchItems",
                             g_variant_new ("(a{ss})", &attributes), cancellable, callback,
                             user_data);
}

gboolean
vst_secret_bus_search_finish (
    GDBusConnection *bus, GAsyncResult *result, char ***unlocked, char ***locked, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GVariant) reply = vst_secret_bus_call_finish (bus, result, "(aoao)", &failure);

  if (reply)
    g_variant_get (reply, "(^ao^ao)", unlocked, locked);
  else
    g_propagate_error (error, vst_secret_bus_map_error (failure));
  return reply != NULL;
}

/* -------------------------------------------------------------------------------- many items */

typedef enum {
  ENTRY_UNLOCKED,
  ENTRY_LOCKED,
  ENTRY_UNSURE,
} EntryLock;

typedef struct {
  char *path;
  EntryLock lock;
} Entry;

typedef struct {
  GArray *entries;        /* of Entry */
  GHashTable *labels;     /* path of a collection → its label, "" until it is known */
  GPtrArray *collections; /* the keys of labels */
  guint next;             /* the first that was not asked for yet */
  guint n_awaited;        /* replies */
  gboolean returned;      /* after an error the rest is let go */
  VstSecretReadFunc func;
  gpointer func_data;
} Reading;

/* What one reply is about. */
typedef struct {
  GTask *task;
  guint index;
} Asked;

static void send_labels (GTask *task);
static void send_next (GTask *task);

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->path);
}

static void
reading_free (Reading *self)
{
  g_array_unref (self->entries);
  g_ptr_array_unref (self->collections);
  g_hash_table_unref (self->labels);
  g_free (self);
}

static Asked *
asked_new (GTask *task, guint index)
{
  Asked *self = g_new0 (Asked, 1);

  self->task = g_object_ref (task);
  self->index = index;
  return self;
}

static void
asked_free (Asked *self)
{
  g_object_unref (self->task);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
add_entries (Reading *self, const char *const *paths, EntryLock lock)
{
  for (guint i = 0; paths && paths[i]; i++) {
    Entry entry = { g_strdup (paths[i]), lock };
    char *collection = vst_secret_bus_dup_collection (paths[i]);

    g_array_append_val (self->entries, entry);
    if (g_hash_table_contains (self->labels, collection)) {
      g_free (collection);
      continue;
    }
    g_ptr_array_add (self->collections, collection);
    g_hash_table_insert (self->labels, collection, g_strdup (""));
  }
}

static void
return_read_error (GTask *task, GError *error)
{
  Reading *self = g_task_get_task_data (task);

  if (self->returned) {
    g_error_free (error);
    return;
  }
  self->returned = TRUE;
  g_task_return_error (task, error);
}

static GHashTable *
unpack_attributes (GVariant *attributes)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  char *name, *value;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_next (&iter, "{ss}", &name, &value))
    g_hash_table_insert (table, name, value);
  return table;
}

static void
give_entry (Reading *self, guint index, GVariant *attributes, gboolean locked)
{
  Entry *entry = &g_array_index (self->entries, Entry, index);
  g_autofree char *collection = vst_secret_bus_dup_collection (entry->path);
  const char *label = g_hash_table_lookup (self->labels, collection);
  g_autoptr (GHashTable) table = attributes ? unpack_attributes (attributes) : NULL;

  self->func (entry->path, table, *label ? label : NULL, locked, self->func_data);
}

/* Returns: whether @reply, of Get or of GetAll, holds what it should */
static gboolean
give_reply (Reading *self, guint index, GVariant *reply)
{
  EntryLock lock = g_array_index (self->entries, Entry, index).lock;
  g_autoptr (GVariant) inner = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) attributes = NULL;
  gboolean locked = lock == ENTRY_LOCKED;

  if (lock == ENTRY_UNSURE) {
    attributes = g_variant_lookup_value (inner, "Attributes", G_VARIANT_TYPE ("a{ss}"));
    if (!g_variant_lookup (inner, "Locked", "b", &locked))
      return FALSE;
  } else {
    attributes = g_variant_get_variant (inner);
  }
  if (!attributes || !g_variant_is_of_type (attributes, G_VARIANT_TYPE ("a{ss}")))
    return FALSE;
  give_entry (self, index, attributes, locked);
  return TRUE;
}

static void
got_attributes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  Reading *self = g_task_get_task_data (asked->task);
  EntryLock lock = g_array_index (self->entries, Entry, asked->index).lock;
  const char *type = lock == ENTRY_UNSURE ? "(a{sv})" : "(v)";
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, type, &error);
  self->n_awaited--;
  if (error)
    error = vst_secret_bus_map_error (error);
  if (self->returned) {
    g_clear_error (&error);
    return;
  }
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND)) {
    g_clear_error (&error);
    give_entry (self, asked->index, NULL, FALSE);
  } else if (reply && !give_reply (self, asked->index, reply)) {
    error = domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                            "the keyring gives no attributes of an item");
  }
  if (error)
    return_read_error (asked->task, error);
  else
    send_next (asked->task);
}

static void
send_one (GTask *task, guint index)
{
  Reading *self = g_task_get_task_data (task);
  GDBusConnection *bus = g_task_get_source_object (task);
  const Entry *entry = &g_array_index (self->entries, Entry, index);

  self->n_awaited++;
  if (entry->lock == ENTRY_UNSURE)
    vst_secret_bus_call_async (bus, entry->path, VST_PROPERTIES_INTERFACE, "GetAll",
                               g_variant_new ("(s)", VST_SECRET_ITEM_INTERFACE),
                               g_task_get_cancellable (task), got_attributes_cb,
                               asked_new (task, index));
  else
    vst_secret_bus_get_async (bus, entry->path, VST_SECRET_ITEM_INTERFACE, "Attributes",
                              g_task_get_cancellable (task), got_attributes_cb,
                              asked_new (task, index));
}

static void
send_next (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  while (self->next < self->entries->len && self->n_awaited < WINDOW)
    send_one (task, self->next++);
  if (self->n_awaited > 0 || self->returned)
    return;
  self->returned = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
got_label_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  g_autoptr (GVariant) label = NULL;
  GError *error = NULL;
  char *collection;

  label = vst_secret_bus_get_finish (G_DBUS_CONNECTION (source), result, "s", &error);
  collection = g_ptr_array_index (self->collections, self->next++);
  if (label)
    g_hash_table_insert (self->labels, collection, g_variant_dup_string (label, NULL));
  if (error && !g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND)) {
    return_read_error (task, error);
    return;
  }
  g_clear_error (&error);
  send_labels (task);
}

/* One after the other, as there are hardly ever two. */
static void
send_labels (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  if (self->next == self->collections->len) {
    self->next = 0;
    send_next (task);
    return;
  }
  vst_secret_bus_get_async (g_task_get_source_object (task),
                            g_ptr_array_index (self->collections, self->next),
                            VST_SECRET_COLLECTION_INTERFACE, "Label", g_task_get_cancellable (task),
                            got_label_cb, g_object_ref (task));
}

void
vst_secret_bus_read_async (GDBusConnection *bus,
                           const char *const *unlocked,
                           const char *const *locked,
                           const char *const *unsure,
                           VstSecretReadFunc func,
                           gpointer func_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (bus, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  g_task_set_source_tag (task, vst_secret_bus_read_async);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->collections = g_ptr_array_new_with_free_func (g_free);
  self->func = func;
  self->func_data = func_data;
  g_task_set_task_data (task, self, (GDestroyNotify)reading_free);
  add_entries (self, unlocked, ENTRY_UNLOCKED);
  add_entries (self, locked, ENTRY_LOCKED);
  add_entries (self, unsure, ENTRY_UNSURE);
  send_labels (task);
}

gboolean
vst_secret_bus_read_finish (GDBusConnection *bus, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, bus), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
vst_secret_path_is_lasting (const char *path)
{
  return !g_str_has_prefix (path, "/org/freedesktop/secrets/collection/session/");
}
