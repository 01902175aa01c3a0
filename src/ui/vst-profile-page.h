/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-advice.h"
#include "vst-clipboard.h"
#include "vst-session.h"

G_BEGIN_DECLS

/* Who Domo says this is. Signals: "sign-out"; "remedy" (VstAdvice *): the remedy is on the form. */
#define VST_TYPE_PROFILE_PAGE (vst_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (VstProfilePage, vst_profile_page, VST, PROFILE_PAGE, GtkWidget)

GtkWidget *vst_profile_page_new (DomoClient *client, VstClipboard *clipboard);

/** vst_profile_page_set_session: @session: (nullable): who is shown; %NULL empties the page and
 * cancels what is under way */
void vst_profile_page_set_session (VstProfilePage *self, VstSession *session);

/** vst_profile_page_back: Escape: cancels a check that is under way. */
void vst_profile_page_back (VstProfilePage *self);

/** vst_profile_page_start: puts the focus on Check Again. */
void vst_profile_page_start (VstProfilePage *self);

G_END_DECLS
