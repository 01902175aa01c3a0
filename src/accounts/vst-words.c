/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-words.h"

#include "config.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

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
  if (!is_same_day (ms, now))
    return vst_words_date (ms);

  /* xgettext:no-c-format
   * Translators: a time of the present day, as for g_date_time_format(); it stands inside a
   * sentence: "Ends today at 21:44" */
  return format_date (ms, C_ ("date", "today at %H:%M"));
}

char *
vst_words_left (gint64 ms)
{
  int seconds, hours, minutes;

  if (ms <= 0)
    return g_strdup (_ ("no time left"));
  if (ms >= 2 * DAY * G_GINT64_CONSTANT (1000)) {
    gulong days = MIN (ms / (DAY * G_GINT64_CONSTANT (1000)), G_MAXINT);

    return g_strdup_printf (ngettext ("%lu day left", "%lu days left", days), days);
  }

  /* Rounded up, so that what is left is never called 0 s. */
  seconds = (ms + 999) / 1000;
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
