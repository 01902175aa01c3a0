/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "domo-secret.h"

G_BEGIN_DECLS

/* What we put on the clipboard. A secret is marked for history managers
 * (x-kde-passwordManagerHint = secret), counted down, and taken away when the time is up if it is
 * still ours; also when this object is disposed of. Properties (all notify): "active" (a secret of
 * ours is there), "seconds-left", "fraction" (of the time that is left, 1 to 0), "kept" (another
 * program offers what we had put there: the desktop keeps a copy that we cannot clear). Signals:
 * "cleared" (we took the secret away). */
#define VST_TYPE_CLIPBOARD (vst_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (VstClipboard, vst_clipboard, VST, CLIPBOARD, GObject)

/* How long a secret stays. */
#define VST_CLIPBOARD_SECONDS 30

/** vst_clipboard_new: Returns: (transfer full) */
VstClipboard *vst_clipboard_new (GdkDisplay *display);

/** vst_clipboard_copy_secret: @seconds: until it is taken away again. Call it from a handler of a
 * click or key: Wayland ignores any other copy. */
void vst_clipboard_copy_secret (VstClipboard *self, DomoSecret *secret, guint seconds);

/** vst_clipboard_copy_text: for what is not secret: no mark, no countdown. */
void vst_clipboard_copy_text (VstClipboard *self, const char *text);

/** vst_clipboard_keep_longer: adds the same time once more. */
void vst_clipboard_keep_longer (VstClipboard *self);

/** vst_clipboard_clear: takes our secret away now, if it is still there. */
void vst_clipboard_clear (VstClipboard *self);

/** vst_clipboard_is_active: Returns: whether a secret of ours is on the clipboard */
gboolean vst_clipboard_is_active (VstClipboard *self);

/** vst_clipboard_is_kept: Returns: whether the last secret of ours is offered by another program */
gboolean vst_clipboard_is_kept (VstClipboard *self);

/** vst_clipboard_dismiss: the person knows of the copy that is kept. */
void vst_clipboard_dismiss (VstClipboard *self);

/** vst_clipboard_set_watched: @watched: somebody sees the time that is left, so that it is told
 * each second; else only of its end. Not, until it is set. */
void vst_clipboard_set_watched (VstClipboard *self, gboolean watched);

/** vst_clipboard_get_seconds_left: Returns: seconds until it is taken away; 0 where none is there
 */
guint vst_clipboard_get_seconds_left (VstClipboard *self);
/** vst_clipboard_get_fraction: Returns: the part of its time that is left, from 1 to 0 */
double vst_clipboard_get_fraction (VstClipboard *self);

/** vst_clipboard_hint_is_delivered: Returns: whether history managers can read the mark's value:
 * with X11 they can, with Wayland GTK hands out its name alone */
gboolean vst_clipboard_hint_is_delivered (VstClipboard *self);

/** vst_clipboard_tick: lets @seconds pass. The countdown calls it; tests do so in place of waiting.
 */
void vst_clipboard_tick (VstClipboard *self, guint seconds);

G_END_DECLS
