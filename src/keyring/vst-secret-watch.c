/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring-private.h"

#include "vst-secret-bus.h"

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

  if (attributes && vst_secret_path_is_lasting (path))
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

void
vst_secret_watch_start (VstSecretKeyring *self, GDBusConnection *bus)
{
  self->bus = g_object_ref (bus);
  subscribe (self, VST_SECRET_SERVICE, VST_SECRET_COLLECTION_INTERFACE, NULL, NULL, item_signal_cb);
  subscribe (self, VST_SECRET_SERVICE, VST_PROPERTIES_INTERFACE, "PropertiesChanged",
             VST_SECRET_COLLECTION_INTERFACE, collection_changed_cb);
  subscribe (self, VST_SECRET_SERVICE, VST_SECRET_SERVICE_INTERFACE, NULL, NULL, service_signal_cb);
  subscribe (self, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged",
             VST_SECRET_SERVICE, owner_changed_cb);
}

void
vst_secret_watch_stop (VstSecretKeyring *self)
{
  cancel_refresh (self);
  for (guint i = 0; i < self->subscriptions->len; i++)
    g_dbus_connection_signal_unsubscribe (self->bus, g_array_index (self->subscriptions, guint, i));
  g_array_set_size (self->subscriptions, 0);
  g_hash_table_remove_all (self->known);
  g_clear_object (&self->service);
  g_clear_object (&self->bus);
}
