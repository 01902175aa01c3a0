/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-remind-dialog.h"

#include "account-fixture.h"
#include "test-widgets.h"

static const char *const titles[VST_N_STEPS] = { "14 days before it ends", "3 days before",
                                                 "1 day before", "When it stops working" };

typedef struct {
  VstKeyring *keyring;
  VstAccountList *list;
  VstAccountKeeper *keeper;
  GtkWindow *parent;
  GtkWidget *dialog; /* weak */
  VstAccount *account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->keyring = vst_memory_keyring_new ();
  fixture->list = vst_account_list_new (fixture->keyring);
  fixture->keeper = vst_account_keeper_new (fixture->list);
  fixture->parent = test_window_new (gtk_label_new ("Vestibule"));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->parent);
  test_settle ();
  g_assert_null (fixture->dialog);
  g_assert_finalize_object (fixture->keeper);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->keyring);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = vst_remind_dialog_new (fixture->parent, fixture->keeper, fixture->account);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *)&fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  test_settle ();
}

static void
open_for (Fixture *fixture, DomoMethod method, gint64 expires)
{
  g_autoptr (DomoCredential) credential = test_credential (method, "token-1");
  g_autoptr (VstSession) session = test_session (method, "token-1", expires);

  fixture->account =
      vst_account_keeper_add (fixture->keeper, NULL, session, credential, VST_KEEP_TOKEN);
  test_settle ();
  open_dialog (fixture);
}

static GtkCheckButton *
find_check (Fixture *fixture, VstStep step)
{
  GtkWidget *row = test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, titles[step]);

  return test_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
}

static guint
get_muted (Fixture *fixture)
{
  return vst_record_get (vst_item_get_record (vst_account_get_item (fixture->account, TRUE)))
      ->muted;
}

static void
assert_shown (Fixture *fixture, guint steps)
{
  for (guint i = 0; i < VST_N_STEPS; i++) {
    GtkWidget *row = test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, titles[i]);

    g_assert_cmpint (gtk_widget_get_visible (row), ==, (steps & 1u << i) != 0);
  }
}

/* All is told until somebody says otherwise, and what is said goes into the keyring. */
static void
test_access_token (Fixture *fixture, gconstpointer unused)
{
  open_for (fixture, DOMO_METHOD_ACCESS_TOKEN, 0);
  assert_shown (fixture, (1u << VST_N_STEPS) - 1);
  g_assert_nonnull (test_find (fixture->dialog, GTK_TYPE_LABEL, "Jae Wilson"));
  for (guint i = 0; i < VST_N_STEPS; i++)
    g_assert_true (gtk_check_button_get_active (find_check (fixture, (VstStep)i)));
  gtk_check_button_set_active (find_check (fixture, VST_STEP_DAYS_14), FALSE);
  gtk_check_button_set_active (find_check (fixture, VST_STEP_STOPPED), FALSE);
  test_settle ();
  g_assert_cmpuint (get_muted (fixture), ==, 1u << VST_STEP_DAYS_14 | 1u << VST_STEP_STOPPED);
  gtk_check_button_set_active (find_check (fixture, VST_STEP_STOPPED), TRUE);
  test_settle ();
  g_assert_cmpuint (get_muted (fixture), ==, 1u << VST_STEP_DAYS_14);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  open_dialog (fixture);
  g_assert_false (gtk_check_button_get_active (find_check (fixture, VST_STEP_DAYS_14)));
  g_assert_true (gtk_check_button_get_active (find_check (fixture, VST_STEP_DAYS_3)));
}

static void
test_others (Fixture *fixture, gconstpointer unused)
{
  open_for (fixture, DOMO_METHOD_PASSWORD, TEST_FUTURE);
  assert_shown (fixture, 1u << VST_STEP_STOPPED);
  gtk_check_button_set_active (find_check (fixture, VST_STEP_STOPPED), FALSE);
  test_settle ();
  g_assert_cmpuint (get_muted (fixture), ==, 1u << VST_STEP_STOPPED);
}

/* As by another window. */
static void
test_changed_outside (Fixture *fixture, gconstpointer unused)
{
  open_for (fixture, DOMO_METHOD_ACCESS_TOKEN, 0);
  vst_account_keeper_set_muted (fixture->keeper, fixture->account, 1u << VST_STEP_DAYS_3);
  test_settle ();
  g_assert_false (gtk_check_button_get_active (find_check (fixture, VST_STEP_DAYS_3)));
  g_assert_cmpuint (get_muted (fixture), ==, 1u << VST_STEP_DAYS_3);
}

/* Nothing can be written into a keyring that is locked. */
static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  open_for (fixture, DOMO_METHOD_PASSWORD, TEST_FUTURE);
  vst_memory_keyring_set_locked (VST_MEMORY_KEYRING (fixture->keyring), TRUE, FALSE);
  test_settle ();
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_check (fixture, VST_STEP_STOPPED))));
  g_assert_nonnull (test_find (fixture->dialog, GTK_TYPE_LABEL,
                               "The keyring is locked, and so is what is set here."));
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/remind-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("access-token", test_access_token);
  ADD ("others", test_others);
  ADD ("changed-outside", test_changed_outside);
  ADD ("locked", test_locked);
#undef ADD
  return g_test_run ();
}
