/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a person can set. Each row is a key of the settings; a change takes effect at once. Not an
 * AdwPreferencesWindow: that of libadwaita 1.2 never lets go of a group on a page of its. */
#define VST_TYPE_PREFERENCES (vst_preferences_get_type ())
G_DECLARE_FINAL_TYPE (VstPreferences, vst_preferences, VST, PREFERENCES, AdwWindow)

/** vst_preferences_new: @parent: (nullable): the window it is over, and goes away with */
GtkWidget *vst_preferences_new (GtkWindow *parent, GSettings *settings);

/** vst_preferences_set_has_keyring: there is one unless this says otherwise; without it the window
 * never locks by itself until something is chosen. */
void vst_preferences_set_has_keyring (VstPreferences *self, gboolean has_keyring);

/** vst_preferences_add_group: puts @group below the others: what can be set and is no key. */
void vst_preferences_add_group (VstPreferences *self, GtkWidget *group);

G_END_DECLS
