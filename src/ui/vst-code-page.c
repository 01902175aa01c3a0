/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-code-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vst-announce.h"
#include "vst-avatar.h"
#include "vst-failure-card.h"

#define CODE_LENGTH 6

struct _VstCodePage {
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  GtkLabel *text;
  GtkRevealer *failure_revealer;
  VstFailureCard *failure_card;
  GtkEntry *entry;
  GtkStack *stack;
  GtkWidget *back_button;
  GtkWidget *continue_button;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  GtkWidget *cancel_button;

  VstAdvice *advice; /* owned; the failure that is shown */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (VstCodePage, vst_code_page, GTK_TYPE_WIDGET)

enum { SUBMIT, BACK, CANCEL, REMEDY, COPIED, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_complete (VstCodePage *self)
{
  return gtk_entry_get_text_length (self->entry) == CODE_LENGTH;
}

static void
submit_cb (VstCodePage *self)
{
  if (is_complete (self) && !self->busy)
    g_signal_emit (self, signals[SUBMIT], 0);
}

static void
changed_cb (VstCodePage *self)
{
  gtk_widget_set_sensitive (self->continue_button, is_complete (self));
  submit_cb (self);
}

static void
back_cb (VstCodePage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
cancel_cb (VstCodePage *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static void
remedy_cb (VstCodePage *self)
{
  g_autoptr (VstAdvice) advice = NULL;

  if (vst_advice_get_action (self->advice) == VST_REMEDY_ENTER_CODE) {
    vst_code_page_show_failure (self, NULL);
    vst_code_page_empty (self);
    vst_code_page_focus (self);
    return;
  }
  /* A handler may take the failure away. */
  advice = g_object_ref (self->advice);
  g_signal_emit (self, signals[REMEDY], 0, advice);
}

static void
copied_cb (VstCodePage *self)
{
  g_signal_emit (self, signals[COPIED], 0);
}

/* The digits of any script, as ASCII. */
static GString *
pick_digits (const char *text, int length)
{
  GString *digits = g_string_new (NULL);
  const char *end = text + length;
  const char *p;

  for (p = text; p < end; p = g_utf8_next_char (p)) {
    int digit = g_unichar_digit_value (g_utf8_get_char (p));

    if (digit >= 0)
      g_string_append_c (digits, (char)('0' + digit));
  }
  return digits;
}

static void
insert_text_cb (
    GtkEditable *editable, const char *text, int length, int *position, VstCodePage *self)
{
  GString *digits = pick_digits (text, length < 0 ? (int)strlen (text) : length);

  g_signal_handlers_block_by_func (editable, insert_text_cb, self);
  /* A whole code that is pasted takes the place of what was there. */
  if (digits->len >= CODE_LENGTH) {
    gtk_editable_delete_text (editable, 0, -1);
    *position = 0;
  }
  gtk_editable_insert_text (editable, digits->str, (int)digits->len, position);
  g_signal_handlers_unblock_by_func (editable, insert_text_cb, self);
  g_signal_stop_emission_by_name (editable, "insert-text");

  domo_wipe_string (g_string_free (digits, FALSE));
}

static void
vst_code_page_dispose (GObject *object)
{
  VstCodePage *self = VST_CODE_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->advice);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_CODE_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vst_code_page_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, VST_TYPE_CODE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, text);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, failure_revealer);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, failure_card);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, entry);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, continue_button);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, VstCodePage, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
}

static void
vst_code_page_class_init (VstCodePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_code_page_dispose;

  signals[SUBMIT] = add_signal ("submit");
  signals[BACK] = add_signal ("back");
  signals[CANCEL] = add_signal ("cancel");
  signals[COPIED] = add_signal ("copied");
  signals[REMEDY] = g_signal_new ("remedy", VST_TYPE_CODE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, VST_TYPE_ADVICE);

  g_type_ensure (VST_TYPE_FAILURE_CARD);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
vst_code_page_init (VstCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text",
                    G_CALLBACK (insert_text_cb), self);
}

void
vst_code_page_start (VstCodePage *self, const char *address)
{
  g_autofree char *initials = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (VST_IS_CODE_PAGE (self));
  g_return_if_fail (address);

  initials = vst_avatar_dup_initials_name (address);
  adw_avatar_set_text (self->avatar, initials);
  /* Translators: %s is an e-mail address or a user name. */
  text = g_strdup_printf (_ ("Domo also wants a one-time code for %s."), address);
  gtk_label_set_label (self->text, text);
  vst_code_page_set_busy (self, NULL);
  vst_code_page_show_failure (self, NULL);
  vst_code_page_empty (self);
}

void
vst_code_page_empty (VstCodePage *self)
{
  g_return_if_fail (VST_IS_CODE_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

DomoSecret *
vst_code_page_dup_code (VstCodePage *self)
{
  g_return_val_if_fail (VST_IS_CODE_PAGE (self), NULL);

  return domo_secret_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
}

void
vst_code_page_set_busy (VstCodePage *self, const char *words)
{
  gboolean busy = words != NULL;
  gboolean changed;

  g_return_if_fail (VST_IS_CODE_PAGE (self));

  changed = self->busy != busy;
  self->busy = busy;
  if (busy)
    gtk_label_set_label (self->busy_label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->busy_label), words);
  if (!changed)
    return;

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child_name (self->stack, busy ? "busy" : "ready");
  if (busy)
    gtk_widget_grab_focus (self->cancel_button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), !busy);
}

static void
mark_entry (VstCodePage *self, VstAdvice *advice)
{
  gboolean guilty = advice && (vst_advice_get_fields (advice) & VST_FIELD_CODE) != 0;
  gboolean refused = guilty && vst_advice_get_kind (advice) == VST_ADVICE_REFUSED;
  g_autofree char *words = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "warning");
  if (guilty)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), refused ? "error" : "warning");

  words = guilty ? g_strdup_printf ("%s. %s", vst_advice_get_title (advice),
                                    vst_advice_get_remedy (advice))
                 : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}

void
vst_code_page_show_failure (VstCodePage *self, VstAdvice *advice)
{
  g_return_if_fail (VST_IS_CODE_PAGE (self));

  g_set_object (&self->advice, advice);
  mark_entry (self, advice);
  if (advice)
    vst_failure_card_set_advice (self->failure_card, advice);
  gtk_revealer_set_reveal_child (self->failure_revealer, advice != NULL);
  if (!advice)
    return;

  if (vst_advice_get_focus (advice) == VST_FIELD_CODE)
    vst_code_page_focus (self);
  else
    vst_failure_card_focus (self->failure_card);
  vst_announce (GTK_WIDGET (self), vst_advice_get_title (advice));
}

void
vst_code_page_focus (VstCodePage *self)
{
  g_return_if_fail (VST_IS_CODE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

GtkWidget *
vst_code_page_get_default_button (VstCodePage *self)
{
  g_return_val_if_fail (VST_IS_CODE_PAGE (self), NULL);

  return self->continue_button;
}
