/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-secret.h"

#include <string.h>

#include "domo-secret-memory.h"

/* Shorter ones stand in too many texts by chance. */
#define MIN_MASKED 4

struct _DomoSecret {
  gatomicrefcount count;
  gsize length;
  char text[]; /* NUL-terminated */
};

G_DEFINE_BOXED_TYPE (DomoSecret, domo_secret, domo_secret_ref, domo_secret_unref)

DomoSecret *
domo_secret_new (const char *text, gssize length)
{
  DomoSecret *self;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize)length;
  self = domo_secret_memory_new (sizeof *self + size + 1);
  g_atomic_ref_count_init (&self->count);
  self->length = size;
  memcpy (self->text, text, size);
  self->text[size] = '\0';
  return self;
}

DomoSecret *
domo_secret_ref (DomoSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
domo_secret_unref (DomoSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  domo_secret_memory_free (self, sizeof *self + self->length + 1);
}

const char *
domo_secret_get_text (DomoSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text;
}

gsize
domo_secret_get_length (DomoSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->length;
}

gboolean
domo_secret_equal (DomoSecret *a, DomoSecret *b)
{
  guchar difference = 0;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->length != b->length)
    return FALSE;
  for (gsize i = 0; i < a->length; i++)
    difference |= (guchar)(a->text[i] ^ b->text[i]);
  return difference == 0;
}

/* How many bytes of text make the next byte when it is percent-decoded: 3 or 1. */
static gsize
encoded_width (const char *text, gsize left)
{
  if (left >= 3 && text[0] == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
    return 3;
  return 1;
}

/* What is no escape stays as it is. The caller wipes the result. */
static char *
percent_decode (const char *text, gsize length, gsize *decoded_length)
{
  char *decoded = g_malloc (length + 1);
  gsize used = 0;
  gsize width;

  for (gsize i = 0; i < length; i += width) {
    width = encoded_width (text + i, length - i);
    if (width == 3)
      decoded[used] =
          (char)(g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]));
    else
      decoded[used] = text[i];
    used++;
  }
  decoded[used] = '\0';
  *decoded_length = used;
  return decoded;
}

/* Marks in hidden, a byte for each of text, where needle stands in it. */
static void
hide_plain (const char *text, gsize length, const char *needle, gsize needle_length, guint8 *hidden)
{
  gsize start = 0;
  const char *found;

  while ((found = memmem (text + start, length - start, needle, needle_length))) {
    start = (gsize)(found - text);
    memset (hidden + start, 1, needle_length);
    start += needle_length;
  }
}

/* Likewise where needle stands in text once that is percent-decoded. Encoders differ in which bytes
 * they encode and in the case of their digits, so that the text is decoded, not the needle encoded.
 */
static void
hide_encoded (const char *text,
              gsize length,
              const char *decoded,
              gsize decoded_length,
              const char *needle,
              gsize needle_length,
              guint8 *hidden)
{
  const char *position = decoded;
  const char *end = decoded + decoded_length;
  gsize start = 0; /* in text, of what position is in decoded */
  const char *found;
  gsize width;

  while ((found = memmem (position, (gsize)(end - position), needle, needle_length))) {
    for (; position < found; position++)
      start += encoded_width (text + start, length - start);
    for (; position < found + needle_length; position++) {
      width = encoded_width (text + start, length - start);
      memset (hidden + start, 1, width);
      start += width;
    }
  }
}

/* Likewise the beginning of needle at the end of a text that was cut and ends with "…". */
static void
hide_cut (const char *text, gsize length, const char *needle, gsize needle_length, guint8 *hidden)
{
  const gsize mark = strlen ("…");
  gsize n;

  if (length < mark || memcmp (text + length - mark, "…", mark) != 0)
    return;
  length -= mark;
  for (n = MIN (length, needle_length); n >= MIN_MASKED; n--)
    if (memcmp (text + length - n, needle, n) == 0) {
      memset (hidden + length - n, 1, n);
      return;
    }
}

static char *
replace_hidden (const char *text, gsize length, const guint8 *hidden)
{
  GString *shown = g_string_sized_new (length + 1);

  for (gsize i = 0; i < length; i++)
    if (!hidden[i])
      g_string_append_c (shown, text[i]);
    else if (i == 0 || !hidden[i - 1])
      g_string_append (shown, DOMO_SECRET_MASK);
  return g_string_free (shown, FALSE);
}

/* A text of JSON stands in it byte for byte where nothing is written in another way: with "\\" by
 * JSON, with "%" by whoever encodes for addresses, with "…" by whoever cuts. The secret begins as
 * it does when it is percent-decoded. */
gboolean
domo_secret_may_be_in (DomoSecret *self, const char *data, gsize size)
{
  const char *escape = memchr (self->text, '%', self->length);
  gsize beginning = escape ? (gsize)(escape - self->text) : self->length;

  if (memchr (data, '\\', size) || memchr (data, '%', size) ||
      memmem (data, size, "…", strlen ("…")))
    return TRUE;
  return memmem (data, size, self->text, beginning) != NULL;
}

char *
domo_secret_mask_in (DomoSecret *self, const char *text)
{
  g_autofree guint8 *hidden = NULL;
  gsize length;
  gsize sizes[2];
  char *needles[2]; /* the secret, and the secret percent-decoded */
  char *decoded;
  gsize decoded_length;

  g_return_val_if_fail (text != NULL, NULL);

  if (!self || self->length < MIN_MASKED)
    return g_strdup (text);

  length = strlen (text);
  if (!domo_secret_may_be_in (self, text, length))
    return g_strndup (text, length);
  hidden = g_malloc0 (length + 1);
  decoded = percent_decode (text, length, &decoded_length);
  needles[0] = self->text;
  sizes[0] = self->length;
  needles[1] = percent_decode (self->text, self->length, &sizes[1]);
  /* Half a character is no secret, and without it the rest of text would be no text. */
  if (sizes[1] < MIN_MASKED || !g_utf8_validate_len (needles[1], sizes[1], NULL))
    sizes[1] = 0;

  for (guint i = 0; i < G_N_ELEMENTS (needles) && sizes[i] > 0; i++) {
    hide_plain (text, length, needles[i], sizes[i], hidden);
    hide_cut (text, length, needles[i], sizes[i], hidden);
    hide_encoded (text, length, decoded, decoded_length, needles[i], sizes[i], hidden);
  }

  explicit_bzero (needles[1], self->length);
  g_free (needles[1]);
  explicit_bzero (decoded, length);
  g_free (decoded);
  return replace_hidden (text, length, hidden);
}

void
domo_wipe_string (char *text)
{
  if (!text)
    return;
  explicit_bzero (text, strlen (text));
  g_free (text);
}

typedef struct {
  void *data;
  gsize size;
} Block;

static void
wipe_block (gpointer user_data)
{
  Block *block = user_data;

  if (block->data) /* an answer may end before its first byte */
    explicit_bzero (block->data, block->size);
  g_free (block->data);
  g_free (block);
}

GBytes *
domo_wiped_bytes_new (void *data, gsize size)
{
  Block *block = g_new (Block, 1);

  block->data = data;
  block->size = size;
  return g_bytes_new_with_free_func (data, size, wipe_block, block);
}
