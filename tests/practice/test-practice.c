/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "test-support.h"

#define JAE_ID G_GINT64_CONSTANT (1893952720)
#define AUTHENTICATION "/api/content/v2/authentication"
#define ME "/api/content/v2/users/me"
#define ACCESS_TOKENS "/api/data/v1/accesstokens"
#define ELEVATIONS "/api/identity/v1/authentication/elevations/"
#define AVATAR "/api/content/v1/avatar/USER/"
#define GRANT "/oauth/token?grant_type=client_credentials"

typedef struct {
  VstPractice *practice;
  SoupSession *session;
} Fixture;

/* What came back. */
typedef struct {
  guint status;
  char *body;
  gsize size;
  char *type;
  char *request_id;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->body, g_free);
  g_clear_pointer (&answer->type, g_free);
  g_clear_pointer (&answer->request_id, g_free);
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TestCertificate certificate = GPOINTER_TO_INT (data);
  g_autoptr (GTlsDatabase) database = NULL;

  fixture->practice = test_practice_new (certificate);
  fixture->session = soup_session_new ();
  if (certificate != TEST_CERTIFICATE_NONE) {
    database = g_tls_file_database_new (test_authority_path (), NULL);
    soup_session_set_tls_database (fixture->session, database);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  soup_session_abort (fixture->session);
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->practice));
}

static gboolean
is_http2 (gconstpointer data)
{
  return GPOINTER_TO_INT (data) != TEST_CERTIFICATE_NONE && g_getenv ("SOUP_SERVER_HTTP2");
}

/* @header: (nullable): "Name: value" */
static SoupMessage *
build (Fixture *fixture, const char *method, const char *path, const char *header, const char *json)
{
  g_autofree char *uri = g_strconcat (vst_practice_get_uri (fixture->practice), path, NULL);
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) body = json ? g_bytes_new (json, strlen (json)) : NULL;

  if (header) {
    g_auto (GStrv) parts = g_strsplit (header, ": ", 2);

    soup_message_headers_append (headers, parts[0], parts[1]);
  }
  if (json)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  return message;
}

static void
send_message (Fixture *fixture, SoupMessage *message, Answer *answer)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GBytes) body = NULL;
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  gsize size = 0;
  gconstpointer data = NULL;

  answer_clear (answer);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    test_wait_cb, &wait);
  body = soup_session_send_and_read_finish (fixture->session, test_wait (&wait), &answer->error);
  answer->status = soup_message_get_status (message);
  answer->type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->request_id = g_strdup (soup_message_headers_get_one (headers, "X-Request-ID"));
  if (body)
    data = g_bytes_get_data (body, &size);
  answer->body = g_malloc0 (size + 1); /* there may be a NUL in it */
  if (size > 0)
    memcpy (answer->body, data, size);
  answer->size = size;
}

static void
ask (Fixture *fixture,
     const char *method,
     const char *path,
     const char *header,
     const char *json,
     Answer *answer)
{
  g_autoptr (SoupMessage) message = build (fixture, method, path, header, json);

  send_message (fixture, message, answer);
}

static void
assert_contains (const char *text, const char *part)
{
  if (!strstr (text, part))
    g_error ("“%s” is not in “%s”", part, text);
}

static JsonNode *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);
  return node;
}

static char *
member (const char *json, const char *name)
{
  g_autoptr (JsonNode) root = parse (json);
  JsonObject *object = json_node_get_object (root);

  g_assert_true (json_object_has_member (object, name));
  return g_strdup (json_object_get_string_member (object, name));
}

static gint64
number (const char *json, const char *name)
{
  g_autoptr (JsonNode) root = parse (json);

  return json_object_get_int_member_with_default (json_node_get_object (root), name, 0);
}

static char *
password_body (const char *user_name, const char *password)
{
  return g_strdup_printf ("{\"method\":\"password\",\"emailAddress\":\"%s\",\"password\":\"%s\"}",
                          user_name, password);
}

static char *
basic (const char *id, const char *secret)
{
  g_autofree char *both = g_strconcat (id, ":", secret, NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *)both, strlen (both));

  return g_strconcat ("Authorization: Basic ", base64, NULL);
}

/* Signs in with a practice account. Returns: the header that its token is sent in */
static char *
sign_in (Fixture *fixture, const char *id)
{
  const VstPracticeAccount *account = test_account (id);
  g_autofree char *json = password_body (account->user_name, account->secret);
  g_auto (Answer) answer = { 0 };
  g_autofree char *token = NULL;

  ask (fixture, "POST", AUTHENTICATION, NULL, json, &answer);
  g_assert_no_error (answer.error);
  token = member (answer.body, "sessionToken");
  return g_strconcat ("x-domo-authentication: ", token, NULL);
}

static char *
access_token_header (void)
{
  return g_strconcat ("x-domo-developer-token: ", test_account ("access-token")->secret, NULL);
}

static char *
client_header (void)
{
  return basic (test_account ("client")->user_name, test_account ("client")->secret);
}

static char *
bearer_header (Fixture *fixture, const char *path)
{
  g_autofree char *header = client_header ();
  g_auto (Answer) answer = { 0 };
  g_autofree char *token = NULL;

  ask (fixture, "GET", path, header, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  token = member (answer.body, "access_token");
  return g_strconcat ("Authorization: Bearer ", token, NULL);
}

/* What a person would see who tries each account. */
static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *id;
    const char *title;
    guint status;
    const char *body;
  } rows[] = {
    { "password", "User name and password", 200, "\"success\":true,\"sessionToken\":\"" },
    { "client", "API client", 200, "\"scope\":\"data user\"" },
    { "access-token", "Access token", 200, "\"displayName\":\"Jae Wilson\"" },
    { "wrong-password", "Wrong password", 200,
      "{\"success\":false,\"reason\":\"INVALID_CREDENTIALS\"}" },
    { "locked", "Account locked", 200, "{\"success\":false,\"reason\":\"ACCOUNT_LOCKED\"}" },
    { "no-instance", "No such instance", 403, "Forbidden" },
    { "blocked", "Address not on the allow list", 200, "<title>Domo - Blocked</title>" },
    { "sso", "Single sign-on only", 200, "{}" },
    { "code", "Wants a one-time code", 200, "\"status\":\"REQUIRED\"" },
    { "broken", "Broken answer", 200, "{\"userId\":" },
  };
  gsize n_accounts;
  gsize i;

  vst_practice_get_accounts (&n_accounts);
  g_assert_cmpuint (n_accounts, ==, G_N_ELEMENTS (rows) + 1); /* and the slow one */
  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstPracticeAccount *account = test_account (rows[i].id);
    g_autofree char *json = password_body (account->user_name, account->secret);
    g_autofree char *header = NULL;
    g_autofree char *host = g_strconcat (account->instance, ".domo.com", NULL);
    g_autoptr (SoupMessage) message = NULL;
    g_auto (Answer) answer = { 0 };

    g_assert_cmpstr (account->title, ==, rows[i].title);
    g_assert_cmpint (account->works, ==, i < 3);
    if (account->method == DOMO_METHOD_PASSWORD)
      message = build (fixture, "POST", AUTHENTICATION, NULL, json);
    else if (account->method == DOMO_METHOD_CLIENT)
      message = build (fixture, "GET", GRANT, header = client_header (), NULL);
    else
      message = build (fixture, "GET", ME, header = access_token_header (), NULL);
    if (account->instance && !is_http2 (data))
      soup_message_headers_replace (soup_message_get_request_headers (message), "Host", host);
    if (account->instance && is_http2 (data) && !g_str_equal (account->instance, "practice"))
      continue; /* libsoup sends no Host with HTTP/2 */
    send_message (fixture, message, &answer);
    g_assert_no_error (answer.error);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    assert_contains (answer.body, rows[i].body);
  }
}

/* The order in which they are offered: those that work first. */
static void
test_accounts_order (void)
{
  const VstPracticeAccount *accounts;
  gsize n_accounts;
  gsize i;

  accounts = vst_practice_get_accounts (&n_accounts);
  for (i = 0; i < n_accounts; i++) {
    g_assert_cmpint (accounts[i].works, ==, i < 3);
    g_assert_nonnull (accounts[i].secret);
    g_assert_cmpint (!accounts[i].instance, ==, accounts[i].method == DOMO_METHOD_CLIENT);
    g_assert_cmpint (!accounts[i].user_name, ==, accounts[i].method == DOMO_METHOD_ACCESS_TOKEN);
  }
  g_assert_cmpstr (test_account ("code")->code, ==, "123456");
}

static void
test_session_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *header = sign_in (fixture, "password");
  g_autofree char *base64 = NULL;
  g_autofree char *json = NULL;
  g_autofree char *owner = NULL;
  gsize size;

  g_assert_null (strchr (strstr (header, ": "), '=')); /* it is percent-encoded */
  base64 = g_uri_unescape_string (strstr (header, ": ") + 2, NULL);
  json = (char *)g_base64_decode (base64, &size);
  json = g_realloc (json, size + 1);
  json[size] = '\0';
  owner = member (json, "userId");
  g_assert_cmpstr (owner, ==, "1893952720");
  g_assert_cmpint (number (json, "expiration") - number (json, "timestamp"), ==,
                   8 * 60 * 60 * G_GINT64_CONSTANT (1000));
  g_assert_cmpint (number (json, "expiration"), >, g_get_real_time () / 1000);
}

static void
test_full_auth_refuses (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *json;
    guint status;
  } rows[] = {
    { "", 400 },
    { "[]", 400 },
    { "{\"method\":", 400 },
    { "{\"method\":\"token\"}", 400 },
    { "{\"method\":5}", 400 },
    { "{\"method\":\"password\"}", 200 },
    { "{\"method\":\"password\",\"emailAddress\":\"jae.wilson@acme.com\",\"password\":7}", 200 },
  };
  g_auto (Answer) answer = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    ask (fixture, "POST", AUTHENTICATION, NULL, rows[i].json, &answer);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    if (answer.status == 200)
      g_assert_cmpstr (answer.body, ==, "{\"success\":false,\"reason\":\"INVALID_CREDENTIALS\"}");
  }
  ask (fixture, "POST", AUTHENTICATION, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 415);
}

static void
test_who_am_i (Fixture *fixture, gconstpointer data)
{
  static const char *const members[] = { "id",         "invitorUserId", "displayName", "department",
                                         "userName",   "emailAddress",  "avatarKey",   "accepted",
                                         "userType",   "modified",      "created",     "anonymous",
                                         "systemUser", "pending",       "active" };
  g_autofree char *session = sign_in (fixture, "password");
  g_autofree char *access = access_token_header ();
  g_autofree char *name = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) other = { 0 };
  gsize i;

  ask (fixture, "GET", ME, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  root = parse (answer.body);
  for (i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (json_node_get_object (root), members[i]));
  g_assert_cmpint (number (answer.body, "id"), ==, JAE_ID);
  g_assert_cmpint (number (answer.body, "created"), ==, 1588960518);
  g_assert_cmpint (number (answer.body, "modified"), ==, 1729114351093);
  name = member (answer.body, "department");
  g_assert_cmpstr (name, ==, "Business Intelligence");

  ask (fixture, "GET", ME, access, NULL, &other);
  g_assert_cmpstr (other.body, ==, answer.body);
}

static void
test_who_am_i_refuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bearer = bearer_header (fixture, GRANT);
  g_autofree char *crossed = NULL;
  g_auto (Answer) answer = { 0 };
  const char *headers[5];
  gsize i;

  crossed = g_strconcat ("x-domo-authentication: ", test_account ("access-token")->secret, NULL);
  headers[0] = NULL;
  headers[1] = "x-domo-authentication: made-up";
  headers[2] = "x-domo-developer-token: DDCImadeup";
  headers[3] = bearer;
  headers[4] = crossed;
  for (i = 0; i < G_N_ELEMENTS (headers); i++) {
    ask (fixture, "GET", ME, headers[i], NULL, &answer);
    g_assert_cmpuint (answer.status, ==, 401);
  }
}

static void
test_developer_auth (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *path;
    guint status;
    const char *scope;
  } rows[] = {
    { GRANT, 200, "data user" },
    { GRANT "&scope=data", 200, "data" },
    { GRANT "&scope=audit%20user", 200, "audit user" },
    { GRANT "&scope=everything", 400, NULL },
    { "/oauth/token?grant_type=password", 400, NULL },
    { "/oauth/token", 400, NULL },
  };
  g_autofree char *good = client_header ();
  g_autofree char *bad = basic (test_account ("client")->user_name, "another");
  g_auto (Answer) answer = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *scope = NULL;

    ask (fixture, "GET", rows[i].path, good, NULL, &answer);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    if (rows[i].scope) {
      scope = member (answer.body, "scope");
      g_assert_cmpstr (scope, ==, rows[i].scope);
      g_assert_cmpint (number (answer.body, "expires_in"), ==, 3599);
    }
  }
  ask (fixture, "GET", GRANT, bad, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "GET", GRANT, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
}

static void
test_bearer_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *header = bearer_header (fixture, GRANT "&scope=data%20user");
  g_auto (GStrv) parts = g_strsplit (strstr (header, "Bearer ") + 7, ".", -1);
  g_autofree char *base64 = NULL;
  g_autofree guchar *payload = NULL;
  g_autofree char *json = NULL;
  gsize size;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_null (strpbrk (parts[1], "+/="));
  base64 = g_strconcat (parts[1], "==", NULL);
  g_strdelimit (g_strdelimit (base64, "-", '+'), "_", '/');
  payload = g_base64_decode (base64, &size);
  json = g_strndup ((char *)payload, size);
  assert_contains (json, "\"userId\":964382593");
  assert_contains (json, "\"scope\":[\"data\",\"user\"]");
  assert_contains (json, "\"domain\":\"practice.domo.com\"");
  g_assert_cmpint (number (json, "exp") - number (json, "iat"), ==, 3599);
}

static void
test_user (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = bearer_header (fixture, GRANT "&scope=data%20user");
  g_autofree char *without = bearer_header (fixture, GRANT "&scope=data");
  g_auto (Answer) answer = { 0 };

  ask (fixture, "GET", "/v1/users/964382593", with, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  assert_contains (answer.body, "\"name\":\"Noor Haddad\"");
  assert_contains (answer.body, "\"createdAt\":\"2016-");

  ask (fixture, "GET", "/v1/users/964382593", without, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 403);
  ask (fixture, "GET", "/v1/users/1", with, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 404);
  ask (fixture, "GET", "/v1/users/x", with, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 404);
  ask (fixture, "GET", "/v1/users/964382593", NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
}

static void
test_avatar (Fixture *fixture, gconstpointer data)
{
  g_autofree char *session = sign_in (fixture, "password");
  g_autoptr (GBytes) file = test_avatar_new ();
  g_auto (Answer) answer = { 0 };

  ask (fixture, "GET", AVATAR "1893952720?size=100", session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 404);
  vst_practice_set_avatar (fixture->practice, file);
  ask (fixture, "GET", AVATAR "1893952720?size=100", session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  g_assert_cmpstr (answer.type, ==, "image/png");
  g_assert_cmpmem (answer.body, answer.size, g_bytes_get_data (file, NULL),
                   g_bytes_get_size (file));
  ask (fixture, "GET", AVATAR "1893952720?size=100", NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
}

static void
test_elevate (Fixture *fixture, gconstpointer data)
{
  static const char good[] = "{\"timeBasedOneTimePassword\":\"123456\"}";
  static const char bad[] = "{\"timeBasedOneTimePassword\":\"654321\"}";
  g_autofree char *session = sign_in (fixture, "code");
  g_auto (Answer) answer = { 0 };

  ask (fixture, "GET", ME, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "PUT", ELEVATIONS "3501873264", session, bad, &answer);
  g_assert_cmpuint (answer.status, ==, 400);
  ask (fixture, "PUT", ELEVATIONS "1893952720", session, good, &answer);
  g_assert_cmpuint (answer.status, ==, 403);
  ask (fixture, "PUT", ELEVATIONS "3501873264", NULL, good, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "GET", ME, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);

  ask (fixture, "PUT", ELEVATIONS "3501873264", session, good, &answer);
  g_assert_cmpuint (answer.status, ==, 204);
  ask (fixture, "GET", ME, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  assert_contains (answer.body, "\"displayName\":\"Grace Okafor\"");
}

static char *
make_token (Fixture *fixture, const char *owner, const char *expires, Answer *answer)
{
  g_autofree char *session = sign_in (fixture, "password");
  g_autofree char *json = NULL;
  g_autofree char *token = NULL;

  json = g_strdup_printf ("{\"name\":\"A test\",\"ownerId\":%s,\"expires\":%s}", owner, expires);
  ask (fixture, "POST", ACCESS_TOKENS, session, json, answer);
  if (answer->status != 200)
    return NULL;
  token = member (answer->body, "token");
  g_assert_true (g_str_has_prefix (token, "DDCI"));
  return g_strconcat ("x-domo-developer-token: ", token, NULL);
}

static void
test_access_tokens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *session = sign_in (fixture, "password");
  g_auto (Answer) answer = { 0 };
  g_autofree char *token = make_token (fixture, "1893952720", "4102444800000", &answer);
  g_autofree char *path = NULL;

  g_assert_nonnull (token);
  path = g_strdup_printf (ACCESS_TOKENS "/%" G_GINT64_FORMAT, number (answer.body, "id"));
  ask (fixture, "GET", ME, token, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);

  ask (fixture, "GET", ACCESS_TOKENS, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  assert_contains (answer.body, "{\"id\":17,\"name\":\"Nightly export\"");
  assert_contains (answer.body, "\"expires\":4102444800000");
  g_assert_null (strstr (answer.body, "DDCI")); /* shown once only, when it is made */

  ask (fixture, "DELETE", path, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 204);
  ask (fixture, "GET", ME, token, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "DELETE", path, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 404);
}

static void
test_access_tokens_refuse (Fixture *fixture, gconstpointer data)
{
  g_autofree char *session = sign_in (fixture, "password");
  g_autofree char *grace = sign_in (fixture, "code");
  g_auto (Answer) answer = { 0 };
  g_autofree char *ended = make_token (fixture, "1893952720", "1000", &answer);
  g_autofree char *ownerless = make_token (fixture, "12345", "4102444800000", &answer);

  g_assert_null (ownerless);
  g_assert_cmpuint (answer.status, ==, 400);
  ask (fixture, "GET", ME, ended, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "GET", ACCESS_TOKENS, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "PUT", ELEVATIONS "3501873264", grace, "{\"timeBasedOneTimePassword\":\"123456\"}",
       &answer);
  ask (fixture, "GET", ACCESS_TOKENS, grace, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 403);
  ask (fixture, "PUT", ACCESS_TOKENS, session, "{}", &answer);
  g_assert_cmpuint (answer.status, ==, 405);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/", "/auth/index?domoManualLogin=true",
                                       "/admin/security/accesstokens" };
  g_auto (Answer) answer = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (paths); i++) {
    ask (fixture, "GET", paths[i], NULL, NULL, &answer);
    g_assert_cmpuint (answer.status, ==, 200);
    g_assert_cmpstr (answer.type, ==, "text/html");
    assert_contains (answer.body, "<h1>");
  }
  ask (fixture, "GET", "/elsewhere", NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 404);
}

/* The Host header says which instance is meant; libsoup's client sends one with HTTP/1 only. */
static void
test_hosts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *host;
    const char *path;
    guint status;
  } rows[] = {
    { "practice.domo.com", ME, 200 },
    { "PRACTICE.domo.com:443", ME, 200 },
    { "127.0.0.1:8080", ME, 200 },
    { "[::1]:8080", ME, 200 },
    { "localhost", ME, 200 },
    { "practise.domo.com", ME, 403 },
    { "acme.domo.com", ME, 403 },
    { "practice.domo.com.evil.example", ME, 403 },
    { "data.acme.com", "/", 403 },
    { "practice-sso.domo.com", ME, 401 },
    { "api.domo.com", ME, 404 },
    { "api.domo.com", "/oauth/token", 401 },
    { "practice.domo.com", "/oauth/token", 404 },
    { "practice.domo.com", "/auth/index", 200 },
    { "localhost", "/oauth/token", 401 },
  };
  g_autofree char *access = access_token_header ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SoupMessage) message = build (fixture, "GET", rows[i].path, access, NULL);
    g_auto (Answer) answer = { 0 };

    soup_message_headers_replace (soup_message_get_request_headers (message), "Host", rows[i].host);
    send_message (fixture, message, &answer);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    g_assert_cmpstr (test_practice_last (fixture->practice)->host, ==, rows[i].host);
  }
}

static void
test_blocked_everywhere (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { ME, "/", "/v1/users/1", ACCESS_TOKENS };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (SoupMessage) message = build (fixture, "GET", paths[i], NULL, NULL);
    g_auto (Answer) answer = { 0 };

    soup_message_headers_replace (soup_message_get_request_headers (message), "Host",
                                  "practice-office.domo.com");
    send_message (fixture, message, &answer);
    g_assert_cmpuint (answer.status, ==, 200);
    assert_contains (answer.body, "203.0.113.7");
  }
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *method;
    const char *path;
  } rows[] = {
    { "GET", AUTHENTICATION }, { "POST", "/oauth/token" },      { "DELETE", ME },
    { "PUT", "/v1/users/1" },  { "POST", AVATAR "1893952720" }, { "GET", ELEVATIONS "1" },
  };
  g_auto (Answer) answer = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    ask (fixture, rows[i].method, rows[i].path, NULL, NULL, &answer);
    g_assert_cmpuint (answer.status, ==, 405);
  }
}

/* What the server was sent is kept for tests to look at. */
static void
test_requests (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first_id = NULL;
  g_auto (Answer) answer = { 0 };
  const VstPracticeRequest *request;
  guint64 connection;

  ask (fixture, "PUT", ELEVATIONS "5?x=y%20z", "x-test: a value", "{\"a\":1}", &answer);
  first_id = g_strdup (answer.request_id);
  request = test_practice_last (fixture->practice);
  g_assert_cmpint (request->route, ==, VST_ROUTE_ELEVATE);
  g_assert_cmpstr (request->method, ==, "PUT");
  g_assert_cmpstr (request->path, ==, ELEVATIONS "5?x=y%20z");
  assert_contains (request->headers, "x-test: a value\n");
  g_assert_true (g_str_has_prefix (request->host, "127.0.0.1"));
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body),
                   "{\"a\":1}", 7);
  g_assert_cmpuint (request->connection, >, 0);
  connection = request->connection;
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), ==, 1);

  ask (fixture, "GET", "/", NULL, NULL, &answer);
  g_assert_cmpuint (test_practice_last (fixture->practice)->connection, ==, connection);
  g_assert_nonnull (answer.request_id);
  g_assert_cmpstr (answer.request_id, !=, first_id);
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 2);
  vst_practice_forget_requests (fixture->practice);
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

static gboolean
none_open (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

static gboolean
was_asked (gpointer practice)
{
  return vst_practice_get_requests (practice)->len > 0;
}

/* Asks, sees that no answer comes, and gives up. */
static void
assert_unanswered (Fixture *fixture, SoupMessage *message)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_practice_forget_requests (fixture->practice);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    test_wait_cb, &wait);
  test_until (was_asked, fixture->practice);
  test_settle ();
  g_assert_null (wait.result);
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (soup_session_send_and_read_finish (fixture->session, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_until (none_open, fixture->practice);
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_SILENT };
  g_autoptr (SoupMessage) message = build (fixture, "GET", ME, NULL, NULL);

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  assert_unanswered (fixture, message);
}

static void
test_slow_account (Fixture *fixture, gconstpointer data)
{
  const VstPracticeAccount *account = test_account ("slow");
  g_autofree char *json = password_body (account->user_name, account->secret);
  g_autoptr (SoupMessage) message = build (fixture, "POST", AUTHENTICATION, NULL, json);

  assert_unanswered (fixture, message);
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  const VstFault never = { .kind = VST_FAULT_LATE, .delay = G_MAXINT };
  const VstFault soon = { .kind = VST_FAULT_LATE, .delay = 1 };
  g_autofree char *access = access_token_header ();
  g_autoptr (SoupMessage) message = build (fixture, "GET", ME, access, NULL);
  g_auto (Answer) answer = { 0 };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &soon);
  ask (fixture, "GET", ME, access, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  assert_contains (answer.body, "Jae Wilson");
  if (!is_http2 (data)) {
    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &never);
    assert_unanswered (fixture, message);
  }
}

/* An answer that is not given yet goes with the server. */
static void
test_held_at_end (Fixture *fixture, gconstpointer data)
{
  static const VstFaultKind kinds[] = { VST_FAULT_LATE, VST_FAULT_SILENT, VST_FAULT_DRIP };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const VstFault fault = { .kind = kinds[i], .delay = G_MAXINT };
    VstPractice *practice = test_practice_new (TEST_CERTIFICATE_NONE);
    g_autofree char *uri = g_strconcat (vst_practice_get_uri (practice), ME, NULL);
    g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
    g_autoptr (GBytes) body = NULL;
    g_autoptr (GError) error = NULL;
    g_auto (TestWait) wait = { 0 };

    vst_practice_set_fault (practice, VST_ROUTE_WHO_AM_I, &fault);
    soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                      test_wait_cb, &wait);
    test_until (was_asked, practice);
    g_assert_finalize_object (practice);
    body = soup_session_send_and_read_finish (fixture->session, test_wait (&wait), &error);
    g_assert_true (error || g_bytes_get_size (body) <= 1);
  }
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER,
                           .status = 429,
                           .body = "a\0b",
                           .body_length = 3,
                           .content_type = "text/plain",
                           .header_name = "Retry-After",
                           .header_value = "43" };
  const VstFault empty = { .kind = VST_FAULT_ANSWER, .status = 500 };
  g_autoptr (SoupMessage) message = build (fixture, "GET", ME, NULL, NULL);
  g_auto (Answer) answer = { 0 };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  send_message (fixture, message, &answer);
  g_assert_cmpuint (answer.status, ==, 429);
  g_assert_cmpmem (answer.body, answer.size, "a\0b", 3);
  g_assert_cmpstr (answer.type, ==, "text/plain");
  g_assert_nonnull (answer.request_id);
  g_assert_cmpstr (
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"), ==,
      "43");

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &empty);
  ask (fixture, "GET", ME, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 500);
  g_assert_cmpuint (answer.size, ==, 0);
  g_assert_cmpstr (answer.type, ==, "application/json");

  ask (fixture, "GET", "/", NULL, NULL, &answer); /* other routes are well */
  g_assert_cmpuint (answer.status, ==, 200);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  ask (fixture, "GET", ME, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
}

static void
test_long_answers (Fixture *fixture, gconstpointer data)
{
  static const struct {
    VstFaultKind kind;
    gsize size;
    const char *start;
  } rows[] = {
    { VST_FAULT_BIG, 2 * 1024 * 1024, "{\"id\":1893952720,\"displayName\":\"xxx" },
    { VST_FAULT_BOMB, 64 * 1024 * 1024, "   " },
    { VST_FAULT_DEEP, 200000, "[[[" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstFault fault = { .kind = rows[i].kind };
    g_auto (Answer) answer = { 0 };

    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
    ask (fixture, "GET", ME, NULL, NULL, &answer);
    g_assert_no_error (answer.error);
    g_assert_cmpuint (answer.status, ==, 200);
    g_assert_cmpuint (answer.size, ==, rows[i].size);
    g_assert_true (g_str_has_prefix (answer.body, rows[i].start));
  }
}

static void
test_broken_wire (Fixture *fixture, gconstpointer data)
{
  static const struct {
    VstFaultKind kind;
    guint status;
    gboolean is_parsing;
  } rows[] = {
    { VST_FAULT_CLOSE, 0, FALSE },       { VST_FAULT_CUT_HEADERS, 0, TRUE },
    { VST_FAULT_CUT_BODY, 200, FALSE },  { VST_FAULT_NOT_HTTP, 0, TRUE },
    { VST_FAULT_BIG_HEADERS, 0, FALSE },
  };
  g_autofree char *access = access_token_header ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstFault fault = { .kind = rows[i].kind };
    g_auto (Answer) answer = { 0 };

    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
    ask (fixture, "GET", ME, access, NULL, &answer);
    if (is_http2 (data))
      g_assert_nonnull (answer.error); /* closed, whatever it is */
    else if (rows[i].is_parsing)
      g_assert_error (answer.error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING);
    else {
      g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
      g_assert_cmpuint (answer.status, ==, rows[i].status);
    }
    test_until (none_open, fixture->practice);
  }
}

/* libsoup 3.2 takes what came for the whole, a newer one tells. */
static void
test_cut_chunk (Fixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_CUT_CHUNK };
  g_autofree char *access = access_token_header ();
  g_auto (Answer) whole = { 0 };
  g_auto (Answer) cut = { 0 };

  ask (fixture, "GET", ME, access, NULL, &whole);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  ask (fixture, "GET", ME, access, NULL, &cut);
  if (cut.error)
    return;
  g_assert_cmpuint (cut.status, ==, 200);
  g_assert_cmpuint (cut.size, ==, whole.size / 2);
  g_assert_true (g_str_has_prefix (whole.body, cut.body));
}

static void
got_informational_cb (SoupMessage *message, gpointer user_data)
{
  guint *count = user_data;

  g_assert_cmpuint (soup_message_get_status (message), ==, 102);
  if (++*count == 200)
    g_cancellable_cancel (g_object_get_data (G_OBJECT (message), "cancellable"));
}

static void
test_interim (Fixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_INTERIM };
  g_autoptr (SoupMessage) message = build (fixture, "GET", ME, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };
  guint count = 0;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  g_object_set_data (G_OBJECT (message), "cancellable", cancellable);
  g_signal_connect (message, "got-informational", G_CALLBACK (got_informational_cb), &count);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    test_wait_cb, &wait);
  g_assert_null (soup_session_send_and_read_finish (fixture->session, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count, >=, 200);
  test_until (none_open, fixture->practice);
}

static void
test_drip (Fixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_DRIP, .delay = 1 };
  g_autoptr (SoupMessage) message = build (fixture, "GET", ME, NULL, NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) sent = { 0 };
  char buffer[1];
  guint i;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  soup_session_send_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, test_wait_cb,
                           &sent);
  stream = soup_session_send_finish (fixture->session, test_wait (&sent), &error);
  g_assert_no_error (error);
  for (i = 0; i < 8; i++) {
    g_auto (TestWait) got = { 0 };

    g_input_stream_read_async (stream, buffer, 1, G_PRIORITY_DEFAULT, NULL, test_wait_cb, &got);
    g_assert_cmpint (g_input_stream_read_finish (stream, test_wait (&got), &error), ==, 1);
    g_assert_no_error (error);
    g_assert_cmpint (buffer[0], ==, i == 0 ? '{' : ' ');
  }
}

static void
test_blocked_fault (Fixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_BLOCKED };
  g_auto (Answer) answer = { 0 };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_DEVELOPER_AUTH, &fault);
  ask (fixture, "GET", GRANT, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  g_assert_cmpstr (answer.type, ==, "text/html");
  assert_contains (answer.body, "<title>Domo - Blocked</title>");
  assert_contains (strstr (answer.body, "<p>"), "203.0.113.7");
}

/* The lists of what was given out and asked do not grow without end. */
static void
test_old_sessions_end (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = sign_in (fixture, "password");
  g_autofree char *last = NULL;
  g_auto (Answer) answer = { 0 };
  guint i;

  for (i = 0; i < 2048; i++) {
    g_free (last);
    last = sign_in (fixture, "password");
  }
  ask (fixture, "GET", ME, last, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  ask (fixture, "GET", ME, first, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
}

/* What was given out before is refused, what comes after is good. */
static void
test_end_tokens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *session = sign_in (fixture, "password");
  g_autofree char *bearer = bearer_header (fixture, GRANT);
  g_autofree char *access = access_token_header ();
  g_autofree char *again = NULL;
  g_auto (Answer) answer = { 0 };

  vst_practice_end_tokens (fixture->practice);
  ask (fixture, "GET", ME, session, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "GET", "/v1/users/964382593", bearer, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 401);
  ask (fixture, "GET", ME, access, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  again = sign_in (fixture, "password");
  ask (fixture, "GET", ME, again, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
}

/* The kernel itself takes so many while the program is busy. */
static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri =
      g_uri_parse (vst_practice_get_uri (fixture->practice), SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string (g_uri_get_host (uri), g_uri_get_port (uri));
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  guint i;

  for (i = 0; i < 200; i++) {
    GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                    G_SOCKET_PROTOCOL_DEFAULT, &error);

    g_assert_no_error (error);
    g_ptr_array_add (sockets, socket);
    g_socket_set_timeout (socket, 10); /* seconds */
    g_socket_connect (socket, address, NULL, &error);
    g_assert_no_error (error);
  }
}

static void
add (const char *name, void (*test) (Fixture *fixture, gconstpointer data), gboolean http1_only)
{
  g_autofree char *clear = g_strconcat ("/practice/http/", name, NULL);
  g_autofree char *secure = g_strconcat ("/practice/https/", name, NULL);
  gboolean is_second = g_getenv ("SOUP_SERVER_HTTP2") != NULL;

  if (!is_second)
    g_test_add (clear, Fixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE), set_up, test, tear_down);
  if (!is_second || !http1_only)
    g_test_add (secure, Fixture, GINT_TO_POINTER (TEST_CERTIFICATE_GOOD), set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/accounts-order", test_accounts_order);
  g_test_add ("/practice/old-sessions-end", Fixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE),
              set_up, test_old_sessions_end, tear_down);
  g_test_add ("/practice/many-at-once", Fixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE), set_up,
              test_many_at_once, tear_down);
  add ("accounts", test_accounts, FALSE);
  add ("end-tokens", test_end_tokens, FALSE);
  add ("session-token", test_session_token, FALSE);
  add ("full-auth-refuses", test_full_auth_refuses, FALSE);
  add ("who-am-i", test_who_am_i, FALSE);
  add ("who-am-i-refuses", test_who_am_i_refuses, FALSE);
  add ("developer-auth", test_developer_auth, FALSE);
  add ("bearer-token", test_bearer_token, FALSE);
  add ("user", test_user, FALSE);
  add ("avatar", test_avatar, FALSE);
  add ("elevate", test_elevate, FALSE);
  add ("access-tokens", test_access_tokens, FALSE);
  add ("access-tokens-refuse", test_access_tokens_refuse, FALSE);
  add ("pages", test_pages, FALSE);
  add ("hosts", test_hosts, TRUE);
  add ("blocked-everywhere", test_blocked_everywhere, TRUE);
  add ("methods", test_methods, FALSE);
  add ("requests", test_requests, FALSE);
  add ("silent", test_silent, TRUE);
  add ("slow-account", test_slow_account, TRUE);
  add ("late", test_late, FALSE);
  add ("held-at-end", test_held_at_end, TRUE);
  add ("answer", test_answer, FALSE);
  add ("long-answers", test_long_answers, FALSE);
  add ("broken-wire", test_broken_wire, FALSE);
  add ("cut-chunk", test_cut_chunk, FALSE);
  add ("interim", test_interim, TRUE);
  add ("drip", test_drip, TRUE);
  add ("blocked", test_blocked_fault, FALSE);
  return g_test_run ();
}
