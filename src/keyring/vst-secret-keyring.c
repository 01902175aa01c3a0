/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring-private.h"

#include "vst-secret-bus.h"

static void vst_secret_keyring_iface_init (VstKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VstSecretKeyring,
                               vst_secret_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VST_TYPE_KEYRING,
                                                      vst_secret_keyring_iface_init))

static gboolean
is_ours (GHashTable *attributes)
{
  return g_strcmp0 (g_hash_table_lookup (attributes, "application"), "vestibule") == 0;
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
  VstSecretCall *call = g_task_get_task_data (user_data);
  g_autoptr (VstItem) item = NULL;

  if (!attributes || !vst_secret_path_is_lasting (path))
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
  VstSecretCall *call = g_task_get_task_data (task);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  GError *error = NULL;

  if (!vst_secret_bus_search_finish (G_DBUS_CONNECTION (source), result, &unlocked, &locked,
                                     &error)) {
    vst_secret_call_fail (task, error);
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
  VstSecretCall *call = g_task_get_task_data (task);

  if (call->n_searched == G_N_ELEMENTS (kinds) || g_hash_table_size (call->hidden) == 0)
    g_task_return_boolean (task, TRUE);
  else
    vst_secret_bus_search_async (vst_secret_call_get_bus (task), NULL, kinds[call->n_searched],
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
    vst_secret_call_fail (task, error);
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
    vst_secret_call_fail (task, error);
}

static void
search_step (GTask *task)
{
  vst_secret_bus_search_async (vst_secret_call_get_bus (task), NULL, NULL,
                               g_task_get_cancellable (task), searched_cb, g_object_ref (task));
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
  VstSecretCall *call;

  task = vst_secret_call_new (keyring, vst_secret_keyring_search_async, cancellable, callback,
                              user_data, search_step);
  call = g_task_get_task_data (task);
  call->found = found;
  call->found_data = found_data;
  vst_secret_call_start (task);
}

static gboolean
vst_secret_keyring_search_finish (VstKeyring *keyring,
                                  GAsyncResult *result,
                                  guint *n_hidden,
                                  GError **error)
{
  VstSecretCall *call;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  call = g_task_get_task_data (G_TASK (result));
  if (n_hidden)
    *n_hidden = call->n_hidden;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---------------------------------------------------------------------------------------- look-up
 */

static DomoSecret *
unpack_secret (VstSecretCall *call, GVariant *reply, GError **error)
{
  g_autoptr (GVariant) encoded = g_variant_get_child_value (reply, 0);
  SecretValue *value = call->library->service_decode_dbus_secret (call->service, encoded);
  DomoSecret *secret = NULL;
  const char *text;
  gsize length;

  if (value) {
    text = call->library->value_get (value, &length);
    if (g_utf8_validate (text, (gssize)length, NULL))
      secret = domo_secret_new (text, (gssize)length);
    call->library->value_unref (value);
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
  VstSecretCall *call = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = NULL;
  DomoSecret *secret = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "((oayays))", &error);
  if (reply)
    secret = unpack_secret (call, reply, &error);
  if (secret)
    g_task_return_pointer (task, secret, (GDestroyNotify)domo_secret_unref);
  else
    vst_secret_call_fail (task, error);
}

static void
lookup_step (GTask *task)
{
  VstSecretCall *call = g_task_get_task_data (task);

  vst_secret_bus_call_async (
      vst_secret_call_get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE, "GetSecret",
      g_variant_new ("(o)", call->library->service_get_session_dbus_path (call->service)),
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
  VstSecretCall *call;

  task = vst_secret_call_new (keyring, vst_secret_keyring_lookup_async, cancellable, callback,
                              user_data, lookup_step);
  call = g_task_get_task_data (task);
  call->needs_session = TRUE;
  call->path = g_strdup (vst_item_get_path (item));
  vst_secret_call_start (task);
}

static DomoSecret *
vst_secret_keyring_lookup_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
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
    if (g_str_equal (prompt, VST_SECRET_NO_OBJECT))
      g_task_return_boolean (task, TRUE);
    else
      vst_secret_call_return_code (task, DOMO_ERROR_KEYRING_LOCKED); /* the prompt is left alone */
    return;
  }
  error = vst_secret_bus_map_error (error);
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND)) {
    g_error_free (error);
    g_task_return_boolean (task, TRUE);
  } else {
    vst_secret_call_fail (task, error);
  }
}

static void
clear_step (GTask *task)
{
  VstSecretCall *call = g_task_get_task_data (task);

  vst_secret_bus_call_async (vst_secret_call_get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE,
                             "Delete", NULL, g_task_get_cancellable (task), deleted_cb,
                             g_object_ref (task));
}

static void
vst_secret_keyring_clear_async (VstKeyring *keyring,
                                VstItem *item,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  VstSecretCall *call;

  task = vst_secret_call_new (keyring, vst_secret_keyring_clear_async, cancellable, callback,
                              user_data, clear_step);
  call = g_task_get_task_data (task);
  call->path = g_strdup (vst_item_get_path (item));
  vst_secret_call_start (task);
}

/* ------------------------------------------------------------------------------- ends of calls */

static gboolean
boolean_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static VstItem *
store_finish (VstKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ------------------------------------------------------------------------------------- the object
 */

static void
vst_secret_keyring_dispose (GObject *object)
{
  VstSecretKeyring *self = VST_SECRET_KEYRING (object);

  g_cancellable_cancel (self->cancellable);
  if (self->bus)
    vst_secret_watch_stop (self);

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
  iface->store_async = vst_secret_store_async;
  iface->store_finish = store_finish;
  iface->clear_async = vst_secret_keyring_clear_async;
  iface->clear_finish = boolean_finish;
  iface->unlock_async = vst_secret_unlock_async;
  iface->unlock_finish = boolean_finish;
}

static void
vst_secret_keyring_init (VstSecretKeyring *self)
{
  self->subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->known = vst_secret_path_set_new ();
  self->changed = vst_secret_path_set_new ();
  self->cancellable = g_cancellable_new ();
}

VstKeyring *
vst_secret_keyring_new (void)
{
  return g_object_new (VST_TYPE_SECRET_KEYRING, NULL);
}
