/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-host-question.h"

#include <glib/gi18n.h>

typedef struct {
  VstHostQuestionFunc answered;
  gpointer user_data;
  gboolean is_answered;
} Question;

static void
answer (Question *question, gboolean send)
{
  if (question->is_answered)
    return;
  question->is_answered = TRUE;
  question->answered (send, question->user_data);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  answer (question, g_str_equal (response, "send"));
}

/* The dialog is gone; when its window was closed nobody has answered. */
static void
question_free (gpointer data, GClosure *closure)
{
  answer (data, FALSE);
  g_free (data);
}

static const char *
get_heading (DomoCredential *credential)
{
  if (domo_credential_get_method (credential) == DOMO_METHOD_PASSWORD)
    return _ ("Send Your Password to This Host?");
  return _ ("Send Your Token to This Host?");
}

void
vst_host_question_ask (GtkWidget *widget,
                       DomoCredential *credential,
                       VstHostQuestionFunc answered,
                       gpointer user_data)
{
  const char *host = domo_instance_get_host (domo_credential_get_instance (credential));
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, get_heading (credential), NULL));
  Question *question = g_new0 (Question, 1);

  question->answered = answered;
  question->user_data = user_data;
  adw_message_dialog_format_body (
      dialog,
      _ ("%s is not an address of Domo’s own. Go on only if your company "
         "gave you this address for Domo. You are asked once."),
      host);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "send", _ ("Send and Remember"),
                                    NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
