/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keyring cannot be read: locked, absent, or it failed. Its buttons activate the actions of the
 * window "win.unlock-keyring", "win.reload-keyring", "win.keyring-help" and
 * "win.without-keyring". */
#define VST_TYPE_KEYRING_PAGE (vst_keyring_page_get_type ())
G_DECLARE_FINAL_TYPE (VstKeyringPage, vst_keyring_page, VST, KEYRING_PAGE, GtkWidget)

GtkWidget *vst_keyring_page_new (void);

/**
 * vst_keyring_page_set_error:
 * @error: %DOMO_ERROR_KEYRING_LOCKED, %DOMO_ERROR_KEYRING_DISMISSED, %DOMO_ERROR_KEYRING_ABSENT, or
 *   %DOMO_ERROR_KEYRING with its words
 * @n_hidden: accounts whose names a locked keyring does not give, 0 where it gives them
 */
void vst_keyring_page_set_error (VstKeyringPage *self, const GError *error, guint n_hidden);

/** vst_keyring_page_set_busy: while the keyring's own prompt is open. */
void vst_keyring_page_set_busy (VstKeyringPage *self, gboolean busy);

/** vst_keyring_page_start: puts the focus on the button. */
void vst_keyring_page_start (VstKeyringPage *self);

/** vst_keyring_page_get_header_bar: Returns: (transfer none) */
AdwHeaderBar *vst_keyring_page_get_header_bar (VstKeyringPage *self);

G_END_DECLS
