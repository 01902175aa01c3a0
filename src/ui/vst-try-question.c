/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-try-question.h"

#include <glib/gi18n.h>

#include "domo-text.h"
#include "vst-question.h"

static char *
dup_what_happened (guint count)
{
  if (count == 2)
    return g_strdup (_ ("Domo has refused it twice since it last worked."));
  return g_strdup_printf (ngettext ("Domo has refused it %u time since it last worked.",
                                    "Domo has refused it %u times since it last worked.", count),
                          count);
}

static char *
dup_what_may_happen (const char *user_name)
{
  g_autofree char *name = domo_text_tidy (user_name, -1);

  /* Translators: %s is a user name. */
  return g_strdup_printf (_ ("Another wrong try may lock the account of %s for everybody."), name);
}

void
vst_try_question_ask (GtkWidget *widget,
                      const char *user_name,
                      guint count,
                      VstTryQuestionFunc answered,
                      gpointer user_data)
{
  g_autofree char *happened = NULL;
  g_autofree char *may_happen = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (user_name != NULL);

  happened = dup_what_happened (count);
  may_happen = dup_what_may_happen (user_name);
  body = g_strdup_printf ("%s %s", happened, may_happen);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   _ ("Try This Password Again?"), body);
  vst_question_ask (ADW_MESSAGE_DIALOG (dialog), _ ("Try Again"), ADW_RESPONSE_DESTRUCTIVE,
                    answered, user_data);
}
