/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-window-private.h"

#include "vst-preferences.h"
#include "vst-remind-dialog.h"
#include "vst-watch-group.h"

static VstAccountList *
get_list (VstWindow *self)
{
  return vst_accounts_get_list (self->accounts);
}

static void
show_accounts (VstWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  vst_sidebar_focus (self->sidebar);
}

static void
show_accounts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_accounts (VST_WINDOW (widget));
}

/* Escape: what is under way ends; then the code page, then the page itself is left. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);

  if (vst_window_is_locked (self))
    g_cancellable_cancel (self->leaving_lock);
  else if (self->unlocking)
    g_cancellable_cancel (self->unlocking);
  else if (self->opening)
    vst_window_end_opening (self);
  else if (is_folded && adw_leaflet_get_visible_child (self->leaflet) != GTK_WIDGET (self->pages))
    return;
  else if (vst_window_is_shown (self, self->sign_in_page))
    vst_sign_in_page_back (self->sign_in_page);
  else if (is_folded && gtk_widget_get_visible (GTK_WIDGET (self->sidebar)))
    show_accounts (self);
}

/* Made when it is first asked for: a fifth of the time that the sign-in page takes. */
static void
show_help_overlay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (VST_RESOURCE_BASE "/vst-help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_present (overlay);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);
  GtkWidget *preferences =
      vst_preferences_new (GTK_WINDOW (self), vst_accounts_get_settings (self->accounts));

  vst_preferences_set_has_keyring (VST_PREFERENCES (preferences), vst_window_has_keyring (self));
  if (!self->practice)
    vst_preferences_add_group (VST_PREFERENCES (preferences), vst_watch_group_new ());
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
inspect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vst_window_inspect (VST_WINDOW (widget));
}

static void
add_account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vst_window_show_add_page (VST_WINDOW (widget));
}

/* A signed-out account that is only passed by stays so. */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);
  int step = g_str_equal (name, "win.next-account") ? 1 : -1;
  VstAccount *account = vst_sidebar_get_neighbour (self->sidebar, step);

  if (account && account != self->account)
    vst_window_choose (self, account, VST_OPEN_BY_ITSELF);
}

/* Shortcuts and buttons of the page, wherever the focus is. */
static void
account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);

  if (!self->account)
    return;
  if (g_str_equal (name, "win.check"))
    vst_window_open (self, VST_OPEN_AGAIN);
  else if (g_str_equal (name, "win.sign-in-again"))
    vst_window_sign_in_again (self);
  else if (g_str_equal (name, "win.sign-out"))
    vst_window_sign_out (self, self->account);
  else if (g_str_equal (name, "win.forget"))
    vst_window_forget (self, self->account);
  else if (g_str_equal (name, "win.store"))
    vst_account_keeper_store (vst_accounts_get_keeper (self->accounts), self->account);
  else if (self->profile_page)
    gtk_widget_activate_action (
        GTK_WIDGET (self->profile_page),
        g_str_equal (name, "win.copy-last") ? "profile.copy-last" : "profile.copy-token", NULL);
}

static void
remind (VstWindow *self, VstAccount *account)
{
  gtk_window_present (GTK_WINDOW (vst_remind_dialog_new (
      GTK_WINDOW (self), vst_accounts_get_keeper (self->accounts), account)));
}

/* Of a menu: the account may be another than the one that is shown. */
static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);
  VstAccount *account =
      vst_account_list_find (get_list (self), g_variant_get_string (parameter, NULL));

  if (!account)
    return;
  if (g_str_equal (name, "win.sign-out-account")) {
    vst_window_sign_out (self, account);
  } else if (g_str_equal (name, "win.forget-account")) {
    vst_window_forget (self, account);
  } else if (g_str_equal (name, "win.remind-account")) {
    remind (self, account);
  } else {
    vst_window_set_account (self, account);
    vst_window_open (self, VST_OPEN_AGAIN);
  }
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

void
vst_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.back", NULL, back_action },
    { "win.show-accounts", NULL, show_accounts_action },
    { "win.show-help-overlay", NULL, show_help_overlay_action },
    { "win.preferences", NULL, preferences_action },
    { "win.inspect", NULL, inspect_action },
    { "win.add-account", NULL, add_account_action },
    { "win.next-account", NULL, step_action },
    { "win.previous-account", NULL, step_action },
    { "win.check", NULL, account_action },
    { "win.copy-token", NULL, account_action },
    { "win.copy-last", NULL, account_action },
    { "win.sign-in-again", NULL, account_action },
    { "win.sign-out", NULL, account_action },
    { "win.forget", NULL, account_action },
    { "win.store", NULL, account_action },
    { "win.check-account", "s", menu_action },
    { "win.remind-account", "s", menu_action },
    { "win.sign-out-account", "s", menu_action },
    { "win.forget-account", "s", menu_action },
    { "win.unlock-keyring", NULL, vst_window_keyring_action },
    { "win.reload-keyring", NULL, vst_window_keyring_action },
    { "win.keyring-help", NULL, vst_window_keyring_action },
    { "win.without-keyring", NULL, vst_window_keyring_action },
    { "win.lock", NULL, vst_window_lock_action },
    { "win.unlock", NULL, vst_window_lock_action },
    { "win.close", NULL, close_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
vst_window_update_actions (VstWindow *self)
{
  static const char *const of_account[] = { "win.check",         "win.copy-token", "win.copy-last",
                                            "win.sign-in-again", "win.sign-out",   "win.forget",
                                            "win.store" };

  if (vst_window_is_locked (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (of_account); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_account[i], self->account != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.remind-account", !self->practice);
}
