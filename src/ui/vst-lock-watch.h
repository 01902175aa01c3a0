/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why the window locks. */
typedef enum {
  VST_LOCK_BY_PERSON,
  VST_LOCK_IDLE,
  VST_LOCK_SCREEN, /* the screen, or the whole session, is being locked */
  VST_LOCK_SLEEP,  /* the computer is about to be suspended */
} VstLockReason;

/* Hears from the desktop when secrets have to go: the screen saver's names on the session bus,
 * logind on the system bus. Whatever of them is not there is gone on without; nothing is started.
 * Suspending is held up until vst_lock_watch_release(). Signal "lock" (VstLockReason, as an int).
 */
#define VST_TYPE_LOCK_WATCH (vst_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (VstLockWatch, vst_lock_watch, VST, LOCK_WATCH, GObject)

/** vst_lock_watch_new: Returns: (transfer full): it listens as soon as the buses have answered */
VstLockWatch *vst_lock_watch_new (void);

/** vst_lock_watch_release: no secret is left: the computer may go to sleep, if it is about to. */
void vst_lock_watch_release (VstLockWatch *self);

/** vst_lock_watch_holds_sleep: Returns: whether the computer waits for vst_lock_watch_release()
 * before it sleeps. For tests. */
gboolean vst_lock_watch_holds_sleep (VstLockWatch *self);

G_END_DECLS
