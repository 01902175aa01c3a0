/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "domo-error.h"

G_BEGIN_DECLS

/* Why an exchange was ended by ourselves. */
typedef enum {
  DOMO_STOP_NONE,
  DOMO_STOP_CONNECT,  /* no connection in time */
  DOMO_STOP_WHOLE,    /* no whole answer in time */
  DOMO_STOP_SIZE,     /* more bytes than are taken */
  DOMO_STOP_INTERIM,  /* more interim answers than are taken */
  DOMO_STOP_RESTARTS, /* sent once more more often than is useful */
  DOMO_STOP_OLD_TLS,  /* TLS before 1.2 */
} DomoStop;

/* How far an exchange came. */
typedef enum {
  DOMO_STAGE_IDLE,      /* waits for its turn, or goes over a kept connection */
  DOMO_STAGE_RESOLVING, /* asks the name server */
  DOMO_STAGE_CONNECTING,
  DOMO_STAGE_CONNECTED,
} DomoStage;

/* What is known of an exchange that failed. */
typedef struct {
  DomoStop stop;
  DomoStage stage;
  const char *proxy;               /* (nullable): that it goes through, host:port */
  GTlsCertificate *certificate;    /* (nullable): that the host showed */
  GTlsCertificateFlags tls_errors; /* what is wrong with it */
} DomoFailure;

/**
 * domo_failure_to_error:
 * @failure: how far it came
 * @error: (nullable): what libsoup or GIO said
 * @status: the HTTP status, 0 when none had come
 *
 * Maps what went wrong below HTTP to one of ours; domo-reply.c does the same for answers.
 *
 * Returns: (transfer full): an error of the domain %DOMO_ERROR without origin
 */
GError *domo_failure_to_error (const DomoFailure *failure, const GError *error, guint status);

/** domo_failure_refused_by_proxy: Returns: (transfer full): the error for a proxy that answered our
 * CONNECT with @status, which libsoup hands on as if the host had said it */
GError *domo_failure_refused_by_proxy (const DomoFailure *failure, guint status);

G_END_DECLS
