/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-forget-toast.h"

#include <glib/gi18n.h>

#include "vst-account-words.h"
#include "vst-announce.h"

#define SECONDS 8

/* Of a name in the toast, in characters. */
#define LONGEST_NAME 24

struct _VstForgetToast {
  GObject parent_instance;

  VstAccountKeeper *keeper;
  AdwToastOverlay *overlay; /* weak */
  AdwToast *toast;          /* nullable: that is up, or waits for another one to go */
};

G_DEFINE_FINAL_TYPE (VstForgetToast, vst_forget_toast, G_TYPE_OBJECT)

enum { UNDONE, FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* From now on it is all the same how the toast goes. */
static AdwToast *
steal_toast (VstForgetToast *self)
{
  if (self->toast)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  return g_steal_pointer (&self->toast);
}

/* Whatever becomes of it. */
static void
drop_toast (VstForgetToast *self)
{
  AdwToast *toast = steal_toast (self);

  g_clear_object (&toast);
}

static void
take_down (VstForgetToast *self)
{
  g_autoptr (AdwToast) toast = steal_toast (self);

  if (toast)
    adw_toast_dismiss (toast);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstForgetToast) self = user_data; /* the reference commit() took */
  g_autoptr (GError) error = NULL;

  if (!vst_account_keeper_commit_finish (VST_ACCOUNT_KEEPER (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
commit (VstForgetToast *self)
{
  if (vst_account_keeper_get_forgotten (self->keeper)->len > 0)
    vst_account_keeper_commit_async (self->keeper, NULL, committed_cb, g_object_ref (self));
}

static void
dismissed_cb (VstForgetToast *self)
{
  drop_toast (self);
  commit (self);
}

/* The toast goes by itself, a moment later. */
static void
undo_cb (VstForgetToast *self)
{
  drop_toast (self);
  vst_account_keeper_undo (self->keeper);
  g_signal_emit (self, signals[UNDONE], 0);
}

static void
vst_forget_toast_dispose (GObject *object)
{
  VstForgetToast *self = VST_FORGET_TOAST (object);

  take_down (self);
  g_clear_weak_pointer (&self->overlay);
  /* Nobody is left to tell of a failure. */
  if (self->keeper && vst_account_keeper_get_forgotten (self->keeper)->len > 0)
    vst_account_keeper_commit_async (self->keeper, NULL, NULL, NULL);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (vst_forget_toast_parent_class)->dispose (object);
}

static void
vst_forget_toast_class_init (VstForgetToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vst_forget_toast_dispose;
  signals[UNDONE] = g_signal_new ("undone", VST_TYPE_FORGET_TOAST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", VST_TYPE_FORGET_TOAST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
vst_forget_toast_init (VstForgetToast *self)
{
}

VstForgetToast *
vst_forget_toast_new (VstAccountKeeper *keeper, AdwToastOverlay *overlay)
{
  VstForgetToast *self;

  g_return_val_if_fail (VST_IS_ACCOUNT_KEEPER (keeper), NULL);
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  self = g_object_new (VST_TYPE_FORGET_TOAST, NULL);
  self->keeper = g_object_ref (keeper);
  g_set_weak_pointer (&self->overlay, overlay);
  return self;
}

/* What the keyring has of it is what is lost: it goes by that, not by what was meant to be kept. */
/* What is lost is to be read whole, so it is a long name that gives way. */
static char *
dup_short_name (VstAccount *account)
{
  g_autofree char *name = vst_account_dup_name (account);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= LONGEST_NAME)
    return g_steal_pointer (&name);
  start = g_utf8_substring (name, 0, LONGEST_NAME - 1);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_words_of_one (VstAccount *account)
{
  g_autofree char *name = dup_short_name (account);
  DomoMethod method = vst_record_get (vst_account_get_record (account))->method;
  gboolean is_client = method == DOMO_METHOD_CLIENT;
  gboolean has_token = vst_account_has_token (account);

  /* Translators: each %s is the name of an account that was removed from the list. */
  if (has_token && vst_account_has_secret (account))
    return g_strdup_printf (is_client ? _ ("%s forgotten, with token and secret")
                                      : _ ("%s forgotten, with token and password"),
                            name);
  if (has_token)
    return g_strdup_printf (_ ("%s forgotten, with its token"), name);
  if (vst_account_has_secret (account))
    return g_strdup_printf (is_client ? _ ("%s forgotten, with its secret")
                                      : _ ("%s forgotten, with its password"),
                            name);
  return g_strdup_printf (_ ("%s forgotten"), name);
}

static char *
dup_words (VstForgetToast *self, VstAccount *account)
{
  guint n = vst_account_keeper_get_forgotten (self->keeper)->len;

  if (n > 1)
    return g_strdup_printf (ngettext ("%u account forgotten", "%u accounts forgotten", n), n);
  return dup_words_of_one (account);
}

/* All of it is to be read, also where the window is narrow: the toast's own title has one line. */
static GtkWidget *
make_title (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "caption"); /* three lines would be higher than the toast */
  return label;
}

/* It is no urgent toast, though Undo may have to wait for another one to go: libadwaita 1.2 aborts
 * where an urgent toast goes while the one that it pushed aside still fades. */
static AdwToast *
make_toast (VstForgetToast *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, make_title (text));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, SECONDS);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  return toast;
}

void
vst_forget_toast_show (VstForgetToast *self, VstAccount *account)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VST_IS_FORGET_TOAST (self) && VST_IS_ACCOUNT (account));

  take_down (self);
  if (!self->overlay) {
    commit (self);
    return;
  }
  text = dup_words (self, account);
  self->toast = make_toast (self, text);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
  vst_announce (GTK_WIDGET (self->overlay), text);
}

void
vst_forget_toast_commit (VstForgetToast *self)
{
  g_return_if_fail (VST_IS_FORGET_TOAST (self));

  take_down (self);
  commit (self);
}
