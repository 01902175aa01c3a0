/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "domo-credential.h"
#include "domo-token.h"

G_BEGIN_DECLS

/* Words that the window and the command line share. All translated; a number and its unit are
 * joined by a no-break space. */

/* Milliseconds. */
#define VST_DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/** vst_words_method: Returns: (transfer none): "Password", "API client", "Access token" */
const char *vst_words_method (DomoMethod method);

/** vst_words_at: Returns: (transfer full): a person at an instance: "Jae Wilson at acme" */
char *vst_words_at (const char *person, DomoInstance *instance);

/** vst_words_date: Returns: (transfer full): @ms (milliseconds since 1970) as the locale's short
 * date and time, local: "8 May 2020, 11:41" */
char *vst_words_date (gint64 ms);

/** vst_words_date_near: Returns: (transfer full): as vst_words_date(), but "today at 21:44",
 * "tomorrow at 00:12" or "yesterday at 17:20" where that is near @now; both milliseconds since 1970
 */
char *vst_words_date_near (gint64 ms, gint64 now);

/** vst_words_left: Returns: (transfer full): what is left of @ms milliseconds in its two largest
 * units: "7 h 12 min left", "99 days left", "24 s left"; "no time left" for 0 or less */
char *vst_words_left (gint64 ms);

/** vst_words_left_change: Returns: milliseconds until vst_words_left() of @ms, which then are
 * fewer, is another; 0 for 0 or less */
gint64 vst_words_left_change (gint64 ms);

/** vst_words_span: Returns: (transfer full): @ms milliseconds in their two largest units: "7 h
 * 12 min", "99 days", "24 s" */
char *vst_words_span (gint64 ms);

/** vst_words_ends_in: Returns: (transfer full): the same for an end that is near: "ends in 3 days",
 * "ends in 43 min" */
char *vst_words_ends_in (gint64 ms);

/** vst_words_ended: Returns: (transfer full): "Ended today, 09:44", "Ended 20 Nov, 09:00", "Ended
 * 20 Nov 2025, 09:00" for another year; "Ended" for 0; @ms, @now: milliseconds since 1970 */
char *vst_words_ended (gint64 ms, gint64 now);

/** vst_words_was_to_end: Returns: (transfer full): of a date that a person typed, and that proves
 * nothing: "Was to end yesterday at 23:59"; @ms, @now: milliseconds since 1970 */
char *vst_words_was_to_end (gint64 ms, gint64 now);

/** vst_words_alarm: Returns: how many milliseconds before the end of a token it is near */
gint64 vst_words_alarm (DomoTokenKind kind);

G_END_DECLS
