/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-tries.h"

#include <string.h>
#include <sys/random.h>

#include "domo-error.h"
#include "vst-settings.h"

#define MAX_ENTRIES 500
#define SALT_BYTES 32

struct _VstTries {
  GObject parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (VstTries, vst_tries, G_TYPE_OBJECT)

static void
vst_tries_finalize (GObject *object)
{
  VstTries *self = VST_TRIES (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (vst_tries_parent_class)->finalize (object);
}

static void
vst_tries_class_init (VstTriesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_tries_finalize;
}

static void
vst_tries_init (VstTries *self)
{
}

VstTries *
vst_tries_new (GSettings *settings)
{
  VstTries *self = g_object_new (VST_TYPE_TRIES, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

static char *
make_salt (void)
{
  guint8 bytes[SALT_BYTES];
  GString *salt = g_string_new (NULL);

  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("the kernel gives no random numbers");
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (salt, "%02x", bytes[i]);
  return g_string_free (salt, FALSE);
}

/* One that somebody emptied is made anew: what was counted with it is found no more. */
static char *
ensure_salt (VstTries *self)
{
  char *salt = g_settings_get_string (self->settings, VST_SETTINGS_REFUSED_TRIES_SALT);

  if (*salt)
    return salt;
  g_free (salt);
  salt = make_salt ();
  g_settings_set_string (self->settings, VST_SETTINGS_REFUSED_TRIES_SALT, salt);
  return salt;
}

/* Domo does not tell capitals in an e-mail address, so neither does the count. */
static char *
make_hash (VstTries *self, DomoInstance *instance, const char *user_name)
{
  g_autofree char *salt = ensure_salt (self);
  g_autofree char *valid = g_utf8_make_valid (user_name ? user_name : "", -1);
  g_autofree char *folded = g_utf8_casefold (g_strstrip (valid), -1);
  g_autofree char *both = g_strconcat (domo_instance_get_host (instance), "\n", folded, NULL);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)salt, strlen (salt), both,
                                    -1);
}

guint
vst_tries_count (VstTries *self, DomoInstance *instance, const char *user_name)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree char *wanted = NULL;
  GVariantIter iter;
  const char *hash;
  guint count;

  g_return_val_if_fail (VST_IS_TRIES (self), 0);

  all = g_settings_get_value (self->settings, VST_SETTINGS_REFUSED_TRIES);
  if (g_variant_n_children (all) == 0)
    return 0;
  wanted = make_hash (self, instance, user_name);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(&su)", &hash, &count))
    if (g_str_equal (hash, wanted))
      return count;
  return 0;
}

/* 0 leaves it out. */
static void
set_count (VstTries *self, DomoInstance *instance, const char *user_name, guint count)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, VST_SETTINGS_REFUSED_TRIES);
  g_autofree char *own = make_hash (self, instance, user_name);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *hash;
  guint n = count > 0 ? 1 : 0;
  guint other;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(su)"));
  if (count > 0)
    g_variant_builder_add (&builder, "(su)", own, count);
  g_variant_iter_init (&iter, all);
  while (n < MAX_ENTRIES && g_variant_iter_next (&iter, "(&su)", &hash, &other)) {
    if (g_str_equal (hash, own))
      continue;
    g_variant_builder_add (&builder, "(su)", hash, other);
    n++;
  }
  g_settings_set_value (self->settings, VST_SETTINGS_REFUSED_TRIES,
                        g_variant_builder_end (&builder));
}

void
vst_tries_refused (VstTries *self, DomoInstance *instance, const char *user_name)
{
  guint count;

  g_return_if_fail (VST_IS_TRIES (self));

  count = vst_tries_count (self, instance, user_name);
  set_count (self, instance, user_name, count < G_MAXUINT32 ? count + 1 : count);
}

void
vst_tries_succeeded (VstTries *self, DomoInstance *instance, const char *user_name)
{
  g_return_if_fail (VST_IS_TRIES (self));

  /* Most sign-ins find nothing counted, and write nothing then. */
  if (vst_tries_count (self, instance, user_name) > 0)
    set_count (self, instance, user_name, 0);
}

/* Whether full_auth took the password: where what failed came after it, it did. */
static gboolean
was_taken (const GError *error)
{
  const DomoErrorInfo *info = error ? domo_error_get_info (error) : NULL;

  if (!error || (info && info->pending))
    return TRUE;
  return info && info->function && !g_str_equal (info->function, "get_full_auth");
}

void
vst_tries_note (VstTries *self, DomoCredential *credential, const GError *error)
{
  DomoInstance *instance = domo_credential_get_instance (credential);
  const char *user_name = domo_credential_get_user_name (credential);

  g_return_if_fail (VST_IS_TRIES (self));

  if (domo_credential_get_method (credential) != DOMO_METHOD_PASSWORD)
    return;
  if (was_taken (error))
    vst_tries_succeeded (self, instance, user_name);
  else if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS) ||
           g_error_matches (error, DOMO_ERROR, DOMO_ERROR_AUTH) ||
           g_error_matches (error, DOMO_ERROR, DOMO_ERROR_ACCOUNT_LOCKED))
    vst_tries_refused (self, instance, user_name);
}
