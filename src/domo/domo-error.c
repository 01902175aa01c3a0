/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-error.h"

#include "domo-text.h"

typedef struct {
  DomoErrorInfo info; /* owns its texts */
} DomoErrorPrivate;

static void domo_error_private_init (DomoErrorPrivate *priv);
static void domo_error_private_copy (const DomoErrorPrivate *source, DomoErrorPrivate *copy);
static void domo_error_private_clear (DomoErrorPrivate *priv);

G_DEFINE_EXTENDED_ERROR (DomoError, domo_error)

static const struct {
  const char *name;
  const char *message;
} codes[DOMO_N_ERRORS] = {
  [DOMO_ERROR_AUTH] = { "AuthError", "error" },
  [DOMO_ERROR_INVALID_CREDENTIALS] = { "InvalidCredentialsError", "invalid credentials" },
  [DOMO_ERROR_ACCOUNT_LOCKED] = { "AccountLockedError", "account locked" },
  [DOMO_ERROR_INVALID_INSTANCE] = { "InvalidInstanceError", "invalid instance" },
  [DOMO_ERROR_INVALID_AUTH_TYPE] = { "InvalidAuthTypeError",
                                     "This API requires another type of token" },
  [DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED] = { "NoAccessTokenReturned", "No AccessToken returned" },
  [DOMO_ERROR_ADDRESS_BLOCKED] = { "AddressBlockedError", "address not on the allow list" },
  [DOMO_ERROR_SECOND_FACTOR_REQUIRED] = { "SecondFactorRequiredError", "second factor required" },
  [DOMO_ERROR_REDIRECTED] = { "RedirectedError", "redirected" },
  [DOMO_ERROR_RATE_LIMITED] = { "RateLimitedError", "Too Many Requests" },
  [DOMO_ERROR_SERVER] = { "ServerError", "server error" },
  [DOMO_ERROR_BAD_REPLY] = { "BadReplyError", "unreadable answer" },
  [DOMO_ERROR_HOST_NOT_FOUND] = { "HostNotFoundError", "host not found" },
  [DOMO_ERROR_CONNECTION] = { "ConnectionError", "connection failed" },
  [DOMO_ERROR_TIMEOUT] = { "TimeoutError", "timed out" },
  [DOMO_ERROR_TLS] = { "TlsError", "no secure connection" },
  [DOMO_ERROR_PROXY] = { "ProxyError", "proxy failed" },
  [DOMO_ERROR_NOT_FOUND] = { "NotFoundError", "not found" },
  [DOMO_ERROR_INPUT] = { "InputError", "bad input" },
  [DOMO_ERROR_KEYRING_ABSENT] = { "KeyringAbsentError", "no keyring" },
  [DOMO_ERROR_KEYRING_LOCKED] = { "KeyringLockedError", "keyring locked" },
  [DOMO_ERROR_KEYRING_DISMISSED] = { "KeyringLockedError", "keyring locked" },
  [DOMO_ERROR_KEYRING] = { "KeyringError", "keyring failed" },
};

/* Where the texts of an info are, so that each is copied, masked and freed. */
static const gsize text_offsets[] = {
  G_STRUCT_OFFSET (DomoErrorInfo, function),   G_STRUCT_OFFSET (DomoErrorInfo, parent),
  G_STRUCT_OFFSET (DomoErrorInfo, message),    G_STRUCT_OFFSET (DomoErrorInfo, instance),
  G_STRUCT_OFFSET (DomoErrorInfo, host),       G_STRUCT_OFFSET (DomoErrorInfo, detail),
  G_STRUCT_OFFSET (DomoErrorInfo, request_id),
};

static char **
text_at (DomoErrorInfo *info, guint i)
{
  return &G_STRUCT_MEMBER (char *, info, text_offsets[i]);
}

static void
domo_error_private_init (DomoErrorPrivate *priv)
{
  priv->info.time = g_get_real_time ();
}

static void
domo_error_private_copy (const DomoErrorPrivate *source, DomoErrorPrivate *copy)
{
  copy->info = source->info;
  for (guint i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    *text_at (&copy->info, i) = g_strdup (*text_at (&copy->info, i));
  copy->info.candidates = g_strdupv (copy->info.candidates);
  if (copy->info.pending)
    g_object_ref (copy->info.pending);
}

static void
domo_error_private_clear (DomoErrorPrivate *priv)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    g_free (*text_at (&priv->info, i));
  g_strfreev (priv->info.candidates);
  g_clear_object (&priv->info.pending);
}

static DomoErrorInfo *
get_own_info (const GError *error)
{
  DomoErrorPrivate *priv = domo_error_get_private (error);

  return priv ? &priv->info : NULL;
}

static void
set_text (const char **field, const char *text)
{
  if (!text)
    return;
  g_free ((char *)*field);
  *field = g_strdup (text);
}

const DomoErrorInfo *
domo_error_get_info (const GError *error)
{
  DomoErrorInfo *info;

  if (!error || error->domain != DOMO_ERROR)
    return NULL;
  info = get_own_info (error);
  if (!info->message) /* made by g_set_error() */
    info->message = g_strdup (error->message);
  return info;
}

const char *
domo_error_get_name (DomoError code)
{
  g_return_val_if_fail (code < DOMO_N_ERRORS, NULL);
  return codes[code].name;
}

const char *
domo_error_get_default_message (DomoError code)
{
  g_return_val_if_fail (code < DOMO_N_ERRORS, NULL);
  return codes[code].message;
}

/* Puts what goes before the next part of a line. */
static void
begin_part (GString *line, gboolean *is_first)
{
  g_string_append (line, *is_first ? " - " : " || ");
  *is_first = FALSE;
}

char *
domo_error_to_line (const GError *error)
{
  const DomoErrorInfo *info = domo_error_get_info (error);
  gboolean is_first = TRUE;
  GString *line;

  g_return_val_if_fail (info != NULL, NULL);

  line = g_string_new (NULL);
  g_string_append_printf (line, "🛑  %s 🛑", domo_error_get_name ((DomoError)error->code));
  if (info->function) {
    begin_part (line, &is_first);
    g_string_append (line, "function: ");
    if (info->parent)
      g_string_append_printf (line, "%s.", info->parent);
    g_string_append (line, info->function);
  }
  if (info->status) {
    begin_part (line, &is_first);
    g_string_append_printf (line, "status %u", info->status);
  }
  begin_part (line, &is_first);
  g_string_append (line, info->message);
  if (info->instance)
    g_string_append_printf (line, " at %s", info->instance);
  return g_string_free (line, FALSE);
}

GError *
domo_error_new (DomoError code, DomoReason reason, const char *message)
{
  g_autofree char *tidy = domo_text_tidy (message, -1);
  DomoErrorInfo *info;
  GError *error;

  g_return_val_if_fail (code < DOMO_N_ERRORS, NULL);

  error = g_error_new_literal (DOMO_ERROR, (int)code, tidy && *tidy ? tidy : codes[code].message);
  info = get_own_info (error);
  info->reason = reason;
  info->message = g_strdup (error->message);
  return error;
}

void
domo_error_set_origin (GError *error, const char *function, const char *instance, const char *host)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);

  set_text (&info->function, function);
  set_text (&info->instance, instance);
  set_text (&info->host, host);
}

void
domo_error_set_parent (GError *error, const char *parent)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  set_text (&info->parent, parent);
}

void
domo_error_set_status (GError *error, guint status)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  info->status = status;
}

void
domo_error_set_detail (GError *error, const char *detail)
{
  DomoErrorInfo *info = get_own_info (error);
  g_autofree char *tidy = domo_text_tidy (detail, -1);

  g_return_if_fail (info != NULL);
  set_text (&info->detail, tidy);
}

void
domo_error_set_candidates (GError *error, const char *const *candidates)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  if (!candidates)
    return;
  g_strfreev (info->candidates);
  info->candidates = g_strdupv ((char **)candidates);
}

void
domo_error_set_request_id (GError *error, const char *request_id)
{
  DomoErrorInfo *info = get_own_info (error);
  g_autofree char *tidy = domo_text_tidy (request_id, -1);

  g_return_if_fail (info != NULL);
  set_text (&info->request_id, tidy);
}

void
domo_error_set_retry_after (GError *error, guint seconds)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  info->retry_after = seconds;
}

void
domo_error_set_limit (GError *error, guint milliseconds)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  info->limit = milliseconds;
}

void
domo_error_set_validity (GError *error, gint64 not_before, gint64 not_after)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  info->not_before = not_before;
  info->not_after = not_after;
}

void
domo_error_set_pending (GError *error, DomoToken *pending, gint64 user_id)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);
  g_set_object (&info->pending, pending);
  info->user_id = user_id;
}

static void
mask_text (char **text, DomoSecret *secret)
{
  char *masked;

  if (!*text)
    return;
  masked = domo_secret_mask_in (secret, *text);
  domo_wipe_string (*text);
  *text = masked;
}

void
domo_error_mask (GError *error, DomoSecret *secret)
{
  DomoErrorInfo *info = get_own_info (error);

  g_return_if_fail (info != NULL);

  if (!secret)
    return;
  mask_text (&error->message, secret);
  for (guint i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    mask_text (text_at (info, i), secret);
}
