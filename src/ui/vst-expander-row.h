/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwExpanderRow that a screen reader can open and close too: libadwaita's own has no accessible
 * action, a class-installed one ("expander.toggle") shows. */
#define VST_TYPE_EXPANDER_ROW (vst_expander_row_get_type ())
G_DECLARE_FINAL_TYPE (VstExpanderRow, vst_expander_row, VST, EXPANDER_ROW, AdwExpanderRow)

G_END_DECLS
