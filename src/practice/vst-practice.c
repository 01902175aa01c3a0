/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice.h"

#include <libsoup/soup.h>
#include <poll.h>

#include "vst-practice-fault.h"
#include "vst-practice-routes.h"

#define MAX_REQUESTS 10000

/* A connection that a request came over. */
typedef struct {
  GSocket *socket;
  guint64 number;
} Connection;

struct _VstPractice {
  GObject parent;

  SoupServer *server;
  char *uri;
  VstPracticeTokens *tokens;
  VstPracticeFaults *faults;
  GBytes *avatar;
  GPtrArray *requests;    /* VstPracticeRequest */
  GPtrArray *connections; /* Connection */
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
connection_free (Connection *connection)
{
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

/* Returns: the number of the connection that @message came over */
static guint64
number_connection (VstPractice *self, SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  Connection *connection;
  guint i;

  if (!socket)
    return 0;
  for (i = 0; i < self->connections->len; i++) {
    connection = g_ptr_array_index (self->connections, i);
    if (connection->socket == socket)
      return connection->number;
  }
  forget_closed (self);
  connection = g_new0 (Connection, 1);
  connection->socket = g_object_ref (socket);
  connection->number = ++self->last_connection;
  g_ptr_array_add (self->connections, connection);
  return connection->number;
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
record (VstPractice *self, SoupServerMessage *message, VstRoute route)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  VstPracticeRequest *request = g_new0 (VstPracticeRequest, 1);

  request->route = route;
  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = build_path (message);
  request->host = vst_practice_host_of (message);
  request->headers = build_headers (message);
  request->body = soup_message_body_flatten (body);
  request->connection = number_connection (self, message);
  if (self->requests->len == MAX_REQUESTS)
    g_ptr_array_remove_index (self->requests, 0);
  g_ptr_array_add (self->requests, request);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  VstPractice *self = user_data;
  VstRoute route = vst_practice_route_of (path);
  g_autofree char *request_id = NULL;
  guint delay = 0;

  record (self, message, route);
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
vst_practice_finalize (GObject *object)
{
  VstPractice *self = VST_PRACTICE (object);

  g_clear_pointer (&self->faults, vst_practice_faults_free);
  if (self->server) {
    soup_server_remove_handler (self->server, NULL);
    soup_server_disconnect (self->server);
  }
  g_clear_object (&self->server);
  g_clear_pointer (&self->tokens, vst_practice_tokens_free);
  g_clear_pointer (&self->avatar, g_bytes_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
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

gboolean
vst_practice_listen (VstPractice *self, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (SoupServer) server = NULL;
  GSList *uris;

  g_return_val_if_fail (VST_IS_PRACTICE (self), FALSE);
  g_return_val_if_fail (!self->server, FALSE);

  server = soup_server_new ("tls-certificate", certificate, "server-header", NULL, NULL);
  if (!soup_server_listen_local (server, 0, certificate ? SOUP_SERVER_LISTEN_HTTPS : 0, error))
    return FALSE;
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  uris = soup_server_get_uris (server);
  self->uri = g_strdup_printf ("%s://127.0.0.1:%d", certificate ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  self->server = g_steal_pointer (&server);
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

GPtrArray *
vst_practice_get_requests (VstPractice *self)
{
  g_return_val_if_fail (VST_IS_PRACTICE (self), NULL);
  return self->requests;
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
