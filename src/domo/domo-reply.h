/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "domo-error.h"
#include "domo-secret.h"

G_BEGIN_DECLS

typedef struct _DomoProfile DomoProfile;

/* An answer of a server: status, headers of interest, bytes. What is in it is hostile until it is
 * parsed here. Built once, then not changed. */
typedef struct _DomoReply DomoReply;

#define DOMO_TYPE_REPLY (domo_reply_get_type ())
GType domo_reply_get_type (void);

/**
 * domo_reply_new:
 * @status: the HTTP status
 * @body: (transfer none): unpacked
 *
 * Returns: (transfer full): an answer without headers
 */
DomoReply *domo_reply_new (guint status, GBytes *body);
DomoReply *domo_reply_ref (DomoReply *self);
void domo_reply_unref (DomoReply *self);

/* Before the answer is handed on; texts are copied. @name is one of Content-Type, Location,
 * Retry-After, Date, Age, X-Request-ID; others are not kept. */
void domo_reply_set_header (DomoReply *self, const char *name, const char *value);
/* @duration: microseconds from sending to the last byte */
void domo_reply_set_duration (DomoReply *self, gint64 duration);
/* @ms: when its headers came, by this computer's clock: milliseconds since 1970 */
void domo_reply_set_arrival (DomoReply *self, gint64 ms);

/**
 * domo_reply_hide:
 * @secret: (transfer none): what went along with the request, or came with the answer
 *
 * A hostile answer may repeat it, in whatever spelling JSON has for it. From now on it is masked by
 * value in whatever is read from this answer: texts of a profile, the body that is kept beside it.
 */
void domo_reply_hide (DomoReply *self, DomoSecret *secret);

/**
 * domo_reply_dup_without:
 * @secret: (transfer none): what went along with a request before
 *
 * Returns: (transfer full): the answer of a profile as it may be shown: where it repeats @secret,
 *   twelve dots stand for all of it. It does not hold @secret itself.
 */
DomoReply *domo_reply_dup_without (DomoReply *self, DomoSecret *secret);

guint domo_reply_get_status (DomoReply *self);
/** domo_reply_get_body: Returns: (transfer none) */
GBytes *domo_reply_get_body (DomoReply *self);
/** domo_reply_get_header: Returns: (transfer none) (nullable) */
const char *domo_reply_get_header (DomoReply *self, const char *name);
/** domo_reply_get_duration: Returns: microseconds */
gint64 domo_reply_get_duration (DomoReply *self);
/**
 * domo_reply_get_clock_offset:
 * @offset: (out): set when %TRUE is returned: milliseconds by which this computer's clock was ahead
 *   of the server's when the answer came, negative when it was behind; good to a second and the
 *   time the answer took
 *
 * Returns: whether the answer had a date that can be believed: none before 2020 or after 2100, and
 *   none that a cache kept
 */
gboolean domo_reply_get_clock_offset (DomoReply *self, gint64 *offset);
/** domo_reply_is_success: Returns: whether the status is a 2xx */
gboolean domo_reply_is_success (DomoReply *self);

/**
 * domo_reply_dup_laid_out:
 *
 * Returns: (transfer full): the body as indented JSON, or, where it is no JSON, as text; valid
 * UTF-8
 */
char *domo_reply_dup_laid_out (DomoReply *self);

/* Each of these maps one route's answer to its value or to the one error it means, and nowhere else
 * is an answer mapped. @error gets status, message, reason and details, no origin.
 *
 * On every route: 2xx is read as 200, 3xx is RedirectedError, 429 RateLimitedError, 5xx
 * ServerError, a 2xx HTML page titled "Domo - Blocked" AddressBlockedError, any other 4xx
 * AuthError, and what is no JSON, cut, deeper than 64 levels or of another shape BadReplyError. */

/**
 * domo_reply_parse_full_auth:
 *
 * A 2xx is read in this order: `reason` (INVALID_CREDENTIALS, ACCOUNT_LOCKED, any other is
 * AuthError), `twoFactorInfo.status` (null or absent counts as VALID; any other is
 * SecondFactorRequiredError, with the session token if there is one), then `sessionToken` (missing:
 * NoAccessTokenReturned). 401 InvalidCredentialsError, 403 InvalidInstanceError.
 *
 * Returns: (transfer full): the session token, or %NULL with @error set
 */
DomoToken *domo_reply_parse_full_auth (DomoReply *self, GError **error);

/**
 * domo_reply_parse_developer_auth:
 * @profile: (out) (optional) (transfer full): who the answer says the client is
 *
 * 401 InvalidCredentialsError; `access_token` missing: NoAccessTokenReturned.
 *
 * Returns: (transfer full): the bearer token, or %NULL with @error set
 */
DomoToken *domo_reply_parse_developer_auth (DomoReply *self, DomoProfile **profile, GError **error);

/**
 * domo_reply_read_token:
 * @token: a bearer token that was kept; the answer it came with was not
 *
 * Returns: (transfer full) (nullable): who the token itself says the client is, its reply being
 * what the token says; %NULL when it cannot be read
 */
DomoProfile *domo_reply_read_token (DomoToken *token);

/**
 * domo_reply_parse_profile:
 *
 * 401 InvalidCredentialsError, 403 InvalidInstanceError.
 *
 * Returns: (transfer full): the answer of who_am_i, or %NULL with @error set
 */
DomoProfile *domo_reply_parse_profile (DomoReply *self, GError **error);

/**
 * domo_reply_parse_user:
 *
 * 401 InvalidCredentialsError; 403 and 404 are AuthError with that status.
 *
 * Returns: (transfer full): the answer of the platform's get_user, or %NULL with @error set
 */
DomoProfile *domo_reply_parse_user (DomoReply *self, GError **error);

/**
 * domo_reply_parse_elevate:
 *
 * Any 2xx: the code was taken. 400, 401, 403 InvalidCredentialsError.
 */
gboolean domo_reply_parse_elevate (DomoReply *self, GError **error);

/**
 * domo_reply_parse_avatar:
 *
 * A PNG or JPEG by its first bytes, else BadReplyError; 404 (there is none) is AuthError with that
 * status. The picture is not decoded here.
 *
 * Returns: (transfer full): the picture's file, or %NULL with @error set
 */
GBytes *domo_reply_parse_avatar (DomoReply *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DomoReply, domo_reply_unref)

G_END_DECLS
