/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-credential.h"
#include "vst-keep.h"

G_BEGIN_DECLS

/* What is remembered from one start to the next: names and sizes, never a secret. */

#define VST_SETTINGS_WINDOW_WIDTH "window-width"
#define VST_SETTINGS_WINDOW_HEIGHT "window-height"
#define VST_SETTINGS_WINDOW_MAXIMIZED "window-maximized"
#define VST_SETTINGS_LAST_INSTANCE "last-instance"
#define VST_SETTINGS_LAST_USER_NAME "last-user-name"
#define VST_SETTINGS_LAST_CLIENT_ID "last-client-id"
#define VST_SETTINGS_LAST_METHOD "last-method"
#define VST_SETTINGS_ALLOWED_HOSTS "allowed-hosts"
#define VST_SETTINGS_KEEP_DEFAULT "keep-default"
#define VST_SETTINGS_CLIPBOARD_SECONDS "clipboard-seconds"
#define VST_SETTINGS_LOCK_MINUTES "lock-minutes"
#define VST_SETTINGS_LAST_ACCOUNT "last-account"
#define VST_SETTINGS_LAST_COPY_FORM "last-copy-form"

/**
 * vst_settings_new:
 * @in_memory: whether nothing is to be written down, as in practice
 *
 * Returns: (transfer full) (nullable): %NULL when the schema is not installed
 */
GSettings *vst_settings_new (gboolean in_memory);

/** vst_settings_is_allowed: Returns: whether the person said once that @host may get a secret */
gboolean vst_settings_is_allowed (GSettings *settings, const char *host);

/** vst_settings_allow: remembers that @host may get a secret. */
void vst_settings_allow (GSettings *settings, const char *host);

/** vst_settings_get_lock_minutes: @has_keyring: without one every lock ends every session, so that
 * there is none by itself until the person chooses it. Returns: without use, until the window
 * locks; 0: never */
guint vst_settings_get_lock_minutes (GSettings *settings, gboolean has_keyring);

DomoMethod vst_settings_get_method (GSettings *settings);
void vst_settings_set_method (GSettings *settings, DomoMethod method);

/** vst_settings_get_keep: Returns: what was chosen last for @method, else what Preferences say; an
 * access token has no secret beside itself, so that "token and secret" is "token" for it */
VstKeep vst_settings_get_keep (GSettings *settings, DomoMethod method);
void vst_settings_set_keep (GSettings *settings, DomoMethod method, VstKeep keep);

G_END_DECLS
