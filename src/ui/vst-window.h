/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-accounts.h"
#include "vst-clipboard.h"
#include "vst-idle-clock.h"
#include "vst-lock-watch.h"
#include "vst-practice.h"
#include "vst-sign-in-page.h"

G_BEGIN_DECLS

/* The window: the accounts, and beside them the page of one, or the one to sign in. */
#define VST_TYPE_WINDOW (vst_window_get_type ())
G_DECLARE_FINAL_TYPE (VstWindow, vst_window, VST, WINDOW, AdwApplicationWindow)

/**
 * vst_window_new:
 * @application: (nullable): its application; tests may have none
 * @accounts: what the pages are about; the keyring is read from now on
 * @practice: (nullable): the practice instance that everything is asked of
 *
 * Returns: (transfer none): a new window, not presented yet
 */
GtkWidget *
vst_window_new (GtkApplication *application, VstAccounts *accounts, VstPractice *practice);

/** vst_window_get_sign_in_page: Returns: (transfer none) */
VstSignInPage *vst_window_get_sign_in_page (VstWindow *self);

/** vst_window_get_account: Returns: (transfer none) (nullable): the account that the page is about
 */
VstAccount *vst_window_get_account (VstWindow *self);

/**
 * vst_window_lock:
 *
 * Every secret leaves memory and widgets, other windows close, and nothing is left to be seen but
 * who may unlock it. Requests end; what is there for this session only is lost. Locked already, it
 * sees to the secrets alone.
 */
void vst_window_lock (VstWindow *self, VstLockReason reason);

/** vst_window_set_lock_watch: @watch: locks the window, and is released when no secret is left;
 * to be called once */
void vst_window_set_lock_watch (VstWindow *self, VstLockWatch *watch);

/** vst_window_get_idle_clock: Returns: (transfer none): it locks the window. For tests. */
VstIdleClock *vst_window_get_idle_clock (VstWindow *self);

/** vst_window_show_account: shows the account with @id, as soon as the keyring is read; nothing
 * happens where there is none. A locked window shows it once it is unlocked. */
void vst_window_show_account (VstWindow *self, const char *id);

/** vst_window_is_seen: Returns: whether the person has the page of the account with @id before
 * their eyes: the window is the active one, and shows it */
gboolean vst_window_is_seen (VstWindow *self, const char *id);

/** vst_window_get_clipboard: Returns: (transfer none): clear it before GTK hands it on at the end
 */
VstClipboard *vst_window_get_clipboard (VstWindow *self);

G_END_DECLS
