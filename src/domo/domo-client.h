/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-credential.h"
#include "domo-error.h"
#include "domo-profile.h"
#include "domo-token.h"

G_BEGIN_DECLS

/* Domo's routes, each an _async/_finish pair over kept connections that all callers share.
 *
 * What holds for each: TLS 1.2 or newer with the system's authorities (and one extra, where set),
 * no redirect is followed, no cookie and nothing on disk is kept, an answer has at most 1 MiB
 * (unpacked) and 16 interim answers, a connection must stand after 10 s and the whole be there
 * after 30 s. Cancelling ends the call at once for the caller (%G_IO_ERROR_CANCELLED); on the wire
 * too with HTTP/1, while HTTP/2 lets it run out in the background.
 *
 * Errors are of the domain %DOMO_ERROR with function, instance, status and message filled in. */
#define DOMO_TYPE_CLIENT (domo_client_get_type ())
G_DECLARE_FINAL_TYPE (DomoClient, domo_client, DOMO, CLIENT, GObject)

/** domo_client_new: Returns: (transfer full): a client with the system's authorities and proxies */
DomoClient *domo_client_new (void);

/* Connections that such a client has open at most. */
#define DOMO_CLIENT_CONNECTIONS 16

/* So many calls over TLS should be under way at once: each connection takes 25 ms of the main loop,
 * in which GIO reads the system's authorities, and of some hundreds that are begun together the
 * last ones would be given up. */
#define DOMO_CLIENT_MAX_TLS 64

/** domo_client_new_for_many: @n_connections: at least 1: the most that are open at the same time, a
 * few more when that is no multiple of 64; more calls than that should not be under way at once,
 * since libsoup's own queue is slow. Returns: (transfer full) */
DomoClient *domo_client_new_for_many (guint n_connections);

/**
 * domo_client_set_extra_authority:
 * @path: a PEM file with one or more authorities, trusted beside the system's
 * @error: a %GIOErrorEnum or %GTlsError when there is no certificate in it
 */
gboolean domo_client_set_extra_authority (DomoClient *self, const char *path, GError **error);

/**
 * domo_client_set_practice_uri:
 * @uri: (nullable): "http://127.0.0.1:PORT" of a practice instance
 *
 * From now on every instance is asked there and nowhere else; the host that was typed goes along as
 * the Host header.
 */
void domo_client_set_practice_uri (DomoClient *self, const char *uri);
/** domo_client_get_practice_uri: Returns: (transfer none) (nullable) */
const char *domo_client_get_practice_uri (DomoClient *self);

/**
 * domo_client_warm_up:
 *
 * Loads the system's authorities in a thread, once; else the first request over TLS does so in the
 * main loop, where it takes some 35 ms.
 */
void domo_client_warm_up (DomoClient *self);

/**
 * domo_client_close:
 *
 * Closes the kept connections, whose buffers may still hold headers. The caller has cancelled what
 * is under way: what is not fails, over HTTP/2 with its time limit only. One whose answer came in
 * this very turn of the main loop is kept a moment later, and has to be closed then. The next call
 * opens a new one.
 */
void domo_client_close (DomoClient *self);

/* Milliseconds; 10,000 and 30,000 unless set. */
void domo_client_set_time_limits (DomoClient *self, guint connect, guint whole);

/** domo_client_set_network_monitor: who is asked whether there is a network at all, and only after
 * a failure; the system's unless set. For tests. */
void domo_client_set_network_monitor (DomoClient *self, GNetworkMonitor *monitor);

/** domo_client_load_proxies: for whoever will surely ask: loads the modules of GIO that know the
 * system's proxies, which takes milliseconds; else the first request does, in the main loop. */
void domo_client_load_proxies (DomoClient *self);

/** domo_client_set_proxy_resolver: who is asked for proxies; the system's unless set. */
void domo_client_set_proxy_resolver (DomoClient *self, GProxyResolver *resolver);

/**
 * domo_client_get_full_auth_async:
 * @credential: user name and password
 *
 * `POST /api/content/v2/authentication` of the product API with
 * `{"method":"password","emailAddress":…,"password":…}`.
 */
void domo_client_get_full_auth_async (DomoClient *self,
                                      DomoCredential *credential,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/**
 * domo_client_get_full_auth_finish:
 * @error: see domo_reply_parse_full_auth(); SecondFactorRequiredError carries the session token
 * that domo_client_elevate_async() makes good
 *
 * Returns: (transfer full): a session token
 */
DomoToken *
domo_client_get_full_auth_finish (DomoClient *self, GAsyncResult *result, GError **error);

/**
 * domo_client_get_developer_auth_async:
 * @credential: client id and secret
 *
 * `GET /oauth/token?grant_type=client_credentials[&scope=data%20user]` of the platform API, HTTP
 * Basic with id and secret.
 */
void domo_client_get_developer_auth_async (DomoClient *self,
                                           DomoCredential *credential,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/**
 * domo_client_get_developer_auth_finish:
 * @profile: (out) (optional) (transfer full): who the answer says the client is
 *
 * Returns: (transfer full): a bearer token; its domain names the instance
 */
DomoToken *domo_client_get_developer_auth_finish (DomoClient *self,
                                                  GAsyncResult *result,
                                                  DomoProfile **profile,
                                                  GError **error);

/**
 * domo_client_who_am_i_async:
 * @instance: whom to ask
 * @token: a session or access token; with a bearer token the call is an InvalidAuthTypeError, and
 *   nothing is sent
 *
 * `GET /api/content/v2/users/me` of the product API.
 */
void domo_client_who_am_i_async (DomoClient *self,
                                 DomoInstance *instance,
                                 DomoToken *token,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** domo_client_who_am_i_finish: Returns: (transfer full): the profile */
DomoProfile *domo_client_who_am_i_finish (DomoClient *self, GAsyncResult *result, GError **error);

/**
 * domo_client_get_user_async:
 * @instance: (nullable): a loopback test server, or the instance that errors are to name
 * @token: a bearer token with the scope "user"; another kind is an InvalidAuthTypeError, and
 * nothing is sent
 *
 * `GET /v1/users/USER_ID` of the platform API, for the token's owner.
 */
void domo_client_get_user_async (DomoClient *self,
                                 DomoInstance *instance,
                                 DomoToken *token,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** domo_client_get_user_finish: Returns: (transfer full): the profile */
DomoProfile *domo_client_get_user_finish (DomoClient *self, GAsyncResult *result, GError **error);

/**
 * domo_client_elevate_async:
 * @token: the session token that came with SecondFactorRequiredError
 * @user_id: whose it is
 * @code: the one-time code
 *
 * `PUT /api/identity/v1/authentication/elevations/USER_ID` with
 * `{"timeBasedOneTimePassword":"123456"}`, on a new connection, since libsoup would repeat it by
 * itself on a kept one that died. The token stays as it is and is good afterwards.
 */
void domo_client_elevate_async (DomoClient *self,
                                DomoInstance *instance,
                                DomoToken *token,
                                gint64 user_id,
                                DomoSecret *code,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** domo_client_elevate_finish: @error: InvalidCredentialsError when the code was refused */
gboolean domo_client_elevate_finish (DomoClient *self, GAsyncResult *result, GError **error);

/**
 * domo_client_get_avatar_async:
 * @token: a session or access token
 *
 * `GET /api/content/v1/avatar/USER/USER_ID?size=100` of the product API.
 */
void domo_client_get_avatar_async (DomoClient *self,
                                   DomoInstance *instance,
                                   DomoToken *token,
                                   gint64 user_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** domo_client_get_avatar_finish: Returns: (transfer full): the file of a PNG or JPEG, not decoded;
 * @error: AuthError with status 404 where there is none */
GBytes *domo_client_get_avatar_finish (DomoClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
