/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*VstAcceptQuestionFunc) (gboolean accept, gpointer user_data);

/**
 * vst_accept_question_ask:
 * @widget: the page that asks
 * @before: the person that the account was until now; shown as it is, never as markup
 * @after: the person that Domo now says it is; likewise
 * @answered: called once, with %TRUE for Accept
 *
 * Asks whether an account may be another person from now on. Cancel is the default.
 */
void vst_accept_question_ask (GtkWidget *widget,
                              const char *before,
                              const char *after,
                              VstAcceptQuestionFunc answered,
                              gpointer user_data);

G_END_DECLS
