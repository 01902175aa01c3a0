/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-accounts.h"
#include "vst-advice.h"
#include "vst-clipboard.h"

G_BEGIN_DECLS

/* One account: who Domo says this is, is it good, its token. Its buttons activate the actions of
 * the window ("win.check", "win.sign-in-again", "win.sign-out", "win.forget", "win.store").
 * Signals: "remedy" (VstAdvice *): the remedy is the window's; "accept": the person who answers in
 * the place of the account's may become the account's; "ended": the token's time has run out. */
#define VST_TYPE_PROFILE_PAGE (vst_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (VstProfilePage, vst_profile_page, VST, PROFILE_PAGE, GtkWidget)

GtkWidget *vst_profile_page_new (VstAccounts *accounts, VstClipboard *clipboard);

/** vst_profile_page_set_account: @account: (nullable): which one is shown, and followed; %NULL
 * empties the page */
void vst_profile_page_set_account (VstProfilePage *self, VstAccount *account);

/** vst_profile_page_start: puts the focus on the button of the state or of the card. */
void vst_profile_page_start (VstProfilePage *self);

/** vst_profile_page_get_header_bar: Returns: (transfer none) */
AdwHeaderBar *vst_profile_page_get_header_bar (VstProfilePage *self);

G_END_DECLS
