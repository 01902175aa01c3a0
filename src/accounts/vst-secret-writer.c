/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-writer.h"

#include <string.h>

/* Longer than most forms of most tokens. */
#define FIRST_SIZE 4096

/* Not g_realloc(), which leaves the old copy as it was. */
static void
grow (VstSecretWriter *self, gsize wanted)
{
  gsize size = MAX (self->size, FIRST_SIZE);
  char *text;

  if (wanted <= self->size)
    return;
  while (size < wanted)
    size *= 2;
  text = g_malloc (size);
  if (self->text) {
    memcpy (text, self->text, self->length);
    explicit_bzero (self->text, self->size);
    g_free (self->text);
  }
  self->text = text;
  self->size = size;
}

void
vst_secret_writer_add (VstSecretWriter *self, const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;

  if (n == 0)
    return; /* nor is @text anything then */
  grow (self, self->length + n);
  memcpy (self->text + self->length, text, n);
  self->length += n;
}

void
vst_secret_writer_add_all (VstSecretWriter *self, const char *text, ...)
{
  va_list others;

  va_start (others, text);
  for (; text; text = va_arg (others, const char *))
    vst_secret_writer_add (self, text, -1);
  va_end (others);
}

DomoSecret *
vst_secret_writer_end (VstSecretWriter *self)
{
  DomoSecret *secret = domo_secret_new (self->text ? self->text : "", (gssize)self->length);

  vst_secret_writer_clear (self);
  return secret;
}

void
vst_secret_writer_clear (VstSecretWriter *self)
{
  if (self->text)
    explicit_bzero (self->text, self->size);
  g_free (self->text);
  *self = (VstSecretWriter){ NULL };
}
