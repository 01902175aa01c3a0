/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "vst-application.h"
#include "vst-hardening.h"
#include "vst-resources.h"
#include "vst-wiping-free.h"

static void
set_up_translations (void)
{
  const char *uninstalled = g_getenv ("VESTIBULE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, uninstalled ? uninstalled : VST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* The text is UTF-8 as it is in vestibule-cli: by itself GLib writes “?” for quotes in LANG=C. */
static void
write_out (const char *text)
{
  fputs (text, stdout);
  fflush (stdout);
}

static void
write_err (const char *text)
{
  fputs (text, stderr);
}

/* In a small program of its own, before GTK is set up here. Returns: only if that cannot be started
 */
static int
become_watch (char **argv)
{
  const char *uninstalled = g_getenv ("VESTIBULE_WATCH");
  const char *program = uninstalled ? uninstalled : VST_WATCH_COMMAND;

  execl (program, argv[0], NULL);
  g_printerr (_ ("%s cannot be started: %s\n"), program, g_strerror (errno));
  return 1;
}

/* Before there is a window to type into, and before anything is asked of keyring or network. */
static void
activate_cb (GApplication *application, gpointer unused)
{
  vst_wiping_free_resume ();
}

int
main (int argc, char **argv)
{
  g_autoptr (VstApplication) application = NULL;

  g_set_print_handler (write_out);
  g_set_printerr_handler (write_err);
  if (argc == 2 && g_str_equal (argv[1], "--watch")) {
    set_up_translations ();
    return become_watch (argv);
  }
  vst_harden_process ();
  vst_wiping_free_pause ();
  set_up_translations ();
  g_resources_register (vst_resources_get_resource ());
  application = vst_application_new ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return vst_application_run (application, argc, argv);
}
