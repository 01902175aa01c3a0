/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-check-progress.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "vst-cli-streams.h"
#include "vst-table.h"

/* Milliseconds: what takes no longer needs no line, and how often it is made anew. */
#define PATIENCE 1000
#define INTERVAL 200

/* Columns. */
#define USUAL_WIDTH 80
#define NARROWEST_BAR 8
#define WIDEST_BAR 40

/* Seconds by which a pause has to grow before it is told again: answers that were under way
 * together move its end by little. */
#define WORTH_TELLING 10

struct _VstCheckProgress {
  const VstCheckCounts *counts;
  guint total;
  gboolean is_quiet;
  gboolean has_line; /* of its own, on a terminal */
  guint timer;
  char *host;       /* whose pause is the last one; nullable */
  gint64 pause_end; /* of g_get_monotonic_time() */
  GHashTable *told; /* host → when its pause is over, as it was told */
};

/* ---------------------------------------------------------------------------------------- the line
 */

static char *
dup_pause (const char *host, gint64 microseconds)
{
  guint seconds = (guint)((microseconds + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  /* Translators: %s is a host, which answered that it was asked too often */
  return g_strdup_printf (
      ngettext ("%s asks for a pause of %u second", "%s asks for a pause of %u seconds", seconds),
      host, seconds);
}

static char *
dup_words (VstCheckProgress *self)
{
  const VstCheckCounts *counts = self->counts;
  gint64 left = self->pause_end - g_get_monotonic_time ();
  g_autofree char *pause = left > 0 ? dup_pause (self->host, left) : NULL;
  g_autofree char *numbers =
      self->total > 0
          /* Translators: progress: how many of how many were checked, and how many of them failed
           */
          ? g_strdup_printf (_ ("%u of %u checked · %u failed"), counts->n_good + counts->n_bad,
                             self->total, counts->n_bad)
          /* Translators: progress: how many were good, and how many failed */
          : g_strdup_printf (_ ("%u good · %u failed"), counts->n_good, counts->n_bad);

  return pause ? g_strdup_printf ("%s · %s", numbers, pause) : g_steal_pointer (&numbers);
}

static void
append_bar (GString *line, guint done, guint total, int columns)
{
  gboolean has_colours = vst_output_has_colours (STDERR_FILENO);
  int n_full = (int)((guint64)done * (guint64)columns / total);

  g_string_append (line, has_colours ? "\033[32m" : "");
  for (int i = 0; i < columns; i++)
    g_string_append (line, i < n_full ? "█" : "░");
  g_string_append (line, has_colours ? "\033[0m " : " ");
}

/* The last column stays free: some terminals begin a new line there. */
static gboolean
show_cb (gpointer user_data)
{
  VstCheckProgress *self = user_data;
  int width = vst_output_get_width (STDERR_FILENO);
  int room = (width > 0 ? width : USUAL_WIDTH) - 1;
  g_autofree char *words = dup_words (self);
  g_autofree char *cut = vst_table_dup_cut (words, room);
  g_autoptr (GString) line = g_string_new (NULL);
  int columns = MIN (room - vst_table_get_width (words) - 1, WIDEST_BAR);

  if (self->total > 0 && columns >= NARROWEST_BAR)
    append_bar (line, self->counts->n_good + self->counts->n_bad, self->total, columns);
  g_string_append (line, cut);
  vst_cli_streams_set_line (line->str);
  return G_SOURCE_CONTINUE;
}

static gboolean
takes_long_cb (gpointer user_data)
{
  VstCheckProgress *self = user_data;

  self->timer = g_timeout_add (INTERVAL, show_cb, self);
  show_cb (self);
  return G_SOURCE_REMOVE;
}

/* -------------------------------------------------------------------------------------- from
 * outside
 */

VstCheckProgress *
vst_check_progress_new (VstCli *cli, const VstCheckCounts *counts, guint total)
{
  VstCheckProgress *self = g_new0 (VstCheckProgress, 1);

  self->counts = counts;
  self->total = total;
  self->is_quiet = cli->quiet;
  self->has_line =
      !cli->quiet && isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (self->has_line)
    self->timer = g_timeout_add (PATIENCE, takes_long_cb, self);
  return self;
}

void
vst_check_progress_free (VstCheckProgress *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  vst_cli_streams_set_line (NULL);
  g_free (self->host);
  g_hash_table_unref (self->told);
  g_free (self);
}

/* Returns: whether it was not told yet, or ends much later than it was told */
static gboolean
note_pause (VstCheckProgress *self, const char *host, gint64 end)
{
  gint64 *told = g_hash_table_lookup (self->told, host);

  if (told && end <= *told + WORTH_TELLING * G_USEC_PER_SEC)
    return FALSE;
  g_hash_table_replace (self->told, g_strdup (host), g_memdup2 (&end, sizeof end));
  return TRUE;
}

void
vst_check_progress_pause (VstCheckProgress *self, const char *host, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  g_autofree char *words = NULL;

  if (end > self->pause_end) {
    g_free (self->host);
    self->host = g_strdup (host);
    self->pause_end = end;
  }
  if (self->is_quiet || self->has_line || !note_pause (self, host, end))
    return;
  words = dup_pause (host, microseconds);
  g_printerr ("%s\n", words);
}
