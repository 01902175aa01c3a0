/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice instance as a process of its own. Prints its address, and user name and password of
 * its first account, a line each; ends with its standard input. Until then each line there is a
 * command, answered by a line:
 *
 *   count   how often each route was asked since the start or the last "forget"
 *   forget  begins to count anew
 *   end     no session or bearer token that was given out is good any more
 *
 * With "--late MS" each password and each who_am_i is answered after so many milliseconds, and
 * nothing is counted. With "--certificate KIND" it speaks HTTPS, and a fourth line is the path of
 * the authority. */
#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <unistd.h>

#include "test-support.h"
#include "vst-practice.h"

static const char *const kinds[TEST_N_CERTIFICATES] = {
  [TEST_CERTIFICATE_NONE] = "none",
  [TEST_CERTIFICATE_GOOD] = "good",
  [TEST_CERTIFICATE_UNKNOWN_AUTHORITY] = "unknown",
  [TEST_CERTIFICATE_SELF_SIGNED] = "self-signed",
  [TEST_CERTIFICATE_EXPIRED] = "expired",
  [TEST_CERTIFICATE_NOT_YET_VALID] = "not-yet",
  [TEST_CERTIFICATE_WRONG_HOST] = "wrong-host",
  [TEST_CERTIFICATE_CIRCLE] = "circle",
};

typedef struct {
  VstPractice *practice;
  GMainLoop *loop;
} Server;

static void
print_counts (VstPractice *practice)
{
  static const char *const names[VST_N_ROUTES] = {
    [VST_ROUTE_FULL_AUTH] = "full-auth",
    [VST_ROUTE_DEVELOPER_AUTH] = "developer-auth",
    [VST_ROUTE_WHO_AM_I] = "who-am-i",
    [VST_ROUTE_USER] = "user",
    [VST_ROUTE_AVATAR] = "avatar",
    [VST_ROUTE_ELEVATE] = "elevate",
    [VST_ROUTE_ACCESS_TOKENS] = "access-tokens",
    [VST_ROUTE_PAGE] = "page",
  };
  GPtrArray *requests = vst_practice_get_requests (practice);
  guint counts[VST_N_ROUTES] = { 0 };

  for (guint i = 0; i < requests->len; i++)
    counts[((VstPracticeRequest *)g_ptr_array_index (requests, i))->route]++;
  for (guint i = 0; i < VST_N_ROUTES; i++)
    g_print ("%s=%u%s", names[i], counts[i], i + 1 < VST_N_ROUTES ? " " : "\n");
}

static void
obey (VstPractice *practice, const char *command)
{
  if (g_str_equal (command, "count")) {
    print_counts (practice);
    return;
  }
  if (g_str_equal (command, "forget"))
    vst_practice_forget_requests (practice);
  else if (g_str_equal (command, "end"))
    vst_practice_end_tokens (practice);
  g_print ("done\n");
}

static void
read_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDataInputStream *input = G_DATA_INPUT_STREAM (source);
  Server *server = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (input, result, NULL, NULL);

  if (!line) {
    g_main_loop_quit (server->loop);
    return;
  }
  obey (server->practice, line);
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, read_line_cb, server);
}

static void
be_late (VstPractice *practice, guint milliseconds)
{
  const VstFault late = { .kind = VST_FAULT_LATE, .delay = milliseconds };

  vst_practice_set_fault (practice, VST_ROUTE_FULL_AUTH, &late);
  vst_practice_set_fault (practice, VST_ROUTE_WHO_AM_I, &late);
  vst_practice_set_recording (practice, FALSE);
}

/* TEST_N_CERTIFICATES where it is none. */
static TestCertificate
find_kind (const char *name)
{
  guint kind = 0;

  while (kind < TEST_N_CERTIFICATES && !g_str_equal (kinds[kind], name))
    kind++;
  return (TestCertificate)kind;
}

int
main (int argc, char **argv)
{
  int late = 0;
  g_autofree char *name = g_strdup ("none");
  const GOptionEntry entries[] = {
    { "late", 0, 0, G_OPTION_ARG_INT, &late, NULL, NULL },
    { "certificate", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  g_autoptr (VstPractice) practice = vst_practice_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) bytes = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (bytes);
  Server server = { practice, loop };
  const VstPracticeAccount *accounts;
  TestCertificate kind;
  gsize n_accounts;

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, NULL))
    return EXIT_FAILURE;
  kind = find_kind (name);
  if (kind == TEST_N_CERTIFICATES || !vst_practice_listen (practice, test_certificate (kind), NULL))
    return EXIT_FAILURE;
  if (late > 0)
    be_late (practice, (guint)late);
  accounts = vst_practice_get_accounts (&n_accounts);
  g_print ("%s\n%s\n%s\n", vst_practice_get_uri (practice), accounts[0].user_name,
           accounts[0].secret);
  if (kind != TEST_CERTIFICATE_NONE)
    g_print ("%s\n", test_authority_path ());
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, read_line_cb, &server);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
