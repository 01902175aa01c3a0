/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-transport.h"

#include "client-fixture.h"
#include "little-proxy.h"

/* More than two sessions take. */
#define MANY 40

static void
set_up (ClientFixture *self, gconstpointer certificate)
{
  g_autoptr (GError) error = NULL;

  client_fixture_set_up (self, certificate);
  g_set_object (&self->client, NULL);
  self->client = domo_client_new_for_many (MANY);
  domo_client_set_extra_authority (self->client, test_authority_path (), &error);
  g_assert_no_error (error);
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

/* All of them are under way, and none is answered before the client closes. */
static void
ask_and_close (ClientFixture *fixture, TestWait *waits)
{
  const VstFault silent = { .kind = VST_FAULT_SILENT };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &silent);
  ask_who_am_i (fixture, cancellable, waits, MANY);
  test_until (are_all_asked, fixture->practice);
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), ==, MANY);

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

/* As many as were asked for are under way at the same time; closing ends each of them. */
static void
test_all_at_once (ClientFixture *fixture, gconstpointer data)
{
  TestWait waits[MANY] = { { 0 } };

  ask_and_close (fixture, waits);
  test_until (has_no_connection, fixture->practice);
  ask_who_am_i (fixture, NULL, waits, MANY);
  see_profiles (fixture, waits, MANY);
}

/* More than that wait for one another, and none is lost. */
static void
test_more_than_all (ClientFixture *fixture, gconstpointer data)
{
  TestWait waits[MANY * 3] = { { 0 } };

  ask_who_am_i (fixture, NULL, waits, G_N_ELEMENTS (waits));
  see_profiles (fixture, waits, G_N_ELEMENTS (waits));
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
  g_assert_cmpuint (vst_practice_count_open (fixture->practice), <=, G_N_ELEMENTS (waits));
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

  g_test_add (path, ClientFixture, GINT_TO_POINTER (TEST_CERTIFICATE_GOOD), set_up, test,
              client_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("all-at-once", test_all_at_once);
  add ("more-than-all", test_more_than_all);
  add ("few-at-once", test_few_at_once);
  add ("proxy", test_proxy);
  return g_test_run ();
}
