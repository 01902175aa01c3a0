/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What "vestibule-cli check --input FILE" does, with libsoup alone and as many connections:
 * "bare-checks URIS USER PASSWORD COUNT JOBS", with spaces between the addresses, which are asked
 * in turns. */
#include <stdio.h>
#include <stdlib.h>

#include "bare-requests.h"

#define MOST_URIS 8

typedef struct {
  BareRequests requests[MOST_URIS];
  int n_uris;
  int left; /* to be sent */
  int under_way;
  gboolean failed;
  GMainLoop *loop;
} Checks;

static void
send_one (Checks *self)
{
  self->left--;
  self->under_way++;
  bare_requests_send (&self->requests[self->left % self->n_uris]);
}

static void
done_cb (const char *profile, gpointer user_data)
{
  Checks *self = user_data;

  self->failed |= !profile;
  self->under_way--;
  if (profile)
    puts (profile);
  if (self->left > 0)
    send_one (self);
  else if (self->under_way == 0)
    g_main_loop_quit (self->loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (SoupSession) session = NULL;
  g_auto (GStrv) uris = NULL;
  Checks self = { .loop = g_main_loop_new (NULL, FALSE) };
  int jobs;

  if (argc != 6)
    return EXIT_FAILURE;
  g_proxy_resolver_get_default (); /* loads modules of GIO; the core does it before the loop, too */
  jobs = atoi (argv[5]);
  session = soup_session_new_with_options ("max-conns", jobs, "max-conns-per-host", jobs, NULL);
  uris = g_strsplit (argv[1], " ", MOST_URIS);
  for (; uris[self.n_uris]; self.n_uris++)
    self.requests[self.n_uris] =
        (BareRequests){ session, uris[self.n_uris], argv[2], argv[3], done_cb, &self };
  self.left = atoi (argv[4]);
  for (int i = 0; i < jobs && self.left > 0; i++)
    send_one (&self);
  g_main_loop_run (self.loop);
  g_main_loop_unref (self.loop);
  return self.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
