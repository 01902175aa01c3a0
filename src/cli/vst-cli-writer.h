/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes to a descriptor without ever waiting for whoever reads it: what does not go at once is
 * kept, and goes from the main loop. All of it is wiped when it is written. */
typedef struct _VstCliWriter VstCliWriter;

/** vst_cli_writer_new: Returns: (transfer full): writes to @fd, which may be shared with other
 * programs and is left as it is */
VstCliWriter *vst_cli_writer_new (int fd);

/** vst_cli_writer_free: what waits is lost. */
void vst_cli_writer_free (VstCliWriter *self);

/** vst_cli_writer_write: @length: bytes. After an error nothing is written any more. */
void vst_cli_writer_write (VstCliWriter *self, const char *text, gsize length);

/** vst_cli_writer_give_up: where something waits it is wiped, as if its reader had gone. */
void vst_cli_writer_give_up (VstCliWriter *self);

/** vst_cli_writer_get_waiting: Returns: bytes that wait for the reader */
gsize vst_cli_writer_get_waiting (VstCliWriter *self);

/** vst_cli_writer_get_error: Returns: errno of the write that failed; 0: none did */
int vst_cli_writer_get_error (VstCliWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstCliWriter, vst_cli_writer_free)

G_END_DECLS
