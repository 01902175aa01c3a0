/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-preferences.h"

#include <glib/gi18n.h>

#include "vst-combo-row.h"
#include "vst-settings.h"

/* What a group of one row and its title add to the window. */
#define GROUP_HEIGHT 130

struct _VstPreferences {
  AdwWindow parent_instance;

  /* Of the template. */
  GtkBox *groups;
  AdwComboRow *keep_row;
  GtkWidget *clipboard_row;
  GtkSpinButton *clipboard_spin;
  AdwComboRow *lock_row;

  GSettings *settings; /* owned */
  gboolean has_keyring;
  gboolean shows_lock; /* what is selected is shown, and was not chosen */
};

G_DEFINE_FINAL_TYPE (VstPreferences, vst_preferences, ADW_TYPE_WINDOW)

/* ---------------------------------------------------------------------------------------- keep */

/* The rows are in the order of VstKeep; the setting has a value behind them, for "as the default",
 * which means nothing to the default itself. */
static void
show_keep (VstPreferences *self)
{
  int keep = g_settings_get_enum (self->settings, VST_SETTINGS_KEEP_DEFAULT);

  if (keep > VST_KEEP_NOTHING)
    keep = VST_KEEP_TOKEN;
  adw_combo_row_set_selected (self->keep_row, (guint)keep);
}

static void
keep_chosen_cb (VstPreferences *self)
{
  int keep = (int)adw_combo_row_get_selected (self->keep_row);

  if (keep != g_settings_get_enum (self->settings, VST_SETTINGS_KEEP_DEFAULT))
    g_settings_set_enum (self->settings, VST_SETTINGS_KEEP_DEFAULT, keep);
}

static void
bind_keep (VstPreferences *self)
{
  show_keep (self);
  g_signal_connect_object (self->settings, "changed::" VST_SETTINGS_KEEP_DEFAULT,
                           G_CALLBACK (show_keep), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep_row, "notify::selected", G_CALLBACK (keep_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind_writable (self->settings, VST_SETTINGS_KEEP_DEFAULT, self->keep_row, "sensitive",
                            FALSE);
}

/* ----------------------------------------------------------------------------------- clipboard */

static void
bind_clipboard (VstPreferences *self)
{
  g_settings_bind (self->settings, VST_SETTINGS_CLIPBOARD_SECONDS, self->clipboard_spin, "value",
                   G_SETTINGS_BIND_NO_SENSITIVITY);
  g_settings_bind_writable (self->settings, VST_SETTINGS_CLIPBOARD_SECONDS, self->clipboard_row,
                            "sensitive", FALSE);
}

/* ---------------------------------------------------------------------------------------- lock */

/* What can be chosen, 0 for never. */
static const guint lock_minutes[] = { 1, 5, 15, 0 };

static char *
dup_lock_words (guint minutes)
{
  if (minutes == 0)
    return g_strdup (_ ("Never"));
  return g_strdup_printf (ngettext ("After %u minute", "After %u minutes", minutes), minutes);
}

/* The row of @minutes, behind those that can be chosen if it is none of them. */
static guint
find_lock_row (guint minutes)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (lock_minutes); i++)
    if (lock_minutes[i] == minutes)
      break;
  return i;
}

static void
append_lock_choice (GtkStringList *model, guint minutes)
{
  g_autofree char *words = dup_lock_words (minutes);

  gtk_string_list_append (model, words);
}

static void
show_lock (VstPreferences *self)
{
  guint minutes = vst_settings_get_lock_minutes (self->settings, self->has_keyring);
  guint row = find_lock_row (minutes);
  g_autoptr (GtkStringList) model = NULL;

  /* A choice that was just made leaves the list as it is. */
  if (adw_combo_row_get_model (self->lock_row) && row < G_N_ELEMENTS (lock_minutes) &&
      adw_combo_row_get_selected (self->lock_row) == row)
    return;
  model = gtk_string_list_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lock_minutes); i++)
    append_lock_choice (model, lock_minutes[i]);
  if (row == G_N_ELEMENTS (lock_minutes))
    append_lock_choice (model, minutes);
  self->shows_lock = TRUE;
  adw_combo_row_set_model (self->lock_row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->lock_row, row);
  self->shows_lock = FALSE;
}

static void
lock_chosen_cb (VstPreferences *self)
{
  guint row = adw_combo_row_get_selected (self->lock_row);

  if (!self->shows_lock && row < G_N_ELEMENTS (lock_minutes))
    g_settings_set_uint (self->settings, VST_SETTINGS_LOCK_MINUTES, lock_minutes[row]);
}

static void
bind_lock (VstPreferences *self)
{
  show_lock (self);
  g_signal_connect_object (self->settings, "changed::" VST_SETTINGS_LOCK_MINUTES,
                           G_CALLBACK (show_lock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock_row, "notify::selected", G_CALLBACK (lock_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind_writable (self->settings, VST_SETTINGS_LOCK_MINUTES, self->lock_row, "sensitive",
                            FALSE);
}

void
vst_preferences_set_has_keyring (VstPreferences *self, gboolean has_keyring)
{
  g_return_if_fail (VST_IS_PREFERENCES (self));

  self->has_keyring = has_keyring;
  show_lock (self);
}

/* -------------------------------------------------------------------------------------- window */

/* A number that was typed and not left counts too. */
static gboolean
vst_preferences_close_request (GtkWindow *window)
{
  VstPreferences *self = VST_PREFERENCES (window);

  gtk_spin_button_update (self->clipboard_spin);
  return GTK_WINDOW_CLASS (vst_preferences_parent_class)->close_request (window);
}

static void
vst_preferences_dispose (GObject *object)
{
  VstPreferences *self = VST_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_PREFERENCES);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vst_preferences_parent_class)->dispose (object);
}

static void
vst_preferences_class_init (VstPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_preferences_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = vst_preferences_close_request;

  g_type_ensure (VST_TYPE_COMBO_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-preferences.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, VstPreferences, groups);
  gtk_widget_class_bind_template_child (widget_class, VstPreferences, keep_row);
  gtk_widget_class_bind_template_child (widget_class, VstPreferences, clipboard_row);
  gtk_widget_class_bind_template_child (widget_class, VstPreferences, clipboard_spin);
  gtk_widget_class_bind_template_child (widget_class, VstPreferences, lock_row);
}

static void
vst_preferences_init (VstPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->has_keyring = TRUE;
}

/* No wider than the window that it is over. */
static void
fit_to (VstPreferences *self, GtkWindow *parent)
{
  int room = parent ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (room > 0 && room < width)
    gtk_window_set_default_size (GTK_WINDOW (self), room, height);
}

GtkWidget *
vst_preferences_new (GtkWindow *parent, GSettings *settings)
{
  VstPreferences *self;

  g_return_val_if_fail (!parent || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (VST_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->settings = g_object_ref (settings);
  fit_to (self, parent);
  bind_keep (self);
  bind_clipboard (self);
  bind_lock (self);
  return GTK_WIDGET (self);
}

void
vst_preferences_add_group (VstPreferences *self, GtkWidget *group)
{
  int width, height;

  g_return_if_fail (VST_IS_PREFERENCES (self) && GTK_IS_WIDGET (group));

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height + GROUP_HEIGHT);
  gtk_box_append (self->groups, group);
}
