/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-authorities.h"

#include "test-support.h"

/* Debian's. */
#define SYSTEM_AUTHORITIES "/etc/ssl/certs/ca-certificates.crt"

static GTlsDatabase *
get_default (void)
{
  return g_tls_backend_get_default_database (g_tls_backend_get_default ());
}

static GTlsCertificateFlags
verify (GTlsDatabase *database, GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GSocketConnectable) identity = host ? g_network_address_new (host, 443) : NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags flags;

  flags = g_tls_database_verify_chain (database, certificate,
                                       G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                       G_TLS_DATABASE_VERIFY_NONE, NULL, &error);
  g_assert_no_error (error);
  return flags;
}

/* Whom the system trusts is trusted, for the hosts of its certificate alone. */
static void
test_system (void)
{
  g_autoptr (GError) error = NULL;
  g_autolist (GTlsCertificate) certificates =
      g_tls_certificate_list_new_from_file (SYSTEM_AUTHORITIES, &error);
  g_autoptr (GTlsDatabase) left_alone = get_default ();
  g_autoptr (GTlsDatabase) shared = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (certificates);
  domo_authorities_share ();
  shared = get_default ();
  g_assert_true (shared != left_alone);
  for (GList *link = certificates; link; link = link->next) {
    GTlsCertificateFlags flags = verify (shared, link->data, NULL); /* some may have expired */

    g_assert_cmpuint (flags, ==, verify (left_alone, link->data, NULL));
    g_assert_false (flags & G_TLS_CERTIFICATE_UNKNOWN_CA);
    g_assert_cmpuint (verify (shared, link->data, "acme.domo.com"), ==,
                      flags | G_TLS_CERTIFICATE_BAD_IDENTITY);
  }
}

/* All others are not. */
static void
test_stranger (void)
{
  g_autoptr (GTlsDatabase) shared = NULL;

  domo_authorities_load ();
  shared = get_default ();
  g_assert_true (verify (shared, test_certificate (TEST_CERTIFICATE_GOOD), NULL) &
                 G_TLS_CERTIFICATE_UNKNOWN_CA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/authorities/system", test_system);
  g_test_add_func ("/domo/authorities/stranger", test_stranger);
  return g_test_run ();
}
