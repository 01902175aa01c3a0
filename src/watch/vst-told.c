/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-told.h"

#include "vst-state-file.h"

/* Moments of one account that are remembered; each sign-in for a session brings another. */
#define MAX_MOMENTS 8

/* What was told of one moment of an account. */
typedef struct {
  gint64 at;
  VstStep step; /* the last */
} Moment;

struct _VstTold {
  char *path;
  GHashTable *accounts; /* of GArray of Moment, by char *; the newest is the last */
};

VstTold *
vst_told_new (const char *path)
{
  VstTold *self = g_new0 (VstTold, 1);

  self->path = path ? g_strdup (path) : vst_state_file_dup_path ("told");
  self->accounts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  return self;
}

void
vst_told_free (VstTold *self)
{
  g_hash_table_unref (self->accounts);
  g_free (self->path);
  g_free (self);
}

static Moment *
find_moment (VstTold *self, const char *id, gint64 at)
{
  GArray *moments = g_hash_table_lookup (self->accounts, id);

  for (guint i = 0; moments && i < moments->len; i++)
    if (g_array_index (moments, Moment, i).at == at)
      return &g_array_index (moments, Moment, i);
  return NULL;
}

static void
add (VstTold *self, const char *id, const Moment *added)
{
  GArray *moments = g_hash_table_lookup (self->accounts, id);
  Moment *known = find_moment (self, id, added->at);

  if (known) {
    known->step = MAX (known->step, added->step);
    return;
  }
  if (!moments) {
    moments = g_array_new (FALSE, FALSE, sizeof (Moment));
    g_hash_table_insert (self->accounts, g_strdup (id), moments);
  }
  if (moments->len == MAX_MOMENTS)
    g_array_remove_index (moments, 0);
  g_array_append_val (moments, *added);
}

/* A line that cannot be read is none: at worst something is told again. */
static void
read_line (VstTold *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *id = words[0] ? g_uri_unescape_string (words[0], NULL) : NULL;
  Moment moment;
  guint64 step;

  if (g_strv_length (words) != 3 || !id || !*id ||
      !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, &moment.at, NULL) ||
      !g_ascii_string_to_unsigned (words[2], 10, 0, VST_N_STEPS - 1, &step, NULL))
    return;
  moment.step = (VstStep)step;
  add (self, id, &moment);
}

gboolean
vst_told_load (VstTold *self, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!vst_state_file_read (self->path, &text, error))
    return FALSE;
  lines = g_strsplit (text ? text : "", "\n", -1);
  for (guint i = 0; lines[i]; i++)
    read_line (self, lines[i]);
  return TRUE;
}

gboolean
vst_told_has (VstTold *self, const VstReminder *reminder)
{
  Moment *known = find_moment (self, vst_record_get (reminder->record)->id, reminder->at);

  return known && known->step >= reminder->step;
}

void
vst_told_add (VstTold *self, const VstReminder *reminder)
{
  const Moment moment = { .at = reminder->at, .step = reminder->step };

  add (self, vst_record_get (reminder->record)->id, &moment);
}

gboolean
vst_told_prune (VstTold *self, GHashTable *ids)
{
  GHashTableIter iter;
  gboolean has_pruned = FALSE;
  gpointer id;

  g_return_val_if_fail (ids != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    if (g_hash_table_contains (ids, id))
      continue;
    g_hash_table_iter_remove (&iter);
    has_pruned = TRUE;
  }
  return has_pruned;
}

static char *
format (VstTold *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer id, moments;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, &id, &moments)) {
    /* An attribute may have been written by anybody: no line of its own comes out of it. */
    g_autofree char *word = g_uri_escape_string (id, NULL, FALSE);

    for (guint i = 0; i < ((GArray *)moments)->len; i++) {
      Moment *moment = &g_array_index ((GArray *)moments, Moment, i);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %d\n", word, moment->at,
                              (int)moment->step);
    }
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
vst_told_save (VstTold *self, GError **error)
{
  g_autofree char *text = format (self);

  return vst_state_file_write (self->path, text, error);
}
