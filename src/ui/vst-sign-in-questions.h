/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-accounts.h"

G_BEGIN_DECLS

typedef void (*VstSignInQuestionsFunc) (gboolean send, gpointer user_data);

/**
 * vst_sign_in_questions_ask:
 * @widget: the page that asks
 * @credential: what was typed
 * @answered: called once, at once where there is nothing to ask
 *
 * Asks what is to be asked before @credential is sent: whether a host outside Domo's own may have
 * it, which is remembered, and from the third try on whether a password that Domo refused is to be
 * tried again.
 */
void vst_sign_in_questions_ask (GtkWidget *widget,
                                VstAccounts *accounts,
                                DomoCredential *credential,
                                VstSignInQuestionsFunc answered,
                                gpointer user_data);

G_END_DECLS
