/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile.h"

#include <string.h>

const char *const hostile_values[] = {
  "it's",
  "'",
  "''",
  "'''",
  "'; touch owned; '",
  "'+(1/0)+'",
  "\"",
  "\"double\"",
  "\"; touch owned; \"",
  "\"+(1/0)+\"",
  "'both\"",
  "'\"$(id)`id`\\\"'",
  "a b  c",
  " leading and trailing ",
  "$HOME",
  "$$",
  "${HOME}",
  "$(id)",
  "it's $HOME",
  "it's `id`",
  "`id`",
  "`n `$x `\"",
  "a\\b\\",
  "\\",
  "\\\\",
  "a\\\\b",
  "it's\\\\",
  "\\'",
  "\\\"",
  "\\n\\t\\x41\\u0041\\N{DIGIT ONE}\\101",
  "\\u0022+(1/0)+\\u0022",
  "it's \\n",
  "!history",
  "it's !!",
  "a;b|c&d>e<f",
  "*?[a-z]{a,b}~",
  "~",
  "#comment",
  "a #comment",
  "-n",
  "--help",
  "=",
  "a=b",
  "%s%n%d %PATH% %%",
  "{0} {x} #{x} @{x} @args",
  "</script><!--",
  "\t",
  "line\nend",
  "it's a line\nend",
  "\n",
  "\r\n",
  "\x01\x02\x08\x0b\x0c\x1b\x1f\x7f",
  "\xc2\x80\xc2\x85\xc2\xa0",
  "über 日本語 🔑 \xf4\x8f\xbf\xbf",
  "\u2028\u2029",
  "\u202e\u2066\ufeff",
  "\u2018; id; \u2019\u201a\u201b\u201c\u201d\u201e",
  "\u2019+(1/0)+\u2018'",
  NULL,
};

gboolean
hostile_has (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autofree char *words = g_strdup_printf ("%s is not installed", program);

  if (!path)
    g_test_skip (words);
  return path != NULL;
}

gboolean
hostile_has_java (void)
{
  g_autofree char *compiler = g_find_program_in_path ("javac");
  g_autofree char *machine = g_find_program_in_path ("java");

  return compiler && machine;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

GBytes *
hostile_run (const char *command, const char *input)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *)words,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                             G_SUBPROCESS_FLAGS_STDERR_PIPE,
                         &error);
  g_autoptr (GBytes) bytes = g_bytes_new (input, strlen (input));
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) said = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_async (process, bytes, NULL, ended_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_communicate_finish (process, result, &output, &said, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s says: %.*s\nIt read:\n%s", command, (int)g_bytes_get_size (said),
             (const char *)g_bytes_get_data (said, NULL), input);
  return g_steal_pointer (&output);
}

void
hostile_assert_values (GBytes *output, const char *end, gboolean (*is_left_out) (const char *))
{
  gsize length;
  const char *rest = g_bytes_get_data (output, &length);
  gsize n = strlen (end) + (*end == '\0');

  for (gsize i = 0; hostile_values[i]; i++) {
    gsize size = strlen (hostile_values[i]);

    if (is_left_out && is_left_out (hostile_values[i]))
      continue;
    if (length < size + n || memcmp (rest, hostile_values[i], size) != 0 ||
        memcmp (rest + size, end, n) != 0)
      g_error ("‹%s› is read as ‹%.*s›", hostile_values[i], (int)MIN (length, 60), rest);
    rest += size + n;
    length -= size + n;
  }
  g_assert_cmpuint (length, ==, 0);
}
