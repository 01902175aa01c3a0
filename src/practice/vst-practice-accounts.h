/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-practice.h"

G_BEGIN_DECLS

/* The one-time code that is taken, of whoever wants one. */
#define VST_PRACTICE_CODE "123456"

/* The address that the allow list's page names: one that is set aside for examples. */
#define VST_PRACTICE_ADDRESS "203.0.113.7"

/* What comes of the right password. */
typedef enum {
  VST_PERSON_GOOD,
  VST_PERSON_LOCKED,
  VST_PERSON_WANTS_CODE,
  VST_PERSON_SLOW,
  VST_PERSON_BROKEN,
} VstPracticeManner;

/* Somebody whom the practice instance knows. */
typedef struct {
  gint64 id;
  const char *user_name;
  const char *password; /* NULL: only known to the platform */
  const char *name;
  const char *department;
  const char *title;
  const char *role;
  const char *avatar_key;
  VstPracticeManner manner;
  gboolean may_manage_tokens;
} VstPracticePerson;

/** vst_practice_person_by_name: Returns: (transfer none) (nullable): who signs in as @user_name */
const VstPracticePerson *vst_practice_person_by_name (const char *user_name);

/** vst_practice_person_by_id: Returns: (transfer none) (nullable): who has that user id */
const VstPracticePerson *vst_practice_person_by_id (gint64 id);

/* The one client, whom it acts for, and the access token that is there from the start. */
typedef struct {
  const char *id;
  const char *secret;
  gint64 user_id;
  const char *token;
  gint64 token_id;
  gint64 token_owner;
} VstPracticeKeys;

extern const VstPracticeKeys vst_practice_keys;

typedef enum {
  VST_INSTANCE_PRACTICE,
  VST_INSTANCE_OFFICE,   /* shuts everybody out by its allow list */
  VST_INSTANCE_SSO,      /* takes single sign-on only */
  VST_INSTANCE_PLATFORM, /* api.domo.com */
  VST_INSTANCE_LOOPBACK, /* the practice instance and the platform at once */
  VST_INSTANCE_UNKNOWN,
} VstPracticeInstance;

/** vst_practice_instance_of: @host: (nullable): a Host header. Returns: whom it asks for */
VstPracticeInstance vst_practice_instance_of (const char *host);

G_END_DECLS
