/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-record.h"

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

VstRecord *
vst_record_new (const VstRecordFields *fields)
{
  VstRecord *self = g_object_new (VST_TYPE_RECORD, NULL);

  self->fields = *fields;
  self->fields.id = g_strdup (fields->id);
  self->fields.instance = g_strdup (fields->instance);
  self->fields.user = g_strdup (fields->user);
  self->fields.name = g_strdup (fields->name);
  self->fields.scopes = g_strdup (fields->scopes);
  self->fields.expires -= fields->expires % 1000;
  self->fields.checked -= fields->checked % 1000;
  return self;
}

const VstRecordFields *
vst_record_get (VstRecord *self)
{
  return &self->fields;
}

DomoInstance *
vst_record_dup_instance (VstRecord *self)
{
  return self->fields.instance ? domo_instance_new (self->fields.instance, NULL) : NULL;
}

char *
vst_record_new_id (void)
{
  return g_uuid_string_random ();
}

gboolean
vst_record_equal (VstRecord *a, VstRecord *b)
{
  const VstRecordFields *x = &a->fields;
  const VstRecordFields *y = &b->fields;

  return x->method == y->method && x->owner_id == y->owner_id && x->expires == y->expires &&
         x->checked == y->checked && g_strcmp0 (x->id, y->id) == 0 &&
         g_strcmp0 (x->instance, y->instance) == 0 && g_strcmp0 (x->user, y->user) == 0 &&
         g_strcmp0 (x->name, y->name) == 0 && g_strcmp0 (x->scopes, y->scopes) == 0;
}
