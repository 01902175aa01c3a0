/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What stands in the place of a secret; it says nothing of the length. */
#define DOMO_SECRET_MASK "••••••••••••"

/* A password, a client secret, a token or a one-time code: counted text that is wiped when the
 * last reference goes. Whatever is a plain `char *` in a signature is not secret. */
typedef struct _DomoSecret DomoSecret;

#define DOMO_TYPE_SECRET (domo_secret_get_type ())
GType domo_secret_get_type (void);

/**
 * domo_secret_new:
 * @text: the secret; the caller wipes its own copy
 * @length: bytes, or -1 when @text ends with a NUL
 *
 * Returns: (transfer full): a copy in memory that is locked where the system allows it, and wiped
 *   when it is freed
 */
DomoSecret *domo_secret_new (const char *text, gssize length);

/** domo_secret_ref: Returns: (transfer full): @self */
DomoSecret *domo_secret_ref (DomoSecret *self);

/** domo_secret_unref: wipes and frees the text with the last reference. */
void domo_secret_unref (DomoSecret *self);

/**
 * domo_secret_get_text:
 *
 * Returns: (transfer none): the text, NUL-terminated; never log or copy it
 */
const char *domo_secret_get_text (DomoSecret *self);

/** domo_secret_get_length: Returns: bytes, without the NUL */
gsize domo_secret_get_length (DomoSecret *self);

/** domo_secret_equal: compares in time that depends on the lengths alone. */
gboolean domo_secret_equal (DomoSecret *a, DomoSecret *b);

/**
 * domo_secret_mask_in:
 * @self: (nullable): the secret to look for
 * @text: text that is about to leave the program
 *
 * Redaction is by value: wherever the secret stands in @text, as it is, percent-encoded or
 * percent-decoded, it is replaced by twelve dots; also its beginning where @text was cut there and
 * ends with "…". A secret of fewer than four bytes is too
 * common to look for and leaves @text as it is.
 *
 * Returns: (transfer full): @text without the secret
 */
char *domo_secret_mask_in (DomoSecret *self, const char *text);

/** domo_secret_may_be_in: a quick look at a whole answer. Returns: %FALSE when
 * domo_secret_mask_in() would find the secret in no text that the JSON @data holds */
gboolean domo_secret_may_be_in (DomoSecret *self, const char *data, gsize size);

/**
 * domo_wipe_string:
 * @text: (nullable) (transfer full): text that held something secret
 *
 * Overwrites @text up to its NUL and frees it with g_free().
 */
void domo_wipe_string (char *text);

/**
 * domo_wiped_bytes_new:
 * @data: (transfer full) (nullable): from g_malloc(); %NULL with no bytes
 * @size: bytes
 *
 * Returns: (transfer full): bytes that are wiped when the last reference goes
 */
GBytes *domo_wiped_bytes_new (void *data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DomoSecret, domo_secret_unref)

G_END_DECLS
