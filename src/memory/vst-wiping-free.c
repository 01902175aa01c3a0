/* SPDX-License-Identifier: GPL-3.0-or-later */

/* free() and realloc() that wipe what they give back. Linked into an executable they stand in for
 * those of the C library in every library of the process: a header block of libsoup, the old half
 * of a buffer that grew and a message of the bus leave no copy of a password or a token behind.
 * What we own is wiped all the same where it is freed; this is for what we do not own.
 *
 * malloc(), calloc() and the aligned ones stay the C library's, and __libc_free() takes all of
 * their blocks. reallocarray() calls realloc(), that is, this one. */
#include "vst-wiping-free.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

/* Valgrind, too, knows these by their address. A sanitizer does not. */
#if defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define VST_HAS_SANITIZER
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define VST_HAS_SANITIZER
#endif

static atomic_bool is_paused;

void
vst_wiping_free_pause (void)
{
  atomic_store (&is_paused, true);
}

void
vst_wiping_free_resume (void)
{
  atomic_store (&is_paused, false);
}

#ifndef VST_HAS_SANITIZER

/* The C library's own, under the names that nobody replaces. No header has them. */
extern void *__libc_malloc (size_t size);
extern void *__libc_realloc (void *block, size_t size);
extern void __libc_free (void *block);

static bool
wipes (void)
{
  return !atomic_load_explicit (&is_paused, memory_order_relaxed);
}

void
free (void *block)
{
  if (!block)
    return;

  if (wipes ())
    explicit_bzero (block, malloc_usable_size (block));
  __libc_free (block);
}

/* A block that would be more than half empty is changed for a smaller one. */
static int
fits (size_t size, size_t usable)
{
  return size <= usable && size >= usable / 2;
}

static void *
move_block (void *block, size_t usable, size_t size)
{
  void *moved = __libc_malloc (size);

  if (!moved)
    return NULL; /* with errno; the old one stays as it is */

  memcpy (moved, block, usable < size ? usable : size);
  free (block);
  return moved;
}

void *
realloc (void *block, size_t size)
{
  size_t usable;

  if (!block)
    return __libc_malloc (size);
  if (!wipes ())
    return __libc_realloc (block, size);
  if (size == 0) {
    free (block);
    return NULL;
  }

  usable = malloc_usable_size (block);
  if (!fits (size, usable))
    return move_block (block, usable, size);
  explicit_bzero ((char *)block + size, usable - size);
  return block;
}

#endif
