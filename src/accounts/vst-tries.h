/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-credential.h"

G_BEGIN_DECLS

/* How often Domo refused the password of a user name since it last took one: several refusals in a
 * row lock the account for everybody. Counted over restarts, by the window and the command line
 * alike, of typed and kept passwords. What is written down is a count beside a salted hash
 * (HMAC-SHA-256) of host and user name, 500 of them at most, the latest first. It is no setting:
 * to load those for this alone took vestibule-cli a thirtieth of a whole sign-in. */
#define VST_TYPE_TRIES (vst_tries_get_type ())
G_DECLARE_FINAL_TYPE (VstTries, vst_tries, VST, TRIES, GObject)

/* From so many refusals on the person is asked before the next try. */
#define VST_TRIES_BEFORE_QUESTION 2

/** vst_tries_new: @path: (nullable): the file that they are written down in; %NULL: none, as in
 * practice. Once it cannot be read or written, which is told on standard error, they are counted
 * for as long as the program runs. Returns: (transfer full) */
VstTries *vst_tries_new (const char *path);

/** vst_tries_dup_path: Returns: (transfer full): the person's own file */
char *vst_tries_dup_path (void);

guint vst_tries_count (VstTries *self, DomoInstance *instance, const char *user_name);
void vst_tries_refused (VstTries *self, DomoInstance *instance, const char *user_name);
void vst_tries_succeeded (VstTries *self, DomoInstance *instance, const char *user_name);

/** vst_tries_note: counts what came of a try with @credential: full_auth's own refusal of a
 * password, also since the account is locked, and its success. @error: (nullable): %NULL for
 * success */
void vst_tries_note (VstTries *self, DomoCredential *credential, const GError *error);

G_END_DECLS
