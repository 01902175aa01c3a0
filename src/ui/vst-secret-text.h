/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkText that hands out asterisks for its text: gtk_editable_get_text() of it is for whoever
 * asks from outside. Its owner reads the buffer. Construct with g_object_new(); it is a GtkText in
 * everything else. */
#define VST_TYPE_SECRET_TEXT (vst_secret_text_get_type ())
GType vst_secret_text_get_type (void);

G_END_DECLS
