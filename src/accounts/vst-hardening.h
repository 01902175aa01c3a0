/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * vst_harden_process:
 *
 * First thing in main(): no core dump of this process is ever written, no other process of the same
 * user reads its memory, and no file gets the keys of its TLS connections.
 */
void vst_harden_process (void);

G_END_DECLS
