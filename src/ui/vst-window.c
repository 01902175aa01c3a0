/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-window.h"

#include <glib/gi18n.h>

#include "vst-profile-page.h"
#include "vst-settings.h"

struct _VstWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *pages;
  VstSignInPage *sign_in_page;
  VstProfilePage *profile_page; /* NULL until it may be wanted: half of the start-up cost */

  DomoClient *client;
  GSettings *settings;
  VstClipboard *clipboard;
  VstSession *session; /* nullable */

  guint idle; /* makes the profile page while Domo is asked */
};

G_DEFINE_FINAL_TYPE (VstWindow, vst_window, ADW_TYPE_APPLICATION_WINDOW)

/* ----------------------------------------------------------------------------------- the pages */

static void
show_sign_in_page (VstWindow *self)
{
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->sign_in_page));
  vst_sign_in_page_start (self->sign_in_page);
}

/* Drops the token; whoever still holds one of its copies lets go too. */
static void
drop_session (VstWindow *self)
{
  vst_clipboard_clear (self->clipboard);
  vst_profile_page_set_session (self->profile_page, NULL);
  g_clear_object (&self->session);
}

static void
sign_out_cb (VstWindow *self)
{
  vst_sign_in_page_fill_session (self->sign_in_page, self->session);
  drop_session (self);
  show_sign_in_page (self);
}

static void
remedy_cb (VstWindow *self, VstAdvice *advice)
{
  sign_out_cb (self);
  vst_sign_in_page_apply (self->sign_in_page, advice);
}

static void
ensure_profile_page (VstWindow *self)
{
  GtkWidget *page;

  if (self->profile_page)
    return;
  page = vst_profile_page_new (self->client, self->clipboard);
  self->profile_page = VST_PROFILE_PAGE (page);
  g_signal_connect_swapped (page, "sign-out", G_CALLBACK (sign_out_cb), self);
  g_signal_connect_swapped (page, "remedy", G_CALLBACK (remedy_cb), self);
  gtk_stack_add_named (self->pages, page, "profile");
}

static gboolean
make_profile_page_cb (gpointer user_data)
{
  VstWindow *self = user_data;

  self->idle = 0;
  ensure_profile_page (self);
  return G_SOURCE_REMOVE;
}

/* There is time to make the page while the answer is on its way; afterwards it would be a frame
 * late. */
static void
started_cb (VstWindow *self)
{
  if (!self->profile_page && !self->idle)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, make_profile_page_cb, self, NULL);
}

static void
signed_in_cb (VstWindow *self, VstSession *session)
{
  ensure_profile_page (self);
  g_set_object (&self->session, session);
  vst_profile_page_set_session (self->profile_page, session);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->profile_page));
  vst_profile_page_start (self->profile_page);
}

/* --------------------------------------------------------------------------------- the actions */

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);

  if (gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->sign_in_page))
    vst_sign_in_page_back (self->sign_in_page);
  else
    vst_profile_page_back (self->profile_page);
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

/* Shortcuts of the page that is shown, wherever the focus is. */
static void
profile_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstWindow *self = VST_WINDOW (widget);
  gboolean is_check = g_str_equal (name, "win.check");

  if (self->session)
    gtk_widget_activate_action (GTK_WIDGET (self->profile_page),
                                is_check ? "profile.check" : "profile.copy-token", NULL);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* ---------------------------------------------------------------------------------- the window */

static void
restore_size (VstWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, VST_SETTINGS_WINDOW_WIDTH),
                               g_settings_get_int (self->settings, VST_SETTINGS_WINDOW_HEIGHT));
  if (g_settings_get_boolean (self->settings, VST_SETTINGS_WINDOW_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (VstWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, VST_SETTINGS_WINDOW_WIDTH, MAX (width, 1));
  g_settings_set_int (self->settings, VST_SETTINGS_WINDOW_HEIGHT, MAX (height, 1));
  g_settings_set_boolean (self->settings, VST_SETTINGS_WINDOW_MAXIMIZED,
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
vst_window_close_request (GtkWindow *window)
{
  VstWindow *self = VST_WINDOW (window);

  save_size (self);
  vst_clipboard_clear (self->clipboard);
  return GTK_WINDOW_CLASS (vst_window_parent_class)->close_request (window);
}

static void
vst_window_dispose (GObject *object)
{
  VstWindow *self = VST_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_WINDOW);
  G_OBJECT_CLASS (vst_window_parent_class)->dispose (object);
}

static void
vst_window_class_init (VstWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = vst_window_close_request;

  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL,
                                   show_help_overlay_action);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, profile_action);
  gtk_widget_class_install_action (widget_class, "win.copy-token", NULL, profile_action);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VstWindow, pages);
}

static void
vst_window_init (VstWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
vst_window_new (GtkApplication *application,
                DomoClient *client,
                GSettings *settings,
                VstPractice *practice)
{
  VstWindow *self = g_object_new (VST_TYPE_WINDOW, "application", application, NULL);
  GtkWidget *page = vst_sign_in_page_new (client, settings, practice);

  self->client = g_object_ref (client);
  self->settings = g_object_ref (settings);
  self->clipboard = vst_clipboard_new (gtk_widget_get_display (GTK_WIDGET (self)));
  self->sign_in_page = VST_SIGN_IN_PAGE (page);
  g_signal_connect_swapped (page, "started", G_CALLBACK (started_cb), self);
  g_signal_connect_swapped (page, "signed-in", G_CALLBACK (signed_in_cb), self);
  gtk_stack_add_named (self->pages, page, "sign-in");

  restore_size (self);
  vst_sign_in_page_start (self->sign_in_page);
  return GTK_WIDGET (self);
}

VstSignInPage *
vst_window_get_sign_in_page (VstWindow *self)
{
  return self->sign_in_page;
}

VstSession *
vst_window_get_session (VstWindow *self)
{
  return self->session;
}

VstClipboard *
vst_window_get_clipboard (VstWindow *self)
{
  return self->clipboard;
}
