/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-hardening.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void
vst_harden_process (void)
{
  const struct rlimit none = { 0, 0 };

  /* GnuTLS would write the keys of each connection to the file that it names. */
  g_unsetenv ("SSLKEYLOGFILE");
  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_warning ("RLIMIT_CORE: %s", g_strerror (errno));
  if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_warning ("PR_SET_DUMPABLE: %s", g_strerror (errno));
}
