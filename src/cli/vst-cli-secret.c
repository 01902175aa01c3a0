/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "vst-cli-error.h"

#define MAX_BYTES (64 * 1024)

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer is_there)
{
  *(gboolean *)is_there = TRUE;
  return G_SOURCE_REMOVE;
}

/* In the main loop, which sees that it is interrupted: a read alone would go on. */
static gboolean
wait_for_input (VstCli *cli)
{
  gboolean is_there = FALSE;
  guint source = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR | G_IO_NVAL,
                                readable_cb, &is_there);

  while (!is_there && !cli->is_interrupted)
    g_main_context_iteration (NULL, TRUE);
  if (!is_there)
    g_source_remove (source);
  return !cli->is_interrupted;
}

/* A byte at a time: what follows the line is somebody else's, as the one-time code. Returns: bytes
 * of the line, -1 where it is too long, cannot be read, or is interrupted */
static gssize
read_line (VstCli *cli, char *line)
{
  gsize length = 0;

  while (length < MAX_BYTES && wait_for_input (cli)) {
    gssize n = read (STDIN_FILENO, line + length, 1);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return -1;
    if (n == 0 || line[length] == '\n')
      return (gssize)length;
    length++;
  }
  return -1;
}

/* Returns: bytes of all that comes, -1 likewise */
static gssize
read_all (VstCli *cli, char *text)
{
  gsize length = 0;

  while (length < MAX_BYTES && wait_for_input (cli)) {
    gssize n = read (STDIN_FILENO, text + length, MAX_BYTES - length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return -1;
    if (n == 0)
      return (gssize)length;
    length += (gsize)n;
  }
  return -1;
}

static void
set_missing (VstSecretKind kind, GError **error)
{
  switch (kind) {
  case VST_SECRET_CODE:
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("there is no one-time code on standard input; it is the second line "
                           "there"));
    break;
  case VST_SECRET_TOKEN:
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("there is no token on standard input; it is the first line there"));
    break;
  case VST_SECRET_CREDENTIAL:
  default:
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("there is no secret on standard input; it is the first line there"));
  }
}

static DomoSecret *
make_secret (const char *line, gssize length, VstSecretKind kind, GError **error)
{
  if (length > 0 && line[length - 1] == '\r')
    length--;
  if (length < 0)
    vst_cli_set_error (
        error, DOMO_ERROR_INPUT,
        N_ ("what is secret on standard input is longer than 64 KiB or cannot be read"));
  else if (length == 0)
    set_missing (kind, error);
  else if (memchr (line, '\0', (gsize)length) || !g_utf8_validate (line, length, NULL))
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("what is secret on standard input is no text in UTF-8"));
  else
    return domo_secret_new (line, length);
  return NULL;
}

/* What is typed is not seen, from the moment of the question on, and the terminal is as it was
 * afterwards. */
static gssize
read_unseen (VstCli *cli, const char *prompt, char *line)
{
  struct termios seen, unseen;
  gssize length;

  if (tcgetattr (STDIN_FILENO, &seen) != 0)
    return -1;
  unseen = seen;
  unseen.c_lflag &= (tcflag_t)~ECHO;
  /* Whoever stopped or killed the program from the keyboard would find no echo afterwards. */
  unseen.c_cc[VSUSP] = unseen.c_cc[VQUIT] = _POSIX_VDISABLE;
  if (tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen) != 0)
    return -1;
  g_printerr ("%s: ", prompt);
  length = read_line (cli, line);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &seen);
  g_printerr ("\n");
  return length;
}

static DomoSecret *
read_input (VstCli *cli,
            VstSecretKind kind,
            const char *prompt,
            gssize (*read_piped) (VstCli *cli, char *text),
            GError **error)
{
  char *line = g_malloc0 (MAX_BYTES + 1);
  gssize length = isatty (STDIN_FILENO) ? read_unseen (cli, prompt, line) : read_piped (cli, line);
  DomoSecret *secret = NULL;

  if (!g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    secret = make_secret (line, length, kind, error);
  explicit_bzero (line, MAX_BYTES);
  g_free (line);
  return secret;
}

DomoSecret *
vst_cli_read_secret (VstCli *cli, VstSecretKind kind, const char *prompt, GError **error)
{
  return read_input (cli, kind, prompt, read_line, error);
}

DomoSecret *
vst_cli_read_pasted (VstCli *cli, const char *prompt, GError **error)
{
  return read_input (cli, VST_SECRET_TOKEN, prompt, read_all, error);
}

gboolean
vst_cli_has_terminal (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/* The letter alone, or the whole word: nothing that only begins so. */
static gboolean
is_yes (const char *answer)
{
  g_autofree char *valid = g_utf8_make_valid (answer, -1);
  g_autofree char *said = g_utf8_casefold (g_strstrip (valid), -1);
  /* Translators: the letter that stands for yes */
  g_autofree char *letter = g_utf8_casefold (_ ("y"), -1);
  /* Translators: the word itself, as an answer */
  g_autofree char *word = g_utf8_casefold (_ ("yes"), -1);

  return g_str_equal (said, letter) || g_str_equal (said, word);
}

gboolean
vst_cli_ask (VstCli *cli, const char *question)
{
  char answer[16] = "";

  if (!vst_cli_has_terminal ())
    return FALSE;
  /* Translators: after a question; the letters stand for yes and no, no being the default */
  g_printerr ("%s %s ", question, _ ("[y/N]"));
  if (!wait_for_input (cli) || read (STDIN_FILENO, answer, sizeof answer - 1) <= 0)
    return FALSE;
  /* Translators: the letter that stands for yes */
  return is_yes (answer);
}
