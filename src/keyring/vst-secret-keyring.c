/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring.h"

#include <libsecret/secret.h>

#include "vst-secret-bus.h"
#include "vst-secret-prompt.h"

#define SCHEMA "org.vestibule.Token"
#define NO_OBJECT "/"

struct _VstSecretKeyring {
  GObject parent_instance;

  GDBusConnection *bus;   /* nullable: until it is first asked */
  SecretService *service; /* nullable: the session that secrets cross the bus in */
  GArray *subscriptions;  /* of guint */
  guint generation;       /* counts how often the service came or went */

  GHashTable *known;   /* paths of items of ours */
  GHashTable *changed; /* paths of items that are to be read again */
  guint refresh_id;
  GCancellable *cancellable; /* of the reading again */
};

typedef void (*Step) (GTask *task);

/* One call under way. What is unknown or not of that call is NULL or 0. */
typedef struct {
  Step step; /* goes on once there is a bus, and a session where one is needed */
  gboolean needs_session;
  gboolean tried_again;
  SecretService *service;

  VstKeyringFoundFunc found;
  gpointer found_data;
  GHashTable *hidden; /* paths of locked items whose attributes are hashed */
  guint n_hidden;

  VstItemKind kind;
  VstRecord *record;
  DomoSecret *secret;
  guint n_searched; /* of the kinds it may be there as */
  char *path;
  char *collection;

  GPtrArray *collections; /* to unlock */
  guint n_unlocked;       /* of these */
  guint generation;       /* of the service when the call began */
} Call;

static void vst_secret_keyring_iface_init (VstKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VstSecretKeyring,
                               vst_secret_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VST_TYPE_KEYRING,
                                                      vst_secret_keyring_iface_init))

static void
call_free (Call *call)
{
  g_clear_object (&call->service);
  g_hash_table_unref (call->hidden);
  g_clear_object (&call->record);
  g_clear_pointer (&call->secret, domo_secret_unref);
  g_free (call->path);
  g_free (call->collection);
  g_ptr_array_unref (call->collections);
  g_free (call);
}

/* --------------------------------------------------------------------------- changes from outside
 */

static GHashTable *
path_set_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
is_ours (GHashTable *attributes)
{
  return g_strcmp0 (g_hash_table_lookup (attributes, "application"), "vestibule") == 0;
}

static void
remove_path (VstSecretKeyring *self, const char *path)
{
  if (g_hash_table_remove (self->known, path))
    vst_keyring_emit_item_removed (VST_KEYRING (self), path);
}

static void
reread_cb (const char *path,
           GHashTable *attributes,
           const char *collection,
           gboolean locked,
           gpointer user_data)
{
  VstSecretKeyring *self = user_data;
  g_autoptr (VstItem) item = NULL;

  if (attributes && is_ours (attributes))
    item = vst_item_new_from_attributes (path, attributes, collection, locked);
  if (!item) {
    remove_path (self, path);
    return;
  }
  g_hash_table_add (self->known, g_strdup (path));
  vst_keyring_emit_item_changed (VST_KEYRING (self), item);
}

static void
reread_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* When the service has gone, that is told of for itself. */
  if (!vst_secret_bus_read_finish (G_DBUS_CONNECTION (source), result, &error))
    g_debug ("Changed items were not read: %s", error->message);
}

static gboolean
refresh_cb (gpointer user_data)
{
  VstSecretKeyring *self = user_data;
  g_autofree const char **paths = NULL;

  paths = (const char **)g_hash_table_get_keys_as_array (self->changed, NULL);
  self->refresh_id = 0;
  vst_secret_bus_read_async (self->bus, NULL, NULL, paths, reread_cb, self, self->cancellable,
                             reread_done_cb, NULL);
  g_hash_table_remove_all (self->changed);
  return G_SOURCE_REMOVE;
}

/* A lock or an import signals each item, and several times: read them when the signals are in. */
static void
refresh_later (VstSecretKeyring *self, const char *path)
{
  g_autoptr (GSource) source = NULL;

  g_hash_table_add (self->changed, g_strdup (path));
  if (self->refresh_id)
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, refresh_cb, self, NULL);
  self->refresh_id = g_source_attach (source, g_main_context_get_thread_default ());
}

static void
cancel_refresh (VstSecretKeyring *self)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GSource *source = NULL;

  if (self->refresh_id)
    source = g_main_context_find_source_by_id (context, self->refresh_id);
  if (source)
    g_source_destroy (source);
  self->refresh_id = 0;
  g_hash_table_remove_all (self->changed);
}

static void
reset (VstSecretKeyring *self)
{
  cancel_refresh (self);
  vst_keyring_emit_reset (VST_KEYRING (self));
}

/* gnome-keyring says ItemCreated for a new item and for a replaced secret, ItemChanged for
 * attributes, label and lock. */
static void
item_signal_cb (GDBusConnection *bus,
                const char *sender,
                const char *collection,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer user_data)
{
  VstSecretKeyring *self = user_data;
  const char *path;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(o)")))
    return;
  g_variant_get (parameters, "(&o)", &path);
  if (!g_str_equal (signal, "ItemDeleted")) {
    refresh_later (self, path);
    return;
  }
  g_hash_table_remove (self->changed, path);
  remove_path (self, path);
}

static void
collection_changed_cb (GDBusConnection *bus,
                       const char *sender,
                       const char *collection,
                       const char *interface,
                       const char *signal,
                       GVariant *parameters,
                       gpointer user_data)
{
  g_autoptr (GVariant) properties = NULL;
  gboolean locked;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  properties = g_variant_get_child_value (parameters, 1);
  if (g_variant_lookup (properties, "Locked", "b", &locked))
    reset (user_data);
}

static void
service_signal_cb (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer user_data)
{
  /* CollectionChanged comes with each lock, which is told of once already. */
  if (!g_str_equal (signal, "CollectionChanged"))
    reset (user_data);
}

static void
owner_changed_cb (GDBusConnection *bus,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *parameters,
                  gpointer user_data)
{
  VstSecretKeyring *self = user_data;

  self->generation++;
  g_clear_object (&self->service);
  g_hash_table_remove_all (self->known);
  reset (self);
}

static void
subscribe (VstSecretKeyring *self,
           const char *sender,
           const char *interface,
           const char *signal,
           const char *arg0,
           GDBusSignalCallback callback)
{
  guint id = g_dbus_connection_signal_subscribe (self->bus, sender, interface, signal, NULL, arg0,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);

  g_array_append_val (self->subscriptions, id);
}

static void
set_bus (VstSecretKeyring *self, GDBusConnection *bus)
{
  self->bus = g_object_ref (bus);
  subscribe (self, VST_SECRET_SERVICE, VST_SECRET_COLLECTION_INTERFACE, NULL, NULL, item_signal_cb);
  subscribe (self, VST_SECRET_SERVICE, VST_PROPERTIES_INTERFACE, "PropertiesChanged",
             VST_SECRET_COLLECTION_INTERFACE, collection_changed_cb);
  subscribe (self, VST_SECRET_SERVICE, VST_SECRET_SERVICE_INTERFACE, NULL, NULL, service_signal_cb);
  subscribe (self, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged",
             VST_SECRET_SERVICE, owner_changed_cb);
}

static void
clear_bus (VstSecretKeyring *self)
{
  cancel_refresh (self);
  for (guint i = 0; i < self->subscriptions->len; i++)
    g_dbus_connection_signal_unsubscribe (self->bus, g_array_index (self->subscriptions, guint, i));
  g_array_set_size (self->subscriptions, 0);
  g_hash_table_remove_all (self->known);
  g_clear_object (&self->service);
  g_clear_object (&self->bus);
}

/* ------------------------------------------------------------------------ beginning of each call
 */

static GTask *
call_new (VstSecretKeyring *self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data,
          Step step)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->step = step;
  call->hidden = path_set_new ();
  call->collections = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  return task;
}

static GDBusConnection *
get_bus (GTask *task)
{
  return VST_SECRET_KEYRING (g_task_get_source_object (task))->bus;
}

static void
return_code (GTask *task, DomoError code)
{
  g_task_return_error (task, domo_error_new (code, DOMO_REASON_NONE, NULL));
}

static void
return_ended (GTask *task)
{
  g_task_return_error (task, domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                                             "the keyring ended while it was asked"));
}

static void fail (GTask *task, GError *error);

static void
got_session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->service = secret_service_open_finish (result, &error);
  if (!call->service) {
    fail (task, error);
    return;
  }
  if (call->generation == self->generation)
    g_set_object (&self->service, call->service);
  call->step (task);
}

static void
open_session (GTask *task)
{
  VstSecretKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (!call->needs_session || self->service) {
    g_set_object (&call->service, self->service);
    call->step (task);
    return;
  }
  /* Not libsecret's shared one, which may outlive its daemon by a while. */
  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION,
                       g_task_get_cancellable (task), got_session_cb, g_object_ref (task));
}

static void
got_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretKeyring *self = g_task_get_source_object (task);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GError) error = NULL;
  GError *absent;

  bus = g_bus_get_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (error) {
    absent = domo_error_new (DOMO_ERROR_KEYRING_ABSENT, DOMO_REASON_NONE, NULL);
    domo_error_set_detail (absent, error->message);
    g_task_return_error (task, absent);
    return;
  }
  if (!self->bus)
    set_bus (self, bus);
  open_session (task);
}

static void
start (GTask *task)
{
  VstSecretKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  call->generation = self->generation;
  if (self->bus && g_dbus_connection_is_closed (self->bus))
    clear_bus (self);
  if (self->bus)
    open_session (task);
  else
    g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), got_bus_cb, g_object_ref (task));
}

/* Ends the call with @error; but when the service was started anew since the session was opened,
 * the call begins again in a new one. */
static void
fail (GTask *task, GError *error)
{
  VstSecretKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (!vst_secret_bus_is_no_session (error) || call->tried_again) {
    error = vst_secret_bus_map_error (error);
    if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT) &&
        call->generation != self->generation) {
      g_error_free (error);
      return_ended (task);
    } else {
      g_task_return_error (task, error);
    }
    return;
  }
  g_error_free (error);
  if (self->service == call->service)
    g_clear_object (&self->service);
  g_clear_object (&call->service);
  call->tried_again = TRUE;
  call->n_searched = 0;
  start (task);
}

/* ----------------------------------------------------------------------------------------- search
 */

static void
read_cb (const char *path,
         GHashTable *attributes,
         const char *collection,
         gboolean locked,
         gpointer user_data)
{
  VstSecretKeyring *self = g_task_get_source_object (user_data);
  Call *call = g_task_get_task_data (user_data);
  g_autoptr (VstItem) item = NULL;

  if (!attributes)
    return;
  if (!is_ours (attributes)) {
    if (locked)
      g_hash_table_add (call->hidden, g_strdup (path));
    return;
  }
  item = vst_item_new_from_attributes (path, attributes, collection, locked);
  if (!item)
    return;
  g_hash_table_add (self->known, g_strdup (path));
  call->found (item, call->found_data);
}

static void count_hidden (GTask *task);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  GError *error = NULL;

  if (!vst_secret_bus_search_finish (G_DBUS_CONNECTION (source), result, &unlocked, &locked,
                                     &error)) {
    fail (task, error);
    return;
  }
  for (guint i = 0; locked[i]; i++)
    if (g_hash_table_contains (call->hidden, locked[i]))
      call->n_hidden++;
  call->n_searched++;
  count_hidden (task);
}

/* The service hashes what is searched for, too: which of the items that it hides are of a kind it
 * can tell. */
static void
count_hidden (GTask *task)
{
  static const char *const kinds[] = { "token", "account" };
  Call *call = g_task_get_task_data (task);

  if (call->n_searched == G_N_ELEMENTS (kinds) || g_hash_table_size (call->hidden) == 0)
    g_task_return_boolean (task, TRUE);
  else
    vst_secret_bus_search_async (get_bus (task), NULL, kinds[call->n_searched],
                                 g_task_get_cancellable (task), counted_cb, g_object_ref (task));
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (vst_secret_bus_read_finish (G_DBUS_CONNECTION (source), result, &error))
    count_hidden (task);
  else
    fail (task, error);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  GError *error = NULL;

  if (vst_secret_bus_search_finish (bus, result, &unlocked, &locked, &error))
    vst_secret_bus_read_async (bus, (const char *const *)unlocked, (const char *const *)locked,
                               NULL, read_cb, task, g_task_get_cancellable (task), read_done_cb,
                               g_object_ref (task));
  else
    fail (task, error);
}

static void
search_step (GTask *task)
{
  vst_secret_bus_search_async (get_bus (task), NULL, NULL, g_task_get_cancellable (task),
                               searched_cb, g_object_ref (task));
}

static void
vst_secret_keyring_search_async (VstKeyring *keyring,
                                 VstKeyringFoundFunc found,
                                 gpointer found_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  task = call_new (VST_SECRET_KEYRING (keyring), cancellable, callback, user_data, search_step);
  g_task_set_source_tag (task, vst_secret_keyring_search_async);
  call = g_task_get_task_data (task);
  call->found = found;
  call->found_data = found_data;
  start (task);
}

static gboolean
vst_secret_keyring_search_finish (VstKeyring *keyring,
                                  GAsyncResult *result,
                                  guint *n_hidden,
                                  GError **error)
{
  Call *call;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  call = g_task_get_task_data (G_TASK (result));
  if (n_hidden)
    *n_hidden = call->n_hidden;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---------------------------------------------------------------------------------------- look-up
 */

static DomoSecret *
unpack_secret (SecretService *service, GVariant *reply, GError **error)
{
  g_autoptr (GVariant) encoded = g_variant_get_child_value (reply, 0);
  SecretValue *value = secret_service_decode_dbus_secret (service, encoded);
  DomoSecret *secret = NULL;
  const char *text;
  gsize length;

  if (value) {
    text = secret_value_get (value, &length);
    if (g_utf8_validate (text, (gssize)length, NULL))
      secret = domo_secret_new (text, (gssize)length);
    secret_value_unref (value);
  }
  if (!secret)
    g_propagate_error (error, domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                                              "the item of the keyring holds no text"));
  return secret;
}

static void
got_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = NULL;
  DomoSecret *secret = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "((oayays))", &error);
  if (reply)
    secret = unpack_secret (call->service, reply, &error);
  if (secret)
    g_task_return_pointer (task, secret, (GDestroyNotify)domo_secret_unref);
  else
    fail (task, error);
}

static void
lookup_step (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  vst_secret_bus_call_async (
      get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE, "GetSecret",
      g_variant_new ("(o)", secret_service_get_session_dbus_path (call->service)),
      g_task_get_cancellable (task), got_secret_cb, g_object_ref (task));
}

static void
vst_secret_keyring_lookup_async (VstKeyring *keyring,
                                 VstItem *item,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  task = call_new (VST_SECRET_KEYRING (keyring), cancellable, callback, user_data, lookup_step);
  g_task_set_source_tag (task, vst_secret_keyring_lookup_async);
  call = g_task_get_task_data (task);
  call->needs_session = TRUE;
  call->path = g_strdup (vst_item_get_path (item));
  start (task);
}

static DomoSecret *
vst_secret_keyring_lookup_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------------ store
 */

static GVariant *
pack_attributes (Call *call)
{
  g_autoptr (GHashTable) attributes = vst_item_dup_attributes (call->kind, call->record);
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "xdg:schema", SCHEMA);
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_label (Call *call)
{
  return g_variant_new_take_string (vst_item_dup_label (call->kind, call->record));
}

static GVariant *
pack_secret (Call *call)
{
  const char *text = call->secret ? domo_secret_get_text (call->secret) : "";
  SecretValue *value = secret_value_new (text, -1, "text/plain");
  GVariant *encoded = secret_service_encode_dbus_secret (call->service, value);

  secret_value_unref (value);
  return encoded;
}

/* It is stored: whatever comes of its collection's label. */
static void
stored_label_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GVariant) label = NULL;
  const char *text = NULL;

  label = vst_secret_bus_get_finish (G_DBUS_CONNECTION (source), result, "s", NULL);
  if (label)
    text = g_variant_get_string (label, NULL);
  g_hash_table_add (self->known, g_strdup (call->path));
  g_task_return_pointer (
      task, vst_item_new (call->path, call->kind, call->record, text && *text ? text : NULL, FALSE),
      g_object_unref);
}

static void
return_stored (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *collection = vst_secret_bus_dup_collection (call->path);

  vst_secret_bus_get_async (get_bus (task), collection, VST_SECRET_COLLECTION_INTERFACE, "Label",
                            g_task_get_cancellable (task), stored_label_cb, g_object_ref (task));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "(oo)", &error);
  if (!reply) {
    fail (task, error);
    return;
  }
  g_clear_pointer (&call->path, g_free);
  g_variant_get (reply, "(o&o)", &call->path, &prompt);
  if (g_str_equal (call->path, NO_OBJECT))
    return_code (task, DOMO_ERROR_KEYRING_LOCKED); /* the prompt is left alone */
  else
    return_stored (task);
}

static void
create_item (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GVariantBuilder properties;

  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties, "{sv}", VST_SECRET_ITEM_INTERFACE ".Label",
                         pack_label (call));
  g_variant_builder_add (&properties, "{sv}", VST_SECRET_ITEM_INTERFACE ".Attributes",
                         pack_attributes (call));
  vst_secret_bus_call_async (
      get_bus (task), call->collection, VST_SECRET_COLLECTION_INTERFACE, "CreateItem",
      g_variant_new ("(a{sv}@(oayays)b)", &properties, pack_secret (call), FALSE),
      g_task_get_cancellable (task), created_cb, g_object_ref (task));
}

static void
got_locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) locked = NULL;
  GError *error = NULL;

  locked = vst_secret_bus_get_finish (G_DBUS_CONNECTION (source), result, "b", &error);
  if (!locked)
    fail (task, error);
  else if (g_variant_get_boolean (locked))
    return_code (task, DOMO_ERROR_KEYRING_LOCKED);
  else
    create_item (task);
}

static void
prompted_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GVariant) path = NULL;
  GError *error = NULL;

  path = vst_secret_prompt_finish (G_DBUS_CONNECTION (source), result, &error);
  if (!path) {
    fail (task, error);
  } else if (!g_variant_is_of_type (path, G_VARIANT_TYPE_OBJECT_PATH)) {
    return_code (task, DOMO_ERROR_KEYRING);
  } else {
    g_free (call->collection);
    call->collection = g_variant_dup_string (path, NULL);
    create_item (task);
  }
}

static void
created_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (bus, result, "(oo)", &error);
  if (!reply) {
    fail (task, error);
    return;
  }
  g_clear_pointer (&call->collection, g_free);
  g_variant_get (reply, "(o&o)", &call->collection, &prompt);
  if (g_str_equal (prompt, NO_OBJECT))
    create_item (task);
  else
    vst_secret_prompt_async (bus, prompt, g_task_get_cancellable (task), prompted_collection_cb,
                             g_object_ref (task));
}

/* The first keyring of this person: the service asks for its new password. */
static void
create_collection (GTask *task)
{
  const char *label = g_dgettext ("libsecret", "Default keyring");
  GVariantBuilder properties;

  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties, "{sv}", VST_SECRET_COLLECTION_INTERFACE ".Label",
                         g_variant_new_string (label));
  vst_secret_bus_call_async (get_bus (task), VST_SECRET_PATH, VST_SECRET_SERVICE_INTERFACE,
                             "CreateCollection", g_variant_new ("(a{sv}s)", &properties, "default"),
                             g_task_get_cancellable (task), created_collection_cb,
                             g_object_ref (task));
}

static void
got_default_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (bus, result, "(o)", &error);
  if (!reply) {
    fail (task, error);
    return;
  }
  g_clear_pointer (&call->collection, g_free);
  g_variant_get (reply, "(o)", &call->collection);
  if (g_str_equal (call->collection, NO_OBJECT))
    create_collection (task);
  else
    vst_secret_bus_get_async (bus, call->collection, VST_SECRET_COLLECTION_INTERFACE, "Locked",
                              g_task_get_cancellable (task), got_locked_cb, g_object_ref (task));
}

static void
read_default (GTask *task, GAsyncReadyCallback callback)
{
  vst_secret_bus_call_async (get_bus (task), VST_SECRET_PATH, VST_SECRET_SERVICE_INTERFACE,
                             "ReadAlias", g_variant_new ("(s)", "default"),
                             g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
changed_label_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "()", &error);
  if (reply)
    return_stored (task);
  else
    fail (task, error);
}

static void
changed_attributes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (bus, result, "()", &error);
  if (reply)
    vst_secret_bus_set_async (bus, call->path, VST_SECRET_ITEM_INTERFACE, "Label",
                              pack_label (call), g_task_get_cancellable (task), changed_label_cb,
                              g_object_ref (task));
  else
    fail (task, error);
}

static void
change_attributes (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  vst_secret_bus_set_async (get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE, "Attributes",
                            pack_attributes (call), g_task_get_cancellable (task),
                            changed_attributes_cb, g_object_ref (task));
}

static void
changed_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "()", &error);
  if (reply)
    change_attributes (task);
  else
    fail (task, error);
}

static void
change_item (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (call->needs_session)
    vst_secret_bus_call_async (get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE, "SetSecret",
                               g_variant_new ("(@(oayays))", pack_secret (call)),
                               g_task_get_cancellable (task), changed_secret_cb,
                               g_object_ref (task));
  else
    change_attributes (task);
}

static void
found_to_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  GError *error = NULL;

  if (!vst_secret_bus_search_finish (G_DBUS_CONNECTION (source), result, &unlocked, &locked,
                                     &error)) {
    fail (task, error);
    return;
  }
  if (unlocked[0]) {
    g_free (call->path);
    call->path = g_strdup (unlocked[0]);
    change_item (task);
  } else if (locked[0]) {
    return_code (task, DOMO_ERROR_KEYRING_LOCKED);
  } else {
    call->n_searched++;
    call->step (task);
  }
}

/* Looks for the item as each kind that it may be there as, then makes one. */
static void
store_step (GTask *task)
{
  static const char *const names[] = {
    [VST_ITEM_TOKEN] = "token",
    [VST_ITEM_ACCOUNT] = "account",
    [VST_ITEM_PASSWORD] = "password",
    [VST_ITEM_SECRET] = "secret",
  };
  Call *call = g_task_get_task_data (task);
  const VstItemKind kinds[] = { call->kind,
                                call->kind == VST_ITEM_TOKEN ? VST_ITEM_ACCOUNT : VST_ITEM_TOKEN };
  guint n_kinds = vst_item_kind_is_main (call->kind) ? 2 : 1;

  if (call->n_searched < n_kinds)
    vst_secret_bus_search_async (get_bus (task), vst_record_get (call->record)->id,
                                 names[kinds[call->n_searched]], g_task_get_cancellable (task),
                                 found_to_store_cb, g_object_ref (task));
  else if (call->needs_session)
    read_default (task, got_default_cb);
  else
    return_code (task, DOMO_ERROR_NOT_FOUND);
}

static void
vst_secret_keyring_store_async (VstKeyring *keyring,
                                VstItemKind kind,
                                VstRecord *record,
                                DomoSecret *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  task = call_new (VST_SECRET_KEYRING (keyring), cancellable, callback, user_data, store_step);
  g_task_set_source_tag (task, vst_secret_keyring_store_async);
  call = g_task_get_task_data (task);
  call->kind = kind;
  call->record = g_object_ref (record);
  if (secret && kind != VST_ITEM_ACCOUNT)
    call->secret = domo_secret_ref (secret);
  call->needs_session = call->secret || kind == VST_ITEM_ACCOUNT;
  start (task);
}

static VstItem *
vst_secret_keyring_store_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------------ clear
 */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "(o)", &error);
  if (reply) {
    g_variant_get (reply, "(&o)", &prompt);
    if (g_str_equal (prompt, NO_OBJECT))
      g_task_return_boolean (task, TRUE);
    else
      return_code (task, DOMO_ERROR_KEYRING_LOCKED); /* the prompt is left alone */
    return;
  }
  error = vst_secret_bus_map_error (error);
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND)) {
    g_error_free (error);
    g_task_return_boolean (task, TRUE);
  } else {
    fail (task, error);
  }
}

static void
clear_step (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  vst_secret_bus_call_async (get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE, "Delete", NULL,
                             g_task_get_cancellable (task), deleted_cb, g_object_ref (task));
}

static void
vst_secret_keyring_clear_async (VstKeyring *keyring,
                                VstItem *item,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  task = call_new (VST_SECRET_KEYRING (keyring), cancellable, callback, user_data, clear_step);
  g_task_set_source_tag (task, vst_secret_keyring_clear_async);
  call = g_task_get_task_data (task);
  call->path = g_strdup (vst_item_get_path (item));
  start (task);
}

static gboolean
vst_secret_keyring_clear_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ----------------------------------------------------------------------------------------- unlock
 */

static void
add_collection (Call *call, char *path)
{
  if (g_str_equal (path, NO_OBJECT) ||
      g_ptr_array_find_with_equal_func (call->collections, path, g_str_equal, NULL))
    g_free (path);
  else
    g_ptr_array_add (call->collections, path);
}

/* @unlocked: those of the collections that are open now; one prompt may have been for some only */
static void
return_unlocked (GTask *task, GVariant *unlocked)
{
  Call *call = g_task_get_task_data (task);

  call->n_unlocked += (guint)g_variant_n_children (unlocked);
  if (call->n_unlocked >= call->collections->len)
    g_task_return_boolean (task, TRUE);
  else
    return_code (task, DOMO_ERROR_KEYRING_DISMISSED);
}

static void
prompted_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) unlocked = NULL;
  GError *error = NULL;

  unlocked = vst_secret_prompt_finish (G_DBUS_CONNECTION (source), result, &error);
  if (!unlocked)
    fail (task, error);
  else if (!g_variant_is_of_type (unlocked, G_VARIANT_TYPE_OBJECT_PATH_ARRAY))
    return_code (task, DOMO_ERROR_KEYRING);
  else
    return_unlocked (task, unlocked);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (bus, result, "(aoo)", &error);
  if (!reply) {
    fail (task, error);
    return;
  }
  g_variant_get (reply, "(@ao&o)", &unlocked, &prompt);
  if (g_str_equal (prompt, NO_OBJECT)) {
    return_unlocked (task, unlocked);
    return;
  }
  call->n_unlocked = (guint)g_variant_n_children (unlocked);
  vst_secret_prompt_async (bus, prompt, g_task_get_cancellable (task), prompted_unlock_cb,
                           g_object_ref (task));
}

static void
got_default_to_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  char *path;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "(o)", &error);
  if (!reply) {
    fail (task, error);
    return;
  }
  g_variant_get (reply, "(o)", &path);
  add_collection (call, path);
  if (call->collections->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    vst_secret_bus_call_async (get_bus (task), VST_SECRET_PATH, VST_SECRET_SERVICE_INTERFACE,
                               "Unlock", g_variant_new ("(^ao)", (char **)call->collections->pdata),
                               g_task_get_cancellable (task), unlocked_cb, g_object_ref (task));
}

static void
found_to_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  GError *error = NULL;

  if (!vst_secret_bus_search_finish (G_DBUS_CONNECTION (source), result, &unlocked, &locked,
                                     &error)) {
    fail (task, error);
    return;
  }
  for (guint i = 0; locked[i]; i++)
    add_collection (call, vst_secret_bus_dup_collection (locked[i]));
  read_default (task, got_default_to_unlock_cb);
}

static void
unlock_step (GTask *task)
{
  vst_secret_bus_search_async (get_bus (task), NULL, NULL, g_task_get_cancellable (task),
                               found_to_unlock_cb, g_object_ref (task));
}

static void
vst_secret_keyring_unlock_async (VstKeyring *keyring,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  task = call_new (VST_SECRET_KEYRING (keyring), cancellable, callback, user_data, unlock_step);
  g_task_set_source_tag (task, vst_secret_keyring_unlock_async);
  start (task);
}

static gboolean
vst_secret_keyring_unlock_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------- the object
 */

static void
vst_secret_keyring_dispose (GObject *object)
{
  VstSecretKeyring *self = VST_SECRET_KEYRING (object);

  g_cancellable_cancel (self->cancellable);
  if (self->bus)
    clear_bus (self);

  G_OBJECT_CLASS (vst_secret_keyring_parent_class)->dispose (object);
}

static void
vst_secret_keyring_finalize (GObject *object)
{
  VstSecretKeyring *self = VST_SECRET_KEYRING (object);

  g_array_unref (self->subscriptions);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->changed);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (vst_secret_keyring_parent_class)->finalize (object);
}

static void
vst_secret_keyring_class_init (VstSecretKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vst_secret_keyring_dispose;
  object_class->finalize = vst_secret_keyring_finalize;
}

static void
vst_secret_keyring_iface_init (VstKeyringInterface *iface)
{
  iface->search_async = vst_secret_keyring_search_async;
  iface->search_finish = vst_secret_keyring_search_finish;
  iface->lookup_async = vst_secret_keyring_lookup_async;
  iface->lookup_finish = vst_secret_keyring_lookup_finish;
  iface->store_async = vst_secret_keyring_store_async;
  iface->store_finish = vst_secret_keyring_store_finish;
  iface->clear_async = vst_secret_keyring_clear_async;
  iface->clear_finish = vst_secret_keyring_clear_finish;
  iface->unlock_async = vst_secret_keyring_unlock_async;
  iface->unlock_finish = vst_secret_keyring_unlock_finish;
}

static void
vst_secret_keyring_init (VstSecretKeyring *self)
{
  self->subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->known = path_set_new ();
  self->changed = path_set_new ();
  self->cancellable = g_cancellable_new ();
}

VstKeyring *
vst_secret_keyring_new (void)
{
  return g_object_new (VST_TYPE_SECRET_KEYRING, NULL);
}
