/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-credential.h"

static void
test_password (void)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (DomoSecret) password = domo_secret_new ("hunter2", -1);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_password (instance, "jae@acme.com", password);

  g_assert_cmpint (domo_credential_get_method (credential), ==, DOMO_METHOD_PASSWORD);
  g_assert_true (domo_instance_equal (domo_credential_get_instance (credential), instance));
  g_assert_cmpstr (domo_credential_get_user_name (credential), ==, "jae@acme.com");
  g_assert_true (domo_secret_equal (domo_credential_get_secret (credential), password));
  g_assert_null (domo_credential_get_scopes (credential));
}

static void
test_client (void)
{
  const char *scopes[] = { "data", "user", NULL };
  g_autoptr (DomoSecret) secret = domo_secret_new ("client secret", -1);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_client (NULL, "client-id", secret, scopes);

  scopes[1] = "changed later";
  g_assert_cmpint (domo_credential_get_method (credential), ==, DOMO_METHOD_CLIENT);
  g_assert_null (domo_credential_get_instance (credential));
  g_assert_cmpstr (domo_credential_get_user_name (credential), ==, "client-id");
  g_assert_true (domo_secret_equal (domo_credential_get_secret (credential), secret));
  g_assert_cmpstrv (domo_credential_get_scopes (credential),
                    ((const char *[]){ "data", "user", NULL }));
}

static void
test_client_of_test_server (void)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("127.0.0.1:8080", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new ("client secret", -1);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_client (instance, "client-id", secret, NULL);

  g_assert_true (domo_instance_equal (domo_credential_get_instance (credential), instance));
  g_assert_null (domo_credential_get_scopes (credential));
}

static void
test_access_token (void)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (DomoSecret) token = domo_secret_new ("DDCIabc", -1);
  g_autoptr (DomoCredential) credential = domo_credential_new_access_token (instance, token);

  g_assert_cmpint (domo_credential_get_method (credential), ==, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_true (domo_instance_equal (domo_credential_get_instance (credential), instance));
  g_assert_null (domo_credential_get_user_name (credential));
  g_assert_true (domo_secret_equal (domo_credential_get_secret (credential), token));
}

/* What the credential was made from may go before it. */
static void
test_keeps_its_own (void)
{
  DomoInstance *instance = domo_instance_new ("acme", NULL);
  DomoSecret *password = domo_secret_new ("hunter2", -1);
  char *user_name = g_strdup ("jae@acme.com");
  g_autoptr (DomoCredential) credential =
      domo_credential_new_password (instance, user_name, password);

  domo_instance_unref (instance);
  domo_secret_unref (password);
  g_free (user_name);
  g_assert_cmpstr (domo_instance_get_name (domo_credential_get_instance (credential)), ==, "acme");
  g_assert_cmpstr (domo_credential_get_user_name (credential), ==, "jae@acme.com");
  g_assert_cmpstr (domo_secret_get_text (domo_credential_get_secret (credential)), ==, "hunter2");
  g_assert_finalize_object (g_steal_pointer (&credential));
}

static void
test_known_scopes (void)
{
  g_assert_cmpstrv (domo_known_scopes, ((const char *[]){ "account", "audit", "buzz", "dashboard",
                                                          "data", "user", "workflow", NULL }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/credential/password", test_password);
  g_test_add_func ("/domo/credential/client", test_client);
  g_test_add_func ("/domo/credential/client-of-test-server", test_client_of_test_server);
  g_test_add_func ("/domo/credential/access-token", test_access_token);
  g_test_add_func ("/domo/credential/keeps-its-own", test_keeps_its_own);
  g_test_add_func ("/domo/credential/known-scopes", test_known_scopes);
  return g_test_run ();
}
