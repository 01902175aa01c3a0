/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-advice-private.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domo-error.h"
#include "domo-profile.h"
#include "domo-text.h"
#include "vst-account-opener.h"
#include "vst-words.h"

/* What the words are made from. */
typedef struct {
  VstAccount *account;
  const VstRecordFields *fields;
  DomoInstance *instance; /* nullable: of the record */
  const char *practice_uri;
  gint64 now;
} Case;

/* -------------------------------------------------------------------- Its time is over, or refused
 */

static VstFields
get_secret_field (const Case *c)
{
  switch (c->fields->method) {
  case DOMO_METHOD_CLIENT:
    return VST_FIELD_CLIENT_SECRET;
  case DOMO_METHOD_ACCESS_TOKEN:
    return VST_FIELD_ACCESS_TOKEN;
  case DOMO_METHOD_PASSWORD:
  default:
    return VST_FIELD_PASSWORD;
  }
}

static void
offer_sign_in (VstAdvice *self, const Case *c, const char *button)
{
  vst_advice_offer (self, VST_REMEDY_SIGN_IN_AGAIN, button);
  vst_advice_mark (self, get_secret_field (c), get_secret_field (c));
}

static gint64
get_expires (const Case *c)
{
  VstSession *session = vst_account_get_session (c->account);

  return session ? domo_token_get_expires (vst_session_get_token (session)) : c->fields->expires;
}

static const char *
get_host (const Case *c)
{
  return c->instance ? domo_instance_get_host (c->instance) : NULL;
}

/* A password that was good once, and that nobody typed just now. */
static void
advise_kept_password (VstAdvice *self, const Case *c)
{
  g_autofree char *date = vst_words_date (c->fields->checked);

  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED,
                  _ ("Domo Refused This User Name or Password"));
  if (c->fields->checked > 0)
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("The password was probably changed. It worked last on %s. It is "
                                  "not tried again by itself, so nothing here can lock the "
                                  "account."),
                               date));
  else
    vst_advice_explain (self, _ ("The password was probably changed. It is not tried again by "
                                 "itself, so nothing here can lock the account."));
  offer_sign_in (self, c, _ ("Enter Password"));
}

static void
advise_ended_early (VstAdvice *self, const Case *c)
{
  gint64 expires = get_expires (c);
  g_autofree char *date = vst_words_date_near (expires, c->now);

  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_ENDED, _ ("Domo Ended This Session"));
  if (expires > c->now)
    /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("It should have lasted until %s. Sign in again."), date));
  else
    vst_advice_explain (self, _ ("Its token is no longer taken. Sign in again."));
  offer_sign_in (self, c, _ ("Sign In Again"));
}

static char *
dup_ended_rest (DomoMethod method)
{
  switch (method) {
  case DOMO_METHOD_CLIENT:
    return g_strdup (_ ("The secret was not kept, so it has to be typed."));
  case DOMO_METHOD_ACCESS_TOKEN:
    return g_strdup (_ ("Only a new one helps; Domo shows it once, when it is made."));
  case DOMO_METHOD_PASSWORD:
  default:
    return g_strdup (_ ("The password was not kept, so it has to be typed."));
  }
}

/* On the page that asks for the secret Sign In is the button. */
static void
advise_ended (VstAdvice *self, const Case *c)
{
  gboolean is_access_token = c->fields->method == DOMO_METHOD_ACCESS_TOKEN;
  gint64 expires = get_expires (c);
  g_autofree char *date = vst_words_date_near (expires, c->now);
  char *lasted = NULL;

  if (expires > 0)
    /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
    lasted = g_strdup_printf (_ ("It lasted until %s."), date);
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_ENDED,
                  is_access_token ? _ ("This Access Token Has Ended")
                                  : _ ("The Session Has Ended"));
  vst_advice_take_sentences (self, lasted, dup_ended_rest (c->fields->method));
  vst_advice_mark (self, get_secret_field (c), get_secret_field (c));
  if (is_access_token)
    vst_advice_offer_access_tokens (self, get_host (c), c->practice_uri);
}

static void
advise_host (VstAdvice *self, const Case *c)
{
  const char *host = get_host (c);

  vst_advice_take_title (self, VST_ADVICE_STEP, VST_ICON_INPUT,
                         g_strdup_printf (_ ("%s Was Never Allowed"), host ? host : "Domo"));
  vst_advice_explain (self, _ ("It is not an address of Domo’s own, so nothing was sent. Sign in "
                               "again to decide about it."));
  offer_sign_in (self, c, _ ("Sign In Again"));
}

/* ----------------------------------------------------------------------------- Somebody else
 * answers
 */

/* "Jae Wilson (1893952720)" */
static char *
dup_person (const char *name, gint64 id)
{
  if (name && id != 0)
    return g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", name, id);
  if (name)
    return g_strdup (name);
  if (id != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return g_strdup (_ ("somebody without a name"));
}

static char *
dup_person_at (const char *name, gint64 id, DomoInstance *instance)
{
  g_autofree char *person = dup_person (name, id);

  return vst_words_at (person, instance);
}

static gint64
get_id (VstSession *session)
{
  DomoProfile *profile = vst_session_get_profile (session);

  return domo_profile_has (profile, DOMO_FIELD_ID)
             ? domo_profile_get_number (profile, DOMO_FIELD_ID)
             : domo_token_get_owner_id (vst_session_get_token (session));
}

/* Instances are named only where they are what differs. */
static void
explain_other (VstAdvice *self, const Case *c, VstSession *other)
{
  DomoInstance *there = vst_session_get_instance (other);
  const char *name = domo_profile_get_name (vst_session_get_profile (other));
  const char *old_name = c->fields->name ? c->fields->name : c->fields->user;
  gboolean is_elsewhere = c->instance && there && !domo_instance_equal (c->instance, there);
  g_autofree char *date = vst_words_date_near (c->fields->checked, c->now);
  g_autofree char *before = is_elsewhere
                                ? dup_person_at (old_name, c->fields->owner_id, c->instance)
                                : dup_person (old_name, c->fields->owner_id);
  g_autofree char *after = is_elsewhere ? dup_person_at (name, get_id (other), there)
                                        : dup_person (name, get_id (other));

  if (c->fields->checked > 0)
    /* Translators: first "today at 21:44" or "8 May 2020, 11:41", then two persons */
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("Until %s it was %s. Now Domo says %s. Somebody may have "
                                  "replaced it. Nothing was changed here."),
                               date, before, after));
  else
    vst_advice_take_remedy (self,
                            g_strdup_printf (_ ("It was %s. Now Domo says %s. Somebody may have "
                                                "replaced it. Nothing was changed here."),
                                             before, after));
}

static void
advise_other (VstAdvice *self, const Case *c, VstSession *other)
{
  const char *name = domo_profile_get_name (vst_session_get_profile (other));
  g_autofree char *person = dup_person (name, name ? 0 : get_id (other));

  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_WARNING,
                  _ ("This Token Now Answers as Somebody Else"));
  explain_other (self, c, other);
  vst_advice_offer (self, VST_REMEDY_SIGN_OUT, _ ("Sign Out"));
  /* Translators: %s is a person */
  vst_advice_take_extra (self, g_strdup_printf (_ ("Accept %s…"), person));
}

/* ---------------------------------------------------------- What differs from a typed credential
 */

static void
adapt_refusal (VstAdvice *self, const Case *c, const DomoErrorInfo *info)
{
  if (c->fields->method == DOMO_METHOD_ACCESS_TOKEN)
    return;
  if (g_strcmp0 (info->function, "who_am_i") == 0 || g_strcmp0 (info->function, "get_user") == 0)
    advise_ended_early (self, c);
  else if (g_strcmp0 (info->function, "elevate") == 0)
    vst_advice_offer (self, VST_REMEDY_SIGN_IN_AGAIN, _ ("Sign In Again"));
  else if (c->fields->method == DOMO_METHOD_CLIENT)
    vst_advice_offer (self, VST_REMEDY_SIGN_IN_AGAIN, _ ("Enter Secret Again"));
  else
    advise_kept_password (self, c);
}

/* A kept password stays where it is. */
static void
adapt_locked (VstAdvice *self, const DomoErrorInfo *info)
{
  const char *instance = info->instance ? info->instance : info->host;

  vst_advice_take_remedy (
      self, g_strdup_printf (_ ("Ask an administrator of %s."), instance ? instance : "Domo"));
}

static void
adapt_second_factor (VstAdvice *self, const Case *c)
{
  vst_advice_explain (self, _ ("Domo also wants a one-time code. Sign in again to enter it."));
  offer_sign_in (self, c, _ ("Sign In Again"));
}

static void
adapt_input (VstAdvice *self, const Case *c)
{
  vst_advice_explain (self,
                      _ ("What is kept of it is not whole. Nothing was sent. Sign in again."));
  offer_sign_in (self, c, _ ("Sign In Again"));
}

static void
adapt_keyring (VstAdvice *self, const GError *error)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("The Keyring Could Not Be Read"));
  vst_advice_take_sentences (self, vst_advice_dup_words (error),
                             g_strdup (_ ("Nothing in it was changed.")));
  vst_advice_offer_try_again (self);
}

static void
adapt (VstAdvice *self, const Case *c, const GError *error)
{
  const DomoErrorInfo *info = domo_error_get_info (error);

  if (error->code == DOMO_ERROR_INVALID_CREDENTIALS)
    adapt_refusal (self, c, info);
  else if (error->code == DOMO_ERROR_ACCOUNT_LOCKED)
    adapt_locked (self, info);
  else if (error->code == DOMO_ERROR_SECOND_FACTOR_REQUIRED)
    adapt_second_factor (self, c);
  else if (error->code == DOMO_ERROR_INPUT)
    adapt_input (self, c);
  else if (error->code == DOMO_ERROR_KEYRING_ABSENT)
    vst_advice_explain (self, _ ("No keyring service is running, so what is kept cannot be read. "
                                 "You can sign in for this session; the token is gone when the "
                                 "window closes."));
  else if (error->code == DOMO_ERROR_KEYRING_LOCKED || error->code == DOMO_ERROR_KEYRING_DISMISSED)
    vst_advice_explain (self, _ ("Tokens and passwords stay closed until you unlock it."));
  else if (error->code == DOMO_ERROR_KEYRING)
    adapt_keyring (self, error);
}

/* ------------------------------------------------------------------------------------ All of it */

/* Who was asked, where the error itself does not tell. */
static GError *
copy_with_origin (const Case *c, const GError *error)
{
  GError *copy = g_error_copy (error);
  const DomoErrorInfo *info = domo_error_get_info (copy);
  const char *uri;

  if (!c->instance)
    return copy;
  uri = c->fields->method == DOMO_METHOD_CLIENT ? domo_instance_get_platform_uri (c->instance)
                                                : domo_instance_get_product_uri (c->instance);
  domo_error_set_origin (copy, NULL, info->instance ? NULL : domo_instance_get_name (c->instance),
                         info->host ? NULL : strstr (uri, "://") + strlen ("://"));
  return copy;
}

static VstAdvice *
new_from_domo (const Case *c, const GError *error)
{
  g_autoptr (GError) whole = copy_with_origin (c, error);
  VstSession *other = vst_account_get_other (c->account);
  VstAdvice *self = vst_advice_new (whole, c->fields->method, c->practice_uri);

  if (other)
    advise_other (self, c, other);
  else
    adapt (self, c, whole);
  return self;
}

static VstAdvice *
new_from_opening (const Case *c, const GError *error)
{
  g_autofree char *text = domo_text_tidy (error->message, -1);
  g_autoptr (VstAdvice) self = g_object_new (VST_TYPE_ADVICE, NULL);

  switch ((VstOpenError)error->code) {
  case VST_OPEN_ERROR_ENDED:
    advise_ended (self, c);
    break;
  case VST_OPEN_ERROR_ENDED_EARLY:
    advise_ended_early (self, c);
    break;
  case VST_OPEN_ERROR_REFUSED:
  case VST_OPEN_ERROR_ASK:
    advise_kept_password (self, c);
    break;
  case VST_OPEN_ERROR_HOST:
    advise_host (self, c);
    break;
  case VST_OPEN_ERROR_SIGNED_OUT:
  default:
    return NULL;
  }
  vst_advice_set_details (self, text, c->now * 1000, NULL);
  return g_steal_pointer (&self);
}

/* What the account itself knows, for one that nobody has just asked about. */
static GError *
dup_error (const Case *c)
{
  const GError *error = vst_account_get_error (c->account);

  if (error)
    return g_error_copy (error);
  switch (vst_account_get_state (c->account, c->now)) {
  case VST_ACCOUNT_ENDED:
    return g_error_new_literal (VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED, "the token has ended");
  case VST_ACCOUNT_KEYRING_LOCKED:
    return domo_error_new (DOMO_ERROR_KEYRING_LOCKED, DOMO_REASON_NONE, NULL);
  case VST_ACCOUNT_UNCHECKED:
  case VST_ACCOUNT_CHECKING:
  case VST_ACCOUNT_GOOD:
  case VST_ACCOUNT_SIGN_IN_NEEDED:
  case VST_ACCOUNT_FAILED:
  case VST_ACCOUNT_ANOTHER:
  default:
    return NULL;
  }
}

VstAdvice *
vst_advice_new_for_account (VstAccount *account,
                            const GError *error,
                            const char *practice_uri,
                            gint64 now)
{
  VstRecord *record = vst_account_get_record (account);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (record);
  const Case c = { account, vst_record_get (record), instance, practice_uri, now };
  g_autoptr (GError) known = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  if (vst_account_get_other (account) && (!error || error->domain != DOMO_ERROR))
    known =
        domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE, "another person or instance answers");
  else
    known = error ? g_error_copy (error) : dup_error (&c);
  if (!known)
    return NULL;
  if (known->domain == DOMO_ERROR)
    return new_from_domo (&c, known);
  if (known->domain == VST_OPEN_ERROR)
    return new_from_opening (&c, known);
  return vst_advice_new (known, c.fields->method, practice_uri);
}

VstAdvice *
vst_advice_new_for_reading (const GError *error)
{
  VstAdvice *self;

  g_return_val_if_fail (error, NULL);
  self = vst_advice_new (error, DOMO_METHOD_PASSWORD, NULL);
  adapt_keyring (self, error);
  return self;
}
