/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-keyring.h"

G_BEGIN_DECLS

/* Nothing is written down: for practice and tests. */
#define VST_TYPE_MEMORY_KEYRING (vst_memory_keyring_get_type ())
G_DECLARE_FINAL_TYPE (VstMemoryKeyring, vst_memory_keyring, VST, MEMORY_KEYRING, GObject)

/** vst_memory_keyring_new: Returns: (transfer full) */
VstKeyring *vst_memory_keyring_new (void);

/**
 * vst_memory_keyring_set_failure:
 * @after: how many calls that write go well before
 * @code: what every call that writes fails with then; a negative one: all go well again
 *
 * For tests.
 */
void vst_memory_keyring_set_failure (VstMemoryKeyring *self, guint after, int code);

/** vst_memory_keyring_set_silent: For tests: calls that write get no answer, as while the keyring
 * asks the person; %FALSE: those that wait are answered. */
void vst_memory_keyring_set_silent (VstMemoryKeyring *self, gboolean silent);

/** vst_memory_keyring_set_locked: For tests: reading names goes on, secrets are KEYRING_LOCKED;
 * unlock opens it, or is dismissed where @dismisses. */
void vst_memory_keyring_set_locked (VstMemoryKeyring *self, gboolean locked, gboolean dismisses);

/** vst_memory_keyring_set_hidden: For tests: locked, as one that was never unlocked since it was
 * started: it tells how many accounts there are, and not their names; unlock opens it. */
void vst_memory_keyring_set_hidden (VstMemoryKeyring *self);

/** vst_memory_keyring_set_collection: For tests and pictures: passes for a keyring that lasts, in
 * which items rest in @collection from now on */
void vst_memory_keyring_set_collection (VstMemoryKeyring *self, const char *collection);

/** vst_memory_keyring_count: Returns: how many items there are. For tests. */
guint vst_memory_keyring_count (VstMemoryKeyring *self);

G_END_DECLS
