/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-buffer.h"

#include <string.h>

#include "domo-secret-memory.h"

/* Most secrets fit. */
#define FIRST_SIZE 192

struct _VstSecretBuffer {
  GtkEntryBuffer parent_instance;

  char *text; /* NULL until something is typed; NUL-terminated */
  gsize allocated;
  gsize n_bytes; /* without the NUL */
  guint n_chars;
};

G_DEFINE_FINAL_TYPE (VstSecretBuffer, vst_secret_buffer, GTK_TYPE_ENTRY_BUFFER)

static const char *
get_text (GtkEntryBuffer *buffer, gsize *n_bytes)
{
  VstSecretBuffer *self = VST_SECRET_BUFFER (buffer);

  if (n_bytes)
    *n_bytes = self->n_bytes;
  return self->text ? self->text : "";
}

static guint
get_length (GtkEntryBuffer *buffer)
{
  return VST_SECRET_BUFFER (buffer)->n_chars;
}

static void
make_room (VstSecretBuffer *self, gsize n_bytes)
{
  gsize allocated = MAX (self->allocated, FIRST_SIZE);
  char *text;

  while (allocated < n_bytes + 1)
    allocated *= 2;
  if (allocated == self->allocated)
    return;
  text = domo_secret_memory_new (allocated);
  if (self->text) {
    memcpy (text, self->text, self->n_bytes);
    domo_secret_memory_free (self->text, self->allocated);
  }
  self->text = text;
  self->allocated = allocated;
}

/* As many whole characters as an entry takes. */
static gsize
measure (VstSecretBuffer *self, const char *chars, guint *n_chars)
{
  gsize room = GTK_ENTRY_BUFFER_MAX_SIZE - self->n_bytes;
  const char *end = g_utf8_offset_to_pointer (chars, *n_chars);

  while ((gsize)(end - chars) > room) {
    end = g_utf8_prev_char (end);
    (*n_chars)--;
  }
  return (gsize)(end - chars);
}

static guint
insert_text (GtkEntryBuffer *buffer, guint position, const char *chars, guint n_chars)
{
  VstSecretBuffer *self = VST_SECRET_BUFFER (buffer);
  gsize n_bytes = measure (self, chars, &n_chars);
  char *at;

  if (n_chars == 0)
    return 0;
  make_room (self, self->n_bytes + n_bytes);
  at = g_utf8_offset_to_pointer (self->text, position);
  memmove (at + n_bytes, at, self->n_bytes - (gsize)(at - self->text) + 1);
  memcpy (at, chars, n_bytes);
  self->n_bytes += n_bytes;
  self->n_chars += n_chars;
  gtk_entry_buffer_emit_inserted_text (buffer, position, chars, n_chars);
  return n_chars;
}

/* The text is taken out by the signal's own handler: those before it may ask for what it was. */
static guint
delete_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  guint length = VST_SECRET_BUFFER (buffer)->n_chars;

  position = MIN (position, length);
  n_chars = MIN (n_chars, length - position);
  if (n_chars > 0)
    gtk_entry_buffer_emit_deleted_text (buffer, position, n_chars);
  return n_chars;
}

static void
deleted_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  VstSecretBuffer *self = VST_SECRET_BUFFER (buffer);
  char *start = g_utf8_offset_to_pointer (self->text, position);
  char *end = g_utf8_offset_to_pointer (start, n_chars);
  gsize n_after = self->n_bytes - (gsize)(end - self->text);

  memmove (start, end, n_after);
  explicit_bzero (start + n_after, (gsize)(end - start));
  self->n_bytes -= (gsize)(end - start);
  self->n_chars -= n_chars;
  g_object_notify (G_OBJECT (self), "text");
  g_object_notify (G_OBJECT (self), "length");
}

static void
vst_secret_buffer_finalize (GObject *object)
{
  VstSecretBuffer *self = VST_SECRET_BUFFER (object);

  if (self->text)
    domo_secret_memory_free (self->text, self->allocated);
  G_OBJECT_CLASS (vst_secret_buffer_parent_class)->finalize (object);
}

static void
vst_secret_buffer_class_init (VstSecretBufferClass *klass)
{
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vst_secret_buffer_finalize;
  buffer_class->get_text = get_text;
  buffer_class->get_length = get_length;
  buffer_class->insert_text = insert_text;
  buffer_class->delete_text = delete_text;
  buffer_class->deleted_text = deleted_text;
}

static void
vst_secret_buffer_init (VstSecretBuffer *self)
{
}

GtkEntryBuffer *
vst_secret_buffer_new (void)
{
  return g_object_new (VST_TYPE_SECRET_BUFFER, NULL);
}
