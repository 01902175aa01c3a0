/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "domo-reply.h"

G_BEGIN_DECLS

/* Which answer a profile was read from. */
typedef enum {
  DOMO_PROFILE_PRODUCT,  /* who_am_i: /api/content/v2/users/me */
  DOMO_PROFILE_PLATFORM, /* get_user: api.domo.com/v1/users/ID */
  DOMO_PROFILE_TOKEN,    /* the answer of get_developer_auth, where the scope allows no more */
} DomoProfileSource;

/* In the order in which they are shown. */
typedef enum {
  DOMO_FIELD_DISPLAY_NAME,
  DOMO_FIELD_ID,
  DOMO_FIELD_USER_NAME,
  DOMO_FIELD_EMAIL,
  DOMO_FIELD_DEPARTMENT,
  DOMO_FIELD_USER_TYPE,
  DOMO_FIELD_TITLE,
  DOMO_FIELD_ROLE,
  DOMO_FIELD_ROLE_ID,
  DOMO_FIELD_PHONE,
  DOMO_FIELD_LOCATION,
  DOMO_FIELD_TIME_ZONE,
  DOMO_FIELD_LOCALE,
  DOMO_FIELD_EMPLOYEE_NUMBER,
  DOMO_FIELD_CREATED,
  DOMO_FIELD_CHANGED,
  DOMO_FIELD_INVITED_BY,
  DOMO_FIELD_AVATAR_KEY,
  DOMO_FIELD_IMAGE,
  DOMO_FIELD_ACCEPTED,
  DOMO_FIELD_ACTIVE,
  DOMO_FIELD_PENDING,
  DOMO_FIELD_ANONYMOUS,
  DOMO_FIELD_SYSTEM_USER,
  DOMO_FIELD_CUSTOMER,
  DOMO_FIELD_ENVIRONMENT,
  DOMO_FIELD_DOMAIN,
  DOMO_FIELD_SCOPES,
  DOMO_N_FIELDS
} DomoField;

typedef enum {
  DOMO_FIELD_KIND_TEXT,
  DOMO_FIELD_KIND_ID,   /* a whole number that does not fit 32 bits */
  DOMO_FIELD_KIND_DATE, /* milliseconds since 1970 */
  DOMO_FIELD_KIND_FLAG,
} DomoFieldKind;

/* Who Domo says this is. Immutable. Any member but the id may be missing. Texts are tidied: see
 * domo_text_tidy(); the answer as it came is kept beside them. */
#define DOMO_TYPE_PROFILE (domo_profile_get_type ())
G_DECLARE_FINAL_TYPE (DomoProfile, domo_profile, DOMO, PROFILE, GObject)

DomoProfileSource domo_profile_get_source (DomoProfile *self);
DomoFieldKind domo_field_get_kind (DomoField field);

/** domo_profile_has: Returns: whether the answer had @field */
gboolean domo_profile_has (DomoProfile *self, DomoField field);

/** domo_profile_get_text: Returns: (transfer none) (nullable): of a text field */
const char *domo_profile_get_text (DomoProfile *self, DomoField field);

/** domo_profile_get_number: Returns: of an id, or a date in milliseconds since 1970; 0 when it is
 * missing */
gint64 domo_profile_get_number (DomoProfile *self, DomoField field);

/** domo_profile_get_flag: Returns: of a flag; %FALSE when it is missing */
gboolean domo_profile_get_flag (DomoProfile *self, DomoField field);

/** domo_profile_get_name: Returns: (transfer none) (nullable): the display name, else the user
 * name, else the e-mail address */
const char *domo_profile_get_name (DomoProfile *self);

/** domo_profile_get_email: Returns: (transfer none) (nullable): the e-mail address, else the user
 * name */
const char *domo_profile_get_email (DomoProfile *self);

/** domo_profile_hide: @secret: (nullable). Masks it by value in all that is read of the profile and
 * of its answer: a hostile server may repeat what was sent to it a request before. It is not kept
 * for that. Before the profile is handed on. */
void domo_profile_hide (DomoProfile *self, DomoSecret *secret);

/** domo_profile_get_reply: Returns: (transfer none): the answer: status, bytes, whether it was a
 * success. A token in it stands as twelve dots. */
DomoReply *domo_profile_get_reply (DomoProfile *self);

/* For domo-reply.c and tests. */
DomoProfile *domo_profile_new (DomoProfileSource source, DomoReply *reply);
void domo_profile_take_text (DomoProfile *self, DomoField field, char *text);
void domo_profile_set_number (DomoProfile *self, DomoField field, gint64 number);

G_END_DECLS
