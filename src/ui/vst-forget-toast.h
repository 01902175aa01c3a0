/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-account-keeper.h"

G_BEGIN_DECLS

/* The time in which a forgotten account can be had back: a toast with Undo. When the toast goes
 * otherwise, the keyring is told. Signals: "undone" (all that were forgotten are in the list
 * again); "failed" (GError *): what could not be removed is in the list again. */
#define VST_TYPE_FORGET_TOAST (vst_forget_toast_get_type ())
G_DECLARE_FINAL_TYPE (VstForgetToast, vst_forget_toast, VST, FORGET_TOAST, GObject)

/**
 * vst_forget_toast_new:
 * @keeper: (transfer none): takes a reference
 * @overlay: (transfer none): is not kept alive
 *
 * Returns: (transfer full): what is still forgotten when it is disposed of is removed from the
 *   keyring
 */
VstForgetToast *vst_forget_toast_new (VstAccountKeeper *keeper, AdwToastOverlay *overlay);

/** vst_forget_toast_show: says that @account is forgotten; call it right after
 * vst_account_keeper_forget(). A second account joins the first: one toast, one Undo for both. */
void vst_forget_toast_show (VstForgetToast *self, VstAccount *account);

/** vst_forget_toast_commit: does not wait for the toast to go: the window closes, or the program
 * ends. */
void vst_forget_toast_commit (VstForgetToast *self);

G_END_DECLS
