/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watch-fixture.h"

#include "test-support.h"

#define GTK_NAME "org.gtk.Notifications"
#define FDO_NAME "org.freedesktop.Notifications"

struct _TestNotifications {
  gboolean is_gtk;
  char *capabilities;
  GDBusConnection *bus;
  guint object;
  guint name;
  gboolean is_owned;
  gboolean is_failing;
  GPtrArray *all; /* of TestNotification */
};

static const char gtk_xml[] =
    "<node><interface name='" GTK_NAME "'><method name='AddNotification'>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "</method></interface></node>";
static const char fdo_xml[] =
    "<node><interface name='" FDO_NAME "'><method name='GetCapabilities'>"
    "<arg type='as' direction='out'/></method><method name='Notify'>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/></method></interface></node>";

VstItem *
test_token_with (VstItemKind kind, const VstRecordFields *fields)
{
  g_autoptr (VstRecord) record = vst_record_new (fields);
  g_autofree char *path = g_strdup_printf ("/%s/%d", fields->id, (int)vst_item_kind_is_main (kind));

  return vst_item_new (path, kind, record, "Login", FALSE);
}

VstItem *
test_token (const char *id, DomoMethod method, gint64 expires)
{
  const VstRecordFields fields = {
    .id = id, .instance = "acme", .method = method, .name = "Jae Wilson", .expires = expires
  };

  return test_token_with (VST_ITEM_TOKEN, &fields);
}

VstReminder *
test_reminder (VstItem *item)
{
  VstReminder *reminder = vst_reminder_new (item, FALSE, TEST_NOW);

  g_assert_nonnull (reminder);
  return reminder;
}

/* ------------------------------------------------------------------------------ what is handed
 * over
 */

static void
notification_free (TestNotification *notification)
{
  g_free (notification->app);
  g_free (notification->title);
  g_free (notification->body);
  g_free (notification->action);
  g_free (notification->target);
  g_free (notification);
}

static void
take_gtk (TestNotifications *self, GVariant *parameters)
{
  TestNotification *taken = g_new0 (TestNotification, 1);
  g_autoptr (GVariant) values = NULL;

  g_variant_get (parameters, "(ss@a{sv})", &taken->app, NULL, &values);
  g_assert_true (g_variant_lookup (values, "title", "s", &taken->title));
  g_assert_true (g_variant_lookup (values, "body", "s", &taken->body));
  g_assert_true (g_variant_lookup (values, "default-action", "s", &taken->action));
  g_assert_true (g_variant_lookup (values, "default-action-target", "s", &taken->target));
  g_ptr_array_add (self->all, taken);
}

static void
take_fdo (TestNotifications *self, GVariant *parameters)
{
  TestNotification *taken = g_new0 (TestNotification, 1);
  g_autofree const char **actions = NULL;
  g_autoptr (GVariant) hints = NULL;

  g_variant_get (parameters, "(sus&s&s^a&s@a{sv}i)", NULL, NULL, NULL, NULL, NULL, &actions, &hints,
                 NULL);
  g_variant_get_child (parameters, 3, "s", &taken->title);
  g_variant_get_child (parameters, 4, "s", &taken->body);
  g_assert_true (g_variant_lookup (hints, "desktop-entry", "s", &taken->app));
  taken->action = g_strdup (actions[0]);
  g_ptr_array_add (self->all, taken);
}

static void
called_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  TestNotifications *self = user_data;

  if (g_str_equal (method, "GetCapabilities")) {
    g_auto (GStrv) words = g_strsplit (self->capabilities, " ", -1);

    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", words));
  } else if (self->is_failing) {
    g_dbus_method_invocation_return_dbus_error (invocation, "org.example.Failed", "not today");
  } else if (self->is_gtk) {
    take_gtk (self, parameters);
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else {
    take_fdo (self, parameters);
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", self->all->len));
  }
}

/* ------------------------------------------------------------------------------------ the service
 */

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((TestNotifications *)user_data)->is_owned = TRUE;
}

TestNotifications *
test_notifications_new (gboolean is_gtk, const char *capabilities)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  TestNotifications *self = g_new0 (TestNotifications, 1);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (is_gtk ? gtk_xml : fdo_xml, NULL);
  g_autoptr (GError) error = NULL;

  self->is_gtk = is_gtk;
  self->capabilities = g_strdup (capabilities ? capabilities : "actions body body-markup");
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify)notification_free);
  self->bus =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (
      self->bus, is_gtk ? "/org/gtk/Notifications" : "/org/freedesktop/Notifications",
      node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name =
      g_bus_own_name_on_connection (self->bus, is_gtk ? GTK_NAME : FDO_NAME,
                                    G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, self, NULL);
  while (!self->is_owned)
    g_main_context_iteration (NULL, TRUE);
  return self;
}

void
test_notifications_free (TestNotifications *self)
{
  g_bus_unown_name (self->name);
  g_dbus_connection_unregister_object (self->bus, self->object);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_ptr_array_unref (self->all);
  g_free (self->capabilities);
  g_free (self);
}

void
test_notifications_set_failing (TestNotifications *self, gboolean is_failing)
{
  self->is_failing = is_failing;
}

guint
test_notifications_count (TestNotifications *self)
{
  return self->all->len;
}

const TestNotification *
test_notifications_wait (TestNotifications *self, guint n)
{
  while (self->all->len < n)
    g_main_context_iteration (NULL, TRUE);
  return g_ptr_array_index (self->all, n - 1);
}

static void
emit (TestNotifications *self, const char *signal, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, "/org/freedesktop/Notifications", FDO_NAME,
                                 signal, parameters, &error);
  g_assert_no_error (error);
}

void
test_notifications_choose (TestNotifications *self, guint n, const char *token)
{
  if (token)
    emit (self, "ActivationToken", g_variant_new ("(us)", n, token));
  emit (self, "ActionInvoked", g_variant_new ("(us)", n, "default"));
  emit (self, "NotificationClosed", g_variant_new ("(uu)", n, 2u));
}

void
test_notifications_close (TestNotifications *self, guint n)
{
  emit (self, "NotificationClosed", g_variant_new ("(uu)", n, 1u));
}
