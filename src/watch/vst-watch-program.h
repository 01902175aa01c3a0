/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VST_WATCH_NAME VST_APPLICATION_ID ".Watch"
#define VST_WATCH_PATH VST_RESOURCE_BASE "/Watch"

/* The program that watches while the window is closed: under a name of its own on the session bus,
 * once for each session, until the session ends or its action "quit" is activated. */
#define VST_TYPE_WATCH_PROGRAM (vst_watch_program_get_type ())
G_DECLARE_FINAL_TYPE (VstWatchProgram, vst_watch_program, VST, WATCH_PROGRAM, GApplication)

/** vst_watch_program_new: Returns: (transfer full): g_application_run() watches */
GApplication *vst_watch_program_new (void);

G_END_DECLS
