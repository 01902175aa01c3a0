/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-window-private.h"

#include <glib/gi18n.h>

#include "vst-advice.h"
#include "vst-announce.h"
#include "vst-display-wire.h"
#include "vst-settings.h"

/* Seconds that a keyring which does not answer may keep the computer from sleeping: logind waits
 * five. */
#define LONGEST_DROP 4

gboolean
vst_window_is_locked (VstWindow *self)
{
  return self->unlocked_content != NULL;
}

static VstAccountList *
get_list (VstWindow *self)
{
  return vst_accounts_get_list (self->accounts);
}

static guint
count_accounts (VstWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_list (self)));
}

/* -------------------------------------------------------------------------- time without use */

gboolean
vst_window_has_keyring (VstWindow *self)
{
  return !g_error_matches (vst_account_list_get_error (get_list (self)), DOMO_ERROR,
                           DOMO_ERROR_KEYRING_ABSENT);
}

static guint
get_lock_minutes (VstWindow *self)
{
  return vst_settings_get_lock_minutes (vst_accounts_get_settings (self->accounts),
                                        vst_window_has_keyring (self));
}

static void
update_limit (VstWindow *self)
{
  vst_idle_clock_set_limit (self->idle_clock, get_lock_minutes (self));
}

/* Whoever waits for Domo uses the window. */
static void
update_held (VstWindow *self)
{
  if (vst_window_is_closed (self))
    return;
  vst_idle_clock_set_held (
      self->idle_clock, vst_window_is_locked (self) ||
                            vst_sign_in_page_is_busy (self->sign_in_page) ||
                            vst_account_opener_is_busy (vst_accounts_get_opener (self->accounts)));
}

/* GTK may make a motion of its own where what lies under a resting pointer is another thing now, as
 * with a step of a countdown. */
static gboolean
has_moved (VstWindow *self, GdkEvent *event)
{
  double x = 0, y = 0;
  gboolean moved;

  gdk_event_get_position (event, &x, &y);
  moved = x != self->pointer_x || y != self->pointer_y;
  self->pointer_x = x;
  self->pointer_y = y;
  return moved;
}

static gboolean
is_use (VstWindow *self, GdkEvent *event)
{
  switch ((int)gdk_event_get_event_type (event)) {
  case GDK_MOTION_NOTIFY:
    return has_moved (self, event);
  case GDK_BUTTON_PRESS:
  case GDK_BUTTON_RELEASE:
  case GDK_KEY_PRESS:
  case GDK_KEY_RELEASE:
  case GDK_SCROLL:
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_UPDATE:
  case GDK_TOUCH_END:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
event_cb (VstWindow *self, GdkEvent *event)
{
  if (is_use (self, event))
    vst_idle_clock_note_use (self->idle_clock, g_get_monotonic_time ());
  return GDK_EVENT_PROPAGATE;
}

static void
follow_events (VstWindow *self, GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, controller);
}

/* Of every window of the program, whoever opens it. */
static void
windows_changed_cb (
    GListModel *windows, guint position, guint n_removed, guint n_added, VstWindow *self)
{
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    follow_events (self, window);
  }
}

/* Nobody uses a window that is in the background, or hidden. */
static void
active_changed_cb (VstWindow *self)
{
  if (self->idle_clock && !gtk_window_is_active (GTK_WINDOW (self)))
    vst_idle_clock_settle (self->idle_clock);
}

static void
idle_cb (VstWindow *self)
{
  vst_window_lock (self, VST_LOCK_IDLE);
}

void
vst_window_start_idle_clock (VstWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  self->idle_clock = vst_idle_clock_new ();
  g_signal_connect_object (self->idle_clock, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_changed_cb), self, 0);
  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
  g_signal_connect_object (vst_accounts_get_settings (self->accounts),
                           "changed::" VST_SETTINGS_LOCK_MINUTES, G_CALLBACK (update_limit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_list (self), "state-changed", G_CALLBACK (update_limit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vst_accounts_get_opener (self->accounts), "busy-changed",
                           G_CALLBACK (update_held), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in_page, "busy-changed", G_CALLBACK (update_held), self,
                           G_CONNECT_SWAPPED);
  update_limit (self);
}

VstIdleClock *
vst_window_get_idle_clock (VstWindow *self)
{
  return self->idle_clock;
}

/* ------------------------------------------------------------------------------- what is locked */

/* What a lock leaves is what shows nothing of an account: ending the program, help, Escape from the
 * keyring's prompt, and the way back. */
static gboolean
is_safe (const char *action)
{
  static const char *const safe[] = { "win.unlock", "win.close", "win.show-help-overlay",
                                      "win.back", NULL };

  return g_strv_contains (safe, action);
}

static void
set_actions_enabled (VstWindow *self, gboolean is_locked)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_GET_CLASS (self);
  const GVariantType *parameter_type;
  const char *name, *property;
  GType owner;

  for (guint i = 0;
       gtk_widget_class_query_action (widget_class, i, &owner, &name, &parameter_type, &property);
       i++) {
    if (g_str_has_prefix (name, "win."))
      gtk_widget_action_set_enabled (GTK_WIDGET (self), name, !is_locked || is_safe (name));
  }
}

static GPtrArray *
dup_other_windows (VstWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (window != GTK_WINDOW (self))
      g_ptr_array_add (others, g_steal_pointer (&window));
  }
  return others;
}

/* Whatever they show: who opened them need not know of locks. None may stay to ask a question, and
 * nothing happens to one that is gone. */
static void
close_other_windows (VstWindow *self)
{
  g_autoptr (GPtrArray) others = dup_other_windows (self);

  for (guint i = 0; i < others->len; i++) {
    gtk_window_close (g_ptr_array_index (others, i));
    gtk_window_destroy (g_ptr_array_index (others, i));
  }
}

/* An open menu holds the pointer: one that left the window with its page would never let it go. */
static void
close_popovers (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    close_popovers (child);
}

/* The person of the page, else the first of the list. */
static VstAccount *
dup_first_account (VstWindow *self)
{
  if (self->locked_account)
    return g_object_ref (self->locked_account);
  return g_list_model_get_item (G_LIST_MODEL (get_list (self)), 0);
}

static void
say_who (VstWindow *self)
{
  g_autoptr (VstAccount) account = dup_first_account (self);

  vst_locked_page_set_who (self->locked_page, account, MAX (count_accounts (self), 1) - 1);
}

/* The bar that says so otherwise is not in the window. */
static void
kept_cb (VstLockedPage *page, GParamSpec *pspec, VstClipboard *clipboard)
{
  vst_locked_page_set_copy_kept (page, vst_clipboard_is_kept (clipboard));
}

/* All else leaves the window, and with it the tree that a screen reader sees. */
static void
show_locked_page (VstWindow *self, VstLockReason reason)
{
  self->locked_page = VST_LOCKED_PAGE (vst_locked_page_new ());
  vst_locked_page_set_why (self->locked_page, reason, get_lock_minutes (self));
  say_who (self);
  kept_cb (self->locked_page, NULL, self->clipboard);
  g_signal_connect_object (self->clipboard, "notify::kept", G_CALLBACK (kept_cb), self->locked_page,
                           G_CONNECT_SWAPPED);
  self->unlocked_content = g_object_ref (GTK_WIDGET (self->toast_overlay));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self),
                                      GTK_WIDGET (self->locked_page));
  vst_locked_page_set_busy (self->locked_page, TRUE);
  vst_announce (GTK_WIDGET (self->locked_page), _ ("Locked"));
}

/* ----------------------------------------------------------------------------- leaving memory */

/* A lock, until no secret is left. */
typedef struct {
  VstWindow *window;   /* weak: it may be closed meanwhile */
  VstLockWatch *watch; /* weak, nullable */
  GCancellable *cancellable;
  guint timer;
} Dropping;

static void
dropping_free (Dropping *dropping)
{
  g_clear_weak_pointer (&dropping->window);
  g_clear_weak_pointer (&dropping->watch);
  g_clear_handle_id (&dropping->timer, g_source_remove);
  g_object_unref (dropping->cancellable);
  g_free (dropping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dropping, dropping_free)

static gboolean
too_long_cb (gpointer user_data)
{
  Dropping *dropping = user_data;

  dropping->timer = 0;
  g_cancellable_cancel (dropping->cancellable);
  return G_SOURCE_REMOVE;
}

/* Whoever unlocks earlier would see a token leave that is still being written. */
static void
offer_unlock (VstWindow *self)
{
  if (!vst_window_is_locked (self) || self->leaving_lock)
    return;
  vst_locked_page_set_busy (self->locked_page, FALSE);
  vst_locked_page_start (self->locked_page);
}

/* One lock may come upon another that is not over: both know of the same accounts. */
static void
add_lost (VstWindow *self, GPtrArray *lost)
{
  for (guint i = 0; i < lost->len; i++) {
    VstAccount *account = g_ptr_array_index (lost, i);

    if (!g_ptr_array_find (self->lost, account, NULL))
      g_ptr_array_add (self->lost, g_object_ref (account));
  }
}

/* What could not be removed from the keyring is told where it was forgotten. */
static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Dropping) dropping = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lost = NULL;
  VstWindow *self = dropping->window;

  vst_accounts_drop_secrets_finish (VST_ACCOUNTS (source), result, &lost, &error);
  if (dropping->watch) /* whether or not there is a window still */
    vst_lock_watch_release (dropping->watch);
  if (self)
    vst_display_wire_wipe_twice (gtk_widget_get_display (GTK_WIDGET (self)));
  if (vst_window_is_closed (self) || !vst_window_is_locked (self))
    return;
  add_lost (self, lost);
  vst_locked_page_set_dropped (self->locked_page,
                               vst_keyring_is_lasting (vst_accounts_get_keyring (self->accounts)),
                               self->lost->len);
  say_who (self); /* who is forgotten now is not named any more */
  offer_unlock (self);
}

static void
drop_secrets (VstWindow *self)
{
  Dropping *dropping = g_new0 (Dropping, 1);

  g_set_weak_pointer (&dropping->window, self);
  g_set_weak_pointer (&dropping->watch, self->lock_watch);
  dropping->cancellable = g_cancellable_new ();
  dropping->timer = g_timeout_add_seconds (LONGEST_DROP, too_long_cb, dropping);
  vst_accounts_drop_secrets_async (self->accounts, dropping->cancellable, dropped_cb, dropping);
}

/* Widgets first: what they hold goes with their account. */
static void
empty_widgets (VstWindow *self)
{
  vst_clipboard_clear (self->clipboard);
  vst_forget_toast_commit (self->forget_toast);
  g_cancellable_cancel (self->unlocking);
  vst_sign_in_page_drop_secrets (self->sign_in_page);
  g_set_object (&self->locked_account, self->account);
  vst_window_set_account (self, NULL);
}

void
vst_window_lock (VstWindow *self, VstLockReason reason)
{
  g_return_if_fail (VST_IS_WINDOW (self));

  if (vst_window_is_closed (self))
    return;
  if (!vst_window_is_locked (self)) {
    g_clear_pointer (&self->lost, g_ptr_array_unref);
    self->lost = g_ptr_array_new_with_free_func (g_object_unref);
    close_other_windows (self);
    close_popovers (GTK_WIDGET (self));
    empty_widgets (self);
    show_locked_page (self, reason);
    set_actions_enabled (self, TRUE);
    update_held (self);
  }
  drop_secrets (self);
}

static void
lock_cb (VstWindow *self, int reason)
{
  vst_window_lock (self, (VstLockReason)reason);
}

void
vst_window_set_lock_watch (VstWindow *self, VstLockWatch *watch)
{
  g_return_if_fail (VST_IS_WINDOW (self));
  g_return_if_fail (VST_IS_LOCK_WATCH (watch));

  g_set_object (&self->lock_watch, watch);
  g_signal_connect_object (watch, "lock", G_CALLBACK (lock_cb), self, G_CONNECT_SWAPPED);
}

/* --------------------------------------------------------------------------------------- back */

static void
show_content (VstWindow *self)
{
  g_autoptr (GtkWidget) content = g_steal_pointer (&self->unlocked_content);

  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  self->locked_page = NULL;
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), content);
  set_actions_enabled (self, FALSE);
  vst_window_update_actions (self);
  update_held (self);
}

/* As at the start: what is kept of the account that was shown is read again. Where no names were
 * known before, there are some now. */
static void
leave_lock (VstWindow *self)
{
  g_autoptr (VstAccount) account = g_steal_pointer (&self->locked_account);

  if (!account && vst_window_is_shown (self, self->keyring_page)) {
    self->has_begun = FALSE;
    vst_account_list_load (get_list (self));
  }
  show_content (self);
  vst_window_resume (self, account);
  /* The page was there all along: nobody else starts it, and GTK goes to the window's first button.
   */
  if (vst_window_is_shown (self, self->profile_page))
    vst_profile_page_start (self->profile_page);
  vst_window_tell_not_forgotten (self);
}

static void
say_failure (VstWindow *self, const GError *error)
{
  g_autoptr (VstAdvice) advice = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    vst_locked_page_set_failure (self->locked_page, NULL);
  } else if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED)) {
    vst_locked_page_set_failure (self->locked_page, _ ("The Keyring Stays Locked"));
  } else {
    advice = vst_advice_new_for_reading (error);
    vst_locked_page_set_failure (self->locked_page, vst_advice_get_remedy (advice));
  }
  vst_locked_page_start (self->locked_page); /* it was insensitive, and has lost the focus */
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  vst_keyring_unlock_finish (VST_KEYRING (source), result, &error);
  if (vst_window_is_closed (self))
    return;
  g_clear_object (&self->leaving_lock);
  vst_locked_page_set_busy (self->locked_page, FALSE);
  /* Where the keyring has gone there is nothing to ask for. */
  if (error && !g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT))
    say_failure (self, error);
  else
    leave_lock (self);
}

/* The keyring asks for its password where what is wanted of it is locked: the account that was
 * shown, or, without one, any. */
static gboolean
wants_prompt (VstWindow *self)
{
  GListModel *accounts = G_LIST_MODEL (get_list (self));

  if (self->without_keyring)
    return FALSE;
  if (self->locked_account && vst_account_is_stored (self->locked_account))
    return vst_account_is_locked (self->locked_account);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (accounts, i);

    if (vst_account_is_locked (account))
      return TRUE;
  }
  return vst_account_list_get_state (get_list (self)) == VST_LIST_HIDDEN;
}

static void
ask_keyring (VstWindow *self)
{
  self->leaving_lock = g_cancellable_new ();
  vst_locked_page_set_failure (self->locked_page, NULL);
  vst_locked_page_set_busy (self->locked_page, TRUE);
  vst_keyring_unlock_async (vst_accounts_get_keyring (self->accounts), self->leaving_lock,
                            unlocked_cb, g_object_ref (self));
}

void
vst_window_lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);

  if (g_str_equal (name, "win.lock"))
    vst_window_lock (self, VST_LOCK_BY_PERSON);
  else if (!vst_window_is_locked (self) || self->leaving_lock)
    return;
  else if (wants_prompt (self))
    ask_keyring (self);
  else
    leave_lock (self);
}
