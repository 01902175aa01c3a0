/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* By this type and value history managers know a secret. It has no slash, so GTK lists it, but
 * hands out no value for it. */
#define VST_CLIPBOARD_HINT_TYPE "x-kde-passwordManagerHint"
#define VST_CLIPBOARD_HINT_VALUE "secret"

/**
 * vst_clipboard_hint_serve:
 *
 * From now on, whoever asks for the hint while the clipboard of @display holds content of ours that
 * lists it is given its value. Calling it again changes nothing.
 *
 * Returns: %FALSE where that cannot be done: on Wayland, and in a build without X11
 */
gboolean vst_clipboard_hint_serve (GdkDisplay *display);

G_END_DECLS
