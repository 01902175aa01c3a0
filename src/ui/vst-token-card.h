/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-account.h"

G_BEGIN_DECLS

/* The token: masked, shown while it is held, how long it lives, where it is kept, what it says, and
 * what is wrong with it. Copy Token, and Ctrl+C while it is shown, activate "profile.copy-token";
 * the arrow of Copy Token opens a menu that the page makes; Store… is "win.store". The countdown
 * runs while the card is mapped, and wakes nothing otherwise.
 * Signals: "ended": the time of a token that the card showed as good has run out; "date-chosen"
 * (VstAccount *, gint64): the person says when its token ends, 0: nobody knows. */
#define VST_TYPE_TOKEN_CARD (vst_token_card_get_type ())
G_DECLARE_FINAL_TYPE (VstTokenCard, vst_token_card, VST, TOKEN_CARD, AdwPreferencesGroup)

GtkWidget *vst_token_card_new (void);

/** vst_token_card_set_account: @account: (nullable): whose token is shown, and followed */
void vst_token_card_set_account (VstTokenCard *self, VstAccount *account);

/** vst_token_card_set_lasting: whether what is stored outlives the program, which is so unless it
 * is said otherwise; before an account is shown. */
void vst_token_card_set_lasting (VstTokenCard *self, gboolean is_lasting);

/** vst_token_card_set_suggested: whether Copy Token is the page's suggested button. */
void vst_token_card_set_suggested (VstTokenCard *self, gboolean suggested);

/** vst_token_card_set_copyable: whether Copy Token is sensitive: the token is good for something.
 */
void vst_token_card_set_copyable (VstTokenCard *self, gboolean copyable);

/** vst_token_card_get_menu_button: Returns: (transfer none): the arrow beside Copy Token; its menu
 * is the page's */
GtkMenuButton *vst_token_card_get_menu_button (VstTokenCard *self);

/** vst_token_card_focus: puts the focus on Copy Token, where that can be pressed. */
void vst_token_card_focus (VstTokenCard *self);

/** vst_token_card_show_at: shows the card as it is at @now, milliseconds since 1970. The countdown
 * calls it; tests and pictures do so in place of waiting. */
void vst_token_card_show_at (VstTokenCard *self, gint64 now);

G_END_DECLS
