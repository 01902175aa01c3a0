/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-profile-page.h"

#include <glib/gi18n.h>

#include "domo-text.h"
#include "vst-account-menu.h"
#include "vst-account-words.h"
#include "vst-announce.h"
#include "vst-avatar.h"
#include "vst-clipboard-bar.h"
#include "vst-expander-row.h"
#include "vst-failure-card.h"
#include "vst-long-text.h"
#include "vst-open-uri.h"
#include "vst-page-header.h"
#include "vst-profile-copying.h"
#include "vst-profile-values.h"
#include "vst-seen.h"
#include "vst-strip.h"
#include "vst-toast.h"
#include "vst-token-card.h"
#include "vst-value-cell.h"
#include "vst-words.h"

/* For so long "a moment ago" is true, in seconds. */
#define A_MOMENT 60

/* Below the page, in pixels. */
#define BOTTOM_MARGIN 36

struct _VstProfilePage {
  GtkWidget parent_instance;

  /* Of the template. */
  AdwHeaderBar *header_bar;
  GtkMenuButton *menu_button;
  AdwBin *strip_bin;
  GtkOverlay *overlay;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  AdwAvatar *avatar;
  GtkLabel *display_name;
  GtkLabel *email;
  GtkLabel *place;
  VstFailureCard *failure_card;
  GtkWidget *state_group;
  AdwActionRow *state_row;
  GtkImage *state_icon;
  GtkSpinner *state_spinner;
  GtkButton *check_button;
  VstTokenCard *token_card;
  GtkWidget *profile_group;
  GtkFlowBox *values;
  GtkWidget *raw_group;
  AdwExpanderRow *raw_row;
  GtkTextView *raw_view;
  GtkWidget *sign_out_button;

  /* Owned. */
  VstAccounts *accounts;
  VstClipboard *clipboard;
  GtkWidget *bar;            /* over the page, in the overlay */
  VstAccount *account;       /* nullable */
  VstSession *session;       /* whose profile is shown; nullable */
  GCancellable *cancellable; /* of the avatar that is fetched for it; nullable */
  VstAdvice *advice;         /* of the card that is shown; nullable */
  GError *said;              /* what that card is about; nullable */

  guint moment_timer;
  guint focus_idle; /* shows the focus when the page has been laid out anew */
};

G_DEFINE_FINAL_TYPE (VstProfilePage, vst_profile_page, GTK_TYPE_WIDGET)

enum { REMEDY, ACCEPT, ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* ----------------------------------------------------------------------------------- who it is */

static void
show_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Host and method; what the session knows is newer than what the keyring has. */
static char *
dup_place (VstProfilePage *self)
{
  VstRecord *record = vst_account_get_record (self->account);
  g_autoptr (DomoInstance) stored = vst_record_dup_instance (record);
  DomoInstance *instance = self->session ? vst_session_get_instance (self->session) : stored;

  return g_strdup_printf ("%s · %s",
                          instance ? domo_instance_get_host (instance) : DOMO_PLATFORM_HOST,
                          vst_words_method (vst_record_get (record)->method));
}

static void
show_hero (VstProfilePage *self)
{
  DomoProfile *profile = self->session ? vst_session_get_profile (self->session) : NULL;
  g_autofree char *title =
      profile ? vst_profile_dup_title (profile) : vst_account_dup_name (self->account);
  g_autofree char *initials = vst_avatar_dup_initials_name (title);
  g_autofree char *place = dup_place (self);
  g_autofree char *user =
      domo_text_tidy (vst_record_get (vst_account_get_record (self->account))->user, -1);

  adw_avatar_set_text (self->avatar, initials);
  show_label (self->display_name, title);
  show_label (self->email, profile ? domo_profile_get_email (profile) : user);
  show_label (self->place, place);
}

static void
remove_values (VstProfilePage *self)
{
  GtkWidget *cell;

  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (self->values))))
    gtk_flow_box_remove (self->values, cell);
}

static void
show_values (VstProfilePage *self)
{
  DomoProfile *profile = vst_session_get_profile (self->session);

  remove_values (self);
  for (DomoField field = 0; field < DOMO_N_FIELDS; field++) {
    g_autofree char *value = NULL;
    g_autofree char *tooltip = NULL;

    if (!vst_profile_has_shown (profile, field))
      continue;
    value = vst_profile_dup_value (profile, field);
    tooltip = vst_profile_dup_tooltip (profile, field);
    gtk_flow_box_append (self->values,
                         vst_value_cell_new (vst_profile_field_get_name (field), value, tooltip,
                                             vst_profile_field_is_copyable (field)));
  }
}

/* To lay out and draw a big answer takes a while, and few people look at it. */
static void
update_raw_answer (VstProfilePage *self)
{
  g_autofree char *text = NULL;

  if (self->session && adw_expander_row_get_expanded (self->raw_row))
    text = vst_profile_dup_raw_answer (vst_session_get_profile (self->session));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->raw_view), text ? text : "", -1);
}

static void
show_profile (VstProfilePage *self)
{
  show_hero (self);
  if (self->session)
    show_values (self);
  else
    remove_values (self);
  update_raw_answer (self);
  gtk_widget_set_visible (self->profile_group, self->session != NULL);
  gtk_widget_set_visible (self->raw_group, self->session != NULL);
}

/* Nothing of who was here stays in a widget. */
static void
empty_page (VstProfilePage *self)
{
  adw_avatar_set_text (self->avatar, "");
  adw_avatar_set_custom_image (self->avatar, NULL);
  show_label (self->display_name, NULL);
  show_label (self->email, NULL);
  show_label (self->place, NULL);
  remove_values (self);
  adw_expander_row_set_expanded (self->raw_row, FALSE);
  update_raw_answer (self);
}

/* --------------------------------------------------------------------------------- is it good? */

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
is_ended (VstProfilePage *self)
{
  gint64 expires;

  if (!self->session)
    return FALSE;
  expires = domo_token_get_expires (vst_session_get_token (self->session));
  return expires && expires <= get_now ();
}

/* "a moment ago", later the time. */
static char *
dup_answered (VstProfilePage *self)
{
  gint64 ago = g_get_monotonic_time () - vst_session_get_checked (self->session);
  DomoReply *reply = domo_profile_get_reply (vst_session_get_profile (self->session));
  guint ms = MAX (domo_reply_get_duration (reply) / 1000, 1);
  g_autofree char *date = NULL;

  if (ago < A_MOMENT * G_TIME_SPAN_SECOND)
    return g_strdup_printf (_ ("Domo answered a moment ago, in %u ms"), ms);
  date = vst_words_date_near (get_now () - ago / 1000, get_now ());
  /* Translators: "Domo answered today at 14:32, in 143 ms" */
  return g_strdup_printf (_ ("Domo answered %s, in %u ms"), date, ms);
}

/* When it was good the last time, for an account that nobody has asked about yet. */
static char *
dup_when (VstProfilePage *self)
{
  gint64 checked = vst_record_get (vst_account_get_record (self->account))->checked;
  g_autofree char *date = NULL;

  if (self->session)
    return dup_answered (self);
  if (checked == 0)
    return g_strdup ("");
  date = vst_words_date_near (checked, get_now ());
  /* Translators: %s is "today at 21:44" or "8 May 2020, 11:41" */
  return g_strdup_printf (_ ("It was good %s"), date);
}

static void
show_state (VstProfilePage *self, const char *icon_name, const char *css_class, const char *title)
{
  static const char *const classes[] = { "success", "warning", "error", "accent", "dim-label" };
  g_autofree char *when = dup_when (self);

  if (icon_name)
    gtk_image_set_from_icon_name (self->state_icon, icon_name);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), css_class);
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), icon_name != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->state_spinner), icon_name == NULL);
  gtk_spinner_set_spinning (self->state_spinner, icon_name == NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), title);
  adw_action_row_set_subtitle (self->state_row, when);
}

/* What the card says of the credential itself, not of where it is kept. */
static gboolean
is_token_refused (VstProfilePage *self)
{
  if (vst_account_get_other (self->account))
    return TRUE;
  return vst_account_get_error (self->account) && self->advice &&
         vst_advice_get_kind (self->advice) != VST_ADVICE_BLOCKED;
}

/* Whether a program could do anything with the token: its time is not over, and Domo has not
 * refused it or ended it early. What only kept Domo from being asked says nothing of the token. */
static gboolean
is_token_good (VstProfilePage *self)
{
  return self->session && !is_ended (self) && !is_token_refused (self);
}

/* Whether the person has to sign in again, and a check would say no more than that. */
static gboolean
wants_sign_in (VstProfilePage *self)
{
  VstAccountState state = vst_account_get_state (self->account, get_now ());

  return is_ended (self) || state == VST_ACCOUNT_ENDED || state == VST_ACCOUNT_SIGN_IN_NEEDED;
}

/* A person at the keyboard must not be left on a button that no longer does anything. */
static void
offer_copying (VstProfilePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean good = is_token_good (self);

  if (!good && focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->token_card)))
    gtk_widget_grab_focus (GTK_WIDGET (self->check_button));
  vst_token_card_set_copyable (self->token_card, good);
  vst_token_card_set_suggested (self->token_card, good && !self->advice);
}

/* A token whose time is over is no good to copy or to check. */
static void
offer_next_step (VstProfilePage *self)
{
  gboolean again = wants_sign_in (self);

  gtk_button_set_label (self->check_button, again ? _ ("Sign In Again") : _ ("Check Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->check_button),
                                  again ? "win.sign-in-again" : "win.check");
  if (again)
    gtk_widget_add_css_class (GTK_WIDGET (self->check_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->check_button), "suggested-action");
  offer_copying (self);
}

static void
update_state (VstProfilePage *self)
{
  g_auto (VstAccountWords) words = { NULL };

  if (!self->account)
    return;
  offer_next_step (self);
  vst_account_words (self->account, get_now (), &words);
  if (vst_account_is_busy (self->account))
    show_state (self, NULL, "dim-label", words.text);
  else if (is_ended (self))
    show_state (self, "vst-ended-symbolic", "warning", _ ("Ended"));
  else if (self->session)
    show_state (self, "object-select-symbolic", "success", _ ("Good"));
  else
    show_state (self, words.icon_name, words.css_class, words.text);
}

static gboolean
moment_passed_cb (gpointer user_data)
{
  VstProfilePage *self = user_data;

  self->moment_timer = 0;
  update_state (self);
  return G_SOURCE_REMOVE;
}

static void
start_moment (VstProfilePage *self)
{
  gint64 left;

  g_clear_handle_id (&self->moment_timer, g_source_remove);
  if (!self->session || !vst_seen_is (GTK_WIDGET (self)))
    return;
  left = vst_session_get_checked (self->session) + A_MOMENT * G_TIME_SPAN_SECOND -
         g_get_monotonic_time ();
  if (left > 0)
    self->moment_timer =
        g_timeout_add ((guint)(left / G_TIME_SPAN_MILLISECOND + 1), moment_passed_cb, self);
}

static void
seen_changed_cb (GtkWidget *widget)
{
  VstProfilePage *self = VST_PROFILE_PAGE (widget);

  if (vst_seen_is (widget))
    update_state (self);
  start_moment (self);
}

/* ---------------------------------------------------------------------------------- the avatar */

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = vst_avatar_decode_finish (result, &error);

  if (texture)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("The avatar cannot be shown: %s", error->message);
}

/* Without a picture the initials stay; that is no failure a person could mend. */
static void
got_avatar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = domo_client_get_avatar_finish (DOMO_CLIENT (source), result, &error);

  if (file)
    vst_avatar_decode_async (file, self->cancellable, decoded_cb, g_object_ref (self));
  else
    g_debug ("No avatar: %s", error->message);
}

static void
fetch_avatar (VstProfilePage *self)
{
  DomoToken *token = vst_session_get_token (self->session);
  DomoInstance *instance = vst_session_get_instance (self->session);
  DomoProfile *profile = vst_session_get_profile (self->session);

  if (domo_token_get_kind (token) == DOMO_TOKEN_BEARER)
    return; /* a bearer token is of the wrong kind for the product API */
  domo_client_get_avatar_async (vst_accounts_get_client (self->accounts), instance, token,
                                domo_profile_get_number (profile, DOMO_FIELD_ID), self->cancellable,
                                got_avatar_cb, g_object_ref (self));
}

/* -------------------------------------------------------------------------------------- the card
 */

/* The state, or in its place the card, or both where only the keyring is in trouble; and the focus
 * where it was, on the other one's button. */
static void
update_card (VstProfilePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *card = GTK_WIDGET (self->failure_card);
  gboolean has_card = self->advice != NULL;
  gboolean has_state = !has_card || self->said == NULL;
  gboolean was_on_card = focus && gtk_widget_is_ancestor (focus, card);
  gboolean was_on_state = focus && gtk_widget_is_ancestor (focus, self->state_group);

  if (has_card)
    gtk_widget_set_visible (card, TRUE);
  if (has_state)
    gtk_widget_set_visible (self->state_group, TRUE);
  vst_failure_card_set_suggested (self->failure_card, has_card);
  if (!has_state && was_on_state)
    vst_failure_card_focus (self->failure_card);
  else if (!has_card && was_on_card)
    gtk_widget_grab_focus (GTK_WIDGET (self->check_button));
  gtk_widget_set_visible (card, has_card);
  gtk_widget_set_visible (self->state_group, has_state);
}

/* Who looks at the list of accounts goes on doing so. */
static gboolean
may_take_focus (VstProfilePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         (!focus || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

static void
show_failure (VstProfilePage *self, VstAdvice *advice)
{
  g_set_object (&self->advice, advice);
  if (advice)
    vst_failure_card_set_advice (self->failure_card, advice);
  update_card (self);
  if (!advice)
    return;
  if (may_take_focus (self))
    vst_failure_card_focus (self->failure_card);
  vst_announce (GTK_WIDGET (self), vst_advice_get_title (advice));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* What the state row says as well needs no card. */
static gboolean
is_plain (const GError *error)
{
  return g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED) ||
         g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT);
}

/* Why the account cannot be used; put aside while an answer is awaited. */
static GError *
dup_trouble (VstProfilePage *self)
{
  const GError *error = vst_account_get_error (self->account);

  if (vst_account_is_busy (self->account))
    return NULL;
  if (vst_account_get_other (self->account))
    return domo_error_new (DOMO_ERROR_AUTH, DOMO_REASON_NONE, "another person or instance answers");
  return error && !is_plain (error) ? g_error_copy (error) : NULL;
}

static gboolean
is_same_error (const GError *a, const GError *b)
{
  if (!a || !b)
    return a == b;
  return g_error_matches (a, b->domain, b->code) && g_str_equal (a->message, b->message);
}

/* The same trouble is not told again and again. */
static void
update_failure (VstProfilePage *self)
{
  const char *practice_uri =
      domo_client_get_practice_uri (vst_accounts_get_client (self->accounts));
  const GError *store_error = vst_account_get_store_error (self->account);
  g_autoptr (GError) trouble = dup_trouble (self);
  g_autoptr (VstAdvice) advice = NULL;

  if (trouble && is_same_error (trouble, self->said) && self->advice)
    return;
  if (trouble)
    advice = vst_advice_new_for_account (self->account, trouble, practice_uri, get_now ());
  else if (store_error && !vst_account_is_busy (self->account))
    advice = vst_account_is_signed_out (self->account)
                 ? vst_advice_new_for_signing_out (store_error)
                 : vst_advice_new_for_storing (store_error);
  if (!trouble && !self->said && advice && self->advice &&
      g_str_equal (vst_advice_get_remedy (advice), vst_advice_get_remedy (self->advice)))
    return;
  g_clear_error (&self->said);
  self->said = g_steal_pointer (&trouble);
  if (advice || self->advice)
    show_failure (self, advice);
}

/* ------------------------------------------------------------------------------- other actions */

static void
remedy_cb (VstProfilePage *self)
{
  g_autoptr (VstAdvice) advice = g_object_ref (self->advice);

  if (vst_advice_get_action (advice) == VST_REMEDY_TRY_AGAIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.check", NULL);
  else if (vst_advice_get_action (advice) == VST_REMEDY_OPEN_URI)
    vst_open_uri (GTK_WIDGET (self), vst_advice_get_target (advice));
  else
    g_signal_emit (self, signals[REMEDY], 0, advice);
}

static void
extra_cb (VstProfilePage *self)
{
  g_signal_emit (self, signals[ACCEPT], 0);
}

static void
ended_cb (VstProfilePage *self)
{
  update_state (self);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
date_chosen_cb (VstProfilePage *self, VstAccount *account, gint64 ms)
{
  vst_account_keeper_set_expires (vst_accounts_get_keeper (self->accounts), account, ms);
}

static void
copied_cb (VstProfilePage *self)
{
  vst_toast (GTK_WIDGET (self), _ ("Copied"));
}

void
vst_profile_page_get_copying (VstProfilePage *self, VstProfileCopying *copying)
{
  g_return_if_fail (VST_IS_PROFILE_PAGE (self));

  *copying = (VstProfileCopying){
    .clipboard = self->clipboard,
    .accounts = self->accounts,
    .account = self->account,
    .session = self->session,
    .is_token_good = is_token_good (self),
    .menu_button = vst_token_card_get_menu_button (self->token_card),
  };
}

/* ---------------------------------------------------------------------------------- whose page */

static void
drop_session (VstProfilePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->moment_timer, g_source_remove);
  g_clear_object (&self->session);
}

static void
announce_session (VstProfilePage *self, gboolean was_signed_in)
{
  g_autofree char *title = vst_profile_dup_title (vst_session_get_profile (self->session));
  /* Translators: announced to a screen reader; %s is a person's name */
  g_autofree char *words = g_strdup_printf (_ ("Signed in as %s"), title);

  vst_announce (GTK_WIDGET (self), was_signed_in ? _ ("Good") : words);
}

/* A new session comes with each answer of Domo's. */
static void
take_session (VstProfilePage *self, VstSession *session)
{
  gboolean was_signed_in = self->session != NULL;

  drop_session (self);
  if (session) {
    self->session = g_object_ref (session);
    self->cancellable = g_cancellable_new ();
    start_moment (self);
    announce_session (self, was_signed_in);
    fetch_avatar (self);
  }
  show_profile (self);
}

static void
update (VstProfilePage *self)
{
  VstSession *session = vst_account_get_session (self->account);

  if (session != self->session)
    take_session (self, session);
  update_failure (self);
  update_state (self);
  gtk_widget_set_visible (GTK_WIDGET (self->token_card),
                          session || vst_account_has_token (self->account));
  gtk_widget_set_visible (self->sign_out_button, session || vst_account_has_token (self->account));
}

static void
end_account (VstProfilePage *self)
{
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, update, self);
  drop_session (self);
  g_clear_object (&self->account);
  g_clear_object (&self->advice);
  g_clear_error (&self->said);
}

void
vst_profile_page_set_account (VstProfilePage *self, VstAccount *account)
{
  g_return_if_fail (VST_IS_PROFILE_PAGE (self));

  if (account == self->account)
    return;
  end_account (self);
  empty_page (self);
  vst_token_card_set_account (self->token_card, account);
  if (!account)
    return;
  self->account = g_object_ref (account);
  g_signal_connect_swapped (account, "changed", G_CALLBACK (update), self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_profile (self);
  update_card (self);
  update (self);
}

void
vst_profile_page_start (VstProfilePage *self)
{
  if (!gtk_widget_get_visible (self->state_group))
    vst_failure_card_focus (self->failure_card);
  else /* Not on Copy Token: a Return too many must not put the token on the clipboard. */
    gtk_widget_grab_focus (GTK_WIDGET (self->check_button));
}

AdwHeaderBar *
vst_profile_page_get_header_bar (VstProfilePage *self)
{
  return self->header_bar;
}

/* ---------------------------------------------------------------------------------- the widget */

static int
get_room_of_bar (VstProfilePage *self)
{
  gboolean is_revealed;

  g_object_get (self->bar, "revealed", &is_revealed, NULL);
  if (!is_revealed)
    return 0;
  return vst_clipboard_bar_get_room (VST_CLIPBOARD_BAR (self->bar),
                                     gtk_widget_get_width (GTK_WIDGET (self)));
}

static void
make_room_for_bar (VstProfilePage *self)
{
  gtk_widget_set_margin_bottom (self->content, BOTTOM_MARGIN + get_room_of_bar (self));
}

/* The scroller knows nothing of the bar that lies over its end. */
static void
show_focus_above_bar (VstProfilePage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  int room = get_room_of_bar (self);
  graphene_rect_t bounds;
  double value;

  if (room == 0 || !focus || !gtk_widget_is_ancestor (focus, self->content) ||
      !gtk_widget_compute_bounds (focus, gtk_widget_get_parent (self->content), &bounds))
    return;
  value = bounds.origin.y + bounds.size.height - gtk_adjustment_get_page_size (adjustment) + room;
  value = MIN (value, bounds.origin.y);
  if (value > gtk_adjustment_get_value (adjustment))
    gtk_adjustment_set_value (adjustment, value);
}

static gboolean
laid_out_cb (gpointer user_data)
{
  VstProfilePage *self = user_data;

  self->focus_idle = 0;
  show_focus_above_bar (self);
  return G_SOURCE_REMOVE;
}

/* The page is being laid out: it is too early to scroll it. */
static void
length_changed_cb (VstProfilePage *self)
{
  if (!self->focus_idle && get_room_of_bar (self) > 0)
    self->focus_idle = g_idle_add (laid_out_cb, self);
}

/* From a button of the bar to one that is there whatever is on the clipboard. A person who looks at
 * something else goes on seeing it. */
static void
take_focus_from_bar (VstProfilePage *self)
{
  GtkViewport *viewport = GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scroller));

  gtk_viewport_set_scroll_to_focus (viewport, FALSE);
  vst_token_card_focus (self->token_card);
  gtk_viewport_set_scroll_to_focus (viewport, TRUE);
}

static void
vst_profile_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vst_profile_page_parent_class)->root (widget);
  /* After the scroller, which scrolls to what has the focus. */
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (show_focus_above_bar), widget,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
vst_profile_page_unroot (GtkWidget *widget)
{
  VstProfilePage *self = VST_PROFILE_PAGE (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), show_focus_above_bar, self);
  GTK_WIDGET_CLASS (vst_profile_page_parent_class)->unroot (widget);
}

static void
vst_profile_page_dispose (GObject *object)
{
  VstProfilePage *self = VST_PROFILE_PAGE (object);

  end_account (self);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  g_clear_object (&self->accounts);
  g_clear_object (&self->clipboard);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_PROFILE_PAGE);
  G_OBJECT_CLASS (vst_profile_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, strip_bin);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, overlay);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, content);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, display_name);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, email);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, place);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, failure_card);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, state_group);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, state_row);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, state_spinner);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, check_button);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, token_card);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, profile_group);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, values);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, raw_group);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, raw_row);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, raw_view);
  gtk_widget_class_bind_template_child (widget_class, VstProfilePage, sign_out_button);
  gtk_widget_class_bind_template_callback (widget_class, vst_long_text_query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_bind_template_callback (widget_class, extra_cb);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_raw_answer);
  gtk_widget_class_bind_template_callback (widget_class, ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_chosen_cb);
}

static void
vst_profile_page_class_init (VstProfilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_profile_page_dispose;
  widget_class->root = vst_profile_page_root;
  widget_class->unroot = vst_profile_page_unroot;

  signals[REMEDY] = g_signal_new ("remedy", VST_TYPE_PROFILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, VST_TYPE_ADVICE);

  signals[ACCEPT] = g_signal_new ("accept", VST_TYPE_PROFILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", VST_TYPE_PROFILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  vst_profile_copying_install (widget_class);

  g_type_ensure (VST_TYPE_EXPANDER_ROW);
  g_type_ensure (VST_TYPE_FAILURE_CARD);
  g_type_ensure (VST_TYPE_TOKEN_CARD);
  bind_template (widget_class);
}

/* Each time anew: what can be done depends on how the account is. */
static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  VstProfilePage *self = user_data;
  g_autoptr (GMenuModel) menu = self->account ? vst_account_menu_new (self->account) : NULL;

  gtk_menu_button_set_menu_model (button, menu);
}

static void
vst_profile_page_init (VstProfilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (vst_token_card_get_menu_button (self->token_card),
                                         vst_profile_copying_make_menu_cb, self, NULL);
  vst_page_header_follow_scroller (self->header_bar, self->scroller);
  vst_seen_follow (GTK_WIDGET (self), seen_changed_cb);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (length_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vst_profile_page_new (VstAccounts *accounts, VstClipboard *clipboard)
{
  VstProfilePage *self = g_object_new (VST_TYPE_PROFILE_PAGE, NULL);

  self->accounts = g_object_ref (accounts);
  self->clipboard = g_object_ref (clipboard);
  vst_token_card_set_lasting (self->token_card,
                              vst_keyring_is_lasting (vst_accounts_get_keyring (accounts)));
  self->bar = vst_clipboard_bar_new (clipboard);
  gtk_overlay_add_overlay (self->overlay, self->bar);
  g_signal_connect_object (self->bar, "notify::revealed", G_CALLBACK (make_room_for_bar), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "leave", G_CALLBACK (take_focus_from_bar), self,
                           G_CONNECT_SWAPPED);
  if (domo_client_get_practice_uri (vst_accounts_get_client (accounts)))
    adw_bin_set_child (
        self->strip_bin,
        vst_strip_new (_ ("Practice: nothing reaches a real host or keyring."), NULL, NULL));
  return GTK_WIDGET (self);
}
