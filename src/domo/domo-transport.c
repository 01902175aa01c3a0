/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-transport.h"

/* libsoup's own limit: the longest silence on a connection, in seconds. The limits that are
 * promised are counted per request in domo-exchange.c; this one ends what was cancelled over
 * HTTP/2, where libsoup cannot end it at once. */
#define SILENCE 30

#define CONNECT_LIMIT 10000
#define WHOLE_LIMIT 30000

/* For each step of a request libsoup looks through all that its session has under way: in one
 * session 10,000 sign-ins, 512 at once, take 195 s instead of 12 s, and some are given up. In many
 * small ones more connections are made, since a request that waits for its own takes a free one of
 * its session alone; over TLS each costs 25 ms and 4 MiB. */
#define CONNECTIONS_OF_ONE 64

/* One of the sessions, and how many requests have it. */
typedef struct {
  SoupSession *session;
  guint n_under_way;
} Lane;

struct _DomoTransport {
  GObject parent_instance;

  Lane *lanes; /* their sessions are made when they are wanted */
  guint n_lanes;
  guint lane_size; /* connections of one */
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

  domo_transport_close (self);
  for (guint i = 0; i < self->n_lanes; i++)
    g_clear_object (&self->lanes[i].session);
  g_clear_object (&self->extra_authority);
  g_clear_object (&self->proxy_resolver);
  g_clear_object (&self->network_monitor);
  G_OBJECT_CLASS (domo_transport_parent_class)->dispose (object);
}

static void
domo_transport_finalize (GObject *object)
{
  g_free (DOMO_TRANSPORT (object)->lanes);
  G_OBJECT_CLASS (domo_transport_parent_class)->finalize (object);
}

static void
domo_transport_class_init (DomoTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = domo_transport_dispose;
  G_OBJECT_CLASS (klass)->finalize = domo_transport_finalize;
}

static void
domo_transport_init (DomoTransport *self)
{
  self->connect_limit = CONNECT_LIMIT;
  self->whole_limit = WHOLE_LIMIT;
}

/* Seconds. Longer than the whole time limit, or libsoup would end what may take longer. */
static guint
get_silence (DomoTransport *self)
{
  return MAX (SILENCE, self->whole_limit / 1000 + 1);
}

static SoupSession *
make_session (DomoTransport *self)
{
  return soup_session_new_with_options ("timeout", get_silence (self), "max-conns", self->lane_size,
                                        "max-conns-per-host", self->lane_size, "proxy-resolver",
                                        self->proxy_resolver, NULL);
}

DomoTransport *
domo_transport_new (guint n_connections)
{
  DomoTransport *self;

  g_return_val_if_fail (n_connections > 0, NULL);
  self = g_object_new (DOMO_TYPE_TRANSPORT, NULL);
  self->n_lanes = (n_connections + CONNECTIONS_OF_ONE - 1) / CONNECTIONS_OF_ONE;
  self->lane_size = (n_connections + self->n_lanes - 1) / self->n_lanes;
  self->lanes = g_new0 (Lane, self->n_lanes);
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
  for (guint i = 0; i < self->n_lanes; i++)
    if (self->lanes[i].session)
      soup_session_set_timeout (self->lanes[i].session, get_silence (self));
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
  for (guint i = 0; i < self->n_lanes; i++)
    if (self->lanes[i].session)
      soup_session_set_proxy_resolver (self->lanes[i].session,
                                       G_PROXY_RESOLVER (self->proxy_resolver));
}

/* The first that has room, so that few requests share few sessions and their kept connections; when
 * all are full, the one where the fewest wait. */
static Lane *
choose_lane (DomoTransport *self)
{
  Lane *best = self->lanes;

  for (guint i = 0; i < self->n_lanes; i++) {
    if (self->lanes[i].n_under_way < self->lane_size)
      return &self->lanes[i];
    if (self->lanes[i].n_under_way < best->n_under_way)
      best = &self->lanes[i];
  }
  return best;
}

SoupSession *
domo_transport_begin (DomoTransport *self)
{
  Lane *lane = choose_lane (self);

  if (!lane->session)
    lane->session = make_session (self);
  lane->n_under_way++;
  return lane->session;
}

void
domo_transport_end (DomoTransport *self, SoupSession *session)
{
  for (guint i = 0; i < self->n_lanes; i++)
    if (self->lanes[i].session == session)
      self->lanes[i].n_under_way--;
}

void
domo_transport_close (DomoTransport *self)
{
  for (guint i = 0; i < self->n_lanes; i++)
    if (self->lanes[i].session)
      soup_session_abort (self->lanes[i].session);
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
