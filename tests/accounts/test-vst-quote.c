/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-quote.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hostile.h"

/* Each kind of quoting is read back by the interpreters it is for, in one run for all values: what
 * they give is what was quoted, byte for byte, and nothing of it was run. */

typedef void (*QuoteFunc) (VstSecretWriter *writer, const char *text);

/* A text with all values in it, each between @before and @after. */
static char *
write_all (QuoteFunc quote,
           const char *head,
           const char *before,
           const char *after,
           const char *tail,
           gboolean (*is_left_out) (const char *))
{
  g_auto (VstSecretWriter) writer = { NULL };
  g_autoptr (DomoSecret) all = NULL;

  vst_secret_writer_add (&writer, head, -1);
  for (gsize i = 0; hostile_values[i]; i++) {
    g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
    g_auto (GStrv) parts = g_strsplit (before, "#", -1);
    g_autofree char *numbered = g_strjoinv (number, parts);

    if (is_left_out && is_left_out (hostile_values[i]))
      continue;
    vst_secret_writer_add (&writer, numbered, -1);
    quote (&writer, hostile_values[i]);
    vst_secret_writer_add (&writer, after, -1);
  }
  vst_secret_writer_add (&writer, tail, -1);
  all = vst_secret_writer_end (&writer);
  return g_strdup (domo_secret_get_text (all));
}

/* ----------------------------------------------------------------------------------------- shells
 */

static void
test_shell (gconstpointer shell)
{
  g_autofree char *script = write_all (vst_quote_shell, "", "printf '%s\\0' ", "\n", "", NULL);
  g_autoptr (GBytes) output = NULL;

  if (!hostile_has (shell))
    return;
  output = hostile_run (shell, script);
  hostile_assert_values (output, "", NULL);
}

/* ------------------------------------------------------------------------------------- .env files
 */

static char *
write_env_file (const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("vestibule-XXXXXX.env", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* "set -a; . FILE", as scripts read them. */
static void
test_env_shell (gconstpointer shell)
{
  g_autofree char *text = write_all (vst_quote_env, "", "V#=", "\n", "", NULL);
  g_autofree char *path = NULL;
  g_autofree char *print = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GBytes) output = NULL;

  if (!hostile_has (shell))
    return;
  path = write_env_file (text);
  print =
      g_strdup_printf ("i=0; while [ $i -lt %u ]; do eval \"printf '%%s\\\\0' \\\"\\$V$i\\\"\"; "
                       "i=$((i + 1)); done",
                       g_strv_length ((char **)hostile_values));
  script = g_strdup_printf ("set -a; . %s; set +a\n%s\n", path, print);
  output = hostile_run (shell, script);
  hostile_assert_values (output, "", NULL);
  g_unlink (path);
}

/* What python-dotenv cannot read in any quotes: it replaces a name in braces, takes a carriage
 * return for a line end and a backslash before the last quote for an escape; and keeps the
 * backslash where a "$" has to be escaped. */
static gboolean
is_beyond_dotenv (const char *text)
{
  gboolean is_in_double_quotes = strchr (text, '\'') || strstr (text, "\\\\");

  return strstr (text, "${") || strchr (text, '\r') || g_str_has_suffix (text, "\\") ||
         (is_in_double_quotes && strpbrk (text, "$`"));
}

static void
test_env_dotenv (void)
{
  const char *argv[] = { "python3", "-c", "import dotenv", NULL };
  g_autofree char *text = write_all (vst_quote_env, "", "V#=", "\n", "", is_beyond_dotenv);
  g_autofree char *path = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GBytes) output = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, NULL);
  if (status != 0) {
    g_test_skip ("python3-dotenv is not installed");
    return;
  }
  path = write_env_file (text);
  script = g_strdup_printf ("import dotenv, sys\n"
                            "for value in dotenv.dotenv_values('%s').values():\n"
                            "    sys.stdout.buffer.write(value.encode() + b'\\0')\n",
                            path);
  output = hostile_run ("python3 -", script);
  hostile_assert_values (output, "", is_beyond_dotenv);
  g_unlink (path);
}

/* docker takes quotes for a part of the value: what Domo's tokens are made of has none. */
static void
test_env_plain (void)
{
  static const char *const plain[] = { "acme",           "acme.demo",
                                       "127.0.0.1:8080", "eyJzaWQiOiJhIn0%3D",
                                       "eyJ.eyJ.c2ln-_", "DDCI4c7f91e05ab2",
                                       "a+/==" };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++) {
    g_auto (VstSecretWriter) writer = { NULL };
    g_autoptr (DomoSecret) written = NULL;

    vst_quote_env (&writer, plain[i]);
    written = vst_secret_writer_end (&writer);
    g_assert_cmpstr (domo_secret_get_text (written), ==, plain[i]);
  }
}

/* -------------------------------------------------------------------------------------- languages
 */

static void
test_python (void)
{
  g_autofree char *script =
      write_all (vst_quote_python, "import sys\nfor value in [\n", "", ",\n",
                 "]:\n    sys.stdout.buffer.write(value.encode() + b'\\0')\n", NULL);
  g_autoptr (GBytes) output = NULL;

  g_assert_true (g_str_is_ascii (script));
  if (!hostile_has ("python3"))
    return;
  output = hostile_run ("python3 -", script);
  hostile_assert_values (output, "", NULL);
}

static void
test_node (void)
{
  g_autofree char *script = write_all (vst_quote_json, "for (const value of [\n", "", ",\n",
                                       "]) process.stdout.write(value + \"\\0\");\n", NULL);
  g_autoptr (GBytes) output = NULL;

  g_assert_true (g_str_is_ascii (script));
  if (!hostile_has ("node"))
    return;
  output = hostile_run ("node -", script);
  hostile_assert_values (output, "", NULL);
}

/* jq's own output is JSON again: here it prints the text. */
static void
test_jq (void)
{
  g_autofree char *values = write_all (vst_quote_json, "", "", "\n", "", NULL);
  g_autoptr (GBytes) output = NULL;

  if (!hostile_has ("jq"))
    return;
  output = hostile_run ("jq -j .,\"|end|\"", values);
  hostile_assert_values (output, "|end|", NULL);
}

static void
test_java (void)
{
  g_autofree char *source =
      write_all (vst_quote_java,
                 "public class Values {\n"
                 "    public static void main(String[] arguments) throws Exception {\n"
                 "        for (String value : new String[] {\n",
                 "", ",\n",
                 "        }) {\n"
                 "            System.out.write(value.getBytes(\"UTF-8\"));\n"
                 "            System.out.write(0);\n"
                 "        }\n"
                 "        System.out.flush();\n"
                 "    }\n"
                 "}\n",
                 NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *command = NULL;

  g_assert_true (g_str_is_ascii (source));
  folder = g_dir_make_tmp ("vestibule-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "Values.java", NULL);
  g_file_set_contents (path, source, -1, &error);
  g_assert_no_error (error);
  command = g_strdup_printf ("java %s", path);
  output = hostile_run (command, "");
  hostile_assert_values (output, "", NULL);
  g_unlink (path);
  g_rmdir (folder);
}

/* The rules where no compiler is at hand: printable ASCII; after a backslash a quote, a backslash,
 * three octal digits below 0200 or, for what is above, "u" and four of hexadecimal. */
static void
test_java_rules (void)
{
  g_autofree char *text = write_all (vst_quote_java, "", "", "", "", NULL);
  g_autoptr (GRegex) regex =
      g_regex_new ("^(\"([^\"\\\\\\x00-\\x1f\\x7f-\\xff]|\\\\[\"\\\\]|\\\\[01][0-7]{2}|"
                   "\\\\u(?!00[0-7])[0-9a-f]{4})*\")+$",
                   G_REGEX_RAW | G_REGEX_DOLLAR_ENDONLY, 0, NULL);

  g_assert_nonnull (regex);
  g_assert_true (g_regex_match (regex, text, 0, NULL));
}

static gboolean
is_powershell_quote (gunichar c)
{
  return c == 0x27 || c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x201b;
}

/* PowerShell is not in Debian, so that it is not run: this reads as its language specification says
 * (2.3.5.2, verbatim string literals). Any of five quotes begins one, any ends it, two in a row are
 * the first of them; nothing else is special. */
static char *
read_powershell (const char *text, const char **end)
{
  GString *value = g_string_new (NULL);

  g_assert_true (is_powershell_quote (g_utf8_get_char (text)));
  for (text = g_utf8_next_char (text); *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (is_powershell_quote (c)) {
      const char *next = g_utf8_next_char (text);

      if (!is_powershell_quote (g_utf8_get_char (next))) {
        *end = next;
        return g_string_free (value, FALSE);
      }
      text = next;
    }
    g_string_append_unichar (value, c);
  }
  g_assert_not_reached ();
}

static void
test_powershell (void)
{
  g_autofree char *text = write_all (vst_quote_powershell, "", "", "|", "", NULL);
  const char *rest = text;

  for (gsize i = 0; hostile_values[i]; i++) {
    g_autofree char *value = read_powershell (rest, &rest);

    g_assert_cmpstr (value, ==, hostile_values[i]);
    g_assert_cmpint (*rest++, ==, '|');
  }
  g_assert_cmpint (*rest, ==, '\0');
}

int
main (int argc, char **argv)
{
  static const char *const shells[] = { "sh", "dash", "bash" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (shells); i++) {
    g_autofree char *path = g_strdup_printf ("/vst/quote/shell/%s", shells[i]);
    g_autofree char *env = g_strdup_printf ("/vst/quote/env/%s", shells[i]);

    g_test_add_data_func (path, shells[i], test_shell);
    g_test_add_data_func (env, shells[i], test_env_shell);
  }
  g_test_add_func ("/vst/quote/env/python-dotenv", test_env_dotenv);
  g_test_add_func ("/vst/quote/env/plain", test_env_plain);
  g_test_add_func ("/vst/quote/python", test_python);
  g_test_add_func ("/vst/quote/node", test_node);
  g_test_add_func ("/vst/quote/jq", test_jq);
  if (hostile_has_java ())
    g_test_add_func ("/vst/quote/java", test_java);
  g_test_add_func ("/vst/quote/java-rules", test_java_rules);
  g_test_add_func ("/vst/quote/powershell", test_powershell);
  return g_test_run ();
}
