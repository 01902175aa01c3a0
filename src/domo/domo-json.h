/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep objects and arrays of an answer may be nested. */
#define DOMO_JSON_MAX_DEPTH 64

/**
 * domo_json_parse:
 * @data: (array length=length): bytes of a stranger
 * @length: bytes
 * @error: %DOMO_ERROR_BAD_REPLY with %DOMO_REASON_NOT_JSON (it does not begin as JSON of Domo's
 * does), %DOMO_REASON_CUT_SHORT (it ends in the middle) or %DOMO_REASON_SHAPE (too deep, a NUL, a
 * number that does not fit, not UTF-8)
 *
 * Looks at the bytes before json-glib does, which knows no limit of depth and crashes, cuts a
 * string at a NUL and makes -1 of a number that does not fit.
 *
 * Returns: (transfer full): the root, an object
 */
JsonNode *domo_json_parse (const char *data, gsize length, GError **error);

/** domo_json_get_string: Returns: (transfer none) (nullable): the member's text; %NULL when it is
 * missing, null or of another type */
const char *domo_json_get_string (JsonObject *object, const char *member);

/** domo_json_get_object: Returns: (transfer none) (nullable): likewise */
JsonObject *domo_json_get_object (JsonObject *object, const char *member);

/** domo_json_get_boolean: @value: (out): set when %TRUE is returned */
gboolean domo_json_get_boolean (JsonObject *object, const char *member, gboolean *value);

/** domo_json_get_int: @value: (out): set when %TRUE is returned: the member is a whole number */
gboolean domo_json_get_int (JsonObject *object, const char *member, gint64 *value);

/**
 * domo_json_get_id:
 * @value: (out): set when %TRUE is returned
 *
 * Returns: whether the member is an id: a whole number above 0, or a string of its digits, as
 *   session tokens have it
 */
gboolean domo_json_get_id (JsonObject *object, const char *member, gint64 *value);

/**
 * domo_json_get_date:
 * @value: (out): milliseconds since 1970
 *
 * Domo writes some dates in seconds and some in milliseconds, and says nowhere which: it is told by
 * size. A string is read as ISO 8601.
 *
 * Returns: whether the member is a date
 */
gboolean domo_json_get_date (JsonObject *object, const char *member, gint64 *value);

/**
 * domo_json_dup_words:
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the member's texts, whether it is
 *   a list or one string with blanks
 */
char **domo_json_dup_words (JsonObject *object, const char *member);

/** domo_json_wipe: overwrites the copy of a secret that json-glib keeps for @member. */
void domo_json_wipe (JsonObject *object, const char *member);

G_END_DECLS
