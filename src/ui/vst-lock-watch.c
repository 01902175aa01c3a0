/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-lock-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define LOGIN "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_MANAGER LOGIN ".Manager"
#define LOGIN_SESSION LOGIN ".Session"

static const char *const savers[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver" };

/* What is listened to on one bus. */
#define MOST_SIGNALS 2

typedef struct {
  GDBusConnection *connection; /* nullable: not there, or not yet */
  guint signals[MOST_SIGNALS];
} Bus;

struct _VstLockWatch {
  GObject parent_instance;

  GCancellable *cancellable;
  Bus session;
  Bus system;
  char *session_path;   /* nullable: which of logind's sessions this is */
  int inhibitor;        /* -1: none */
  gboolean is_sleeping; /* or about to */
};

enum { LOCK, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstLockWatch, vst_lock_watch, G_TYPE_OBJECT)

static void
lock (VstLockWatch *self, VstLockReason reason)
{
  g_signal_emit (self, signals[LOCK], 0, reason);
  if (!g_signal_has_handler_pending (self, signals[LOCK], 0, FALSE))
    vst_lock_watch_release (self); /* there is no window, which is who would */
}

static void
drop_inhibitor (VstLockWatch *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}

static void
bus_clear (Bus *bus)
{
  for (gsize i = 0; bus->connection && i < MOST_SIGNALS; i++)
    if (bus->signals[i])
      g_dbus_connection_signal_unsubscribe (bus->connection, bus->signals[i]);
  g_clear_object (&bus->connection);
}

static void
vst_lock_watch_dispose (GObject *object)
{
  VstLockWatch *self = VST_LOCK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  bus_clear (&self->session);
  bus_clear (&self->system);
  drop_inhibitor (self);

  G_OBJECT_CLASS (vst_lock_watch_parent_class)->dispose (object);
}

static void
vst_lock_watch_finalize (GObject *object)
{
  VstLockWatch *self = VST_LOCK_WATCH (object);

  g_clear_object (&self->cancellable);
  g_free (self->session_path);

  G_OBJECT_CLASS (vst_lock_watch_parent_class)->finalize (object);
}

static void
vst_lock_watch_class_init (VstLockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_lock_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = vst_lock_watch_finalize;
  signals[LOCK] = g_signal_new ("lock", VST_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
vst_lock_watch_init (VstLockWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->inhibitor = -1;
}

/* ----------------------------------------------------------------------------------- the screen */

static void
active_changed_cb (GDBusConnection *connection,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *name,
                   GVariant *parameters,
                   gpointer user_data)
{
  gboolean is_active = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &is_active);
  if (is_active)
    lock (VST_LOCK_WATCH (user_data), VST_LOCK_SCREEN);
}

/* Of any path: two are in use. */
static void
listen_to_screen (VstLockWatch *self)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (savers) <= MOST_SIGNALS);

  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    self->session.signals[i] = g_dbus_connection_signal_subscribe (
        self->session.connection, NULL, savers[i], "ActiveChanged", NULL, NULL,
        G_DBUS_SIGNAL_FLAGS_NONE, active_changed_cb, self, NULL);
}

/* --------------------------------------------------------------------------------------- logind */

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstLockWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &list, result, &error);
  int index = 0;

  if (!reply) {
    g_debug ("Suspending is not held up: %s", error->message);
    return;
  }
  g_variant_get (reply, "(h)", &index);
  drop_inhibitor (self);
  if (list)
    self->inhibitor = g_unix_fd_list_get (list, index, &error);
  if (self->inhibitor < 0)
    g_debug ("Suspending is not held up: %s", error ? error->message : "no descriptor came");
  /* Too late for this time, and the computer must not wait. */
  if (self->is_sleeping || g_cancellable_is_cancelled (self->cancellable))
    drop_inhibitor (self);
}

static void
inhibit (VstLockWatch *self)
{
  g_dbus_connection_call_with_unix_fd_list (
      self->system.connection, LOGIN, LOGIN_PATH, LOGIN_MANAGER, "Inhibit",
      g_variant_new ("(ssss)", "sleep", _ ("Vestibule"),
                     /* Translators: why the computer waits a moment before it is suspended */
                     _ ("Secrets leave memory"), "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable,
      inhibited_cb, g_object_ref (self));
}

static void
prepare_for_sleep_cb (GDBusConnection *connection,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *name,
                      GVariant *parameters,
                      gpointer user_data)
{
  VstLockWatch *self = VST_LOCK_WATCH (user_data);

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &self->is_sleeping);
  if (self->is_sleeping)
    lock (self, VST_LOCK_SLEEP);
  else
    inhibit (self);
}

static void
session_lock_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *name,
                 GVariant *parameters,
                 gpointer user_data)
{
  VstLockWatch *self = VST_LOCK_WATCH (user_data);

  if (g_strcmp0 (path, self->session_path) == 0)
    lock (self, VST_LOCK_SCREEN);
}

static void
got_session (VstLockWatch *self, GVariant *reply, const GError *error)
{
  if (reply)
    g_variant_get (reply, "(o)", &self->session_path);
  else
    g_debug ("The session is not known to logind: %s", error->message);
}

static void
got_session_on_screen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstLockWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  got_session (self, reply, error);
}

static void
ask_login (VstLockWatch *self,
           const char *method,
           GVariant *parameters,
           GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->system.connection, LOGIN, LOGIN_PATH, LOGIN_MANAGER, method,
                          parameters, G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          self->cancellable, callback, g_object_ref (self));
}

/* A program that the user's own manager has started is in none of the sessions; "auto" is the one
 * on the screen then. */
static void
got_session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstLockWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply || g_cancellable_is_cancelled (self->cancellable))
    got_session (self, reply, error);
  else
    ask_login (self, "GetSession", g_variant_new ("(s)", "auto"), got_session_on_screen_cb);
}

/* Of logind alone: anybody may send signals on the system bus. */
static guint
listen_to_login (VstLockWatch *self,
                 const char *interface,
                 const char *name,
                 const char *path,
                 GDBusSignalCallback callback)
{
  return g_dbus_connection_signal_subscribe (self->system.connection, LOGIN, interface, name, path,
                                             NULL, G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);
}

/* ------------------------------------------------------------------------------------ the buses */

static GDBusConnection *
finish_bus (VstLockWatch *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (!connection)
    g_debug ("A bus is not there: %s", error->message);
  return g_cancellable_is_cancelled (self->cancellable) ? NULL : g_steal_pointer (&connection);
}

static void
got_session_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstLockWatch) self = user_data;

  self->session.connection = finish_bus (self, result);
  if (self->session.connection)
    listen_to_screen (self);
}

static void
got_system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstLockWatch) self = user_data;

  self->system.connection = finish_bus (self, result);
  if (!self->system.connection)
    return;
  /* The window has no need of that bus. */
  g_dbus_connection_set_exit_on_close (self->system.connection, FALSE);
  self->system.signals[0] =
      listen_to_login (self, LOGIN_MANAGER, "PrepareForSleep", LOGIN_PATH, prepare_for_sleep_cb);
  self->system.signals[1] = listen_to_login (self, LOGIN_SESSION, "Lock", NULL, session_lock_cb);
  ask_login (self, "GetSessionByPID", g_variant_new ("(u)", (guint32)getpid ()), got_session_cb);
  inhibit (self);
}

VstLockWatch *
vst_lock_watch_new (void)
{
  VstLockWatch *self = g_object_new (VST_TYPE_LOCK_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, got_session_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, got_system_bus_cb, g_object_ref (self));
  return self;
}

void
vst_lock_watch_release (VstLockWatch *self)
{
  g_return_if_fail (VST_IS_LOCK_WATCH (self));

  if (self->is_sleeping)
    drop_inhibitor (self);
}

gboolean
vst_lock_watch_holds_sleep (VstLockWatch *self)
{
  g_return_val_if_fail (VST_IS_LOCK_WATCH (self), FALSE);

  return self->inhibitor >= 0;
}
