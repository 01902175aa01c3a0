/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-token-input.h"
#include "vst-record.h"

G_BEGIN_DECLS

/* What is to be said of a token: what it is, what it was found in, what is wrong with it. All
 * translated. */

/* The clocks of this computer and of Domo may differ by so many milliseconds. */
#define VST_CLOCK_TOLERANCE (60 * G_GINT64_CONSTANT (1000))

/** vst_token_words_kind: Returns: (transfer none): "Bearer token, a JSON Web Token" */
const char *vst_token_words_kind (DomoToken *token);

/** vst_token_words_use: Returns: (transfer none): what it is good for: "For api.domo.com only: a
 * sign-in needs a session or access token" */
const char *vst_token_words_use (DomoToken *token);

/** vst_token_words_dropped: Returns: (transfer full) (nullable): "Left out: the word “Bearer”, line
 * breaks"; %NULL when nothing was */
char *vst_token_words_dropped (DomoDropped dropped);

/** vst_token_words_input_error: @error: %DOMO_TOKEN_INPUT_ERROR. Returns: (transfer none): what is
 * wrong with the text, a sentence */
const char *vst_token_words_input_error (const GError *error);

/** vst_token_words_other_person: Returns: (transfer full) (nullable): that the token names another
 * owner than the account has; %NULL where it does not, or one of them is not known */
char *vst_token_words_other_person (DomoToken *token, VstRecord *record);

/** vst_token_words_other_instance: Returns: (transfer full) (nullable): likewise, for the instance.
 * Only bearer tokens name one; the customer is Domo's own name or number, which no account has. */
char *vst_token_words_other_instance (DomoToken *token, VstRecord *record);

/** vst_token_words_clock: @offset: milliseconds by which this computer's clock is ahead. Returns:
 * (transfer full) (nullable): how far it is off; %NULL up to %VST_CLOCK_TOLERANCE */
char *vst_token_words_clock (gint64 offset);

G_END_DECLS
