/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "domo-proxy-resolver.h"
#include "domo-reply.h"

G_BEGIN_DECLS

/* The largest body that is taken, unpacked. */
#define DOMO_TRANSPORT_MAX_BODY (1024 * 1024)
/* How many interim answers (1xx) are taken. */
#define DOMO_TRANSPORT_MAX_INTERIM 16
/* How often libsoup may send a request once more. */
#define DOMO_TRANSPORT_MAX_RESTARTS 2
/* How many certificates a chain may have. */
#define DOMO_TRANSPORT_MAX_CHAIN 16

/* The kept SoupSession, or several where many requests are made at once, with what holds for every
 * request: limits, authorities, proxies. Part of the core's inside: callers see DomoClient. */
#define DOMO_TYPE_TRANSPORT (domo_transport_get_type ())
G_DECLARE_FINAL_TYPE (DomoTransport, domo_transport, DOMO, TRANSPORT, GObject)

/** domo_transport_new: @n_connections: at least 1: open at the same time, to all hosts together and
 * to one; a few more when that is no multiple of 64. libsoup's own queue is slow when it is long:
 * callers hand over no more requests than that at once. */
DomoTransport *domo_transport_new (guint n_connections);

/** domo_transport_set_extra_authority: @path: a PEM file; @error: a %GIOErrorEnum or %GTlsError
 * when there is no certificate in it */
gboolean domo_transport_set_extra_authority (DomoTransport *self, const char *path, GError **error);
/** domo_transport_set_time_limits: in milliseconds: until there is a connection, and until there is
 * the whole answer */
void domo_transport_set_time_limits (DomoTransport *self, guint connect, guint whole);
/** domo_transport_set_network_monitor: @monitor: (nullable): the system's unless set */
void domo_transport_set_network_monitor (DomoTransport *self, GNetworkMonitor *monitor);
/** domo_transport_set_proxy_resolver: @resolver: (nullable): the system's unless set */
void domo_transport_set_proxy_resolver (DomoTransport *self, GProxyResolver *resolver);

/** domo_transport_begin: takes a place for one request, until domo_transport_end() before its
 * caller is told. Returns: (transfer none): the session to send it with */
SoupSession *domo_transport_begin (DomoTransport *self);
void domo_transport_end (DomoTransport *self, SoupSession *session);
/** domo_transport_close: closes every connection; the next request opens a new one. The caller has
 * cancelled what is under way: what is not fails, over HTTP/2 with its time limit only. */
void domo_transport_close (DomoTransport *self);
/** Returns: (nullable) (transfer none) */
GTlsDatabase *domo_transport_get_extra_authority (DomoTransport *self);
/** Returns: (transfer none) */
DomoProxyResolver *domo_transport_get_proxy_resolver (DomoTransport *self);
/** Returns: milliseconds */
guint domo_transport_get_connect_limit (DomoTransport *self);
/** Returns: milliseconds */
guint domo_transport_get_whole_limit (DomoTransport *self);

/**
 * domo_transport_is_offline_async:
 *
 * Asks whether this computer has no network at all. The system's monitor blocks when it is used for
 * the first time, so it is asked in a thread.
 */
void domo_transport_is_offline_async (DomoTransport *self,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** domo_transport_is_offline_finish: Returns: %TRUE when there is none */
gboolean domo_transport_is_offline_finish (DomoTransport *self, GAsyncResult *result);

G_END_DECLS
