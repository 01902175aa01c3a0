/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice instance with HTTPS as a process of its own: server CERTIFICATE. Prints its address
 * and the path of the authority, a line each; ends with its standard input. */
#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <unistd.h>

#include "test-support.h"

static const char *const names[TEST_N_CERTIFICATES] = {
  [TEST_CERTIFICATE_NONE] = "none",
  [TEST_CERTIFICATE_GOOD] = "good",
  [TEST_CERTIFICATE_UNKNOWN_AUTHORITY] = "unknown",
  [TEST_CERTIFICATE_SELF_SIGNED] = "self-signed",
  [TEST_CERTIFICATE_EXPIRED] = "expired",
  [TEST_CERTIFICATE_NOT_YET_VALID] = "not-yet",
  [TEST_CERTIFICATE_WRONG_HOST] = "wrong-host",
  [TEST_CERTIFICATE_CIRCLE] = "circle",
};

static void
input_ended_cb (GObject *source, GAsyncResult *result, gpointer loop)
{
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (VstPractice) practice = NULL;
  guint kind = 0;
  char byte;

  while (kind < TEST_N_CERTIFICATES && argc > 1 && !g_str_equal (names[kind], argv[1]))
    kind++;
  if (argc != 2 || kind == TEST_N_CERTIFICATES)
    return EXIT_FAILURE;
  practice = test_practice_new ((TestCertificate)kind);
  g_print ("%s\n%s\n", vst_practice_get_uri (practice), test_authority_path ());
  g_input_stream_read_async (input, &byte, 1, G_PRIORITY_DEFAULT, NULL, input_ended_cb, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
