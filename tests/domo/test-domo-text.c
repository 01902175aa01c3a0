/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-text.h"

#include <string.h>

static void
test_tidy (void)
{
  static const struct {
    const char *text;
    gssize length;
    const char *expected;
  } rows[] = {
    { NULL, -1, NULL },
    { "", -1, "" },
    { "Jae Wilson", -1, "Jae Wilson" },
    { "Jae Wilson", 3, "Jae" },
    { "Jae\0Wilson", 10, "Jae�Wilson" },
    /* markup is text like any other */
    { "<b>&amp;</b>", -1, "<b>&amp;</b>" },
    /* white space */
    { "a\tb\nc\rd", -1, "a b c d" },
    { "a\r\nb", -1, "a  b" },
    { "a\u00a0b", -1, "a\u00a0b" },
    /* controls */
    { "a\x01"
      "b\x1b[31mc\x7f",
      -1, "a␦b␦[31mc␦" },
    { "a\xc2\x85"
      "b\xc2\x9f"
      "c",
      -1, "a␦b␦c" },
    /* what turns text round */
    { "\u202egnp.exe", -1, "␦gnp.exe" },
    { "a\u200eb\u200fc\u061cd", -1, "a␦b␦c␦d" },
    { "\u202a\u202b\u202c\u202d\u202e", -1, "␦␦␦␦␦" },
    { "\u2066\u2067\u2068\u2069", -1, "␦␦␦␦" },
    /* what breaks lines or is not seen */
    { "a\u2028b\u2029c", -1, "a␦b␦c" },
    { "a\u200bb\ufeffc\u2060d", -1, "a␦b␦c␦d" },
    /* right-to-left letters and joiners are no trick */
    { "שלום", -1, "שלום" },
    { "می\u200cخواهم", -1, "می\u200cخواهم" },
    { "👩\u200d💻", -1, "👩\u200d💻" },
    { "日本語", -1, "日本語" },
    /* not UTF-8 */
    { "caf\xe9", -1, "caf�" },
    { "\xff\xfe", -1, "��" },
    { "a\xf0\x9f\x98", -1, "a���" },
    { "\xc0\xaf", -1, "��" },
    { "\xed\xa0\x80", -1, "���" },
    /* a character cut by the length */
    { "aé", 2, "a�" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *tidy = domo_text_tidy (rows[i].text, rows[i].length);

    g_test_message ("row %u", i);
    g_assert_cmpstr (tidy, ==, rows[i].expected);
  }
}

static char *
repeat (const char *unit, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

static void
test_cut (void)
{
  static const char *const units[] = { "a", "é", "語", "👩", "\x01", "\xff" };
  static const char *const shown[] = { "a", "é", "語", "👩", "␦", "�" };
  static const struct {
    guint times;
    gboolean is_cut;
  } rows[] = {
    { 499, FALSE }, { 500, FALSE }, { 501, TRUE }, { 600, TRUE }, { 100000, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rows); j++) {
      g_autofree char *text = repeat (units[i], rows[j].times);
      g_autofree char *tidy = domo_text_tidy (text, -1);
      g_autofree char *whole = repeat (shown[i], MIN (rows[j].times, DOMO_TEXT_MAX_CHARS));
      g_autofree char *expected = g_strconcat (whole, rows[j].is_cut ? "…" : "", NULL);
      g_autofree char *again = domo_text_tidy (tidy, -1);

      g_test_message ("%u times “%s”", rows[j].times, shown[i]);
      g_assert_cmpstr (tidy, ==, expected);
      g_assert_cmpstr (again, ==, expected);
    }
}

/* The same JSON, and nothing in it that a terminal obeys. */
static void
test_escape (void)
{
  g_autofree char *escaped = domo_text_escape ("{\"a\":\"é\xc2\x9b\xe2\x80\xae語\x7f\"}\n\xff");

  g_assert_cmpstr (escaped, ==, "{\"a\":\"é\\u009b\\u202e語\\u007f\"}\n�");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/text/tidy", test_tidy);
  g_test_add_func ("/domo/text/cut", test_cut);
  g_test_add_func ("/domo/text/escape", test_escape);
  return g_test_run ();
}
