/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-line-reader.h"

#include <string.h>
#include <unistd.h>

#include "test-support.h"

/* -------------------------------------------------------------- a stream that gives piece by piece
 */

/* Gives what it has in reads of @piece bytes at most, and makes the same bytes again and again
 * where it is to be longer than fits in memory. */
#define TEST_TYPE_STREAM (test_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestStream, test_stream, TEST, STREAM, GInputStream)

struct _TestStream {
  GInputStream parent_instance;

  const char *data;
  gsize size;
  gsize at;
  gsize piece;
  guint64 rounds; /* how often @data is still to come */
  gboolean fails; /* at the end */
};

G_DEFINE_FINAL_TYPE (TestStream, test_stream, G_TYPE_INPUT_STREAM)

static gssize
test_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TestStream *self = TEST_STREAM (stream);
  gsize n;

  if (self->at == self->size && self->rounds > 1) {
    self->rounds--;
    self->at = 0;
  }
  if (self->at == self->size && self->fails) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk has gone");
    return -1;
  }
  n = MIN (MIN (count, self->piece), self->size - self->at);
  memcpy (buffer, self->data + self->at, n);
  self->at += n;
  return (gssize)n;
}

static void
test_stream_class_init (TestStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_stream_read;
}

static void
test_stream_init (TestStream *self)
{
  self->rounds = 1;
  self->piece = G_MAXSIZE;
}

static TestStream *
make_stream (const char *data, gssize size, gsize piece)
{
  TestStream *self = g_object_new (TEST_TYPE_STREAM, NULL);

  self->data = data;
  self->size = size < 0 ? strlen (data) : (gsize)size;
  self->piece = piece;
  return self;
}

static VstLineReader *
make_reader (const char *data, gssize size, gsize piece)
{
  g_autoptr (TestStream) stream = make_stream (data, size, piece);

  return vst_line_reader_new (G_INPUT_STREAM (stream));
}

/* ------------------------------------------------------------------------------------- reading */

static gboolean
fill (VstLineReader *reader, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_line_reader_fill_async (reader, NULL, test_wait_cb, &wait);
  return vst_line_reader_fill_finish (reader, test_wait (&wait), error);
}

/* Fills as often as it takes. @number: nullable */
static VstLineState
take (VstLineReader *reader, const char **line, gsize *length, guint64 *number)
{
  guint64 ignored;
  VstLineState state;

  while ((state = vst_line_reader_take (reader, line, length, number ? number : &ignored)) ==
         VST_LINE_NONE) {
    g_autoptr (GError) error = NULL;

    fill (reader, &error);
    g_assert_no_error (error);
  }
  return state;
}

static void
assert_line (VstLineReader *reader, const char *expected, guint64 expected_number)
{
  const char *line;
  gsize length;
  guint64 number;

  g_assert_cmpint (take (reader, &line, &length, &number), ==, VST_LINE_HERE);
  g_assert_cmpmem (line, length, expected, strlen (expected));
  g_assert_cmpuint (number, ==, expected_number);
}

static void
assert_too_long (VstLineReader *reader, guint64 expected_number)
{
  const char *line;
  gsize length;
  guint64 number;

  g_assert_cmpint (take (reader, &line, &length, &number), ==, VST_LINE_TOO_LONG);
  g_assert_cmpuint (number, ==, expected_number);
}

static void
assert_end (VstLineReader *reader)
{
  const char *line;
  gsize length;

  for (int i = 0; i < 3; i++) /* it stays so */
    g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_END);
}

/* Whatever the pieces that the stream gives, down to single bytes. */
static void
test_pieces (void)
{
  static const gsize pieces[] = { 1, 2, 3, 5, 7, 64, G_MAXSIZE };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (VstLineReader) reader =
        make_reader ("one\ntwo\r\n\n\r\nf\rive\nsíx\nlast", -1, pieces[i]);

    assert_line (reader, "one", 1);
    assert_line (reader, "two", 2);
    assert_line (reader, "", 3);
    assert_line (reader, "", 4);
    assert_line (reader, "f\rive", 5);
    assert_line (reader, "síx", 6);
    assert_line (reader, "last", 7);
    assert_end (reader);
  }
}

static void
test_ends (void)
{
  static const struct {
    const char *data;
    guint n_lines;
  } rows[] = {
    { "", 0 },      { "\n", 1 },  { "\r\n", 1 },  { "\r", 1 },     { "a", 1 },    { "a\n", 1 },
    { "a\r\n", 1 }, { "a\r", 1 }, { "a\n\n", 2 }, { "\n\n\n", 3 }, { "a\nb", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (VstLineReader) reader = make_reader (rows[i].data, -1, 1);
    const char *line;
    gsize length;
    guint n = 0;

    while (take (reader, &line, &length, NULL) == VST_LINE_HERE) {
      g_assert_cmpuint (length, <=, 1);
      g_assert_true (length == 0 || *line == 'a' || *line == 'b');
      n++;
    }
    g_assert_cmpuint (n, ==, rows[i].n_lines);
    assert_end (reader);
  }
}

static void
test_nul (void)
{
  static const char data[] = "a\0b\nc\0\n";
  g_autoptr (VstLineReader) reader = make_reader (data, sizeof data - 1, 2);
  const char *line;
  gsize length;

  g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_HERE);
  g_assert_cmpmem (line, length, "a\0b", 3);
  g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_HERE);
  g_assert_cmpmem (line, length, "c\0", 2);
  assert_end (reader);
}

/* Lines of all lengths round a chunk of 64 KiB, so that ends fall on, before and behind its end. */
static void
test_chunk_borders (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VstLineReader) reader = NULL;

  for (guint i = 0; i < 40; i++) {
    for (guint n = 0; n < 65516 + i; n++)
      g_string_append_c (text, (char)('a' + i % 26));
    g_string_append (text, i % 2 ? "\r\n" : "\n");
  }
  reader = make_reader (text->str, (gssize)text->len, G_MAXSIZE);
  for (guint i = 0; i < 40; i++) {
    const char *line;
    gsize length;

    g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_HERE);
    g_assert_cmpuint (length, ==, 65516 + i);
    for (gsize n = 0; n < length; n++)
      if (line[n] != (char)('a' + i % 26))
        g_error ("line %u is spoilt at byte %" G_GSIZE_FORMAT, i + 1, n);
  }
  assert_end (reader);
}

/* ----------------------------------------------------------------------------- lines too long */

static char *
make_bytes (gsize size, const char *end)
{
  char *data = g_malloc (size + strlen (end) + 1);

  memset (data, 'x', size);
  strcpy (data + size, end);
  return data;
}

static void
test_longest (void)
{
  static const char *const ends[] = { "\nnext\n", "\r\nnext\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *good = make_bytes (VST_LINE_MAX_BYTES, ends[i]);
    g_autofree char *bad = make_bytes (VST_LINE_MAX_BYTES + 1, ends[i]);
    g_autoptr (VstLineReader) reader = make_reader (good, -1, G_MAXSIZE);
    g_autoptr (VstLineReader) other = make_reader (bad, -1, G_MAXSIZE);
    const char *line;
    gsize length;

    g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_HERE);
    g_assert_cmpuint (length, ==, VST_LINE_MAX_BYTES);
    assert_line (reader, "next", 2);
    assert_end (reader);

    assert_too_long (other, 1);
    assert_line (other, "next", 2);
    assert_end (other);
  }
}

/* It is left out in one piece, and counted as one line. */
static void
test_too_long (void)
{
  g_autofree char *data = make_bytes (10 * 1024 * 1024, "\r\nnext\n");
  g_autofree char *text = g_strconcat ("before\n", data, data, "last", NULL);
  g_autoptr (VstLineReader) reader = make_reader (text, -1, 50000);

  assert_line (reader, "before", 1);
  assert_too_long (reader, 2);
  assert_line (reader, "next", 3);
  assert_too_long (reader, 4);
  assert_line (reader, "next", 5);
  assert_line (reader, "last", 6);
  assert_end (reader);
}

static void
test_too_long_at_end (void)
{
  static const gsize sizes[] = { VST_LINE_MAX_BYTES + 1, 2 * VST_LINE_MAX_BYTES,
                                 10 * VST_LINE_MAX_BYTES, 10 * VST_LINE_MAX_BYTES + 7 };
  static const char *const ends[] = { "", "\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize e = 0; e < G_N_ELEMENTS (ends); e++) {
      g_autofree char *data = make_bytes (sizes[i], ends[e]);
      g_autoptr (VstLineReader) reader = make_reader (data, -1, G_MAXSIZE);

      assert_too_long (reader, 1);
      assert_end (reader);
    }
}

/* ------------------------------------------------------------------------------------- memory */

/* Resident memory, in KiB. */
static long
get_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", -1);
  return strtol (words[1], NULL, 10) * (sysconf (_SC_PAGESIZE) / 1024);
}

/* 200 MiB go through, as lines or as one line that is too long: a few MiB are held at most. */
static void
test_memory (gconstpointer with_ends)
{
  g_autofree char *data = make_bytes (100 * 1024 - 1, with_ends ? "\n" : "x");
  g_autoptr (TestStream) stream = make_stream (data, 100 * 1024, G_MAXSIZE);
  g_autoptr (VstLineReader) reader = NULL;
  const char *line;
  gsize length;
  guint64 number = 0;
  long before = get_memory ();

  stream->rounds = 2000;
  reader = vst_line_reader_new (G_INPUT_STREAM (stream));
  while (take (reader, &line, &length, &number) != VST_LINE_END)
    ;
  g_assert_cmpuint (number, ==, with_ends ? 2000 : 1);
  g_assert_cmpint (get_memory () - before, <, 8 * 1024);
}

#define SECRET_SIZE 64

/* Whether the secret's second half stands in memory of this process that can be written: the first
 * may be overwritten by chance. The test's own copies do not count: they are masked, or on the
 * stack. */
static void
assert_in_memory (const guint8 *masked, gboolean expected)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gsize size = SECRET_SIZE / 2;
  g_autofree guint8 *needle = g_malloc (size);
  gboolean is_found = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (gsize i = 0; i < size; i++)
    needle[i] = masked[size + i] ^ 0x5a;
  for (char **p = lines; *p && **p; p++) {
    guint64 from = g_ascii_strtoull (*p, NULL, 16);
    guint64 to = g_ascii_strtoull (strchr (*p, '-') + 1, NULL, 16);
    const guint8 *at = (const guint8 *)from;

    if (!test_can_look () || !strstr (*p, " rw-p ") || strstr (*p, "[stack]"))
      continue;
    while ((at = memmem (at, to - (guint64)at, needle, size))) {
      is_found |= at != needle;
      at++;
    }
  }
  memset (needle, 0, size);
  g_assert_true (!test_can_look () || is_found == expected);
}

/* The secret is put together in the stream's own memory, which is wiped as soon as it is read. */
static void
write_secret (char *data, guint8 *masked)
{
  for (guint i = 0; i < SECRET_SIZE; i++) {
    masked[i] = (guint8)('A' + g_random_int_range (0, 26)) ^ 0x5a;
    data[i] = (char)(masked[i] ^ 0x5a);
  }
}

/* With @grown the buffer grows while the secret is in it, which must not leave a copy behind. */
static void
test_wiped (gconstpointer grown)
{
  gsize size = grown ? 700000 : SECRET_SIZE;
  char *data = make_bytes (size, "\nnext\nlast");
  g_autoptr (TestStream) stream = make_stream (data, -1, 1000);
  VstLineReader *reader = vst_line_reader_new (G_INPUT_STREAM (stream));
  guint8 masked[SECRET_SIZE];
  const char *line;
  gsize length;

  write_secret (data, masked);
  g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_HERE);
  g_assert_cmpuint (length, ==, size);
  memset (data, 0, SECRET_SIZE);
  assert_in_memory (masked, TRUE);
  assert_line (reader, "next", 2);
  assert_line (reader, "last", 3); /* not there until the buffer is filled anew */
  assert_in_memory (masked, FALSE);
  g_object_unref (reader);
  g_free (data);
}

/* What was not taken goes with the reader. It stands far behind in the buffer, and the buffer not
 * at the heap's end, so that nothing else overwrites it. */
static void
test_wiped_with_reader (void)
{
  gsize at = 50000;
  char *data = make_bytes (at + SECRET_SIZE, "\n");
  g_autoptr (TestStream) stream = make_stream (data, -1, G_MAXSIZE);
  VstLineReader *reader = vst_line_reader_new (G_INPUT_STREAM (stream));
  char *behind = g_malloc (100);
  guint8 masked[SECRET_SIZE];

  write_secret (data + at, masked);
  g_assert_true (fill (reader, NULL));
  memset (data, 0, at + SECRET_SIZE);
  assert_in_memory (masked, TRUE);
  g_object_unref (reader);
  assert_in_memory (masked, FALSE);
  g_free (behind);
  g_free (data);
}

/* ----------------------------------------------------------------------------- what goes wrong */

static void
test_failure (void)
{
  g_autoptr (TestStream) stream = make_stream ("one\nhalf", -1, G_MAXSIZE);
  g_autoptr (VstLineReader) reader = vst_line_reader_new (G_INPUT_STREAM (stream));
  g_autoptr (GError) error = NULL;
  const char *line;
  gsize length;
  guint64 number;

  stream->fails = TRUE;
  assert_line (reader, "one", 1);
  g_assert_cmpint (vst_line_reader_take (reader, &line, &length, &number), ==, VST_LINE_NONE);
  g_assert_false (fill (reader, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_cancelled (void)
{
  g_autoptr (VstLineReader) reader = make_reader ("one\n", -1, G_MAXSIZE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  g_cancellable_cancel (cancellable);
  vst_line_reader_fill_async (reader, cancellable, test_wait_cb, &wait);
  g_assert_false (vst_line_reader_fill_finish (reader, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Before the next line is asked for; what is not taken yet stays. */
static void
test_wipe (void)
{
  g_autoptr (VstLineReader) reader = make_reader ("a-secret\nanother\nlast", -1, G_MAXSIZE);
  const char zeros[sizeof "a-secret\nanother\n" - 1] = { 0 };
  const char *line, *second;
  gsize length;

  g_assert_cmpint (take (reader, &line, &length, NULL), ==, VST_LINE_HERE);
  vst_line_reader_wipe (reader);
  g_assert_cmpmem (line, length, zeros, length);
  g_assert_cmpint (take (reader, &second, &length, NULL), ==, VST_LINE_HERE);
  g_assert_cmpmem (second, length, "another", 7);
  vst_line_reader_wipe (reader);
  g_assert_cmpmem (line, sizeof zeros, zeros, sizeof zeros);
  assert_line (reader, "last", 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/line-reader/pieces", test_pieces);
  g_test_add_func ("/vst/line-reader/ends", test_ends);
  g_test_add_func ("/vst/line-reader/nul", test_nul);
  g_test_add_func ("/vst/line-reader/chunk-borders", test_chunk_borders);
  g_test_add_func ("/vst/line-reader/longest", test_longest);
  g_test_add_func ("/vst/line-reader/too-long", test_too_long);
  g_test_add_func ("/vst/line-reader/too-long-at-end", test_too_long_at_end);
  g_test_add_data_func ("/vst/line-reader/memory/lines", GINT_TO_POINTER (TRUE), test_memory);
  g_test_add_data_func ("/vst/line-reader/memory/one-line", NULL, test_memory);
  g_test_add_data_func ("/vst/line-reader/wiped/short", NULL, test_wiped);
  g_test_add_data_func ("/vst/line-reader/wiped/grown", GINT_TO_POINTER (TRUE), test_wiped);
  g_test_add_func ("/vst/line-reader/wiped/with-reader", test_wiped_with_reader);
  g_test_add_func ("/vst/line-reader/failure", test_failure);
  g_test_add_func ("/vst/line-reader/cancelled", test_cancelled);
  g_test_add_func ("/vst/line-reader/wipe", test_wipe);
  return g_test_run ();
}
