/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-claims.h"

#include <string.h>

#define SIGNATURE "5161676e61747572"

static DomoToken *
make_session (const char *json)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *escaped = g_uri_escape_string (base64, NULL, FALSE);
  g_autoptr (DomoSecret) secret = domo_secret_new (escaped, -1);

  return domo_token_new (DOMO_TOKEN_SESSION, secret);
}

static DomoToken *
make_bearer (const char *json)
{
  g_autofree char *payload = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *text = g_strconcat ("eyJhbGciOiJIUzI1NiJ9.", payload, ".c2ln", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  return domo_token_new (DOMO_TOKEN_BEARER, secret);
}

typedef struct {
  const char *name;
  const char *title;
  const char *meaning;
  const char *value;
  const char *tooltip;
} Row;

static void
assert_claims (GPtrArray *claims, const Row *rows, guint n_rows)
{
  for (guint i = 0; i < MIN (n_rows, claims->len); i++) {
    const VstClaim *claim = g_ptr_array_index (claims, i);

    g_assert_cmpstr (claim->name, ==, rows[i].name);
    g_assert_cmpstr (claim->title, ==, rows[i].title);
    g_assert_cmpstr (claim->meaning, ==, rows[i].meaning);
    g_assert_cmpstr (claim->value, ==, rows[i].value);
    g_assert_cmpstr (claim->tooltip, ==, rows[i].tooltip);
  }
  g_assert_cmpuint (claims->len, ==, n_rows);
}

static void
test_session (void)
{
  static const Row rows[] = {
    { "userId", "Owner", "The user ID that the session belongs to", "1893952720", NULL },
    { "customerId", "Customer", "Domo’s own number for the instance", "mmmm-0012-0200", NULL },
    { "timestamp", "Issued", "When Domo made it", "16 Oct 2024, 22:27", "2024-10-16T22:27:34Z" },
    { "expiration", "Expires", "When Domo stops taking it", "17 Oct 2024, 06:27",
      "2024-10-17T06:27:34Z" },
    { "sid", "Session ID", "Names this session to Domo", "5f1e0", NULL },
    { "toes", "toes", "Domo does not explain it", "UNKNOWNSID", NULL },
  };
  g_autoptr (DomoToken) token = make_session (
      "{\"customerId\":\"mmmm-0012-0200\",\"expiration\":1729146454205,\"hmacSignature\":"
      "\"" SIGNATURE "\",\"sid\":\"5f1e0\",\"timestamp\":1729117654205,\"toes\":\"UNKNOWNSID\","
      "\"userId\":\"1893952720\"}");
  g_autoptr (GPtrArray) claims = vst_claims_new (token);

  assert_claims (claims, rows, G_N_ELEMENTS (rows));
  g_assert_null (vst_claims_find (claims, "hmacSignature"));
  g_assert_cmpstr (vst_claims_find (claims, "sid")->value, ==, "5f1e0");
}

static void
test_bearer (void)
{
  static const Row rows[] = {
    { "userId", "Owner", "The user ID that the client acts for", "964382593", NULL },
    { "role", "Role", "What that user may do", "Admin", NULL },
    { "scope", "Scopes", "What the token opens: data sets, users and groups", "data, user", NULL },
    { "customer", "Customer", "Domo’s own name for the instance", "acme", NULL },
    { "domain", "Instance", "Where it comes from", "acme.domo.com", NULL },
    { "env", "Environment", "The part of Domo’s cloud it comes from", "prod1", NULL },
    { "client_id", "Client ID", "The API client it was made for", "c", NULL },
    { "iat", "Issued", "When Domo made it", "16 Oct 2024, 22:27", "2024-10-16T22:27:34Z" },
    { "exp", "Expires", "When Domo stops taking it", "16 Oct 2024, 23:27", "2024-10-16T23:27:34Z" },
    { "jti", "Token ID", "Names this token to Domo", "j", NULL },
  };
  g_autoptr (DomoToken) token = make_bearer (
      "{\"jti\":\"j\",\"userId\":964382593,\"role\":\"Admin\",\"scope\":[\"data\",\"user\"],"
      "\"customer\":\"acme\",\"domain\":\"acme.domo.com\",\"env\":\"prod1\",\"client_id\":\"c\","
      "\"iat\":1729117654,\"exp\":1729121254}");
  g_autoptr (GPtrArray) claims = vst_claims_new (token);

  assert_claims (claims, rows, G_N_ELEMENTS (rows));
}

/* What nobody has a word for, and what is not as it should be, is shown as it came. */
static void
test_unknown (void)
{
  static const Row rows[] = {
    { "userId", "Owner", "The user ID that the client acts for", "{\"a\":[1,2]}", NULL },
    { "scope", "Scopes", "What the token opens: messages", "buzz new buzz", NULL },
    { "exp", "Expires", "When Domo stops taking it", "tomorrow", NULL },
    { "zeta", "zeta", NULL, "null", NULL },
    { "alpha", "alpha", NULL, "true", NULL },
    { "list", "list", NULL, "a, b c", NULL },
    { "mixed", "mixed", NULL, "[1,\"a\"]", NULL },
    { "none", "none", NULL, "[]", NULL },
    { "text", "text", NULL, "\"\"", NULL },
    { "number", "number", NULL, "-7.5", NULL },
    { "sid", "sid", NULL, "of a session token", NULL },
    { "", "\"\"", NULL, "1", NULL },
  };
  g_autoptr (DomoToken) token = make_bearer (
      "{\"zeta\":null,\"alpha\":true,\"exp\":\"tomorrow\",\"list\":[\"a\",\"b c\"],"
      "\"mixed\":[1,\"a\"],\"none\":[],\"text\":\"\",\"number\":-7.5,\"userId\":{\"a\":[1,2]},"
      "\"sid\":\"of a session token\",\"scope\":\"buzz new buzz\",\"\":1}");
  g_autoptr (GPtrArray) claims = vst_claims_new (token);

  assert_claims (claims, rows, G_N_ELEMENTS (rows));
}

static void
test_hostile (void)
{
  g_autofree char *long_value = g_strnfill (600, 'v');
  g_autofree char *json =
      g_strdup_printf ("{\"a\\u001b[31m\":\"b\\u202ec\",\"n\\nl\":[\"x\\u0007\"],\"long\":\"%s\","
                       "\"o\":{\"\\u202e\":\"<b>&\"},\"exp\":99999999999999999,\"iat\":-1}",
                       long_value);
  g_autoptr (DomoToken) token = make_bearer (json);
  g_autoptr (GPtrArray) claims = vst_claims_new (token);
  const VstClaim *claim = vst_claims_find (claims, "a␦[31m");

  g_assert_nonnull (claim);
  g_assert_cmpstr (claim->title, ==, "a␦[31m");
  g_assert_cmpstr (claim->value, ==, "b␦c");
  g_assert_cmpstr (vst_claims_find (claims, "n l")->value, ==, "x␦");
  g_assert_cmpint (g_utf8_strlen (vst_claims_find (claims, "long")->value, -1), ==, 501);
  g_assert_cmpstr (vst_claims_find (claims, "o")->value, ==, "{\"␦\":\"<b>&\"}");
  g_assert_cmpstr (vst_claims_find (claims, "exp")->value, ==, "99999999999999999");
  g_assert_cmpstr (vst_claims_find (claims, "iat")->value, ==, "-1");
}

/* A window with thousands of rows would stand still. */
static void
test_many (void)
{
  g_autoptr (GString) json = g_string_new ("{\"role\":\"Admin\"");
  g_autoptr (DomoToken) token = NULL;
  g_autoptr (GPtrArray) claims = NULL;
  const VstClaim *last;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (json, ",\"m%u\":%u", i, i);
  g_string_append_c (json, '}');
  token = make_bearer (json->str);
  claims = vst_claims_new (token);

  g_assert_cmpuint (claims->len, ==, VST_CLAIMS_MAX + 1);
  last = g_ptr_array_index (claims, VST_CLAIMS_MAX);
  g_assert_cmpstr (last->title, ==, "941 more entries");
}

static void
test_unreadable (void)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("DDCI0123", -1);
  g_autoptr (DomoToken) access = domo_token_new (DOMO_TOKEN_ACCESS, secret);
  g_autoptr (DomoToken) bearer = domo_token_new (DOMO_TOKEN_BEARER, secret);
  g_autoptr (DomoToken) empty = make_session ("{}");
  DomoToken *const tokens[] = { access, bearer, empty };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autoptr (GPtrArray) claims = vst_claims_new (tokens[i]);

    g_assert_cmpuint (claims->len, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/claims/session", test_session);
  g_test_add_func ("/claims/bearer", test_bearer);
  g_test_add_func ("/claims/unknown", test_unknown);
  g_test_add_func ("/claims/hostile", test_hostile);
  g_test_add_func ("/claims/many", test_many);
  g_test_add_func ("/claims/unreadable", test_unreadable);

  return g_test_run ();
}
