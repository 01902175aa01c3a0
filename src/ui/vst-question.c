/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-question.h"

#include <glib/gi18n.h>

typedef struct {
  VstQuestionFunc answered;
  gpointer user_data;
  gboolean is_answered;
} Question;

static void
answer (Question *question, gboolean yes)
{
  if (question->is_answered)
    return;
  question->is_answered = TRUE;
  question->answered (yes, question->user_data);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  answer (question, g_str_equal (response, "yes"));
}

/* The dialog is gone; when its window was closed nobody has answered. */
static void
question_free (gpointer data, GClosure *closure)
{
  answer (data, FALSE);
  g_free (data);
}

void
vst_question_ask (AdwMessageDialog *dialog,
                  const char *label,
                  AdwResponseAppearance appearance,
                  VstQuestionFunc answered,
                  gpointer user_data)
{
  Question *question;

  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));
  g_return_if_fail (answered != NULL);

  question = g_new0 (Question, 1);
  question->answered = answered;
  question->user_data = user_data;
  adw_message_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "yes", label, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes", appearance);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
