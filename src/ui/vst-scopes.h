/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The scopes that a client may ask for, as check rows inside an expander row whose subtitle sums
 * them up. */
#define VST_TYPE_SCOPES (vst_scopes_get_type ())
G_DECLARE_FINAL_TYPE (VstScopes, vst_scopes, VST, SCOPES, GObject)

/** vst_scopes_new: @row: gets the check rows; "data" and "user" are chosen. Returns: (transfer
 * full) */
VstScopes *vst_scopes_new (AdwExpanderRow *row);

/** vst_scopes_dup_chosen: Returns: (transfer full) (array zero-terminated=1): perhaps empty */
char **vst_scopes_dup_chosen (VstScopes *self);

/** vst_scopes_choose: chooses those and no others; ones that the rows do not have are left out. */
void vst_scopes_choose (VstScopes *self, const char *const *scopes);

G_END_DECLS
