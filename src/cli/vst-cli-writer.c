/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-cli-writer.h"

#include <errno.h>
#include <glib-unix.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* A terminal that can be written to has room for this much, with its line ends doubled. */
#define TERMINAL_CHUNK 128

struct _VstCliWriter {
  int fd;
  gsize chunk; /* bytes for which there is room when poll() says that there is some */
  int error;

  char *data; /* nullable */
  gsize size; /* of the memory */
  gsize start;
  gsize end;
  guint source; /* while something waits */
};

VstCliWriter *
vst_cli_writer_new (int fd)
{
  VstCliWriter *self = g_new0 (VstCliWriter, 1);

  self->fd = fd;
  self->chunk = isatty (fd) ? TERMINAL_CHUNK : PIPE_BUF;
  return self;
}

static void
drop (VstCliWriter *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->data)
    explicit_bzero (self->data, self->size);
  g_clear_pointer (&self->data, g_free);
  self->size = self->start = self->end = 0;
}

void
vst_cli_writer_free (VstCliWriter *self)
{
  drop (self);
  g_free (self);
}

static gboolean
has_room (VstCliWriter *self)
{
  struct pollfd one = { .fd = self->fd, .events = POLLOUT };

  return poll (&one, 1, 0) > 0; /* also where the write will say what is wrong */
}

/* The descriptor is not made non-blocking: that would be so for all who share it. Returns: bytes
 * that went */
static gsize
write_now (VstCliWriter *self, const char *text, gsize length)
{
  gsize done = 0;

  while (done < length && has_room (self)) {
    gssize n = write (self->fd, text + done, MIN (length - done, self->chunk));

    if (n < 0 && errno != EINTR && errno != EAGAIN)
      self->error = errno;
    if (n <= 0)
      break;
    done += (gsize)n;
  }
  return done;
}

static gboolean
writable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  VstCliWriter *self = user_data;
  gsize n = write_now (self, self->data + self->start, self->end - self->start);

  explicit_bzero (self->data + self->start, n);
  self->start += n;
  if (self->start < self->end && self->error == 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  drop (self);
  return G_SOURCE_REMOVE;
}

/* A buffer that is grown in place would leave a copy behind. */
static void
make_room (VstCliWriter *self, gsize length)
{
  gsize waiting = self->end - self->start;
  gsize size = MAX (2 * (waiting + length), PIPE_BUF);
  char *data = g_malloc (size);

  if (waiting > 0)
    memcpy (data, self->data + self->start, waiting);
  if (self->data)
    explicit_bzero (self->data, self->size);
  g_free (self->data);
  self->data = data;
  self->size = size;
  self->start = 0;
  self->end = waiting;
}

static void
keep (VstCliWriter *self, const char *text, gsize length)
{
  if (self->size - self->end < length)
    make_room (self, length);
  memcpy (self->data + self->end, text, length);
  self->end += length;
  if (self->source == 0)
    self->source =
        g_unix_fd_add (self->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP | G_IO_NVAL, writable_cb, self);
}

void
vst_cli_writer_write (VstCliWriter *self, const char *text, gsize length)
{
  gsize done;

  if (self->error != 0)
    return;
  done = self->source == 0 ? write_now (self, text, length) : 0;
  if (done < length && self->error == 0)
    keep (self, text + done, length - done);
}

void
vst_cli_writer_give_up (VstCliWriter *self)
{
  if (self->source == 0)
    return;
  drop (self);
  self->error = EPIPE;
}

gsize
vst_cli_writer_get_waiting (VstCliWriter *self)
{
  return self->end - self->start;
}

int
vst_cli_writer_get_error (VstCliWriter *self)
{
  return self->error;
}
