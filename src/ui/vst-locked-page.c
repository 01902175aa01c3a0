/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-locked-page.h"

#include <glib/gi18n.h>

#include "vst-account-words.h"
#include "vst-announce.h"
#include "vst-avatar.h"
#include "vst-clipboard-bar.h"
#include "vst-long-text.h"
#include "vst-words.h"

struct _VstLockedPage {
  GtkWidget parent_instance;

  /* Of the template. */
  AdwAvatar *avatar;
  GtkLabel *who;
  GtkLabel *why;
  GtkLabel *lost;
  GtkLabel *kept;
  GtkLabel *failure;
  GtkWidget *unlock_button;

  char *reason; /* nullable: a sentence */
};

G_DEFINE_FINAL_TYPE (VstLockedPage, vst_locked_page, GTK_TYPE_WIDGET)

static void
say (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* GTK before 4.14 announces nothing: what has the focus is described by all that the page says. */
static void
describe (VstLockedPage *self)
{
  GtkLabel *labels[] = { self->failure, self->who, self->why, self->lost, self->kept };
  g_autoptr (GString) words = g_string_new (_ ("Locked"));

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (labels[i])))
      g_string_append_printf (words, "%s %s", words->str[words->len - 1] == '.' ? "" : ".",
                              gtk_label_get_label (labels[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unlock_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
}

static char *
dup_who (VstAccount *account, const char *name, guint n_more)
{
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (vst_account_get_record (account));
  g_autofree char *one = NULL;

  one = instance ? vst_words_at (name, instance) : g_strdup (name);
  if (n_more == 0)
    return g_steal_pointer (&one);
  /* Translators: %s is "Jae Wilson at acme" */
  return g_strdup_printf (ngettext ("%s, and %u more account", "%s, and %u more accounts", n_more),
                          one, n_more);
}

void
vst_locked_page_set_who (VstLockedPage *self, VstAccount *account, guint n_more)
{
  g_autofree char *name = account ? vst_account_dup_name (account) : NULL;
  g_autofree char *initials = name ? vst_avatar_dup_initials_name (name) : NULL;
  g_autofree char *words = account ? dup_who (account, name, n_more) : NULL;

  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  adw_avatar_set_text (self->avatar, initials);
  adw_avatar_set_show_initials (self->avatar, initials != NULL);
  say (self->who, words);
  describe (self);
}

static char *
dup_reason (VstLockReason reason, guint minutes)
{
  switch (reason) {
  case VST_LOCK_IDLE:
    return g_strdup_printf (ngettext ("Locked after %u minute without use.",
                                      "Locked after %u minutes without use.", minutes),
                            minutes);
  case VST_LOCK_SCREEN:
    return g_strdup (_ ("Locked with the screen."));
  case VST_LOCK_SLEEP:
    return g_strdup (_ ("Locked before this computer went to sleep."));
  case VST_LOCK_BY_PERSON:
  default:
    return g_strdup (_ ("Locked by you."));
  }
}

void
vst_locked_page_set_why (VstLockedPage *self, VstLockReason reason, guint minutes)
{
  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  g_free (self->reason);
  self->reason = dup_reason (reason, minutes);
  say (self->why, self->reason);
  describe (self);
}

void
vst_locked_page_set_dropped (VstLockedPage *self, gboolean is_lasting, guint n_lost)
{
  g_autofree char *why = NULL;
  g_autofree char *lost = NULL;

  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  why = g_strconcat (self->reason ? self->reason : "", " ",
                     is_lasting ? _ ("No secret is in memory.")
                                : _ ("The practice keyring stays in memory."),
                     NULL);
  if (n_lost > 0)
    lost = g_strdup_printf (ngettext ("%u account was there for this session only, and has to sign "
                                      "in again.",
                                      "%u accounts were there for this session only, and have to "
                                      "sign in again.",
                                      n_lost),
                            n_lost);
  say (self->why, g_strstrip (why));
  say (self->lost, lost);
  describe (self);
}

void
vst_locked_page_set_copy_kept (VstLockedPage *self, gboolean is_kept)
{
  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  say (self->kept, is_kept ? vst_clipboard_bar_get_kept_words () : NULL);
  describe (self);
  if (is_kept)
    vst_announce (GTK_WIDGET (self), vst_clipboard_bar_get_kept_words ());
}

void
vst_locked_page_set_busy (VstLockedPage *self, gboolean busy)
{
  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  gtk_widget_set_sensitive (self->unlock_button, !busy);
}

void
vst_locked_page_set_failure (VstLockedPage *self, const char *words)
{
  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  say (self->failure, words);
  describe (self);
  if (words)
    vst_announce (GTK_WIDGET (self), words);
}

void
vst_locked_page_start (VstLockedPage *self)
{
  GtkRoot *root;

  g_return_if_fail (VST_IS_LOCKED_PAGE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), self->unlock_button);
  gtk_widget_grab_focus (self->unlock_button);
}

static void
vst_locked_page_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_LOCKED_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&VST_LOCKED_PAGE (object)->reason, g_free);

  G_OBJECT_CLASS (vst_locked_page_parent_class)->dispose (object);
}

static void
vst_locked_page_class_init (VstLockedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_locked_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-locked-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, who);
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, why);
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, lost);
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, kept);
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, failure);
  gtk_widget_class_bind_template_child (widget_class, VstLockedPage, unlock_button);
  gtk_widget_class_bind_template_callback (widget_class, vst_long_text_query_tooltip_cb);
}

static void
vst_locked_page_init (VstLockedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
vst_locked_page_new (void)
{
  return g_object_new (VST_TYPE_LOCKED_PAGE, NULL);
}
