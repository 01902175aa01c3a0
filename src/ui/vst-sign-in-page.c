/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-sign-in-page.h"

#include <glib/gi18n.h>

#include "vst-announce.h"
#include "vst-code-page.h"
#include "vst-failure-card.h"
#include "vst-host-question.h"
#include "vst-main-menu.h"
#include "vst-open-uri.h"
#include "vst-practice-popover.h"
#include "vst-settings.h"
#include "vst-sign-in-form.h"
#include "vst-sign-in.h"
#include "vst-strip.h"
#include "vst-toast.h"

/* After so many seconds "Asking…" becomes "Waiting…", with the time. */
#define WAITING_AFTER 3

struct _VstSignInPage {
  GtkWidget parent_instance;

  /* Of the template. */
  GtkWidget *header_bar;
  GtkMenuButton *menu_button;
  AdwBin *strip_bin;
  GtkStack *steps;
  GtkScrolledWindow *scroller;
  GtkWidget *hero;
  GtkRevealer *failure_revealer;
  VstFailureCard *failure_card;
  VstSignInForm *form;
  GtkStack *submit_stack;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  VstStrip *strip;        /* NULL outside practice */
  VstCodePage *code_page; /* NULL until a code is first wanted: its avatar alone loads all that
                             draws SVG */

  /* Owned. */
  DomoClient *client;
  GSettings *settings;
  VstSignIn *sign_in;
  DomoCredential *credential; /* of the run under way or the last one; nullable */
  GCancellable *cancellable;  /* while busy */
  VstAdvice *advice;          /* of the card that is shown; nullable */
  char *busy_host;

  guint waiting_timer;
  guint seconds_waited;
  gboolean is_return_down;
};

G_DEFINE_FINAL_TYPE (VstSignInPage, vst_sign_in_page, GTK_TYPE_WIDGET)

enum { STARTED, SIGNED_IN, N_SIGNALS };

static guint signals[N_SIGNALS];

static void cancel (VstSignInPage *self);
static void code_submit_cb (VstSignInPage *self);
static void code_back_cb (VstSignInPage *self);
static void code_remedy_cb (VstSignInPage *self, VstAdvice *advice);
static void copied_cb (VstSignInPage *self);

/* --------------------------------------------------------------------------------- ready, busy */

static gboolean
is_practice (VstSignInPage *self)
{
  return domo_client_get_practice_uri (self->client) != NULL;
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

/* ---------------------------------------------------------------------------- the failure card */

static void
clear_failure (VstSignInPage *self)
{
  vst_sign_in_form_unmark (self->form);
  gtk_revealer_set_reveal_child (self->failure_revealer, FALSE);
  g_clear_object (&self->advice);
}

static void
scroll_to_top (VstSignInPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_failure (VstSignInPage *self, const GError *error)
{
  g_autoptr (VstAdvice) advice = vst_advice_new (error, vst_sign_in_form_get_method (self->form),
                                                 domo_client_get_practice_uri (self->client));

  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_ACCOUNT_LOCKED))
    vst_sign_in_form_empty (self->form, VST_FIELD_PASSWORD);

  clear_failure (self);
  g_set_object (&self->advice, advice);
  vst_failure_card_set_advice (self->failure_card, advice);
  gtk_widget_set_visible (self->hero, FALSE);
  gtk_revealer_set_reveal_child (self->failure_revealer, TRUE);

  if (!vst_sign_in_form_mark (self->form, advice))
    vst_failure_card_focus (self->failure_card);
  scroll_to_top (self);
  vst_announce (GTK_WIDGET (self), vst_advice_get_title (advice));
}

/* --------------------------------------------------------------------------------- busy or not */

static void
update_busy_words (VstSignInPage *self)
{
  g_autofree char *words = NULL;

  if (self->seconds_waited <= WAITING_AFTER)
    words = g_strdup_printf (_ ("Asking %s…"), self->busy_host);
  else /* Translators: a host and seconds; a no-break space stands before the unit. */
    words = g_strdup_printf (_ ("Waiting for %s, %u s…"), self->busy_host, self->seconds_waited);
  gtk_label_set_label (self->busy_label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->busy_label), words);
  if (self->code_page)
    vst_code_page_set_busy (self->code_page, words);
}

static gboolean
second_waited_cb (gpointer user_data)
{
  VstSignInPage *self = user_data;

  self->seconds_waited++;
  update_busy_words (self);
  return G_SOURCE_CONTINUE;
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
  if (self->strip)
    vst_strip_set_button_sensitive (self->strip, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child_name (self->submit_stack, busy ? "busy" : "ready");
  update_submit (self);
}

/* The host that the person was told of. */
static const char *
get_asked_host (VstSignInPage *self)
{
  DomoInstance *instance = domo_credential_get_instance (self->credential);

  if (is_practice (self))
    return "127.0.0.1";
  return instance ? domo_instance_get_host (instance) : "api.domo.com";
}

static void
begin_busy (VstSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->seconds_waited = 0;
  g_free (self->busy_host);
  self->busy_host = g_strdup (get_asked_host (self));
  self->waiting_timer = g_timeout_add_seconds (1, second_waited_cb, self);
  update_busy_words (self);
  show_busy (self, TRUE);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->steps), "form"))
    gtk_widget_child_focus (GTK_WIDGET (self->submit_stack), GTK_DIR_TAB_FORWARD);
}

static void
end_busy (VstSignInPage *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->waiting_timer, g_source_remove);
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
  g_signal_connect_swapped (page, "copied", G_CALLBACK (copied_cb), self);
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
  vst_sign_in_form_remember (self->form, self->credential);
  vst_sign_in_form_clear_secrets (self->form);
  g_clear_object (&self->credential);
  clear_failure (self);
  gtk_widget_set_visible (self->hero, FALSE);
  show_form (self);
  vst_sign_in_reset (self->sign_in);
  g_signal_emit (self, signals[SIGNED_IN], 0, session);
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
  show_failure (self, error);
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
  clear_failure (self);
  begin_busy (self);
  vst_sign_in_run_async (self->sign_in, self->credential, self->cancellable, ran_cb,
                         g_object_ref (self));
  g_signal_emit (self, signals[STARTED], 0);
}

/* A host outside Domo's own is asked about before anything is sent. */
static gboolean
must_ask (VstSignInPage *self)
{
  DomoInstance *instance = domo_credential_get_instance (self->credential);

  return instance && !is_practice (self) && !domo_instance_is_known (instance) &&
         !vst_settings_is_allowed (self->settings, domo_instance_get_host (instance));
}

static void
answered_question_cb (gboolean send, gpointer user_data)
{
  g_autoptr (VstSignInPage) self = user_data;
  DomoInstance *instance;

  if (!self->credential || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  if (!send) {
    g_clear_object (&self->credential);
    return;
  }
  instance = domo_credential_get_instance (self->credential);
  vst_settings_allow (self->settings, domo_instance_get_host (instance));
  start_sign_in (self);
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstSignInPage *self = VST_SIGN_IN_PAGE (widget);

  g_clear_object (&self->credential);
  self->credential = vst_sign_in_form_build_credential (self->form);
  if (must_ask (self))
    vst_host_question_ask (widget, self->credential, answered_question_cb, g_object_ref (self));
  else
    start_sign_in (self);
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
  advice =
      vst_advice_new (error, DOMO_METHOD_PASSWORD, domo_client_get_practice_uri (self->client));
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

/* -------------------------------------------------------------------------------- the remedies */

static void
use_method (VstSignInPage *self, DomoMethod method)
{
  clear_failure (self);
  vst_sign_in_form_set_method (self->form, method);
  vst_sign_in_page_start (self);
}

static void
use_instance (VstSignInPage *self, const char *target)
{
  clear_failure (self);
  vst_sign_in_form_use_instance (self->form, target);
}

static void
enter_secret (VstSignInPage *self)
{
  clear_failure (self);
  vst_sign_in_form_empty (self->form, VST_FIELD_CLIENT_SECRET);
  vst_sign_in_form_focus (self->form, VST_FIELD_CLIENT_SECRET);
}

void
vst_sign_in_page_apply (VstSignInPage *self, VstAdvice *advice)
{
  switch (vst_advice_get_action (advice)) {
  case VST_REMEDY_TRY_AGAIN:
    gtk_widget_activate_action (GTK_WIDGET (self), "sign-in.submit", NULL);
    break;
  case VST_REMEDY_OPEN_URI:
    vst_open_uri (GTK_WIDGET (self), vst_advice_get_target (advice));
    break;
  case VST_REMEDY_ENTER_SECRET:
    enter_secret (self);
    break;
  case VST_REMEDY_USE_ACCESS_TOKEN:
    use_method (self, DOMO_METHOD_ACCESS_TOKEN);
    break;
  case VST_REMEDY_USE_PASSWORD:
    use_method (self, DOMO_METHOD_PASSWORD);
    break;
  case VST_REMEDY_USE_INSTANCE:
    use_instance (self, vst_advice_get_target (advice));
    break;
  case VST_REMEDY_ENTER_CODE:   /* the code page's */
  case VST_REMEDY_COPY_TEXT:    /* the card's */
  case VST_REMEDY_COPY_DETAILS: /* the card's */
  case VST_REMEDY_GET_KEYRING:  /* from here on: of an account that is kept */
  case VST_REMEDY_UNLOCK:
  case VST_REMEDY_STORE:
  case VST_REMEDY_SIGN_IN_AGAIN:
  case VST_REMEDY_SIGN_OUT:
  case VST_REMEDY_NONE:
  default:
    break;
  }
}

static void
remedy_cb (VstSignInPage *self)
{
  g_autoptr (VstAdvice) advice = self->advice ? g_object_ref (self->advice) : NULL;

  if (advice)
    vst_sign_in_page_apply (self, advice);
}

static void
copied_cb (VstSignInPage *self)
{
  vst_toast (GTK_WIDGET (self), _ ("Copied"));
}

/* ---------------------------------------------------------------------------- filling the form */

/* The first use of TLS would stop the main loop for two frames or more. It is got ready while
 * somebody types, not before: a window that is only looked at needs none. */
static void
form_changed_cb (VstSignInPage *self)
{
  update_submit (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !is_practice (self))
    domo_client_warm_up (self->client);
}

/* A card of another way in is no help here. */
static void
method_changed_cb (VstSignInPage *self)
{
  clear_failure (self);
  update_submit (self);
}

void
vst_sign_in_page_fill_account (VstSignInPage *self, const VstPracticeAccount *account)
{
  vst_sign_in_form_fill_account (self->form, account);
  show_form (self);
  clear_failure (self);
  gtk_widget_grab_focus (self->sign_in_button);
}

void
vst_sign_in_page_fill_session (VstSignInPage *self, VstSession *session)
{
  vst_sign_in_form_fill_session (self->form, session);
}

void
vst_sign_in_page_start (VstSignInPage *self)
{
  if (!vst_sign_in_form_focus_empty (self->form))
    gtk_widget_grab_focus (self->sign_in_button);
}

void
vst_sign_in_page_back (VstSignInPage *self)
{
  if (is_busy (self))
    cancel (self);
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->steps), "code"))
    code_back_cb (self);
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

/* "flat" goes away while the page is scrolled, so that rows do not end in nothing. */
static void
scrolled_cb (VstSignInPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  if (gtk_adjustment_get_value (adjustment) > 0)
    gtk_widget_remove_css_class (self->header_bar, "flat");
  else
    gtk_widget_add_css_class (self->header_bar, "flat");
}

/* GTK forgets a default widget that was hidden, but only with the next frame, when it may be there
 * again. */
static void
default_widget_changed_cb (VstSignInPage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_get_default_widget (window) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_default_widget (self);
}

static gboolean
is_return (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* A key that is held repeats itself: it would send a refused password again and again, and several
 * wrong tries in a row lock the account. */
static gboolean
key_pressed_cb (VstSignInPage *self, guint keyval)
{
  gboolean is_repeated = is_return (keyval) && self->is_return_down;

  self->is_return_down = is_return (keyval);
  return is_repeated ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (VstSignInPage *self)
{
  self->is_return_down = FALSE;
}

static void
add_key_controller (VstSignInPage *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (controller, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
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
  g_clear_handle_id (&self->waiting_timer, g_source_remove);
  GTK_WIDGET_CLASS (vst_sign_in_page_parent_class)->unroot (widget);
}

static void
vst_sign_in_page_dispose (GObject *object)
{
  VstSignInPage *self = VST_SIGN_IN_PAGE (object);

  g_clear_handle_id (&self->waiting_timer, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->credential);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->advice);
  g_clear_pointer (&self->busy_host, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_SIGN_IN_PAGE);
  G_OBJECT_CLASS (vst_sign_in_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, strip_bin);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, steps);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, hero);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, failure_revealer);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, failure_card);
  gtk_widget_class_bind_template_child (widget_class, VstSignInPage, form);
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
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
}

static void
vst_sign_in_page_class_init (VstSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_sign_in_page_dispose;
  widget_class->map = vst_sign_in_page_map;
  widget_class->root = vst_sign_in_page_root;
  widget_class->unroot = vst_sign_in_page_unroot;

  signals[STARTED] = g_signal_new ("started", VST_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED_IN] = g_signal_new ("signed-in", VST_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, VST_TYPE_SESSION);

  gtk_widget_class_install_action (widget_class, "sign-in.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "sign-in.cancel", NULL, cancel_action);

  g_type_ensure (VST_TYPE_FAILURE_CARD);
  g_type_ensure (VST_TYPE_SIGN_IN_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-sign-in-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
vst_sign_in_page_init (VstSignInPage *self)
{
  g_autoptr (GMenuModel) menu = vst_main_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  add_key_controller (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::value",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vst_sign_in_page_new (DomoClient *client, GSettings *settings, VstPractice *practice)
{
  VstSignInPage *self = g_object_new (VST_TYPE_SIGN_IN_PAGE, NULL);

  self->client = g_object_ref (client);
  self->settings = g_object_ref (settings);
  self->sign_in = vst_sign_in_new (client);
  if (practice)
    add_strip (self);
  vst_sign_in_form_set_up (self->form, settings, is_practice (self));
  update_submit (self);
  return GTK_WIDGET (self);
}
