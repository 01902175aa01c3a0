/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "domo-secret.h"

G_BEGIN_DECLS

/* A row to type a secret in. It looks like an AdwPasswordEntryRow, but holds a bare GtkText over a
 * VstSecretBuffer: the rows and entries of GTK 4.8 and libadwaita 1.2 hand the clear text of a
 * hidden field to the accessibility bus, a bare GtkText does not.
 *
 * Properties: AdwPreferencesRow's title. Signals: "changed" (the text changed). Return activates
 * the window's default widget. */
#define VST_TYPE_SECRET_ROW (vst_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (VstSecretRow, vst_secret_row, VST, SECRET_ROW, AdwPreferencesRow)

gboolean vst_secret_row_is_empty (VstSecretRow *self);

/** vst_secret_row_dup_secret: Returns: (transfer full): what is typed, without a line end that was
 * pasted along */
DomoSecret *vst_secret_row_dup_secret (VstSecretRow *self);

/** vst_secret_row_set_secret: @secret: (nullable): replaces what is typed; %NULL empties the row */
void vst_secret_row_set_secret (VstSecretRow *self, DomoSecret *secret);

/** vst_secret_row_focus: puts the cursor into the row and selects what is there. */
void vst_secret_row_focus (VstSecretRow *self);

/** vst_secret_row_add_suffix: @widget: goes to the end of the row */
void vst_secret_row_add_suffix (VstSecretRow *self, GtkWidget *widget);

/** vst_secret_row_get_text: Returns: (transfer none): the widget that has the focus and takes an
 * accessible description */
GtkWidget *vst_secret_row_get_text (VstSecretRow *self);

G_END_DECLS
