/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks another resolver and keeps what libsoup must not see or what we want to know later:
 *
 * - libsoup 3.2 takes the address of an HTTP proxy with a password in it for the address of our own
 *   request, and asks for ever; so user and password are cut off here, and given when the proxy
 *   asks for them;
 * - loopback is always asked directly: some resolvers know 127.0.0.1, but not the name localhost;
 * - an error of GIO does not say that it was the proxy's: domo_proxy_resolver_dup_proxy() does. */
#define DOMO_TYPE_PROXY_RESOLVER (domo_proxy_resolver_get_type ())
G_DECLARE_FINAL_TYPE (DomoProxyResolver, domo_proxy_resolver, DOMO, PROXY_RESOLVER, GObject)

/** domo_proxy_resolver_new: @resolver: (nullable): whom to ask; %NULL: the system's */
DomoProxyResolver *domo_proxy_resolver_new (GProxyResolver *resolver);

/** domo_proxy_resolver_load: loads the system's, where that is asked; else the first request does,
 * in the main loop */
void domo_proxy_resolver_load (DomoProxyResolver *self);

/** domo_proxy_resolver_dup_proxy: Returns: (transfer full) (nullable): the proxy that the requests
 * to
 * @host go through, "proxy.example:3128"; %NULL when they go directly */
char *domo_proxy_resolver_dup_proxy (DomoProxyResolver *self, const char *host);

/**
 * domo_proxy_resolver_dup_login:
 * @user: (out) (transfer full): the user name for the proxy, when %TRUE is returned
 * @password: (out) (transfer full): likewise; the caller wipes it
 *
 * Returns: whether the settings have a login for the proxy that @host is reached through
 */
gboolean domo_proxy_resolver_dup_login (DomoProxyResolver *self,
                                        const char *host,
                                        char **user,
                                        char **password);

G_END_DECLS
