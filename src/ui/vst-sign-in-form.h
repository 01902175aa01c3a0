/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-advice.h"
#include "vst-practice.h"
#include "vst-record.h"

G_BEGIN_DECLS

/* What is typed to sign in: the way in, its rows, and the caption that says who will get the
 * secret. It knows nothing of requests. Signals: "changed" (what is typed), "method-changed" (the
 * way in). */
#define VST_TYPE_SIGN_IN_FORM (vst_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (VstSignInForm, vst_sign_in_form, VST, SIGN_IN_FORM, GtkWidget)

/**
 * vst_sign_in_form_set_up:
 * @settings: what is remembered; fills the form with the names of the last time
 * @is_practice: whether everything goes to the practice instance
 */
void vst_sign_in_form_set_up (VstSignInForm *self, GSettings *settings, gboolean is_practice);

DomoMethod vst_sign_in_form_get_method (VstSignInForm *self);
void vst_sign_in_form_set_method (VstSignInForm *self, DomoMethod method);

/** vst_sign_in_form_is_ready: Returns: whether every shown row has text and the instance is one */
gboolean vst_sign_in_form_is_ready (VstSignInForm *self);

/** vst_sign_in_form_build_credential: Returns: (transfer full): what is typed, once it is ready */
DomoCredential *vst_sign_in_form_build_credential (VstSignInForm *self);

/** vst_sign_in_form_remember: writes the names of @credential to the settings; a secret is never
 * among them. */
void vst_sign_in_form_remember (VstSignInForm *self, DomoCredential *credential);

/** vst_sign_in_form_fill_account: fills the form with a practice account, secret included. */
void vst_sign_in_form_fill_account (VstSignInForm *self, const VstPracticeAccount *account);

/** vst_sign_in_form_fill_token: chooses Access Token and fills in @token. */
void vst_sign_in_form_fill_token (VstSignInForm *self, DomoSecret *token);

/** vst_sign_in_form_fill_record: fills the form with the names of a stored account, and empties the
 * secrets. */
void vst_sign_in_form_fill_record (VstSignInForm *self, VstRecord *record);

/** vst_sign_in_form_begin_add: for another account: all but the instance is empty. */
void vst_sign_in_form_begin_add (VstSignInForm *self);

/** vst_sign_in_form_has_secret: Returns: whether a password, secret or token is typed */
gboolean vst_sign_in_form_has_secret (VstSignInForm *self);

/** vst_sign_in_form_use_instance: puts @text into the instance row and the cursor there. */
void vst_sign_in_form_use_instance (VstSignInForm *self, const char *text);

/** vst_sign_in_form_empty: empties the rows of @fields. */
void vst_sign_in_form_empty (VstSignInForm *self, VstFields fields);

/** vst_sign_in_form_clear_secrets: empties all rows that hold a secret. */
void vst_sign_in_form_clear_secrets (VstSignInForm *self);

/**
 * vst_sign_in_form_mark:
 *
 * Marks the rows that @advice blames, and puts the cursor into the first of them, which is
 * described by title and remedy.
 *
 * Returns: whether there was one
 */
gboolean vst_sign_in_form_mark (VstSignInForm *self, VstAdvice *advice);
void vst_sign_in_form_unmark (VstSignInForm *self);

/** vst_sign_in_form_focus_empty: puts the cursor into the first empty row. Returns: whether there
 * was one */
gboolean vst_sign_in_form_focus_empty (VstSignInForm *self);

/** vst_sign_in_form_focus: puts the cursor into the row of @field, selecting what is there. */
void vst_sign_in_form_focus (VstSignInForm *self, VstFields field);

G_END_DECLS
