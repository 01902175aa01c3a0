/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vestibule's window as main() starts it, with "window STARTED [URI USER PASSWORD]". */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "bench-window.h"
#include "vst-application.h"
#include "vst-hardening.h"
#include "vst-resources.h"
#include "vst-window.h"
#include "vst-wiping-free.h"

static VstPracticeAccount account = { .works = TRUE, .method = DOMO_METHOD_PASSWORD };

static void
sign_in (GtkWindow *window)
{
  VstSignInPage *page = vst_window_get_sign_in_page (VST_WINDOW (window));

  vst_sign_in_page_fill_account (page, &account);
  gtk_widget_activate_action (GTK_WIDGET (page), "sign-in.submit", NULL);
}

static void
activate_cb (GApplication *application, gpointer unused)
{
  vst_wiping_free_resume ();
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, BenchWindow *bench)
{
  bench_window_watch (bench, window);
}

int
main (int argc, char **argv)
{
  g_autoptr (VstApplication) application = NULL;
  BenchWindow bench;

  vst_harden_process ();
  vst_wiping_free_pause ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, VST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (vst_resources_get_resource ());

  bench_window_parse (&bench, argc, argv, sign_in);
  if (bench.sign_in) {
    account.instance = argv[2];
    account.user_name = argv[3];
    account.secret = argv[4];
  }
  application = vst_application_new ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &bench);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
