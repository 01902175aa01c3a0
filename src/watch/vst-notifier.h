/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vst-notice.h"

G_BEGIN_DECLS

/* Hands notifications to the desktop, in the name of the window, whoever's process this is: GNOME's
 * own service first, which starts the window by itself when one is chosen, else that of
 * freedesktop.org, whose answer is heard while this process lives. */
#define VST_TYPE_NOTIFIER (vst_notifier_get_type ())
G_DECLARE_FINAL_TYPE (VstNotifier, vst_notifier, VST, NOTIFIER, GObject)

/* Signal "available": a service has come; what could not be handed over may be tried again. */

/** vst_notifier_new: Returns: (transfer full): @bus: the session's */
VstNotifier *vst_notifier_new (GDBusConnection *bus);

/** vst_notifier_send_async: shows @notice; who chooses it, gets the window with its account.
 * @notice is not needed after the call. */
void vst_notifier_send_async (VstNotifier *self,
                              const VstNotice *notice,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** vst_notifier_send_finish: Returns: whether a service has taken it; else %G_DBUS_ERROR,
 * %G_IO_ERROR */
gboolean vst_notifier_send_finish (VstNotifier *self, GAsyncResult *result, GError **error);

G_END_DECLS
