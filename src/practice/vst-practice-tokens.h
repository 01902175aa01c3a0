/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-practice-accounts.h"
#include "domo-token.h"

G_BEGIN_DECLS

/* A token that was given out. */
typedef struct {
  DomoTokenKind kind;
  char *text;
  gint64 owner;
  gint64 expires;      /* milliseconds since 1970 */
  gboolean wants_code; /* a session that is not good before its one-time code came */
  GStrv scopes;        /* of a bearer token */
  gint64 id;           /* of an access token, likewise */
  char *name;
} VstPracticeGrant;

/* All tokens of a practice instance. The latest 1,000 session and bearer tokens are good; access
 * tokens are until they are deleted. */
typedef struct _VstPracticeTokens VstPracticeTokens;

VstPracticeTokens *vst_practice_tokens_new (void);
void vst_practice_tokens_free (VstPracticeTokens *self);

/** vst_practice_tokens_add_session: Returns: (transfer none): eight hours for @person,
 * percent-encoded Base64 of JSON */
const VstPracticeGrant *vst_practice_tokens_add_session (VstPracticeTokens *self,
                                                         const VstPracticePerson *person);

/** vst_practice_tokens_add_bearer: Returns: (transfer none): an hour for the client's owner, a JWT
 */
const VstPracticeGrant *vst_practice_tokens_add_bearer (VstPracticeTokens *self,
                                                        const char *const *scopes);

/** vst_practice_tokens_end: no session or bearer token is good any more. */
void vst_practice_tokens_end (VstPracticeTokens *self);

/** vst_practice_tokens_add_access: Returns: (transfer none): a new access token */
const VstPracticeGrant *vst_practice_tokens_add_access (VstPracticeTokens *self,
                                                        const char *name,
                                                        gint64 owner,
                                                        gint64 expires);

/** vst_practice_tokens_delete_access: Returns: %FALSE when there is none with that id */
gboolean vst_practice_tokens_delete_access (VstPracticeTokens *self, gint64 id);

/** vst_practice_tokens_list_access: Returns: (transfer none) (element-type VstPracticeGrant) */
GPtrArray *vst_practice_tokens_list_access (VstPracticeTokens *self);

/** vst_practice_tokens_find: Returns: (transfer none) (nullable): a token of that kind which was
 * given out, has not ended and was not deleted */
VstPracticeGrant *
vst_practice_tokens_find (VstPracticeTokens *self, DomoTokenKind kind, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstPracticeTokens, vst_practice_tokens_free)

G_END_DECLS
