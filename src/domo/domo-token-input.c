/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-token-input.h"

#include <string.h>

/* More than any header can carry, and less than what an entry of GTK's holds, which cuts the rest
 * without a word. */
#define MAX_LENGTH (64 * 1024 - 3)

/* Quotes in quotes in quotes: nobody pastes more. */
#define MAX_LAYERS 8

/* A piece of the text, which is ours to change. */
typedef struct {
  char *start;
  char *end;
} Span;

typedef enum {
  LINE_PLAIN, /* has no name */
  LINE_TOKEN, /* its name is that of a token */
  LINE_OTHER, /* its name is that of something else */
} LineKind;

typedef struct {
  LineKind kind;
  DomoDropped dropped;
  DomoTokenKind token_kind; /* of LINE_TOKEN, where is_certain */
  gboolean is_certain;
  Span value;
} Line;

typedef struct {
  Span span;
  DomoDropped dropped;
  DomoTokenKind expected; /* by its name, where is_certain */
  gboolean is_certain;
} Input;

static const struct {
  const char *name;
  DomoTokenKind kind;
} headers[] = {
  { "x-domo-authentication", DOMO_TOKEN_SESSION },
  { "x-domo-developer-token", DOMO_TOKEN_ACCESS },
  { "authorization", DOMO_TOKEN_BEARER },
};

static const struct {
  const char *name;
  DomoTokenKind kind;
} variables[] = {
  { "DOMO_SESSION_TOKEN", DOMO_TOKEN_SESSION },
  { "DOMO_ACCESS_TOKEN", DOMO_TOKEN_ACCESS },
  { "DOMO_BEARER_TOKEN", DOMO_TOKEN_BEARER },
};

G_DEFINE_QUARK (domo_token_input_error_quark, domo_token_input_error)

/* ---------------------------------------------------------------------------------- its margins */

static gsize
get_length (Span span)
{
  return (gsize)(span.end - span.start);
}

static gboolean
begins_with (Span span, const char *text)
{
  return get_length (span) >= strlen (text) &&
         g_ascii_strncasecmp (span.start, text, strlen (text)) == 0;
}

static gboolean
ends_with (Span span, const char *text)
{
  gsize length = strlen (text);

  return get_length (span) >= length && memcmp (span.end - length, text, length) == 0;
}

/* What is blank, seen or not, where a text is copied from a web page. */
static const char *const blanks[] = { " ",  "\t",       "\n",           "\r",          "\v",
                                      "\f", "\302\240", "\342\200\213", "\357\273\277" };

static gboolean
trim_once (Span *span)
{
  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++) {
    if (begins_with (*span, blanks[i])) {
      span->start += strlen (blanks[i]);
      return TRUE;
    }
    if (ends_with (*span, blanks[i])) {
      span->end -= strlen (blanks[i]);
      return TRUE;
    }
  }
  return FALSE;
}

static void
trim (Span *span)
{
  while (trim_once (span))
    ;
}

static gboolean
strip_quotes (Span *span)
{
  static const char *const pairs[][2] = { { "'", "'" }, { "\"", "\"" }, { "`", "`" },
                                          { "“", "”" }, { "„", "“" },   { "‘", "’" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    gsize both = strlen (pairs[i][0]) + strlen (pairs[i][1]);

    if (get_length (*span) >= both && begins_with (*span, pairs[i][0]) &&
        ends_with (*span, pairs[i][1])) {
      span->start += strlen (pairs[i][0]);
      span->end -= strlen (pairs[i][1]);
      return TRUE;
    }
  }
  return FALSE;
}

/* What ends a line in a list, in a shell, or where the next one goes on. */
static gboolean
strip_punctuation (Span *span)
{
  if (get_length (*span) == 0 || span->end[-1] == '\0' || !strchr (",;\\", span->end[-1]))
    return FALSE;
  span->end--;
  return TRUE;
}

static gboolean
strip_word (Span *span, const char *word)
{
  gsize length = strlen (word);

  if (!begins_with (*span, word) || get_length (*span) <= length ||
      !g_ascii_isspace (span->start[length]))
    return FALSE;
  span->start += length;
  trim (span);
  return TRUE;
}

/* ------------------------------------------------------------------------------------ its name */

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gboolean
is_named (Span name, const char *text)
{
  return get_length (name) == strlen (text) && begins_with (name, text);
}

static void
classify_header (Span name, Line *line)
{
  line->kind = LINE_OTHER;
  line->dropped = DOMO_DROPPED_HEADER;
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (is_named (name, headers[i].name)) {
      line->kind = LINE_TOKEN;
      line->token_kind = headers[i].kind;
      line->is_certain = TRUE;
    }
}

/* A name of somebody's own that has "token" in it will do. */
static void
classify_variable (Span name, Line *line)
{
  /* What looks like a name may be the token itself. */
  char *upper = g_ascii_strup (name.start, (gssize)get_length (name));

  line->kind = strstr (upper, "TOKEN") || strstr (upper, "JWT") ? LINE_TOKEN : LINE_OTHER;
  line->dropped = DOMO_DROPPED_VARIABLE;
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    if (g_str_equal (upper, variables[i].name)) {
      line->token_kind = variables[i].kind;
      line->is_certain = TRUE;
    }
  domo_wipe_string (upper);
}

/* "NAME: value" or "NAME=value"; the padding of Base64 is no value. */
static void
read_name (Span rest, Line *line)
{
  Span name = { rest.start, rest.start };
  char *p;

  while (name.end < rest.end && is_name_char (*name.end))
    name.end++;
  p = name.end;
  while (p < rest.end && (*p == ' ' || *p == '\t'))
    p++;
  if (name.end == name.start || p == rest.end)
    return;
  if (*p == ':')
    classify_header (name, line);
  else if (*p == '=' && p + 1 < rest.end && p[1] != '=')
    classify_variable (name, line);
  line->value = (Span){ p + 1, rest.end };
}

static void
read_line (Span rest, Line *line)
{
  DomoDropped dropped = DOMO_DROPPED_NOTHING;

  *line = (Line){ LINE_PLAIN, DOMO_DROPPED_NOTHING, DOMO_TOKEN_ACCESS, FALSE, { NULL, NULL } };
  trim (&rest);
  while (strip_punctuation (&rest))
    trim (&rest);
  if (!strip_word (&rest, "-H") && !strip_word (&rest, "--header") &&
      !strip_word (&rest, "export") && !strip_word (&rest, "set") && begins_with (rest, "$env:"))
    rest.start += strlen ("$env:");
  if (strip_quotes (&rest))
    dropped = DOMO_DROPPED_QUOTES;
  read_name (rest, line);
  line->dropped |= dropped;
}

static Span
get_line (char *start, char *end)
{
  Span line = { start, start };

  while (line.end < end && *line.end != '\n' && *line.end != '\r')
    line.end++;
  return line;
}

/* @line: one that does not end with the text */
static Span
get_next_line (Span line, char *end)
{
  gsize length = line.end + 1 < end && line.end[0] == '\r' && line.end[1] == '\n' ? 2 : 1;

  return get_line (line.end + length, end);
}

static void
take_value (Input *input, const Line *line)
{
  input->dropped |= line->dropped;
  input->span = line->value;
  if (line->is_certain) {
    input->expected = line->token_kind;
    input->is_certain = TRUE;
  }
}

/* The first line that is named as a token, and those without a name that go on with it. Returns:
 * %FALSE when all that is named is something else */
static gboolean
find_value (Input *input)
{
  gboolean found = FALSE;
  gboolean found_other = FALSE;
  gboolean goes_on = FALSE;
  const Span all = input->span;

  for (Span span = get_line (all.start, all.end);; span = get_next_line (span, all.end)) {
    Line line;

    read_line (span, &line);
    goes_on = goes_on && line.kind == LINE_PLAIN && span.start != span.end;
    if (goes_on)
      input->span.end = span.end;
    if (line.kind == LINE_TOKEN && !found) {
      take_value (input, &line);
      found = goes_on = TRUE;
    }
    found_other |= line.kind == LINE_OTHER;
    if (span.end >= all.end)
      break;
  }
  if (found && memchr (all.start, '\n', get_length (all)))
    input->dropped |= DOMO_DROPPED_LINE_BREAK;
  return found || !found_other;
}

/* ---------------------------------------------------------------------------------- the cleaning
 */

static gboolean
strip_layer (Input *input)
{
  trim (&input->span);
  if (strip_quotes (&input->span)) {
    input->dropped |= DOMO_DROPPED_QUOTES;
    return TRUE;
  }
  if (strip_word (&input->span, "Bearer")) {
    input->dropped |= DOMO_DROPPED_BEARER;
    return TRUE;
  }
  return strip_punctuation (&input->span);
}

/* Blanks beside a line break go with it. */
static void
join_lines (Input *input)
{
  char *to = input->span.start;

  for (char *p = input->span.start; p < input->span.end;) {
    char *blank_end = p;
    gboolean has_break = FALSE;

    for (; blank_end < input->span.end && g_ascii_isspace (*blank_end); blank_end++)
      has_break |= *blank_end == '\n' || *blank_end == '\r';
    if (has_break) {
      input->dropped |= DOMO_DROPPED_LINE_BREAK;
      p = blank_end;
    } else {
      *to++ = *p++;
    }
  }
  input->span.end = to;
}

/* Those that RFC 9110 lets a token in a header have. */
static gboolean
has_token_chars (Span span, GError **error)
{
  gboolean has_blank = FALSE;

  for (const char *p = span.start; p < span.end; p++) {
    if (*p == ' ' || *p == '\t')
      has_blank = TRUE;
    else if (*p == '\0' || (!g_ascii_isalnum (*p) && !strchr ("-._~+/=%", *p))) {
      g_set_error_literal (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_CHARACTER,
                           "no token has such characters");
      return FALSE;
    }
  }
  if (has_blank)
    g_set_error_literal (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_WORDS,
                         "there is more than one word");
  return !has_blank;
}

static void
strip_layers (Input *input)
{
  for (guint i = 0; i < MAX_LAYERS && strip_layer (input); i++)
    ;
}

static gboolean
clean (Input *input, GError **error)
{
  strip_layers (input);
  /* Twice, as in export X='Authorization: Bearer …'. */
  for (guint i = 0; i < 2; i++) {
    if (!find_value (input)) {
      g_set_error_literal (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_NAME,
                           "it is named as something else");
      return FALSE;
    }
    strip_layers (input);
  }
  join_lines (input);
  if (get_length (input->span) == 0) {
    g_set_error_literal (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_EMPTY,
                         "there is nothing");
    return FALSE;
  }
  return has_token_chars (input->span, error);
}

/* -------------------------------------------------------------------------------- what it is */

/* Takes off a layer of percent-encoding that no token has. Returns: (transfer full) (nullable):
 * what is below it, where that is a token */
static DomoToken *
decode_once (DomoSecret *text)
{
  char *decoded = g_uri_unescape_string (domo_secret_get_text (text), NULL);
  g_autoptr (DomoSecret) inner = decoded ? domo_secret_new (decoded, -1) : NULL;
  Span span = { decoded, decoded ? decoded + strlen (decoded) : NULL };
  gboolean is_good = decoded && *decoded && has_token_chars (span, NULL);

  domo_wipe_string (decoded);
  return is_good ? domo_token_new_guess (inner) : NULL;
}

/* A session token is sent as Domo gives it: percent-encoded. */
static DomoToken *
encode_session (DomoToken *token)
{
  char *encoded =
      g_uri_escape_string (domo_secret_get_text (domo_token_get_text (token)), NULL, FALSE);
  g_autoptr (DomoSecret) text = domo_secret_new (encoded, -1);

  domo_wipe_string (encoded);
  return domo_token_new (DOMO_TOKEN_SESSION, text);
}

static gboolean
is_plain_session (DomoToken *token)
{
  return domo_token_get_kind (token) == DOMO_TOKEN_SESSION &&
         strpbrk (domo_secret_get_text (domo_token_get_text (token)), "+/=") != NULL;
}

static DomoToken *
tell_kind (DomoSecret *text, DomoDropped *dropped)
{
  g_autoptr (DomoToken) token = domo_token_new_guess (text);
  g_autoptr (DomoToken) inner = NULL;

  if (domo_token_get_kind (token) == DOMO_TOKEN_ACCESS &&
      strchr (domo_secret_get_text (text), '%') && (inner = decode_once (text))) {
    *dropped |= DOMO_DROPPED_ENCODING;
    g_set_object (&token, inner);
  }
  if (is_plain_session (token)) {
    *dropped |= DOMO_ADDED_ENCODING;
    return encode_session (token);
  }
  return g_steal_pointer (&token);
}

/* Base64 of `{"`, with which the readable ones begin. What begins as an access token does is one,
 * even in the header of another kind: people try that. */
static gboolean
is_broken (DomoToken *token, const Input *input)
{
  const char *text = domo_secret_get_text (domo_token_get_text (token));

  if (domo_token_get_kind (token) != DOMO_TOKEN_ACCESS || domo_token_is_usual_access (token))
    return FALSE;
  return g_str_has_prefix (text, "eyJ") ||
         (input->is_certain && input->expected != DOMO_TOKEN_ACCESS);
}

DomoToken *
domo_token_new_from_input (DomoSecret *input, DomoDropped *dropped, GError **error)
{
  gsize length = domo_secret_get_length (input);
  g_autoptr (DomoSecret) text = NULL;
  g_autoptr (DomoToken) token = NULL;
  Input state = { 0 };
  char *copy;

  if (length > MAX_LENGTH) {
    g_set_error_literal (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_TOO_LONG,
                         "no header could carry it");
    return NULL;
  }
  copy = g_malloc (length + 1);
  memcpy (copy, domo_secret_get_text (input), length + 1);
  state.span = (Span){ copy, copy + length };
  if (clean (&state, error))
    text = domo_secret_new (state.span.start, (gssize)get_length (state.span));
  explicit_bzero (copy, length);
  g_free (copy);
  if (!text)
    return NULL;

  token = tell_kind (text, &state.dropped);
  if (is_broken (token, &state)) {
    g_set_error_literal (error, DOMO_TOKEN_INPUT_ERROR, DOMO_TOKEN_INPUT_ERROR_BROKEN,
                         "it is cut short or changed");
    return NULL;
  }
  if (dropped)
    *dropped = state.dropped;
  return g_steal_pointer (&token);
}
