/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-reminders.h"

#include "vst-watch-program.h"
#include "vst-watch.h"

struct _VstReminders {
  VstAccountList *list;
  VstNotifier *notifier;
  VstWatch *watch;
  guint name; /* watches whether the program runs */
};

static void
add_item (GPtrArray *items, VstItem *item)
{
  if (item)
    g_ptr_array_add (items, g_object_ref (item));
}

static gboolean
are_all (VstReminders *self)
{
  return vst_account_list_get_state (self->list) == VST_LIST_READY &&
         vst_account_list_get_n_hidden (self->list) == 0;
}

/* Those that are being forgotten are not in the list any more. */
static void
state_changed_cb (VstReminders *self)
{
  g_autoptr (GPtrArray) items = NULL;
  GListModel *model = G_LIST_MODEL (self->list);

  if (vst_account_list_get_state (self->list) == VST_LIST_LOADING)
    return;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (model, i);

    add_item (items, vst_account_get_item (account, TRUE));
    add_item (items, vst_account_get_item (account, FALSE));
  }
  vst_watch_set_items (self->watch, items, are_all (self));
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  vst_watch_set_paused (((VstReminders *)user_data)->watch, TRUE);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  vst_watch_set_paused (((VstReminders *)user_data)->watch, FALSE);
}

VstReminders *
vst_reminders_new (VstAccountList *list,
                   GDBusConnection *bus,
                   gboolean (*is_seen) (const char *id, gpointer user_data),
                   gpointer user_data)
{
  VstReminders *self;

  if (!bus)
    return NULL;
  self = g_new0 (VstReminders, 1);
  self->list = g_object_ref (list);
  self->notifier = vst_notifier_new (bus);
  self->watch =
      vst_watch_new (vst_account_list_get_keyring (list), vst_told_new (NULL), self->notifier);
  vst_watch_set_seen (self->watch, is_seen, user_data);
  vst_watch_set_paused (self->watch, TRUE); /* until the bus has said who runs */
  self->name = g_bus_watch_name_on_connection (bus, VST_WATCH_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                               appeared_cb, vanished_cb, self, NULL);
  g_signal_connect_swapped (list, "state-changed", G_CALLBACK (state_changed_cb), self);
  return self;
}

void
vst_reminders_free (VstReminders *self)
{
  g_bus_unwatch_name (self->name);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_object_unref (self->watch);
  g_object_unref (self->notifier);
  g_object_unref (self->list);
  g_free (self);
}
