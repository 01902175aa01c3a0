/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The system's authorities, which GIO would read anew for each connection: 25 ms of the main loop,
 * and 4 MiB for as long as the connection is there. */

/**
 * domo_authorities_share:
 *
 * From now on all connections of this process check certificates against one copy. Who is trusted
 * does not change: certificates are GIO's to check, chain, host, purpose and dates alike. What a
 * server says of its own certificate's revocation (a stapled OCSP answer) is not looked at. Loads
 * GIO's TLS module where that is not there yet; may be called again, from any thread.
 */
void domo_authorities_share (void);

/** domo_authorities_load: reads that copy, once, which takes some 35 ms in the calling thread; else
 * the first certificate that is checked does. */
void domo_authorities_load (void);

G_END_DECLS
