/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-profile-values.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vst-words.h"

/* Of a raw answer, in bytes, and of a line of it, in characters. A text view lays out each line as
 * a whole: one of a megabyte stops the window. */
#define MAX_ANSWER (64 * 1024)
#define MAX_LINE 2000

static const char *const field_names[DOMO_N_FIELDS] = {
  [DOMO_FIELD_DISPLAY_NAME] = N_ ("Display name"),
  [DOMO_FIELD_ID] = N_ ("User ID"),
  [DOMO_FIELD_USER_NAME] = N_ ("User name"),
  [DOMO_FIELD_EMAIL] = N_ ("E-mail address"),
  [DOMO_FIELD_DEPARTMENT] = N_ ("Department"),
  [DOMO_FIELD_USER_TYPE] = N_ ("User type"),
  [DOMO_FIELD_TITLE] = N_ ("Title"),
  [DOMO_FIELD_ROLE] = N_ ("Role"),
  [DOMO_FIELD_ROLE_ID] = N_ ("Role ID"),
  [DOMO_FIELD_PHONE] = N_ ("Phone"),
  [DOMO_FIELD_LOCATION] = N_ ("Location"),
  [DOMO_FIELD_TIME_ZONE] = N_ ("Time zone"),
  [DOMO_FIELD_LOCALE] = N_ ("Locale"),
  [DOMO_FIELD_EMPLOYEE_NUMBER] = N_ ("Employee number"),
  [DOMO_FIELD_CREATED] = N_ ("Created"),
  [DOMO_FIELD_CHANGED] = N_ ("Changed"),
  [DOMO_FIELD_INVITED_BY] = N_ ("Invited by"),
  [DOMO_FIELD_AVATAR_KEY] = N_ ("Avatar key"),
  [DOMO_FIELD_ACCEPTED] = N_ ("Accepted"),
  [DOMO_FIELD_ACTIVE] = N_ ("Active"),
  [DOMO_FIELD_PENDING] = N_ ("Pending"),
  [DOMO_FIELD_ANONYMOUS] = N_ ("Anonymous"),
  [DOMO_FIELD_SYSTEM_USER] = N_ ("System user"),
  [DOMO_FIELD_CUSTOMER] = N_ ("Customer"),
  [DOMO_FIELD_ENVIRONMENT] = N_ ("Environment"),
  [DOMO_FIELD_DOMAIN] = N_ ("Domain"),
  [DOMO_FIELD_SCOPES] = N_ ("Scopes"),
};

char *
vst_profile_dup_title (DomoProfile *profile)
{
  const char *name = domo_profile_get_name (profile);

  return g_strdup (name ? name : _ ("API Client"));
}

const char *
vst_profile_field_get_name (DomoField field)
{
  return field_names[field] ? _ (field_names[field]) : NULL;
}

gboolean
vst_profile_field_is_copyable (DomoField field)
{
  return domo_field_get_kind (field) == DOMO_FIELD_KIND_ID || field == DOMO_FIELD_USER_NAME ||
         field == DOMO_FIELD_EMAIL || field == DOMO_FIELD_AVATAR_KEY || field == DOMO_FIELD_DOMAIN;
}

gboolean
vst_profile_has_shown (DomoProfile *profile, DomoField field)
{
  return field_names[field] && domo_profile_has (profile, field);
}

char *
vst_profile_dup_value (DomoProfile *profile, DomoField field)
{
  switch (domo_field_get_kind (field)) {
  case DOMO_FIELD_KIND_ID:
    return g_strdup_printf ("%" G_GINT64_FORMAT, domo_profile_get_number (profile, field));
  case DOMO_FIELD_KIND_DATE:
    return vst_words_date (domo_profile_get_number (profile, field));
  case DOMO_FIELD_KIND_FLAG:
    return g_strdup (domo_profile_get_flag (profile, field) ? _ ("Yes") : _ ("No"));
  case DOMO_FIELD_KIND_TEXT:
  default:
    return g_strdup (domo_profile_get_text (profile, field));
  }
}

char *
vst_profile_dup_tooltip (DomoProfile *profile, DomoField field)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (domo_field_get_kind (field) != DOMO_FIELD_KIND_DATE)
    return NULL;
  utc = g_date_time_new_from_unix_utc (domo_profile_get_number (profile, field) / 1000);
  local = utc ? g_date_time_to_local (utc) : NULL;
  return local ? g_date_time_format_iso8601 (local) : NULL;
}

char *
vst_profile_dup_text (DomoProfile *profile)
{
  GString *text = g_string_new (NULL);

  for (DomoField field = 0; field < DOMO_N_FIELDS; field++) {
    g_autofree char *value = NULL;

    if (!vst_profile_has_shown (profile, field))
      continue;
    value = vst_profile_dup_value (profile, field);
    g_string_append_printf (text, "%s: %s\n", vst_profile_field_get_name (field), value);
  }
  return g_string_free (text, FALSE);
}

static gsize
get_shown_length (const char *line, gsize length)
{
  const char *end = line + length;
  const char *p = line;

  for (guint i = 0; i < MAX_LINE && p < end; i++)
    p = g_utf8_next_char (p);
  return p - line;
}

char *
vst_profile_dup_raw_answer (DomoProfile *profile)
{
  g_autofree char *all = domo_reply_dup_laid_out (domo_profile_get_reply (profile));
  GString *shown = g_string_new (NULL);
  const char *line = all;

  while (*line) {
    gsize length = strcspn (line, "\n");
    gsize shown_length = get_shown_length (line, length);

    if (shown->len + shown_length + strlen ("…\n") > MAX_ANSWER)
      break;
    g_string_append_len (shown, line, shown_length);
    if (shown_length < length)
      g_string_append (shown, "…");
    line += length;
    if (*line == '\n')
      g_string_append_c (shown, *line++);
  }
  if (*line)
    g_string_append_printf (shown, _ ("… %u more bytes"), (guint)strlen (line));
  return g_string_free (shown, FALSE);
}
