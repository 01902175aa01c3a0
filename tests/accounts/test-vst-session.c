/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-session.h"

#include "test-support.h"

typedef struct {
  VstSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->session);
}

static void
test_values (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("shh", -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_BEARER, secret);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_TOKEN, reply);
  static const char *const scopes[] = { "data", "user", NULL };
  g_autoptr (DomoCredential) credential =
      domo_credential_new_client (NULL, "the-id", secret, scopes);
  gint64 before = g_get_monotonic_time ();

  fixture->session = vst_session_new (credential, NULL, token, profile);
  g_assert_cmpint (vst_session_get_method (fixture->session), ==, DOMO_METHOD_CLIENT);
  g_assert_null (vst_session_get_instance (fixture->session));
  g_assert_cmpstr (vst_session_get_user_name (fixture->session), ==, "the-id");
  g_assert_true (g_strv_equal (vst_session_get_scopes (fixture->session), scopes));
  g_assert_true (vst_session_get_token (fixture->session) == token);
  g_assert_true (vst_session_get_profile (fixture->session) == profile);
  g_assert_cmpint (vst_session_get_checked (fixture->session), >=, before);
}

/* As an account in the keyring names it, without a credential. */
static void
test_stored (Fixture *fixture, gconstpointer unused)
{
  static const char *const scopes[] = { "data", "user", NULL };
  g_autoptr (DomoSecret) secret = domo_secret_new ("shh", -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_BEARER, secret);
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_TOKEN, reply);
  g_autoptr (VstSession) nameless =
      vst_session_new_stored (DOMO_METHOD_ACCESS_TOKEN, NULL, NULL, NULL, token, profile);
  gint64 before = g_get_monotonic_time ();

  fixture->session =
      vst_session_new_stored (DOMO_METHOD_CLIENT, "the-id", "data user", instance, token, profile);
  g_assert_cmpint (vst_session_get_method (fixture->session), ==, DOMO_METHOD_CLIENT);
  g_assert_true (domo_instance_equal (vst_session_get_instance (fixture->session), instance));
  g_assert_cmpstr (vst_session_get_user_name (fixture->session), ==, "the-id");
  g_assert_true (g_strv_equal (vst_session_get_scopes (fixture->session), scopes));
  g_assert_true (vst_session_get_token (fixture->session) == token);
  g_assert_true (vst_session_get_profile (fixture->session) == profile);
  g_assert_cmpint (vst_session_get_checked (fixture->session), >=, before);

  g_assert_null (vst_session_get_user_name (nameless));
  g_assert_null (vst_session_get_scopes (nameless));
  g_assert_null (vst_session_get_instance (nameless));
}

/* The credential with its secret is let go: only its names are kept. */
static void
test_no_secret_kept (Fixture *fixture, gconstpointer unused)
{
  const VstPracticeAccount *account = test_account ("password");
  g_autoptr (DomoInstance) instance = domo_instance_new (account->instance, NULL);
  g_autoptr (DomoSecret) password = domo_secret_new (account->secret, -1);
  DomoCredential *credential =
      domo_credential_new_password (instance, account->user_name, password);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_SESSION, password);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);

  fixture->session = vst_session_new (credential, instance, token, profile);
  g_assert_finalize_object (credential);
  g_assert_cmpstr (vst_session_get_user_name (fixture->session), ==, account->user_name);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/values", test_values);
  add ("/session/stored", test_stored);
  add ("/session/no-secret-kept", test_no_secret_kept);
  return g_test_run ();
}
