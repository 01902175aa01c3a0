/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bare window again, which sends the two bare requests and then shows the bare profile:
 * "bare-window-sign-in STARTED URI USER PASSWORD". */
#include "bare-page.h"
#include "bare-requests.h"
#include "bench-window.h"

static BenchWindow bench;
static BareRequests requests;

static void
signed_in_cb (const char *profile, gpointer window)
{
  if (!profile)
    g_error ("The bare requests failed.");
  adw_application_window_set_content (window, bare_page_new_profile ());
}

static void
sign_in (GtkWindow *window)
{
  requests.user_data = window;
  bare_requests_send (&requests);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 720);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), bare_page_new_form ());
  bench_window_watch (&bench, GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.vestibule.Bare", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (SoupSession) session = soup_session_new ();

  bench_window_parse (&bench, argc, argv, sign_in);
  if (!bench.sign_in)
    return EXIT_FAILURE;
  requests = (BareRequests){ session, argv[2], argv[3], argv[4], signed_in_cb, NULL };
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
