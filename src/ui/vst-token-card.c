/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-card.h"

#include "config.h"

#include <glib/gi18n.h>

#include "vst-account-words.h"
#include "vst-claim-row.h"
#include "vst-claims.h"
#include "vst-date-question.h"
#include "vst-expander-row.h"
#include "vst-hold-button.h"
#include "vst-reveal.h"
#include "vst-seen.h"
#include "vst-token-words.h"
#include "vst-words.h"

/* Milliseconds. */
#define MINUTE (60 * G_GINT64_CONSTANT (1000))

struct _VstTokenCard {
  AdwPreferencesGroup parent_instance;

  VstAccount *account;  /* nullable */
  gint64 began;         /* milliseconds since 1970: when this account came here */
  gboolean is_lasting;  /* whether the keyring outlives the program */
  gboolean shown_alive; /* what is shown is a time that runs */
  guint timer;
  DomoToken *read_token; /* weak: whose claims are in claims_row */
  GPtrArray *claims;     /* of VstClaim; owned, nullable */
  GPtrArray *claim_rows; /* of GtkWidget; owned */

  GtkWidget *person_row;
  GtkWidget *instance_row;
  GtkWidget *clock_row;
  VstHoldButton *reveal_button;
  VstReveal *reveal;
  GtkWidget *copy_button;
  GtkWidget *time_row;
  GtkLabel *ends_label;
  GtkLabel *left_label;
  GtkWidget *set_date_button;
  GtkWidget *change_date_button;
  GtkProgressBar *life_bar;
  AdwActionRow *kept_row;
  GtkWidget *store_button;
  AdwExpanderRow *claims_row;
};

enum { ENDED, DATE_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstTokenCard, vst_token_card, ADW_TYPE_PREFERENCES_GROUP)

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

/* The token at hand; NULL where it rests in the keyring, or is gone. */
static DomoToken *
get_token (VstTokenCard *self)
{
  VstSession *session = vst_account_get_session (self->account);

  return session ? vst_session_get_token (session) : NULL;
}

/* Milliseconds since 1970, 0 where nobody knows. */
static gint64
get_expires (VstTokenCard *self)
{
  return vst_account_get_expires (self->account);
}

static DomoTokenKind
get_kind (VstTokenCard *self)
{
  DomoToken *token = get_token (self);

  if (token)
    return domo_token_get_kind (token);
  switch (vst_record_get (vst_account_get_record (self->account))->method) {
  case DOMO_METHOD_CLIENT:
    return DOMO_TOKEN_BEARER;
  case DOMO_METHOD_ACCESS_TOKEN:
    return DOMO_TOKEN_ACCESS;
  case DOMO_METHOD_PASSWORD:
  default:
    return DOMO_TOKEN_SESSION;
  }
}

static double
get_fraction (VstTokenCard *self, gint64 left)
{
  DomoToken *token = get_token (self);
  gint64 issued = token ? domo_token_get_issued (token) : 0;
  gint64 whole = get_expires (self) - (issued ? issued : self->began);

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

/* The row has the focus, so it says what is in it. */
static void
name_time_row (VstTokenCard *self)
{
  const char *ends = gtk_label_get_label (self->ends_label);
  const char *left = gtk_label_get_label (self->left_label);
  gboolean has_left = gtk_widget_get_visible (GTK_WIDGET (self->left_label));
  g_autofree char *name = has_left ? g_strdup_printf ("%s, %s", ends, left) : g_strdup (ends);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_end_unknown (VstTokenCard *self)
{
  gtk_label_set_label (self->ends_label, _ ("End not known to Vestibule"));
  gtk_widget_set_visible (GTK_WIDGET (self->left_label), FALSE);
  name_time_row (self);
  gtk_widget_set_visible (GTK_WIDGET (self->life_bar), FALSE);
}

/* Domo may take a token past the date that was typed for it. */
static char *
dup_ends (VstTokenCard *self, gint64 left, gint64 now)
{
  g_autofree char *date = vst_words_date_near (get_expires (self), now);

  if (left > 0) /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
    return g_strdup_printf (_ ("Ends %s"), date);
  if (vst_account_get_typed_end (self->account) != 0)
    return vst_words_was_to_end (get_expires (self), now);
  /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
  return g_strdup_printf (_ ("Ended %s"), date);
}

static void
show_end (VstTokenCard *self, gint64 now)
{
  gint64 left = get_expires (self) - now;
  gboolean is_typed = vst_account_get_typed_end (self->account) != 0;
  g_autofree char *ends = dup_ends (self, left, now);
  g_autofree char *words = vst_words_left (left);
  gboolean is_near = left > 0 && left < vst_words_alarm (get_kind (self));

  gtk_label_set_label (self->ends_label, ends);
  gtk_label_set_label (self->left_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->left_label), left > 0 || !is_typed);
  set_class (self->left_label, "warning", is_typed && is_near);
  set_class (self->left_label, "dim-label", !(is_typed && is_near));
  name_time_row (self);

  gtk_progress_bar_set_fraction (self->life_bar, get_fraction (self, left));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->life_bar),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  set_class (self->life_bar, "warning", is_near);
  set_class (self->life_bar, "error", left <= 0);
  /* Nobody knows when the life of an access token began: a bar would say that it did just now. */
  gtk_widget_set_visible (GTK_WIDGET (self->life_bar), !is_typed);
}

/* Until the words change; a clock that is set meanwhile is seen after a minute. */
static guint
get_pause (gint64 left)
{
  return (guint)MIN (vst_words_left_change (left), MINUTE);
}

static void update_time (VstTokenCard *self);

static gboolean
timer_cb (gpointer user_data)
{
  VstTokenCard *self = user_data;

  self->timer = 0;
  update_time (self);
  return G_SOURCE_REMOVE;
}

/* Shows the present, and comes back when that is no longer right. */
static void
update_time (VstTokenCard *self)
{
  gint64 now = get_now ();
  gint64 expires;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->account)
    return;
  expires = get_expires (self);
  if (expires > now && vst_seen_is (GTK_WIDGET (self)))
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

static const char *
get_kept_title (VstTokenCard *self)
{
  if (!vst_account_is_stored (self->account))
    return _ ("Kept for this session");
  return self->is_lasting ? _ ("Kept in the keyring") : _ ("Kept in the practice keyring");
}

/* What is kept for this session only can be stored afterwards. */
static void
show_kept (VstTokenCard *self)
{
  g_autofree char *kept = vst_account_dup_kept (self->account);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kept_row), get_kept_title (self));
  adw_action_row_set_subtitle (self->kept_row, kept);
  gtk_widget_set_visible (self->store_button,
                          get_token (self) && !vst_account_has_token (self->account));
}

/* What only the person knows: also to be changed. The focus goes from one button to the other. */
static void
show_date_buttons (VstTokenCard *self)
{
  gboolean has_date = get_expires (self) != 0;
  GtkWidget *wanted = has_date ? self->change_date_button : self->set_date_button;
  GtkWidget *other = has_date ? self->set_date_button : self->change_date_button;
  gboolean takes_date = vst_account_takes_date (self->account);

  gtk_widget_set_visible (wanted, takes_date);
  if (takes_date && gtk_widget_is_focus (other))
    gtk_widget_grab_focus (wanted);
  gtk_widget_set_visible (other, FALSE);
}

/* ------------------------------------------------------------------------------- the warnings */

/* @words: (nullable) (transfer full): there is nothing to warn of */
static void
show_warning (GtkWidget *row, char *words)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words ? words : "");
  gtk_widget_set_visible (row, words != NULL);
  g_free (words);
}

static char *
dup_clock_words (VstTokenCard *self)
{
  VstSession *session = vst_account_get_session (self->account);
  DomoReply *reply = domo_profile_get_reply (vst_session_get_profile (session));
  gint64 offset;

  return domo_reply_get_clock_offset (reply, &offset) ? vst_token_words_clock (offset) : NULL;
}

static void
show_warnings (VstTokenCard *self)
{
  VstRecord *record = vst_account_get_record (self->account);
  DomoToken *token = get_token (self);

  show_warning (self->person_row, token ? vst_token_words_other_person (token, record) : NULL);
  show_warning (self->instance_row, token ? vst_token_words_other_instance (token, record) : NULL);
  show_warning (self->clock_row, token ? dup_clock_words (self) : NULL);
}

/* -------------------------------------------------------------------------------- the claims */

static void
remove_claim_rows (VstTokenCard *self)
{
  for (guint i = 0; i < self->claim_rows->len; i++)
    adw_expander_row_remove (self->claims_row, g_ptr_array_index (self->claim_rows, i));
  g_ptr_array_set_size (self->claim_rows, 0);
}

/* Few people look at them: they are made when they are. */
static void
update_claim_rows (VstTokenCard *self)
{
  if (!adw_expander_row_get_expanded (self->claims_row) || !self->claims ||
      self->claim_rows->len > 0)
    return;
  for (guint i = 0; i < self->claims->len; i++) {
    GtkWidget *row = vst_claim_row_new (g_ptr_array_index (self->claims, i));

    adw_expander_row_add_row (self->claims_row, row);
    g_ptr_array_add (self->claim_rows, row);
  }
}

static void
show_claims (VstTokenCard *self, DomoToken *token)
{
  g_autofree char *subtitle = NULL;

  if (token == self->read_token)
    return;
  g_set_weak_pointer (&self->read_token, token);
  remove_claim_rows (self);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  self->claims = token ? vst_claims_new (token) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->claims_row), self->claims && self->claims->len > 0);
  if (!self->claims)
    return;
  subtitle =
      g_strdup_printf (ngettext ("%u entry · no key to verify it with",
                                 "%u entries · no key to verify them with", self->claims->len),
                       self->claims->len);
  adw_expander_row_set_subtitle (self->claims_row, subtitle);
  update_claim_rows (self);
}

/* ---------------------------------------------------------------------------- hold to reveal */

static void
held_cb (VstTokenCard *self)
{
  DomoToken *token = self->account ? get_token (self) : NULL;

  if (token && vst_hold_button_is_held (self->reveal_button))
    vst_reveal_show (self->reveal, domo_token_get_text (token));
  else
    vst_reveal_hide (self->reveal);
}

/* As the button does it, which knows whether the token is good for something. */
static void
copy_cb (VstTokenCard *self)
{
  if (gtk_widget_is_sensitive (self->copy_button))
    gtk_widget_activate_action (GTK_WIDGET (self), "profile.copy-token", NULL);
}

/* ---------------------------------------------------------------------------------- set date */

typedef struct {
  VstTokenCard *card; /* weak */
  VstAccount *account;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->card);
  g_object_unref (asked->account);
  g_free (asked);
}

/* The card may be about another account meanwhile. */
static void
chosen_date_cb (gint64 ms, gpointer user_data)
{
  Asked *asked = user_data;

  if (asked->card)
    g_signal_emit (asked->card, signals[DATE_CHOSEN], 0, asked->account, ms);
}

static void
set_date_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstTokenCard *self = VST_TOKEN_CARD (widget);
  Asked *asked;

  if (!self->account || !vst_account_takes_date (self->account))
    return;
  asked = g_new0 (Asked, 1);
  g_set_weak_pointer (&asked->card, self);
  asked->account = g_object_ref (self->account);
  vst_date_question_ask (widget, get_expires (self), chosen_date_cb, asked, asked_free);
}

/* -------------------------------------------------------------------------------- the account */

static void
update (VstTokenCard *self)
{
  DomoToken *token = get_token (self);

  if (token != self->read_token)
    vst_hold_button_let_go (self->reveal_button);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), token != NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), get_title (get_kind (self)));
  show_warnings (self);
  show_claims (self, token);
  show_date_buttons (self);
  show_kept (self);
  update_time (self);
}

/* Nothing of the token that was here stays in a widget. */
static void
forget (VstTokenCard *self)
{
  vst_hold_button_let_go (self->reveal_button);
  vst_reveal_hide (self->reveal);
  show_claims (self, NULL);
  adw_expander_row_set_expanded (self->claims_row, FALSE);
}

static void
seen_changed_cb (GtkWidget *widget)
{
  update_time (VST_TOKEN_CARD (widget));
}

static void
vst_token_card_dispose (GObject *object)
{
  VstTokenCard *self = VST_TOKEN_CARD (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, update, self);
  g_clear_object (&self->account);
  g_clear_weak_pointer (&self->read_token);
  g_clear_pointer (&self->claims, g_ptr_array_unref);

  G_OBJECT_CLASS (vst_token_card_parent_class)->dispose (object);
}

static void
vst_token_card_finalize (GObject *object)
{
  g_ptr_array_unref (VST_TOKEN_CARD (object)->claim_rows);

  G_OBJECT_CLASS (vst_token_card_parent_class)->finalize (object);
}

static void
vst_token_card_class_init (VstTokenCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_token_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = vst_token_card_finalize;

  signals[ENDED] = g_signal_new ("ended", VST_TYPE_TOKEN_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DATE_CHOSEN] =
      g_signal_new ("date-chosen", VST_TYPE_TOKEN_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, VST_TYPE_ACCOUNT, G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "token.set-date", NULL, set_date_action);

  g_type_ensure (VST_TYPE_EXPANDER_ROW);
  g_type_ensure (VST_TYPE_HOLD_BUTTON);
  g_type_ensure (VST_TYPE_REVEAL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-token-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, person_row);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, instance_row);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, clock_row);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, reveal);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, copy_button);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, time_row);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, ends_label);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, left_label);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, set_date_button);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, change_date_button);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, life_bar);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, kept_row);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, store_button);
  gtk_widget_class_bind_template_child (widget_class, VstTokenCard, claims_row);
  gtk_widget_class_bind_template_callback (widget_class, held_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_claim_rows);
}

/* The tooltip alone would be the arrow's description, not its name. */
static void
name_menu_button (VstTokenCard *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (vst_token_card_get_menu_button (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copy As"), -1);
}

static void
vst_token_card_init (VstTokenCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_menu_button (self);
  self->is_lasting = TRUE;
  self->claim_rows = g_ptr_array_new ();
  show_end_unknown (self);
  vst_seen_follow (GTK_WIDGET (self), seen_changed_cb);
}

GtkWidget *
vst_token_card_new (void)
{
  return g_object_new (VST_TYPE_TOKEN_CARD, NULL);
}

void
vst_token_card_set_lasting (VstTokenCard *self, gboolean is_lasting)
{
  g_return_if_fail (VST_IS_TOKEN_CARD (self));

  self->is_lasting = is_lasting;
}

void
vst_token_card_set_account (VstTokenCard *self, VstAccount *account)
{
  g_return_if_fail (VST_IS_TOKEN_CARD (self));
  g_return_if_fail (!account || VST_IS_ACCOUNT (account));

  if (account == self->account)
    return;
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, update, self);
  g_set_object (&self->account, account);
  self->shown_alive = FALSE;
  forget (self);
  if (!account) {
    g_clear_handle_id (&self->timer, g_source_remove);
    show_end_unknown (self);
    return;
  }
  g_signal_connect_swapped (account, "changed", G_CALLBACK (update), self);
  self->began = get_now ();
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

GtkMenuButton *
vst_token_card_get_menu_button (VstTokenCard *self)
{
  GtkWidget *child;

  g_return_val_if_fail (VST_IS_TOKEN_CARD (self), NULL);

  for (child = gtk_widget_get_first_child (self->copy_button); child && !GTK_IS_MENU_BUTTON (child);
       child = gtk_widget_get_next_sibling (child))
    ;
  return GTK_MENU_BUTTON (child);
}

void
vst_token_card_focus (VstTokenCard *self)
{
  g_return_if_fail (VST_IS_TOKEN_CARD (self));

  if (!gtk_widget_child_focus (self->copy_button, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
vst_token_card_show_at (VstTokenCard *self, gint64 now)
{
  gboolean was_alive;

  g_return_if_fail (VST_IS_TOKEN_CARD (self));

  if (!self->account)
    return;
  was_alive = self->shown_alive;
  self->shown_alive = get_expires (self) > now;
  if (get_expires (self) == 0) {
    show_end_unknown (self);
    return;
  }
  show_end (self, now);
  if (was_alive && !self->shown_alive)
    g_signal_emit (self, signals[ENDED], 0);
}
