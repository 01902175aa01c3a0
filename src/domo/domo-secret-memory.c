/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-secret-memory.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A sanitizer sees leaks and overruns in memory that it handed out itself. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define USE_PLAIN_MEMORY
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define USE_PLAIN_MEMORY
#endif

#ifdef USE_PLAIN_MEMORY

void *
domo_secret_memory_new (gsize size)
{
  return g_malloc0 (size);
}

void
domo_secret_memory_free (void *block, gsize size)
{
  explicit_bzero (block, size);
  g_free (block);
}

#else

/* A page is locked as a whole, and unlocking one block would unlock its neighbours. So pages hold
 * nothing but blocks, all of one size, and are unlocked when they are given back. What is too large
 * for that has pages of its own. */
typedef struct _Page Page;
struct _Page {
  Page *next; /* of those of this size that have room */
  Page *previous;
  gsize size;    /* of the whole mapping */
  guint64 taken; /* a bit for each block */
  guint n_blocks;
};

/* What a block is aligned to, and what stands before the first. */
#define ALIGNMENT 64
#define HEADER ALIGNMENT
#define MAX_BLOCKS 64 /* bits of Page.taken */
#define MIN_BLOCKS 3
#define N_SIZES 16 /* the largest is 2 MiB, that of no page */

G_STATIC_ASSERT (sizeof (Page) <= HEADER);

static GMutex mutex;
static Page *with_room[N_SIZES]; /* of blocks of ALIGNMENT << index bytes */

static gsize
get_page_size (void)
{
  return (gsize)sysconf (_SC_PAGESIZE);
}

/* No mapping is smaller than a page, and each starts with its Page. */
static Page *
page_of (void *block)
{
  return (Page *)((guintptr)block & ~(guintptr)(get_page_size () - 1));
}

static Page *
map_pages (gsize size)
{
  gsize rounded = (size + get_page_size () - 1) / get_page_size () * get_page_size ();
  Page *page = mmap (NULL, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (page == MAP_FAILED)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes: %s", size, g_strerror (errno));
  /* Where the system does not allow it, the secret is no safer than all else, and no less. */
  if (mlock (page, rounded) != 0)
    g_debug ("a page of secrets is not locked: %s", g_strerror (errno));
  if (madvise (page, rounded, MADV_DONTDUMP) != 0)
    g_debug ("a page of secrets is not left out of core dumps: %s", g_strerror (errno));
  page->size = rounded;
  return page;
}

/* Smaller blocks than there are bits for are not worth it, and none so large that few fit. Returns:
 * an index into with_room, or -1 where the block has pages of its own. */
static int
size_index (gsize size)
{
  gsize block_size = ALIGNMENT;
  int index = 0;

  while (block_size < size || get_page_size () / block_size > MAX_BLOCKS) {
    block_size *= 2;
    index++;
    if ((get_page_size () - HEADER) / block_size < MIN_BLOCKS)
      return -1;
  }
  return index;
}

static void
add_page (Page *page, int index)
{
  page->previous = NULL;
  page->next = with_room[index];
  if (page->next)
    page->next->previous = page;
  with_room[index] = page;
}

static void
remove_page (Page *page, int index)
{
  if (page->previous)
    page->previous->next = page->next;
  else
    with_room[index] = page->next;
  if (page->next)
    page->next->previous = page->previous;
}

static gboolean
is_full (Page *page)
{
  return (guint)__builtin_popcountll (page->taken) == page->n_blocks;
}

static void *
take_block (int index)
{
  gsize block_size = (gsize)ALIGNMENT << index;
  Page *page = with_room[index];
  guint number;

  if (!page) {
    page = map_pages (get_page_size ());
    page->n_blocks = (guint)((page->size - HEADER) / block_size);
    add_page (page, index);
  }
  number = (guint)__builtin_ctzll (~page->taken);
  page->taken |= G_GUINT64_CONSTANT (1) << number;
  if (is_full (page))
    remove_page (page, index);
  return (char *)page + HEADER + number * block_size;
}

/* The last page of a size is kept for the next secret. */
static void
give_back_block (void *block, int index)
{
  Page *page = page_of (block);
  gsize number = (gsize)((char *)block - (char *)page - HEADER) / ((gsize)ALIGNMENT << index);

  if (is_full (page))
    add_page (page, index);
  page->taken &= ~(G_GUINT64_CONSTANT (1) << number);
  if (page->taken == 0 && (page->previous || page->next)) {
    remove_page (page, index);
    munmap (page, page->size);
  }
}

void *
domo_secret_memory_new (gsize size)
{
  g_autoptr (GMutexLocker) locker = NULL;
  int index;

  g_return_val_if_fail (size > 0 && size <= G_MAXSIZE / 2, NULL);

  index = size_index (size);
  if (index < 0)
    return (char *)map_pages (HEADER + size) + HEADER;
  locker = g_mutex_locker_new (&mutex);
  return take_block (index);
}

void
domo_secret_memory_free (void *block, gsize size)
{
  g_autoptr (GMutexLocker) locker = NULL;
  int index;

  g_return_if_fail (block != NULL);

  explicit_bzero (block, size);
  index = size_index (size);
  if (index < 0) {
    munmap (page_of (block), page_of (block)->size);
    return;
  }
  locker = g_mutex_locker_new (&mutex);
  give_back_block (block, index);
}

#endif
