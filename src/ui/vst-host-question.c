/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-host-question.h"

#include <glib/gi18n.h>

#include "vst-question.h"

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

  adw_message_dialog_format_body (
      dialog,
      _ ("%s is not an address of Domo’s own. Go on only if your company "
         "gave you this address for Domo. You are asked once."),
      host);
  vst_question_ask (dialog, _ ("Send and Remember"), ADW_RESPONSE_DEFAULT, answered, user_data);
}
