/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-check-run.h"

G_BEGIN_DECLS

/* What whoever looks on sees of a run that takes its time: on a terminal a line below the answers,
 * with a bar where it is known how many there are; elsewhere the pauses alone. */
typedef struct _VstCheckProgress VstCheckProgress;

/** vst_check_progress_new: @counts: followed until it is freed; @total: 0: nobody knows. Returns:
 * (transfer full) */
VstCheckProgress *vst_check_progress_new (VstCli *cli, const VstCheckCounts *counts, guint total);

/** vst_check_progress_free: the line is gone. */
void vst_check_progress_free (VstCheckProgress *self);

/** vst_check_progress_pause: something waits, because @host asked for a pause; told once for each
 * pause. @microseconds: until it is over */
void vst_check_progress_pause (VstCheckProgress *self, const char *host, gint64 microseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstCheckProgress, vst_check_progress_free)

G_END_DECLS
