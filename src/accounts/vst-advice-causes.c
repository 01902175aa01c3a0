/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-advice-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "domo-error.h"
#include "domo-text.h"
#include "vst-words.h"

/* What the words are made from. */
typedef struct {
  const GError *error;
  const DomoErrorInfo *info;
  DomoMethod method;
  const char *practice_uri;
  const char *host;     /* never NULL: stands in sentences */
  const char *instance; /* likewise */
  gboolean names_host;  /* whether the person typed the host: a client's is api.domo.com */
} Case;

static void
offer_page (VstAdvice *self, const Case *c, const char *button, const char *path)
{
  vst_advice_offer_page (self, c->info->host, c->practice_uri, button, path);
}

static void
mark_instance (VstAdvice *self, const Case *c)
{
  if (c->names_host)
    vst_advice_mark (self, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE);
}

/* -------------------------------------------------------------------------------- Domo refused */

static void
advise_password (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED,
                  _ ("Domo Refused This User Name or Password"));
  vst_advice_explain (
      self, _ ("It does not say which of the two. Check both, and the Caps Lock key. Several wrong "
               "tries in a row lock the account."));
  offer_page (self, c, _ ("Open Password Page"), "/auth/index?domoManualLogin=true");
  vst_advice_mark (self, VST_FIELD_USER_NAME | VST_FIELD_PASSWORD, VST_FIELD_PASSWORD);
}

static void
advise_client (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED, _ ("Domo Refused This Client"));
  vst_advice_explain (
      self,
      _ ("The ID or the secret is wrong, or the client was deleted. Domo shows a secret once; "
         "make a new one if it is lost."));
  vst_advice_offer (self, VST_REMEDY_ENTER_SECRET, _ ("Enter Secret Again"));
  vst_advice_mark (self, VST_FIELD_CLIENT_ID | VST_FIELD_CLIENT_SECRET, VST_FIELD_CLIENT_SECRET);
}

static void
advise_access_token (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED, _ ("Domo Refused This Access Token"));
  vst_advice_explain (
      self, _ ("It has ended or was revoked. Only a new one helps; Domo shows it once, when it is "
               "made."));
  vst_advice_offer_access_tokens (self, c->info->host, c->practice_uri);
  vst_advice_mark (self, VST_FIELD_ACCESS_TOKEN, VST_FIELD_ACCESS_TOKEN);
}

static void
advise_code (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED, _ ("Domo Refused This Code"));
  vst_advice_explain (
      self,
      _ ("It may have changed meanwhile. Take the next one, and check this computer’s clock."));
  vst_advice_offer (self, VST_REMEDY_ENTER_CODE, _ ("Try Again"));
  vst_advice_mark (self, VST_FIELD_CODE, VST_FIELD_CODE);
}

/* The secret was good when the token was got with it; what is refused now is the token. */
static void
advise_session (VstAdvice *self, const Case *c)
{
  gboolean password = c->method == DOMO_METHOD_PASSWORD;
  VstFields field = password ? VST_FIELD_PASSWORD : VST_FIELD_CLIENT_SECRET;

  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_ENDED, _ ("Domo Ended This Session"));
  vst_advice_explain (self, _ ("Its token is no longer taken. Sign in again."));
  vst_advice_offer (self, password ? VST_REMEDY_USE_PASSWORD : VST_REMEDY_ENTER_SECRET,
                    _ ("Sign In Again"));
  vst_advice_mark (self, field, field);
}

static void
advise_invalid_credentials (VstAdvice *self, const Case *c)
{
  const char *function = c->info->function;

  if (g_strcmp0 (function, "elevate") == 0)
    advise_code (self, c);
  else if (c->method == DOMO_METHOD_ACCESS_TOKEN)
    advise_access_token (self, c);
  else if (g_strcmp0 (function, "who_am_i") == 0 || g_strcmp0 (function, "get_user") == 0)
    advise_session (self, c);
  else if (c->method == DOMO_METHOD_CLIENT)
    advise_client (self, c);
  else
    advise_password (self, c);
}

static void
advise_account_locked (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_LOCKED, _ ("Domo Has Locked This Account"));
  vst_advice_take_remedy (
      self, g_strdup_printf (_ ("Ask an administrator of %s. The password was removed here, so "
                                "that it is not tried again."),
                             c->instance));
  vst_advice_offer_target (
      self, VST_REMEDY_COPY_TEXT, _ ("Copy Request"),
      /* Translators: a sentence for an administrator; %s is an instance such as "acme" */
      g_strdup_printf (_ ("Domo has locked my account at %s. Could you unlock it?"), c->instance));
  vst_advice_mark (self, VST_FIELD_USER_NAME, VST_FIELD_USER_NAME);
}

/* The allow list's page may leave the address out. */
static char *
dup_allow_list_remedy (const Case *c)
{
  if (!c->info->detail)
    return g_strdup_printf (_ ("%s takes sign-ins from listed addresses only. Ask an administrator "
                               "of %s to add yours, or use the company network."),
                            c->instance, c->instance);

  return g_strdup_printf (_ ("%s takes sign-ins from listed addresses only. It saw yours as %s. "
                             "Ask an administrator of %s to add it, or use the company network."),
                          c->instance, c->info->detail, c->instance);
}

static char *
dup_allow_list_request (const Case *c)
{
  if (!c->info->detail)
    return g_strdup_printf (_ ("My address is not on the allow list of %s. Could you add it?"),
                            c->instance);

  /* Translators: a sentence for an administrator; first an address such as 203.0.113.7, then an
   * instance */
  return g_strdup_printf (_ ("My address %s is not on the allow list of %s. Could you add it?"),
                          c->info->detail, c->instance);
}

static void
advise_address_blocked (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_NOT_ALLOWED,
                  _ ("Your Address Is Not on the Allow List"));
  vst_advice_take_remedy (self, dup_allow_list_remedy (c));
  vst_advice_offer_target (self, VST_REMEDY_COPY_TEXT, _ ("Copy Request"),
                           dup_allow_list_request (c));
}

static void
advise_invalid_instance (VstAdvice *self, const Case *c)
{
  if (c->info->reason == DOMO_REASON_OTHER_INSTANCE) {
    vst_advice_take_title (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED,
                           /* Translators: an instance; of API clients */
                           g_strdup_printf (_ ("The Client Belongs to “%s”"), c->instance));
    vst_advice_explain (self,
                        _ ("Domo let it in, but to another instance than the one that was given."));
    return;
  }
  vst_advice_take_title (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED,
                         g_strdup_printf (_ ("There Is No Instance “%s”"), c->instance));
  vst_advice_explain (
      self,
      _ ("Domo answers, but has no instance of that name. Compare it with the address in your "
         "browser."));
  offer_page (self, c, _ ("Open in Browser"), "");
  vst_advice_mark (self, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE);
}

static void
advise_no_token (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED, _ ("Domo Gave No Token"));
  if (c->method == DOMO_METHOD_CLIENT) {
    /* Single sign-on has no say in that. */
    vst_advice_explain (self, _ ("It answered without one."));
    vst_advice_offer_copy_details (self);
    return;
  }

  vst_advice_explain (
      self, _ ("It answered without one. That is seen where sign-in is by single sign-on only. Ask "
               "to be put on the direct sign-on list, or use an access token."));
  vst_advice_offer (self, VST_REMEDY_USE_ACCESS_TOKEN, _ ("Use Access Token"));
}

static void
advise_second_factor (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_KEY, _ ("One More Step"));
  if (c->info->pending) {
    vst_advice_explain (self, _ ("Domo also wants a one-time code."));
    vst_advice_offer (self, VST_REMEDY_ENTER_CODE, _ ("Continue"));
    vst_advice_mark (self, VST_FIELD_CODE, VST_FIELD_CODE);
    return;
  }

  vst_advice_explain (
      self,
      _ ("Domo wants a second factor, but gave nothing to continue with. An access token gets "
         "in without one."));
  vst_advice_offer (self, VST_REMEDY_USE_ACCESS_TOKEN, _ ("Use Access Token"));
}

static void
advise_auth_type (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED,
                  _ ("Another Kind of Token Is Needed"));
  vst_advice_explain (
      self,
      _ ("This asks for a session or access token; a bearer token works for api.domo.com only. "
         "Nothing was sent."));
  vst_advice_offer (self, VST_REMEDY_USE_PASSWORD, _ ("Use Password"));
  vst_advice_mark (self, VST_FIELD_ACCESS_TOKEN, VST_FIELD_ACCESS_TOKEN);
}

static char *
dup_reason (const DomoErrorInfo *info)
{
  gboolean has_words =
      info->message &&
      !g_str_equal (info->message, domo_error_get_default_message (DOMO_ERROR_AUTH));

  /* Another status has no words of Domo's own, only the standard phrase of its number. */
  if (info->status >= 300)
    return has_words
               ? g_strdup_printf (_ ("It answered with status %u %s."), info->status, info->message)
               : g_strdup_printf (_ ("It answered with status %u."), info->status);
  if (!has_words)
    return g_strdup (_ ("It gave no reason."));
  return g_strdup_printf (_ ("Its words: “%s”."), info->message);
}

static void
advise_auth (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_REFUSED, VST_ICON_REFUSED, _ ("Domo Refused the Sign-In"));
  vst_advice_take_remedy (self, dup_reason (c->info));
  vst_advice_offer_copy_details (self);
}

/* --------------------------------------------------------------------- Domo could not be asked */

static void
advise_host_not_found (VstAdvice *self, const Case *c)
{
  vst_advice_take_title (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK,
                         g_strdup_printf (_ ("There Is No Host “%s”"), c->host));
  if (c->names_host)
    vst_advice_explain (
        self, _ ("Check the spelling of the instance. In a company network, check the VPN."));
  else
    vst_advice_explain (self, _ ("In a company network, check the VPN."));
  vst_advice_offer_try_again (self);
  mark_instance (self, c);
}

static guint
get_port (const char *host)
{
  g_autofree char *uri = g_strconcat ("https://", host, NULL);
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  int port = parsed ? g_uri_get_port (parsed) : -1;

  return port > 0 ? port : 443;
}

static void
advise_offline (VstAdvice *self)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK, _ ("This Computer Is Offline"));
  vst_advice_explain (self, _ ("Nothing was sent. Try again when the network is back."));
}

static void
advise_connection_refused (VstAdvice *self, const Case *c)
{
  vst_advice_take_title (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK,
                         g_strdup_printf (_ ("%s Refused the Connection"), c->host));
  vst_advice_take_remedy (
      self, g_strdup_printf (_ ("A computer is there, but nothing listens on port %u. A "
                                "firewall or a wrong host is likely."),
                             get_port (c->host)));
  mark_instance (self, c);
}

static void
advise_connection (VstAdvice *self, const Case *c)
{
  if (c->info->reason == DOMO_REASON_OFFLINE) {
    advise_offline (self);
  } else if (c->info->reason == DOMO_REASON_REFUSED) {
    advise_connection_refused (self, c);
  } else if (c->info->reason == DOMO_REASON_UNREACHABLE) {
    vst_advice_take_title (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK,
                           g_strdup_printf (_ ("%s Cannot Be Reached"), c->host));
    vst_advice_explain (
        self,
        _ ("No way leads there from this network. In a company network, check the VPN. Nothing "
           "was sent."));
  } else {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK, _ ("The Connection Broke Off"));
    vst_advice_explain (self, _ ("The answer was not whole. Domo may have counted the try."));
  }
  vst_advice_offer_try_again (self);
}

/* Whole seconds; @usual of an error that does not say it. */
static guint
get_limit (const DomoErrorInfo *info, guint usual)
{
  return info->limit > 0 ? (info->limit + 999) / 1000 : usual;
}

static void
advise_timeout (VstAdvice *self, const Case *c)
{
  if (c->info->reason == DOMO_REASON_NAME_SERVER) {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK,
                    _ ("The Name Server Does Not Answer"));
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s could not be looked up. That is about this network, not "
                                  "about Domo."),
                               c->host));
  } else if (c->info->reason == DOMO_REASON_CONNECT) {
    vst_advice_take_title (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK,
                           g_strdup_printf (_ ("%s Does Not Answer"), c->host));
    /* Translators: %u are seconds, with a no-break space */
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("No connection in %u s; a firewall may swallow it."),
                               get_limit (c->info, 10)));
  } else {
    vst_advice_take_title (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK,
                           g_strdup_printf (_ ("%s Is Slow"), c->host));
    /* Translators: %u are seconds, with a no-break space */
    vst_advice_take_remedy (self, g_strdup_printf (_ ("Connected, but no whole answer in %u s."),
                                                   get_limit (c->info, 30)));
  }
  vst_advice_offer_try_again (self);
}

static void
advise_authority (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_TLS, _ ("The Certificate Is Not Trusted"));
  if (c->info->detail)
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s showed a certificate from “%s”, which this computer does "
                                  "not know. A company proxy often does that. Nothing secret "
                                  "was sent."),
                               c->host, c->info->detail));
  else
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s showed a certificate from an authority that this computer "
                                  "does not know. A company proxy often does that. Nothing "
                                  "secret was sent."),
                               c->host));
}

static void
advise_validity (VstAdvice *self, const Case *c)
{
  const DomoErrorInfo *info = c->info;
  g_autofree char *from = vst_words_date (info->not_before * 1000);
  g_autofree char *to = vst_words_date (info->not_after * 1000);
  g_autofree char *now = vst_words_date (info->time / 1000);

  if (info->reason == DOMO_REASON_EXPIRED)
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_TLS, _ ("The Certificate Has Expired"));
  else
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_TLS, _ ("The Certificate Is Not Valid Yet"));
  if (info->not_after)
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("It is good from %s to %s; this computer’s clock says %s. "
                                  "Nothing secret was sent."),
                               from, to, now));
  else
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("This computer’s clock says %s. Nothing secret was sent."), now));
}

static void
advise_wrong_host (VstAdvice *self, const Case *c)
{
  const char *names = c->info->detail ? c->info->detail : _ ("other names");

  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_TLS,
                  _ ("The Certificate Is for Another Host"));
  if (c->names_host)
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s showed one for %s. The instance is misspelt, or somebody "
                                  "is in between. Nothing secret was sent."),
                               c->host, names));
  else
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s showed one for %s. Somebody may be in between. Nothing "
                                  "secret was sent."),
                               c->host, names));
  mark_instance (self, c);
}

static void
advise_tls (VstAdvice *self, const Case *c)
{
  DomoReason reason = c->info->reason;

  if (reason == DOMO_REASON_AUTHORITY)
    advise_authority (self, c);
  else if (reason == DOMO_REASON_EXPIRED || reason == DOMO_REASON_NOT_YET_VALID)
    advise_validity (self, c);
  else if (reason == DOMO_REASON_WRONG_HOST)
    advise_wrong_host (self, c);
  else {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_TLS, _ ("No Secure Connection"));
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s and this computer found no common way. Nothing secret was "
                                  "sent."),
                               c->host));
    vst_advice_offer_try_again (self);
    return;
  }
  vst_advice_offer_copy_details (self);
}

/* Under GNOME its settings are asked, and the environment is not. */
static gboolean
is_gnome (void)
{
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto (GStrv) names = g_strsplit (desktop ? desktop : "", ":", -1);

  return g_strv_contains ((const char *const *)names, "GNOME");
}

static char *proxy_source; /* nullable */

void
vst_advice_set_proxy_source (const char *words)
{
  g_free (proxy_source);
  proxy_source = g_strdup (words);
}

/* The variables that are looked at, in their order. */
static char *
dup_proxy_source (void)
{
  static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

  if (proxy_source)
    return g_strdup (proxy_source);
  for (gsize i = 0; !is_gnome () && i < G_N_ELEMENTS (names); i++) {
    const char *value = g_getenv (names[i]);

    if (value && *value)
      return g_strdup_printf (_ ("the environment variable %s"), names[i]);
  }
  return g_strdup (_ ("the system’s settings"));
}

static const char *
get_proxy_title (DomoReason reason)
{
  if (reason == DOMO_REASON_PROXY_PASSWORD)
    return _ ("The Proxy Wants a Password");
  if (reason == DOMO_REASON_PROXY_REFUSED)
    return _ ("The Proxy Refuses");
  return _ ("The Proxy Does Not Answer");
}

static void
advise_proxy (VstAdvice *self, const Case *c)
{
  g_autofree char *source = dup_proxy_source ();
  const char *proxy = c->info->detail ? c->info->detail : _ ("The proxy");

  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_NETWORK, get_proxy_title (c->info->reason));
  if (c->info->reason == DOMO_REASON_PROXY_REFUSED && c->info->status)
    /* Translators: a proxy, a status such as 403, a host, and where the proxy's name comes from */
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s answered with status %u when it was asked for %s. It "
                                  "comes from %s."),
                               proxy, c->info->status, c->host, source));
  else
    /* Translators: first a proxy, then "the system’s settings" or "the environment variable NAME"
     */
    vst_advice_take_remedy (self, g_strdup_printf (_ ("%s comes from %s."), proxy, source));
  vst_advice_offer_try_again (self);
}

static void
advise_redirected (VstAdvice *self, const Case *c)
{
  const char *target = c->info->detail;

  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("Domo Points to Another Address"));
  /* Where the host sends on to itself, or to nowhere, there is no other instance to use; and a
   * client is not asked for one. */
  if (!target || !c->names_host || g_str_equal (target, c->host)) {
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s sends on to %s. That is never followed, since the secret "
                                  "would go along."),
                               c->host, target ? target : _ ("another page")));
    vst_advice_offer_copy_details (self);
  } else {
    g_autofree char *button = g_strdup_printf (_ ("Use %s"), target);

    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s sends on to %s. That is never followed, since the secret "
                                  "would go along. If it is your instance, use it."),
                               c->host, target));
    vst_advice_offer_target (self, VST_REMEDY_USE_INSTANCE, button, g_strdup (target));
  }
  mark_instance (self, c);
}

static void
advise_rate_limited (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("Domo Asks for a Pause"));
  vst_advice_pause (self, c->info->retry_after);
  vst_advice_offer_try_again (self);
}

static char *
dup_server_remedy (const Case *c)
{
  guint status = c->info->status;

  if (c->method == DOMO_METHOD_CLIENT)
    return g_strdup_printf (_ ("It answered with status %u. That is not about your client."),
                            status);
  if (c->method == DOMO_METHOD_ACCESS_TOKEN)
    return g_strdup_printf (_ ("It answered with status %u. That is not about your access token."),
                            status);
  return g_strdup_printf (_ ("It answered with status %u. That is not about your password."),
                          status);
}

static void
advise_server (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("Domo Has Trouble"));
  vst_advice_take_remedy (self, dup_server_remedy (c));
  vst_advice_offer_try_again (self);
}

static void
advise_not_json (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING,
                  _ ("This Is Not an Answer of Domo’s"));
  if (c->names_host)
    vst_advice_take_remedy (
        self, g_strdup_printf (_ ("%s sent a web page where data was due. A proxy or a wrong "
                                  "instance is likely."),
                               c->host));
  else
    vst_advice_take_remedy (
        self,
        g_strdup_printf (_ ("%s sent a web page where data was due. A proxy is likely."), c->host));
  vst_advice_offer_try_again (self);
  mark_instance (self, c);
}

static void
advise_bad_reply (VstAdvice *self, const Case *c)
{
  if (c->info->reason == DOMO_REASON_NOT_JSON) {
    advise_not_json (self, c);
  } else if (c->info->reason == DOMO_REASON_TOO_BIG) {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("The Answer Is Too Long"));
    vst_advice_explain (self, _ ("More than 1 MiB, refused."));
    vst_advice_offer_try_again (self);
  } else if (c->info->reason == DOMO_REASON_CUT_SHORT) {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("The Answer Was Cut Short"));
    vst_advice_explain (self, _ ("It ended early."));
    vst_advice_offer_try_again (self);
  } else {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("The Answer Cannot Be Read"));
    vst_advice_explain (self, _ ("It differs from what Vestibule knows."));
    vst_advice_offer_copy_details (self);
  }
}

/* --------------------------------------------------------------------------- Nothing was asked */

static void
advise_not_found (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_INPUT, _ ("There Is No Such Account"));
  vst_advice_explain (self, _ ("Nothing of that name is kept here. Nothing was sent."));
}

static void
advise_input (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_INPUT, _ ("This Cannot Be Used as It Is"));
  vst_advice_explain (self, _ ("Check what was typed. Nothing was sent."));
}

/* -------------------------------------------------------------------- The keyring will not keep it
 */

static void
advise_keyring_absent (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_KEY, _ ("No Keyring on This Computer"));
  vst_advice_explain (
      self, _ ("No keyring service is running, so nothing can be kept. You can sign in for this "
               "session; the token is gone when the window closes."));
  vst_advice_offer (self, VST_REMEDY_GET_KEYRING, _ ("How to Get One"));
}

static void
advise_keyring_locked (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_KEY, _ ("The Keyring Is Locked"));
  vst_advice_explain (self, _ ("You are signed in; the token is not stored yet."));
  vst_advice_offer (self, VST_REMEDY_UNLOCK, _ ("Unlock…"));
}

static void
advise_keyring_dismissed (VstAdvice *self, const Case *c)
{
  vst_advice_say (self, VST_ADVICE_STEP, VST_ICON_KEY, _ ("The Keyring Stays Locked"));
  vst_advice_explain (self, _ ("The token is kept for this session only."));
  vst_advice_offer (self, VST_REMEDY_UNLOCK, _ ("Unlock…"));
}

static void
advise_not_stored (VstAdvice *self, const GError *error)
{
  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("The Keyring Could Not Store It"));
  vst_advice_take_sentences (
      self, vst_advice_dup_words (error),
      g_strdup (_ ("The token is kept for this session; nothing older was lost.")));
  vst_advice_offer (self, VST_REMEDY_STORE, _ ("Try Again"));
}

static void
advise_keyring (VstAdvice *self, const Case *c)
{
  advise_not_stored (self, c->error);
}

typedef void (*Adviser) (VstAdvice *self, const Case *c);

static const Adviser advisers[DOMO_N_ERRORS] = {
  [DOMO_ERROR_AUTH] = advise_auth,
  [DOMO_ERROR_INVALID_CREDENTIALS] = advise_invalid_credentials,
  [DOMO_ERROR_ACCOUNT_LOCKED] = advise_account_locked,
  [DOMO_ERROR_INVALID_INSTANCE] = advise_invalid_instance,
  [DOMO_ERROR_INVALID_AUTH_TYPE] = advise_auth_type,
  [DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED] = advise_no_token,
  [DOMO_ERROR_ADDRESS_BLOCKED] = advise_address_blocked,
  [DOMO_ERROR_SECOND_FACTOR_REQUIRED] = advise_second_factor,
  [DOMO_ERROR_REDIRECTED] = advise_redirected,
  [DOMO_ERROR_RATE_LIMITED] = advise_rate_limited,
  [DOMO_ERROR_SERVER] = advise_server,
  [DOMO_ERROR_BAD_REPLY] = advise_bad_reply,
  [DOMO_ERROR_HOST_NOT_FOUND] = advise_host_not_found,
  [DOMO_ERROR_CONNECTION] = advise_connection,
  [DOMO_ERROR_TIMEOUT] = advise_timeout,
  [DOMO_ERROR_TLS] = advise_tls,
  [DOMO_ERROR_PROXY] = advise_proxy,
  [DOMO_ERROR_NOT_FOUND] = advise_not_found,
  [DOMO_ERROR_INPUT] = advise_input,
  [DOMO_ERROR_KEYRING_ABSENT] = advise_keyring_absent,
  [DOMO_ERROR_KEYRING_LOCKED] = advise_keyring_locked,
  [DOMO_ERROR_KEYRING_DISMISSED] = advise_keyring_dismissed,
  [DOMO_ERROR_KEYRING] = advise_keyring,
};

/* A client's host is Domo's platform API unless a test server was typed. */
static gboolean
was_host_typed (const DomoErrorInfo *info, DomoMethod method)
{
  g_autoptr (DomoInstance) instance = NULL;

  if (method != DOMO_METHOD_CLIENT)
    return TRUE;
  if (info->host)
    instance = domo_instance_new (info->host, NULL);
  return instance && domo_instance_is_loopback (instance);
}

static void
advise_known (VstAdvice *self, const GError *error, Case *c)
{
  const DomoErrorInfo *info = c->info;
  g_autofree char *line = domo_error_to_line (error);

  c->host = info->host ? info->host : info->instance;
  c->instance = info->instance ? info->instance : info->host;
  if (!c->host)
    c->host = c->instance = "Domo";
  c->names_host = was_host_typed (info, c->method);

  advisers[error->code](self, c);
  vst_advice_set_details (self, line, info->time, info->request_id);
}

/* An error of another domain is a fault of ours; its text is all there is to go by. */
static void
advise_unknown (VstAdvice *self, const GError *error)
{
  g_autofree char *text = domo_text_tidy (error->message, -1);

  vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING, _ ("The Answer Cannot Be Read"));
  vst_advice_explain (self, text);
  vst_advice_offer_copy_details (self);
  vst_advice_set_details (self, text, g_get_real_time (), NULL);
}

VstAdvice *
vst_advice_new (const GError *error, DomoMethod method, const char *practice_uri)
{
  VstAdvice *self;
  Case c = { .error = error, .method = method, .practice_uri = practice_uri };

  g_return_val_if_fail (error, NULL);
  self = g_object_new (VST_TYPE_ADVICE, NULL);
  c.info = domo_error_get_info (error);
  if (c.info && error->code >= 0 && error->code < DOMO_N_ERRORS)
    advise_known (self, error, &c);
  else
    advise_unknown (self, error);
  return self;
}

static gboolean
is_of_keyring (const GError *error)
{
  return g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
}

VstAdvice *
vst_advice_new_for_storing (const GError *error)
{
  VstAdvice *self;

  g_return_val_if_fail (error, NULL);
  self = vst_advice_new (error, DOMO_METHOD_PASSWORD, NULL);
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT))
    vst_advice_explain (self,
                        _ ("No keyring service is running, so nothing can be kept. You are signed "
                           "in; the token is gone when the window closes."));
  else if (!is_of_keyring (error)) {
    advise_not_stored (self, error);
    vst_advice_mark (self, VST_FIELD_NONE, VST_FIELD_NONE);
  }
  return self;
}

VstAdvice *
vst_advice_new_for_signing_out (const GError *error)
{
  VstAdvice *self = vst_advice_new_for_storing (error);

  if (!g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED) &&
      !g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED)) {
    vst_advice_say (self, VST_ADVICE_BLOCKED, VST_ICON_WARNING,
                    _ ("The Keyring Could Not Be Changed"));
    vst_advice_offer (self, VST_REMEDY_STORE, _ ("Try Again"));
  }
  vst_advice_explain (self, _ ("You are signed out here, but the token is still in the keyring."));
  return self;
}
