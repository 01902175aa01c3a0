/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the bare form and nothing behind it: "bare-window STARTED". */
#include "bare-page.h"
#include "bench-window.h"

static BenchWindow bench;

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

  bench_window_parse (&bench, argc, argv, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
