/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-sidebar.h"

#include <glib/gi18n.h>

#include "vst-account-menu.h"
#include "vst-account-row.h"
#include "vst-account-words.h"
#include "vst-main-menu.h"

/* To make a row and lay it out takes a while. So many fill a window, and are there while the
 * keyring is read, when each change moves other accounts in and out; then so many come with each
 * frame. */
#define FIRST_ROWS 16
#define ROWS_PER_FRAME 8

/* The list makes no more rows than that, however many accounts there are. */
#define N_ROWS 200

struct _VstSidebar {
  GtkWidget parent_instance;

  /* Of the template. */
  AdwHeaderBar *header_bar;
  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  GtkListView *view;

  /* Owned. */
  VstAccountList *list;
  GListModel *sorted;
  GtkSliceListModel *slice; /* of that: the first ones, and soon all */
  GtkSingleSelection *selection;
  GtkSorter *sorter;
  VstAccount *account; /* the one that is shown; nullable */
  GtkWidget *popover;  /* of the account under the pointer or the focus; nullable */

  guint tick; /* shows more accounts with each frame */
};

G_DEFINE_FINAL_TYPE (VstSidebar, vst_sidebar, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* ------------------------------------------------------------------------------ which is marked */

/* Returns: where it stands, %GTK_INVALID_LIST_POSITION for nowhere */
static guint
find (GListModel *model, VstAccount *account)
{
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; account && i < n; i++) {
    g_autoptr (VstAccount) other = g_list_model_get_item (model, i);

    if (other == account)
      return i;
  }
  return GTK_INVALID_LIST_POSITION;
}

static void
update_mark (VstSidebar *self)
{
  gtk_single_selection_set_selected (self->selection,
                                     find (G_LIST_MODEL (self->selection), self->account));
}

static void
left_cb (VstSidebar *self)
{
  if (self->selection)
    update_mark (self);
}

/* --------------------------------------------------------------------------- how many are shown */

static gboolean
grow_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  VstSidebar *self = user_data;
  guint size = MIN (gtk_slice_list_model_get_size (self->slice), N_ROWS) + ROWS_PER_FRAME;

  gtk_slice_list_model_set_size (self->slice, size < N_ROWS ? size : G_MAXUINT);
  if (size < N_ROWS && size < g_list_model_get_n_items (self->sorted))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
grow (VstSidebar *self)
{
  guint n = g_list_model_get_n_items (self->sorted);

  if (vst_account_list_get_state (self->list) == VST_LIST_LOADING)
    return;
  if (self->tick == 0 && n > gtk_slice_list_model_get_size (self->slice))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), grow_cb, self, NULL);
}

/* ------------------------------------------------------------------------------------- choosing */

static void
choose (VstSidebar *self, guint position)
{
  g_autoptr (VstAccount) account = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (account)
    g_signal_emit (self, signals[CHOSEN], 0, account);
}

static void
activate_cb (VstSidebar *self, guint position)
{
  choose (self, position);
}

/* The list itself wants two clicks, or else it follows the pointer: the second is kept from it. */
static void
clicking_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer unused)
{
  if (n_press > 1)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* One click is enough. */
static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  VstSidebar *self = user_data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  VstAccount *account = vst_account_row_get_account (VST_ACCOUNT_ROW (row));

  if (account && n_press == 1 && gtk_widget_contains (row, x, y))
    g_signal_emit (self, signals[CHOSEN], 0, account);
}

/* ----------------------------------------------------------------------------- menu of an account
 */

static void
drop_popover (VstSidebar *self)
{
  if (self->popover)
    gtk_widget_unparent (self->popover);
  self->popover = NULL;
}

/* @row: where it points to */
static void
show_menu (VstSidebar *self, GtkWidget *row, double x, double y)
{
  VstAccount *account = vst_account_row_get_account (VST_ACCOUNT_ROW (row));
  g_autoptr (GMenuModel) menu = vst_account_menu_new (account);
  GdkRectangle place = { 0, 0, 1, 1 };
  double to_x, to_y;

  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &to_x, &to_y);
  place.x = (int)to_x;
  place.y = (int)to_y;
  drop_popover (self);
  self->popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (user_data, row, x, y);
}

/* The row that has the focus is the list's own widget; ours is in it. */
static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstSidebar *self = VST_SIDEBAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;

  if (row && VST_IS_ACCOUNT_ROW (row) && gtk_widget_is_ancestor (row, widget))
    show_menu (self, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row));
}

/* ------------------------------------------------------------------------------------- the rows */

/* @released: (nullable) */
static void
add_gesture (VstSidebar *self, GtkWidget *row, guint button, GCallback pressed, GCallback released)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect (gesture, "pressed", pressed, self);
  if (released)
    g_signal_connect (gesture, "released", released, self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
}

static void
setup_cb (VstSidebar *self, GtkListItem *item)
{
  GtkWidget *row = vst_account_row_new ();

  add_gesture (self, row, GDK_BUTTON_PRIMARY, G_CALLBACK (clicking_cb), G_CALLBACK (clicked_cb));
  add_gesture (self, row, GDK_BUTTON_SECONDARY, G_CALLBACK (pressed_cb), NULL);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (VstSidebar *self, GtkListItem *item)
{
  vst_account_row_set_account (VST_ACCOUNT_ROW (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

/* A row keeps its account when it is let go: with each change of the list this version of GTK does
 * so with all rows, and mostly gives each the same account again. */
static GtkListItemFactory *
make_factory (VstSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/* ------------------------------------------------------------------------------------ their order
 */

/* By name, then by where and how; several of one person keep the order of their ids. */
static int
compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  VstAccount *first = (gpointer)a;
  VstAccount *second = (gpointer)b;
  g_autofree char *first_name = vst_account_dup_name (first);
  g_autofree char *second_name = vst_account_dup_name (second);
  g_autofree char *first_place = NULL;
  g_autofree char *second_place = NULL;
  int order = g_utf8_collate (first_name, second_name);

  if (order != 0)
    return order;
  first_place = vst_account_dup_place (first);
  second_place = vst_account_dup_place (second);
  order = g_utf8_collate (first_place, second_place);
  return order != 0 ? order : strcmp (vst_account_get_id (first), vst_account_get_id (second));
}

/* Whether it stands between its neighbours. */
static gboolean
is_in_place (VstSidebar *self, VstAccount *account, guint position)
{
  GListModel *model = self->sorted;
  g_autoptr (VstAccount) above = position > 0 ? g_list_model_get_item (model, position - 1) : NULL;
  g_autoptr (VstAccount) below = g_list_model_get_item (model, position + 1);

  return (!above || compare (above, account, NULL) < 0) &&
         (!below || compare (account, below, NULL) < 0);
}

/* It may have another name now. */
static void
account_changed_cb (VstSidebar *self, VstAccount *account)
{
  guint position = find (self->sorted, account);

  if (position != GTK_INVALID_LIST_POSITION && !is_in_place (self, account, position))
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* One that was forgotten and is back is followed already. */
static void
follow_accounts (VstSidebar *self, guint position, guint removed, guint added, GListModel *list)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (list, i);

    g_signal_handlers_disconnect_by_func (account, account_changed_cb, self);
    g_signal_connect_object (account, "changed", G_CALLBACK (account_changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
make_models (VstSidebar *self)
{
  GListModel *accounts = G_LIST_MODEL (self->list);

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  self->sorted =
      G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (accounts), g_object_ref (self->sorter)));
  self->slice = gtk_slice_list_model_new (g_object_ref (self->sorted), 0, FIRST_ROWS);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->slice));
}

static void
follow_models (VstSidebar *self)
{
  GListModel *accounts = G_LIST_MODEL (self->list);

  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (follow_accounts), self,
                           G_CONNECT_SWAPPED);
  follow_accounts (self, 0, 0, g_list_model_get_n_items (accounts), accounts);
  g_signal_connect_object (accounts, "state-changed", G_CALLBACK (grow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (grow), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  /* Not from within the selection's own signal, which is in the midst of moving the mark. */
  g_signal_connect_object (self->slice, "items-changed", G_CALLBACK (update_mark), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
vst_sidebar_set_list (VstSidebar *self, VstAccountList *list, gboolean is_practice)
{
  g_autoptr (GtkListItemFactory) factory = make_factory (self);

  g_return_if_fail (!self->selection);

  self->list = g_object_ref (list);
  make_models (self);
  follow_models (self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  grow (self);
  if (is_practice)
    adw_window_title_set_subtitle (self->window_title, _ ("Practice"));
}

/* ------------------------------------------------------------------------------------ the window's
 */

void
vst_sidebar_set_account (VstSidebar *self, VstAccount *account)
{
  g_return_if_fail (VST_IS_SIDEBAR (self));

  g_set_object (&self->account, account);
  update_mark (self);
}

VstAccount *
vst_sidebar_get_neighbour (VstSidebar *self, int step)
{
  int n = (int)g_list_model_get_n_items (self->sorted);
  guint position = find (self->sorted, self->account);
  int wanted = step > 0 ? 0 : n - 1;
  g_autoptr (VstAccount) account = NULL;

  if (n == 0)
    return NULL;
  if (position != GTK_INVALID_LIST_POSITION)
    wanted = CLAMP ((int)position + step, 0, n - 1);
  account = g_list_model_get_item (self->sorted, (guint)wanted);
  return account; /* the model keeps it */
}

/* Returns: (transfer none) (nullable): the list's own widget around the row of the account that is
 * shown */
static GtkWidget *
find_item (VstSidebar *self)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (item && vst_account_row_get_account (
                     VST_ACCOUNT_ROW (gtk_widget_get_first_child (item))) != self->account)
    item = gtk_widget_get_next_sibling (item);
  return item;
}

/* Left to itself the list puts the focus where it was last, or on what was first in it. Whoever
 * comes here can go to the end. */
void
vst_sidebar_focus (VstSidebar *self)
{
  guint position = find (self->sorted, self->account);
  GtkWidget *item = NULL;

  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  if (position != GTK_INVALID_LIST_POSITION) {
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
    item = find_item (self);
  }
  gtk_widget_grab_focus (item ? item : GTK_WIDGET (self->view));
}

AdwHeaderBar *
vst_sidebar_get_header_bar (VstSidebar *self)
{
  return self->header_bar;
}

/* ---------------------------------------------------------------------------------- the widget */

static void
vst_sidebar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VstSidebar *self = VST_SIDEBAR (widget);

  GTK_WIDGET_CLASS (vst_sidebar_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->popover)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
vst_sidebar_dispose (GObject *object)
{
  VstSidebar *self = VST_SIDEBAR (object);
  GtkWidget *child;

  drop_popover (self);
  if (self->view) {
    if (self->tick)
      gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
    gtk_list_view_set_model (self->view, NULL);
  }
  self->tick = 0;
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_SIDEBAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (vst_sidebar_parent_class)->dispose (object);
}

static void
vst_sidebar_class_init (VstSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_sidebar_dispose;
  widget_class->size_allocate = vst_sidebar_size_allocate;
  signals[CHOSEN] = g_signal_new ("chosen", VST_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, VST_TYPE_ACCOUNT);

  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, VstSidebar, header_bar);
  gtk_widget_class_bind_template_child (widget_class, VstSidebar, window_title);
  gtk_widget_class_bind_template_child (widget_class, VstSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VstSidebar, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
add_focus_controller (VstSidebar *self)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (controller, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
vst_sidebar_init (VstSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vst_main_menu_add (self->menu_button);
  add_focus_controller (self);
}
