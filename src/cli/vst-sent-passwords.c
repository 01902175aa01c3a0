/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sent-passwords.h"

#include <string.h>

/* So many are remembered, some 10 MiB; of more the oldest are forgotten. */
#define MAX_KEYS 65536

struct _VstSentPasswords {
  char *salt;
  GHashTable *states; /* key → VstPasswordState */
  GQueue *order;      /* of the keys in @states, not owned: the oldest first */
};

VstSentPasswords *
vst_sent_passwords_new (void)
{
  VstSentPasswords *self = g_new0 (VstSentPasswords, 1);

  self->salt = g_uuid_string_random ();
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->order = g_queue_new ();
  return self;
}

void
vst_sent_passwords_free (VstSentPasswords *self)
{
  g_queue_free (self->order);
  g_hash_table_unref (self->states);
  g_free (self->salt);
  g_free (self);
}

/* The lengths stand before the parts, so that no two credentials make the same text. */
static void
add_part (GHmac *hmac, const char *text, gsize length)
{
  guint64 size = length;

  g_hmac_update (hmac, (const guchar *)&size, sizeof size);
  g_hmac_update (hmac, (const guchar *)text, (gssize)length);
}

char *
vst_sent_passwords_dup_key (VstSentPasswords *self, DomoCredential *credential)
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *)self->salt, strlen (self->salt));
  const char *host = domo_instance_get_host (domo_credential_get_instance (credential));
  g_autofree char *user = g_utf8_casefold (domo_credential_get_user_name (credential), -1);
  DomoSecret *secret = domo_credential_get_secret (credential);
  char *key;

  add_part (hmac, host, strlen (host));
  add_part (hmac, user, strlen (user));
  add_part (hmac, domo_secret_get_text (secret), domo_secret_get_length (secret));
  key = g_strdup (g_hmac_get_string (hmac));
  g_hmac_unref (hmac);
  return key;
}

VstPasswordState
vst_sent_passwords_get (VstSentPasswords *self, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->states, key));
}

void
vst_sent_passwords_set (VstSentPasswords *self, const char *key, VstPasswordState state)
{
  char *own;

  if (!g_hash_table_contains (self->states, key)) {
    if (g_queue_get_length (self->order) == MAX_KEYS)
      g_hash_table_remove (self->states, g_queue_pop_head (self->order));
    own = g_strdup (key);
    g_queue_push_tail (self->order, own);
    g_hash_table_insert (self->states, own, GUINT_TO_POINTER (state));
    return;
  }
  g_hash_table_insert (self->states, g_strdup (key), GUINT_TO_POINTER (state)); /* keeps its key */
}
