/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-tries.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#include "domo-error.h"
#include "vst-state-file.h"

#define MAX_ENTRIES 500
#define SALT_BYTES 32
#define HASH_LENGTH 64 /* hexadecimal digits */

typedef struct {
  char hash[HASH_LENGTH + 1];
  guint count;
} Entry;

struct _VstTries {
  GObject parent_instance;

  char *path;      /* nullable: counted while the program runs, and not written down */
  char *salt;      /* nullable: until something is counted */
  GArray *entries; /* of Entry, the latest first */
};

G_DEFINE_FINAL_TYPE (VstTries, vst_tries, G_TYPE_OBJECT)

static void
vst_tries_finalize (GObject *object)
{
  VstTries *self = VST_TRIES (object);

  g_free (self->path);
  g_free (self->salt);
  g_array_unref (self->entries);
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
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
}

VstTries *
vst_tries_new (const char *path)
{
  VstTries *self = g_object_new (VST_TYPE_TRIES, NULL);

  self->path = g_strdup (path);
  return self;
}

char *
vst_tries_dup_path (void)
{
  return vst_state_file_dup_path ("refused-tries");
}

/* ------------------------------------------------------------------------------------ the file:
 * a line with the salt, then a line "HASH COUNT" for each */

static gboolean
is_hexadecimal (const char *word)
{
  return strspn (word, "0123456789abcdef") == HASH_LENGTH && !word[HASH_LENGTH];
}

/* A line that cannot be read is none. */
static void
read_line (VstTries *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  Entry entry;
  guint64 count;

  if (g_strv_length (words) != 2 || !is_hexadecimal (words[0]) ||
      !g_ascii_string_to_unsigned (words[1], 10, 1, G_MAXUINT32, &count, NULL))
    return;
  memcpy (entry.hash, words[0], sizeof entry.hash);
  entry.count = (guint)count;
  g_array_append_val (self->entries, entry);
}

static void
read_lines (VstTries *self, char **lines)
{
  g_array_set_size (self->entries, 0);
  g_clear_pointer (&self->salt, g_free);
  /* What was counted with a salt that is lost is found no more. */
  if (!lines[0] || !is_hexadecimal (lines[0]))
    return;
  self->salt = g_strdup (lines[0]);
  for (guint i = 1; lines[i] && self->entries->len < MAX_ENTRIES; i++)
    read_line (self, lines[i]);
}

/* Each time: the window and the command line count for each other. */
static void
load (VstTries *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->path)
    return;
  if (!vst_state_file_read (self->path, &text, &error)) {
    g_printerr (_ ("How often passwords were refused cannot be read: %s\n"), error->message);
    g_clear_pointer (&self->path, g_free); /* whatever it is, it is not written over */
  }
  if (!text)
    return;
  lines = g_strsplit (text, "\n", -1);
  read_lines (self, lines);
}

static void
save (VstTries *self)
{
  g_autoptr (GString) text = g_string_new (self->salt);
  g_autoptr (GError) error = NULL;

  if (!self->path)
    return;
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);

    g_string_append_printf (text, "%s %u\n", entry->hash, entry->count);
  }
  if (!vst_state_file_write (self->path, text->str, &error)) {
    g_printerr (_ ("How often passwords were refused cannot be remembered: %s\n"), error->message);
    g_clear_pointer (&self->path, g_free); /* what is in it is older than what is known here */
  }
}

/* ------------------------------------------------------------------------------------ counting */

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

/* Domo does not tell capitals in an e-mail address, so neither does the count. */
static char *
make_hash (VstTries *self, DomoInstance *instance, const char *user_name)
{
  g_autofree char *valid = g_utf8_make_valid (user_name ? user_name : "", -1);
  g_autofree char *folded = g_utf8_casefold (g_strstrip (valid), -1);
  g_autofree char *both = g_strconcat (domo_instance_get_host (instance), "\n", folded, NULL);

  if (!self->salt)
    self->salt = make_salt ();
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)self->salt,
                                    strlen (self->salt), both, -1);
}

/* Returns: (transfer none) (nullable) */
static const Entry *
find (VstTries *self, const char *hash, guint *index)
{
  for (*index = 0; *index < self->entries->len; (*index)++)
    if (g_str_equal (g_array_index (self->entries, Entry, *index).hash, hash))
      return &g_array_index (self->entries, Entry, *index);
  return NULL;
}

guint
vst_tries_count (VstTries *self, DomoInstance *instance, const char *user_name)
{
  g_autofree char *hash = NULL;
  const Entry *entry;
  guint index;

  g_return_val_if_fail (VST_IS_TRIES (self), 0);

  load (self);
  if (self->entries->len == 0)
    return 0;
  hash = make_hash (self, instance, user_name);
  entry = find (self, hash, &index);
  return entry ? entry->count : 0;
}

/* 0 leaves it out. */
static void
set_count (VstTries *self, DomoInstance *instance, const char *user_name, guint count)
{
  g_autofree char *hash = make_hash (self, instance, user_name);
  Entry entry = { .count = count };
  guint index;

  if (find (self, hash, &index))
    g_array_remove_index (self->entries, index);
  if (count > 0) {
    memcpy (entry.hash, hash, sizeof entry.hash);
    g_array_prepend_val (self->entries, entry);
  }
  g_array_set_size (self->entries, MIN (self->entries->len, MAX_ENTRIES));
  save (self);
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
