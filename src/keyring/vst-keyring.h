/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-error.h"
#include "vst-item.h"

G_BEGIN_DECLS

/* Where secrets rest. Errors of all calls are %DOMO_ERROR: KEYRING_ABSENT (no service),
 * KEYRING_LOCKED (no prompt is opened but by unlock, and by the first
 * store of all, which makes the default collection), KEYRING_DISMISSED, KEYRING (it failed, with
 * its words), NOT_FOUND; or %G_IO_ERROR_CANCELLED.
 *
 * Signals, in the main context it was made in:
 * - "item-changed" (VstItem *): an item of ours was made, changed, locked or unlocked, by whomever;
 * - "item-removed" (const char *path);
 * - "reset": the service went or came, or a collection was locked or unlocked: search again. */
#define VST_TYPE_KEYRING (vst_keyring_get_type ())
G_DECLARE_INTERFACE (VstKeyring, vst_keyring, VST, KEYRING, GObject)

/** Called for each item that is found, while the search goes on. */
typedef void (*VstKeyringFoundFunc) (VstItem *item, gpointer user_data);

struct _VstKeyringInterface {
  GTypeInterface parent;

  gboolean (*is_lasting) (VstKeyring *self); /* NULL: it is */

  void (*search_async) (VstKeyring *self,
                        VstKeyringFoundFunc found,
                        gpointer found_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*search_finish) (VstKeyring *self,
                             GAsyncResult *result,
                             guint *n_hidden,
                             GError **error);
  void (*lookup_async) (VstKeyring *self,
                        VstItem *item,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  DomoSecret *(*lookup_finish) (VstKeyring *self, GAsyncResult *result, GError **error);
  void (*store_async) (VstKeyring *self,
                       VstItemKind kind,
                       VstRecord *record,
                       DomoSecret *secret,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  VstItem *(*store_finish) (VstKeyring *self, GAsyncResult *result, GError **error);
  void (*clear_async) (VstKeyring *self,
                       VstItem *item,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*clear_finish) (VstKeyring *self, GAsyncResult *result, GError **error);
  void (*unlock_async) (VstKeyring *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*unlock_finish) (VstKeyring *self, GAsyncResult *result, GError **error);
};

/** vst_keyring_is_lasting: Returns: whether what is stored outlives this program */
gboolean vst_keyring_is_lasting (VstKeyring *self);

/**
 * vst_keyring_search_async:
 * @found: called for each item whose attributes can be read; no secret is read, no prompt opened
 */
void vst_keyring_search_async (VstKeyring *self,
                               VstKeyringFoundFunc found,
                               gpointer found_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** vst_keyring_search_finish: @n_hidden: (out) (optional): accounts whose names the keyring does
 * not give, since it was never unlocked since it was started */
gboolean
vst_keyring_search_finish (VstKeyring *self, GAsyncResult *result, guint *n_hidden, GError **error);

void vst_keyring_lookup_async (VstKeyring *self,
                               VstItem *item,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** vst_keyring_lookup_finish: Returns: (transfer full): the secret of the item */
DomoSecret *vst_keyring_lookup_finish (VstKeyring *self, GAsyncResult *result, GError **error);

/**
 * vst_keyring_store_async:
 * @secret: (nullable): %NULL leaves the secret that is there, and makes no item; with
 *   %VST_ITEM_ACCOUNT the secret is emptied whatever is given, and an item is made
 *
 * Changes the item of that account and kind (the kinds token and account share one), the secret
 * first, then attributes and label; makes one where there is none, in the default collection.
 */
void vst_keyring_store_async (VstKeyring *self,
                              VstItemKind kind,
                              VstRecord *record,
                              DomoSecret *secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** vst_keyring_store_finish: Returns: (transfer full): the item as it is now */
VstItem *vst_keyring_store_finish (VstKeyring *self, GAsyncResult *result, GError **error);

/** vst_keyring_clear_async: removes @item; one that is gone already is no error. */
void vst_keyring_clear_async (VstKeyring *self,
                              VstItem *item,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean vst_keyring_clear_finish (VstKeyring *self, GAsyncResult *result, GError **error);

/** vst_keyring_unlock_async: opens the keyring's own prompt for the default collection and those
 * with items of ours, where they are locked. */
void vst_keyring_unlock_async (VstKeyring *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean vst_keyring_unlock_finish (VstKeyring *self, GAsyncResult *result, GError **error);

/* For those who implement it. */
void vst_keyring_emit_item_changed (VstKeyring *self, VstItem *item);
void vst_keyring_emit_item_removed (VstKeyring *self, const char *path);
void vst_keyring_emit_reset (VstKeyring *self);

G_END_DECLS
