/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-account-row.h"

#include <glib/gi18n.h>

#include "vst-account-words.h"
#include "vst-avatar.h"
#include "vst-long-text.h"
#include "vst-seen.h"

/* The clock is looked at so often at least, in milliseconds: somebody may set it. */
#define LONGEST_PAUSE (60 * G_GINT64_CONSTANT (1000))

struct _VstAccountRow {
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *place;
  GtkWidget *state_box;
  GtkSpinner *state_spinner;
  GtkImage *state_icon;
  GtkLabel *state;

  VstAccount *account; /* owned; nullable */
  guint timer;
};

G_DEFINE_FINAL_TYPE (VstAccountRow, vst_account_row, GTK_TYPE_WIDGET)

static void update (VstAccountRow *self);

static gboolean
timer_cb (gpointer user_data)
{
  VstAccountRow *self = user_data;

  self->timer = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Comes back when the words are others. */
static void
start_timer (VstAccountRow *self, gint64 now)
{
  gint64 change;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->account || !vst_seen_is (GTK_WIDGET (self)))
    return;
  change = vst_account_words_change (self->account, now);
  if (change > 0)
    self->timer = g_timeout_add ((guint)MIN (change, LONGEST_PAUSE), timer_cb, self);
}

static void
show_state (VstAccountRow *self, const VstAccountWords *words)
{
  const char *classes[] = { words->css_class, "state", NULL };
  gboolean is_checking = words->icon_name == NULL;

  gtk_widget_set_css_classes (self->state_box, classes);
  gtk_widget_set_visible (GTK_WIDGET (self->state_spinner), is_checking);
  gtk_spinner_set_spinning (self->state_spinner, is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), !is_checking);
  gtk_image_set_from_icon_name (self->state_icon, words->icon_name);
  gtk_label_set_label (self->state, words->text);
}

/* The list's own widget around this one is what has the focus and is read out. A comma is heard as
 * a pause. */
static void
show_accessible_name (VstAccountRow *self, const char *name, const char *place, const char *state)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *all = g_strdup_printf ("%s · %s · %s", name, place, state);
  g_auto (GStrv) parts = g_strsplit (all, " · ", -1);
  g_autofree char *words = g_strjoinv (", ", parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (item ? item : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
update (VstAccountRow *self)
{
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *name = NULL;
  g_autofree char *initials = NULL;
  g_autofree char *place = NULL;
  g_auto (VstAccountWords) words = { NULL };

  if (!self->account)
    return;
  name = vst_account_dup_name (self->account);
  initials = vst_avatar_dup_initials_name (name);
  place = vst_account_dup_place (self->account);
  vst_account_words (self->account, now, &words);

  adw_avatar_set_text (self->avatar, initials);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->place, place);
  show_state (self, &words);
  show_accessible_name (self, name, place, words.text);
  start_timer (self, now);
}

static void
seen_changed_cb (GtkWidget *widget)
{
  VstAccountRow *self = VST_ACCOUNT_ROW (widget);

  if (vst_seen_is (widget))
    update (self);
  else
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
vst_account_row_dispose (GObject *object)
{
  VstAccountRow *self = VST_ACCOUNT_ROW (object);
  GtkWidget *child;

  vst_account_row_set_account (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_ACCOUNT_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vst_account_row_parent_class)->dispose (object);
}

static void
vst_account_row_class_init (VstAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_account_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, name);
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, place);
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, state_spinner);
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, VstAccountRow, state);
  gtk_widget_class_bind_template_callback (widget_class, vst_long_text_query_tooltip_cb);
}

static void
vst_account_row_init (VstAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vst_seen_follow (GTK_WIDGET (self), seen_changed_cb);
}

GtkWidget *
vst_account_row_new (void)
{
  return g_object_new (VST_TYPE_ACCOUNT_ROW, NULL);
}

void
vst_account_row_set_account (VstAccountRow *self, VstAccount *account)
{
  g_return_if_fail (VST_IS_ACCOUNT_ROW (self));

  if (account == self->account)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, update, self);
  g_set_object (&self->account, account);
  if (!account)
    return;
  g_signal_connect_swapped (account, "changed", G_CALLBACK (update), self);
  update (self);
}

VstAccount *
vst_account_row_get_account (VstAccountRow *self)
{
  return self->account;
}
