/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The strip under a header bar: a sentence and a button that opens a popover. */
#define VST_TYPE_STRIP (vst_strip_get_type ())
G_DECLARE_FINAL_TYPE (VstStrip, vst_strip, VST, STRIP, GtkWidget)

/** vst_strip_new: @popover: (transfer none) (nullable): without one there is no button */
GtkWidget *vst_strip_new (const char *text, const char *button, GtkWidget *popover);

/** vst_strip_set_button_sensitive: for while the form is busy; what the strip says stays readable.
 */
void vst_strip_set_button_sensitive (VstStrip *self, gboolean sensitive);

G_END_DECLS
