/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-item.h"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "domo-text.h"

#define APPLICATION "vestibule"

struct _VstItem {
  GObject parent_instance;

  char *path;
  VstItemKind kind;
  VstRecord *record;
  char *collection;
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (VstItem, vst_item, G_TYPE_OBJECT)

static const char *const kind_names[] = {
  [VST_ITEM_TOKEN] = "token",
  [VST_ITEM_ACCOUNT] = "account",
  [VST_ITEM_PASSWORD] = "password",
  [VST_ITEM_SECRET] = "secret",
};

static const char *const method_names[] = {
  [DOMO_METHOD_PASSWORD] = "password",
  [DOMO_METHOD_CLIENT] = "client",
  [DOMO_METHOD_ACCESS_TOKEN] = "access-token",
};

static const char *const step_names[VST_N_STEPS] = {
  [VST_STEP_DAYS_14] = "14",
  [VST_STEP_DAYS_3] = "3",
  [VST_STEP_DAYS_1] = "1",
  [VST_STEP_STOPPED] = "stopped",
};

static void
vst_item_finalize (GObject *object)
{
  VstItem *self = VST_ITEM (object);

  g_free (self->path);
  g_clear_object (&self->record);
  g_free (self->collection);
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
  VstItem *self;

  g_return_val_if_fail (path != NULL && VST_IS_RECORD (record), NULL);

  self = g_object_new (VST_TYPE_ITEM, NULL);
  self->path = g_strdup (path);
  self->kind = kind;
  self->record = g_object_ref (record);
  self->collection = g_strdup (collection);
  self->locked = locked;
  return self;
}

/* --------------------------------------------------------------------------- reading attributes
 */

static gboolean
are_texts_good (GHashTable *attributes)
{
  static const char *const names[] = { "application", "kind",     "id",   "instance", "method",
                                       "user",        "owner-id", "name", "expires",  "checked",
                                       "scopes",      "refused",  "muted" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *text = g_hash_table_lookup (attributes, names[i]);

    if (text && (strlen (text) > VST_RECORD_MAX_BYTES || !g_utf8_validate (text, -1, NULL)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
find_name (const char *const *names, guint n_names, const char *text, guint *index)
{
  for (guint i = 0; i < n_names; i++) {
    if (g_strcmp0 (names[i], text) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Returns: 0 for what is not a date, as that is no reason to lose the account */
static gint64
parse_time (const char *text)
{
  g_autoptr (GDateTime) date = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return date ? g_date_time_to_unix (date) * 1000 : 0;
}

static gint64
parse_number (const char *text)
{
  gint64 number = 0;

  if (text)
    g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL);
  return number;
}

/* Of an unknown word the person is told all the same. */
static guint
parse_steps (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text ? text : "", " ", -1);
  guint steps = 0;
  guint step;

  for (guint i = 0; words[i]; i++)
    if (find_name (step_names, VST_N_STEPS, words[i], &step))
      steps |= 1u << step;
  return steps;
}

VstItem *
vst_item_new_from_attributes (const char *path,
                              GHashTable *attributes,
                              const char *collection,
                              gboolean locked)
{
  g_autoptr (VstRecord) record = NULL;
  g_autofree char *name = NULL;
  VstRecordFields fields;
  guint kind, method;

  g_return_val_if_fail (path != NULL && attributes != NULL, NULL);

  fields.id = g_hash_table_lookup (attributes, "id");
  if (g_strcmp0 (g_hash_table_lookup (attributes, "application"), APPLICATION) != 0 || !fields.id ||
      !*fields.id || !are_texts_good (attributes) ||
      !find_name (kind_names, G_N_ELEMENTS (kind_names), g_hash_table_lookup (attributes, "kind"),
                  &kind) ||
      !find_name (method_names, G_N_ELEMENTS (method_names),
                  g_hash_table_lookup (attributes, "method"), &method))
    return NULL;
  name = domo_text_tidy (g_hash_table_lookup (attributes, "name"), -1);
  fields.instance = g_hash_table_lookup (attributes, "instance");
  fields.method = (DomoMethod)method;
  fields.user = g_hash_table_lookup (attributes, "user");
  fields.owner_id = parse_number (g_hash_table_lookup (attributes, "owner-id"));
  fields.name = name;
  fields.expires = parse_time (g_hash_table_lookup (attributes, "expires"));
  fields.checked = parse_time (g_hash_table_lookup (attributes, "checked"));
  fields.scopes = g_hash_table_lookup (attributes, "scopes");
  fields.refused = parse_time (g_hash_table_lookup (attributes, "refused"));
  fields.muted = parse_steps (g_hash_table_lookup (attributes, "muted"));
  record = vst_record_new (&fields);
  return vst_item_new (path, (VstItemKind)kind, record, collection, locked);
}

/* ---------------------------------------------------------------------------------- what it is
 */

const char *
vst_item_get_path (VstItem *self)
{
  g_return_val_if_fail (VST_IS_ITEM (self), NULL);
  return self->path;
}

VstItemKind
vst_item_get_kind (VstItem *self)
{
  g_return_val_if_fail (VST_IS_ITEM (self), VST_ITEM_TOKEN);
  return self->kind;
}

VstRecord *
vst_item_get_record (VstItem *self)
{
  g_return_val_if_fail (VST_IS_ITEM (self), NULL);
  return self->record;
}

const char *
vst_item_get_collection (VstItem *self)
{
  g_return_val_if_fail (VST_IS_ITEM (self), NULL);
  return self->collection;
}

gboolean
vst_item_is_locked (VstItem *self)
{
  g_return_val_if_fail (VST_IS_ITEM (self), FALSE);
  return self->locked;
}

/* --------------------------------------------------------------------------- writing attributes
 */

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) date = time ? g_date_time_new_from_unix_utc (time / 1000) : NULL;

  return date ? g_date_time_format_iso8601 (date) : g_strdup ("");
}

static char *
format_number (gint64 number)
{
  return number ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");
}

static char *
format_steps (guint steps)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < VST_N_STEPS; i++)
    if (steps & 1u << i)
      g_strv_builder_add (words, step_names[i]);
  all = g_strv_builder_end (words);
  return g_strjoinv (" ", all);
}

static void
take_attribute (GHashTable *attributes, const char *name, char *value)
{
  g_hash_table_insert (attributes, g_strdup (name), value);
}

static void
add_attribute (GHashTable *attributes, const char *name, const char *value)
{
  take_attribute (attributes, name, g_strdup (value ? value : ""));
}

GHashTable *
vst_item_dup_attributes (VstItemKind kind, VstRecord *record)
{
  GHashTable *attributes;
  const VstRecordFields *fields;

  g_return_val_if_fail (VST_IS_RECORD (record), NULL);

  attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fields = vst_record_get (record);
  add_attribute (attributes, "application", APPLICATION);
  add_attribute (attributes, "kind", kind_names[kind]);
  add_attribute (attributes, "id", fields->id);
  add_attribute (attributes, "instance", fields->instance);
  add_attribute (attributes, "method", method_names[fields->method]);
  add_attribute (attributes, "user", fields->user);
  take_attribute (attributes, "owner-id", format_number (fields->owner_id));
  add_attribute (attributes, "name", fields->name);
  take_attribute (attributes, "expires", format_time (fields->expires));
  take_attribute (attributes, "checked", format_time (fields->checked));
  add_attribute (attributes, "scopes", fields->scopes);
  take_attribute (attributes, "refused", format_time (fields->refused));
  take_attribute (attributes, "muted", format_steps (fields->muted));
  return attributes;
}

/* ---------------------------------------------------------------------------------------- label
 */

static char *
label_token_at (DomoMethod method, const char *who, const char *where)
{
  switch (method) {
  case DOMO_METHOD_PASSWORD:
    return g_strdup_printf (_ ("%s at %s (session token)"), who, where);
  case DOMO_METHOD_CLIENT:
    return g_strdup_printf (_ ("%s at %s (bearer token)"), who, where);
  case DOMO_METHOD_ACCESS_TOKEN:
  default:
    return g_strdup_printf (_ ("%s at %s (access token)"), who, where);
  }
}

static char *
label_at (VstItemKind kind, DomoMethod method, const char *who, const char *where)
{
  switch (kind) {
  case VST_ITEM_ACCOUNT:
    return g_strdup_printf (_ ("%s at %s (signed out)"), who, where);
  case VST_ITEM_PASSWORD:
    return g_strdup_printf (_ ("%s at %s (password)"), who, where);
  case VST_ITEM_SECRET:
    return g_strdup_printf (_ ("%s at %s (client secret)"), who, where);
  case VST_ITEM_TOKEN:
  default:
    return label_token_at (method, who, where);
  }
}

static char *
label_token (DomoMethod method, const char *who)
{
  switch (method) {
  case DOMO_METHOD_PASSWORD:
    return g_strdup_printf (_ ("%s (session token)"), who);
  case DOMO_METHOD_CLIENT:
    return g_strdup_printf (_ ("%s (bearer token)"), who);
  case DOMO_METHOD_ACCESS_TOKEN:
  default:
    return g_strdup_printf (_ ("%s (access token)"), who);
  }
}

/* For a client whose answer named no instance. */
static char *
label_alone (VstItemKind kind, DomoMethod method, const char *who)
{
  switch (kind) {
  case VST_ITEM_ACCOUNT:
    return g_strdup_printf (_ ("%s (signed out)"), who);
  case VST_ITEM_PASSWORD:
    return g_strdup_printf (_ ("%s (password)"), who);
  case VST_ITEM_SECRET:
    return g_strdup_printf (_ ("%s (client secret)"), who);
  case VST_ITEM_TOKEN:
  default:
    return label_token (method, who);
  }
}

char *
vst_item_dup_label (VstItemKind kind, VstRecord *record)
{
  const VstRecordFields *fields;
  const char *who;

  g_return_val_if_fail (VST_IS_RECORD (record), NULL);

  fields = vst_record_get (record);
  who = fields->name ? fields->name : fields->user ? fields->user : _ ("Account");
  if (fields->instance)
    return label_at (kind, fields->method, who, fields->instance);
  return label_alone (kind, fields->method, who);
}
