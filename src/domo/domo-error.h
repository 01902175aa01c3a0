/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "domo-token.h"

G_BEGIN_DECLS

/* The errors by the names their users know: those of the Python library that they script with,
 * then those of ours for what that library leaves without a name. */
typedef enum {
  DOMO_ERROR_AUTH,                     /* AuthError: whatever has no name of its own */
  DOMO_ERROR_INVALID_CREDENTIALS,      /* InvalidCredentialsError */
  DOMO_ERROR_ACCOUNT_LOCKED,           /* AccountLockedError */
  DOMO_ERROR_INVALID_INSTANCE,         /* InvalidInstanceError */
  DOMO_ERROR_INVALID_AUTH_TYPE,        /* InvalidAuthTypeError */
  DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, /* NoAccessTokenReturned */
  DOMO_ERROR_ADDRESS_BLOCKED,          /* AddressBlockedError */
  DOMO_ERROR_SECOND_FACTOR_REQUIRED,   /* SecondFactorRequiredError */
  DOMO_ERROR_REDIRECTED,               /* RedirectedError */
  DOMO_ERROR_RATE_LIMITED,             /* RateLimitedError */
  DOMO_ERROR_SERVER,                   /* ServerError */
  DOMO_ERROR_BAD_REPLY,                /* BadReplyError */
  DOMO_ERROR_HOST_NOT_FOUND,           /* HostNotFoundError */
  DOMO_ERROR_CONNECTION,               /* ConnectionError */
  DOMO_ERROR_TIMEOUT,                  /* TimeoutError */
  DOMO_ERROR_TLS,                      /* TlsError */
  DOMO_ERROR_PROXY,                    /* ProxyError */
  DOMO_ERROR_NOT_FOUND,                /* NotFoundError */
  DOMO_ERROR_INPUT,                    /* InputError */
  DOMO_ERROR_KEYRING_ABSENT,           /* KeyringAbsentError: no Secret Service on the bus */
  DOMO_ERROR_KEYRING_LOCKED,           /* KeyringLockedError */
  DOMO_ERROR_KEYRING_DISMISSED,        /* KeyringLockedError: the person closed its prompt */
  DOMO_ERROR_KEYRING,                  /* KeyringError: it failed; message has its words */
} DomoError;
#define DOMO_N_ERRORS (DOMO_ERROR_KEYRING + 1)

/* What exactly, where one name covers causes with different remedies. */
typedef enum {
  DOMO_REASON_NONE,
  DOMO_REASON_OFFLINE,        /* ConnectionError: this computer has no network */
  DOMO_REASON_REFUSED,        /* ConnectionError: nothing listens there */
  DOMO_REASON_UNREACHABLE,    /* ConnectionError: no way leads there */
  DOMO_REASON_BROKEN,         /* ConnectionError: closed before the answer was whole */
  DOMO_REASON_NAME_SERVER,    /* TimeoutError: the name server is silent */
  DOMO_REASON_CONNECT,        /* TimeoutError: no connection in time */
  DOMO_REASON_ANSWER,         /* TimeoutError: connected, but no whole answer in time */
  DOMO_REASON_AUTHORITY,      /* TlsError: detail is the issuer */
  DOMO_REASON_EXPIRED,        /* TlsError: not_before, not_after */
  DOMO_REASON_NOT_YET_VALID,  /* TlsError: not_before, not_after */
  DOMO_REASON_WRONG_HOST,     /* TlsError: detail is the names it is for, with commas */
  DOMO_REASON_NO_COMMON_WAY,  /* TlsError: anything else */
  DOMO_REASON_PROXY_SILENT,   /* ProxyError: detail is the proxy, host:port */
  DOMO_REASON_PROXY_REFUSED,  /* ProxyError: likewise; it refused with the status */
  DOMO_REASON_PROXY_PASSWORD, /* ProxyError: likewise; it wants a (or another) password */
  DOMO_REASON_NOT_JSON,       /* BadReplyError: a web page or the like */
  DOMO_REASON_TOO_BIG,        /* BadReplyError: above the limit of bytes */
  DOMO_REASON_CUT_SHORT,      /* BadReplyError: it ends in the middle */
  DOMO_REASON_SHAPE,          /* BadReplyError: JSON, but not what is known; too deep; numbers out
                                 of range */
  DOMO_REASON_OTHER_INSTANCE, /* InvalidInstanceError: the client is of that instance */
} DomoReason;

/* What every error of ours carries. Texts are %NULL where they are not known, numbers 0. */
typedef struct {
  const char *function;   /* the route: get_full_auth, get_developer_auth, who_am_i, get_user,
                             get_avatar or elevate */
  const char *parent;     /* who called, where a caller said so */
  const char *message;    /* the reason of a 200 word for word, the standard phrase of another
                             status, else the default; tidied, without any secret */
  const char *instance;   /* the host without .domo.com, else the whole host */
  const char *host;       /* the host that was asked, with its port where one was typed */
  const char *detail;     /* by code and reason: the caller's address as the allow list saw it, the
                             target of a redirect (host), the issuer, the certificate's names, the
                             proxy */
  const char *request_id; /* as the server named it */
  char **candidates;      /* InputError: ids of the stored accounts that may be meant */
  guint status;           /* HTTP status */
  DomoReason reason;
  guint retry_after;  /* seconds */
  guint limit;        /* TimeoutError: what there was time for, in milliseconds */
  gint64 time;        /* when it happened: microseconds since 1970 */
  gint64 not_before;  /* seconds since 1970 */
  gint64 not_after;   /* seconds since 1970 */
  DomoToken *pending; /* SecondFactorRequiredError: the session token that a code makes good */
  gint64 user_id;     /* SecondFactorRequiredError: whose it is */
} DomoErrorInfo;

#define DOMO_ERROR (domo_error_quark ())
GQuark domo_error_quark (void);

/**
 * domo_error_get_info:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): what @error carries, as long as it lives; %NULL when it is
 *   not of the domain %DOMO_ERROR
 */
const DomoErrorInfo *domo_error_get_info (const GError *error);

/** domo_error_get_name: Returns: (transfer none): "InvalidCredentialsError" */
const char *domo_error_get_name (DomoError code);

/** domo_error_get_default_message: Returns: (transfer none): "invalid credentials" */
const char *domo_error_get_default_message (DomoError code);

/**
 * domo_error_to_line:
 * @error: an error of the domain %DOMO_ERROR
 *
 * The one-line form that admins know from their scripts; a part that is missing takes its separator
 * along:
 * `🛑  NAME 🛑 - function: [PARENT.]FUNCTION || status N || MESSAGE at INSTANCE`
 *
 * Returns: (transfer full): the line
 */
char *domo_error_to_line (const GError *error);

/**
 * domo_error_new:
 * @code: the code
 * @reason: what exactly
 * @message: (nullable): tidied here; %NULL stands for the default message
 *
 * Returns: (transfer full): an error without origin
 */
GError *domo_error_new (DomoError code, DomoReason reason, const char *message);

/* These fill in an error of the domain DOMO_ERROR; texts are copied, NULL leaves what is there. */
void
domo_error_set_origin (GError *error, const char *function, const char *instance, const char *host);
void domo_error_set_parent (GError *error, const char *parent);
void domo_error_set_status (GError *error, guint status);
void domo_error_set_detail (GError *error, const char *detail);
void domo_error_set_candidates (GError *error, const char *const *candidates);
void domo_error_set_request_id (GError *error, const char *request_id);
void domo_error_set_retry_after (GError *error, guint seconds);
void domo_error_set_limit (GError *error, guint milliseconds);
void domo_error_set_validity (GError *error, gint64 not_before, gint64 not_after);
void domo_error_set_pending (GError *error, DomoToken *pending, gint64 user_id);

/**
 * domo_error_mask:
 * @error: an error of the domain %DOMO_ERROR
 * @secret: (nullable): a secret that a hostile server may have put into its answer
 *
 * Takes @secret out of every text of @error, by value.
 */
void domo_error_mask (GError *error, DomoSecret *secret);

G_END_DECLS
