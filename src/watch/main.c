/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "vst-watch-program.h"

static void
set_up_translations (void)
{
  const char *uninstalled = g_getenv ("VESTIBULE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, uninstalled ? uninstalled : VST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GApplication) program = NULL;

  set_up_translations ();
  program = vst_watch_program_new ();
  return g_application_run (program, argc, argv);
}
