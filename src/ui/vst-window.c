/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-window-private.h"

#include <glib/gi18n.h>

#include "vst-accept-question.h"
#include "vst-account-words.h"
#include "vst-display-wire.h"
#include "vst-keyring-help.h"
#include "vst-page-header.h"
#include "vst-return-guard.h"
#include "vst-settings.h"
#include "vst-toast.h"
#include "vst-try-question.h"

G_DEFINE_FINAL_TYPE (VstWindow, vst_window, ADW_TYPE_APPLICATION_WINDOW)

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

static VstAccountList *
get_list (VstWindow *self)
{
  return vst_accounts_get_list (self->accounts);
}

static guint
count_accounts (VstWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_list (self)));
}

/* @self: (nullable): gone */
gboolean
vst_window_is_closed (VstWindow *self)
{
  return !self || self->accounts == NULL || gtk_widget_in_destruction (GTK_WIDGET (self));
}

/* ----------------------------------------------------------------------------------- the pages */

static void
follow_leaflet (VstWindow *self, AdwHeaderBar *bar, gboolean has_back)
{
  vst_page_header_follow_leaflet (bar, self->leaflet, GTK_WIDGET (self->sidebar), has_back);
}

static void
show_page (VstWindow *self, gpointer page)
{
  gtk_stack_set_visible_child (self->pages, page);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
}

gboolean
vst_window_is_shown (VstWindow *self, gpointer page)
{
  return page && gtk_stack_get_visible_child (self->pages) == page;
}

static void
show_sign_in_page (VstWindow *self)
{
  vst_window_end_opening (self); /* what comes of it must not take the form away */
  show_page (self, self->sign_in_page);
  vst_sign_in_page_start (self->sign_in_page);
}

void
vst_window_show_add_page (VstWindow *self)
{
  vst_window_set_account (self, NULL);
  vst_sign_in_page_begin_add (self->sign_in_page);
  show_sign_in_page (self);
}

/* @error: (nullable): why, for the card; %NULL: what the account itself knows */
void
vst_window_show_again_page (VstWindow *self, const GError *error)
{
  const char *practice_uri =
      domo_client_get_practice_uri (vst_accounts_get_client (self->accounts));
  g_autoptr (VstAdvice) advice =
      vst_advice_new_for_account (self->account, error, practice_uri, get_now ());

  vst_sign_in_page_begin_again (self->sign_in_page, self->account, advice);
  show_sign_in_page (self);
}

void
vst_window_show_keyring_page (VstWindow *self, const GError *error)
{
  if (!self->keyring_page) {
    self->keyring_page = VST_KEYRING_PAGE (vst_keyring_page_new ());
    follow_leaflet (self, vst_keyring_page_get_header_bar (self->keyring_page), TRUE);
    gtk_stack_add_named (self->pages, GTK_WIDGET (self->keyring_page), "keyring");
  }
  vst_keyring_page_set_error (self->keyring_page, error,
                              vst_account_list_get_n_hidden (get_list (self)));
  show_page (self, self->keyring_page);
  vst_keyring_page_start (self->keyring_page);
}

static void remedy_cb (VstWindow *self, VstAdvice *advice);
static void accept_cb (VstWindow *self);
static void ended_cb (VstWindow *self);

static void
ensure_profile_page (VstWindow *self)
{
  GtkWidget *page;

  if (self->profile_page)
    return;
  page = vst_profile_page_new (self->accounts, self->clipboard);
  self->profile_page = VST_PROFILE_PAGE (page);
  follow_leaflet (self, vst_profile_page_get_header_bar (self->profile_page), TRUE);
  g_signal_connect_swapped (page, "remedy", G_CALLBACK (remedy_cb), self);
  g_signal_connect_swapped (page, "accept", G_CALLBACK (accept_cb), self);
  g_signal_connect_swapped (page, "ended", G_CALLBACK (ended_cb), self);
  gtk_stack_add_named (self->pages, page, "profile");
}

static gboolean
make_profile_page_cb (gpointer user_data)
{
  VstWindow *self = user_data;

  self->idle = 0;
  ensure_profile_page (self);
  return G_SOURCE_REMOVE;
}

/* There is time to make the page while the answer is on its way; afterwards it would be a frame
 * late. */
static void
started_cb (VstWindow *self)
{
  if (!self->profile_page && !self->idle)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, make_profile_page_cb, self, NULL);
}

static void
show_profile_page (VstWindow *self)
{
  ensure_profile_page (self);
  vst_profile_page_set_account (self->profile_page, self->account);
  show_page (self, self->profile_page);
  vst_profile_page_start (self->profile_page);
}

/* Where one is without an account. */
static void
show_place (VstWindow *self)
{
  const GError *error = vst_account_list_get_error (get_list (self));
  VstListState state = vst_account_list_get_state (get_list (self));
  g_autoptr (GError) locked = NULL;

  vst_window_set_account (self, NULL);
  if (state == VST_LIST_HIDDEN && !self->without_keyring) {
    locked = domo_error_new (DOMO_ERROR_KEYRING_LOCKED, DOMO_REASON_NONE, NULL);
    vst_window_show_keyring_page (self, locked);
  } else if (state == VST_LIST_FAILED && !self->without_keyring && count_accounts (self) == 0 &&
             !g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT)) {
    vst_window_show_keyring_page (self, error);
  } else {
    vst_window_show_add_page (self);
  }
}

/* ---------------------------------------------------------------------------- whose page it is */

/* At the next start it is this one again. Its id is another once it is found to be one that was
 * kept already. */
static void
remember (VstWindow *self)
{
  GSettings *settings = vst_accounts_get_settings (self->accounts);
  const char *id = vst_account_get_id (self->account);
  g_autofree char *last = g_settings_get_string (settings, VST_SETTINGS_LAST_ACCOUNT);

  if (vst_account_get_session (self->account) && !g_str_equal (id, last))
    g_settings_set_string (settings, VST_SETTINGS_LAST_ACCOUNT, id);
}

void
vst_window_end_opening (VstWindow *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

void
vst_window_set_account (VstWindow *self, VstAccount *account)
{
  if (account == self->account)
    return;
  vst_window_end_opening (self);
  vst_sign_in_page_end (self->sign_in_page);
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, remember, self);
  g_set_object (&self->account, account);
  if (account)
    g_signal_connect_swapped (account, "changed", G_CALLBACK (remember), self);
  if (self->profile_page)
    vst_profile_page_set_account (self->profile_page, account);
  vst_sidebar_set_account (self->sidebar, account);
  vst_window_update_actions (self);
}

/* ------------------------------------------------------------------------------------- opening */

/* An account that is being opened or asked about, for a person who may look at another meanwhile.
 * A question goes with its window, which it must not keep. */
typedef struct {
  VstWindow *window; /* weak */
  VstAccount *account;
  VstSession *other; /* whom the person is asked about; nullable */
} Opening;

static Opening *
opening_new (VstWindow *self)
{
  Opening *opening = g_new0 (Opening, 1);

  g_set_weak_pointer (&opening->window, self);
  opening->account = g_object_ref (self->account);
  g_set_object (&opening->other, vst_account_get_other (self->account));
  return opening;
}

static void
opening_free (Opening *opening)
{
  g_clear_weak_pointer (&opening->window);
  g_object_unref (opening->account);
  g_clear_object (&opening->other);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static gboolean
is_of_keyring (const GError *error)
{
  return g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING);
}

static void
answered_try_cb (gboolean try_again, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  VstWindow *self = opening->window;

  if (vst_window_is_closed (self) || opening->account != self->account)
    return;
  if (try_again)
    vst_window_open (self, VST_OPEN_ANYWAY);
}

static void
ask_to_try (VstWindow *self)
{
  const char *user = vst_record_get (vst_account_get_record (self->account))->user;
  g_autoptr (DomoInstance) instance =
      vst_record_dup_instance (vst_account_get_record (self->account));
  guint count = vst_tries_count (vst_accounts_get_tries (self->accounts), instance, user);

  vst_try_question_ask (GTK_WIDGET (self), user ? user : "", count, answered_try_cb,
                        opening_new (self));
}

/* The page that fits what came of it. */
static void
settle (VstWindow *self, const GError *error)
{
  gboolean has_secret = vst_account_has_secret (self->account);

  if (g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED) ||
      (g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT) && !has_secret))
    vst_window_show_again_page (self, error);
  else if (is_of_keyring (error) && !vst_account_get_session (self->account))
    vst_window_show_keyring_page (self, error);
  else
    show_profile_page (self);
  if (g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_ASK))
    ask_to_try (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  VstWindow *self = opening->window;

  vst_account_opener_open_finish (VST_ACCOUNT_OPENER (source), result, &error);
  if (vst_window_is_closed (self) || opening->account != self->account ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* The person looks at something else. */
  g_clear_object (&self->opening);
  if (vst_window_is_shown (self, self->profile_page) && !error)
    return;
  settle (self, error);
}

void
vst_window_open (VstWindow *self, VstOpenReason reason)
{
  vst_window_end_opening (self);
  self->opening = g_cancellable_new ();
  vst_account_opener_open_async (vst_accounts_get_opener (self->accounts), self->account, reason,
                                 self->opening, opened_cb, opening_new (self));
  if (!vst_window_is_shown (self, self->profile_page))
    show_profile_page (self);
}

static gboolean
is_over (VstSession *session)
{
  gint64 expires = domo_token_get_expires (vst_session_get_token (session));

  return expires != 0 && expires <= get_now ();
}

/* Whoever is signed in, or whose alarm is shown, is looked at without a request. */
static gboolean
must_open (VstAccount *account)
{
  VstSession *session = vst_account_get_session (account);

  if (vst_account_get_other (account))
    return FALSE;
  if (session && is_over (session))
    return vst_account_has_secret (account);
  return !session || vst_account_is_busy (account);
}

void
vst_window_choose (VstWindow *self, VstAccount *account, VstOpenReason reason)
{
  vst_window_set_account (self, account);
  if (must_open (account))
    vst_window_open (self, reason);
  else
    show_profile_page (self);
}

static void
chosen_cb (VstWindow *self, VstAccount *account)
{
  vst_window_choose (self, account, VST_OPEN_CHOSEN);
}

/* The time is over while somebody looks on. */
static void
ended_cb (VstWindow *self)
{
  if (self->account && vst_account_has_secret (self->account) && !self->opening)
    vst_window_open (self, VST_OPEN_BY_ITSELF);
}

/* ------------------------------------------------------------------------------------ the start */

static VstAccount *
find_last (VstWindow *self)
{
  g_autofree char *id =
      g_settings_get_string (vst_accounts_get_settings (self->accounts), VST_SETTINGS_LAST_ACCOUNT);
  VstAccount *wanted = self->wanted ? vst_account_list_find (get_list (self), self->wanted) : NULL;

  if (wanted)
    return wanted;
  /* While the keyring is still read, no other is taken in the place of the one that is wanted. */
  if (self->wanted && vst_account_list_get_state (get_list (self)) == VST_LIST_LOADING)
    return NULL;
  return vst_account_list_find (get_list (self), id);
}

/* Returns: (transfer none) (nullable) */
static VstAccount *
find_newest (VstWindow *self)
{
  VstAccount *newest = NULL;

  for (guint i = 0; i < count_accounts (self); i++) {
    g_autoptr (VstAccount) account = g_list_model_get_item (G_LIST_MODEL (get_list (self)), i);
    gint64 checked = vst_record_get (vst_account_get_record (account))->checked;

    if (!newest || checked > vst_record_get (vst_account_get_record (newest))->checked)
      newest = account; /* the list keeps it */
  }
  return newest;
}

/* Whether all that its opening may want is read: a good token needs nothing else, nor does one
 * whose end a person typed, since no secret renews it. */
static gboolean
is_known (VstAccount *account)
{
  VstRecord *record = vst_account_get_record (account);

  return vst_account_has_token (account) &&
         (vst_record_has_typed_end (record) || !vst_record_is_over (record, get_now ()));
}

/* As soon as the account of the last time is there; while the keyring is still read, no other is
 * taken in its place. */
static void
begin (VstWindow *self)
{
  VstAccount *account = find_last (self);

  if (self->has_begun)
    return;
  if (vst_account_list_get_state (get_list (self)) == VST_LIST_LOADING &&
      (!account || !is_known (account)))
    return;
  self->has_begun = TRUE;
  if (account || vst_account_list_get_state (get_list (self)) == VST_LIST_READY)
    g_clear_pointer (&self->wanted, g_free);
  if (!account)
    account = find_newest (self);
  if (account && vst_sign_in_page_is_untouched (self->sign_in_page))
    vst_window_choose (self, account, VST_OPEN_BY_ITSELF);
  else if (!vst_window_is_shown (self, self->sign_in_page) ||
           vst_sign_in_page_is_untouched (self->sign_in_page))
    show_place (self);
}

/* What else the person was about is left as by a click in the list. But any program of the session
 * may say that this was chosen: no secret is used of an account that is signed out. */
void
vst_window_show_account (VstWindow *self, const char *id)
{
  VstAccount *account;

  g_return_if_fail (VST_IS_WINDOW (self) && id != NULL);

  account = vst_account_list_find (get_list (self), id);
  if (account && vst_window_is_locked (self)) {
    g_set_object (&self->locked_account, account); /* nobody is seen before it is unlocked */
  } else if (account) {
    self->has_begun = TRUE;
    g_clear_pointer (&self->wanted, g_free);
    vst_window_choose (self, account, VST_OPEN_BY_ITSELF);
  } else if (!self->has_begun || vst_account_list_get_state (get_list (self)) != VST_LIST_READY) {
    g_free (self->wanted);
    self->wanted = g_strdup (id);
  }
}

static void
update_sidebar (VstWindow *self)
{
  gboolean is_wanted =
      count_accounts (self) > 0 || vst_account_list_get_state (get_list (self)) == VST_LIST_HIDDEN;

  if (!is_wanted)
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), is_wanted);
  vst_sign_in_page_set_alone (self->sign_in_page, !is_wanted);
}

/* Another program took the account away, or it is forgotten. */
static void
items_changed_cb (VstWindow *self)
{
  if (vst_window_is_locked (self))
    return;
  update_sidebar (self);
  begin (self);
  if (self->account &&
      vst_account_list_find (get_list (self), vst_account_get_id (self->account)) != self->account)
    show_place (self);
}

/* What was chosen while the keyring was read once more. */
static void
show_wanted (VstWindow *self)
{
  g_autofree char *id = g_steal_pointer (&self->wanted);

  if (id)
    vst_window_show_account (self, id);
}

static void
list_state_changed_cb (VstWindow *self)
{
  VstListState state = vst_account_list_get_state (get_list (self));

  if (vst_window_is_locked (self))
    return;
  update_sidebar (self);
  if (state == VST_LIST_LOADING)
    return;
  if (vst_window_is_shown (self, self->keyring_page) && self->account) {
    /* It can be read again, whoever saw to that: the page would say what is no longer so. */
    if (state == VST_LIST_READY && !self->unlocking && !vst_account_is_locked (self->account))
      vst_window_open (self, VST_OPEN_BY_ITSELF);
  } else if (vst_window_is_shown (self, self->keyring_page)) {
    self->has_begun = state != VST_LIST_READY;
    if (state != VST_LIST_READY)
      show_place (self);
  }
  begin (self);
  if (state == VST_LIST_READY)
    show_wanted (self);
}

/* What changed while nothing could be seen is seen now. */
void
vst_window_resume (VstWindow *self, VstAccount *account)
{
  gboolean is_there =
      account && vst_account_list_find (get_list (self), vst_account_get_id (account)) == account;

  update_sidebar (self);
  if (is_there)
    vst_window_choose (self, account, VST_OPEN_BY_ITSELF);
  else if (self->has_begun)
    show_place (self);
  else
    begin (self);
  if (vst_account_list_get_state (get_list (self)) == VST_LIST_READY)
    show_wanted (self); /* chosen while locked, before the keyring was read */
}

/* --------------------------------------------------------------------- signing in, out and over */

static void
signed_in_cb (VstWindow *self, VstAccount *account)
{
  self->has_begun = TRUE;
  vst_window_set_account (self, account);
  remember (self);
  show_profile_page (self);
}

/* The person does not want to sign in: back to where they were. */
static void
left_sign_in_cb (VstWindow *self)
{
  VstAccount *account = self->account ? self->account : find_last (self);

  if (!account)
    account = vst_sidebar_get_neighbour (self->sidebar, 1);
  if (account && account == self->account)
    show_profile_page (self);
  else if (account)
    vst_window_choose (self, account, VST_OPEN_BY_ITSELF);
  else
    show_place (self);
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
}

/* The person says where it goes, and presses Sign In. */
static void
use_token_cb (VstWindow *self, DomoToken *token)
{
  vst_window_show_add_page (self);
  vst_sign_in_page_fill_token (self->sign_in_page, domo_token_get_text (token));
  gtk_window_present (GTK_WINDOW (self));
}

void
vst_window_inspect (VstWindow *self)
{
  if (!self->inspector) {
    g_set_weak_pointer (&self->inspector, vst_inspector_new (GTK_WINDOW (self)));
    g_signal_connect_object (self->inspector, "use", G_CALLBACK (use_token_cb), self,
                             G_CONNECT_SWAPPED);
  }
  gtk_window_present (GTK_WINDOW (self->inspector));
}

/* Whoever still holds a copy of the token lets go too. */
void
vst_window_sign_out (VstWindow *self, VstAccount *account)
{
  vst_clipboard_clear (self->clipboard);
  if (account == self->account)
    vst_window_end_opening (self);
  vst_account_keeper_sign_out (vst_accounts_get_keeper (self->accounts), account);
  vst_display_wire_wipe (gtk_widget_get_display (GTK_WIDGET (self))); /* it may have been pasted */
  if (account == self->account && vst_account_has_secret (account))
    show_profile_page (self); /* nothing is to be typed, whenever the person wants to */
  else if (account == self->account)
    vst_window_show_again_page (self, NULL);
}

/* The nearest account that can be looked at without a request. */
static VstAccount *
find_signed_in (VstWindow *self)
{
  static const int steps[] = { 1, -1 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    VstAccount *account = vst_sidebar_get_neighbour (self->sidebar, steps[i]);

    if (account && account != self->account && vst_account_get_session (account))
      return account;
  }
  return NULL;
}

void
vst_window_forget (VstWindow *self, VstAccount *account)
{
  g_autoptr (VstAccount) forgotten = g_object_ref (account);
  VstAccount *next = account == self->account ? find_signed_in (self) : NULL;

  vst_clipboard_clear (self->clipboard);
  if (next)
    vst_window_choose (self, next, VST_OPEN_BY_ITSELF);
  vst_account_keeper_forget (vst_accounts_get_keeper (self->accounts), forgotten);
  vst_display_wire_wipe (gtk_widget_get_display (GTK_WIDGET (self)));
  vst_forget_toast_show (self->forget_toast, forgotten);
}

/* What is back is shown again, where nothing else is. */
static void
undone_cb (VstWindow *self)
{
  VstAccount *account = find_last (self);

  if (account && !self->account && vst_sign_in_page_is_untouched (self->sign_in_page))
    vst_window_choose (self, account, VST_OPEN_BY_ITSELF);
}

void
vst_window_tell_not_forgotten (VstWindow *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->not_forgotten);
  g_autoptr (VstAdvice) advice = NULL;
  GtkWidget *dialog;

  if (!error)
    return;
  advice = vst_advice_new_for_reading (error);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("The Keyring Could Not Remove It"),
                                   vst_advice_get_remedy (advice));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Over a locked window nothing is said of accounts. */
static void
not_forgotten_cb (VstWindow *self, GError *error)
{
  g_clear_error (&self->not_forgotten);
  self->not_forgotten = g_error_copy (error);
  if (!vst_window_is_locked (self))
    vst_window_tell_not_forgotten (self);
}

static void
accepted_cb (gboolean accept, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  VstWindow *self = opening->window;

  if (accept && !vst_window_is_closed (self))
    vst_account_keeper_accept (vst_accounts_get_keeper (self->accounts), opening->account,
                               opening->other);
}

static void
accept_cb (VstWindow *self)
{
  g_autofree char *before = vst_account_dup_name (self->account);
  VstSession *other = vst_account_get_other (self->account);
  const char *after = other ? domo_profile_get_name (vst_session_get_profile (other)) : NULL;

  if (other)
    vst_accept_question_ask (GTK_WIDGET (self), before,
                             after ? after : _ ("somebody without a name"), accepted_cb,
                             opening_new (self));
}

void
vst_window_sign_in_again (VstWindow *self)
{
  if (vst_account_has_secret (self->account))
    vst_window_open (self, VST_OPEN_AGAIN);
  else
    vst_window_show_again_page (self, NULL);
}

/* What the card's button does that is not the page's own. */
static void
remedy_cb (VstWindow *self, VstAdvice *advice)
{
  VstRemedy remedy = vst_advice_get_action (advice);

  if (remedy == VST_REMEDY_GET_KEYRING) {
    vst_keyring_help_show (GTK_WIDGET (self));
  } else if (remedy == VST_REMEDY_UNLOCK) {
    vst_window_unlock (self);
  } else if (remedy == VST_REMEDY_STORE) {
    vst_account_keeper_store (vst_accounts_get_keeper (self->accounts), self->account);
  } else if (remedy == VST_REMEDY_SIGN_OUT) {
    vst_window_sign_out (self, self->account);
  } else {
    vst_sign_in_page_begin_again (self->sign_in_page, self->account, NULL);
    show_sign_in_page (self);
    vst_sign_in_page_apply (self->sign_in_page, advice);
  }
}

/* ---------------------------------------------------------------------------------- the window */

static void
restore_size (VstWindow *self)
{
  GSettings *settings = vst_accounts_get_settings (self->accounts);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, VST_SETTINGS_WINDOW_WIDTH),
                               g_settings_get_int (settings, VST_SETTINGS_WINDOW_HEIGHT));
  if (g_settings_get_boolean (settings, VST_SETTINGS_WINDOW_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (VstWindow *self)
{
  GSettings *settings = vst_accounts_get_settings (self->accounts);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, VST_SETTINGS_WINDOW_WIDTH, MAX (width, 1));
  g_settings_set_int (settings, VST_SETTINGS_WINDOW_HEIGHT, MAX (height, 1));
  g_settings_set_boolean (settings, VST_SETTINGS_WINDOW_MAXIMIZED,
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
vst_window_close_request (GtkWindow *window)
{
  VstWindow *self = VST_WINDOW (window);

  save_size (self);
  vst_clipboard_clear (self->clipboard);
  if (self->inspector)
    gtk_window_close (GTK_WINDOW (self->inspector));
  vst_forget_toast_commit (self->forget_toast);
  vst_window_end_opening (self);
  g_cancellable_cancel (self->unlocking);
  g_cancellable_cancel (self->leaving_lock);
  return GTK_WINDOW_CLASS (vst_window_parent_class)->close_request (window);
}

static void
vst_window_dispose (GObject *object)
{
  VstWindow *self = VST_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_weak_pointer (&self->inspector);
  vst_window_end_opening (self);
  g_cancellable_cancel (self->unlocking);
  g_clear_object (&self->unlocking);
  g_cancellable_cancel (self->leaving_lock);
  g_clear_object (&self->leaving_lock);
  g_clear_object (&self->idle_clock);
  g_clear_object (&self->lock_watch);
  g_clear_object (&self->locked_account);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  g_clear_error (&self->not_forgotten);
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, remember, self);
  g_clear_object (&self->account);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->forget_toast);
  g_clear_object (&self->accounts);
  g_clear_object (&self->practice);
  g_clear_object (&self->clipboard);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_WINDOW);
  g_clear_object (&self->unlocked_content);
  G_OBJECT_CLASS (vst_window_parent_class)->dispose (object);
}

static void
vst_window_class_init (VstWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = vst_window_close_request;

  vst_window_install_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);

  g_type_ensure (VST_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, VST_RESOURCE_BASE "/vst-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VstWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, VstWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, VstWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, VstWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, VstWindow, loading_header);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
vst_window_init (VstWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vst_return_guard_add (GTK_WIDGET (self));
  follow_leaflet (self, self->loading_header, FALSE);
  g_object_bind_property (self->leaflet, "folded", vst_sidebar_get_header_bar (self->sidebar),
                          "show-end-title-buttons", G_BINDING_SYNC_CREATE);
  vst_toast_name_buttons (self->toast_overlay);
  vst_window_update_actions (self);
}

static void
add_sign_in_page (VstWindow *self)
{
  GtkWidget *page = vst_sign_in_page_new (self->accounts, self->practice);

  self->sign_in_page = VST_SIGN_IN_PAGE (page);
  follow_leaflet (self, vst_sign_in_page_get_header_bar (self->sign_in_page), FALSE);
  g_signal_connect_swapped (page, "started", G_CALLBACK (started_cb), self);
  g_signal_connect_swapped (page, "signed-in", G_CALLBACK (signed_in_cb), self);
  g_signal_connect_swapped (page, "left", G_CALLBACK (left_sign_in_cb), self);
  gtk_stack_add_named (self->pages, page, "sign-in");
}

static void
follow_list (VstWindow *self)
{
  VstAccountList *list = get_list (self);
  g_autofree char *last =
      g_settings_get_string (vst_accounts_get_settings (self->accounts), VST_SETTINGS_LAST_ACCOUNT);

  vst_sidebar_set_list (self->sidebar, list, self->practice != NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (list, "state-changed", G_CALLBACK (list_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (*last == '\0')
    show_sign_in_page (self);
  update_sidebar (self);
  vst_account_list_load (list);
}

GtkWidget *
vst_window_new (GtkApplication *application, VstAccounts *accounts, VstPractice *practice)
{
  VstWindow *self = g_object_new (VST_TYPE_WINDOW, "application", application, NULL);

  self->accounts = g_object_ref (accounts);
  self->practice = practice ? g_object_ref (practice) : NULL;
  vst_window_update_actions (self);
  self->clipboard = vst_clipboard_new (gtk_widget_get_display (GTK_WIDGET (self)));
  self->forget_toast =
      vst_forget_toast_new (vst_accounts_get_keeper (accounts), self->toast_overlay);
  g_signal_connect_object (self->forget_toast, "undone", G_CALLBACK (undone_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forget_toast, "failed", G_CALLBACK (not_forgotten_cb), self,
                           G_CONNECT_SWAPPED);
  restore_size (self);
  add_sign_in_page (self);
  vst_window_start_idle_clock (self);
  follow_list (self);
  return GTK_WIDGET (self);
}

VstSignInPage *
vst_window_get_sign_in_page (VstWindow *self)
{
  return self->sign_in_page;
}

VstAccount *
vst_window_get_account (VstWindow *self)
{
  return self->account;
}

gboolean
vst_window_is_seen (VstWindow *self, const char *id)
{
  g_return_val_if_fail (VST_IS_WINDOW (self) && id != NULL, FALSE);

  return gtk_window_is_active (GTK_WINDOW (self)) && !vst_window_is_locked (self) &&
         vst_window_is_shown (self, self->profile_page) &&
         (!adw_leaflet_get_folded (self->leaflet) ||
          adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->pages)) &&
         self->account && g_str_equal (vst_account_get_id (self->account), id);
}

VstClipboard *
vst_window_get_clipboard (VstWindow *self)
{
  return self->clipboard;
}
