/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-credential.h"

G_BEGIN_DECLS

/* A longer text is not believed when it is read from the keyring. */
#define VST_RECORD_MAX_BYTES 1000

/* What the person can be told of ahead, in the order in which it comes. */
typedef enum {
  VST_STEP_DAYS_14, /* before an access token ends */
  VST_STEP_DAYS_3,
  VST_STEP_DAYS_1,
  VST_STEP_STOPPED, /* what is kept does not open the account any more */
  VST_N_STEPS
} VstStep;

/* Names and dates of one account, as they stand in the attributes of its items in the keyring. Any
 * program of the desktop session can read those, also while the keyring is locked: never a secret
 * among them. Immutable. */
#define VST_TYPE_RECORD (vst_record_get_type ())
G_DECLARE_FINAL_TYPE (VstRecord, vst_record, VST, RECORD, GObject)

/* Texts may be NULL where they are not known, numbers 0. */
typedef struct {
  const char *id;       /* of the account: a random UUID; never NULL */
  const char *instance; /* "acme", "data.acme.com", "http://127.0.0.1:8080": domo_instance_new()
                           reads it; NULL for a client whose answer named none */
  DomoMethod method;
  const char *user;   /* user name or client id; NULL for an access token */
  gint64 owner_id;    /* the user id that the token belongs to */
  const char *name;   /* display name */
  gint64 expires;     /* of the token: milliseconds since 1970, whole seconds */
  gint64 checked;     /* when Domo last answered well: likewise */
  const char *scopes; /* of a client: with spaces between them; NULL leaves the choice to Domo */
  gint64 refused; /* when Domo first refused what is kept, since it last answered well: likewise */
  guint muted;    /* bits 1 << VstStep: what the person is not to be told of */
} VstRecordFields;

/** vst_record_new: Returns: (transfer full): with copies of all @fields, times cut to seconds, the
 * name to 1,000 bytes, an empty text as NULL, a time beyond the year 9999 as unknown */
VstRecord *vst_record_new (const VstRecordFields *fields);

/** vst_record_get: Returns: (transfer none): its fields; copy the struct and change some to make
 * another record */
const VstRecordFields *vst_record_get (VstRecord *self);

/** vst_record_dup_instance: Returns: (transfer full) (nullable): the instance that is named */
DomoInstance *vst_record_dup_instance (VstRecord *self);

/** vst_record_has_typed_end: Returns: whether a person typed when its token ends: an access token
 * does not say so itself. Such a date is a hint and no proof, since the token may work on: it is
 * told as what was to be, keeps nobody from asking Domo, and no token from being handed on. */
gboolean vst_record_has_typed_end (VstRecord *self);

/** vst_record_get_end: Returns: when its token ends as far as is known, milliseconds since 1970; 0
 * where it is not, as where Domo has taken the token since the date that a person typed */
gint64 vst_record_get_end (VstRecord *self);

/** vst_record_is_over: @now: milliseconds since 1970. Returns: whether that end is past, be it
 * known or typed */
gboolean vst_record_is_over (VstRecord *self, gint64 now);

/** vst_record_new_id: Returns: (transfer full): an id that no account has yet */
char *vst_record_new_id (void);

gboolean vst_record_equal (VstRecord *a, VstRecord *b);

G_END_DECLS
