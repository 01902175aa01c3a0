/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring-private.h"

#include "vst-secret-bus.h"
#include "vst-secret-prompt.h"

static void
add_collection (VstSecretCall *call, char *path)
{
  if (g_str_equal (path, VST_SECRET_NO_OBJECT) ||
      g_ptr_array_find_with_equal_func (call->collections, path, g_str_equal, NULL))
    g_free (path);
  else
    g_ptr_array_add (call->collections, path);
}

/* @unlocked: those of the collections that are open now; one prompt may have been for some only */
static void
return_unlocked (GTask *task, GVariant *unlocked)
{
  VstSecretCall *call = g_task_get_task_data (task);

  call->n_unlocked += (guint)g_variant_n_children (unlocked);
  if (call->n_unlocked >= call->collections->len)
    g_task_return_boolean (task, TRUE);
  else
    vst_secret_call_return_code (task, DOMO_ERROR_KEYRING_DISMISSED);
}

static void
prompted_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) unlocked = NULL;
  GError *error = NULL;

  unlocked = vst_secret_prompt_finish (G_DBUS_CONNECTION (source), result, &error);
  if (!unlocked)
    vst_secret_call_fail (task, error);
  else if (!g_variant_is_of_type (unlocked, G_VARIANT_TYPE_OBJECT_PATH_ARRAY))
    vst_secret_call_return_code (task, DOMO_ERROR_KEYRING);
  else
    return_unlocked (task, unlocked);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretCall *call = g_task_get_task_data (task);
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  GError *error = NULL;
  const char *prompt;

  reply = vst_secret_bus_call_finish (bus, result, "(aoo)", &error);
  if (!reply) {
    vst_secret_call_fail (task, error);
    return;
  }
  g_variant_get (reply, "(@ao&o)", &unlocked, &prompt);
  if (g_str_equal (prompt, VST_SECRET_NO_OBJECT)) {
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
  VstSecretCall *call = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;
  char *path;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "(o)", &error);
  if (!reply) {
    vst_secret_call_fail (task, error);
    return;
  }
  g_variant_get (reply, "(o)", &path);
  add_collection (call, path);
  if (call->collections->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    vst_secret_bus_call_async (vst_secret_call_get_bus (task), VST_SECRET_PATH,
                               VST_SECRET_SERVICE_INTERFACE, "Unlock",
                               g_variant_new ("(^ao)", (char **)call->collections->pdata),
                               g_task_get_cancellable (task), unlocked_cb, g_object_ref (task));
}

static void
found_to_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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
    add_collection (call, vst_secret_bus_dup_collection (locked[i]));
  vst_secret_call_read_default (task, got_default_to_unlock_cb);
}

static void
unlock_step (GTask *task)
{
  vst_secret_bus_search_async (vst_secret_call_get_bus (task), NULL, NULL,
                               g_task_get_cancellable (task), found_to_unlock_cb,
                               g_object_ref (task));
}

void
vst_secret_unlock_async (VstKeyring *keyring,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  task = vst_secret_call_new (keyring, vst_secret_unlock_async, cancellable, callback, user_data,
                              unlock_step);
  vst_secret_call_start (task);
}
