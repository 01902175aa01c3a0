/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-client.h"

#include <malloc.h>
#include <string.h>

#include "client-fixture.h"

/* The routes a client has, but the avatar, whose refusals are told apart less. */
static const VstRoute routes[] = { VST_ROUTE_FULL_AUTH, VST_ROUTE_DEVELOPER_AUTH,
                                   VST_ROUTE_WHO_AM_I, VST_ROUTE_USER, VST_ROUTE_ELEVATE };

static void
assert_header (const VstPracticeRequest *request, const char *name, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (request->headers, "\n", -1);
  guint i;

  for (i = 0; lines[i]; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

    if (parts[0] && g_ascii_strcasecmp (parts[0], name) == 0) {
      g_assert_cmpstr (parts[1], ==, value);
      return;
    }
  }
  g_assert_null (value);
}

static DomoToken *
sign_in (ClientFixture *fixture)
{
  const VstPracticeAccount *account = test_account ("password");
  g_autoptr (GError) error = NULL;
  DomoToken *token;

  token = client_get_full_auth (fixture, account->user_name, account->secret, &error);
  g_assert_no_error (error);
  return token;
}

static void
test_password (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (DomoToken) token = sign_in (fixture);
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  const VstPracticeRequest *request = test_practice_last (fixture->practice);
  guint64 connection = request->connection;
  g_autofree char *body = NULL;

  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/api/content/v2/authentication");
  assert_header (request, "Content-Type", "application/json");
  assert_header (request, "Cookie", NULL);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_cmpstr (body, ==,
                   "{\"method\":\"password\",\"emailAddress\":\"jae.wilson@acme.com\","
                   "\"password\":\"open-the-door-7\"}");
  g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_SESSION);
  g_assert_cmpint (domo_token_get_owner_id (token), ==, 1893952720);
  g_assert_cmpint (domo_token_get_expires (token) - domo_token_get_issued (token), ==,
                   8 * 60 * 60 * G_GINT64_CONSTANT (1000));

  profile = client_who_am_i (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "Jae Wilson");
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==, 1893952720);
  g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_PRODUCT);
  g_assert_cmpuint (domo_reply_get_status (domo_profile_get_reply (profile)), ==, 200);
  request = test_practice_last (fixture->practice);
  g_assert_cmpstr (request->path, ==, "/api/content/v2/users/me");
  assert_header (request, "x-domo-authentication",
                 domo_secret_get_text (domo_token_get_text (token)));
  g_assert_cmpuint (request->connection, ==, connection); /* one handshake for both */
}

static void
test_client (ClientFixture *fixture, gconstpointer data)
{
  static const char *const scopes[] = { "data", "user", NULL };
  g_autoptr (DomoProfile) granted = NULL;
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (DomoToken) token = NULL;
  g_autoptr (GError) error = NULL;
  const VstPracticeRequest *request;

  token = client_get_developer_auth (fixture, test_account ("client")->secret, scopes, &granted,
                                     &error);
  g_assert_no_error (error);
  request = test_practice_last (fixture->practice);
  g_assert_cmpstr (request->path, ==,
                   "/oauth/token?grant_type=client_credentials&scope=data%20user");
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_BEARER);
  g_assert_cmpstr (domo_token_get_domain (token), ==, "practice.domo.com");
  g_assert_cmpstrv ((char **)domo_token_get_scopes (token), (char **)scopes);
  g_assert_cmpint (domo_profile_get_source (granted), ==, DOMO_PROFILE_TOKEN);
  g_assert_cmpstr (domo_profile_get_text (granted, DOMO_FIELD_CUSTOMER), ==, "practice");

  profile = client_get_user (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "Noor Haddad");
  g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_PLATFORM);
  g_assert_cmpstr (test_practice_last (fixture->practice)->path, ==, "/v1/users/964382593");
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 2);
}

static void
test_client_scopes (ClientFixture *fixture, gconstpointer data)
{
  static const char *const only_data[] = { "data", NULL };
  const char *secret = test_account ("client")->secret;
  g_autoptr (DomoToken) all = NULL;
  g_autoptr (DomoToken) some = NULL;
  g_autoptr (GError) error = NULL;

  all = client_get_developer_auth (fixture, secret, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (test_practice_last (fixture->practice)->path, ==,
                   "/oauth/token?grant_type=client_credentials");
  some = client_get_developer_auth (fixture, secret, only_data, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (client_get_user (fixture, some, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_AUTH);
  g_assert_cmpuint (domo_error_get_info (error)->status, ==, 403);
}

static void
test_access_token (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (DomoToken) revoked = client_token (DOMO_TOKEN_ACCESS, "DDCIrevoked");
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  profile = client_who_am_i (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (domo_profile_get_email (profile), ==, "jae.wilson@acme.com");
  assert_header (test_practice_last (fixture->practice), "x-domo-developer-token",
                 test_account ("access-token")->secret);
  g_assert_null (client_who_am_i (fixture, revoked, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
}

static void
test_avatar (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (GBytes) file = test_avatar_new ();
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (client_get_avatar (fixture, token, 1893952720, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_AUTH);
  g_assert_cmpuint (domo_error_get_info (error)->status, ==, 404);
  g_clear_error (&error);

  vst_practice_set_avatar (fixture->practice, file);
  got = client_get_avatar (fixture, token, 1893952720, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (got, file));
  g_assert_cmpstr (test_practice_last (fixture->practice)->path, ==,
                   "/api/content/v1/avatar/USER/1893952720?size=100");
}

static void
test_elevate (ClientFixture *fixture, gconstpointer data)
{
  const VstPracticeAccount *account = test_account ("code");
  g_autoptr (DomoToken) pending = NULL;
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  guint64 connection;

  g_assert_null (client_get_full_auth (fixture, account->user_name, account->secret, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SECOND_FACTOR_REQUIRED);
  g_assert_cmpint (domo_error_get_info (error)->user_id, ==, 3501873264);
  pending = g_object_ref (domo_error_get_info (error)->pending);
  g_clear_error (&error);

  g_assert_null (client_who_am_i (fixture, pending, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  g_clear_error (&error);
  g_assert_false (client_elevate (fixture, pending, 3501873264, "654321", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  g_assert_cmpstr (domo_error_get_info (error)->function, ==, "elevate");
  g_clear_error (&error);

  connection = test_practice_last (fixture->practice)->connection;
  g_assert_true (client_elevate (fixture, pending, 3501873264, account->code, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (test_practice_last (fixture->practice)->connection, !=, connection);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_ELEVATE), ==, 2);
  profile = client_who_am_i (fixture, pending, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "Grace Okafor");
}

static gboolean
has_no_connection (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

/* The kept connections go, and the next call has one of its own. */
static void
test_close (ClientFixture *fixture, gconstpointer data)
{
  const VstPracticeAccount *account = test_account ("password");
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoToken) token = NULL;
  g_autoptr (DomoProfile) profile = NULL;

  token = client_get_full_auth (fixture, account->user_name, account->secret, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), >, 0);
  test_settle (); /* until it is kept for the next call */
  domo_client_close (fixture->client);
  test_until (has_no_connection, fixture->practice);
  profile = client_who_am_i (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_nonnull (profile);
}

/* Every instance that is typed is asked at the practice instance. */
static void
test_practice_accounts (ClientFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *id;
    DomoError code;
    DomoReason reason;
    const char *line;
  } rows[] = {
    { "wrong-password", DOMO_ERROR_INVALID_CREDENTIALS, DOMO_REASON_NONE,
      "🛑  InvalidCredentialsError 🛑 - function: get_full_auth || status 200 || "
      "INVALID_CREDENTIALS at practice" },
    { "locked", DOMO_ERROR_ACCOUNT_LOCKED, DOMO_REASON_NONE,
      "🛑  AccountLockedError 🛑 - function: get_full_auth || status 200 || "
      "ACCOUNT_LOCKED at practice" },
    { "no-instance", DOMO_ERROR_INVALID_INSTANCE, DOMO_REASON_NONE,
      "🛑  InvalidInstanceError 🛑 - function: get_full_auth || status 403 || "
      "Forbidden at practise" },
    { "blocked", DOMO_ERROR_ADDRESS_BLOCKED, DOMO_REASON_NONE,
      "🛑  AddressBlockedError 🛑 - function: get_full_auth || status 200 || "
      "address not on the allow list at practice-office" },
    { "sso", DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, DOMO_REASON_NONE,
      "🛑  NoAccessTokenReturned 🛑 - function: get_full_auth || status 200 || "
      "No AccessToken returned at practice-sso" },
    { "code", DOMO_ERROR_SECOND_FACTOR_REQUIRED, DOMO_REASON_NONE,
      "🛑  SecondFactorRequiredError 🛑 - function: get_full_auth || status 200 || "
      "second factor required at practice" },
    { "broken", DOMO_ERROR_BAD_REPLY, DOMO_REASON_CUT_SHORT,
      "🛑  BadReplyError 🛑 - function: get_full_auth || status 200 || "
      "unreadable answer at practice" },
  };
  gsize i;

  domo_client_set_practice_uri (fixture->client, vst_practice_get_uri (fixture->practice));
  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstPracticeAccount *account = test_account (rows[i].id);
    g_autofree char *line = NULL;
    g_autoptr (GError) error = NULL;

    domo_instance_unref (fixture->instance);
    fixture->instance = domo_instance_new (account->instance, NULL);
    g_assert_null (client_get_full_auth (fixture, account->user_name, account->secret, &error));
    g_assert_error (error, DOMO_ERROR, (int)rows[i].code);
    g_assert_cmpint (domo_error_get_info (error)->reason, ==, rows[i].reason);
    g_assert_nonnull (domo_error_get_info (error)->request_id);
    line = domo_error_to_line (error);
    g_assert_cmpstr (line, ==, rows[i].line);
    if (rows[i].code == DOMO_ERROR_ADDRESS_BLOCKED)
      g_assert_cmpstr (domo_error_get_info (error)->detail, ==, "203.0.113.7");
  }
}

/* A client needs no instance; in practice it asks there all the same. */
static void
test_practice_client (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (DomoToken) token = NULL;
  g_autoptr (DomoToken) none = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  domo_client_set_practice_uri (fixture->client, vst_practice_get_uri (fixture->practice));
  g_clear_pointer (&fixture->instance, domo_instance_unref);
  token = client_get_developer_auth (fixture, test_account ("client")->secret, NULL, NULL, &error);
  g_assert_no_error (error);
  profile = client_get_user (fixture, token, &error);
  g_assert_no_error (error);
  if (!client_fixture_is_http2 (data))
    g_assert_cmpstr (test_practice_last (fixture->practice)->host, ==, "api.domo.com");

  none = client_get_developer_auth (fixture, "wrong", NULL, NULL, &error);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  line = domo_error_to_line (error);
  g_assert_cmpstr (
      line, ==,
      "🛑  InvalidCredentialsError 🛑 - function: get_developer_auth || status 401 || "
      "Unauthorized");
}

/* What each status means, on each route. */
static void
test_statuses (ClientFixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    DomoError codes[G_N_ELEMENTS (routes)];
    const char *message;
  } rows[] = {
#define ALL(code) { code, code, code, code, code }
    { 301, ALL (DOMO_ERROR_REDIRECTED), "Moved Permanently" },
    { 302, ALL (DOMO_ERROR_REDIRECTED), "Found" },
    { 307, ALL (DOMO_ERROR_REDIRECTED), "Temporary Redirect" },
    { 400,
      { DOMO_ERROR_AUTH, DOMO_ERROR_AUTH, DOMO_ERROR_AUTH, DOMO_ERROR_AUTH,
        DOMO_ERROR_INVALID_CREDENTIALS },
      "Bad Request" },
    { 401, ALL (DOMO_ERROR_INVALID_CREDENTIALS), "Unauthorized" },
    { 403,
      { DOMO_ERROR_INVALID_INSTANCE, DOMO_ERROR_AUTH, DOMO_ERROR_INVALID_INSTANCE, DOMO_ERROR_AUTH,
        DOMO_ERROR_INVALID_CREDENTIALS },
      "Forbidden" },
    { 404, ALL (DOMO_ERROR_AUTH), "Not Found" },
    { 407, ALL (DOMO_ERROR_AUTH), "Proxy Authentication Required" },
    { 429, ALL (DOMO_ERROR_RATE_LIMITED), "Too Many Requests" },
    { 500, ALL (DOMO_ERROR_SERVER), "Internal Server Error" },
    { 503, ALL (DOMO_ERROR_SERVER), "Service Unavailable" },
#undef ALL
  };
  gsize i;
  gsize j;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    for (j = 0; j < G_N_ELEMENTS (routes); j++) {
      const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = rows[i].status };
      g_autoptr (GError) error = NULL;
      const DomoErrorInfo *info;

      vst_practice_set_fault (fixture->practice, routes[j], &fault);
      error = client_fail (fixture, routes[j]);
      g_assert_error (error, DOMO_ERROR, (int)rows[i].codes[j]);
      info = domo_error_get_info (error);
      g_assert_cmpuint (info->status, ==, rows[i].status);
      g_assert_cmpstr (info->message, ==, rows[i].message);
      g_assert_cmpstr (info->function, ==, client_function (routes[j]));
      g_assert_cmpstr (info->host, ==, domo_instance_get_host (fixture->instance));
      g_assert_cmpstr (info->instance, ==, domo_instance_get_name (fixture->instance));
      g_assert_true (g_str_has_prefix (info->request_id, "practice-"));
    }
}

static void
test_rate_limit (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = {
    .kind = VST_FAULT_ANSWER, .status = 429, .header_name = "Retry-After", .header_value = "43"
  };
  g_autoptr (GError) error = NULL;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_RATE_LIMITED);
  g_assert_cmpuint (domo_error_get_info (error)->retry_after, ==, 43);
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 1); /* once only */
}

/* What the two clocks differ by is measured when the answer comes. */
static void
test_clock_offset (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER,
                           .status = 200,
                           .body = "{\"id\":1}",
                           .header_name = "Date",
                           .header_value = "Wed, 01 Jan 2020 00:00:01 GMT" };
  gint64 ahead = g_get_real_time () / 1000 - G_GINT64_CONSTANT (1577836801000);
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoProfile) profile = client_who_am_i (fixture, token, &error);
  gint64 offset = -1;

  g_assert_no_error (error);
  g_assert_true (domo_reply_get_clock_offset (domo_profile_get_reply (profile), &offset));

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  g_clear_object (&profile);
  profile = client_who_am_i (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_true (domo_reply_get_clock_offset (domo_profile_get_reply (profile), &offset));
  g_assert_cmpint (offset, >=, ahead);
}

static void
test_blocked (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_BLOCKED };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (routes); i++) {
    g_autoptr (GError) error = NULL;

    vst_practice_set_fault (fixture->practice, routes[i], &fault);
    error = client_fail (fixture, routes[i]);
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_ADDRESS_BLOCKED);
    g_assert_cmpstr (domo_error_get_info (error)->detail, ==, "203.0.113.7");
  }
}

/* A promise: what is secret goes to the one host that was shown. */
static void
test_redirect (ClientFixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (VstPractice) other = test_practice_new (TEST_CERTIFICATE_NONE);
  const char *host = vst_practice_get_uri (other) + strlen ("http://");
  g_autofree char *target = NULL;
  gsize i;
  gsize j;

  target = g_strconcat (vst_practice_get_uri (other), "/api/content/v2/users/me", NULL);
  for (i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (j = 0; j < G_N_ELEMENTS (routes); j++) {
      const VstFault fault = { .kind = VST_FAULT_ANSWER,
                               .status = statuses[i],
                               .header_name = "Location",
                               .header_value = target };
      g_autoptr (GError) error = NULL;

      vst_practice_set_fault (fixture->practice, routes[j], &fault);
      error = client_fail (fixture, routes[j]);
      g_assert_error (error, DOMO_ERROR, DOMO_ERROR_REDIRECTED);
      g_assert_cmpstr (domo_error_get_info (error)->detail, ==, host);
    }
  test_settle ();
  g_assert_cmpuint (vst_practice_get_requests (other)->len, ==, 0);
  g_assert_cmpuint (vst_practice_count_open (other), ==, 0);
}

/* Said before anything is sent. */
static void
test_wrong_kind (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (DomoToken) bearer = client_bearer_token ();
  g_autoptr (DomoToken) access = client_access_token ();
  g_autofree char *line = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (client_who_am_i (fixture, bearer, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_AUTH_TYPE);
  line = domo_error_to_line (error);
  expected = g_strdup_printf ("🛑  InvalidAuthTypeError 🛑 - function: who_am_i || "
                              "This API requires session token, access token at %s",
                              domo_instance_get_name (fixture->instance));
  g_assert_cmpstr (line, ==, expected);
  g_clear_error (&error);

  g_assert_null (client_get_avatar (fixture, bearer, 1, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_AUTH_TYPE);
  g_clear_error (&error);
  g_assert_null (client_get_user (fixture, access, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_AUTH_TYPE);
  test_settle ();
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), ==, 0);
}

/* A server that sends back what it was given does not get it into an error or a profile. */
static void
test_echo (ClientFixture *fixture, gconstpointer data)
{
  const char *password = test_account ("password")->secret;
  g_autofree char *json = g_strdup_printf ("{\"success\":false,\"reason\":\"%s\"}", password);
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = 200, .body = json };
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_AUTH);
  line = domo_error_to_line (error);
  g_assert_null (strstr (line, password));
  g_assert_null (strstr (error->message, password));
}

static void
use_every_route (ClientFixture *fixture)
{
  const VstPracticeAccount *code = test_account ("code");
  g_autoptr (DomoToken) session = sign_in (fixture);
  g_autoptr (DomoToken) access = client_access_token ();
  g_autoptr (DomoToken) bearer = NULL;
  g_autoptr (DomoProfile) first = client_who_am_i (fixture, session, NULL);
  g_autoptr (DomoProfile) second = client_who_am_i (fixture, access, NULL);
  g_autoptr (DomoProfile) third = NULL;
  g_autoptr (GBytes) avatar = client_get_avatar (fixture, access, 1893952720, NULL);
  g_autoptr (GError) error = NULL;

  bearer = client_get_developer_auth (fixture, test_account ("client")->secret, NULL, NULL, NULL);
  third = client_get_user (fixture, bearer, NULL);
  g_assert_true (first && second && third);
  g_assert_null (avatar); /* there is none */
  g_assert_null (client_get_full_auth (fixture, code->user_name, code->secret, &error));
  g_assert_true (
      client_elevate (fixture, domo_error_get_info (error)->pending, 3501873264, code->code, NULL));
}

/* Every secret that the server saw. */
static GPtrArray *
collect_secrets (VstPractice *practice)
{
  static const char *const names[] = { "x-domo-authentication", "x-domo-developer-token",
                                       "Authorization" };
  GPtrArray *secrets = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *requests = vst_practice_get_requests (practice);
  const VstPracticeAccount *accounts;
  gsize n_accounts;
  guint i;
  guint j;

  for (i = 0; i < requests->len; i++) {
    const VstPracticeRequest *request = g_ptr_array_index (requests, i);
    g_auto (GStrv) lines = g_strsplit (request->headers, "\n", -1);

    for (j = 0; lines[j]; j++) {
      g_auto (GStrv) parts = g_strsplit (lines[j], ": ", 2);
      guint k;

      for (k = 0; parts[0] && k < G_N_ELEMENTS (names); k++)
        if (g_ascii_strcasecmp (parts[0], names[k]) == 0) {
          const char *space = strchr (parts[1], ' ');
          const char *value = space ? space + 1 : parts[1];

          g_ptr_array_add (secrets, g_strdup (value));
          g_ptr_array_add (secrets, g_uri_unescape_string (value, NULL));
        }
    }
  }
  accounts = vst_practice_get_accounts (&n_accounts);
  for (i = 0; i < n_accounts; i++)
    g_ptr_array_add (secrets, g_strdup (accounts[i].secret));
  return secrets;
}

/* A promise: no secret is ever in a log. */
static void
test_log (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) secrets = NULL;
  g_autofree char *log = NULL;
  guint i;

  test_log_start ();
  use_every_route (fixture);
  for (i = 0; i < G_N_ELEMENTS (routes); i++) {
    const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = 500 };
    g_autoptr (GError) error = NULL;

    vst_practice_set_fault (fixture->practice, routes[i], &fault);
    error = client_fail (fixture, routes[i]);
  }
  log = test_log_stop ();

  g_assert_cmpuint (strlen (log), >, 0); /* something was logged */
  secrets = collect_secrets (fixture->practice);
  g_assert_cmpuint (secrets->len, >, 20);
  for (i = 0; i < secrets->len; i++)
    g_assert_null (strstr (log, g_ptr_array_index (secrets, i)));
}

/* Many at once share the session and its connections. */
static void
test_many_at_once (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (DomoToken) token = client_access_token ();
  TestWait waits[100] = { { 0 } };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (waits); i++)
    domo_client_who_am_i_async (fixture->client, fixture->instance, token, NULL, test_wait_cb,
                                &waits[i]);
  for (i = 0; i < G_N_ELEMENTS (waits); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoProfile) profile = NULL;

    profile = domo_client_who_am_i_finish (fixture->client, test_wait (&waits[i]), &error);
    g_assert_no_error (error);
    g_assert_cmpstr (domo_profile_get_name (profile), ==, "Jae Wilson");
    test_wait_clear (&waits[i]);
  }
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), <=, 16);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir))
    count++;
  return count;
}

/* With a client of its own, so that no kept connection is left at the end. */
static void
sign_in_again_and_again (const char *uri, guint times)
{
  ClientFixture fixture = { .client = domo_client_new () };
  g_autoptr (GError) error = NULL;
  guint i;

  fixture.instance = domo_instance_new (uri, &error);
  g_assert_no_error (error);
  for (i = 0; i < times; i++) {
    g_autoptr (DomoToken) token = sign_in (&fixture);
    g_autoptr (DomoProfile) profile = client_who_am_i (&fixture, token, &error);

    g_assert_no_error (error);
    g_assert_nonnull (profile);
  }
  test_settle ();
  g_assert_finalize_object (fixture.client);
  domo_instance_unref (fixture.instance);
  test_settle ();
}

/* Starts this program again as a server, so that its memory is not counted. Returns: its process */
static GSubprocess *
start_server (char **uri)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                              &error, "/proc/self/exe", "--serve", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  *uri = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&process);
}

static void
test_thousand (void)
{
  g_autoptr (GSubprocess) server = NULL;
  g_autofree char *uri = NULL;
  gsize bytes;
  guint descriptors;

  server = start_server (&uri);
  sign_in_again_and_again (uri, 1000); /* until all that is kept on purpose is there */
  bytes = mallinfo2 ().uordblks;
  descriptors = count_descriptors ();
  sign_in_again_and_again (uri, 1000);
  g_assert_cmpuint (mallinfo2 ().uordblks, <, bytes + 32 * 1024);
  g_assert_cmpuint (count_descriptors (), ==, descriptors);
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
}

static gboolean
input_ended_cb (GIOChannel *input, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static int
serve (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (VstPractice) practice = test_practice_new (TEST_CERTIFICATE_NONE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  printf ("%s\n", vst_practice_get_uri (practice));
  fflush (stdout);
  g_io_add_watch (input, G_IO_HUP, input_ended_cb, loop); /* it goes when the test does */
  g_main_loop_run (loop);
  return 0;
}

static void
add (const char *name,
     void (*test) (ClientFixture *fixture, gconstpointer data),
     gboolean http1_only)
{
  g_autofree char *clear = g_strconcat ("/domo/client/http/", name, NULL);
  g_autofree char *secure = g_strconcat ("/domo/client/https/", name, NULL);
  gboolean is_second = g_getenv ("SOUP_SERVER_HTTP2") != NULL;

  if (!is_second)
    g_test_add (clear, ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE),
                client_fixture_set_up, test, client_fixture_tear_down);
  if (!is_second || !http1_only)
    g_test_add (secure, ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_GOOD),
                client_fixture_set_up, test, client_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  if (argc > 1 && g_str_equal (argv[1], "--serve"))
    return serve ();
  g_test_init (&argc, &argv, NULL);
  add ("password", test_password, FALSE);
  add ("client", test_client, FALSE);
  add ("client-scopes", test_client_scopes, FALSE);
  add ("access-token", test_access_token, FALSE);
  add ("avatar", test_avatar, FALSE);
  add ("elevate", test_elevate, FALSE);
  add ("close", test_close, FALSE);
  add ("practice-accounts", test_practice_accounts, TRUE);
  add ("practice-client", test_practice_client, FALSE);
  add ("statuses", test_statuses, FALSE);
  add ("rate-limit", test_rate_limit, FALSE);
  add ("clock-offset", test_clock_offset, FALSE);
  add ("blocked", test_blocked, FALSE);
  add ("redirect", test_redirect, FALSE);
  add ("wrong-kind", test_wrong_kind, FALSE);
  add ("echo", test_echo, FALSE);
  add ("log", test_log, FALSE);
  add ("many-at-once", test_many_at_once, FALSE);
  if (!g_getenv ("SOUP_SERVER_HTTP2"))
    g_test_add_func ("/domo/client/thousand", test_thousand);
  return g_test_run ();
}
