/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-client.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "domo-exchange.h"
#include "domo-json.h"
#include "domo-reply.h"
#include "domo-transport.h"

#define PLATFORM_URI "https://" DOMO_PLATFORM_HOST

struct _DomoClient {
  GObject parent_instance;

  DomoTransport *transport;
  char *practice_uri; /* nullable */
  gboolean is_warm;
};

G_DEFINE_FINAL_TYPE (DomoClient, domo_client, G_TYPE_OBJECT)

/* Reads an answer into what the route returns; %NULL with @error set. */
typedef struct _Call Call;
typedef gpointer (*ParseFunc) (Call *call, DomoReply *reply, GError **error);

/* What a route needs to know again when its answer is there. */
struct _Call {
  const char *function;
  ParseFunc parse;
  GDestroyNotify free_result;
  char *instance;       /* nullable: the name for error lines */
  char *host;           /* that the person was told of */
  DomoSecret *secret;   /* that went along; masked in whatever comes back */
  DomoSecret *code;     /* nullable: likewise, of elevate */
  GBytes *body;         /* nullable: of the request, with a secret in it */
  DomoProfile *granted; /* nullable: get_developer_auth's profile */
};

/* Once the answer is in: libsoup may keep the message a while. */
static void
wipe_body (Call *call)
{
  gsize size;
  gconstpointer data = call->body ? g_bytes_get_data (call->body, &size) : NULL;

  if (data)
    explicit_bzero ((void *)data, size); /* ours alone, from domo_wiped_bytes_new() */
  g_clear_pointer (&call->body, g_bytes_unref);
}

static void
call_free (Call *call)
{
  g_free (call->instance);
  g_free (call->host);
  g_clear_pointer (&call->secret, domo_secret_unref);
  g_clear_pointer (&call->code, domo_secret_unref);
  wipe_body (call);
  g_clear_object (&call->granted);
  g_free (call);
}

static void
domo_client_finalize (GObject *object)
{
  DomoClient *self = DOMO_CLIENT (object);

  g_clear_object (&self->transport);
  g_free (self->practice_uri);
  G_OBJECT_CLASS (domo_client_parent_class)->finalize (object);
}

static void
domo_client_class_init (DomoClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = domo_client_finalize;
}

static void
domo_client_init (DomoClient *self)
{
}

DomoClient *
domo_client_new (void)
{
  return domo_client_new_for_many (DOMO_CLIENT_CONNECTIONS);
}

DomoClient *
domo_client_new_for_many (guint n_connections)
{
  DomoClient *self = g_object_new (DOMO_TYPE_CLIENT, NULL);

  self->transport = domo_transport_new (n_connections);
  return self;
}

gboolean
domo_client_set_extra_authority (DomoClient *self, const char *path, GError **error)
{
  return domo_transport_set_extra_authority (self->transport, path, error);
}

void
domo_client_set_practice_uri (DomoClient *self, const char *uri)
{
  g_free (self->practice_uri);
  self->practice_uri = g_strdup (uri);
}

const char *
domo_client_get_practice_uri (DomoClient *self)
{
  return self->practice_uri;
}

static void
load_authorities (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GTlsDatabase) database =
      g_tls_backend_get_default_database (g_tls_backend_get_default ());

  g_task_return_boolean (task, database != NULL);
}

void
domo_client_warm_up (DomoClient *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_warm)
    return;
  self->is_warm = TRUE;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_run_in_thread (task, load_authorities);
}

void
domo_client_close (DomoClient *self)
{
  g_return_if_fail (DOMO_IS_CLIENT (self));
  domo_transport_close (self->transport);
}

void
domo_client_set_time_limits (DomoClient *self, guint connect, guint whole)
{
  domo_transport_set_time_limits (self->transport, connect, whole);
}

void
domo_client_set_network_monitor (DomoClient *self, GNetworkMonitor *monitor)
{
  domo_transport_set_network_monitor (self->transport, monitor);
}

void
domo_client_load_proxies (DomoClient *self)
{
  domo_proxy_resolver_load (domo_transport_get_proxy_resolver (self->transport));
}

void
domo_client_set_proxy_resolver (DomoClient *self, GProxyResolver *resolver)
{
  domo_transport_set_proxy_resolver (self->transport, resolver);
}

/* -------------------------------------------------------------- what all routes have in common */

static void
fill_in_origin (Call *call, GError *error)
{
  if (error->domain != DOMO_ERROR)
    return;
  domo_error_set_origin (error, call->function, call->instance, call->host);
  domo_error_mask (error, call->secret);
  domo_error_mask (error, call->code);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoReply) reply = domo_exchange_finish (DOMO_TRANSPORT (source), result, &error);
  Call *call = g_task_get_task_data (task);
  gpointer value = NULL;

  wipe_body (call);
  if (reply) {
    domo_reply_hide (reply, call->secret);
    value = call->parse (call, reply, &error);
  }
  if (value) {
    g_task_return_pointer (task, value, call->free_result);
    return;
  }
  fill_in_origin (call, error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static Call *
call_new (const char *function, ParseFunc parse, GDestroyNotify free_result, DomoSecret *secret)
{
  Call *call = g_new0 (Call, 1);

  call->function = function;
  call->parse = parse;
  call->free_result = free_result;
  call->secret = domo_secret_ref (secret);
  return call;
}

/* A request to @root, or in practice to the practice instance with @host for its Host header. */
static SoupMessage *
build_message (
    DomoClient *self, const char *method, const char *root, const char *host, const char *path)
{
  g_autofree char *uri = g_strconcat (self->practice_uri ? self->practice_uri : root, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  if (self->practice_uri)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Host", host);
  return message;
}

static SoupMessage *
build_product_message (DomoClient *self,
                       const char *method,
                       DomoInstance *instance,
                       const char *path)
{
  return build_message (self, method, domo_instance_get_product_uri (instance),
                        domo_instance_get_host (instance), path);
}

/* The platform API has one host for all instances; a loopback test server is its own. */
static SoupMessage *
build_platform_message (DomoClient *self, DomoInstance *instance, const char *path)
{
  gboolean is_loopback = instance && domo_instance_is_loopback (instance);

  return build_message (self, SOUP_METHOD_GET,
                        instance ? domo_instance_get_platform_uri (instance) : PLATFORM_URI,
                        is_loopback ? domo_instance_get_host (instance) : DOMO_PLATFORM_HOST, path);
}

static void
name_instance (Call *call, DomoInstance *instance)
{
  call->instance = g_strdup (domo_instance_get_name (instance));
  call->host = g_strdup (domo_instance_get_host (instance));
}

static void
add_token (SoupMessage *message, DomoToken *token)
{
  g_autoptr (DomoSecret) value = domo_token_dup_header_value (token);

  soup_message_headers_replace (soup_message_get_request_headers (message),
                                domo_token_get_header (token), domo_secret_get_text (value));
}

/* Takes over @object, whose member @secret is wiped once it is written out. */
static void
set_json_body (Call *call, SoupMessage *message, JsonObject *object, const char *secret)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_take_object (root, object);
  text = json_to_string (root, FALSE);
  call->body = domo_wiped_bytes_new (text, strlen (text));
  soup_message_set_request_body_from_bytes (message, "application/json", call->body);
  domo_json_wipe (object, secret);
}

static void
send_call (DomoClient *self, GTask *task, SoupMessage *message)
{
  domo_exchange_async (self->transport, message, g_task_get_cancellable (task), answered_cb,
                       g_object_ref (task));
}

static GTask *
task_new (DomoClient *self,
          gpointer source_tag,
          Call *call,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  return task;
}

static gpointer
finish (DomoClient *self, GAsyncResult *result, gpointer source_tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* English, for error lines: the kinds of token that would do. */
static char *
dup_required_kinds (gboolean is_product)
{
  if (is_product)
    return g_strdup_printf ("This API requires %s, %s",
                            domo_token_kind_get_words (DOMO_TOKEN_SESSION),
                            domo_token_kind_get_words (DOMO_TOKEN_ACCESS));
  return g_strdup_printf ("This API requires %s", domo_token_kind_get_words (DOMO_TOKEN_BEARER));
}

/* libsoup leaves a header with a line break out, and the request would go without its token. */
static gboolean
refuse_text (GTask *task, DomoToken *token)
{
  const char *text = domo_secret_get_text (domo_token_get_text (token));
  GError *error;

  while (*text && !g_ascii_iscntrl (*text))
    text++;
  if (*text == '\0')
    return FALSE;
  error = domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE, "the token has a line break in it");
  fill_in_origin (g_task_get_task_data (task), error);
  g_task_return_error (task, error);
  return TRUE;
}

/* Returns @task with its InvalidAuthTypeError when @token is not of a kind that the API takes. */
static gboolean
refuse_kind (GTask *task, DomoToken *token, gboolean is_product)
{
  gboolean is_bearer = domo_token_get_kind (token) == DOMO_TOKEN_BEARER;
  g_autofree char *message = NULL;
  GError *error;

  if (is_bearer != is_product)
    return FALSE;
  message = dup_required_kinds (is_product);
  error = domo_error_new (DOMO_ERROR_INVALID_AUTH_TYPE, DOMO_REASON_NONE, message);
  fill_in_origin (g_task_get_task_data (task), error);
  g_task_return_error (task, error);
  return TRUE;
}

/* ------------------------------------------------------------------------------- get_full_auth */

static gpointer
parse_full_auth (Call *call, DomoReply *reply, GError **error)
{
  return domo_reply_parse_full_auth (reply, error);
}

void
domo_client_get_full_auth_async (DomoClient *self,
                                 DomoCredential *credential,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  DomoInstance *instance = domo_credential_get_instance (credential);
  DomoSecret *password = domo_credential_get_secret (credential);
  Call *call = call_new ("get_full_auth", parse_full_auth, g_object_unref, password);
  g_autoptr (GTask) task =
      task_new (self, domo_client_get_full_auth_async, call, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "method", "password");
  json_object_set_string_member (body, "emailAddress", domo_credential_get_user_name (credential));
  json_object_set_string_member (body, "password", domo_secret_get_text (password));

  name_instance (call, instance);
  message =
      build_product_message (self, SOUP_METHOD_POST, instance, "/api/content/v2/authentication");
  set_json_body (call, message, body, "password");
  send_call (self, task, message);
}

DomoToken *
domo_client_get_full_auth_finish (DomoClient *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, domo_client_get_full_auth_async, error);
}

/* -------------------------------------------------------------------------- get_developer_auth */

static gpointer
parse_developer_auth (Call *call, DomoReply *reply, GError **error)
{
  return domo_reply_parse_developer_auth (reply, &call->granted, error);
}

static char *
build_grant_path (const char *const *scopes)
{
  g_autofree char *words = scopes && *scopes ? g_strjoinv (" ", (char **)scopes) : NULL;
  g_autofree char *escaped = words ? g_uri_escape_string (words, NULL, FALSE) : NULL;

  return g_strconcat ("/oauth/token?grant_type=client_credentials", escaped ? "&scope=" : NULL,
                      escaped, NULL);
}

/* libsoup's own authentication would first ask without, and keep the secret for the session. */
static void
add_basic (SoupMessage *message, const char *id, DomoSecret *secret)
{
  char *pair = g_strconcat (id, ":", domo_secret_get_text (secret), NULL);
  char *encoded = g_base64_encode ((const guchar *)pair, strlen (pair));
  char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  domo_wipe_string (value);
  domo_wipe_string (encoded);
  domo_wipe_string (pair);
}

void
domo_client_get_developer_auth_async (DomoClient *self,
                                      DomoCredential *credential,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = NULL;
  DomoInstance *instance;
  DomoSecret *secret;
  Call *call;

  g_return_if_fail (domo_credential_get_method (credential) == DOMO_METHOD_CLIENT);

  instance = domo_credential_get_instance (credential);
  secret = domo_credential_get_secret (credential);
  path = build_grant_path (domo_credential_get_scopes (credential));
  call = call_new ("get_developer_auth", parse_developer_auth, g_object_unref, secret);
  task =
      task_new (self, domo_client_get_developer_auth_async, call, cancellable, callback, user_data);
  message = build_platform_message (self, instance, path);
  if (instance)
    name_instance (call, instance);
  else
    call->host = g_strdup (DOMO_PLATFORM_HOST);
  add_basic (message, domo_credential_get_user_name (credential), secret);
  send_call (self, task, message);
}

DomoToken *
domo_client_get_developer_auth_finish (DomoClient *self,
                                       GAsyncResult *result,
                                       DomoProfile **profile,
                                       GError **error)
{
  DomoToken *token = finish (self, result, domo_client_get_developer_auth_async, error);

  if (token && profile) {
    Call *call = g_task_get_task_data (G_TASK (result));

    *profile = g_steal_pointer (&call->granted);
  }
  return token;
}

/* ------------------------------------------------------------------------------------ who_am_i */

static gpointer
parse_profile (Call *call, DomoReply *reply, GError **error)
{
  return domo_reply_parse_profile (reply, error);
}

void
domo_client_who_am_i_async (DomoClient *self,
                            DomoInstance *instance,
                            DomoToken *token,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Call *call = call_new ("who_am_i", parse_profile, g_object_unref, domo_token_get_text (token));
  g_autoptr (GTask) task =
      task_new (self, domo_client_who_am_i_async, call, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;

  name_instance (call, instance);
  if (refuse_kind (task, token, TRUE) || refuse_text (task, token))
    return;
  message = build_product_message (self, SOUP_METHOD_GET, instance, "/api/content/v2/users/me");
  add_token (message, token);
  send_call (self, task, message);
}

DomoProfile *
domo_client_who_am_i_finish (DomoClient *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, domo_client_who_am_i_async, error);
}

/* ------------------------------------------------------------------------------------ get_user */

static gpointer
parse_user (Call *call, DomoReply *reply, GError **error)
{
  return domo_reply_parse_user (reply, error);
}

void
domo_client_get_user_async (DomoClient *self,
                            DomoInstance *instance,
                            DomoToken *token,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Call *call = call_new ("get_user", parse_user, g_object_unref, domo_token_get_text (token));
  g_autoptr (GTask) task =
      task_new (self, domo_client_get_user_async, call, cancellable, callback, user_data);
  g_autofree char *path =
      g_strdup_printf ("/v1/users/%" G_GINT64_FORMAT, domo_token_get_owner_id (token));
  g_autoptr (SoupMessage) message = NULL;

  if (instance)
    name_instance (call, instance);
  else
    call->host = g_strdup (DOMO_PLATFORM_HOST);
  if (refuse_kind (task, token, FALSE) || refuse_text (task, token))
    return;
  message = build_platform_message (self, instance, path);
  add_token (message, token);
  send_call (self, task, message);
}

DomoProfile *
domo_client_get_user_finish (DomoClient *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, domo_client_get_user_async, error);
}

/* ------------------------------------------------------------------------------------- elevate */

static gpointer
parse_elevate (Call *call, DomoReply *reply, GError **error)
{
  return domo_reply_parse_elevate (reply, error) ? domo_reply_ref (reply) : NULL;
}

void
domo_client_elevate_async (DomoClient *self,
                           DomoInstance *instance,
                           DomoToken *token,
                           gint64 user_id,
                           DomoSecret *code,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Call *call = call_new ("elevate", parse_elevate, (GDestroyNotify)domo_reply_unref,
                         domo_token_get_text (token));
  g_autoptr (GTask) task =
      task_new (self, domo_client_elevate_async, call, cancellable, callback, user_data);
  g_autofree char *path =
      g_strdup_printf ("/api/identity/v1/authentication/elevations/%" G_GINT64_FORMAT, user_id);
  g_autoptr (SoupMessage) message = build_product_message (self, SOUP_METHOD_PUT, instance, path);
  JsonObject *body;

  name_instance (call, instance);
  if (refuse_text (task, token))
    return;
  call->code = domo_secret_ref (code);
  body = json_object_new ();
  json_object_set_string_member (body, "timeBasedOneTimePassword", domo_secret_get_text (code));
  set_json_body (call, message, body, "timeBasedOneTimePassword");
  add_token (message, token);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  send_call (self, task, message);
}

gboolean
domo_client_elevate_finish (DomoClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (DomoReply) reply = finish (self, result, domo_client_elevate_async, error);

  return reply != NULL;
}

/* ---------------------------------------------------------------------------------- get_avatar */

static gpointer
parse_avatar (Call *call, DomoReply *reply, GError **error)
{
  return domo_reply_parse_avatar (reply, error);
}

void
domo_client_get_avatar_async (DomoClient *self,
                              DomoInstance *instance,
                              DomoToken *token,
                              gint64 user_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Call *call = call_new ("get_avatar", parse_avatar, (GDestroyNotify)g_bytes_unref,
                         domo_token_get_text (token));
  g_autoptr (GTask) task =
      task_new (self, domo_client_get_avatar_async, call, cancellable, callback, user_data);
  g_autofree char *path =
      g_strdup_printf ("/api/content/v1/avatar/USER/%" G_GINT64_FORMAT "?size=100", user_id);
  g_autoptr (SoupMessage) message = NULL;

  name_instance (call, instance);
  if (refuse_kind (task, token, TRUE) || refuse_text (task, token))
    return;
  message = build_product_message (self, SOUP_METHOD_GET, instance, path);
  add_token (message, token);
  send_call (self, task, message);
}

GBytes *
domo_client_get_avatar_finish (DomoClient *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, domo_client_get_avatar_async, error);
}
