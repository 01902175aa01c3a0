/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-authorities.h"

/* Stands in for the system's database. GIO's module copies one that is its own into each
 * connection, and asks any other. */
#define DOMO_TYPE_AUTHORITIES (domo_authorities_get_type ())
G_DECLARE_FINAL_TYPE (DomoAuthorities, domo_authorities, DOMO, AUTHORITIES, GTlsDatabase)

struct _DomoAuthorities {
  GTlsDatabase parent_instance;
};

G_DEFINE_FINAL_TYPE (DomoAuthorities, domo_authorities, G_TYPE_TLS_DATABASE)

/* Past what is set as the default, which is the stand-in. */
static gpointer
read_system (gpointer unused)
{
  GTlsBackend *backend = g_tls_backend_get_default ();

  return G_TLS_BACKEND_GET_INTERFACE (backend)->get_default_database (backend);
}

/* Returns: (transfer none) (nullable): %NULL where it cannot be read */
static GTlsDatabase *
get_system (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_system, NULL);
}

static GTlsCertificateFlags
domo_authorities_verify_chain (GTlsDatabase *database,
                               GTlsCertificate *chain,
                               const char *purpose,
                               GSocketConnectable *identity,
                               GTlsInteraction *interaction,
                               GTlsDatabaseVerifyFlags flags,
                               GCancellable *cancellable,
                               GError **error)
{
  GTlsDatabase *system = get_system ();

  if (!system)
    return G_TLS_CERTIFICATE_UNKNOWN_CA; /* nobody is trusted */
  return g_tls_database_verify_chain (system, chain, purpose, identity, interaction, flags,
                                      cancellable, error);
}

static void
domo_authorities_class_init (DomoAuthoritiesClass *klass)
{
  G_TLS_DATABASE_CLASS (klass)->verify_chain = domo_authorities_verify_chain;
}

static void
domo_authorities_init (DomoAuthorities *self)
{
}

static gpointer
share (gpointer unused)
{
  g_autoptr (GTlsDatabase) database = g_object_new (DOMO_TYPE_AUTHORITIES, NULL);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  return NULL;
}

void
domo_authorities_share (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, share, NULL);
}

void
domo_authorities_load (void)
{
  domo_authorities_share ();
  get_system ();
}
