/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-words.h"

#include "config.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define SECOND_MS G_GINT64_CONSTANT (1000)

const char *
vst_words_method (DomoMethod method)
{
  switch (method) {
  case DOMO_METHOD_PASSWORD:
    return _ ("Password");
  case DOMO_METHOD_CLIENT:
    return _ ("API client");
  case DOMO_METHOD_ACCESS_TOKEN:
    return _ ("Access token");
  default:
    g_return_val_if_reached ("");
  }
}

char *
vst_words_at (const char *person, DomoInstance *instance)
{
  /* Translators: a person at an instance, "Jae Wilson at acme" */
  return g_strdup_printf (_ ("%s at %s"), person, domo_instance_get_name (instance));
}

/* A server may name a moment that no calendar has: then its number is all that can be said. */
static char *
format_date (gint64 ms, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (ms / 1000);
  char *text = date ? g_date_time_format (date, format) : NULL;

  return text ? text : g_strdup_printf ("%" G_GINT64_FORMAT, ms);
}

char *
vst_words_date (gint64 ms)
{
  /* xgettext:no-c-format
   * Translators: a short date and time, as for g_date_time_format() */
  return format_date (ms, C_ ("date", "%-e %b %Y, %H:%M"));
}

static gboolean
is_same_day (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (a / 1000);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local (b / 1000);

  return first && second && g_date_time_get_year (first) == g_date_time_get_year (second) &&
         g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

char *
vst_words_date_near (gint64 ms, gint64 now)
{
  if (is_same_day (ms, now + VST_DAY))
    /* xgettext:no-c-format
     * Translators: a time of the next day, as for g_date_time_format(); it stands inside a sentence
     */
    return format_date (ms, C_ ("date", "tomorrow at %H:%M"));
  if (is_same_day (ms, now - VST_DAY))
    /* xgettext:no-c-format
     * Translators: a time of the day before, likewise */
    return format_date (ms, C_ ("date", "yesterday at %H:%M"));
  if (!is_same_day (ms, now))
    return vst_words_date (ms);

  /* xgettext:no-c-format
   * Translators: a time of the present day, as for g_date_time_format(); it stands inside a
   * sentence: "Ends today at 21:44" */
  return format_date (ms, C_ ("date", "today at %H:%M"));
}

/* Rounded up, so that what is left is never called 0 s. */
static int
get_seconds (gint64 ms)
{
  return (int)((ms + SECOND_MS - 1) / SECOND_MS);
}

static gulong
get_days (gint64 ms)
{
  return (gulong)MIN (ms / VST_DAY, G_MAXINT);
}

char *
vst_words_left (gint64 ms)
{
  int seconds, hours, minutes;

  if (ms <= 0)
    return g_strdup (_ ("no time left"));
  if (ms >= 2 * VST_DAY)
    return g_strdup_printf (ngettext ("%lu day left", "%lu days left", get_days (ms)),
                            get_days (ms));

  seconds = get_seconds (ms);
  hours = seconds / HOUR;
  minutes = seconds % HOUR / MINUTE;
  if (hours > 0 && minutes > 0)
    return g_strdup_printf (_ ("%d h %d min left"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (_ ("%d h left"), hours);
  if (minutes > 0)
    return g_strdup_printf (_ ("%d min left"), minutes);
  return g_strdup_printf (_ ("%d s left"), seconds);
}

gint64
vst_words_left_change (gint64 ms)
{
  gint64 seconds = 0;

  if (ms <= 0)
    return 0;
  if (ms >= 2 * VST_DAY)
    return ms % VST_DAY + 1;

  /* At a whole minute, in the last one at a whole second. */
  seconds = get_seconds (ms);
  seconds = seconds < MINUTE ? seconds - 1 : seconds / MINUTE * MINUTE - 1;
  return ms - seconds * SECOND_MS;
}

char *
vst_words_ends_in (gint64 ms)
{
  int seconds, hours, minutes;

  if (ms >= 2 * VST_DAY)
    return g_strdup_printf (ngettext ("ends in %lu day", "ends in %lu days", get_days (ms)),
                            get_days (ms));

  seconds = get_seconds (MAX (ms, 0));
  hours = seconds / HOUR;
  minutes = seconds % HOUR / MINUTE;
  if (hours > 0 && minutes > 0)
    return g_strdup_printf (_ ("ends in %d h %d min"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (_ ("ends in %d h"), hours);
  if (minutes > 0)
    return g_strdup_printf (_ ("ends in %d min"), minutes);
  return g_strdup_printf (_ ("ends in %d s"), seconds);
}

char *
vst_words_span (gint64 ms)
{
  int seconds, hours, minutes;

  if (ms >= 2 * VST_DAY)
    return g_strdup_printf (ngettext ("%lu day", "%lu days", get_days (ms)), get_days (ms));

  seconds = get_seconds (MAX (ms, 0));
  hours = seconds / HOUR;
  minutes = seconds % HOUR / MINUTE;
  if (hours > 0 && minutes > 0)
    return g_strdup_printf (_ ("%d h %d min"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (_ ("%d h"), hours);
  if (minutes > 0)
    return g_strdup_printf (_ ("%d min"), minutes);
  return g_strdup_printf (_ ("%d s"), seconds);
}

static gboolean
is_same_year (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (a / 1000);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local (b / 1000);

  return first && second && g_date_time_get_year (first) == g_date_time_get_year (second);
}

char *
vst_words_ended (gint64 ms, gint64 now)
{
  g_autofree char *date = NULL;

  if (ms == 0)
    return g_strdup (_ ("Ended"));
  if (is_same_day (ms, now))
    /* xgettext:no-c-format
     * Translators: a time of the present day, as for g_date_time_format(); "Ended today, 09:44" */
    date = format_date (ms, C_ ("date", "today, %H:%M"));
  else if (is_same_year (ms, now))
    /* xgettext:no-c-format
     * Translators: a day of the present year and a time, as for g_date_time_format() */
    date = format_date (ms, C_ ("date", "%-e %b, %H:%M"));
  else
    date = vst_words_date (ms);
  /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
  return g_strdup_printf (_ ("Ended %s"), date);
}

char *
vst_words_was_to_end (gint64 ms, gint64 now)
{
  g_autofree char *date = vst_words_date_near (ms, now);

  /* Translators: of a token that may work all the same; %s is "today at 21:44" or "8 May 2020,
   * 11:41" */
  return g_strdup_printf (_ ("Was to end %s"), date);
}

/* A session is got again with a click, an access token takes an administrator, and a bearer token
 * lives an hour in all. */
gint64
vst_words_alarm (DomoTokenKind kind)
{
  switch (kind) {
  case DOMO_TOKEN_ACCESS:
    return 14 * VST_DAY;
  case DOMO_TOKEN_BEARER:
    return 10 * MINUTE * SECOND_MS;
  case DOMO_TOKEN_SESSION:
  default:
    return HOUR * SECOND_MS;
  }
}
