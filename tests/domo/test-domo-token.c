/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-token.h"

#include <string.h>

#define SESSION                                                                                    \
  "{\"customerId\":\"mmmm-0012-0200\",\"expiration\":1729146454205,\"hmacSignature\":\"c2ln\","    \
  "\"sid\":\"5f1e0\",\"timestamp\":1729117654205,\"toes\":\"UNKNOWNSID\",\"userId\":"              \
  "\"1893952720\"}"
#define JWT_HEADER "{\"alg\":\"RS256\",\"typ\":\"JWT\"}"
#define JWT_PAYLOAD                                                                                \
  "{\"userId\":964382593,\"role\":\"Admin\",\"scope\":[\"data\",\"user\"],\"customer\":\"acme\","  \
  "\"domain\":\"acme.domo.com\",\"client_id\":\"c\",\"iat\":1729117654,\"exp\":1729121254}"

/* Percent-encoded Base64, as a session token is. */
static char *
encode_session (const char *json, gsize length)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *)json, length);

  return g_uri_escape_string (base64, NULL, FALSE);
}

static char *
encode_part (const char *json)
{
  char *base64 = g_base64_encode ((const guchar *)json, strlen (json));

  base64[strcspn (base64, "=")] = '\0';
  g_strdelimit (base64, "+", '-');
  return g_strdelimit (base64, "/", '_');
}

static char *
encode_jwt (const char *header, const char *payload)
{
  g_autofree char *first = encode_part (header);
  g_autofree char *second = encode_part (payload);

  return g_strconcat (first, ".", second, ".c2lnbmF0dXJl", NULL);
}

static DomoToken *
token_new (DomoTokenKind kind, const char *text)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  return domo_token_new (kind, secret);
}

static void
assert_unknown (DomoToken *token)
{
  g_assert_cmpint (domo_token_get_expires (token), ==, 0);
  g_assert_cmpint (domo_token_get_issued (token), ==, 0);
  g_assert_cmpint (domo_token_get_owner_id (token), ==, 0);
  g_assert_null (domo_token_get_scopes (token));
  g_assert_null (domo_token_get_domain (token));
  g_assert_null (domo_token_get_customer (token));
}

static void
assert_header (DomoToken *token, const char *name, const char *value)
{
  g_autoptr (DomoSecret) secret = domo_token_dup_header_value (token);

  g_assert_cmpstr (domo_token_get_header (token), ==, name);
  g_assert_cmpstr (domo_secret_get_text (secret), ==, value);
}

static void
test_session (void)
{
  g_autofree char *text = encode_session (SESSION, strlen (SESSION));
  g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_SESSION, text);

  g_assert_nonnull (strchr (text, '%'));
  g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_SESSION);
  g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (token)), ==, text);
  assert_header (token, "x-domo-authentication", text);
  g_assert_cmpint (domo_token_get_expires (token), ==, G_GINT64_CONSTANT (1729146454205));
  g_assert_cmpint (domo_token_get_issued (token), ==, G_GINT64_CONSTANT (1729117654205));
  g_assert_cmpint (domo_token_get_owner_id (token), ==, 1893952720);
  g_assert_cmpstr (domo_token_get_customer (token), ==, "mmmm-0012-0200");
  g_assert_null (domo_token_get_scopes (token));
  g_assert_null (domo_token_get_domain (token));
  g_assert_finalize_object (g_steal_pointer (&token));
}

static void
test_bearer (void)
{
  g_autofree char *text = encode_jwt (JWT_HEADER, JWT_PAYLOAD);
  g_autofree char *header = g_strconcat ("Bearer ", text, NULL);
  g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_BEARER, text);

  g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_BEARER);
  g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (token)), ==, text);
  assert_header (token, "Authorization", header);
  g_assert_cmpint (domo_token_get_expires (token), ==, G_GINT64_CONSTANT (1729121254000));
  g_assert_cmpint (domo_token_get_issued (token), ==, G_GINT64_CONSTANT (1729117654000));
  g_assert_cmpint (domo_token_get_owner_id (token), ==, 964382593);
  g_assert_cmpstr (domo_token_get_customer (token), ==, "acme");
  g_assert_cmpstr (domo_token_get_domain (token), ==, "acme.domo.com");
  g_assert_cmpstrv (domo_token_get_scopes (token), ((const char *[]){ "data", "user", NULL }));
}

/* A JWT has the two letters of Base64 that URLs cannot hold as others. */
static void
test_url_alphabet (void)
{
  g_autofree char *text = encode_jwt (JWT_HEADER, "{\"customer\":\">>> ?a?a?a\"}");
  g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_BEARER, text);

  g_assert_nonnull (strchr (text, '-'));
  g_assert_nonnull (strchr (text, '_'));
  g_assert_cmpstr (domo_token_get_customer (token), ==, ">>> ?a?a?a");
}

static void
test_access (void)
{
  g_autofree char *session = encode_session (SESSION, strlen (SESSION));
  g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_ACCESS, "DDCI0123456789");
  g_autoptr (DomoToken) named_so = token_new (DOMO_TOKEN_ACCESS, session);

  g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_ACCESS);
  assert_header (token, "x-domo-developer-token", "DDCI0123456789");
  assert_unknown (token);
  assert_unknown (named_so);
}

static void
test_words (void)
{
  g_assert_cmpstr (domo_token_kind_get_words (DOMO_TOKEN_SESSION), ==, "session token");
  g_assert_cmpstr (domo_token_kind_get_words (DOMO_TOKEN_ACCESS), ==, "access token");
  g_assert_cmpstr (domo_token_kind_get_words (DOMO_TOKEN_BEARER), ==, "bearer token");
}

typedef struct {
  const char *json;
  gint64 expires;
  gint64 issued;
  gint64 owner_id;
} Row;

static void
assert_row (DomoTokenKind kind, const Row *row)
{
  g_autofree char *text = kind == DOMO_TOKEN_SESSION
                              ? encode_session (row->json, strlen (row->json))
                              : encode_jwt (JWT_HEADER, row->json);
  g_autoptr (DomoToken) token = token_new (kind, text);

  g_test_message ("%s", row->json);
  g_assert_cmpint (domo_token_get_expires (token), ==, row->expires);
  g_assert_cmpint (domo_token_get_issued (token), ==, row->issued);
  g_assert_cmpint (domo_token_get_owner_id (token), ==, row->owner_id);
}

static void
test_session_members (void)
{
  static const Row rows[] = {
    { "{}", 0, 0, 0 },
    { "{\"expiration\":1}", 1, 0, 0 },
    { "{\"expiration\":\"1729146454205\"}", G_GINT64_CONSTANT (1729146454205), 0, 0 },
    { "{\"userId\":7,\"timestamp\":5}", 0, 5, 7 },
    { "{\"userId\":\"9007199254740993\"}", 0, 0, G_GINT64_CONSTANT (9007199254740993) },
    { "{\"expiration\":0,\"timestamp\":0,\"userId\":0}", 0, 0, 0 },
    { "{\"expiration\":-1,\"timestamp\":-1729117654205,\"userId\":-7}", 0, 0, 0 },
    { "{\"expiration\":null,\"timestamp\":true,\"userId\":[7]}", 0, 0, 0 },
    { "{\"expiration\":{},\"timestamp\":\"soon\",\"userId\":\"7x\"}", 0, 0, 0 },
    { "{\"expiration\":1.5,\"timestamp\":1e12,\"userId\":7.5}", 0, 0, 0 },
    /* the last year that is believed */
    { "{\"expiration\":253402300799999}", G_GINT64_CONSTANT (253402300799999), 0, 0 },
    { "{\"expiration\":253402300800000}", 0, 0, 0 },
    { "{\"expiration\":999999999999999999}", 0, 0, 0 },
    /* does not fit 64 bits: nothing of it is believed */
    { "{\"expiration\":99999999999999999999,\"userId\":7}", 0, 0, 0 },
    { "{\"userId\":\"99999999999999999999\",\"expiration\":5}", 5, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_row (DOMO_TOKEN_SESSION, &rows[i]);
}

static void
test_bearer_members (void)
{
  static const Row rows[] = {
    { "{}", 0, 0, 0 },
    { "{\"exp\":1729121254}", G_GINT64_CONSTANT (1729121254000), 0, 0 },
    { "{\"iat\":1,\"userId\":\"7\"}", 0, 1000, 7 },
    { "{\"exp\":-1,\"iat\":0}", 0, 0, 0 },
    { "{\"exp\":253402300799}", G_GINT64_CONSTANT (253402300799000), 0, 0 },
    { "{\"exp\":253402300800}", 0, 0, 0 },
    { "{\"exp\":1729146454205}", 0, 0, 0 },
    { "{\"exp\":9223372036854775807}", 0, 0, 0 },
    { "{\"exp\":\"x\",\"iat\":[],\"userId\":{}}", 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_row (DOMO_TOKEN_BEARER, &rows[i]);
}

static void
test_bearer_texts (void)
{
  static const struct {
    const char *json;
    const char *customer;
    const char *domain;
    const char *scopes;
  } rows[] = {
    { "{\"scope\":[],\"domain\":1,\"customer\":null}", NULL, NULL, NULL },
    { "{\"scope\":[\"data\",7,null,\"user\"]}", NULL, NULL, "data|user" },
    { "{\"scope\":\"data user\"}", NULL, NULL, "data|user" },
    { "{\"scope\":7}", NULL, NULL, NULL },
    { "{\"scope\":[\"a\\u202eb\"],\"domain\":\"a\\nb\",\"customer\":\"<b>\"}", "<b>", "a b",
      "a␦b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = encode_jwt (JWT_HEADER, rows[i].json);
    g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_BEARER, text);
    const char *const *scopes = domo_token_get_scopes (token);
    g_autofree char *joined = scopes ? g_strjoinv ("|", (char **)scopes) : NULL;

    g_test_message ("%s", rows[i].json);
    g_assert_cmpstr (domo_token_get_customer (token), ==, rows[i].customer);
    g_assert_cmpstr (domo_token_get_domain (token), ==, rows[i].domain);
    g_assert_cmpstr (joined, ==, rows[i].scopes);
  }
}

/* What cannot be read is unknown, never an error, whatever kind it is said to be. */
static void
test_hostile (void)
{
  static const char *const rows[] = {
    "",
    ".",
    "..",
    "...",
    "=",
    "%3D%3D",
    "%",
    "%zz",
    "%00",
    "eyJ%00fQ",
    "abc",
    "a.b.c",
    "e30",             /* {} */
    "W10",             /* [] */
    "bnVsbA",          /* null */
    "dmFyIHggPSB7fQ",  /* var x = {} */
    "eyJzaWQiOjF9IHs", /* {"sid":1} { */
    "eyJzaWQi",        /* cut */
    "eyJz aWQiOjF9",   /* a blank inside */
    "eyJzaWQiOjF9\n",  /* a line end */
    "eyJzaWQiOjF9*",   /* a stranger */
    "eyJz=aWQiOjF9",   /* padding in the middle */
    "\xff\xfe\xfd",
    "e30.e30.e30.e30",
    "e30.W10.x",
    "e30..x",
    ".e30.x",
    "e30.!!!.x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint kind = DOMO_TOKEN_SESSION; kind <= DOMO_TOKEN_BEARER; kind++) {
      g_autoptr (DomoToken) token = token_new (kind, rows[i]);

      g_test_message ("row %u as %s", i, domo_token_kind_get_words (kind));
      g_assert_cmpint (domo_token_get_kind (token), ==, kind);
      g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (token)), ==, rows[i]);
      assert_unknown (token);
    }
}

static char *
make_padded (gsize size)
{
  g_autofree char *blanks = g_strnfill (size, ' ');

  return g_strconcat ("{\"expiration\":5,\"exp\":5,\"sid\":\"", blanks, "\"}", NULL);
}

static void
test_size (void)
{
  static const struct {
    gsize size;
    gint64 session_expires;
    gint64 bearer_expires;
  } rows[] = {
    { 1000, 5, 5000 },
    { 48000, 5, 5000 },
    { 50000, 0, 0 }, /* Base64 makes 66 668 bytes of it */
    { 2000000, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *json = make_padded (rows[i].size);
    g_autofree char *session = encode_session (json, strlen (json));
    g_autofree char *jwt = encode_jwt (JWT_HEADER, json);
    g_autoptr (DomoToken) first = token_new (DOMO_TOKEN_SESSION, session);
    g_autoptr (DomoToken) second = token_new (DOMO_TOKEN_BEARER, jwt);

    g_assert_cmpint (domo_token_get_expires (first), ==, rows[i].session_expires);
    g_assert_cmpint (domo_token_get_expires (second), ==, rows[i].bearer_expires);
  }
}

static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (40000, '[');
  g_autofree char *json = g_strconcat ("{\"expiration\":5,\"x\":", open, NULL);
  g_autofree char *text = encode_session (json, strlen (json));
  g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_SESSION, text);

  assert_unknown (token);
}

static void
test_nul (void)
{
  static const char json[] = "{\"expiration\":5}\0{";
  g_autofree char *text = encode_session (json, sizeof json - 1);
  g_autoptr (DomoToken) token = token_new (DOMO_TOKEN_SESSION, text);

  assert_unknown (token);
}

static void
assert_guess (const char *text, DomoTokenKind kind)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  g_autoptr (DomoToken) token = domo_token_new_guess (secret);

  g_test_message ("“%s”", text);
  g_assert_cmpint (domo_token_get_kind (token), ==, kind);
  g_assert_true (domo_secret_equal (domo_token_get_text (token), secret));
}

static void
test_guess_session (void)
{
  static const struct {
    const char *json;
    DomoTokenKind kind;
  } rows[] = {
    { SESSION, DOMO_TOKEN_SESSION },
    { "{\"sid\":\"x\"}", DOMO_TOKEN_SESSION },
    { "{\"customerId\":\"c\",\"hmacSignature\":\"h\"}", DOMO_TOKEN_SESSION },
    { "{\"customerId\":\"c\"}", DOMO_TOKEN_ACCESS },
    { "{\"hmacSignature\":\"h\"}", DOMO_TOKEN_ACCESS },
    { "{\"other\":1}", DOMO_TOKEN_ACCESS },
    { "[\"sid\"]", DOMO_TOKEN_ACCESS },
    { "\"sid\"", DOMO_TOKEN_ACCESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = encode_session (rows[i].json, strlen (rows[i].json));
    g_autofree char *decoded = g_uri_unescape_string (text, NULL);

    assert_guess (text, rows[i].kind);
    assert_guess (decoded, rows[i].kind);
  }
}

static void
test_guess_bearer (void)
{
  static const struct {
    const char *header;
    const char *payload;
    DomoTokenKind kind;
  } rows[] = {
    { JWT_HEADER, JWT_PAYLOAD, DOMO_TOKEN_BEARER },
    { "{\"alg\":\"none\"}", "not JSON", DOMO_TOKEN_BEARER },
    { "{\"typ\":\"JWT\"}", JWT_PAYLOAD, DOMO_TOKEN_ACCESS },
    { "not JSON", JWT_PAYLOAD, DOMO_TOKEN_ACCESS },
    { "[\"alg\"]", JWT_PAYLOAD, DOMO_TOKEN_ACCESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = encode_jwt (rows[i].header, rows[i].payload);
    g_autofree char *four_parts = g_strconcat (text, ".x", NULL);
    g_autofree char *padded = g_strconcat (" ", text, NULL);

    assert_guess (text, rows[i].kind);
    assert_guess (four_parts, DOMO_TOKEN_ACCESS);
    assert_guess (padded, DOMO_TOKEN_ACCESS);
  }
}

static void
test_guess_access (void)
{
  static const char *const rows[] = { "DDCI0123456789abcdef", "", "a.b.c", "%00", "e30" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_guess (rows[i], DOMO_TOKEN_ACCESS);
}

static void
test_granted (void)
{
  static const struct {
    const char *payload;
    gint64 expires;
    gint64 owner_id;
  } rows[] = {
    { JWT_PAYLOAD, G_GINT64_CONSTANT (1729121254000), 964382593 },
    { "{\"exp\":5}", 5000, 42 },
    { "{\"userId\":7}", 77, 7 },
    { "no JSON", 77, 42 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = encode_jwt (JWT_HEADER, rows[i].payload);
    g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
    g_autoptr (DomoToken) token = domo_token_new_granted (secret, 77, 42);

    g_assert_cmpint (domo_token_get_kind (token), ==, DOMO_TOKEN_BEARER);
    g_assert_cmpint (domo_token_get_expires (token), ==, rows[i].expires);
    g_assert_cmpint (domo_token_get_owner_id (token), ==, rows[i].owner_id);
  }
}

/* What a person is shown of a token that was kept is what stands in it. */
static void
test_payload (void)
{
  g_autofree char *jwt = encode_jwt (JWT_HEADER, JWT_PAYLOAD);
  g_autofree char *session = encode_session (SESSION, strlen (SESSION));
  const struct {
    DomoTokenKind kind;
    const char *text;
    const char *payload; /* NULL: none */
  } rows[] = {
    { DOMO_TOKEN_BEARER, jwt, JWT_PAYLOAD },
    { DOMO_TOKEN_BEARER, "opaque", NULL },
    { DOMO_TOKEN_BEARER, "e30.bm8.c2ln", NULL }, /* no JSON */
    { DOMO_TOKEN_BEARER, "e30.e3*.c2ln", NULL }, /* no Base64 */
    { DOMO_TOKEN_BEARER, "e30.e30", NULL },      /* not signed */
    { DOMO_TOKEN_ACCESS, jwt, NULL },
    { DOMO_TOKEN_SESSION, session, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoToken) token = token_new (rows[i].kind, rows[i].text);
    g_autoptr (GBytes) payload = domo_token_dup_payload (token);

    if (rows[i].payload)
      g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                       rows[i].payload, strlen (rows[i].payload));
    else
      g_assert_null (payload);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/token/session", test_session);
  g_test_add_func ("/domo/token/bearer", test_bearer);
  g_test_add_func ("/domo/token/url-alphabet", test_url_alphabet);
  g_test_add_func ("/domo/token/access", test_access);
  g_test_add_func ("/domo/token/words", test_words);
  g_test_add_func ("/domo/token/session-members", test_session_members);
  g_test_add_func ("/domo/token/bearer-members", test_bearer_members);
  g_test_add_func ("/domo/token/bearer-texts", test_bearer_texts);
  g_test_add_func ("/domo/token/hostile", test_hostile);
  g_test_add_func ("/domo/token/size", test_size);
  g_test_add_func ("/domo/token/depth", test_depth);
  g_test_add_func ("/domo/token/nul", test_nul);
  g_test_add_func ("/domo/token/guess-session", test_guess_session);
  g_test_add_func ("/domo/token/guess-bearer", test_guess_bearer);
  g_test_add_func ("/domo/token/guess-access", test_guess_access);
  g_test_add_func ("/domo/token/granted", test_granted);
  g_test_add_func ("/domo/token/payload", test_payload);
  return g_test_run ();
}
