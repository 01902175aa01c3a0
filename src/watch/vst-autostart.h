/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the watch is started with the person's desktop session: an entry in the autostart folder
 * of the person, which is all that is known of it. */

/** vst_autostart_is_on: Returns: whether there is such an entry, and neither it nor the desktop's
 * own settings have switched it off */
gboolean vst_autostart_is_on (void);

/** vst_autostart_set: writes the entry or removes it. @program: (nullable): the path of the program
 * to start with --watch; %NULL for the installed one. Returns: %FALSE with @error (%G_FILE_ERROR)
 */
gboolean vst_autostart_set (gboolean on, const char *program, GError **error);

/** vst_autostart_dup_path: Returns: (transfer full): where the entry is, or would be */
char *vst_autostart_dup_path (void);

G_END_DECLS
