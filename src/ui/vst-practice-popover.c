/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-practice-popover.h"

#include <glib/gi18n.h>

/* A row that assistive technology can press: AdwActionRow itself offers it nothing to do, while an
 * action of the class is something to do. */
#define VST_TYPE_PRACTICE_ROW (vst_practice_row_get_type ())
G_DECLARE_FINAL_TYPE (VstPracticeRow, vst_practice_row, VST, PRACTICE_ROW, AdwActionRow)

struct _VstPracticeRow {
  AdwActionRow parent_instance;

  const VstPracticeAccount *account;
};

G_DEFINE_FINAL_TYPE (VstPracticeRow, vst_practice_row, ADW_TYPE_ACTION_ROW)

struct _VstPracticePopover {
  GtkPopover parent_instance;

  AdwPreferencesGroup *works_group;
  AdwPreferencesGroup *fails_group;
};

G_DEFINE_FINAL_TYPE (VstPracticePopover, vst_practice_popover, GTK_TYPE_POPOVER)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VstPracticeRow *self = VST_PRACTICE_ROW (widget);
  GtkWidget *popover = gtk_widget_get_ancestor (widget, VST_TYPE_PRACTICE_POPOVER);

  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (popover, signals[CHOSEN], 0, self->account);
}

static void
vst_practice_row_activate (AdwActionRow *row)
{
  ADW_ACTION_ROW_CLASS (vst_practice_row_parent_class)->activate (row);
  gtk_widget_activate_action (GTK_WIDGET (row), "practice.choose", NULL);
}

static void
vst_practice_row_class_init (VstPracticeRowClass *klass)
{
  ADW_ACTION_ROW_CLASS (klass)->activate = vst_practice_row_activate;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "practice.choose", NULL,
                                   choose_action);
}

static void
vst_practice_row_init (VstPracticeRow *self)
{
}

static void
add_word (GString *words, const char *word)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, word);
}

static char *
dup_what_to_type (const VstPracticeAccount *account)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *code = NULL;

  if (account->instance)
    add_word (words, account->instance);
  if (account->user_name)
    add_word (words, account->user_name);
  if (account->code) {
    /* Translators: the one-time code that an account to try wants, as in “code 123456”. */
    code = g_strdup_printf (_ ("code %s"), account->code);
    add_word (words, code);
  }
  return g_strdup (words->str);
}

static GtkWidget *
make_row (const VstPracticeAccount *account)
{
  g_autofree char *subtitle = dup_what_to_type (account);
  VstPracticeRow *row =
      g_object_new (VST_TYPE_PRACTICE_ROW, "use-markup", FALSE, "title", _ (account->title),
                    "subtitle", subtitle, "activatable", TRUE, NULL);

  row->account = account;
  return GTK_WIDGET (row);
}

static void
vst_practice_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_PRACTICE_POPOVER);

  G_OBJECT_CLASS (vst_practice_popover_parent_class)->dispose (object);
}

static void
vst_practice_popover_class_init (VstPracticePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_practice_popover_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", VST_TYPE_PRACTICE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-practice-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, VstPracticePopover, works_group);
  gtk_widget_class_bind_template_child (widget_class, VstPracticePopover, fails_group);
}

static void
vst_practice_popover_init (VstPracticePopover *self)
{
  const VstPracticeAccount *accounts;
  gsize n_accounts, i;

  gtk_widget_init_template (GTK_WIDGET (self));
  accounts = vst_practice_get_accounts (&n_accounts);
  for (i = 0; i < n_accounts; i++)
    adw_preferences_group_add (accounts[i].works ? self->works_group : self->fails_group,
                               make_row (&accounts[i]));
}

GtkWidget *
vst_practice_popover_new (void)
{
  return g_object_new (VST_TYPE_PRACTICE_POPOVER, NULL);
}
