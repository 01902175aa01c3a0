/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-advice.h"

#include "account-fixture.h"
#include "domo-error.h"
#include "domo-profile.h"
#include "vst-account-opener.h"

#define R VST_ADVICE_REFUSED
#define B VST_ADVICE_BLOCKED
#define S VST_ADVICE_STEP

#define PASSWORD DOMO_METHOD_PASSWORD
#define CLIENT DOMO_METHOD_CLIENT
#define ACCESS_TOKEN DOMO_METHOD_ACCESS_TOKEN

#define REFUSED "dialog-error-symbolic"
#define ENDED "vst-ended-symbolic"
#define KEY "dialog-password-symbolic"
#define TROUBLE "dialog-warning-symbolic"

/* 15 Jan 2027, 08:00 UTC */
#define NOW G_GINT64_CONSTANT (1800000000000)
#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)

#define PRIYA G_GINT64_CONSTANT (1893952721)

/* ------------------------------------------------------------------------------------- one table
 */

typedef struct {
  const char *name;
  DomoMethod method;
  GQuark (*domain) (void);
  int code;
  const char *function; /* nullable: of a DomoError */
  const char *message;  /* nullable */
  gint64 expires;
  gint64 checked;

  VstAdviceKind kind;
  const char *icon;
  const char *title;
  const char *remedy;
  VstRemedy action;
  const char *button;
  const char *target;
  VstFields fields;
} Row;

/* clang-format off: one cause each */
static const Row rows[] = {
  { "password-refused", PASSWORD, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS, "get_full_auth",
    NULL, NOW - HOUR, NOW - DAY, R, REFUSED, "Domo Refused This User Name or Password",
    "The password was probably changed. It worked last on 14 Jan 2027, 08:00. It is not tried "
    "again by itself, so nothing here can lock the account.",
    VST_REMEDY_SIGN_IN_AGAIN, "Enter Password", NULL, VST_FIELD_PASSWORD },
  { "password-refused-never-checked", PASSWORD, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS,
    "get_full_auth", NULL, NOW - HOUR, 0, R, REFUSED, "Domo Refused This User Name or Password",
    "The password was probably changed. It is not tried again by itself, so nothing here can lock "
    "the account.",
    VST_REMEDY_SIGN_IN_AGAIN, "Enter Password", NULL, VST_FIELD_PASSWORD },
  { "password-refused-before", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_REFUSED, NULL, NULL,
    NOW - HOUR, NOW - DAY, R, REFUSED, "Domo Refused This User Name or Password",
    "The password was probably changed. It worked last on 14 Jan 2027, 08:00. It is not tried "
    "again by itself, so nothing here can lock the account.",
    VST_REMEDY_SIGN_IN_AGAIN, "Enter Password", NULL, VST_FIELD_PASSWORD },
  { "client-refused", CLIENT, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS,
    "get_developer_auth", NULL, NOW - HOUR, NOW - DAY, R, REFUSED, "Domo Refused This Client",
    "The ID or the secret is wrong, or the client was deleted. Domo shows a secret once; make a "
    "new one if it is lost.",
    VST_REMEDY_SIGN_IN_AGAIN, "Enter Secret Again", NULL,
    VST_FIELD_CLIENT_ID | VST_FIELD_CLIENT_SECRET },
  { "access-token-refused", ACCESS_TOKEN, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS,
    "who_am_i", NULL, 0, NOW - DAY, R, REFUSED, "Domo Refused This Access Token",
    "It has ended or was revoked. Only a new one helps; Domo shows it once, when it is made.",
    VST_REMEDY_OPEN_URI, "Open Access Tokens", "https://acme.domo.com/admin/security/accesstokens",
    VST_FIELD_ACCESS_TOKEN },
  { "session-ended-early", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_ENDED_EARLY, NULL, NULL,
    NOW + HOUR, NOW - DAY, S, ENDED, "Domo Ended This Session",
    "It should have lasted until today at 09:00. Sign in again.", VST_REMEDY_SIGN_IN_AGAIN,
    "Sign In Again", NULL, VST_FIELD_PASSWORD },
  { "bearer-token-ended-early", CLIENT, vst_open_error_quark, VST_OPEN_ERROR_ENDED_EARLY, NULL,
    NULL, NOW + DAY, NOW - DAY, S, ENDED, "Domo Ended This Session",
    "It should have lasted until tomorrow at 08:00. Sign in again.", VST_REMEDY_SIGN_IN_AGAIN,
    "Sign In Again", NULL, VST_FIELD_CLIENT_SECRET },
  { "ended-early-end-unknown", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_ENDED_EARLY, NULL,
    NULL, 0, 0, S, ENDED, "Domo Ended This Session", "Its token is no longer taken. Sign in again.",
    VST_REMEDY_SIGN_IN_AGAIN, "Sign In Again", NULL, VST_FIELD_PASSWORD },
  { "session-refused-in-a-check", PASSWORD, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS,
    "who_am_i", NULL, NOW + HOUR, NOW, S, ENDED, "Domo Ended This Session",
    "It should have lasted until today at 09:00. Sign in again.", VST_REMEDY_SIGN_IN_AGAIN,
    "Sign In Again", NULL, VST_FIELD_PASSWORD },
  { "session-ended", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_ENDED, NULL, NULL, NOW - HOUR,
    NOW - DAY, S, ENDED, "The Session Has Ended",
    "It lasted until today at 07:00. The password was not kept, so it has to be typed.",
    VST_REMEDY_NONE, NULL, NULL, VST_FIELD_PASSWORD },
  { "session-ended-end-unknown", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_ENDED, NULL, NULL,
    0, NOW - DAY, S, ENDED, "The Session Has Ended",
    "The password was not kept, so it has to be typed.", VST_REMEDY_NONE, NULL, NULL,
    VST_FIELD_PASSWORD },
  { "bearer-token-ended", CLIENT, vst_open_error_quark, VST_OPEN_ERROR_ENDED, NULL, NULL, NOW - DAY,
    NOW - DAY, S, ENDED, "The Session Has Ended",
    "It lasted until yesterday at 08:00. The secret was not kept, so it has to be typed.",
    VST_REMEDY_NONE, NULL, NULL, VST_FIELD_CLIENT_SECRET },
  { "access-token-ended", ACCESS_TOKEN, vst_open_error_quark, VST_OPEN_ERROR_ENDED, NULL, NULL,
    NOW - DAY, NOW - DAY, S, ENDED, "This Access Token Has Ended",
    "It lasted until yesterday at 08:00. Only a new one helps; Domo shows it once, when it is "
    "made.",
    VST_REMEDY_OPEN_URI, "Open Access Tokens", "https://acme.domo.com/admin/security/accesstokens",
    VST_FIELD_ACCESS_TOKEN },
  { "host-never-allowed", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_HOST, NULL, NULL,
    NOW + HOUR, 0, S, "dialog-information-symbolic", "acme.domo.com Was Never Allowed",
    "It is not an address of Domo’s own, so nothing was sent. Sign in again to decide about it.",
    VST_REMEDY_SIGN_IN_AGAIN, "Sign In Again", NULL, VST_FIELD_PASSWORD },
  { "account-locked", PASSWORD, domo_error_quark, DOMO_ERROR_ACCOUNT_LOCKED, "get_full_auth", NULL,
    NOW - HOUR, 0, R, "changes-prevent-symbolic", "Domo Has Locked This Account",
    "Ask an administrator of acme.", VST_REMEDY_COPY_TEXT, "Copy Request",
    "Domo has locked my account at acme. Could you unlock it?", VST_FIELD_USER_NAME },
  { "code-wanted", PASSWORD, domo_error_quark, DOMO_ERROR_SECOND_FACTOR_REQUIRED, "get_full_auth",
    NULL, NOW - HOUR, 0, S, KEY, "One More Step",
    "Domo also wants a one-time code. Sign in again to enter it.", VST_REMEDY_SIGN_IN_AGAIN,
    "Sign In Again", NULL, VST_FIELD_PASSWORD },
  { "not-whole", PASSWORD, domo_error_quark, DOMO_ERROR_INPUT, NULL, NULL, NOW + HOUR, 0, S,
    "dialog-information-symbolic", "This Cannot Be Used as It Is",
    "What is kept of it is not whole. Nothing was sent. Sign in again.", VST_REMEDY_SIGN_IN_AGAIN,
    "Sign In Again", NULL, VST_FIELD_PASSWORD },
  { "no-keyring", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING_ABSENT, NULL, NULL, NOW + HOUR, 0,
    S, KEY, "No Keyring on This Computer",
    "No keyring service is running, so what is kept cannot be read. You can sign in for this "
    "session; the token is gone when the window closes.",
    VST_REMEDY_GET_KEYRING, "How to Get One", NULL, 0 },
  { "keyring-locked", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING_LOCKED, NULL, NULL, NOW + HOUR,
    0, S, KEY, "The Keyring Is Locked", "Tokens and passwords stay closed until you unlock it.",
    VST_REMEDY_UNLOCK, "Unlock…", NULL, 0 },
  { "keyring-stays-locked", CLIENT, domo_error_quark, DOMO_ERROR_KEYRING_DISMISSED, NULL, NULL,
    NOW + HOUR, 0, S, KEY, "The Keyring Stays Locked",
    "Tokens and passwords stay closed until you unlock it.", VST_REMEDY_UNLOCK, "Unlock…", NULL,
    0 },
  { "keyring-failed", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING, NULL, "disk\nfull",
    NOW + HOUR, 0, B, TROUBLE, "The Keyring Could Not Be Read",
    "Its words: “disk full”. Nothing in it was changed.", VST_REMEDY_TRY_AGAIN, "Try Again", NULL,
    0 },
  { "keyring-failed-without-words", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING, NULL, NULL,
    NOW + HOUR, 0, B, TROUBLE, "The Keyring Could Not Be Read", "Nothing in it was changed.",
    VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0 },
  { "timeout-names-the-host-of-the-record", PASSWORD, domo_error_quark, DOMO_ERROR_TIMEOUT, NULL,
    NULL, NOW + HOUR, 0, B, "vst-unreachable-symbolic", "acme.domo.com Is Slow",
    "Connected, but no whole answer in 30\u00a0s.", VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0 },
  { "a-client-asks-the-platform", CLIENT, domo_error_quark, DOMO_ERROR_HOST_NOT_FOUND, NULL, NULL,
    NOW + HOUR, 0, B, "vst-unreachable-symbolic", "There Is No Host “api.domo.com”",
    "In a company network, check the VPN.", VST_REMEDY_TRY_AGAIN, "Try Again", NULL, 0 },
  { "other-form-remedies-stay", PASSWORD, domo_error_quark, DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED,
    "get_full_auth", NULL, NOW + HOUR, 0, R, REFUSED, "Domo Gave No Token",
    "It answered without one. That is seen where sign-in is by single sign-on only. Ask to be put "
    "on the direct sign-on list, or use an access token.",
    VST_REMEDY_USE_ACCESS_TOKEN, "Use Access Token", NULL, 0 },
};
/* clang-format on */

static GError *
make_error (const Row *row)
{
  GError *error;

  if (row->domain != domo_error_quark)
    return g_error_new_literal (row->domain (), row->code, "why it is not opened");
  error = domo_error_new ((DomoError)row->code, DOMO_REASON_NONE, row->message);
  domo_error_set_origin (error, row->function, NULL, NULL);
  return error;
}

static VstAccount *
make_account (DomoMethod method, gint64 expires, gint64 checked)
{
  g_autoptr (VstRecord) base = test_record ("a", method, "Jae Wilson", checked);
  g_autoptr (VstRecord) record = NULL;
  g_autoptr (VstItem) item = NULL;
  VstRecordFields fields = *vst_record_get (base);
  VstAccount *account;

  fields.expires = expires;
  record = vst_record_new (&fields);
  item = test_item (VST_ITEM_TOKEN, record, FALSE);
  account = vst_account_new (record);
  vst_account_set_item (account, TRUE, item);
  return account;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (VstAccount) account = make_account (row->method, row->expires, row->checked);
  g_autoptr (GError) error = make_error (row);
  g_autoptr (VstAdvice) advice = vst_advice_new_for_account (account, error, NULL, NOW);

  g_assert_nonnull (advice);
  g_assert_cmpstr (vst_advice_get_title (advice), ==, row->title);
  g_assert_cmpstr (vst_advice_get_remedy (advice), ==, row->remedy);
  g_assert_cmpint (vst_advice_get_kind (advice), ==, row->kind);
  g_assert_cmpstr (vst_advice_get_icon_name (advice), ==, row->icon);
  g_assert_cmpint (vst_advice_get_action (advice), ==, row->action);
  g_assert_cmpstr (vst_advice_get_button (advice), ==, row->button);
  g_assert_cmpstr (vst_advice_get_target (advice), ==, row->target);
  g_assert_cmpuint (vst_advice_get_fields (advice), ==, row->fields);
  g_assert_cmpint (vst_advice_get_focus (advice) != 0, ==, row->fields != 0);
  g_assert_null (vst_advice_get_extra (advice));
  g_assert_cmpstr (vst_advice_get_details (advice), !=, NULL);
}

/* What is shown of an account whose failure nobody has at hand any more. */
static void
test_known_to_account (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (VstAccount) account = make_account (row->method, row->expires, row->checked);
  g_autoptr (GError) error = make_error (row);
  g_autoptr (VstAdvice) advice = NULL;

  vst_account_set_error (account, error);
  advice = vst_advice_new_for_account (account, NULL, NULL, NOW);
  g_assert_cmpstr (vst_advice_get_title (advice), ==, row->title);
  g_assert_cmpstr (vst_advice_get_remedy (advice), ==, row->remedy);
}

/* -------------------------------------------------------------------------- what has no card */

static void
test_nothing_to_say (void)
{
  const struct {
    GQuark domain;
    int code;
  } quiet[] = {
    { VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (quiet); i++) {
    g_autoptr (VstAccount) account = make_account (PASSWORD, NOW + HOUR, 0);
    g_autoptr (GError) error = g_error_new_literal (quiet[i].domain, quiet[i].code, "words");

    g_assert_null (vst_advice_new_for_account (account, error, NULL, NOW));
    g_assert_null (vst_advice_new_for_account (account, NULL, NULL, NOW));
  }
}

/* While the person is asked, and after they said no, it is the refusal that counts. */
static void
test_asked (void)
{
  g_autoptr (VstAccount) account = make_account (PASSWORD, NOW + HOUR, 0);
  g_autoptr (GError) error =
      g_error_new_literal (VST_OPEN_ERROR, VST_OPEN_ERROR_ASK, "refused 2 times in a row");
  g_autoptr (VstAdvice) advice = vst_advice_new_for_account (account, error, NULL, NOW);

  g_assert_cmpstr (vst_advice_get_title (advice), ==, "Domo Refused This User Name or Password");
  g_assert_cmpstr (vst_advice_get_button (advice), ==, "Enter Password");
}

static void
test_over_by_itself (void)
{
  g_autoptr (VstAccount) account = make_account (PASSWORD, NOW - HOUR, 0);
  g_autoptr (VstAdvice) advice = vst_advice_new_for_account (account, NULL, NULL, NOW);

  g_assert_cmpstr (vst_advice_get_title (advice), ==, "The Session Has Ended");
}

static void
test_found_locked (void)
{
  g_autoptr (VstAccount) account = make_account (PASSWORD, NOW + HOUR, 0);
  g_autoptr (VstItem) item = test_item (VST_ITEM_TOKEN, vst_account_get_record (account), TRUE);
  g_autoptr (VstAdvice) advice = NULL;

  vst_account_set_item (account, TRUE, item);
  advice = vst_advice_new_for_account (account, NULL, NULL, NOW);
  g_assert_cmpstr (vst_advice_get_title (advice), ==, "The Keyring Is Locked");
}

/* ------------------------------------------------------------------------------ somebody else */

static VstSession *
make_other (const char *host, const char *name, gint64 id)
{
  g_autoptr (DomoInstance) instance = domo_instance_new (host, NULL);
  g_autoptr (DomoSecret) text = domo_secret_new ("token-2", -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_SESSION, text);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, bytes);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);

  if (name)
    domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup (name));
  if (id != 0)
    domo_profile_set_number (profile, DOMO_FIELD_ID, id);
  return vst_session_new_stored (PASSWORD, "jae@acme.example", NULL, instance, token, profile);
}

static void
test_somebody_else (void)
{
  static const struct {
    const char *host;
    const char *name;
    gint64 id;
    gint64 checked;
    const char *remedy;
    const char *extra;
  } others[] = {
    { "acme", "Priya Shah", PRIYA, NOW - DAY,
      "Until yesterday at 08:00 it was Jae Wilson (1893952720). Now Domo says Priya Shah "
      "(1893952721). Somebody may have replaced it. Nothing was changed here.",
      "Accept Priya Shah…" },
    { "acme", NULL, PRIYA, 0,
      "It was Jae Wilson (1893952720). Now Domo says 1893952721. Somebody may have replaced it. "
      "Nothing was changed here.",
      "Accept 1893952721…" },
    { "globex", "Jae Wilson", TEST_JAE, NOW - HOUR,
      "Until today at 07:00 it was Jae Wilson (1893952720) at acme. Now Domo says Jae Wilson "
      "(1893952720) at globex. Somebody may have replaced it. Nothing was changed here.",
      "Accept Jae Wilson…" },
    { "acme", NULL, 0, NOW - DAY,
      "Until yesterday at 08:00 it was Jae Wilson (1893952720). Now Domo says somebody without a "
      "name. Somebody may have replaced it. Nothing was changed here.",
      "Accept somebody without a name…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (VstAccount) account = make_account (PASSWORD, NOW + HOUR, others[i].checked);
    g_autoptr (VstSession) other = make_other (others[i].host, others[i].name, others[i].id);
    g_autoptr (GError) error =
        domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE, "another answers");

    for (int has_error = 0; has_error < 2; has_error++) {
      g_autoptr (VstAdvice) advice = NULL;

      vst_account_set_other (account, other);
      advice = vst_advice_new_for_account (account, has_error ? error : NULL, NULL, NOW);
      g_assert_cmpint (vst_advice_get_kind (advice), ==, R);
      g_assert_cmpstr (vst_advice_get_icon_name (advice), ==, TROUBLE);
      g_assert_cmpstr (vst_advice_get_title (advice), ==,
                       "This Token Now Answers as Somebody Else");
      g_assert_cmpstr (vst_advice_get_remedy (advice), ==, others[i].remedy);
      g_assert_cmpint (vst_advice_get_action (advice), ==, VST_REMEDY_SIGN_OUT);
      g_assert_cmpstr (vst_advice_get_button (advice), ==, "Sign Out");
      g_assert_cmpstr (vst_advice_get_extra (advice), ==, others[i].extra);
      g_assert_true (g_str_has_prefix (vst_advice_get_details (advice), "🛑  AuthError 🛑"));
    }
  }
}

/* -------------------------------------------------------------------------- the time, the pages */

/* What the token says of its end goes before what is written down. */
static void
test_end_of_session (void)
{
  g_autoptr (VstAccount) account = make_account (PASSWORD, NOW + DAY, 0);
  g_autoptr (VstSession) session = test_session (PASSWORD, "token-1", NOW + HOUR);
  g_autoptr (GError) error =
      g_error_new_literal (VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED_EARLY, "words");
  g_autoptr (VstAdvice) advice = NULL;

  vst_account_set_session (account, session);
  advice = vst_advice_new_for_account (account, error, NULL, NOW);
  g_assert_cmpstr (vst_advice_get_remedy (advice), ==,
                   "It should have lasted until today at 09:00. Sign in again.");
}

/* That a date is past which a person typed is no reason for another token. */
static void
test_typed_end (void)
{
  g_autoptr (VstAccount) account = make_account (ACCESS_TOKEN, NOW - HOUR, 0);

  g_assert_null (vst_advice_new_for_account (account, NULL, NULL, NOW));
}

static void
test_practice (void)
{
  g_autoptr (VstAccount) account = make_account (ACCESS_TOKEN, NOW - HOUR, 0);
  g_autoptr (GError) ended =
      g_error_new_literal (VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED, "the access token has ended");
  g_autoptr (VstAdvice) advice =
      vst_advice_new_for_account (account, ended, "http://127.0.0.1:4711", NOW);

  g_assert_cmpstr (vst_advice_get_target (advice), ==,
                   "http://127.0.0.1:4711/admin/security/accesstokens");
}

static void
test_details (void)
{
  g_autoptr (VstAccount) account = make_account (PASSWORD, NOW - HOUR, 0);
  g_autoptr (GError) open = g_error_new_literal (VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED, "it\nended");
  g_autoptr (GError) domo = domo_error_new (DOMO_ERROR_SERVER, DOMO_REASON_NONE, NULL);
  g_autoptr (VstAdvice) of_opening = NULL;
  g_autoptr (VstAdvice) of_domo = NULL;

  domo_error_set_status (domo, 503);
  of_opening = vst_advice_new_for_account (account, open, NULL, NOW);
  of_domo = vst_advice_new_for_account (account, domo, NULL, NOW);
  g_assert_cmpstr (vst_advice_get_details (of_opening), ==, "it ended\n15 Jan 2027, 08:00:00");
  g_assert_true (
      g_str_has_prefix (vst_advice_get_details (of_domo),
                        "🛑  ServerError 🛑 - status 503 || server error at acme\n"));
}

/* ----------------------------------------------------------------------------------- storing */

static void
test_storing (void)
{
  static const struct {
    DomoError code;
    const char *message;
    VstAdviceKind kind;
    const char *icon;
    const char *title;
    const char *remedy;
    VstRemedy action;
    const char *button;
  } stores[] = {
    { DOMO_ERROR_KEYRING_ABSENT, NULL, S, KEY, "No Keyring on This Computer",
      "No keyring service is running, so nothing can be kept. You are signed in; the token is gone "
      "when the window closes.",
      VST_REMEDY_GET_KEYRING, "How to Get One" },
    { DOMO_ERROR_KEYRING_LOCKED, NULL, S, KEY, "The Keyring Is Locked",
      "You are signed in; the token is not stored yet.", VST_REMEDY_UNLOCK, "Unlock…" },
    { DOMO_ERROR_KEYRING_DISMISSED, NULL, S, KEY, "The Keyring Stays Locked",
      "The token is kept for this session only.", VST_REMEDY_UNLOCK, "Unlock…" },
    { DOMO_ERROR_KEYRING, "disk full", B, TROUBLE, "The Keyring Could Not Store It",
      "Its words: “disk full”. The token is kept for this session; nothing older was lost.",
      VST_REMEDY_STORE, "Try Again" },
    { DOMO_ERROR_NOT_FOUND, "the item is gone", B, TROUBLE, "The Keyring Could Not Store It",
      "Its words: “the item is gone”. The token is kept for this session; nothing older was lost.",
      VST_REMEDY_STORE, "Try Again" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stores); i++) {
    g_autoptr (GError) error = domo_error_new (stores[i].code, 0, stores[i].message);
    g_autoptr (VstAdvice) advice = vst_advice_new_for_storing (error);

    g_assert_cmpstr (vst_advice_get_title (advice), ==, stores[i].title);
    g_assert_cmpstr (vst_advice_get_remedy (advice), ==, stores[i].remedy);
    g_assert_cmpint (vst_advice_get_kind (advice), ==, stores[i].kind);
    g_assert_cmpstr (vst_advice_get_icon_name (advice), ==, stores[i].icon);
    g_assert_cmpint (vst_advice_get_action (advice), ==, stores[i].action);
    g_assert_cmpstr (vst_advice_get_button (advice), ==, stores[i].button);
    g_assert_cmpuint (vst_advice_get_fields (advice), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/account-advice/told/", rows[i].name, NULL);
    g_autofree char *known = g_strconcat ("/account-advice/known/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_row);
    g_test_add_data_func (known, &rows[i], test_known_to_account);
  }
  g_test_add_func ("/account-advice/nothing-to-say", test_nothing_to_say);
  g_test_add_func ("/account-advice/asked", test_asked);
  g_test_add_func ("/account-advice/over-by-itself", test_over_by_itself);
  g_test_add_func ("/account-advice/found-locked", test_found_locked);
  g_test_add_func ("/account-advice/somebody-else", test_somebody_else);
  g_test_add_func ("/account-advice/end-of-session", test_end_of_session);
  g_test_add_func ("/account-advice/typed-end", test_typed_end);
  g_test_add_func ("/account-advice/practice", test_practice);
  g_test_add_func ("/account-advice/details", test_details);
  g_test_add_func ("/account-advice/storing", test_storing);
  return g_test_run ();
}
