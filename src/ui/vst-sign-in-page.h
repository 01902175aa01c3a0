/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-accounts.h"
#include "vst-advice.h"
#include "vst-practice.h"

G_BEGIN_DECLS

/* The form and the one-time code, for the first account, another one, or one that signs in again.
 * Signals: "started": Domo is asked; "signed-in" (VstAccount *): it is in the list, and what is to
 * be kept is being stored; "left": the person does not want to, after all; "busy-changed": of
 * vst_sign_in_page_is_busy(). Leaving the window cancels what is under way. */
#define VST_TYPE_SIGN_IN_PAGE (vst_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (VstSignInPage, vst_sign_in_page, VST, SIGN_IN_PAGE, GtkWidget)

/**
 * vst_sign_in_page_new:
 * @practice: (nullable): the practice instance; it brings the strip with the accounts to try
 */
GtkWidget *vst_sign_in_page_new (VstAccounts *accounts, VstPractice *practice);

/** vst_sign_in_page_set_alone: whether there are no accounts beside the page, so that it has the
 * main menu, and nothing to go back to. */
void vst_sign_in_page_set_alone (VstSignInPage *self, gboolean is_alone);

/** vst_sign_in_page_begin_add: for another account; what was typed for it before is still there. */
void vst_sign_in_page_begin_add (VstSignInPage *self);

/** vst_sign_in_page_begin_again: with all but the secret of @account filled in. @advice:
 * (nullable): why, for the card */
void vst_sign_in_page_begin_again (VstSignInPage *self, VstAccount *account, VstAdvice *advice);

/** vst_sign_in_page_end: the person looks at something else: what is under way is cancelled. */
void vst_sign_in_page_end (VstSignInPage *self);

/** vst_sign_in_page_is_busy: Returns: whether Domo is being asked */
gboolean vst_sign_in_page_is_busy (VstSignInPage *self);

/** vst_sign_in_page_drop_secrets: what is under way is cancelled, and of what was typed the names
 * alone stay. */
void vst_sign_in_page_drop_secrets (VstSignInPage *self);

/** vst_sign_in_page_back: Escape: cancels what is under way, else leaves the one-time code, else
 * the page. */
void vst_sign_in_page_back (VstSignInPage *self);

/** vst_sign_in_page_start: puts the cursor into the first empty row, or on Sign In. */
void vst_sign_in_page_start (VstSignInPage *self);

/** vst_sign_in_page_is_untouched: Returns: whether another page may take its place without anything
 * being lost */
gboolean vst_sign_in_page_is_untouched (VstSignInPage *self);

/** vst_sign_in_page_fill_account: fills the form with a practice account, does not submit. */
void vst_sign_in_page_fill_account (VstSignInPage *self, const VstPracticeAccount *account);

/** vst_sign_in_page_fill_token: chooses Access Token and fills in @token (a session token is taken
 * there, too), does not submit; what was under way is cancelled. */
void vst_sign_in_page_fill_token (VstSignInPage *self, DomoSecret *token);

/** vst_sign_in_page_apply: does on the form what the button of @advice says. */
void vst_sign_in_page_apply (VstSignInPage *self, VstAdvice *advice);

/** vst_sign_in_page_get_header_bar: Returns: (transfer none) */
AdwHeaderBar *vst_sign_in_page_get_header_bar (VstSignInPage *self);

G_END_DECLS
