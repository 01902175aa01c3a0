/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-words.h"

#include "config.h"

#include <glib/gi18n.h>

#include "domo-error.h"
#include "domo-profile.h"
#include "domo-text.h"
#include "vst-account-opener.h"
#include "vst-words.h"

#define ICON_WAITING "content-loading-symbolic"
#define ICON_GOOD "object-select-symbolic"
#define ICON_ALARM "alarm-symbolic"
#define ICON_ENDED "vst-ended-symbolic"
#define ICON_REFUSED "dialog-error-symbolic"
#define ICON_LOCKED "changes-prevent-symbolic"
#define ICON_NOT_ALLOWED "action-unavailable-symbolic"
#define ICON_NETWORK "vst-unreachable-symbolic"
#define ICON_WARNING "dialog-warning-symbolic"
#define ICON_KEY "dialog-password-symbolic"
#define ICON_PERSON "avatar-default-symbolic"

#define QUIET "dim-label"
#define WARNING "warning"
#define ERROR "error"
#define STEP "accent"

static void
say (VstAccountWords *words, const char *icon_name, const char *css_class, const char *text)
{
  words->icon_name = icon_name;
  words->css_class = css_class;
  words->text = g_strdup (text);
}

/* ----------------------------------------------------------------------------------------- good */

static gboolean
is_kept (VstAccount *account)
{
  return vst_account_has_token (account) || vst_account_has_secret (account);
}

/* Of one that is good. A date that a person typed and that is over was wrong, then. */
static gint64
get_good_end (VstAccount *account, gint64 now)
{
  gint64 expires = vst_account_get_expires (account);

  return vst_account_takes_date (account) && expires <= now ? 0 : expires;
}

/* Whether the end of its token is something to care about, and near. */
static gboolean
is_alarming (VstAccount *account, gint64 now)
{
  DomoToken *token = vst_session_get_token (vst_account_get_session (account));
  gint64 expires = get_good_end (account, now);

  return !vst_account_has_secret (account) && expires != 0 &&
         expires - now < vst_words_alarm (domo_token_get_kind (token));
}

static void
say_good (VstAccount *account, gint64 now, VstAccountWords *words)
{
  gint64 expires = get_good_end (account, now);
  g_autofree char *left = NULL;

  if (is_alarming (account, now)) {
    left = vst_words_ends_in (expires - now);
    words->icon_name = ICON_ALARM;
    words->css_class = WARNING;
    /* Translators: %s is "7 h 12 min left" or "ends in 3 days" */
    words->text = g_strdup_printf (_ ("Good · %s"), left);
  } else if (!is_kept (account)) {
    say (words, ICON_KEY, QUIET, _ ("Good · this session only"));
  } else if (vst_account_has_secret (account)) {
    say (words, ICON_GOOD, QUIET, _ ("Good · renews itself"));
  } else if (expires == 0) {
    say (words, ICON_GOOD, QUIET, _ ("Good"));
  } else {
    left = vst_words_left (expires - now);
    words->icon_name = ICON_GOOD;
    words->css_class = QUIET;
    /* Translators: %s is "7 h 12 min left" or "ends in 3 days" */
    words->text = g_strdup_printf (_ ("Good · %s"), left);
  }
}

/* ---------------------------------------------------------------------------------------- ended */

/* Of one that nobody has asked about yet: a date that a person typed is past, which is no proof. */
static gboolean
was_to_end (VstAccount *account, gint64 now)
{
  VstRecord *record = vst_account_get_record (account);

  return vst_account_get_typed_end (account) != 0 && vst_record_is_over (record, now);
}

static void
say_unchecked (VstAccount *account, gint64 now, VstAccountWords *words)
{
  g_autofree char *text = NULL;

  if (!was_to_end (account, now)) {
    say (words, ICON_WAITING, QUIET, _ ("Not checked yet"));
    return;
  }
  text = vst_words_was_to_end (vst_account_get_expires (account), now);
  say (words, ICON_ENDED, WARNING, text);
}

static gint64
get_expires (VstAccount *account)
{
  VstSession *session = vst_account_get_session (account);

  return session ? domo_token_get_expires (vst_session_get_token (session))
                 : vst_record_get (vst_account_get_record (account))->expires;
}

static gboolean
is_ended_early (VstAccount *account)
{
  return g_error_matches (vst_account_get_error (account), VST_OPEN_ERROR,
                          VST_OPEN_ERROR_ENDED_EARLY);
}

static void
say_ended (VstAccount *account, gint64 now, VstAccountWords *words)
{
  g_autofree char *text = NULL;

  if (is_ended_early (account)) {
    say (words, ICON_ENDED, WARNING, _ ("Ended by Domo"));
    return;
  }
  text = vst_words_ended (get_expires (account), now);
  say (words, ICON_ENDED, WARNING, text);
}

/* --------------------------------------------------------------------------------------- failed */

static const char *
get_refused_text (DomoMethod method)
{
  switch (method) {
  case DOMO_METHOD_CLIENT:
    return _ ("Refused · client");
  case DOMO_METHOD_ACCESS_TOKEN:
    return _ ("Refused · access token");
  case DOMO_METHOD_PASSWORD:
  default:
    return _ ("Refused · user name or password");
  }
}

static const char *
get_connection_text (DomoReason reason)
{
  if (reason == DOMO_REASON_OFFLINE)
    return _ ("Not reached · offline");
  if (reason == DOMO_REASON_REFUSED)
    return _ ("Not reached · connection refused");
  if (reason == DOMO_REASON_UNREACHABLE)
    return _ ("Not reached · no way there");
  return _ ("Not reached · connection broken");
}

static const char *
get_network_text (DomoError code, DomoReason reason)
{
  if (code == DOMO_ERROR_HOST_NOT_FOUND)
    return _ ("Not reached · host not found");
  if (code == DOMO_ERROR_TIMEOUT)
    return _ ("Not reached · time-out");
  if (code == DOMO_ERROR_TLS && reason == DOMO_REASON_NO_COMMON_WAY)
    return _ ("Not reached · no secure connection");
  if (code == DOMO_ERROR_TLS)
    return _ ("Not reached · certificate");
  if (code == DOMO_ERROR_PROXY)
    return _ ("Not reached · proxy");
  if (code == DOMO_ERROR_CONNECTION)
    return get_connection_text (reason);
  if (code == DOMO_ERROR_REDIRECTED)
    return _ ("Not reached · another address");
  if (code == DOMO_ERROR_RATE_LIMITED)
    return _ ("Not reached · Domo asks for a pause");
  if (code == DOMO_ERROR_SERVER)
    return _ ("Not reached · Domo has trouble");
  return _ ("Not reached · unreadable answer");
}

/* Domo said no. */
static void
say_refused (DomoError code, DomoMethod method, VstAccountWords *words)
{
  if (code == DOMO_ERROR_INVALID_CREDENTIALS)
    say (words, ICON_REFUSED, ERROR, get_refused_text (method));
  else if (code == DOMO_ERROR_ACCOUNT_LOCKED)
    say (words, ICON_LOCKED, ERROR, _ ("Account locked by Domo"));
  else if (code == DOMO_ERROR_ADDRESS_BLOCKED)
    say (words, ICON_NOT_ALLOWED, ERROR, _ ("Address not on the allow list"));
  else if (code == DOMO_ERROR_INVALID_INSTANCE)
    say (words, ICON_REFUSED, ERROR, _ ("Refused · no such instance"));
  else if (code == DOMO_ERROR_INVALID_AUTH_TYPE)
    say (words, ICON_REFUSED, ERROR, _ ("Refused · another kind of token"));
  else if (code == DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED)
    say (words, ICON_REFUSED, ERROR, _ ("Refused · no token given"));
  else
    say (words, ICON_REFUSED, ERROR, _ ("Refused"));
}

static gboolean
is_refused_token (const GError *error, DomoMethod method)
{
  const char *function = domo_error_get_info (error)->function;

  return method != DOMO_METHOD_ACCESS_TOKEN &&
         (g_strcmp0 (function, "who_am_i") == 0 || g_strcmp0 (function, "get_user") == 0);
}

static void
say_domo_error (const GError *error, DomoMethod method, VstAccountWords *words)
{
  DomoError code = (DomoError)error->code;

  switch (code) {
  case DOMO_ERROR_INVALID_CREDENTIALS:
    if (is_refused_token (error, method))
      say (words, ICON_ENDED, WARNING, _ ("Ended by Domo"));
    else
      say_refused (code, method, words);
    break;
  case DOMO_ERROR_AUTH:
  case DOMO_ERROR_ACCOUNT_LOCKED:
  case DOMO_ERROR_INVALID_INSTANCE:
  case DOMO_ERROR_INVALID_AUTH_TYPE:
  case DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED:
  case DOMO_ERROR_ADDRESS_BLOCKED:
    say_refused (code, method, words);
    break;
  case DOMO_ERROR_SECOND_FACTOR_REQUIRED:
    say (words, ICON_PERSON, STEP, _ ("One-time code wanted"));
    break;
  case DOMO_ERROR_NOT_FOUND:
  case DOMO_ERROR_INPUT:
    say (words, ICON_PERSON, STEP, _ ("Sign in again"));
    break;
  case DOMO_ERROR_KEYRING_ABSENT:
    say (words, ICON_KEY, QUIET, _ ("No keyring"));
    break;
  case DOMO_ERROR_KEYRING_LOCKED:
  case DOMO_ERROR_KEYRING_DISMISSED:
    say (words, ICON_KEY, QUIET, _ ("Keyring locked"));
    break;
  case DOMO_ERROR_KEYRING:
    say (words, ICON_WARNING, WARNING, _ ("Keyring failed"));
    break;
  case DOMO_ERROR_REDIRECTED:
  case DOMO_ERROR_RATE_LIMITED:
  case DOMO_ERROR_SERVER:
  case DOMO_ERROR_BAD_REPLY:
  case DOMO_ERROR_HOST_NOT_FOUND:
  case DOMO_ERROR_CONNECTION:
  case DOMO_ERROR_TIMEOUT:
  case DOMO_ERROR_TLS:
  case DOMO_ERROR_PROXY:
  default:
    say (words, ICON_NETWORK, WARNING,
         get_network_text (code, domo_error_get_info (error)->reason));
  }
}

static void
say_failed (VstAccount *account, VstAccountWords *words)
{
  const GError *error = vst_account_get_error (account);
  DomoMethod method = vst_record_get (vst_account_get_record (account))->method;

  if (error->domain == DOMO_ERROR)
    say_domo_error (error, method, words);
  else if (g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_HOST))
    say (words, ICON_PERSON, STEP, _ ("Sign in again"));
  else if (error->domain == VST_OPEN_ERROR)
    say (words, ICON_REFUSED, ERROR, get_refused_text (method));
  else
    say (words, ICON_NETWORK, WARNING, _ ("Not reached · unreadable answer"));
}

static void
say_another (VstAccount *account, VstAccountWords *words)
{
  g_autoptr (DomoInstance) here = vst_record_dup_instance (vst_account_get_record (account));
  DomoInstance *there = vst_session_get_instance (vst_account_get_other (account));
  gboolean is_elsewhere = here && there && !domo_instance_equal (here, there);

  say (words, ICON_WARNING, ERROR,
       is_elsewhere ? _ ("Answers as another instance") : _ ("Answers as another person"));
}

void
vst_account_words (VstAccount *account, gint64 now, VstAccountWords *words)
{
  g_return_if_fail (VST_IS_ACCOUNT (account) && words != NULL);

  switch (vst_account_get_state (account, now)) {
  case VST_ACCOUNT_CHECKING:
    say (words, NULL, QUIET, _ ("Checking…"));
    break;
  case VST_ACCOUNT_GOOD:
    say_good (account, now, words);
    break;
  case VST_ACCOUNT_ENDED:
    say_ended (account, now, words);
    break;
  case VST_ACCOUNT_SIGN_IN_NEEDED:
    say (words, ICON_PERSON, STEP, _ ("Sign in again"));
    break;
  case VST_ACCOUNT_FAILED:
    say_failed (account, words);
    break;
  case VST_ACCOUNT_ANOTHER:
    say_another (account, words);
    break;
  case VST_ACCOUNT_KEYRING_LOCKED:
    say (words, ICON_KEY, QUIET, _ ("Keyring locked"));
    break;
  case VST_ACCOUNT_UNCHECKED:
  default:
    say_unchecked (account, now, words);
  }
}

void
vst_account_words_clear (VstAccountWords *words)
{
  g_clear_pointer (&words->text, g_free);
  words->icon_name = NULL;
  words->css_class = NULL;
}

/* ------------------------------------------------------------------------------ until they change
 */

static gint64
get_good_change (VstAccount *account, gint64 now)
{
  DomoToken *token = vst_session_get_token (vst_account_get_session (account));
  gint64 left = get_good_end (account, now) - now;
  gint64 before_alarm = left - vst_words_alarm (domo_token_get_kind (token)) + 1;

  if (get_good_end (account, now) == 0 || vst_account_has_secret (account))
    return 0;
  if (is_alarming (account, now))
    return vst_words_left_change (left);
  return is_kept (account) ? MIN (before_alarm, vst_words_left_change (left)) : before_alarm;
}

/* "today" and the present year are over at midnight. */
static gint64
get_midnight (gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (now / 1000);
  g_autoptr (GDateTime) next = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (!date)
    return 0;
  next = g_date_time_add_days (date, 1);
  midnight = g_date_time_new_local (g_date_time_get_year (next), g_date_time_get_month (next),
                                    g_date_time_get_day_of_month (next), 0, 0, 0);
  return midnight ? MAX (g_date_time_to_unix (midnight) * 1000 - now, 1) : 0;
}

static gint64
get_ended_change (VstAccount *account, gint64 now)
{
  return is_ended_early (account) || get_expires (account) == 0 ? 0 : get_midnight (now);
}

/* One that nobody has asked about ends as well. */
static gint64
get_waiting_change (VstAccount *account, gint64 now)
{
  gint64 left = vst_record_get_end (vst_account_get_record (account)) - now;

  return vst_account_get_error (account) || vst_account_has_secret (account) ? 0 : MAX (left, 0);
}

static gint64
get_unchecked_change (VstAccount *account, gint64 now)
{
  return was_to_end (account, now) ? get_midnight (now) : get_waiting_change (account, now);
}

gint64
vst_account_words_change (VstAccount *account, gint64 now)
{
  g_return_val_if_fail (VST_IS_ACCOUNT (account), 0);

  switch (vst_account_get_state (account, now)) {
  case VST_ACCOUNT_GOOD:
    return get_good_change (account, now);
  case VST_ACCOUNT_ENDED:
    return get_ended_change (account, now);
  case VST_ACCOUNT_UNCHECKED:
    return get_unchecked_change (account, now);
  case VST_ACCOUNT_KEYRING_LOCKED:
    return get_waiting_change (account, now);
  case VST_ACCOUNT_CHECKING:
  case VST_ACCOUNT_SIGN_IN_NEEDED:
  case VST_ACCOUNT_FAILED:
  case VST_ACCOUNT_ANOTHER:
  default:
    return 0;
  }
}

/* ----------------------------------------------------------------------------------------- names
 */

char *
vst_account_dup_name (VstAccount *account)
{
  const VstRecordFields *fields;
  VstSession *session;
  const char *name;

  g_return_val_if_fail (VST_IS_ACCOUNT (account), NULL);

  fields = vst_record_get (vst_account_get_record (account));
  session = vst_account_get_session (account);
  name = fields->name;
  if (!name && session)
    name = domo_profile_get_text (vst_session_get_profile (session), DOMO_FIELD_DISPLAY_NAME);
  if (!name)
    name = fields->user;
  return domo_text_tidy (name ? name : vst_words_method (fields->method), -1);
}

char *
vst_account_dup_place (VstAccount *account)
{
  g_autoptr (DomoInstance) instance = NULL;
  const char *method;

  g_return_val_if_fail (VST_IS_ACCOUNT (account), NULL);

  instance = vst_record_dup_instance (vst_account_get_record (account));
  method = vst_words_method (vst_record_get (vst_account_get_record (account))->method);
  if (!instance)
    return g_strdup (method);
  return g_strdup_printf ("%s · %s", domo_instance_get_name (instance), method);
}

static const char *
get_kept_text (VstAccount *account)
{
  gboolean has_token = vst_account_has_token (account);
  gboolean is_client =
      vst_record_get (vst_account_get_record (account))->method == DOMO_METHOD_CLIENT;

  if (!vst_account_has_secret (account))
    return has_token ? _ ("Token only") : _ ("Names only");
  if (has_token)
    return is_client ? _ ("Token and secret") : _ ("Token and password");
  return is_client ? _ ("Secret only") : _ ("Password only");
}

char *
vst_account_dup_kept (VstAccount *account)
{
  const char *collection;

  g_return_val_if_fail (VST_IS_ACCOUNT (account), NULL);

  collection = vst_account_get_collection (account);
  if (!vst_account_is_stored (account))
    return g_strdup (_ ("The token is gone when the window closes."));
  if (!collection)
    return g_strdup (get_kept_text (account));
  /* Translators: first "Token only", "Token and password" or the like, then the name of a part of
   * the keyring */
  return g_strdup_printf (_ ("%s, in the collection “%s”"), get_kept_text (account), collection);
}
