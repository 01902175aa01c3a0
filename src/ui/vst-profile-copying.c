/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-profile-copying.h"

#include <glib/gi18n.h>

#include "vst-copy-menu.h"
#include "vst-json.h"
#include "vst-profile-values.h"
#include "vst-toast.h"

/* ---------------------------------------------------------------------------------- the token */

/* Returns: whether there is a token to copy; @subject borrows from @copying */
static gboolean
get_subject (GtkWidget *page, VstProfileCopying *copying, VstTokenSubject *subject)
{
  vst_profile_page_get_copying (VST_PROFILE_PAGE (page), copying);
  if (!copying->session || !copying->is_token_good)
    return FALSE;
  vst_token_subject_init (subject, copying->account, vst_session_get_token (copying->session),
                          vst_session_get_instance (copying->session),
                          vst_keyring_is_lasting (vst_accounts_get_keyring (copying->accounts)));
  return TRUE;
}

static void
copy_form (GtkWidget *page, VstTokenForm form)
{
  VstProfileCopying copying;
  VstTokenSubject subject;

  if (get_subject (page, &copying, &subject) && vst_token_form_is_offered (form, &subject))
    vst_copy_menu_copy (page, copying.clipboard, vst_accounts_get_settings (copying.accounts), form,
                        &subject);
}

static void
copy_token_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy_form (widget, VST_TOKEN_FORM_RAW);
}

static void
copy_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstTokenForm form;

  if (vst_token_form_from_name (g_variant_get_string (parameter, NULL), &form))
    copy_form (widget, form);
}

/* Where nothing was chosen yet, or what was cannot carry this token, the menu asks. */
static void
copy_last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstProfileCopying copying;
  VstTokenSubject subject;
  VstTokenForm form;

  if (!get_subject (widget, &copying, &subject))
    return;
  if (vst_copy_menu_get_last (&subject, vst_accounts_get_settings (copying.accounts), &form))
    copy_form (widget, form);
  else
    gtk_menu_button_popup (copying.menu_button);
}

/* GTK 4.8 leaves the focus in a submenu that is closed with the menu: no key reaches anything then,
 * and Ctrl+L would not lock. */
static void
closed_cb (GtkPopover *popover)
{
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (popover)));
}

/* Each time anew: it depends on the token, and on what was copied last. */
void
vst_profile_copying_make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = NULL;
  VstProfileCopying copying;
  VstTokenSubject subject;

  if (get_subject (user_data, &copying, &subject))
    menu = vst_copy_menu_new (&subject, vst_accounts_get_settings (copying.accounts));
  gtk_menu_button_set_menu_model (button, menu);
  if (menu)
    g_signal_connect (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (closed_cb), NULL);
}

/* --------------------------------------------------------------------------------- the profile */

static void
copy_text (GtkWidget *page, VstClipboard *clipboard, const char *text)
{
  vst_clipboard_copy_text (clipboard, text);
  vst_toast (page, _ ("Copied"));
}

static void
copy_value_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstProfileCopying copying;

  vst_profile_page_get_copying (VST_PROFILE_PAGE (widget), &copying);
  copy_text (widget, copying.clipboard, g_variant_get_string (parameter, NULL));
}

static void
copy_profile_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstProfileCopying copying;
  g_autofree char *text = NULL;

  vst_profile_page_get_copying (VST_PROFILE_PAGE (widget), &copying);
  if (!copying.session)
    return;
  text = vst_profile_dup_text (vst_session_get_profile (copying.session));
  copy_text (widget, copying.clipboard, text);
}

/* The object that "vestibule-cli show --json" prints. */
static void
copy_profile_json_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstProfileCopying copying;
  const char *id = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  vst_profile_page_get_copying (VST_PROFILE_PAGE (widget), &copying);
  if (!copying.session)
    return;
  if (vst_account_is_stored (copying.account))
    id = vst_account_get_id (copying.account);
  node = vst_json_build_session (NULL, id, NULL, copying.session,
                                 vst_account_get_typed_end (copying.account));
  text = json_to_string (node, FALSE);
  copy_text (widget, copying.clipboard, text);
}

void
vst_profile_copying_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "profile.copy-token", NULL, copy_token_action);
  gtk_widget_class_install_action (page_class, "profile.copy-as", "s", copy_as_action);
  gtk_widget_class_install_action (page_class, "profile.copy-last", NULL, copy_last_action);
  gtk_widget_class_install_action (page_class, "profile.copy-value", "s", copy_value_action);
  gtk_widget_class_install_action (page_class, "profile.copy-profile", NULL, copy_profile_action);
  gtk_widget_class_install_action (page_class, "profile.copy-profile-json", NULL,
                                   copy_profile_json_action);
}
