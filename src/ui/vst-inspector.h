/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "domo-token.h"

G_BEGIN_DECLS

/* A window that reads any token: offline, and nothing of it is stored. What was pasted or dropped
 * is wiped when it is used, and when the window goes. Signal: "use" (DomoToken *): the person wants
 * to sign in with it. */
#define VST_TYPE_INSPECTOR (vst_inspector_get_type ())
G_DECLARE_FINAL_TYPE (VstInspector, vst_inspector, VST, INSPECTOR, AdwWindow)

/** vst_inspector_new: Returns: (transfer none): a new window, not presented yet; it goes with
 * @parent (nullable) */
GtkWidget *vst_inspector_new (GtkWindow *parent);

G_END_DECLS
