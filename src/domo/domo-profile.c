/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-profile.h"

#include "domo-text.h"

typedef struct {
  gboolean is_set;
  char *text;
  gint64 number;
} Field;

struct _DomoProfile {
  GObject parent_instance;

  DomoProfileSource source;
  DomoReply *reply;
  Field fields[DOMO_N_FIELDS];
};

G_DEFINE_FINAL_TYPE (DomoProfile, domo_profile, G_TYPE_OBJECT)

static void
domo_profile_finalize (GObject *object)
{
  DomoProfile *self = DOMO_PROFILE (object);

  for (guint i = 0; i < DOMO_N_FIELDS; i++)
    g_free (self->fields[i].text);
  g_clear_pointer (&self->reply, domo_reply_unref);
  G_OBJECT_CLASS (domo_profile_parent_class)->finalize (object);
}

static void
domo_profile_class_init (DomoProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = domo_profile_finalize;
}

static void
domo_profile_init (DomoProfile *self)
{
}

DomoProfileSource
domo_profile_get_source (DomoProfile *self)
{
  g_return_val_if_fail (DOMO_IS_PROFILE (self), DOMO_PROFILE_PRODUCT);
  return self->source;
}

DomoFieldKind
domo_field_get_kind (DomoField field)
{
  static const DomoFieldKind kinds[DOMO_N_FIELDS] = {
    /* All others are texts. */
    [DOMO_FIELD_ID] = DOMO_FIELD_KIND_ID,          [DOMO_FIELD_ROLE_ID] = DOMO_FIELD_KIND_ID,
    [DOMO_FIELD_INVITED_BY] = DOMO_FIELD_KIND_ID,  [DOMO_FIELD_CREATED] = DOMO_FIELD_KIND_DATE,
    [DOMO_FIELD_CHANGED] = DOMO_FIELD_KIND_DATE,   [DOMO_FIELD_ACCEPTED] = DOMO_FIELD_KIND_FLAG,
    [DOMO_FIELD_ACTIVE] = DOMO_FIELD_KIND_FLAG,    [DOMO_FIELD_PENDING] = DOMO_FIELD_KIND_FLAG,
    [DOMO_FIELD_ANONYMOUS] = DOMO_FIELD_KIND_FLAG, [DOMO_FIELD_SYSTEM_USER] = DOMO_FIELD_KIND_FLAG,
  };

  g_return_val_if_fail (field < DOMO_N_FIELDS, DOMO_FIELD_KIND_TEXT);
  return kinds[field];
}

gboolean
domo_profile_has (DomoProfile *self, DomoField field)
{
  g_return_val_if_fail (DOMO_IS_PROFILE (self) && field < DOMO_N_FIELDS, FALSE);
  return self->fields[field].is_set;
}

const char *
domo_profile_get_text (DomoProfile *self, DomoField field)
{
  g_return_val_if_fail (DOMO_IS_PROFILE (self) && field < DOMO_N_FIELDS, NULL);
  return self->fields[field].text;
}

gint64
domo_profile_get_number (DomoProfile *self, DomoField field)
{
  g_return_val_if_fail (DOMO_IS_PROFILE (self) && field < DOMO_N_FIELDS, 0);
  return self->fields[field].number;
}

gboolean
domo_profile_get_flag (DomoProfile *self, DomoField field)
{
  return domo_profile_get_number (self, field) != 0;
}

/* As it stands in a text that was tidied: nullable where that is no other. */
static DomoSecret *
dup_tidied (DomoSecret *secret)
{
  const char *text = domo_secret_get_text (secret);
  char *tidied = domo_text_tidy (text, -1);
  DomoSecret *other = g_str_equal (tidied, text) ? NULL : domo_secret_new (tidied, -1);

  domo_wipe_string (tidied);
  return other;
}

static void
mask (char **text, DomoSecret *secret)
{
  char *masked = domo_secret_mask_in (secret, *text);

  domo_wipe_string (*text);
  *text = masked;
}

void
domo_profile_hide (DomoProfile *self, DomoSecret *secret)
{
  g_autoptr (DomoSecret) tidied = NULL;
  DomoReply *reply;

  g_return_if_fail (DOMO_IS_PROFILE (self));

  if (!secret)
    return;
  tidied = dup_tidied (secret);
  for (DomoField field = 0; field < DOMO_N_FIELDS; field++) {
    char **text = &self->fields[field].text;

    if (*text)
      mask (text, secret);
    if (*text && tidied)
      mask (text, tidied);
  }
  reply = domo_reply_dup_without (self->reply, secret);
  domo_reply_unref (self->reply);
  self->reply = reply;
}

/* The first of some text fields that says something; they end with DOMO_N_FIELDS. */
static const char *
first_text (DomoProfile *self, const DomoField *fields)
{
  const char *text;

  for (; *fields != DOMO_N_FIELDS; fields++) {
    text = domo_profile_get_text (self, *fields);
    if (text && *text)
      return text;
  }
  return NULL;
}

const char *
domo_profile_get_name (DomoProfile *self)
{
  static const DomoField fields[] = { DOMO_FIELD_DISPLAY_NAME, DOMO_FIELD_USER_NAME,
                                      DOMO_FIELD_EMAIL, DOMO_N_FIELDS };

  return first_text (self, fields);
}

const char *
domo_profile_get_email (DomoProfile *self)
{
  static const DomoField fields[] = { DOMO_FIELD_EMAIL, DOMO_FIELD_USER_NAME, DOMO_N_FIELDS };

  return first_text (self, fields);
}

DomoReply *
domo_profile_get_reply (DomoProfile *self)
{
  g_return_val_if_fail (DOMO_IS_PROFILE (self), NULL);
  return self->reply;
}

DomoProfile *
domo_profile_new (DomoProfileSource source, DomoReply *reply)
{
  DomoProfile *self;

  g_return_val_if_fail (reply != NULL, NULL);

  self = g_object_new (DOMO_TYPE_PROFILE, NULL);
  self->source = source;
  self->reply = domo_reply_ref (reply);
  return self;
}

void
domo_profile_take_text (DomoProfile *self, DomoField field, char *text)
{
  g_return_if_fail (DOMO_IS_PROFILE (self) && field < DOMO_N_FIELDS);

  g_free (self->fields[field].text);
  self->fields[field].text = text;
  self->fields[field].is_set = text != NULL;
}

void
domo_profile_set_number (DomoProfile *self, DomoField field, gint64 number)
{
  g_return_if_fail (DOMO_IS_PROFILE (self) && field < DOMO_N_FIELDS);

  self->fields[field].number = number;
  self->fields[field].is_set = TRUE;
}
