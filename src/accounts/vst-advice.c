/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-advice.h"

#include "config.h"

#include <glib/gi18n.h>

#include "domo-error.h"
#include "domo-text.h"
#include "vst-words.h"

#define ICON_REFUSED "dialog-error-symbolic"
#define ICON_LOCKED "changes-prevent-symbolic"
#define ICON_NOT_ALLOWED "action-unavailable-symbolic"
#define ICON_NETWORK "vst-unreachable-symbolic"
#define ICON_TLS "application-certificate-symbolic"
#define ICON_SERVER "dialog-warning-symbolic"
#define ICON_CODE "dialog-password-symbolic"
#define ICON_ENDED "vst-ended-symbolic"
#define ICON_INPUT "dialog-information-symbolic"
#define ICON_KEYRING "dialog-password-symbolic"

struct _VstAdvice {
  GObject parent_instance;

  VstAdviceKind kind;
  const char *icon_name;
  char *title;
  char *remedy;

  VstRemedy action;
  char *button;
  char *target;

  VstFields fields;
  VstFields focus;

  guint wait;
  char *details;
};

G_DEFINE_FINAL_TYPE (VstAdvice, vst_advice, G_TYPE_OBJECT)

/* What the words are made from. */
typedef struct {
  const DomoErrorInfo *info;
  DomoMethod method;
  const char *practice_uri;
  const char *host;     /* never NULL: stands in sentences */
  const char *instance; /* likewise */
  gboolean names_host;  /* whether the person typed the host: a client's is api.domo.com */
} Case;

/* --------------------------------------------------------- What an advice is put together with */

static void
say (VstAdvice *self, VstAdviceKind kind, const char *icon_name, const char *title)
{
  self->kind = kind;
  self->icon_name = icon_name;
  self->title = g_strdup (title);
}

static void
take_title (VstAdvice *self, VstAdviceKind kind, const char *icon_name, char *title)
{
  self->kind = kind;
  self->icon_name = icon_name;
  self->title = title;
}

static void
explain (VstAdvice *self, const char *remedy)
{
  self->remedy = g_strdup (remedy);
}

static void
take_remedy (VstAdvice *self, char *remedy)
{
  self->remedy = remedy;
}

static void
offer (VstAdvice *self, VstRemedy action, const char *button)
{
  self->action = action;
  self->button = g_strdup (button);
}

static void
offer_try_again (VstAdvice *self)
{
  offer (self, VST_REMEDY_TRY_AGAIN, _ ("Try Again"));
}

static void
offer_copy_details (VstAdvice *self)
{
  offer (self, VST_REMEDY_COPY_DETAILS, _ ("Copy Details"));
}

/* @target: (transfer full) */
static void
offer_target (VstAdvice *self, VstRemedy action, const char *button, char *target)
{
  offer (self, action, button);
  self->target = target;
}

static void
offer_page (VstAdvice *self, const Case *c, const char *button, const char *path)
{
  g_autoptr (DomoInstance) instance = NULL;
  const char *root = c->practice_uri;

  if (!root && c->info->host)
    instance = domo_instance_new (c->info->host, NULL);
  if (instance)
    root = domo_instance_get_product_uri (instance);

  /* Without an address there is no page, but still something to hand on. */
  if (root)
    offer_target (self, VST_REMEDY_OPEN_URI, button, g_strconcat (root, path, NULL));
  else
    offer_copy_details (self);
}

static void
mark (VstAdvice *self, VstFields fields, VstFields focus)
{
  self->fields = fields;
  self->focus = focus;
}

static void
mark_instance (VstAdvice *self, const Case *c)
{
  if (c->names_host)
    mark (self, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE);
}

/* -------------------------------------------------------------------------------- Domo refused */

static void
advise_password (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Domo Refused This User Name or Password"));
  explain (self,
           _ ("It does not say which of the two. Check both, and the Caps Lock key. Several wrong "
              "tries in a row lock the account."));
  offer_page (self, c, _ ("Open Password Page"), "/auth/index?domoManualLogin=true");
  mark (self, VST_FIELD_USER_NAME | VST_FIELD_PASSWORD, VST_FIELD_PASSWORD);
}

static void
advise_client (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Domo Refused This Client"));
  explain (self,
           _ ("The ID or the secret is wrong, or the client was deleted. Domo shows a secret once; "
              "make a new one if it is lost."));
  offer (self, VST_REMEDY_ENTER_SECRET, _ ("Enter Secret Again"));
  mark (self, VST_FIELD_CLIENT_ID | VST_FIELD_CLIENT_SECRET, VST_FIELD_CLIENT_SECRET);
}

static void
advise_access_token (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Domo Refused This Access Token"));
  explain (self,
           _ ("It has ended or was revoked. Only a new one helps; Domo shows it once, when it is "
              "made."));
  offer_page (self, c, _ ("Open Access Tokens"), "/admin/security/accesstokens");
  mark (self, VST_FIELD_ACCESS_TOKEN, VST_FIELD_ACCESS_TOKEN);
}

static void
advise_code (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Domo Refused This Code"));
  explain (
      self,
      _ ("It may have changed meanwhile. Take the next one, and check this computer’s clock."));
  offer (self, VST_REMEDY_ENTER_CODE, _ ("Try Again"));
  mark (self, VST_FIELD_CODE, VST_FIELD_CODE);
}

/* The secret was good when the token was got with it; what is refused now is the token. */
static void
advise_session (VstAdvice *self, const Case *c)
{
  gboolean password = c->method == DOMO_METHOD_PASSWORD;
  VstFields field = password ? VST_FIELD_PASSWORD : VST_FIELD_CLIENT_SECRET;

  say (self, VST_ADVICE_STEP, ICON_ENDED, _ ("Domo Ended This Session"));
  explain (self, _ ("Its token is no longer taken. Sign in again."));
  offer (self, password ? VST_REMEDY_USE_PASSWORD : VST_REMEDY_ENTER_SECRET, _ ("Sign In Again"));
  mark (self, field, field);
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
  say (self, VST_ADVICE_REFUSED, ICON_LOCKED, _ ("Domo Has Locked This Account"));
  take_remedy (self,
               g_strdup_printf (_ ("Ask an administrator of %s. The password was removed here, so "
                                   "that it is not tried again."),
                                c->instance));
  offer_target (
      self, VST_REMEDY_COPY_TEXT, _ ("Copy Request"),
      /* Translators: a sentence for an administrator; %s is an instance such as "acme" */
      g_strdup_printf (_ ("Domo has locked my account at %s. Could you unlock it?"), c->instance));
  mark (self, VST_FIELD_USER_NAME, VST_FIELD_USER_NAME);
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
  say (self, VST_ADVICE_REFUSED, ICON_NOT_ALLOWED, _ ("Your Address Is Not on the Allow List"));
  take_remedy (self, dup_allow_list_remedy (c));
  offer_target (self, VST_REMEDY_COPY_TEXT, _ ("Copy Request"), dup_allow_list_request (c));
}

static void
advise_invalid_instance (VstAdvice *self, const Case *c)
{
  take_title (self, VST_ADVICE_REFUSED, ICON_REFUSED,
              g_strdup_printf (_ ("There Is No Instance “%s”"), c->instance));
  explain (self,
           _ ("Domo answers, but has no instance of that name. Compare it with the address in your "
              "browser."));
  offer_page (self, c, _ ("Open in Browser"), "");
  mark (self, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE);
}

static void
advise_no_token (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Domo Gave No Token"));
  if (c->method == DOMO_METHOD_CLIENT) {
    /* Single sign-on has no say in that. */
    explain (self, _ ("It answered without one."));
    offer_copy_details (self);
    return;
  }

  explain (self,
           _ ("It answered without one. That is seen where sign-in is by single sign-on only. Ask "
              "to be put on the direct sign-on list, or use an access token."));
  offer (self, VST_REMEDY_USE_ACCESS_TOKEN, _ ("Use Access Token"));
}

static void
advise_second_factor (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_STEP, ICON_CODE, _ ("One More Step"));
  if (c->info->pending) {
    explain (self, _ ("Domo also wants a one-time code."));
    offer (self, VST_REMEDY_ENTER_CODE, _ ("Continue"));
    mark (self, VST_FIELD_CODE, VST_FIELD_CODE);
    return;
  }

  explain (self,
           _ ("Domo wants a second factor, but gave nothing to continue with. An access token gets "
              "in without one."));
  offer (self, VST_REMEDY_USE_ACCESS_TOKEN, _ ("Use Access Token"));
}

static void
advise_auth_type (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Another Kind of Token Is Needed"));
  explain (
      self,
      _ ("This asks for a session or access token; a bearer token works for api.domo.com only. "
         "Nothing was sent."));
  offer (self, VST_REMEDY_USE_PASSWORD, _ ("Use Password"));
  mark (self, VST_FIELD_ACCESS_TOKEN, VST_FIELD_ACCESS_TOKEN);
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
  say (self, VST_ADVICE_REFUSED, ICON_REFUSED, _ ("Domo Refused the Sign-In"));
  take_remedy (self, dup_reason (c->info));
  offer_copy_details (self);
}

/* --------------------------------------------------------------------- Domo could not be asked */

static void
advise_host_not_found (VstAdvice *self, const Case *c)
{
  take_title (self, VST_ADVICE_BLOCKED, ICON_NETWORK,
              g_strdup_printf (_ ("There Is No Host “%s”"), c->host));
  if (c->names_host)
    explain (self, _ ("Check the spelling of the instance. In a company network, check the VPN."));
  else
    explain (self, _ ("In a company network, check the VPN."));
  offer_try_again (self);
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
  say (self, VST_ADVICE_BLOCKED, ICON_NETWORK, _ ("This Computer Is Offline"));
  explain (self, _ ("Nothing was sent. Try again when the network is back."));
}

static void
advise_connection_refused (VstAdvice *self, const Case *c)
{
  take_title (self, VST_ADVICE_BLOCKED, ICON_NETWORK,
              g_strdup_printf (_ ("%s Refused the Connection"), c->host));
  take_remedy (self, g_strdup_printf (_ ("A computer is there, but nothing listens on port %u. A "
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
    take_title (self, VST_ADVICE_BLOCKED, ICON_NETWORK,
                g_strdup_printf (_ ("%s Cannot Be Reached"), c->host));
    explain (
        self,
        _ ("No way leads there from this network. In a company network, check the VPN. Nothing "
           "was sent."));
  } else {
    say (self, VST_ADVICE_BLOCKED, ICON_NETWORK, _ ("The Connection Broke Off"));
    explain (self, _ ("The answer was not whole. Domo may have counted the try."));
  }
  offer_try_again (self);
}

static void
advise_timeout (VstAdvice *self, const Case *c)
{
  if (c->info->reason == DOMO_REASON_NAME_SERVER) {
    say (self, VST_ADVICE_BLOCKED, ICON_NETWORK, _ ("The Name Server Does Not Answer"));
    take_remedy (self,
                 g_strdup_printf (_ ("%s could not be looked up. That is about this network, not "
                                     "about Domo."),
                                  c->host));
  } else if (c->info->reason == DOMO_REASON_CONNECT) {
    take_title (self, VST_ADVICE_BLOCKED, ICON_NETWORK,
                g_strdup_printf (_ ("%s Does Not Answer"), c->host));
    explain (self, _ ("No connection in 10 s; a firewall may swallow it."));
  } else {
    take_title (self, VST_ADVICE_BLOCKED, ICON_NETWORK,
                g_strdup_printf (_ ("%s Is Slow"), c->host));
    explain (self, _ ("Connected, but no whole answer in 30 s."));
  }
  offer_try_again (self);
}

static void
advise_authority (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_BLOCKED, ICON_TLS, _ ("The Certificate Is Not Trusted"));
  if (c->info->detail)
    take_remedy (self,
                 g_strdup_printf (_ ("%s showed a certificate from “%s”, which this computer does "
                                     "not know. A company proxy often does that. Nothing secret "
                                     "was sent."),
                                  c->host, c->info->detail));
  else
    take_remedy (self,
                 g_strdup_printf (_ ("%s showed a certificate from an authority that this computer "
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
    say (self, VST_ADVICE_BLOCKED, ICON_TLS, _ ("The Certificate Has Expired"));
  else
    say (self, VST_ADVICE_BLOCKED, ICON_TLS, _ ("The Certificate Is Not Valid Yet"));
  if (info->not_after)
    take_remedy (self,
                 g_strdup_printf (_ ("It is good from %s to %s; this computer’s clock says %s. "
                                     "Nothing secret was sent."),
                                  from, to, now));
  else
    take_remedy (
        self, g_strdup_printf (_ ("This computer’s clock says %s. Nothing secret was sent."), now));
}

static void
advise_wrong_host (VstAdvice *self, const Case *c)
{
  const char *names = c->info->detail ? c->info->detail : _ ("other names");

  say (self, VST_ADVICE_BLOCKED, ICON_TLS, _ ("The Certificate Is for Another Host"));
  if (c->names_host)
    take_remedy (self,
                 g_strdup_printf (_ ("%s showed one for %s. The instance is misspelt, or somebody "
                                     "is in between. Nothing secret was sent."),
                                  c->host, names));
  else
    take_remedy (self,
                 g_strdup_printf (_ ("%s showed one for %s. Somebody may be in between. Nothing "
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
    say (self, VST_ADVICE_BLOCKED, ICON_TLS, _ ("No Secure Connection"));
    take_remedy (self,
                 g_strdup_printf (_ ("%s and this computer found no common way. Nothing secret was "
                                     "sent."),
                                  c->host));
    offer_try_again (self);
    return;
  }
  offer_copy_details (self);
}

/* Under GNOME its settings are asked, and the environment is not. */
static gboolean
is_gnome (void)
{
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto (GStrv) names = g_strsplit (desktop ? desktop : "", ":", -1);

  return g_strv_contains ((const char *const *)names, "GNOME");
}

/* The variables that are looked at, in their order. */
static char *
dup_proxy_source (void)
{
  static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

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

  say (self, VST_ADVICE_BLOCKED, ICON_NETWORK, get_proxy_title (c->info->reason));
  if (c->info->reason == DOMO_REASON_PROXY_REFUSED && c->info->status)
    /* Translators: a proxy, a status such as 403, a host, and where the proxy's name comes from */
    take_remedy (self,
                 g_strdup_printf (_ ("%s answered with status %u when it was asked for %s. It "
                                     "comes from %s."),
                                  proxy, c->info->status, c->host, source));
  else
    /* Translators: first a proxy, then "the system’s settings" or "the environment variable NAME"
     */
    take_remedy (self, g_strdup_printf (_ ("%s comes from %s."), proxy, source));
  offer_try_again (self);
}

static void
advise_redirected (VstAdvice *self, const Case *c)
{
  const char *target = c->info->detail;

  say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("Domo Points to Another Address"));
  /* Where the host sends on to itself, or to nowhere, there is no other instance to use; and a
   * client is not asked for one. */
  if (!target || !c->names_host || g_str_equal (target, c->host)) {
    take_remedy (self,
                 g_strdup_printf (_ ("%s sends on to %s. That is never followed, since the secret "
                                     "would go along."),
                                  c->host, target ? target : _ ("another page")));
    offer_copy_details (self);
  } else {
    g_autofree char *button = g_strdup_printf (_ ("Use %s"), target);

    take_remedy (self,
                 g_strdup_printf (_ ("%s sends on to %s. That is never followed, since the secret "
                                     "would go along. If it is your instance, use it."),
                                  c->host, target));
    offer_target (self, VST_REMEDY_USE_INSTANCE, button, g_strdup (target));
  }
  mark_instance (self, c);
}

static char *
dup_pause_remedy (guint seconds)
{
  g_autofree char *pause = NULL;

  if (seconds <= 120)
    pause = g_strdup_printf (_ ("%u s"), seconds);
  else if (seconds <= 120 * 60)
    pause = g_strdup_printf (_ ("%u min"), (seconds - 1) / 60 + 1);
  else
    pause = g_strdup_printf (_ ("%u h"), (seconds - 1) / 3600 + 1);

  /* Translators: %s is a time such as "43 s" */
  return g_strdup_printf (_ ("Too many requests came from here. Try again in %s."), pause);
}

static void
advise_rate_limited (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("Domo Asks for a Pause"));
  self->wait = c->info->retry_after;
  if (self->wait > 0)
    take_remedy (self, dup_pause_remedy (self->wait));
  else
    explain (self, _ ("Too many requests came from here. Try again in a moment."));
  offer_try_again (self);
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
  say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("Domo Has Trouble"));
  take_remedy (self, dup_server_remedy (c));
  offer_try_again (self);
}

static void
advise_not_json (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("This Is Not an Answer of Domo’s"));
  if (c->names_host)
    take_remedy (self,
                 g_strdup_printf (_ ("%s sent a web page where data was due. A proxy or a wrong "
                                     "instance is likely."),
                                  c->host));
  else
    take_remedy (
        self,
        g_strdup_printf (_ ("%s sent a web page where data was due. A proxy is likely."), c->host));
  offer_try_again (self);
  mark_instance (self, c);
}

static void
advise_bad_reply (VstAdvice *self, const Case *c)
{
  if (c->info->reason == DOMO_REASON_NOT_JSON) {
    advise_not_json (self, c);
  } else if (c->info->reason == DOMO_REASON_TOO_BIG) {
    say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("The Answer Is Too Long"));
    explain (self, _ ("More than 1 MiB, refused."));
    offer_try_again (self);
  } else if (c->info->reason == DOMO_REASON_CUT_SHORT) {
    say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("The Answer Was Cut Short"));
    explain (self, _ ("It ended early."));
    offer_try_again (self);
  } else {
    say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("The Answer Cannot Be Read"));
    explain (self, _ ("It differs from what Vestibule knows."));
    offer_copy_details (self);
  }
}

/* --------------------------------------------------------------------------- Nothing was asked */

static void
advise_not_found (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_STEP, ICON_INPUT, _ ("There Is No Such Account"));
  explain (self, _ ("Nothing of that name is kept here. Nothing was sent."));
}

static void
advise_input (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_STEP, ICON_INPUT, _ ("This Cannot Be Used as It Is"));
  explain (self, _ ("Check what was typed. Nothing was sent."));
}

/* --------------------------------------------------------------------------------- The keyring */

static void
advise_keyring_absent (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_STEP, ICON_KEYRING, _ ("No Keyring on This Computer"));
  explain (self, _ ("No keyring service is running, so nothing can be kept."));
}

static void
advise_keyring_locked (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_STEP, ICON_KEYRING, _ ("The Keyring Is Locked"));
  explain (self, _ ("What is kept in it cannot be read before it is unlocked."));
}

static void
advise_keyring_dismissed (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_STEP, ICON_KEYRING, _ ("The Keyring Stays Locked"));
  explain (self, _ ("What is kept in it cannot be read before it is unlocked."));
}

static void
advise_keyring (VstAdvice *self, const Case *c)
{
  say (self, VST_ADVICE_BLOCKED, ICON_KEYRING, _ ("The Keyring Failed"));
  explain (self, _ ("Nothing older was lost."));
  offer_try_again (self);
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

static char *
dup_details (const char *line, gint64 time, const char *request_id)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autofree char *when = NULL;

  if (date)
    /* xgettext:no-c-format
     * Translators: a short date and time with seconds, as for g_date_time_format() */
    when = g_date_time_format (date, C_ ("date", "%-e %b %Y, %H:%M:%S"));
  if (!when)
    return g_strdup (line);
  if (!request_id)
    return g_strdup_printf ("%s\n%s", line, when);
  /* Translators: %s is how the server named the request */
  return g_strdup_printf (_ ("%s\n%s · request %s"), line, when, request_id);
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
  self->details = dup_details (line, info->time, info->request_id);
}

/* An error of another domain is a fault of ours; its text is all there is to go by. */
static void
advise_unknown (VstAdvice *self, const GError *error)
{
  g_autofree char *text = domo_text_tidy (error->message, -1);

  say (self, VST_ADVICE_BLOCKED, ICON_SERVER, _ ("The Answer Cannot Be Read"));
  explain (self, text);
  offer_copy_details (self);
  self->details = dup_details (text, g_get_real_time (), NULL);
}

static void
vst_advice_finalize (GObject *object)
{
  VstAdvice *self = VST_ADVICE (object);

  g_free (self->title);
  g_free (self->remedy);
  g_free (self->button);
  g_free (self->target);
  g_free (self->details);

  G_OBJECT_CLASS (vst_advice_parent_class)->finalize (object);
}

static void
vst_advice_class_init (VstAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_advice_finalize;
}

static void
vst_advice_init (VstAdvice *self)
{
}

VstAdvice *
vst_advice_new (const GError *error, DomoMethod method, const char *practice_uri)
{
  VstAdvice *self;
  Case c = { .method = method, .practice_uri = practice_uri };

  g_return_val_if_fail (error, NULL);
  self = g_object_new (VST_TYPE_ADVICE, NULL);
  c.info = domo_error_get_info (error);
  if (c.info && error->code >= 0 && error->code < DOMO_N_ERRORS)
    advise_known (self, error, &c);
  else
    advise_unknown (self, error);
  return self;
}

VstAdviceKind
vst_advice_get_kind (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_ADVICE_BLOCKED);
  return self->kind;
}

const char *
vst_advice_get_icon_name (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->icon_name;
}

const char *
vst_advice_get_title (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->title;
}

const char *
vst_advice_get_remedy (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->remedy;
}

VstRemedy
vst_advice_get_action (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_REMEDY_NONE);
  return self->action;
}

const char *
vst_advice_get_button (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->button;
}

const char *
vst_advice_get_target (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->target;
}

VstFields
vst_advice_get_fields (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_FIELD_NONE);
  return self->fields;
}

VstFields
vst_advice_get_focus (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_FIELD_NONE);
  return self->focus;
}

guint
vst_advice_get_wait (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), 0);
  return self->wait;
}

const char *
vst_advice_get_details (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->details;
}

char *
vst_advice_dup_remedy_after (VstAdvice *self, guint seconds)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);

  if (self->wait == 0)
    return g_strdup (self->remedy);
  if (seconds >= self->wait)
    return g_strdup (_ ("Too many requests came from here. Try again now."));
  return dup_pause_remedy (self->wait - seconds);
}
