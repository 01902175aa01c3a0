/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-transport.h"

G_BEGIN_DECLS

/**
 * domo_exchange_async:
 * @message: (transfer none): the request; it is never redirected
 * @cancellable: (nullable): ends the exchange at once for the caller, whatever libsoup still has to
 * do
 *
 * One request and its answer within the limits that DomoClient promises. Headers that carry a
 * secret are wiped in @message when it is over.
 */
void domo_exchange_async (DomoTransport *transport,
                          SoupMessage *message,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/**
 * domo_exchange_finish:
 * @error: %G_IO_ERROR_CANCELLED, or of the domain %DOMO_ERROR without origin
 *
 * Returns: (transfer full): the answer, whatever its status; its body is wiped when it is freed
 */
DomoReply *domo_exchange_finish (DomoTransport *transport, GAsyncResult *result, GError **error);

G_END_DECLS
