/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-form.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "hostile.h"
#include "test-support.h"
#include "vst-practice.h"

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

/* @instance: nullable. Returns: (transfer full): @text in that form; of somebody who is stored */
static char *
write_form (VstTokenForm form, DomoTokenKind kind, const char *text, const char *instance)
{
  g_autoptr (DomoToken) token = make_token (kind, text);
  g_autoptr (DomoInstance) at = instance ? domo_instance_new (instance, NULL) : NULL;
  const VstTokenSubject subject = {
    .token = token,
    .instance = at,
    .user = kind == DOMO_TOKEN_BEARER ? "3b6f0c52" : "jae.wilson@acme.com",
    .account_id = "6d1f",
  };
  g_autoptr (DomoSecret) written = vst_token_form_write (form, &subject);

  return g_strdup (domo_secret_get_text (written));
}

static void
test_names (void)
{
  static const char *const names[] = { "raw",
                                       "header",
                                       "json",
                                       "env",
                                       "export",
                                       "curl",
                                       "python-domolibrary",
                                       "python-pydomo",
                                       "node",
                                       "powershell",
                                       "java",
                                       "curl-safe",
                                       "curl-redacted" };
  static const char *const others[] = { "", "Raw", "raw ", "yaml", NULL };
  VstTokenForm form = VST_TOKEN_FORM_RAW;

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == VST_TOKEN_N_FORMS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_true (vst_token_form_from_name (names[i], &form));
    g_assert_cmpint (form, ==, i);
    g_assert_cmpstr (vst_token_form_get_name (form), ==, names[i]);
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
    g_assert_cmpuint (json_object_get_size (object), ==, 6);
    g_assert_false (json_object_get_boolean_member (object, "expires_typed"));
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

/* What a person typed in the window goes along, and what the token says itself before it. */
static void
test_json_typed_end (void)
{
  static const struct {
    DomoTokenKind kind;
    const char *text;
    gboolean is_typed;
  } tokens[] = { { DOMO_TOKEN_ACCESS, ACCESS, TRUE }, { DOMO_TOKEN_BEARER, JWT, FALSE } };
  const VstRecordFields fields = { .id = "6d1f",
                                   .instance = "acme",
                                   .method = DOMO_METHOD_ACCESS_TOKEN,
                                   .expires = G_GINT64_CONSTANT (1588982399000) };
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (VstAccount) account = vst_account_new (record);

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autoptr (DomoToken) token = make_token (tokens[i].kind, tokens[i].text);
    g_autoptr (DomoSecret) text = NULL;
    g_autoptr (JsonNode) node = NULL;
    JsonObject *object;
    VstTokenSubject subject;

    vst_token_subject_init (&subject, account, token, NULL, TRUE);
    text = vst_token_form_write (VST_TOKEN_FORM_JSON, &subject);
    node = json_from_string (domo_secret_get_text (text), NULL);
    object = json_node_get_object (node);
    g_assert_cmpint (json_object_get_boolean_member (object, "expires_typed"), ==,
                     tokens[i].is_typed);
    g_assert_cmpint (
        g_strcmp0 (json_object_get_string_member (object, "expires"), "2020-05-08T23:59:59Z") == 0,
        ==, tokens[i].is_typed);
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

/* ---------------------------------------------------------------------------------- is it offered?
 */

static gboolean
is_offered (VstTokenForm form, DomoTokenKind kind, const char *text, const char *instance)
{
  g_autoptr (DomoToken) token = make_token (kind, text);
  g_autoptr (DomoInstance) at = instance ? domo_instance_new (instance, NULL) : NULL;
  const VstTokenSubject subject = { .token = token, .instance = at, .account_id = "6d1f" };

  return vst_token_form_is_offered (form, &subject);
}

/* pydomo and Java get their token themselves, with a client's secret. */
static void
test_offered (void)
{
  for (VstTokenForm form = 0; form < VST_TOKEN_N_FORMS; form++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
      gboolean wants_client = form == VST_TOKEN_FORM_PYTHON_PYDOMO || form == VST_TOKEN_FORM_JAVA;

      g_assert_cmpint (is_offered (form, rows[i].kind, rows[i].text, "acme"), ==,
                       !wants_client || rows[i].kind == DOMO_TOKEN_BEARER);
    }
}

static void
test_offered_elsewhere (void)
{
  /* domolibrary puts ".domo.com" behind what it is given. */
  g_assert_true (is_offered (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, DOMO_TOKEN_ACCESS, ACCESS,
                             "acme.demo.domo.com"));
  g_assert_false (
      is_offered (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, DOMO_TOKEN_ACCESS, ACCESS, "data.acme.com"));
  g_assert_false (is_offered (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, DOMO_TOKEN_ACCESS, ACCESS,
                              "http://127.0.0.1:8080"));
  g_assert_false (
      is_offered (VST_TOKEN_FORM_JAVA, DOMO_TOKEN_BEARER, JWT, "http://127.0.0.1:8080"));
  /* A client's answer may not name the instance, and the request does not need it. */
  for (VstTokenForm form = 0; form < VST_TOKEN_N_FORMS; form++)
    g_assert_true (is_offered (form, DOMO_TOKEN_BEARER, JWT, NULL));
  /* Whose it is, it does need. */
  g_assert_false (is_offered (VST_TOKEN_FORM_CURL, DOMO_TOKEN_BEARER, "a.b.c", NULL));
  g_assert_true (is_offered (VST_TOKEN_FORM_HEADER, DOMO_TOKEN_BEARER, "a.b.c", NULL));
}

/* A header ends at the end of its line. */
static void
test_offered_characters (void)
{
  static const VstTokenForm headers[] = {
    VST_TOKEN_FORM_HEADER, VST_TOKEN_FORM_CURL,       VST_TOKEN_FORM_CURL_SAFE,
    VST_TOKEN_FORM_NODE,   VST_TOKEN_FORM_POWERSHELL, VST_TOKEN_FORM_PYTHON_DOMOLIBRARY
  };
  static const char *const bad[] = { "a\nb", "a\rb", "a\r\nx: y", "\x01", "a\x7f", " a", "a ", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (bad); j++)
      g_assert_false (is_offered (headers[i], DOMO_TOKEN_ACCESS, bad[j], "acme"));
    g_assert_cmpint (is_offered (headers[i], DOMO_TOKEN_ACCESS, "über", "acme"), ==, i < 3);
    g_assert_true (is_offered (headers[i], DOMO_TOKEN_ACCESS, "a \"'$`\\b", "acme"));
  }
  g_assert_true (is_offered (VST_TOKEN_FORM_ENV, DOMO_TOKEN_ACCESS, "\xff\n", "acme"));
  g_assert_false (is_offered (VST_TOKEN_FORM_JSON, DOMO_TOKEN_ACCESS, "\xff", "acme"));
}

/* The command line finds what rests in a keyring that outlives the program. */
static void
test_offered_stored (void)
{
  g_autoptr (DomoToken) token = make_token (DOMO_TOKEN_ACCESS, ACCESS);
  g_autoptr (DomoInstance) acme = domo_instance_new ("acme", NULL);
  const VstRecordFields fields = { .id = "6d1f",
                                   .instance = "acme",
                                   .method = DOMO_METHOD_ACCESS_TOKEN };
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (VstAccount) account = vst_account_new (record);
  VstTokenSubject subject;

  vst_token_subject_init (&subject, account, token, acme, TRUE);
  g_assert_null (subject.account_id);
  g_assert_cmpstr (vst_token_form_get_refusal (VST_TOKEN_FORM_CURL_SAFE, &subject), ==,
                   "The token is not in the keyring, where vestibule-cli would find it.");
  g_assert_true (vst_token_form_is_offered (VST_TOKEN_FORM_CURL_REDACTED, &subject));
  subject.account_id = "--force";
  g_assert_false (vst_token_form_is_offered (VST_TOKEN_FORM_CURL_SAFE, &subject));
}

/* Not every reader of a file of variables would read it back. */
static void
test_env_refuses (void)
{
  static const char *const unfit[] = { "a${HOME}b", "a\rb", "ab\\", "a'b$c", "a\\\\b`c" };

  for (gsize i = 0; i < G_N_ELEMENTS (unfit); i++) {
    g_assert_false (is_offered (VST_TOKEN_FORM_ENV, DOMO_TOKEN_ACCESS, unfit[i], "acme"));
    g_assert_true (is_offered (VST_TOKEN_FORM_EXPORT, DOMO_TOKEN_ACCESS, unfit[i], "acme"));
  }
  g_assert_true (is_offered (VST_TOKEN_FORM_ENV, DOMO_TOKEN_ACCESS, "a\"b c#$d`", "acme"));
}

/* ------------------------------------------------------------------------------- without the token
 */

static void
test_without_token (void)
{
  for (VstTokenForm form = 0; form < VST_TOKEN_N_FORMS; form++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
      g_autofree char *text = NULL;

      if (!is_offered (form, rows[i].kind, rows[i].text, "acme"))
        continue;
      text = write_form (form, rows[i].kind, rows[i].text, "acme");
      g_assert_cmpint (strstr (text, rows[i].text) != NULL, ==, vst_token_form_holds_token (form));
      g_assert_false (g_str_has_suffix (text, "\n"));
    }
}

static void
test_redacted (void)
{
  g_autofree char *access =
      write_form (VST_TOKEN_FORM_CURL_REDACTED, DOMO_TOKEN_ACCESS, ACCESS, "acme");
  g_autofree char *bearer =
      write_form (VST_TOKEN_FORM_CURL_REDACTED, DOMO_TOKEN_BEARER, JWT, "acme");

  g_assert_cmpstr (access, ==,
                   "curl -H 'x-domo-developer-token: ••••••••••••' "
                   "'https://acme.domo.com/api/content/v2/users/me'");
  g_assert_cmpstr (bearer, ==,
                   "curl -H 'Authorization: Bearer ••••••••••••' "
                   "'https://api.domo.com/v1/users/27'");
}

static void
test_safe (void)
{
  g_autofree char *text = write_form (VST_TOKEN_FORM_CURL_SAFE, DOMO_TOKEN_ACCESS, ACCESS, "acme");

  g_assert_cmpstr (text, ==,
                   "vestibule-cli token '6d1f' --format header | curl --header @- "
                   "'https://acme.domo.com/api/content/v2/users/me'");
}

/* ------------------------------------------------------------------------------- hostile tokens */

/* What a real shell reads back: @script prints it. */
static char *
run_shell (const char *script)
{
  g_autoptr (GBytes) output = hostile_run ("sh", script);
  gsize length;
  const char *text = g_bytes_get_data (output, &length);

  return g_strndup (text, length);
}

/* A .env file is read by a shell ("set -a; . ./.env") as often as by a library. */
static void
test_hostile_lines (void)
{
  static const VstTokenForm forms[] = { VST_TOKEN_FORM_ENV, VST_TOKEN_FORM_EXPORT };

  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    for (gsize i = 0; hostile_values[i]; i++) {
      g_autofree char *text =
          is_offered (forms[f], DOMO_TOKEN_ACCESS, hostile_values[i], "acme")
              ? write_form (forms[f], DOMO_TOKEN_ACCESS, hostile_values[i], "acme")
              : NULL;
      g_autofree char *script = g_strdup_printf ("HOME=/home\nset -a\n%s\nset +a\nprintf '%%s|%%s' "
                                                 "\"$DOMO_INSTANCE\" \"$DOMO_ACCESS_TOKEN\"",
                                                 text);
      g_autofree char *expected = g_strdup_printf ("acme|%s", hostile_values[i]);
      g_autofree char *output = text ? run_shell (script) : NULL;

      if (text)
        g_assert_cmpstr (output, ==, expected);
    }
}

static void
test_hostile_json (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GBytes) output = NULL;

  for (gsize i = 0; hostile_values[i]; i++) {
    g_autofree char *text =
        write_form (VST_TOKEN_FORM_JSON, DOMO_TOKEN_ACCESS, hostile_values[i], "acme");

    g_assert_null (strchr (text, '\n'));
    g_string_append_printf (all, "%s\n", text);
  }
  if (!hostile_has ("jq"))
    return;
  output = hostile_run ("jq -j .token,.instance", all->str);
  hostile_assert_values (output, "acme", NULL);
}

/* -------------------------------------------------------------------------- requests that are sent
 */

/* A server on this computer that remembers what it was sent. */
typedef struct {
  VstPractice *practice;
} Listener;

static void
listener_set_up (Listener *listener, gconstpointer unused)
{
  const VstFault answer = { .kind = VST_FAULT_ANSWER, .status = 200, .body = "{\"id\":27}" };

  listener->practice = test_practice_new (TEST_CERTIFICATE_NONE);
  vst_practice_set_fault (listener->practice, VST_ROUTE_WHO_AM_I, &answer);
}

static void
listener_tear_down (Listener *listener, gconstpointer unused)
{
  test_settle ();
  g_clear_object (&listener->practice);
}

static void
assert_sent (Listener *listener, const char *token)
{
  static const char name[] = "\nx-domo-developer-token: ";
  GPtrArray *requests = vst_practice_get_requests (listener->practice);
  VstPracticeRequest *request;
  g_autofree char *lines = NULL;
  g_autofree char *folded = NULL;
  const char *found;
  char *value;

  g_assert_cmpuint (requests->len, ==, 1);
  request = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (request->path, ==, "/api/content/v2/users/me");
  lines = g_strconcat ("\n", request->headers, NULL);
  folded = g_ascii_strdown (lines, -1);
  found = strstr (folded, name);
  g_assert_nonnull (found);
  value = lines + (found - folded) + strlen (name);
  *strchr (value, '\n') = '\0';
  g_assert_cmpstr (value, ==, token);
}

/* Lets @interpreter read one token that is made of all that the form can carry: it arrives as it
 * was. */
static void
assert_arrives (Listener *listener, VstTokenForm form, const char *interpreter)
{
  g_autoptr (GString) token = g_string_new ("DDCI");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) output = NULL;

  for (gsize i = 0; hostile_values[i]; i++)
    if (is_offered (form, DOMO_TOKEN_ACCESS, hostile_values[i],
                    vst_practice_get_uri (listener->practice)))
      g_string_append (token, hostile_values[i]);
  g_assert_nonnull (strstr (token->str, "$(id)`id`"));
  text =
      write_form (form, DOMO_TOKEN_ACCESS, token->str, vst_practice_get_uri (listener->practice));
  output = hostile_run (interpreter, text);
  assert_sent (listener, token->str);
}

static void
test_curl_sends (Listener *listener, gconstpointer unused)
{
  if (hostile_has ("curl"))
    assert_arrives (listener, VST_TOKEN_FORM_CURL, "sh");
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* A program in the place of vestibule-cli prints the header; the line holds no more than the id. */
static void
test_safe_curl_sends (Listener *listener, gconstpointer unused)
{
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GBytes) output = NULL;

  if (!hostile_has ("curl"))
    return;
  folder = g_dir_make_tmp ("vestibule-XXXXXX", NULL);
  write_file (folder, "vestibule-cli",
              "#!/bin/sh\n"
              "[ \"$*\" = 'token 6d1f --format header' ] || exit 1\n"
              "echo 'x-domo-developer-token: " ACCESS "'\n");
  text = write_form (VST_TOKEN_FORM_CURL_SAFE, DOMO_TOKEN_ACCESS, ACCESS,
                     vst_practice_get_uri (listener->practice));
  script = g_strdup_printf ("chmod +x '%s/vestibule-cli'; PATH='%s':$PATH\n%s\nrm -r '%s'", folder,
                            folder, text, folder);
  output = hostile_run ("sh", script);
  assert_sent (listener, ACCESS);
}

static gboolean
has_fetch (void)
{
  const char *argv[] = { "node", "-e", "process.exit(typeof fetch === 'function' ? 0 : 1)", NULL };
  int status = 1;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                NULL);
  if (status != 0)
    g_test_skip ("Node is not installed, or older than its fetch()");
  return status == 0;
}

static void
test_node_sends (Listener *listener, gconstpointer unused)
{
  if (has_fetch ())
    assert_arrives (listener, VST_TOKEN_FORM_NODE, "node -");
}

/* ------------------------------------------------------------------------------- what libraries
 * get
 */

/* Modules that stand for the libraries, of the same names, and print what they were given. */
#define LIBRARIES                                                                                  \
  "import json, os, sys, types\n"                                                                  \
  "def take(name):\n"                                                                              \
  "    def it(*words, **named):\n"                                                                 \
  "        print(json.dumps([name, *words, named], sort_keys=True))\n"                             \
  "    return it\n"                                                                                \
  "for name in 'domolibrary', 'domolibrary.client', 'domolibrary.client.DomoAuth', 'pydomo':\n"    \
  "    sys.modules[name] = types.ModuleType(name)\n"                                               \
  "for name in 'DomoFullAuth', 'DomoTokenAuth', 'DomoDeveloperAuth':\n"                            \
  "    setattr(sys.modules['domolibrary.client.DomoAuth'], name, take(name))\n"                    \
  "sys.modules['pydomo'].Domo = take('Domo')\n"                                                    \
  "os.environ.update(DOMO_PASSWORD='p', DOMO_CLIENT_SECRET='s')\n"

static void
assert_call (VstTokenForm form, DomoTokenKind kind, const char *text, const char *expected)
{
  g_autofree char *snippet = write_form (form, kind, text, "acme");
  g_autofree char *script = g_strconcat (LIBRARIES, snippet, NULL);
  g_autoptr (GBytes) output = hostile_run ("python3 -", script);
  gsize length;
  const char *read = g_bytes_get_data (output, &length);
  g_autofree char *call = g_strndup (read, length);

  g_assert_cmpstr (g_strchomp (call), ==, expected);
}

static void
test_python (void)
{
  if (!hostile_has ("python3"))
    return;
  assert_call (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, DOMO_TOKEN_ACCESS, ACCESS,
               "[\"DomoTokenAuth\", {\"domo_access_token\": \"" ACCESS
               "\", \"domo_instance\": \"acme\"}]");
  assert_call (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, DOMO_TOKEN_SESSION, SESSION,
               "[\"DomoFullAuth\", {\"domo_instance\": \"acme\", \"domo_password\": \"p\", "
               "\"domo_username\": \"jae.wilson@acme.com\", \"token\": \"" SESSION "\"}]");
  assert_call (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, DOMO_TOKEN_BEARER, JWT,
               "[\"DomoDeveloperAuth\", {\"domo_client_id\": \"3b6f0c52\", "
               "\"domo_client_secret\": \"s\", \"domo_instance\": \"acme\", \"token\": \"" JWT
               "\"}]");
  assert_call (VST_TOKEN_FORM_PYTHON_PYDOMO, DOMO_TOKEN_BEARER, JWT,
               "[\"Domo\", \"3b6f0c52\", \"s\", {\"api_host\": \"api.domo.com\"}]");
}

/* What the account does not say is read from the environment. */
static void
test_python_without_names (void)
{
  g_autoptr (DomoToken) token = make_token (DOMO_TOKEN_BEARER, JWT);
  const VstTokenSubject subject = { .token = token };
  g_autoptr (DomoSecret) snippet =
      vst_token_form_write (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, &subject);
  const char *text = domo_secret_get_text (snippet);

  g_assert_nonnull (strstr (text, "domo_instance=os.environ[\"DOMO_INSTANCE\"],\n"));
  g_assert_nonnull (strstr (text, "domo_client_id=os.environ[\"DOMO_CLIENT_ID\"],\n"));
}

/* PowerShell is not in Debian: what it would make of each string is tested beside the quoting. */
static void
test_powershell (void)
{
  g_autofree char *text =
      write_form (VST_TOKEN_FORM_POWERSHELL, DOMO_TOKEN_ACCESS, "it's $x", "acme");

  g_assert_cmpstr (text, ==,
                   "Invoke-RestMethod -Uri 'https://acme.domo.com/api/content/v2/users/me' "
                   "-Headers @{ 'x-domo-developer-token' = 'it''s $x' } -MaximumRedirection 0");
}

static void
test_java (void)
{
  g_autofree char *text = write_form (VST_TOKEN_FORM_JAVA, DOMO_TOKEN_BEARER, JWT, "acme");

  g_assert_nonnull (strstr (text, ".clientId(\"3b6f0c52\")\n"));
  g_assert_nonnull (strstr (text, ".scope(Scope.USER)\n"));
}

/* The compiler reads it beside classes that stand for those of the SDK. */
static void
test_java_compiles (void)
{
  g_autofree char *text = write_form (VST_TOKEN_FORM_JAVA, DOMO_TOKEN_BEARER, JWT, "acme");
  g_autofree char *folder = g_dir_make_tmp ("vestibule-XXXXXX", NULL);
  g_autofree char *script = NULL;
  g_autoptr (GBytes) output = NULL;

  write_file (folder, "SignIn.java", text);
  write_file (folder, "com/domo/sdk/request/Scope.java",
              "package com.domo.sdk.request; public enum Scope { USER }\n");
  write_file (folder, "com/domo/sdk/request/Config.java",
              "package com.domo.sdk.request;\n"
              "public class Config {\n"
              "    public static Config with() { return new Config(); }\n"
              "    public Config clientId(String it) { return this; }\n"
              "    public Config clientSecret(String it) { return this; }\n"
              "    public Config apiHost(String it) { return this; }\n"
              "    public Config useHttps(boolean it) { return this; }\n"
              "    public Config scope(Scope... it) { return this; }\n"
              "    public Config build() { return this; }\n"
              "}\n");
  write_file (folder, "com/domo/sdk/DomoClient.java",
              "package com.domo.sdk;\n"
              "public class DomoClient {\n"
              "    public static DomoClient create(com.domo.sdk.request.Config it) {\n"
              "        System.out.print(\"made\");\n"
              "        return null;\n"
              "    }\n"
              "}\n");
  script = g_strdup_printf ("cd '%s' && javac SignIn.java && java -cp . SignIn && rm -r '%s'",
                            folder, folder);
  output = hostile_run ("sh", script);
  g_assert_cmpmem (g_bytes_get_data (output, NULL), g_bytes_get_size (output), "made", 4);
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
  g_test_add_func ("/vst/token-form/env-refuses", test_env_refuses);
  g_test_add_func ("/vst/token-form/json", test_json);
  g_test_add_func ("/vst/token-form/json-typed-end", test_json_typed_end);
  g_test_add_func ("/vst/token-form/json-without-instance", test_json_without_instance);
  g_test_add_func ("/vst/token-form/offered", test_offered);
  g_test_add_func ("/vst/token-form/offered/elsewhere", test_offered_elsewhere);
  g_test_add_func ("/vst/token-form/offered/characters", test_offered_characters);
  g_test_add_func ("/vst/token-form/offered/stored", test_offered_stored);
  g_test_add_func ("/vst/token-form/without-token", test_without_token);
  g_test_add_func ("/vst/token-form/redacted", test_redacted);
  g_test_add_func ("/vst/token-form/safe", test_safe);
  g_test_add_func ("/vst/token-form/hostile/lines", test_hostile_lines);
  g_test_add_func ("/vst/token-form/hostile/json", test_hostile_json);
  g_test_add ("/vst/token-form/sends/curl", Listener, NULL, listener_set_up, test_curl_sends,
              listener_tear_down);
  g_test_add ("/vst/token-form/sends/safe-curl", Listener, NULL, listener_set_up,
              test_safe_curl_sends, listener_tear_down);
  g_test_add ("/vst/token-form/sends/node", Listener, NULL, listener_set_up, test_node_sends,
              listener_tear_down);
  g_test_add_func ("/vst/token-form/python", test_python);
  g_test_add_func ("/vst/token-form/python/without-names", test_python_without_names);
  g_test_add_func ("/vst/token-form/powershell", test_powershell);
  g_test_add_func ("/vst/token-form/java", test_java);
  if (hostile_has_java ())
    g_test_add_func ("/vst/token-form/java/compiles", test_java_compiles);
  g_test_add_func ("/vst/token-form/instance", test_instance);
  return g_test_run ();
}
