/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account.h"

#include "account-fixture.h"
#include "vst-account-opener.h"

#define NOW G_GINT64_CONSTANT (1800000000000)

/* ---------------------------------------------------------------------------------- its state */

typedef struct {
  const char *name;
  VstAccountState state;
  gboolean is_busy;
  gboolean has_other;
  GQuark (*domain) (void); /* NULL: no error */
  int code;
  gint64 session_expires; /* of a session; -1: there is none */
  gint64 record_expires;
  int main; /* kind; -1: none */
  gboolean has_secret;
  gboolean is_signed_out;
  gboolean is_locked;
} Row;

static const Row rows[] = {
  { "stored", VST_ACCOUNT_UNCHECKED, .session_expires = -1, .main = VST_ITEM_TOKEN,
    .record_expires = TEST_FUTURE },
  { "no end known", VST_ACCOUNT_UNCHECKED, .session_expires = -1, .main = VST_ITEM_TOKEN },
  { "stored, over", VST_ACCOUNT_ENDED, .session_expires = -1, .main = VST_ITEM_TOKEN,
    .record_expires = TEST_PAST },
  { "over to the millisecond", VST_ACCOUNT_ENDED, .session_expires = -1, .main = VST_ITEM_TOKEN,
    .record_expires = NOW },
  { "over, renews itself", VST_ACCOUNT_UNCHECKED, .session_expires = -1, .main = VST_ITEM_TOKEN,
    .record_expires = TEST_PAST, .has_secret = TRUE },
  { "busy goes first", VST_ACCOUNT_CHECKING, .is_busy = TRUE, .has_other = TRUE,
    .session_expires = -1, .main = VST_ITEM_TOKEN },
  { "signed in", VST_ACCOUNT_GOOD, .session_expires = TEST_FUTURE, .main = VST_ITEM_TOKEN,
    .record_expires = TEST_FUTURE },
  { "signed in, end unknown", VST_ACCOUNT_GOOD, .session_expires = 0, .main = -1 },
  { "signed in, over", VST_ACCOUNT_ENDED, .session_expires = TEST_PAST, .main = VST_ITEM_TOKEN },
  { "signed in for this session", VST_ACCOUNT_GOOD, .session_expires = TEST_FUTURE, .main = -1 },
  { "signed in, names kept", VST_ACCOUNT_GOOD, .session_expires = TEST_FUTURE,
    .main = VST_ITEM_ACCOUNT },
  { "another", VST_ACCOUNT_ANOTHER, .has_other = TRUE, .session_expires = TEST_FUTURE,
    .main = VST_ITEM_TOKEN },
  { "signed out", VST_ACCOUNT_SIGN_IN_NEEDED, .session_expires = -1, .main = VST_ITEM_ACCOUNT },
  { "signed out, over", VST_ACCOUNT_SIGN_IN_NEEDED, .session_expires = -1, .main = VST_ITEM_ACCOUNT,
    .record_expires = TEST_PAST },
  { "signed out, not yet written", VST_ACCOUNT_SIGN_IN_NEEDED, .session_expires = -1,
    .main = VST_ITEM_TOKEN, .is_signed_out = TRUE },
  { "signed out, this session", VST_ACCOUNT_SIGN_IN_NEEDED, .session_expires = -1, .main = -1,
    .is_signed_out = TRUE },
  { "locked", VST_ACCOUNT_KEYRING_LOCKED, .session_expires = -1, .main = VST_ITEM_TOKEN,
    .is_locked = TRUE },
  { "locked, signed in", VST_ACCOUNT_GOOD, .session_expires = TEST_FUTURE, .main = VST_ITEM_TOKEN,
    .is_locked = TRUE },
  { "failed", VST_ACCOUNT_FAILED, .domain = domo_error_quark, .code = DOMO_ERROR_AUTH,
    .session_expires = TEST_FUTURE, .main = VST_ITEM_TOKEN },
  { "found locked", VST_ACCOUNT_KEYRING_LOCKED, .domain = domo_error_quark,
    .code = DOMO_ERROR_KEYRING_LOCKED, .session_expires = -1, .main = VST_ITEM_TOKEN },
  { "found signed out", VST_ACCOUNT_SIGN_IN_NEEDED, .domain = vst_open_error_quark,
    .code = VST_OPEN_ERROR_SIGNED_OUT, .session_expires = -1, .main = VST_ITEM_TOKEN },
  { "found over", VST_ACCOUNT_ENDED, .domain = vst_open_error_quark, .code = VST_OPEN_ERROR_ENDED,
    .session_expires = -1, .main = VST_ITEM_TOKEN },
  { "found over early", VST_ACCOUNT_ENDED, .domain = vst_open_error_quark,
    .code = VST_OPEN_ERROR_ENDED_EARLY, .session_expires = -1, .main = VST_ITEM_TOKEN },
  { "refused", VST_ACCOUNT_FAILED, .domain = vst_open_error_quark, .code = VST_OPEN_ERROR_REFUSED,
    .session_expires = -1, .main = VST_ITEM_TOKEN },
};

static VstRecord *
make_record (gint64 expires)
{
  g_autoptr (VstRecord) record = test_record ("a", DOMO_METHOD_PASSWORD, "Jae Wilson", 0);
  VstRecordFields fields = *vst_record_get (record);

  fields.expires = expires;
  return vst_record_new (&fields);
}

static void
set_item (VstAccount *account, VstItemKind kind, gboolean locked)
{
  g_autoptr (VstItem) item = test_item (kind, vst_account_get_record (account), locked);

  vst_account_set_item (account, vst_item_kind_is_main (kind), item);
}

static void
set_session (VstAccount *account, gint64 expires)
{
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-1", expires);

  vst_account_set_session (account, session);
}

static VstAccount *
make_account (const Row *row)
{
  g_autoptr (VstRecord) record = make_record (row->record_expires);
  g_autoptr (VstSession) other = test_session (DOMO_METHOD_PASSWORD, "token-2", 0);
  VstAccount *account = vst_account_new (record);

  if (row->main >= 0)
    set_item (account, (VstItemKind)row->main, row->is_locked);
  if (row->has_secret)
    set_item (account, VST_ITEM_PASSWORD, row->is_locked);
  if (row->session_expires >= 0)
    set_session (account, row->session_expires);
  if (row->domain) {
    g_autoptr (GError) error = g_error_new_literal (row->domain (), row->code, "words");

    vst_account_set_error (account, error);
  }
  if (row->has_other)
    vst_account_set_other (account, other);
  vst_account_set_signed_out (account, row->is_signed_out);
  vst_account_set_busy (account, row->is_busy);
  return account;
}

static void
test_state (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (VstAccount) account = make_account (row);

  g_assert_cmpint (vst_account_get_state (account, NOW), ==, row->state);
}

/* ---------------------------------------------------------------------------------- what it tells
 */

static void
test_answer_clears (void)
{
  static const Row row = { .session_expires = -1,
                           .main = VST_ITEM_TOKEN,
                           .is_signed_out = TRUE,
                           .has_other = TRUE,
                           .domain = domo_error_quark,
                           .code = DOMO_ERROR_AUTH };
  g_autoptr (VstAccount) account = make_account (&row);

  set_session (account, TEST_FUTURE);
  g_assert_null (vst_account_get_error (account));
  g_assert_null (vst_account_get_other (account));
  vst_account_set_session (account, NULL);
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_UNCHECKED);
}

static void
test_items (void)
{
  g_autoptr (VstRecord) record = make_record (0);
  g_autoptr (VstAccount) account = vst_account_new (record);

  g_assert_false (vst_account_is_stored (account));
  g_assert_null (vst_account_get_collection (account));
  set_item (account, VST_ITEM_PASSWORD, FALSE);
  g_assert_false (vst_account_is_stored (account));
  g_assert_true (vst_account_has_secret (account));
  set_item (account, VST_ITEM_ACCOUNT, FALSE);
  g_assert_true (vst_account_is_stored (account));
  g_assert_false (vst_account_has_token (account));
  set_item (account, VST_ITEM_TOKEN, TRUE);
  g_assert_true (vst_account_has_token (account));
  g_assert_true (vst_account_is_locked (account));
  g_assert_cmpstr (vst_account_get_collection (account), ==, "Login");
  vst_account_set_item (account, TRUE, NULL);
  g_assert_false (vst_account_is_stored (account));
}

/* What the keyring says twice does not bring back older names. */
static void
test_record_of_item (void)
{
  g_autoptr (VstRecord) first = test_record ("a", DOMO_METHOD_PASSWORD, "Jae", 0);
  g_autoptr (VstRecord) second = test_record ("a", DOMO_METHOD_PASSWORD, "Jae Wilson", 0);
  g_autoptr (VstRecord) third = test_record ("a", DOMO_METHOD_PASSWORD, "Jae W.", 0);
  g_autoptr (VstItem) item = test_item (VST_ITEM_TOKEN, first, FALSE);
  g_autoptr (VstItem) again = test_item (VST_ITEM_TOKEN, first, FALSE);
  g_autoptr (VstItem) changed = test_item (VST_ITEM_TOKEN, third, FALSE);
  g_autoptr (VstAccount) account = vst_account_new (first);
  guint changes = 0;

  vst_account_set_item (account, TRUE, item);
  vst_account_set_record (account, second);
  g_signal_connect_swapped (account, "changed", G_CALLBACK (test_count_cb), &changes);
  vst_account_set_item (account, TRUE, again);
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpstr (vst_record_get (vst_account_get_record (account))->name, ==, "Jae Wilson");
  vst_account_set_item (account, TRUE, changed);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpstr (vst_record_get (vst_account_get_record (account))->name, ==, "Jae W.");
}

static void
test_unlocked (void)
{
  static const Row row = { .session_expires = -1,
                           .main = VST_ITEM_TOKEN,
                           .is_locked = TRUE,
                           .domain = domo_error_quark,
                           .code = DOMO_ERROR_KEYRING_LOCKED };
  g_autoptr (VstAccount) account = make_account (&row);

  set_item (account, VST_ITEM_TOKEN, FALSE);
  g_assert_cmpint (vst_account_get_state (account, NOW), ==, VST_ACCOUNT_UNCHECKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_strdelimit (g_strdup (rows[i].name), " ,", '-');
    g_autofree char *path = g_strconcat ("/account/state/", name, NULL);

    g_test_add_data_func (path, &rows[i], test_state);
  }
  g_test_add_func ("/account/answer-clears", test_answer_clears);
  g_test_add_func ("/account/items", test_items);
  g_test_add_func ("/account/record-of-item", test_record_of_item);
  g_test_add_func ("/account/unlocked", test_unlocked);
  return g_test_run ();
}
