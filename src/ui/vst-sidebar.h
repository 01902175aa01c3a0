/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-account-list.h"

G_BEGIN_DECLS

/* The accounts, by name. Which one is marked is the window's to say; the arrow keys move the mark
 * through the list, and back it goes when the focus leaves. Signal "chosen" (VstAccount *): by
 * Return or a click. */
#define VST_TYPE_SIDEBAR (vst_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (VstSidebar, vst_sidebar, VST, SIDEBAR, GtkWidget)

/** vst_sidebar_set_list: @is_practice: whether the title says so; to be called once */
void vst_sidebar_set_list (VstSidebar *self, VstAccountList *list, gboolean is_practice);

/** vst_sidebar_set_account: @account: (nullable): the one that the page shows */
void vst_sidebar_set_account (VstSidebar *self, VstAccount *account);

/** vst_sidebar_get_neighbour: Returns: (transfer none) (nullable): the account @step rows below the
 * one that is shown, or the first or last one; NULL in an empty list */
VstAccount *vst_sidebar_get_neighbour (VstSidebar *self, int step);

/** vst_sidebar_focus: puts the focus into the list, on the account that is shown. */
void vst_sidebar_focus (VstSidebar *self);

/** vst_sidebar_get_header_bar: Returns: (transfer none) */
AdwHeaderBar *vst_sidebar_get_header_bar (VstSidebar *self);

G_END_DECLS
