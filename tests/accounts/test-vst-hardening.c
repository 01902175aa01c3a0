/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

static void
test_no_core_dump (void)
{
  struct rlimit limit;

  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 1);
  vst_harden_process ();
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0); /* nobody raises it again */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hardening/no-core-dump", test_no_core_dump);
  return g_test_run ();
}
