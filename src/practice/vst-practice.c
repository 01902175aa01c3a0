/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice.h"

#include <fcntl.h>
#include <gio/gnetworking.h>
#include <libsoup/soup.h>
#include <poll.h>

#include "vst-practice-fault.h"
#include "vst-practice-routes.h"

#define MAX_REQUESTS 10000

/* So many wait to be accepted; the ten that GLib lets wait are few for checks by the hundred, and
 * the kernel makes the next ones try again after a second, or breaks them off. */
#define BACKLOG 1024

/* libsoup 3.2 keeps a connection that its client has closed until the whole server goes, and leaks
 * a socket for each that it accepts. So connections are accepted here, and each has a SoupServer of
 * its own, which goes with it. */
typedef struct {
  VstPractice *practice;
  GSocket *socket;
  SoupServer *server; /* NULL: accepted by libsoup, see let_soup_listen() */
  guint64 number;
} Connection;

struct _VstPractice {
  GObject parent;

  GSocketService *service;
  GSocket *nobody; /* see listen_for_nobody() */
  SoupServer *http2_server;
  GTlsCertificate *certificate;
  char *uri;
  VstPracticeTokens *tokens;
  VstPracticeFaults *faults;
  GBytes *avatar;
  GPtrArray *requests;    /* VstPracticeRequest */
  GPtrArray *connections; /* Connection */
  gboolean is_recording;
  guint64 last_connection;
  guint64 last_request;
};

G_DEFINE_FINAL_TYPE (VstPractice, vst_practice, G_TYPE_OBJECT)

static void
request_free (VstPracticeRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->host);
  g_free (request->headers);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

static void
free_server (SoupServer *server)
{
  soup_server_remove_handler (server, NULL);
  soup_server_disconnect (server);
  g_object_unref (server);
}

/* Closed like this, neither end waits for stragglers: thousands of sign-ins would else use up the
 * ports of loopback for a minute. */
static void
forget_stragglers (GSocket *socket)
{
  const struct linger none = { .l_onoff = 1, .l_linger = 0 };

  if (!g_socket_is_closed (socket))
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

static void
connection_free (Connection *connection)
{
  forget_stragglers (connection->socket);
  g_clear_pointer (&connection->server, free_server);
  g_object_unref (connection->socket);
  g_free (connection);
}

/* The kernel is asked, since libsoup does not look at a connection while its answer is held back.
 */
static gboolean
connection_is_open (Connection *connection)
{
  struct pollfd poll_fd = { .events = POLLRDHUP };

  if (g_socket_is_closed (connection->socket))
    return FALSE;
  poll_fd.fd = g_socket_get_fd (connection->socket);
  return poll (&poll_fd, 1, 0) == 0;
}

static void
forget_closed (VstPractice *self)
{
  guint i;

  for (i = self->connections->len; i > 0; i--)
    if (!connection_is_open (g_ptr_array_index (self->connections, i - 1)))
      g_ptr_array_remove_index_fast (self->connections, i - 1);
}

static Connection *
add_connection (VstPractice *self, GSocket *socket)
{
  Connection *connection = g_new0 (Connection, 1);

  forget_closed (self);
  connection->practice = self;
  connection->socket = g_object_ref (socket);
  connection->number = ++self->last_connection;
  g_ptr_array_add (self->connections, connection);
  return connection;
}

static char *
build_path (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  return g_strconcat (g_uri_get_path (uri), query ? "?" : NULL, query, NULL);
}

static char *
build_headers (SoupServerMessage *message)
{
  GString *text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (text, "%s: %s\n", name, value);
  return g_string_free (text, FALSE);
}

static void
record (VstPractice *self, SoupServerMessage *message, VstRoute route, guint64 connection)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  VstPracticeRequest *request = g_new0 (VstPracticeRequest, 1);

  request->route = route;
  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = build_path (message);
  request->host = vst_practice_host_of (message);
  request->headers = build_headers (message);
  request->body = soup_message_body_flatten (body);
  request->connection = connection;
  if (self->requests->len == MAX_REQUESTS)
    g_ptr_array_remove_index (self->requests, 0);
  g_ptr_array_add (self->requests, request);
}

static void
answer (VstPractice *self,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        guint64 connection)
{
  VstRoute route = vst_practice_route_of (path);
  g_autofree char *request_id = NULL;
  guint delay = 0;

  if (self->is_recording)
    record (self, message, route, connection);
  request_id = g_strdup_printf ("practice-%" G_GUINT64_FORMAT, ++self->last_request);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "X-Request-ID",
                               request_id);
  if (vst_practice_faults_wants_answer (self->faults, route))
    delay = vst_practice_answer (self->tokens, self->avatar, message, path, query);
  if (delay > 0)
    vst_practice_faults_hold (self->faults, message, delay);
  else
    vst_practice_faults_apply (self->faults, route, message);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Connection *connection = user_data;

  answer (connection->practice, message, path, query, connection->number);
}

static void
http2_request_cb (SoupServer *server,
                  SoupServerMessage *message,
                  const char *path,
                  GHashTable *query,
                  gpointer user_data)
{
  VstPractice *self = user_data;
  GSocket *socket = soup_server_message_get_socket (message);
  Connection *connection = NULL;
  guint i;

  for (i = 0; i < self->connections->len && !connection; i++) {
    connection = g_ptr_array_index (self->connections, i);
    if (connection->socket != socket)
      connection = NULL;
  }
  if (!connection)
    connection = add_connection (self, socket);
  answer (self, message, path, query, connection->number);
}

static void
vst_practice_finalize (GObject *object)
{
  VstPractice *self = VST_PRACTICE (object);

  g_clear_pointer (&self->faults, vst_practice_faults_free);
  if (self->service) {
    g_socket_service_stop (self->service);
    g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  }
  g_clear_object (&self->service);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  g_clear_pointer (&self->http2_server, free_server);
  g_clear_object (&self->nobody);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->tokens, vst_practice_tokens_free);
  g_clear_pointer (&self->avatar, g_bytes_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_free (self->uri);
  G_OBJECT_CLASS (vst_practice_parent_class)->finalize (object);
}

static void
vst_practice_class_init (VstPracticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vst_practice_finalize;
}

static void
vst_practice_init (VstPractice *self)
{
  self->is_recording = TRUE;
  self->tokens = vst_practice_tokens_new ();
  self->faults = vst_practice_faults_new ();
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)request_free);
  self->connections = g_ptr_array_new_with_free_func ((GDestroyNotify)connection_free);
}

VstPractice *
vst_practice_new (void)
{
  return g_object_new (VST_TYPE_PRACTICE, NULL);
}

/* Without "database", the system's authorities would be read for each connection.
 *
 * Returns: (transfer full) (nullable): @connection with TLS around it */
static GIOStream *
add_tls (GSocketConnection *connection, GTlsCertificate *certificate)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  GTlsBackend *backend = g_tls_backend_get_default ();

  return g_initable_new (g_tls_backend_get_server_connection_type (backend), NULL, NULL,
                         "base-io-stream", connection, "certificate", certificate, "database", NULL,
                         "advertised-protocols", protocols, "require-close-notify", FALSE, NULL);
}

/* A SoupServer keeps a connection alive only while it listens: this is where nobody calls. All
 * share one port, so that many connections do not use up the ports. */
static gboolean
listen_for_nobody (VstPractice *self, SoupServer *server)
{
  g_autoptr (GSocket) socket = NULL;
  int fd = fcntl (g_socket_get_fd (self->nobody), F_DUPFD_CLOEXEC, 0);

  if (fd < 0)
    return FALSE;
  socket = g_socket_new_from_fd (fd, NULL);
  return socket && soup_server_listen_socket (server, socket, 0, NULL);
}

static void
serve (VstPractice *self, GSocket *socket, GIOStream *stream)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) client = g_socket_get_remote_address (socket, NULL);
  g_autoptr (SoupServer) server = soup_server_new ("server-header", NULL, NULL);
  Connection *connection;

  if (!local || !client || !listen_for_nobody (self, server))
    return; /* gone again, or no more descriptors */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = add_connection (self, socket);
  connection->server = g_object_ref (server);
  soup_server_add_handler (server, NULL, request_cb, connection, NULL);
  soup_server_accept_iostream (server, stream, local, client, NULL);
}

/* Every connection is seen here, also one that never sends a request. */
static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             VstPractice *self)
{
  g_autoptr (GIOStream) stream = NULL;

  if (self->certificate)
    stream = add_tls (connection, self->certificate);
  else
    stream = G_IO_STREAM (g_object_ref (connection));
  if (stream)
    serve (self, g_socket_connection_get_socket (connection), stream);
  return TRUE;
}

static gboolean
add_address (GSocketService *service, GSocketFamily family, guint16 *port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, *port);
  g_autoptr (GSocketAddress) effective = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &effective, error))
    return FALSE;
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return TRUE;
}

static GSocket *
open_nobody (GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) socket = NULL;

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (!socket || !g_socket_bind (socket, address, FALSE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static gboolean
listen_ourselves (VstPractice *self, guint16 *port, GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();

  /* While it is active each new address breaks off an accept, and with it a connection that has
   * just come in. */
  g_socket_service_stop (service);
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), BACKLOG);
  self->nobody = open_nobody (error);
  if (!self->nobody || !add_address (service, G_SOCKET_FAMILY_IPV4, port, error))
    return FALSE;
  add_address (service, G_SOCKET_FAMILY_IPV6, port, NULL); /* where there is one */
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (service);
  self->service = g_steal_pointer (&service);
  return TRUE;
}

/* Only what libsoup accepts itself can speak HTTP/2. */
static gboolean
let_soup_listen (VstPractice *self, guint16 *port, GError **error)
{
  g_autoptr (SoupServer) server = NULL;
  GSList *uris;

  server = soup_server_new ("tls-certificate", self->certificate, "server-header", NULL, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS, error))
    return FALSE;
  soup_server_add_handler (server, NULL, http2_request_cb, self, NULL);
  uris = soup_server_get_uris (server);
  *port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  self->http2_server = g_steal_pointer (&server);
  return TRUE;
}

gboolean
vst_practice_listen (VstPractice *self, GTlsCertificate *certificate, GError **error)
{
  gboolean is_http2 = certificate && g_getenv ("SOUP_SERVER_HTTP2");
  guint16 port = 0;

  g_return_val_if_fail (VST_IS_PRACTICE (self), FALSE);
  g_return_val_if_fail (!self->uri, FALSE);

  g_set_object (&self->certificate, certificate);
  if (!(is_http2 ? let_soup_listen : listen_ourselves) (self, &port, error))
    return FALSE;
  self->uri = g_strdup_printf ("%s://127.0.0.1:%u", certificate ? "https" : "http", port);
  return TRUE;
}

const char *
vst_practice_get_uri (VstPractice *self)
{
  g_return_val_if_fail (VST_IS_PRACTICE (self), NULL);
  return self->uri;
}

void
vst_practice_set_fault (VstPractice *self, VstRoute route, const VstFault *fault)
{
  g_return_if_fail (VST_IS_PRACTICE (self));
  g_return_if_fail (route < VST_N_ROUTES);
  vst_practice_faults_set (self->faults, route, fault);
}

void
vst_practice_set_avatar (VstPractice *self, GBytes *file)
{
  g_return_if_fail (VST_IS_PRACTICE (self));
  g_clear_pointer (&self->avatar, g_bytes_unref);
  if (file)
    self->avatar = g_bytes_ref (file);
}

void
vst_practice_end_tokens (VstPractice *self)
{
  g_return_if_fail (VST_IS_PRACTICE (self));
  vst_practice_tokens_end (self->tokens);
}

GPtrArray *
vst_practice_get_requests (VstPractice *self)
{
  g_return_val_if_fail (VST_IS_PRACTICE (self), NULL);
  return self->requests;
}

void
vst_practice_set_recording (VstPractice *self, gboolean recording)
{
  g_return_if_fail (VST_IS_PRACTICE (self));

  self->is_recording = recording;
}

void
vst_practice_forget_requests (VstPractice *self)
{
  g_return_if_fail (VST_IS_PRACTICE (self));
  g_ptr_array_set_size (self->requests, 0);
}

guint
vst_practice_count_open (VstPractice *self)
{
  g_return_val_if_fail (VST_IS_PRACTICE (self), 0);
  forget_closed (self);
  return self->connections->len;
}
