/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*VstQuestionFunc) (gboolean yes, gpointer user_data);

/**
 * vst_question_ask:
 * @dialog: (transfer full): the question, without its answers
 * @label: of the answer that goes on
 * @appearance: of that answer
 * @answered: called once, with %FALSE when the dialog goes away unanswered
 *
 * Asks what cannot be undone: Cancel, or go on. Cancel is the default.
 */
void vst_question_ask (AdwMessageDialog *dialog,
                       const char *label,
                       AdwResponseAppearance appearance,
                       VstQuestionFunc answered,
                       gpointer user_data);

G_END_DECLS
