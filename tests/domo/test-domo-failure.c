/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-client.h"

#include <string.h>

#include "client-fixture.h"
#include "little-proxy.h"

/* Long enough for what is to come, so that it is never what ends a call. */
#define LONG 60000
/* Short enough to be waited for. */
#define SHORT 30

typedef struct {
  VstFaultKind kind;
  DomoError code;
  DomoReason reason;
  guint status;
} Row;

static void
assert_failure (const GError *error, DomoError code, DomoReason reason)
{
  g_assert_error (error, DOMO_ERROR, (int)code);
  g_assert_cmpint (domo_error_get_info (error)->reason, ==, reason);
}

/* ------------------------------------------------------------------------------------- limits */

/* Promises: not more than a megabyte, 64 levels, 16 interim answers. */
static void
test_limits (ClientFixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { VST_FAULT_BIG, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG, 200 },
    { VST_FAULT_BOMB, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG, 200 },
    { VST_FAULT_DEEP, DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, 200 },
  };
  static const VstRoute routes[] = { VST_ROUTE_FULL_AUTH, VST_ROUTE_DEVELOPER_AUTH,
                                     VST_ROUTE_WHO_AM_I, VST_ROUTE_USER };
  gsize i;
  gsize j;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    for (j = 0; j < G_N_ELEMENTS (routes); j++) {
      const VstFault fault = { .kind = rows[i].kind };
      g_autoptr (GError) error = NULL;

      vst_practice_set_fault (fixture->practice, routes[j], &fault);
      error = client_fail (fixture, routes[j]);
      assert_failure (error, rows[i].code, rows[i].reason);
      g_assert_cmpuint (domo_error_get_info (error)->status, ==, rows[i].status);
      g_assert_cmpstr (domo_error_get_info (error)->function, ==, client_function (routes[j]));
    }
}

/* Also of the statuses for which libsoup would gather all of it, to ask once more. */
static void
test_endless_body (ClientFixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    DomoError code;
    DomoReason reason;
  } rows[] = {
    { 200, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG },
    { 401, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG },
    { 407, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG },
    { 421, DOMO_ERROR_AUTH, DOMO_REASON_NONE },
    { 500, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstFault fault = { .kind = VST_FAULT_ENDLESS, .status = rows[i].status, .delay = 1 };
    g_autoptr (GError) error = NULL;

    vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
    error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
    assert_failure (error, rows[i].code, rows[i].reason);
    g_assert_cmpuint (domo_error_get_info (error)->status, ==, rows[i].status);
    g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, i + 1);
  }
}

/* 421 over HTTP/2, too: a password is sent once. */
static void
test_misdirected (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = 421, .body = "{}" };
  g_autoptr (GError) error = NULL;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  assert_failure (error, DOMO_ERROR_AUTH, DOMO_REASON_NONE);
  g_assert_cmpuint (domo_error_get_info (error)->status, ==, 421);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
}

/* An avatar has the same limit. */
static void
test_big_avatar (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_BIG };
  g_autoptr (GError) error = NULL;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_AVATAR, &fault);
  error = client_fail (fixture, VST_ROUTE_AVATAR);
  assert_failure (error, DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG);
}

/* Answers that end too early, or never began. */
static void
test_broken_wire (ClientFixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { VST_FAULT_CLOSE, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, 0 },
    { VST_FAULT_CUT_HEADERS, DOMO_ERROR_BAD_REPLY, DOMO_REASON_NOT_JSON, 0 },
    { VST_FAULT_CUT_BODY, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, 200 },
    { VST_FAULT_NOT_HTTP, DOMO_ERROR_BAD_REPLY, DOMO_REASON_NOT_JSON, 0 },
    { VST_FAULT_BIG_HEADERS, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, 0 },
    { VST_FAULT_INTERIM, DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstFault fault = { .kind = rows[i].kind };
    g_autoptr (GError) error = NULL;

    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
    error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
    assert_failure (error, rows[i].code, rows[i].reason);
    if (rows[i].kind != VST_FAULT_INTERIM)
      g_assert_cmpuint (domo_error_get_info (error)->status, ==, rows[i].status);
  }
}

/* libsoup 3.2 takes what came for the whole, a newer one tells that the connection broke. */
static void
test_cut_chunk (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_CUT_CHUNK };
  g_autoptr (GError) error = NULL;

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_CONNECTION))
    assert_failure (error, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN);
  else
    assert_failure (error, DOMO_ERROR_BAD_REPLY, DOMO_REASON_CUT_SHORT);
}

/* A connection that died while it was kept: what may be asked again is, a sign-in is not. */
static void
test_sign_in_is_sent_once (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_CLOSE };
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (DomoProfile) profile = client_who_am_i (fixture, token, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) elevate_error = NULL;

  g_assert_nonnull (profile);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  assert_failure (error, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);

  vst_practice_set_fault (fixture->practice, VST_ROUTE_ELEVATE, &fault);
  elevate_error = client_fail (fixture, VST_ROUTE_ELEVATE);
  assert_failure (elevate_error, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_ELEVATE), ==, 1);
}

static void
test_too_slow (ClientFixture *fixture, gconstpointer data)
{
  static const VstFaultKind kinds[] = { VST_FAULT_SILENT, VST_FAULT_DRIP, VST_FAULT_LATE };
  g_autoptr (DomoToken) token = client_access_token ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const VstFault fault = { .kind = kinds[i], .delay = kinds[i] == VST_FAULT_DRIP ? 1 : LONG };
    g_autoptr (DomoProfile) profile = NULL;
    g_autoptr (GError) error = NULL;

    if (client_fixture_is_http2 (data) && kinds[i] == VST_FAULT_DRIP)
      continue; /* there it is closed */
    domo_client_set_time_limits (fixture->client, LONG, LONG);
    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
    profile = client_who_am_i (fixture, token, NULL);
    g_assert_nonnull (profile); /* the connection is there: it takes longer than SHORT */

    domo_client_set_time_limits (fixture->client, LONG, SHORT);
    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
    error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
    assert_failure (error, DOMO_ERROR_TIMEOUT, DOMO_REASON_ANSWER);
  }
}

/* The time a connection may take is over once it stands. */
static void
test_late_answer (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_LATE, .delay = 3 * SHORT };
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (DomoProfile) first = client_who_am_i (fixture, token, NULL);
  g_autoptr (DomoProfile) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first); /* the connection is there */
  domo_client_set_time_limits (fixture->client, SHORT, LONG);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  second = client_who_am_i (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
}

/* ----------------------------------------------------------------------------------- cancelling */

static gboolean
was_asked (gpointer practice)
{
  return vst_practice_get_requests (practice)->len > 0;
}

static gboolean
none_open (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

static void
assert_cancelled (ClientFixture *fixture, TestWait *wait)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (domo_client_who_am_i_finish (fixture->client, test_wait (wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel (ClientFixture *fixture, gconstpointer data)
{
  static const VstFaultKind kinds[] = { VST_FAULT_SILENT, VST_FAULT_LATE, VST_FAULT_DRIP };
  g_autoptr (DomoToken) token = client_access_token ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const VstFault fault = { .kind = kinds[i], .delay = LONG };
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (TestWait) wait = { 0 };

    if (client_fixture_is_http2 (data) && kinds[i] == VST_FAULT_DRIP)
      continue; /* there it is closed */
    vst_practice_forget_requests (fixture->practice);
    vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
    domo_client_who_am_i_async (fixture->client, fixture->instance, token, cancellable,
                                test_wait_cb, &wait);
    test_until (was_asked, fixture->practice);
    g_assert_null (wait.result);
    g_cancellable_cancel (cancellable);
    test_settle (); /* nothing has to come over the wire first */
    g_assert_nonnull (wait.result);
    assert_cancelled (fixture, &wait);
    if (!client_fixture_is_http2 (data))
      test_until (none_open, fixture->practice);
  }
}

static void
test_cancelled_before (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DomoToken) token = client_access_token ();
  g_auto (TestWait) wait = { 0 };

  g_cancellable_cancel (cancellable);
  domo_client_who_am_i_async (fixture->client, fixture->instance, token, cancellable, test_wait_cb,
                              &wait);
  g_assert_null (wait.result); /* never from inside the call */
  assert_cancelled (fixture, &wait);
  test_settle ();
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

/* Another call of the same client goes on. */
static void
test_cancel_one_of_two (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_SILENT };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  domo_client_who_am_i_async (fixture->client, fixture->instance, token, cancellable, test_wait_cb,
                              &wait);
  test_until (was_asked, fixture->practice);
  g_cancellable_cancel (cancellable);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  assert_cancelled (fixture, &wait);
  if (!client_fixture_is_http2 (data)) {
    g_autoptr (DomoProfile) profile = client_who_am_i (fixture, token, &error);

    g_assert_no_error (error);
    g_assert_nonnull (profile);
  }
}

/* A client may go while it is asking. */
static void
test_client_goes (void)
{
  ClientFixture fixture = { 0 };
  const VstFault fault = { .kind = VST_FAULT_SILENT };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DomoToken) token = client_access_token ();
  g_auto (TestWait) wait = { 0 };

  client_fixture_set_up (&fixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE));
  vst_practice_set_fault (fixture.practice, VST_ROUTE_WHO_AM_I, &fault);
  domo_client_who_am_i_async (fixture.client, fixture.instance, token, cancellable, test_wait_cb,
                              &wait);
  test_until (was_asked, fixture.practice);
  g_object_add_weak_pointer (G_OBJECT (fixture.client), (gpointer *)&fixture.client);
  g_object_unref (fixture.client);
  g_assert_nonnull (fixture.client); /* the call holds it */
  g_cancellable_cancel (cancellable);
  test_wait (&wait);
  test_wait_clear (&wait);
  test_settle ();
  g_assert_null (fixture.client);
  test_until (none_open, fixture.practice);
  g_assert_finalize_object (fixture.practice);
  domo_instance_unref (fixture.instance);
}

/* ----------------------------------------------------------------------------------------- TLS */

static void
test_certificates (void)
{
  static const struct {
    TestCertificate certificate;
    gboolean is_trusted;
    DomoReason reason;
    const char *detail;
    gint64 not_before;
    gint64 not_after;
  } rows[] = {
    { TEST_CERTIFICATE_GOOD, FALSE, DOMO_REASON_AUTHORITY, "Vestibule Test Authority", 0, 0 },
    { TEST_CERTIFICATE_UNKNOWN_AUTHORITY, TRUE, DOMO_REASON_AUTHORITY, "Nobody’s Authority", 0, 0 },
    { TEST_CERTIFICATE_SELF_SIGNED, TRUE, DOMO_REASON_AUTHORITY, "localhost", 0, 0 },
    { TEST_CERTIFICATE_EXPIRED, TRUE, DOMO_REASON_EXPIRED, NULL, TEST_EXPIRED_FROM,
      TEST_EXPIRED_TO },
    { TEST_CERTIFICATE_NOT_YET_VALID, TRUE, DOMO_REASON_NOT_YET_VALID, NULL, TEST_NOT_YET_FROM,
      TEST_NOT_YET_TO },
    { TEST_CERTIFICATE_WRONG_HOST, TRUE, DOMO_REASON_WRONG_HOST, "other.example, another.example",
      0, 0 },
    { TEST_CERTIFICATE_EXPIRED, FALSE, DOMO_REASON_AUTHORITY, "Vestibule Test Authority", 0, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    ClientFixture fixture = { 0 };
    g_autoptr (GError) error = NULL;
    const DomoErrorInfo *info;

    client_fixture_set_up (&fixture, GINT_TO_POINTER (rows[i].certificate));
    if (!rows[i].is_trusted) {
      g_object_unref (fixture.client);
      fixture.client = domo_client_new ();
    }
    error = client_fail (&fixture, VST_ROUTE_FULL_AUTH);
    assert_failure (error, DOMO_ERROR_TLS, rows[i].reason);
    info = domo_error_get_info (error);
    g_assert_cmpstr (info->detail, ==, rows[i].detail);
    g_assert_cmpuint (info->status, ==, 0);
    if (rows[i].not_before) {
      g_assert_cmpint (info->not_before, ==, rows[i].not_before);
      g_assert_cmpint (info->not_after, ==, rows[i].not_after);
    }
    test_settle ();
    g_assert_cmpuint (vst_practice_get_requests (fixture.practice)->len, ==, 0);
    client_fixture_tear_down (&fixture, NULL);
  }
}

/* GIO's certificates of such a chain hold each other, and are never freed. */
static gboolean has_leak_of_gio;

/* Asked by LeakSanitizer. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return has_leak_of_gio;
}

/* A chain of certificates without an end, with and without an extra authority. */
static void
test_circle (void)
{
  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, 0);
    g_test_trap_assert_passed ();
    return;
  }
  has_leak_of_gio = TRUE;
  for (guint i = 0; i < 2; i++) {
    ClientFixture fixture = { 0 };
    g_autoptr (GError) error = NULL;

    client_fixture_set_up (&fixture, GINT_TO_POINTER (TEST_CERTIFICATE_CIRCLE));
    if (i == 1) {
      g_object_unref (fixture.client);
      fixture.client = domo_client_new ();
    }
    error = client_fail (&fixture, VST_ROUTE_FULL_AUTH);
    assert_failure (error, DOMO_ERROR_TLS, DOMO_REASON_AUTHORITY);
    g_assert_cmpstr (domo_error_get_info (error)->detail, ==, "First Authority");
    client_fixture_tear_down (&fixture, NULL);
  }
}

/* What is no TLS where TLS is due. */
static void
test_no_tls (void)
{
  static const struct {
    LittleProxyManner manner;
    DomoError code;
    DomoReason reason;
  } rows[] = {
    { LITTLE_PROXY_GREETS, DOMO_ERROR_TLS, DOMO_REASON_NO_COMMON_WAY },
    { LITTLE_PROXY_HANGS_UP, DOMO_ERROR_TLS, DOMO_REASON_NO_COMMON_WAY },
    { LITTLE_PROXY_IS_SILENT, DOMO_ERROR_TIMEOUT, DOMO_REASON_CONNECT },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LittleProxy) server = little_proxy_new (rows[i].manner, 0);
    g_autofree char *uri = g_strconcat ("https://", little_proxy_get_address (server), NULL);
    ClientFixture fixture = { .client = domo_client_new () };
    g_autoptr (GError) error = NULL;

    fixture.instance = domo_instance_new (uri, NULL);
    domo_client_set_time_limits (fixture.client, rows[i].code == DOMO_ERROR_TIMEOUT ? SHORT : LONG,
                                 LONG);
    error = client_fail (&fixture, VST_ROUTE_FULL_AUTH);
    assert_failure (error, rows[i].code, rows[i].reason);
    g_assert_cmpstr (little_proxy_get_text (server), ==, "");
    test_settle ();
    g_assert_finalize_object (fixture.client);
    domo_instance_unref (fixture.instance);
  }
}

static void
test_extra_authority (void)
{
  g_autoptr (DomoClient) client = domo_client_new ();
  g_autofree char *empty = g_build_filename (test_temp_dir (), "empty.pem", NULL);
  g_autofree char *missing = g_build_filename (test_temp_dir (), "missing.pem", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (domo_client_set_extra_authority (client, test_authority_path (), &error));
  g_assert_no_error (error);
  g_assert_false (domo_client_set_extra_authority (client, missing, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_file_set_contents (empty, "", 0, NULL);
  g_assert_false (domo_client_set_extra_authority (client, empty, &error));
  g_assert_nonnull (error);
}

/* -------------------------------------------------------------------------- names, ports, network
 */

/* A client that asks "practice.domo.com", and no real name server. */
static void
named_set_up (ClientFixture *self, gconstpointer available)
{
  g_autoptr (GNetworkMonitor) monitor = test_network_monitor_new (GPOINTER_TO_INT (available));

  self->practice = test_practice_new (TEST_CERTIFICATE_GOOD);
  self->client = domo_client_new ();
  self->instance = domo_instance_new ("practice", NULL);
  domo_client_set_extra_authority (self->client, test_authority_path (), NULL);
  domo_client_set_network_monitor (self->client, monitor);
  test_name_server_set ("practice.domo.com", TEST_NAME_NOT_FOUND);
}

static void
named_tear_down (ClientFixture *self, gconstpointer unused)
{
  client_fixture_tear_down (self, unused);
  test_name_server_reset ();
}

static void
test_names (ClientFixture *fixture, gconstpointer data)
{
  static const struct {
    TestName answer;
    DomoError code;
    DomoReason reason;
  } rows[] = {
    { TEST_NAME_NOT_FOUND, DOMO_ERROR_HOST_NOT_FOUND, DOMO_REASON_NONE },
    { TEST_NAME_TEMPORARY_FAILURE, DOMO_ERROR_TIMEOUT, DOMO_REASON_NAME_SERVER },
    { TEST_NAME_SILENT, DOMO_ERROR_TIMEOUT, DOMO_REASON_NAME_SERVER },
  };
  gsize i;

  domo_client_set_time_limits (fixture->client, SHORT, LONG);
  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    test_name_server_set ("practice.domo.com", rows[i].answer);
    error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
    assert_failure (error, rows[i].code, rows[i].reason);
    g_assert_cmpstr (domo_error_get_info (error)->host, ==, "practice.domo.com");
    g_assert_cmpstr (domo_error_get_info (error)->instance, ==, "practice");
  }
  g_assert_cmpuint (test_name_server_count (), >, 0);
}

/* Without a network, whatever else it looks like. */
static void
test_offline (ClientFixture *fixture, gconstpointer data)
{
  static const TestName answers[] = { TEST_NAME_NOT_FOUND, TEST_NAME_TEMPORARY_FAILURE,
                                      TEST_NAME_SILENT };
  gsize i;

  domo_client_set_time_limits (fixture->client, SHORT, LONG);
  for (i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (GError) error = NULL;

    test_name_server_set ("practice.domo.com", answers[i]);
    error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
    assert_failure (error, DOMO_ERROR_CONNECTION, DOMO_REASON_OFFLINE);
  }
}

/* What has failed is told when its time is up, if the monitor never answers. */
static void
test_silent_monitor (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GNetworkMonitor) monitor = test_network_monitor_new (FALSE);
  g_autoptr (GError) error = NULL;

  domo_client_set_network_monitor (fixture->client, monitor);
  domo_client_set_time_limits (fixture->client, LONG, 1000);
  test_network_monitor_set_silent (monitor, TRUE);
  error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
  test_network_monitor_set_silent (monitor, FALSE);
  assert_failure (error, DOMO_ERROR_HOST_NOT_FOUND, DOMO_REASON_NONE);
  g_clear_error (&error);

  /* It is the limit itself that ends this one. */
  domo_client_set_time_limits (fixture->client, SHORT, SHORT);
  test_name_server_set ("practice.domo.com", TEST_NAME_SILENT);
  test_network_monitor_set_silent (monitor, TRUE);
  error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
  test_network_monitor_set_silent (monitor, FALSE);
  assert_failure (error, DOMO_ERROR_TIMEOUT, DOMO_REASON_NAME_SERVER);
  g_clear_error (&error);

  test_name_server_set ("practice.domo.com", TEST_NAME_NOT_FOUND);
  domo_client_set_time_limits (fixture->client, LONG, LONG);
  error = client_fail (fixture, VST_ROUTE_WHO_AM_I);
  assert_failure (error, DOMO_ERROR_CONNECTION, DOMO_REASON_OFFLINE);
}

/* Cancelled while the name server is silent. */
static void
test_cancel_name (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DomoToken) token = client_access_token ();
  g_auto (TestWait) wait = { 0 };

  test_name_server_set ("practice.domo.com", TEST_NAME_SILENT);
  domo_client_who_am_i_async (fixture->client, fixture->instance, token, cancellable, test_wait_cb,
                              &wait);
  while (test_name_server_count () == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  test_settle ();
  g_assert_nonnull (wait.result);
  assert_cancelled (fixture, &wait);
}

/* Loopback is never called offline: it needs no network. */
static void
test_refused (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GNetworkMonitor) monitor = test_network_monitor_new (FALSE);
  g_autoptr (GError) error = NULL;

  domo_client_set_network_monitor (fixture->client, monitor);
  g_assert_finalize_object (g_steal_pointer (&fixture->practice)); /* nothing listens any more */
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  assert_failure (error, DOMO_ERROR_CONNECTION, DOMO_REASON_REFUSED);
  fixture->practice = test_practice_new (TEST_CERTIFICATE_NONE);
}

/* ------------------------------------------------------------------------------------- proxies */

static void
set_proxy (ClientFixture *fixture, LittleProxy *proxy, const char *login)
{
  g_autofree char *uri = g_strdup_printf ("http://%s%s", login, little_proxy_get_address (proxy));
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (uri, NULL);

  domo_client_set_proxy_resolver (fixture->client, resolver);
}

static guint16
get_port (VstPractice *practice)
{
  g_autoptr (GUri) uri = g_uri_parse (vst_practice_get_uri (practice), G_URI_FLAGS_NONE, NULL);

  return g_uri_get_port (uri);
}

static void
test_proxy_refuses (ClientFixture *fixture, gconstpointer data)
{
  static const struct {
    LittleProxyManner manner;
    const char *login;
    DomoReason reason;
    guint status;
  } rows[] = {
    { LITTLE_PROXY_WANTS_LOGIN, "", DOMO_REASON_PROXY_PASSWORD, 407 },
    { LITTLE_PROXY_WANTS_LOGIN, "me:wrong@", DOMO_REASON_PROXY_PASSWORD, 407 },
    { LITTLE_PROXY_FORBIDS, "", DOMO_REASON_PROXY_REFUSED, 403 },
    { LITTLE_PROXY_FAILS, "", DOMO_REASON_PROXY_REFUSED, 502 },
    { LITTLE_PROXY_CLOSES, "", DOMO_REASON_PROXY_SILENT, 0 },
    { LITTLE_PROXY_CLOSES, "me:secret@", DOMO_REASON_PROXY_SILENT, 0 },
    { LITTLE_PROXY_IS_SILENT, "", DOMO_REASON_PROXY_SILENT, 0 },
    { LITTLE_PROXY_TALKS_NONSENSE, "", DOMO_REASON_PROXY_SILENT, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LittleProxy) proxy = little_proxy_new (rows[i].manner, 0);
    g_autoptr (GError) error = NULL;

    g_test_message ("proxy %" G_GSIZE_FORMAT, i);
    set_proxy (fixture, proxy, rows[i].login);
    domo_client_set_time_limits (fixture->client,
                                 rows[i].manner == LITTLE_PROXY_IS_SILENT ? SHORT : LONG, LONG);
    error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
    assert_failure (error, DOMO_ERROR_PROXY, rows[i].reason);
    g_assert_cmpstr (domo_error_get_info (error)->detail, ==, little_proxy_get_address (proxy));
    g_assert_cmpuint (domo_error_get_info (error)->status, ==, rows[i].status);
    g_assert_true (g_str_has_prefix (little_proxy_get_text (proxy),
                                     "CONNECT practice.domo.com:443 HTTP/1.1\r\n"));
    g_assert_null (strstr (little_proxy_get_text (proxy), test_account ("password")->secret));
  }
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
  g_assert_cmpuint (test_name_server_count (), ==, 0); /* the proxy finds the host */
}

static void
test_proxy_gone (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (LittleProxy) proxy = little_proxy_new (LITTLE_PROXY_FORBIDS, 0);
  g_autofree char *address = g_strdup (little_proxy_get_address (proxy));
  g_autoptr (GProxyResolver) nowhere = NULL;
  g_autoptr (GError) error = NULL;

  set_proxy (fixture, proxy, "");
  g_clear_pointer (&proxy, little_proxy_free);
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  assert_failure (error, DOMO_ERROR_PROXY, DOMO_REASON_PROXY_SILENT);
  g_assert_cmpstr (domo_error_get_info (error)->detail, ==, address);
  g_clear_error (&error);

  nowhere = g_simple_proxy_resolver_new ("http://proxy.example:3128", NULL);
  domo_client_set_proxy_resolver (fixture->client, nowhere);
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  assert_failure (error, DOMO_ERROR_PROXY, DOMO_REASON_PROXY_SILENT);
  g_assert_cmpstr (domo_error_get_info (error)->detail, ==, "proxy.example:3128");
}

/* Through a proxy that wants a login: it gets it, and the host does not. */
static void
test_proxy_with_login (ClientFixture *fixture, gconstpointer data)
{
  const VstPracticeAccount *account = test_account ("password");
  g_autoptr (LittleProxy) proxy = NULL;
  g_autoptr (DomoToken) token = NULL;
  g_autoptr (DomoProfile) profile = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  proxy = little_proxy_new (LITTLE_PROXY_WANTS_LOGIN, get_port (fixture->practice));
  set_proxy (fixture, proxy, "me:pass%20word@");
  test_log_start ();
  token = client_get_full_auth (fixture, account->user_name, account->secret, &error);
  g_assert_no_error (error);
  profile = client_who_am_i (fixture, token, &error);
  log = test_log_stop ();
  g_assert_no_error (error);
  g_assert_cmpstr (domo_profile_get_name (profile), ==, "Jae Wilson");

  g_assert_nonnull (strstr (little_proxy_get_text (proxy), LITTLE_PROXY_LOGIN));
  g_assert_null (strstr (little_proxy_get_text (proxy), account->secret));
  g_assert_null (strstr (log, "pass word"));
  g_assert_null (strstr (log, "pass%20word"));
  g_assert_null (strstr (log, LITTLE_PROXY_LOGIN));
  for (i = 0; i < vst_practice_get_requests (fixture->practice)->len; i++) {
    const VstPracticeRequest *request;
    g_autofree char *headers = NULL;

    request = g_ptr_array_index (vst_practice_get_requests (fixture->practice), i);
    headers = g_ascii_strdown (request->headers, -1);
    g_assert_null (strstr (headers, "proxy-authorization"));
  }
}

/* What the host itself says through a proxy is the host's word. */
static void
test_host_behind_proxy (ClientFixture *fixture, gconstpointer data)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = 403 };
  g_autoptr (LittleProxy) proxy = NULL;
  g_autoptr (GError) error = NULL;

  proxy = little_proxy_new (LITTLE_PROXY_WORKS, get_port (fixture->practice));
  set_proxy (fixture, proxy, "");
  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INVALID_INSTANCE);
  g_clear_error (&error);

  g_clear_object (&fixture->client); /* and so is its certificate */
  fixture->client = domo_client_new ();
  set_proxy (fixture, proxy, "");
  error = client_fail (fixture, VST_ROUTE_FULL_AUTH);
  assert_failure (error, DOMO_ERROR_TLS, DOMO_REASON_AUTHORITY);
}

/* Loopback is asked directly, whatever the settings say. */
static void
test_no_proxy_for_loopback (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (LittleProxy) proxy = little_proxy_new (LITTLE_PROXY_FORBIDS, 0);
  g_autoptr (DomoToken) token = client_access_token ();
  g_autoptr (DomoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  set_proxy (fixture, proxy, "");
  profile = client_who_am_i (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (little_proxy_get_text (proxy), ==, "");
}

/* ------------------------------------------------------------------------------------------------
 */

static void
add (const char *name,
     void (*test) (ClientFixture *fixture, gconstpointer data),
     gboolean http1_only)
{
  g_autofree char *clear = g_strconcat ("/domo/failure/http/", name, NULL);
  g_autofree char *secure = g_strconcat ("/domo/failure/https/", name, NULL);
  gboolean is_second = g_getenv ("SOUP_SERVER_HTTP2") != NULL;

  if (!is_second)
    g_test_add (clear, ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE),
                client_fixture_set_up, test, client_fixture_tear_down);
  if (!is_second || !http1_only)
    g_test_add (secure, ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_GOOD),
                client_fixture_set_up, test, client_fixture_tear_down);
}

static void
add_named (const char *path,
           void (*test) (ClientFixture *fixture, gconstpointer data),
           gboolean is_online)
{
  g_test_add (path, ClientFixture, GINT_TO_POINTER (is_online), named_set_up, test,
              named_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("limits", test_limits, FALSE);
  add ("endless-body", test_endless_body, TRUE);
  add ("misdirected", test_misdirected, FALSE);
  add ("big-avatar", test_big_avatar, FALSE);
  add ("broken-wire", test_broken_wire, TRUE);
  add ("cut-chunk", test_cut_chunk, TRUE);
  add ("sign-in-is-sent-once", test_sign_in_is_sent_once, FALSE);
  add ("too-slow", test_too_slow, FALSE);
  add ("late-answer", test_late_answer, FALSE);
  add ("cancel", test_cancel, FALSE);
  add ("cancelled-before", test_cancelled_before, FALSE);
  add ("cancel-one-of-two", test_cancel_one_of_two, FALSE);
  g_test_add_func ("/domo/failure/client-goes", test_client_goes);
  g_test_add_func ("/domo/failure/certificates", test_certificates);
  g_test_add_func ("/domo/failure/circle", test_circle);
  g_test_add_func ("/domo/failure/extra-authority", test_extra_authority);
  g_test_add_func ("/domo/failure/no-tls", test_no_tls);
  add_named ("/domo/failure/names", test_names, TRUE);
  add_named ("/domo/failure/offline", test_offline, FALSE);
  add_named ("/domo/failure/silent-monitor", test_silent_monitor, FALSE);
  add_named ("/domo/failure/cancel-name", test_cancel_name, TRUE);
  g_test_add ("/domo/failure/refused", ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE),
              client_fixture_set_up, test_refused, client_fixture_tear_down);
  add_named ("/domo/failure/proxy-refuses", test_proxy_refuses, TRUE);
  add_named ("/domo/failure/proxy-gone", test_proxy_gone, TRUE);
  add_named ("/domo/failure/proxy-with-login", test_proxy_with_login, TRUE);
  add_named ("/domo/failure/host-behind-proxy", test_host_behind_proxy, TRUE);
  add ("no-proxy-for-loopback", test_no_proxy_for_loopback, FALSE);
  return g_test_run ();
}
