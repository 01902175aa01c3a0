/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-keyring.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#define PASSWORD "test-keyring"
#define SERVICE "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define LOGIN SERVICE_PATH "/collection/login"
#define ITEM "org.freedesktop.Secret.Item"

struct _TestKeyring {
  char *dir;
  GSubprocess *bus_process;
  GSubprocess *keyring_process; /* NULL until it is started */
  GDBusConnection *other;       /* as another program has it */
  GDBusConnection *shared;      /* the one that this process shares */
  guint watch;
  gboolean is_owned; /* the name of the service */
  int n_prompts;
};

/* The limits of a real session bus; the built-in ones break at some hundred items. */
static const char config[] =
    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\""
    " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
    "<busconfig><type>session</type><listen>unix:path=%s/bus</listen><auth>EXTERNAL</auth>"
    "<servicedir>%s/services</servicedir>"
    "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
    "<allow eavesdrop='true'/><allow own='*'/><allow user='*'/></policy>"
    "<limit name='max_incoming_bytes'>1000000000</limit>"
    "<limit name='max_outgoing_bytes'>1000000000</limit>"
    "<limit name='max_message_size'>1000000000</limit>"
    "<limit name='max_match_rules_per_connection'>50000</limit>"
    "<limit name='max_replies_per_connection'>50000</limit></busconfig>";

static void
write_file (TestKeyring *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_folder (TestKeyring *self, const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);

  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
  g_setenv (variable, path, TRUE);
}

static void
set_environment (TestKeyring *self)
{
  g_autofree char *address = g_strdup_printf ("unix:path=%s/bus", self->dir);

  set_folder (self, "HOME", "home");
  set_folder (self, "XDG_RUNTIME_DIR", "run");
  set_folder (self, "XDG_DATA_HOME", "data");
  set_folder (self, "XDG_CACHE_HOME", "cache");
  set_folder (self, "XDG_CONFIG_HOME", "config");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  g_unsetenv ("GNOME_KEYRING_CONTROL");
  write_file (self, "data/keyrings/default", "login");
}

static void
start_bus (TestKeyring *self)
{
  g_autofree char *text = g_strdup_printf (config, self->dir, self->dir);
  g_autofree char *option = g_strdup_printf ("--config-file=%s/bus.conf", self->dir);
  g_autofree char *line = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  write_file (self, "bus.conf", text);
  self->bus_process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        "dbus-daemon", option, "--nofork", "--nopidfile", "--print-address", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->bus_process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  ((TestKeyring *)user_data)->is_owned = TRUE;
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((TestKeyring *)user_data)->is_owned = FALSE;
}

TestKeyring *
test_keyring_new (void)
{
  TestKeyring *self = g_new0 (TestKeyring, 1);
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("test-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  set_environment (self);
  write_file (self, "services/none", "");
  start_bus (self);
  self->other =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->shared = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (self->shared, FALSE);
  self->watch = g_bus_watch_name_on_connection (self->other, SERVICE, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                appeared_cb, vanished_cb, self, NULL);
  return self;
}

static void
remove_folder (const char *path)
{
  const char *arguments[] = { "rm", "-rf", "--", path, NULL };
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, NULL);
  if (process)
    g_subprocess_wait (process, NULL, NULL);
}

/* The last to hold a connection may be the thread that reads from it. */
static void
gone_cb (gpointer is_gone, GObject *connection)
{
  g_atomic_int_set ((int *)is_gone, TRUE);
  g_main_context_wakeup (NULL);
}

void
test_keyring_free (TestKeyring *self)
{
  int is_gone = FALSE;

  test_keyring_kill (self);
  g_bus_unwatch_name (self->watch);
  g_clear_object (&self->other);
  g_object_weak_ref (G_OBJECT (self->shared), gone_cb, &is_gone);
  g_object_unref (self->shared);
  while (!g_atomic_int_get (&is_gone))
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_force_exit (self->bus_process);
  g_subprocess_wait (self->bus_process, NULL, NULL);
  g_object_unref (self->bus_process);
  g_clear_object (&self->keyring_process);
  remove_folder (self->dir);
  g_free (self->dir);
  g_free (self);
}

void
test_keyring_start (TestKeyring *self, gboolean unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  g_clear_object (&self->keyring_process);
  launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  /* It warns when it finds nobody to open a prompt; that is to end no one. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->keyring_process =
      g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                   "--components=secrets", unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (self->keyring_process);
  if (unlocked)
    g_output_stream_write_all (input, PASSWORD, strlen (PASSWORD), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, NULL);
  while (!self->is_owned)
    g_main_context_iteration (NULL, TRUE);
}

void
test_keyring_kill (TestKeyring *self)
{
  if (self->keyring_process)
    g_subprocess_force_exit (self->keyring_process);
}

void
test_keyring_kill_and_wait (TestKeyring *self)
{
  test_keyring_kill (self);
  while (self->is_owned)
    g_main_context_iteration (NULL, TRUE);
}

static GVariant *
call (TestKeyring *self,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply;

  reply = g_dbus_connection_call_sync (self->other, SERVICE, path, interface, method, arguments,
                                       NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  g_assert_no_error (error);
  return reply;
}

void
test_keyring_lock (TestKeyring *self)
{
  const char *paths[] = { LOGIN, NULL };

  g_variant_unref (call (self, SERVICE_PATH, "org.freedesktop.Secret.Service", "Lock",
                         g_variant_new ("(^ao)", paths)));
}

void
test_keyring_unlock (TestKeyring *self)
{
  g_autoptr (GVariant) session = NULL;
  g_autoptr (GVariant) reply = NULL;
  GVariant *parameters, *password;
  const char *path;

  session = call (self, SERVICE_PATH, "org.freedesktop.Secret.Service", "OpenSession",
                  g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_variant_get (session, "(v&o)", NULL, &path);
  /* Bytes without the NUL that ends a string. */
  parameters = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1);
  password = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, PASSWORD, strlen (PASSWORD), 1);
  reply = call (self, SERVICE_PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                "UnlockWithMasterPassword",
                g_variant_new ("(o(o@ay@ays))", LOGIN, path, parameters, password, "text/plain"));
}

void
test_keyring_set_prompter (TestKeyring *self, const char *program)
{
  g_autofree char *text = g_strdup_printf (
      "[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=%s\n", program);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  write_file (self, "services/org.gnome.keyring.SystemPrompter.service", text);
  reply = g_dbus_connection_call_sync (self->other, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "ReloadConfig", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static GDBusMessage *
hold_cb (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  TestKeyring *self = user_data;

  if (!incoming || g_strcmp0 (g_dbus_message_get_member (message), "BeginPrompting") != 0)
    return message;
  g_object_unref (message);
  g_atomic_int_inc (&self->n_prompts);
  g_main_context_wakeup (NULL);
  return NULL;
}

void
test_keyring_hold_prompts (TestKeyring *self)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_dbus_connection_add_filter (self->other, hold_cb, self, NULL);
  reply = g_dbus_connection_call_sync (
      self->other, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.gnome.keyring.SystemPrompter", 0), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

guint
test_keyring_count_prompts (TestKeyring *self)
{
  return (guint)g_atomic_int_get (&self->n_prompts);
}

void
test_keyring_set (TestKeyring *self, const char *path, const char *property, GVariant *value)
{
  g_variant_unref (call (self, path, "org.freedesktop.DBus.Properties", "Set",
                         g_variant_new ("(ssv)", ITEM, property, value)));
}

GVariant *
test_keyring_get (TestKeyring *self, const char *path, const char *property)
{
  g_autoptr (GVariant) reply = call (self, path, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", ITEM, property));
  GVariant *value;

  g_variant_get (reply, "(v)", &value);
  return value;
}

guint
test_keyring_count (TestKeyring *self, const char *name, const char *value)
{
  g_autoptr (GVariant) reply = NULL;
  g_autofree const char **unlocked = NULL;
  g_autofree const char **locked = NULL;
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", name, value);
  reply = call (self, SERVICE_PATH, "org.freedesktop.Secret.Service", "SearchItems",
                g_variant_new ("(a{ss})", &attributes));
  g_variant_get (reply, "(^a&o^a&o)", &unlocked, &locked);
  return g_strv_length ((char **)unlocked) + g_strv_length ((char **)locked);
}

char *
test_keyring_tool (TestKeyring *self, const char *input, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  char *output = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) "secret-tool");
  va_start (list, input);
  while ((argument = va_arg (list, const char *)))
    g_ptr_array_add (arguments, (gpointer)argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  process =
      g_subprocess_newv ((const char *const *)arguments->pdata,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input ? input : "", NULL, &output, NULL, &error);
  g_assert_no_error (error);
  return output;
}
