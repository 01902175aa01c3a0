/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-prompt.h"

#include "domo-error.h"
#include "vst-secret-bus.h"

#define INTERFACE "org.freedesktop.Secret.Prompt"

typedef struct {
  char *path;
  guint completed;
  guint owner_changed;
  GSource *cancelled; /* nullable */
} Prompt;

static void
prompt_free (Prompt *self)
{
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_free (self->path);
  g_free (self);
}

/* Returns: (transfer full) (nullable): the task, to be returned; %NULL when it has been already */
static GTask *
end (GTask *task)
{
  Prompt *self = g_task_get_task_data (task);
  GDBusConnection *bus = g_task_get_source_object (task);
  GTask *ended;

  if (!self->completed)
    return NULL;
  ended = g_object_ref (task);
  g_dbus_connection_signal_unsubscribe (bus, self->completed);
  g_dbus_connection_signal_unsubscribe (bus, self->owner_changed);
  self->completed = self->owner_changed = 0;
  if (self->cancelled)
    g_source_destroy (self->cancelled);
  return ended;
}

static void
completed_cb (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gboolean dismissed;
  GVariant *value;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    return;
  task = end (user_data);
  if (!task)
    return;
  g_variant_get (parameters, "(bv)", &dismissed, &value);
  if (!dismissed) {
    g_task_return_pointer (task, value, (GDestroyNotify)g_variant_unref);
    return;
  }
  g_variant_unref (value);
  g_task_return_error (task, domo_error_new (DOMO_ERROR_KEYRING_DISMISSED, DOMO_REASON_NONE, NULL));
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
  g_autoptr (GTask) task = end (user_data);

  if (task)
    g_task_return_error (task, domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                                               "the keyring ended while it was asked"));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = end (user_data);
  Prompt *self;

  if (!task)
    return G_SOURCE_REMOVE;
  self = g_task_get_task_data (task);
  vst_secret_bus_call_async (g_task_get_source_object (task), self->path, INTERFACE, "Dismiss",
                             NULL, NULL, NULL, NULL);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) opening = user_data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  reply = vst_secret_bus_call_finish (G_DBUS_CONNECTION (source), result, "()", &error);
  if (reply)
    return;
  error = vst_secret_bus_map_error (error);
  task = end (opening);
  if (task)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static void
watch_cancellable (GTask *task)
{
  Prompt *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!cancellable)
    return;
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (self->cancelled, g_main_context_get_thread_default ());
}

void
vst_secret_prompt_async (GDBusConnection *bus,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (bus, cancellable, callback, user_data);
  Prompt *self = g_new0 (Prompt, 1);

  g_task_set_source_tag (task, vst_secret_prompt_async);
  self->path = g_strdup (path);
  g_task_set_task_data (task, self, (GDestroyNotify)prompt_free);
  self->completed = g_dbus_connection_signal_subscribe (
      bus, VST_SECRET_SERVICE, INTERFACE, "Completed", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      completed_cb, g_object_ref (task), g_object_unref);
  self->owner_changed = g_dbus_connection_signal_subscribe (
      bus, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged", NULL,
      VST_SECRET_SERVICE, G_DBUS_SIGNAL_FLAGS_NONE, owner_changed_cb, g_object_ref (task),
      g_object_unref);
  watch_cancellable (task);
  /* Not cancelled itself: the prompt is dismissed instead. */
  vst_secret_bus_call_async (bus, path, INTERFACE, "Prompt", g_variant_new ("(s)", ""), NULL,
                             opened_cb, g_object_ref (task));
}

GVariant *
vst_secret_prompt_finish (GDBusConnection *bus, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, bus), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
