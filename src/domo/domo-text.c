/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-text.h"

#include <string.h>

#define SUBSTITUTE 0x2426 /* ␦ */
#define ELLIPSIS 0x2026

/* What could turn a text round, hide a part of it or break its line. The joiners U+200C and U+200D
 * are not among them: scripts and emoji need them. */
static gboolean
is_tricky (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_CONTROL || c == 0x061c || c == 0x200b || c == 0x200e ||
         c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

static gunichar
tidy_char (gunichar c)
{
  if (c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f')
    return ' ';
  return is_tricky (c) ? SUBSTITUTE : c;
}

char *
domo_text_tidy (const char *text, gssize length)
{
  const gsize max_bytes = (DOMO_TEXT_MAX_CHARS + 1) * 4; /* no character is longer */
  g_autofree char *valid = NULL;
  GString *tidy;
  gsize size;
  guint count = 0;

  if (!text)
    return NULL;

  size = length < 0 ? strlen (text) : (gsize)length;
  valid = g_utf8_make_valid (text, (gssize)MIN (size, max_bytes));
  tidy = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    if (count++ == DOMO_TEXT_MAX_CHARS) {
      g_string_append_unichar (tidy, ELLIPSIS);
      break;
    }
    g_string_append_unichar (tidy, tidy_char (g_utf8_get_char (p)));
  }
  return g_string_free (tidy, FALSE);
}

char *
domo_text_escape (const char *json)
{
  g_autofree char *valid = g_utf8_make_valid (json, -1);
  GString *escaped = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_tricky (c) && c != '\n' && c != '\t')
      g_string_append_printf (escaped, "\\u%04x", c);
    else
      g_string_append_unichar (escaped, c);
  }
  return g_string_free (escaped, FALSE);
}
