/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vst-account-list.h"

G_BEGIN_DECLS

/* The window's own watch: it tells what the program vestibule-watch would tell, while that does not
 * run, out of what the list of accounts has read already. What one of them has told the other
 * knows. NULL where nobody is to be told: without a session bus. */
typedef struct _VstReminders VstReminders;

/** vst_reminders_new: Returns: (transfer full) (nullable): @bus: (nullable): the session's;
 * @is_seen: (scope forever): whether the window shows the account with @id just now, which says
 * more than a notification */
VstReminders *vst_reminders_new (VstAccountList *list,
                                 GDBusConnection *bus,
                                 gboolean (*is_seen) (const char *id, gpointer user_data),
                                 gpointer user_data);
void vst_reminders_free (VstReminders *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstReminders, vst_reminders_free)

G_END_DECLS
