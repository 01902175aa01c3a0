/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sign-in.h"

#include <malloc.h>
#include <string.h>

#include "test-support.h"

typedef struct {
  VstPractice *practice;
  DomoClient *client;
  VstSignIn *sign_in;
  GCancellable *cancellable;
  GString *states; /* all that were told of, in order */
} Fixture;

static void
state_cb (VstSignIn *sign_in, GParamSpec *pspec, Fixture *fixture)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (vst_sign_in_state_get_type ());
  GEnumValue *value = g_enum_get_value (klass, (int)vst_sign_in_get_state (sign_in));

  if (fixture->states->len > 0)
    g_string_append_c (fixture->states, ' ');
  g_string_append (fixture->states, value->value_nick);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->practice = test_practice_new (TEST_CERTIFICATE_NONE);
  fixture->client = domo_client_new ();
  domo_client_set_practice_uri (fixture->client, vst_practice_get_uri (fixture->practice));
  fixture->sign_in = vst_sign_in_new (fixture->client);
  fixture->cancellable = g_cancellable_new ();
  fixture->states = g_string_new (NULL);
  g_signal_connect (fixture->sign_in, "notify::state", G_CALLBACK (state_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->cancellable);
  g_assert_finalize_object (g_steal_pointer (&fixture->sign_in));
  test_settle ();
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->practice);
  g_string_free (fixture->states, TRUE);
}

static DomoCredential *
credential_at (const VstPracticeAccount *account,
               const char *where,
               const char *secret,
               const char *const *scopes)
{
  g_autoptr (DomoInstance) instance = where ? domo_instance_new (where, NULL) : NULL;
  g_autoptr (DomoSecret) text = domo_secret_new (secret ? secret : account->secret, -1);

  switch (account->method) {
  case DOMO_METHOD_PASSWORD:
    return domo_credential_new_password (instance, account->user_name, text);
  case DOMO_METHOD_CLIENT:
    return domo_credential_new_client (instance, account->user_name, text, scopes);
  case DOMO_METHOD_ACCESS_TOKEN:
    return domo_credential_new_access_token (instance, text);
  default:
    g_assert_not_reached ();
  }
}

static DomoCredential *
credential_of (const char *id)
{
  const VstPracticeAccount *account = test_account (id);

  return credential_at (account, account->instance, NULL, NULL);
}

static VstSession *
run (Fixture *fixture, DomoCredential *credential, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_sign_in_run_async (fixture->sign_in, credential, fixture->cancellable, test_wait_cb, &wait);
  return vst_sign_in_run_finish (fixture->sign_in, test_wait (&wait), error);
}

static VstSession *
run_account (Fixture *fixture, const char *id, GError **error)
{
  g_autoptr (DomoCredential) credential = credential_of (id);

  return run (fixture, credential, error);
}

static VstSession *
send_code (Fixture *fixture, const char *digits, GError **error)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoSecret) code = domo_secret_new (digits, -1);

  vst_sign_in_send_code_async (fixture->sign_in, code, fixture->cancellable, test_wait_cb, &wait);
  return vst_sign_in_send_code_finish (fixture->sign_in, test_wait (&wait), error);
}

static void
set_answer (Fixture *fixture, VstRoute route, guint status, const char *body)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = status, .body = body };

  vst_practice_set_fault (fixture->practice, route, &fault);
}

static void
set_silent (Fixture *fixture, VstRoute route)
{
  const VstFault fault = { .kind = VST_FAULT_SILENT };

  vst_practice_set_fault (fixture->practice, route, &fault);
}

static guint
count_requests (Fixture *fixture)
{
  return vst_practice_get_requests (fixture->practice)->len;
}

static void
assert_states (Fixture *fixture, const char *states)
{
  g_assert_cmpstr (fixture->states->str, ==, states);
  g_string_truncate (fixture->states, 0);
}

/* ---------------------------------------------------------------------------------- the ways in */

static void
test_ways_in (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    DomoTokenKind kind;
    const char *name;
    DomoProfileSource source;
    VstRoute routes[2]; /* what was asked, in order */
    guint n_routes;
  } rows[] = {
    { "password",
      DOMO_TOKEN_SESSION,
      "Jae Wilson",
      DOMO_PROFILE_PRODUCT,
      { VST_ROUTE_FULL_AUTH, VST_ROUTE_WHO_AM_I },
      2 },
    { "client",
      DOMO_TOKEN_BEARER,
      "Noor Haddad",
      DOMO_PROFILE_PLATFORM,
      { VST_ROUTE_DEVELOPER_AUTH, VST_ROUTE_USER },
      2 },
    { "access-token",
      DOMO_TOKEN_ACCESS,
      "Jae Wilson",
      DOMO_PROFILE_PRODUCT,
      { VST_ROUTE_WHO_AM_I },
      1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VstSession) session = run_account (fixture, rows[i].id, &error);
    GPtrArray *requests = vst_practice_get_requests (fixture->practice);

    g_assert_no_error (error);
    g_assert_cmpint (domo_token_get_kind (vst_session_get_token (session)), ==, rows[i].kind);
    g_assert_cmpstr (domo_profile_get_name (vst_session_get_profile (session)), ==, rows[i].name);
    g_assert_cmpint (domo_profile_get_source (vst_session_get_profile (session)), ==,
                     rows[i].source);
    g_assert_cmpstr (vst_session_get_user_name (session), ==, test_account (rows[i].id)->user_name);
    g_assert_cmpstr (domo_instance_get_host (vst_session_get_instance (session)), ==,
                     "practice.domo.com");
    g_assert_cmpuint (requests->len, ==, rows[i].n_routes);
    for (guint j = 0; j < rows[i].n_routes; j++)
      g_assert_cmpint (((VstPracticeRequest *)g_ptr_array_index (requests, j))->route, ==,
                       rows[i].routes[j]);
    vst_practice_forget_requests (fixture->practice);
    assert_states (fixture, "busy done");
  }
}

/* Whatever went wrong, the next run starts over. */
static void
test_refused_then_good (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) refused = run_account (fixture, "wrong-password", &error);
  g_autoptr (VstSession) session = NULL;

  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  g_assert_null (refused);
  assert_states (fixture, "busy failed");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 0);

  g_clear_error (&error);
  session = run_account (fixture, "password", &error);
  g_assert_no_error (error);
  assert_states (fixture, "busy done");
}

static void
test_second_step_fails (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_answer (fixture, VST_ROUTE_WHO_AM_I, 503, NULL);
  g_assert_null (run_account (fixture, "password", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SERVER);
  g_assert_cmpstr (domo_error_get_info (error)->function, ==, "who_am_i");
  assert_states (fixture, "busy failed");
}

/* -------------------------------------------------------------------------------------- clients */

static void
test_scopes (Fixture *fixture, gconstpointer unused)
{
  static const char *const without_user[] = { "data", "audit", NULL };
  static const char *const with_user[] = { "user", NULL };
  static const char *const nothing[] = { NULL };
  static const struct {
    const char *const *scopes;
    const char *query; /* of the request */
    DomoProfileSource source;
  } rows[] = {
    { without_user, "/oauth/token?grant_type=client_credentials&scope=data%20audit",
      DOMO_PROFILE_TOKEN },
    { with_user, "/oauth/token?grant_type=client_credentials&scope=user", DOMO_PROFILE_PLATFORM },
    { nothing, "/oauth/token?grant_type=client_credentials", DOMO_PROFILE_PLATFORM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoCredential) credential =
        credential_at (test_account ("client"), NULL, NULL, rows[i].scopes);
    g_autoptr (GError) error = NULL;
    g_autoptr (VstSession) session = run (fixture, credential, &error);
    const VstPracticeRequest *first =
        g_ptr_array_index (vst_practice_get_requests (fixture->practice), 0);

    g_assert_no_error (error);
    g_assert_cmpstr (first->path, ==, rows[i].query);
    g_assert_cmpint (domo_profile_get_source (vst_session_get_profile (session)), ==,
                     rows[i].source);
    g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_USER), ==,
                      rows[i].source == DOMO_PROFILE_PLATFORM ? 1 : 0);
    vst_practice_forget_requests (fixture->practice);
  }
}

/* No leave to read users is no fault; anything else is. */
static void
test_get_user_status (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    guint status;
    int error; /* -1: the token's answer is the profile */
  } rows[] = {
    { 403, -1 },
    { 404, -1 },
    { 401, DOMO_ERROR_INVALID_CREDENTIALS },
    { 500, DOMO_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VstSession) session = NULL;

    set_answer (fixture, VST_ROUTE_USER, rows[i].status, "{}");
    session = run_account (fixture, "client", &error);
    if (rows[i].error >= 0) {
      g_assert_error (error, DOMO_ERROR, rows[i].error);
      g_assert_null (session);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpint (domo_profile_get_source (vst_session_get_profile (session)), ==,
                     DOMO_PROFILE_TOKEN);
    g_assert_cmpstr (domo_profile_get_text (vst_session_get_profile (session), DOMO_FIELD_DOMAIN),
                     ==, "practice.domo.com");
  }
}

/* A test server's address stands for product and platform alike. */
static void
test_loopback (Fixture *fixture, gconstpointer unused)
{
  static const char *const ids[] = { "password", "client", "access-token" };
  g_autofree char *uri = g_strdup (vst_practice_get_uri (fixture->practice));

  domo_client_set_practice_uri (fixture->client, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (DomoCredential) credential = credential_at (test_account (ids[i]), uri, NULL, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (VstSession) session = run (fixture, credential, &error);

    g_assert_no_error (error);
    g_assert_true (domo_instance_is_loopback (vst_session_get_instance (session)));
    g_assert_cmpstr (test_practice_last (fixture->practice)->host, ==, uri + strlen ("http://"));
  }
  g_assert_cmpuint (count_requests (fixture), ==, 5);
}

/* -------------------------------------------------------------------------------- access tokens */

static void
test_bearer_as_access_token (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) client = run_account (fixture, "client", NULL);
  const char *jwt = domo_secret_get_text (domo_token_get_text (vst_session_get_token (client)));
  g_autoptr (DomoCredential) credential =
      credential_at (test_account ("access-token"), "practice", jwt, NULL);
  guint before = count_requests (fixture);

  g_assert_null (run (fixture, credential, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_AUTH_TYPE);
  g_assert_cmpuint (count_requests (fixture), ==, before);
  assert_states (fixture, "busy done busy failed");
}

static void
test_session_as_access_token (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) first = run_account (fixture, "password", NULL);
  const char *text = domo_secret_get_text (domo_token_get_text (vst_session_get_token (first)));
  g_autoptr (DomoCredential) credential =
      credential_at (test_account ("access-token"), "practice", text, NULL);
  g_autoptr (VstSession) second = run (fixture, credential, &error);

  g_assert_no_error (error);
  g_assert_cmpint (domo_token_get_kind (vst_session_get_token (second)), ==, DOMO_TOKEN_SESSION);
  g_assert_nonnull (
      strcasestr (test_practice_last (fixture->practice)->headers, "x-domo-authentication: "));
  g_assert_null (
      strcasestr (test_practice_last (fixture->practice)->headers, "x-domo-developer-token"));
}

/* --------------------------------------------------------------------------------- second factor
 */

static void
begin_second_factor (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run_account (fixture, "code", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SECOND_FACTOR_REQUIRED);
  g_assert_cmpint (vst_sign_in_get_state (fixture->sign_in), ==, VST_SIGN_IN_CODE);
  assert_states (fixture, "busy code");
}

static void
assert_grace (VstSession *session)
{
  g_assert_nonnull (session);
  g_assert_cmpstr (domo_profile_get_name (vst_session_get_profile (session)), ==, "Grace Okafor");
}

static void
test_code (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = NULL;

  begin_second_factor (fixture);
  session = send_code (fixture, "123456", &error);
  g_assert_no_error (error);
  assert_grace (session);
  assert_states (fixture, "busy done");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
}

static void
test_wrong_code (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = NULL;

  begin_second_factor (fixture);
  g_assert_null (send_code (fixture, "654321", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  g_assert_cmpstr (domo_error_get_info (error)->function, ==, "elevate");
  assert_states (fixture, "busy code");

  g_clear_error (&error);
  session = send_code (fixture, "123456", &error);
  g_assert_no_error (error);
  assert_grace (session);
  assert_states (fixture, "busy done");
}

/* Cancelled on the way, the code can be sent once more. */
static void
test_cancel_code (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoSecret) code = domo_secret_new ("123456", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = NULL;

  begin_second_factor (fixture);
  set_silent (fixture, VST_ROUTE_ELEVATE);
  vst_sign_in_send_code_async (fixture->sign_in, code, fixture->cancellable, test_wait_cb, &wait);
  while (test_practice_count (fixture->practice, VST_ROUTE_ELEVATE) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (vst_sign_in_send_code_finish (fixture->sign_in, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_states (fixture, "busy code");

  g_clear_error (&error);
  g_cancellable_reset (fixture->cancellable);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_ELEVATE, NULL);
  session = send_code (fixture, "123456", &error);
  g_assert_no_error (error);
  assert_grace (session);
}

static void
test_back_from_code (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint before;

  begin_second_factor (fixture);
  vst_sign_in_reset (fixture->sign_in);
  assert_states (fixture, "idle");

  before = count_requests (fixture);
  g_assert_null (send_code (fixture, "123456", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_assert_cmpuint (count_requests (fixture), ==, before);
}

/* A second factor without a session token leaves nothing to go on with. */
static void
test_code_without_token (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_answer (fixture, VST_ROUTE_FULL_AUTH, 200,
              "{\"success\":true,\"userId\":27,\"twoFactorInfo\":{\"status\":\"REQUIRED\"}}");
  g_assert_null (run_account (fixture, "code", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SECOND_FACTOR_REQUIRED);
  assert_states (fixture, "busy failed");
  g_clear_error (&error);
  g_assert_null (send_code (fixture, "123456", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
}

/* A new run forgets the session that waited for its code. */
static void
test_run_instead_of_code (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = NULL;

  begin_second_factor (fixture);
  session = run_account (fixture, "wrong-password", &error);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
  g_assert_null (session);
  assert_states (fixture, "busy failed");
  g_clear_error (&error);
  g_assert_null (send_code (fixture, "123456", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
}

/* ------------------------------------------------------------------------- one at a time, cancel
 */

static void
test_one_at_a_time (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) first = { 0 };
  g_autoptr (DomoCredential) credential = credential_of ("password");
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = NULL;

  vst_sign_in_run_async (fixture->sign_in, credential, fixture->cancellable, test_wait_cb, &first);
  g_assert_cmpint (vst_sign_in_get_state (fixture->sign_in), ==, VST_SIGN_IN_BUSY);
  g_assert_null (run_account (fixture, "access-token", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);

  /* The refused second call does not disturb the first; neither does a reset. */
  vst_sign_in_reset (fixture->sign_in);
  g_assert_cmpint (vst_sign_in_get_state (fixture->sign_in), ==, VST_SIGN_IN_BUSY);
  g_clear_error (&error);
  session = vst_sign_in_run_finish (fixture->sign_in, test_wait (&first), &error);
  g_assert_no_error (error);
  g_assert_cmpint (vst_session_get_method (session), ==, DOMO_METHOD_PASSWORD);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 1);
  assert_states (fixture, "busy done");
}

static gboolean
is_off_the_wire (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    VstRoute route; /* the step in whose middle it is cancelled */
  } rows[] = {
    { "password", VST_ROUTE_FULL_AUTH },    { "password", VST_ROUTE_WHO_AM_I },
    { "client", VST_ROUTE_DEVELOPER_AUTH }, { "client", VST_ROUTE_USER },
    { "access-token", VST_ROUTE_WHO_AM_I },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (TestWait) wait = { 0 };
    g_autoptr (DomoCredential) credential = credential_of (rows[i].id);
    g_autoptr (GError) error = NULL;

    set_silent (fixture, rows[i].route);
    vst_sign_in_run_async (fixture->sign_in, credential, fixture->cancellable, test_wait_cb, &wait);
    while (test_practice_count (fixture->practice, rows[i].route) == 0)
      g_main_context_iteration (NULL, TRUE);
    g_cancellable_cancel (fixture->cancellable);
    g_assert_null (vst_sign_in_run_finish (fixture->sign_in, test_wait (&wait), &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_states (fixture, "busy idle");
    test_until (is_off_the_wire, fixture->practice);

    vst_practice_set_fault (fixture->practice, rows[i].route, NULL);
    vst_practice_forget_requests (fixture->practice);
    g_cancellable_reset (fixture->cancellable);
  }
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (run_account (fixture, "password", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_states (fixture, "busy idle");
  g_assert_cmpuint (count_requests (fixture), ==, 0);
}

/* Whoever starts a run may let go of the object at once. */
static void
test_let_go (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoCredential) credential = credential_of ("password");
  VstSignIn *sign_in = vst_sign_in_new (fixture->client);
  g_autoptr (VstSession) session = NULL;

  vst_sign_in_run_async (sign_in, credential, NULL, test_wait_cb, &wait);
  g_object_unref (sign_in);
  session = vst_sign_in_run_finish (sign_in, test_wait (&wait), NULL);
  g_assert_nonnull (session);
  g_clear_object (&wait.result);
}

/* ------------------------------------------------------------------------------------ no growth */

#define BATCH 250
#define LONG_BATCH (5 * BATCH)

/* Bytes for each sign-in by which a long batch may grow more than a short one. What libsoup and
 * malloc keep of a server is the same for both; the least that can be lost with one sign-in in
 * five, a secret of a few letters, is more. */
#define MAX_GROWTH 2

static guint n_alive;

static void
gone_cb (gpointer data, GObject *gone)
{
  n_alive--;
}

static void
follow (gpointer object)
{
  n_alive++;
  g_object_weak_ref (object, gone_cb, NULL);
}

static void
sign_in_once (Fixture *fixture, guint i)
{
  static const char *const ids[] = { "password", "client", "access-token", "wrong-password",
                                     "code" };
  g_autoptr (DomoCredential) credential = credential_of (ids[i % G_N_ELEMENTS (ids)]);
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = NULL;

  follow (credential);
  session = run (fixture, credential, &error);
  if (vst_sign_in_get_state (fixture->sign_in) == VST_SIGN_IN_CODE)
    session = send_code (fixture, "123456", NULL);
  g_assert_true (session != NULL || i % G_N_ELEMENTS (ids) == 3);
  if (!session)
    return;
  follow (session);
  follow (vst_session_get_token (session));
  follow (vst_session_get_profile (session));
}

/* The practice instance keeps the tokens that it gave out, so each batch has its own. */
static gsize
run_batch (Fixture *fixture, guint n)
{
  g_clear_object (&fixture->practice);
  fixture->practice = test_practice_new (TEST_CERTIFICATE_NONE);
  domo_client_set_practice_uri (fixture->client, vst_practice_get_uri (fixture->practice));
  for (guint i = 0; i < n; i++)
    sign_in_once (fixture, i);
  vst_sign_in_reset (fixture->sign_in);
  g_string_truncate (fixture->states, 0);
  g_clear_object (&fixture->practice);
  test_settle ();
  g_assert_cmpuint (n_alive, ==, 0);
  return mallinfo2 ().uordblks;
}

/* With a sanitizer, which has another malloc, the objects alone tell, and the leaks it finds. */
static void
test_no_growth (Fixture *fixture, gconstpointer unused)
{
  gssize before, between, after, growth;

  run_batch (fixture, LONG_BATCH);
  before = (gssize)run_batch (fixture, BATCH);
  between = (gssize)run_batch (fixture, BATCH);
  after = (gssize)run_batch (fixture, LONG_BATCH);
  growth = (after - between) - (between - before);
  g_test_message ("%zd bytes more for %d sign-ins than for %d", growth, LONG_BATCH, BATCH);
  g_assert_cmpint (growth, <, MAX_GROWTH * (LONG_BATCH - BATCH));
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

  add ("/sign-in/ways-in", test_ways_in);
  add ("/sign-in/refused-then-good", test_refused_then_good);
  add ("/sign-in/second-step-fails", test_second_step_fails);
  add ("/sign-in/scopes", test_scopes);
  add ("/sign-in/get-user-status", test_get_user_status);
  add ("/sign-in/loopback", test_loopback);
  add ("/sign-in/bearer-as-access-token", test_bearer_as_access_token);
  add ("/sign-in/session-as-access-token", test_session_as_access_token);
  add ("/sign-in/code", test_code);
  add ("/sign-in/wrong-code", test_wrong_code);
  add ("/sign-in/cancel-code", test_cancel_code);
  add ("/sign-in/back-from-code", test_back_from_code);
  add ("/sign-in/code-without-token", test_code_without_token);
  add ("/sign-in/run-instead-of-code", test_run_instead_of_code);
  add ("/sign-in/one-at-a-time", test_one_at_a_time);
  add ("/sign-in/cancel", test_cancel);
  add ("/sign-in/cancelled-before", test_cancelled_before);
  add ("/sign-in/let-go", test_let_go);
  add ("/sign-in/no-growth", test_no_growth);
  return g_test_run ();
}
