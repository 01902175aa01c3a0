/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-settings.h"

G_BEGIN_DECLS

/* What of a credential is to be kept in the keyring, and below it what follows from that. What is
 * chosen for one method stays while another is shown. */
#define VST_TYPE_KEEP_BOX (vst_keep_box_get_type ())
G_DECLARE_FINAL_TYPE (VstKeepBox, vst_keep_box, VST, KEEP_BOX, GtkWidget)

/**
 * vst_keep_box_set_up:
 * @settings: (transfer none): what is shown until something is chosen; takes a reference
 * @is_lasting: whether the keyring outlives the window, which that of practice does not
 *
 * Before anything else.
 */
void vst_keep_box_set_up (VstKeepBox *self, GSettings *settings, gboolean is_lasting);

/** vst_keep_box_set_method: shows what can be kept of @method, and what was chosen of it: here,
 * else as the settings say. */
void vst_keep_box_set_method (VstKeepBox *self, DomoMethod method);

/** vst_keep_box_get_keep: Returns: what is shown: VST_KEEP_NOTHING while there is no keyring */
VstKeep vst_keep_box_get_keep (VstKeepBox *self);

/** vst_keep_box_set_keep: shows what an account keeps that signs in again, for the method that is
 * shown. That is no choice of the person’s: it is not remembered. */
void vst_keep_box_set_keep (VstKeepBox *self, VstKeep keep);

/** vst_keep_box_set_available: whether there is a keyring service. Without one it is Nothing and
 * cannot be changed; what was chosen comes back with the service. */
void vst_keep_box_set_available (VstKeepBox *self, gboolean available);

/** vst_keep_box_remember: writes what the person chose here for @method into the settings; where
 * nothing was chosen, or there is no keyring, they stay as they are. */
void vst_keep_box_remember (VstKeepBox *self, DomoMethod method);

/** vst_keep_box_reset: forgets what was chosen here; the settings count again. */
void vst_keep_box_reset (VstKeepBox *self);

G_END_DECLS
