/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice instance as a process of its own. Prints its address, and user name and password of
 * its first account, a line each; then, for every line of its standard input, how many requests
 * there were: sign-ins with a password, with a client, and who_am_i. Ends with its input. */
#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <unistd.h>

#include "vst-practice.h"

typedef struct {
  VstPractice *practice;
  GMainLoop *loop;
} Server;

static guint
count (VstPractice *practice, VstRoute route)
{
  GPtrArray *requests = vst_practice_get_requests (practice);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += ((const VstPracticeRequest *)g_ptr_array_index (requests, i))->route == route;
  return n;
}

static void
read_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (!line) {
    g_main_loop_quit (server->loop);
    return;
  }
  g_print ("%u %u %u\n", count (server->practice, VST_ROUTE_FULL_AUTH),
           count (server->practice, VST_ROUTE_DEVELOPER_AUTH),
           count (server->practice, VST_ROUTE_WHO_AM_I));
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL,
                                       read_line_cb, server);
}

int
main (int argc, char **argv)
{
  g_autoptr (VstPractice) practice = vst_practice_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  Server server = { practice, loop };
  const VstPracticeAccount *accounts;
  gsize n_accounts;

  if (!vst_practice_listen (practice, NULL, NULL))
    return EXIT_FAILURE;
  accounts = vst_practice_get_accounts (&n_accounts);
  g_print ("%s\n%s\n%s\n", vst_practice_get_uri (practice), accounts[0].user_name,
           accounts[0].secret);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, read_line_cb, &server);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
