/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The program: one window, its menu's actions, --practice. */
#define VST_TYPE_APPLICATION (vst_application_get_type ())
G_DECLARE_FINAL_TYPE (VstApplication, vst_application, VST, APPLICATION, AdwApplication)

/** vst_application_new: Returns: (transfer full) */
VstApplication *vst_application_new (void);

/** vst_application_run: Returns: the exit status: 0, 1 when no window could be opened, 2 for an
 * unknown option or word */
int vst_application_run (VstApplication *self, int argc, char **argv);

G_END_DECLS
