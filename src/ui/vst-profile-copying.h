/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-profile-page.h"

G_BEGIN_DECLS

/* What can be copied on the profile page, all of it borrowed. */
typedef struct {
  VstClipboard *clipboard;
  VstAccounts *accounts;
  VstAccount *account;
  VstSession *session;        /* NULL: nobody is signed in, and there is nothing to copy */
  gboolean is_token_good;     /* a program could do something with its token */
  GtkMenuButton *menu_button; /* that opens the menu of forms */
} VstProfileCopying;

/** vst_profile_page_get_copying: fills @copying; of vst-profile-page.c */
void vst_profile_page_get_copying (VstProfilePage *self, VstProfileCopying *copying);

/** vst_profile_copying_install: the actions "profile.copy-token", "profile.copy-as" (s: the form),
 * "profile.copy-last", "profile.copy-value" (s: the value), "profile.copy-profile" and
 * "profile.copy-profile-json" */
void vst_profile_copying_install (GtkWidgetClass *page_class);

/** vst_profile_copying_make_menu_cb: a #GtkMenuButtonCreatePopupFunc for the menu of forms;
 * @user_data: the page */
void vst_profile_copying_make_menu_cb (GtkMenuButton *button, gpointer user_data);

G_END_DECLS
