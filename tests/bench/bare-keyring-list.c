/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same items, read by D-Bus alone: one SearchItems, then the attributes of each, all asked for
 * at once. Prints "list" in microseconds. */
#include <gio/gio.h>

#include "bench-loop.h"

#define SERVICE "org.freedesktop.secrets"

typedef struct {
  GMainLoop *loop;
  gint64 started;
  guint awaited;
} Bench;

static void
got_attributes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_assert_nonnull (reply);
  if (--bench->awaited > 0)
    return;
  g_print ("list %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - bench->started);
  g_main_loop_quit (bench->loop);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (bus, result, NULL);
  g_autofree const char **paths = NULL;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(^a&o@ao)", &paths, NULL);
  for (guint i = 0; paths[i]; i++, bench->awaited++)
    g_dbus_connection_call (bus, SERVICE, paths[i], "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Attributes"),
                            G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                            got_attributes_cb, bench);
  g_assert_cmpuint (bench->awaited, >, 0);
}

int
main (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Bench bench = { loop, g_get_monotonic_time (), 0 };
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GVariantBuilder attributes;

  bench_loop_watch ();
  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "application", "vestibule");
  g_dbus_connection_call (bus, SERVICE, "/org/freedesktop/secrets",
                          "org.freedesktop.Secret.Service", "SearchItems",
                          g_variant_new ("(a{ss})", &attributes), G_VARIANT_TYPE ("(aoao)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, searched_cb, &bench);
  g_main_loop_run (loop);
  bench_loop_print ();
  return 0;
}
