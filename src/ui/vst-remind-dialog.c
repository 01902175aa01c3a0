/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-remind-dialog.h"

#include <glib/gi18n.h>

#include "vst-account-words.h"
#include "vst-reminder.h"

struct _VstRemindDialog {
  AdwWindow parent_instance;

  /* Of the template; the rows and checks in the order of VstStep. */
  AdwWindowTitle *title;
  GtkWidget *group;
  GtkWidget *rows[VST_N_STEPS];
  GtkCheckButton *checks[VST_N_STEPS];
  GtkLabel *label;

  /* Owned. */
  VstAccountKeeper *keeper;
  VstAccount *account;

  gboolean is_showing; /* what is set, which is not to be set again */
};

G_DEFINE_FINAL_TYPE (VstRemindDialog, vst_remind_dialog, ADW_TYPE_WINDOW)

static const VstRecordFields *
get_fields (VstRemindDialog *self)
{
  return vst_record_get (vst_account_get_record (self->account));
}

static const char *
get_caption (VstRemindDialog *self)
{
  const VstRecordFields *fields = get_fields (self);

  if (vst_account_is_locked (self->account))
    return _ ("The keyring is locked, and so is what is set here.");
  if (fields->method == DOMO_METHOD_ACCESS_TOKEN && fields->expires == 0)
    return _ ("When this token ends is not known to Vestibule. Set the date first.");
  return _ ("While the window is closed, only if Preferences say so.");
}

static void
show_account (VstRemindDialog *self)
{
  guint muted = get_fields (self)->muted;

  self->is_showing = TRUE;
  for (guint i = 0; i < VST_N_STEPS; i++)
    gtk_check_button_set_active (self->checks[i], !(muted & 1u << i));
  self->is_showing = FALSE;
  gtk_widget_set_sensitive (self->group, !vst_account_is_locked (self->account));
  gtk_label_set_text (self->label, get_caption (self));
}

static void
toggled_cb (VstRemindDialog *self)
{
  guint muted = 0;

  if (self->is_showing)
    return;
  for (guint i = 0; i < VST_N_STEPS; i++)
    if (!gtk_check_button_get_active (self->checks[i]))
      muted |= 1u << i;
  vst_account_keeper_set_muted (self->keeper, self->account, muted);
}

static void
vst_remind_dialog_dispose (GObject *object)
{
  VstRemindDialog *self = VST_REMIND_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_REMIND_DIALOG);
  g_clear_object (&self->account);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (vst_remind_dialog_parent_class)->dispose (object);
}

static void
bind_step (GtkWidgetClass *widget_class, const char *name, VstStep step)
{
  g_autofree char *row = g_strconcat ("row_", name, NULL);
  g_autofree char *check = g_strconcat ("check_", name, NULL);

  gtk_widget_class_bind_template_child_full (widget_class, row, FALSE,
                                             G_STRUCT_OFFSET (VstRemindDialog, rows) +
                                                 (gssize)(step * sizeof (GtkWidget *)));
  gtk_widget_class_bind_template_child_full (widget_class, check, FALSE,
                                             G_STRUCT_OFFSET (VstRemindDialog, checks) +
                                                 (gssize)(step * sizeof (GtkCheckButton *)));
}

static void
vst_remind_dialog_class_init (VstRemindDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_remind_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-remind-dialog.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, VstRemindDialog, title);
  gtk_widget_class_bind_template_child (widget_class, VstRemindDialog, group);
  gtk_widget_class_bind_template_child (widget_class, VstRemindDialog, label);
  bind_step (widget_class, "14", VST_STEP_DAYS_14);
  bind_step (widget_class, "3", VST_STEP_DAYS_3);
  bind_step (widget_class, "1", VST_STEP_DAYS_1);
  bind_step (widget_class, "stopped", VST_STEP_STOPPED);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
vst_remind_dialog_init (VstRemindDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
vst_remind_dialog_new (GtkWindow *parent, VstAccountKeeper *keeper, VstAccount *account)
{
  VstRemindDialog *self;
  g_autofree char *name = NULL;
  guint steps;

  g_return_val_if_fail (VST_IS_ACCOUNT_KEEPER (keeper) && VST_IS_ACCOUNT (account), NULL);

  self = g_object_new (VST_TYPE_REMIND_DIALOG, "transient-for", parent, NULL);
  self->keeper = g_object_ref (keeper);
  self->account = g_object_ref (account);
  name = vst_account_dup_name (account);
  adw_window_title_set_subtitle (self->title, name);
  steps = vst_reminder_get_steps (get_fields (self)->method);
  for (guint i = 0; i < VST_N_STEPS; i++)
    gtk_widget_set_visible (self->rows[i], (steps & 1u << i) != 0);
  show_account (self);
  g_signal_connect_object (account, "changed", G_CALLBACK (show_account), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
