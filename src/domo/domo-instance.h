/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a credential is good: one host, made from what a person typed. Immutable.
 *
 * People write an instance as "acme", "acme.domo.com", "https://acme.domo.com/page/1?x#y", in
 * capitals, with white space around it, or as a vanity host ("data.acme.com"). A loopback address
 * (127.0.0.0/8, [::1], localhost; with any port; http unless https is written) stands for both the
 * product and the platform API of a test server. */
typedef struct _DomoInstance DomoInstance;

#define DOMO_TYPE_INSTANCE (domo_instance_get_type ())
GType domo_instance_get_type (void);

/**
 * domo_instance_new:
 * @text: what was typed
 * @error: %DOMO_ERROR_INPUT when @text is not an instance: empty, white space or a path inside a
 *   bare name, a user name, a port on a host that is not loopback, http to such a host, more than
 *   253 bytes, a host that cannot be one
 *
 * Returns: (transfer full): the instance, or %NULL with @error set
 */
DomoInstance *domo_instance_new (const char *text, GError **error);

/**
 * domo_instance_new_named:
 * @text: (nullable): an instance that an answer or a token names
 *
 * What names this computer counts for nothing: no request must turn to it because of an answer.
 *
 * Returns: (transfer full) (nullable): the instance
 */
DomoInstance *domo_instance_new_named (const char *text);

/** domo_instance_ref: Returns: (transfer full): @self */
DomoInstance *domo_instance_ref (DomoInstance *self);
void domo_instance_unref (DomoInstance *self);

/**
 * domo_instance_get_host:
 *
 * Returns: (transfer none): the host that gets the secret, in lower case and punycode, with the
 *   port where one was typed: "acme.domo.com", "127.0.0.1:8080"
 */
const char *domo_instance_get_host (DomoInstance *self);

/**
 * domo_instance_get_name:
 *
 * Returns: (transfer none): the host without ".domo.com", else the whole host: "acme",
 *   "acme.demo" for "acme.demo.domo.com", "data.acme.com", "127.0.0.1:8080". The form of error
 *   lines.
 */
const char *domo_instance_get_name (DomoInstance *self);

/** domo_instance_get_text: Returns: (transfer none): the short form that domo_instance_new() reads
 * again: the name; of a loopback server its root, with its scheme */
const char *domo_instance_get_text (DomoInstance *self);

/** domo_instance_get_product_uri: Returns: (transfer none): "https://acme.domo.com", no slash at
 * the end; the root of the product API */
const char *domo_instance_get_product_uri (DomoInstance *self);

/* Who is asked for a client, of every instance. */
#define DOMO_PLATFORM_HOST "api.domo.com"

/** domo_instance_get_platform_uri: Returns: (transfer none): "https://api.domo.com", or the
 * loopback server itself; the root of the platform API */
const char *domo_instance_get_platform_uri (DomoInstance *self);

/** domo_host_is_loopback: @host: a name, or an address as a URI has it, without its port. Returns:
 * %TRUE when it is this computer */
gboolean domo_host_is_loopback (const char *host);

/** domo_instance_is_loopback: Returns: %TRUE when the secret stays on this computer */
gboolean domo_instance_is_loopback (DomoInstance *self);

/** domo_instance_is_known: Returns: %TRUE for loopback and for a host of Domo's own (below
 * domo.com, domotech.io, domorig.io); any other is asked about before it gets a secret */
gboolean domo_instance_is_known (DomoInstance *self);

gboolean domo_instance_equal (DomoInstance *a, DomoInstance *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DomoInstance, domo_instance_unref)

G_END_DECLS
