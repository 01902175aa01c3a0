/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** vst_open_uri: opens @uri in the person's browser; says so in a toast where there is none. */
void vst_open_uri (GtkWidget *widget, const char *uri);

G_END_DECLS
