/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-secret-memory.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Around every border between two sizes of block, and past a page of any machine. */
static const gsize sizes[] = { 1,    15,   16,    63,    64,    65,     127,    128,
                               129,  255,  256,   257,   511,   512,    513,    1023,
                               1024, 1025, 2048,  4031,  4032,  4033,   4095,   4096,
                               4097, 8192, 16384, 65535, 65536, 131072, 200000, 1000000 };

static void
assert_filled (const char *block, gsize size, char byte)
{
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (block[i], ==, byte);
}

static void
test_zeroed_and_aligned (void)
{
  for (guint round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
      char *block = domo_secret_memory_new (sizes[i]);

      assert_filled (block, sizes[i], 0);
      g_assert_cmpuint ((guintptr)block % 16, ==, 0);
      memset (block, 'x', sizes[i]);
      domo_secret_memory_free (block, sizes[i]);
    }
}

typedef struct {
  char *block;
  gsize size;
  char byte;
} Held;

static void
hold (Held *held, GRand *rand)
{
  held->size = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes) - 6)];
  held->byte = (char)g_rand_int_range (rand, 'A', 'Z');
  held->block = domo_secret_memory_new (held->size);
  assert_filled (held->block, held->size, 0);
  memset (held->block, held->byte, held->size);
}

static void
let_go (Held *held)
{
  if (!held->block)
    return;
  assert_filled (held->block, held->size, held->byte);
  domo_secret_memory_free (held->block, held->size);
  held->block = NULL;
}

/* Blocks come and go in any order, and none reaches into another. */
static gpointer
come_and_go (gpointer seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));
  Held held[200] = { 0 };

  for (guint i = 0; i < 5000; i++) {
    Held *one = &held[g_rand_int_range (rand, 0, G_N_ELEMENTS (held))];

    if (one->block)
      let_go (one);
    else
      hold (one, rand);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    let_go (&held[i]);
  return NULL;
}

static void
test_any_order (void)
{
  come_and_go (GUINT_TO_POINTER (1));
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("secrets", come_and_go, GUINT_TO_POINTER (i));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#if defined __SANITIZE_ADDRESS__
#define IS_PLAIN_MEMORY
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define IS_PLAIN_MEMORY
#endif
#endif

#ifndef IS_PLAIN_MEMORY

/* The neighbour keeps the page, so that it can still be looked at. */
static void
test_wiped (void)
{
  char *neighbour = domo_secret_memory_new (20);
  char *block = domo_secret_memory_new (20);
  volatile char *freed = block;

  g_assert_cmpint (ABS (block - neighbour), <, 4096);
  strcpy (block, "a needle in hay");
  strcpy (neighbour, "hay alone");
  domo_secret_memory_free (block, 20);
  for (gsize i = 0; i < 20; i++)
    g_assert_cmpint (freed[i], ==, '\0');
  g_assert_cmpstr (neighbour, ==, "hay alone");
  domo_secret_memory_free (neighbour, 20);
}

/* What the kernel says of the memory that a block is in: two letters for each flag. */
static char *
dup_flags (const void *block)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint64 start, end;
  gboolean is_here = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i]; i++) {
    if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x ", &start, &end) == 2)
      is_here = start <= (guintptr)block && (guintptr)block < end;
    else if (is_here && g_str_has_prefix (lines[i], "VmFlags:"))
      return g_strconcat (lines[i] + strlen ("VmFlags:"), " ", NULL);
  }
  g_assert_not_reached ();
}

static gboolean
has_flag (const void *block, const char *flag)
{
  g_autofree char *flags = dup_flags (block);
  g_autofree char *word = g_strconcat (" ", flag, " ", NULL);

  return strstr (flags, word) != NULL;
}

static gboolean
may_lock (void)
{
  const struct rlimit enough = { 8192 * 1024, 8192 * 1024 };
  struct rlimit limit;

  if (getrlimit (RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur >= enough.rlim_cur)
    return TRUE;
  return setrlimit (RLIMIT_MEMLOCK, &enough) == 0; /* as root may */
}

static void
test_locked (void)
{
  static const gsize some[] = { 20, 700, 3000, 100000 };

  if (!may_lock ()) {
    g_test_skip ("less than 8 MiB may be locked here");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++) {
    char *block = domo_secret_memory_new (some[i]);
    char *neighbour = domo_secret_memory_new (some[i]);

    domo_secret_memory_free (neighbour, some[i]);
    g_assert_true (has_flag (block, "lo"));
    g_assert_true (has_flag (block + some[i] - 1, "lo"));
    g_assert_true (has_flag (block, "dd"));
    domo_secret_memory_free (block, some[i]);
  }
}

/* Nothing may be locked: all the rest is as ever. */
static void
test_not_allowed (void)
{
  const struct rlimit none = { 0, 0 };
  char *block;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    g_test_trap_assert_stderr ("");
    return;
  }

  g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &none), ==, 0);
  if (geteuid () == 0) /* whom no limit holds */
    g_assert_cmpint (setresuid (65534, 65534, 65534), ==, 0);
  block = domo_secret_memory_new (700);
  strcpy (block, "a needle");
  g_assert_cmpstr (block, ==, "a needle");
  domo_secret_memory_free (block, 700);
  come_and_go (GUINT_TO_POINTER (2));
  _exit (0); /* a measure of coverage could not be written by nobody, and would say so */
}

static gsize
count_locked_kib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmLck:");
  g_assert_nonnull (line);
  return (gsize)g_ascii_strtoull (
      line + strlen ("VmLck:") + strspn (line + strlen ("VmLck:"), " \t"), NULL, 10);
}

/* What is given back counts no more against the limit, but for a page of each size. */
static void
test_pages_are_given_back (void)
{
  static void *blocks[2000];
  gsize before;

  if (!may_lock ()) {
    g_test_skip ("less than 8 MiB may be locked here");
    return;
  }
  domo_secret_memory_free (domo_secret_memory_new (1000), 1000);
  before = count_locked_kib ();
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    blocks[i] = domo_secret_memory_new (1000);
  g_assert_cmpuint (count_locked_kib (), >=, before + 1900);
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    domo_secret_memory_free (blocks[i], 1000);
  g_assert_cmpuint (count_locked_kib (), ==, before);
}

#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/secret-memory/zeroed-and-aligned", test_zeroed_and_aligned);
  g_test_add_func ("/domo/secret-memory/any-order", test_any_order);
  g_test_add_func ("/domo/secret-memory/threads", test_threads);
#ifndef IS_PLAIN_MEMORY
  g_test_add_func ("/domo/secret-memory/wiped", test_wiped);
  g_test_add_func ("/domo/secret-memory/locked", test_locked);
  g_test_add_func ("/domo/secret-memory/not-allowed", test_not_allowed);
  g_test_add_func ("/domo/secret-memory/pages-are-given-back", test_pages_are_given_back);
#endif
  return g_test_run ();
}
