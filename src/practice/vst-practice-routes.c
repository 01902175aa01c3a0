/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice-routes.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define SLOW_MILLISECONDS 6000

/* One request, while it is answered. */
typedef struct {
  VstPracticeTokens *tokens;
  GBytes *avatar;
  SoupServerMessage *message;
  VstPracticeInstance instance;
  const char *tail; /* of the path, after what names the route */
  GHashTable *query;
  guint delay;
} Call;

typedef void (*Handler) (Call *call);

char *
vst_practice_host_of (SoupServerMessage *message)
{
  const char *host;
  GUri *uri = soup_server_message_get_uri (message);

  host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  if (!host && uri)
    host = g_uri_get_host (uri);
  return g_strdup (host);
}

static void
set_body (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

void
vst_practice_set_json (SoupServerMessage *message, guint status, const char *json)
{
  set_body (message, status, "application/json", json);
}

static void
set_builder (Call *call, guint status, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  vst_practice_set_json (call->message, status, text);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* Domo's way to say no, which is another than a status alone only for people. */
static void
refuse (Call *call, guint status)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "status", status);
  add_string (builder, "statusReason", soup_status_get_phrase (status));
  json_builder_end_object (builder);
  set_builder (call, status, builder);
}

static void
refuse_for (Call *call, const char *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_flag (builder, "success", FALSE);
  add_string (builder, "reason", reason);
  json_builder_end_object (builder);
  set_builder (call, SOUP_STATUS_OK, builder);
}

void
vst_practice_set_blocked (SoupServerMessage *message)
{
  set_body (message, SOUP_STATUS_OK, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Domo - Blocked</title></head>\n"
            "<body><p>Your address " VST_PRACTICE_ADDRESS " may not sign in here.</p>\n"
            "<p>Ask an administrator to add it to the allow list.</p></body></html>\n");
}

/* Returns: (nullable): the body as a JSON object; without one, the request has been refused. */
static JsonObject *
read_object (Call *call, JsonParser *parser)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  JsonNode *root;

  if (g_strcmp0 (type, "application/json") != 0) {
    refuse (call, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE);
    return NULL;
  }
  if (!json_parser_load_from_data (parser, body->data ? body->data : "", body->length, NULL) ||
      !(root = json_parser_get_root (parser)) || !JSON_NODE_HOLDS_OBJECT (root)) {
    refuse (call, SOUP_STATUS_BAD_REQUEST);
    return NULL;
  }
  return json_node_get_object (root);
}

/* Returns: the text of a member; empty when there is none or it is something else */
static const char *
read_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

/* Returns: (nullable): what the header @name says, after @scheme */
static const char *
read_header (Call *call, const char *name, const char *scheme)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *value = soup_message_headers_get_one (headers, name);

  if (!value || g_ascii_strncasecmp (value, scheme, strlen (scheme)) != 0)
    return NULL;
  return value + strlen (scheme);
}

static VstPracticeGrant *
find_grant (Call *call, DomoTokenKind kind)
{
  static const struct {
    const char *name;
    const char *scheme;
  } headers[] = {
    [DOMO_TOKEN_SESSION] = { "x-domo-authentication", "" },
    [DOMO_TOKEN_ACCESS] = { "x-domo-developer-token", "" },
    [DOMO_TOKEN_BEARER] = { "Authorization", "Bearer " },
  };
  const char *text = read_header (call, headers[kind].name, headers[kind].scheme);

  return text ? vst_practice_tokens_find (call->tokens, kind, text) : NULL;
}

/* Returns: (nullable): whose session or access token came along; without a good one, the request
 * has been refused. */
static const VstPracticePerson *
need_person (Call *call)
{
  VstPracticeGrant *grant = find_grant (call, DOMO_TOKEN_SESSION);

  if (!grant)
    grant = find_grant (call, DOMO_TOKEN_ACCESS);
  if (grant && !grant->wants_code && call->instance != VST_INSTANCE_SSO)
    return vst_practice_person_by_id (grant->owner);
  refuse (call, SOUP_STATUS_UNAUTHORIZED);
  return NULL;
}

static gboolean
need_id (Call *call, gint64 *id)
{
  if (g_ascii_string_to_signed (call->tail, 10, 1, G_MAXINT64, id, NULL))
    return TRUE;
  refuse (call, SOUP_STATUS_NOT_FOUND);
  return FALSE;
}

static void
add_second_factor (JsonBuilder *builder, const char *status)
{
  json_builder_set_member_name (builder, "twoFactorInfo");
  json_builder_begin_object (builder);
  add_string (builder, "token", NULL);
  add_string (builder, "key", NULL);
  add_string (builder, "status", status);
  add_string (builder, "phoneMask", NULL);
  json_builder_end_object (builder);
}

static void
sign_in (Call *call, const VstPracticePerson *person)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const VstPracticeGrant *grant = vst_practice_tokens_add_session (call->tokens, person);

  json_builder_begin_object (builder);
  add_int (builder, "userId", person->id);
  add_flag (builder, "success", TRUE);
  add_string (builder, "sessionToken", grant->text);
  add_second_factor (builder, grant->wants_code ? "REQUIRED" : "VALID");
  json_builder_end_object (builder);
  set_builder (call, SOUP_STATUS_OK, builder);
}

/* As if a machine on the way had dropped the rest; the length is that of what is left. */
static void
break_answer (Call *call)
{
  SoupMessageBody *body = soup_server_message_get_response_body (call->message);
  g_autoptr (GBytes) whole = soup_message_body_flatten (body);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);

  soup_message_body_truncate (body);
  soup_message_body_append_bytes (body, half);
}

static void
answer_full_auth (Call *call)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = read_object (call, parser);
  const VstPracticePerson *person;

  if (!object)
    return;
  if (!g_str_equal (read_text (object, "method"), "password")) {
    refuse (call, SOUP_STATUS_BAD_REQUEST);
    return;
  }
  if (call->instance == VST_INSTANCE_SSO) {
    vst_practice_set_json (call->message, SOUP_STATUS_OK, "{}");
    return;
  }

  person = vst_practice_person_by_name (read_text (object, "emailAddress"));
  if (person && person->manner == VST_PERSON_LOCKED)
    refuse_for (call, "ACCOUNT_LOCKED");
  else if (!person || !g_str_equal (person->password, read_text (object, "password")))
    refuse_for (call, "INVALID_CREDENTIALS");
  else
    sign_in (call, person);

  if (person && person->manner == VST_PERSON_SLOW)
    call->delay = SLOW_MILLISECONDS;
  if (person && person->manner == VST_PERSON_BROKEN)
    break_answer (call);
}

static gboolean
is_client (Call *call)
{
  const char *base64 = read_header (call, "Authorization", "Basic ");
  g_autofree char *expected = NULL;
  g_autofree guchar *got = NULL;
  gsize size;

  if (!base64 || !*base64)
    return FALSE;
  got = g_base64_decode (base64, &size);
  expected = g_strconcat (vst_practice_keys.id, ":", vst_practice_keys.secret, NULL);
  return size == strlen (expected) && memcmp (got, expected, size) == 0;
}

/* Returns: (transfer full) (nullable): the scopes that are wanted, if all are there */
static GStrv
read_scopes (Call *call)
{
  static const char *const known[] = { "account", "audit", "buzz",     "dashboard",
                                       "data",    "user",  "workflow", NULL };
  const char *text = g_hash_table_lookup (call->query, "scope");
  g_auto (GStrv) scopes = g_strsplit (text && *text ? text : "data user", " ", -1);
  guint i;

  for (i = 0; scopes[i]; i++)
    if (!g_strv_contains (known, scopes[i]))
      return NULL;
  return g_steal_pointer (&scopes);
}

static void
grant_client (Call *call, const char *const *scopes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const VstPracticeGrant *grant = vst_practice_tokens_add_bearer (call->tokens, scopes);
  g_autofree char *scope = g_strjoinv (" ", grant->scopes);
  g_autofree char *jti = g_uuid_string_random ();

  json_builder_begin_object (builder);
  add_string (builder, "access_token", grant->text);
  add_string (builder, "token_type", "bearer");
  add_int (builder, "expires_in", 3599);
  add_string (builder, "scope", scope);
  add_string (builder, "customer", "practice");
  add_string (builder, "env", "prod1");
  add_int (builder, "userId", grant->owner);
  add_string (builder, "role", vst_practice_person_by_id (grant->owner)->role);
  add_string (builder, "domain", "practice.domo.com");
  add_string (builder, "jti", jti);
  json_builder_end_object (builder);
  set_builder (call, SOUP_STATUS_OK, builder);
}

static void
answer_developer_auth (Call *call)
{
  const char *type = g_hash_table_lookup (call->query, "grant_type");
  g_auto (GStrv) scopes = read_scopes (call);

  if (!is_client (call)) {
    soup_message_headers_append (soup_server_message_get_response_headers (call->message),
                                 "WWW-Authenticate", "Basic realm=\"domo\"");
    refuse (call, SOUP_STATUS_UNAUTHORIZED);
  } else if (g_strcmp0 (type, "client_credentials") != 0 || !scopes)
    refuse (call, SOUP_STATUS_BAD_REQUEST);
  else
    grant_client (call, (const char *const *)scopes);
}

static void
answer_who_am_i (Call *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const VstPracticePerson *person = need_person (call);

  if (!person)
    return;
  json_builder_begin_object (builder);
  add_int (builder, "id", person->id);
  add_int (builder, "invitorUserId", 587894148);
  add_string (builder, "displayName", person->name);
  add_string (builder, "department", person->department);
  add_string (builder, "userName", person->user_name);
  add_string (builder, "emailAddress", person->user_name);
  if (person->avatar_key)
    add_string (builder, "avatarKey", person->avatar_key);
  add_flag (builder, "accepted", TRUE);
  add_string (builder, "userType", "USER");
  add_int (builder, "modified", G_GINT64_CONSTANT (1729114351093));
  add_int (builder, "created", 1588960518);
  add_flag (builder, "anonymous", FALSE);
  add_flag (builder, "systemUser", FALSE);
  add_flag (builder, "pending", FALSE);
  add_flag (builder, "active", TRUE);
  json_builder_end_object (builder);
  set_builder (call, SOUP_STATUS_OK, builder);
}

static void
set_user (Call *call, const VstPracticePerson *person)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *image = NULL;

  image = g_strdup_printf ("https://practice.domo.com/api/content/v1/avatar/USER/%" G_GINT64_FORMAT,
                           person->id);
  json_builder_begin_object (builder);
  add_int (builder, "id", person->id);
  add_string (builder, "title", person->title);
  add_string (builder, "email", person->user_name);
  add_string (builder, "role", person->role);
  add_string (builder, "phone", "555-0142");
  add_string (builder, "name", person->name);
  add_string (builder, "location", "American Fork");
  add_string (builder, "timezone", "America/Denver");
  add_string (builder, "locale", "en-US");
  add_int (builder, "employeeNumber", 4711);
  add_int (builder, "roleId", 1);
  add_string (builder, "createdAt", "2016-05-03T17:34:21Z");
  add_string (builder, "updatedAt", "2024-10-16T21:32:31Z");
  add_string (builder, "image", image);
  json_builder_end_object (builder);
  set_builder (call, SOUP_STATUS_OK, builder);
}

static void
answer_user (Call *call)
{
  VstPracticeGrant *grant = find_grant (call, DOMO_TOKEN_BEARER);
  const VstPracticePerson *person;
  gint64 id;

  if (!grant) {
    refuse (call, SOUP_STATUS_UNAUTHORIZED);
    return;
  }
  if (!g_strv_contains ((const char *const *)grant->scopes, "user")) {
    refuse (call, SOUP_STATUS_FORBIDDEN);
    return;
  }
  if (!need_id (call, &id))
    return;
  person = vst_practice_person_by_id (id);
  if (person)
    set_user (call, person);
  else
    refuse (call, SOUP_STATUS_NOT_FOUND);
}

static void
answer_avatar (Call *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);
  const guint8 *data;
  gint64 id;
  gsize size;

  if (!need_person (call) || !need_id (call, &id))
    return;
  if (!call->avatar || !vst_practice_person_by_id (id)) {
    refuse (call, SOUP_STATUS_NOT_FOUND);
    return;
  }
  data = g_bytes_get_data (call->avatar, &size);
  soup_message_headers_set_content_type (
      headers, size > 0 && data[0] == 0xff ? "image/jpeg" : "image/png", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (call->message),
                                  call->avatar);
  soup_server_message_set_status (call->message, SOUP_STATUS_OK, NULL);
}

static void
answer_elevate (Call *call)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  VstPracticeGrant *grant = find_grant (call, DOMO_TOKEN_SESSION);
  JsonObject *object;
  gint64 id;

  if (!grant) {
    refuse (call, SOUP_STATUS_UNAUTHORIZED);
    return;
  }
  object = read_object (call, parser);
  if (!object || !need_id (call, &id))
    return;
  if (grant->owner != id) {
    refuse (call, SOUP_STATUS_FORBIDDEN);
    return;
  }
  if (!g_str_equal (read_text (object, "timeBasedOneTimePassword"), VST_PRACTICE_CODE)) {
    refuse (call, SOUP_STATUS_BAD_REQUEST);
    return;
  }
  grant->wants_code = FALSE;
  soup_server_message_set_status (call->message, SOUP_STATUS_NO_CONTENT, NULL);
}

static void
add_access_token (JsonBuilder *builder, const VstPracticeGrant *grant, gboolean with_token)
{
  const VstPracticePerson *owner = vst_practice_person_by_id (grant->owner);

  json_builder_begin_object (builder);
  add_int (builder, "id", grant->id);
  add_string (builder, "name", grant->name);
  add_int (builder, "ownerId", grant->owner);
  add_string (builder, "ownerName", owner->name);
  add_string (builder, "ownerEmail", owner->user_name);
  add_int (builder, "expires", grant->expires);
  if (with_token)
    add_string (builder, "token", grant->text);
  json_builder_end_object (builder);
}

static void
list_access_tokens (Call *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GPtrArray *list = vst_practice_tokens_list_access (call->tokens);
  guint i;

  json_builder_begin_array (builder);
  for (i = 0; i < list->len; i++)
    add_access_token (builder, g_ptr_array_index (list, i), FALSE);
  json_builder_end_array (builder);
  set_builder (call, SOUP_STATUS_OK, builder);
}

static void
make_access_token (Call *call)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  JsonObject *object = read_object (call, parser);
  const char *name;
  gint64 owner;
  gint64 expires;

  if (!object)
    return;
  name = read_text (object, "name");
  owner = json_object_get_int_member_with_default (object, "ownerId", 0);
  expires = json_object_get_int_member_with_default (object, "expires", 0);
  if (!*name || expires <= 0 || !vst_practice_person_by_id (owner)) {
    refuse (call, SOUP_STATUS_BAD_REQUEST);
    return;
  }
  add_access_token (builder, vst_practice_tokens_add_access (call->tokens, name, owner, expires),
                    TRUE);
  set_builder (call, SOUP_STATUS_OK, builder);
}

static void
delete_access_token (Call *call)
{
  gint64 id;

  if (!need_id (call, &id))
    return;
  if (vst_practice_tokens_delete_access (call->tokens, id))
    soup_server_message_set_status (call->message, SOUP_STATUS_NO_CONTENT, NULL);
  else
    refuse (call, SOUP_STATUS_NOT_FOUND);
}

static void
answer_access_tokens (Call *call)
{
  const char *method = soup_server_message_get_method (call->message);
  gboolean one = *call->tail != '\0';
  const VstPracticePerson *person = need_person (call);

  if (!person)
    return;
  if (!person->may_manage_tokens)
    refuse (call, SOUP_STATUS_FORBIDDEN);
  else if (one && g_str_equal (method, "DELETE"))
    delete_access_token (call);
  else if (!one && g_str_equal (method, "GET"))
    list_access_tokens (call);
  else if (!one && g_str_equal (method, "POST"))
    make_access_token (call);
  else
    refuse (call, SOUP_STATUS_METHOD_NOT_ALLOWED);
}

static void
answer_page (Call *call)
{
  static const struct {
    const char *path;
    const char *title;
    const char *words;
  } pages[] = {
    { "/", "Practice instance", "This is the practice instance of Vestibule, not Domo." },
    { "/auth/index", "Sign in with a password",
      "On a real instance people sign in here with user name and password, even where single "
      "sign-on is on." },
    { "/admin/security/accesstokens", "Access tokens",
      "On a real instance access tokens are listed, made and revoked here." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].path, call->tail)) {
      g_autofree char *text = NULL;

      text = g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                              "<title>%s</title></head>\n<body><h1>%s</h1>\n<p>%s</p></body>"
                              "</html>\n",
                              pages[i].title, pages[i].title, pages[i].words);
      set_body (call->message, SOUP_STATUS_OK, "text/html; charset=utf-8", text);
      return;
    }
  refuse (call, SOUP_STATUS_NOT_FOUND);
}

static const struct {
  const char *path;
  gboolean has_tail;
  gboolean platform;
  const char *method; /* NULL: the handler looks itself */
  Handler handler;
} routes[VST_N_ROUTES] = {
  [VST_ROUTE_FULL_AUTH] = { "/api/content/v2/authentication", FALSE, FALSE, "POST",
                            answer_full_auth },
  [VST_ROUTE_DEVELOPER_AUTH] = { "/oauth/token", FALSE, TRUE, "GET", answer_developer_auth },
  [VST_ROUTE_WHO_AM_I] = { "/api/content/v2/users/me", FALSE, FALSE, "GET", answer_who_am_i },
  [VST_ROUTE_USER] = { "/v1/users/", TRUE, TRUE, "GET", answer_user },
  [VST_ROUTE_AVATAR] = { "/api/content/v1/avatar/USER/", TRUE, FALSE, "GET", answer_avatar },
  [VST_ROUTE_ELEVATE] = { "/api/identity/v1/authentication/elevations/", TRUE, FALSE, "PUT",
                          answer_elevate },
  [VST_ROUTE_ACCESS_TOKENS] = { "/api/data/v1/accesstokens", TRUE, FALSE, NULL,
                                answer_access_tokens },
  [VST_ROUTE_PAGE] = { "", TRUE, FALSE, "GET", answer_page },
};

VstRoute
vst_practice_route_of (const char *path)
{
  guint i;

  for (i = 0; i < VST_ROUTE_PAGE; i++)
    if (routes[i].has_tail ? g_str_has_prefix (path, routes[i].path)
                           : g_str_equal (path, routes[i].path))
      break;
  return i;
}

/* Whether the host that is asked has @route at all; if not, the request has been refused. */
static gboolean
is_served (Call *call, VstRoute route)
{
  if (call->instance == VST_INSTANCE_LOOPBACK)
    return TRUE;
  if (call->instance == VST_INSTANCE_UNKNOWN) {
    refuse (call, SOUP_STATUS_FORBIDDEN);
    return FALSE;
  }
  if (call->instance == VST_INSTANCE_OFFICE) {
    vst_practice_set_blocked (call->message);
    return FALSE;
  }
  if (routes[route].platform == (call->instance == VST_INSTANCE_PLATFORM))
    return TRUE;
  refuse (call, SOUP_STATUS_NOT_FOUND);
  return FALSE;
}

guint
vst_practice_answer (VstPracticeTokens *tokens,
                     GBytes *avatar,
                     SoupServerMessage *message,
                     const char *path,
                     GHashTable *query)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *host = vst_practice_host_of (message);
  VstRoute route = vst_practice_route_of (path);
  const char *method = routes[route].method;
  Call call = {
    .tokens = tokens,
    .avatar = avatar,
    .message = message,
    .instance = vst_practice_instance_of (host),
    .tail = path + strlen (routes[route].path),
    .query = query ? query : nothing,
  };

  if (route == VST_ROUTE_ACCESS_TOKENS && *call.tail == '/')
    call.tail++;
  if (!is_served (&call, route))
    return 0;
  if (method && !g_str_equal (method, soup_server_message_get_method (message)))
    refuse (&call, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else
    routes[route].handler (&call);
  return call.delay;
}
