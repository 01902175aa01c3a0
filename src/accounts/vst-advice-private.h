/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-advice.h"

G_BEGIN_DECLS

/* What an advice is put together with, for the files that know the causes. Said twice, the last
 * counts. */

#define VST_ICON_REFUSED "dialog-error-symbolic"
#define VST_ICON_LOCKED "changes-prevent-symbolic"
#define VST_ICON_NOT_ALLOWED "action-unavailable-symbolic"
#define VST_ICON_NETWORK "vst-unreachable-symbolic"
#define VST_ICON_TLS "application-certificate-symbolic"
#define VST_ICON_WARNING "dialog-warning-symbolic"
#define VST_ICON_KEY "dialog-password-symbolic"
#define VST_ICON_ENDED "vst-ended-symbolic"
#define VST_ICON_INPUT "dialog-information-symbolic"

/** vst_advice_say: @icon_name: a literal */
void vst_advice_say (VstAdvice *self, VstAdviceKind kind, const char *icon_name, const char *title);
/** vst_advice_take_title: @title: (transfer full) */
void
vst_advice_take_title (VstAdvice *self, VstAdviceKind kind, const char *icon_name, char *title);
void vst_advice_explain (VstAdvice *self, const char *remedy);
/** vst_advice_take_remedy: @remedy: (transfer full) */
void vst_advice_take_remedy (VstAdvice *self, char *remedy);
/** vst_advice_take_sentences: @first: (transfer full) (nullable): where it is not known; @rest:
 * (transfer full) */
void vst_advice_take_sentences (VstAdvice *self, char *first, char *rest);

/** vst_advice_offer: @button: (nullable): %NULL with %VST_REMEDY_NONE. Drops the target. */
void vst_advice_offer (VstAdvice *self, VstRemedy action, const char *button);
void vst_advice_offer_try_again (VstAdvice *self);
void vst_advice_offer_copy_details (VstAdvice *self);
/** vst_advice_offer_target: @target: (transfer full) */
void vst_advice_offer_target (VstAdvice *self, VstRemedy action, const char *button, char *target);
/** vst_advice_offer_page: @host: (nullable); @practice_uri: (nullable): goes before @host; @path:
 * below either. Without both, the details are offered. */
void vst_advice_offer_page (VstAdvice *self,
                            const char *host,
                            const char *practice_uri,
                            const char *button,
                            const char *path);
/** vst_advice_offer_access_tokens: the page where access tokens are made; likewise */
void vst_advice_offer_access_tokens (VstAdvice *self, const char *host, const char *practice_uri);
/** vst_advice_take_extra: @extra: (transfer full) */
void vst_advice_take_extra (VstAdvice *self, char *extra);

void vst_advice_mark (VstAdvice *self, VstFields fields, VstFields focus);
/** vst_advice_pause: @seconds: until Try Again makes sense; brings the remedy that counts down */
void vst_advice_pause (VstAdvice *self, guint seconds);

/** vst_advice_set_details: @time: microseconds since 1970; @request_id: (nullable) */
void
vst_advice_set_details (VstAdvice *self, const char *line, gint64 time, const char *request_id);

/** vst_advice_dup_words: Returns: (transfer full) (nullable): the sentence with what @error says,
 * %NULL when that is no more than its default */
char *vst_advice_dup_words (const GError *error);

G_END_DECLS
