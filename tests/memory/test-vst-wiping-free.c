/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-wiping-free.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How it stands in this program, so that only the copies that a test makes are found. */
static const unsigned char masked[] = { 'n' ^ 0xff, 'e' ^ 0xff, 'e' ^ 0xff, 'd' ^ 0xff,
                                        'l' ^ 0xff, 'e' ^ 0xff, '-' ^ 0xff, '4' ^ 0xff,
                                        '7' ^ 0xff, '1' ^ 0xff, '1' ^ 0xff };

#define NEEDLE_LENGTH G_N_ELEMENTS (masked)

static gboolean
is_needle (const volatile char *at)
{
  for (gsize i = 0; i < NEEDLE_LENGTH; i++)
    if (at[i] != (char)(masked[i] ^ 0xff))
      return FALSE;
  return TRUE;
}

static void
write_needle (char *at)
{
  for (gsize i = 0; i < NEEDLE_LENGTH; i++)
    at[i] = (char)(masked[i] ^ 0xff);
}

static void
fill_with_needles (char *block, gsize size)
{
  for (gsize i = 0; i + NEEDLE_LENGTH <= size; i += NEEDLE_LENGTH)
    write_needle (block + i);
}

/* The memory of this program that may be written to, looked at where it is. */
static guint
count_needles (void)
{
  static char maps[256 * 1024]; /* nothing is asked of malloc() meanwhile */
  gssize length = 0, n;
  int fd = open ("/proc/self/maps", O_RDONLY);
  guint count = 0;
  unsigned long start, end;
  char mode[5];

  while ((n = read (fd, maps + length, sizeof maps - 1 - (gsize)length)) > 0)
    length += n;
  close (fd);
  maps[length] = '\0';
  for (char *line = maps; line && *line;
       line = strchr (line, '\n') ? strchr (line, '\n') + 1 : NULL)
    if (sscanf (line, "%lx-%lx %4s", &start, &end, mode) == 3 && g_str_has_prefix (mode, "rw"))
      for (const char *at = (char *)start; at + NEEDLE_LENGTH <= (char *)end; at++)
        count += is_needle (at);
  return count;
}

/* A small block stays in the thread's own cache, a larger one in a list, a large one is a mapping.
 */
static const gsize sizes[] = { 24, 200, 1000, 5000, 100000, 300000, 3000000 };

static void
test_free (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    char *block = malloc (sizes[i]);
    char *neighbour = malloc (sizes[i]);

    fill_with_needles (block, sizes[i]);
    g_assert_cmpuint (count_needles (), ==, sizes[i] / NEEDLE_LENGTH);
    free (block);
    g_assert_cmpuint (count_needles (), ==, 0);
    free (neighbour);
  }
  free (NULL);
}

static void
test_free_keeps_errno (void)
{
  errno = ENOTTY;
  free (malloc (3000000));
  g_assert_cmpint (errno, ==, ENOTTY);
}

/* The end of a block that nobody asked for, too. */
static void
test_whole_block (void)
{
  char *block = malloc (25);
  gsize usable = malloc_usable_size (block);

  g_assert_cmpuint (usable, >=, 25 + NEEDLE_LENGTH);
  write_needle (block + usable - NEEDLE_LENGTH);
  free (block);
  g_assert_cmpuint (count_needles (), ==, 0);
}

static void
test_aligned (void)
{
  void *posix = NULL;
  char *blocks[3];

  g_assert_cmpint (posix_memalign (&posix, 256, 2000), ==, 0);
  blocks[0] = posix;
  blocks[1] = aligned_alloc (4096, 8192);
  blocks[2] = calloc (20, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++) {
    fill_with_needles (blocks[i], 2000);
    free (blocks[i]);
    g_assert_cmpuint (count_needles (), ==, 0);
  }
}

/* A token that is read into a buffer which grows meanwhile is there once. */
static void
test_grow (void)
{
  char *block = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    block = realloc (block, sizes[i]);
    if (i == 0)
      write_needle (block);
    g_assert_true (is_needle (block));
    g_assert_cmpuint (count_needles (), ==, 1);
  }
  free (block);
  g_assert_cmpuint (count_needles (), ==, 0);
}

static void
test_shrink (void)
{
  char *block = malloc (100000);

  fill_with_needles (block, 100000);
  for (gsize size = 99999; size >= NEEDLE_LENGTH; size = size * 3 / 4) {
    block = realloc (block, size);
    g_assert_cmpuint (count_needles (), ==, size / NEEDLE_LENGTH);
  }
  g_assert_cmpuint (malloc_usable_size (block), <, 200);
  block = realloc (block, 0);
  g_assert_null (block);
  g_assert_cmpuint (count_needles (), ==, 0);
}

static void
test_reallocarray (void)
{
  char *block = reallocarray (NULL, 10, 10);
  volatile gsize too_many = G_MAXSIZE / 2;

  write_needle (block);
  block = reallocarray (block, 100, 1000);
  g_assert_true (is_needle (block));
  g_assert_cmpuint (count_needles (), ==, 1);
  errno = 0;
  g_assert_null (reallocarray (block, too_many, 3));
  g_assert_cmpint (errno, ==, ENOMEM);
  free (block);
  g_assert_cmpuint (count_needles (), ==, 0);
}

/* The block is the caller's as before. */
static void
test_no_memory (void)
{
  char *block = malloc (100);
  volatile gsize too_much = G_MAXSSIZE;

  write_needle (block);
  errno = 0;
  g_assert_null (realloc (block, too_much));
  g_assert_cmpint (errno, ==, ENOMEM);
  g_assert_true (is_needle (block));
  free (block);
}

/* Libraries, and the C library itself, come here too. */
static void
test_libraries (void)
{
  char *needle = g_malloc (NEEDLE_LENGTH + 1);
  GString *text = g_string_new (NULL);
  FILE *file = tmpfile ();
  char *line = NULL;
  size_t size = 0;

  write_needle (needle);
  needle[NEEDLE_LENGTH] = '\0';
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s ", needle);
  g_assert_cmpint (fwrite (text->str, 1, text->len, file), ==, text->len);
  g_free (needle);
  g_string_free (text, TRUE);
  rewind (file);
  g_assert_cmpint (getline (&line, &size, file), >, 1000); /* grows it */
  fclose (file);
  free (line);
  g_assert_cmpuint (count_needles (), ==, 0);
}

/* While there is nothing secret. What is freed afterwards is wiped, whenever it was allocated. */
static void
test_pause (void)
{
  char *before = malloc (1000);
  char *grown = malloc (24);

  vst_wiping_free_pause ();
  fill_with_needles (before, 1000);
  free (before);
  g_assert_cmpuint (count_needles (), >, 0);
  grown[0] = 'x';
  grown = realloc (grown, 5000);
  g_assert_cmpint (grown[0], ==, 'x');
  vst_wiping_free_resume ();

  before = malloc (1000); /* the same block, out of the thread's own cache */
  fill_with_needles (before, 1000);
  free (before);
  free (grown);
  g_assert_cmpuint (count_needles (), ==, 0);
}

static gpointer
come_and_go (gpointer unused)
{
  for (guint i = 0; i < 20000; i++) {
    char *block = malloc (i % 3000 + 1);

    memset (block, 'x', i % 3000 + 1);
    block = realloc (block, i % 1700 + 1);
    g_assert_cmpint (block[0], ==, 'x');
    free (block);
  }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("blocks", come_and_go, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/wiping-free/free", test_free);
  g_test_add_func ("/memory/wiping-free/free-keeps-errno", test_free_keeps_errno);
  g_test_add_func ("/memory/wiping-free/whole-block", test_whole_block);
  g_test_add_func ("/memory/wiping-free/aligned", test_aligned);
  g_test_add_func ("/memory/wiping-free/grow", test_grow);
  g_test_add_func ("/memory/wiping-free/shrink", test_shrink);
  g_test_add_func ("/memory/wiping-free/reallocarray", test_reallocarray);
  g_test_add_func ("/memory/wiping-free/no-memory", test_no_memory);
  g_test_add_func ("/memory/wiping-free/libraries", test_libraries);
  g_test_add_func ("/memory/wiping-free/threads", test_threads);
  g_test_add_func ("/memory/wiping-free/pause", test_pause);
  return g_test_run ();
}
