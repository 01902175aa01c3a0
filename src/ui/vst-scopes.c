/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-scopes.h"

#include <glib/gi18n.h>

#include "domo-credential.h"

struct _VstScopes {
  GObject parent_instance;

  AdwExpanderRow *row; /* not owned: it owns our buttons, and our page owns both */
  GPtrArray *buttons;  /* of GtkCheckButton, in the order of domo_known_scopes */
};

G_DEFINE_FINAL_TYPE (VstScopes, vst_scopes, G_TYPE_OBJECT)

static const char *const chosen_at_first[] = { "data", "user", NULL };

static void
vst_scopes_finalize (GObject *object)
{
  VstScopes *self = VST_SCOPES (object);

  g_ptr_array_unref (self->buttons);
  G_OBJECT_CLASS (vst_scopes_parent_class)->finalize (object);
}

static void
vst_scopes_class_init (VstScopesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_scopes_finalize;
}

static void
vst_scopes_init (VstScopes *self)
{
  self->buttons = g_ptr_array_new ();
}

static void
update_subtitle (VstScopes *self)
{
  g_auto (GStrv) chosen = vst_scopes_dup_chosen (self);
  g_autofree char *words = g_strjoinv (", ", chosen);

  adw_expander_row_set_subtitle (self->row, *words ? words : _ ("None chosen: Domo decides"));
}

/* The row has the focus; so it is the row that tells a screen reader. */
static void
update_row (GtkWidget *row, GtkCheckButton *button)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_check_button_get_active (button) ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                                    : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
add_scope (VstScopes *self, const char *scope)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), scope);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strv_contains (chosen_at_first, scope));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, scope,
                                  -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update_subtitle), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update_row), row, G_CONNECT_SWAPPED);
  update_row (row, GTK_CHECK_BUTTON (button));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->buttons, button);
}

VstScopes *
vst_scopes_new (AdwExpanderRow *row)
{
  VstScopes *self = g_object_new (VST_TYPE_SCOPES, NULL);

  self->row = row;
  for (const char *const *scope = domo_known_scopes; *scope; scope++)
    add_scope (self, *scope);
  update_subtitle (self);
  return self;
}

char **
vst_scopes_dup_chosen (VstScopes *self)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
      g_strv_builder_add (chosen, domo_known_scopes[i]);
  return g_strv_builder_end (chosen);
}

void
vst_scopes_choose (VstScopes *self, const char *const *scopes)
{
  g_return_if_fail (VST_IS_SCOPES (self));

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->buttons, i),
                                 g_strv_contains (scopes, domo_known_scopes[i]));
}
