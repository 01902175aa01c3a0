/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-record.h"

#include <string.h>

/* The end of the year 9999, where dates in RFC 3339 end. */
#define MAX_TIME (G_GINT64_CONSTANT (253402300799) * 1000)

struct _VstRecord {
  GObject parent_instance;

  VstRecordFields fields; /* its texts are owned */
};

G_DEFINE_FINAL_TYPE (VstRecord, vst_record, G_TYPE_OBJECT)

static void
vst_record_finalize (GObject *object)
{
  VstRecord *self = VST_RECORD (object);

  g_free ((char *)self->fields.id);
  g_free ((char *)self->fields.instance);
  g_free ((char *)self->fields.user);
  g_free ((char *)self->fields.name);
  g_free ((char *)self->fields.scopes);
  G_OBJECT_CLASS (vst_record_parent_class)->finalize (object);
}

static void
vst_record_class_init (VstRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_record_finalize;
}

static void
vst_record_init (VstRecord *self)
{
}

/* An attribute cannot tell an empty text from none. */
static char *
copy_text (const char *text)
{
  return text && *text ? g_strdup (text) : NULL;
}

/* A longer one could be written down, but not read again. */
static char *
copy_name (const char *name)
{
  const char *end;

  if (!name || strlen (name) <= VST_RECORD_MAX_BYTES)
    return copy_text (name);
  g_utf8_validate_len (name, VST_RECORD_MAX_BYTES, &end);
  return g_strndup (name, (gsize)(end - name));
}

static gint64
cut_time (gint64 time)
{
  return time > 0 && time <= MAX_TIME ? time - time % 1000 : 0;
}

VstRecord *
vst_record_new (const VstRecordFields *fields)
{
  VstRecord *self;

  g_return_val_if_fail (fields != NULL && fields->id != NULL, NULL);

  self = g_object_new (VST_TYPE_RECORD, NULL);
  self->fields = (VstRecordFields){
    .id = g_strdup (fields->id),
    .instance = copy_text (fields->instance),
    .method = fields->method,
    .user = copy_text (fields->user),
    .owner_id = fields->owner_id,
    .name = copy_name (fields->name),
    .expires = cut_time (fields->expires),
    .checked = cut_time (fields->checked),
    .scopes = copy_text (fields->scopes),
    .refused = cut_time (fields->refused),
    .muted = fields->muted & ((1u << VST_N_STEPS) - 1),
  };
  return self;
}

const VstRecordFields *
vst_record_get (VstRecord *self)
{
  g_return_val_if_fail (VST_IS_RECORD (self), NULL);
  return &self->fields;
}

DomoInstance *
vst_record_dup_instance (VstRecord *self)
{
  g_return_val_if_fail (VST_IS_RECORD (self), NULL);
  return self->fields.instance ? domo_instance_new (self->fields.instance, NULL) : NULL;
}

gboolean
vst_record_has_typed_end (VstRecord *self)
{
  g_return_val_if_fail (VST_IS_RECORD (self), FALSE);
  return self->fields.method == DOMO_METHOD_ACCESS_TOKEN && self->fields.expires != 0;
}

gint64
vst_record_get_end (VstRecord *self)
{
  g_return_val_if_fail (VST_IS_RECORD (self), 0);
  if (vst_record_has_typed_end (self) && self->fields.checked > self->fields.expires)
    return 0;
  return self->fields.expires;
}

gboolean
vst_record_is_over (VstRecord *self, gint64 now)
{
  gint64 end = vst_record_get_end (self);

  return end != 0 && end <= now;
}

char *
vst_record_new_id (void)
{
  return g_uuid_string_random ();
}

gboolean
vst_record_equal (VstRecord *a, VstRecord *b)
{
  const VstRecordFields *x = vst_record_get (a);
  const VstRecordFields *y = vst_record_get (b);

  return g_str_equal (x->id, y->id) && g_strcmp0 (x->instance, y->instance) == 0 &&
         x->method == y->method && g_strcmp0 (x->user, y->user) == 0 &&
         x->owner_id == y->owner_id && g_strcmp0 (x->name, y->name) == 0 &&
         x->expires == y->expires && x->checked == y->checked &&
         g_strcmp0 (x->scopes, y->scopes) == 0 && x->refused == y->refused && x->muted == y->muted;
}
