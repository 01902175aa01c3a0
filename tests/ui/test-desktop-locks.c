/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-desktop-locks.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "test-support.h"

#define LOGIN "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"

struct _TestLocks {
  GSubprocess *system_bus;
  GDBusConnection *login;    /* to the system bus */
  GDBusConnection *stranger; /* likewise */
  GDBusConnection *saver;    /* to the session bus */
  guint object;
  gboolean knows_pid;
  guint n_asked;
  guint n_held;
  TestLocksFunc released;
  gpointer user_data;
};

static const char introspection[] =
    "<node><interface name='org.freedesktop.login1.Manager'>"
    "<method name='GetSessionByPID'><arg type='u' direction='in'/>"
    "<arg type='o' direction='out'/></method>"
    "<method name='GetSession'><arg type='s' direction='in'/>"
    "<arg type='o' direction='out'/></method>"
    "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='h' direction='out'/></method>"
    "</interface></node>";

static GDBusConnection *
connect_to (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* It goes with the test, however that ends. */
static void
set_up_child (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Not by GTestDBus, which takes over the session bus of the environment, and the display. */
static void
start_system_bus (TestLocks *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  self->system_bus =
      g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", "--session", "--nofork",
                                   "--nopidfile", "--print-address", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->system_bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (address);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", address, TRUE);
}

TestLocks *
test_locks_new (void)
{
  TestLocks *self = g_new0 (TestLocks, 1);

  start_system_bus (self);
  self->login = connect_to (g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"));
  self->stranger = connect_to (g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"));
  self->saver = connect_to (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  return self;
}

void
test_locks_free (TestLocks *self)
{
  test_locks_stop_login (self);
  g_dbus_connection_close_sync (self->login, NULL, NULL);
  g_dbus_connection_close_sync (self->stranger, NULL, NULL);
  g_dbus_connection_close_sync (self->saver, NULL, NULL);
  g_object_unref (self->login);
  g_object_unref (self->stranger);
  g_object_unref (self->saver);
  g_subprocess_force_exit (self->system_bus);
  g_subprocess_wait (self->system_bus, NULL, NULL);
  g_object_unref (self->system_bus);
  g_free (self);
}

/* -------------------------------------------------------------------------------------- logind */

static gboolean
released_cb (int fd, GIOCondition condition, gpointer user_data)
{
  TestLocks *self = user_data;

  close (fd);
  self->n_held--;
  if (self->n_held == 0 && self->released)
    self->released (self->user_data);
  return G_SOURCE_REMOVE;
}

static void
inhibit (TestLocks *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  const char *what, *mode;
  int ends[2];

  g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_unix_fd_list_append (list, ends[1], NULL);
  close (ends[1]);
  self->n_held++;
  g_unix_fd_add (ends[0], G_IO_HUP, released_cb, self);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           list);
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  TestLocks *self = user_data;

  self->n_asked++;
  if (g_str_equal (method, "Inhibit"))
    inhibit (self, parameters, invocation);
  else if (g_str_equal (method, "GetSessionByPID") && !self->knows_pid)
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.freedesktop.login1.NoSessionForPID", "in no session");
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", TEST_LOCKS_SESSION));
}

void
test_locks_start_login (TestLocks *self, gboolean knows_pid)
{
  static const GDBusInterfaceVTable table = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GVariant) reply = NULL;

  self->knows_pid = knows_pid;
  self->object = g_dbus_connection_register_object (self->login, LOGIN_PATH, node->interfaces[0],
                                                    &table, self, NULL, NULL);
  reply = g_dbus_connection_call_sync (self->login, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", LOGIN, 0u), NULL, 0, -1, NULL, NULL);
  g_assert_nonnull (reply);
}

void
test_locks_stop_login (TestLocks *self)
{
  if (!self->object)
    return;
  g_dbus_connection_unregister_object (self->login, self->object);
  g_variant_unref (g_dbus_connection_call_sync (
      self->login, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "ReleaseName", g_variant_new ("(s)", LOGIN), NULL, 0, -1, NULL, NULL));
  self->object = 0;
}

guint
test_locks_count_asked (TestLocks *self)
{
  return self->n_asked;
}

guint
test_locks_count_held (TestLocks *self)
{
  return self->n_held;
}

void
test_locks_set_released (TestLocks *self, TestLocksFunc released, gpointer user_data)
{
  self->released = released;
  self->user_data = user_data;
}

/* ------------------------------------------------------------------------------------- signals */

static void
emit (GDBusConnection *connection,
      const char *path,
      const char *interface,
      const char *name,
      GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (connection, NULL, path, interface, name, parameters, &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (connection, NULL, NULL);
}

void
test_locks_sleep (TestLocks *self, gboolean begins)
{
  emit (self->login, LOGIN_PATH, LOGIN ".Manager", "PrepareForSleep",
        g_variant_new ("(b)", begins));
}

void
test_locks_forge_sleep (TestLocks *self)
{
  emit (self->stranger, LOGIN_PATH, LOGIN ".Manager", "PrepareForSleep",
        g_variant_new ("(b)", TRUE));
}

void
test_locks_session (TestLocks *self, const char *path)
{
  emit (self->login, path, LOGIN ".Session", "Lock", NULL);
}

void
test_locks_screen (TestLocks *self, const char *interface, gboolean is_locked)
{
  emit (self->saver, "/org/gnome/ScreenSaver", interface, "ActiveChanged",
        g_variant_new ("(b)", is_locked));
}

/* ----------------------------------------------------------------------------------- waiting */

/* The bus hands on in the order in which it gets. */
static void
wait_for_bus (GBusType type, GDBusConnection *sender)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) receiver = g_bus_get_sync (type, NULL, &error);
  GDBusConnection *both[] = { sender, receiver };

  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (receiver, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++) {
    g_auto (TestWait) wait = { 0 };

    g_dbus_connection_call (both[i], "org.freedesktop.DBus", "/org/freedesktop/DBus",
                            "org.freedesktop.DBus", "GetId", NULL, NULL, 0, -1, NULL, test_wait_cb,
                            &wait);
    g_variant_unref (g_dbus_connection_call_finish (both[i], test_wait (&wait), NULL));
  }
  test_settle ();
}

void
test_locks_settle (TestLocks *self)
{
  wait_for_bus (G_BUS_TYPE_SYSTEM, self->stranger);
  wait_for_bus (G_BUS_TYPE_SYSTEM, self->login);
  wait_for_bus (G_BUS_TYPE_SESSION, self->saver);
}

/* A thread of GIO's gets the bus: what was sent on it may be there and back before that tells. */
static gboolean
has_all_answers (gpointer watch)
{
  return G_OBJECT (watch)->ref_count == 1;
}

void
test_locks_wait_for_watch (TestLocks *self, GObject *watch)
{
  test_until (has_all_answers, watch);
  test_locks_settle (self);
}
