/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-transport.h"

#include "client-fixture.h"
#include "little-proxy.h"

/* As many as two sessions take. */
#define MANY 128

static void
set_up (ClientFixture *self, gconstpointer certificate)
{
  client_fixture_set_up (self, certificate);
  g_object_unref (self->client);
  self->client = domo_client_new_for_many (MANY);
}

static void
ask_who_am_i (ClientFixture *fixture, GCancellable *cancellable, TestWait *waits, guint n_waits)
{
  g_autoptr (DomoToken) token = client_access_token ();

  for (guint i = 0; i < n_waits; i++)
    domo_client_who_am_i_async (fixture->client, fixture->instance, token, cancellable,
                                test_wait_cb, &waits[i]);
}

static void
see_profiles (ClientFixture *fixture, TestWait *waits, guint n_waits)
{
  for (guint i = 0; i < n_waits; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoProfile) profile = NULL;

    profile = domo_client_who_am_i_finish (fixture->client, test_wait (&waits[i]), &error);
    g_assert_no_error (error);
    g_assert_cmpstr (domo_profile_get_name (profile), ==, "Jae Wilson");
    test_wait_clear (&waits[i]);
  }
}

static gboolean
are_all_asked (gpointer practice)
{
  return vst_practice_get_requests (practice)->len == MANY;
}

static gboolean
has_no_connection (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

/* All of them are under way, each on its connection, and none is answered. */
static void
ask_in_vain (ClientFixture *fixture, GCancellable *cancellable, TestWait *waits)
{
  const VstFault silent = { .kind = VST_FAULT_SILENT };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &silent);
  ask_who_am_i (fixture, cancellable, waits, MANY);
  test_until (are_all_asked, fixture->practice);
  test_settle ();
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), ==, MANY);
}

static void
ask_and_close (ClientFixture *fixture, TestWait *waits)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  ask_in_vain (fixture, cancellable, waits);
  g_cancellable_cancel (cancellable);
  domo_client_close (fixture->client);
  for (guint i = 0; i < MANY; i++) {
    g_autoptr (GError) error = NULL;

    domo_client_who_am_i_finish (fixture->client, test_wait (&waits[i]), &error);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    test_wait_clear (&waits[i]);
  }
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
}

/* As many as were asked for are under way at the same time, and what ended leaves nothing. */
static void
test_all_at_once (ClientFixture *fixture, gconstpointer data)
{
  TestWait waits[MANY] = { { 0 } };

  ask_and_close (fixture, waits);
  test_until (has_no_connection, fixture->practice);
  ask_who_am_i (fixture, NULL, waits, MANY);
  see_profiles (fixture, waits, MANY);
}

/* Also without being cancelled: no session keeps a connection. */
static void
test_close (ClientFixture *fixture, gconstpointer data)
{
  TestWait waits[MANY] = { { 0 } };

  ask_in_vain (fixture, NULL, waits);
  domo_client_close (fixture->client);
  test_until (has_no_connection, fixture->practice);
  for (guint i = 0; i < MANY; i++) {
    g_autoptr (GError) error = NULL;

    domo_client_who_am_i_finish (fixture->client, test_wait (&waits[i]), &error);
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_CONNECTION);
    test_wait_clear (&waits[i]);
  }
}

/* More than that wait for one another, and none is lost. */
static void
test_more_than_all (ClientFixture *fixture, gconstpointer data)
{
  TestWait waits[MANY * 3] = { { 0 } };

  ask_who_am_i (fixture, NULL, waits, G_N_ELEMENTS (waits));
  see_profiles (fixture, waits, G_N_ELEMENTS (waits));
}

static guint
count_connections (VstPractice *practice)
{
  GPtrArray *requests = vst_practice_get_requests (practice);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < requests->len; i++) {
    const VstPracticeRequest *request = g_ptr_array_index (requests, i);

    g_hash_table_add (numbers, (gpointer)&request->connection);
  }
  return g_hash_table_size (numbers);
}

/* A few at once use the connections that a few had before them. */
static void
test_few_at_once (ClientFixture *fixture, gconstpointer data)
{
  TestWait waits[10] = { { 0 } };

  for (guint round = 0; round < 5; round++) {
    ask_who_am_i (fixture, NULL, waits, G_N_ELEMENTS (waits));
    see_profiles (fixture, waits, G_N_ELEMENTS (waits));
    test_settle (); /* until they are kept for the next call */
  }
  g_assert_cmpuint (count_connections (fixture->practice), <=, G_N_ELEMENTS (waits));
}

/* --------------------------------------------------------------------------- when one has failed
 */

typedef struct {
  ClientFixture *fixture;
  DomoCredential *credential;
  GError *error;
  TestWait next;
} Failure;

/* As whoever works through a list does: the next is begun at once. */
static void
failed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Failure *self = user_data;

  domo_client_get_user_finish (DOMO_CLIENT (source), result, &self->error);
  domo_client_get_full_auth_async (self->fixture->client, self->credential, NULL, test_wait_cb,
                                   &self->next);
}

/* All but the last place is taken by requests that are never answered. What comes after the one
 * that failed there takes its place, and does not wait behind the others. */
static void
see_place_taken (ClientFixture *fixture, VstFaultKind kind)
{
  const VstFault silent = { .kind = VST_FAULT_SILENT };
  const VstFault fault = { .kind = kind };
  const VstPracticeAccount *account = test_account ("password");
  g_autoptr (DomoSecret) secret = domo_secret_new (account->secret, -1);
  g_autoptr (DomoToken) token = client_bearer_token ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DomoToken) next = NULL;
  g_autoptr (GError) error = NULL;
  TestWait waits[MANY - 1] = { { 0 } };
  Failure failure = { fixture };

  failure.credential = domo_credential_new_password (fixture->instance, account->user_name, secret);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &silent);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_USER, &fault);
  ask_who_am_i (fixture, cancellable, waits, G_N_ELEMENTS (waits));
  domo_client_get_user_async (fixture->client, fixture->instance, token, NULL, failed_cb, &failure);
  next = domo_client_get_full_auth_finish (fixture->client, test_wait (&failure.next), &error);
  g_assert_nonnull (failure.error);
  g_assert_no_error (error);
  g_assert_nonnull (next);
  g_assert_null (waits[0].result); /* it did not come of their end */

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++) {
    test_wait (&waits[i]);
    test_wait_clear (&waits[i]);
  }
  g_error_free (failure.error);
  g_object_unref (failure.credential);
  test_wait_clear (&failure.next);
}

static void
test_place_of_a_broken_one (ClientFixture *fixture, gconstpointer data)
{
  see_place_taken (fixture, VST_FAULT_CLOSE);
}

/* That is ended by ourselves. */
static void
test_place_of_a_big_one (ClientFixture *fixture, gconstpointer data)
{
  see_place_taken (fixture, VST_FAULT_BIG);
}

/* Also those that were made before it was named. */
static void
test_proxy (ClientFixture *fixture, gconstpointer data)
{
  const VstPracticeAccount *account = test_account ("password");
  g_autoptr (DomoInstance) acme = domo_instance_new ("acme", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (account->secret, -1);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_password (acme, account->user_name, secret);
  g_autoptr (LittleProxy) proxy = little_proxy_new (LITTLE_PROXY_FORBIDS, 0);
  g_autofree char *uri = g_strconcat ("http://", little_proxy_get_address (proxy), NULL);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (uri, NULL);
  TestWait waits[MANY] = { { 0 } };

  ask_and_close (fixture, waits);
  domo_client_set_proxy_resolver (fixture->client, resolver);
  for (guint i = 0; i < MANY; i++)
    domo_client_get_full_auth_async (fixture->client, credential, NULL, test_wait_cb, &waits[i]);
  for (guint i = 0; i < MANY; i++) {
    g_autoptr (GError) error = NULL;

    domo_client_get_full_auth_finish (fixture->client, test_wait (&waits[i]), &error);
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_PROXY);
    test_wait_clear (&waits[i]);
  }
}

static void
add (const char *name, void (*test) (ClientFixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/domo/transport/", name, NULL);

  g_test_add (path, ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_NONE), set_up, test,
              client_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("all-at-once", test_all_at_once);
  add ("close", test_close);
  add ("more-than-all", test_more_than_all);
  add ("few-at-once", test_few_at_once);
  add ("proxy", test_proxy);
  add ("place-of-a-broken-one", test_place_of_a_broken_one);
  add ("place-of-a-big-one", test_place_of_a_big_one);
  return g_test_run ();
}
