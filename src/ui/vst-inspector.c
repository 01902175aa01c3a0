/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-inspector.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domo-token-input.h"
#include "vst-announce.h"
#include "vst-claim-row.h"
#include "vst-display-wire.h"
#include "vst-secret-row.h"
#include "vst-token-words.h"
#include "vst-words.h"

struct _VstInspector {
  AdwWindow parent_instance;

  VstSecretRow *paste_row;
  GtkWidget *hint;
  GtkWidget *trouble_group;
  AdwActionRow *trouble_row;
  GtkWidget *verdict_group;
  AdwActionRow *kind_row;
  AdwActionRow *ended_row;
  GtkWidget *verify_row;
  GtkWidget *use_button;
  AdwPreferencesGroup *says_group;

  DomoToken *token;          /* nullable: nothing, or nothing readable, was pasted */
  GPtrArray *claim_rows;     /* of GtkWidget, in says_group */
  GCancellable *cancellable; /* of a clipboard that is being read */
};

enum { USE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstInspector, vst_inspector, ADW_TYPE_WINDOW)

/* ------------------------------------------------------------------------------- what is shown */

static void
remove_claims (VstInspector *self)
{
  for (guint i = 0; i < self->claim_rows->len; i++)
    adw_preferences_group_remove (self->says_group, g_ptr_array_index (self->claim_rows, i));
  g_ptr_array_set_size (self->claim_rows, 0);
}

static void
show_claims (VstInspector *self)
{
  g_autoptr (GPtrArray) claims = self->token ? vst_claims_new (self->token) : NULL;

  remove_claims (self);
  for (guint i = 0; claims && i < claims->len; i++) {
    GtkWidget *row = vst_claim_row_new (g_ptr_array_index (claims, i));

    adw_preferences_group_add (self->says_group, row);
    g_ptr_array_add (self->claim_rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->says_group), self->claim_rows->len > 0);
  gtk_widget_set_visible (self->verify_row, self->claim_rows->len > 0);
}

/* That it is over stays true as long as somebody looks; how much is left would not. */
static void
show_ended (VstInspector *self)
{
  gint64 now = g_get_real_time () / 1000;
  gint64 expires = domo_token_get_expires (self->token);
  gboolean is_over = expires != 0 && expires <= now;
  g_autofree char *words = is_over ? vst_words_ended (expires, now) : g_strdup ("");

  adw_action_row_set_subtitle (self->ended_row, words);
  gtk_widget_set_visible (GTK_WIDGET (self->ended_row), is_over);
}

static void
show_verdict (VstInspector *self, DomoDropped dropped)
{
  const char *kind = vst_token_words_kind (self->token);
  const char *use = vst_token_words_use (self->token);
  g_autofree char *left_out = vst_token_words_dropped (dropped);
  g_autofree char *subtitle = left_out ? g_strconcat (use, "\n", left_out, NULL) : g_strdup (use);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row), kind);
  adw_action_row_set_subtitle (self->kind_row, subtitle);
  gtk_widget_set_visible (self->use_button, domo_token_get_kind (self->token) != DOMO_TOKEN_BEARER);
  show_ended (self);
  vst_announce (GTK_WIDGET (self), kind);
}

static void
show_trouble (VstInspector *self, const GError *error)
{
  const char *words = vst_token_words_input_error (error);

  adw_action_row_set_subtitle (self->trouble_row, words);
  vst_announce (GTK_WIDGET (self), words);
}

/* Return in the row does what the button does, where that is there. */
static void
set_default_widget (VstInspector *self)
{
  gboolean is_usable = self->token && domo_token_get_kind (self->token) != DOMO_TOKEN_BEARER;

  gtk_window_set_default_widget (GTK_WINDOW (self), is_usable ? self->use_button : NULL);
}

/* One of three states: nothing, a token, something else. */
static void
read_row (VstInspector *self)
{
  gboolean is_empty = vst_secret_row_is_empty (self->paste_row);
  g_autoptr (DomoSecret) text = is_empty ? NULL : vst_secret_row_dup_secret (self->paste_row);
  g_autoptr (GError) error = NULL;
  DomoDropped dropped = DOMO_DROPPED_NOTHING;

  g_clear_object (&self->token);
  set_default_widget (self); /* before it is hidden: GTK forgets such a one a frame later */
  if (text)
    self->token = domo_token_new_from_input (text, &dropped, &error);
  if (self->token)
    show_verdict (self, dropped);
  else if (error)
    show_trouble (self, error);
  show_claims (self);
  gtk_widget_set_visible (self->hint, is_empty);
  gtk_widget_set_visible (self->verdict_group, self->token != NULL);
  gtk_widget_set_visible (self->trouble_group, error != NULL);
  set_default_widget (self);
}

/* -------------------------------------------------------------------------------- what comes in
 */

/* As if the person had typed it, and about to type over it. @text: wiped in place, whoever frees
 * it */
static void
take_text (VstInspector *self, char *text)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  explicit_bzero (text, strlen (text));
  vst_secret_row_set_secret (self->paste_row, secret);
  vst_secret_row_focus (self->paste_row);
}

static void
got_clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstInspector) self = user_data; /* the reference that paste_action() took */
  g_autoptr (GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text && !g_cancellable_is_cancelled (self->cancellable))
    take_text (self, text);
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Nothing to paste: %s", error->message);
  domo_wipe_string (text);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstInspector *self = VST_INSPECTOR (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                 got_clipboard_cb, g_object_ref (self));
}

/* Anywhere on the window, and in the place of what was there. */
static gboolean
dropped_cb (VstInspector *self, const GValue *value)
{
  char *text = (char *)g_value_get_string (value); /* GTK frees it after this */

  if (!text)
    return FALSE;
  take_text (self, text);
  return TRUE;
}

static void
use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstInspector *self = VST_INSPECTOR (widget);
  g_autoptr (DomoToken) token = self->token ? g_object_ref (self->token) : NULL;

  if (!token || domo_token_get_kind (token) == DOMO_TOKEN_BEARER)
    return;
  g_signal_emit (self, signals[USE], 0, token);
  gtk_window_close (GTK_WINDOW (self));
}

/* The window that it belongs to locks, and closes this one. */
static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.lock", NULL);
}

/* ---------------------------------------------------------------------------------- the window */

static void
end (VstInspector *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->paste_row)
    vst_secret_row_set_secret (self->paste_row, NULL); /* wipes it, and what was read from it */
  /* It may have been pasted. */
  vst_display_wire_wipe_twice (gtk_widget_get_display (GTK_WIDGET (self)));
}

static gboolean
vst_inspector_close_request (GtkWindow *window)
{
  end (VST_INSPECTOR (window));
  return GTK_WINDOW_CLASS (vst_inspector_parent_class)->close_request (window);
}

static void
vst_inspector_dispose (GObject *object)
{
  VstInspector *self = VST_INSPECTOR (object);

  end (self);
  g_clear_object (&self->token);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_INSPECTOR);
  self->paste_row = NULL;
  G_OBJECT_CLASS (vst_inspector_parent_class)->dispose (object);
}

static void
vst_inspector_finalize (GObject *object)
{
  VstInspector *self = VST_INSPECTOR (object);

  g_ptr_array_unref (self->claim_rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (vst_inspector_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, VstInspector, paste_row);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, hint);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, trouble_group);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, trouble_row);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, verdict_group);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, kind_row);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, ended_row);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, verify_row);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, use_button);
  gtk_widget_class_bind_template_child (widget_class, VstInspector, says_group);
  gtk_widget_class_bind_template_callback (widget_class, read_row);
}

static void
vst_inspector_class_init (VstInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = vst_inspector_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = vst_inspector_close_request;

  signals[USE] = g_signal_new ("use", VST_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, DOMO_TYPE_TOKEN);

  gtk_widget_class_install_action (widget_class, "inspector.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "inspector.use", NULL, use_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_install_action (widget_class, "inspector.lock", NULL, lock_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "inspector.lock",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);

  g_type_ensure (VST_TYPE_SECRET_ROW);
  bind_template (widget_class);
}

static void
add_paste_button (VstInspector *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-paste-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Paste"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "inspector.paste");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Paste"), -1);
  vst_secret_row_add_suffix (self->paste_row, button);
}

/* Before the row's own, which would put it in the middle of what is there. */
static void
add_drop_target (VstInspector *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
vst_inspector_init (VstInspector *self)
{
  self->claim_rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_paste_button (self);
  add_drop_target (self);
  read_row (self);
}

GtkWidget *
vst_inspector_new (GtkWindow *parent)
{
  return g_object_new (VST_TYPE_INSPECTOR, "transient-for", parent, "destroy-with-parent", TRUE,
                       NULL);
}
