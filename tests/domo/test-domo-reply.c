/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-reply.h"

#include <string.h>

#include "domo-profile.h"

#define DOTS "••••••••••••"
#define BLOCKED                                                                                    \
  "<html><head><title>Domo - Blocked</title></head><body>"                                         \
  "<p>Your address 203.0.113.7 may not see this.</p><p>198.51.100.1</p></body></html>"
/* {"sid":"5f1e","userId":"1893952720","expiration":1729146454205} and blanks */
#define TOKEN                                                                                      \
  "eyJzaWQiOiI1ZjFlIiwidXNlcklkIjoiMTg5Mzk1MjcyMCIsImV4cGlyYXRpb24iOjE3MjkxNDY0NTQyMDV9IA%3D%3D"
/* {"alg":"none"} . {"userId":964382593,"exp":1729121254,"scope":["data","user"],
 * "domain":"acme.domo.com"} */
#define JWT                                                                                        \
  "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjk2NDM4MjU5MywiZXhwIjoxNzI5MTIxMjU0LCJzY29wZSI6WyJkYXRhIiwi"   \
  "dXNlciJdLCJkb21haW4iOiJhY21lLmRvbW8uY29tIn0.c2ln"

static DomoReply *
reply_new (guint status, const char *type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  DomoReply *reply = domo_reply_new (status, body);

  domo_reply_set_header (reply, "Content-Type", type);
  return reply;
}

static DomoReply *
json_new (guint status, const char *text)
{
  return reply_new (status, "application/json", text);
}

/* Each route by its name: so that what holds on every one is asked of every one. */
static gboolean
parse_full_auth (DomoReply *reply, GError **error)
{
  g_autoptr (DomoToken) token = domo_reply_parse_full_auth (reply, error);

  return token != NULL;
}

static gboolean
parse_developer_auth (DomoReply *reply, GError **error)
{
  g_autoptr (DomoToken) token = domo_reply_parse_developer_auth (reply, NULL, error);

  return token != NULL;
}

static gboolean
parse_profile (DomoReply *reply, GError **error)
{
  g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, error);

  return profile != NULL;
}

static gboolean
parse_user (DomoReply *reply, GError **error)
{
  g_autoptr (DomoProfile) profile = domo_reply_parse_user (reply, error);

  return profile != NULL;
}

static gboolean
parse_avatar (DomoReply *reply, GError **error)
{
  g_autoptr (GBytes) picture = domo_reply_parse_avatar (reply, error);

  return picture != NULL;
}

typedef gboolean (*Parse) (DomoReply *reply, GError **error);

typedef enum { FULL_AUTH, DEVELOPER_AUTH, PROFILE, USER, ELEVATE, AVATAR, N_ROUTES } Route;

static const struct {
  const char *name;
  Parse parse;
} routes[N_ROUTES] = {
  [FULL_AUTH] = { "get_full_auth", parse_full_auth },
  [DEVELOPER_AUTH] = { "get_developer_auth", parse_developer_auth },
  [PROFILE] = { "who_am_i", parse_profile },
  [USER] = { "get_user", parse_user },
  [ELEVATE] = { "elevate", domo_reply_parse_elevate },
  [AVATAR] = { "get_avatar", parse_avatar },
};

/* Returns: the error that the route makes of the answer */
static GError *
fail (Route route, DomoReply *reply)
{
  GError *error = NULL;

  g_test_message ("%s, status %u", routes[route].name, domo_reply_get_status (reply));
  g_assert_false (routes[route].parse (reply, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == DOMO_ERROR);
  g_assert_cmpuint (domo_error_get_info (error)->status, ==, domo_reply_get_status (reply));
  return error;
}

static void
assert_fails (Route route, DomoReply *reply, DomoError code, const char *message)
{
  g_autoptr (GError) error = fail (route, reply);

  g_assert_error (error, DOMO_ERROR, (int)code);
  if (message)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_reply (void)
{
  static const char *const names[] = { "Content-Type", "Location", "Retry-After", "Date",
                                       "X-Request-ID" };
  g_autoptr (DomoReply) reply = json_new (201, "{}");
  DomoReply *second = domo_reply_ref (reply);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_cmpint (domo_reply_get_header (reply, names[i]) != NULL, ==, i == 0);
    domo_reply_set_header (reply, names[i], names[i]);
    g_assert_cmpstr (domo_reply_get_header (reply, names[i]), ==, names[i]);
  }
  domo_reply_set_header (reply, "x-request-id", "42");
  g_assert_cmpstr (domo_reply_get_header (reply, "X-Request-ID"), ==, "42");
  domo_reply_set_header (reply, "Set-Cookie", "a=b");
  g_assert_null (domo_reply_get_header (reply, "Set-Cookie"));

  domo_reply_set_duration (reply, 143000);
  g_assert_cmpint (domo_reply_get_duration (second), ==, 143000);
  g_assert_cmpuint (domo_reply_get_status (second), ==, 201);
  g_assert_cmpuint (g_bytes_get_size (domo_reply_get_body (second)), ==, 2);
  domo_reply_unref (second);
}

static void
test_is_success (void)
{
  static const guint statuses[] = { 0, 101, 199, 200, 204, 299, 300, 302, 404, 500, 999 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (DomoReply) reply = json_new (statuses[i], "");

    g_assert_cmpint (domo_reply_is_success (reply), ==, statuses[i] / 100 == 2);
  }
}

static void
test_laid_out (void)
{
  static const struct {
    const char *body;
    const char *expected;
  } rows[] = {
    { "{\"id\":1,\"name\":\"<b>\"}", "{\n  \"id\": 1,\n  \"name\": \"<b>\"\n}" },
    { "{\"a\":\" : \",\"b\":[{\"c\":\"\\\" : \"}]}",
      "{\n  \"a\": \" : \",\n  \"b\": [\n    {\n      \"c\": \"\\\" : \"\n    }\n  ]\n}" },
    { "<html>", "<html>" },
    { "{\"id\":", "{\"id\":" },
    { "", "" },
    { "caf\xe9", "caf�" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (200, rows[i].body);
    g_autofree char *text = domo_reply_dup_laid_out (reply);

    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

/* Indented, deep nesting would be many times as much. */
static void
test_laid_out_is_bounded (void)
{
  g_autofree char *open = g_strnfill (62, '[');
  g_autofree char *close = g_strnfill (62, ']');
  g_autofree char *numbers = g_strnfill (1000000, '1');
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DomoReply) reply = NULL;

  for (gsize i = 1; i < 1000000; i += 2)
    numbers[i] = ',';
  numbers[999999] = '\0';
  body = g_strconcat ("{\"id\":1,\"a\":", open, numbers, close, "}", NULL);
  reply = json_new (200, body);
  text = domo_reply_dup_laid_out (reply);
  g_assert_cmpstr (text, ==, body);
}

/* A hostile answer may repeat the token in any member and any spelling of JSON's. */
static void
test_hidden (void)
{
  static const char *const rows[] = {
    "{\"id\":1,\"displayName\":\"DDCI/secret+token\"}",
    "{\"id\":1,\"displayName\":\"<DDCI/secret+token>\"}",
    "{\"id\":1,\"displayName\":\"\\u0044\\u0044CI\\/secret+token\"}",
    "{\"id\":1,\"displayName\":\"DDCI%2Fsecret%2btoken\"}",
    "{\"id\":1,\"other\":[{\"deep\":\"x DDCI/secret+token\"}]}",
    "{\"id\":1,\"other\":{\"DDCI/secret+token\":1}}",
  };
  g_autoptr (DomoSecret) secret = domo_secret_new ("DDCI/secret+token", -1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (200, rows[i]);
    g_autoptr (DomoProfile) profile = NULL;
    g_autofree char *text = NULL;
    const char *name;

    domo_reply_hide (reply, secret);
    profile = domo_reply_parse_profile (reply, NULL);
    g_assert_nonnull (profile);
    text = domo_reply_dup_laid_out (domo_profile_get_reply (profile));
    g_assert_null (strstr (text, "secret"));
    g_assert_nonnull (strstr (text, DOMO_SECRET_MASK));
    name = domo_profile_get_name (profile);
    g_assert_true (!name || !strstr (name, "secret"));
  }
}

/* One that was sent a request before is looked for when the profile is there already. */
static void
test_hidden_later (void)
{
  g_autoptr (DomoReply) reply =
      json_new (200, "{\"id\":1,\"displayName\":\"Jae\",\"other\":\"\\u0044DCI\\/secret+token\"}");
  g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, NULL);
  g_autoptr (DomoSecret) other = domo_secret_new ("another-secret", -1);
  g_autoptr (DomoSecret) secret = domo_secret_new ("DDCI/secret+token", -1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  domo_profile_hide (profile, other);
  before = domo_reply_dup_laid_out (domo_profile_get_reply (profile));
  g_assert_nonnull (strstr (before, "secret"));
  domo_profile_hide (profile, secret);
  domo_profile_hide (profile, other);
  after = domo_reply_dup_laid_out (domo_profile_get_reply (profile));
  g_assert_cmpstr (after, ==, DOMO_SECRET_MASK);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "Jae");
  g_assert_cmpuint (domo_reply_get_status (domo_profile_get_reply (profile)), ==, 200);
}

/* A name is tidied before it is looked through. */
static void
test_hidden_tidied (void)
{
  g_autoptr (DomoReply) reply =
      json_new (200, "{\"id\":1,\"displayName\":\"my se\\tcret\\u200bword\"}");
  g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new ("se\tcret\u200bword", -1);

  domo_profile_hide (profile, secret);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "my " DOMO_SECRET_MASK);
}

/* What the answer grants is in it once; anything else that says it again is not shown. */
static void
test_granted_token_is_hidden (void)
{
  g_autoptr (DomoReply) reply =
      json_new (200, "{\"access_token\":\"SECRETTOKEN1\",\"userId\":5,\"role\":\"SECRETTOKEN1\","
                     "\"jti\":\"SECRETTOKEN1\",\"domain\":\"acme.domo.com\"}");
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (DomoToken) token = domo_reply_parse_developer_auth (reply, &profile, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (token);
  text = domo_reply_dup_laid_out (domo_profile_get_reply (profile));
  g_assert_null (strstr (text, "SECRETTOKEN1"));
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_ROLE), ==, DOMO_SECRET_MASK);
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DOMAIN), ==, "acme.domo.com");
}

/* ------------------------------------------------------------------------------- on every route */

static void
test_statuses (void)
{
  static const struct {
    guint status;
    DomoError code;
    const char *message;
  } rows[] = {
    { 300, DOMO_ERROR_REDIRECTED, "Multiple Choices" },
    { 301, DOMO_ERROR_REDIRECTED, "Moved Permanently" },
    { 302, DOMO_ERROR_REDIRECTED, "Found" },
    { 304, DOMO_ERROR_REDIRECTED, "Not Modified" },
    { 307, DOMO_ERROR_REDIRECTED, "Temporary Redirect" },
    { 399, DOMO_ERROR_REDIRECTED, "redirected" },
    { 402, DOMO_ERROR_AUTH, "Payment Required" },
    { 404, DOMO_ERROR_AUTH, "Not Found" },
    { 409, DOMO_ERROR_AUTH, "Conflict" },
    { 418, DOMO_ERROR_AUTH, "error" },
    { 451, DOMO_ERROR_AUTH, "Unavailable For Legal Reasons" },
    { 499, DOMO_ERROR_AUTH, "error" },
    { 429, DOMO_ERROR_RATE_LIMITED, "Too Many Requests" },
    { 500, DOMO_ERROR_SERVER, "Internal Server Error" },
    { 502, DOMO_ERROR_SERVER, "Bad Gateway" },
    { 503, DOMO_ERROR_SERVER, "Service Unavailable" },
    { 504, DOMO_ERROR_SERVER, "Gateway Timeout" },
    { 511, DOMO_ERROR_SERVER, "Network Authentication Required" },
    { 599, DOMO_ERROR_SERVER, "server error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint route = 0; route < N_ROUTES; route++) {
      g_autoptr (DomoReply) reply = json_new (rows[i].status, "{\"success\":true}");

      assert_fails (route, reply, rows[i].code, rows[i].message);
    }
}

/* What a route makes of the statuses that mean something else on another. */
static void
test_refusals (void)
{
  static const struct {
    Route route;
    guint status;
    DomoError code;
    const char *message;
  } rows[] = {
    { FULL_AUTH, 400, DOMO_ERROR_AUTH, "Bad Request" },
    { FULL_AUTH, 401, DOMO_ERROR_INVALID_CREDENTIALS, "Unauthorized" },
    { FULL_AUTH, 403, DOMO_ERROR_INVALID_INSTANCE, "Forbidden" },
    { DEVELOPER_AUTH, 400, DOMO_ERROR_AUTH, "Bad Request" },
    { DEVELOPER_AUTH, 401, DOMO_ERROR_INVALID_CREDENTIALS, "Unauthorized" },
    { DEVELOPER_AUTH, 403, DOMO_ERROR_AUTH, "Forbidden" },
    { PROFILE, 400, DOMO_ERROR_AUTH, "Bad Request" },
    { PROFILE, 401, DOMO_ERROR_INVALID_CREDENTIALS, "Unauthorized" },
    { PROFILE, 403, DOMO_ERROR_INVALID_INSTANCE, "Forbidden" },
    { USER, 400, DOMO_ERROR_AUTH, "Bad Request" },
    { USER, 401, DOMO_ERROR_INVALID_CREDENTIALS, "Unauthorized" },
    { USER, 403, DOMO_ERROR_AUTH, "Forbidden" },
    { USER, 404, DOMO_ERROR_AUTH, "Not Found" },
    { ELEVATE, 400, DOMO_ERROR_INVALID_CREDENTIALS, "Bad Request" },
    { ELEVATE, 401, DOMO_ERROR_INVALID_CREDENTIALS, "Unauthorized" },
    { ELEVATE, 403, DOMO_ERROR_INVALID_CREDENTIALS, "Forbidden" },
    { AVATAR, 404, DOMO_ERROR_AUTH, "Not Found" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (rows[i].status, "");

    assert_fails (rows[i].route, reply, rows[i].code, rows[i].message);
  }
}

/* HTTP/2 sends no reason phrase, and a body is no reason either unless the status is a 2xx. */
static void
test_reason_counts_in_2xx_only (void)
{
  g_autoptr (DomoReply) reply =
      json_new (403, "{\"success\":false,\"reason\":\"INVALID_CREDENTIALS\"}");

  assert_fails (FULL_AUTH, reply, DOMO_ERROR_INVALID_INSTANCE, "Forbidden");
}

static void
test_blocked (void)
{
  static const struct {
    const char *type;
    const char *body;
    const char *address;
  } rows[] = {
    { "text/html", BLOCKED, "203.0.113.7" },
    { "text/html; charset=UTF-8", BLOCKED, "203.0.113.7" },
    { "Text/HTML", BLOCKED, "203.0.113.7" },
    { "text/html", "<title>Domo - Blocked</title><p class=\"x\">2001:db8::7</p>", "2001:db8::7" },
    { "text/html", "<title>Domo - Blocked</title><P>From (203.0.113.7).</P>", "203.0.113.7" },
    { "text/html", "<title>Domo - Blocked</title><p>203.0.113.7", "203.0.113.7" },
    { "text/html", "<title>Domo - Blocked</title><p>no address</p><p>203.0.113.7</p>", NULL },
    { "text/html", "<title>Domo - Blocked</title>203.0.113.7", NULL },
    { "text/html", "<title>Domo - Blocked</title><p>caf\xe9 203.0.113.7</p>", "203.0.113.7" },
    { "text/html", "<title>Domo - Blocked</title>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint route = 0; route < N_ROUTES; route++) {
      g_autoptr (DomoReply) reply = reply_new (200, rows[i].type, rows[i].body);
      g_autoptr (GError) error = fail (route, reply);

      g_assert_error (error, DOMO_ERROR, DOMO_ERROR_ADDRESS_BLOCKED);
      g_assert_cmpstr (error->message, ==, "address not on the allow list");
      g_assert_cmpstr (domo_error_get_info (error)->detail, ==, rows[i].address);
    }
}

/* Many paragraphs must not make the search slow: the main loop waits for it. */
static void
test_blocked_hostile (void)
{
  static const char *const units[] = { "<p>", "<p ", "</p>", "<p>203.0.113.7 ", " ", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    GString *page = g_string_new ("<title>Domo - Blocked</title>");
    g_autoptr (DomoReply) reply = NULL;
    g_autofree char *text = NULL;

    while (page->len < 1000 * 1000)
      g_string_append (page, units[i]);
    text = g_string_free (page, FALSE);
    reply = reply_new (200, "text/html", text);
    assert_fails (PROFILE, reply, DOMO_ERROR_ADDRESS_BLOCKED, NULL);
  }
}

static void
test_not_blocked (void)
{
  static const struct {
    guint status;
    const char *type;
    const char *body;
    DomoError code;
  } rows[] = {
    { 200, "text/html", "<title>Sign in</title><p>203.0.113.7</p>", DOMO_ERROR_BAD_REPLY },
    { 200, "text/plain", BLOCKED, DOMO_ERROR_BAD_REPLY },
    { 200, "application/json", "{\"id\":0,\"x\":\"<title>Domo - Blocked</title>\"}",
      DOMO_ERROR_BAD_REPLY },
    { 503, "text/html", BLOCKED, DOMO_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = reply_new (rows[i].status, rows[i].type, rows[i].body);

    assert_fails (PROFILE, reply, rows[i].code, NULL);
  }
}

static void
test_redirected (void)
{
  static const struct {
    const char *location;
    const char *target;
  } rows[] = {
    { "https://other.domo.com/auth/index?x=1", "other.domo.com" },
    { "http://evil.example/", "evil.example" },
    { "/auth/index", NULL },
    { "", NULL },
    { "::::", NULL },
    { "https:///x", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint route = 0; route < N_ROUTES; route++) {
      g_autoptr (DomoReply) reply = json_new (302, "");
      g_autoptr (GError) error = NULL;

      domo_reply_set_header (reply, "Location", rows[i].location);
      error = fail (route, reply);
      g_assert_error (error, DOMO_ERROR, DOMO_ERROR_REDIRECTED);
      g_assert_cmpstr (domo_error_get_info (error)->detail, ==, rows[i].target);
    }
}

static void
test_rate_limited (void)
{
  static const struct {
    const char *retry_after;
    const char *date;
    guint seconds;
  } rows[] = {
    { NULL, NULL, 0 },
    { "43", NULL, 43 },
    { "0", NULL, 0 },
    { "86400", NULL, 86400 },
    { "-5", NULL, 0 },
    { "soon", NULL, 0 },
    { "", NULL, 0 },
    { "86401", NULL, 86400 },
    { "99999999999999999999", NULL, 86400 },
    { "Thu, 17 Oct 2024 06:28:37 GMT", "Thu, 17 Oct 2024 06:27:54 GMT", 43 },
    { "Thu, 17 Oct 2024 06:27:00 GMT", "Thu, 17 Oct 2024 06:27:54 GMT", 0 },
    { "Thu, 17 Oct 2030 06:27:00 GMT", "Thu, 17 Oct 2024 06:27:54 GMT", 86400 },
    { "Thu, 17 Oct 2024 06:28:37 GMT", "yesterday", 0 },
    { "Thu, 17 Oct 2024 06:28:37 GMT", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (429, "");
    g_autoptr (GError) error = NULL;

    domo_reply_set_header (reply, "Retry-After", rows[i].retry_after);
    domo_reply_set_header (reply, "Date", rows[i].date);
    g_test_message ("row %u", i);
    error = fail (PROFILE, reply);
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_RATE_LIMITED);
    g_assert_cmpuint (domo_error_get_info (error)->retry_after, ==, rows[i].seconds);
  }
}

static void
test_request_id (void)
{
  for (guint route = 0; route < N_ROUTES; route++) {
    g_autoptr (DomoReply) reply = json_new (500, "");
    g_autoptr (GError) error = NULL;

    domo_reply_set_header (reply, "X-Request-ID", "a\u202e42");
    error = fail (route, reply);
    g_assert_cmpstr (domo_error_get_info (error)->request_id, ==, "a␦42");
  }
}

static char *
nest (guint depth)
{
  g_autofree char *open = g_strnfill (depth - 1, '[');
  g_autofree char *close = g_strnfill (depth - 1, ']');

  return g_strconcat ("{\"id\":1,\"x\":", open, close, "}", NULL);
}

static void
test_unreadable (void)
{
  static const struct {
    const char *body;
    DomoReason reason;
  } rows[] = {
    { "<html><title>Guest network</title></html>", DOMO_REASON_NOT_JSON },
    { "var x = {}", DOMO_REASON_NOT_JSON },
    { "OK", DOMO_REASON_NOT_JSON },
    { "{\"id\":1893952720,\"displayName\":\"Ja", DOMO_REASON_CUT_SHORT },
    { "{", DOMO_REASON_CUT_SHORT },
    { "[{\"id\":1}]", DOMO_REASON_SHAPE },
    { "{\"id\":99999999999999999999,\"access_token\":\"a\"}", DOMO_REASON_SHAPE },
    { "{\"id\":1,\"sessionToken\":\"a\\u0000b\"}", DOMO_REASON_SHAPE },
    { "{\"id\":1,\"displayName\":\"caf\xe9\"}", DOMO_REASON_SHAPE },
  };
  static const Route json_routes[] = { FULL_AUTH, DEVELOPER_AUTH, PROFILE, USER };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (json_routes); j++) {
      g_autoptr (DomoReply) reply = json_new (200, rows[i].body);
      g_autoptr (GError) error = fail (json_routes[j], reply);

      g_assert_error (error, DOMO_ERROR, DOMO_ERROR_BAD_REPLY);
      g_assert_cmpint (domo_error_get_info (error)->reason, ==, rows[i].reason);
    }
}

static void
test_depth (void)
{
  g_autofree char *most = nest (64);
  g_autofree char *more = nest (65);
  g_autoptr (DomoReply) good = json_new (200, most);
  g_autoptr (DomoReply) bad = json_new (200, more);
  g_autoptr (GError) error = NULL;

  g_assert_true (parse_profile (good, &error));
  g_assert_no_error (error);
  assert_fails (PROFILE, bad, DOMO_ERROR_BAD_REPLY, "unreadable answer");
}

/* ------------------------------------------------------------------------------- get_full_auth */

static void
test_full_auth (void)
{
  static const char *const rows[] = {
    "{\"userId\":1893952720,\"success\":true,\"sessionToken\":\"" TOKEN "\",\"twoFactorInfo\":"
    "{\"token\":null,\"key\":null,\"status\":\"VALID\",\"phoneMask\":null}}",
    "{\"sessionToken\":\"" TOKEN "\"}",
    "{\"sessionToken\":\"" TOKEN "\",\"reason\":null,\"twoFactorInfo\":null}",
    "{\"sessionToken\":\"" TOKEN "\",\"twoFactorInfo\":{}}",
    "{\"sessionToken\":\"" TOKEN "\",\"twoFactorInfo\":{\"status\":null}}",
  };
  static const guint statuses[] = { 200, 201, 202, 299 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (statuses); j++) {
      g_autoptr (DomoReply) reply = json_new (statuses[j], rows[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (DomoToken) token = domo_reply_parse_full_auth (reply, &error);

      g_assert_no_error (error);
      g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_SESSION);
      g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (token)), ==, TOKEN);
      g_assert_cmpint (domo_token_get_owner_id (token), ==, 1893952720);
      g_assert_cmpint (domo_token_get_expires (token), ==, G_GINT64_CONSTANT (1729146454205));
    }
}

static void
test_full_auth_refused (void)
{
  static const struct {
    const char *body;
    DomoError code;
    const char *message;
  } rows[] = {
    { "{\"success\":false,\"reason\":\"INVALID_CREDENTIALS\"}", DOMO_ERROR_INVALID_CREDENTIALS,
      "INVALID_CREDENTIALS" },
    { "{\"success\":false,\"reason\":\"ACCOUNT_LOCKED\"}", DOMO_ERROR_ACCOUNT_LOCKED,
      "ACCOUNT_LOCKED" },
    { "{\"success\":false,\"reason\":\"PASSWORD_EXPIRED\"}", DOMO_ERROR_AUTH, "PASSWORD_EXPIRED" },
    { "{\"reason\":\"invalid_credentials\"}", DOMO_ERROR_AUTH, "invalid_credentials" },
    { "{\"reason\":\"<b>a</b>&amp;\\n\\u202eb\"}", DOMO_ERROR_AUTH, "<b>a</b>&amp; ␦b" },
    { "{\"reason\":\"%s%n\"}", DOMO_ERROR_AUTH, "%s%n" },
    { "{\"reason\":\"\"}", DOMO_ERROR_AUTH, "error" },
    /* the reason goes before all else */
    { "{\"sessionToken\":\"" TOKEN "\",\"reason\":\"ACCOUNT_LOCKED\"}", DOMO_ERROR_ACCOUNT_LOCKED,
      "ACCOUNT_LOCKED" },
    { "{\"twoFactorInfo\":{\"status\":\"X\"},\"reason\":\"ACCOUNT_LOCKED\"}",
      DOMO_ERROR_ACCOUNT_LOCKED, "ACCOUNT_LOCKED" },
    /* no token */
    { "", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, "No AccessToken returned" },
    { "{}", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, "No AccessToken returned" },
    { "{\"success\":true}", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, "No AccessToken returned" },
    { "{\"sessionToken\":null}", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, NULL },
    { "{\"sessionToken\":\"\"}", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, NULL },
    { "{\"sessionToken\":7}", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, NULL },
    { "{\"sessionToken\":[\"a\"],\"reason\":7,\"twoFactorInfo\":\"VALID\"}",
      DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, NULL },
    { "{\"twoFactorInfo\":{\"status\":\"VALID\"}}", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (200, rows[i].body);

    g_test_message ("%s", rows[i].body);
    assert_fails (FULL_AUTH, reply, rows[i].code, rows[i].message);
  }
}

static void
test_second_factor (void)
{
  static const struct {
    const char *body;
    const char *token;
    gint64 user_id;
  } rows[] = {
    { "{\"userId\":7,\"sessionToken\":\"" TOKEN "\",\"twoFactorInfo\":{\"status\":\"REQUIRED\"}}",
      TOKEN, 7 },
    { "{\"userId\":\"7\",\"sessionToken\":\"" TOKEN "\",\"twoFactorInfo\":{\"status\":\"\"}}",
      TOKEN, 7 },
    { "{\"sessionToken\":\"" TOKEN "\",\"twoFactorInfo\":{\"status\":\"valid\"}}", TOKEN,
      1893952720 },
    /* nothing to go on with: no token, or nobody knows whose it is */
    { "{\"userId\":7,\"twoFactorInfo\":{\"status\":\"REQUIRED\"}}", NULL, 0 },
    { "{\"userId\":-7,\"sessionToken\":\"opaque\",\"twoFactorInfo\":{\"status\":\"SETUP\"}}", NULL,
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (200, rows[i].body);
    g_autoptr (GError) error = fail (FULL_AUTH, reply);
    const DomoErrorInfo *info = domo_error_get_info (error);
    const char *token =
        info->pending ? domo_secret_get_text (domo_token_get_text (info->pending)) : NULL;

    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SECOND_FACTOR_REQUIRED);
    g_assert_cmpstr (error->message, ==, "second factor required");
    g_assert_cmpstr (token, ==, rows[i].token);
    g_assert_cmpint (info->user_id, ==, rows[i].user_id);
  }
}

static void
test_long_reason (void)
{
  g_autofree char *long_reason = g_strnfill (600, 'x');
  g_autofree char *body = g_strconcat ("{\"reason\":\"", long_reason, "\"}", NULL);
  g_autofree char *cut = g_strnfill (500, 'x');
  g_autofree char *expected = g_strconcat (cut, "…", NULL);
  g_autoptr (DomoReply) reply = json_new (200, body);

  assert_fails (FULL_AUTH, reply, DOMO_ERROR_AUTH, expected);
}

/* -------------------------------------------------------------------------- a token that was kept
 */

static DomoProfile *
read_token (const char *text)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_BEARER, secret);

  return domo_reply_read_token (token);
}

static void
test_read_token (void)
{
  g_autoptr (DomoProfile) profile = read_token (JWT);
  DomoReply *reply;
  g_autofree char *shown = NULL;

  g_assert_nonnull (profile);
  g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_TOKEN);
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==, 964382593);
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DOMAIN), ==, "acme.domo.com");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_SCOPES), ==, "data user");
  g_assert_false (domo_profile_has (profile, DOMO_FIELD_ROLE));

  reply = domo_profile_get_reply (profile);
  g_assert_true (domo_reply_is_success (reply));
  shown = domo_reply_dup_laid_out (reply);
  g_assert_true (g_str_has_prefix (shown, "{\n  \"userId\": 964382593,"));
  g_assert_null (strstr (shown, "c2ln"));
}

static void
test_read_token_unreadable (void)
{
  static const char *const texts[] = { "opaque",  "e30.bm8.c2ln", "e30.W10.c2ln",
                                       "e30.e30", "..",           TOKEN };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (read_token (texts[i]));
}

/* -------------------------------------------------------------------------- get_developer_auth */

static void
test_developer_auth (void)
{
  g_autoptr (DomoReply) reply = json_new (
      200, "{\"access_token\":\"" JWT "\",\"token_type\":\"bearer\",\"expires_in\":3599,"
           "\"scope\":\"data user\",\"customer\":\"acme\",\"env\":\"prod1\",\"userId\":964382593,"
           "\"role\":\"Admin\",\"domain\":\"acme.domo.com\",\"jti\":\"j\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (DomoToken) token = NULL;
  g_autofree char *laid_out = NULL;

  domo_reply_set_duration (reply, 143000);
  domo_reply_set_header (reply, "X-Request-ID", "42");
  token = domo_reply_parse_developer_auth (reply, &profile, &error);
  g_assert_no_error (error);
  g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_BEARER);
  g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (token)), ==, JWT);
  g_assert_cmpint (domo_token_get_expires (token), ==, G_GINT64_CONSTANT (1729121254000));
  g_assert_cmpint (domo_token_get_owner_id (token), ==, 964382593);

  g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_TOKEN);
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==, 964382593);
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_CUSTOMER), ==, "acme");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_ENVIRONMENT), ==, "prod1");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DOMAIN), ==, "acme.domo.com");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_ROLE), ==, "Admin");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_SCOPES), ==, "data user");

  /* The answer is shown: without the token in it. */
  laid_out = domo_reply_dup_laid_out (domo_profile_get_reply (profile));
  g_assert_nonnull (strstr (laid_out, "\"access_token\": \"" DOTS "\""));
  g_assert_null (strstr (laid_out, JWT));
  g_assert_nonnull (strstr (laid_out, "\"token_type\": \"bearer\""));
  g_assert_cmpint (domo_reply_get_duration (domo_profile_get_reply (profile)), ==, 143000);
  g_assert_cmpstr (domo_reply_get_header (domo_profile_get_reply (profile), "X-Request-ID"), ==,
                   "42");
}

/* A token that does not say when it ends: the answer around it does. */
static void
test_developer_auth_opaque (void)
{
  static const struct {
    const char *body;
    gboolean ends;
    gint64 owner_id;
  } rows[] = {
    { "{\"access_token\":\"opaque\",\"expires_in\":3599,\"userId\":7}", TRUE, 7 },
    { "{\"access_token\":\"opaque\"}", FALSE, 0 },
    { "{\"access_token\":\"opaque\",\"expires_in\":-1,\"userId\":-7}", FALSE, 0 },
    { "{\"access_token\":\"opaque\",\"expires_in\":0}", FALSE, 0 },
    { "{\"access_token\":\"opaque\",\"expires_in\":999999999999999999}", FALSE, 0 },
    { "{\"access_token\":\"opaque\",\"expires_in\":\"3599\",\"userId\":{}}", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (200, rows[i].body);
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoToken) token = domo_reply_parse_developer_auth (reply, NULL, &error);

    g_test_message ("%s", rows[i].body);
    g_assert_no_error (error);
    g_assert_cmpint (domo_token_get_expires (token) > 0, ==, rows[i].ends);
    g_assert_cmpint (domo_token_get_owner_id (token), ==, rows[i].owner_id);
  }
}

static void
test_developer_auth_without_token (void)
{
  static const char *const rows[] = { "{}", "{\"access_token\":null}", "{\"access_token\":\"\"}",
                                      "{\"access_token\":{}}", "{\"token_type\":\"bearer\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (200, rows[i]);

    assert_fails (DEVELOPER_AUTH, reply, DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED,
                  "No AccessToken returned");
  }
}

/* ------------------------------------------------------------------------------------- profiles */

static void
test_profile (void)
{
  static const char body[] =
      "{\"id\":1893952720,\"invitorUserId\":9007199254740993,\"displayName\":\"Jae Wilson\","
      "\"department\":\"Research\",\"userName\":\"jae\",\"emailAddress\":\"jae@acme.com\","
      "\"avatarKey\":\"c605f478\",\"accepted\":true,\"userType\":\"USER\","
      "\"modified\":1729114351093,\"created\":1588960518,\"anonymous\":false,"
      "\"systemUser\":false,\"pending\":false,\"active\":true,\"other\":[1]}";
  g_autoptr (DomoReply) reply = json_new (200, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, &error);

  g_assert_no_error (error);
  g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_PRODUCT);
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==, 1893952720);
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_INVITED_BY), ==,
                   G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DISPLAY_NAME), ==, "Jae Wilson");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DEPARTMENT), ==, "Research");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_USER_NAME), ==, "jae");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_EMAIL), ==, "jae@acme.com");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_AVATAR_KEY), ==, "c605f478");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_USER_TYPE), ==, "USER");
  /* seconds and milliseconds */
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_CREATED), ==,
                   G_GINT64_CONSTANT (1588960518000));
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_CHANGED), ==,
                   G_GINT64_CONSTANT (1729114351093));
  g_assert_true (domo_profile_get_flag (profile, DOMO_FIELD_ACCEPTED));
  g_assert_true (domo_profile_get_flag (profile, DOMO_FIELD_ACTIVE));
  g_assert_true (domo_profile_has (profile, DOMO_FIELD_PENDING));
  g_assert_false (domo_profile_get_flag (profile, DOMO_FIELD_PENDING));
  g_assert_false (domo_profile_get_flag (profile, DOMO_FIELD_ANONYMOUS));
  g_assert_false (domo_profile_get_flag (profile, DOMO_FIELD_SYSTEM_USER));
  g_assert_false (domo_profile_has (profile, DOMO_FIELD_TITLE));
  /* the answer as it came */
  g_assert_true (domo_reply_is_success (domo_profile_get_reply (profile)));
  g_assert_true (g_bytes_equal (domo_reply_get_body (domo_profile_get_reply (profile)),
                                domo_reply_get_body (reply)));
}

/* Any member but the id may be missing or of another type; then it is left out. */
static void
test_profile_wrong_types (void)
{
  static const char *const members[] = {
    "invitorUserId", "displayName", "department", "userName", "emailAddress",
    "avatarKey",     "accepted",    "userType",   "modified", "created",
    "anonymous",     "systemUser",  "pending",    "active",
  };
  static const char *const values[] = { "null", "[]", "{}", "-1.5", "[\"a\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++) {
      g_autofree char *body = g_strdup_printf ("{\"%s\":%s,\"id\":5}", members[i], values[j]);
      g_autoptr (DomoReply) reply = json_new (200, body);
      g_autoptr (GError) error = NULL;
      g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, &error);

      g_test_message ("%s", body);
      g_assert_no_error (error);
      for (guint field = 0; field < DOMO_N_FIELDS; field++)
        g_assert_cmpint (domo_profile_has (profile, field), ==, field == DOMO_FIELD_ID);
    }
}

static void
test_profile_other_types (void)
{
  g_autoptr (DomoReply) reply =
      json_new (200, "{\"id\":5,\"displayName\":true,\"active\":\"yes\",\"accepted\":1,"
                     "\"created\":\"soon\",\"modified\":-1,\"invitorUserId\":0}");
  g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, NULL);

  for (guint field = 0; field < DOMO_N_FIELDS; field++) {
    g_test_message ("field %u", field);
    g_assert_cmpint (domo_profile_has (profile, field), ==, field == DOMO_FIELD_ID);
  }
}

static void
test_profile_without_id (void)
{
  static const char *const rows[] = {
    "{}",
    "{\"displayName\":\"Jae\"}",
    "{\"id\":null}",
    "{\"id\":0}",
    "{\"id\":-1}",
    "{\"id\":1.5}",
    "{\"id\":\"x\"}",
    "{\"id\":[1]}",
    "{\"id\":{}}",
    "{\"id\":true}",
  };
  static const Route profile_routes[] = { PROFILE, USER };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (profile_routes); j++) {
      g_autoptr (DomoReply) reply = json_new (200, rows[i]);
      g_autoptr (GError) error = fail (profile_routes[j], reply);

      g_assert_error (error, DOMO_ERROR, DOMO_ERROR_BAD_REPLY);
      g_assert_cmpint (domo_error_get_info (error)->reason, ==, DOMO_REASON_SHAPE);
    }
}

static void
test_profile_hostile_texts (void)
{
  g_autofree char *long_name = g_strnfill (600, 'x');
  g_autofree char *body =
      g_strdup_printf ("{\"id\":5,\"displayName\":\"<b>J</b>&amp;\\u202e\\n\\u0007\","
                       "\"department\":\"%s\",\"userName\":\"%%s\"}",
                       long_name);
  g_autoptr (DomoReply) reply = json_new (200, body);
  g_autoptr (DomoProfile) profile = domo_reply_parse_profile (reply, NULL);
  const char *department = domo_profile_get_text (profile, DOMO_FIELD_DEPARTMENT);

  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DISPLAY_NAME), ==,
                   "<b>J</b>&amp;␦ ␦");
  g_assert_cmpint (g_utf8_strlen (department, -1), ==, 501);
  g_assert_true (g_str_has_suffix (department, "x…"));
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_USER_NAME), ==, "%s");
}

static void
test_user (void)
{
  g_autoptr (DomoReply) reply = json_new (
      200, "{\"id\":964382593,\"title\":\"Analyst\",\"email\":\"jae@acme.com\",\"role\":\"Admin\","
           "\"phone\":\"1\",\"name\":\"Jae Wilson\",\"location\":\"Lehi\",\"timezone\":\"UTC\","
           "\"locale\":\"en-US\",\"employeeNumber\":\"17\",\"roleId\":1,"
           "\"createdAt\":\"2016-02-03T04:05:06Z\",\"updatedAt\":\"2016-02-03T04:05:06.789Z\","
           "\"image\":\"https://x/y\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoProfile) profile = domo_reply_parse_user (reply, &error);

  g_assert_no_error (error);
  g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_PLATFORM);
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==, 964382593);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "Jae Wilson");
  g_assert_cmpstr (domo_profile_get_email (profile), ==, "jae@acme.com");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_TITLE), ==, "Analyst");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_ROLE), ==, "Admin");
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ROLE_ID), ==, 1);
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_PHONE), ==, "1");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_LOCATION), ==, "Lehi");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_TIME_ZONE), ==, "UTC");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_LOCALE), ==, "en-US");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_EMPLOYEE_NUMBER), ==, "17");
  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_IMAGE), ==, "https://x/y");
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_CREATED), ==,
                   G_GINT64_CONSTANT (1454472306000));
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_CHANGED), ==,
                   G_GINT64_CONSTANT (1454472306789));
}

/* ---------------------------------------------------------------------------- elevate and avatar
 */

static void
test_elevate (void)
{
  static const struct {
    guint status;
    const char *body;
  } rows[] = { { 200, "" }, { 204, "" }, { 200, "{}" }, { 200, "OK" }, { 299, "{" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = json_new (rows[i].status, rows[i].body);
    g_autoptr (GError) error = NULL;

    g_assert_true (domo_reply_parse_elevate (reply, &error));
    g_assert_no_error (error);
  }
}

static void
test_avatar (void)
{
  static const struct {
    const char *body;
    gboolean is_picture;
  } rows[] = {
    { "\x89PNG\r\n\x1a\n....", TRUE },
    { "\xff\xd8\xff\xe0....", TRUE },
    { "\x89PNG\r\n\x1a\n", FALSE },
    { "\x89PNG\n\x1a\n....", FALSE },
    { "\xff\xd8", FALSE },
    { "GIF89a....", FALSE },
    { "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", FALSE },
    { "{\"id\":1}", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoReply) reply = reply_new (200, "image/png", rows[i].body);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) picture = domo_reply_parse_avatar (reply, &error);

    g_test_message ("row %u", i);
    g_assert_cmpint (picture != NULL, ==, rows[i].is_picture);
    if (picture)
      g_assert_true (g_bytes_equal (picture, domo_reply_get_body (reply)));
    else
      g_assert_error (error, DOMO_ERROR, DOMO_ERROR_BAD_REPLY);
  }
}

/* The clock is only compared with a date that a server can have had. */
static void
test_clock_offset (void)
{
  static const struct {
    const char *date;
    const char *age;
    gint64 arrival;
    gboolean known;
    gint64 offset;
  } rows[] = {
    { "Thu, 17 Oct 2024 06:27:34 GMT", NULL, 1729146454000, TRUE, 0 },
    { "Thu, 17 Oct 2024 06:27:34 GMT", NULL, 1729146754500, TRUE, 300500 },
    { "Thu, 17 Oct 2024 06:27:34 GMT", NULL, 1000, TRUE, -1729146453000 },
    { "Thu, 17 Oct 2024 06:27:34 GMT", NULL, 0, FALSE, 0 },
    { "Thu, 17 Oct 2024 06:27:34 GMT", "3600", 1729146454000, FALSE, 0 },
    { NULL, NULL, 1729146454000, FALSE, 0 },
    { "", NULL, 1729146454000, FALSE, 0 },
    { "yesterday", NULL, 1729146454000, FALSE, 0 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", NULL, 1729146454000, FALSE, 0 },
    { "Fri, 31 Dec 9999 23:59:59 GMT", NULL, 1729146454000, FALSE, 0 },
    { "Thu, 17 Oct 99999999999999999999 06:27:34 GMT", NULL, 1729146454000, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
    g_autoptr (DomoReply) reply = domo_reply_new (200, body);
    gint64 offset = 0;

    domo_reply_set_header (reply, "Date", rows[i].date);
    domo_reply_set_header (reply, "age", rows[i].age);
    domo_reply_set_arrival (reply, rows[i].arrival);
    g_assert_cmpint (domo_reply_get_clock_offset (reply, &offset), ==, rows[i].known);
    g_assert_cmpint (offset, ==, rows[i].offset);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/reply/reply", test_reply);
  g_test_add_func ("/domo/reply/is-success", test_is_success);
  g_test_add_func ("/domo/reply/laid-out/small", test_laid_out);
  g_test_add_func ("/domo/reply/laid-out/bounded", test_laid_out_is_bounded);
  g_test_add_func ("/domo/reply/hidden/repeated", test_hidden);
  g_test_add_func ("/domo/reply/hidden-later", test_hidden_later);
  g_test_add_func ("/domo/reply/hidden-tidied", test_hidden_tidied);
  g_test_add_func ("/domo/reply/hidden/granted", test_granted_token_is_hidden);
  g_test_add_func ("/domo/reply/statuses", test_statuses);
  g_test_add_func ("/domo/reply/refusals", test_refusals);
  g_test_add_func ("/domo/reply/reason-counts-in-2xx-only", test_reason_counts_in_2xx_only);
  g_test_add_func ("/domo/reply/blocked", test_blocked);
  g_test_add_func ("/domo/reply/blocked-hostile", test_blocked_hostile);
  g_test_add_func ("/domo/reply/not-blocked", test_not_blocked);
  g_test_add_func ("/domo/reply/redirected", test_redirected);
  g_test_add_func ("/domo/reply/rate-limited", test_rate_limited);
  g_test_add_func ("/domo/reply/request-id", test_request_id);
  g_test_add_func ("/domo/reply/unreadable", test_unreadable);
  g_test_add_func ("/domo/reply/depth", test_depth);
  g_test_add_func ("/domo/reply/full-auth", test_full_auth);
  g_test_add_func ("/domo/reply/full-auth-refused", test_full_auth_refused);
  g_test_add_func ("/domo/reply/second-factor", test_second_factor);
  g_test_add_func ("/domo/reply/long-reason", test_long_reason);
  g_test_add_func ("/domo/reply/developer-auth", test_developer_auth);
  g_test_add_func ("/domo/reply/developer-auth-opaque", test_developer_auth_opaque);
  g_test_add_func ("/domo/reply/developer-auth-without-token", test_developer_auth_without_token);
  g_test_add_func ("/domo/reply/read-token", test_read_token);
  g_test_add_func ("/domo/reply/read-token-unreadable", test_read_token_unreadable);
  g_test_add_func ("/domo/reply/profile", test_profile);
  g_test_add_func ("/domo/reply/profile-wrong-types", test_profile_wrong_types);
  g_test_add_func ("/domo/reply/profile-other-types", test_profile_other_types);
  g_test_add_func ("/domo/reply/profile-without-id", test_profile_without_id);
  g_test_add_func ("/domo/reply/profile-hostile-texts", test_profile_hostile_texts);
  g_test_add_func ("/domo/reply/user", test_user);
  g_test_add_func ("/domo/reply/elevate", test_elevate);
  g_test_add_func ("/domo/reply/avatar", test_avatar);
  g_test_add_func ("/domo/reply/clock-offset", test_clock_offset);

  return g_test_run ();
}
