/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-card.h"

#include "config.h"

#include <glib/gi18n.h>

#include "vst-words.h"

/* Milliseconds. */
#define MINUTE (60 * G_GINT64_CONSTANT (1000))

struct _VstTokenCard {
  AdwPreferencesGroup parent_instance;

  VstSession *session;
  gint64 began;         /* milliseconds since 1970: when this session came here */
  gboolean shown_alive; /* what is shown is a time that runs */
  guint timer;

  GtkWidget *copy_button;
  GtkLabel *ends_label;
  GtkLabel *left_label;
  GtkProgressBar *life_bar;
};

enum { ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstTokenCard, vst_token_card, ADW_TYPE_PREFERENCES_GROUP)

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

static double
get_fraction (VstTokenCard *self, DomoToken *token, gint64 left)
{
  gint64 issued = domo_token_get_issued (token);
  gint64 whole = domo_token_get_expires (token) - (issued ? issued : self->began);

  return whole > 0 ? CLAMP ((double)left / whole, 0, 1) : 0;
}

static void
set_class (gpointer widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_end_unknown (VstTokenCard *self)
{
  gtk_label_set_label (self->ends_label, _ ("End not known to Vestibule"));
  gtk_widget_set_visible (GTK_WIDGET (self->left_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->life_bar), FALSE);
}

static void
show_end (VstTokenCard *self, DomoToken *token, gint64 now)
{
  gint64 left = domo_token_get_expires (token) - now;
  g_autofree char *date = vst_words_date_near (domo_token_get_expires (token), now);
  /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
  g_autofree char *ends = g_strdup_printf (left > 0 ? _ ("Ends %s") : _ ("Ended %s"), date);
  g_autofree char *words = vst_words_left (left);

  gtk_label_set_label (self->ends_label, ends);
  gtk_label_set_label (self->left_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->left_label), TRUE);

  gtk_progress_bar_set_fraction (self->life_bar, get_fraction (self, token, left));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->life_bar),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  set_class (self->life_bar, "warning",
             left > 0 && left < vst_words_alarm (domo_token_get_kind (token)));
  set_class (self->life_bar, "error", left <= 0);
  gtk_widget_set_visible (GTK_WIDGET (self->life_bar), TRUE);
}

/* Until the words change; a clock that is set meanwhile is seen after a minute. */
static guint
get_pause (gint64 left)
{
  return (guint)MIN (vst_words_left_change (left), MINUTE);
}

static void update (VstTokenCard *self);

static gboolean
timer_cb (gpointer user_data)
{
  VstTokenCard *self = user_data;

  self->timer = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Shows the present, and comes back when that is no longer right. */
static void
update (VstTokenCard *self)
{
  gint64 now = get_now ();
  gint64 expires;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->session)
    return;
  expires = domo_token_get_expires (vst_session_get_token (self->session));
  if (expires > now && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timer = g_timeout_add (get_pause (expires - now), timer_cb, self);
  vst_token_card_show_at (self, now);
}

static const char *
get_title (DomoTokenKind kind)
{
  switch (kind) {
  case DOMO_TOKEN_ACCESS:
    return _ ("Access Token");
  case DOMO_TOKEN_BEARER:
    return _ ("Bearer Token");
  case DOMO_TOKEN_SESSION:
  default:
    return _ ("Session Token");
  }
}

static void
vst_token_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vst_token_card_parent_class)->map (widget);

  update (VST_TOKEN_CARD (widget));
}

static void
vst_token_card_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VST_TOKEN_CARD (widget)->timer, g_source_remove);

  GTK_WIDGET_CLASS (vst_token_card_parent_class)->unmap (widget);
}

static void
vst_token_card_dispose (GObject *object)
{
  VstTokenCard *self = VST_TOKEN_CARD (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vst_token_card_parent_class)->dispose (object);
}

static void
vst_token_card_class_init (VstTokenCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_token_card_dispose;
  widget_class->map = vst_token_card_map;
  widget_class->unmap = vst_token_card_unmap;

  signals[ENDED] = g_signal_new ("ended", VST_TYPE_TOKEN_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-token-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, copy_button);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, ends_label);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, left_label);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, life_bar);
}

static void
vst_token_card_init (VstTokenCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_end_unknown (self);
}

GtkWidget *
vst_token_card_new (void)
{
  return g_object_new (VST_TYPE_TOKEN_CARD, NULL);
}

void
vst_token_card_set_session (VstTokenCard *self, VstSession *session)
{
  g_return_if_fail (VST_IS_TOKEN_CARD (self));
  g_return_if_fail (!session || VST_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;
  self->shown_alive = FALSE;
  if (!session) {
    g_clear_handle_id (&self->timer, g_source_remove);
    show_end_unknown (self);
    return;
  }
  self->began = get_now ();
  adw_preferences_group_set_title (
      ADW_PREFERENCES_GROUP (self),
      get_title (domo_token_get_kind (vst_session_get_token (session))));
  update (self);
}

void
vst_token_card_set_suggested (VstTokenCard *self, gboolean suggested)
{
  g_return_if_fail (VST_IS_TOKEN_CARD (self));

  set_class (self->copy_button, "suggested-action", suggested);
}

void
vst_token_card_set_copyable (VstTokenCard *self, gboolean copyable)
{
  g_return_if_fail (VST_IS_TOKEN_CARD (self));

  gtk_widget_set_sensitive (self->copy_button, copyable);
}

void
vst_token_card_show_at (VstTokenCard *self, gint64 now)
{
  DomoToken *token;
  gboolean was_alive;

  g_return_if_fail (VST_IS_TOKEN_CARD (self));

  if (!self->session)
    return;
  token = vst_session_get_token (self->session);
  was_alive = self->shown_alive;
  self->shown_alive = domo_token_get_expires (token) > now;
  if (domo_token_get_expires (token) == 0) {
    show_end_unknown (self);
    return;
  }
  show_end (self, token, now);
  if (was_alive && !self->shown_alive)
    g_signal_emit (self, signals[ENDED], 0);
}
