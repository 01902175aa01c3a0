/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-exchange.h"

#include <string.h>

#include "domo-failure.h"
#include "domo-instance.h"

/* Nearly every answer fits into the first; the whole of it is wiped in the end. */
#define FIRST_SIZE (4 * 1024)
#define READ_SIZE (64 * 1024)

/* The header that libsoup's authentication manager adds for a proxy. */
#define PROXY_AUTHORIZATION "Proxy-Authorization"

/* One request under way. The task is returned as soon as the caller is to know; libsoup may trail
 * behind (over HTTP/2 a cancelled request ends with the next traffic only), so the exchange lives
 * on its own count: one reference for each step that libsoup has to call back. */
typedef struct {
  DomoTransport *transport;
  SoupSession *session; /* of the transport; NULL once the caller has been told */
  SoupMessage *message;
  GTask *task; /* NULL once it has been returned */
  GCancellable *cancellable;
  GSource *caller_cancelled;
  GSource *connect_timer;
  GSource *whole_timer;
  DomoStop stop;
  DomoStage stage;
  guint n_interim;
  guint n_restarts;
  GTlsCertificateFlags tls_errors;
  gint64 started;  /* microseconds, monotonic */
  gint64 arrived;  /* the headers: milliseconds since 1970 */
  GError *failure; /* kept while the network monitor is asked */
  char *proxy;     /* nullable: that it went through, once it has failed */
  char *data;
  gsize length;
  gsize allocated;
} Exchange;

static const char *const secret_headers[] = { "Authorization", "x-domo-authentication",
                                              "x-domo-developer-token" };

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
clear_timers (Exchange *self)
{
  clear_source (&self->caller_cancelled);
  clear_source (&self->connect_timer);
  clear_source (&self->whole_timer);
}

/* libsoup keeps the message a while; what it holds of ours is not needed any more. */
static void
wipe_headers (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (gsize i = 0; i < G_N_ELEMENTS (secret_headers); i++) {
    char *value = (char *)soup_message_headers_get_one (headers, secret_headers[i]);

    if (value)
      explicit_bzero (value, strlen (value));
  }
}

static void
exchange_clear (gpointer data)
{
  Exchange *self = data;

  clear_timers (self);
  g_signal_handlers_disconnect_by_data (self->message, self);
  wipe_headers (self->message);
  if (self->data) {
    explicit_bzero (self->data, self->allocated);
    g_free (self->data);
  }
  g_clear_error (&self->failure);
  g_free (self->proxy);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->message);
  g_clear_object (&self->task);
  g_clear_object (&self->transport);
}

static void
exchange_unref (Exchange *self)
{
  g_rc_box_release_full (self, exchange_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_unref)

/* -------------------------------------------------------------------------- telling the caller */

/* Before the caller is told: what it asks next takes the place, and would else wait where all
 * others are taken. Returns: (nullable): %NULL when it has been told already */
static GTask *
steal_task (Exchange *self)
{
  clear_timers (self);
  if (self->session)
    domo_transport_end (self->transport, g_steal_pointer (&self->session));
  return g_steal_pointer (&self->task);
}

/* Where it went, for the log: without the query. The practice instance plays who the header says.
 */
static char *
dup_address (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);
  g_autofree char *whole =
      g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
  const char *host =
      soup_message_headers_get_one (soup_message_get_request_headers (message), "Host");

  if (host)
    return g_strconcat (host, g_uri_get_path (uri), NULL);
  return g_strdup (strstr (whole, "://") + strlen ("://"));
}

static void
return_error (Exchange *self, GError *error)
{
  g_autoptr (GTask) task = steal_task (self);
  g_autofree char *address = NULL;

  if (!task) {
    g_error_free (error);
    return;
  }
  address = dup_address (self->message);
  g_debug ("%s %s: %s after %" G_GINT64_FORMAT " ms", soup_message_get_method (self->message),
           address, error->message, (g_get_monotonic_time () - self->started) / 1000);
  g_task_return_error (task, error);
}

static void
return_reply (Exchange *self)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  g_autoptr (GTask) task = steal_task (self);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *address = dup_address (self->message);
  DomoReply *reply;

  if (!task)
    return;
  body = domo_wiped_bytes_new (g_steal_pointer (&self->data), self->length);
  reply = domo_reply_new (soup_message_get_status (self->message), body);
  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (self->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    domo_reply_set_header (reply, name, value);
  domo_reply_set_arrival (reply, self->arrived);
  domo_reply_set_duration (reply, g_get_monotonic_time () - self->started);
  g_debug ("%s %s: status %u in %" G_GINT64_FORMAT " ms", soup_message_get_method (self->message),
           address, domo_reply_get_status (reply), domo_reply_get_duration (reply) / 1000);
  g_task_return_pointer (task, reply, (GDestroyNotify)domo_reply_unref);
}

static const char *
get_host (Exchange *self)
{
  return g_uri_get_host (soup_message_get_uri (self->message));
}

/* Whether @error may come of having no network at all. */
static gboolean
may_be_offline (Exchange *self, const GError *error)
{
  const DomoErrorInfo *info = domo_error_get_info (error);

  if (!info || domo_host_is_loopback (get_host (self)))
    return FALSE;
  return error->code == DOMO_ERROR_HOST_NOT_FOUND || info->reason == DOMO_REASON_NAME_SERVER ||
         info->reason == DOMO_REASON_CONNECT || info->reason == DOMO_REASON_UNREACHABLE ||
         info->reason == DOMO_REASON_PROXY_SILENT;
}

static void
asked_monitor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  gboolean is_offline = domo_transport_is_offline_finish (DOMO_TRANSPORT (source), result);

  if (!self->failure)
    return; /* it was too late */
  if (is_offline) {
    g_clear_error (&self->failure);
    self->failure = domo_error_new (DOMO_ERROR_CONNECTION, DOMO_REASON_OFFLINE, NULL);
  }
  return_error (self, g_steal_pointer (&self->failure));
}

static void
describe_failure (Exchange *self, DomoFailure *failure)
{
  DomoProxyResolver *resolver = domo_transport_get_proxy_resolver (self->transport);

  failure->stop = self->stop;
  failure->stage = self->stage;
  g_free (self->proxy);
  self->proxy = domo_proxy_resolver_dup_proxy (resolver, get_host (self));
  failure->proxy = self->proxy;
  failure->certificate = soup_message_get_tls_peer_certificate (self->message);
  failure->tls_errors = self->tls_errors;
}

/* What a time-out's error says there was time for. */
static void
note_limit (Exchange *self, GError *error)
{
  const DomoErrorInfo *info = domo_error_get_info (error);

  if (!g_error_matches (error, DOMO_ERROR, DOMO_ERROR_TIMEOUT))
    return;
  domo_error_set_limit (error, info->reason == DOMO_REASON_CONNECT
                                   ? domo_transport_get_connect_limit (self->transport)
                                   : domo_transport_get_whole_limit (self->transport));
}

/* The end of every exchange without an answer. @error is what libsoup said, or NULL. */
static void
fail (Exchange *self, const GError *error)
{
  DomoFailure failure;
  GError *ours;

  if (!self->task || self->failure)
    return; /* the caller knows already, or will once the monitor has answered */
  describe_failure (self, &failure);
  ours = domo_failure_to_error (&failure, error, soup_message_get_status (self->message));
  note_limit (self, ours);
  /* When its time is up the monitor is not waited for: nothing would end that. */
  if (self->stop == DOMO_STOP_WHOLE || !may_be_offline (self, ours)) {
    return_error (self, ours);
    return;
  }

  clear_source (&self->connect_timer); /* that of the whole goes on: the monitor may be silent */
  self->failure = ours;
  domo_transport_is_offline_async (self->transport, asked_monitor_cb, g_rc_box_acquire (self));
}

/* ---------------------------------------------------------------------------------- the limits */

/* Ends it now for the caller, whenever libsoup comes round to it. */
static void
stop (Exchange *self, DomoStop why)
{
  G_GNUC_UNUSED g_autoptr (Exchange) alive = g_rc_box_acquire (self);

  if (self->failure) {
    return_error (self, g_steal_pointer (&self->failure)); /* the monitor is silent */
    return;
  }
  if (self->stop != DOMO_STOP_NONE)
    return;
  self->stop = why;
  fail (self, NULL);
  g_cancellable_cancel (self->cancellable);
}

/* Also while the monitor is asked: nobody waits for its answer any more. */
static gboolean
caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Exchange *self = user_data;
  G_GNUC_UNUSED g_autoptr (Exchange) alive = g_rc_box_acquire (self);

  return_error (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
connect_time_up_cb (gpointer user_data)
{
  stop (user_data, DOMO_STOP_CONNECT);
  return G_SOURCE_REMOVE;
}

static gboolean
whole_time_up_cb (gpointer user_data)
{
  stop (user_data, DOMO_STOP_WHOLE);
  return G_SOURCE_REMOVE;
}

static GSource *
add_source (GSource *source, GSourceFunc callback, Exchange *self)
{
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));
  return source;
}

/* Of a request that may be sent twice libsoup takes a broken connection once for one that was kept
 * too long; over HTTP/2 it sends one that is refused again and again. */
static void
restarted_cb (SoupMessage *message, Exchange *self)
{
  if (++self->n_restarts > DOMO_TRANSPORT_MAX_RESTARTS)
    stop (self, DOMO_STOP_RESTARTS);
}

static void
got_informational_cb (SoupMessage *message, Exchange *self)
{
  /* While they come without end, libsoup lets no time-out through. */
  if (++self->n_interim > DOMO_TRANSPORT_MAX_INTERIM)
    stop (self, DOMO_STOP_INTERIM);
}

/* libsoup hands on a proxy's refusal of our CONNECT as if the host had answered; no certificate of
 * the host was seen then. */
static gboolean
is_refused_by_proxy (Exchange *self)
{
  return g_str_equal (g_uri_get_scheme (soup_message_get_uri (self->message)), "https") &&
         !soup_message_get_tls_peer_certificate (self->message);
}

/* libsoup would gather the body of a 421, however long it is, and then send the request once more,
 * with the password in it. Nothing of that body is used. */
static void
got_headers_cb (SoupMessage *message, Exchange *self)
{
  G_GNUC_UNUSED g_autoptr (Exchange) alive = g_rc_box_acquire (self);

  if (soup_message_get_status (message) != SOUP_STATUS_MISDIRECTED_REQUEST ||
      is_refused_by_proxy (self))
    return;
  self->arrived = g_get_real_time () / 1000;
  return_reply (self);
  g_cancellable_cancel (self->cancellable);
}

static gboolean
is_old_tls (GIOStream *connection)
{
  return G_IS_TLS_CONNECTION (connection) &&
         g_tls_connection_get_protocol_version (G_TLS_CONNECTION (connection)) <
             G_TLS_PROTOCOL_VERSION_TLS_1_2;
}

/* None of these comes on a kept connection. */
static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  Exchange *self)
{
  if (!self->task)
    return;
  if (event == G_SOCKET_CLIENT_RESOLVING) {
    guint limit = domo_transport_get_connect_limit (self->transport);

    self->stage = DOMO_STAGE_RESOLVING;
    if (!self->connect_timer)
      self->connect_timer = add_source (g_timeout_source_new (limit), connect_time_up_cb, self);
  } else if (event == G_SOCKET_CLIENT_RESOLVED) {
    self->stage = DOMO_STAGE_CONNECTING;
  } else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED && is_old_tls (connection)) {
    stop (self, DOMO_STOP_OLD_TLS); /* nothing of the request has left yet */
  } else if (event == G_SOCKET_CLIENT_COMPLETE) {
    self->stage = DOMO_STAGE_CONNECTED;
    clear_source (&self->connect_timer);
  }
}

/* Authorities that have signed each other make a chain without an end, and GIO follows it for
 * ever. */
static gboolean
has_end (GTlsCertificate *certificate)
{
  guint length = 0;

  while (certificate && length++ < DOMO_TRANSPORT_MAX_CHAIN)
    certificate = g_tls_certificate_get_issuer (certificate);
  return !certificate;
}

/* The system did not like the certificate; perhaps the extra authority does. */
static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       Exchange *self)
{
  GTlsDatabase *extra = domo_transport_get_extra_authority (self->transport);
  g_autoptr (GSocketConnectable) identity = NULL;
  GUri *uri = soup_message_get_uri (message);

  self->tls_errors = errors;
  if (!extra || !has_end (certificate))
    return FALSE;
  identity = g_network_address_new (g_uri_get_host (uri), MAX (g_uri_get_port (uri), 0));
  errors =
      g_tls_database_verify_chain (extra, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                   identity, NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);
  /* Where the extra authority knows the chain, it is its word that counts. */
  if (!(errors & G_TLS_CERTIFICATE_UNKNOWN_CA))
    self->tls_errors = errors;
  return errors == 0;
}

/* A login is given to the proxy of the settings, and to nobody else: no dialogue with a host. One
 * that says 407 inside the tunnel has shown its certificate; libsoup would ask it again and again.
 */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, Exchange *self)
{
  DomoProxyResolver *resolver = domo_transport_get_proxy_resolver (self->transport);
  g_autofree char *user = NULL;
  char *password;

  if (!soup_auth_is_for_proxy (auth) || retrying ||
      soup_message_get_tls_peer_certificate (message) ||
      !domo_proxy_resolver_dup_login (resolver, get_host (self), &user, &password))
    return FALSE;
  soup_auth_authenticate (auth, user, password);
  domo_wipe_string (password);
  return TRUE;
}

/* libsoup 3.2 sends the proxy's login to the host as well, inside the tunnel. */
static void
starting_cb (SoupMessage *message, Exchange *self)
{
  if (g_str_equal (g_uri_get_scheme (soup_message_get_uri (message)), "https"))
    soup_message_headers_remove (soup_message_get_request_headers (message), PROXY_AUTHORIZATION);
}

/* ---------------------------------------------------------------------------------- the answer */

static void read_more (Exchange *self, GInputStream *stream);

/* Room for another read. The old half of a grown buffer is wiped: it may hold a token. */
static void
make_room (Exchange *self)
{
  gsize allocated = MAX (self->allocated * 2, FIRST_SIZE);
  char *grown;

  if (self->allocated - self->length >= FIRST_SIZE / 2)
    return;
  grown = g_malloc (allocated);
  if (self->data) {
    memcpy (grown, self->data, self->length);
    explicit_bzero (self->data, self->allocated);
    g_free (self->data);
  }
  self->data = grown;
  self->allocated = allocated;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GError) error = NULL;
  GInputStream *stream = G_INPUT_STREAM (source);
  gssize n_read = g_input_stream_read_finish (stream, result, &error);

  if (n_read < 0) {
    fail (self, error);
    return;
  }
  self->length += n_read;
  if (self->length > DOMO_TRANSPORT_MAX_BODY)
    stop (self, DOMO_STOP_SIZE);
  else if (n_read == 0)
    return_reply (self);
  else
    read_more (self, stream);
}

static void
read_more (Exchange *self, GInputStream *stream)
{
  make_room (self);
  g_input_stream_read_async (stream, self->data + self->length,
                             MIN (self->allocated - self->length, READ_SIZE), G_PRIORITY_DEFAULT,
                             self->cancellable, read_cb, g_rc_box_acquire (self));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);
  DomoFailure failure;

  if (!stream) {
    fail (self, error);
  } else if (is_refused_by_proxy (self)) {
    describe_failure (self, &failure);
    return_error (
        self, domo_failure_refused_by_proxy (&failure, soup_message_get_status (self->message)));
  } else {
    self->stage = DOMO_STAGE_CONNECTED;
    self->arrived = g_get_real_time () / 1000;
    read_more (self, stream);
  }
}

static Exchange *
exchange_new (DomoTransport *transport, SoupMessage *message, GTask *task)
{
  Exchange *self = g_rc_box_new0 (Exchange);

  self->transport = g_object_ref (transport);
  self->session = domo_transport_begin (transport);
  self->message = g_object_ref (message);
  self->task = g_object_ref (task);
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->whole_timer = add_source (g_timeout_source_new (domo_transport_get_whole_limit (transport)),
                                  whole_time_up_cb, self);
  return self;
}

void
domo_exchange_async (DomoTransport *transport,
                     SoupMessage *message,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);
  Exchange *self = exchange_new (transport, message, task);

  g_task_set_source_tag (task, domo_exchange_async);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* No host is given a login so, and libsoup would gather the whole body of a 401, however long it
   * is, to ask again. A proxy's CONNECT is another message. */
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  g_signal_connect (message, "got-informational", G_CALLBACK (got_informational_cb), self);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), self);
  g_signal_connect_after (message, "starting", G_CALLBACK (starting_cb), self);
  if (cancellable)
    self->caller_cancelled = add_source (g_cancellable_source_new (cancellable),
                                         G_SOURCE_FUNC (caller_cancelled_cb), self);

  /* The reference of exchange_new() goes to this step. */
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->cancellable, sent_cb,
                           self);
}

DomoReply *
domo_exchange_finish (DomoTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
