/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "vst-application.h"
#include "vst-hardening.h"
#include "vst-resources.h"

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
  g_autoptr (VstApplication) application = NULL;

  vst_harden_process ();
  set_up_translations ();
  g_resources_register (vst_resources_get_resource ());
  application = vst_application_new ();
  return vst_application_run (application, argc, argv);
}
