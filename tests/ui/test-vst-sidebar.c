/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-sidebar.h"

#include "account-fixture.h"
#include "test-input.h"
#include "test-widgets.h"
#include "vst-account-row.h"
#include "vst-account-words.h"

/* What is far beyond what the window shows. */
#define MANY 300

typedef struct {
  VstKeyring *keyring;
  VstAccountList *list;
  VstAccountKeeper *keeper;
  GtkWindow *window;
  VstSidebar *sidebar;
  GtkWidget *view;
  GtkWidget *page; /* what has the focus beside the sidebar */
  GString *chosen; /* names, each with a comma */
  GString *asked;  /* actions with their targets, each with a comma */
} Fixture;

/* ----------------------------------------------------------------------------------- the window */

static void
asked_cb (GSimpleAction *action, GVariant *id, gpointer asked)
{
  g_string_append_printf (asked, "%s %s,", g_action_get_name (G_ACTION (action)),
                          g_variant_get_string (id, NULL));
}

static void
add_actions (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "check-account", .activate = asked_cb, .parameter_type = "s" },
    { .name = "sign-out-account", .activate = asked_cb, .parameter_type = "s" },
    { .name = "forget-account", .activate = asked_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  fixture->asked = g_string_new (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture->asked);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
}

static void
chosen_cb (GString *chosen, VstAccount *account)
{
  g_autofree char *name = vst_account_dup_name (account);

  g_string_append_printf (chosen, "%s,", name);
}

static void
set_up (Fixture *fixture, gconstpointer is_practice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  fixture->keyring = vst_memory_keyring_new ();
  fixture->list = vst_account_list_new (fixture->keyring);
  fixture->keeper = vst_account_keeper_new (fixture->list);
  fixture->chosen = g_string_new (NULL);
  fixture->sidebar = g_object_new (VST_TYPE_SIDEBAR, "width-request", 320, "hexpand", FALSE, NULL);
  fixture->page = gtk_button_new_with_label ("Page");
  gtk_widget_set_hexpand (fixture->page, TRUE);
  g_signal_connect_swapped (fixture->sidebar, "chosen", G_CALLBACK (chosen_cb), fixture->chosen);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->sidebar));
  gtk_box_append (GTK_BOX (box), fixture->page);
  vst_sidebar_set_list (fixture->sidebar, fixture->list, GPOINTER_TO_INT (is_practice));
  fixture->view = test_find (GTK_WIDGET (fixture->sidebar), GTK_TYPE_LIST_VIEW, NULL);
  fixture->window = test_window_new (box);
  gtk_widget_grab_focus (fixture->page);
  add_actions (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer is_practice)
{
  gpointer sidebar = fixture->sidebar;

  g_object_add_weak_pointer (sidebar, &sidebar);
  gtk_window_destroy (fixture->window);
  test_settle ();
  g_assert_null (sidebar);
  g_assert_finalize_object (fixture->keeper);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->keyring);
  g_string_free (fixture->chosen, TRUE);
  g_string_free (fixture->asked, TRUE);
}

/* --------------------------------------------------------------------------------- its accounts */

/* @id: also the name, where there is no other. Returns: (transfer none): its account */
static VstAccount *
put_named (Fixture *fixture, const char *id, const char *name)
{
  g_autoptr (VstRecord) record = test_record (id, DOMO_METHOD_PASSWORD, name, TEST_PAST);

  g_object_unref (test_put (fixture->keyring, VST_ITEM_TOKEN, record, "token-1"));
  return vst_account_list_find (fixture->list, id);
}

static VstAccount *
put (Fixture *fixture, const char *name)
{
  return put_named (fixture, name, name);
}

static void
put_three (Fixture *fixture)
{
  put (fixture, "Kim");
  put (fixture, "Zoe");
  put (fixture, "Amy");
}

static VstAccount *
find (Fixture *fixture, const char *id)
{
  VstAccount *account = vst_account_list_find (fixture->list, id);

  g_assert_nonnull (account);
  return account;
}

static void
take (Fixture *fixture, const char *id)
{
  g_autoptr (VstItem) item = g_object_ref (vst_account_get_item (find (fixture, id), TRUE));

  test_take (fixture->keyring, item);
}

static void
forget (Fixture *fixture, const char *id)
{
  vst_account_keeper_forget (fixture->keeper, find (fixture, id));
  test_settle ();
}

static void
undo (Fixture *fixture)
{
  vst_account_keeper_undo (fixture->keeper);
  test_settle ();
}

static void
show (Fixture *fixture, const char *id)
{
  vst_sidebar_set_account (fixture->sidebar, id ? find (fixture, id) : NULL);
}

/* ------------------------------------------------------------------------------ what can be seen
 */

static GtkWidget *
get_row (GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);

  g_assert_true (VST_IS_ACCOUNT_ROW (row));
  return row;
}

/* (transfer full): the names in the rows with those @flags, from top to bottom */
static char *
dup_names (Fixture *fixture, GtkStateFlags flags)
{
  GString *names = g_string_new (NULL);

  for (GtkWidget *item = gtk_widget_get_first_child (fixture->view); item;
       item = gtk_widget_get_next_sibling (item)) {
    GObject *label = gtk_widget_get_template_child (get_row (item), VST_TYPE_ACCOUNT_ROW, "name");

    if ((gtk_widget_get_state_flags (item) & flags) == flags && gtk_widget_get_child_visible (item))
      g_string_append_printf (names, "%s,", gtk_label_get_label (GTK_LABEL (label)));
  }
  return g_string_free (names, FALSE);
}

static GtkWidget *
find_item (Fixture *fixture, const char *name)
{
  GtkWidget *label = test_find (fixture->view, GTK_TYPE_LABEL, name);

  g_assert_nonnull (label);
  return gtk_widget_get_parent (gtk_widget_get_ancestor (label, VST_TYPE_ACCOUNT_ROW));
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *names = dup_names (fixture, GTK_STATE_FLAG_NORMAL);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_marked (Fixture *fixture, const char *expected)
{
  g_autofree char *names = dup_names (fixture, GTK_STATE_FLAG_SELECTED);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_chosen (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->chosen->str, ==, expected);
  g_string_truncate (fixture->chosen, 0);
}

static void
assert_asked (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->asked->str, ==, expected);
  g_string_truncate (fixture->asked, 0);
}

static void
click (GtkWidget *widget, guint button, guint times)
{
  test_input_click (widget, gtk_widget_get_width (widget) / 2.0,
                    gtk_widget_get_height (widget) / 2.0, button, times);
}

/* ----------------------------------------------------------------------------------------- rows */

static void
test_sorted (Fixture *fixture, gconstpointer unused)
{
  assert_rows (fixture, "");
  put_three (fixture);
  assert_rows (fixture, "Amy,Kim,Zoe,");
  /* What it cannot be told apart by is its id, and that alone. */
  put_named (fixture, "b", "Kim");
  assert_rows (fixture, "Amy,Kim,Kim,Zoe,");
}

static void
test_from_outside (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  take (fixture, "Kim");
  assert_rows (fixture, "Amy,Zoe,");
  put (fixture, "Bob");
  assert_rows (fixture, "Amy,Bob,Zoe,");
  take (fixture, "Amy");
  take (fixture, "Zoe");
  take (fixture, "Bob");
  assert_rows (fixture, "");
  put (fixture, "Kim");
  assert_rows (fixture, "Kim,");
}

/* Another name stands elsewhere. */
static void
test_renamed (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Kim");
  put_named (fixture, "Amy", "Xan");
  assert_rows (fixture, "Kim,Xan,Zoe,");
  put_named (fixture, "Zoe", "Bob");
  assert_rows (fixture, "Bob,Kim,Xan,");
  put_named (fixture, "Kim", "Zed");
  assert_rows (fixture, "Bob,Xan,Zed,");
  assert_marked (fixture, "Zed,");
}

/* It stood under its user name, and now Domo says who that is. */
static void
test_name_of_session (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_PASSWORD, "token-1", TEST_FUTURE);

  put_three (fixture);
  put_named (fixture, "a", NULL);
  show (fixture, "Zoe");
  assert_rows (fixture, "Amy,Kim,Zoe,jae@acme.example,");
  vst_account_keeper_renewed (fixture->keeper, find (fixture, "a"), session, FALSE);
  test_settle ();
  assert_rows (fixture, "Amy,Jae Wilson,Kim,Zoe,");
  assert_marked (fixture, "Zoe,");
}

/* Another person answers, and is accepted. */
static void
test_accepted (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstSession) other = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  put_three (fixture);
  show (fixture, "Zoe");
  vst_account_set_other (find (fixture, "Zoe"), other);
  assert_rows (fixture, "Amy,Kim,Zoe,");
  vst_account_keeper_accept (fixture->keeper, find (fixture, "Zoe"),
                             vst_account_get_other (find (fixture, "Zoe")));
  test_settle ();
  assert_rows (fixture, "Amy,Jae Wilson,Kim,");
  assert_marked (fixture, "Jae Wilson,");
}

/* A name that changed while the account was forgotten, and after it came back. */
static void
test_renamed_after_undo (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  forget (fixture, "Amy");
  put_named (fixture, "Amy", "Lou");
  assert_rows (fixture, "Kim,Zoe,");
  undo (fixture);
  assert_rows (fixture, "Kim,Lou,Zoe,");
  put_named (fixture, "Amy", "Zora");
  assert_rows (fixture, "Kim,Zoe,Zora,");
}

static void
test_practice (Fixture *fixture, gconstpointer is_practice)
{
  GtkWidget *bar = GTK_WIDGET (vst_sidebar_get_header_bar (fixture->sidebar));
  GtkWidget *subtitle = test_find (bar, GTK_TYPE_LABEL, "Practice");

  g_assert_true (test_is_shown (test_find (bar, GTK_TYPE_LABEL, "Accounts")));
  if (GPOINTER_TO_INT (is_practice))
    g_assert_true (test_is_shown (subtitle));
  else
    g_assert_null (subtitle);
}

static void
test_names (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->sidebar);

  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Accounts");
  gtk_test_accessible_assert_property (test_find (sidebar, GTK_TYPE_BUTTON, "Add Account"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Add Account");
  gtk_test_accessible_assert_property (test_find (sidebar, GTK_TYPE_MENU_BUTTON, "Main Menu"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Main Menu");
  put (fixture, "Kim");
  gtk_test_accessible_assert_property (find_item (fixture, "Kim"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Kim, acme, Password, Not checked yet");
}

/* ------------------------------------------------------------------------------------- the mark */

static void
test_mark (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  assert_marked (fixture, "");
  show (fixture, "Kim");
  assert_marked (fixture, "Kim,");
  show (fixture, "Zoe");
  assert_marked (fixture, "Zoe,");
  show (fixture, NULL);
  assert_marked (fixture, "");
  assert_chosen (fixture, "");
}

static void
test_mark_stays (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Kim");
  put (fixture, "Bob");
  assert_marked (fixture, "Kim,");
  put (fixture, "Aaron");
  assert_marked (fixture, "Kim,");
  take (fixture, "Aaron");
  take (fixture, "Amy");
  assert_marked (fixture, "Kim,");
  take (fixture, "Zoe");
  assert_marked (fixture, "Kim,");
  take (fixture, "Bob");
  assert_rows (fixture, "Kim,");
  assert_marked (fixture, "Kim,");
}

/* An account may be shown before it is in the list. */
static void
test_mark_comes (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Amy");
  forget (fixture, "Amy");
  assert_marked (fixture, "");
  undo (fixture);
  assert_rows (fixture, "Amy,Kim,Zoe,");
  assert_marked (fixture, "Amy,");
}

static void
test_last_goes (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Zoe");
  take (fixture, "Zoe");
  assert_rows (fixture, "Amy,Kim,");
  assert_marked (fixture, "");
  show (fixture, "Kim");
  forget (fixture, "Kim");
  assert_rows (fixture, "Amy,");
  assert_marked (fixture, "");
  undo (fixture);
  assert_rows (fixture, "Amy,Kim,");
  assert_marked (fixture, "Kim,");
}

static void
test_only_one_goes (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "Kim");
  show (fixture, "Kim");
  forget (fixture, "Kim");
  assert_rows (fixture, "");
  undo (fixture);
  assert_marked (fixture, "Kim,");
  take (fixture, "Kim");
  assert_rows (fixture, "");
  put (fixture, "Amy");
  assert_marked (fixture, "");
}

/* While the focus is in the list, and the mark may be elsewhere. */
static void
test_goes_under_focus (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Amy");
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("End");
  assert_marked (fixture, "Zoe,");
  take (fixture, "Zoe");
  assert_marked (fixture, "Amy,");
  test_input_keys ("End");
  forget (fixture, "Kim");
  forget (fixture, "Amy");
  assert_rows (fixture, "");
  undo (fixture);
  assert_rows (fixture, "Amy,Kim,");
  assert_marked (fixture, "Amy,");
}

/* ------------------------------------------------------------------------------------- choosing */

static void
test_keys (Fixture *fixture, gconstpointer key)
{
  put_three (fixture);
  show (fixture, "Amy");
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Down");
  assert_marked (fixture, "Kim,");
  assert_chosen (fixture, "");
  test_input_keys (key);
  assert_chosen (fixture, "Kim,");
}

static void
test_arrows_choose_nothing (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Amy");
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Down Down Up Home End");
  assert_marked (fixture, "Zoe,");
  assert_chosen (fixture, "");
}

static void
test_focus_leaves (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Amy");
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Down");
  assert_marked (fixture, "Kim,");
  gtk_widget_grab_focus (fixture->page);
  assert_marked (fixture, "Amy,");
  assert_chosen (fixture, "");
  /* And from there it starts again. */
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Down Return");
  assert_chosen (fixture, "Kim,");
}

static void
test_focus_finds_account (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Zoe");
  vst_sidebar_focus (fixture->sidebar);
  g_assert_true (gtk_window_get_focus (fixture->window) == find_item (fixture, "Zoe"));
  test_input_keys ("Return");
  assert_chosen (fixture, "Zoe,");
}

static void
test_focus_without_rows (Fixture *fixture, gconstpointer unused)
{
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Down Return Menu");
  assert_chosen (fixture, "");
}

static void
test_click (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Amy");
  click (find_item (fixture, "Kim"), GDK_BUTTON_PRIMARY, 1);
  assert_chosen (fixture, "Kim,");
  /* Also one on the account that is shown: another page may be there in its place. */
  click (find_item (fixture, "Amy"), GDK_BUTTON_PRIMARY, 1);
  assert_chosen (fixture, "Amy,");
}

static void
test_double_click (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  click (find_item (fixture, "Kim"), GDK_BUTTON_PRIMARY, 2);
  assert_chosen (fixture, "Kim,");
  click (find_item (fixture, "Zoe"), GDK_BUTTON_PRIMARY, 3);
  assert_chosen (fixture, "Zoe,");
}

/* Whoever thinks better of it moves away before letting go. */
static void
test_drag (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  test_input_drag (find_item (fixture, "Kim"), find_item (fixture, "Zoe"));
  assert_chosen (fixture, "");
  test_input_drag (find_item (fixture, "Kim"), fixture->page);
  assert_chosen (fixture, "");
}

/* Wherever the list marks the row, it is chosen as well. */
static void
test_click_at_edge (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *item;
  graphene_rect_t bounds; /* with its padding */

  put_three (fixture);
  item = find_item (fixture, "Kim");
  test_input_wait_frame (item);
  g_assert_true (gtk_widget_compute_bounds (item, item, &bounds));
  test_input_click (item, bounds.origin.x + 1, gtk_widget_get_height (item) / 2.0,
                    GDK_BUTTON_PRIMARY, 1);
  assert_chosen (fixture, "Kim,");
  show (fixture, "Amy");
  test_input_click (item, gtk_widget_get_width (item) / 2.0,
                    bounds.origin.y + bounds.size.height - 1, GDK_BUTTON_PRIMARY, 1);
  assert_chosen (fixture, "Kim,");
}

/* ----------------------------------------------------------------------------------------- menu */

static GtkWidget *
find_menu (Fixture *fixture)
{
  GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (fixture->sidebar));

  return GTK_IS_POPOVER_MENU (child) ? child : NULL;
}

static void
wait_for_menu (Fixture *fixture)
{
  g_assert_nonnull (find_menu (fixture));
  while (!gtk_widget_get_mapped (find_menu (fixture)))
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
}

static void
press_in_menu (Fixture *fixture, const char *label)
{
  GtkWidget *words = test_find (find_menu (fixture), GTK_TYPE_LABEL, label);

  g_assert_true (test_is_shown (words));
  gtk_widget_activate (gtk_widget_get_parent (words));
  test_settle ();
}

static void
test_menu_key (Fixture *fixture, gconstpointer key)
{
  put_three (fixture);
  show (fixture, "Kim");
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys (key);
  wait_for_menu (fixture);
  press_in_menu (fixture, "Check Again");
  assert_asked (fixture, "check-account Kim,");

  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Down");
  test_input_keys (key);
  wait_for_menu (fixture);
  press_in_menu (fixture, "Sign Out");
  assert_asked (fixture, "sign-out-account Zoe,");
  assert_chosen (fixture, "");
}

static void
test_menu_by_keys (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Kim");
  vst_sidebar_focus (fixture->sidebar);
  test_input_keys ("Menu");
  wait_for_menu (fixture);
  test_input_keys ("Up Return");
  assert_asked (fixture, "forget-account Kim,");
  g_assert_false (gtk_widget_get_mapped (find_menu (fixture)));
  assert_chosen (fixture, "");
}

/* Of the row under the pointer, whatever is marked. */
static void
test_menu_click (Fixture *fixture, gconstpointer unused)
{
  put_three (fixture);
  show (fixture, "Kim");
  click (find_item (fixture, "Zoe"), GDK_BUTTON_SECONDARY, 1);
  wait_for_menu (fixture);
  assert_marked (fixture, "Kim,");
  press_in_menu (fixture, "Forget");
  assert_asked (fixture, "forget-account Zoe,");
  assert_chosen (fixture, "");
}

/* The account is gone before the menu is. */
static void
test_menu_outlives_row (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "Kim");
  click (find_item (fixture, "Kim"), GDK_BUTTON_SECONDARY, 1);
  wait_for_menu (fixture);
  take (fixture, "Kim");
  assert_rows (fixture, "");
  press_in_menu (fixture, "Forget");
  assert_asked (fixture, "forget-account Kim,");
}

/* ------------------------------------------------------------------------------------ neighbours
 */

static void
assert_neighbours (Fixture *fixture, const char *above, const char *below)
{
  VstAccount *account = vst_sidebar_get_neighbour (fixture->sidebar, -1);

  g_assert_cmpstr (vst_account_get_id (account), ==, above);
  account = vst_sidebar_get_neighbour (fixture->sidebar, 1);
  g_assert_cmpstr (vst_account_get_id (account), ==, below);
}

static void
test_neighbours (Fixture *fixture, gconstpointer unused)
{
  g_assert_null (vst_sidebar_get_neighbour (fixture->sidebar, 1));
  g_assert_null (vst_sidebar_get_neighbour (fixture->sidebar, -1));
  put_three (fixture);
  assert_neighbours (fixture, "Zoe", "Amy");
  show (fixture, "Amy");
  assert_neighbours (fixture, "Amy", "Kim");
  show (fixture, "Kim");
  assert_neighbours (fixture, "Amy", "Zoe");
  show (fixture, "Zoe");
  assert_neighbours (fixture, "Kim", "Zoe");
  /* One that is not in the list has none of its own. */
  forget (fixture, "Zoe");
  assert_neighbours (fixture, "Kim", "Amy");
}

/* ----------------------------------------------------------------------------------------- many */

static void
put_many (Fixture *fixture)
{
  for (guint i = 0; i < MANY; i++) {
    /* Neither in order nor against it; 7 and 300 have no common factor. */
    g_autofree char *name = g_strdup_printf ("Person %03u", i * 7 % MANY);
    g_autoptr (VstRecord) record = test_record (name, DOMO_METHOD_PASSWORD, name, TEST_PAST);
    g_autoptr (DomoSecret) token = domo_secret_new ("token-1", -1);

    vst_keyring_store_async (fixture->keyring, VST_ITEM_TOKEN, record, token, NULL, NULL, NULL);
    if (i % 50 == 0)
      test_settle ();
  }
  test_settle ();
}

static void
test_many (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "Aaron");
  put (fixture, "Person 150a");
  show (fixture, "Person 150a");
  put_many (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, MANY + 2);
  assert_neighbours (fixture, "Person 150", "Person 151");
  /* It was shown all the time, and is on the screen when the focus goes there. */
  vst_sidebar_focus (fixture->sidebar);
  test_input_wait_frame (fixture->view);
  assert_marked (fixture, "Person 150a,");
  g_assert_true (test_is_shown (find_item (fixture, "Person 150a")));
  test_input_keys ("Home Down");
  assert_marked (fixture, "Person 000,");
  test_input_keys ("End Up");
  assert_marked (fixture, "Person 298,");
  test_input_keys ("Return");
  assert_chosen (fixture, "Person 298,");
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->view))));
}

static gboolean
are_all_there (gpointer fixture)
{
  return count_rows (fixture) == MANY;
}

/* To make all rows at once holds up the window; a screenful is there from the beginning. */
static void
test_many_come (Fixture *fixture, gconstpointer unused)
{
  put_many (fixture);
  g_assert_cmpuint (count_rows (fixture), >, 8);
  g_assert_cmpuint (count_rows (fixture), <, 50);
  vst_account_list_load (fixture->list);
  test_until (are_all_there, fixture);
  assert_neighbours (fixture, "Person 299", "Person 000");
}

static void
test_many_go (Fixture *fixture, gconstpointer unused)
{
  put_many (fixture);
  show (fixture, "Person 299");
  vst_sidebar_focus (fixture->sidebar);
  for (guint i = 0; i < MANY; i++) {
    g_autofree char *id = g_strdup_printf ("Person %03u", i * 11 % MANY);

    vst_account_keeper_forget (fixture->keeper, find (fixture, id));
  }
  test_settle ();
  assert_rows (fixture, "");
  undo (fixture);
  vst_sidebar_focus (fixture->sidebar);
  test_input_wait_frame (fixture->view);
  assert_marked (fixture, "Person 299,");
  assert_neighbours (fixture, "Person 298", "Person 299");
}

/* An application does it by itself. */
static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, VST_RESOURCE_BASE "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
    gconstpointer data;
  } tests[] = {
    { "/sidebar/sorted", test_sorted, NULL },
    { "/sidebar/from-outside", test_from_outside, NULL },
    { "/sidebar/renamed", test_renamed, NULL },
    { "/sidebar/name-of-session", test_name_of_session, NULL },
    { "/sidebar/accepted", test_accepted, NULL },
    { "/sidebar/renamed-after-undo", test_renamed_after_undo, NULL },
    { "/sidebar/practice", test_practice, GINT_TO_POINTER (TRUE) },
    { "/sidebar/not-practice", test_practice, GINT_TO_POINTER (FALSE) },
    { "/sidebar/names", test_names, NULL },
    { "/sidebar/mark", test_mark, NULL },
    { "/sidebar/mark-stays", test_mark_stays, NULL },
    { "/sidebar/mark-comes", test_mark_comes, NULL },
    { "/sidebar/last-goes", test_last_goes, NULL },
    { "/sidebar/only-one-goes", test_only_one_goes, NULL },
    { "/sidebar/goes-under-focus", test_goes_under_focus, NULL },
    { "/sidebar/return", test_keys, "Return" },
    { "/sidebar/enter", test_keys, "KP_Enter" },
    { "/sidebar/arrows-choose-nothing", test_arrows_choose_nothing, NULL },
    { "/sidebar/focus-leaves", test_focus_leaves, NULL },
    { "/sidebar/focus-finds-account", test_focus_finds_account, NULL },
    { "/sidebar/focus-without-rows", test_focus_without_rows, NULL },
    { "/sidebar/click", test_click, NULL },
    { "/sidebar/double-click", test_double_click, NULL },
    { "/sidebar/drag", test_drag, NULL },
    { "/sidebar/click-at-edge", test_click_at_edge, NULL },
    { "/sidebar/menu-key", test_menu_key, "Menu" },
    { "/sidebar/shift-f10", test_menu_key, "shift+F10" },
    { "/sidebar/menu-by-keys", test_menu_by_keys, NULL },
    { "/sidebar/menu-click", test_menu_click, NULL },
    { "/sidebar/menu-outlives-row", test_menu_outlives_row, NULL },
    { "/sidebar/neighbours", test_neighbours, NULL },
    { "/sidebar/many-come", test_many_come, NULL },
    { "/sidebar/many", test_many, NULL },
    { "/sidebar/many-go", test_many_go, NULL },
  };

  test_widgets_init (&argc, &argv);
  load_style ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
