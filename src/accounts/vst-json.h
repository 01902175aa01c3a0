/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "vst-session.h"

G_BEGIN_DECLS

/* JSON that leaves the program: for scripts, so nothing of it is translated. */

/** vst_json_add_text: @text: (nullable): %NULL is null */
void vst_json_add_text (JsonBuilder *builder, const char *name, const char *text);

/** vst_json_add_number: 0, where it is not known, is null. */
void vst_json_add_number (JsonBuilder *builder, const char *name, gint64 number);

/** vst_json_dup_date: Returns: (transfer full) (nullable): RFC 3339, UTC; %NULL for 0; @ms:
 * milliseconds since 1970 */
char *vst_json_dup_date (gint64 ms);

/** vst_json_add_end: "expires" and, whether a person typed it, "expires_typed". @said: what the
 * token says itself or Domo said of it; @typed: what a person typed, which counts where that is 0;
 * both milliseconds since 1970, 0: not known */
void vst_json_add_end (JsonBuilder *builder, gint64 said, gint64 typed);

/** vst_json_get_method: Returns: (transfer none): "password", "client", "token" */
const char *vst_json_get_method (DomoMethod method);

/** vst_json_get_kind: Returns: (transfer none): "session", "bearer", "access" */
const char *vst_json_get_kind (DomoTokenKind kind);

/**
 * vst_json_build_session:
 * @id: (nullable): that came with the credential, of any type: echoed
 * @account_id: (nullable): of a stored account
 * @instance: (nullable): the short form, where @session does not know it
 * @typed_end: when a person says that its token ends, milliseconds since 1970; 0: nobody does
 *
 * Returns: (transfer full): the object of somebody who is signed in; nothing secret is in it
 */
JsonNode *vst_json_build_session (JsonNode *id,
                                  const char *account_id,
                                  const char *instance,
                                  VstSession *session,
                                  gint64 typed_end);

/** vst_json_begin: starts an answer: "ok", "id" and "account", as above. Returns: (transfer full)
 */
JsonBuilder *vst_json_begin (gboolean ok, JsonNode *id, const char *account_id);

/** vst_json_end: @builder: (transfer full): with one object begun. Returns: (transfer full) */
JsonNode *vst_json_end (JsonBuilder *builder);

G_END_DECLS
