/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-credential.h"

G_BEGIN_DECLS

/* What became of the passwords that were sent in one run, so that a refused one is never sent
 * twice: several wrong tries in a row lock an account for everybody. Nothing but a keyed hash of
 * each is held: of all that were refused, some 60 bytes for each, and of the latest that were
 * taken. */
typedef struct _VstSentPasswords VstSentPasswords;

typedef enum {
  VST_PASSWORD_UNKNOWN,   /* was not sent yet, or nobody knows (any more) what came of it */
  VST_PASSWORD_UNDER_WAY, /* is not answered yet */
  VST_PASSWORD_TAKEN,     /* may be sent again */
  VST_PASSWORD_REFUSED,   /* must not */
} VstPasswordState;

/** vst_sent_passwords_new: Returns: (transfer full) */
VstSentPasswords *vst_sent_passwords_new (void);

/** vst_sent_passwords_free: frees @self, from vst_sent_passwords_new() */
void vst_sent_passwords_free (VstSentPasswords *self);

/** vst_sent_passwords_dup_key: @credential: a user name and a password for an instance. Returns:
 * (transfer full): what stands for it here; it does not tell the password */
char *vst_sent_passwords_dup_key (VstSentPasswords *self, DomoCredential *credential);

/** vst_sent_passwords_get: @key: of vst_sent_passwords_dup_key(). Returns: what is known of it */
VstPasswordState vst_sent_passwords_get (VstSentPasswords *self, const char *key);

/** vst_sent_passwords_set: %VST_PASSWORD_UNKNOWN forgets it */
void vst_sent_passwords_set (VstSentPasswords *self, const char *key, VstPasswordState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstSentPasswords, vst_sent_passwords_free)

G_END_DECLS
