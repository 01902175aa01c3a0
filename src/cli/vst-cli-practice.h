/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-keyring.h"

G_BEGIN_DECLS

/** vst_cli_practice_fill: puts the practice accounts that work into a keyring in memory, as if
 * somebody had signed in with each; the ids are theirs: "password", "client", "access-token" */
void vst_cli_practice_fill (VstKeyring *keyring);

/** vst_cli_practice_dup_failing: @width: columns of the terminal, 0: any. Returns: (transfer full):
 * a table of the practice accounts that fail on purpose, with what to type; nothing of it is kept
 * from anybody */
char *vst_cli_practice_dup_failing (int width);

G_END_DECLS
