/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "domo-secret-memory.h"
#include "vst-cli-error.h"
#include "vst-cli-signals.h"

#define MAX_BYTES (64 * 1024)

/* Nearly every secret fits; the memory doubles up to the limit. */
#define FIRST_BYTES 1024

/* What was read of standard input, in memory for secrets. */
typedef struct {
  char *text;
  gsize size; /* of the memory */
  gsize length;
} Input;

static void
input_clear (Input *self)
{
  if (self->text)
    domo_secret_memory_free (self->text, self->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, input_clear)

static void
make_room (Input *self)
{
  Input larger = { .size = self->size > 0 ? 2 * self->size : FIRST_BYTES, .length = self->length };

  if (self->length < self->size)
    return;
  larger.text = domo_secret_memory_new (larger.size);
  if (self->length > 0)
    memcpy (larger.text, self->text, self->length);
  input_clear (self);
  *self = larger;
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer is_there)
{
  *(gboolean *)is_there = TRUE;
  return G_SOURCE_REMOVE;
}

/* What is there already needs no turn of the main loop. */
static gboolean
is_input_there (void)
{
  struct pollfd one = { .fd = STDIN_FILENO, .events = POLLIN };

  return !vst_cli_signals_have_come () && poll (&one, 1, 0) > 0;
}

/* In the main loop, which sees that it is interrupted: a read alone would go on. */
static gboolean
wait_for_input (VstCli *cli)
{
  gboolean is_there = FALSE;
  guint source;

  if (is_input_there ())
    return TRUE;
  source = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR | G_IO_NVAL, readable_cb,
                          &is_there);
  while (!is_there && !cli->is_interrupted)
    g_main_context_iteration (NULL, TRUE);
  if (!is_there)
    g_source_remove (source);
  return !cli->is_interrupted;
}

/* A byte at a time: what follows the line is somebody else's, as the one-time code. Returns:
 * whether there is a line; not where it is too long, cannot be read, or is interrupted */
static gboolean
read_line (VstCli *cli, Input *line)
{
  while (line->length < MAX_BYTES && wait_for_input (cli)) {
    gssize n;

    make_room (line);
    n = read (STDIN_FILENO, line->text + line->length, 1);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    if (n == 0 || line->text[line->length] == '\n')
      return TRUE;
    line->length++;
  }
  return FALSE;
}

/* Returns: whether @all is all that comes; not likewise */
static gboolean
read_all (VstCli *cli, Input *all)
{
  while (all->length < MAX_BYTES && wait_for_input (cli)) {
    gssize n;

    make_room (all);
    n = read (STDIN_FILENO, all->text + all->length, all->size - all->length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    if (n == 0)
      return TRUE;
    all->length += (gsize)n;
  }
  return FALSE;
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
make_secret (const Input *input, gboolean is_whole, VstSecretKind kind, GError **error)
{
  const char *line = input->text;
  gsize length = input->length;

  if (length > 0 && line[length - 1] == '\r')
    length--;
  if (!is_whole)
    vst_cli_set_error (
        error, DOMO_ERROR_INPUT,
        N_ ("what is secret on standard input is longer than 64 KiB or cannot be read"));
  else if (length == 0)
    set_missing (kind, error);
  else if (memchr (line, '\0', length) || !g_utf8_validate (line, (gssize)length, NULL))
    vst_cli_set_error (error, DOMO_ERROR_INPUT,
                       N_ ("what is secret on standard input is no text in UTF-8"));
  else
    return domo_secret_new (line, (gssize)length);
  return NULL;
}

/* What is typed is not seen, from the moment of the question on, and the terminal is as it was
 * afterwards. */
static gboolean
read_unseen (VstCli *cli, const char *prompt, Input *line)
{
  struct termios seen, unseen;
  gboolean is_whole;

  if (tcgetattr (STDIN_FILENO, &seen) != 0)
    return FALSE;
  unseen = seen;
  unseen.c_lflag &= (tcflag_t)~ECHO;
  /* Whoever stopped or killed the program from the keyboard would find no echo afterwards. */
  unseen.c_cc[VSUSP] = unseen.c_cc[VQUIT] = _POSIX_VDISABLE;
  vst_cli_signals_keep_terminal (&seen, &unseen);
  if (tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen) != 0) {
    vst_cli_signals_keep_terminal (NULL, NULL);
    return FALSE;
  }
  g_printerr ("%s: ", prompt);
  is_whole = read_line (cli, line);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &seen);
  vst_cli_signals_keep_terminal (NULL, NULL);
  g_printerr ("\n");
  return is_whole;
}

static DomoSecret *
read_input (VstCli *cli,
            VstSecretKind kind,
            const char *prompt,
            gboolean (*read_piped) (VstCli *cli, Input *input),
            GError **error)
{
  g_auto (Input) input = { NULL };
  gboolean is_whole =
      isatty (STDIN_FILENO) ? read_unseen (cli, prompt, &input) : read_piped (cli, &input);

  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return NULL;
  return make_secret (&input, is_whole, kind, error);
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
