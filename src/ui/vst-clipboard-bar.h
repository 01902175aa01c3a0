/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-clipboard.h"

G_BEGIN_DECLS

/* The bar at the end of a page while a secret of ours is on the clipboard: ring, seconds, Keep
 * Longer, Clear Now; and while another program offers a copy of it: that, and Close. It lies over
 * the page (it aligns itself to the end of a GtkOverlay), opens and closes by itself, and tells a
 * screen reader of both. Properties: "clipboard", and "revealed" (notifies): while it is set the
 * page leaves room at its end. Signal "leave": the bar closes and one of its buttons has the focus;
 * the page takes it. */
#define VST_TYPE_CLIPBOARD_BAR (vst_clipboard_bar_get_type ())
G_DECLARE_FINAL_TYPE (VstClipboardBar, vst_clipboard_bar, VST, CLIPBOARD_BAR, GtkWidget)

/** vst_clipboard_bar_new: @clipboard: (transfer none): a reference is taken */
GtkWidget *vst_clipboard_bar_new (VstClipboard *clipboard);

/** vst_clipboard_bar_get_kept_words: Returns: what it says while another program offers a copy */
const char *vst_clipboard_bar_get_kept_words (void);

/** vst_clipboard_bar_get_room: Returns: pixels that the open bar takes over a page of @width
 * pixels; its buttons go below its words where both do not fit */
int vst_clipboard_bar_get_room (VstClipboardBar *self, int width);

G_END_DECLS
