/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-error.h"

#include <string.h>

#define DOTS "••••••••••••"

static void
test_names (void)
{
  static const struct {
    DomoError code;
    const char *name;
    const char *message;
  } rows[] = {
    { DOMO_ERROR_AUTH, "AuthError", "error" },
    { DOMO_ERROR_INVALID_CREDENTIALS, "InvalidCredentialsError", "invalid credentials" },
    { DOMO_ERROR_ACCOUNT_LOCKED, "AccountLockedError", "account locked" },
    { DOMO_ERROR_INVALID_INSTANCE, "InvalidInstanceError", "invalid instance" },
    { DOMO_ERROR_INVALID_AUTH_TYPE, "InvalidAuthTypeError",
      "This API requires another type of token" },
    { DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, "NoAccessTokenReturned", "No AccessToken returned" },
    { DOMO_ERROR_ADDRESS_BLOCKED, "AddressBlockedError", "address not on the allow list" },
    { DOMO_ERROR_SECOND_FACTOR_REQUIRED, "SecondFactorRequiredError", "second factor required" },
    { DOMO_ERROR_REDIRECTED, "RedirectedError", "redirected" },
    { DOMO_ERROR_RATE_LIMITED, "RateLimitedError", "Too Many Requests" },
    { DOMO_ERROR_SERVER, "ServerError", "server error" },
    { DOMO_ERROR_BAD_REPLY, "BadReplyError", "unreadable answer" },
    { DOMO_ERROR_HOST_NOT_FOUND, "HostNotFoundError", "host not found" },
    { DOMO_ERROR_CONNECTION, "ConnectionError", "connection failed" },
    { DOMO_ERROR_TIMEOUT, "TimeoutError", "timed out" },
    { DOMO_ERROR_TLS, "TlsError", "no secure connection" },
    { DOMO_ERROR_PROXY, "ProxyError", "proxy failed" },
    { DOMO_ERROR_NOT_FOUND, "NotFoundError", "not found" },
    { DOMO_ERROR_INPUT, "InputError", "bad input" },
    { DOMO_ERROR_KEYRING_ABSENT, "KeyringAbsentError", "no keyring" },
    { DOMO_ERROR_KEYRING_LOCKED, "KeyringLockedError", "keyring locked" },
    { DOMO_ERROR_KEYRING_DISMISSED, "KeyringLockedError", "keyring locked" },
    { DOMO_ERROR_KEYRING, "KeyringError", "keyring failed" },
  };

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, DOMO_N_ERRORS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = domo_error_new (rows[i].code, DOMO_REASON_NONE, NULL);
    g_autofree char *line = domo_error_to_line (error);
    g_autofree char *expected =
        g_strdup_printf ("🛑  %s 🛑 - %s", rows[i].name, rows[i].message);

    g_assert_cmpstr (domo_error_get_name (rows[i].code), ==, rows[i].name);
    g_assert_cmpstr (domo_error_get_default_message (rows[i].code), ==, rows[i].message);
    g_assert_error (error, DOMO_ERROR, (int)rows[i].code);
    g_assert_cmpstr (error->message, ==, rows[i].message);
    g_assert_cmpstr (line, ==, expected);
  }
}

static void
test_line (void)
{
  static const struct {
    DomoError code;
    const char *parent;
    const char *function;
    guint status;
    const char *message;
    const char *instance;
    const char *line;
  } rows[] = {
    /* the three that the library prints */
    { DOMO_ERROR_INVALID_CREDENTIALS, NULL, "get_full_auth", 200, "INVALID_CREDENTIALS",
      "domo-community",
      "🛑  InvalidCredentialsError 🛑 - function: get_full_auth || status 200 || "
      "INVALID_CREDENTIALS at domo-community" },
    { DOMO_ERROR_INVALID_INSTANCE, NULL, "get_full_auth", 403, "Forbidden", "test",
      "🛑  InvalidInstanceError 🛑 - function: get_full_auth || status 403 || Forbidden at "
      "test" },
    { DOMO_ERROR_INVALID_CREDENTIALS, NULL, "get_developer_auth", 401, "Unauthorized", NULL,
      "🛑  InvalidCredentialsError 🛑 - function: get_developer_auth || status 401 || "
      "Unauthorized" },
    /* parts that are missing */
    { DOMO_ERROR_AUTH, NULL, "who_am_i", 0, NULL, NULL,
      "🛑  AuthError 🛑 - function: who_am_i || error" },
    { DOMO_ERROR_AUTH, "check_all", "who_am_i", 0, NULL, "acme",
      "🛑  AuthError 🛑 - function: check_all.who_am_i || error at acme" },
    { DOMO_ERROR_SERVER, NULL, NULL, 503, "Service Unavailable", "127.0.0.1:8080",
      "🛑  ServerError 🛑 - status 503 || Service Unavailable at 127.0.0.1:8080" },
    { DOMO_ERROR_INPUT, "check_all", NULL, 0, "", NULL, "🛑  InputError 🛑 - bad input" },
    { DOMO_ERROR_INVALID_AUTH_TYPE, NULL, "who_am_i", 0,
      "This API requires session token, access token", "acme",
      "🛑  InvalidAuthTypeError 🛑 - function: who_am_i || "
      "This API requires session token, access token at acme" },
    /* what a server says does not break the line */
    { DOMO_ERROR_AUTH, NULL, "get_full_auth", 200, "A\nB\x1b[2J%s\u202e", "acme",
      "🛑  AuthError 🛑 - function: get_full_auth || status 200 || A B␦[2J%s␦ at acme" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = domo_error_new (rows[i].code, DOMO_REASON_NONE, rows[i].message);
    g_autofree char *line = NULL;

    domo_error_set_origin (error, rows[i].function, rows[i].instance, NULL);
    domo_error_set_parent (error, rows[i].parent);
    domo_error_set_status (error, rows[i].status);
    line = domo_error_to_line (error);
    g_assert_cmpstr (line, ==, rows[i].line);
  }
}

static void
assert_full (const GError *error, DomoToken *pending)
{
  const DomoErrorInfo *info = domo_error_get_info (error);

  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SECOND_FACTOR_REQUIRED);
  g_assert_cmpstr (error->message, ==, "a message");
  g_assert_cmpstr (info->message, ==, "a message");
  g_assert_cmpint (info->reason, ==, DOMO_REASON_SHAPE);
  g_assert_cmpstr (info->function, ==, "get_full_auth");
  g_assert_cmpstr (info->instance, ==, "acme");
  g_assert_cmpstr (info->host, ==, "acme.domo.com");
  g_assert_cmpstr (info->parent, ==, "check_all");
  g_assert_cmpuint (info->status, ==, 200);
  g_assert_cmpstr (info->detail, ==, "a detail");
  g_assert_cmpstr (info->request_id, ==, "42");
  g_assert_cmpuint (info->retry_after, ==, 43);
  g_assert_cmpint (info->not_before, ==, 1000);
  g_assert_cmpint (info->not_after, ==, 2000);
  g_assert_true (info->pending == pending);
  g_assert_cmpint (info->user_id, ==, 1893952720);
  g_assert_cmpint (info->time, >, 0);
}

static void
test_copy (void)
{
  static const char *const candidates[] = { "one", "two", NULL };
  g_autoptr (DomoSecret) text = domo_secret_new ("token", -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_SESSION, text);
  GError *error =
      domo_error_new (DOMO_ERROR_SECOND_FACTOR_REQUIRED, DOMO_REASON_SHAPE, "a message");
  gint64 time = domo_error_get_info (error)->time;
  GError *copy;

  domo_error_set_origin (error, "get_full_auth", "acme", "acme.domo.com");
  domo_error_set_parent (error, "check_all");
  domo_error_set_status (error, 200);
  domo_error_set_detail (error, "a detail");
  domo_error_set_request_id (error, "42");
  domo_error_set_candidates (error, candidates);
  domo_error_set_retry_after (error, 43);
  domo_error_set_validity (error, 1000, 2000);
  domo_error_set_pending (error, token, 1893952720);
  assert_full (error, token);

  copy = g_error_copy (error);
  g_error_free (error);
  assert_full (copy, token);
  g_assert_cmpint (domo_error_get_info (copy)->time, ==, time);
  g_assert_cmpstrv (domo_error_get_info (copy)->candidates, candidates);
  g_error_free (copy);
  g_assert_finalize_object (g_steal_pointer (&token));
}

static void
test_empty (void)
{
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_TLS, DOMO_REASON_EXPIRED, NULL);
  const DomoErrorInfo *info = domo_error_get_info (error);

  g_assert_cmpint (info->reason, ==, DOMO_REASON_EXPIRED);
  g_assert_null (info->function);
  g_assert_null (info->parent);
  g_assert_null (info->instance);
  g_assert_null (info->host);
  g_assert_null (info->detail);
  g_assert_null (info->request_id);
  g_assert_null (info->pending);
  g_assert_cmpuint (info->status, ==, 0);
}

static void
test_null_leaves_what_is_there (void)
{
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE, NULL);
  const DomoErrorInfo *info = domo_error_get_info (error);

  domo_error_set_origin (error, "who_am_i", "acme", "acme.domo.com");
  domo_error_set_origin (error, NULL, NULL, NULL);
  domo_error_set_detail (error, "detail");
  domo_error_set_detail (error, NULL);
  domo_error_set_request_id (error, "42");
  domo_error_set_request_id (error, NULL);
  g_assert_cmpstr (info->function, ==, "who_am_i");
  g_assert_cmpstr (info->instance, ==, "acme");
  g_assert_cmpstr (info->host, ==, "acme.domo.com");
  g_assert_cmpstr (info->detail, ==, "detail");
  g_assert_cmpstr (info->request_id, ==, "42");

  domo_error_set_origin (error, "get_user", NULL, NULL);
  g_assert_cmpstr (info->function, ==, "get_user");
  g_assert_cmpstr (info->instance, ==, "acme");
}

/* Texts of a server: a message, a request id, an issuer's name. */
static void
test_tidied (void)
{
  g_autofree char *many = g_strnfill (600, 'x');
  g_autofree char *cut = g_strnfill (500, 'x');
  g_autofree char *expected = g_strconcat (cut, "…", NULL);
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE, many);
  const DomoErrorInfo *info = domo_error_get_info (error);

  domo_error_set_detail (error, "CN=\u202eevil\n");
  domo_error_set_request_id (error, "\x07"
                                    "42\xff");
  g_assert_cmpstr (error->message, ==, expected);
  g_assert_cmpstr (info->message, ==, expected);
  g_assert_cmpstr (info->detail, ==, "CN=␦evil ");
  g_assert_cmpstr (info->request_id, ==, "␦42�");
}

static void
test_other_errors (void)
{
  g_autoptr (GError) other = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "no file");
  g_autoptr (GError) bare = g_error_new (DOMO_ERROR, DOMO_ERROR_INPUT, "line %d", 3);
  g_autofree char *line = domo_error_to_line (bare);

  g_assert_null (domo_error_get_info (NULL));
  g_assert_null (domo_error_get_info (other));
  g_assert_cmpstr (domo_error_get_info (bare)->message, ==, "line 3");
  g_assert_cmpstr (line, ==, "🛑  InputError 🛑 - line 3");
}

static void
test_mask (void)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("p@ssword", -1);
  g_autoptr (GError) error =
      domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE, "you sent p@ssword");
  const DomoErrorInfo *info = domo_error_get_info (error);
  g_autofree char *line = NULL;

  domo_error_set_origin (error, "get_full_auth", "p@ssword", "p%40ssword.domo.com");
  domo_error_set_parent (error, "p@ssword");
  domo_error_set_detail (error, "p%40ssword.evil.example");
  domo_error_set_request_id (error, "xp@sswordx");

  domo_error_mask (error, NULL);
  g_assert_cmpstr (error->message, ==, "you sent p@ssword");

  domo_error_mask (error, secret);
  line = domo_error_to_line (error);
  g_assert_cmpstr (error->message, ==, "you sent " DOTS);
  g_assert_cmpstr (info->message, ==, "you sent " DOTS);
  g_assert_cmpstr (info->host, ==, DOTS ".domo.com");
  g_assert_cmpstr (info->detail, ==, DOTS ".evil.example");
  g_assert_cmpstr (info->request_id, ==, "x" DOTS "x");
  g_assert_cmpstr (line, ==,
                   "🛑  AuthError 🛑 - function: " DOTS ".get_full_auth || you sent " DOTS
                   " at " DOTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/error/names", test_names);
  g_test_add_func ("/domo/error/line", test_line);
  g_test_add_func ("/domo/error/copy", test_copy);
  g_test_add_func ("/domo/error/empty", test_empty);
  g_test_add_func ("/domo/error/null-leaves-what-is-there", test_null_leaves_what_is_there);
  g_test_add_func ("/domo/error/tidied", test_tidied);
  g_test_add_func ("/domo/error/other-errors", test_other_errors);
  g_test_add_func ("/domo/error/mask", test_mask);
  return g_test_run ();
}
