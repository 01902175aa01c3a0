/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "domo-credential.h"

G_BEGIN_DECLS

/* A credential that came as a line of JSON:
 * {"instance","username","password"}, {"client_id","client_secret"} with an optional "instance", or
 * {"instance","access_token"}; an optional "id" of any type is echoed. */
typedef struct {
  JsonNode *id;               /* nullable */
  DomoInstance *instance;     /* that was given; nullable */
  DomoCredential *credential; /* NULL with @error set */
  GError *error;              /* %DOMO_ERROR_INPUT, with the number of the line */
} VstCheckInput;

/** vst_check_input_parse: @line: (array length=length): hostile. Clear with vst_check_input_clear()
 */
void vst_check_input_parse (VstCheckInput *self, const char *line, gsize length, guint64 number);

/** vst_check_input_refuse: for a line that cannot be read at all; @self: empty, or parsed before;
 * @words: what is wrong, in English and marked with N_() */
void vst_check_input_refuse (VstCheckInput *self, guint64 number, const char *words);

/** vst_check_input_clear: frees what @self has, so that it can be parsed anew. */
void vst_check_input_clear (VstCheckInput *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VstCheckInput, vst_check_input_clear)

G_END_DECLS
