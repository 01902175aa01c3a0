/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @ms: the end of the day that was chosen, local time, milliseconds since 1970; 0: no date */
typedef void (*VstDateQuestionFunc) (gint64 ms, gpointer user_data);

/**
 * vst_date_question_ask:
 * @widget: in the window that is asked
 * @ms: the date that is known so far, or 0
 * @answered: called where a date was chosen or removed, and not where the person cancels
 * @destroy: for @user_data, when the dialog is gone
 *
 * Asks for the day on which an access token ends, which Domo tells where the token was made.
 */
void vst_date_question_ask (GtkWidget *widget,
                            gint64 ms,
                            VstDateQuestionFunc answered,
                            gpointer user_data,
                            GDestroyNotify destroy);

G_END_DECLS
