/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-session.h"

#include "test-support.h"
#include "vst-sign-in.h"

typedef struct {
  VstPractice *practice;
  DomoClient *client;
  GCancellable *cancellable;
  VstSession *session;
  guint notified; /* of a new profile */
} Fixture;

static void
profile_cb (VstSession *session, GParamSpec *pspec, Fixture *fixture)
{
  fixture->notified++;
}

/* Signs in with the account of that id. */
static void
sign_in (Fixture *fixture, const char *id, const char *const *scopes)
{
  const VstPracticeAccount *account = test_account (id);
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoInstance) instance =
      account->instance ? domo_instance_new (account->instance, NULL) : NULL;
  g_autoptr (DomoSecret) secret = domo_secret_new (account->secret, -1);
  g_autoptr (DomoCredential) credential = NULL;
  g_autoptr (VstSignIn) steps = vst_sign_in_new (fixture->client);
  g_autoptr (GError) error = NULL;

  if (account->method == DOMO_METHOD_PASSWORD)
    credential = domo_credential_new_password (instance, account->user_name, secret);
  else if (account->method == DOMO_METHOD_CLIENT)
    credential = domo_credential_new_client (instance, account->user_name, secret, scopes);
  else
    credential = domo_credential_new_access_token (instance, secret);
  vst_sign_in_run_async (steps, credential, NULL, test_wait_cb, &wait);
  g_clear_object (&fixture->session);
  fixture->session = vst_sign_in_run_finish (steps, test_wait (&wait), &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "notify::profile", G_CALLBACK (profile_cb), fixture);
  vst_practice_forget_requests (fixture->practice);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->practice = test_practice_new (TEST_CERTIFICATE_NONE);
  fixture->client = domo_client_new ();
  domo_client_set_practice_uri (fixture->client, vst_practice_get_uri (fixture->practice));
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->cancellable);
  if (fixture->session)
    g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->practice);
}

static gboolean
check (Fixture *fixture, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_session_check_async (fixture->session, fixture->client, fixture->cancellable, test_wait_cb,
                           &wait);
  return vst_session_check_finish (fixture->session, test_wait (&wait), error);
}

static void
set_answer (Fixture *fixture, VstRoute route, guint status, const char *body)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = status, .body = body };

  vst_practice_set_fault (fixture->practice, route, &fault);
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

/* Asked again by the way the first profile came. */
static void
test_check (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    VstRoute route;
  } rows[] = {
    { "password", VST_ROUTE_WHO_AM_I },
    { "client", VST_ROUTE_USER },
    { "access-token", VST_ROUTE_WHO_AM_I },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoProfile) first = NULL;
    gint64 checked;

    sign_in (fixture, rows[i].id, NULL);
    first = g_object_ref (vst_session_get_profile (fixture->session));
    checked = vst_session_get_checked (fixture->session);
    fixture->notified = 0;
    g_assert_true (check (fixture, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 1);
    g_assert_cmpint (test_practice_last (fixture->practice)->route, ==, rows[i].route);
    g_assert_true (vst_session_get_profile (fixture->session) != first);
    g_assert_cmpuint (fixture->notified, ==, 1);
    g_assert_cmpint (vst_session_get_checked (fixture->session), >=, checked);
  }
}

static void
test_check_changed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "password", NULL);
  set_answer (fixture, VST_ROUTE_WHO_AM_I, 200,
              "{\"id\":1893952720,\"displayName\":\"Jae Wilson-Ortiz\"}");
  g_assert_true (check (fixture, &error));
  g_assert_cmpstr (domo_profile_get_name (vst_session_get_profile (fixture->session)), ==,
                   "Jae Wilson-Ortiz");
}

/* A failure leaves what was known as it was. */
static void
test_check_fails (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 checked;

  sign_in (fixture, "access-token", NULL);
  checked = vst_session_get_checked (fixture->session);
  set_answer (fixture, VST_ROUTE_WHO_AM_I, 401, "{}");
  g_assert_false (check (fixture, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  g_assert_cmpstr (domo_profile_get_name (vst_session_get_profile (fixture->session)), ==,
                   "Jae Wilson");
  g_assert_cmpint (vst_session_get_checked (fixture->session), ==, checked);
  g_assert_cmpuint (fixture->notified, ==, 0);
}

/* A client without leave to read users: Domo still says whether the token is good. */
static void
test_check_without_leave (Fixture *fixture, gconstpointer unused)
{
  static const char *const scopes[] = { "data", NULL };
  g_autoptr (GError) error = NULL;
  DomoProfile *profile;

  sign_in (fixture, "client", scopes);
  profile = vst_session_get_profile (fixture->session);
  g_assert_true (check (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (vst_session_get_profile (fixture->session) == profile);

  set_answer (fixture, VST_ROUTE_USER, 401, "{}");
  g_assert_false (check (fixture, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
}

/* Leave that was taken away meanwhile is told. */
static void
test_check_leave_taken (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "client", NULL);
  set_answer (fixture, VST_ROUTE_USER, 403, "{}");
  g_assert_false (check (fixture, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (domo_error_get_info (error)->status, ==, 403);
  g_assert_cmpint (domo_profile_get_source (vst_session_get_profile (fixture->session)), ==,
                   DOMO_PROFILE_PLATFORM);
}

static void
test_check_cancel (Fixture *fixture, gconstpointer unused)
{
  const VstFault fault = { .kind = VST_FAULT_SILENT };
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "password", NULL);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  vst_session_check_async (fixture->session, fixture->client, fixture->cancellable, test_wait_cb,
                           &wait);
  while (vst_practice_get_requests (fixture->practice)->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (vst_session_check_finish (fixture->session, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
  add ("/session/check", test_check);
  add ("/session/check/changed", test_check_changed);
  add ("/session/check/fails", test_check_fails);
  add ("/session/check/without-leave", test_check_without_leave);
  add ("/session/check/leave-taken", test_check_leave_taken);
  add ("/session/check/cancel", test_check_cancel);
  return g_test_run ();
}
