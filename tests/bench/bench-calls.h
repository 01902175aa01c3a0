/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** bench_calls_watch: from now on each call to the keyring over the process's shared connection to
 * the session bus is counted, libsecret's own among them. Returns: (transfer full): that connection
 */
GDBusConnection *bench_calls_watch (void);

/** bench_calls_print: prints "call-METHOD" and how many there were, for each method; searches for
 * items of one account are "call-SearchItems-of-id" */
void bench_calls_print (void);

G_END_DECLS
