/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The text of an entry for a secret: in memory that is locked where the system allows it, and each
 * byte is wiped when it is taken out. GtkPasswordEntryBuffer of GTK 4.8 wipes nothing before its
 * end, and an entry that was emptied for the next sign-in holds the last password still. */
#define VST_TYPE_SECRET_BUFFER (vst_secret_buffer_get_type ())
G_DECLARE_FINAL_TYPE (VstSecretBuffer, vst_secret_buffer, VST, SECRET_BUFFER, GtkEntryBuffer)

/** vst_secret_buffer_new: Returns: (transfer full): an empty one */
GtkEntryBuffer *vst_secret_buffer_new (void);

G_END_DECLS
