/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-open-files.h"

#include <sys/resource.h>

/* A host is tried over IPv6 and IPv4 together; with --practice both ends are of this process. */
#define FILES_OF_ONE 2
/* What is open beside: streams, the look-up of names, authorities while they are read. */
#define FILES_BESIDE 64

guint64
vst_open_files_get_limit (void)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

static void
raise_limit (rlim_t wanted)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
    return;
  limit.rlim_cur = MIN (wanted, limit.rlim_max);
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    g_debug ("the limit of open files stays what it is"); /* and is kept to */
}

guint
vst_open_files_fit (guint n_connections)
{
  rlim_t wanted = (rlim_t)n_connections * FILES_OF_ONE + FILES_BESIDE;
  guint64 limit;

  raise_limit (wanted);
  limit = vst_open_files_get_limit ();
  if (limit >= wanted)
    return n_connections;
  return limit > FILES_BESIDE ? MAX ((limit - FILES_BESIDE) / FILES_OF_ONE, 1) : 1;
}
