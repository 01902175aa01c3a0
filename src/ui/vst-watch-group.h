/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* In the preferences: whether the watch is started at login. The entry in the autostart folder is
 * what is shown and changed; the watch itself is started and ended along with it. */
#define VST_TYPE_WATCH_GROUP (vst_watch_group_get_type ())
G_DECLARE_FINAL_TYPE (VstWatchGroup, vst_watch_group, VST, WATCH_GROUP, GtkWidget)

GtkWidget *vst_watch_group_new (void);

G_END_DECLS
