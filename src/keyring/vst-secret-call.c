/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-keyring-private.h"

#include "vst-secret-bus.h"

GHashTable *
vst_secret_path_set_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
call_free (VstSecretCall *call)
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

GTask *
vst_secret_call_new (VstKeyring *keyring,
                     gpointer source_tag,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data,
                     VstSecretStep step)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  VstSecretCall *call = g_new0 (VstSecretCall, 1);

  g_task_set_source_tag (task, source_tag);
  call->step = step;
  call->hidden = vst_secret_path_set_new ();
  call->collections = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  return task;
}

GDBusConnection *
vst_secret_call_get_bus (GTask *task)
{
  return VST_SECRET_KEYRING (g_task_get_source_object (task))->bus;
}

void
vst_secret_call_return_code (GTask *task, DomoError code)
{
  g_task_return_error (task, domo_error_new (code, DOMO_REASON_NONE, NULL));
}

static void
return_ended (GTask *task)
{
  g_task_return_error (task, domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE,
                                             "the keyring ended while it was asked"));
}

static void
got_session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstSecretKeyring *self = g_task_get_source_object (task);
  VstSecretCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->service = call->library->service_open_finish (result, &error);
  if (!call->service) {
    vst_secret_call_fail (task, error);
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
  VstSecretCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (call->needs_session)
    call->library = vst_secret_library_load (&error);
  if (error) {
    g_task_return_error (task, error);
    return;
  }
  if (!call->needs_session || self->service) {
    g_set_object (&call->service, self->service);
    call->step (task);
    return;
  }
  /* Not libsecret's shared one, which may outlive its daemon by a while. */
  call->library->service_open (call->library->service_get_type (), NULL,
                               SECRET_SERVICE_OPEN_SESSION, g_task_get_cancellable (task),
                               got_session_cb, g_object_ref (task));
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
    vst_secret_watch_start (self, bus);
  open_session (task);
}

void
vst_secret_call_start (GTask *task)
{
  VstSecretKeyring *self = g_task_get_source_object (task);
  VstSecretCall *call = g_task_get_task_data (task);

  call->generation = self->generation;
  if (self->bus && g_dbus_connection_is_closed (self->bus))
    vst_secret_watch_stop (self);
  if (self->bus)
    open_session (task);
  else
    g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), got_bus_cb, g_object_ref (task));
}

void
vst_secret_call_fail (GTask *task, GError *error)
{
  VstSecretKeyring *self = g_task_get_source_object (task);
  VstSecretCall *call = g_task_get_task_data (task);

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
  vst_secret_call_start (task);
}

void
vst_secret_call_read_default (GTask *task, GAsyncReadyCallback callback)
{
  vst_secret_bus_call_async (vst_secret_call_get_bus (task), VST_SECRET_PATH,
                             VST_SECRET_SERVICE_INTERFACE, "ReadAlias",
                             g_variant_new ("(s)", "default"), g_task_get_cancellable (task),
                             callback, g_object_ref (task));
}
