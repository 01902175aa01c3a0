/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sign-in-questions.h"

#include "vst-host-question.h"
#include "vst-settings.h"
#include "vst-try-question.h"

typedef struct {
  GtkWidget *widget;
  VstAccounts *accounts;
  DomoCredential *credential;
  VstSignInQuestionsFunc answered;
  gpointer user_data;
} Questions;

/* Frees @questions: the credential goes with them. */
static void
answer (Questions *questions, gboolean send)
{
  questions->answered (send, questions->user_data);
  g_object_unref (questions->widget);
  g_object_unref (questions->accounts);
  g_object_unref (questions->credential);
  g_free (questions);
}

static void
answered_try_cb (gboolean try_again, gpointer user_data)
{
  answer (user_data, try_again);
}

/* Several wrong passwords in a row lock the account for everybody. */
static void
check_tries (Questions *questions)
{
  DomoInstance *instance = domo_credential_get_instance (questions->credential);
  const char *user_name = domo_credential_get_user_name (questions->credential);
  guint count = 0;

  if (domo_credential_get_method (questions->credential) == DOMO_METHOD_PASSWORD)
    count = vst_tries_count (vst_accounts_get_tries (questions->accounts), instance, user_name);
  if (count >= VST_TRIES_BEFORE_QUESTION)
    vst_try_question_ask (questions->widget, user_name, count, answered_try_cb, questions);
  else
    answer (questions, TRUE);
}

static void
answered_host_cb (gboolean send, gpointer user_data)
{
  Questions *questions = user_data;
  DomoInstance *instance = domo_credential_get_instance (questions->credential);

  if (!send) {
    answer (questions, FALSE);
    return;
  }
  vst_settings_allow (vst_accounts_get_settings (questions->accounts),
                      domo_instance_get_host (instance));
  check_tries (questions);
}

static gboolean
is_practice (VstAccounts *accounts)
{
  return domo_client_get_practice_uri (vst_accounts_get_client (accounts)) != NULL;
}

static gboolean
is_strange (VstAccounts *accounts, DomoInstance *instance)
{
  return instance && !is_practice (accounts) && !domo_instance_is_known (instance) &&
         !vst_settings_is_allowed (vst_accounts_get_settings (accounts),
                                   domo_instance_get_host (instance));
}

void
vst_sign_in_questions_ask (GtkWidget *widget,
                           VstAccounts *accounts,
                           DomoCredential *credential,
                           VstSignInQuestionsFunc answered,
                           gpointer user_data)
{
  Questions *questions = g_new0 (Questions, 1);

  questions->widget = g_object_ref (widget);
  questions->accounts = g_object_ref (accounts);
  questions->credential = g_object_ref (credential);
  questions->answered = answered;
  questions->user_data = user_data;
  if (is_strange (accounts, domo_credential_get_instance (credential)))
    vst_host_question_ask (widget, credential, answered_host_cb, questions);
  else
    check_tries (questions);
}
