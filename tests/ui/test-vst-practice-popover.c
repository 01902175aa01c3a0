/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice-popover.h"

#include <string.h>

#include "test-support.h"
#include "test-widgets.h"
#include "vst-strip.h"

typedef struct {
  GtkWindow *window;
  GtkWidget *popover;
  const VstPracticeAccount *chosen;
} Fixture;

static void
chosen_cb (GtkWidget *popover, const VstPracticeAccount *account, Fixture *fixture)
{
  g_assert_null (fixture->chosen);
  fixture->chosen = account;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *strip;

  fixture->popover = vst_practice_popover_new ();
  g_signal_connect (fixture->popover, "chosen", G_CALLBACK (chosen_cb), fixture);
  strip = vst_strip_new ("Practice: nothing reaches a real host or keyring.", "Accounts to Try",
                         fixture->popover);
  fixture->window = test_window_new (strip);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
}

static GtkWidget *
find_row (Fixture *fixture, const VstPracticeAccount *account)
{
  return test_find (fixture->popover, ADW_TYPE_ACTION_ROW, account->title);
}

static void
test_rows (Fixture *fixture, gconstpointer unused)
{
  gsize n_accounts, i;
  const VstPracticeAccount *accounts = vst_practice_get_accounts (&n_accounts);

  g_assert_cmpuint (n_accounts, >, 3);
  for (i = 0; i < n_accounts; i++) {
    GtkWidget *row = find_row (fixture, &accounts[i]);
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
    const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

    g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), ==,
                     accounts[i].works ? "These Sign In" : "These Fail on Purpose");
    /* What to type is said, the secret is filled in. */
    g_assert_true (!accounts[i].instance || strstr (subtitle, accounts[i].instance));
    g_assert_true (!accounts[i].user_name || strstr (subtitle, accounts[i].user_name));
    g_assert_true (!accounts[i].code || strstr (subtitle, accounts[i].code));
    g_assert_null (strstr (subtitle, accounts[i].secret));
  }
}

static void
test_subtitle (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *row = test_find (fixture->popover, ADW_TYPE_ACTION_ROW, "Wants a one-time code");

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "practice · grace.okafor@acme.com · code 123456");
}

static void
test_choose (Fixture *fixture, gconstpointer by_action)
{
  gsize n_accounts;
  const VstPracticeAccount *account = &vst_practice_get_accounts (&n_accounts)[1];
  GtkWidget *row = find_row (fixture, account);

  gtk_popover_popup (GTK_POPOVER (fixture->popover));
  g_assert_true (gtk_widget_get_mapped (fixture->popover));
  if (by_action) /* what assistive technology does */
    gtk_widget_activate_action (row, "practice.choose", NULL);
  else /* what a click or Return does */
    g_signal_emit_by_name (row, "activate");
  g_assert_true (fixture->chosen == account);
  g_assert_false (gtk_widget_get_visible (fixture->popover));
}

static void
test_strip (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *strip = adw_window_get_content (ADW_WINDOW (fixture->window));
  GtkWidget *button = test_find (strip, GTK_TYPE_MENU_BUTTON, NULL);
  g_autoptr (GtkWidget) bare = NULL;

  gtk_test_accessible_assert_role (strip, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Accounts to Try");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (gtk_widget_get_mapped (fixture->popover));

  bare = g_object_ref_sink (vst_strip_new ("Only words.", NULL, NULL));
  g_assert_nonnull (test_find (bare, GTK_TYPE_LABEL, "Only words."));
  g_assert_false (gtk_widget_get_visible (test_find (bare, GTK_TYPE_MENU_BUTTON, NULL)));
}

static void
test_goes_away (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover = g_object_ref (fixture->popover);

  g_clear_pointer (&fixture->window, gtk_window_destroy);
  test_settle ();
  g_assert_finalize_object (popover);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/practice-popover/rows", test_rows, NULL);
  add ("/practice-popover/subtitle", test_subtitle, NULL);
  add ("/practice-popover/choose/row", test_choose, NULL);
  add ("/practice-popover/choose/action", test_choose, GINT_TO_POINTER (TRUE));
  add ("/practice-popover/strip", test_strip, NULL);
  add ("/practice-popover/goes-away", test_goes_away, NULL);
  return g_test_run ();
}
