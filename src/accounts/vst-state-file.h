/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small text that the program keeps for itself between two runs, and that is no setting. Nothing
 * secret is in it. */

/** vst_state_file_dup_path: Returns: (transfer full): where the file @name is: in the folder
 * "vestibule" of XDG_STATE_HOME */
char *vst_state_file_dup_path (const char *name);

/**
 * vst_state_file_read:
 * @text: (out) (transfer full) (nullable): %NULL where there is no such file
 * @error: a %G_FILE_ERROR: it cannot be read, or is longer than any of ours
 *
 * Returns: whether it was read, or is not there
 */
gboolean vst_state_file_read (const char *path, char **text, GError **error);

/** vst_state_file_write: in the place of what was there, for the person alone; the folder is made.
 * @error: a %G_FILE_ERROR */
gboolean vst_state_file_write (const char *path, const char *text, GError **error);

G_END_DECLS
