/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice-tokens.h"

#include <json-glib/json-glib.h>

/* More than are given out between a sign-in and the use of what it brought. */
#define MAX_GRANTS 2048
#define SESSION_SECONDS (8 * 60 * 60)
#define BEARER_SECONDS 3599
#define ACCESS_SECONDS (90 * 24 * 60 * 60)

struct _VstPracticeTokens {
  GQueue *granted;   /* VstPracticeGrant, oldest first: sessions and bearers */
  GPtrArray *access; /* VstPracticeGrant */
  char *key;         /* signs, so that no token is like another */
  gint64 last_id;
};

static void
grant_free (VstPracticeGrant *grant)
{
  g_free (grant->text);
  g_strfreev (grant->scopes);
  g_free (grant->name);
  g_free (grant);
}

static gint64
now_milliseconds (void)
{
  return g_get_real_time () / 1000;
}

VstPracticeTokens *
vst_practice_tokens_new (void)
{
  VstPracticeTokens *self = g_new0 (VstPracticeTokens, 1);
  VstPracticeGrant *grant;

  self->granted = g_queue_new ();
  self->access = g_ptr_array_new_with_free_func ((GDestroyNotify)grant_free);
  self->key = g_uuid_string_random ();
  self->last_id = vst_practice_keys.token_id;

  grant = g_new0 (VstPracticeGrant, 1);
  grant->kind = DOMO_TOKEN_ACCESS;
  grant->text = g_strdup (vst_practice_keys.token);
  grant->owner = vst_practice_keys.token_owner;
  grant->expires = now_milliseconds () + ACCESS_SECONDS * G_GINT64_CONSTANT (1000);
  grant->id = vst_practice_keys.token_id;
  grant->name = g_strdup ("Nightly export");
  g_ptr_array_add (self->access, grant);
  return self;
}

void
vst_practice_tokens_free (VstPracticeTokens *self)
{
  g_queue_free_full (self->granted, (GDestroyNotify)grant_free);
  g_ptr_array_unref (self->access);
  g_free (self->key);
  g_free (self);
}

static VstPracticeGrant *
add_grant (VstPracticeTokens *self, DomoTokenKind kind, gint64 owner, gint64 seconds)
{
  VstPracticeGrant *grant = g_new0 (VstPracticeGrant, 1);

  grant->kind = kind;
  grant->owner = owner;
  grant->expires = now_milliseconds () + seconds * 1000;
  g_queue_push_tail (self->granted, grant);
  if (g_queue_get_length (self->granted) > MAX_GRANTS)
    grant_free (g_queue_pop_head (self->granted));
  return grant;
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static char *
end_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static char *
build_session (VstPracticeTokens *self, const VstPracticeGrant *grant)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, grant->owner);
  g_autofree char *sid = g_uuid_string_random ();
  g_autofree char *signature = NULL;
  g_autofree char *json = NULL;
  g_autofree char *base64 = NULL;

  signature = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)self->key,
                                         strlen (self->key), sid, -1);
  json_builder_begin_object (builder);
  add_string (builder, "customerId", "mmmm-0012-0200");
  add_int (builder, "expiration", grant->expires);
  add_string (builder, "hmacSignature", signature);
  add_string (builder, "sid", sid);
  add_int (builder, "timestamp", grant->expires - SESSION_SECONDS * G_GINT64_CONSTANT (1000));
  add_string (builder, "toes", "UNKNOWNSID");
  add_string (builder, "userId", owner);
  json = end_text (builder);
  base64 = g_base64_encode ((const guchar *)json, strlen (json));
  return g_uri_escape_string (base64, NULL, FALSE);
}

const VstPracticeGrant *
vst_practice_tokens_add_session (VstPracticeTokens *self, const VstPracticePerson *person)
{
  VstPracticeGrant *grant = add_grant (self, DOMO_TOKEN_SESSION, person->id, SESSION_SECONDS);

  grant->wants_code = person->manner == VST_PERSON_WANTS_CODE;
  grant->text = build_session (self, grant);
  return grant;
}

/* Base64 for addresses: other letters, nothing at the end. */
static char *
encode_part (const void *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');
  return text;
}

static char *
sign (VstPracticeTokens *self, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *)self->key, 36);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_hmac_update (hmac, (const guchar *)text, -1);
  g_hmac_get_digest (hmac, digest, &size);
  return encode_part (digest, size);
}

static char *
build_payload (const VstPracticeGrant *grant)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *jti = g_uuid_string_random ();
  guint i;

  json_builder_begin_object (builder);
  add_int (builder, "userId", grant->owner);
  add_string (builder, "role", vst_practice_person_by_id (grant->owner)->role);
  json_builder_set_member_name (builder, "scope");
  json_builder_begin_array (builder);
  for (i = 0; grant->scopes[i]; i++)
    json_builder_add_string_value (builder, grant->scopes[i]);
  json_builder_end_array (builder);
  add_string (builder, "customer", "practice");
  add_string (builder, "domain", "practice.domo.com");
  add_string (builder, "client_id", vst_practice_keys.id);
  add_int (builder, "iat", grant->expires / 1000 - BEARER_SECONDS);
  add_int (builder, "exp", grant->expires / 1000);
  add_string (builder, "jti", jti);
  return end_text (builder);
}

static char *
build_bearer (VstPracticeTokens *self, const VstPracticeGrant *grant)
{
  const char *header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  g_autofree char *payload = build_payload (grant);
  g_autofree char *first = encode_part (header, strlen (header));
  g_autofree char *second = encode_part (payload, strlen (payload));
  g_autofree char *both = g_strconcat (first, ".", second, NULL);
  g_autofree char *signature = sign (self, both);

  return g_strconcat (both, ".", signature, NULL);
}

const VstPracticeGrant *
vst_practice_tokens_add_bearer (VstPracticeTokens *self, const char *const *scopes)
{
  VstPracticeGrant *grant;

  grant = add_grant (self, DOMO_TOKEN_BEARER, vst_practice_keys.user_id, BEARER_SECONDS);
  grant->scopes = g_strdupv ((GStrv)scopes);
  grant->text = build_bearer (self, grant);
  return grant;
}

void
vst_practice_tokens_end (VstPracticeTokens *self)
{
  g_queue_clear_full (self->granted, (GDestroyNotify)grant_free);
}

const VstPracticeGrant *
vst_practice_tokens_add_access (VstPracticeTokens *self,
                                const char *name,
                                gint64 owner,
                                gint64 expires)
{
  VstPracticeGrant *grant = g_new0 (VstPracticeGrant, 1);
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, random, -1);

  grant->kind = DOMO_TOKEN_ACCESS;
  grant->text = g_strdup_printf ("DDCI%.48s", digest);
  grant->owner = owner;
  grant->expires = expires;
  grant->id = ++self->last_id;
  grant->name = g_strdup (name);
  g_ptr_array_add (self->access, grant);
  return grant;
}

gboolean
vst_practice_tokens_delete_access (VstPracticeTokens *self, gint64 id)
{
  guint i;

  for (i = 0; i < self->access->len; i++) {
    VstPracticeGrant *grant = g_ptr_array_index (self->access, i);

    if (grant->id == id)
      return g_ptr_array_remove (self->access, grant);
  }
  return FALSE;
}

GPtrArray *
vst_practice_tokens_list_access (VstPracticeTokens *self)
{
  return self->access;
}

static gboolean
is_grant (const VstPracticeGrant *grant, DomoTokenKind kind, const char *text)
{
  return grant->kind == kind && g_str_equal (grant->text, text) &&
         grant->expires > now_milliseconds ();
}

VstPracticeGrant *
vst_practice_tokens_find (VstPracticeTokens *self, DomoTokenKind kind, const char *text)
{
  GList *link;
  guint i;

  for (link = self->granted->tail; link; link = link->prev)
    if (is_grant (link->data, kind, text))
      return link->data;
  for (i = 0; i < self->access->len; i++)
    if (is_grant (g_ptr_array_index (self->access, i), kind, text))
      return g_ptr_array_index (self->access, i);
  return NULL;
}
