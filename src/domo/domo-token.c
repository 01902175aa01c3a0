/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-token.h"

#include <string.h>

#include "domo-json.h"
#include "domo-text.h"

/* Longer than any token that a header could carry. */
#define MAX_READ (64 * 1024)

/* Of a session token: what makes it more than its parts. */
#define SIGNATURE "hmacSignature"

/* The last time that is believed: the year 9999, in milliseconds. */
#define TIME_END G_GINT64_CONSTANT (253402300799999)

struct _DomoToken {
  GObject parent_instance;

  DomoTokenKind kind;
  DomoSecret *text;

  /* What the text says of itself, read when it is first asked for: a token that is only used is
   * never taken apart. */
  gboolean is_read;
  gint64 expires; /* milliseconds, 0 when it is not known; so issued */
  gint64 issued;
  gint64 owner_id;
  char **scopes;
  char *domain;
  char *customer;
};

G_DEFINE_FINAL_TYPE (DomoToken, domo_token, G_TYPE_OBJECT)

static void
domo_token_finalize (GObject *object)
{
  DomoToken *self = DOMO_TOKEN (object);

  g_clear_pointer (&self->text, domo_secret_unref);
  g_clear_pointer (&self->scopes, g_strfreev);
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->customer, g_free);
  G_OBJECT_CLASS (domo_token_parent_class)->finalize (object);
}

static void
domo_token_class_init (DomoTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = domo_token_finalize;
}

static void
domo_token_init (DomoToken *self)
{
}

/* Into the plain alphabet, since GLib's decoder passes over what it does not know. */
static gboolean
plain_base64 (char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '-')
      text[i] = '+';
    else if (text[i] == '_')
      text[i] = '/';
    else if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  }
  return TRUE;
}

/* Base64 of either alphabet, padded or not. Returns: (transfer full) (nullable): what is in it,
 * wiped when it goes */
static GBytes *
decode_base64 (const char *text, gsize length)
{
  gsize padded;
  gsize size = 0;
  char *buffer;

  while (length > 0 && text[length - 1] == '=')
    length--;
  padded = (length + 3) / 4 * 4;
  if (length == 0 || length % 4 == 1)
    return NULL;

  buffer = g_malloc (padded + 1);
  memcpy (buffer, text, length);
  memset (buffer + length, '=', padded - length);
  buffer[padded] = '\0';
  if (plain_base64 (buffer, length))
    g_base64_decode_inplace (buffer, &size);
  explicit_bzero (buffer + size, padded - size);
  return domo_wiped_bytes_new (buffer, size);
}

/* Returns: (transfer full) (nullable): the JSON object in @text, which is Base64 */
static JsonNode *
decode_json (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = decode_base64 (text, length);
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  return data ? domo_json_parse (data, size, NULL) : NULL;
}

/* Percent-encoded Base64. */
static JsonNode *
decode_session (DomoSecret *text)
{
  char *base64;
  JsonNode *root;

  if (domo_secret_get_length (text) > MAX_READ)
    return NULL;
  base64 = g_uri_unescape_string (domo_secret_get_text (text), NULL);
  root = base64 ? decode_json (base64, strlen (base64)) : NULL;
  domo_wipe_string (base64);
  return root;
}

/* Part 0 of a JWT is its header, part 1 what it says; part 2 signs them. Returns: (nullable): where
 * that part begins */
static const char *
find_part (DomoSecret *text, guint part, gsize *length)
{
  const char *start = domo_secret_get_text (text);
  const char *first = strchr (start, '.');
  const char *second = first ? strchr (first + 1, '.') : NULL;

  if (!second || strchr (second + 1, '.') || domo_secret_get_length (text) > MAX_READ)
    return NULL;
  *length = part == 0 ? (gsize)(first - start) : (gsize)(second - first - 1);
  return part == 0 ? start : first + 1;
}

static JsonNode *
decode_jwt (DomoSecret *text, guint part)
{
  gsize length;
  const char *start = find_part (text, part, &length);

  return start ? decode_json (start, length) : NULL;
}

/* Unit is how many milliseconds the member counts in. Returns: milliseconds, 0 when unknown */
static gint64
read_time (JsonObject *object, const char *member, gint64 unit)
{
  gint64 value;

  if (!domo_json_get_id (object, member, &value) || value > TIME_END / unit)
    return 0;
  return value * unit;
}

static void
read_session (DomoToken *self, JsonObject *object)
{
  self->expires = read_time (object, "expiration", 1);
  self->issued = read_time (object, "timestamp", 1);
  domo_json_get_id (object, "userId", &self->owner_id);
  self->customer = domo_text_tidy (domo_json_get_string (object, "customerId"), -1);
}

static void
read_jwt (DomoToken *self, JsonObject *object)
{
  self->expires = read_time (object, "exp", 1000);
  self->issued = read_time (object, "iat", 1000);
  domo_json_get_id (object, "userId", &self->owner_id);
  self->customer = domo_text_tidy (domo_json_get_string (object, "customer"), -1);
  self->domain = domo_text_tidy (domo_json_get_string (object, "domain"), -1);
  self->scopes = domo_json_dup_words (object, "scope");
  for (char **scope = self->scopes; scope && *scope; scope++) {
    g_autofree char *word = *scope;

    *scope = domo_text_tidy (word, -1);
  }
}

static void
ensure_read (DomoToken *self)
{
  g_autoptr (JsonNode) root = NULL;

  if (self->is_read)
    return;
  self->is_read = TRUE;
  if (self->kind == DOMO_TOKEN_SESSION && (root = decode_session (self->text)))
    read_session (self, json_node_get_object (root));
  else if (self->kind == DOMO_TOKEN_BEARER && (root = decode_jwt (self->text, 1)))
    read_jwt (self, json_node_get_object (root));
}

DomoToken *
domo_token_new (DomoTokenKind kind, DomoSecret *text)
{
  DomoToken *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (DOMO_TYPE_TOKEN, NULL);
  self->kind = kind;
  self->text = domo_secret_ref (text);
  return self;
}

static gboolean
is_jwt (DomoSecret *text)
{
  g_autoptr (JsonNode) header = decode_jwt (text, 0);

  return header && json_object_has_member (json_node_get_object (header), "alg");
}

static gboolean
is_session (DomoSecret *text)
{
  g_autoptr (JsonNode) root = decode_session (text);
  JsonObject *object;

  if (!root)
    return FALSE;
  object = json_node_get_object (root);
  return json_object_has_member (object, "sid") || (json_object_has_member (object, "customerId") &&
                                                    json_object_has_member (object, SIGNATURE));
}

DomoToken *
domo_token_new_guess (DomoSecret *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (is_jwt (text))
    return domo_token_new (DOMO_TOKEN_BEARER, text);
  if (is_session (text))
    return domo_token_new (DOMO_TOKEN_SESSION, text);
  return domo_token_new (DOMO_TOKEN_ACCESS, text);
}

DomoToken *
domo_token_new_granted (DomoSecret *text, gint64 expires, gint64 owner_id)
{
  DomoToken *self = domo_token_new (DOMO_TOKEN_BEARER, text);

  g_return_val_if_fail (self != NULL, NULL);

  ensure_read (self);
  if (self->expires == 0)
    self->expires = expires;
  if (self->owner_id == 0)
    self->owner_id = owner_id;
  return self;
}

DomoTokenKind
domo_token_get_kind (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), DOMO_TOKEN_ACCESS);
  return self->kind;
}

gboolean
domo_token_is_usual_access (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), FALSE);

  return self->kind == DOMO_TOKEN_ACCESS &&
         g_str_has_prefix (domo_secret_get_text (self->text), "DDCI");
}

DomoSecret *
domo_token_get_text (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);
  return self->text;
}

const char *
domo_token_get_header (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);

  switch (self->kind) {
  case DOMO_TOKEN_SESSION:
    return "x-domo-authentication";
  case DOMO_TOKEN_ACCESS:
    return "x-domo-developer-token";
  case DOMO_TOKEN_BEARER:
    return "Authorization";
  default:
    g_return_val_if_reached (NULL);
  }
}

DomoSecret *
domo_token_dup_header_value (DomoToken *self)
{
  DomoSecret *value;
  char *text;

  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);

  if (self->kind != DOMO_TOKEN_BEARER)
    return domo_secret_ref (self->text);
  text = g_strconcat ("Bearer ", domo_secret_get_text (self->text), NULL);
  value = domo_secret_new (text, -1);
  domo_wipe_string (text);
  return value;
}

gint64
domo_token_get_expires (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), 0);
  ensure_read (self);
  return self->expires;
}

gint64
domo_token_get_issued (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), 0);
  ensure_read (self);
  return self->issued;
}

gint64
domo_token_get_owner_id (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), 0);
  ensure_read (self);
  return self->owner_id;
}

const char *const *
domo_token_get_scopes (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);
  ensure_read (self);
  return (const char *const *)self->scopes;
}

const char *
domo_token_get_domain (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);
  ensure_read (self);
  return self->domain;
}

const char *
domo_token_get_customer (DomoToken *self)
{
  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);
  ensure_read (self);
  return self->customer;
}

GBytes *
domo_token_dup_payload (DomoToken *self)
{
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  const char *start;

  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);

  root = self->kind == DOMO_TOKEN_BEARER ? decode_jwt (self->text, 1) : NULL;
  if (!root)
    return NULL;
  start = find_part (self->text, 1, &length);
  return decode_base64 (start, length);
}

/* What signs a session token is part of the secret and no statement; json-glib's copy of it is
 * wiped before it goes. */
static void
remove_signature (JsonObject *object)
{
  domo_json_wipe (object, SIGNATURE);
  json_object_remove_member (object, SIGNATURE);
}

JsonNode *
domo_token_dup_claims (DomoToken *self)
{
  JsonNode *root = NULL;

  g_return_val_if_fail (DOMO_IS_TOKEN (self), NULL);

  if (self->kind == DOMO_TOKEN_SESSION)
    root = decode_session (self->text);
  else if (self->kind == DOMO_TOKEN_BEARER)
    root = decode_jwt (self->text, 1);
  if (root && json_object_has_member (json_node_get_object (root), SIGNATURE))
    remove_signature (json_node_get_object (root));
  return root;
}

const char *
domo_token_kind_get_words (DomoTokenKind kind)
{
  static const char *const words[] = {
    [DOMO_TOKEN_SESSION] = "session token",
    [DOMO_TOKEN_ACCESS] = "access token",
    [DOMO_TOKEN_BEARER] = "bearer token",
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);
  return words[kind];
}
