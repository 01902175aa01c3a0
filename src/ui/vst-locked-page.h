/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-account.h"
#include "vst-lock-watch.h"

G_BEGIN_DECLS

/* The whole window while it is locked: whose it is, why, and Unlock, which activates "win.unlock".
 */
#define VST_TYPE_LOCKED_PAGE (vst_locked_page_get_type ())
G_DECLARE_FINAL_TYPE (VstLockedPage, vst_locked_page, VST, LOCKED_PAGE, GtkWidget)

/** vst_locked_page_new: Returns: (transfer floating): a page that says nothing yet */
GtkWidget *vst_locked_page_new (void);

/** vst_locked_page_set_who: @account: (nullable): the one that was shown; @n_more: others */
void vst_locked_page_set_who (VstLockedPage *self, VstAccount *account, guint n_more);

/** vst_locked_page_set_why: @minutes: without use, for %VST_LOCK_IDLE */
void vst_locked_page_set_why (VstLockedPage *self, VstLockReason reason, guint minutes);

/**
 * vst_locked_page_set_dropped:
 * @is_lasting: whether the keyring outlives the program: one that is in memory stays there
 * @n_lost: accounts that must sign in again
 *
 * From now on the page says that no secret is in memory.
 */
void vst_locked_page_set_dropped (VstLockedPage *self, gboolean is_lasting, guint n_lost);

/** vst_locked_page_set_copy_kept: @is_kept: whether the desktop has a copy of what was on the
 * clipboard, which cannot be cleared from here */
void vst_locked_page_set_copy_kept (VstLockedPage *self, gboolean is_kept);

/** vst_locked_page_set_busy: while secrets are leaving memory, and while the keyring's own prompt
 * is open. */
void vst_locked_page_set_busy (VstLockedPage *self, gboolean busy);

/** vst_locked_page_set_failure: @words: (nullable): why it is still locked */
void vst_locked_page_set_failure (VstLockedPage *self, const char *words);

/** vst_locked_page_start: puts the focus on Unlock, and Return, too. */
void vst_locked_page_start (VstLockedPage *self);

G_END_DECLS
