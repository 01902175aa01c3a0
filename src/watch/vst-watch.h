/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-keyring.h"
#include "vst-notifier.h"
#include "vst-told.h"

G_BEGIN_DECLS

/* Sees to it that the person is told in time of what ends: by the names and dates of the items in
 * the keyring, without a secret, a request or a prompt. It looks once a day, when something is due,
 * and when an item changes.
 *
 * Signal "looked": a look has ended, and what was to be told was handed over or not. */
#define VST_TYPE_WATCH (vst_watch_get_type ())
G_DECLARE_FINAL_TYPE (VstWatch, vst_watch, VST, WATCH, GObject)

/** vst_watch_new: Returns: (transfer full): it follows @keyring from now on, and waits for
 * vst_watch_search() or vst_watch_set_items(); @told: (transfer full) */
VstWatch *vst_watch_new (VstKeyring *keyring, VstTold *told, VstNotifier *notifier);

/** vst_watch_set_clock: for tests: @now: (scope forever): milliseconds since 1970 */
void vst_watch_set_clock (VstWatch *self, gint64 (*now) (gpointer user_data), gpointer user_data);

/** vst_watch_set_seen: @is_seen_func: (scope forever): whether the person has the account with @id
 * before their eyes: then what there is to tell of it counts as told */
void vst_watch_set_seen (VstWatch *self,
                         gboolean (*is_seen_func) (const char *id, gpointer user_data),
                         gpointer user_data);

/** vst_watch_search: reads the keyring, then looks; from now on again once a day and when the
 * keyring says that much has changed. */
void vst_watch_search (VstWatch *self);

/** vst_watch_set_items: @items: (element-type VstItem): those of whoever reads the keyring anyway;
 * then looks. @are_all: whether the keyring has no others: what was told of those is forgotten */
void vst_watch_set_items (VstWatch *self, GPtrArray *items, gboolean are_all);

/** vst_watch_set_paused: while another watch tells: nothing is looked at. */
void vst_watch_set_paused (VstWatch *self, gboolean paused);

/** vst_watch_get_next_look: Returns: milliseconds since 1970; 0 while paused or before the first */
gint64 vst_watch_get_next_look (VstWatch *self);

G_END_DECLS
