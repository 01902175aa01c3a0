/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-notice.h"

#include "config.h"

#include <glib/gi18n.h>

#include "domo-text.h"
#include "vst-words.h"

/* So many accounts are named at most; the others are counted. */
#define MAX_LINES 5

/* A title is one line, and a name may be long. */
#define MAX_NAME 60

void
vst_notice_free (VstNotice *notice)
{
  g_free (notice->title);
  g_free (notice->body);
  g_free (notice->account);
  g_free (notice);
}

static char *
tidy (const char *text)
{
  g_autofree char *clean = domo_text_tidy (text, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (clean, -1) <= MAX_NAME)
    return g_steal_pointer (&clean);
  start = g_utf8_substring (clean, 0, MAX_NAME - 1);
  return g_strconcat (start, "…", NULL);
}

/* "Jae Wilson at acme" */
static char *
name_account (const VstRecordFields *fields)
{
  g_autofree char *who = tidy (fields->name   ? fields->name
                               : fields->user ? fields->user
                                              : vst_words_method (fields->method));
  g_autofree char *where = fields->instance ? tidy (fields->instance) : NULL;

  if (!where)
    return g_steal_pointer (&who);
  /* Translators: a person and an instance of Domo: "Jae Wilson at acme" */
  return g_strdup_printf (_ ("%s at %s"), who, where);
}

static const char *
get_refused_title (DomoMethod method)
{
  switch (method) {
  case DOMO_METHOD_CLIENT:
    return _ ("Domo Refused an API Client");
  case DOMO_METHOD_ACCESS_TOKEN:
    return _ ("Domo Refused an Access Token");
  case DOMO_METHOD_PASSWORD:
  default:
    return _ ("Domo Refused a Kept Sign-In");
  }
}

static const char *
get_ended_title (DomoMethod method)
{
  switch (method) {
  case DOMO_METHOD_CLIENT:
    return _ ("The Token of an API Client Has Ended");
  case DOMO_METHOD_ACCESS_TOKEN:
    return _ ("An Access Token Was to End"); /* by what a person typed, which is no proof */
  case DOMO_METHOD_PASSWORD:
  default:
    return _ ("A Session Has Ended");
  }
}

static char *
make_title (const VstReminder *reminder, gint64 now)
{
  DomoMethod method = vst_record_get (reminder->record)->method;
  int days;

  if (reminder->is_refused)
    return g_strdup (get_refused_title (method));
  if (reminder->at <= now)
    return g_strdup (get_ended_title (method));
  days = (int)((reminder->at - now + VST_DAY - 1) / VST_DAY);
  return g_strdup_printf (ngettext ("An Access Token Ends Within a Day",
                                    "An Access Token Ends Within %d Days", (gulong)days),
                          days);
}

static char *
make_body (const VstReminder *reminder, gint64 now)
{
  g_autofree char *who = name_account (vst_record_get (reminder->record));
  g_autofree char *date = NULL;

  if (reminder->is_refused)
    return g_steal_pointer (&who);
  date = reminder->at > now                            ? vst_words_date_near (reminder->at, now)
         : vst_record_has_typed_end (reminder->record) ? vst_words_was_to_end (reminder->at, now)
                                                       : vst_words_ended (reminder->at, now);
  if (reminder->at <= now)
    return g_strdup_printf ("%s\n%s", who, date);
  /* Translators: an account, then "tomorrow at 09:00" or "8 May 2020, 11:41" */
  return g_strdup_printf (_ ("%s\nEnds %s"), who, date);
}

/* "Jae Wilson at acme: An Access Token Ends Within 3 Days" */
static char *
make_line (const VstReminder *reminder, gint64 now)
{
  g_autofree char *who = name_account (vst_record_get (reminder->record));
  g_autofree char *date = NULL;

  if (reminder->is_refused)
    /* Translators: in a list of accounts: "Jae Wilson at acme: refused by Domo" */
    return g_strdup_printf (_ ("%s: refused by Domo"), who);
  if (reminder->at <= now && !vst_record_has_typed_end (reminder->record))
    return g_strdup_printf (_ ("%s: has ended"), who);
  date = vst_words_date_near (reminder->at, now);
  if (reminder->at <= now)
    /* Translators: likewise; the token may work all the same */
    return g_strdup_printf (_ ("%s: was to end %s"), who, date);
  /* Translators: in a list of accounts: "Jae Wilson at acme: ends 8 May 2020, 11:41" */
  return g_strdup_printf (_ ("%s: ends %s"), who, date);
}

static int
compare_urgency (gconstpointer a, gconstpointer b)
{
  const VstReminder *first = *(const VstReminder *const *)a;
  const VstReminder *second = *(const VstReminder *const *)b;

  if (first->step != second->step)
    return first->step > second->step ? -1 : 1;
  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return g_strcmp0 (vst_record_get (first->record)->id, vst_record_get (second->record)->id);
}

static char *
join_lines (GPtrArray *reminders, gint64 now)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (reminders->len, MAX_LINES); i++) {
    g_autofree char *line = make_line (g_ptr_array_index (reminders, i), now);

    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
  }
  if (reminders->len > MAX_LINES) {
    guint rest = reminders->len - MAX_LINES;

    g_string_append_c (text, '\n');
    g_string_append_printf (text, ngettext ("and %u more", "and %u more", rest), rest);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

VstNotice *
vst_notice_new (GPtrArray *reminders, gint64 now)
{
  g_autoptr (GPtrArray) sorted = NULL;
  const VstReminder *first;
  VstNotice *notice;

  g_return_val_if_fail (reminders != NULL && reminders->len > 0, NULL);

  sorted = g_ptr_array_copy (reminders, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL); /* they stay those of the caller */
  g_ptr_array_sort (sorted, compare_urgency);
  first = g_ptr_array_index (sorted, 0);
  notice = g_new0 (VstNotice, 1);
  notice->account = g_strdup (vst_record_get (first->record)->id);
  notice->is_urgent = first->is_refused || first->at <= now;
  if (sorted->len == 1) {
    notice->title = make_title (first, now);
    notice->body = make_body (first, now);
  } else {
    notice->title = g_strdup_printf (
        ngettext ("%u Account Needs You", "%u Accounts Need You", sorted->len), sorted->len);
    notice->body = join_lines (sorted, now);
  }
  return notice;
}
