/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-advice.h"
#include "vst-practice.h"
#include "vst-session.h"

G_BEGIN_DECLS

/* The form and the one-time code. Signal "signed-in": (VstSession *). Leaving the window cancels
 * what is under way. */
#define VST_TYPE_SIGN_IN_PAGE (vst_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (VstSignInPage, vst_sign_in_page, VST, SIGN_IN_PAGE, GtkWidget)

/**
 * vst_sign_in_page_new:
 * @practice: (nullable): the practice instance; it brings the strip with the accounts to try
 */
GtkWidget *vst_sign_in_page_new (DomoClient *client, GSettings *settings, VstPractice *practice);

/** vst_sign_in_page_back: Escape: cancels what is under way, else leaves the one-time code. */
void vst_sign_in_page_back (VstSignInPage *self);

/** vst_sign_in_page_start: puts the cursor into the first empty row, or on Sign In. */
void vst_sign_in_page_start (VstSignInPage *self);

/** vst_sign_in_page_fill_account: fills the form with a practice account, does not submit. */
void vst_sign_in_page_fill_account (VstSignInPage *self, const VstPracticeAccount *account);

/** vst_sign_in_page_fill_session: fills the form with all but the secret of @session. */
void vst_sign_in_page_fill_session (VstSignInPage *self, VstSession *session);

/** vst_sign_in_page_apply: does on the form what the button of @advice says. */
void vst_sign_in_page_apply (VstSignInPage *self, VstAdvice *advice);

G_END_DECLS
