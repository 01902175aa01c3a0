/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-reminder.h"

G_BEGIN_DECLS

/* What the person was told already, in a file of lines: account, moment, step. The window and the
 * watch share it; each reads it anew before it tells. No name and no secret is in it. */
typedef struct _VstTold VstTold;

/** vst_told_new: Returns: (transfer full): @path: (nullable): %NULL for the one in the state folder
 * of the person */
VstTold *vst_told_new (const char *path);
void vst_told_free (VstTold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstTold, vst_told_free)

/** vst_told_load: reads what others have told meanwhile; a file that is not there is none.
 * Returns: %FALSE with @error (%G_FILE_ERROR) when it cannot be read; what is known stays */
gboolean vst_told_load (VstTold *self, GError **error);

/** vst_told_has: Returns: whether this step or a later one of the same moment was told */
gboolean vst_told_has (VstTold *self, const VstReminder *reminder);

/** vst_told_add: vst_told_save() writes it down. */
void vst_told_add (VstTold *self, const VstReminder *reminder);

/** vst_told_prune: forgets what was told of accounts that are not among @ids (element-type utf8, a
 * set). Returns: whether there was something to forget; vst_told_save() writes it down */
gboolean vst_told_prune (VstTold *self, GHashTable *ids);

/** vst_told_save: Returns: %FALSE with @error (%G_FILE_ERROR) when it cannot be written; until the
 * program ends it is known all the same */
gboolean vst_told_save (VstTold *self, GError **error);

G_END_DECLS
