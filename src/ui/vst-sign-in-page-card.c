/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-sign-in-page-private.h"

#include <glib/gi18n.h>

#include "vst-announce.h"
#include "vst-keyring-help.h"
#include "vst-open-uri.h"
#include "vst-toast.h"

/* ---------------------------------------------------------------------------- the failure card */

void
vst_sign_in_page_clear_failure (VstSignInPage *self)
{
  vst_sign_in_form_unmark (self->form);
  gtk_revealer_set_reveal_child (self->failure_revealer, FALSE);
  g_clear_object (&self->advice);
  self->says_no_keyring = FALSE;
  self->says_not_written = FALSE;
}

static void
scroll_to_top (VstSignInPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_card (VstSignInPage *self, VstAdvice *advice)
{
  vst_sign_in_page_clear_failure (self);
  g_set_object (&self->advice, advice);
  vst_failure_card_set_advice (self->failure_card, advice);
  gtk_widget_set_visible (self->hero, FALSE);
  gtk_revealer_set_reveal_child (self->failure_revealer, TRUE);
}

void
vst_sign_in_page_show_advice (VstSignInPage *self, VstAdvice *advice)
{
  show_card (self, advice);
  if (!vst_sign_in_form_mark (self->form, advice))
    vst_failure_card_focus (self->failure_card);
  scroll_to_top (self);
  vst_announce (GTK_WIDGET (self), vst_advice_get_title (advice));
}

void
vst_sign_in_page_show_failure (VstSignInPage *self, const GError *error)
{
  g_autoptr (VstAdvice) advice = vst_advice_new (error, vst_sign_in_form_get_method (self->form),
                                                 vst_sign_in_page_get_practice_uri (self));

  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_ACCOUNT_LOCKED))
    vst_sign_in_form_empty (self->form, VST_FIELD_PASSWORD);
  vst_sign_in_page_show_advice (self, advice);
}

/* Without a keyring service one can sign in all the same, for this session. */
void
vst_sign_in_page_update_keyring (VstSignInPage *self)
{
  const GError *error = vst_account_list_get_error (vst_accounts_get_list (self->accounts));
  gboolean is_absent = g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT);
  g_autoptr (VstAdvice) advice = NULL;

  vst_keep_box_set_available (self->keep_box, !is_absent);
  if (is_absent && !self->advice && !self->cancellable) {
    advice = vst_advice_new (error, vst_sign_in_form_get_method (self->form), NULL);
    show_card (self, advice);
    self->says_no_keyring = TRUE;
  } else if (!is_absent && self->says_no_keyring) {
    vst_sign_in_page_clear_failure (self);
  }
}

/* -------------------------------------------------------------------------------- the remedies */

static void
use_method (VstSignInPage *self, DomoMethod method)
{
  vst_sign_in_page_clear_failure (self);
  vst_sign_in_form_set_method (self->form, method);
  vst_sign_in_page_start (self);
}

static void
use_instance (VstSignInPage *self, const char *target)
{
  vst_sign_in_page_clear_failure (self);
  vst_sign_in_form_use_instance (self->form, target);
}

static void
enter_secret (VstSignInPage *self)
{
  vst_sign_in_page_clear_failure (self);
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
  case VST_REMEDY_GET_KEYRING:
    vst_keyring_help_show (GTK_WIDGET (self));
    break;
  case VST_REMEDY_UNLOCK:
    gtk_widget_activate_action (GTK_WIDGET (self), "win.unlock-keyring", NULL);
    break;
  case VST_REMEDY_STORE:
    vst_account_keeper_store (vst_accounts_get_keeper (self->accounts), self->account);
    break;
  case VST_REMEDY_ENTER_CODE:   /* the code page's */
  case VST_REMEDY_COPY_TEXT:    /* the card's */
  case VST_REMEDY_COPY_DETAILS: /* the card's */
  case VST_REMEDY_SIGN_IN_AGAIN:
  case VST_REMEDY_SIGN_OUT:
  case VST_REMEDY_NONE:
  default:
    break;
  }
}

void
vst_sign_in_page_remedy_cb (VstSignInPage *self)
{
  g_autoptr (VstAdvice) advice = self->advice ? g_object_ref (self->advice) : NULL;

  if (advice)
    vst_sign_in_page_apply (self, advice);
}

void
vst_sign_in_page_copied_cb (VstSignInPage *self)
{
  vst_toast (GTK_WIDGET (self), _ ("Copied"));
}

/* Somebody signed out, and the keyring did not take it. */
void
vst_sign_in_page_account_changed_cb (VstSignInPage *self)
{
  const GError *error = vst_account_get_store_error (self->account);
  g_autoptr (VstAdvice) advice = NULL;

  if (self->says_not_written && !error) {
    vst_sign_in_page_clear_failure (self);
  } else if (error && !self->advice && vst_account_is_signed_out (self->account) &&
             !self->cancellable) {
    advice = vst_advice_new_for_signing_out (error);
    show_card (self, advice);
    self->says_not_written = TRUE;
    vst_announce (GTK_WIDGET (self), vst_advice_get_title (advice));
  }
}
