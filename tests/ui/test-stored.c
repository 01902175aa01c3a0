/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-stored.h"

#include <string.h>

#include "account-fixture.h"
#include "test-question.h"
#include "vst-account-row.h"
#include "vst-sidebar.h"

/* ------------------------------------------------------------------------------- in the keyring */

static VstRecord *
make_record (const TestStored *stored)
{
  gint64 now = g_get_real_time () / 1000;
  const VstRecordFields fields = {
    .id = stored->id,
    .instance = stored->method == DOMO_METHOD_CLIENT ? NULL : "practice",
    .method = stored->method,
    .user = stored->user,
    .owner_id = stored->owner_id,
    .name = stored->name,
    .expires = stored->left ? now + stored->left : 0,
    .checked = now - stored->ago,
  };

  return vst_record_new (&fields);
}

void
test_stored_put (TestWindow *self, const TestStored *stored)
{
  g_autoptr (VstRecord) record = make_record (stored);
  VstItemKind kind = stored->method == DOMO_METHOD_CLIENT ? VST_ITEM_SECRET : VST_ITEM_PASSWORD;
  g_autoptr (VstItem) main_item = NULL;
  g_autoptr (VstItem) secret = NULL;

  if (stored->secret)
    secret = test_put (self->keyring, kind, record, stored->secret);
  main_item = test_put (self->keyring, stored->token ? VST_ITEM_TOKEN : VST_ITEM_ACCOUNT, record,
                        stored->token ? stored->token : "");
}

static void
found_cb (VstItem *item, gpointer items)
{
  g_ptr_array_add (items, g_object_ref (item));
}

static GPtrArray *
search (TestWindow *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (TestWait) wait = { 0 };

  vst_keyring_search_async (self->keyring, found_cb, items, NULL, test_wait_cb, &wait);
  g_assert_true (vst_keyring_search_finish (self->keyring, test_wait (&wait), NULL, NULL));
  return g_steal_pointer (&items);
}

char *
test_stored_dup_kinds (TestWindow *self)
{
  static const char *const names[] = { [VST_ITEM_TOKEN] = "token",
                                       [VST_ITEM_ACCOUNT] = "account",
                                       [VST_ITEM_PASSWORD] = "password",
                                       [VST_ITEM_SECRET] = "secret" };
  g_autoptr (GPtrArray) items = search (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            names[vst_item_get_kind (g_ptr_array_index (items, i))]);
  return g_string_free (text, FALSE);
}

void
test_assert_kinds (TestWindow *self, const char *expected)
{
  g_autofree char *kinds = test_stored_dup_kinds (self);

  g_assert_cmpstr (kinds, ==, expected);
}

VstItem *
test_stored_get (TestWindow *self, VstItemKind kind)
{
  g_autoptr (GPtrArray) items = search (self);

  for (guint i = 0; i < items->len; i++) {
    VstItem *item = g_ptr_array_index (items, i);

    if (vst_item_get_kind (item) == kind)
      return g_object_ref (item);
  }
  return NULL;
}

char *
test_stored_dup_secret (TestWindow *self, VstItemKind kind)
{
  g_autoptr (VstItem) item = test_stored_get (self, kind);
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) secret = NULL;

  g_assert_nonnull (item);
  vst_keyring_lookup_async (self->keyring, item, NULL, test_wait_cb, &wait);
  secret = vst_keyring_lookup_finish (self->keyring, test_wait (&wait), &error);
  g_assert_no_error (error);
  return g_strdup (domo_secret_get_text (secret));
}

/* ------------------------------------------------------------------------------- what is waited
 * for */

guint
test_count_requests (TestWindow *self)
{
  return vst_practice_get_requests (self->practice)->len -
         test_practice_count (self->practice, VST_ROUTE_AVATAR);
}

static gboolean
is_opening (TestWindow *self)
{
  VstAccount *account = vst_window_get_account (self->window);

  return vst_account_list_get_state (vst_accounts_get_list (self->accounts)) == VST_LIST_LOADING ||
         (account && vst_account_is_busy (account));
}

void
test_wait_opened (TestWindow *self)
{
  test_settle ();
  while (is_opening (self)) {
    g_main_context_iteration (NULL, TRUE);
    test_settle ();
  }
}

void
test_start_with (TestWindow *self, const TestStored *stored, gsize n)
{
  g_autoptr (GPtrArray) items = NULL;

  if (self->window)
    test_window_close (self);
  items = search (self);
  for (guint i = 0; i < items->len; i++)
    test_take (self->keyring, g_ptr_array_index (items, i));
  for (gsize i = 0; i < n; i++)
    test_stored_put (self, &stored[i]);
  vst_practice_forget_requests (self->practice);
  test_window_restart (self);
  test_wait_opened (self);
}

void
test_forget_all (TestWindow *self)
{
  VstAccountKeeper *keeper = vst_accounts_get_keeper (self->accounts);
  GListModel *list = G_LIST_MODEL (vst_accounts_get_list (self->accounts));
  g_auto (TestWait) wait = { 0 };

  while (g_list_model_get_n_items (list) > 0) {
    g_autoptr (VstAccount) account = g_list_model_get_item (list, 0);

    vst_account_keeper_forget (keeper, account);
  }
  vst_account_keeper_commit_async (keeper, NULL, test_wait_cb, &wait);
  g_assert_true (vst_account_keeper_commit_finish (keeper, test_wait (&wait), NULL));
  test_settle ();
}

/* -------------------------------------------------------------------------------- in the window */

void
test_act (TestWindow *self, const char *action, const char *id)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (self->window), action, id ? "s" : NULL, id));
}

static gboolean
activate (GtkWidget *widget, GtkEventController *controller, const char *trigger)
{
  GListModel *shortcuts = G_LIST_MODEL (controller);

  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++) {
    g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
    g_autofree char *its = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

    if (g_str_equal (its, trigger) &&
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                      GTK_SHORTCUT_ACTION_EXCLUSIVE, widget,
                                      gtk_shortcut_get_arguments (shortcut)))
      return TRUE;
  }
  return FALSE;
}

void
test_key (TestWindow *self, const char *trigger)
{
  GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (self->window));

  for (widget = widget ? widget : GTK_WIDGET (self->window); widget;
       widget = gtk_widget_get_parent (widget)) {
    g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

    for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller) && activate (widget, controller, trigger))
        return;
    }
  }
  g_error ("The key %s does nothing", trigger);
}

gpointer
test_window_child (TestWindow *self, const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (self->window), VST_TYPE_WINDOW, name);

  g_assert_nonnull (child);
  return child;
}

void
test_assert_page (TestWindow *self, GType type)
{
  GtkWidget *page = gtk_stack_get_visible_child (test_window_child (self, "pages"));

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, g_type_name (type));
  g_assert_true (gtk_widget_get_mapped (page));
}

void
test_assert_again (TestWindow *self, const char *row)
{
  test_assert_page (self, VST_TYPE_SIGN_IN_PAGE);
  g_assert_cmpstr (adw_window_title_get_title (test_child (self, "window_title")), ==,
                   "Sign In Again");
  g_assert_false (test_is_shown (test_child (self, "hero")));
  g_assert_true (test_is_shown (test_child (self, row)));
  g_assert_cmpstr (test_typed (self, row), ==, "");
  g_assert_true (test_has_focus (self, test_child (self, row)));
}

void
test_assert_says (gpointer root, const char *text)
{
  GtkWidget *label = test_find (root, GTK_TYPE_LABEL, text);

  if (!label || !test_is_shown (label))
    g_error ("Nothing says “%s”", text);
}

/* ---------------------------------------------------------------------------------- in the list */

static GtkWidget *
get_sidebar (TestWindow *self)
{
  return test_window_child (self, "sidebar");
}

GtkWidget *
test_row (TestWindow *self, const char *name)
{
  GtkWidget *label = test_find (get_sidebar (self), GTK_TYPE_LABEL, name);

  return label ? gtk_widget_get_ancestor (label, VST_TYPE_ACCOUNT_ROW) : NULL;
}

const char *
test_row_state (TestWindow *self, const char *name)
{
  GtkWidget *row = test_row (self, name);

  g_assert_nonnull (row);
  return gtk_label_get_text (
      GTK_LABEL (gtk_widget_get_template_child (row, VST_TYPE_ACCOUNT_ROW, "state")));
}

static GtkSelectionModel *
get_selection (TestWindow *self)
{
  GtkListView *view =
      GTK_LIST_VIEW (gtk_widget_get_template_child (get_sidebar (self), VST_TYPE_SIDEBAR, "view"));

  return gtk_list_view_get_model (view);
}

void
test_assert_marked (TestWindow *self, const char *name)
{
  GtkWidget *row = name ? test_row (self, name) : NULL;
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (get_selection (self));

  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, name ? 1 : 0);
  if (!name)
    return;
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_state_flags (gtk_widget_get_parent (row)) &
                 GTK_STATE_FLAG_SELECTED);
}

void
test_row_choose (TestWindow *self, const char *name)
{
  GtkWidget *row = test_row (self, name);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (gtk_widget_get_parent (row)));
}

guint
test_count_rows (TestWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_selection (self)));
}

VstAccount *
test_row_account (TestWindow *self, const char *name)
{
  GtkWidget *row = test_row (self, name);

  g_assert_nonnull (row);
  return vst_account_row_get_account (VST_ACCOUNT_ROW (row));
}

/* ------------------------------------------------------------------------------- in the form,
 * asked */

static AdwComboRow *
get_keep_row (TestWindow *self)
{
  return test_find (test_child (self, "keep_box"), ADW_TYPE_COMBO_ROW, NULL);
}

void
test_keep (TestWindow *self, const char *choice)
{
  AdwComboRow *row = get_keep_row (self);
  GtkStringList *items = GTK_STRING_LIST (adw_combo_row_get_model (row));
  guint i = 0;

  while (!g_str_equal (gtk_string_list_get_string (items, i), choice))
    i++;
  adw_combo_row_set_selected (row, i);
}

const char *
test_kept (TestWindow *self)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (get_keep_row (self)));
}

void
test_answer (const char *title, const char *response)
{
  AdwMessageDialog *dialog;

  while (!(dialog = test_question_find ()))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, title);
  test_press_label (dialog, response);
  while (test_question_find ())
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
}
