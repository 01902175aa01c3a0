/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-form.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The payload says {"userId":27,"exp":1729146454,"domain":"acme.domo.com"}. */
#define JWT                                                                                        \
  "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjI3LCJleHAiOjE3MjkxNDY0NTQsImRvbWFpbiI6ImFjbWUuZG9tby5jb20ifQ" \
  ".c2ln"
#define SESSION "eyJzaWQiOiJhIn0%3D"
#define ACCESS "DDCI4c7f91e05ab2"

typedef struct {
  DomoTokenKind kind;
  const char *text;
  const char *name;
  const char *variable;
  const char *header; /* with its value */
  const char *uri;
} Row;

static const Row rows[] = {
  { DOMO_TOKEN_SESSION, SESSION, "session", "DOMO_SESSION_TOKEN", "x-domo-authentication: " SESSION,
    "https://acme.domo.com/api/content/v2/users/me" },
  { DOMO_TOKEN_ACCESS, ACCESS, "access", "DOMO_ACCESS_TOKEN", "x-domo-developer-token: " ACCESS,
    "https://acme.domo.com/api/content/v2/users/me" },
  { DOMO_TOKEN_BEARER, JWT, "bearer", "DOMO_BEARER_TOKEN", "Authorization: Bearer " JWT,
    "https://api.domo.com/v1/users/27" },
};

static DomoToken *
make_token (DomoTokenKind kind, const char *text)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  return domo_token_new (kind, secret);
}

/* @instance: nullable. Returns: (transfer full): @text in that form */
static char *
write_form (VstTokenForm form, DomoTokenKind kind, const char *text, const char *instance)
{
  g_autoptr (DomoToken) token = make_token (kind, text);
  g_autoptr (DomoInstance) at = instance ? domo_instance_new (instance, NULL) : NULL;
  g_autoptr (DomoSecret) written = vst_token_form_write (form, token, at);

  return g_strdup (domo_secret_get_text (written));
}

static void
test_names (void)
{
  static const char *const names[] = { "raw", "header", "curl", "env", "export", "json" };
  static const char *const others[] = { "", "Raw", "raw ", "yaml", NULL };
  VstTokenForm form = VST_TOKEN_FORM_RAW;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_true (vst_token_form_from_name (names[i], &form));
    g_assert_cmpint (form, ==, i);
  }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (vst_token_form_from_name (others[i], &form));
}

static void
test_variable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoToken) token = make_token (rows[i].kind, rows[i].text);

    g_assert_cmpstr (vst_token_form_get_variable (token), ==, rows[i].variable);
  }
}

static void
test_raw_and_header (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *raw = write_form (VST_TOKEN_FORM_RAW, rows[i].kind, rows[i].text, "acme");
    g_autofree char *header =
        write_form (VST_TOKEN_FORM_HEADER, rows[i].kind, rows[i].text, "acme");

    g_assert_cmpstr (raw, ==, rows[i].text);
    g_assert_cmpstr (header, ==, rows[i].header);
  }
}

static void
test_env (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_ENV, rows[i].kind, rows[i].text, "acme");
    g_autofree char *alone = write_form (VST_TOKEN_FORM_ENV, rows[i].kind, rows[i].text, NULL);
    g_autofree char *line = g_strdup_printf ("%s=%s", rows[i].variable, rows[i].text);
    g_autofree char *expected = g_strdup_printf ("DOMO_INSTANCE=acme\n%s", line);

    g_assert_cmpstr (text, ==, expected);
    g_assert_cmpstr (alone, ==, line);
  }
}

static void
test_export (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_EXPORT, rows[i].kind, rows[i].text, "acme");
    g_autofree char *alone = write_form (VST_TOKEN_FORM_EXPORT, rows[i].kind, rows[i].text, NULL);
    g_autofree char *line = g_strdup_printf ("export %s='%s'", rows[i].variable, rows[i].text);
    g_autofree char *expected = g_strdup_printf ("export DOMO_INSTANCE='acme'\n%s", line);

    g_assert_cmpstr (text, ==, expected);
    g_assert_cmpstr (alone, ==, line);
  }
}

/* The words that a shell makes of @command. */
static void
test_curl (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_CURL, rows[i].kind, rows[i].text, "acme");
    g_auto (GStrv) words = NULL;
    g_autoptr (GError) error = NULL;

    g_shell_parse_argv (text, NULL, &words, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_strv_length (words), ==, 4);
    g_assert_cmpstr (words[0], ==, "curl");
    g_assert_cmpstr (words[1], ==, "-H");
    g_assert_cmpstr (words[2], ==, rows[i].header);
    g_assert_cmpstr (words[3], ==, rows[i].uri);
  }
}

/* A test server is both APIs; a client whose answer named no instance asks the platform. */
static void
test_curl_elsewhere (void)
{
  g_autofree char *session =
      write_form (VST_TOKEN_FORM_CURL, DOMO_TOKEN_SESSION, "x", "http://127.0.0.1:8080");
  g_autofree char *bearer =
      write_form (VST_TOKEN_FORM_CURL, DOMO_TOKEN_BEARER, JWT, "http://127.0.0.1:8080");
  g_autofree char *alone = write_form (VST_TOKEN_FORM_CURL, DOMO_TOKEN_BEARER, JWT, NULL);

  g_assert_true (g_str_has_suffix (session, " 'http://127.0.0.1:8080/api/content/v2/users/me'"));
  g_assert_true (g_str_has_suffix (bearer, " 'http://127.0.0.1:8080/v1/users/27'"));
  g_assert_true (g_str_has_suffix (alone, " 'https://api.domo.com/v1/users/27'"));
}

static void
test_json (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_JSON, rows[i].kind, rows[i].text, "acme");
    g_autoptr (JsonNode) node = json_from_string (text, NULL);
    g_auto (GStrv) header = g_strsplit (rows[i].header, ":", 2);
    JsonObject *object;

    g_assert_null (strchr (text, '\n'));
    g_assert_true (node && JSON_NODE_HOLDS_OBJECT (node));
    object = json_node_get_object (node);
    g_assert_cmpuint (json_object_get_size (object), ==, 5);
    g_assert_cmpstr (json_object_get_string_member (object, "instance"), ==, "acme");
    g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, rows[i].name);
    g_assert_cmpstr (json_object_get_string_member (object, "header"), ==, header[0]);
    g_assert_cmpstr (json_object_get_string_member (object, "token"), ==, rows[i].text);
    if (rows[i].kind == DOMO_TOKEN_BEARER)
      g_assert_cmpstr (json_object_get_string_member (object, "expires"), ==,
                       "2024-10-17T06:27:34Z");
    else
      g_assert_true (json_object_get_null_member (object, "expires"));
  }
}

static void
test_json_without_instance (void)
{
  g_autofree char *text = write_form (VST_TOKEN_FORM_JSON, DOMO_TOKEN_BEARER, JWT, NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  g_assert_true (json_object_get_null_member (json_node_get_object (node), "instance"));
}

/* ------------------------------------------------------------------------------- hostile tokens */

/* A server or a person may give anything as a token; what a shell would make of it is not run. */
static const char *const hostile[] = {
  "it's",
  "'",
  "''",
  "'; touch /tmp/owned; '",
  "\"double\"",
  "a b  c",
  " leading and trailing ",
  "$HOME",
  "${HOME}",
  "$(id)",
  "`id`",
  "a\\b\\",
  "\\'",
  "!history",
  "a;b|c&d>e<f",
  "*?[a-z]{a,b}~",
  "~",
  "#comment",
  "-n",
  "--help",
  "=",
  "a=b",
  "\t",
  "\x01\x02\x7f",
  "über 日本語 🔑",
  "\xff\xfe\x80",
  "%s%n%d",
  "\u202e",
};

/* What a real shell reads back: @command prints it. */
static char *
run_shell (const char *script)
{
  const char *argv[] = { "sh", "-c", script, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return g_steal_pointer (&output);
}

static void
test_hostile_export (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *text =
        write_form (VST_TOKEN_FORM_EXPORT, DOMO_TOKEN_ACCESS, hostile[i], "acme");
    g_autofree char *script =
        g_strdup_printf ("%s\nprintf '%%s|%%s' \"$DOMO_INSTANCE\" \"$DOMO_ACCESS_TOKEN\"", text);
    g_autofree char *expected = g_strdup_printf ("acme|%s", hostile[i]);
    g_autofree char *output = run_shell (script);

    g_assert_cmpstr (output, ==, expected);
  }
}

/* A .env file is read by a shell ("set -a; . ./.env") as often as by a library. */
static void
test_hostile_env (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_ENV, DOMO_TOKEN_ACCESS, hostile[i], "acme");
    g_autofree char *script = g_strdup_printf ("HOME=/home\nset -a\n%s\nset +a\nprintf '%%s|%%s' "
                                               "\"$DOMO_INSTANCE\" \"$DOMO_ACCESS_TOKEN\"",
                                               text);
    g_autofree char *expected = g_strdup_printf ("acme|%s", hostile[i]);
    g_autofree char *output = run_shell (script);

    g_assert_cmpstr (output, ==, expected);
  }
}

static void
test_hostile_curl (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_CURL, DOMO_TOKEN_ACCESS, hostile[i], "acme");
    g_autofree char *script = g_strdup_printf ("curl () { printf '%%s|' \"$@\"; }\n%s", text);
    g_autofree char *expected = g_strdup_printf ("-H|x-domo-developer-token: %s|"
                                                 "https://acme.domo.com/api/content/v2/users/me|",
                                                 hostile[i]);
    g_autofree char *output = run_shell (script);

    g_assert_cmpstr (output, ==, expected);
  }
}

/* What is no UTF-8 is no token: the keyring and the parser of answers leave it out. */
static void
test_hostile_json (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *text = write_form (VST_TOKEN_FORM_JSON, DOMO_TOKEN_ACCESS, hostile[i], "acme");
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = NULL;

    g_assert_null (strchr (text, '\n'));
    if (!g_utf8_validate (hostile[i], -1, NULL))
      continue;
    node = json_from_string (text, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "token"), ==,
                     hostile[i]);
  }
}

/* An instance comes from a keyring that others write to: a vanity host is the oddest that is one.
 */
static void
test_instance (void)
{
  static const char *const instances[] = { "data.acme.com", "acme.demo.domo.com",
                                           "http://127.0.0.1:8080", "http://[::1]:8080" };
  static const char *const names[] = { "data.acme.com", "acme.demo", "127.0.0.1:8080",
                                       "[::1]:8080" };

  for (gsize i = 0; i < G_N_ELEMENTS (instances); i++) {
    static const VstTokenForm forms[] = { VST_TOKEN_FORM_ENV, VST_TOKEN_FORM_EXPORT };

    for (gsize f = 0; f < G_N_ELEMENTS (forms); f++) {
      g_autofree char *text = write_form (forms[f], DOMO_TOKEN_ACCESS, ACCESS, instances[i]);
      g_autofree char *script = g_strdup_printf ("%s\nprintf '%%s' \"$DOMO_INSTANCE\"", text);
      g_autofree char *output = run_shell (script);

      g_assert_cmpstr (output, ==, names[i]);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/token-form/names", test_names);
  g_test_add_func ("/vst/token-form/variable", test_variable);
  g_test_add_func ("/vst/token-form/raw-and-header", test_raw_and_header);
  g_test_add_func ("/vst/token-form/env", test_env);
  g_test_add_func ("/vst/token-form/export", test_export);
  g_test_add_func ("/vst/token-form/curl", test_curl);
  g_test_add_func ("/vst/token-form/curl-elsewhere", test_curl_elsewhere);
  g_test_add_func ("/vst/token-form/json", test_json);
  g_test_add_func ("/vst/token-form/json-without-instance", test_json_without_instance);
  g_test_add_func ("/vst/token-form/hostile/export", test_hostile_export);
  g_test_add_func ("/vst/token-form/hostile/env", test_hostile_env);
  g_test_add_func ("/vst/token-form/hostile/curl", test_hostile_curl);
  g_test_add_func ("/vst/token-form/hostile/json", test_hostile_json);
  g_test_add_func ("/vst/token-form/instance", test_instance);
  return g_test_run ();
}
