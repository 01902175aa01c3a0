/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-quote.h"

#include <string.h>

/* --------------------------------------------------------------------------- shells, .env files */

/* Nothing is special inside single quotes but the quote itself. */
void
vst_quote_shell (VstSecretWriter *writer, const char *text)
{
  vst_secret_writer_add (writer, "'", 1);
  for (const char *end; (end = strchr (text, '\'')); text = end + 1) {
    vst_secret_writer_add (writer, text, end - text);
    vst_secret_writer_add (writer, "'\\''", 4);
  }
  vst_secret_writer_add_all (writer, text, "'", NULL);
}

static gboolean
is_plain (const char *text)
{
  return *text && text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_.%+/=:@,")] == '\0';
}

/* python-dotenv takes a doubled backslash for an escape in single quotes, the others do not. */
static gboolean
fits_single_quotes (const char *text)
{
  return !strchr (text, '\'') && !strstr (text, "\\\\");
}

void
vst_quote_env (VstSecretWriter *writer, const char *text)
{
  if (is_plain (text)) {
    vst_secret_writer_add (writer, text, -1);
  } else if (fits_single_quotes (text)) {
    vst_quote_shell (writer, text);
  } else {
    vst_secret_writer_add (writer, "\"", 1);
    for (; *text; text++) {
      if (strchr ("\"\\$`", *text))
        vst_secret_writer_add (writer, "\\", 1);
      vst_secret_writer_add (writer, text, 1);
    }
    vst_secret_writer_add (writer, "\"", 1);
  }
}

/* ------------------------------------------------------------------------------------- languages
 */

/* Writes a character that is not printable ASCII. */
typedef void (*EscapeFunc) (VstSecretWriter *writer, gunichar c);

static void
quote (VstSecretWriter *writer, const char *text, EscapeFunc escape)
{
  g_return_if_fail (g_utf8_validate (text, -1, NULL));

  vst_secret_writer_add (writer, "\"", 1);
  for (; *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (c < 0x20 || c > 0x7e) {
      escape (writer, c);
      continue;
    }
    if (c == '"' || c == '\\')
      vst_secret_writer_add (writer, "\\", 1);
    vst_secret_writer_add (writer, text, 1);
  }
  vst_secret_writer_add (writer, "\"", 1);
}

/* @digits: hexadecimal, with zeros before them */
static void
add_hex (VstSecretWriter *writer, const char *prefix, guint digits, guint number)
{
  char hex[9];

  g_snprintf (hex, sizeof hex, "%08x", number);
  vst_secret_writer_add_all (writer, prefix, hex + 8 - digits, NULL);
}

/* In UTF-16, as JavaScript and Java count. */
static void
escape_utf16 (VstSecretWriter *writer, gunichar c)
{
  if (c > 0xffff) {
    add_hex (writer, "\\u", 4, 0xd800 + ((c - 0x10000) >> 10));
    c = 0xdc00 + ((c - 0x10000) & 0x3ff);
  }
  add_hex (writer, "\\u", 4, c);
}

static void
escape_python (VstSecretWriter *writer, gunichar c)
{
  if (c > 0xffff)
    add_hex (writer, "\\U", 8, c);
  else
    add_hex (writer, "\\u", 4, c);
}

static void
escape_java (VstSecretWriter *writer, gunichar c)
{
  const char octal[] = { '\\', (char)('0' + c / 64), (char)('0' + c / 8 % 8), (char)('0' + c % 8) };

  if (c < 0x80)
    vst_secret_writer_add (writer, octal, sizeof octal);
  else
    escape_utf16 (writer, c);
}

void
vst_quote_json (VstSecretWriter *writer, const char *text)
{
  quote (writer, text, escape_utf16);
}

void
vst_quote_python (VstSecretWriter *writer, const char *text)
{
  quote (writer, text, escape_python);
}

void
vst_quote_java (VstSecretWriter *writer, const char *text)
{
  quote (writer, text, escape_java);
}

/* U+2018, U+2019, U+201A and U+201B, as word processors set them, beside U+0027. */
static gboolean
ends_powershell (gunichar c)
{
  return c == '\'' || (c >= 0x2018 && c <= 0x201b);
}

void
vst_quote_powershell (VstSecretWriter *writer, const char *text)
{
  g_return_if_fail (g_utf8_validate (text, -1, NULL));

  vst_secret_writer_add (writer, "'", 1);
  for (const char *next; *text; text = next) {
    next = g_utf8_next_char (text);
    if (ends_powershell (g_utf8_get_char (text)))
      vst_secret_writer_add (writer, text, next - text);
    vst_secret_writer_add (writer, text, next - text);
  }
  vst_secret_writer_add (writer, "'", 1);
}
