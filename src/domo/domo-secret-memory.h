/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory for secrets: pages of their own that are locked, so that they are never written to a swap
 * file, and left out of core dumps. How much may be locked is the system's to say (RLIMIT_MEMLOCK,
 * 8 MiB on most); what is above it is not locked, and else the same. Any thread may ask. */

/**
 * domo_secret_memory_new:
 * @size: bytes, more than 0
 *
 * Ends the program where there is no memory, as g_malloc() does.
 *
 * Returns: (transfer full): zeroed memory, aligned for any type; free it with
 *   domo_secret_memory_free()
 */
void *domo_secret_memory_new (gsize size);

/**
 * domo_secret_memory_free:
 * @block: (transfer full): from domo_secret_memory_new()
 * @size: bytes, as it was asked for
 *
 * Wipes @block and gives it back.
 */
void domo_secret_memory_free (void *block, gsize size);

G_END_DECLS
