/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-copy-menu.h"

#include <glib/gi18n.h>

#include "vst-announce.h"
#include "vst-settings.h"
#include "vst-toast.h"

static const char *
get_label (VstTokenForm form)
{
  switch (form) {
  case VST_TOKEN_FORM_HEADER:
    return _ ("Header Line");
  case VST_TOKEN_FORM_JSON:
    return "JSON";
  case VST_TOKEN_FORM_ENV:
    /* Translators: lines of a file that is called .env */
    return _ (".env Lines");
  case VST_TOKEN_FORM_EXPORT:
    /* Translators: lines that begin with the shell's word "export" */
    return _ ("export Lines");
  case VST_TOKEN_FORM_CURL:
    /* Translators: curl is the name of a program */
    return _ ("curl Command");
  case VST_TOKEN_FORM_PYTHON_DOMOLIBRARY:
    return "Python, domolibrary";
  case VST_TOKEN_FORM_PYTHON_PYDOMO:
    return "Python, pydomo";
  case VST_TOKEN_FORM_NODE:
    return "Node";
  case VST_TOKEN_FORM_POWERSHELL:
    return "PowerShell";
  case VST_TOKEN_FORM_JAVA:
    return "Java";
  case VST_TOKEN_FORM_CURL_SAFE:
    /* Translators: a command of curl that gets the token from Vestibule when it runs */
    return _ ("curl Reading It from Vestibule");
  case VST_TOKEN_FORM_CURL_REDACTED:
    /* Translators: a command of curl with dots in the place of the token */
    return _ ("curl to Share, Redacted");
  case VST_TOKEN_FORM_RAW:
  case VST_TOKEN_N_FORMS:
  default:
    g_return_val_if_reached ("");
  }
}

static void
append (GMenu *menu, VstTokenForm form, const VstTokenSubject *subject)
{
  g_autoptr (GMenuItem) item = NULL;

  if (!vst_token_form_is_offered (form, subject))
    return;
  item = g_menu_item_new (get_label (form), NULL);
  g_menu_item_set_action_and_target (item, "profile.copy-as", "s", vst_token_form_get_name (form));
  g_menu_append_item (menu, item);
}

/* Forms that follow each other in their enumeration. */
static GMenu *
make_section (VstTokenForm first, VstTokenForm last, const VstTokenSubject *subject)
{
  GMenu *section = g_menu_new ();

  for (VstTokenForm form = first; form <= last; form++)
    append (section, form, subject);
  return section;
}

/* A title over nothing would be one of another section. */
static void
append_section (GMenu *menu, const char *title, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, title, G_MENU_MODEL (section));
}

static void
append_code (GMenu *menu, const VstTokenSubject *subject)
{
  g_autoptr (GMenu) code =
      make_section (VST_TOKEN_FORM_PYTHON_DOMOLIBRARY, VST_TOKEN_FORM_JAVA, subject);

  /* Translators: a menu of programming languages */
  if (g_menu_model_get_n_items (G_MENU_MODEL (code)) > 0)
    g_menu_append_submenu (menu, _ ("Code"), G_MENU_MODEL (code));
}

GMenuModel *
vst_copy_menu_new (const VstTokenSubject *subject, GSettings *settings)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenu) plain = make_section (VST_TOKEN_FORM_HEADER, VST_TOKEN_FORM_JSON, subject);
  g_autoptr (GMenu) shell = make_section (VST_TOKEN_FORM_ENV, VST_TOKEN_FORM_CURL, subject);
  g_autoptr (GMenu) without =
      make_section (VST_TOKEN_FORM_CURL_SAFE, VST_TOKEN_FORM_CURL_REDACTED, subject);
  VstTokenForm form;

  if (vst_copy_menu_get_last (subject, settings, &form))
    append (last, form, subject);
  append_code (shell, subject);
  append_section (menu, _ ("Last Used"), last);
  append_section (menu, _ ("Copy As"), plain);
  append_section (menu, _ ("For the Shell"), shell);
  append_section (menu, _ ("Without the Token"), without);
  return G_MENU_MODEL (menu);
}

gboolean
vst_copy_menu_get_last (const VstTokenSubject *subject, GSettings *settings, VstTokenForm *form)
{
  g_autofree char *name = g_settings_get_string (settings, VST_SETTINGS_LAST_COPY_FORM);

  return vst_token_form_from_name (name, form) && *form != VST_TOKEN_FORM_RAW &&
         vst_token_form_is_offered (*form, subject);
}

void
vst_copy_menu_copy (GtkWidget *widget,
                    VstClipboard *clipboard,
                    GSettings *settings,
                    VstTokenForm form,
                    const VstTokenSubject *subject)
{
  g_autoptr (DomoSecret) text = vst_token_form_write (form, subject);

  if (vst_token_form_holds_token (form)) {
    vst_clipboard_copy_secret (clipboard, text,
                               g_settings_get_uint (settings, VST_SETTINGS_CLIPBOARD_SECONDS));
    vst_announce (widget, _ ("Token copied"));
  } else {
    vst_clipboard_copy_text (clipboard, domo_secret_get_text (text));
    vst_toast (widget, _ ("Copied without the token"));
  }
  if (form != VST_TOKEN_FORM_RAW)
    g_settings_set_string (settings, VST_SETTINGS_LAST_COPY_FORM, vst_token_form_get_name (form));
}
