/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-notifier.h"

#include "config.h"

#include <glib/gi18n.h>

#define GTK_NAME "org.gtk.Notifications"
#define GTK_PATH "/org/gtk/Notifications"
#define FDO_NAME "org.freedesktop.Notifications"
#define FDO_PATH "/org/freedesktop/Notifications"

/* Milliseconds; a service that is started first takes some. */
#define TIMEOUT 20000

struct _VstNotifier {
  GObject parent_instance;

  GDBusConnection *bus;
  GHashTable *accounts; /* of char *, by number: what those that are shown open */
  GHashTable *tokens;   /* of char *, by number: with them a window may come to the front */
  guint subscriptions[3];
};

G_DEFINE_FINAL_TYPE (VstNotifier, vst_notifier, G_TYPE_OBJECT)

enum { AVAILABLE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
vst_notifier_dispose (GObject *object)
{
  VstNotifier *self = VST_NOTIFIER (object);

  for (guint i = 0; self->bus && i < G_N_ELEMENTS (self->subscriptions); i++)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->accounts, g_hash_table_unref);
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  G_OBJECT_CLASS (vst_notifier_parent_class)->dispose (object);
}

static void
vst_notifier_class_init (VstNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_notifier_dispose;
  signals[AVAILABLE] = g_signal_new ("available", VST_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
vst_notifier_init (VstNotifier *self)
{
  self->accounts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->tokens = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/* ------------------------------------------------------------------------- one that was chosen */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (!reply)
    g_printerr (_ ("The window cannot be opened: %s\n"), error->message);
}

/* The bus starts the window where there is none. */
static void
open_account (VstNotifier *self, const char *account, const char *token)
{
  GVariantBuilder platform_data;

  g_variant_builder_init (&platform_data, G_VARIANT_TYPE_VARDICT);
  if (token)
    g_variant_builder_add (&platform_data, "{sv}", "activation-token",
                           g_variant_new_string (token));
  g_dbus_connection_call (
      self->bus, VST_APPLICATION_ID, VST_RESOURCE_BASE, "org.freedesktop.Application",
      "ActivateAction",
      g_variant_new ("(s@ava{sv})", "open-account",
                     g_variant_new_array (
                         G_VARIANT_TYPE_VARIANT,
                         (GVariant *[]){ g_variant_new_variant (g_variant_new_string (account)) },
                         1),
                     &platform_data),
      NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, opened_cb, NULL);
}

static void
take_token (VstNotifier *self, gpointer key, GVariant *parameters)
{
  const char *token;

  g_variant_get (parameters, "(u&s)", NULL, &token);
  if (g_hash_table_contains (self->accounts, key))
    g_hash_table_replace (self->tokens, key, g_strdup (token));
}

static void
forget (VstNotifier *self, gpointer key)
{
  g_hash_table_remove (self->accounts, key);
  g_hash_table_remove (self->tokens, key);
}

static void
fdo_signal_cb (GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *signal,
               GVariant *parameters,
               gpointer user_data)
{
  VstNotifier *self = user_data;
  gboolean has_text = g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)"));
  const char *account;
  gpointer key;
  guint number;

  if (!has_text && !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uu)")))
    return;
  g_variant_get_child (parameters, 0, "u", &number);
  key = GUINT_TO_POINTER (number);
  account = g_hash_table_lookup (self->accounts, key);
  if (!account)
    return; /* another program's */
  if (has_text && g_str_equal (signal, "ActivationToken")) {
    take_token (self, key, parameters);
  } else if (has_text && g_str_equal (signal, "ActionInvoked")) {
    open_account (self, account, g_hash_table_lookup (self->tokens, key));
    forget (self, key);
  } else if (g_str_equal (signal, "NotificationClosed")) {
    forget (self, key);
  }
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
  const char *name, *new_owner;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)")))
    return;
  g_variant_get (parameters, "(&s&s&s)", &name, NULL, &new_owner);
  if (*new_owner)
    g_signal_emit (user_data, signals[AVAILABLE], 0);
}

static guint
subscribe (VstNotifier *self,
           const char *sender,
           const char *interface,
           const char *signal,
           const char *arg0,
           GDBusSignalCallback callback)
{
  return g_dbus_connection_signal_subscribe (self->bus, sender, interface, signal, NULL, arg0,
                                             G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);
}

VstNotifier *
vst_notifier_new (GDBusConnection *bus)
{
  VstNotifier *self = g_object_new (VST_TYPE_NOTIFIER, NULL);

  self->bus = g_object_ref (bus);
  self->subscriptions[0] = subscribe (self, FDO_NAME, FDO_NAME, NULL, NULL, fdo_signal_cb);
  self->subscriptions[1] = subscribe (self, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                      "NameOwnerChanged", FDO_NAME, owner_changed_cb);
  self->subscriptions[2] = subscribe (self, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                      "NameOwnerChanged", GTK_NAME, owner_changed_cb);
  return self;
}

/* ---------------------------------------------------------------- the service of freedesktop.org
 */

typedef struct {
  char *title;
  char *body;
  char *account;
  gboolean is_urgent;
} Sending;

static void
sending_free (Sending *sending)
{
  g_free (sending->title);
  g_free (sending->body);
  g_free (sending->account);
  g_free (sending);
}

static void
notified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstNotifier *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  guint number;

  if (!reply) {
    g_task_return_error (task, error);
    return;
  }
  g_variant_get (reply, "(u)", &number);
  g_hash_table_replace (self->accounts, GUINT_TO_POINTER (number), g_strdup (sending->account));
  g_task_return_boolean (task, TRUE);
}

/* Servers that read markup in the body do so without being asked; the others would show what
 * escapes it. */
static char *
make_fdo_body (Sending *sending, const char *const *capabilities)
{
  return g_strv_contains (capabilities, "body-markup") ? g_markup_escape_text (sending->body, -1)
                                                       : g_strdup (sending->body);
}

static void
got_capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstNotifier *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree const char **capabilities = NULL;
  g_autofree char *body = NULL;
  GVariantBuilder actions, hints;

  if (!reply) {
    g_task_return_error (task, error);
    return;
  }
  g_variant_get (reply, "(^a&s)", &capabilities);
  body = make_fdo_body (sending, capabilities);
  g_variant_builder_init (&actions, G_VARIANT_TYPE_STRING_ARRAY);
  if (g_strv_contains (capabilities, "actions")) {
    g_variant_builder_add (&actions, "s", "default");
    g_variant_builder_add (&actions, "s", _ ("Open"));
  }
  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&hints, "{sv}", "desktop-entry",
                         g_variant_new_string (VST_APPLICATION_ID));
  g_variant_builder_add (&hints, "{sv}", "urgency", g_variant_new_byte (1));
  g_dbus_connection_call (self->bus, FDO_NAME, FDO_PATH, FDO_NAME, "Notify",
                          g_variant_new ("(susssasa{sv}i)", _ ("Vestibule"), 0u, VST_APPLICATION_ID,
                                         sending->title, body, &actions, &hints, -1),
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, TIMEOUT,
                          g_task_get_cancellable (task), notified_cb, g_object_ref (task));
}

static void
send_to_fdo (GTask *task)
{
  VstNotifier *self = g_task_get_source_object (task);

  g_dbus_connection_call (self->bus, FDO_NAME, FDO_PATH, FDO_NAME, "GetCapabilities", NULL,
                          G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, TIMEOUT,
                          g_task_get_cancellable (task), got_capabilities_cb, g_object_ref (task));
}

/* ------------------------------------------------------------------------ the service of GNOME */

/* It knows installed programs alone, and there are desktops that have the name and nothing behind
 * it: whatever it says, the other one is asked then. */
static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply)
    g_task_return_boolean (task, TRUE);
  else if (!g_task_return_error_if_cancelled (task))
    send_to_fdo (task);
}

static void
send_to_gtk (GTask *task)
{
  VstNotifier *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GVariantBuilder notification;

  g_variant_builder_init (&notification, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&notification, "{sv}", "title", g_variant_new_string (sending->title));
  g_variant_builder_add (&notification, "{sv}", "body", g_variant_new_string (sending->body));
  g_variant_builder_add (&notification, "{sv}", "priority",
                         g_variant_new_string (sending->is_urgent ? "high" : "normal"));
  g_variant_builder_add (&notification, "{sv}", "default-action",
                         g_variant_new_string ("app.open-account"));
  g_variant_builder_add (&notification, "{sv}", "default-action-target",
                         g_variant_new_string (sending->account));
  g_dbus_connection_call (
      self->bus, GTK_NAME, GTK_PATH, GTK_NAME, "AddNotification",
      g_variant_new ("(ssa{sv})", VST_APPLICATION_ID, sending->account, &notification), NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT, g_task_get_cancellable (task), added_cb,
      g_object_ref (task));
}

void
vst_notifier_send_async (VstNotifier *self,
                         const VstNotice *notice,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (VST_IS_NOTIFIER (self) && notice != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vst_notifier_send_async);
  sending = g_new0 (Sending, 1);
  sending->title = g_strdup (notice->title);
  sending->body = g_strdup (notice->body);
  sending->account = g_strdup (notice->account);
  sending->is_urgent = notice->is_urgent;
  g_task_set_task_data (task, sending, (GDestroyNotify)sending_free);
  send_to_gtk (task);
}

gboolean
vst_notifier_send_finish (VstNotifier *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
