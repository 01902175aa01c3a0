/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-cli-signals.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t has_come;

/* While something is typed that is not to be seen. */
static struct termios seen, unseen;
static volatile sig_atomic_t is_unseen;

/* From the handler to the main loop. */
static int pipe_ends[2];

/* What may be called here is little: see signal-safety(7). Without a pipe nobody would hear of it.
 */
static void
handle (int number)
{
  int saved = errno;

  if (has_come || write (pipe_ends[1], "", 1) != 1) {
    if (is_unseen)
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &seen);
    _exit (VST_STATUS_INTERRUPTED);
  }
  has_come = 1;
  errno = saved;
}

/* A shell gives whom it lets go on the terminal as it was at the shell's own prompt. */
static void
go_on (int number)
{
  int saved = errno;

  if (is_unseen && !has_come && tcgetpgrp (STDIN_FILENO) == getpgrp ())
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen);
  errno = saved;
}

void
vst_cli_signals_keep_terminal (const struct termios *before, const struct termios *now)
{
  is_unseen = 0;
  if (!before)
    return;
  seen = *before;
  unseen = *now;
  is_unseen = 1;
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
watch (int number, void (*handler) (int number))
{
  struct sigaction action;

  if (sigaction (number, NULL, &action) != 0 || action.sa_handler == SIG_IGN)
    return;
  action.sa_handler = handler;
  action.sa_flags = 0;
  sigfillset (&action.sa_mask);
  sigaction (number, &action, NULL);
}

void
vst_cli_signals_watch (VstCli *cli)
{
  static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
  g_autoptr (GError) error = NULL;

  if (!g_unix_open_pipe (pipe_ends, FD_CLOEXEC, &error)) {
    g_warning ("Signals: %s", error->message); /* they end the program as they ever did */
    return;
  }
  g_unix_fd_add (pipe_ends[0], G_IO_IN, interrupted_cb, cli);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    watch (ends[i], handle);
  watch (SIGCONT, go_on);
}
