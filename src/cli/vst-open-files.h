/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * vst_open_files_fit:
 *
 * Each connection is an open file, of which a process may have 1,024 unless the system says
 * otherwise. Raises that limit as far as @n_connections need and the system lets it.
 *
 * Returns: how many connections there is room for: at most @n_connections, at least 1
 */
guint vst_open_files_fit (guint n_connections);

/** vst_open_files_get_limit: Returns: how many files this process may have open */
guint64 vst_open_files_get_limit (void);

G_END_DECLS
