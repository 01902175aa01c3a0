/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-account.h"

G_BEGIN_DECLS

/* An account in words: the table of states. Translated. */
typedef struct {
  const char *icon_name; /* symbolic; NULL while checking: a spinner */
  const char *css_class; /* "dim-label", "warning", "error", "accent" */
  char *text;            /* "Good · 7 h 12 min left" */
} VstAccountWords;

/** vst_account_words: @now: milliseconds since 1970; g_auto() clears them */
void vst_account_words (VstAccount *account, gint64 now, VstAccountWords *words);
void vst_account_words_clear (VstAccountWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VstAccountWords, vst_account_words_clear)

/** vst_account_words_change: Returns: milliseconds until the words are others, 0: only by an event
 */
gint64 vst_account_words_change (VstAccount *account, gint64 now);

/** vst_account_dup_name: Returns: (transfer full): display name, else user name, else "Access
 * token" */
char *vst_account_dup_name (VstAccount *account);
/** vst_account_dup_place: Returns: (transfer full): "acme · Password" */
char *vst_account_dup_place (VstAccount *account);
/** vst_account_dup_kept: Returns: (transfer full): "Token only, in the collection “Login”" */
char *vst_account_dup_kept (VstAccount *account);

G_END_DECLS
