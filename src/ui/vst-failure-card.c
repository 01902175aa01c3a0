/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-failure-card.h"

#include "vst-long-text.h"
#include "vst-seen.h"

struct _VstFailureCard {
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *remedy;
  GtkButton *remedy_button;
  GtkToggleButton *details_button;
  GtkImage *details_arrow;
  GtkButton *extra_button;
  GtkLabel *facts;
  GtkWidget *copy_details_button;

  VstAdvice *advice; /* owned */
  gint64 deadline;   /* of g_get_monotonic_time(): when Try Again makes sense */
  guint tick_id;     /* counts down while somebody can see it */
};

G_DEFINE_FINAL_TYPE (VstFailureCard, vst_failure_card, GTK_TYPE_WIDGET)

enum { REMEDY, EXTRA, COPIED, N_SIGNALS };

static guint signals[N_SIGNALS];

static guint
seconds_left (VstFailureCard *self)
{
  gint64 left = self->deadline - g_get_monotonic_time ();

  return left > 0 ? (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

static void
update_remedy (VstFailureCard *self)
{
  guint wait = vst_advice_get_wait (self->advice);
  guint left = seconds_left (self);
  g_autofree char *text = NULL;

  text = wait > 0 ? vst_advice_dup_remedy_after (self->advice, wait - MIN (left, wait))
                  : g_strdup (vst_advice_get_remedy (self->advice));
  gtk_label_set_label (self->remedy, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remedy_button), left == 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  VstFailureCard *self = user_data;

  update_remedy (self);
  if (seconds_left (self) > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
update_tick (VstFailureCard *self)
{
  gboolean wanted = self->advice && vst_seen_is (GTK_WIDGET (self)) && seconds_left (self) > 0;

  if (wanted && !self->tick_id)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  else if (!wanted)
    g_clear_handle_id (&self->tick_id, g_source_remove);
}

static void
copy (VstFailureCard *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  g_signal_emit (self, signals[COPIED], 0);
}

static void
copy_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstFailureCard *self = VST_FAILURE_CARD (widget);

  if (self->advice)
    copy (self, vst_advice_get_details (self->advice));
}

static void
remedy_clicked_cb (VstFailureCard *self)
{
  VstRemedy action = vst_advice_get_action (self->advice);

  if (action == VST_REMEDY_COPY_TEXT)
    copy (self, vst_advice_get_target (self->advice));
  else if (action == VST_REMEDY_COPY_DETAILS)
    copy (self, vst_advice_get_details (self->advice));
  else
    g_signal_emit (self, signals[REMEDY], 0);
}

static void
extra_clicked_cb (VstFailureCard *self)
{
  g_signal_emit (self, signals[EXTRA], 0);
}

static void
details_toggled_cb (VstFailureCard *self)
{
  gboolean open = gtk_toggle_button_get_active (self->details_button);

  gtk_image_set_from_icon_name (self->details_arrow,
                                open ? "pan-up-symbolic" : "pan-down-symbolic");
}

/* What was cut off can be read as the tooltip. */
static gboolean
query_tooltip_cb (
    GtkButton *button, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));

  return vst_long_text_query_tooltip_cb (label, x, y, keyboard, tooltip, NULL);
}

static void
seen_changed_cb (GtkWidget *widget)
{
  VstFailureCard *self = VST_FAILURE_CARD (widget);

  if (self->advice && vst_seen_is (widget))
    update_remedy (self);
  update_tick (self);
}

static void
vst_failure_card_dispose (GObject *object)
{
  VstFailureCard *self = VST_FAILURE_CARD (object);
  GtkWidget *child;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->advice);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_FAILURE_CARD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vst_failure_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-failure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, icon);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, title);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, remedy);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, remedy_button);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, details_button);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, details_arrow);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, extra_button);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, facts);
  gtk_widget_class_bind_template_child (widget_class, VstFailureCard, copy_details_button);
  gtk_widget_class_bind_template_callback (widget_class, remedy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, extra_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
vst_failure_card_class_init (VstFailureCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vst_failure_card_dispose;

  signals[REMEDY] = g_signal_new ("remedy", VST_TYPE_FAILURE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[EXTRA] = g_signal_new ("extra", VST_TYPE_FAILURE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[COPIED] = g_signal_new ("copied", VST_TYPE_FAILURE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_install_action (widget_class, "failure.copy-details", NULL, copy_details_action);
  bind_template (widget_class);
}

static void
vst_failure_card_init (VstFailureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vst_seen_follow (GTK_WIDGET (self), seen_changed_cb);
}

GtkWidget *
vst_failure_card_new (void)
{
  return g_object_new (VST_TYPE_FAILURE_CARD, NULL);
}

static void
set_kind (VstFailureCard *self, VstAdviceKind kind)
{
  static const char *const classes[] = {
    [VST_ADVICE_REFUSED] = "refused",
    [VST_ADVICE_BLOCKED] = "blocked",
    [VST_ADVICE_STEP] = "step",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);
}

/* A button may hold a host or a name of any length. @text: (nullable): there is no such button */
static void
show_button (GtkButton *button, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (button), text != NULL);
  if (!text)
    return;
  gtk_button_set_label (button, text);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_MIDDLE);
}

/* Described with the failure before, a button would be read out with it. */
static void
forget_description (VstFailureCard *self)
{
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->remedy_button),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->details_button),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
vst_failure_card_set_advice (VstFailureCard *self, VstAdvice *advice)
{
  g_return_if_fail (VST_IS_FAILURE_CARD (self));
  g_return_if_fail (VST_IS_ADVICE (advice));

  g_set_object (&self->advice, advice);
  self->deadline = g_get_monotonic_time () + (gint64)vst_advice_get_wait (advice) * G_USEC_PER_SEC;

  set_kind (self, vst_advice_get_kind (advice));
  gtk_image_set_from_icon_name (self->icon, vst_advice_get_icon_name (advice));
  gtk_label_set_label (self->title, vst_advice_get_title (advice));
  gtk_label_set_label (self->facts, vst_advice_get_details (advice));
  gtk_toggle_button_set_active (self->details_button, FALSE);
  gtk_widget_set_visible (self->copy_details_button,
                          vst_advice_get_action (advice) != VST_REMEDY_COPY_DETAILS);
  forget_description (self);

  show_button (self->remedy_button, vst_advice_get_button (advice));
  show_button (self->extra_button, vst_advice_get_extra (advice));
  update_remedy (self);
  update_tick (self);
}

void
vst_failure_card_set_suggested (VstFailureCard *self, gboolean suggested)
{
  g_return_if_fail (VST_IS_FAILURE_CARD (self));

  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->remedy_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->remedy_button), "suggested-action");
}

void
vst_failure_card_focus (VstFailureCard *self)
{
  g_autofree char *words = NULL;
  GtkWidget *target;

  g_return_if_fail (VST_IS_FAILURE_CARD (self));

  /* While it counts down the button cannot take the focus. */
  target = GTK_WIDGET (self->remedy_button);
  if (!gtk_widget_get_visible (target) || !gtk_widget_is_sensitive (target))
    target = GTK_WIDGET (self->details_button);
  words = g_strdup_printf ("%s. %s", gtk_label_get_label (self->title),
                           gtk_label_get_label (self->remedy));
  gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
  gtk_widget_grab_focus (target);
}
