/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The Secret Service by plain D-Bus: what needs no session, and the errors of all of it. */

#define VST_SECRET_SERVICE "org.freedesktop.secrets"
#define VST_SECRET_PATH "/org/freedesktop/secrets"
#define VST_SECRET_SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define VST_SECRET_COLLECTION_INTERFACE "org.freedesktop.Secret.Collection"
#define VST_SECRET_ITEM_INTERFACE "org.freedesktop.Secret.Item"
#define VST_PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

/**
 * vst_secret_bus_map_error:
 * @error: (transfer full): of GDBus or libsecret
 *
 * Returns: (transfer full): the same as one of %DOMO_ERROR, but %G_IO_ERROR_CANCELLED stays
 */
GError *vst_secret_bus_map_error (GError *error);

/** vst_secret_bus_is_no_session: Returns: whether @error, before it is mapped, says that the
 * session was opened with a service that has gone since */
gboolean vst_secret_bus_is_no_session (const GError *error);

/** vst_secret_bus_dup_collection: Returns: (transfer full): the path of the collection of an item
 */
char *vst_secret_bus_dup_collection (const char *item_path);

/**
 * vst_secret_bus_call_async:
 * @arguments: (nullable): floating; a tuple
 *
 * Calls a method of the service, which is started where the bus can; 25 seconds at most.
 */
void vst_secret_bus_call_async (GDBusConnection *bus,
                                const char *path,
                                const char *interface,
                                const char *method,
                                GVariant *arguments,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** vst_secret_bus_call_finish: Returns: (transfer full): the reply, of type @type; its error is not
 * mapped yet */
GVariant *vst_secret_bus_call_finish (GDBusConnection *bus,
                                      GAsyncResult *result,
                                      const char *type,
                                      GError **error);

/** vst_secret_bus_get_async: reads one property. */
void vst_secret_bus_get_async (GDBusConnection *bus,
                               const char *path,
                               const char *interface,
                               const char *property,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** vst_secret_bus_get_finish: Returns: (transfer full): the property, of type @type; its error is
 * mapped */
GVariant *vst_secret_bus_get_finish (GDBusConnection *bus,
                                     GAsyncResult *result,
                                     const char *type,
                                     GError **error);

/** vst_secret_bus_set_async: writes one property; its end is that of a call. */
void vst_secret_bus_set_async (GDBusConnection *bus,
                               const char *path,
                               const char *interface,
                               const char *property,
                               GVariant *value,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** vst_secret_bus_search_async: asks for the items of ours that also have attributes of those
 * values. @id, @kind: (nullable) */
void vst_secret_bus_search_async (GDBusConnection *bus,
                                  const char *id,
                                  const char *kind,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** vst_secret_bus_search_finish: @unlocked, @locked: (out) (transfer full): paths */
gboolean vst_secret_bus_search_finish (
    GDBusConnection *bus, GAsyncResult *result, char ***unlocked, char ***locked, GError **error);

/** vst_secret_path_is_lasting: Returns: whether the item at @path may be ours: not one of the
 * collection "session", which goes with the desktop session, and into which any program may put an
 * item in our name while all that lasts is locked */
gboolean vst_secret_path_is_lasting (const char *path);

/**
 * VstSecretReadFunc:
 * @attributes: (nullable): %NULL when the item is gone
 * @collection: (nullable): the label of its collection
 */
typedef void (*VstSecretReadFunc) (const char *path,
                                   GHashTable *attributes,
                                   const char *collection,
                                   gboolean locked,
                                   gpointer user_data);

/**
 * vst_secret_bus_read_async:
 * @unlocked: paths of items
 * @locked: likewise
 * @unsure: likewise; whether they are locked is asked for as well, which takes longer
 * @func: called for each as the replies come
 *
 * Asks for the attributes of many items, a window of them at a time, so that neither the service
 * nor the main loop has to wait for the other.
 */
void vst_secret_bus_read_async (GDBusConnection *bus,
                                const char *const *unlocked,
                                const char *const *locked,
                                const char *const *unsure,
                                VstSecretReadFunc func,
                                gpointer func_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean vst_secret_bus_read_finish (GDBusConnection *bus, GAsyncResult *result, GError **error);

G_END_DECLS
