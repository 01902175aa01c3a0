/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-keyring.h"

G_BEGIN_DECLS

/** vst_cli_practice_fill: puts the practice accounts that work into a keyring in memory, as if
 * somebody had signed in with each; the ids are theirs: "password", "client", "access-token" */
void vst_cli_practice_fill (VstKeyring *keyring);

G_END_DECLS
