/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-cli-signals.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t has_come;

/* From the handler to the main loop. */
static int pipe_ends[2];

/* What may be called here is little: see signal-safety(7). Without a pipe nobody would hear of it.
 */
static void
handle (int number)
{
  int saved = errno;

  if (has_come || write (pipe_ends[1], "", 1) != 1)
    _exit (VST_STATUS_INTERRUPTED);
  has_come = 1;
  errno = saved;
}

gboolean
vst_cli_signals_have_come (void)
{
  return has_come != 0;
}

static gboolean
interrupted_cb (int fd, GIOCondition condition, gpointer user_data)
{
  VstCli *cli = user_data;

  cli->is_interrupted = TRUE;
  g_cancellable_cancel (cli->cancellable);
  return G_SOURCE_REMOVE;
}

/* A call that waits is broken off, not begun again. */
static void
watch (int number)
{
  struct sigaction action;

  if (sigaction (number, NULL, &action) != 0 || action.sa_handler == SIG_IGN)
    return;
  action.sa_handler = handle;
  action.sa_flags = 0;
  sigemptyset (&action.sa_mask);
  sigaddset (&action.sa_mask, SIGINT);
  sigaddset (&action.sa_mask, SIGTERM);
  sigaction (number, &action, NULL);
}

void
vst_cli_signals_watch (VstCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (!g_unix_open_pipe (pipe_ends, FD_CLOEXEC, &error)) {
    g_warning ("Signals: %s", error->message); /* they end the program as they ever did */
    return;
  }
  g_unix_fd_add (pipe_ends[0], G_IO_IN, interrupted_cb, cli);
  watch (SIGINT);
  watch (SIGTERM);
}
