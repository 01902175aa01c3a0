/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-advice.h"

G_BEGIN_DECLS

/* What went wrong, what to do, one button that does it, details folded. Copy Details is its own
 * action ("failure.copy-details"); what the button does is its page's: signal "remedy", and of the
 * small second one beside Details, where the advice has one: "extra". What is there to copy the
 * card copies itself: signal "copied", for the page's toast. */
#define VST_TYPE_FAILURE_CARD (vst_failure_card_get_type ())
G_DECLARE_FINAL_TYPE (VstFailureCard, vst_failure_card, VST, FAILURE_CARD, GtkWidget)

GtkWidget *vst_failure_card_new (void);

/** vst_failure_card_set_advice: shows @advice, details folded; where the advice waits (a rate
 * limit) the remedy counts down and the button is insensitive until 0. */
void vst_failure_card_set_advice (VstFailureCard *self, VstAdvice *advice);

/** vst_failure_card_set_suggested: whether the button is the page's suggested one. */
void vst_failure_card_set_suggested (VstFailureCard *self, gboolean suggested);

/** vst_failure_card_focus: puts the focus on the button, or on Details where there is none, and
 * describes it with title and remedy for a screen reader. */
void vst_failure_card_focus (VstFailureCard *self);

G_END_DECLS
