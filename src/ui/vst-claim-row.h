/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vst-claims.h"

G_BEGIN_DECLS

/** vst_claim_row_new: Returns: (transfer none): a new row that says what @claim says, as text and
 * never as markup; its value is a few lines long and the rest of it the tooltip */
GtkWidget *vst_claim_row_new (const VstClaim *claim);

G_END_DECLS
