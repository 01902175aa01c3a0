/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-secret.h"

G_BEGIN_DECLS

/* Puts a text together that holds a secret, as a command with a token in it. A text that grows is
 * copied; each copy that is left behind is wiped. Starts as { NULL }. */
typedef struct {
  char *text; /* without a NUL at its end */
  gsize length;
  gsize size;
} VstSecretWriter;

/** vst_secret_writer_add: @length: bytes, or -1 when @text ends with a NUL */
void vst_secret_writer_add (VstSecretWriter *self, const char *text, gssize length);

/** vst_secret_writer_add_all: adds several texts. @text: the first; %NULL ends them */
void
vst_secret_writer_add_all (VstSecretWriter *self, const char *text, ...) G_GNUC_NULL_TERMINATED;

/** vst_secret_writer_end: Returns: (transfer full): all that was added; @self is empty afterwards
 */
DomoSecret *vst_secret_writer_end (VstSecretWriter *self);

void vst_secret_writer_clear (VstSecretWriter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VstSecretWriter, vst_secret_writer_clear)

G_END_DECLS
