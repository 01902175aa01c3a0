/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-token-input.h"

#include <string.h>

#define SESSION_JSON                                                                               \
  "{\"customerId\":\"mmmm-0012-0200\",\"expiration\":1729146454205,\"hmacSignature\":\"c2ln\","    \
  "\"sid\":\"5f1e\",\"timestamp\":1729117654205,\"toes\":\"UNKNOWNSID\",\"userId\":\"18939\"}"
#define JWT "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOjI3LCJzY29wZSI6WyJkYXRhIl19.c2lnbmF0dXJl"
#define ACCESS "DDCI0123456789abcdefABCDEF"

/* In place of a token's text, in the rows below. */
#define S "@"

static char *base64;
static char *session;

/* With each @ replaced by @with. */
static char *
fill_in (const char *text, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, S, -1);

  return g_strjoinv (with, parts);
}

static DomoToken *
read_input (const char *text, DomoDropped *dropped, GError **error)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  return domo_token_new_from_input (secret, dropped, error);
}

static void
assert_token (const char *input, DomoTokenKind kind, const char *text, DomoDropped dropped)
{
  g_autoptr (GError) error = NULL;
  DomoDropped got = DOMO_DROPPED_NOTHING;
  g_autoptr (DomoToken) token = read_input (input, &got, &error);
  g_autofree char *shown = g_strescape (input, NULL);

  g_test_message ("%s", shown);
  g_assert_no_error (error);
  g_assert_cmpint (domo_token_get_kind (token), ==, kind);
  g_assert_cmpstr (domo_secret_get_text (domo_token_get_text (token)), ==, text);
  g_assert_cmphex (got, ==, dropped);
}

static void
test_alone (void)
{
  assert_token (session, DOMO_TOKEN_SESSION, session, DOMO_DROPPED_NOTHING);
  assert_token (JWT, DOMO_TOKEN_BEARER, JWT, DOMO_DROPPED_NOTHING);
  assert_token (ACCESS, DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_NOTHING);
  assert_token ("  \t" ACCESS "\r\n\n", DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_NOTHING);
  assert_token ("\302\240" ACCESS "\342\200\213\357\273\277", DOMO_TOKEN_ACCESS, ACCESS,
                DOMO_DROPPED_NOTHING);
}

static void
test_around (void)
{
  static const struct {
    const char *input;
    DomoTokenKind kind;
    const char *text;
    DomoDropped dropped;
  } rows[] = {
    { "Bearer " JWT, DOMO_TOKEN_BEARER, JWT, DOMO_DROPPED_BEARER },
    { "bearer\t" JWT, DOMO_TOKEN_BEARER, JWT, DOMO_DROPPED_BEARER },
    { "Authorization: Bearer " JWT, DOMO_TOKEN_BEARER, JWT,
      DOMO_DROPPED_HEADER | DOMO_DROPPED_BEARER },
    { "authorization:bearer " JWT "\r\n", DOMO_TOKEN_BEARER, JWT,
      DOMO_DROPPED_HEADER | DOMO_DROPPED_BEARER },
    { "Authorization: Bearer " ACCESS, DOMO_TOKEN_ACCESS, ACCESS,
      DOMO_DROPPED_HEADER | DOMO_DROPPED_BEARER },
    { "-H \"authorization: bearer " ACCESS "\"", DOMO_TOKEN_ACCESS, ACCESS,
      DOMO_DROPPED_HEADER | DOMO_DROPPED_BEARER | DOMO_DROPPED_QUOTES },
    { "X-DOMO-Developer-Token: Bearer " ACCESS, DOMO_TOKEN_ACCESS, ACCESS,
      DOMO_DROPPED_HEADER | DOMO_DROPPED_BEARER },
    { "x-domo-authentication: " ACCESS, DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_HEADER },
    { "DOMO_BEARER_TOKEN=" ACCESS, DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_VARIABLE },
    { "X-DOMO-Developer-Token: " ACCESS, DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_HEADER },
    { "x-domo-authentication : " S, DOMO_TOKEN_SESSION, S, DOMO_DROPPED_HEADER },
    { "-H 'X-DOMO-Developer-Token: " ACCESS "' \\", DOMO_TOKEN_ACCESS, ACCESS,
      DOMO_DROPPED_HEADER | DOMO_DROPPED_QUOTES },
    { "'" ACCESS "'", DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_QUOTES },
    { "\"'" S "'\",", DOMO_TOKEN_SESSION, S, DOMO_DROPPED_QUOTES },
    { "“" ACCESS "”", DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_QUOTES },
    { "„" ACCESS "“", DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_QUOTES },
    { "DOMO_ACCESS_TOKEN=" ACCESS, DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_VARIABLE },
    { "export DOMO_SESSION_TOKEN='" S "'", DOMO_TOKEN_SESSION, S,
      DOMO_DROPPED_VARIABLE | DOMO_DROPPED_QUOTES },
    { "set DOMO_SESSION_TOKEN=" S, DOMO_TOKEN_SESSION, S, DOMO_DROPPED_VARIABLE },
    { "$env:DOMO_BEARER_TOKEN = \"" JWT "\"", DOMO_TOKEN_BEARER, JWT,
      DOMO_DROPPED_VARIABLE | DOMO_DROPPED_QUOTES },
    { "MY_TOKEN = '" ACCESS "';", DOMO_TOKEN_ACCESS, ACCESS,
      DOMO_DROPPED_VARIABLE | DOMO_DROPPED_QUOTES },
    { "export X_TOKEN='Authorization: Bearer " JWT "'", DOMO_TOKEN_BEARER, JWT,
      DOMO_DROPPED_VARIABLE | DOMO_DROPPED_HEADER | DOMO_DROPPED_BEARER | DOMO_DROPPED_QUOTES },
    { "export DOMO_INSTANCE='acme'\nexport DOMO_ACCESS_TOKEN='" ACCESS "'\n", DOMO_TOKEN_ACCESS,
      ACCESS, DOMO_DROPPED_VARIABLE | DOMO_DROPPED_QUOTES | DOMO_DROPPED_LINE_BREAK },
    { "# production\nDOMO_PASSWORD=x\nDOMO_ACCESS_TOKEN=" ACCESS "\nDOMO_INSTANCE=acme\n",
      DOMO_TOKEN_ACCESS, ACCESS, DOMO_DROPPED_VARIABLE | DOMO_DROPPED_LINE_BREAK },
    { "GET /api HTTP/1.1\r\nHost: acme.domo.com\r\nx-domo-authentication: " S
      "\r\nAccept: */*\r\n\r\nbody",
      DOMO_TOKEN_SESSION, S, DOMO_DROPPED_HEADER | DOMO_DROPPED_LINE_BREAK },
    { "DOMO_ACCESS_TOKEN=" ACCESS "\nOTHER_TOKEN=DDCIother\nzzz", DOMO_TOKEN_ACCESS, ACCESS,
      DOMO_DROPPED_VARIABLE | DOMO_DROPPED_LINE_BREAK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *input = fill_in (rows[i].input, session);
    g_autofree char *text = fill_in (rows[i].text, session);

    assert_token (input, rows[i].kind, text, rows[i].dropped);
  }
}

/* As a mail program or a terminal does it. */
static void
test_wrapped (void)
{
  g_autofree char *wrapped = g_strdup_printf ("%.20s\r\n  %s", session, session + 20);
  g_autofree char *header =
      g_strdup_printf ("x-domo-authentication: %.20s\r\n %s", session, session + 20);

  assert_token (wrapped, DOMO_TOKEN_SESSION, session, DOMO_DROPPED_LINE_BREAK);
  assert_token (header, DOMO_TOKEN_SESSION, session, DOMO_DROPPED_HEADER | DOMO_DROPPED_LINE_BREAK);
}

/* What is sent is what Domo gives: percent-encoded, once. */
static void
test_encoding (void)
{
  g_autofree char *twice = g_uri_escape_string (session, NULL, FALSE);
  g_autofree char *jwt = fill_in (JWT, "");
  g_auto (GStrv) parts = g_strsplit (jwt, ".", -1);
  g_autofree char *escaped = g_strjoinv ("%2E", parts);

  g_assert_nonnull (strchr (session, '%'));
  g_assert_nonnull (strchr (base64, '='));
  assert_token (base64, DOMO_TOKEN_SESSION, session, DOMO_ADDED_ENCODING);
  assert_token (twice, DOMO_TOKEN_SESSION, session, DOMO_DROPPED_ENCODING);
  assert_token (escaped, DOMO_TOKEN_BEARER, JWT, DOMO_DROPPED_ENCODING);
  assert_token ("DDCI%41", DOMO_TOKEN_ACCESS, "DDCIA", DOMO_DROPPED_ENCODING);
  assert_token ("DDCI%zz", DOMO_TOKEN_ACCESS, "DDCI%zz", DOMO_DROPPED_NOTHING);
  assert_token ("DDCI%00x", DOMO_TOKEN_ACCESS, "DDCI%00x", DOMO_DROPPED_NOTHING);
  assert_token ("DDCI%0Ax", DOMO_TOKEN_ACCESS, "DDCI%0Ax", DOMO_DROPPED_NOTHING);
}

static void
test_refused (void)
{
  static const struct {
    const char *input;
    DomoTokenInputError code;
  } rows[] = {
    { "", DOMO_TOKEN_INPUT_ERROR_EMPTY },
    { " \n\t", DOMO_TOKEN_INPUT_ERROR_EMPTY },
    { "''", DOMO_TOKEN_INPUT_ERROR_EMPTY },
    { "x-domo-authentication:", DOMO_TOKEN_INPUT_ERROR_EMPTY },
    { "x-domo-authentication: ''", DOMO_TOKEN_INPUT_ERROR_EMPTY },
    { "DOMO_PASSWORD=hunter2", DOMO_TOKEN_INPUT_ERROR_NAME },
    { "export DOMO_CLIENT_SECRET='abc'", DOMO_TOKEN_INPUT_ERROR_NAME },
    { "Cookie: a", DOMO_TOKEN_INPUT_ERROR_NAME },
    { "https://acme.domo.com/", DOMO_TOKEN_INPUT_ERROR_NAME },
    { "Sign in to see the profile", DOMO_TOKEN_INPUT_ERROR_WORDS },
    { "Authorization: Basic YTpi", DOMO_TOKEN_INPUT_ERROR_WORDS },
    { "{\"a\":1}", DOMO_TOKEN_INPUT_ERROR_CHARACTER },
    { "<html>", DOMO_TOKEN_INPUT_ERROR_CHARACTER },
    { "DDCI\303\244", DOMO_TOKEN_INPUT_ERROR_CHARACTER },
    { "DDCI\342\200\256x", DOMO_TOKEN_INPUT_ERROR_CHARACTER },
    { "DDCI\001x", DOMO_TOKEN_INPUT_ERROR_CHARACTER },
    { "DDCI\377x", DOMO_TOKEN_INPUT_ERROR_CHARACTER },
    { "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOjI3", DOMO_TOKEN_INPUT_ERROR_BROKEN },
    { "eyJjdXN0b21lcklkIjoibW1tbS0wMDEy", DOMO_TOKEN_INPUT_ERROR_BROKEN },
    { "Authorization: Bearer abc", DOMO_TOKEN_INPUT_ERROR_BROKEN },
    { "x-domo-authentication: abc", DOMO_TOKEN_INPUT_ERROR_BROKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoToken) token = read_input (rows[i].input, NULL, &error);
    g_autofree char *shown = g_strescape (rows[i].input, NULL);

    g_test_message ("%s", shown);
    g_assert_null (token);
    g_assert_error (error, DOMO_TOKEN_INPUT_ERROR, (int)rows[i].code);
    g_assert_false (*rows[i].input && strstr (error->message, rows[i].input));
  }
}

/* Whatever comes, of whatever length: an answer, and no crash. */
static void
test_hostile (void)
{
  g_autofree char *long_text = g_strnfill (64 * 1024 + 1, 'A');
  g_autofree char *quotes = g_strnfill (10000, '\'');
  g_autofree char *lines = g_strnfill (60000, '\n');
  g_autofree char *names = NULL;
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (DomoSecret) with_nul = domo_secret_new ("DDCI\0x", 6);
  g_autoptr (DomoSecret) nul = domo_secret_new ("\0", 1);
  g_autoptr (GError) error = NULL;
  const char *const texts[] = { quotes,
                                lines,
                                ":",
                                "=",
                                ":=",
                                "a=",
                                "a==",
                                "=a",
                                "-H",
                                "Bearer",
                                "Bearer ",
                                "export",
                                "$env:",
                                "$env:TOKEN=",
                                "TOKEN=TOKEN=TOKEN=a",
                                "%",
                                "%%%",
                                "\\",
                                ";;;;",
                                "\"",
                                "“",
                                "x-domo-authentication:\n:" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    DomoToken *token = read_input (texts[i], NULL, NULL);

    g_clear_object (&token);
  }
  for (guint i = 0; i < 4000; i++)
    g_string_append (many, "A_TOKEN=x\n");
  names = g_strdup (many->str);
  assert_token (names, DOMO_TOKEN_ACCESS, "x", DOMO_DROPPED_VARIABLE | DOMO_DROPPED_LINE_BREAK);

  g_assert_null (read_input (long_text, NULL, &error));
  g_assert_error (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_TOO_LONG);
  g_clear_error (&error);
  g_assert_null (domo_token_new_from_input (with_nul, NULL, &error));
  g_assert_error (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_CHARACTER);
  g_clear_error (&error);
  g_assert_null (domo_token_new_from_input (nul, NULL, &error));
  g_assert_error (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_CHARACTER);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  base64 = g_base64_encode ((const guchar *)SESSION_JSON, strlen (SESSION_JSON));
  session = g_uri_escape_string (base64, NULL, FALSE);

  g_test_add_func ("/token-input/alone", test_alone);
  g_test_add_func ("/token-input/around", test_around);
  g_test_add_func ("/token-input/wrapped", test_wrapped);
  g_test_add_func ("/token-input/encoding", test_encoding);
  g_test_add_func ("/token-input/refused", test_refused);
  g_test_add_func ("/token-input/hostile", test_hostile);

  status = g_test_run ();
  g_free (base64);
  g_free (session);
  return status;
}
