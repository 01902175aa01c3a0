/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A value under its name, for a flow box. Its copy button activates "profile.copy-value" with the
 * value. */
#define VST_TYPE_VALUE_CELL (vst_value_cell_get_type ())
G_DECLARE_FINAL_TYPE (VstValueCell, vst_value_cell, VST, VALUE_CELL, GtkFlowBoxChild)

/** vst_value_cell_new: @tooltip: (nullable): of the value; @copyable: whether it has a copy button
 */
GtkWidget *
vst_value_cell_new (const char *name, const char *value, const char *tooltip, gboolean copyable);

G_END_DECLS
