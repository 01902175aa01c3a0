/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-watch.h"

#include "config.h"

#include <glib/gi18n.h>

#include "vst-alarm.h"
#include "vst-notice.h"
#include "vst-words.h"

/* One reading of the keyring; a later one takes its place. */
typedef struct {
  VstWatch *watch;
  GHashTable *items;
  GCancellable *cancellable;
} Search;

struct _VstWatch {
  GObject parent_instance;

  VstKeyring *keyring;
  VstTold *told;
  VstNotifier *notifier;
  gint64 (*now) (gpointer user_data);
  gpointer now_data;
  gboolean (*is_seen) (const char *id, gpointer user_data); /* nullable */
  gpointer seen_data;

  GHashTable *items; /* of VstItem, by path */
  VstAlarm *alarm;
  gint64 next_look;
  guint soon;     /* a look when the changes that come together are in */
  Search *search; /* nullable: under way; its callback owns it */
  GCancellable *cancellable;
  gboolean searches; /* itself; else somebody sets the items */
  gboolean has_items;
  gboolean has_all; /* the keyring has no other items */
  gboolean is_paused;
  gboolean is_sending;
  gboolean is_late;    /* something has changed meanwhile */
  gboolean is_waiting; /* for a service that takes notifications */
};

G_DEFINE_FINAL_TYPE (VstWatch, vst_watch, G_TYPE_OBJECT)

enum { LOOKED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void look (VstWatch *self);

static void
search_free (Search *search)
{
  g_object_unref (search->watch);
  g_clear_pointer (&search->items, g_hash_table_unref);
  g_object_unref (search->cancellable);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static gint64
get_real_now (gpointer unused)
{
  return g_get_real_time () / 1000;
}

static GHashTable *
make_items (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* ------------------------------------------------------------------------------------ what is due
 */

static GHashTable *
find_with_secret (VstWatch *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (!vst_item_kind_is_main (vst_item_get_kind (item)))
      g_hash_table_add (ids, (gpointer)vst_record_get (vst_item_get_record (item))->id);
  return ids;
}

/* @next: (inout): the next time that something is due, if that is earlier */
static GPtrArray *
find_due (VstWatch *self, gint64 now, gint64 *next)
{
  GPtrArray *due = g_ptr_array_new_with_free_func ((GDestroyNotify)vst_reminder_free);
  g_autoptr (GHashTable) with_secret = find_with_secret (self);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item)) {
    const char *id = vst_record_get (vst_item_get_record (item))->id;
    gboolean has_secret = g_hash_table_contains (with_secret, id);
    g_autoptr (VstReminder) reminder = vst_reminder_new (item, has_secret, now);
    gint64 its_next = vst_reminder_next (item, has_secret, now);

    if (reminder && !vst_told_has (self->told, reminder))
      g_ptr_array_add (due, g_steal_pointer (&reminder));
    if (its_next != 0)
      *next = MIN (*next, its_next);
  }
  return due;
}

static gboolean
is_seen (VstWatch *self, const VstReminder *reminder)
{
  return self->is_seen && self->is_seen (vst_record_get (reminder->record)->id, self->seen_data);
}

/* Returns: (transfer full): those of @due that the person sees anyway, which are taken out of it */
static GPtrArray *
take_seen (VstWatch *self, GPtrArray *due)
{
  GPtrArray *seen = g_ptr_array_new_with_free_func ((GDestroyNotify)vst_reminder_free);

  for (guint i = due->len; i-- > 0;)
    if (is_seen (self, g_ptr_array_index (due, i)))
      g_ptr_array_add (seen, g_ptr_array_steal_index (due, i));
  return seen;
}

/* ---------------------------------------------------------------------------------------- telling
 */

typedef struct {
  VstWatch *watch;
  GPtrArray *reminders;
} Telling;

static void
telling_free (Telling *telling)
{
  g_object_unref (telling->watch);
  g_ptr_array_unref (telling->reminders);
  g_free (telling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, telling_free)

static void
end_look (VstWatch *self)
{
  gboolean is_late = self->is_late;

  self->is_late = FALSE;
  g_signal_emit (self, signals[LOOKED], 0);
  if (is_late)
    look (self);
}

static void
save (VstWatch *self)
{
  g_autoptr (GError) error = NULL;

  if (!vst_told_save (self->told, &error))
    g_printerr (_ ("What was told cannot be remembered: %s\n"), error->message);
}

static void
remember (VstWatch *self, GPtrArray *reminders)
{
  for (guint i = 0; i < reminders->len; i++)
    vst_told_add (self->told, g_ptr_array_index (reminders, i));
  save (self);
}

/* An account that is gone leaves no id behind. */
static void
prune (VstWatch *self)
{
  g_autoptr (GHashTable) ids = NULL;
  GHashTableIter iter;
  gpointer item;

  if (!self->has_all)
    return;
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_hash_table_add (ids, (gpointer)vst_record_get (vst_item_get_record (item))->id);
  if (vst_told_prune (self->told, ids))
    save (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Telling) telling = user_data;
  g_autoptr (GError) error = NULL;
  VstWatch *self = telling->watch;

  self->is_sending = FALSE;
  self->is_waiting = !vst_notifier_send_finish (VST_NOTIFIER (source), result, &error);
  if (!error)
    remember (self, telling->reminders);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr (_ ("A notification could not be shown: %s\n"), error->message);
  if (!g_cancellable_is_cancelled (self->cancellable))
    end_look (self);
}

/* @reminders: (transfer full) */
static void
tell (VstWatch *self, GPtrArray *reminders, gint64 now)
{
  g_autoptr (VstNotice) notice = vst_notice_new (reminders, now);
  Telling *telling = g_new0 (Telling, 1);

  telling->watch = g_object_ref (self);
  telling->reminders = reminders;
  self->is_sending = TRUE;
  vst_notifier_send_async (self->notifier, notice, self->cancellable, sent_cb, telling);
}

/* ---------------------------------------------------------------------------------------- looking
 */

static void
set_next_look (VstWatch *self, gint64 now, gint64 next)
{
  self->next_look = next;
  vst_alarm_set (self->alarm, get_real_now (NULL) + next - now);
}

static void
look (VstWatch *self)
{
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = self->now (self->now_data);
  gint64 next = now + VST_DAY;

  if (self->is_paused || !self->has_items)
    return;
  if (self->is_sending) {
    self->is_late = TRUE;
    return;
  }
  if (!vst_told_load (self->told, &error))
    g_printerr (_ ("What was told cannot be read: %s\n"), error->message);
  else
    prune (self);
  due = find_due (self, now, &next);
  seen = take_seen (self, due);
  if (seen->len > 0)
    remember (self, seen);
  set_next_look (self, now, next);
  if (due->len > 0)
    tell (self, g_steal_pointer (&due), now);
  else
    end_look (self);
}

static gboolean
soon_cb (gpointer user_data)
{
  VstWatch *self = user_data;

  self->soon = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

/* An import changes a thousand items one after the other. */
static void
look_soon (VstWatch *self)
{
  if (!self->soon)
    self->soon = g_idle_add_full (G_PRIORITY_LOW, soon_cb, self, NULL);
}

static void
rung_cb (gpointer user_data)
{
  VstWatch *self = user_data;

  if (self->searches && !self->is_paused)
    vst_watch_search (self);
  else
    look (self);
}

/* ----------------------------------------------------------------------------------- the keyring
 */

static void
put (GHashTable *items, VstItem *item)
{
  g_hash_table_replace (items, g_strdup (vst_item_get_path (item)), g_object_ref (item));
}

static void
item_changed_cb (VstWatch *self, VstItem *item)
{
  put (self->items, item);
  if (self->search)
    put (self->search->items, item);
  look_soon (self);
}

static void
item_removed_cb (VstWatch *self, const char *path)
{
  if (self->search)
    g_hash_table_remove (self->search->items, path);
  if (g_hash_table_remove (self->items, path))
    look_soon (self);
}

static void
reset_cb (VstWatch *self)
{
  if (self->searches)
    vst_watch_search (self);
}

static void
found_cb (VstItem *item, gpointer user_data)
{
  put (((Search *)user_data)->items, item);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  g_autoptr (GError) error = NULL;
  VstWatch *self = search->watch;
  guint n_hidden = 0;

  /* Where there is no keyring there is nothing to tell of, until one comes. */
  if (!vst_keyring_search_finish (VST_KEYRING (source), result, &n_hidden, &error))
    g_debug ("The keyring was not read: %s", error->message);
  if (self->search != search)
    return;
  self->search = NULL;
  self->has_items = TRUE;
  self->has_all = !error && n_hidden == 0;
  g_hash_table_unref (self->items);
  self->items = g_steal_pointer (&search->items);
  look (self);
}

static void
end_search (VstWatch *self)
{
  Search *search = g_steal_pointer (&self->search);

  if (search)
    g_cancellable_cancel (search->cancellable);
}

void
vst_watch_search (VstWatch *self)
{
  Search *search;

  g_return_if_fail (VST_IS_WATCH (self));

  end_search (self);
  search = g_new0 (Search, 1);
  search->watch = g_object_ref (self);
  search->cancellable = g_cancellable_new ();
  search->items = make_items ();
  self->searches = TRUE;
  self->search = search;
  vst_keyring_search_async (self->keyring, found_cb, search, search->cancellable, searched_cb,
                            search);
}

void
vst_watch_set_items (VstWatch *self, GPtrArray *items, gboolean are_all)
{
  g_return_if_fail (VST_IS_WATCH (self) && items != NULL);

  g_hash_table_remove_all (self->items);
  for (guint i = 0; i < items->len; i++)
    put (self->items, g_ptr_array_index (items, i));
  self->has_items = TRUE;
  self->has_all = are_all;
  look (self);
}

/* -------------------------------------------------------------------------------------- the object
 */

/* What failed while a service came was seen to fail with it: only what was said before is tried
 * again, so that one that breaks with each call is not started for ever. */
static void
available_cb (VstWatch *self)
{
  if (!self->is_waiting || self->is_sending)
    return;
  self->is_waiting = FALSE;
  look_soon (self);
}

static void
vst_watch_dispose (GObject *object)
{
  VstWatch *self = VST_WATCH (object);

  end_search (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->soon, g_source_remove);
  g_clear_pointer (&self->alarm, vst_alarm_free);
  g_clear_object (&self->keyring);
  g_clear_object (&self->notifier);
  G_OBJECT_CLASS (vst_watch_parent_class)->dispose (object);
}

static void
vst_watch_finalize (GObject *object)
{
  VstWatch *self = VST_WATCH (object);

  g_hash_table_unref (self->items);
  g_clear_pointer (&self->told, vst_told_free);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (vst_watch_parent_class)->finalize (object);
}

static void
vst_watch_class_init (VstWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = vst_watch_finalize;
  signals[LOOKED] = g_signal_new ("looked", VST_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
vst_watch_init (VstWatch *self)
{
  self->items = make_items ();
  self->cancellable = g_cancellable_new ();
  self->alarm = vst_alarm_new (rung_cb, self);
  self->now = get_real_now;
}

VstWatch *
vst_watch_new (VstKeyring *keyring, VstTold *told, VstNotifier *notifier)
{
  VstWatch *self = g_object_new (VST_TYPE_WATCH, NULL);

  self->keyring = g_object_ref (keyring);
  self->told = told;
  self->notifier = g_object_ref (notifier);
  g_signal_connect_object (keyring, "item-changed", G_CALLBACK (item_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keyring, "item-removed", G_CALLBACK (item_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keyring, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notifier, "available", G_CALLBACK (available_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
vst_watch_set_clock (VstWatch *self, gint64 (*now) (gpointer user_data), gpointer user_data)
{
  g_return_if_fail (VST_IS_WATCH (self));

  self->now = now;
  self->now_data = user_data;
}

void
vst_watch_set_seen (VstWatch *self,
                    gboolean (*is_seen_func) (const char *id, gpointer user_data),
                    gpointer user_data)
{
  g_return_if_fail (VST_IS_WATCH (self));

  self->is_seen = is_seen_func;
  self->seen_data = user_data;
}

void
vst_watch_set_paused (VstWatch *self, gboolean paused)
{
  g_return_if_fail (VST_IS_WATCH (self));

  if (self->is_paused == paused)
    return;
  self->is_paused = paused;
  if (paused)
    self->next_look = 0;
  else
    look (self);
}

gint64
vst_watch_get_next_look (VstWatch *self)
{
  g_return_val_if_fail (VST_IS_WATCH (self), 0);
  return self->next_look;
}
