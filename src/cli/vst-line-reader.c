/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-line-reader.h"

#include <string.h>

#include "domo-secret-memory.h"

#define CHUNK (64 * 1024)

struct _VstLineReader {
  GObject parent_instance;

  GInputStream *stream;
  char *data;
  gsize size;    /* of the memory */
  gsize wiped;   /* what stands before it is wiped */
  gsize start;   /* of what is not taken yet */
  gsize end;     /* behind what is read */
  gsize scanned; /* no line end stands before it */
  guint64 number;
  gboolean is_at_end;
  gboolean skips; /* the rest of a line that is too long */
};

G_DEFINE_FINAL_TYPE (VstLineReader, vst_line_reader, G_TYPE_OBJECT)

static void
vst_line_reader_finalize (GObject *object)
{
  VstLineReader *self = VST_LINE_READER (object);

  domo_secret_memory_free (self->data, self->size);
  g_clear_object (&self->stream);
  G_OBJECT_CLASS (vst_line_reader_parent_class)->finalize (object);
}

static void
vst_line_reader_class_init (VstLineReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_line_reader_finalize;
}

static void
vst_line_reader_init (VstLineReader *self)
{
  self->size = CHUNK;
  self->data = domo_secret_memory_new (self->size);
}

VstLineReader *
vst_line_reader_new (GInputStream *stream)
{
  VstLineReader *self = g_object_new (VST_TYPE_LINE_READER, NULL);

  self->stream = g_object_ref (stream);
  return self;
}

/* What was taken is wiped; what is left goes to the front. */
static void
drop_taken (VstLineReader *self)
{
  gsize left = self->end - self->start;

  memmove (self->data, self->data + self->start, left);
  explicit_bzero (self->data + left, self->end - left);
  self->scanned -= MIN (self->scanned, self->start);
  self->wiped = 0;
  self->start = 0;
  self->end = left;
}

/* A buffer that is grown in place would leave a copy behind. */
static void
grow (VstLineReader *self)
{
  char *data = domo_secret_memory_new (self->size * 2);

  memcpy (data, self->data, self->end);
  domo_secret_memory_free (self->data, self->size);
  self->data = data;
  self->size *= 2;
}

static char *
find_end (VstLineReader *self)
{
  gsize from = MAX (self->scanned, self->start);
  char *newline = memchr (self->data + from, '\n', self->end - from);

  self->scanned = self->end;
  return newline;
}

static VstLineState
take_until (VstLineReader *self, gsize stop, gsize next, const char **line, gsize *length)
{
  gboolean was_skipped = self->skips;

  *line = self->data + self->start;
  *length = stop - self->start;
  if (*length > 0 && (*line)[*length - 1] == '\r')
    (*length)--;
  self->start = next;
  self->scanned = next;
  self->skips = FALSE;
  self->number++;
  return was_skipped || *length > VST_LINE_MAX_BYTES ? VST_LINE_TOO_LONG : VST_LINE_HERE;
}

VstLineState
vst_line_reader_take (VstLineReader *self, const char **line, gsize *length, guint64 *number)
{
  char *newline = find_end (self);
  VstLineState state = VST_LINE_NONE;

  if (newline)
    state = take_until (self, (gsize)(newline - self->data), (gsize)(newline - self->data) + 1,
                        line, length);
  else if (self->is_at_end && (self->end > self->start || self->skips))
    state = take_until (self, self->end, self->end, line, length);
  else if (self->is_at_end)
    state = VST_LINE_END;
  *number = self->number;
  return state;
}

void
vst_line_reader_wipe (VstLineReader *self)
{
  explicit_bzero (self->data + self->wiped, self->start - self->wiped);
  self->wiped = self->start;
}

/* Room for the next chunk; of a line that is too long nothing is kept. */
static void
make_room (VstLineReader *self)
{
  if (self->start > 0)
    drop_taken (self);
  if (self->end > VST_LINE_MAX_BYTES) {
    self->skips = TRUE;
    self->start = self->end;
    drop_taken (self);
  }
  if (self->size - self->end < CHUNK / 2)
    grow (self);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  VstLineReader *self = g_task_get_source_object (task);
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0) {
    g_task_return_error (task, error);
    return;
  }
  self->is_at_end = n == 0;
  self->end += (gsize)n;
  g_task_return_boolean (task, TRUE);
}

void
vst_line_reader_fill_async (VstLineReader *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vst_line_reader_fill_async);
  make_room (self);
  g_input_stream_read_async (self->stream, self->data + self->end, self->size - self->end,
                             G_PRIORITY_DEFAULT, cancellable, filled_cb, g_steal_pointer (&task));
}

gboolean
vst_line_reader_fill_finish (VstLineReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
