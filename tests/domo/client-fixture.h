/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-client.h"
#include "test-support.h"

G_BEGIN_DECLS

/* A client, and a server that it is to ask. */
typedef struct {
  VstPractice *practice;
  DomoClient *client;
  DomoInstance *instance; /* the server, as a person would type it */
} ClientFixture;

/* For g_test_add(): @certificate is a TestCertificate; the authority of the good one is trusted. */
void client_fixture_set_up (ClientFixture *self, gconstpointer certificate);
void client_fixture_tear_down (ClientFixture *self, gconstpointer certificate);

/** client_fixture_is_http2: Returns: whether this run speaks HTTP/2 with that certificate */
gboolean client_fixture_is_http2 (gconstpointer certificate);

/* Routes as plain calls: they turn the main loop until the answer is there. */
DomoToken *client_get_full_auth (ClientFixture *self,
                                 const char *user_name,
                                 const char *password,
                                 GError **error);
DomoToken *client_get_developer_auth (ClientFixture *self,
                                      const char *client_secret,
                                      const char *const *scopes,
                                      DomoProfile **profile,
                                      GError **error);
DomoProfile *client_who_am_i (ClientFixture *self, DomoToken *token, GError **error);
DomoProfile *client_get_user (ClientFixture *self, DomoToken *token, GError **error);
gboolean client_elevate (
    ClientFixture *self, DomoToken *token, gint64 user_id, const char *code, GError **error);
GBytes *client_get_avatar (ClientFixture *self, DomoToken *token, gint64 user_id, GError **error);

/** client_token: Returns: (transfer full): a token of that kind and text */
DomoToken *client_token (DomoTokenKind kind, const char *text);

/** client_access_token: Returns: (transfer full): the practice access token */
DomoToken *client_access_token (void);

/** client_bearer_token: Returns: (transfer full): a bearer token that nobody gave out */
DomoToken *client_bearer_token (void);

/** client_fail: asks @route with what would do, and sees it fail. Returns: (transfer full): why */
GError *client_fail (ClientFixture *self, VstRoute route);

/** client_function: Returns: the name of @route in error lines */
const char *client_function (VstRoute route);

G_END_DECLS
