/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-json.h"

#include <math.h>
#include <string.h>

#include "domo-error.h"

/* Above this a number is a date in milliseconds: as seconds it would lie in the year 5138. */
#define SECONDS_END G_GINT64_CONSTANT (100000000000)

/* The last date that is believed: the year 9999, in milliseconds. */
#define DATE_END G_GINT64_CONSTANT (253402300799999)

/* The largest number that fits 64 bits, and how many digits it has. */
#define MAX_NUMBER "9223372036854775807"
#define MAX_DIGITS 19

typedef struct {
  const char *at;
  const char *end;
  int depth;
  GError **error;
} Scan;

static gboolean
refuse (Scan *scan, DomoReason reason)
{
  g_propagate_error (scan->error, domo_error_new (DOMO_ERROR_BAD_REPLY, reason, NULL));
  return FALSE;
}

/* Whether \uXXXX stands at @at, and what it is. */
static gboolean
read_unit (const char *at, const char *end, guint *unit)
{
  *unit = 0;
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return FALSE;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit (at[i]))
      return FALSE;
    *unit = *unit << 4 | (guint)g_ascii_xdigit_value (at[i]);
  }
  return TRUE;
}

/* At a backslash; ends at the last byte of the escape. Half a character alone is no text: json-glib
 * would make bytes of it that are not UTF-8; it would cut at a NUL. */
static gboolean
scan_escape (Scan *scan)
{
  guint unit;
  guint second;

  if (!read_unit (scan->at, scan->end, &unit)) {
    scan->at++;
    return TRUE;
  }
  scan->at += 5;
  if (unit >= 0xd800 && unit <= 0xdbff) {
    if (!read_unit (scan->at + 1, scan->end, &second) || second < 0xdc00 || second > 0xdfff)
      return refuse (scan, DOMO_REASON_SHAPE);
    scan->at += 6;
    return TRUE;
  }
  return (unit != 0 && (unit < 0xdc00 || unit > 0xdfff)) || refuse (scan, DOMO_REASON_SHAPE);
}

/* At the byte after the opening quote; ends at the closing one. */
static gboolean
scan_string (Scan *scan)
{
  for (; scan->at < scan->end; scan->at++) {
    if (*scan->at == '"')
      return TRUE;
    if (*scan->at == '\\' && !scan_escape (scan))
      return FALSE;
  }
  return refuse (scan, DOMO_REASON_CUT_SHORT);
}

static const char *
skip_digits (const char *at, const char *end)
{
  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at;
}

/* Whether the digits [at, end) fit 64 bits. */
static gboolean
fits (const char *at, const char *end)
{
  if (end - at != MAX_DIGITS)
    return end - at < MAX_DIGITS;
  return memcmp (at, MAX_NUMBER, MAX_DIGITS) <= 0;
}

/* Whether the number [at, end) is one: 1e400 is not, for json-glib it is infinite. */
static gboolean
is_finite (const char *at, const char *end)
{
  g_autofree char *text = g_strndup (at, (gsize)(end - at));

  return isfinite (g_ascii_strtod (text, NULL));
}

/* Whether [at, end) is a number as JSON writes it; json-glib also reads 010, 0x10, .5 and $ff. */
static gboolean
is_number (const char *at, const char *end)
{
  const char *whole = at;
  const char *start = at + (*at == '-');

  at = skip_digits (start, end);
  if (at == start || !fits (start, at) || (*start == '0' && at - start > 1))
    return FALSE;
  if (at < end && *at == '.') {
    start = at + 1;
    at = skip_digits (start, end);
    if (at == start)
      return FALSE;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    start = at + 1;
    start += start < end && (*start == '+' || *start == '-');
    at = skip_digits (start, end);
    if (at == start)
      return FALSE;
  }
  return at == end && is_finite (whole, end);
}

static gboolean
is_literal (const char *at, const char *end)
{
  static const char *const literals[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    if (strlen (literals[i]) == (gsize)(end - at) && memcmp (at, literals[i], end - at) == 0)
      return TRUE;
  return FALSE;
}

/* At the first byte of a number or literal; ends at its last. What the answer's end cuts is not
 * looked at: the depth tells that it is cut. */
static gboolean
scan_word (Scan *scan)
{
  const char *start = scan->at;
  const char *end = start;

  while (end < scan->end && !g_ascii_isspace (*end) && !strchr ("{}[]:,\"", *end))
    end++;
  scan->at = end - 1;
  return end == scan->end || is_number (start, end) || is_literal (start, end) ||
         refuse (scan, DOMO_REASON_SHAPE);
}

static gboolean
scan_byte (Scan *scan)
{
  switch (*scan->at) {
  case '"':
    scan->at++;
    return scan_string (scan);
  case '{':
  case '[':
    return ++scan->depth <= DOMO_JSON_MAX_DEPTH || refuse (scan, DOMO_REASON_SHAPE);
  case '}':
  case ']':
    scan->depth--;
    return TRUE;
  case ':':
  case ',':
    return TRUE;
  default:
    return g_ascii_isspace (*scan->at) || scan_word (scan);
  }
}

/* After the root's end nothing but blanks. */
static gboolean
is_end (const Scan *scan)
{
  const char *at = scan->at;

  while (at < scan->end && g_ascii_isspace (*at))
    at++;
  return at == scan->end;
}

static gboolean
scan_is_safe (const char *data, gsize length, GError **error)
{
  Scan scan = { data, data + length, 0, error };

  while (scan.at < scan.end && g_ascii_isspace (*scan.at))
    scan.at++;
  if (scan.at == scan.end)
    return refuse (&scan, DOMO_REASON_CUT_SHORT);
  if (*scan.at != '{' && *scan.at != '[')
    return refuse (&scan, DOMO_REASON_NOT_JSON);
  if (memchr (data, '\0', length) || !g_utf8_validate_len (data, length, NULL))
    return refuse (&scan, DOMO_REASON_SHAPE);

  do {
    if (!scan_byte (&scan))
      return FALSE;
    scan.at++;
  } while (scan.at < scan.end && scan.depth > 0);

  if (scan.depth > 0)
    return refuse (&scan, DOMO_REASON_CUT_SHORT);
  return is_end (&scan) || refuse (&scan, DOMO_REASON_SHAPE);
}

JsonNode *
domo_json_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (!scan_is_safe (data, length, error))
    return NULL;

  parser = json_parser_new_immutable ();
  root = json_parser_load_from_data (parser, data, length, NULL) ? json_parser_get_root (parser)
                                                                 : NULL;
  if (!root || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_propagate_error (error, domo_error_new (DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, NULL));
    return NULL;
  }
  return json_node_ref (root);
}

static JsonNode *
get_value (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node
                                                                                         : NULL;
}

const char *
domo_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = get_value (object, member, G_TYPE_STRING);

  return node ? json_node_get_string (node) : NULL;
}

JsonObject *
domo_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
domo_json_get_boolean (JsonObject *object, const char *member, gboolean *value)
{
  JsonNode *node = get_value (object, member, G_TYPE_BOOLEAN);

  if (node)
    *value = json_node_get_boolean (node);
  return node != NULL;
}

gboolean
domo_json_get_int (JsonObject *object, const char *member, gint64 *value)
{
  JsonNode *node = get_value (object, member, G_TYPE_INT64);

  if (node)
    *value = json_node_get_int (node);
  return node != NULL;
}

gboolean
domo_json_get_id (JsonObject *object, const char *member, gint64 *value)
{
  const char *text = domo_json_get_string (object, member);
  gint64 number;

  guint64 digits;

  if (text && strlen (text) <= MAX_DIGITS &&
      g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &digits, NULL))
    number = digits;
  else if (text || !domo_json_get_int (object, member, &number) || number < 1)
    return FALSE;

  *value = number;
  return TRUE;
}

gboolean
domo_json_get_date (JsonObject *object, const char *member, gint64 *value)
{
  const char *text = domo_json_get_string (object, member);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = text ? g_date_time_new_from_iso8601 (text, utc) : NULL;
  gint64 number = 0;

  if (date)
    number = g_date_time_to_unix (date) * 1000 + g_date_time_get_microsecond (date) / 1000;
  else if (domo_json_get_int (object, member, &number) && number > 0 && number < SECONDS_END)
    number *= 1000;
  if (number < 1 || number > DATE_END)
    return FALSE;

  *value = number;
  return TRUE;
}

char **
domo_json_dup_words (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const char *text = domo_json_get_string (object, member);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n =
      node && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  if (text)
    return g_strsplit (text, " ", -1);
  for (guint i = 0; i < n; i++) {
    JsonNode *word = json_array_get_element (json_node_get_array (node), i);

    if (JSON_NODE_HOLDS_VALUE (word) && json_node_get_value_type (word) == G_TYPE_STRING)
      g_strv_builder_add (words, json_node_get_string (word));
  }
  return n ? g_strv_builder_end (words) : NULL;
}

void
domo_json_wipe (JsonObject *object, const char *member)
{
  /* json-glib only lends the text out; it is ours all the same, and nobody else reads it now. */
  char *text = (char *)domo_json_get_string (object, member);

  if (text)
    explicit_bzero (text, strlen (text));
}
