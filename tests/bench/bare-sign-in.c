/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sign-in.c does, with libsoup alone: "bare-sign-in URI USER PASSWORD COUNT". */
#include <locale.h>
#include <stdlib.h>

#include "bare-requests.h"
#include "bench-loop.h"

static GMainLoop *loop;
static gboolean failed;

static void
done_cb (const char *profile, gpointer user_data)
{
  failed |= !profile;
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (SoupSession) session = NULL;
  BareRequests requests;
  int count;

  if (argc != 5)
    return EXIT_FAILURE;
  setlocale (LC_ALL, "");
  g_proxy_resolver_get_default (); /* loads modules of GIO; the core does it before the loop, too */
  session = soup_session_new ();
  requests = (BareRequests){ session, argv[1], argv[2], argv[3], done_cb, NULL };
  count = atoi (argv[4]);
  loop = g_main_loop_new (NULL, FALSE);
  bench_loop_watch ();
  for (int i = 0; i < count; i++) {
    bare_requests_send (&requests);
    g_main_loop_run (loop);
  }
  bench_loop_print ();
  g_main_loop_unref (loop);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
