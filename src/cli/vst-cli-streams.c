/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-cli-streams.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "vst-cli-writer.h"

/* Bytes that wait for a reader; then nothing new is begun. */
#define FULL (64 * 1024)

/* Milliseconds in which a reader has to take something, once the program is interrupted: one that
 * is only slow gets what is done, one that is stuck keeps nobody. */
#define PATIENCE 1000

static struct {
  VstCliWriter *out;
  VstCliWriter *err;
  gboolean has_terminal; /* standard output is one, taken for that of standard error */
  char *line;            /* of progress; nullable */
  gboolean is_line_shown;
} streams;

void
vst_cli_streams_take_closed (void)
{
  static const int wrong_way[] = { O_WRONLY, O_RDONLY, O_RDONLY };

  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF &&
        open ("/dev/null", wrong_way[fd] | O_CLOEXEC) != fd)
      _exit (VST_STATUS_SOME_FAILED);
}

/* ---------------------------------------------------------------------------- the line of progress
 */

static void
hide_line (void)
{
  static const char erase[] = "\r\033[K";

  if (streams.is_line_shown)
    vst_cli_writer_write (streams.err, erase, strlen (erase));
  streams.is_line_shown = FALSE;
}

/* Not in the middle of what is still being written. */
static void
show_line (void)
{
  if (!streams.line || streams.is_line_shown || vst_cli_writer_get_waiting (streams.out) > 0 ||
      vst_cli_writer_get_waiting (streams.err) > 0)
    return;
  vst_cli_writer_write (streams.err, streams.line, strlen (streams.line));
  streams.is_line_shown = TRUE;
}

void
vst_cli_streams_set_line (const char *line)
{
  if (!streams.is_line_shown || g_strcmp0 (line, streams.line) != 0) {
    hide_line ();
    g_free (streams.line);
    streams.line = g_strdup (line);
  }
  show_line ();
}

/* ---------------------------------------------------------------------------------------- writing
 */

gboolean
vst_cli_streams_write (const char *text, gsize length)
{
  if (streams.has_terminal)
    hide_line ();
  vst_cli_writer_write (streams.out, text, length);
  show_line ();
  return vst_cli_streams_get_error () == 0;
}

static void
write_out (const char *text)
{
  vst_cli_streams_write (text, strlen (text));
}

static void
write_err (const char *text)
{
  hide_line ();
  vst_cli_writer_write (streams.err, text, strlen (text));
  show_line ();
}

void
vst_cli_streams_open (void)
{
  streams.out = vst_cli_writer_new (STDOUT_FILENO);
  streams.err = vst_cli_writer_new (STDERR_FILENO);
  streams.has_terminal = isatty (STDOUT_FILENO);
  g_set_print_handler (write_out);
  g_set_printerr_handler (write_err);
}

void
vst_cli_streams_close (void)
{
  g_set_print_handler (NULL);
  g_set_printerr_handler (NULL);
  g_clear_pointer (&streams.line, g_free);
  g_clear_pointer (&streams.out, vst_cli_writer_free);
  g_clear_pointer (&streams.err, vst_cli_writer_free);
}

gboolean
vst_cli_streams_are_full (void)
{
  return vst_cli_writer_get_waiting (streams.out) > FULL ||
         vst_cli_writer_get_waiting (streams.err) > FULL;
}

int
vst_cli_streams_get_error (void)
{
  return vst_cli_writer_get_error (streams.out);
}

static gsize
get_waiting (void)
{
  return vst_cli_writer_get_waiting (streams.out) + vst_cli_writer_get_waiting (streams.err);
}

static gboolean
patience_over_cb (gpointer user_data)
{
  *(guint *)user_data = 0;
  return G_SOURCE_REMOVE;
}

/* Returns: whether the reader took some of it */
static gboolean
wait_patiently (void)
{
  gsize before = get_waiting ();
  guint patience = g_timeout_add (PATIENCE, patience_over_cb, &patience);

  while (patience != 0 && get_waiting () == before)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&patience, g_source_remove);
  return get_waiting () != before;
}

/* Returns: %FALSE */
static gboolean
give_up (void)
{
  vst_cli_writer_give_up (streams.out);
  vst_cli_writer_give_up (streams.err);
  return FALSE;
}

gboolean
vst_cli_streams_flush (VstCli *cli)
{
  gboolean is_whole = TRUE;

  while (get_waiting () > 0) {
    if (!cli->is_interrupted)
      g_main_context_iteration (NULL, TRUE);
    else if (!wait_patiently ())
      is_whole = give_up ();
  }
  return is_whole;
}
