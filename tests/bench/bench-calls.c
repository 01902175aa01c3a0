/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-calls.h"

#define ROOT "/org/freedesktop/secrets"

static GMutex mutex; /* the filter is called in the connection's own thread */
static GHashTable *counts;

static gboolean
is_call_to_keyring (GDBusMessage *message)
{
  const char *path = g_dbus_message_get_path (message);

  return g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL && path &&
         g_str_has_prefix (path, ROOT);
}

/* A search for one item, which is to be written, is told from one for all. */
static const char *
get_name (GDBusMessage *message)
{
  const char *method = g_dbus_message_get_member (message);
  GVariant *arguments = g_dbus_message_get_body (message);
  g_autoptr (GVariant) attributes = NULL;

  if (!g_str_equal (method, "SearchItems"))
    return method;
  attributes = g_variant_get_child_value (arguments, 0);
  return g_variant_n_children (attributes) > 1 ? "SearchItems-of-id" : method;
}

static GDBusMessage *
filter_cb (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer unused)
{
  const char *name;
  guint count;

  if (incoming || !is_call_to_keyring (message))
    return message;
  name = get_name (message);
  g_mutex_lock (&mutex);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;
  g_hash_table_replace (counts, g_strdup (name), GUINT_TO_POINTER (count));
  g_mutex_unlock (&mutex);
  return message;
}

GDBusConnection *
bench_calls_watch (void)
{
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (!bus)
    g_error ("There is no session bus.");
  counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_dbus_connection_add_filter (bus, filter_cb, NULL, NULL);
  return bus;
}

void
bench_calls_print (void)
{
  GHashTableIter iter;
  gpointer name, count;

  g_mutex_lock (&mutex);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &count))
    g_print ("call-%s %u\n", (const char *)name, GPOINTER_TO_UINT (count));
  g_mutex_unlock (&mutex);
}
