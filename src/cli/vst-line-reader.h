/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lines of a stream that may hold secrets, in locked memory: what is read of it at once, 64 KiB, or
 * as much as one long line needs. A line longer than VST_LINE_MAX_BYTES is read past and told of.
 */
#define VST_TYPE_LINE_READER (vst_line_reader_get_type ())
G_DECLARE_FINAL_TYPE (VstLineReader, vst_line_reader, VST, LINE_READER, GObject)

#define VST_LINE_MAX_BYTES (1024 * 1024)

typedef enum {
  VST_LINE_NONE,     /* none is at hand: vst_line_reader_fill_async() */
  VST_LINE_HERE,     /* @line and @length are set, until the next call of any kind */
  VST_LINE_TOO_LONG, /* it is left out */
  VST_LINE_END,      /* there are no more */
} VstLineState;

/** vst_line_reader_new: Returns: (transfer full) */
VstLineReader *vst_line_reader_new (GInputStream *stream);

/**
 * vst_line_reader_take:
 * @line: (out) (transfer none): not NUL-terminated, without its line end
 * @length: (out): bytes
 * @number: (out): of the line, from 1
 *
 * Takes the next line without waiting.
 */
VstLineState
vst_line_reader_take (VstLineReader *self, const char **line, gsize *length, guint64 *number);

/** vst_line_reader_wipe: wipes all lines that were taken. */
void vst_line_reader_wipe (VstLineReader *self);

/** vst_line_reader_fill_async: reads on, once. */
void vst_line_reader_fill_async (VstLineReader *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** vst_line_reader_fill_finish: Returns: %FALSE with @error set, which is that of the stream; the
 * end is none */
gboolean vst_line_reader_fill_finish (VstLineReader *self, GAsyncResult *result, GError **error);

G_END_DECLS
