/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-practice.h"

G_BEGIN_DECLS

/* What can be tried on the practice instance. Signal "chosen": (const VstPracticeAccount *). */
#define VST_TYPE_PRACTICE_POPOVER (vst_practice_popover_get_type ())
G_DECLARE_FINAL_TYPE (VstPracticePopover, vst_practice_popover, VST, PRACTICE_POPOVER, GtkPopover)

GtkWidget *vst_practice_popover_new (void);

G_END_DECLS
