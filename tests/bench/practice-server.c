/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice instance as a process of its own. Prints its address, and user name and password of
 * its first account, a line each; ends with its standard input. */
#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <unistd.h>

#include "vst-practice.h"

static void
input_ended_cb (GObject *source, GAsyncResult *result, gpointer loop)
{
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (VstPractice) practice = vst_practice_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  const VstPracticeAccount *accounts;
  gsize n_accounts;
  char byte;

  if (!vst_practice_listen (practice, NULL, NULL))
    return EXIT_FAILURE;
  accounts = vst_practice_get_accounts (&n_accounts);
  g_print ("%s\n%s\n%s\n", vst_practice_get_uri (practice), accounts[0].user_name,
           accounts[0].secret);
  g_input_stream_read_async (input, &byte, 1, G_PRIORITY_DEFAULT, NULL, input_ended_cb, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
