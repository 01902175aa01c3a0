/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-failure.h"

#include <string.h>

#include "domo-text.h"

/* So many of a certificate's names are told. */
#define MAX_NAMES 3

/* ----------------------------------------------------------------------------------------- TLS */

/* The common name out of "CN=Acme Web Gateway,O=Acme", else the whole of it. */
static char *
get_common_name (const char *distinguished_name)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  if (!distinguished_name)
    return NULL;
  parts = g_regex_split_simple ("(?<!\\\\)[,+]", distinguished_name, 0, 0);
  for (char **part = parts; *part && !text; part++)
    if (g_str_has_prefix (g_strstrip (*part), "CN="))
      text = g_strdup (*part + strlen ("CN="));
  return domo_text_tidy (text && *text ? text : distinguished_name, -1);
}

static char *
get_issuer (GTlsCertificate *certificate)
{
  g_autofree char *name = g_tls_certificate_get_issuer_name (certificate);

  return get_common_name (name);
}

static void
add_name (GPtrArray *names, const char *name, gssize length)
{
  if (names->len < MAX_NAMES)
    g_ptr_array_add (names, domo_text_tidy (name, length));
  else if (names->len == MAX_NAMES)
    g_ptr_array_add (names, g_strdup ("…"));
}

/* The names that a certificate is for: of hosts, addresses, or the subject of one without both. */
static char *
get_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) hosts = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);

  for (guint i = 0; hosts && i < hosts->len; i++) {
    gsize length;
    const char *host = g_bytes_get_data (g_ptr_array_index (hosts, i), &length);

    add_name (names, host, length);
  }
  for (guint i = 0; addresses && i < addresses->len; i++) {
    g_autofree char *address = g_inet_address_to_string (g_ptr_array_index (addresses, i));

    add_name (names, address, -1);
  }
  if (names->len == 0 && subject)
    g_ptr_array_add (names, get_common_name (subject));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

/* Several things may be wrong at once: an authority that nobody knows comes first, since what it
 * says of names and dates is worth nothing. */
static DomoReason
get_tls_reason (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return DOMO_REASON_AUTHORITY;
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return DOMO_REASON_WRONG_HOST;
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return DOMO_REASON_EXPIRED;
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return DOMO_REASON_NOT_YET_VALID;
  return DOMO_REASON_NO_COMMON_WAY;
}

static const char *
get_tls_message (DomoReason reason)
{
  if (reason == DOMO_REASON_AUTHORITY)
    return "unknown authority";
  if (reason == DOMO_REASON_WRONG_HOST)
    return "certificate of another host";
  if (reason == DOMO_REASON_EXPIRED)
    return "certificate has expired";
  if (reason == DOMO_REASON_NOT_YET_VALID)
    return "certificate is not valid yet";
  return NULL;
}

static void
set_validity (GError *error, GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) before = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) after = g_tls_certificate_get_not_valid_after (certificate);

  domo_error_set_validity (error, before ? g_date_time_to_unix (before) : 0,
                           after ? g_date_time_to_unix (after) : 0);
}

static GError *
get_tls_error (const DomoFailure *failure)
{
  DomoReason reason = failure->certificate && failure->tls_errors
                          ? get_tls_reason (failure->tls_errors)
                          : DOMO_REASON_NO_COMMON_WAY;
  GError *error = domo_error_new (DOMO_ERROR_TLS, reason, get_tls_message (reason));
  g_autofree char *detail = NULL;

  if (reason == DOMO_REASON_AUTHORITY)
    detail = get_issuer (failure->certificate);
  else if (reason == DOMO_REASON_WRONG_HOST)
    detail = get_names (failure->certificate);
  domo_error_set_detail (error, detail);
  if (failure->certificate)
    set_validity (error, failure->certificate);
  return error;
}

/* -------------------------------------------------------------------------------------- others */

/* Whether it came no further than the proxy. A host behind one is asked over TLS and shows its
 * certificate first; plain HTTP goes to loopback alone, and never through a proxy. */
static gboolean
is_at_proxy (const DomoFailure *failure)
{
  return failure->proxy && !failure->certificate;
}

static GError *
get_proxy_error (const DomoFailure *failure, DomoReason reason)
{
  GError *error = domo_error_new (DOMO_ERROR_PROXY, reason, NULL);

  domo_error_set_detail (error, failure->proxy);
  return error;
}

GError *
domo_failure_refused_by_proxy (const DomoFailure *failure, guint status)
{
  GError *error = get_proxy_error (failure, status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED
                                                ? DOMO_REASON_PROXY_PASSWORD
                                                : DOMO_REASON_PROXY_REFUSED);

  domo_error_set_status (error, status);
  return error;
}

static GError *
get_timeout_error (const DomoFailure *failure)
{
  DomoReason reason = DOMO_REASON_CONNECT;

  if (is_at_proxy (failure))
    return get_proxy_error (failure, DOMO_REASON_PROXY_SILENT);
  if (failure->stage == DOMO_STAGE_CONNECTED || failure->stage == DOMO_STAGE_IDLE)
    reason = DOMO_REASON_ANSWER;
  else if (failure->stage == DOMO_STAGE_RESOLVING)
    reason = DOMO_REASON_NAME_SERVER;
  return domo_error_new (DOMO_ERROR_TIMEOUT, reason, NULL);
}

static GError *
get_resolver_error (const DomoFailure *failure, const GError *error)
{
  if (is_at_proxy (failure))
    return get_proxy_error (failure, DOMO_REASON_PROXY_SILENT);
  if (error->code == G_RESOLVER_ERROR_TEMPORARY_FAILURE)
    return domo_error_new (DOMO_ERROR_TIMEOUT, DOMO_REASON_NAME_SERVER, NULL);
  return domo_error_new (DOMO_ERROR_HOST_NOT_FOUND, DOMO_REASON_NONE, NULL);
}

static GError *
get_io_error (const DomoFailure *failure, const GError *error)
{
  gboolean at_proxy = is_at_proxy (failure);

  switch (error->code) {
  case G_IO_ERROR_TIMED_OUT:
    return get_timeout_error (failure);
  case G_IO_ERROR_PROXY_NEED_AUTH:
  case G_IO_ERROR_PROXY_AUTH_FAILED:
    return get_proxy_error (failure, DOMO_REASON_PROXY_PASSWORD);
  case G_IO_ERROR_PROXY_NOT_ALLOWED:
    return get_proxy_error (failure, DOMO_REASON_PROXY_REFUSED);
  case G_IO_ERROR_PROXY_FAILED:
    return get_proxy_error (failure, DOMO_REASON_PROXY_SILENT);
  case G_IO_ERROR_CONNECTION_REFUSED:
    return at_proxy ? get_proxy_error (failure, DOMO_REASON_PROXY_SILENT)
                    : domo_error_new (DOMO_ERROR_CONNECTION, DOMO_REASON_REFUSED, NULL);
  case G_IO_ERROR_NETWORK_UNREACHABLE:
  case G_IO_ERROR_HOST_UNREACHABLE:
    return at_proxy ? get_proxy_error (failure, DOMO_REASON_PROXY_SILENT)
                    : domo_error_new (DOMO_ERROR_CONNECTION, DOMO_REASON_UNREACHABLE, NULL);
  default:
    return at_proxy ? get_proxy_error (failure, DOMO_REASON_PROXY_SILENT)
                    : domo_error_new (DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, NULL);
  }
}

/* NULL when we did not end it ourselves. */
static GError *
get_stop_error (const DomoFailure *failure)
{
  switch (failure->stop) {
  case DOMO_STOP_CONNECT:
  case DOMO_STOP_WHOLE:
    return get_timeout_error (failure);
  case DOMO_STOP_SIZE:
    return domo_error_new (DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG, NULL);
  case DOMO_STOP_INTERIM:
    return domo_error_new (DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, NULL);
  case DOMO_STOP_RESTARTS:
    return domo_error_new (DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, NULL);
  case DOMO_STOP_OLD_TLS:
    return domo_error_new (DOMO_ERROR_TLS, DOMO_REASON_NO_COMMON_WAY, NULL);
  case DOMO_STOP_NONE:
  default:
    return NULL;
  }
}

static GError *
map_error (const DomoFailure *failure, const GError *error)
{
  /* What GIO says names hosts, and nothing that was sent. */
  g_debug ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);

  if (error->domain == G_TLS_ERROR)
    return get_tls_error (failure);
  if (error->domain == G_RESOLVER_ERROR)
    return get_resolver_error (failure, error);
  if (error->domain == G_IO_ERROR)
    return get_io_error (failure, error);
  if (is_at_proxy (failure))
    return get_proxy_error (failure, DOMO_REASON_PROXY_SILENT);
  if (error->domain == SOUP_SESSION_ERROR) /* its PARSING is 0: go by the domain */
    return domo_error_new (DOMO_ERROR_BAD_REPLY, DOMO_REASON_NOT_JSON, NULL);
  return domo_error_new (DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, NULL);
}

GError *
domo_failure_to_error (const DomoFailure *failure, const GError *error, guint status)
{
  GError *ours = get_stop_error (failure);

  if (!ours)
    ours = map_error (failure, error);
  if (status)
    domo_error_set_status (ours, status);
  return ours;
}
