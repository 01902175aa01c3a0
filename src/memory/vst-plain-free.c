/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where freed memory cannot be wiped there is nothing to pause. */
#include "vst-wiping-free.h"

void
vst_wiping_free_pause (void)
{
}

void
vst_wiping_free_resume (void)
{
}
