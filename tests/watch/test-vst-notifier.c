/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-notifier.h"

#include "test-keyring.h"
#include "test-support.h"
#include "watch-fixture.h"

typedef struct {
  TestKeyring *keyring; /* for its bus */
  GDBusConnection *bus;
  VstNotifier *notifier;
  GDBusConnection *window;
  guint object;
  guint name;
  char *opened;
  char *token;
} Fixture;

static const VstNotice notice = { .title = "A <Session> Has Ended",
                                  .body = "<b>Jae</b> & Co.\n\"Ended\"",
                                  .account = "id-1" };

/* What the window is told: "ACTION ACCOUNT". */
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
  Fixture *fixture = user_data;
  g_autoptr (GVariantIter) targets = NULL;
  g_autoptr (GVariant) platform_data = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *action;

  g_variant_get (parameters, "(&sav@a{sv})", &action, &targets, &platform_data);
  g_assert_true (g_variant_iter_next (targets, "v", &target));
  fixture->opened = g_strdup_printf ("%s %s", action, g_variant_get_string (target, NULL));
  g_variant_lookup (platform_data, "activation-token", "s", &fixture->token);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer is_owned)
{
  *(gboolean *)is_owned = TRUE;
}

static void
start_window (Fixture *fixture)
{
  static const char xml[] =
      "<node><interface name='org.freedesktop.Application'><method name='ActivateAction'>"
      "<arg type='s' direction='in'/><arg type='av' direction='in'/>"
      "<arg type='a{sv}' direction='in'/></method></interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  gboolean is_owned = FALSE;

  fixture->window =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);
  fixture->object =
      g_dbus_connection_register_object (fixture->window, "/org/vestibule/Vestibule",
                                         node->interfaces[0], &vtable, fixture, NULL, NULL);
  fixture->name =
      g_bus_own_name_on_connection (fixture->window, "org.vestibule.Vestibule",
                                    G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, &is_owned, NULL);
  while (!is_owned)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->keyring = test_keyring_new ();
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  fixture->notifier = vst_notifier_new (fixture->bus);
  start_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->notifier);
  g_bus_unown_name (fixture->name);
  g_dbus_connection_unregister_object (fixture->window, fixture->object);
  g_dbus_connection_close_sync (fixture->window, NULL, NULL);
  g_object_unref (fixture->window);
  g_object_unref (fixture->bus);
  g_free (fixture->opened);
  g_free (fixture->token);
  test_keyring_free (fixture->keyring);
}

static gboolean
send_notice (Fixture *fixture, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_notifier_send_async (fixture->notifier, &notice, NULL, test_wait_cb, &wait);
  return vst_notifier_send_finish (fixture->notifier, test_wait (&wait), error);
}

static void
send_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (send_notice (fixture, &error));
  g_assert_no_error (error);
}

/* GNOME's service knows whom to tell that it was chosen, and takes all for text. */
static void
test_gtk (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, NULL);
  TestNotifications *gtk = test_notifications_new (TRUE, NULL);
  const TestNotification *taken;

  send_well (fixture);
  taken = test_notifications_wait (gtk, 1);
  g_assert_cmpstr (taken->app, ==, "org.vestibule.Vestibule");
  g_assert_cmpstr (taken->title, ==, notice.title);
  g_assert_cmpstr (taken->body, ==, notice.body);
  g_assert_cmpstr (taken->action, ==, "app.open-account");
  g_assert_cmpstr (taken->target, ==, "id-1");
  g_assert_cmpuint (test_notifications_count (fdo), ==, 0);
  test_notifications_free (gtk);
  test_notifications_free (fdo);
}

/* It refuses a program that is not installed. */
static void
test_gtk_refuses (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, NULL);
  TestNotifications *gtk = test_notifications_new (TRUE, NULL);

  test_notifications_set_failing (gtk, TRUE);
  send_well (fixture);
  g_assert_cmpuint (test_notifications_count (fdo), ==, 1);
  test_notifications_free (gtk);
  test_notifications_free (fdo);
}

static void
test_fdo (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, NULL);
  const TestNotification *taken;

  send_well (fixture);
  taken = test_notifications_wait (fdo, 1);
  g_assert_cmpstr (taken->app, ==, "org.vestibule.Vestibule");
  g_assert_cmpstr (taken->title, ==, notice.title); /* never markup */
  g_assert_cmpstr (taken->body, ==, "&lt;b&gt;Jae&lt;/b&gt; &amp; Co.\n&quot;Ended&quot;");
  g_assert_cmpstr (taken->action, ==, "default");
  test_notifications_free (fdo);
}

/* One that reads no markup, and has nothing to choose. */
static void
test_fdo_plain (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, "body");
  const TestNotification *taken;

  send_well (fixture);
  taken = test_notifications_wait (fdo, 1);
  g_assert_cmpstr (taken->body, ==, notice.body);
  g_assert_null (taken->action);
  test_notifications_free (fdo);
}

static gboolean
was_opened (gpointer fixture)
{
  return ((Fixture *)fixture)->opened != NULL;
}

static void
test_chosen (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, NULL);

  send_well (fixture);
  test_notifications_choose (fdo, 7, NULL); /* another program's */
  test_notifications_choose (fdo, 1, "token-7");
  test_until (was_opened, fixture);
  g_assert_cmpstr (fixture->opened, ==, "open-account id-1");
  g_assert_cmpstr (fixture->token, ==, "token-7");
  test_notifications_free (fdo);
}

/* One that is gone is forgotten: its number may be given to another program's. */
static void
test_closed (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, NULL);

  send_well (fixture);
  send_well (fixture);
  test_notifications_close (fdo, 1);
  test_notifications_choose (fdo, 1, "first");
  test_notifications_choose (fdo, 2, "second");
  test_until (was_opened, fixture);
  g_assert_cmpstr (fixture->token, ==, "second");
  test_notifications_free (fdo);
}

static void
test_nobody (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) refused = NULL;
  guint n_available = 0;
  TestNotifications *fdo;

  g_signal_connect_swapped (fixture->notifier, "available", G_CALLBACK (test_count_cb),
                            &n_available);
  g_assert_false (send_notice (fixture, &none));
  g_assert_error (none, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
  fdo = test_notifications_new (FALSE, NULL);
  test_notifications_set_failing (fdo, TRUE);
  g_assert_false (send_notice (fixture, &refused));
  g_assert_nonnull (refused);
  g_assert_cmpuint (n_available, ==, 1);
  test_notifications_free (fdo);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  TestNotifications *fdo = test_notifications_new (FALSE, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_notifier_send_async (fixture->notifier, &notice, cancellable, test_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_false (vst_notifier_send_finish (fixture->notifier, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_settle ();
  g_assert_cmpuint (test_notifications_count (fdo), ==, 0);
  test_notifications_free (fdo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/notifier/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("gtk", test_gtk);
  ADD ("gtk-refuses", test_gtk_refuses);
  ADD ("fdo", test_fdo);
  ADD ("fdo-plain", test_fdo_plain);
  ADD ("chosen", test_chosen);
  ADD ("closed", test_closed);
  ADD ("nobody", test_nobody);
  ADD ("cancelled", test_cancelled);
#undef ADD
  return g_test_run ();
}
