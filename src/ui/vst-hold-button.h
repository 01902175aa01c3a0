/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button that does something for as long as it is held: with the pointer, or with Space or Return
 * on it. It is let go of also when the focus or the pointer's grab goes, the window is no longer
 * the active one, or the button is hidden or insensitive. Property: "held". Signal: "copy": Ctrl+C
 * while it is held. */
#define VST_TYPE_HOLD_BUTTON (vst_hold_button_get_type ())
G_DECLARE_FINAL_TYPE (VstHoldButton, vst_hold_button, VST, HOLD_BUTTON, GtkButton)

/** vst_hold_button_is_held: Returns: whether it is pressed now, by pointer or key */
gboolean vst_hold_button_is_held (VstHoldButton *self);

/** vst_hold_button_let_go: what it shows is no longer to be shown. */
void vst_hold_button_let_go (VstHoldButton *self);

G_END_DECLS
