/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "vst-practice-tokens.h"

G_BEGIN_DECLS

/** vst_practice_host_of: Returns: (transfer full) (nullable): the host that @message asks, be it by
 * header or, with HTTP/2, by the address */
char *vst_practice_host_of (SoupServerMessage *message);

/** vst_practice_route_of: Returns: which route @path is; a page when it is none of the others */
VstRoute vst_practice_route_of (const char *path);

/** vst_practice_set_json: answers @message with @status and the text @json. */
void vst_practice_set_json (SoupServerMessage *message, guint status, const char *json);

/** vst_practice_set_blocked: answers with the allow list's page. */
void vst_practice_set_blocked (SoupServerMessage *message);

/**
 * vst_practice_answer:
 * @tokens: those that were given out
 * @avatar: (nullable): everybody's picture
 * @path: what is asked for
 * @query: (nullable): its query
 *
 * Fills in the answer of @message as Domo would.
 *
 * Returns: for how many milliseconds to hold it back
 */
guint vst_practice_answer (VstPracticeTokens *tokens,
                           GBytes *avatar,
                           SoupServerMessage *message,
                           const char *path,
                           GHashTable *query);

G_END_DECLS
