/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "domo-credential.h"

G_BEGIN_DECLS

typedef void (*VstHostQuestionFunc) (gboolean send, gpointer user_data);

/**
 * vst_host_question_ask:
 * @widget: the page that asks
 * @credential: what would be sent, and where to
 * @answered: called once, with %TRUE for Send and Remember
 *
 * Asks whether a host outside Domo's own may get the secret. Cancel is the default.
 */
void vst_host_question_ask (GtkWidget *widget,
                            DomoCredential *credential,
                            VstHostQuestionFunc answered,
                            gpointer user_data);

G_END_DECLS
