/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** vst_keyring_help_show: says which package is a keyring and how to start it; @widget: the page
 * that has none */
void vst_keyring_help_show (GtkWidget *widget);

G_END_DECLS
