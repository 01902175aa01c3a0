/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-accept-question.h"

#include <glib/gi18n.h>

#include "domo-text.h"
#include "vst-question.h"

/* Enough to tell one person from another; the answers have to stay on the screen. */
#define NAME_MAX_CHARS 80

static char *
dup_name (const char *text)
{
  g_autofree char *name = domo_text_tidy (text, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= NAME_MAX_CHARS)
    return g_steal_pointer (&name);
  start = g_utf8_substring (name, 0, NAME_MAX_CHARS);
  return g_strconcat (start, "…", NULL);
}

void
vst_accept_question_ask (GtkWidget *widget,
                         const char *before,
                         const char *after,
                         VstAcceptQuestionFunc answered,
                         gpointer user_data)
{
  g_autofree char *old_name = NULL;
  g_autofree char *new_name = NULL;
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (before != NULL && after != NULL);

  old_name = dup_name (before);
  new_name = dup_name (after);
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL));
  /* Translators: %s is a person's name. */
  adw_message_dialog_format_heading (dialog, _ ("Accept %s?"), new_name);
  adw_message_dialog_format_body (dialog,
                                  /* Translators: both are names of persons. */
                                  _ ("Until now this account was %s. From now on it is %s. The old "
                                     "name is not kept."),
                                  old_name, new_name);
  vst_question_ask (dialog, _ ("Accept"), ADW_RESPONSE_DESTRUCTIVE, answered, user_data);
}
