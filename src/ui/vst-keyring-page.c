/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-keyring-page.h"

#include <glib/gi18n.h>

#include "domo-error.h"
#include "vst-advice.h"
#include "vst-announce.h"

struct _VstKeyringPage {
  GtkWidget parent_instance;

  AdwHeaderBar *header_bar;
  AdwStatusPage *status_page;
  GtkButton *keyring_button;
  GtkWidget *session_button;
};

G_DEFINE_FINAL_TYPE (VstKeyringPage, vst_keyring_page, GTK_TYPE_WIDGET)

/* The description of a status page is markup, and a keyring's words may be anything. */
static void
say (VstKeyringPage *self, const char *icon_name, const char *title, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->status_page, icon_name);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, markup);
}

static void
offer (VstKeyringPage *self, const char *label, const char *action)
{
  gtk_button_set_label (self->keyring_button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->keyring_button), action);
}

static void
show_locked (VstKeyringPage *self, const char *title, guint n_hidden)
{
  const char *text = _ ("Tokens and passwords stay closed until you unlock it.");
  g_autofree char *count = NULL;
  g_autofree char *whole = NULL;

  /* Translators: a locked keyring tells how many there are, and not their names */
  count = g_strdup_printf (ngettext ("%u account is in it.", "%u accounts are in it.", n_hidden),
                           n_hidden);
  whole = g_strdup_printf ("%s %s", count, text);
  say (self, "channel-secure-symbolic", title, n_hidden > 0 ? whole : text);
  offer (self, _ ("Unlock…"), "win.unlock-keyring");
}

static void
show_absent (VstKeyringPage *self)
{
  say (self, "dialog-password-symbolic", _ ("No Keyring on This Computer"),
       _ ("No keyring service is running, so what is kept cannot be read."));
  offer (self, _ ("How to Get One"), "win.keyring-help");
}

static void
show_failed (VstKeyringPage *self, const GError *error)
{
  g_autoptr (VstAdvice) advice = vst_advice_new_for_reading (error);

  say (self, vst_advice_get_icon_name (advice), vst_advice_get_title (advice),
       vst_advice_get_remedy (advice));
  offer (self, _ ("Try Again"), "win.reload-keyring");
}

void
vst_keyring_page_set_error (VstKeyringPage *self, const GError *error, guint n_hidden)
{
  g_return_if_fail (VST_IS_KEYRING_PAGE (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED))
    show_locked (self, _ ("Keyring Locked"), n_hidden);
  else if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED))
    show_locked (self, _ ("The Keyring Stays Locked"), n_hidden);
  else if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT))
    show_absent (self);
  else
    show_failed (self, error);
  vst_announce (GTK_WIDGET (self), adw_status_page_get_title (self->status_page));
}

void
vst_keyring_page_set_busy (VstKeyringPage *self, gboolean busy)
{
  g_return_if_fail (VST_IS_KEYRING_PAGE (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->keyring_button), !busy);
}

void
vst_keyring_page_start (VstKeyringPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->keyring_button));
}

AdwHeaderBar *
vst_keyring_page_get_header_bar (VstKeyringPage *self)
{
  return self->header_bar;
}

static void
vst_keyring_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_KEYRING_PAGE);
  G_OBJECT_CLASS (vst_keyring_page_parent_class)->dispose (object);
}

static void
vst_keyring_page_class_init (VstKeyringPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_keyring_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-keyring-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VstKeyringPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, VstKeyringPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, VstKeyringPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, VstKeyringPage, session_button);
}

static void
vst_keyring_page_init (VstKeyringPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
vst_keyring_page_new (void)
{
  return g_object_new (VST_TYPE_KEYRING_PAGE, NULL);
}
