/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-words.h"

#include <string.h>

#include "account-fixture.h"
#include "domo-error.h"
#include "domo-profile.h"
#include "vst-account-opener.h"

#define PASSWORD DOMO_METHOD_PASSWORD
#define CLIENT DOMO_METHOD_CLIENT
#define ACCESS_TOKEN DOMO_METHOD_ACCESS_TOKEN

/* 15 Jan 2027, 08:00 UTC */
#define NOW G_GINT64_CONSTANT (1800000000000)
#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

#define NO_SESSION G_GINT64_CONSTANT (-1)

typedef enum { NO_MAIN, TOKEN, NAMES } Main;

/* -------------------------------------------------------------------------------- put together */

typedef struct {
  DomoMethod method;
  gint64 session; /* the end of its token: NO_SESSION: nobody is signed in */
  gint64 expires; /* of the record */
  Main main;
  gboolean has_secret;
  gboolean is_locked;
  gboolean is_busy;
  const char *instance; /* nullable: of somebody else who answers */
  gint64 checked;       /* of the record */
} Case;

static VstRecord *
make_record (DomoMethod method, gint64 expires, gint64 checked)
{
  g_autoptr (VstRecord) record = test_record ("a", method, "Jae Wilson", checked);
  VstRecordFields fields = *vst_record_get (record);

  fields.expires = expires;
  return vst_record_new (&fields);
}

static void
set_item (VstAccount *account, VstItemKind kind, gboolean is_locked)
{
  g_autoptr (VstItem) item = test_item (kind, vst_account_get_record (account), is_locked);

  vst_account_set_item (account, vst_item_kind_is_main (kind), item);
}

/* A session token names its end itself. */
static DomoToken *
make_token (DomoMethod method, gint64 expires)
{
  g_autofree char *json = g_strdup_printf (
      "{\"sid\":\"5f1e0\",\"userId\":\"1893952720\",\"expiration\":%" G_GINT64_FORMAT "}", expires);
  g_autofree char *base64 = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *escaped = g_uri_escape_string (base64, NULL, FALSE);
  g_autoptr (DomoSecret) named = domo_secret_new (escaped, -1);
  g_autoptr (DomoSecret) silent = domo_secret_new ("token-1", -1);

  if (method == CLIENT)
    return domo_token_new_granted (silent, expires, TEST_JAE);
  if (method == ACCESS_TOKEN)
    return domo_token_new (DOMO_TOKEN_ACCESS, silent);
  return domo_token_new (DOMO_TOKEN_SESSION, expires != 0 ? named : silent);
}

static VstSession *
make_session (DomoMethod method, gint64 expires, const char *instance_name, gint64 id)
{
  g_autoptr (DomoInstance) instance = domo_instance_new (instance_name, NULL);
  g_autoptr (DomoToken) token = make_token (method, expires);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, bytes);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);

  domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup ("Jae Session"));
  domo_profile_set_number (profile, DOMO_FIELD_ID, id);
  return vst_session_new_stored (method, "jae@acme.example", NULL, instance, token, profile);
}

static VstAccount *
make_account (const Case *c)
{
  g_autoptr (VstRecord) record = make_record (c->method, c->expires, c->checked);
  VstAccount *account = vst_account_new (record);

  if (c->main != NO_MAIN)
    set_item (account, c->main == TOKEN ? VST_ITEM_TOKEN : VST_ITEM_ACCOUNT, c->is_locked);
  if (c->has_secret)
    set_item (account, c->method == CLIENT ? VST_ITEM_SECRET : VST_ITEM_PASSWORD, c->is_locked);
  if (c->session != NO_SESSION) {
    g_autoptr (VstSession) session = make_session (c->method, c->session, "acme", TEST_JAE);

    vst_account_set_session (account, session);
  }
  if (c->instance) {
    g_autoptr (VstSession) other = make_session (c->method, 0, c->instance, TEST_JAE + 1);

    vst_account_set_other (account, other);
  }
  vst_account_set_busy (account, c->is_busy);
  return account;
}

/* '~' stands for a no-break space. */
static void
check_words (VstAccount *account, const char *icon, const char *css_class, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "~", -1);
  g_autofree char *expected = g_strjoinv ("\u00a0", parts);
  VstAccountWords words = { 0 };

  vst_account_words (account, NOW, &words);
  g_assert_cmpstr (words.text, ==, expected);
  g_assert_cmpstr (words.icon_name, ==, icon);
  g_assert_cmpstr (words.css_class, ==, css_class);
  vst_account_words_clear (&words);
  g_assert_null (words.text);
}

/* ------------------------------------------------------------------------- what needs no failure
 */

/* clang-format off: one state each */
static const struct {
  const char *name;
  Case account;
  const char *icon;
  const char *css_class;
  const char *text;
  gint64 change; /* until the words are others */
} states[] = {
  { "not-checked",
    { PASSWORD, NO_SESSION, NOW + HOUR, TOKEN },
    "content-loading-symbolic",
    "dim-label",
    "Not checked yet",
    HOUR },
  { "not-checked-renews-itself",
    { PASSWORD, NO_SESSION, NOW + HOUR, TOKEN, TRUE },
    "content-loading-symbolic",
    "dim-label",
    "Not checked yet",
    0 },
  { "not-checked-end-unknown",
    { ACCESS_TOKEN, NO_SESSION, 0, TOKEN },
    "content-loading-symbolic",
    "dim-label",
    "Not checked yet",
    0 },
  { "checking",
    { PASSWORD, NO_SESSION, 0, TOKEN, .is_busy = TRUE },
    NULL,
    "dim-label",
    "Checking…",
    0 },
  { "good",
    { PASSWORD, NOW + 7 * HOUR + 12 * MINUTE, 0, TOKEN },
    "object-select-symbolic",
    "dim-label",
    "Good · 7~h 12~min left",
    SECOND },
  { "good-half-a-minute-later",
    { PASSWORD, NOW + 7 * HOUR + 12 * MINUTE - 30 * SECOND, 0, TOKEN },
    "object-select-symbolic",
    "dim-label",
    "Good · 7~h 11~min left",
    31 * SECOND },
  { "good-for-days",
    { CLIENT, NOW + 99 * DAY + HOUR, 0, TOKEN },
    "object-select-symbolic",
    "dim-label",
    "Good · 99~days left",
    HOUR + 1 },
  { "good-end-unknown",
    { ACCESS_TOKEN, 0, 0, TOKEN },
    "object-select-symbolic",
    "dim-label",
    "Good",
    0 },
  { "good-renews-itself",
    { PASSWORD, NOW + MINUTE, 0, TOKEN, TRUE },
    "object-select-symbolic",
    "dim-label",
    "Good · renews itself",
    0 },
  { "good-renews-itself-over",
    { CLIENT, NOW - MINUTE, 0, TOKEN, TRUE },
    "object-select-symbolic",
    "dim-label",
    "Good · renews itself",
    0 },
  { "good-this-session",
    { PASSWORD, NOW + 7 * HOUR, 0, NO_MAIN },
    "dialog-password-symbolic",
    "dim-label",
    "Good · this session only",
    6 * HOUR + 1 },
  { "good-names-kept",
    { ACCESS_TOKEN, 0, 0, NAMES },
    "dialog-password-symbolic",
    "dim-label",
    "Good · this session only",
    0 },
  { "an-hour-left",
    { PASSWORD, NOW + HOUR, 0, TOKEN },
    "object-select-symbolic",
    "dim-label",
    "Good · 1~h left",
    1 },
  { "ends-soon",
    { PASSWORD, NOW + HOUR - 1, 0, TOKEN },
    "alarm-symbolic",
    "warning",
    "Good · ends in 1~h",
    SECOND - 1 },
  { "ends-soon-this-session",
    { PASSWORD, NOW + 43 * MINUTE, 0, NO_MAIN },
    "alarm-symbolic",
    "warning",
    "Good · ends in 43~min",
    SECOND },
  { "ends-in-seconds",
    { PASSWORD, NOW + 12 * SECOND, 0, TOKEN },
    "alarm-symbolic",
    "warning",
    "Good · ends in 12~s",
    SECOND },
  { "last-second",
    { PASSWORD, NOW + 1, 0, TOKEN },
    "alarm-symbolic",
    "warning",
    "Good · ends in 1~s",
    1 },
  { "ten-minutes-of-a-client",
    { CLIENT, NOW + 10 * MINUTE, 0, TOKEN },
    "object-select-symbolic",
    "dim-label",
    "Good · 10~min left",
    1 },
  { "ends-soon-of-a-client",
    { CLIENT, NOW + 10 * MINUTE - 1, 0, TOKEN },
    "alarm-symbolic",
    "warning",
    "Good · ends in 10~min",
    SECOND - 1 },
  { "ended-today",
    { PASSWORD, NO_SESSION, NOW - HOUR, TOKEN },
    "vst-ended-symbolic",
    "warning",
    "Ended today, 07:00",
    16 * HOUR },
  { "ended-yesterday",
    { CLIENT, NO_SESSION, NOW - DAY, TOKEN },
    "vst-ended-symbolic",
    "warning",
    "Ended 14 Jan, 08:00",
    16 * HOUR },
  { "ended-last-year",
    { PASSWORD, NO_SESSION, NOW - 20 * DAY, TOKEN },
    "vst-ended-symbolic",
    "warning",
    "Ended 26 Dec 2026, 08:00",
    16 * HOUR },
  { "ended-while-signed-in",
    { PASSWORD, NOW, NOW + DAY, TOKEN },
    "vst-ended-symbolic",
    "warning",
    "Ended today, 08:00",
    16 * HOUR },
  { "was-to-end",
    { ACCESS_TOKEN, NO_SESSION, NOW - HOUR, TOKEN, .checked = NOW - DAY },
    "vst-ended-symbolic",
    "warning",
    "Was to end today at 07:00",
    16 * HOUR },
  { "will-have-been-to-end",
    { ACCESS_TOKEN, NO_SESSION, NOW + HOUR, TOKEN, .checked = NOW - DAY },
    "content-loading-symbolic",
    "dim-label",
    "Not checked yet",
    HOUR },
  { "was-not-to-end",
    { ACCESS_TOKEN, NO_SESSION, NOW - DAY, TOKEN, .checked = NOW - HOUR },
    "content-loading-symbolic",
    "dim-label",
    "Not checked yet",
    0 },
  { "was-to-end-good",
    { ACCESS_TOKEN, 0, NOW - HOUR, TOKEN, .checked = NOW - DAY },
    "object-select-symbolic",
    "dim-label",
    "Good",
    0 },
  { "signed-out",
    { PASSWORD, NO_SESSION, NOW - DAY, NAMES },
    "avatar-default-symbolic",
    "accent",
    "Sign in again",
    0 },
  { "locked",
    { PASSWORD, NO_SESSION, NOW + DAY, TOKEN, FALSE, TRUE },
    "dialog-password-symbolic",
    "dim-label",
    "Keyring locked",
    DAY },
  { "locked-with-secret",
    { PASSWORD, NO_SESSION, NOW - DAY, TOKEN, TRUE, TRUE },
    "dialog-password-symbolic",
    "dim-label",
    "Keyring locked",
    0 },
  { "another-person",
    { PASSWORD, NO_SESSION, 0, TOKEN, .instance = "acme" },
    "dialog-warning-symbolic",
    "error",
    "Answers as another person",
    0 },
  { "another-instance",
    { PASSWORD, NO_SESSION, 0, TOKEN, .instance = "globex" },
    "dialog-warning-symbolic",
    "error",
    "Answers as another instance",
    0 },
};
/* clang-format on */

static void
test_state (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (VstAccount) account = make_account (&states[i].account);

  check_words (account, states[i].icon, states[i].css_class, states[i].text);
  g_assert_cmpint (vst_account_words_change (account, NOW), ==, states[i].change);
}

/* Just before that moment they are the same, and then they are not. */
static void
test_change (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (VstAccount) account = make_account (&states[i].account);
  VstAccountWords now = { 0 };
  VstAccountWords before = { 0 };
  VstAccountWords after = { 0 };

  vst_account_words (account, NOW, &now);
  vst_account_words (account, NOW + states[i].change - 1, &before);
  vst_account_words (account, NOW + states[i].change, &after);
  g_assert_cmpstr (before.text, ==, now.text);
  /* What ended longer ago is only looked at again, each midnight. */
  if (!g_str_has_prefix (now.text, "Ended 14") && !g_str_has_prefix (now.text, "Ended 26"))
    g_assert_cmpstr (after.text, !=, now.text);
  vst_account_words_clear (&now);
  vst_account_words_clear (&before);
  vst_account_words_clear (&after);
}

/* -------------------------------------------------------------------------------- what failed */

#define REFUSED "dialog-error-symbolic", "error"
#define NETWORK "vst-unreachable-symbolic", "warning"
#define ENDED "vst-ended-symbolic", "warning"
#define STEP "avatar-default-symbolic", "accent"

/* clang-format off: one failure each */
static const struct {
  const char *name;
  DomoMethod method;
  GQuark (*domain) (void);
  int code;
  DomoReason reason;
  const char *function;
  const char *icon;
  const char *css_class;
  const char *text;
} failures[] = {
  { "password", PASSWORD, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS, 0, "get_full_auth",
    REFUSED, "Refused · user name or password" },
  { "password-refused-before", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_REFUSED, 0, NULL,
    REFUSED, "Refused · user name or password" },
  { "asked-first", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_ASK, 0, NULL, REFUSED,
    "Refused · user name or password" },
  { "client", CLIENT, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS, 0, "get_developer_auth",
    REFUSED, "Refused · client" },
  { "access-token", ACCESS_TOKEN, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS, 0, "who_am_i",
    REFUSED, "Refused · access token" },
  { "session", PASSWORD, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS, 0, "who_am_i", ENDED,
    "Ended by Domo" },
  { "bearer-token", CLIENT, domo_error_quark, DOMO_ERROR_INVALID_CREDENTIALS, 0, "get_user", ENDED,
    "Ended by Domo" },
  { "ended-early", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_ENDED_EARLY, 0, NULL, ENDED,
    "Ended by Domo" },
  { "signed-out", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_SIGNED_OUT, 0, NULL, STEP,
    "Sign in again" },
  { "host", PASSWORD, vst_open_error_quark, VST_OPEN_ERROR_HOST, 0, NULL, STEP, "Sign in again" },
  { "account-locked", PASSWORD, domo_error_quark, DOMO_ERROR_ACCOUNT_LOCKED, 0, NULL,
    "changes-prevent-symbolic", "error", "Account locked by Domo" },
  { "allow-list", PASSWORD, domo_error_quark, DOMO_ERROR_ADDRESS_BLOCKED, 0, NULL,
    "action-unavailable-symbolic", "error", "Address not on the allow list" },
  { "instance", PASSWORD, domo_error_quark, DOMO_ERROR_INVALID_INSTANCE, 0, NULL, REFUSED,
    "Refused · no such instance" },
  { "auth-type", ACCESS_TOKEN, domo_error_quark, DOMO_ERROR_INVALID_AUTH_TYPE, 0, NULL, REFUSED,
    "Refused · another kind of token" },
  { "no-token", PASSWORD, domo_error_quark, DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, 0, NULL, REFUSED,
    "Refused · no token given" },
  { "other-reason", PASSWORD, domo_error_quark, DOMO_ERROR_AUTH, 0, NULL, REFUSED, "Refused" },
  { "code", PASSWORD, domo_error_quark, DOMO_ERROR_SECOND_FACTOR_REQUIRED, 0, NULL, STEP,
    "One-time code wanted" },
  { "host-not-found", PASSWORD, domo_error_quark, DOMO_ERROR_HOST_NOT_FOUND, 0, NULL, NETWORK,
    "Not reached · host not found" },
  { "time-out", PASSWORD, domo_error_quark, DOMO_ERROR_TIMEOUT, DOMO_REASON_ANSWER, NULL, NETWORK,
    "Not reached · time-out" },
  { "certificate", PASSWORD, domo_error_quark, DOMO_ERROR_TLS, DOMO_REASON_AUTHORITY, NULL, NETWORK,
    "Not reached · certificate" },
  { "no-common-way", PASSWORD, domo_error_quark, DOMO_ERROR_TLS, DOMO_REASON_NO_COMMON_WAY, NULL,
    NETWORK, "Not reached · no secure connection" },
  { "proxy", PASSWORD, domo_error_quark, DOMO_ERROR_PROXY, DOMO_REASON_PROXY_SILENT, NULL, NETWORK,
    "Not reached · proxy" },
  { "offline", PASSWORD, domo_error_quark, DOMO_ERROR_CONNECTION, DOMO_REASON_OFFLINE, NULL,
    NETWORK, "Not reached · offline" },
  { "connection-refused", PASSWORD, domo_error_quark, DOMO_ERROR_CONNECTION, DOMO_REASON_REFUSED,
    NULL, NETWORK, "Not reached · connection refused" },
  { "unreachable", PASSWORD, domo_error_quark, DOMO_ERROR_CONNECTION, DOMO_REASON_UNREACHABLE, NULL,
    NETWORK, "Not reached · no way there" },
  { "broken", PASSWORD, domo_error_quark, DOMO_ERROR_CONNECTION, DOMO_REASON_BROKEN, NULL, NETWORK,
    "Not reached · connection broken" },
  { "redirected", PASSWORD, domo_error_quark, DOMO_ERROR_REDIRECTED, 0, NULL, NETWORK,
    "Not reached · another address" },
  { "pause", PASSWORD, domo_error_quark, DOMO_ERROR_RATE_LIMITED, 0, NULL, NETWORK,
    "Not reached · Domo asks for a pause" },
  { "server", PASSWORD, domo_error_quark, DOMO_ERROR_SERVER, 0, NULL, NETWORK,
    "Not reached · Domo has trouble" },
  { "reply", PASSWORD, domo_error_quark, DOMO_ERROR_BAD_REPLY, DOMO_REASON_SHAPE, NULL, NETWORK,
    "Not reached · unreadable answer" },
  { "foreign", PASSWORD, g_io_error_quark, G_IO_ERROR_FAILED, 0, NULL, NETWORK,
    "Not reached · unreadable answer" },
  { "not-whole", PASSWORD, domo_error_quark, DOMO_ERROR_INPUT, 0, NULL, STEP, "Sign in again" },
  { "no-keyring", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING_ABSENT, 0, NULL,
    "dialog-password-symbolic", "dim-label", "No keyring" },
  { "keyring-locked", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING_LOCKED, 0, NULL,
    "dialog-password-symbolic", "dim-label", "Keyring locked" },
  { "keyring-stays-locked", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING_DISMISSED, 0, NULL,
    "dialog-password-symbolic", "dim-label", "Keyring locked" },
  { "keyring-failed", PASSWORD, domo_error_quark, DOMO_ERROR_KEYRING, 0, NULL,
    "dialog-warning-symbolic", "warning", "Keyring failed" },
};
/* clang-format on */

static void
test_failure (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const Case c = { failures[i].method, NO_SESSION, NOW + HOUR, TOKEN };
  g_autoptr (VstAccount) account = make_account (&c);
  g_autoptr (GError) error = NULL;

  if (failures[i].domain == domo_error_quark) {
    error = domo_error_new ((DomoError)failures[i].code, failures[i].reason, NULL);
    domo_error_set_origin (error, failures[i].function, NULL, NULL);
  } else {
    error = g_error_new_literal (failures[i].domain (), failures[i].code, "words");
  }
  vst_account_set_error (account, error);
  check_words (account, failures[i].icon, failures[i].css_class, failures[i].text);
  g_assert_cmpint (vst_account_words_change (account, NOW), ==, 0);
}

/* ------------------------------------------------------------------------------ who and where */

static void
test_name (void)
{
  static const struct {
    DomoMethod method;
    const char *name;
    const char *user;
    gboolean has_session;
    const char *expected;
  } names[] = {
    { PASSWORD, "Jae Wilson", "jae@acme.example", TRUE, "Jae Wilson" },
    { PASSWORD, NULL, "jae@acme.example", TRUE, "Jae Session" },
    { PASSWORD, NULL, "jae@acme.example", FALSE, "jae@acme.example" },
    { CLIENT, NULL, "client-of-jae", FALSE, "client-of-jae" },
    { ACCESS_TOKEN, NULL, NULL, FALSE, "Access token" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const VstRecordFields fields = {
      .id = "a", .method = names[i].method, .user = names[i].user, .name = names[i].name
    };
    g_autoptr (VstRecord) record = vst_record_new (&fields);
    g_autoptr (VstAccount) account = vst_account_new (record);
    g_autoptr (VstSession) session = make_session (names[i].method, 0, "acme", TEST_JAE);
    g_autofree char *name = NULL;

    if (names[i].has_session)
      vst_account_set_session (account, session);
    name = vst_account_dup_name (account);
    g_assert_cmpstr (name, ==, names[i].expected);
  }
}

static void
test_place (void)
{
  static const struct {
    DomoMethod method;
    const char *instance;
    const char *expected;
  } places[] = {
    { PASSWORD, "acme", "acme · Password" },
    { ACCESS_TOKEN, "data.acme.com", "data.acme.com · Access token" },
    { PASSWORD, "http://127.0.0.1:8080", "127.0.0.1:8080 · Password" },
    { CLIENT, NULL, "API client" },
    { CLIENT, "acme/evil", "API client" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    const VstRecordFields fields = { .id = "a",
                                     .method = places[i].method,
                                     .instance = places[i].instance };
    g_autoptr (VstRecord) record = vst_record_new (&fields);
    g_autoptr (VstAccount) account = vst_account_new (record);
    g_autofree char *place = vst_account_dup_place (account);

    g_assert_cmpstr (place, ==, places[i].expected);
  }
}

static void
test_kept (void)
{
  static const struct {
    Case account;
    const char *expected;
  } kept[] = {
    { { PASSWORD, NO_SESSION, 0, TOKEN }, "Token only, in the collection “Login”" },
    { { PASSWORD, NO_SESSION, 0, TOKEN, TRUE }, "Token and password, in the collection “Login”" },
    { { CLIENT, NO_SESSION, 0, TOKEN, TRUE }, "Token and secret, in the collection “Login”" },
    { { PASSWORD, NO_SESSION, 0, NAMES }, "Names only, in the collection “Login”" },
    { { PASSWORD, NO_SESSION, 0, NAMES, TRUE }, "Password only, in the collection “Login”" },
    { { CLIENT, NO_SESSION, 0, NAMES, TRUE }, "Secret only, in the collection “Login”" },
    { { PASSWORD, NOW + HOUR, 0, NO_MAIN }, "The token is gone when the window closes." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autoptr (VstAccount) account = make_account (&kept[i].account);
    g_autofree char *text = vst_account_dup_kept (account);

    g_assert_cmpstr (text, ==, kept[i].expected);
  }
}

static void
test_kept_in_memory (void)
{
  g_autoptr (VstRecord) record = make_record (PASSWORD, 0, 0);
  g_autoptr (VstItem) item = vst_item_new ("/a", VST_ITEM_TOKEN, record, NULL, FALSE);
  g_autoptr (VstAccount) account = vst_account_new (record);
  g_autofree char *text = NULL;

  vst_account_set_item (account, TRUE, item);
  text = vst_account_dup_kept (account);
  g_assert_cmpstr (text, ==, "Token only");
}

static void
add (const char *group, const char *name, guint i, GTestDataFunc func)
{
  g_autofree char *path = g_strconcat ("/account-words/", group, "/", name, NULL);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), func);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    add ("state", states[i].name, i, test_state);
    if (states[i].change > 0)
      add ("change", states[i].name, i, test_change);
  }
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    add ("failure", failures[i].name, i, test_failure);
  g_test_add_func ("/account-words/name", test_name);
  g_test_add_func ("/account-words/place", test_place);
  g_test_add_func ("/account-words/kept", test_kept);
  g_test_add_func ("/account-words/kept-in-memory", test_kept_in_memory);
  return g_test_run ();
}
