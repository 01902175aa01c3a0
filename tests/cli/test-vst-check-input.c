/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-check-input.h"

#include <string.h>

#include "domo-error.h"

#define SECRET "Pl4nted-kumquat"

static void
parse (VstCheckInput *input, const char *line)
{
  vst_check_input_parse (input, line, strlen (line), 7);
}

static void
assert_good (const VstCheckInput *input)
{
  g_assert_no_error (input->error);
  g_assert_nonnull (input->credential);
}

/* It says which line, and nothing that is secret. */
static void
assert_refused (const VstCheckInput *input, const char *words)
{
  g_assert_error (input->error, DOMO_ERROR, DOMO_ERROR_INPUT);
  g_assert_null (input->credential);
  g_test_message ("%s", input->error->message);
  g_assert_true (g_str_has_prefix (input->error->message, "line 7: "));
  g_assert_null (strstr (input->error->message, SECRET));
  if (words)
    g_assert_nonnull (strstr (input->error->message, words));
}

/* ------------------------------------------------------------------------------- what is good */

static void
test_password (void)
{
  g_auto (VstCheckInput) input = { NULL };

  parse (&input,
         "{\"instance\":\"acme\",\"username\":\"jae.wilson@acme.com\",\"password\":\"" SECRET
         "\"}");
  assert_good (&input);
  g_assert_null (input.id);
  g_assert_cmpint (domo_credential_get_method (input.credential), ==, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (domo_instance_get_host (domo_credential_get_instance (input.credential)), ==,
                   "acme.domo.com");
  g_assert_cmpstr (domo_instance_get_name (input.instance), ==, "acme");
  g_assert_cmpstr (domo_credential_get_user_name (input.credential), ==, "jae.wilson@acme.com");
  g_assert_cmpstr (domo_secret_get_text (domo_credential_get_secret (input.credential)), ==,
                   SECRET);
}

static void
test_access_token (void)
{
  g_auto (VstCheckInput) input = { NULL };

  parse (&input,
         " {\"access_token\" : \"" SECRET "\", \"instance\" : \"https://acme.domo.com/x\"} ");
  assert_good (&input);
  g_assert_cmpint (domo_credential_get_method (input.credential), ==, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_cmpstr (domo_instance_get_name (input.instance), ==, "acme");
  g_assert_null (domo_credential_get_user_name (input.credential));
  g_assert_cmpstr (domo_secret_get_text (domo_credential_get_secret (input.credential)), ==,
                   SECRET);
}

/* The instance is what must answer; a test server alone is asked in the platform's place. */
static void
test_client (void)
{
  static const struct {
    const char *instance; /* as it stands in the line */
    const char *name;     /* of what was given */
    gboolean is_asked;
  } rows[] = {
    { "", NULL, FALSE },
    { ",\"instance\":null", NULL, FALSE },
    { ",\"instance\":\"acme\"", "acme", FALSE },
    { ",\"instance\":\"http://127.0.0.1:8080\"", "127.0.0.1:8080", TRUE },
    { ",\"instance\":\"[::1]:8080\"", "[::1]:8080", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (VstCheckInput) input = { NULL };
    g_autofree char *line = g_strdup_printf (
        "{\"client_id\":\"the-client\",\"client_secret\":\"%s\"%s}", SECRET, rows[i].instance);

    g_test_message ("%s", line);
    parse (&input, line);
    assert_good (&input);
    g_assert_cmpint (domo_credential_get_method (input.credential), ==, DOMO_METHOD_CLIENT);
    g_assert_cmpstr (domo_credential_get_user_name (input.credential), ==, "the-client");
    g_assert_cmpstr (domo_secret_get_text (domo_credential_get_secret (input.credential)), ==,
                     SECRET);
    g_assert_cmpstr (input.instance ? domo_instance_get_name (input.instance) : NULL, ==,
                     rows[i].name);
    g_assert_true ((domo_credential_get_instance (input.credential) != NULL) == rows[i].is_asked);
  }
}

/* What a password may hold: no rule of ours stands in its way. */
static void
test_odd_secrets (void)
{
  static const struct {
    const char *json;
    const char *expected;
  } rows[] = {
    { "a \\\"quote\\\" : {[,]}", "a \"quote\" : {[,]}" },
    { "\\u00fcber\\n\\t\\\\", "über\n\t\\" },
    { " ", " " },
    { "\\ud83d\\udd11", "🔑" },
    { "日本語", "日本語" },
    { "'", "'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (VstCheckInput) input = { NULL };
    g_autofree char *line = g_strdup_printf (
        "{\"instance\":\"acme\",\"username\":\"jae\",\"password\":\"%s\"}", rows[i].json);

    parse (&input, line);
    assert_good (&input);
    g_assert_cmpstr (domo_secret_get_text (domo_credential_get_secret (input.credential)), ==,
                     rows[i].expected);
  }
}

/* Members that are of no concern here are let be. */
static void
test_other_members (void)
{
  g_auto (VstCheckInput) input = { NULL };

  parse (&input, "{\"note\":{\"note\":{\"password\":\"x\"},\"a\":[{\"note\":1},{\"note\":2}]},"
                 "\"instance\":\"acme\",\"access_token\":\"" SECRET "\",\"team\":null}");
  assert_good (&input);
}

/* ------------------------------------------------------------------------------------- the id */

static void
test_id (void)
{
  static const char *const ids[] = {
    "\"a row\"",
    "\"\"",
    "17",
    "-17",
    "9223372036854775807",
    "1.5",
    "true",
    "false",
    "null",
    "[1,\"two\",[null]]",
    "{\"a\":{\"b\":[1]},\"c\":\"d:e\"}",
    "\"\\\"quoted\\\" \\\\ \\u00fc\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_auto (VstCheckInput) input = { NULL };
    g_autoptr (JsonNode) expected = json_from_string (ids[i], NULL);
    g_autofree char *line = g_strdup_printf (
        "{\"id\":%s,\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}", ids[i]);

    g_test_message ("%s", ids[i]);
    parse (&input, line);
    assert_good (&input);
    g_assert_nonnull (input.id);
    g_assert_true (json_node_equal (input.id, expected));
  }
}

/* A line that is refused is told by its id as well. */
static void
test_id_of_refused (void)
{
  static const char *const members[] = {
    "",
    ",\"instance\":\"acme\"",
    ",\"instance\":\"a b\",\"access_token\":\"" SECRET "\"",
    ",\"instance\":5,\"access_token\":\"" SECRET "\"",
    ",\"password\":\"" SECRET "\",\"access_token\":\"" SECRET "\"",
    ",\"instance\":\"acme\",\"password\":\"" SECRET "\"",
    ",\"client_secret\":\"" SECRET "\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_auto (VstCheckInput) input = { NULL };
    g_autofree char *line = g_strdup_printf ("{\"id\":\"row\"%s}", members[i]);

    parse (&input, line);
    assert_refused (&input, NULL);
    g_assert_nonnull (input.id);
    g_assert_cmpstr (json_node_get_string (input.id), ==, "row");
  }
}

/* -------------------------------------------------------------------------------- what is not */

static void
test_refused (void)
{
  static const struct {
    const char *line;
    const char *words;
  } rows[] = {
    { "", "empty" },
    { " \t", "empty" },
    /* no JSON object */
    { "x", "JSON" },
    { "acme,jae," SECRET, "JSON" },
    { "null", "JSON" },
    { "17", "JSON" },
    { "\"" SECRET "\"", "JSON" },
    { "[]", "JSON" },
    { "[{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}]", "JSON" },
    { "{", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET, "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}}", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"} x", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}{}", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\",}", "JSON" },
    { "{\"instance\":\"acme\" \"access_token\":\"" SECRET "\"}", "JSON" },
    { "{'instance':'acme','access_token':'" SECRET "'}", "JSON" },
    { "{instance:\"acme\",access_token:\"" SECRET "\"}", "JSON" },
    { "/* */{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}", "JSON" },
    { "\xef\xbb\xbf{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}", "JSON" },
    /* not UTF-8 */
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\xff\"}", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"\xc0\xaf\"}", "JSON" },
    { "{\"instance\":\"acme\",\"access_token\":\"\xed\xa0\x80\"}", "JSON" },
    /* a NUL that is written */
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\\u0000x\"}", "JSON" },
    /* what is missing */
    { "{}", "missing" },
    { "{\"instance\":\"acme\"}", "missing" },
    { "{\"instance\":\"acme\",\"username\":\"jae\"}", "missing" },
    { "{\"instance\":\"acme\",\"password\":\"" SECRET "\"}", "username" },
    { "{\"instance\":\"acme\",\"username\":\"\",\"password\":\"" SECRET "\"}", "username" },
    { "{\"instance\":\"acme\",\"username\":17,\"password\":\"" SECRET "\"}", "username" },
    { "{\"instance\":\"acme\",\"username\":null,\"password\":\"" SECRET "\"}", "username" },
    { "{\"username\":\"jae\",\"password\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":null,\"username\":\"jae\",\"password\":\"" SECRET "\"}", "instance" },
    { "{\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"client_secret\":\"" SECRET "\"}", "client_id" },
    { "{\"client_id\":\"\",\"client_secret\":\"" SECRET "\"}", "client_id" },
    { "{\"client_id\":\"the-client\"}", "missing" },
    { "{\"instance\":\"acme\",\"access_token\":\"\"}", "missing" },
    { "{\"instance\":\"acme\",\"access_token\":null}", "missing" },
    { "{\"instance\":\"acme\",\"access_token\":17}", "missing" },
    { "{\"instance\":\"acme\",\"access_token\":[\"" SECRET "\"]}", "missing" },
    { "{\"instance\":\"acme\",\"access_token\":{\"a\":\"" SECRET "\"}}", "missing" },
    /* more than one secret, so that nobody knows which is meant */
    { "{\"instance\":\"acme\",\"username\":\"jae\",\"password\":\"" SECRET
      "\",\"access_token\":\"" SECRET "\"}",
      "more than one" },
    { "{\"client_id\":\"c\",\"client_secret\":\"" SECRET "\",\"password\":\"" SECRET "\"}",
      "more than one" },
    { "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\",\"password\":null}",
      "more than one" },
    /* no instance */
    { "{\"instance\":\"\",\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":\"a b\",\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":\"acme/evil\",\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":\"user@host\",\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":\"http://acme.domo.com\",\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":17,\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":[\"acme\"],\"access_token\":\"" SECRET "\"}", "instance" },
    { "{\"instance\":{},\"client_id\":\"c\",\"client_secret\":\"" SECRET "\"}", "instance" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (VstCheckInput) input = { NULL };

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    parse (&input, rows[i].line);
    assert_refused (&input, rows[i].words);
  }
}

static void
test_nul (void)
{
  static const char line[] = "{\"instance\":\"acme\",\"access_token\":\"Pl4nted\0kumquat\"}";
  static const char behind[] = "{\"instance\":\"acme\",\"access_token\":\"x\"}\0";
  static const char alone[] = "\0\0";
  g_auto (VstCheckInput) first = { NULL };
  g_auto (VstCheckInput) second = { NULL };
  g_auto (VstCheckInput) third = { NULL };

  vst_check_input_parse (&first, line, sizeof line - 1, 7);
  assert_refused (&first, "JSON");
  vst_check_input_parse (&second, behind, sizeof behind - 1, 7);
  assert_refused (&second, "JSON");
  vst_check_input_parse (&third, alone, sizeof alone - 1, 7);
  assert_refused (&third, "JSON");
}

/* No more is read than was given, which does not end with a NUL. */
static void
test_length (void)
{
  g_auto (VstCheckInput) input = { NULL };
  static const char text[] = "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}, and more";
  gsize length = strlen (text) - strlen (", and more");
  g_autofree char *line = g_memdup2 (text, length);

  vst_check_input_parse (&input, line, length, 7);
  assert_good (&input);
}

/* json-glib keeps the last of two: whoever wrote the line may have meant the first. */
static void
test_twice (void)
{
  static const char *const lines[] = {
    "{\"instance\":\"acme\",\"access_token\":\"" SECRET "\",\"access_token\":\"x\"}",
    "{\"instance\":\"acme\",\"instance\":\"evil\",\"access_token\":\"" SECRET "\"}",
    "{\"instance\":\"acme\",\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}",
    "{\"id\":1,\"id\":2,\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}",
    "{\"note\":1,\"instance\":\"acme\",\"note\":2,\"access_token\":\"" SECRET "\"}",
    "{\"\":1,\"\":2,\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}",
    /* inside of what is echoed, and of what is passed over */
    "{\"id\":{\"a\":1,\"a\":2},\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}",
    "{\"id\":[{\"b\":[{\"a\":1,\"\\u0061\":1}]}],\"instance\":\"acme\",\"access_token\":\"" SECRET
    "\"}",
    "{\"note\":{\"a\":{\"b\":1},\"a\":{}},\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}",
    /* the same name, written otherwise */
    "{\"instance\":\"acme\",\"\\u0069nstance\":\"evil\",\"access_token\":\"" SECRET "\"}",
    "{\"a\\\"b\":1,\"a\\u0022b\":2,\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}",
    "{\"instance\" : \"acme\",\"instance\"\t:\t\"evil\",\"access_token\":\"" SECRET "\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_auto (VstCheckInput) input = { NULL };

    g_test_message ("%s", lines[i]);
    parse (&input, lines[i]);
    assert_refused (&input, "twice");
  }
}

/* What only looks as if it stood twice: colons and names inside texts and inside other objects. */
static void
test_not_twice (void)
{
  static const char *const members[] = {
    "\"note\":\"instance\\\":\\\"evil\"",
    "\"note\":\"a:b:c\"",
    "\"note:\":\"\\\\\"",
    "\"a\\\":\":1",
    "\"note\":\"\\\\\\\":\"",
    "\"note\":{\"instance\":\"evil\"},\"other\":{\"instance\":\"worse\"}",
    "\"note\":[{\"instance\":1},{\"instance\":2},[{\"a\":{\"b\":1}}]]",
    "\"note\":\"}\",\"other\":\"{\"",
    "\"note\":\"]\",\"other\":\"[\",\"third\":\":\"",
    "\"Instance\":1,\"INSTANCE\":2",
    "\"instance \":1",
    "\"note\":{},\"other\":[]",
    "\"note\" : 1 , \"other\"\t:\ttrue",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_auto (VstCheckInput) input = { NULL };
    g_autofree char *line =
        g_strdup_printf ("{%s,\"instance\":\"acme\",\"access_token\":\"" SECRET "\"}", members[i]);

    g_test_message ("%s", line);
    parse (&input, line);
    assert_good (&input);
    g_assert_cmpstr (domo_instance_get_name (input.instance), ==, "acme");
  }
}

static char *
nest (const char *opening, const char *closing, guint depth)
{
  GString *text = g_string_new ("{\"instance\":\"acme\",\"access_token\":\"x\",\"id\":");

  for (guint i = 0; i < depth; i++)
    g_string_append (text, opening);
  g_string_append (text, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, closing);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* json-glib itself knows no limit, and a stack has one. */
static void
test_deep (void)
{
  static const struct {
    guint depth;
    gboolean is_good;
  } rows[] = { { 20, TRUE }, { 63, TRUE }, { 64, FALSE }, { 1000, FALSE }, { 200000, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *arrays = nest ("[", "]", rows[i].depth);
    g_autofree char *objects = nest ("{\"a\":", "}", rows[i].depth);
    g_autofree char *open = nest ("[", "", rows[i].depth);
    const char *const lines[] = { arrays, objects, open };

    for (gsize n = 0; n < G_N_ELEMENTS (lines); n++) {
      g_auto (VstCheckInput) input = { NULL };

      parse (&input, lines[n]);
      if (rows[i].is_good && n < 2)
        assert_good (&input);
      else
        assert_refused (&input, "JSON");
    }
  }
}

/* Any byte at any place: one answer, whichever it is. */
static void
test_any_byte (void)
{
  static const char line[] =
      "{\"id\":[1,{\"a\":\"b\"}],\"instance\":\"acme\",\"password\":\"p:\\\"w\","
      "\"username\":\"j\"}";

  for (gsize at = 0; at < sizeof line - 1; at++)
    for (int byte = 0; byte < 256; byte++) {
      g_auto (VstCheckInput) input = { NULL };
      g_autofree char *spoilt = g_memdup2 (line, sizeof line - 1);

      spoilt[at] = (char)byte;
      vst_check_input_parse (&input, spoilt, sizeof line - 1, 7);
      g_assert_true ((input.credential != NULL) == (input.error == NULL));
    }
}

static void
test_cut (void)
{
  static const char line[] =
      "{\"id\":[1,{\"a\":\"b\"}],\"instance\":\"acme\",\"password\":\"p:\\\"w\","
      "\"username\":\"j\"}";

  for (gsize length = 0; length < sizeof line - 1; length++) {
    g_auto (VstCheckInput) input = { NULL };
    g_autofree char *part = g_memdup2 (line, length + 1);

    vst_check_input_parse (&input, part, length, 7);
    assert_refused (&input, NULL);
  }
}

static void
test_refuse (void)
{
  g_auto (VstCheckInput) input = { NULL };

  vst_check_input_refuse (&input, G_GUINT64_CONSTANT (12345678901), "it is longer than 1 MiB");
  g_assert_error (input.error, DOMO_ERROR, DOMO_ERROR_INPUT);
  g_assert_cmpstr (input.error->message, ==, "line 12345678901: it is longer than 1 MiB");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/check-input/password", test_password);
  g_test_add_func ("/vst/check-input/access-token", test_access_token);
  g_test_add_func ("/vst/check-input/client", test_client);
  g_test_add_func ("/vst/check-input/odd-secrets", test_odd_secrets);
  g_test_add_func ("/vst/check-input/other-members", test_other_members);
  g_test_add_func ("/vst/check-input/id", test_id);
  g_test_add_func ("/vst/check-input/id-of-refused", test_id_of_refused);
  g_test_add_func ("/vst/check-input/refused", test_refused);
  g_test_add_func ("/vst/check-input/nul", test_nul);
  g_test_add_func ("/vst/check-input/length", test_length);
  g_test_add_func ("/vst/check-input/twice", test_twice);
  g_test_add_func ("/vst/check-input/not-twice", test_not_twice);
  g_test_add_func ("/vst/check-input/deep", test_deep);
  g_test_add_func ("/vst/check-input/any-byte", test_any_byte);
  g_test_add_func ("/vst/check-input/cut", test_cut);
  g_test_add_func ("/vst/check-input/refuse", test_refuse);
  return g_test_run ();
}
