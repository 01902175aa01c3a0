/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-token-form.h"

G_BEGIN_DECLS

/* The token in the source code of a language. Each is a whole text that runs as it stands, where
 * the library is installed. */
void vst_token_snippet_domolibrary (VstSecretWriter *writer, const VstTokenSubject *subject);
void vst_token_snippet_pydomo (VstSecretWriter *writer, const VstTokenSubject *subject);
void vst_token_snippet_node (VstSecretWriter *writer, const VstTokenSubject *subject);
void vst_token_snippet_powershell (VstSecretWriter *writer, const VstTokenSubject *subject);
void vst_token_snippet_java (VstSecretWriter *writer, const VstTokenSubject *subject);

G_END_DECLS
