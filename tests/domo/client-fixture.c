/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

void
client_fixture_set_up (ClientFixture *self, gconstpointer certificate)
{
  TestCertificate kind = GPOINTER_TO_INT (certificate);
  g_autoptr (GError) error = NULL;

  self->practice = test_practice_new (kind);
  self->client = domo_client_new ();
  self->instance = domo_instance_new (vst_practice_get_uri (self->practice), &error);
  g_assert_no_error (error);
  if (kind != TEST_CERTIFICATE_NONE)
    domo_client_set_extra_authority (self->client, test_authority_path (), &error);
  g_assert_no_error (error);
}

void
client_fixture_tear_down (ClientFixture *self, gconstpointer certificate)
{
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->client));
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->practice));
  g_clear_pointer (&self->instance, domo_instance_unref);
}

gboolean
client_fixture_is_http2 (gconstpointer certificate)
{
  return GPOINTER_TO_INT (certificate) != TEST_CERTIFICATE_NONE && g_getenv ("SOUP_SERVER_HTTP2");
}

DomoToken *
client_get_full_auth (ClientFixture *self,
                      const char *user_name,
                      const char *password,
                      GError **error)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (password, -1);
  g_autoptr (DomoCredential) credential = NULL;
  g_auto (TestWait) wait = { 0 };

  credential = domo_credential_new_password (self->instance, user_name, secret);
  domo_client_get_full_auth_async (self->client, credential, NULL, test_wait_cb, &wait);
  return domo_client_get_full_auth_finish (self->client, test_wait (&wait), error);
}

DomoToken *
client_get_developer_auth (ClientFixture *self,
                           const char *client_secret,
                           const char *const *scopes,
                           DomoProfile **profile,
                           GError **error)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (client_secret, -1);
  g_autoptr (DomoCredential) credential = NULL;
  g_auto (TestWait) wait = { 0 };

  credential = domo_credential_new_client (self->instance, test_account ("client")->user_name,
                                           secret, scopes);
  domo_client_get_developer_auth_async (self->client, credential, NULL, test_wait_cb, &wait);
  return domo_client_get_developer_auth_finish (self->client, test_wait (&wait), profile, error);
}

DomoProfile *
client_who_am_i (ClientFixture *self, DomoToken *token, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  domo_client_who_am_i_async (self->client, self->instance, token, NULL, test_wait_cb, &wait);
  return domo_client_who_am_i_finish (self->client, test_wait (&wait), error);
}

DomoProfile *
client_get_user (ClientFixture *self, DomoToken *token, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  domo_client_get_user_async (self->client, self->instance, token, NULL, test_wait_cb, &wait);
  return domo_client_get_user_finish (self->client, test_wait (&wait), error);
}

gboolean
client_elevate (
    ClientFixture *self, DomoToken *token, gint64 user_id, const char *code, GError **error)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (code, -1);
  g_auto (TestWait) wait = { 0 };

  domo_client_elevate_async (self->client, self->instance, token, user_id, secret, NULL,
                             test_wait_cb, &wait);
  return domo_client_elevate_finish (self->client, test_wait (&wait), error);
}

GBytes *
client_get_avatar (ClientFixture *self, DomoToken *token, gint64 user_id, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  domo_client_get_avatar_async (self->client, self->instance, token, user_id, NULL, test_wait_cb,
                                &wait);
  return domo_client_get_avatar_finish (self->client, test_wait (&wait), error);
}

DomoToken *
client_token (DomoTokenKind kind, const char *text)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  return domo_token_new (kind, secret);
}

DomoToken *
client_access_token (void)
{
  return client_token (DOMO_TOKEN_ACCESS, test_account ("access-token")->secret);
}

DomoToken *
client_bearer_token (void)
{
  /* {"alg":"none"} . {"userId":964382593} */
  return client_token (DOMO_TOKEN_BEARER, "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjk2NDM4MjU5M30.c2ln");
}

GError *
client_fail (ClientFixture *self, VstRoute route)
{
  g_autoptr (DomoToken) session = client_token (DOMO_TOKEN_SESSION, "a-session-token");
  g_autoptr (DomoToken) access = client_access_token ();
  g_autoptr (DomoToken) bearer = client_bearer_token ();
  GError *error = NULL;

  if (route == VST_ROUTE_FULL_AUTH)
    g_assert_null (client_get_full_auth (self, test_account ("password")->user_name,
                                         test_account ("password")->secret, &error));
  else if (route == VST_ROUTE_DEVELOPER_AUTH)
    g_assert_null (
        client_get_developer_auth (self, test_account ("client")->secret, NULL, NULL, &error));
  else if (route == VST_ROUTE_USER)
    g_assert_null (client_get_user (self, bearer, &error));
  else if (route == VST_ROUTE_AVATAR)
    g_assert_null (client_get_avatar (self, access, 1893952720, &error));
  else if (route == VST_ROUTE_ELEVATE)
    g_assert_false (client_elevate (self, session, 1893952720, "123456", &error));
  else
    g_assert_null (client_who_am_i (self, access, &error));
  g_assert_nonnull (error);
  return error;
}

const char *
client_function (VstRoute route)
{
  static const char *const names[VST_N_ROUTES] = {
    [VST_ROUTE_FULL_AUTH] = "get_full_auth", [VST_ROUTE_DEVELOPER_AUTH] = "get_developer_auth",
    [VST_ROUTE_WHO_AM_I] = "who_am_i",       [VST_ROUTE_USER] = "get_user",
    [VST_ROUTE_AVATAR] = "get_avatar",       [VST_ROUTE_ELEVATE] = "elevate",
  };

  return names[route];
}
