/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vst_secret_prompt_async:
 * @path: of a prompt that the Secret Service has made
 *
 * Opens the prompt and waits for the person, without a limit; it is closed when @cancellable is
 * cancelled. libsecret's own never ends when the service does so meanwhile.
 */
void vst_secret_prompt_async (GDBusConnection *bus,
                              const char *path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** vst_secret_prompt_finish: Returns: (transfer full): what was made or unlocked; %NULL with
 * %DOMO_ERROR_KEYRING_DISMISSED when the person closed it, or nobody could be asked */
GVariant *vst_secret_prompt_finish (GDBusConnection *bus, GAsyncResult *result, GError **error);

G_END_DECLS
