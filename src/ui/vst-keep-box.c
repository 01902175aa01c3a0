/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-keep-box.h"

#include <glib/gi18n.h>

#include "vst-combo-row.h"

#define N_METHODS (DOMO_METHOD_ACCESS_TOKEN + 1)

/* What is shown of one method. */
typedef enum {
  CHOICE_NONE,    /* as the settings say */
  CHOICE_ACCOUNT, /* what the account keeps that signs in again */
  CHOICE_PERSON,
} Origin;

typedef struct {
  Origin origin;
  VstKeep keep;
} Choice;

struct _VstKeepBox {
  GtkWidget parent_instance;

  AdwComboRow *row;
  GtkLabel *label;

  GSettings *settings; /* owned */
  GListModel *items[N_METHODS];
  Choice choices[N_METHODS];
  DomoMethod method;
  gboolean is_lasting;
  gboolean is_available;
  gboolean is_updating; /* the row changes, but nobody chose */
};

G_DEFINE_FINAL_TYPE (VstKeepBox, vst_keep_box, GTK_TYPE_WIDGET)

/* An access token has no secret beside itself. */
static VstKeep
fit (DomoMethod method, VstKeep keep)
{
  return method == DOMO_METHOD_ACCESS_TOKEN && keep == VST_KEEP_TOKEN_AND_SECRET ? VST_KEEP_TOKEN
                                                                                 : keep;
}

/* The items stand in the order of VstKeep. */
static guint
to_position (DomoMethod method, VstKeep keep)
{
  if (method == DOMO_METHOD_ACCESS_TOKEN)
    return keep == VST_KEEP_NOTHING ? 1 : 0;
  return keep;
}

static VstKeep
to_keep (DomoMethod method, guint position)
{
  if (method == DOMO_METHOD_ACCESS_TOKEN)
    return position == 1 ? VST_KEEP_NOTHING : VST_KEEP_TOKEN;
  return (VstKeep)position;
}

static const char *
get_caption (VstKeepBox *self)
{
  VstKeep keep = vst_keep_box_get_keep (self);

  if (keep == VST_KEEP_NOTHING)
    return _ ("The token is gone when the window closes.");
  if (!self->is_lasting)
    return _ ("The practice keyring is gone when the window closes.");
  if (keep == VST_KEEP_TOKEN_AND_SECRET)
    return _ ("The token renews itself.");
  if (self->method == DOMO_METHOD_PASSWORD)
    return _ ("You stay signed in for about 8 hours.");
  if (self->method == DOMO_METHOD_CLIENT)
    return _ ("You stay signed in for about an hour.");
  return _ ("You stay signed in until the date that was set in Domo.");
}

static void
update (VstKeepBox *self)
{
  VstKeep keep = vst_keep_box_get_keep (self);

  self->is_updating = TRUE;
  adw_combo_row_set_model (self->row, self->items[self->method]);
  adw_combo_row_set_selected (self->row, to_position (self->method, keep));
  self->is_updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), self->is_available);
  gtk_label_set_label (self->label, get_caption (self));
}

static void
selected_cb (VstKeepBox *self)
{
  guint position = adw_combo_row_get_selected (self->row);

  if (self->is_updating || position == GTK_INVALID_LIST_POSITION)
    return;
  self->choices[self->method] = (Choice){ CHOICE_PERSON, to_keep (self->method, position) };
  gtk_label_set_label (self->label, get_caption (self));
}

static void
vst_keep_box_dispose (GObject *object)
{
  VstKeepBox *self = VST_KEEP_BOX (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_KEEP_BOX);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  for (guint i = 0; i < N_METHODS; i++)
    g_clear_object (&self->items[i]);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vst_keep_box_parent_class)->dispose (object);
}

static void
vst_keep_box_class_init (VstKeepBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_keep_box_dispose;
  g_type_ensure (VST_TYPE_COMBO_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-keep-box.ui");
  gtk_widget_class_bind_template_child (widget_class, VstKeepBox, row);
  gtk_widget_class_bind_template_child (widget_class, VstKeepBox, label);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

/* @secret: (nullable): the middle item */
static GListModel *
make_items (const char *secret)
{
  GtkStringList *items = gtk_string_list_new (NULL);

  gtk_string_list_append (items, _ ("Token"));
  if (secret)
    gtk_string_list_append (items, secret);
  /* Translators: what is to be kept in the keyring: Token / Token and password / Nothing */
  gtk_string_list_append (items, _ ("Nothing"));
  return G_LIST_MODEL (items);
}

static void
vst_keep_box_init (VstKeepBox *self)
{
  self->is_lasting = TRUE;
  self->is_available = TRUE;
  self->items[DOMO_METHOD_PASSWORD] = make_items (_ ("Token and password"));
  self->items[DOMO_METHOD_CLIENT] = make_items (_ ("Token and secret"));
  self->items[DOMO_METHOD_ACCESS_TOKEN] = make_items (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
vst_keep_box_set_up (VstKeepBox *self, GSettings *settings, gboolean is_lasting)
{
  g_return_if_fail (VST_IS_KEEP_BOX (self) && G_IS_SETTINGS (settings));
  g_return_if_fail (!self->settings);

  self->settings = g_object_ref (settings);
  self->is_lasting = is_lasting;
  /* Preferences may change while the box is on screen. */
  g_signal_connect_object (settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
vst_keep_box_set_method (VstKeepBox *self, DomoMethod method)
{
  g_return_if_fail (VST_IS_KEEP_BOX (self) && method < N_METHODS);

  self->method = method;
  update (self);
}

VstKeep
vst_keep_box_get_keep (VstKeepBox *self)
{
  const Choice *choice;

  g_return_val_if_fail (VST_IS_KEEP_BOX (self) && self->settings, VST_KEEP_NOTHING);

  choice = &self->choices[self->method];
  if (!self->is_available)
    return VST_KEEP_NOTHING;
  if (choice->origin == CHOICE_NONE)
    return vst_settings_get_keep (self->settings, self->method);
  return choice->keep;
}

void
vst_keep_box_set_keep (VstKeepBox *self, VstKeep keep)
{
  g_return_if_fail (VST_IS_KEEP_BOX (self));

  self->choices[self->method] = (Choice){ CHOICE_ACCOUNT, fit (self->method, keep) };
  update (self);
}

void
vst_keep_box_set_available (VstKeepBox *self, gboolean available)
{
  g_return_if_fail (VST_IS_KEEP_BOX (self));

  self->is_available = available;
  update (self);
}

void
vst_keep_box_remember (VstKeepBox *self, DomoMethod method)
{
  const Choice *choice;

  g_return_if_fail (VST_IS_KEEP_BOX (self) && method < N_METHODS);

  choice = &self->choices[method];
  if (self->is_available && choice->origin == CHOICE_PERSON)
    vst_settings_set_keep (self->settings, method, choice->keep);
}

void
vst_keep_box_reset (VstKeepBox *self)
{
  g_return_if_fail (VST_IS_KEEP_BOX (self));

  for (guint i = 0; i < N_METHODS; i++)
    self->choices[i].origin = CHOICE_NONE;
  update (self);
}
