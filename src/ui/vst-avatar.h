/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * vst_avatar_decode_async:
 * @file: a PNG or JPEG from a server
 *
 * Decodes in a thread. A picture of more than 4096 pixels a side is refused before it is decoded
 * (%G_IO_ERROR_INVALID_DATA), and nothing but PNG and JPEG is tried.
 */
void vst_avatar_decode_async (GBytes *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** vst_avatar_decode_finish: Returns: (transfer full): a picture of at most 256 pixels a side */
GdkTexture *vst_avatar_decode_finish (GAsyncResult *result, GError **error);

/** vst_avatar_dup_initials_name: Returns: (transfer full): what AdwAvatar makes good initials of:
 * "Jae Wilson" for "jae.wilson@acme.com", a name as it is */
char *vst_avatar_dup_initials_name (const char *name);

G_END_DECLS
