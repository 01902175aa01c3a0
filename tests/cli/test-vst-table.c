/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-table.h"

#include <string.h>

static const char *const titles[] = { "NAME", "INSTANCE", "ID", NULL };

static void
add_row (VstTable *table, const char *name, const char *instance, const char *id)
{
  const char *const cells[] = { name, instance, id, NULL };

  vst_table_take_row (table, g_strdupv ((char **)cells));
}

/* Columns of a terminal: the same rule as wcwidth(), but of any locale. */
static int
get_columns (const char *line)
{
  int columns = 0;

  for (const char *p = line; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_iszerowidth (c))
      columns += g_unichar_iswide (c) ? 2 : 1;
  }
  return columns;
}

/* Where @cell begins, in columns of the terminal; it must be there. */
static int
find_column (const char *line, const char *cell)
{
  const char *at = strstr (line, cell);
  g_autofree char *before = NULL;

  g_assert_nonnull (at);
  before = g_strndup (line, (gsize)(at - line));
  return get_columns (before);
}

static void
test_titles_alone (void)
{
  g_autoptr (VstTable) table = vst_table_new (titles);
  g_autofree char *text = vst_table_to_text (table, 0);

  g_assert_cmpstr (text, ==, "NAME  INSTANCE  ID\n");
}

static void
test_widths (void)
{
  g_autoptr (VstTable) table = vst_table_new (titles);
  g_autofree char *text = NULL;

  add_row (table, "Jae Wilson", "acme", "1");
  add_row (table, "–", "data.acme.com", "2");
  text = vst_table_to_text (table, 0);
  g_assert_cmpstr (text, ==,
                   "NAME        INSTANCE       ID\n"
                   "Jae Wilson  acme           1\n"
                   "–           data.acme.com  2\n");
}

static void
test_empty_cells (void)
{
  g_autoptr (VstTable) table = vst_table_new (titles);
  g_autofree char *text = NULL;

  add_row (table, "", "", "");
  add_row (table, "", "acme", "");
  text = vst_table_to_text (table, 0);
  g_assert_cmpstr (text, ==,
                   "NAME  INSTANCE  ID\n"
                   "                \n"
                   "      acme      \n");
}

/* Wide characters take two columns, those that combine none: what follows stands in line. */
static void
test_wide (void)
{
  g_autoptr (VstTable) table = vst_table_new (titles);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  add_row (table, "田中広子", "acme", "1");
  add_row (table, "Zoe\u0308 Müller", "acme", "2");
  add_row (table, "Jae", "acme", "3");
  text = vst_table_to_text (table, 0);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpint (find_column (lines[0], "INSTANCE"), ==, 12);
  for (guint i = 1; i <= 3; i++)
    g_assert_cmpint (find_column (lines[i], "acme"), ==, 12);
}

static VstTable *
make_broad_table (void)
{
  VstTable *table = vst_table_new (titles);

  add_row (table, "Maximiliane von und zu Hohenstein-Brückenau", "data.acme.example.com",
           "0f5e7a3c");
  add_row (table, "田中広子田中広子田中広子田中広子田中広子", "acme", "1f5e7a3c");
  add_row (table, "Jae", "acme", "2f5e7a3c");
  return table;
}

/* No line is broader than the terminal, and what is short stands as it is. */
static void
test_narrow (void)
{
  static const int widths[] = { 80, 60, 50, 40, 33, 32, 30, 29, 28 };

  for (gsize w = 0; w < G_N_ELEMENTS (widths); w++) {
    g_autoptr (VstTable) table = make_broad_table ();
    g_autofree char *text = vst_table_to_text (table, widths[w]);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    g_test_message ("%d columns", widths[w]);
    g_assert_cmpuint (g_strv_length (lines), ==, 5);
    for (guint i = 0; i < 4; i++) {
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_cmpint (get_columns (lines[i]), <=, widths[w]);
    }
    for (guint i = 1; i < 4; i++)
      g_assert_cmpint (find_column (lines[i], "f5e7a3c"), ==, find_column (lines[0], "ID") + 1);
    g_assert_true (g_str_has_prefix (lines[3], "Jae "));
    g_assert_nonnull (strstr (lines[3], " acme "));
  }
}

static void
test_cut_is_told (void)
{
  g_autoptr (VstTable) table = make_broad_table ();
  g_autofree char *text = vst_table_to_text (table, 40);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_nonnull (strstr (lines[1], "…"));
  g_assert_nonnull (strstr (lines[2], "…"));
  g_assert_null (strstr (lines[3], "…"));
}

/* Wide enough to the very column: nothing is cut. */
static void
test_fits_exactly (void)
{
  g_autoptr (VstTable) any = make_broad_table ();
  g_autofree char *whole = vst_table_to_text (any, 0);
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);
  g_autofree char *text = vst_table_to_text (any, get_columns (lines[1]));
  g_autofree char *less = vst_table_to_text (any, get_columns (lines[1]) - 1);

  g_assert_cmpstr (text, ==, whole);
  g_assert_cmpstr (less, !=, whole);
}

/* A terminal of no use: what is short stands as it is, and the program goes on. */
static void
test_too_narrow (void)
{
  for (int width = 1; width < 28; width += 3) {
    g_autoptr (VstTable) table = make_broad_table ();
    g_autofree char *text = vst_table_to_text (table, width);

    g_assert_nonnull (strstr (text, "Jae"));
    g_assert_nonnull (strstr (text, "2f5e7a3c"));
  }
}

/* Where the columns do not fit, each cell has its lines, and all of it is there. */
static void
test_paragraphs (void)
{
  g_autoptr (VstTable) table = vst_table_new (titles);
  g_autofree char *text = NULL;

  add_row (table, "Maximiliane von Hohenstein", "acme", "0f5e7a3c");
  add_row (table, "田中広子田中広子", "", "1f5e7a3c");
  text = vst_table_to_text (table, 25);
  g_assert_cmpstr (text, ==,
                   "NAME      Maximiliane von\n"
                   "           Hohenstein\n"
                   "INSTANCE  acme\n"
                   "ID        0f5e7a3c\n"
                   "\n"
                   "NAME      田中広子田中広\n"
                   "          子\n"
                   "INSTANCE  \n"
                   "ID        1f5e7a3c\n");
}

/* No line is broader than the terminal, down to a title and eight columns beside it. */
static void
test_paragraphs_fit (void)
{
  for (int width = 18; width < 28; width++) {
    g_autoptr (VstTable) table = make_broad_table ();
    g_autofree char *text = vst_table_to_text (table, width);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    g_assert_null (strstr (text, "…"));
    for (guint i = 0; lines[i]; i++)
      g_assert_cmpint (get_columns (lines[i]), <=, width);
  }
}

/* What somebody is to copy is never cut, however much is too little. */
static void
test_whole (void)
{
  g_autoptr (VstTable) table = make_broad_table ();
  g_autofree char *any = vst_table_to_text (table, 0);
  g_auto (GStrv) lines = g_strsplit (any, "\n", -1);
  g_autofree char *text = vst_table_to_whole_text (table, get_columns (lines[1]));
  g_autofree char *less = vst_table_to_whole_text (table, get_columns (lines[1]) - 1);

  g_assert_cmpstr (text, ==, any);
  g_assert_true (g_str_has_prefix (less, "NAME      Maximiliane"));
  g_assert_null (strstr (less, "…"));
}

/* One line of text: as wide as it was, or as there is room for. */
static void
test_cut (void)
{
  static const struct {
    const char *text;
    int width;
    const char *cut;
  } rows[] = {
    { "", 0, "" },
    { "abc", 3, "abc" },
    { "abcd", 3, "ab…" },
    { "日本語", 6, "日本語" },
    { "日本語", 5, "日本…" },
    { "日本語", 4, "日…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *cut = vst_table_dup_cut (rows[i].text, rows[i].width);

    g_assert_cmpstr (cut, ==, rows[i].cut);
    g_assert_cmpint (vst_table_get_width (cut), <=, rows[i].width);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/table/titles-alone", test_titles_alone);
  g_test_add_func ("/vst/table/widths", test_widths);
  g_test_add_func ("/vst/table/empty-cells", test_empty_cells);
  g_test_add_func ("/vst/table/wide", test_wide);
  g_test_add_func ("/vst/table/narrow", test_narrow);
  g_test_add_func ("/vst/table/cut-is-told", test_cut_is_told);
  g_test_add_func ("/vst/table/fits-exactly", test_fits_exactly);
  g_test_add_func ("/vst/table/too-narrow", test_too_narrow);
  g_test_add_func ("/vst/table/paragraphs", test_paragraphs);
  g_test_add_func ("/vst/table/paragraphs-fit", test_paragraphs_fit);
  g_test_add_func ("/vst/table/whole", test_whole);
  g_test_add_func ("/vst/table/cut", test_cut);
  return g_test_run ();
}
