/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-sign-in-page.h"

#include "vst-code-page.h"
#include "vst-failure-card.h"
#include "vst-keep-box.h"
#include "vst-sign-in-form.h"
#include "vst-sign-in.h"
#include "vst-strip.h"
#include "vst-waiting.h"

G_BEGIN_DECLS

/* What the files of the page share. */
struct _VstSignInPage {
  GtkWidget parent_instance;

  /* Of the template. */
  AdwHeaderBar *header_bar;
  AdwWindowTitle *window_title;
  GtkWidget *leave_button;
  GtkMenuButton *menu_button;
  AdwBin *strip_bin;
  GtkStack *steps;
  GtkScrolledWindow *scroller;
  GtkWidget *hero;
  GtkRevealer *failure_revealer;
  VstFailureCard *failure_card;
  VstSignInForm *form;
  VstKeepBox *keep_box;
  GtkStack *submit_stack;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  VstStrip *strip;        /* NULL outside practice */
  VstCodePage *code_page; /* NULL until a code is first wanted: its avatar alone loads all that
                             draws SVG */

  /* Owned. */
  VstAccounts *accounts;
  VstSignIn *sign_in;
  VstWaiting *waiting;
  VstAccount *account;        /* that signs in again; nullable */
  DomoCredential *credential; /* of the run under way or the last one; nullable */
  GCancellable *cancellable;  /* while busy */
  VstAdvice *advice;          /* of the card that is shown; nullable */

  gboolean is_alone;         /* there are no accounts beside the page */
  gboolean has_names;        /* the names in the form are of an account that is there already */
  gboolean says_no_keyring;  /* the card is about that */
  gboolean says_not_written; /* likewise: a token is still in the keyring */
};

/** vst_sign_in_page_get_practice_uri: Returns: (transfer none) (nullable): NULL outside practice */
const char *vst_sign_in_page_get_practice_uri (VstSignInPage *self);

/* Of vst-sign-in-page-card.c: the failure card and its remedies. */

/** vst_sign_in_page_clear_failure: no card, and no row that is marked */
void vst_sign_in_page_clear_failure (VstSignInPage *self);

/** vst_sign_in_page_show_advice: as a card, at the rows that it is about, and to a screen reader */
void vst_sign_in_page_show_advice (VstSignInPage *self, VstAdvice *advice);

/** vst_sign_in_page_show_failure: of a run that failed */
void vst_sign_in_page_show_failure (VstSignInPage *self, const GError *error);

/** vst_sign_in_page_update_keyring: whether there is one decides what can be kept, and is said
 * where nothing else is. */
void vst_sign_in_page_update_keyring (VstSignInPage *self);

/** vst_sign_in_page_account_changed_cb: of the account that signs in again; there must be one */
void vst_sign_in_page_account_changed_cb (VstSignInPage *self);

/** vst_sign_in_page_remedy_cb: the card's button */
void vst_sign_in_page_remedy_cb (VstSignInPage *self);

/** vst_sign_in_page_copied_cb: something of a card is on the clipboard */
void vst_sign_in_page_copied_cb (VstSignInPage *self);

G_END_DECLS
