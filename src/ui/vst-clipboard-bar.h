/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-clipboard.h"

G_BEGIN_DECLS

/* The bar at the end of a page while a secret of ours is on the clipboard: ring, seconds, Keep
 * Longer, Clear Now. It is a revealer that opens and closes by itself; a page binds to its
 * "reveal-child" to make room. */
#define VST_TYPE_CLIPBOARD_BAR (vst_clipboard_bar_get_type ())
G_DECLARE_FINAL_TYPE (VstClipboardBar, vst_clipboard_bar, VST, CLIPBOARD_BAR, GtkWidget)

GtkWidget *vst_clipboard_bar_new (VstClipboard *clipboard);

G_END_DECLS
