/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-item.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes: a text that is longer was not written by us. */
#define MAX_TEXT 1000

struct _VstItem {
  GObject parent_instance;

  char *path;
  VstItemKind kind;
  VstRecord *record;
  char *collection; /* nullable */
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (VstItem, vst_item, G_TYPE_OBJECT)

static const char *const kinds[] = { "token", "account", "password", "secret" };
static const char *const methods[] = { "password", "client", "access-token" };

static void
vst_item_finalize (GObject *object)
{
  VstItem *self = VST_ITEM (object);

  g_free (self->path);
  g_free (self->collection);
  g_object_unref (self->record);
  G_OBJECT_CLASS (vst_item_parent_class)->finalize (object);
}

static void
vst_item_class_init (VstItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_item_finalize;
}

static void
vst_item_init (VstItem *self)
{
}

gboolean
vst_item_kind_is_main (VstItemKind kind)
{
  return kind == VST_ITEM_TOKEN || kind == VST_ITEM_ACCOUNT;
}

VstItem *
vst_item_new (
    const char *path, VstItemKind kind, VstRecord *record, const char *collection, gboolean locked)
{
  VstItem *self = g_object_new (VST_TYPE_ITEM, NULL);

  self->path = g_strdup (path);
  self->kind = kind;
  self->record = g_object_ref (record);
  self->collection = g_strdup (collection);
  self->locked = locked;
  return self;
}

static int
find_text (const char *const *texts, gsize n_texts, const char *text)
{
  for (gsize i = 0; i < n_texts; i++)
    if (g_strcmp0 (texts[i], text) == 0)
      return (int)i;
  return -1;
}

/* NULL where it is not there or empty. */
static const char *
get_text (GHashTable *attributes, const char *name)
{
  const char *text = g_hash_table_lookup (attributes, name);

  return text && *text ? text : NULL;
}

static gboolean
are_sane (GHashTable *attributes)
{
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    if (!g_utf8_validate (text, -1, NULL) || strlen (text) > MAX_TEXT)
      return FALSE;
  return TRUE;
}

static gint64
read_date (GHashTable *attributes, const char *name)
{
  const char *text = get_text (attributes, name);
  g_autoptr (GDateTime) date = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return date ? g_date_time_to_unix (date) * 1000 : 0;
}

static gint64
read_number (GHashTable *attributes, const char *name)
{
  const char *text = get_text (attributes, name);
  gint64 number = 0;

  if (text && !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return 0;
  return number;
}

VstItem *
vst_item_new_from_attributes (const char *path,
                              GHashTable *attributes,
                              const char *collection,
                              gboolean locked)
{
  int kind = find_text (kinds, G_N_ELEMENTS (kinds), get_text (attributes, "kind"));
  int method = find_text (methods, G_N_ELEMENTS (methods), get_text (attributes, "method"));
  VstRecordFields fields = { .id = get_text (attributes, "id") };
  g_autoptr (VstRecord) record = NULL;

  if (g_strcmp0 (get_text (attributes, "application"), "vestibule") != 0 || kind < 0 ||
      method < 0 || !fields.id || !are_sane (attributes))
    return NULL;
  fields.method = (DomoMethod)method;
  fields.instance = get_text (attributes, "instance");
  fields.user = get_text (attributes, "user");
  fields.owner_id = read_number (attributes, "owner-id");
  fields.name = get_text (attributes, "name");
  fields.expires = read_date (attributes, "expires");
  fields.checked = read_date (attributes, "checked");
  fields.scopes = get_text (attributes, "scopes");
  record = vst_record_new (&fields);
  return vst_item_new (path, (VstItemKind)kind, record, collection, locked);
}

const char *
vst_item_get_path (VstItem *self)
{
  return self->path;
}

VstItemKind
vst_item_get_kind (VstItem *self)
{
  return self->kind;
}

VstRecord *
vst_item_get_record (VstItem *self)
{
  return self->record;
}

const char *
vst_item_get_collection (VstItem *self)
{
  return self->collection;
}

gboolean
vst_item_is_locked (VstItem *self)
{
  return self->locked;
}

/* ------------------------------------------------------------------------------ how it is stored
 */

static void
put (GHashTable *attributes, const char *name, const char *text)
{
  g_hash_table_insert (attributes, g_strdup (name), g_strdup (text ? text : ""));
}

static void
put_date (GHashTable *attributes, const char *name, gint64 ms)
{
  g_autoptr (GDateTime) date = ms ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;
  g_autofree char *text = date ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  put (attributes, name, text);
}

GHashTable *
vst_item_dup_attributes (VstItemKind kind, VstRecord *record)
{
  const VstRecordFields *fields = vst_record_get (record);
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *owner_id =
      fields->owner_id ? g_strdup_printf ("%" G_GINT64_FORMAT, fields->owner_id) : NULL;

  put (attributes, "application", "vestibule");
  put (attributes, "kind", kinds[kind]);
  put (attributes, "id", fields->id);
  put (attributes, "instance", fields->instance);
  put (attributes, "method", methods[fields->method]);
  put (attributes, "user", fields->user);
  put (attributes, "owner-id", owner_id);
  put (attributes, "name", fields->name);
  put_date (attributes, "expires", fields->expires);
  put_date (attributes, "checked", fields->checked);
  put (attributes, "scopes", fields->scopes);
  return attributes;
}

/* Translators: what an item of the keyring is listed as; %s is a person's name and place */
static const char *
get_pattern (VstItemKind kind, DomoMethod method)
{
  switch (kind) {
  case VST_ITEM_ACCOUNT:
    return _ ("%s (signed out)");
  case VST_ITEM_PASSWORD:
    return _ ("%s (password)");
  case VST_ITEM_SECRET:
    return _ ("%s (client secret)");
  case VST_ITEM_TOKEN:
  default:
    return method == DOMO_METHOD_ACCESS_TOKEN ? _ ("%s (access token)")
           : method == DOMO_METHOD_CLIENT     ? _ ("%s (bearer token)")
                                              : _ ("%s (session token)");
  }
}

char *
vst_item_dup_label (VstItemKind kind, VstRecord *record)
{
  const VstRecordFields *fields = vst_record_get (record);
  const char *who = fields->name ? fields->name : fields->user ? fields->user : "Domo";
  /* Translators: a person's name, then an instance: "Jae Wilson at acme" */
  g_autofree char *where =
      fields->instance ? g_strdup_printf (_ ("%s at %s"), who, fields->instance) : g_strdup (who);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (get_pattern (kind, fields->method), where);
#pragma GCC diagnostic pop
}
