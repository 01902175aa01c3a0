/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*VstTryQuestionFunc) (gboolean try_again, gpointer user_data);

/**
 * vst_try_question_ask:
 * @widget: the page that asks
 * @user_name: whose password it is; shown as it is, never as markup
 * @count: how often Domo has refused it since it last worked
 * @answered: called once, with %TRUE for Try Again
 *
 * Asks whether a password that Domo has refused is to be sent once more. Cancel is the default.
 */
void vst_try_question_ask (GtkWidget *widget,
                           const char *user_name,
                           guint count,
                           VstTryQuestionFunc answered,
                           gpointer user_data);

G_END_DECLS
