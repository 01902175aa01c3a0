/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An HTTP proxy on loopback that knows CONNECT alone, and leads every host to one port. */
typedef struct _LittleProxy LittleProxy;

typedef enum {
  LITTLE_PROXY_WORKS,
  LITTLE_PROXY_WANTS_LOGIN, /* of user "me" with password "pass word" */
  LITTLE_PROXY_FORBIDS,     /* 403 */
  LITTLE_PROXY_FAILS,       /* 502 */
  LITTLE_PROXY_CLOSES,
  LITTLE_PROXY_IS_SILENT,
  LITTLE_PROXY_TALKS_NONSENSE,
  /* No proxies at all: for what else may listen on a port. */
  LITTLE_PROXY_GREETS,   /* speaks first, and no TLS */
  LITTLE_PROXY_HANGS_UP, /* as soon as it is called */
} LittleProxyManner;

/* That login as it goes over the wire. */
#define LITTLE_PROXY_LOGIN "bWU6cGFzcyB3b3Jk"

/** little_proxy_new: @port: on 127.0.0.1, where a tunnel leads. Returns: one that listens */
LittleProxy *little_proxy_new (LittleProxyManner manner, guint16 port);
void little_proxy_free (LittleProxy *self);

/** little_proxy_get_address: Returns: (transfer none): "127.0.0.1:PORT" */
const char *little_proxy_get_address (LittleProxy *self);

/** little_proxy_get_text: Returns: (transfer none): all requests it got, tunnels left out */
const char *little_proxy_get_text (LittleProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LittleProxy, little_proxy_free)

G_END_DECLS
