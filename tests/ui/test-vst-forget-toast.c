/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-forget-toast.h"

#include "account-fixture.h"
#include "domo-error.h"
#include "test-widgets.h"

typedef struct {
  VstKeyring *keyring;
  VstAccountList *list;
  VstAccountKeeper *keeper;
  GtkWindow *window;
  AdwToastOverlay *overlay;
  VstForgetToast *toast;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->keyring = vst_memory_keyring_new ();
  fixture->list = vst_account_list_new (fixture->keyring);
  fixture->keeper = vst_account_keeper_new (fixture->list);
  fixture->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (fixture->overlay, gtk_label_new ("Accounts"));
  fixture->window = test_window_new (GTK_WIDGET (fixture->overlay));
  fixture->toast = vst_forget_toast_new (fixture->keeper, fixture->overlay);
}

static void
close_window (Fixture *fixture)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->window)
    close_window (fixture);
  test_settle ();
  if (fixture->toast)
    g_assert_finalize_object (fixture->toast);
  test_settle ();
  g_assert_finalize_object (fixture->keeper);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->keyring);
}

static VstAccount *
add (Fixture *fixture, DomoMethod method, VstKeep keep)
{
  g_autoptr (DomoCredential) credential = test_credential (method, "token-1");
  g_autoptr (VstSession) session = test_session (method, "token-1", TEST_FUTURE);
  VstAccount *account = vst_account_keeper_add (fixture->keeper, NULL, session, credential, keep);

  test_settle ();
  return account;
}

static void
forget (Fixture *fixture, VstAccount *account)
{
  vst_account_keeper_forget (fixture->keeper, account);
  vst_forget_toast_show (fixture->toast, account);
  test_settle ();
}

static guint
count_accounts (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static guint
count_items (Fixture *fixture)
{
  return vst_memory_keyring_count (VST_MEMORY_KEYRING (fixture->keyring));
}

static GtkWidget *
find_undo (Fixture *fixture)
{
  return test_find (GTK_WIDGET (fixture->overlay), GTK_TYPE_BUTTON, "Undo");
}

static void
assert_toast (Fixture *fixture, const char *words)
{
  GtkWidget *label = test_find (GTK_WIDGET (fixture->overlay), GTK_TYPE_LABEL, words);

  g_assert_nonnull (label);
  g_assert_true (test_is_shown (label));
  g_assert_true (test_is_shown (find_undo (fixture)));
}

static void
assert_no_toast (Fixture *fixture)
{
  g_assert_null (find_undo (fixture));
}

static void
press (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
  test_settle ();
}

/* The cross at the end of the toast. */
static void
press_close (Fixture *fixture)
{
  press (gtk_widget_get_last_child (gtk_widget_get_parent (find_undo (fixture))));
}

static void
test_words (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    DomoMethod method;
    VstKeep keep;
    const char *words;
  } rows[] = {
    { DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN_AND_SECRET,
      "Jae Wilson forgotten, with token and password" },
    { DOMO_METHOD_CLIENT, VST_KEEP_TOKEN_AND_SECRET,
      "Jae Wilson forgotten, with token and secret" },
    { DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN, "Jae Wilson forgotten, with its token" },
    { DOMO_METHOD_ACCESS_TOKEN, VST_KEEP_TOKEN, "Jae Wilson forgotten, with its token" },
    { DOMO_METHOD_CLIENT, VST_KEEP_NOTHING, "Jae Wilson forgotten" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    forget (fixture, add (fixture, rows[i].method, rows[i].keep));
    assert_toast (fixture, rows[i].words);
    press_close (fixture);
    assert_no_toast (fixture);
    g_assert_cmpuint (count_items (fixture), ==, 0);
  }
}

/* What the keyring has beside no token, and a name that looks like markup. */
static void
test_words_of_record (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    DomoMethod method;
    VstItemKind main;
    VstItemKind secret;
    const char *words;
  } rows[] = {
    { DOMO_METHOD_PASSWORD, VST_ITEM_ACCOUNT, VST_ITEM_PASSWORD,
      "<b>R & D</b> forgotten, with its password" },
    { DOMO_METHOD_CLIENT, VST_ITEM_ACCOUNT, VST_ITEM_SECRET,
      "<b>R & D</b> forgotten, with its secret" },
    { DOMO_METHOD_PASSWORD, VST_ITEM_ACCOUNT, VST_ITEM_ACCOUNT, "<b>R & D</b> forgotten" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *id = vst_record_new_id ();
    g_autoptr (VstRecord) record = test_record (id, rows[i].method, "<b>R & D</b>", TEST_PAST);
    VstItem *main_item = test_put (fixture->keyring, rows[i].main, record, "");
    g_autoptr (VstItem) secret = NULL;

    if (rows[i].secret != rows[i].main)
      secret = test_put (fixture->keyring, rows[i].secret, record, "planted-secret");
    vst_account_list_load (fixture->list);
    test_settle ();
    forget (fixture, vst_account_list_find (fixture->list, id));
    assert_toast (fixture, rows[i].words);
    press_close (fixture);
    g_assert_cmpuint (count_items (fixture), ==, 0);
    g_object_unref (main_item);
  }
}

static void
test_undo (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN_AND_SECRET);
  guint n_undone = 0;

  g_signal_connect_swapped (fixture->toast, "undone", G_CALLBACK (test_count_cb), &n_undone);
  forget (fixture, account);
  g_assert_cmpuint (count_accounts (fixture), ==, 0);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_cmpuint (n_undone, ==, 0);

  press (find_undo (fixture));
  assert_no_toast (fixture);
  g_assert_cmpuint (n_undone, ==, 1);
  g_assert_cmpuint (count_accounts (fixture), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_true (vst_account_list_find (fixture->list, vst_account_get_id (account)) == account);
  g_assert_nonnull (vst_account_get_session (account));
}

static void
test_dismiss (Fixture *fixture, gconstpointer unused)
{
  guint n_signals = 0;

  g_signal_connect_swapped (fixture->toast, "undone", G_CALLBACK (test_count_cb), &n_signals);
  g_signal_connect_swapped (fixture->toast, "failed", G_CALLBACK (test_count_cb), &n_signals);
  forget (fixture, add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN_AND_SECRET));
  press_close (fixture);
  assert_no_toast (fixture);
  g_assert_cmpuint (count_accounts (fixture), ==, 0);
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_cmpuint (n_signals, ==, 0);
}

/* The second toast takes the place of the first, which does not count as gone. */
static void
test_joins (Fixture *fixture, gconstpointer unused)
{
  VstAccount *first = add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN);
  VstAccount *second = add (fixture, DOMO_METHOD_CLIENT, VST_KEEP_TOKEN);

  forget (fixture, first);
  assert_toast (fixture, "Jae Wilson forgotten, with its token");
  forget (fixture, second);
  assert_toast (fixture, "2 accounts forgotten");
  g_assert_null (test_find (GTK_WIDGET (fixture->overlay), GTK_TYPE_LABEL,
                            "Jae Wilson forgotten, with its token"));
  g_assert_cmpuint (count_items (fixture), ==, 2);

  press (find_undo (fixture));
  assert_no_toast (fixture);
  g_assert_cmpuint (count_accounts (fixture), ==, 2);
  g_assert_cmpuint (count_items (fixture), ==, 2);

  forget (fixture, second);
  assert_toast (fixture, "Jae Wilson forgotten, with its token");
  forget (fixture, first);
  press_close (fixture);
  assert_no_toast (fixture);
  g_assert_cmpuint (count_accounts (fixture), ==, 0);
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

static void
test_commit (Fixture *fixture, gconstpointer unused)
{
  forget (fixture, add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN_AND_SECRET));
  vst_forget_toast_commit (fixture->toast);
  test_settle ();
  assert_no_toast (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 0);
  vst_forget_toast_commit (fixture->toast);

  /* Nor does the next one count those that are gone. */
  forget (fixture, add (fixture, DOMO_METHOD_CLIENT, VST_KEEP_TOKEN));
  assert_toast (fixture, "Jae Wilson forgotten, with its token");
}

static void
failed_cb (VstForgetToast *toast, GError *error, GError **place)
{
  g_assert_null (*place);
  *place = g_error_copy (error);
}

static void
test_fails (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN);
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->toast, "failed", G_CALLBACK (failed_cb), &error);
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (fixture->keyring), 0, DOMO_ERROR_KEYRING);
  forget (fixture, account);
  g_assert_no_error (error);
  press_close (fixture);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
  g_assert_cmpuint (count_accounts (fixture), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (fixture->keyring), 0, -1);
}

/* Undo waits behind another toast; meanwhile nothing is removed. */
static void
test_behind_another (Fixture *fixture, gconstpointer unused)
{
  AdwToast *other = adw_toast_new ("Copied");

  adw_toast_overlay_add_toast (fixture->overlay, other);
  forget (fixture, add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN));
  forget (fixture, add (fixture, DOMO_METHOD_CLIENT, VST_KEEP_TOKEN));
  assert_no_toast (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  adw_toast_dismiss (other);
  test_settle ();
  assert_toast (fixture, "2 accounts forgotten");
  press (find_undo (fixture));
  g_assert_cmpuint (count_accounts (fixture), ==, 2);
}

static void
test_window_closes (Fixture *fixture, gconstpointer unused)
{
  VstAccount *second = add (fixture, DOMO_METHOD_CLIENT, VST_KEEP_TOKEN);

  forget (fixture, add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN));
  close_window (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  /* Where nobody can take it back, nothing is waited for. */
  vst_account_keeper_forget (fixture->keeper, second);
  vst_forget_toast_show (fixture->toast, second);
  test_settle ();
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

static void
test_disposed (Fixture *fixture, gconstpointer unused)
{
  forget (fixture, add (fixture, DOMO_METHOD_PASSWORD, VST_KEEP_TOKEN));
  g_assert_finalize_object (g_steal_pointer (&fixture->toast));
  test_settle ();
  assert_no_toast (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/forget-toast/words", test_words },
    { "/forget-toast/words-of-record", test_words_of_record },
    { "/forget-toast/undo", test_undo },
    { "/forget-toast/dismiss", test_dismiss },
    { "/forget-toast/joins", test_joins },
    { "/forget-toast/commit", test_commit },
    { "/forget-toast/fails", test_fails },
    { "/forget-toast/behind-another", test_behind_another },
    { "/forget-toast/window-closes", test_window_closes },
    { "/forget-toast/disposed", test_disposed },
  };

  test_widgets_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
