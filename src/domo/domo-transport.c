/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-transport.h"

/* libsoup's own limit: the longest silence on a connection, in seconds. The limits that are
 * promised are counted per request in domo-exchange.c; this one ends what was cancelled over
 * HTTP/2, where libsoup cannot end it at once. */
#define SILENCE 30

#define CONNECT_LIMIT 10000
#define WHOLE_LIMIT 30000

struct _DomoTransport {
  GObject parent_instance;

  SoupSession *session;
  GTlsDatabase *extra_authority;
  DomoProxyResolver *proxy_resolver;
  GNetworkMonitor
      *network_monitor; /* nullable: the system's, which is not touched before a failure */
  guint connect_limit;
  guint whole_limit;
};

G_DEFINE_FINAL_TYPE (DomoTransport, domo_transport, G_TYPE_OBJECT)

static void
domo_transport_dispose (GObject *object)
{
  DomoTransport *self = DOMO_TRANSPORT (object);

  if (self->session)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->extra_authority);
  g_clear_object (&self->proxy_resolver);
  g_clear_object (&self->network_monitor);
  G_OBJECT_CLASS (domo_transport_parent_class)->dispose (object);
}

static void
domo_transport_class_init (DomoTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = domo_transport_dispose;
}

static void
domo_transport_init (DomoTransport *self)
{
  self->connect_limit = CONNECT_LIMIT;
  self->whole_limit = WHOLE_LIMIT;
}

DomoTransport *
domo_transport_new (guint n_connections)
{
  DomoTransport *self = g_object_new (DOMO_TYPE_TRANSPORT, NULL);

  self->session = soup_session_new_with_options ("timeout", SILENCE, "max-conns", n_connections,
                                                 "max-conns-per-host", n_connections, NULL);
  domo_transport_set_proxy_resolver (self, NULL);
  return self;
}

gboolean
domo_transport_set_extra_authority (DomoTransport *self, const char *path, GError **error)
{
  /* With a relative path GIO makes a database that trusts nothing, and no error. */
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (absolute, error);

  if (!database)
    return FALSE;
  g_set_object (&self->extra_authority, database);
  return TRUE;
}

void
domo_transport_set_time_limits (DomoTransport *self, guint connect, guint whole)
{
  self->connect_limit = connect;
  self->whole_limit = whole;
  /* Or libsoup would end what may take longer. */
  soup_session_set_timeout (self->session, MAX (SILENCE, whole / 1000 + 1));
}

void
domo_transport_set_network_monitor (DomoTransport *self, GNetworkMonitor *monitor)
{
  g_set_object (&self->network_monitor, monitor);
}

void
domo_transport_set_proxy_resolver (DomoTransport *self, GProxyResolver *resolver)
{
  g_clear_object (&self->proxy_resolver);
  self->proxy_resolver = domo_proxy_resolver_new (resolver);
  soup_session_set_proxy_resolver (self->session, G_PROXY_RESOLVER (self->proxy_resolver));
}

SoupSession *
domo_transport_get_session (DomoTransport *self)
{
  return self->session;
}

void
domo_transport_close (DomoTransport *self)
{
  soup_session_abort (self->session);
}

GTlsDatabase *
domo_transport_get_extra_authority (DomoTransport *self)
{
  return self->extra_authority;
}

DomoProxyResolver *
domo_transport_get_proxy_resolver (DomoTransport *self)
{
  return self->proxy_resolver;
}

guint
domo_transport_get_connect_limit (DomoTransport *self)
{
  return self->connect_limit;
}

guint
domo_transport_get_whole_limit (DomoTransport *self)
{
  return self->whole_limit;
}

static void
ask_monitor (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DomoTransport *self = source;
  GNetworkMonitor *monitor =
      self->network_monitor ? self->network_monitor : g_network_monitor_get_default ();

  g_task_return_boolean (task, !g_network_monitor_get_network_available (monitor));
}

void
domo_transport_is_offline_async (DomoTransport *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, domo_transport_is_offline_async);
  g_task_run_in_thread (task, ask_monitor);
}

gboolean
domo_transport_is_offline_finish (DomoTransport *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
