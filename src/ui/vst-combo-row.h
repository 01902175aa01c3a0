/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwComboRow that a screen reader can open too ("combo.open"), that says what is chosen as a
 * part of its name, and that breaks a long value into lines where libadwaita's own cuts it off
 * after 20 characters. Its model holds GtkStringObjects, as a GtkStringList does. */
#define VST_TYPE_COMBO_ROW (vst_combo_row_get_type ())
G_DECLARE_FINAL_TYPE (VstComboRow, vst_combo_row, VST, COMBO_ROW, AdwComboRow)

/** vst_combo_row_get_value: Returns: (transfer none) (nullable): the words of what is chosen */
const char *vst_combo_row_get_value (VstComboRow *self);

G_END_DECLS
