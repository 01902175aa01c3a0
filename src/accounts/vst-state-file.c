/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-state-file.h"

#include <errno.h>

#include <glib/gstdio.h>

/* A longer one is not ours. */
#define MAX_BYTES (8 * 1024 * 1024)

char *
vst_state_file_dup_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "vestibule", name, NULL);
}

static gboolean
is_sane (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_BYTES) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is too long", path);
    return FALSE;
  }
  return TRUE;
}

gboolean
vst_state_file_read (const char *path, char **text, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *text = NULL;
  if (!is_sane (path, error))
    return FALSE;
  if (g_file_get_contents (path, text, NULL, &failure) ||
      g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
vst_state_file_write (const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    int code = errno;

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", folder,
                 g_strerror (code));
    return FALSE;
  }
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
