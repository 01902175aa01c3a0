/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-record.h"
#include "vst-session.h"

G_BEGIN_DECLS

/* The names and dates of an account, out of what somebody has just signed in with. */

/** vst_session_record_new: @id: of the account; @old: (nullable): what is known of it so far.
 * Returns: (transfer full): checked now, with the end that the token says itself, or none */
VstRecord *vst_session_record_new (const char *id, VstSession *session, VstRecord *old);

/** vst_session_record_dup_with_end: @expires: milliseconds since 1970; 0: not known. Returns:
 * (transfer full): @record with that end */
VstRecord *vst_session_record_dup_with_end (VstRecord *record, gint64 expires);

G_END_DECLS
