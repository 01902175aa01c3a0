/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sent-passwords.h"

#include <string.h>

/* So many that were taken are remembered; of more the oldest are forgotten. Two lines with one that
 * nobody remembers wait for each other, and that is all. */
#define MAX_TAKEN 4096

/* Of the hash, hexadecimal digits: 88 bits, that fit into the smallest piece of memory there is. */
#define KEY_LENGTH 22

struct _VstSentPasswords {
  char *salt;
  GHashTable *states; /* key → VstPasswordState */
  GQueue *taken;      /* of char *, copies of keys: the oldest first */
};

VstSentPasswords *
vst_sent_passwords_new (void)
{
  VstSentPasswords *self = g_new0 (VstSentPasswords, 1);

  self->salt = g_uuid_string_random ();
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->taken = g_queue_new ();
  return self;
}

void
vst_sent_passwords_free (VstSentPasswords *self)
{
  g_queue_free_full (self->taken, g_free);
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
  key = g_strndup (g_hmac_get_string (hmac), KEY_LENGTH);
  g_hmac_unref (hmac);
  return key;
}

VstPasswordState
vst_sent_passwords_get (VstSentPasswords *self, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->states, key));
}

static void
remember_taken (VstSentPasswords *self, const char *key)
{
  g_autofree char *oldest = NULL;

  g_queue_push_tail (self->taken, g_strdup (key));
  if (g_queue_get_length (self->taken) <= MAX_TAKEN)
    return;
  oldest = g_queue_pop_head (self->taken);
  if (vst_sent_passwords_get (self, oldest) == VST_PASSWORD_TAKEN) /* and not refused since */
    g_hash_table_remove (self->states, oldest);
}

void
vst_sent_passwords_set (VstSentPasswords *self, const char *key, VstPasswordState state)
{
  VstPasswordState before = vst_sent_passwords_get (self, key);

  /* One that was taken may be under way several times, and be refused between. */
  if (before == state || before == VST_PASSWORD_REFUSED)
    return;
  if (state == VST_PASSWORD_UNKNOWN) {
    g_hash_table_remove (self->states, key);
    return;
  }
  g_hash_table_replace (self->states, g_strdup (key), GUINT_TO_POINTER (state));
  if (state == VST_PASSWORD_TAKEN)
    remember_taken (self, key);
}
