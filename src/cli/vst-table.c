/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-table.h"

#include <string.h>

/* Between two columns. */
#define GAP 2

/* No column gives way further than this. */
#define NARROWEST 8

struct _VstTable {
  guint n_columns;
  GPtrArray *rows; /* of char **; the first has the titles */
};

/* Columns of a terminal that one character takes. */
static int
get_char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

int
vst_table_get_width (const char *text)
{
  int width = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    width += get_char_width (g_utf8_get_char (p));
  return width;
}

VstTable *
vst_table_new (const char *const *titles)
{
  VstTable *self = g_new0 (VstTable, 1);

  self->n_columns = g_strv_length ((char **)titles);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_ptr_array_add (self->rows, g_strdupv ((char **)titles));
  return self;
}

void
vst_table_free (VstTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
vst_table_take_row (VstTable *self, char **cells)
{
  g_ptr_array_add (self->rows, cells);
}

static void
measure (VstTable *self, int *widths)
{
  for (guint i = 0; i < self->rows->len; i++) {
    char **cells = g_ptr_array_index (self->rows, i);

    for (guint c = 0; c < self->n_columns; c++)
      widths[c] = MAX (widths[c], vst_table_get_width (cells[c]));
  }
}

static int
get_sum (VstTable *self, const int *widths)
{
  int sum = 0;

  for (guint c = 0; c < self->n_columns; c++)
    sum += widths[c] + (c > 0 ? GAP : 0);
  return sum;
}

/* The widest gives way, column by column, until all fit or none can. Returns: whether they do */
static gboolean
squeeze (VstTable *self, int *widths, int width)
{
  while (get_sum (self, widths) > width) {
    guint widest = 0;

    for (guint c = 1; c < self->n_columns; c++)
      if (widths[c] > widths[widest])
        widest = c;
    if (widths[widest] <= NARROWEST)
      return FALSE;
    widths[widest]--;
  }
  return TRUE;
}

/* Returns: columns that are left */
static int
append_cut (GString *text, const char *cell, int width)
{
  gboolean is_cut = vst_table_get_width (cell) > width;
  int room = is_cut ? width - 1 : width;

  for (const char *p = cell; *p; p = g_utf8_next_char (p)) {
    int needed = get_char_width (g_utf8_get_char (p));

    if (needed > room)
      break;
    room -= needed;
    g_string_append_unichar (text, g_utf8_get_char (p));
  }
  if (is_cut)
    g_string_append (text, "…");
  return room;
}

char *
vst_table_dup_cut (const char *text, int width)
{
  GString *cut = g_string_new (NULL);

  append_cut (cut, text, width);
  return g_string_free (cut, FALSE);
}

static void
append_spaces (GString *text, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

static void
append_cell (GString *text, const char *cell, int width, gboolean is_last)
{
  int room = append_cut (text, cell, width);

  if (!is_last)
    append_spaces (text, room + GAP);
}

static char *
make_columns (VstTable *self, const int *widths)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++) {
    char **cells = g_ptr_array_index (self->rows, i);

    for (guint c = 0; c < self->n_columns; c++)
      append_cell (text, cells[c], widths[c], c + 1 == self->n_columns);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

/* ------------------------------------------------------------------------------ without columns
 */

/* Goes on below its own beginning. */
static void
append_wrapped (GString *text, const char *cell, int indent, int room)
{
  int left = room;

  for (const char *p = cell; *p; p = g_utf8_next_char (p)) {
    int needed = get_char_width (g_utf8_get_char (p));

    if (needed > left) {
      g_string_append_c (text, '\n');
      append_spaces (text, indent);
      left = room;
    }
    left -= needed;
    g_string_append_unichar (text, g_utf8_get_char (p));
  }
  g_string_append_c (text, '\n');
}

static char *
make_paragraphs (VstTable *self, int width)
{
  char **titles = g_ptr_array_index (self->rows, 0);
  GString *text = g_string_new (NULL);
  int indent = 0;

  for (guint c = 0; c < self->n_columns; c++)
    indent = MAX (indent, vst_table_get_width (titles[c]) + GAP);
  for (guint i = 1; i < self->rows->len; i++) {
    char **cells = g_ptr_array_index (self->rows, i);

    if (i > 1)
      g_string_append_c (text, '\n');
    for (guint c = 0; c < self->n_columns; c++) {
      g_string_append (text, titles[c]);
      append_spaces (text, indent - vst_table_get_width (titles[c]));
      append_wrapped (text, cells[c], indent, MAX (width - indent, NARROWEST));
    }
  }
  return g_string_free (text, FALSE);
}

char *
vst_table_to_text (VstTable *self, int width)
{
  g_autofree int *widths = g_new0 (int, self->n_columns);

  measure (self, widths);
  if (width > 0 && !squeeze (self, widths, width))
    return make_paragraphs (self, width);
  return make_columns (self, widths);
}

char *
vst_table_to_whole_text (VstTable *self, int width)
{
  g_autofree int *widths = g_new0 (int, self->n_columns);

  measure (self, widths);
  if (width > 0 && get_sum (self, widths) > width)
    return make_paragraphs (self, width);
  return make_columns (self, widths);
}
