/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli-error.h"

#include <glib/gi18n.h>

static G_GNUC_PRINTF (2, 0) GError *new_error (DomoError code, const char *format, va_list words)
{
  g_autofree char *english = NULL;
  g_autofree char *translated = NULL;
  va_list again;
  GError *error;

  va_copy (again, words);
  english = g_strdup_vprintf (format, words);
  translated = g_strdup_vprintf (_ (format), again);
  va_end (again);
  error = domo_error_new (code, DOMO_REASON_NONE, english);
  domo_error_set_detail (error, translated);
  return error;
}

GError *
vst_cli_new_error (DomoError code, const char *format, ...)
{
  va_list words;
  GError *error;

  va_start (words, format);
  error = new_error (code, format, words);
  va_end (words);
  return error;
}

void
vst_cli_set_error (GError **error, DomoError code, const char *format, ...)
{
  va_list words;

  va_start (words, format);
  g_propagate_error (error, new_error (code, format, words));
  va_end (words);
}
