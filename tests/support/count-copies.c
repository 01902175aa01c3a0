/* SPDX-License-Identifier: GPL-3.0-or-later */

/* count-copies PID: looks for texts in the memory of a process, in every mapping that can be read.
 *
 * Standard input has a text a line, in hexadecimal digits. For each place where one stands, a line
 * is printed with the number of the text, the address, and what the mapping is of. The last line
 * has how many bytes were looked at. */
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE (4 * 1024 * 1024)

static GPtrArray *texts; /* of GBytes */
static gsize longest;
static guint8 begins[65536]; /* whether a text begins with these two bytes */
static guint64 looked_at;

static gboolean
read_texts (void)
{
  char line[8192];

  while (fgets (line, sizeof line, stdin)) {
    gsize length = strspn (line, "0123456789abcdef") / 2;
    guint8 *text = g_malloc (length + 1);

    for (gsize i = 0; i < length; i++)
      text[i] = (guint8)(g_ascii_xdigit_value (line[2 * i]) << 4 |
                         g_ascii_xdigit_value (line[2 * i + 1]));
    if (length < 4)
      return FALSE;
    begins[text[0] << 8 | text[1]] = 1;
    longest = MAX (longest, length);
    g_ptr_array_add (texts, g_bytes_new_take (text, length));
  }
  return texts->len > 0;
}

static void
look_here (const guint8 *at, gsize left, guint64 address, const char *name)
{
  for (guint i = 0; i < texts->len; i++) {
    gsize length;
    const void *text = g_bytes_get_data (g_ptr_array_index (texts, i), &length);

    if (length <= left && memcmp (at, text, length) == 0)
      printf ("%u %" G_GINT64_MODIFIER "x %s\n", i, address, name);
  }
}

/* The end of a piece is looked at again as the beginning of the next one: a place there counts
 * once, as @n bytes of it do. */
static void
look_through (const guint8 *data, gsize n, gsize length, guint64 address, const char *name)
{
  for (gsize i = 0; i < n && i + 1 < length; i++)
    if (begins[data[i] << 8 | data[i + 1]])
      look_here (data + i, length - i, address + i, name);
}

static void
look_at_mapping (int memory, guint64 start, guint64 end, const char *name)
{
  static guint8 data[PIECE];

  while (start < end) {
    gssize length = pread (memory, data, MIN (PIECE, end - start), (off_t)start);
    gboolean is_last = length >= 0 && start + (guint64)length >= end;
    gsize n;

    if (length <= 0) /* of a device, past the end of a file, or gone meanwhile */
      return;
    n = is_last || (gsize)length <= longest ? (gsize)length : (gsize)length - longest;
    look_through (data, n, (gsize)length, start, name);
    looked_at += n;
    start += n;
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *maps_path = g_strdup_printf ("/proc/%s/maps", argc == 2 ? argv[1] : "");
  g_autofree char *memory_path = g_strdup_printf ("/proc/%s/mem", argc == 2 ? argv[1] : "");
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open (memory_path, O_RDONLY | O_CLOEXEC);

  texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  if (memory < 0 || !read_texts () || !g_file_get_contents (maps_path, &maps, NULL, NULL))
    return 1;
  lines = g_strsplit (maps, "\n", -1);
  for (gsize i = 0; lines[i]; i++) {
    guint64 start, end;
    char mode[5];
    int name_at = 0;

    if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s %*s %*s %*s %n",
                &start, &end, mode, &name_at) == 3 &&
        mode[0] == 'r')
      look_at_mapping (memory, start, end, lines[i] + name_at);
  }
  printf ("looked at %" G_GUINT64_FORMAT "\n", looked_at);
  close (memory);
  g_ptr_array_unref (texts);
  return 0;
}
