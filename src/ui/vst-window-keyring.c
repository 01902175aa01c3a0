/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-window-private.h"

#include "vst-keyring-help.h"

static VstAccountList *
get_list (VstWindow *self)
{
  return vst_accounts_get_list (self->accounts);
}

/* What could not be stored is stored now. */
static void
store_all (VstWindow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_list (self))); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (G_LIST_MODEL (get_list (self)), i);

    if (vst_account_get_store_error (account))
      vst_account_keeper_store (vst_accounts_get_keeper (self->accounts), account);
  }
}

/* The button that opened the prompt was insensitive meanwhile, and has lost the focus. */
static void
show_unlock_failure (VstWindow *self, const GError *error)
{
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (vst_window_is_shown (self, self->keyring_page) && is_cancelled)
    vst_keyring_page_start (self->keyring_page);
  else if (vst_window_is_shown (self, self->keyring_page))
    vst_window_show_keyring_page (self, error);
  else if (is_cancelled)
    return;
  else if (self->account && vst_account_get_store_error (self->account))
    vst_account_keeper_not_stored (vst_accounts_get_keeper (self->accounts), self->account, error);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  vst_keyring_unlock_finish (VST_KEYRING (source), result, &error);
  if (vst_window_is_closed (self))
    return;
  g_clear_object (&self->unlocking);
  if (self->keyring_page)
    vst_keyring_page_set_busy (self->keyring_page, FALSE);
  if (vst_window_is_locked (self))
    return;
  if (error) {
    show_unlock_failure (self, error);
    return;
  }
  store_all (self);
  if (vst_window_is_shown (self, self->keyring_page) && self->account)
    vst_window_open (self, VST_OPEN_CHOSEN);
  else if (vst_window_is_shown (self, self->keyring_page))
    vst_account_list_load (get_list (self));
}

void
vst_window_unlock (VstWindow *self)
{
  if (self->unlocking)
    return;
  self->unlocking = g_cancellable_new ();
  if (self->keyring_page)
    vst_keyring_page_set_busy (self->keyring_page, TRUE);
  vst_keyring_unlock_async (vst_accounts_get_keyring (self->accounts), self->unlocking, unlocked_cb,
                            g_object_ref (self));
}

void
vst_window_keyring_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);

  if (g_str_equal (name, "win.unlock-keyring")) {
    vst_window_unlock (self);
  } else if (g_str_equal (name, "win.keyring-help")) {
    vst_keyring_help_show (widget);
  } else if (g_str_equal (name, "win.without-keyring")) {
    self->without_keyring = TRUE;
    vst_window_show_add_page (self);
  } else if (self->account) {
    vst_window_open (self, VST_OPEN_CHOSEN);
  } else {
    vst_account_list_load (get_list (self));
  }
}
