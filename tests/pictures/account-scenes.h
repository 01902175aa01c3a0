/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/** account_scenes_list: Returns: (transfer none) (array length=n_scenes): those with accounts in
 * the keyring, and with a keyring in trouble */
const Scene *account_scenes_list (gsize *n_scenes);

G_END_DECLS
