/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-advice.h"

#include "domo-error.h"
#include "vst-words.h"

#define R VST_ADVICE_REFUSED
#define B VST_ADVICE_BLOCKED
#define S VST_ADVICE_STEP

#define PASSWORD DOMO_METHOD_PASSWORD
#define CLIENT DOMO_METHOD_CLIENT
#define ACCESS_TOKEN DOMO_METHOD_ACCESS_TOKEN

#define NETWORK "vst-unreachable-symbolic"
#define TLS "application-certificate-symbolic"
#define SERVER "dialog-warning-symbolic"
#define REFUSED "dialog-error-symbolic"

#define ACME "acme.domo.com"

/* A cause, and all that a person is told of it. '~' stands for a no-break space. */
typedef struct {
  DomoError code;
  DomoReason reason;
  DomoMethod method;
  const char *function;
  const char *host;
  const char *detail;
  const char *message;
  guint status;

  VstAdviceKind kind;
  const char *icon;
  const char *title;
  const char *remedy;
  VstRemedy action;
  const char *button;
  const char *target;
  VstFields fields;
  VstFields focus;
} Row;

/* clang-format off: one line of a table each */
static const Row refused[] = {
  { DOMO_ERROR_INVALID_CREDENTIALS, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, R, REFUSED,
    "Domo Refused This User Name or Password",
    "It does not say which of the two. Check both, and the Caps Lock key. Several wrong tries in a "
    "row lock the account.",
    VST_REMEDY_OPEN_URI, "Open Password Page",
    "https://acme.domo.com/auth/index?domoManualLogin=true",
    VST_FIELD_USER_NAME | VST_FIELD_PASSWORD, VST_FIELD_PASSWORD },
  { DOMO_ERROR_INVALID_CREDENTIALS, 0, CLIENT, "get_developer_auth", "api.domo.com", NULL, NULL,
    401, R, REFUSED, "Domo Refused This Client",
    "The ID or the secret is wrong, or the client was deleted. Domo shows a secret once; make a "
    "new "
    "one if it is lost.",
    VST_REMEDY_ENTER_SECRET, "Enter Secret Again", NULL,
    VST_FIELD_CLIENT_ID | VST_FIELD_CLIENT_SECRET, VST_FIELD_CLIENT_SECRET },
  { DOMO_ERROR_INVALID_CREDENTIALS, 0, ACCESS_TOKEN, "who_am_i", ACME, NULL, NULL, 401, R, REFUSED,
    "Domo Refused This Access Token",
    "It has ended or was revoked. Only a new one helps; Domo shows it once, when it is made.",
    VST_REMEDY_OPEN_URI, "Open Access Tokens", "https://acme.domo.com/admin/security/accesstokens",
    VST_FIELD_ACCESS_TOKEN, VST_FIELD_ACCESS_TOKEN },
  { DOMO_ERROR_INVALID_CREDENTIALS, 0, PASSWORD, "elevate", ACME, NULL, NULL, 401, R, REFUSED,
    "Domo Refused This Code",
    "It may have changed meanwhile. Take the next one, and check this computer’s clock.",
    VST_REMEDY_ENTER_CODE, "Try Again", NULL, VST_FIELD_CODE, VST_FIELD_CODE },
  { DOMO_ERROR_INVALID_CREDENTIALS, 0, PASSWORD, "who_am_i", ACME, NULL, NULL, 401, S,
    "vst-ended-symbolic", "Domo Ended This Session", "Its token is no longer taken. Sign in again.",
    VST_REMEDY_USE_PASSWORD, "Sign In Again", NULL, VST_FIELD_PASSWORD, VST_FIELD_PASSWORD },
  { DOMO_ERROR_INVALID_CREDENTIALS, 0, CLIENT, "get_user", "api.domo.com", NULL, NULL, 401, S,
    "vst-ended-symbolic", "Domo Ended This Session", "Its token is no longer taken. Sign in again.",
    VST_REMEDY_ENTER_SECRET, "Sign In Again", NULL, VST_FIELD_CLIENT_SECRET,
    VST_FIELD_CLIENT_SECRET },
  { DOMO_ERROR_ACCOUNT_LOCKED, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, R,
    "changes-prevent-symbolic", "Domo Has Locked This Account",
    "Ask an administrator of acme. The password was removed here, so that it is not tried again.",
    VST_REMEDY_COPY_TEXT, "Copy Request",
    "Domo has locked my account at acme. Could you unlock it?", VST_FIELD_USER_NAME,
    VST_FIELD_USER_NAME },
  { DOMO_ERROR_ADDRESS_BLOCKED, 0, PASSWORD, "get_full_auth", ACME, "203.0.113.7", NULL, 200, R,
    "action-unavailable-symbolic", "Your Address Is Not on the Allow List",
    "acme takes sign-ins from listed addresses only. It saw yours as 203.0.113.7. Ask an "
    "administrator of acme to add it, or use the company network.",
    VST_REMEDY_COPY_TEXT, "Copy Request",
    "My address 203.0.113.7 is not on the allow list of acme. Could you add it?", 0, 0 },
  { DOMO_ERROR_ADDRESS_BLOCKED, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, R,
    "action-unavailable-symbolic", "Your Address Is Not on the Allow List",
    "acme takes sign-ins from listed addresses only. Ask an administrator of acme to add yours, or "
    "use the company network.",
    VST_REMEDY_COPY_TEXT, "Copy Request",
    "My address is not on the allow list of acme. Could you add it?", 0, 0 },
  { DOMO_ERROR_INVALID_INSTANCE, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 403, R, REFUSED,
    "There Is No Instance “acme”",
    "Domo answers, but has no instance of that name. Compare it with the address in your browser.",
    VST_REMEDY_OPEN_URI, "Open in Browser", "https://acme.domo.com", VST_FIELD_INSTANCE,
    VST_FIELD_INSTANCE },
  { DOMO_ERROR_INVALID_INSTANCE, 0, ACCESS_TOKEN, "who_am_i", "127.0.0.1:8080", NULL, NULL, 403, R,
    REFUSED, "There Is No Instance “127.0.0.1:8080”",
    "Domo answers, but has no instance of that name. Compare it with the address in your browser.",
    VST_REMEDY_OPEN_URI, "Open in Browser", "http://127.0.0.1:8080", VST_FIELD_INSTANCE,
    VST_FIELD_INSTANCE },
  { DOMO_ERROR_INVALID_INSTANCE, DOMO_REASON_OTHER_INSTANCE, CLIENT, "get_developer_auth", ACME,
    NULL, NULL, 200, R, REFUSED, "The Client Belongs to “acme”",
    "Domo let it in, but to another instance than the one that was given.", VST_REMEDY_NONE, NULL,
    NULL, 0, 0 },
  { DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, R,
    REFUSED, "Domo Gave No Token",
    "It answered without one. That is seen where sign-in is by single sign-on only. Ask to be put "
    "on "
    "the direct sign-on list, or use an access token.",
    VST_REMEDY_USE_ACCESS_TOKEN, "Use Access Token", NULL, 0, 0 },
  { DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, 0, CLIENT, "get_developer_auth", "api.domo.com", NULL,
    NULL, 200, R, REFUSED, "Domo Gave No Token", "It answered without one.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, 0, 0 },
  { DOMO_ERROR_SECOND_FACTOR_REQUIRED, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, S,
    "dialog-password-symbolic", "One More Step",
    "Domo wants a second factor, but gave nothing to continue with. An access token gets in "
    "without "
    "one.",
    VST_REMEDY_USE_ACCESS_TOKEN, "Use Access Token", NULL, 0, 0 },
  { DOMO_ERROR_INVALID_AUTH_TYPE, 0, ACCESS_TOKEN, "who_am_i", ACME, NULL, NULL, 0, R, REFUSED,
    "Another Kind of Token Is Needed",
    "This asks for a session or access token; a bearer token works for api.domo.com only. Nothing "
    "was "
    "sent.",
    VST_REMEDY_USE_PASSWORD, "Use Password", NULL, VST_FIELD_ACCESS_TOKEN, VST_FIELD_ACCESS_TOKEN },
  { DOMO_ERROR_AUTH, 0, PASSWORD, "get_full_auth", ACME, NULL, "PASSWORD <b>EXPIRED</b>", 200, R,
    REFUSED, "Domo Refused the Sign-In", "Its words: “PASSWORD <b>EXPIRED</b>”.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, 0, 0 },
  { DOMO_ERROR_AUTH, 0, PASSWORD, "who_am_i", ACME, NULL, "Not Found", 404, R, REFUSED,
    "Domo Refused the Sign-In", "It answered with status 404 Not Found.", VST_REMEDY_COPY_DETAILS,
    "Copy Details", NULL, 0, 0 },
  { DOMO_ERROR_AUTH, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, R, REFUSED,
    "Domo Refused the Sign-In", "It gave no reason.", VST_REMEDY_COPY_DETAILS, "Copy Details", NULL,
    0, 0 },
};

static const Row blocked[] = {
  { DOMO_ERROR_CONNECTION, DOMO_REASON_OFFLINE, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    NETWORK, "This Computer Is Offline", "Nothing was sent. Try again when the network is back.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_HOST_NOT_FOUND, 0, PASSWORD, "get_full_auth", "acm.domo.com", NULL, NULL, 0, B,
    NETWORK, "There Is No Host “acm.domo.com”",
    "Check the spelling of the instance. In a company network, check the VPN.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_HOST_NOT_FOUND, 0, CLIENT, "get_developer_auth", "api.domo.com", NULL, NULL, 0, B,
    NETWORK, "There Is No Host “api.domo.com”", "In a company network, check the VPN.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_HOST_NOT_FOUND, 0, CLIENT, "get_developer_auth", "localhost:8080", NULL, NULL, 0, B,
    NETWORK, "There Is No Host “localhost:8080”",
    "Check the spelling of the instance. In a company network, check the VPN.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_TIMEOUT, DOMO_REASON_NAME_SERVER, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    NETWORK, "The Name Server Does Not Answer",
    "acme.domo.com could not be looked up. That is about this network, not about Domo.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_CONNECTION, DOMO_REASON_REFUSED, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    NETWORK, "acme.domo.com Refused the Connection",
    "A computer is there, but nothing listens on port 443. A firewall or a wrong host is likely.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_CONNECTION, DOMO_REASON_REFUSED, PASSWORD, "get_full_auth", "[::1]:8080", NULL, NULL,
    0, B, NETWORK, "[::1]:8080 Refused the Connection",
    "A computer is there, but nothing listens on port 8080. A firewall or a wrong host is likely.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    NETWORK, "The Connection Broke Off", "The answer was not whole. Domo may have counted the try.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_CONNECTION, DOMO_REASON_UNREACHABLE, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0,
    B, NETWORK, "acme.domo.com Cannot Be Reached",
    "No way leads there from this network. In a company network, check the VPN. Nothing was sent.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_TIMEOUT, DOMO_REASON_CONNECT, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    NETWORK, "acme.domo.com Does Not Answer", "No connection in 10~s; a firewall may swallow it.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_TIMEOUT, DOMO_REASON_ANSWER, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    NETWORK, "acme.domo.com Is Slow", "Connected, but no whole answer in 30~s.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_TLS, DOMO_REASON_AUTHORITY, PASSWORD, "get_full_auth", ACME, "Acme Proxy CA", NULL,
    0, B, TLS, "The Certificate Is Not Trusted",
    "acme.domo.com showed a certificate from “Acme Proxy CA”, which this computer does not know. A "
    "company proxy often does that. Nothing secret was sent.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, 0, 0 },
  { DOMO_ERROR_TLS, DOMO_REASON_WRONG_HOST, PASSWORD, "get_full_auth", ACME,
    "other.example, another.example", NULL, 0, B, TLS, "The Certificate Is for Another Host",
    "acme.domo.com showed one for other.example, another.example. The instance is misspelt, or "
    "somebody is in between. Nothing secret was sent.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_TLS, DOMO_REASON_WRONG_HOST, CLIENT, "get_developer_auth", "api.domo.com",
    "other.example", NULL, 0, B, TLS, "The Certificate Is for Another Host",
    "api.domo.com showed one for other.example. Somebody may be in between. Nothing secret was "
    "sent.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, 0, 0 },
  { DOMO_ERROR_TLS, DOMO_REASON_NO_COMMON_WAY, PASSWORD, "get_full_auth", ACME, NULL, NULL, 0, B,
    TLS, "No Secure Connection",
    "acme.domo.com and this computer found no common way. Nothing secret was sent.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_PROXY, DOMO_REASON_PROXY_SILENT, PASSWORD, "get_full_auth", ACME,
    "proxy.acme.com:3128", NULL, 0, B, NETWORK, "The Proxy Does Not Answer",
    "proxy.acme.com:3128 comes from the system’s settings.", VST_REMEDY_TRY_AGAIN, "Try Again",
    NULL, 0, 0 },
  { DOMO_ERROR_PROXY, DOMO_REASON_PROXY_PASSWORD, PASSWORD, "get_full_auth", ACME,
    "proxy.acme.com:3128", NULL, 407, B, NETWORK, "The Proxy Wants a Password",
    "proxy.acme.com:3128 comes from the system’s settings.", VST_REMEDY_TRY_AGAIN, "Try Again",
    NULL, 0, 0 },
  { DOMO_ERROR_PROXY, DOMO_REASON_PROXY_REFUSED, PASSWORD, "get_full_auth", ACME,
    "proxy.acme.com:3128", NULL, 403, B, NETWORK, "The Proxy Refuses",
    "proxy.acme.com:3128 answered with status 403 when it was asked for acme.domo.com. It comes "
    "from "
    "the system’s settings.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_REDIRECTED, 0, PASSWORD, "get_full_auth", ACME, "globex.domo.com", NULL, 302, B,
    SERVER, "Domo Points to Another Address",
    "acme.domo.com sends on to globex.domo.com. That is never followed, since the secret would go "
    "along. If it is your instance, use it.",
    VST_REMEDY_USE_INSTANCE, "Use globex.domo.com", "globex.domo.com", VST_FIELD_INSTANCE,
    VST_FIELD_INSTANCE },
  { DOMO_ERROR_REDIRECTED, 0, PASSWORD, "get_full_auth", ACME, ACME, NULL, 302, B, SERVER,
    "Domo Points to Another Address",
    "acme.domo.com sends on to acme.domo.com. That is never followed, since the secret would go "
    "along.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_REDIRECTED, 0, CLIENT, "get_developer_auth", "api.domo.com", "evil.example", NULL,
    302, B, SERVER, "Domo Points to Another Address",
    "api.domo.com sends on to evil.example. That is never followed, since the secret would go "
    "along.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, 0, 0 },
  { DOMO_ERROR_SERVER, 0, PASSWORD, "get_full_auth", ACME, NULL, NULL, 503, B, SERVER,
    "Domo Has Trouble", "It answered with status 503. That is not about your password.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_SERVER, 0, ACCESS_TOKEN, "who_am_i", ACME, NULL, NULL, 500, B, SERVER,
    "Domo Has Trouble", "It answered with status 500. That is not about your access token.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_BAD_REPLY, DOMO_REASON_NOT_JSON, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, B,
    SERVER, "This Is Not an Answer of Domo’s",
    "acme.domo.com sent a web page where data was due. A proxy or a wrong instance is likely.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, VST_FIELD_INSTANCE, VST_FIELD_INSTANCE },
  { DOMO_ERROR_BAD_REPLY, DOMO_REASON_TOO_BIG, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, B,
    SERVER, "The Answer Is Too Long", "More than 1~MiB, refused.", VST_REMEDY_TRY_AGAIN,
    "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_BAD_REPLY, DOMO_REASON_CUT_SHORT, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200,
    B, SERVER, "The Answer Was Cut Short", "It ended early.", VST_REMEDY_TRY_AGAIN, "Try Again",
    NULL, 0, 0 },
  { DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, PASSWORD, "get_full_auth", ACME, NULL, NULL, 200, B,
    SERVER, "The Answer Cannot Be Read", "It differs from what Vestibule knows.",
    VST_REMEDY_COPY_DETAILS, "Copy Details", NULL, 0, 0 },
};

/* Of a sign-in that went on. */
static const Row keyring[] = {
  { DOMO_ERROR_KEYRING_ABSENT, 0, PASSWORD, NULL, NULL, NULL, NULL, 0, S,
    "dialog-password-symbolic", "No Keyring on This Computer",
    "No keyring service is running, so nothing can be kept. You can sign in for this session; the "
    "token is gone when the window closes.",
    VST_REMEDY_GET_KEYRING, "How to Get One", NULL, 0, 0 },
  { DOMO_ERROR_KEYRING_LOCKED, 0, PASSWORD, NULL, NULL, NULL, NULL, 0, S,
    "dialog-password-symbolic", "The Keyring Is Locked",
    "You are signed in; the token is not stored yet.", VST_REMEDY_UNLOCK, "Unlock…", NULL, 0, 0 },
  { DOMO_ERROR_KEYRING_DISMISSED, 0, PASSWORD, NULL, NULL, NULL, NULL, 0, S,
    "dialog-password-symbolic", "The Keyring Stays Locked",
    "The token is kept for this session only.", VST_REMEDY_UNLOCK, "Unlock…", NULL, 0, 0 },
  { DOMO_ERROR_KEYRING, 0, PASSWORD, NULL, NULL, NULL, "disk <b>full</b>", 0, B, SERVER,
    "The Keyring Could Not Store It",
    "Its words: “disk <b>full</b>”. The token is kept for this session; nothing older was lost.",
    VST_REMEDY_STORE, "Try Again", NULL, 0, 0 },
  { DOMO_ERROR_KEYRING, 0, PASSWORD, NULL, NULL, NULL, NULL, 0, B, SERVER,
    "The Keyring Could Not Store It", "The token is kept for this session; nothing older was lost.",
    VST_REMEDY_STORE, "Try Again", NULL, 0, 0 },
};
/* clang-format on */

static GError *
make_error (const Row *row)
{
  GError *error = domo_error_new (row->code, row->reason, row->message);
  g_autoptr (DomoInstance) instance = row->host ? domo_instance_new (row->host, NULL) : NULL;

  domo_error_set_origin (error, row->function, instance ? domo_instance_get_name (instance) : NULL,
                         row->host);
  domo_error_set_status (error, row->status);
  domo_error_set_detail (error, row->detail);
  return error;
}

static char *
with_no_break_spaces (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "~", -1);

  return g_strjoinv ("\u00a0", parts);
}

static void
check_rows (const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    const Row *row = &rows[i];
    g_autoptr (GError) error = make_error (row);
    g_autoptr (VstAdvice) advice = vst_advice_new (error, row->method, NULL);
    g_autofree char *remedy = with_no_break_spaces (row->remedy);

    g_assert_cmpstr (vst_advice_get_title (advice), ==, row->title);
    g_assert_cmpstr (vst_advice_get_remedy (advice), ==, remedy);
    g_assert_cmpint (vst_advice_get_kind (advice), ==, row->kind);
    g_assert_cmpstr (vst_advice_get_icon_name (advice), ==, row->icon);
    g_assert_cmpint (vst_advice_get_action (advice), ==, row->action);
    g_assert_cmpstr (vst_advice_get_button (advice), ==, row->button);
    g_assert_cmpstr (vst_advice_get_target (advice), ==, row->target);
    g_assert_cmpuint (vst_advice_get_fields (advice), ==, row->fields);
    g_assert_cmpuint (vst_advice_get_focus (advice), ==, row->focus);
    g_assert_cmpuint (vst_advice_get_wait (advice), ==, 0);
    g_assert_null (vst_advice_get_extra (advice));
  }
}

static void
test_refused (void)
{
  check_rows (refused, G_N_ELEMENTS (refused));
}

static void
test_blocked (void)
{
  check_rows (blocked, G_N_ELEMENTS (blocked));
}

static void
test_keyring (void)
{
  check_rows (keyring, G_N_ELEMENTS (keyring));
}

static void
check_whole (VstAdvice *advice)
{
  VstRemedy action = vst_advice_get_action (advice);
  VstFields fields = vst_advice_get_fields (advice);
  VstFields focus = vst_advice_get_focus (advice);
  gboolean needs_target = action == VST_REMEDY_OPEN_URI || action == VST_REMEDY_COPY_TEXT ||
                          action == VST_REMEDY_USE_INSTANCE;

  g_assert_cmpstr (vst_advice_get_title (advice), !=, "");
  g_assert_cmpstr (vst_advice_get_remedy (advice), !=, "");
  g_assert_null (strstr (vst_advice_get_title (advice), "(null)"));
  g_assert_null (strstr (vst_advice_get_remedy (advice), "(null)"));
  g_assert_true (g_str_has_suffix (vst_advice_get_icon_name (advice), "-symbolic"));
  g_assert_cmpint (vst_advice_get_button (advice) != NULL, ==, action != VST_REMEDY_NONE);
  g_assert_cmpint (vst_advice_get_target (advice) != NULL, ==, needs_target);
  g_assert_cmpuint (focus & fields, ==, focus);
  g_assert_cmpint (focus != 0, ==, fields != 0);
  g_assert_true (g_str_has_prefix (vst_advice_get_details (advice), "🛑  "));
}

/* Whatever is missing in an error, the card is whole, and none but one code is called a refused
 * credential. */
static void
test_nothing_known (void)
{
  for (int code = 0; code < DOMO_N_ERRORS; code++) {
    for (int reason = DOMO_REASON_NONE; reason <= DOMO_REASON_OTHER_INSTANCE; reason++) {
      for (int method = PASSWORD; method <= ACCESS_TOKEN; method++) {
        g_autoptr (GError) error = domo_error_new (code, reason, NULL);
        g_autoptr (VstAdvice) advice = vst_advice_new (error, method, NULL);

        check_whole (advice);
        g_assert_cmpint (g_str_has_prefix (vst_advice_get_title (advice), "Domo Refused This"), ==,
                         code == DOMO_ERROR_INVALID_CREDENTIALS);
      }
    }
  }
}

static void
test_not_yet_asked (void)
{
  g_autoptr (GError) input = domo_error_new (DOMO_ERROR_INPUT, 0, NULL);
  g_autoptr (GError) missing = domo_error_new (DOMO_ERROR_NOT_FOUND, 0, NULL);
  g_autoptr (VstAdvice) for_input = vst_advice_new (input, PASSWORD, NULL);
  g_autoptr (VstAdvice) for_missing = vst_advice_new (missing, PASSWORD, NULL);

  g_assert_cmpint (vst_advice_get_kind (for_input), ==, S);
  g_assert_cmpstr (vst_advice_get_title (for_input), ==, "This Cannot Be Used as It Is");
  g_assert_cmpint (vst_advice_get_kind (for_missing), ==, S);
  g_assert_cmpstr (vst_advice_get_title (for_missing), ==, "There Is No Such Account");
}

static void
test_code_wanted (void)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("session", -1);
  g_autoptr (DomoToken) pending = domo_token_new (DOMO_TOKEN_SESSION, secret);
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_SECOND_FACTOR_REQUIRED, 0, NULL);
  g_autoptr (VstAdvice) advice = NULL;

  domo_error_set_pending (error, pending, 1893952720);
  advice = vst_advice_new (error, PASSWORD, NULL);

  g_assert_cmpint (vst_advice_get_kind (advice), ==, S);
  g_assert_cmpstr (vst_advice_get_title (advice), ==, "One More Step");
  g_assert_cmpstr (vst_advice_get_remedy (advice), ==, "Domo also wants a one-time code.");
  g_assert_cmpstr (vst_advice_get_button (advice), ==, "Continue");
  g_assert_cmpint (vst_advice_get_action (advice), ==, VST_REMEDY_ENTER_CODE);
  g_assert_cmpuint (vst_advice_get_focus (advice), ==, VST_FIELD_CODE);
}

/* In practice every page is the practice instance's. */
static void
test_practice (void)
{
  static const struct {
    DomoError code;
    DomoMethod method;
    const char *target;
  } rows[] = {
    { DOMO_ERROR_INVALID_CREDENTIALS, PASSWORD,
      "http://127.0.0.1:4711/auth/index?domoManualLogin=true" },
    { DOMO_ERROR_INVALID_CREDENTIALS, ACCESS_TOKEN,
      "http://127.0.0.1:4711/admin/security/accesstokens" },
    { DOMO_ERROR_INVALID_INSTANCE, PASSWORD, "http://127.0.0.1:4711" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = domo_error_new (rows[i].code, 0, NULL);
    g_autoptr (VstAdvice) advice = NULL;

    domo_error_set_origin (error, "get_full_auth", "acme", ACME);
    advice = vst_advice_new (error, rows[i].method, "http://127.0.0.1:4711");
    g_assert_cmpstr (vst_advice_get_target (advice), ==, rows[i].target);
  }
}

static void
test_certificate_dates (void)
{
  static const struct {
    DomoReason reason;
    const char *title;
  } rows[] = {
    { DOMO_REASON_EXPIRED, "The Certificate Has Expired" },
    { DOMO_REASON_NOT_YET_VALID, "The Certificate Is Not Valid Yet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = domo_error_new (DOMO_ERROR_TLS, rows[i].reason, NULL);
    g_autofree char *clock = vst_words_date (domo_error_get_info (error)->time / 1000);
    g_autofree char *expected =
        g_strdup_printf ("It is good from 1 Jan 2001, 00:00 to 1 Jan 2002, 00:00; this computer’s "
                         "clock says %s. Nothing secret was sent.",
                         clock);
    g_autoptr (VstAdvice) advice = NULL;

    domo_error_set_validity (error, 978307200, 1009843200);
    advice = vst_advice_new (error, PASSWORD, NULL);
    g_assert_cmpstr (vst_advice_get_title (advice), ==, rows[i].title);
    g_assert_cmpstr (vst_advice_get_remedy (advice), ==, expected);
    g_assert_cmpint (vst_advice_get_action (advice), ==, VST_REMEDY_COPY_DETAILS);
  }
}

static void
test_proxy_source (void)
{
  static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = domo_error_new (DOMO_ERROR_PROXY, DOMO_REASON_PROXY_SILENT, NULL);
    g_autofree char *expected =
        g_strdup_printf ("proxy:3128 comes from the environment variable %s.", names[i]);
    g_autoptr (VstAdvice) advice = NULL;

    domo_error_set_detail (error, "proxy:3128");
    g_setenv (names[i], "http://proxy:3128", TRUE);
    advice = vst_advice_new (error, PASSWORD, NULL);
    g_unsetenv (names[i]);
    g_assert_cmpstr (vst_advice_get_remedy (advice), ==, expected);
  }
}

static void
test_rate_limit (void)
{
  static const struct {
    guint after;
    guint passed;
    const char *remedy;
  } rows[] = {
    { 0, 0, "Too many requests came from here. Try again in a moment." },
    { 0, 7, "Too many requests came from here. Try again in a moment." },
    { 43, 0, "Too many requests came from here. Try again in 43~s." },
    { 43, 42, "Too many requests came from here. Try again in 1~s." },
    { 43, 43, "Too many requests came from here. Try again now." },
    { 43, 50, "Too many requests came from here. Try again now." },
    { 121, 0, "Too many requests came from here. Try again in 3~min." },
    { 121, 1, "Too many requests came from here. Try again in 120~s." },
    { 7201, 0, "Too many requests came from here. Try again in 3~h." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = domo_error_new (DOMO_ERROR_RATE_LIMITED, 0, NULL);
    g_autofree char *expected = with_no_break_spaces (rows[i].remedy);
    g_autofree char *remedy = NULL;
    g_autoptr (VstAdvice) advice = NULL;

    domo_error_set_retry_after (error, rows[i].after);
    advice = vst_advice_new (error, PASSWORD, NULL);
    remedy = vst_advice_dup_remedy_after (advice, rows[i].passed);

    g_assert_cmpstr (vst_advice_get_title (advice), ==, "Domo Asks for a Pause");
    g_assert_cmpint (vst_advice_get_action (advice), ==, VST_REMEDY_TRY_AGAIN);
    g_assert_cmpuint (vst_advice_get_wait (advice), ==, rows[i].after);
    g_assert_cmpstr (remedy, ==, expected);
  }
}

static void
test_details (void)
{
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_INVALID_INSTANCE, 0, "Forbidden");
  g_autoptr (GDateTime) date =
      g_date_time_new_from_unix_local (domo_error_get_info (error)->time / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (date, "%-e %b %Y, %H:%M:%S");
  g_autofree char *expected = g_strconcat ("🛑  InvalidInstanceError 🛑 - function: "
                                           "get_full_auth || status 403 || Forbidden at acm\n",
                                           time, NULL);
  g_autofree char *with_id = g_strconcat (expected, " · request 4f2a", NULL);
  g_autoptr (VstAdvice) before = NULL;
  g_autoptr (VstAdvice) after = NULL;

  domo_error_set_origin (error, "get_full_auth", "acm", "acm.domo.com");
  domo_error_set_status (error, 403);
  before = vst_advice_new (error, PASSWORD, NULL);
  domo_error_set_request_id (error, "4f2a");
  after = vst_advice_new (error, PASSWORD, NULL);

  g_assert_cmpstr (vst_advice_get_details (before), ==, expected);
  g_assert_cmpstr (vst_advice_get_details (after), ==, with_id);
}

static void
test_foreign_error (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "no\nsuch file");
  g_autoptr (VstAdvice) advice = vst_advice_new (error, PASSWORD, NULL);

  g_assert_cmpint (vst_advice_get_kind (advice), ==, B);
  g_assert_cmpstr (vst_advice_get_title (advice), ==, "The Answer Cannot Be Read");
  g_assert_cmpstr (vst_advice_get_remedy (advice), ==, "no such file");
  g_assert_cmpint (vst_advice_get_action (advice), ==, VST_REMEDY_COPY_DETAILS);
  g_assert_true (g_str_has_prefix (vst_advice_get_details (advice), "no such file\n"));
}

int
main (int argc, char *argv[])
{
  static const char *const proxies[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

  g_setenv ("TZ", "UTC", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (proxies); i++)
    g_unsetenv (proxies[i]);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vst-advice/refused", test_refused);
  g_test_add_func ("/vst-advice/blocked", test_blocked);
  g_test_add_func ("/vst-advice/keyring", test_keyring);
  g_test_add_func ("/vst-advice/nothing-known", test_nothing_known);
  g_test_add_func ("/vst-advice/not-yet-asked", test_not_yet_asked);
  g_test_add_func ("/vst-advice/code-wanted", test_code_wanted);
  g_test_add_func ("/vst-advice/practice", test_practice);
  g_test_add_func ("/vst-advice/certificate-dates", test_certificate_dates);
  g_test_add_func ("/vst-advice/proxy-source", test_proxy_source);
  g_test_add_func ("/vst-advice/rate-limit", test_rate_limit);
  g_test_add_func ("/vst-advice/details", test_details);
  g_test_add_func ("/vst-advice/foreign-error", test_foreign_error);

  return g_test_run ();
}
