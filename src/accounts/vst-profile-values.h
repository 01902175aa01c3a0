/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-profile.h"

G_BEGIN_DECLS

/* A profile in a person's words. Translated. */

/** vst_profile_dup_title: Returns: (transfer full): whom the page is about: the display name, else
 * the user name, else "API Client" */
char *vst_profile_dup_title (DomoProfile *profile);

/** vst_profile_field_get_name: Returns: (transfer none) (nullable): what the field is called; %NULL
 * for one that is in the raw answer only */
const char *vst_profile_field_get_name (DomoField field);

/** vst_profile_field_is_copyable: Returns: whether people paste it elsewhere: ids and addresses */
gboolean vst_profile_field_is_copyable (DomoField field);

/** vst_profile_dup_value: Returns: (transfer full): the value as a person reads it, of a field that
 * is shown */
char *vst_profile_dup_value (DomoProfile *profile, DomoField field);

/** vst_profile_dup_tooltip: Returns: (transfer full) (nullable): a date as RFC 3339 */
char *vst_profile_dup_tooltip (DomoProfile *profile, DomoField field);

/** vst_profile_has_shown: Returns: whether @field is shown for @profile */
gboolean vst_profile_has_shown (DomoProfile *profile, DomoField field);

/** vst_profile_dup_text: Returns: (transfer full): all shown values, a line each: "User ID: 27" */
char *vst_profile_dup_text (DomoProfile *profile);

/** vst_profile_dup_raw_answer: Returns: (transfer full): Domo's answer, laid out, as much of it as
 * a window can show at once: long lines end in "…", a long text says how much more there is */
char *vst_profile_dup_raw_answer (DomoProfile *profile);

G_END_DECLS
