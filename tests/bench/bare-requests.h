/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A sign-in as the two requests that it takes, in plain libsoup: no limits, nothing looked at, no
 * secret wiped. */
typedef struct {
  SoupSession *session;
  const char *uri;
  const char *user;
  const char *password;
  void (*done) (const char *profile, gpointer user_data); /* %NULL when a request failed */
  gpointer user_data;
} BareRequests;

/** bare_requests_send: @self has to live until its done() was called. */
void bare_requests_send (BareRequests *self);

G_END_DECLS
