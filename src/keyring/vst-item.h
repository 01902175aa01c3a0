/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-record.h"

G_BEGIN_DECLS

/* What an item of the keyring holds. Each account has one main item (token, or account once it is
 * signed out), and beside it, if the person chose so, one with the password or client secret. The
 * main item is written last and removed first: an account is there when its main item is. */
typedef enum {
  VST_ITEM_TOKEN,    /* "token" */
  VST_ITEM_ACCOUNT,  /* "account": names alone, the secret is empty: signed out */
  VST_ITEM_PASSWORD, /* "password" */
  VST_ITEM_SECRET,   /* "secret": of a client */
} VstItemKind;

/** vst_item_kind_is_main: Returns: whether an account with such an item is there */
gboolean vst_item_kind_is_main (VstItemKind kind);

/* One item, without its secret. Immutable. */
#define VST_TYPE_ITEM (vst_item_get_type ())
G_DECLARE_FINAL_TYPE (VstItem, vst_item, VST, ITEM, GObject)

/**
 * vst_item_new:
 * @path: by which the keyring finds it
 * @collection: (nullable): the label of the collection it rests in, "Login"; NULL in memory
 */
VstItem *vst_item_new (
    const char *path, VstItemKind kind, VstRecord *record, const char *collection, gboolean locked);

/**
 * vst_item_new_from_attributes:
 * @attributes: (element-type utf8 utf8): hostile until read
 *
 * Returns: (transfer full) (nullable): %NULL when they are not those of an item of ours: an unknown
 *   kind or method, no id, a text that is not UTF-8 or longer than 1,000 bytes
 */
VstItem *vst_item_new_from_attributes (const char *path,
                                       GHashTable *attributes,
                                       const char *collection,
                                       gboolean locked);

const char *vst_item_get_path (VstItem *self);
VstItemKind vst_item_get_kind (VstItem *self);
/** vst_item_get_record: Returns: (transfer none) */
VstRecord *vst_item_get_record (VstItem *self);
/** vst_item_get_collection: Returns: (transfer none) (nullable) */
const char *vst_item_get_collection (VstItem *self);
gboolean vst_item_is_locked (VstItem *self);

/**
 * vst_item_dup_attributes:
 *
 * All are text, an unknown one is "": application ("vestibule"), kind, id, instance, method
 * ("password", "client", "access-token"), user, owner-id, name, expires, checked (RFC 3339, UTC,
 * whole seconds), scopes, refused (as checked), muted (of "14", "3", "1" and "stopped", with spaces
 * between them).
 *
 * Returns: (transfer full) (element-type utf8 utf8)
 */
GHashTable *vst_item_dup_attributes (VstItemKind kind, VstRecord *record);

/** vst_item_dup_label: Returns: (transfer full): what other programs list it as, translated: "Jae
 * Wilson at acme (access token)", "(session token)", "(bearer token)", "(password)", "(client
 * secret)", "(signed out)" */
char *vst_item_dup_label (VstItemKind kind, VstRecord *record);

G_END_DECLS
