/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "domo-secret.h"
#include "vst-advice.h"

G_BEGIN_DECLS

/* The one-time code: six digits, which submit themselves at the sixth; a paste takes the digits out
 * of any text. Signals: "submit" (six digits are there), "back" (Back was pressed), "cancel"
 * (Cancel while busy), "copied" (the failure card copied its text). */
#define VST_TYPE_CODE_PAGE (vst_code_page_get_type ())
G_DECLARE_FINAL_TYPE (VstCodePage, vst_code_page, VST, CODE_PAGE, GtkWidget)

/** vst_code_page_start: empties the page for a new code; @address is shown, and gives the initials.
 */
void vst_code_page_start (VstCodePage *self, const char *address);

/** vst_code_page_empty: no digit is left in the entry. */
void vst_code_page_empty (VstCodePage *self);

/** vst_code_page_dup_code: Returns: (transfer full): the digits that are there */
DomoSecret *vst_code_page_dup_code (VstCodePage *self);

/** vst_code_page_set_busy: @words: (nullable): what stands beside the spinner; %NULL: not busy */
void vst_code_page_set_busy (VstCodePage *self, const char *words);

/** vst_code_page_show_failure: @advice: (nullable): shows the card and marks the entry; %NULL hides
 * it. Try Again empties the entry; other remedies come as signal "remedy" of the page, with the
 * advice. */
void vst_code_page_show_failure (VstCodePage *self, VstAdvice *advice);

/** vst_code_page_focus: puts the cursor into the entry. */
void vst_code_page_focus (VstCodePage *self);

/** vst_code_page_get_default_button: Returns: (transfer none): Continue */
GtkWidget *vst_code_page_get_default_button (VstCodePage *self);

G_END_DECLS
