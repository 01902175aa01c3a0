/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "little-proxy.h"

#include <string.h>

#define END "\r\n\r\n"
#define GREETING "220 little.example ESMTP" END

struct _LittleProxy {
  GSocketService *service;
  LittleProxyManner manner;
  guint16 port;
  char *address;
  GString *text;
  GCancellable *cancellable; /* ends what is under way */
  GPtrArray *callers;        /* Caller */
};

/* One connection. */
typedef struct {
  LittleProxy *proxy;
  GIOStream *stream;
  GString *request;
  char buffer[4096];
} Caller;

static void
caller_free (Caller *caller)
{
  g_io_stream_close (caller->stream, NULL, NULL);
  g_object_unref (caller->stream);
  g_string_free (caller->request, TRUE);
  g_free (caller);
}

static void read_more (Caller *caller);

static void
answer (Caller *caller, const char *text)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (caller->stream), text, strlen (text),
                             NULL, NULL, NULL);
}

static void
open_tunnel (Caller *caller)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) host = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  host = g_socket_client_connect_to_host (client, "127.0.0.1", caller->proxy->port, NULL, &error);
  g_assert_no_error (error);
  answer (caller, "HTTP/1.1 200 Connection established" END);
  g_io_stream_splice_async (caller->stream, G_IO_STREAM (host),
                            G_IO_STREAM_SPLICE_CLOSE_STREAM1 | G_IO_STREAM_SPLICE_CLOSE_STREAM2,
                            G_PRIORITY_DEFAULT, caller->proxy->cancellable, NULL, NULL);
}

/* Returns: whether the caller is done with */
static gboolean
answer_request (Caller *caller)
{
  LittleProxy *self = caller->proxy;
  gboolean has_login = strstr (caller->request->str, LITTLE_PROXY_LOGIN) != NULL;

  if (self->manner == LITTLE_PROXY_WORKS ||
      (self->manner == LITTLE_PROXY_WANTS_LOGIN && has_login)) {
    open_tunnel (caller);
    return FALSE;
  }
  if (self->manner == LITTLE_PROXY_IS_SILENT)
    return FALSE;
  if (self->manner == LITTLE_PROXY_WANTS_LOGIN) {
    answer (caller, "HTTP/1.1 407 Proxy Authentication Required\r\n"
                    "Proxy-Authenticate: Basic realm=\"little\"\r\nContent-Length: 0" END);
    g_string_truncate (caller->request, 0);
    read_more (caller);
    return FALSE;
  }
  if (self->manner == LITTLE_PROXY_FORBIDS)
    answer (caller, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0" END);
  else if (self->manner == LITTLE_PROXY_FAILS)
    answer (caller, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0" END);
  else if (self->manner == LITTLE_PROXY_TALKS_NONSENSE)
    answer (caller, GREETING);
  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Caller *caller = user_data;
  g_autoptr (GError) error = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the proxy is gone, and the caller with it */
  if (size > 0)
    g_string_append_len (caller->request, caller->buffer, size);
  if (size > 0 && !strstr (caller->request->str, END))
    read_more (caller);
  else if (size <= 0)
    g_ptr_array_remove_fast (caller->proxy->callers, caller);
  else {
    g_string_append (caller->proxy->text, caller->request->str);
    if (answer_request (caller))
      g_ptr_array_remove_fast (caller->proxy->callers, caller);
  }
}

static void
read_more (Caller *caller)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (caller->stream), caller->buffer,
                             sizeof caller->buffer, G_PRIORITY_DEFAULT, caller->proxy->cancellable,
                             read_cb, caller);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             LittleProxy *self)
{
  Caller *caller = g_new0 (Caller, 1);

  caller->proxy = self;
  caller->stream = G_IO_STREAM (g_object_ref (connection));
  caller->request = g_string_new (NULL);
  g_ptr_array_add (self->callers, caller);
  if (self->manner == LITTLE_PROXY_GREETS)
    answer (caller, GREETING);
  if (self->manner == LITTLE_PROXY_HANGS_UP)
    g_ptr_array_remove_fast (self->callers, caller);
  else
    read_more (caller);
  return TRUE;
}

LittleProxy *
little_proxy_new (LittleProxyManner manner, guint16 port)
{
  LittleProxy *self = g_new0 (LittleProxy, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->manner = manner;
  self->port = port;
  self->text = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  self->callers = g_ptr_array_new_with_free_func ((GDestroyNotify)caller_free);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->address = g_strdup_printf (
      "127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  return self;
}

void
little_proxy_free (LittleProxy *self)
{
  g_cancellable_cancel (self->cancellable);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (g_main_context_iteration (NULL, FALSE))
    continue; /* until all reads have ended */
  g_object_unref (self->service);
  g_ptr_array_unref (self->callers);
  g_object_unref (self->cancellable);
  g_string_free (self->text, TRUE);
  g_free (self->address);
  g_free (self);
}

const char *
little_proxy_get_address (LittleProxy *self)
{
  return self->address;
}

const char *
little_proxy_get_text (LittleProxy *self)
{
  return self->text->str;
}
