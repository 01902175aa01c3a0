/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-reply.h"

#include <libsoup/soup.h>
#include <string.h>

#include "domo-json.h"
#include "domo-profile.h"
#include "domo-text.h"

struct _DomoReply {
  guint status;
  gint64 duration;
  gint64 arrival; /* milliseconds since 1970, 0 when it is not known */
  GBytes *body;
  SoupMessageHeaders *headers;
  GPtrArray *hidden; /* of DomoSecret: masked in whatever is read */
};

G_DEFINE_BOXED_TYPE (DomoReply, domo_reply, domo_reply_ref, domo_reply_unref)

static const char *const kept_headers[] = { "Content-Type", "Location", "Retry-After",
                                            "Date",         "Age",      "X-Request-ID" };

/* An answer that is larger once it is indented is left as it is: deep nesting makes 64 times as
 * much of it. */
#define MAX_LAID_OUT (256 * 1024)

/* Longer than any time a server may ask for in earnest. */
#define MAX_RETRY_AFTER (24 * 60 * 60)

/* So many bytes of the allow list's page are searched for the caller's address. */
#define MAX_PARAGRAPH 1024

/* No server's clock says less or more, from 2020 to 2100, in seconds. */
#define EARLIEST_DATE G_GINT64_CONSTANT (1577836800)
#define LATEST_DATE G_GINT64_CONSTANT (4102444800)

/* Not among the statuses of libsoup. */
#define STATUS_TOO_MANY_REQUESTS 429

DomoReply *
domo_reply_new (guint status, GBytes *body)
{
  DomoReply *self = g_atomic_rc_box_new0 (DomoReply);

  self->status = status;
  self->body = g_bytes_ref (body);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify)domo_secret_unref);
  return self;
}

DomoReply *
domo_reply_ref (DomoReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reply (gpointer data)
{
  DomoReply *self = data;

  g_bytes_unref (self->body);
  soup_message_headers_unref (self->headers);
  g_ptr_array_unref (self->hidden);
}

void
domo_reply_unref (DomoReply *self)
{
  g_atomic_rc_box_release_full (self, clear_reply);
}

void
domo_reply_set_header (DomoReply *self, const char *name, const char *value)
{
  for (gsize i = 0; value && i < G_N_ELEMENTS (kept_headers); i++)
    if (g_ascii_strcasecmp (name, kept_headers[i]) == 0)
      soup_message_headers_replace (self->headers, name, value);
}

void
domo_reply_hide (DomoReply *self, DomoSecret *secret)
{
  g_ptr_array_add (self->hidden, domo_secret_ref (secret));
}

void
domo_reply_set_duration (DomoReply *self, gint64 duration)
{
  self->duration = duration;
}

guint
domo_reply_get_status (DomoReply *self)
{
  return self->status;
}

GBytes *
domo_reply_get_body (DomoReply *self)
{
  return self->body;
}

const char *
domo_reply_get_header (DomoReply *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

gint64
domo_reply_get_duration (DomoReply *self)
{
  return self->duration;
}

void
domo_reply_set_arrival (DomoReply *self, gint64 ms)
{
  self->arrival = ms;
}

/* A cache hands on an old answer with the date that it had. */
static GDateTime *
get_date (DomoReply *self)
{
  const char *date = domo_reply_get_header (self, "Date");

  if (!date || domo_reply_get_header (self, "Age"))
    return NULL;
  return soup_date_time_new_from_http_string (date);
}

gboolean
domo_reply_get_clock_offset (DomoReply *self, gint64 *offset)
{
  g_autoptr (GDateTime) date = get_date (self);
  gint64 seconds = date ? g_date_time_to_unix (date) : 0;

  if (self->arrival == 0 || seconds < EARLIEST_DATE || seconds > LATEST_DATE)
    return FALSE;
  *offset = self->arrival - seconds * 1000;
  return TRUE;
}

gboolean
domo_reply_is_success (DomoReply *self)
{
  return SOUP_STATUS_IS_SUCCESSFUL (self->status);
}

/* json-glib sets a blank before each colon; people do not. */
static char *
close_up_colons (const char *text)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^( *\"(?:[^\"\\\\]|\\\\.)*+\") : ", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "\\1: ", 0, NULL);
}

/* How many bytes the JSON in @data takes once it is indented. */
static gsize
measure_laid_out (const char *data, gsize length)
{
  gsize size = length;
  gsize depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (in_string && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      in_string = !in_string;
    else if (!in_string && (data[i] == '{' || data[i] == '['))
      size += 2 * ++depth;
    else if (!in_string && data[i] == ',')
      size += 1 + 2 * depth;
    else if (!in_string && depth > 0 && (data[i] == '}' || data[i] == ']'))
      size += 1 + 2 * --depth;
  }
  return size;
}

char *
domo_reply_dup_laid_out (DomoReply *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  char *closed_up;

  if (data && measure_laid_out (data, length) <= MAX_LAID_OUT)
    root = domo_json_parse (data, length, NULL);
  text = root ? json_to_string (root, TRUE) : NULL;
  closed_up = text ? close_up_colons (text) : NULL;
  return closed_up ? closed_up : g_utf8_make_valid (data ? data : "", length);
}

/* ------------------------------------------------------------- what is the same on every route */

/* Takes @error over and adds what the answer says of itself. */
static gboolean
fail (DomoReply *self, GError **error, GError *reply_error)
{
  domo_error_set_status (reply_error, self->status);
  domo_error_set_request_id (reply_error, domo_reply_get_header (self, "X-Request-ID"));
  g_propagate_error (error, reply_error);
  return FALSE;
}

/* From the number: HTTP/2 sends no phrase, and a phrase on the wire may say anything. */
static const char *
get_phrase (guint status)
{
  static const struct {
    guint status;
    const char *phrase;
  } unknown_to_libsoup[] = {
    { 421, "Misdirected Request" },
    { 425, "Too Early" },
    { 426, "Upgrade Required" },
    { 428, "Precondition Required" },
    { STATUS_TOO_MANY_REQUESTS, "Too Many Requests" },
    { 431, "Request Header Fields Too Large" },
    { 451, "Unavailable For Legal Reasons" },
    { 506, "Variant Also Negotiates" },
    { 508, "Loop Detected" },
    { 511, "Network Authentication Required" },
  };
  const char *phrase = soup_status_get_phrase (status);

  for (gsize i = 0; i < G_N_ELEMENTS (unknown_to_libsoup); i++)
    if (unknown_to_libsoup[i].status == status)
      return unknown_to_libsoup[i].phrase;
  return g_str_equal (phrase, "Unknown Error") ? NULL : phrase;
}

static gboolean
fail_with_status (DomoReply *self, DomoError code, GError **error)
{
  return fail (self, error, domo_error_new (code, DOMO_REASON_NONE, get_phrase (self->status)));
}

/* As it would be typed for an instance: the host, with a port that is not the scheme's own. */
static char *
dup_target (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  g_autofree char *text = g_strdup_printf (is_ipv6 ? "[%s]" : "%s", host);

  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", text, g_uri_get_port (uri));
  return g_steal_pointer (&text);
}

static gboolean
fail_redirected (DomoReply *self, GError **error)
{
  GError *redirected =
      domo_error_new (DOMO_ERROR_REDIRECTED, DOMO_REASON_NONE, get_phrase (self->status));
  const char *location = domo_reply_get_header (self, "Location");
  g_autoptr (GUri) uri = location ? g_uri_parse (location, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *target = NULL;

  if (uri && g_uri_get_host (uri) && *g_uri_get_host (uri))
    target = dup_target (uri);
  domo_error_set_detail (redirected, target);
  return fail (self, error, redirected);
}

/* Seconds, or a date. */
static guint
get_retry_after (DomoReply *self)
{
  const char *value = domo_reply_get_header (self, "Retry-After");
  const char *date = domo_reply_get_header (self, "Date");
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds = 0;

  if (!value)
    return 0;
  if (value[strspn (value, "0123456789")] == '\0') {
    seconds = g_ascii_strtoull (value, NULL, 10); /* the largest there is where it is too large */
    return (guint)MIN (seconds, MAX_RETRY_AFTER);
  }

  until = soup_date_time_new_from_http_string (value);
  now = date ? soup_date_time_new_from_http_string (date) : g_date_time_new_now_utc ();
  if (!until || !now)
    return 0;
  return CLAMP (g_date_time_difference (until, now) / G_TIME_SPAN_SECOND, 0, MAX_RETRY_AFTER);
}

static gboolean
fail_rate_limited (DomoReply *self, GError **error)
{
  GError *limited =
      domo_error_new (DOMO_ERROR_RATE_LIMITED, DOMO_REASON_NONE, get_phrase (self->status));

  domo_error_set_retry_after (limited, get_retry_after (self));
  return fail (self, error, limited);
}

static gboolean
is_html (DomoReply *self)
{
  const char *type = soup_message_headers_get_content_type (self->headers, NULL);

  return type && g_ascii_strcasecmp (type, "text/html") == 0;
}

/* What stands in the page's first paragraph, as far as an address can reach. */
static char *
get_first_paragraph (const char *page)
{
  const char *start = page;
  const char *end;

  do
    start = strcasestr (start, "<p");
  while (start && *(start += strlen ("<p")) != '>' && !g_ascii_isspace (*start));
  start = start ? strchr (start, '>') : NULL;
  if (!start)
    return NULL;

  end = strcasestr (start, "</p");
  return g_strndup (start, MIN (end ? (gsize)(end - start) : strlen (start), MAX_PARAGRAPH));
}

/* The first thing in @text that reads as an address. */
static char *
find_address (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n<>()[],;\"'", -1);

  for (char **word = words; *word; word++) {
    if (g_str_has_suffix (*word, "."))
      (*word)[strlen (*word) - 1] = '\0';
    if (g_hostname_is_ip_address (*word))
      return g_strdup (*word);
  }
  return NULL;
}

/* The page of the allow list names the caller's address inside its first paragraph. */
static gboolean
fail_if_blocked (DomoReply *self, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  g_autofree char *page = NULL;
  g_autofree char *paragraph = NULL;
  g_autofree char *address = NULL;
  GError *blocked;

  if (!is_html (self) || !data)
    return TRUE;
  page = g_utf8_make_valid (data, length);
  if (!strstr (page, "<title>Domo - Blocked</title>"))
    return TRUE;

  blocked = domo_error_new (DOMO_ERROR_ADDRESS_BLOCKED, DOMO_REASON_NONE, NULL);
  paragraph = get_first_paragraph (page);
  address = paragraph ? find_address (paragraph) : NULL;
  domo_error_set_detail (blocked, address);
  return fail (self, error, blocked);
}

/* Whether the status is a 2xx and the body not the page of the allow list. What a route says of
 * single statuses comes before this. */
static gboolean
check_status (DomoReply *self, GError **error)
{
  if (domo_reply_is_success (self))
    return fail_if_blocked (self, error);
  if (SOUP_STATUS_IS_REDIRECTION (self->status))
    return fail_redirected (self, error);
  if (self->status == STATUS_TOO_MANY_REQUESTS)
    return fail_rate_limited (self, error);
  if (self->status >= 500)
    return fail_with_status (self, DOMO_ERROR_SERVER, error);
  return fail_with_status (self, DOMO_ERROR_AUTH, error);
}

static JsonNode *
parse_body (DomoReply *self, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  g_autoptr (GError) bad = NULL;
  JsonNode *root = domo_json_parse (data ? data : "", length, &bad);

  if (!root)
    fail (self, error, g_steal_pointer (&bad));
  return root;
}

static gboolean
fail_shape (DomoReply *self, GError **error)
{
  return fail (self, error, domo_error_new (DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, NULL));
}

/* Takes a token out of @object, and wipes the copy in there. */
static DomoSecret *
take_secret (JsonObject *object, const char *member)
{
  const char *text = domo_json_get_string (object, member);
  DomoSecret *secret = text && *text ? domo_secret_new (text, -1) : NULL;

  domo_json_wipe (object, member);
  return secret;
}

/* ------------------------------------------------------------------------------------- sign-in */

/* Before it is tidied and cut: half a secret is not found any more. */
static char *
mask_text (DomoReply *self, const char *text)
{
  char *masked = g_strdup (text);

  for (guint i = 0; i < self->hidden->len; i++) {
    char *before = masked;

    masked = domo_secret_mask_in (g_ptr_array_index (self->hidden, i), before);
    domo_wipe_string (before);
  }
  return masked;
}

static gboolean
fail_reason (DomoReply *self, const char *reason, GError **error)
{
  g_autofree char *masked = mask_text (self, reason);
  DomoError code = DOMO_ERROR_AUTH;

  if (g_str_equal (reason, "INVALID_CREDENTIALS"))
    code = DOMO_ERROR_INVALID_CREDENTIALS;
  else if (g_str_equal (reason, "ACCOUNT_LOCKED"))
    code = DOMO_ERROR_ACCOUNT_LOCKED;
  return fail (self, error, domo_error_new (code, DOMO_REASON_NONE, masked));
}

/* Null or absent counts as VALID; what is no text is not VALID for sure. */
static gboolean
wants_second_factor (JsonObject *object)
{
  JsonObject *info = domo_json_get_object (object, "twoFactorInfo");
  JsonNode *status = info ? json_object_get_member (info, "status") : NULL;

  if (!status || JSON_NODE_HOLDS_NULL (status))
    return FALSE;
  return g_strcmp0 (domo_json_get_string (info, "status"), "VALID") != 0;
}

static gboolean
fail_second_factor (DomoReply *self, JsonObject *object, DomoToken *token, GError **error)
{
  GError *wanted = domo_error_new (DOMO_ERROR_SECOND_FACTOR_REQUIRED, DOMO_REASON_NONE, NULL);
  gint64 user_id = token ? domo_token_get_owner_id (token) : 0;

  domo_json_get_id (object, "userId", &user_id);
  if (token && user_id)
    domo_error_set_pending (wanted, token, user_id);
  return fail (self, error, wanted);
}

static DomoToken *
read_full_auth (DomoReply *self, JsonObject *object, GError **error)
{
  g_autoptr (DomoSecret) text = take_secret (object, "sessionToken");
  g_autoptr (DomoToken) token = text ? domo_token_new (DOMO_TOKEN_SESSION, text) : NULL;
  const char *reason = domo_json_get_string (object, "reason");

  if (reason)
    fail_reason (self, reason, error);
  else if (wants_second_factor (object))
    fail_second_factor (self, object, token, error);
  else if (!token)
    fail (self, error,
          domo_error_new (DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, DOMO_REASON_NONE, NULL));
  else
    return g_steal_pointer (&token);
  return NULL;
}

DomoToken *
domo_reply_parse_full_auth (DomoReply *self, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  if (self->status == SOUP_STATUS_UNAUTHORIZED)
    fail_with_status (self, DOMO_ERROR_INVALID_CREDENTIALS, error);
  else if (self->status == SOUP_STATUS_FORBIDDEN)
    fail_with_status (self, DOMO_ERROR_INVALID_INSTANCE, error);
  else if (!check_status (self, error))
    return NULL;
  else if (g_bytes_get_size (self->body) == 0)
    fail (self, error,
          domo_error_new (DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, DOMO_REASON_NONE, NULL));
  else if ((root = parse_body (self, error)))
    return read_full_auth (self, json_node_get_object (root), error);
  return NULL;
}

gboolean
domo_reply_parse_elevate (DomoReply *self, GError **error)
{
  if (self->status == SOUP_STATUS_BAD_REQUEST || self->status == SOUP_STATUS_UNAUTHORIZED ||
      self->status == SOUP_STATUS_FORBIDDEN)
    return fail_with_status (self, DOMO_ERROR_INVALID_CREDENTIALS, error);
  return check_status (self, error);
}

/* ------------------------------------------------------------------------------------ profiles */

/* Whether @text can hold one at all: percent-decoded it is a third of its length at least. */
static gboolean
is_long_enough (DomoReply *self, const char *text)
{
  gsize length = strlen (text);

  for (guint i = 0; i < self->hidden->len; i++)
    if (3 * length >= domo_secret_get_length (g_ptr_array_index (self->hidden, i)))
      return TRUE;
  return FALSE;
}

static gboolean
text_holds_hidden (DomoReply *self, const char *text)
{
  g_autofree char *masked = is_long_enough (self, text) ? mask_text (self, text) : NULL;

  return masked && !g_str_equal (masked, text);
}

static gboolean node_holds_hidden (DomoReply *self, JsonNode *node);

static gboolean
object_holds_hidden (DomoReply *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &value))
    if (text_holds_hidden (self, member) || node_holds_hidden (self, value))
      return TRUE;
  return FALSE;
}

static gboolean
array_holds_hidden (DomoReply *self, JsonArray *array)
{
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n; i++)
    if (node_holds_hidden (self, json_array_get_element (array, i)))
      return TRUE;
  return FALSE;
}

static gboolean
node_holds_hidden (DomoReply *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return object_holds_hidden (self, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return array_holds_hidden (self, json_node_get_array (node));
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         text_holds_hidden (self, json_node_get_string (node));
}

static gboolean
body_may_hold_hidden (DomoReply *self)
{
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);

  for (guint i = 0; data && i < self->hidden->len; i++)
    if (domo_secret_may_be_in (g_ptr_array_index (self->hidden, i), data, size))
      return TRUE;
  return FALSE;
}

/* What is kept as long as a profile is shown, and so without the secrets to look for. */
static DomoReply *
dup_with_bytes (DomoReply *self, GBytes *body)
{
  DomoReply *copy = domo_reply_new (self->status, body);

  copy->duration = self->duration;
  copy->arrival = self->arrival;
  for (gsize i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    domo_reply_set_header (copy, kept_headers[i], domo_reply_get_header (self, kept_headers[i]));
  return copy;
}

static DomoReply *
dup_with_body (DomoReply *self, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  return dup_with_bytes (self, body);
}

/* The answer as it is kept and shown. One that repeats a secret is not shown at all: whoever spells
 * it so that it is not found at once may do so in more than one way.
 *
 * Returns: (transfer full) */
static DomoReply *
dup_without_hidden (DomoReply *self, JsonNode *root)
{
  if (!body_may_hold_hidden (self) || !node_holds_hidden (self, root))
    return dup_with_bytes (self, self->body);
  return dup_with_body (self, g_strdup (DOMO_SECRET_MASK));
}

DomoReply *
domo_reply_dup_without (DomoReply *self, DomoSecret *secret)
{
  g_autoptr (DomoReply) looked_at = dup_with_bytes (self, self->body);
  g_autoptr (JsonNode) root = NULL;

  domo_reply_hide (looked_at, secret);
  if (!body_may_hold_hidden (looked_at))
    return domo_reply_ref (self);
  root = parse_body (looked_at, NULL);
  /* What is no JSON any more is masked already. */
  return root ? dup_without_hidden (looked_at, root) : domo_reply_ref (self);
}

typedef struct {
  const char *member;
  DomoField field;
} FieldMember;

static const FieldMember product_members[] = {
  { "id", DOMO_FIELD_ID },
  { "displayName", DOMO_FIELD_DISPLAY_NAME },
  { "userName", DOMO_FIELD_USER_NAME },
  { "emailAddress", DOMO_FIELD_EMAIL },
  { "department", DOMO_FIELD_DEPARTMENT },
  { "userType", DOMO_FIELD_USER_TYPE },
  { "created", DOMO_FIELD_CREATED },
  { "modified", DOMO_FIELD_CHANGED },
  { "invitorUserId", DOMO_FIELD_INVITED_BY },
  { "avatarKey", DOMO_FIELD_AVATAR_KEY },
  { "accepted", DOMO_FIELD_ACCEPTED },
  { "active", DOMO_FIELD_ACTIVE },
  { "pending", DOMO_FIELD_PENDING },
  { "anonymous", DOMO_FIELD_ANONYMOUS },
  { "systemUser", DOMO_FIELD_SYSTEM_USER },
};

static const FieldMember platform_members[] = {
  { "id", DOMO_FIELD_ID },
  { "name", DOMO_FIELD_DISPLAY_NAME },
  { "email", DOMO_FIELD_EMAIL },
  { "title", DOMO_FIELD_TITLE },
  { "role", DOMO_FIELD_ROLE },
  { "roleId", DOMO_FIELD_ROLE_ID },
  { "phone", DOMO_FIELD_PHONE },
  { "location", DOMO_FIELD_LOCATION },
  { "timezone", DOMO_FIELD_TIME_ZONE },
  { "locale", DOMO_FIELD_LOCALE },
  { "employeeNumber", DOMO_FIELD_EMPLOYEE_NUMBER },
  { "createdAt", DOMO_FIELD_CREATED },
  { "updatedAt", DOMO_FIELD_CHANGED },
  { "image", DOMO_FIELD_IMAGE },
};

static const FieldMember token_members[] = {
  { "userId", DOMO_FIELD_ID },       { "customer", DOMO_FIELD_CUSTOMER },
  { "env", DOMO_FIELD_ENVIRONMENT }, { "domain", DOMO_FIELD_DOMAIN },
  { "role", DOMO_FIELD_ROLE },       { "scope", DOMO_FIELD_SCOPES },
};

static void
read_text (DomoReply *reply, DomoProfile *profile, JsonObject *object, const FieldMember *pair)
{
  const char *text = domo_json_get_string (object, pair->member);
  g_autofree char *masked = text ? mask_text (reply, text) : NULL;
  gint64 number;

  if (masked && *masked)
    domo_profile_take_text (profile, pair->field, domo_text_tidy (masked, -1));
  else if (domo_json_get_int (object, pair->member, &number)) /* an employee number may be one */
    domo_profile_take_text (profile, pair->field, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static void
read_field (DomoReply *reply, DomoProfile *profile, JsonObject *object, const FieldMember *pair)
{
  gint64 number;
  gboolean flag;

  switch (domo_field_get_kind (pair->field)) {
  case DOMO_FIELD_KIND_TEXT:
    read_text (reply, profile, object, pair);
    break;
  case DOMO_FIELD_KIND_ID:
    if (domo_json_get_id (object, pair->member, &number))
      domo_profile_set_number (profile, pair->field, number);
    break;
  case DOMO_FIELD_KIND_DATE:
    if (domo_json_get_date (object, pair->member, &number))
      domo_profile_set_number (profile, pair->field, number);
    break;
  case DOMO_FIELD_KIND_FLAG:
    if (domo_json_get_boolean (object, pair->member, &flag))
      domo_profile_set_number (profile, pair->field, flag);
    break;
  default:
    g_assert_not_reached ();
  }
}

/* @kept is the answer that is kept beside the profile. */
static DomoProfile *
read_profile (DomoProfileSource source,
              DomoReply *reply,
              DomoReply *kept,
              JsonObject *object,
              const FieldMember *members,
              gsize n_members)
{
  DomoProfile *profile = domo_profile_new (source, kept);

  for (gsize i = 0; i < n_members; i++)
    read_field (reply, profile, object, &members[i]);
  return profile;
}

static DomoProfile *
parse_profile (DomoReply *self,
               DomoProfileSource source,
               const FieldMember *members,
               gsize n_members,
               GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (DomoReply) kept = NULL;
  g_autoptr (DomoProfile) profile = NULL;

  if (!check_status (self, error) || !(root = parse_body (self, error)))
    return NULL;
  kept = dup_without_hidden (self, root);
  profile = read_profile (source, self, kept, json_node_get_object (root), members, n_members);
  if (!domo_profile_has (profile, DOMO_FIELD_ID)) {
    fail_shape (self, error);
    return NULL;
  }
  return g_steal_pointer (&profile);
}

DomoProfile *
domo_reply_parse_profile (DomoReply *self, GError **error)
{
  if (self->status == SOUP_STATUS_UNAUTHORIZED) {
    fail_with_status (self, DOMO_ERROR_INVALID_CREDENTIALS, error);
    return NULL;
  }
  if (self->status == SOUP_STATUS_FORBIDDEN) {
    fail_with_status (self, DOMO_ERROR_INVALID_INSTANCE, error);
    return NULL;
  }
  return parse_profile (self, DOMO_PROFILE_PRODUCT, product_members, G_N_ELEMENTS (product_members),
                        error);
}

DomoProfile *
domo_reply_parse_user (DomoReply *self, GError **error)
{
  if (self->status == SOUP_STATUS_UNAUTHORIZED) {
    fail_with_status (self, DOMO_ERROR_INVALID_CREDENTIALS, error);
    return NULL;
  }
  return parse_profile (self, DOMO_PROFILE_PLATFORM, platform_members,
                        G_N_ELEMENTS (platform_members), error);
}

/* ------------------------------------------------------------------------------ developer auth */

/* The answer is kept beside the profile and shown: without the token in it. */
static DomoReply *
dup_without_token (DomoReply *self, JsonNode *root)
{
  g_autoptr (JsonNode) masked = json_from_string ("{}", NULL);
  JsonObject *from = json_node_get_object (root);
  JsonObject *to = json_node_get_object (masked);
  g_autoptr (GList) members = json_object_get_members (from);

  for (GList *l = members; l; l = l->next)
    json_object_set_member (to, l->data, json_node_copy (json_object_get_member (from, l->data)));
  json_object_set_string_member (to, "access_token", DOMO_SECRET_MASK);
  if (node_holds_hidden (self, masked))
    return dup_with_body (self, g_strdup (DOMO_SECRET_MASK));
  return dup_with_body (self, json_to_string (masked, FALSE));
}

/* `expires_in` is counted from when the answer came. */
static gint64
read_expiry (JsonObject *object)
{
  gint64 seconds;

  if (!domo_json_get_int (object, "expires_in", &seconds) || seconds < 1 || seconds > G_MAXINT32)
    return 0;
  return g_get_real_time () / 1000 + seconds * 1000;
}

DomoToken *
domo_reply_parse_developer_auth (DomoReply *self, DomoProfile **profile, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (DomoSecret) text = NULL;
  g_autoptr (DomoReply) kept = NULL;
  JsonObject *object;
  gint64 owner_id = 0;

  if (self->status == SOUP_STATUS_UNAUTHORIZED) {
    fail_with_status (self, DOMO_ERROR_INVALID_CREDENTIALS, error);
    return NULL;
  }
  if (!check_status (self, error) || !(root = parse_body (self, error)))
    return NULL;

  object = json_node_get_object (root);
  text = take_secret (object, "access_token");
  if (!text) {
    fail (self, error,
          domo_error_new (DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, DOMO_REASON_NONE, NULL));
    return NULL;
  }
  domo_json_get_id (object, "userId", &owner_id);
  domo_reply_hide (self, text);
  kept = dup_without_token (self, root);
  if (profile)
    *profile = read_profile (DOMO_PROFILE_TOKEN, self, kept, object, token_members,
                             G_N_ELEMENTS (token_members));
  return domo_token_new_granted (text, read_expiry (object), owner_id);
}

/* A token lists its scopes, where the answer around it has one string. */
static void
set_scopes (DomoReply *self, DomoProfile *profile, DomoToken *token)
{
  const char *const *scopes = domo_token_get_scopes (token);
  g_autofree char *text = scopes ? g_strjoinv (" ", (char **)scopes) : NULL;
  g_autofree char *masked = text && *text ? mask_text (self, text) : NULL;

  if (masked)
    domo_profile_take_text (profile, DOMO_FIELD_SCOPES, domo_text_tidy (masked, -1));
}

DomoProfile *
domo_reply_read_token (DomoToken *token)
{
  g_autoptr (GBytes) payload = domo_token_dup_payload (token);
  g_autoptr (DomoReply) self = payload ? domo_reply_new (SOUP_STATUS_OK, payload) : NULL;
  g_autoptr (JsonNode) root = self ? parse_body (self, NULL) : NULL;
  g_autoptr (DomoReply) kept = NULL;
  DomoProfile *profile;

  if (!root)
    return NULL;
  domo_reply_hide (self, domo_token_get_text (token));
  kept = dup_without_hidden (self, root);
  profile = read_profile (DOMO_PROFILE_TOKEN, self, kept, json_node_get_object (root),
                          token_members, G_N_ELEMENTS (token_members));
  set_scopes (self, profile, token);
  return profile;
}

/* -------------------------------------------------------------------------------------- avatar */

GBytes *
domo_reply_parse_avatar (DomoReply *self, GError **error)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  gsize length;
  const void *data = g_bytes_get_data (self->body, &length);

  if (!check_status (self, error))
    return NULL;
  if ((length > sizeof png && memcmp (data, png, sizeof png) == 0) ||
      (length > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0))
    return g_bytes_ref (self->body);
  fail_shape (self, error);
  return NULL;
}
