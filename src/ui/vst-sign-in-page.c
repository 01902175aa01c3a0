/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-sign-in-page-private.h"

#include <glib/gi18n.h>

#include "vst-display-wire.h"
#include "vst-main-menu.h"
#include "vst-page-header.h"
#include "vst-practice-popover.h"
#include "vst-seen.h"
#include "vst-sign-in-questions.h"

G_DEFINE_FINAL_TYPE (VstSignInPage, vst_sign_in_page, GTK_TYPE_WIDGET)

enum { STARTED, SIGNED_IN, LEFT, BUSY_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void cancel (VstSignInPage *self);
static void follow_account (VstSignInPage *self, VstAccount *account);
static void code_submit_cb (VstSignInPage *self);
static void code_back_cb (VstSignInPage *self);
static void code_remedy_cb (VstSignInPage *self, VstAdvice *advice);

/* --------------------------------------------------------------------------------- ready, busy */

static DomoClient *
get_client (VstSignInPage *self)
{
  return vst_accounts_get_client (self->accounts);
}

const char *
vst_sign_in_page_get_practice_uri (VstSignInPage *self)
{
  return domo_client_get_practice_uri (get_client (self));
}

static gboolean
is_practice (VstSignInPage *self)
{
  return vst_sign_in_page_get_practice_uri (self) != NULL;
}

static gboolean
is_busy (VstSignInPage *self)
{
  return self->cancellable != NULL;
}

static void
update_submit (VstSignInPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.submit",
                                 vst_sign_in_form_is_ready (self->form) && !is_busy (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.cancel", is_busy (self));
}

/* --------------------------------------------------------------------------------- busy or not */

static void
update_busy_words (VstSignInPage *self)
{
  g_autofree char *words = vst_waiting_dup_words (self->waiting);

  gtk_label_set_label (self->busy_label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->busy_label), words);
  if (self->code_page)
    vst_code_page_set_busy (self->code_page, words);
}

static void
seen_changed_cb (GtkWidget *widget)
{
  vst_waiting_set_watched (VST_SIGN_IN_PAGE (widget)->waiting, vst_seen_is (widget));
}

static void
set_default_widget (VstSignInPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean is_code = g_str_equal (gtk_stack_get_visible_child_name (self->steps), "code");

  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root),
                                   is_code ? vst_code_page_get_default_button (self->code_page)
                                           : self->sign_in_button);
}

static void
show_busy (VstSignInPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_box), !busy);
  if (self->strip)
    vst_strip_set_button_sensitive (self->strip, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child_name (self->submit_stack, busy ? "busy" : "ready");
  update_submit (self);
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

/* The host that the person was told of. */
static const char *
get_asked_host (VstSignInPage *self)
{
  DomoInstance *instance = domo_credential_get_instance (self->credential);

  if (is_practice (self))
    return "127.0.0.1";
  return instance ? domo_instance_get_host (instance) : DOMO_PLATFORM_HOST;
}

static void
begin_busy (VstSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  vst_waiting_begin (self->waiting, get_asked_host (self));
  show_busy (self, TRUE);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->steps), "form"))
    gtk_widget_child_focus (GTK_WIDGET (self->submit_stack), GTK_DIR_TAB_FORWARD);
}

static void
end_busy (VstSignInPage *self)
{
  g_clear_object (&self->cancellable);
  vst_waiting_end (self->waiting);
  if (self->code_page)
    vst_code_page_set_busy (self->code_page, NULL);
  show_busy (self, FALSE);
  set_default_widget (self); /* GTK forgets it when it is hidden */
}

/* ---------------------------------------------------------------------------------- signing in */

static void
show_form (VstSignInPage *self)
{
  gtk_stack_set_visible_child_name (self->steps, "form");
  set_default_widget (self);
}

static void
ensure_code_page (VstSignInPage *self)
{
  GtkWidget *page;

  if (self->code_page)
    return;
  page = g_object_new (VST_TYPE_CODE_PAGE, NULL);
  self->code_page = VST_CODE_PAGE (page);
  g_signal_connect_swapped (page, "submit", G_CALLBACK (code_submit_cb), self);
  g_signal_connect_swapped (page, "back", G_CALLBACK (code_back_cb), self);
  g_signal_connect_swapped (page, "cancel", G_CALLBACK (cancel), self);
  g_signal_connect_swapped (page, "remedy", G_CALLBACK (code_remedy_cb), self);
  g_signal_connect_swapped (page, "copied", G_CALLBACK (vst_sign_in_page_copied_cb), self);
  gtk_stack_add_named (self->steps, page, "code");
}

static void
show_code_page (VstSignInPage *self)
{
  ensure_code_page (self);
  vst_code_page_start (self->code_page, domo_credential_get_user_name (self->credential));
  gtk_stack_set_visible_child_name (self->steps, "code");
  set_default_widget (self);
  vst_code_page_focus (self->code_page);
}

static void
succeed (VstSignInPage *self, VstSession *session)
{
  VstAccountKeeper *keeper = vst_accounts_get_keeper (self->accounts);
  g_autoptr (VstAccount) again = self->account && vst_account_is_of (self->account, session)
                                     ? g_object_ref (self->account)
                                     : NULL;
  g_autoptr (VstAccount) account = g_object_ref (vst_account_keeper_add (
      keeper, again, session, self->credential, vst_keep_box_get_keep (self->keep_box)));

  vst_sign_in_form_remember (self->form, self->credential);
  vst_keep_box_remember (self->keep_box, vst_session_get_method (session));
  vst_sign_in_form_clear_secrets (self->form);
  vst_display_wire_wipe (gtk_widget_get_display (GTK_WIDGET (self))); /* it may have been pasted */
  g_clear_object (&self->credential);
  follow_account (self, NULL);
  self->has_names = TRUE;
  vst_sign_in_page_clear_failure (self);
  gtk_widget_set_visible (self->hero, FALSE);
  show_form (self);
  vst_sign_in_reset (self->sign_in);
  g_signal_emit (self, signals[SIGNED_IN], 0, account);
}

/* Whether the answer came for nobody: the page has left its window, or the person cancelled. */
static gboolean
was_left (VstSignInPage *self, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         !gtk_widget_get_root (GTK_WIDGET (self));
}

/* What was tried holds the secret, which from here on is in its row alone. */
static void
fail (VstSignInPage *self, const GError *error)
{
  g_clear_object (&self->credential);
  vst_sign_in_page_show_failure (self, error);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstSignInPage) self = user_data; /* the reference that start_sign_in() took */
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session = vst_sign_in_run_finish (VST_SIGN_IN (source), result, &error);

  if (was_left (self, error))
    return;
  end_busy (self);
  vst_tries_note (vst_accounts_get_tries (self->accounts), self->credential, error);
  if (session)
    succeed (self, session);
  else if (vst_sign_in_get_state (self->sign_in) == VST_SIGN_IN_CODE)
    show_code_page (self);
  else
    fail (self, error);
}

static void
start_sign_in (VstSignInPage *self)
{
  vst_sign_in_page_clear_failure (self);
  begin_busy (self);
  vst_sign_in_run_async (self->sign_in, self->credential, self->cancellable, ran_cb,
                         g_object_ref (self));
  g_signal_emit (self, signals[STARTED], 0);
}

static void
answered_cb (gboolean send, gpointer user_data)
{
  g_autoptr (VstSignInPage) self = user_data;

  if (!self->credential || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  if (send)
    start_sign_in (self);
  else
    g_clear_object (&self->credential);
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstSignInPage *self = VST_SIGN_IN_PAGE (widget);

  g_clear_object (&self->credential);
  self->credential = vst_sign_in_form_build_credential (self->form);
  vst_sign_in_questions_ask (widget, self->accounts, self->credential, answered_cb,
                             g_object_ref (self));
}

/* ---------------------------------------------------------------------------------- cancelling */

/* Brings the form back at once; the callback finds that nobody waits for it. */
static void
cancel (VstSignInPage *self)
{
  gboolean is_code = g_str_equal (gtk_stack_get_visible_child_name (self->steps), "code");

  g_cancellable_cancel (self->cancellable);
  end_busy (self);
  if (is_code) {
    vst_code_page_focus (self->code_page);
    return;
  }
  g_clear_object (&self->credential);
  gtk_widget_grab_focus (self->sign_in_button);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cancel (VST_SIGN_IN_PAGE (widget));
}

/* ------------------------------------------------------------------------------- one-time code */

static void
sent_code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VstSession) session =
      vst_sign_in_send_code_finish (VST_SIGN_IN (source), result, &error);
  g_autoptr (VstAdvice) advice = NULL;

  if (was_left (self, error))
    return;
  end_busy (self);
  if (session) {
    succeed (self, session);
    return;
  }
  advice = vst_advice_new (error, DOMO_METHOD_PASSWORD, vst_sign_in_page_get_practice_uri (self));
  vst_code_page_show_failure (self->code_page, advice);
}

static void
send_code (VstSignInPage *self)
{
  g_autoptr (DomoSecret) code = vst_code_page_dup_code (self->code_page);

  vst_code_page_show_failure (self->code_page, NULL);
  begin_busy (self);
  vst_sign_in_send_code_async (self->sign_in, code, self->cancellable, sent_code_cb,
                               g_object_ref (self));
}

static void
code_submit_cb (VstSignInPage *self)
{
  if (!is_busy (self))
    send_code (self);
}

static void
code_back_cb (VstSignInPage *self)
{
  vst_sign_in_reset (self->sign_in);
  g_clear_object (&self->credential);
  show_form (self);
  gtk_widget_grab_focus (self->sign_in_button);
}

static void
code_remedy_cb (VstSignInPage *self, VstAdvice *advice)
{
  if (vst_advice_get_action (advice) == VST_REMEDY_TRY_AGAIN) {
    send_code (self);
    return;
  }
  code_back_cb (self);
  vst_sign_in_page_apply (self, advice);
}

/* ---------------------------------------------------------------------------- filling the form */

/* The first use of TLS would stop the main loop for two frames or more. It is got ready while
 * somebody types, not before: a window that is only looked at needs none. */
static void
form_changed_cb (VstSignInPage *self)
{
  update_submit (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !is_practice (self))
    domo_client_warm_up (get_client (self));
}

/* A card of another way in is no help here. */
static void
method_changed_cb (VstSignInPage *self)
{
  vst_sign_in_page_clear_failure (self);
  vst_keep_box_set_method (self->keep_box, vst_sign_in_form_get_method (self->form));
  vst_sign_in_page_update_keyring (self);
  update_submit (self);
}

void
vst_sign_in_page_fill_account (VstSignInPage *self, const VstPracticeAccount *account)
{
  vst_sign_in_form_fill_account (self->form, account);
  show_form (self);
  vst_sign_in_page_clear_failure (self);
  gtk_widget_grab_focus (self->sign_in_button);
}

/* Title and Cancel say which of the three pages this is. */
static void
update_header (VstSignInPage *self)
{
  const char *title = self->account ? _ ("Sign In Again") : _ ("Add Account");

  adw_window_title_set_title (self->window_title, self->is_alone ? _ ("Vestibule") : title);
  gtk_widget_set_visible (self->leave_button, !self->is_alone);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), self->is_alone);
  if (!self->is_alone)
    gtk_widget_set_visible (self->hero, FALSE);
}

void
vst_sign_in_page_set_alone (VstSignInPage *self, gboolean is_alone)
{
  g_return_if_fail (VST_IS_SIGN_IN_PAGE (self));

  self->is_alone = is_alone;
  update_header (self);
}

/* What is under way for somebody else ends. */
static void
leave_step (VstSignInPage *self)
{
  if (is_busy (self))
    cancel (self);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->steps), "code"))
    code_back_cb (self);
}

void
vst_sign_in_page_fill_token (VstSignInPage *self, DomoSecret *token)
{
  g_return_if_fail (VST_IS_SIGN_IN_PAGE (self));

  leave_step (self);
  vst_sign_in_form_fill_token (self->form, token);
  vst_sign_in_page_clear_failure (self);
  vst_sign_in_page_start (self);
}

void
vst_sign_in_page_end (VstSignInPage *self)
{
  g_return_if_fail (VST_IS_SIGN_IN_PAGE (self));

  leave_step (self);
}

gboolean
vst_sign_in_page_is_busy (VstSignInPage *self)
{
  g_return_val_if_fail (VST_IS_SIGN_IN_PAGE (self), FALSE);

  return is_busy (self);
}

void
vst_sign_in_page_drop_secrets (VstSignInPage *self)
{
  g_return_if_fail (VST_IS_SIGN_IN_PAGE (self));

  leave_step (self);
  vst_sign_in_reset (self->sign_in);
  g_clear_object (&self->credential);
  vst_sign_in_form_clear_secrets (self->form);
  if (self->code_page)
    vst_code_page_empty (self->code_page);
}

/* What was typed to add one, and left, is there again; names of another are not. */
void
vst_sign_in_page_begin_add (VstSignInPage *self)
{
  g_return_if_fail (VST_IS_SIGN_IN_PAGE (self));

  if (self->has_names) {
    leave_step (self);
    vst_sign_in_form_begin_add (self->form);
    vst_keep_box_reset (self->keep_box);
    vst_sign_in_page_clear_failure (self);
  }
  self->has_names = FALSE;
  follow_account (self, NULL);
  update_header (self);
  vst_sign_in_page_update_keyring (self);
}

static void
follow_account (VstSignInPage *self, VstAccount *account)
{
  if (self->account)
    g_signal_handlers_disconnect_by_func (self->account, vst_sign_in_page_account_changed_cb, self);
  g_set_object (&self->account, account);
  if (account)
    g_signal_connect_object (account, "changed", G_CALLBACK (vst_sign_in_page_account_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

static VstKeep
get_keep (VstAccount *account)
{
  if (vst_account_has_secret (account))
    return VST_KEEP_TOKEN_AND_SECRET;
  return vst_account_is_stored (account) ? VST_KEEP_TOKEN : VST_KEEP_NOTHING;
}

void
vst_sign_in_page_begin_again (VstSignInPage *self, VstAccount *account, VstAdvice *advice)
{
  g_return_if_fail (VST_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (VST_IS_ACCOUNT (account));

  leave_step (self);
  follow_account (self, account);
  self->has_names = TRUE;
  vst_sign_in_form_fill_record (self->form, vst_account_get_record (account));
  vst_keep_box_reset (self->keep_box);
  vst_keep_box_set_method (self->keep_box, vst_sign_in_form_get_method (self->form));
  vst_keep_box_set_keep (self->keep_box, get_keep (account));
  vst_sign_in_page_clear_failure (self);
  update_header (self);
  if (advice)
    vst_sign_in_page_show_advice (self, advice);
  else
    vst_sign_in_page_update_keyring (self);
  vst_sign_in_page_account_changed_cb (self);
}

void
vst_sign_in_page_start (VstSignInPage *self)
{
  if (!vst_sign_in_form_focus_empty (self->form))
    gtk_widget_grab_focus (self->sign_in_button);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstSignInPage *self = VST_SIGN_IN_PAGE (widget);

  leave_step (self);
  g_signal_emit (self, signals[LEFT], 0);
}

void
vst_sign_in_page_back (VstSignInPage *self)
{
  if (is_busy (self))
    cancel (self);
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->steps), "code"))
    code_back_cb (self);
  else if (!self->is_alone)
    g_signal_emit (self, signals[LEFT], 0);
}

gboolean
vst_sign_in_page_is_untouched (VstSignInPage *self)
{
  return !is_busy (self) && !vst_sign_in_form_has_secret (self->form) &&
         g_str_equal (gtk_stack_get_visible_child_name (self->steps), "form");
}

AdwHeaderBar *
vst_sign_in_page_get_header_bar (VstSignInPage *self)
{
  return self->header_bar;
}

static void
chosen_cb (VstSignInPage *self, const VstPracticeAccount *account)
{
  vst_sign_in_page_fill_account (self, account);
}

static void
add_strip (VstSignInPage *self)
{
  GtkWidget *popover = vst_practice_popover_new ();
  GtkWidget *strip = vst_strip_new (_ ("Practice: nothing reaches a real host or keyring."),
                                    _ ("Accounts to Try"), popover);

  g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->strip_bin, strip);
  self->strip = VST_STRIP (strip);
}

/* ---------------------------------------------------------------------------------- the widget */

/* GTK forgets a default widget that was hidden, but only with the next frame, when it may be there
 * again. */
static void
default_widget_changed_cb (VstSignInPage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_get_default_widget (window) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_default_widget (self);
}

static void
vst_sign_in_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vst_sign_in_page_parent_class)->map (widget);
  set_default_widget (VST_SIGN_IN_PAGE (widget));
}

static void
vst_sign_in_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vst_sign_in_page_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::default-widget",
                             G_CALLBACK (default_widget_changed_cb), widget, G_CONNECT_SWAPPED);
}

/* The window is being closed: whatever is under way ends now, not when the last reference goes. */
static void
vst_sign_in_page_unroot (GtkWidget *widget)
{
  VstSignInPage *self = VST_SIGN_IN_PAGE (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  vst_waiting_end (self->waiting);
  GTK_WIDGET_CLASS (vst_sign_in_page_parent_class)->unroot (widget);
}

static void
vst_sign_in_page_dispose (GObject *object)
{
  VstSignInPage *self = VST_SIGN_IN_PAGE (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->account);
  g_clear_object (&self->credential);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->advice);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_SIGN_IN_PAGE);
  G_OBJECT_CLASS (vst_sign_in_page_parent_class)->dispose (object);
}

/* Until then the page may leave its window. */
static void
vst_sign_in_page_finalize (GObject *object)
{
  g_object_unref (VST_SIGN_IN_PAGE (object)->waiting);
  G_OBJECT_CLASS (vst_sign_in_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, leave_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, strip_bin);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, steps);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, hero);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, failure_revealer);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, failure_card);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, keep_box);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, submit_stack);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, busy_label);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, vst_sign_in_page_remedy_cb);
  gtk_widget_class_bind_template_callback (widget_class, vst_sign_in_page_copied_cb);
}

static void
vst_sign_in_page_class_init (VstSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_sign_in_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vst_sign_in_page_finalize;
  widget_class->map = vst_sign_in_page_map;
  widget_class->root = vst_sign_in_page_root;
  widget_class->unroot = vst_sign_in_page_unroot;

  signals[STARTED] = g_signal_new ("started", VST_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED_IN] = g_signal_new ("signed-in", VST_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, VST_TYPE_ACCOUNT);
  signals[LEFT] = g_signal_new ("left", VST_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  signals[BUSY_CHANGED] = g_signal_new ("busy-changed", VST_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "sign-in.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "sign-in.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "sign-in.leave", NULL, leave_action);

  g_type_ensure (VST_TYPE_FAILURE_CARD);
  g_type_ensure (VST_TYPE_KEEP_BOX);
  g_type_ensure (VST_TYPE_SIGN_IN_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-sign-in-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
vst_sign_in_page_init (VstSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vst_main_menu_add (self->menu_button);
  vst_page_header_follow_scroller (self->header_bar, self->scroller);
  self->waiting = vst_waiting_new ();
  g_signal_connect_object (self->waiting, "changed", G_CALLBACK (update_busy_words), self,
                           G_CONNECT_SWAPPED);
  vst_seen_follow (GTK_WIDGET (self), seen_changed_cb);
  self->is_alone = TRUE;
  update_header (self);
}

GtkWidget *
vst_sign_in_page_new (VstAccounts *accounts, VstPractice *practice)
{
  VstSignInPage *self = g_object_new (VST_TYPE_SIGN_IN_PAGE, NULL);
  GSettings *settings = vst_accounts_get_settings (accounts);

  self->accounts = g_object_ref (accounts);
  self->sign_in = vst_sign_in_new (get_client (self));
  if (practice)
    add_strip (self);
  vst_keep_box_set_up (self->keep_box, settings,
                       vst_keyring_is_lasting (vst_accounts_get_keyring (accounts)));
  vst_sign_in_form_set_up (self->form, settings, is_practice (self));
  vst_keep_box_set_method (self->keep_box, vst_sign_in_form_get_method (self->form));
  g_signal_connect_object (vst_accounts_get_list (accounts), "state-changed",
                           G_CALLBACK (vst_sign_in_page_update_keyring), self, G_CONNECT_SWAPPED);
  vst_sign_in_page_update_keyring (self);
  update_submit (self);
  return GTK_WIDGET (self);
}
