/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-keyring.h"

G_DEFINE_INTERFACE (VstKeyring, vst_keyring, G_TYPE_OBJECT)

enum { ITEM_CHANGED, ITEM_REMOVED, RESET, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
vst_keyring_default_init (VstKeyringInterface *iface)
{
  signals[ITEM_CHANGED] = g_signal_new ("item-changed", VST_TYPE_KEYRING, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, VST_TYPE_ITEM);
  signals[ITEM_REMOVED] = g_signal_new ("item-removed", VST_TYPE_KEYRING, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESET] = g_signal_new ("reset", VST_TYPE_KEYRING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

gboolean
vst_keyring_is_lasting (VstKeyring *self)
{
  VstKeyringInterface *iface;

  g_return_val_if_fail (VST_IS_KEYRING (self), FALSE);
  iface = VST_KEYRING_GET_IFACE (self);
  return !iface->is_lasting || iface->is_lasting (self);
}

void
vst_keyring_search_async (VstKeyring *self,
                          VstKeyringFoundFunc found,
                          gpointer found_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (VST_IS_KEYRING (self) && found != NULL);
  VST_KEYRING_GET_IFACE (self)->search_async (self, found, found_data, cancellable, callback,
                                              user_data);
}

gboolean
vst_keyring_search_finish (VstKeyring *self, GAsyncResult *result, guint *n_hidden, GError **error)
{
  g_return_val_if_fail (VST_IS_KEYRING (self), FALSE);
  return VST_KEYRING_GET_IFACE (self)->search_finish (self, result, n_hidden, error);
}

void
vst_keyring_lookup_async (VstKeyring *self,
                          VstItem *item,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (VST_IS_KEYRING (self) && VST_IS_ITEM (item));
  VST_KEYRING_GET_IFACE (self)->lookup_async (self, item, cancellable, callback, user_data);
}

DomoSecret *
vst_keyring_lookup_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (VST_IS_KEYRING (self), NULL);
  return VST_KEYRING_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
vst_keyring_store_async (VstKeyring *self,
                         VstItemKind kind,
                         VstRecord *record,
                         DomoSecret *secret,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (VST_IS_KEYRING (self) && VST_IS_RECORD (record));
  VST_KEYRING_GET_IFACE (self)->store_async (self, kind, record, secret, cancellable, callback,
                                             user_data);
}

VstItem *
vst_keyring_store_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (VST_IS_KEYRING (self), NULL);
  return VST_KEYRING_GET_IFACE (self)->store_finish (self, result, error);
}

void
vst_keyring_clear_async (VstKeyring *self,
                         VstItem *item,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (VST_IS_KEYRING (self) && VST_IS_ITEM (item));
  VST_KEYRING_GET_IFACE (self)->clear_async (self, item, cancellable, callback, user_data);
}

gboolean
vst_keyring_clear_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (VST_IS_KEYRING (self), FALSE);
  return VST_KEYRING_GET_IFACE (self)->clear_finish (self, result, error);
}

void
vst_keyring_unlock_async (VstKeyring *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (VST_IS_KEYRING (self));
  VST_KEYRING_GET_IFACE (self)->unlock_async (self, cancellable, callback, user_data);
}

gboolean
vst_keyring_unlock_finish (VstKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (VST_IS_KEYRING (self), FALSE);
  return VST_KEYRING_GET_IFACE (self)->unlock_finish (self, result, error);
}

void
vst_keyring_emit_item_changed (VstKeyring *self, VstItem *item)
{
  g_return_if_fail (VST_IS_KEYRING (self) && VST_IS_ITEM (item));
  g_signal_emit (self, signals[ITEM_CHANGED], 0, item);
}

void
vst_keyring_emit_item_removed (VstKeyring *self, const char *path)
{
  g_return_if_fail (VST_IS_KEYRING (self) && path != NULL);
  g_signal_emit (self, signals[ITEM_REMOVED], 0, path);
}

void
vst_keyring_emit_reset (VstKeyring *self)
{
  g_return_if_fail (VST_IS_KEYRING (self));
  g_signal_emit (self, signals[RESET], 0);
}
