/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "vst-cli-streams.h"
#include "vst-cli.h"
#include "vst-hardening.h"

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
  vst_cli_streams_take_closed ();
  vst_harden_process ();
  set_up_translations ();
  return vst_cli_run (argc, argv);
}
