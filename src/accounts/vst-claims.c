/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-claims.h"

#include <glib/gi18n.h>

#include "domo-credential.h"
#include "domo-json.h"
#include "domo-text.h"
#include "vst-words.h"

/* The last time that is believed: the year 9999, in milliseconds. */
#define TIME_END G_GINT64_CONSTANT (253402300799999)

typedef struct {
  const char *name;
  DomoTokenKind kind;
  const char *title;
  const char *meaning;
  gint64 unit; /* of a time: how many milliseconds it counts in; else 0 */
} Known;

static const Known known[] = {
  { "userId", DOMO_TOKEN_SESSION, N_ ("Owner"), N_ ("The user ID that the session belongs to"), 0 },
  { "userId", DOMO_TOKEN_BEARER, N_ ("Owner"), N_ ("The user ID that the client acts for"), 0 },
  { "role", DOMO_TOKEN_BEARER, N_ ("Role"), N_ ("What that user may do"), 0 },
  { "scope", DOMO_TOKEN_BEARER, N_ ("Scopes"), N_ ("What the token opens"), 0 },
  { "customerId", DOMO_TOKEN_SESSION, N_ ("Customer"), N_ ("Domo’s own number for the instance"),
    0 },
  { "customer", DOMO_TOKEN_BEARER, N_ ("Customer"), N_ ("Domo’s own name for the instance"), 0 },
  { "domain", DOMO_TOKEN_BEARER, N_ ("Instance"), N_ ("Where it comes from"), 0 },
  { "env", DOMO_TOKEN_BEARER, N_ ("Environment"), N_ ("The part of Domo’s cloud it comes from"),
    0 },
  { "client_id", DOMO_TOKEN_BEARER, N_ ("Client ID"), N_ ("The API client it was made for"), 0 },
  { "timestamp", DOMO_TOKEN_SESSION, N_ ("Issued"), N_ ("When Domo made it"), 1 },
  { "iat", DOMO_TOKEN_BEARER, N_ ("Issued"), N_ ("When Domo made it"), 1000 },
  { "nbf", DOMO_TOKEN_BEARER, N_ ("Not before"), N_ ("When Domo begins to take it"), 1000 },
  { "expiration", DOMO_TOKEN_SESSION, N_ ("Expires"), N_ ("When Domo stops taking it"), 1 },
  { "exp", DOMO_TOKEN_BEARER, N_ ("Expires"), N_ ("When Domo stops taking it"), 1000 },
  { "sid", DOMO_TOKEN_SESSION, N_ ("Session ID"), N_ ("Names this session to Domo"), 0 },
  { "jti", DOMO_TOKEN_BEARER, N_ ("Token ID"), N_ ("Names this token to Domo"), 0 },
  { "iss", DOMO_TOKEN_BEARER, N_ ("Issuer"), N_ ("Who says to have made it"), 0 },
  { "sub", DOMO_TOKEN_BEARER, N_ ("Subject"), N_ ("Whom it speaks of"), 0 },
  { "aud", DOMO_TOKEN_BEARER, N_ ("Audience"), N_ ("Whom it is meant for"), 0 },
  { "toes", DOMO_TOKEN_SESSION, "toes", N_ ("Domo does not explain it"), 0 },
};

static void
claim_free (gpointer data)
{
  VstClaim *claim = data;

  g_free (claim->name);
  g_free (claim->title);
  g_free (claim->meaning);
  g_free (claim->value);
  g_free (claim->tooltip);
  g_free (claim);
}

/* ----------------------------------------------------------------------------------- its value */

static char *
dup_plain_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return domo_text_tidy (text, -1);
}

/* Whether nothing but texts is in it. */
static gboolean
is_list_of_words (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) != G_TYPE_STRING)
      return FALSE;
  return json_array_get_length (array) > 0;
}

static char *
dup_value (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = domo_json_get_string (object, name);
  g_auto (GStrv) words = NULL;
  g_autofree char *joined = NULL;

  if (text && *text)
    return domo_text_tidy (text, -1);
  if (!is_list_of_words (node))
    return dup_plain_json (node);
  words = domo_json_dup_words (object, name);
  joined = g_strjoinv (", ", words);
  return domo_text_tidy (joined, -1);
}

/* Returns: milliseconds since 1970, 0 for what is no time */
static gint64
get_time (JsonObject *object, const char *name, gint64 unit)
{
  gint64 value;

  if (unit == 0 || !domo_json_get_id (object, name, &value) || value > TIME_END / unit)
    return 0;
  return value * unit;
}

static char *
dup_rfc3339 (gint64 ms)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (ms / 1000);

  return date ? g_date_time_format_iso8601 (date) : NULL;
}

/* --------------------------------------------------------------------------------- its meaning */

static const char *
get_scope_words (const char *scope)
{
  static const char *const words[][2] = {
    { "account", N_ ("accounts of data sources") },
    { "audit", N_ ("the activity log") },
    { "buzz", N_ ("messages") },
    { "dashboard", N_ ("pages and cards") },
    { "data", N_ ("data sets") },
    { "user", N_ ("users and groups") },
    { "workflow", N_ ("projects and tasks") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], scope))
      return _ (words[i][1]);
  return NULL;
}

static gboolean
is_new (char **scopes, guint index)
{
  for (guint i = 0; i < index; i++)
    if (g_str_equal (scopes[i], scopes[index]))
      return FALSE;
  return TRUE;
}

/* "What the token opens: data sets, users and groups" */
static char *
dup_scope_meaning (JsonObject *object, const char *name)
{
  g_auto (GStrv) scopes = domo_json_dup_words (object, name);
  g_autoptr (GPtrArray) opened = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; scopes && scopes[i]; i++)
    if (get_scope_words (scopes[i]) && is_new (scopes, i))
      g_ptr_array_add (opened, (gpointer)get_scope_words (scopes[i]));
  if (opened->len == 0)
    return g_strdup (_ ("What the token opens"));
  g_ptr_array_add (opened, NULL);
  joined = g_strjoinv (", ", (char **)opened->pdata);
  /* Translators: %s is "data sets, users and groups" */
  return g_strdup_printf (_ ("What the token opens: %s"), joined);
}

/* ------------------------------------------------------------------------------------ the list */

static VstClaim *
claim_new_known (JsonObject *object, const Known *it)
{
  VstClaim *claim = g_new0 (VstClaim, 1);
  gint64 ms = get_time (object, it->name, it->unit);

  claim->name = g_strdup (it->name);
  claim->title = g_strdup (_ (it->title));
  claim->meaning = g_str_equal (it->name, "scope") ? dup_scope_meaning (object, it->name)
                                                   : g_strdup (_ (it->meaning));
  claim->value = ms ? vst_words_date (ms) : dup_value (object, it->name);
  claim->tooltip = ms ? dup_rfc3339 (ms) : NULL;
  return claim;
}

static VstClaim *
claim_new_unknown (JsonObject *object, const char *name)
{
  VstClaim *claim = g_new0 (VstClaim, 1);

  claim->name = domo_text_tidy (name, -1);
  claim->title = g_strdup (*claim->name ? claim->name : "\"\"");
  claim->value = dup_value (object, name);
  return claim;
}

static void
add_count (GPtrArray *claims, guint n)
{
  VstClaim *claim = g_new0 (VstClaim, 1);

  claim->name = g_strdup ("…");
  claim->title = g_strdup_printf (ngettext ("%u more entry", "%u more entries", n), n);
  claim->value = g_strdup ("…");
  g_ptr_array_add (claims, claim);
}

static gboolean
is_known (DomoToken *token, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].kind == domo_token_get_kind (token) && g_str_equal (known[i].name, name))
      return TRUE;
  return FALSE;
}

static void
add_known (GPtrArray *claims, DomoToken *token, JsonObject *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].kind == domo_token_get_kind (token) &&
        json_object_has_member (object, known[i].name))
      g_ptr_array_add (claims, claim_new_known (object, &known[i]));
}

static void
add_unknown (GPtrArray *claims, DomoToken *token, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  guint n_left = 0;

  for (GList *link = names; link; link = link->next) {
    if (is_known (token, link->data))
      continue;
    if (claims->len < VST_CLAIMS_MAX)
      g_ptr_array_add (claims, claim_new_unknown (object, link->data));
    else
      n_left++;
  }
  if (n_left > 0)
    add_count (claims, n_left);
}

GPtrArray *
vst_claims_new (DomoToken *token)
{
  GPtrArray *claims = g_ptr_array_new_with_free_func (claim_free);
  g_autoptr (JsonNode) root = domo_token_dup_claims (token);

  if (root) {
    add_known (claims, token, json_node_get_object (root));
    add_unknown (claims, token, json_node_get_object (root));
  }
  return claims;
}

const VstClaim *
vst_claims_find (GPtrArray *claims, const char *name)
{
  for (guint i = 0; i < claims->len; i++) {
    const VstClaim *claim = g_ptr_array_index (claims, i);

    if (g_str_equal (claim->name, name))
      return claim;
  }
  return NULL;
}
