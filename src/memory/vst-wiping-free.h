/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is linked into an executable, and wipes what is freed in it, can wait until there is
 * something to wipe: while GTK starts up it would be a seventh of all instructions. */

/** vst_wiping_free_pause: nothing is wiped from now on; for main(), before anything secret can be
 * in memory. */
void vst_wiping_free_pause (void);

/** vst_wiping_free_resume: from now on everything is; also where nothing was paused. */
void vst_wiping_free_resume (void);
