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

/* The widest gives way, column by column, until all fit or none can. */
static void
squeeze (VstTable *self, int *widths, int width)
{
  while (get_sum (self, widths) > width) {
    guint widest = 0;

    for (guint c = 1; c < self->n_columns; c++)
      if (widths[c] > widths[widest])
        widest = c;
    if (widths[widest] <= NARROWEST)
      return;
    widths[widest]--;
  }
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
append_cell (GString *text, const char *cell, int width, gboolean is_last)
{
  int room = append_cut (text, cell, width);

  for (int i = 0; i < room + GAP && !is_last; i++)
    g_string_append_c (text, ' ');
}

char *
vst_table_to_text (VstTable *self, int width)
{
  g_autofree int *widths = g_new0 (int, self->n_columns);
  GString *text = g_string_new (NULL);

  measure (self, widths);
  if (width > 0)
    squeeze (self, widths, width);
  for (guint i = 0; i < self->rows->len; i++) {
    char **cells = g_ptr_array_index (self->rows, i);

    for (guint c = 0; c < self->n_columns; c++)
      append_cell (text, cells[c], widths[c], c + 1 == self->n_columns);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}
