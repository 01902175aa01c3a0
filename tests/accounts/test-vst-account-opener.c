/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-opener.h"

#include <string.h>

#include "test-support.h"
#include "vst-memory-keyring.h"
#include "vst-settings.h"
#include "vst-sign-in.h"

#define JAE G_GINT64_CONSTANT (1893952720)
#define NOOR G_GINT64_CONSTANT (964382593)

/* Times that are over, and that never will be while this test is of use. */
#define PAST G_GINT64_CONSTANT (1729146454000)
#define FUTURE G_GINT64_CONSTANT (32503680000000)

typedef struct {
  VstPractice *practice;
  DomoClient *client;
  GSettings *settings;
  VstKeyring *keyring;
  VstTries *tries;
  VstAccountList *list;
  VstAccountKeeper *keeper;
  VstAccountOpener *opener;
} Fixture;

/* What a start of the program makes; the keyring, the settings and the tries are there before. */
static void
start (Fixture *fixture)
{
  fixture->list = vst_account_list_new (fixture->keyring);
  fixture->keeper = vst_account_keeper_new (fixture->list);
  fixture->opener =
      vst_account_opener_new (fixture->keeper, fixture->client, fixture->tries, fixture->settings);
}

static void
stop (Fixture *fixture)
{
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->opener));
  g_clear_object (&fixture->keeper);
  g_clear_object (&fixture->list);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->practice = test_practice_new (TEST_CERTIFICATE_NONE);
  fixture->client = domo_client_new ();
  domo_client_set_practice_uri (fixture->client, vst_practice_get_uri (fixture->practice));
  fixture->settings = vst_settings_new (TRUE);
  fixture->tries = vst_tries_new (NULL);
  fixture->keyring = vst_memory_keyring_new ();
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  stop (fixture);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->tries);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->practice);
}

/* -------------------------------------------------------------------------- what is in the keyring
 */

static gboolean
is_read (gpointer list)
{
  return vst_account_list_get_state (list) != VST_LIST_LOADING;
}

static void
store (Fixture *fixture, VstItemKind kind, const VstRecordFields *fields, const char *text)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (VstRecord) record = vst_record_new (fields);
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (VstItem) item = NULL;

  vst_keyring_store_async (fixture->keyring, kind, record, secret, NULL, test_wait_cb, &wait);
  item = vst_keyring_store_finish (fixture->keyring, test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_nonnull (item);
}

static VstAccount *
load (Fixture *fixture, const char *id)
{
  VstAccount *account;

  vst_account_list_load (fixture->list);
  test_until (is_read, fixture->list);
  account = vst_account_list_find (fixture->list, id);
  g_assert_nonnull (account);
  return account;
}

/* An account as it rests in the keyring. @token: %NULL: signed out; @secret: %NULL: none is kept */
static VstAccount *
put (Fixture *fixture, const VstRecordFields *fields, const char *token, const char *secret)
{
  if (secret)
    store (fixture, fields->method == DOMO_METHOD_CLIENT ? VST_ITEM_SECRET : VST_ITEM_PASSWORD,
           fields, secret);
  store (fixture, token ? VST_ITEM_TOKEN : VST_ITEM_ACCOUNT, fields, token ? token : "");
  return load (fixture, fields->id);
}

/* What the keyring has as the token of @account now. */
static char *
read_token (Fixture *fixture, VstAccount *account)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoSecret) secret = NULL;

  test_settle ();
  vst_keyring_lookup_async (fixture->keyring, vst_account_get_item (account, TRUE), NULL,
                            test_wait_cb, &wait);
  secret = vst_keyring_lookup_finish (fixture->keyring, test_wait (&wait), NULL);
  return secret ? g_strdup (domo_secret_get_text (secret)) : NULL;
}

static VstRecordFields
fields_of (const char *id)
{
  const VstPracticeAccount *account = test_account (id);
  const VstRecordFields fields = {
    .id = "6f1f0c3e-0d5b-4f9c-9c1e-2b7f6c1d0a01",
    .instance = "practice",
    .method = account->method,
    .user = account->user_name,
    .owner_id = account->method == DOMO_METHOD_CLIENT ? NOOR : JAE,
    .name = "Jae Wilson",
    .expires = FUTURE,
  };

  return fields;
}

/* A token that Domo takes, got by signing in. @scopes: of a client */
static char *
good_token (Fixture *fixture, const char *id, const char *const *scopes)
{
  const VstPracticeAccount *account = test_account (id);
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoInstance) instance = domo_instance_new ("practice", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (account->secret, -1);
  g_autoptr (DomoCredential) credential = NULL;
  g_autoptr (VstSignIn) steps = vst_sign_in_new (fixture->client);
  g_autoptr (VstSession) session = NULL;

  if (account->method == DOMO_METHOD_ACCESS_TOKEN)
    return g_strdup (account->secret);
  if (account->method == DOMO_METHOD_CLIENT)
    credential = domo_credential_new_client (NULL, account->user_name, secret, scopes);
  else
    credential = domo_credential_new_password (instance, account->user_name, secret);
  vst_sign_in_run_async (steps, credential, NULL, test_wait_cb, &wait);
  session = vst_sign_in_run_finish (steps, test_wait (&wait), NULL);
  g_assert_nonnull (session);
  vst_practice_forget_requests (fixture->practice);
  return g_strdup (domo_secret_get_text (domo_token_get_text (vst_session_get_token (session))));
}

/* ------------------------------------------------------------------------------------- opening */

static gboolean
open_account (Fixture *fixture, VstAccount *account, VstOpenReason reason, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_account_opener_open_async (fixture->opener, account, reason, NULL, test_wait_cb, &wait);
  return vst_account_opener_open_finish (fixture->opener, test_wait (&wait), error);
}

static void
assert_opens (Fixture *fixture, VstAccount *account, VstOpenReason reason, const char *name)
{
  g_autoptr (GError) error = NULL;
  gboolean opened = open_account (fixture, account, reason, &error);
  VstSession *session = vst_account_get_session (account);

  g_assert_no_error (error);
  g_assert_true (opened);
  g_assert_nonnull (session);
  g_assert_cmpstr (domo_profile_get_name (vst_session_get_profile (session)), ==, name);
  g_assert_false (vst_account_is_busy (account));
  g_assert_no_error (vst_account_get_error (account));
}

static void
assert_fails (Fixture *fixture, VstAccount *account, VstOpenReason reason, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (open_account (fixture, account, reason, &error));
  g_assert_error (error, domain, code);
  g_assert_false (vst_account_is_busy (account));
  g_assert_error (vst_account_get_error (account), domain, code);
}

static guint
count_requests (Fixture *fixture)
{
  return vst_practice_get_requests (fixture->practice)->len;
}

static guint
count (Fixture *fixture, VstRoute route)
{
  return test_practice_count (fixture->practice, route);
}

static void
set_answer (Fixture *fixture, VstRoute route, guint status, const char *body)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = status, .body = body };

  vst_practice_set_fault (fixture->practice, route, &fault);
}

static void
set_locked (Fixture *fixture, gboolean locked)
{
  vst_memory_keyring_set_locked (VST_MEMORY_KEYRING (fixture->keyring), locked, FALSE);
  test_settle ();
}

static void
test_good_token (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *name;
    VstRoute route;
    DomoTokenKind kind;
  } rows[] = {
    { "password", "Jae Wilson", VST_ROUTE_WHO_AM_I, DOMO_TOKEN_SESSION },
    { "client", "Noor Haddad", VST_ROUTE_USER, DOMO_TOKEN_BEARER },
    { "access-token", "Jae Wilson", VST_ROUTE_WHO_AM_I, DOMO_TOKEN_ACCESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of (rows[i].id);
    g_autofree char *token = good_token (fixture, rows[i].id, NULL);
    g_autofree char *kept = NULL;
    VstAccount *account;
    VstSession *session;

    fields.id = id;
    account = put (fixture, &fields, token, NULL);
    assert_opens (fixture, account, VST_OPEN_BY_ITSELF, rows[i].name);
    session = vst_account_get_session (account);
    g_assert_cmpuint (count_requests (fixture), ==, 1);
    g_assert_cmpuint (count (fixture, rows[i].route), ==, 1);
    g_assert_cmpint (domo_token_get_kind (vst_session_get_token (session)), ==, rows[i].kind);
    g_assert_cmpint (vst_session_get_method (session), ==, fields.method);
    g_assert_cmpstr (vst_session_get_user_name (session), ==, fields.user);
    g_assert_cmpstr (domo_instance_get_name (vst_session_get_instance (session)), ==, "practice");
    kept = read_token (fixture, account);
    g_assert_cmpstr (kept, ==, token);
    vst_practice_forget_requests (fixture->practice);
  }
}

/* Who is signed in already is asked about with the token in hand: the keyring is not needed. */
static void
test_live_session (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);

  assert_opens (fixture, account, VST_OPEN_BY_ITSELF, "Jae Wilson");
  test_settle ();
  set_locked (fixture, TRUE);
  assert_opens (fixture, account, VST_OPEN_AGAIN, "Jae Wilson");
  g_assert_cmpuint (count_requests (fixture), ==, 2);
  g_assert_cmpuint (count (fixture, VST_ROUTE_WHO_AM_I), ==, 2);
}

/* Domo gives no leave to read users: that token is good, and says itself who it is. */
static void
test_bearer_without_leave (Fixture *fixture, gconstpointer unused)
{
  static const char *const scopes[] = { "data", NULL };
  static const guint statuses[] = { 403, 404 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of ("client");
    g_autofree char *token = good_token (fixture, "client", scopes);
    VstAccount *account;
    DomoProfile *profile;

    fields.id = id;
    account = put (fixture, &fields, token, NULL);
    set_answer (fixture, VST_ROUTE_USER, statuses[i], "{}");
    g_assert_true (open_account (fixture, account, VST_OPEN_BY_ITSELF, NULL));
    profile = vst_session_get_profile (vst_account_get_session (account));
    g_assert_cmpint (domo_profile_get_source (profile), ==, DOMO_PROFILE_TOKEN);
    g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==, NOOR);
    g_assert_cmpuint (count_requests (fixture), ==, 1);
    vst_practice_set_fault (fixture->practice, VST_ROUTE_USER, NULL);
  }
}

/* A test server's address stands for product and platform alike; all else of a client goes to the
 * platform. */
static void
test_client_host (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *uri = g_strdup (vst_practice_get_uri (fixture->practice));
  const char *const instances[] = { "practice", NULL, uri };
  const char *const hosts[] = { "api.domo.com", "api.domo.com", uri + strlen ("http://") };

  for (gsize i = 0; i < G_N_ELEMENTS (instances); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of ("client");
    VstAccount *account;

    fields.id = id;
    fields.instance = instances[i];
    fields.expires = PAST;
    if (instances[i] == uri)
      domo_client_set_practice_uri (fixture->client, NULL);
    account = put (fixture, &fields, "gone", test_account ("client")->secret);
    for (guint j = 0; j < 2; j++) { /* renewed, and then checked */
      assert_opens (fixture, account, VST_OPEN_BY_ITSELF, "Noor Haddad");
      g_assert_cmpstr (test_practice_last (fixture->practice)->host, ==, hosts[i]);
    }
    g_assert_cmpuint (count (fixture, VST_ROUTE_DEVELOPER_AUTH), ==, 1);
    vst_practice_forget_requests (fixture->practice);
  }
}

/* ----------------------------------------------------------------------------------- renewing */

/* Base64 of what a session token of long ago says. */
static char *
ended_token (void)
{
  const char *json = "{\"sid\":\"1\",\"customerId\":\"c\",\"expiration\":1729146454205}";
  g_autofree char *base64 = g_base64_encode ((const guchar *)json, strlen (json));

  return g_uri_escape_string (base64, NULL, FALSE);
}

static void
test_renew (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *ended = ended_token ();
  const struct {
    const char *id;
    const char *token;
    gint64 expires;
    guint n_requests; /* two of them renew */
  } rows[] = {
    { "password", "not known to Domo", FUTURE, 3 }, /* refused before its end */
    { "password", "not known to Domo", PAST, 2 },   /* the record says it is over */
    { "password", ended, 0, 2 },                    /* it says so itself */
    { "password", "", 0, 2 },                       /* there is none */
    { "client", "not a JWT", FUTURE, 2 },           /* it cannot be read */
    { "client", "not a JWT", PAST, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of (rows[i].id);
    g_autofree char *kept = NULL;
    VstAccount *account;
    DomoToken *token;

    fields.id = id;
    fields.expires = rows[i].expires;
    account = put (fixture, &fields, rows[i].token, test_account (rows[i].id)->secret);
    assert_opens (fixture, account, VST_OPEN_BY_ITSELF,
                  fields.method == DOMO_METHOD_CLIENT ? "Noor Haddad" : "Jae Wilson");
    g_assert_cmpuint (count_requests (fixture), ==, rows[i].n_requests);
    g_assert_cmpuint (
        count (fixture, VST_ROUTE_FULL_AUTH) + count (fixture, VST_ROUTE_DEVELOPER_AUTH), ==, 1);
    token = vst_session_get_token (vst_account_get_session (account));
    kept = read_token (fixture, account);
    g_assert_cmpstr (kept, ==, domo_secret_get_text (domo_token_get_text (token)));
    vst_practice_forget_requests (fixture->practice);
  }
}

/* A client asks for what it was allowed before. */
static void
test_renew_scopes (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("client");
  const VstPracticeRequest *first;
  VstAccount *account;

  fields.expires = PAST;
  fields.scopes = "data audit";
  account = put (fixture, &fields, "gone", test_account ("client")->secret);
  g_assert_true (open_account (fixture, account, VST_OPEN_BY_ITSELF, NULL));
  first = g_ptr_array_index (vst_practice_get_requests (fixture->practice), 0);
  g_assert_cmpstr (first->path, ==,
                   "/oauth/token?grant_type=client_credentials&scope=data%20audit");
}

/* No secret is kept: what is said, and that a token which is over is not sent. */
/* Whether the keyring knows that Domo refuses what is kept. */
static gboolean
was_refused (VstAccount *account)
{
  test_settle ();
  return vst_record_get (vst_item_get_record (vst_account_get_item (account, TRUE)))->refused != 0;
}

static void
test_no_secret (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *token; /* NULL: signed out */
    gint64 expires;
    int open_error; /* -1: InvalidCredentialsError */
    guint n_requests;
  } rows[] = {
    { "password", "not known to Domo", FUTURE, VST_OPEN_ERROR_ENDED_EARLY, 1 },
    { "password", "not known to Domo", PAST, VST_OPEN_ERROR_ENDED, 0 },
    { "password", "", FUTURE, VST_OPEN_ERROR_ENDED, 0 },
    { "password", NULL, 0, VST_OPEN_ERROR_SIGNED_OUT, 0 },
    { "client", "not a JWT", FUTURE, VST_OPEN_ERROR_ENDED, 0 },
    { "client", NULL, 0, VST_OPEN_ERROR_SIGNED_OUT, 0 },
    { "access-token", "DDCInotknown", 0, -1, 1 },
    { "access-token", "DDCInotknown", PAST, -1, 1 }, /* a person typed that date */
    { "access-token", NULL, 0, VST_OPEN_ERROR_SIGNED_OUT, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of (rows[i].id);
    VstAccount *account;

    fields.id = id;
    fields.expires = rows[i].expires;
    account = put (fixture, &fields, rows[i].token, NULL);
    if (rows[i].open_error < 0)
      assert_fails (fixture, account, VST_OPEN_CHOSEN, DOMO_ERROR, DOMO_ERROR_INVALID_CREDENTIALS);
    else
      assert_fails (fixture, account, VST_OPEN_CHOSEN, VST_OPEN_ERROR, rows[i].open_error);
    g_assert_null (vst_account_get_session (account));
    g_assert_cmpuint (count_requests (fixture), ==, rows[i].n_requests);
    g_assert_cmpint (was_refused (account), ==, rows[i].n_requests > 0);
    vst_practice_forget_requests (fixture->practice);
  }
}

/* A date that a person typed for an access token may be wrong: Domo is asked all the same. */
static void
test_typed_date (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account;

  fields.expires = PAST;
  account = put (fixture, &fields, test_account ("access-token")->secret, NULL);
  assert_opens (fixture, account, VST_OPEN_BY_ITSELF, "Jae Wilson");
  g_assert_cmpint (vst_account_get_expires (account), ==, PAST);
  g_assert_cmpint (vst_account_get_state (account, PAST + 1), ==, VST_ACCOUNT_GOOD);
}

/* Who signed out stays so until the account is chosen. */
static void
test_signed_out (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("password");
  VstAccount *account = put (fixture, &fields, NULL, test_account ("password")->secret);

  assert_fails (fixture, account, VST_OPEN_BY_ITSELF, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
  assert_opens (fixture, account, VST_OPEN_CHOSEN, "Jae Wilson");
  g_assert_cmpuint (count (fixture, VST_ROUTE_FULL_AUTH), ==, 1);
}

/* A trouble that is not the token's is told as it is, and nothing is renewed. */
static void
test_other_trouble (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("password");
  g_autofree char *token = good_token (fixture, "password", NULL);
  VstAccount *account = put (fixture, &fields, token, test_account ("password")->secret);

  set_answer (fixture, VST_ROUTE_WHO_AM_I, 503, NULL);
  assert_fails (fixture, account, VST_OPEN_BY_ITSELF, DOMO_ERROR, DOMO_ERROR_SERVER);
  set_answer (fixture, VST_ROUTE_WHO_AM_I, 403, NULL);
  assert_fails (fixture, account, VST_OPEN_BY_ITSELF, DOMO_ERROR, DOMO_ERROR_INVALID_INSTANCE);
  g_assert_cmpuint (count (fixture, VST_ROUTE_FULL_AUTH), ==, 0);
}

static void
test_second_factor (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("code");
  VstAccount *account;

  fields.expires = PAST;
  account = put (fixture, &fields, "gone", test_account ("code")->secret);
  assert_fails (fixture, account, VST_OPEN_BY_ITSELF, DOMO_ERROR,
                DOMO_ERROR_SECOND_FACTOR_REQUIRED);
}

/* --------------------------------------------------------------------------- refused passwords */

static guint
count_tries (Fixture *fixture)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("practice", NULL);

  return vst_tries_count (fixture->tries, instance, test_account ("password")->user_name);
}

static void
restart (Fixture *fixture)
{
  stop (fixture);
  start (fixture);
}

static void
test_refused_password (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    VstOpenReason reason;
    int open_error; /* -1: it is tried, and refused by Domo */
    guint count;    /* afterwards */
  } rows[] = {
    { VST_OPEN_BY_ITSELF, -1, 1 },
    { VST_OPEN_BY_ITSELF, VST_OPEN_ERROR_REFUSED, 1 },
    { VST_OPEN_CHOSEN, VST_OPEN_ERROR_REFUSED, 1 },
    { VST_OPEN_AGAIN, -1, 2 },
    { VST_OPEN_CHOSEN, VST_OPEN_ERROR_REFUSED, 2 },
    { VST_OPEN_AGAIN, VST_OPEN_ERROR_ASK, 2 },
    { VST_OPEN_ANYWAY, -1, 3 },
    { VST_OPEN_AGAIN, VST_OPEN_ERROR_ASK, 3 },
  };
  VstRecordFields fields = fields_of ("password");

  fields.expires = PAST;
  put (fixture, &fields, "gone", "not-the-password");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    VstAccount *account;
    gboolean is_tried = rows[i].open_error < 0;

    restart (fixture); /* a start of the program makes no difference */
    account = load (fixture, fields.id);
    vst_practice_forget_requests (fixture->practice);
    assert_fails (fixture, account, rows[i].reason, is_tried ? DOMO_ERROR : VST_OPEN_ERROR,
                  is_tried ? DOMO_ERROR_INVALID_CREDENTIALS : rows[i].open_error);
    g_assert_cmpuint (count_requests (fixture), ==, is_tried ? 1 : 0);
    g_assert_cmpuint (count_tries (fixture), ==, rows[i].count);
    g_assert_true (was_refused (account));
  }
}

/* A locked account is not tried again at each start, which could keep it locked. */
static void
test_locked_account (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("locked");
  VstAccount *account;

  fields.expires = PAST;
  account = put (fixture, &fields, "gone", test_account ("locked")->secret);
  assert_fails (fixture, account, VST_OPEN_BY_ITSELF, DOMO_ERROR, DOMO_ERROR_ACCOUNT_LOCKED);
  restart (fixture);
  account = load (fixture, fields.id);
  vst_practice_forget_requests (fixture->practice);
  assert_fails (fixture, account, VST_OPEN_BY_ITSELF, VST_OPEN_ERROR, VST_OPEN_ERROR_REFUSED);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
}

/* Typed tries count as well; the password that Domo takes ends it. */
static void
test_taken_password (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("practice", NULL);
  VstRecordFields fields = fields_of ("password");
  VstAccount *account;

  fields.expires = PAST;
  account = put (fixture, &fields, "gone", test_account ("password")->secret);
  vst_tries_refused (fixture->tries, instance, fields.user);
  assert_fails (fixture, account, VST_OPEN_CHOSEN, VST_OPEN_ERROR, VST_OPEN_ERROR_REFUSED);
  g_assert_false (was_refused (account));
  assert_opens (fixture, account, VST_OPEN_AGAIN, "Jae Wilson");
  g_assert_cmpuint (count_tries (fixture), ==, 0);
}

/* A token that is good needs no password: that it was refused does not matter. */
static void
test_good_token_needs_no_password (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoInstance) instance = domo_instance_new ("practice", NULL);
  VstRecordFields fields = fields_of ("password");
  g_autofree char *token = good_token (fixture, "password", NULL);
  VstAccount *account = put (fixture, &fields, token, "not-the-password");

  vst_tries_refused (fixture->tries, instance, fields.user);
  assert_opens (fixture, account, VST_OPEN_BY_ITSELF, "Jae Wilson");
  g_assert_cmpuint (count_tries (fixture), ==, 1);
}

/* ------------------------------------------------------------------------- several at a time */

static void
test_two_callers (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) first = { 0 };
  g_auto (TestWait) second = { 0 };
  VstRecordFields fields = fields_of ("password");
  VstAccount *account;

  fields.expires = PAST;
  account = put (fixture, &fields, "gone", test_account ("password")->secret);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_BY_ITSELF, NULL, test_wait_cb,
                                 &first);
  g_assert_true (vst_account_is_busy (account));
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &second);
  g_assert_true (vst_account_opener_open_finish (fixture->opener, test_wait (&first), NULL));
  g_assert_true (vst_account_opener_open_finish (fixture->opener, test_wait (&second), NULL));
  g_assert_cmpuint (count (fixture, VST_ROUTE_FULL_AUTH), ==, 1);
  g_assert_cmpuint (count_requests (fixture), ==, 2);
  g_assert_false (vst_account_is_busy (account));
}

/* Two accounts are two runs. */
static void
test_two_accounts (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) first = { 0 };
  g_auto (TestWait) second = { 0 };
  VstRecordFields fields = fields_of ("access-token");
  VstRecordFields others = fields_of ("access-token");
  const char *secret = test_account ("access-token")->secret;
  VstAccount *good;
  VstAccount *bad;

  others.id = "6f1f0c3e-0d5b-4f9c-9c1e-2b7f6c1d0a02";
  put (fixture, &fields, secret, NULL);
  bad = put (fixture, &others, "DDCInotknown", NULL);
  good = vst_account_list_find (fixture->list, fields.id);
  vst_account_opener_open_async (fixture->opener, good, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &first);
  vst_account_opener_open_async (fixture->opener, bad, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &second);
  g_assert_true (vst_account_opener_open_finish (fixture->opener, test_wait (&first), NULL));
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&second), NULL));
  g_assert_nonnull (vst_account_get_session (good));
  g_assert_null (vst_account_get_session (bad));
}

/* Chosen right after the start has turned to it: the choice counts. */
static void
test_chosen_meanwhile (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) first = { 0 };
  g_auto (TestWait) second = { 0 };
  VstRecordFields fields = fields_of ("password");
  VstAccount *account = put (fixture, &fields, NULL, test_account ("password")->secret);

  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_BY_ITSELF, NULL, test_wait_cb,
                                 &first);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &second);
  g_assert_true (vst_account_opener_open_finish (fixture->opener, test_wait (&first), NULL));
  g_assert_true (vst_account_opener_open_finish (fixture->opener, test_wait (&second), NULL));
  g_assert_cmpuint (count (fixture, VST_ROUTE_FULL_AUTH), ==, 1);
}

static gboolean
is_off_the_wire (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

static void
wait_for_request (Fixture *fixture)
{
  while (count_requests (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* One of two leaves; the other is served. */
static void
test_cancel_one (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) first = { 0 };
  g_auto (TestWait) second = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);

  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, cancellable,
                                 test_wait_cb, &first);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &second);
  g_cancellable_cancel (cancellable);
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (vst_account_is_busy (account));
  g_assert_true (vst_account_opener_open_finish (fixture->opener, test_wait (&second), NULL));
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

/* With the last caller the request leaves the wire; the next one begins anew. */
static void
test_cancel_all (Fixture *fixture, gconstpointer unused)
{
  const VstFault silent = { .kind = VST_FAULT_SILENT };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (TestWait) first = { 0 };
  g_auto (TestWait) second = { 0 };
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);

  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &silent);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, cancellable,
                                 test_wait_cb, &first);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, cancellable,
                                 test_wait_cb, &second);
  wait_for_request (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&first), NULL));
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&second), NULL));
  g_assert_false (vst_account_is_busy (account));
  g_assert_no_error (vst_account_get_error (account));
  test_until (is_off_the_wire, fixture->practice);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  assert_opens (fixture, account, VST_OPEN_CHOSEN, "Jae Wilson");
}

/* As a lock does, for every caller and account. */
static void
test_cancel_for_all (Fixture *fixture, gconstpointer unused)
{
  const VstFault silent = { .kind = VST_FAULT_SILENT };
  g_auto (TestWait) first = { 0 };
  g_auto (TestWait) second = { 0 };
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (fixture->opener, "busy-changed", G_CALLBACK (test_count_cb),
                            &n_changes);
  vst_account_opener_cancel_all (fixture->opener);
  g_assert_false (vst_account_opener_is_busy (fixture->opener));
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &silent);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &first);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, NULL, test_wait_cb,
                                 &second);
  g_assert_true (vst_account_opener_is_busy (fixture->opener));
  g_assert_cmpuint (n_changes, ==, 1);
  wait_for_request (fixture);

  vst_account_opener_cancel_all (fixture->opener);
  g_assert_false (vst_account_opener_is_busy (fixture->opener));
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_false (vst_account_is_busy (account));
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&second), NULL));
  g_assert_no_error (vst_account_get_error (account));
  test_until (is_off_the_wire, fixture->practice);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, NULL);
  assert_opens (fixture, account, VST_OPEN_CHOSEN, "Jae Wilson");
  g_assert_false (vst_account_opener_is_busy (fixture->opener));
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer unused)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);

  g_cancellable_cancel (cancellable);
  vst_account_opener_open_async (fixture->opener, account, VST_OPEN_CHOSEN, cancellable,
                                 test_wait_cb, &wait);
  g_assert_false (vst_account_opener_open_finish (fixture->opener, test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (vst_account_is_busy (account));
  g_assert_cmpuint (count_requests (fixture), ==, 0);
}

/* ---------------------------------------------------------------------------------- who answers */

static void
assert_another (Fixture *fixture, VstAccount *account, const char *host)
{
  g_autofree char *before = read_token (fixture, account);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  VstSession *other;

  g_assert_false (open_account (fixture, account, VST_OPEN_CHOSEN, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_AUTH);
  g_assert_null (vst_account_get_session (account));
  other = vst_account_get_other (account);
  g_assert_nonnull (other);
  g_assert_cmpstr (domo_instance_get_host (vst_session_get_instance (other)), ==, host);
  after = read_token (fixture, account);
  g_assert_cmpstr (after, ==, before);
}

static void
test_another_person (Fixture *fixture, gconstpointer unused)
{
  static const char *const ids[] = { "password", "client", "access-token" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    for (guint renewed = 0; renewed < 2; renewed++) {
      g_autofree char *id = vst_record_new_id ();
      VstRecordFields fields = fields_of (ids[i]);
      g_autofree char *token = good_token (fixture, ids[i], NULL);
      VstAccount *account;

      if (renewed && fields.method == DOMO_METHOD_ACCESS_TOKEN)
        continue;
      fields.id = id;
      fields.owner_id = 27;
      fields.expires = renewed ? PAST : FUTURE;
      account = put (fixture, &fields, token, renewed ? test_account (ids[i])->secret : NULL);
      assert_another (fixture, account, "practice.domo.com");
      g_assert_cmpint (vst_record_get (vst_account_get_record (account))->owner_id, ==, 27);
    }
  }
}

/* Nobody knew yet whose it is. */
static void
test_first_person (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account;

  fields.owner_id = 0;
  account = put (fixture, &fields, test_account ("access-token")->secret, NULL);
  assert_opens (fixture, account, VST_OPEN_CHOSEN, "Jae Wilson");
}

static void
test_another_instance (Fixture *fixture, gconstpointer unused)
{
  for (guint renewed = 0; renewed < 2; renewed++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of ("client");
    g_autofree char *token = good_token (fixture, "client", NULL);
    VstAccount *account;

    fields.id = id;
    fields.instance = "acme";
    fields.expires = renewed ? PAST : FUTURE;
    account = put (fixture, &fields, token, test_account ("client")->secret);
    assert_another (fixture, account, "practice.domo.com");
  }
}

/* --------------------------------------------------------------------------- hosts and keyring */

static void
test_host (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("password");
  VstAccount *account;

  fields.instance = "data.acme.com";
  account = put (fixture, &fields, "a token", test_account ("password")->secret);
  set_locked (fixture, TRUE); /* whoever reads would get another error */
  assert_fails (fixture, account, VST_OPEN_ANYWAY, VST_OPEN_ERROR, VST_OPEN_ERROR_HOST);
  g_assert_cmpuint (count_requests (fixture), ==, 0);

  set_locked (fixture, FALSE);
  vst_settings_allow (fixture->settings, "data.acme.com");
  assert_fails (fixture, account, VST_OPEN_CHOSEN, DOMO_ERROR, DOMO_ERROR_INVALID_INSTANCE);
  g_assert_cmpstr (test_practice_last (fixture->practice)->host, ==, "data.acme.com");
}

/* One that is named for this time is asked, and no other; the settings know nothing of it. */
static void
test_host_for_now (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoInstance) other = domo_instance_new ("other.acme.com", NULL);
  g_autoptr (DomoInstance) named = domo_instance_new ("data.acme.com", NULL);
  VstRecordFields fields = fields_of ("password");
  VstAccount *account;

  fields.instance = "data.acme.com";
  account = put (fixture, &fields, "a token", test_account ("password")->secret);
  vst_account_opener_allow (fixture->opener, other);
  assert_fails (fixture, account, VST_OPEN_CHOSEN, VST_OPEN_ERROR, VST_OPEN_ERROR_HOST);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
  vst_account_opener_allow (fixture->opener, named);
  assert_fails (fixture, account, VST_OPEN_CHOSEN, DOMO_ERROR, DOMO_ERROR_INVALID_INSTANCE);
  g_assert_false (vst_settings_is_allowed (fixture->settings, "data.acme.com"));
}

/* What another program may have written there is no way to anywhere. */
static void
test_no_instance (Fixture *fixture, gconstpointer unused)
{
  static const char *const instances[] = { NULL, "user@host", "a b" };

  for (gsize i = 0; i < G_N_ELEMENTS (instances); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of ("access-token");

    fields.id = id;
    fields.instance = instances[i];
    assert_fails (fixture, put (fixture, &fields, "a token", NULL), VST_OPEN_CHOSEN, DOMO_ERROR,
                  DOMO_ERROR_INPUT);
    g_assert_cmpuint (count_requests (fixture), ==, 0);
  }
}

static void
test_locked_keyring (Fixture *fixture, gconstpointer unused)
{
  static const gint64 times[] = { FUTURE, PAST }; /* the token's item, the password's */

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *id = vst_record_new_id ();
    VstRecordFields fields = fields_of ("password");
    VstAccount *account;

    fields.id = id;
    fields.expires = times[i];
    account = put (fixture, &fields, "gone", test_account ("password")->secret);
    set_locked (fixture, TRUE);
    assert_fails (fixture, account, VST_OPEN_CHOSEN, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED);
    g_assert_cmpuint (count_requests (fixture), ==, 0);
    set_locked (fixture, FALSE);
    assert_opens (fixture, load (fixture, id), VST_OPEN_CHOSEN, "Jae Wilson");
    vst_practice_forget_requests (fixture->practice);
  }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* Any program may change attributes: a kept password goes to nobody but whom its own item names. */
static void
test_secret_of_another (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("password");
  VstAccount *account;
  g_autoptr (GError) error = NULL;

  fields.expires = PAST;
  store (fixture, VST_ITEM_PASSWORD, &fields, test_account ("password")->secret);
  fields.instance = "http://127.0.0.1:9";
  store (fixture, VST_ITEM_TOKEN, &fields, "over");
  account = load (fixture, fields.id);
  g_assert_false (open_account (fixture, account, VST_OPEN_CHOSEN, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INPUT);
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

/* Nor does a token that is at hand go where an attribute points by now. */
static void
test_session_of_another (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);
  g_autoptr (GError) error = NULL;

  assert_opens (fixture, account, VST_OPEN_CHOSEN, "Jae Wilson");
  vst_practice_forget_requests (fixture->practice);
  fields.instance = "http://127.0.0.1:9";
  store (fixture, VST_ITEM_TOKEN, &fields, test_account ("access-token")->secret);
  test_settle ();
  g_assert_false (open_account (fixture, account, VST_OPEN_AGAIN, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INPUT);
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

/* Signed out is signed out, whatever came of signing in since: the token that is still in the
 * keyring, since it could not be written, is not taken up again. */
static void
test_signed_out_stays_so (Fixture *fixture, gconstpointer unused)
{
  VstRecordFields fields = fields_of ("access-token");
  VstAccount *account = put (fixture, &fields, test_account ("access-token")->secret, NULL);
  g_autoptr (GError) error = domo_error_new (DOMO_ERROR_HOST_NOT_FOUND, DOMO_REASON_NONE, NULL);
  g_autoptr (GError) again = NULL;

  vst_account_set_signed_out (account, TRUE);
  vst_account_set_error (account, error);
  g_assert_false (open_account (fixture, account, VST_OPEN_CHOSEN, &again));
  g_assert_error (again, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT);
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

static VstAccount *
fail_after_password (Fixture *fixture)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = 503, .body = "trouble" };
  const VstFault none = { .kind = VST_FAULT_NONE };
  VstRecordFields fields = fields_of ("password");
  g_autoptr (GError) error = NULL;
  VstAccount *account;

  fields.expires = PAST;
  account = put (fixture, &fields, "gone", test_account ("password")->secret);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  g_assert_false (open_account (fixture, account, VST_OPEN_CHOSEN, &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_SERVER);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &none);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);
  vst_practice_forget_requests (fixture->practice);
  return account;
}

/* The token that a password was sent for is used, and the password not sent again. */
static void
test_fresh_token (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = fail_after_password (fixture);

  assert_opens (fixture, account, VST_OPEN_BY_ITSELF, "Jae Wilson");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 0);
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_WHO_AM_I), ==, 1);
}

static void
test_fresh_token_signed_out (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = fail_after_password (fixture);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (vst_account_get_record (account));

  g_assert_nonnull (vst_account_get_fresh (account, instance));
  vst_account_keeper_sign_out (fixture->keeper, account);
  g_assert_null (vst_account_get_fresh (account, instance));
  test_settle ();
}

/* A server that repeats the password of the request before in its answer: it is masked in all that
 * is kept and shown. */
static void
test_echoed_password (Fixture *fixture, gconstpointer unused)
{
  const VstPracticeAccount *practice = test_account ("password");
  VstRecordFields fields = fields_of ("password");
  g_autofree char *body =
      g_strdup_printf ("{\"id\":1893952720,\"displayName\":\"%s\",\"title\":\"%s\"}",
                       practice->secret, practice->secret);
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = 200, .body = body };
  VstAccount *account;
  g_autofree char *name = NULL;

  fields.expires = PAST;
  account = put (fixture, &fields, "over", practice->secret);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_WHO_AM_I, &fault);
  assert_opens (fixture, account, VST_OPEN_CHOSEN, DOMO_SECRET_MASK);
  name = g_strdup (vst_record_get (vst_account_get_record (account))->name);
  g_assert_cmpstr (name, ==, DOMO_SECRET_MASK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/opener/good-token", test_good_token);
  add ("/opener/live-session", test_live_session);
  add ("/opener/bearer-without-leave", test_bearer_without_leave);
  add ("/opener/client-host", test_client_host);
  add ("/opener/renew", test_renew);
  add ("/opener/renew-scopes", test_renew_scopes);
  add ("/opener/no-secret", test_no_secret);
  add ("/opener/typed-date", test_typed_date);
  add ("/opener/signed-out", test_signed_out);
  add ("/opener/other-trouble", test_other_trouble);
  add ("/opener/second-factor", test_second_factor);
  add ("/opener/refused-password", test_refused_password);
  add ("/opener/locked-account", test_locked_account);
  add ("/opener/taken-password", test_taken_password);
  add ("/opener/good-token-needs-no-password", test_good_token_needs_no_password);
  add ("/opener/two-callers", test_two_callers);
  add ("/opener/two-accounts", test_two_accounts);
  add ("/opener/chosen-meanwhile", test_chosen_meanwhile);
  add ("/opener/cancel-one", test_cancel_one);
  add ("/opener/cancel-all", test_cancel_all);
  add ("/opener/cancel-for-all", test_cancel_for_all);
  add ("/opener/cancelled-before", test_cancelled_before);
  add ("/opener/another-person", test_another_person);
  add ("/opener/first-person", test_first_person);
  add ("/opener/another-instance", test_another_instance);
  add ("/opener/host", test_host);
  add ("/opener/host-for-now", test_host_for_now);
  add ("/opener/no-instance", test_no_instance);
  add ("/opener/locked-keyring", test_locked_keyring);
  add ("/opener/secret-of-another", test_secret_of_another);
  add ("/opener/session-of-another", test_session_of_another);
  add ("/opener/signed-out-stays-so", test_signed_out_stays_so);
  add ("/opener/echoed-password", test_echoed_password);
  add ("/opener/fresh-token", test_fresh_token);
  add ("/opener/fresh-token-signed-out", test_fresh_token_signed_out);
  return g_test_run ();
}
