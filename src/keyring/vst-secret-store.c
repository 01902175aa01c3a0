/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring-private.h"

#include "vst-secret-bus.h"
#include "vst-secret-prompt.h"

#define SCHEMA "org.vestibule.Token"

static GVariant *
pack_attributes (VstSecretCall *call)
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
pack_label (VstSecretCall *call)
{
  return g_variant_new_take_string (vst_item_dup_label (call->kind, call->record));
}

static GVariant *
pack_secret (VstSecretCall *call)
{
  const char *text = call->secret ? domo_secret_get_text (call->secret) : "";
  SecretValue *value = call->library->value_new (text, -1, "text/plain");
  GVariant *encoded = call->library->service_encode_dbus_secret (call->service, value);

  call->library->value_unref (value);
  return encoded;
}

/* It is stored: whatever comes of its collection's label. */
static void
stored_label_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretKeyring *self = g_task_get_source_object (task);
  VstSecretCall *call = g_task_get_task_data (task);
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
  VstSecretCall *call = g_task_get_task_data (task);
  g_autofree char *collection = vst_secret_bus_dup_collection (call->path);

  vst_secret_bus_get_async (vst_secret_call_get_bus (task), collection,
                            VST_SECRET_COLLECTION_INTERFACE, "Label", g_task_get_cancellable (task),
                            stored_label_cb, g_object_ref (task));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretCall *call = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "(oo)", &error);
  if (!reply) {
    vst_secret_call_fail (task, error);
    return;
  }
  g_clear_pointer (&call->path, g_free);
  g_variant_get (reply, "(o&o)", &call->path, &prompt);
  if (g_str_equal (call->path, VST_SECRET_NO_OBJECT))
    vst_secret_call_return_code (task, DOMO_ERROR_KEYRING_LOCKED); /* the prompt is left alone */
  else
    return_stored (task);
}

static void
create_item (GTask *task)
{
  VstSecretCall *call = g_task_get_task_data (task);
  GVariantBuilder properties;

  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties, "{sv}", VST_SECRET_ITEM_INTERFACE ".Label",
                         pack_label (call));
  g_variant_builder_add (&properties, "{sv}", VST_SECRET_ITEM_INTERFACE ".Attributes",
                         pack_attributes (call));
  vst_secret_bus_call_async (
      vst_secret_call_get_bus (task), call->collection, VST_SECRET_COLLECTION_INTERFACE,
      "CreateItem", g_variant_new ("(a{sv}@(oayays)b)", &properties, pack_secret (call), FALSE),
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
    vst_secret_call_fail (task, error);
  else if (g_variant_get_boolean (locked))
    vst_secret_call_return_code (task, DOMO_ERROR_KEYRING_LOCKED);
  else
    create_item (task);
}

static void
prompted_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretCall *call = g_task_get_task_data (task);
  g_autoptr (GVariant) path = NULL;
  GError *error = NULL;

  path = vst_secret_prompt_finish (G_DBUS_CONNECTION (source), result, &error);
  if (!path) {
    vst_secret_call_fail (task, error);
  } else if (!g_variant_is_of_type (path, G_VARIANT_TYPE_OBJECT_PATH)) {
    vst_secret_call_return_code (task, DOMO_ERROR_KEYRING);
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
  VstSecretCall *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (bus, result, "(oo)", &error);
  if (!reply) {
    vst_secret_call_fail (task, error);
    return;
  }
  g_clear_pointer (&call->collection, g_free);
  g_variant_get (reply, "(o&o)", &call->collection, &prompt);
  if (g_str_equal (prompt, VST_SECRET_NO_OBJECT))
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
  vst_secret_bus_call_async (
      vst_secret_call_get_bus (task), VST_SECRET_PATH, VST_SECRET_SERVICE_INTERFACE,
      "CreateCollection", g_variant_new ("(a{sv}s)", &properties, "default"),
      g_task_get_cancellable (task), created_collection_cb, g_object_ref (task));
}

static void
got_default_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretCall *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (bus, result, "(o)", &error);
  if (!reply) {
    vst_secret_call_fail (task, error);
    return;
  }
  g_clear_pointer (&call->collection, g_free);
  g_variant_get (reply, "(o)", &call->collection);
  if (g_str_equal (call->collection, VST_SECRET_NO_OBJECT))
    create_collection (task);
  else
    vst_secret_bus_get_async (bus, call->collection, VST_SECRET_COLLECTION_INTERFACE, "Locked",
                              g_task_get_cancellable (task), got_locked_cb, g_object_ref (task));
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
    vst_secret_call_fail (task, error);
}

static void
changed_attributes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretCall *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (bus, result, "()", &error);
  if (reply)
    vst_secret_bus_set_async (bus, call->path, VST_SECRET_ITEM_INTERFACE, "Label",
                              pack_label (call), g_task_get_cancellable (task), changed_label_cb,
                              g_object_ref (task));
  else
    vst_secret_call_fail (task, error);
}

static void
change_attributes (GTask *task)
{
  VstSecretCall *call = g_task_get_task_data (task);

  vst_secret_bus_set_async (vst_secret_call_get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE,
                            "Attributes", pack_attributes (call), g_task_get_cancellable (task),
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
    vst_secret_call_fail (task, error);
}

static void
change_item (GTask *task)
{
  VstSecretCall *call = g_task_get_task_data (task);

  if (call->needs_session)
    vst_secret_bus_call_async (
        vst_secret_call_get_bus (task), call->path, VST_SECRET_ITEM_INTERFACE, "SetSecret",
        g_variant_new ("(@(oayays))", pack_secret (call)), g_task_get_cancellable (task),
        changed_secret_cb, g_object_ref (task));
  else
    change_attributes (task);
}

/* Returns: (transfer none) (nullable): the first that may be ours */
static const char *
find_lasting (char **paths)
{
  for (; *paths; paths++)
    if (vst_secret_path_is_lasting (*paths))
      return *paths;
  return NULL;
}

static void
found_to_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretCall *call = g_task_get_task_data (task);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  const char *path;
  GError *error = NULL;

  if (!vst_secret_bus_search_finish (G_DBUS_CONNECTION (source), result, &unlocked, &locked,
                                     &error)) {
    vst_secret_call_fail (task, error);
    return;
  }
  path = find_lasting (unlocked);
  if (!find_lasting (locked) && path) {
    g_free (call->path);
    call->path = g_strdup (path);
    change_item (task);
  } else if (find_lasting (locked)) {
    vst_secret_call_return_code (task, DOMO_ERROR_KEYRING_LOCKED);
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
  VstSecretCall *call = g_task_get_task_data (task);
  const VstItemKind kinds[] = { call->kind,
                                call->kind == VST_ITEM_TOKEN ? VST_ITEM_ACCOUNT : VST_ITEM_TOKEN };
  guint n_kinds = vst_item_kind_is_main (call->kind) ? 2 : 1;

  if (call->n_searched < n_kinds)
    vst_secret_bus_search_async (vst_secret_call_get_bus (task), vst_record_get (call->record)->id,
                                 names[kinds[call->n_searched]], g_task_get_cancellable (task),
                                 found_to_store_cb, g_object_ref (task));
  else if (call->needs_session)
    vst_secret_call_read_default (task, got_default_cb);
  else
    vst_secret_call_return_code (task, DOMO_ERROR_NOT_FOUND);
}

void
vst_secret_store_async (VstKeyring *keyring,
                        VstItemKind kind,
                        VstRecord *record,
                        DomoSecret *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  VstSecretCall *call;

  task = vst_secret_call_new (keyring, vst_secret_store_async, cancellable, callback, user_data,
                              store_step);
  call = g_task_get_task_data (task);
  call->kind = kind;
  call->record = g_object_ref (record);
  if (secret && kind != VST_ITEM_ACCOUNT)
    call->secret = domo_secret_ref (secret);
  call->needs_session = call->secret || kind == VST_ITEM_ACCOUNT;
  vst_secret_call_start (task);
}
