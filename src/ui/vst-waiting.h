/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is said while a host is asked: who is asked, and from the fourth second on how long it has
 * taken. It counts while somebody watches; who looks again later sees the right time at once.
 * Signal "changed": the words are others. */
#define VST_TYPE_WAITING (vst_waiting_get_type ())
G_DECLARE_FINAL_TYPE (VstWaiting, vst_waiting, VST, WAITING, GObject)

/** vst_waiting_new: Returns: (transfer full): not begun, and watched by nobody */
VstWaiting *vst_waiting_new (void);

/** vst_waiting_begin: @host: that is asked from now on */
void vst_waiting_begin (VstWaiting *self, const char *host);

/** vst_waiting_end: there is nothing to wait for; also where there was nothing before */
void vst_waiting_end (VstWaiting *self);

/** vst_waiting_set_watched: @watched: somebody sees the words */
void vst_waiting_set_watched (VstWaiting *self, gboolean watched);

/** vst_waiting_dup_words: Returns: (transfer full): of the wait under way; there must be one */
char *vst_waiting_dup_words (VstWaiting *self);

G_END_DECLS
