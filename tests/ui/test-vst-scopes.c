/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-scopes.h"

#include "domo-credential.h"
#include "test-widgets.h"

static GtkCheckButton *
find_button (GtkWidget *row, const char *scope)
{
  GtkWidget *line = test_find (row, ADW_TYPE_ACTION_ROW, scope);

  g_assert_nonnull (line);
  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (line)));
}

static void
assert_chosen (VstScopes *scopes, GtkWidget *row, const char *words, const char *subtitle)
{
  g_auto (GStrv) chosen = vst_scopes_dup_chosen (scopes);
  g_autofree char *joined = g_strjoinv (" ", chosen);

  g_assert_cmpstr (joined, ==, words);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, subtitle);
}

static void
test_choose (void)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autoptr (VstScopes) scopes = NULL;

  g_object_ref_sink (row);
  scopes = vst_scopes_new (ADW_EXPANDER_ROW (row));
  for (const char *const *scope = domo_known_scopes; *scope; scope++)
    gtk_test_accessible_assert_property (find_button (row, *scope), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         *scope);
  assert_chosen (scopes, row, "data user", "data, user");

  gtk_check_button_set_active (find_button (row, "audit"), TRUE);
  gtk_check_button_set_active (find_button (row, "data"), FALSE);
  assert_chosen (scopes, row, "audit user", "audit, user");

  gtk_check_button_set_active (find_button (row, "audit"), FALSE);
  gtk_check_button_set_active (find_button (row, "user"), FALSE);
  assert_chosen (scopes, row, "", "None chosen: Domo decides");

  g_assert_finalize_object (g_steal_pointer (&scopes));
  g_assert_finalize_object (row);
}

/* One stop for Tab each, which says and changes whether it is chosen. */
static void
test_keyboard (void)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autoptr (VstScopes) scopes = NULL;
  GtkWidget *line;

  g_object_ref_sink (row);
  scopes = vst_scopes_new (ADW_EXPANDER_ROW (row));
  line = test_find (row, ADW_TYPE_ACTION_ROW, "audit");
  g_assert_true (gtk_widget_get_focusable (line));
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (find_button (row, "audit"))));
  gtk_test_accessible_assert_state (line, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  adw_action_row_activate (ADW_ACTION_ROW (line));
  assert_chosen (scopes, row, "audit data user", "audit, data, user");
  gtk_test_accessible_assert_state (line, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);

  g_assert_finalize_object (g_steal_pointer (&scopes));
  g_assert_finalize_object (row);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  g_test_add_func ("/scopes/choose", test_choose);
  g_test_add_func ("/scopes/keyboard", test_keyboard);
  return g_test_run ();
}
