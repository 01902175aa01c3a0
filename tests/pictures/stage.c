/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

#include "vst-application.h"
#include "vst-code-page.h"
#include "vst-resources.h"
#include "vst-memory-keyring.h"
#include "vst-settings.h"

/* Nothing on a stage takes longer, in seconds. */
#define LIMIT 60

static GtkApplication *application;
static const char *awaited = "the window";

void
stage_fail (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("take-pictures: %s\n", text);
  exit (EXIT_FAILURE);
}

static void
set_up_translations (void)
{
  const char *uninstalled = g_getenv ("VESTIBULE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, uninstalled ? uninstalled : VST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
stage_init (void)
{
  g_autoptr (GError) error = NULL;

  set_up_translations ();
  if (!gtk_init_check ())
    stage_fail ("there is no display");
  g_resources_register (vst_resources_get_resource ());
  application = GTK_APPLICATION (vst_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    stage_fail ("%s", error->message);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
}

Stage *
stage_new (VstPractice *practice, void (*prepare) (Stage *stage))
{
  Stage *self = g_new0 (Stage, 1);
  g_autoptr (VstTries) tries = vst_tries_new (NULL);

  self->application = application;
  self->client = domo_client_new ();
  if (practice) {
    self->practice = g_object_ref (practice);
    domo_client_set_practice_uri (self->client, vst_practice_get_uri (practice));
  }
  self->settings = vst_settings_new (TRUE);
  if (!self->settings)
    stage_fail ("the settings schema is not there: set GSETTINGS_SCHEMA_DIR");
  self->keyring = vst_memory_keyring_new ();
  if (!practice)
    vst_memory_keyring_set_collection (VST_MEMORY_KEYRING (self->keyring), "Login");
  if (prepare)
    prepare (self);
  self->accounts = vst_accounts_new (self->keyring, self->client, tries, self->settings);
  self->window = VST_WINDOW (vst_window_new (application, self->accounts, practice));
  return self;
}

/* GTK looks for the pointer in a popover that is closed together with its window. */
static void
close_popovers (GtkWidget *widget)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      gtk_popover_popdown (GTK_POPOVER (child));
    else
      close_popovers (child);
  }
}

static void
close_dialogs (Stage *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window))
      gtk_window_destroy (l->data);
}

void
stage_free (Stage *self)
{
  close_popovers (GTK_WIDGET (self->window));
  close_dialogs (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->accounts);
  g_object_unref (self->keyring);
  g_object_unref (self->settings);
  g_object_unref (self->client);
  g_clear_object (&self->practice);
  g_free (self);
}

/* ------------------------------------------------------------------------------------- waiting */

static gboolean
limit_passed_cb (gpointer user_data)
{
  stage_fail ("waited for %s for %u s", awaited, LIMIT);
}

void
stage_wait (Stage *self, StageCondition condition, const char *what)
{
  guint id = g_timeout_add_seconds (LIMIT, limit_passed_cb, NULL);

  awaited = what;
  while (!condition (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static gboolean
is_shown (Stage *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->window)) &&
         gtk_widget_get_width (GTK_WIDGET (self->window)) > 0;
}

void
stage_present (Stage *self, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (self, is_shown, "the window");
}

/* ------------------------------------------------------------------------------------- finding */

static GtkWidget *
find_below (GtkWidget *widget, const char *id)
{
  GtkWidget *child;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_below (child, id);

    if (found)
      return found;
  }
  return NULL;
}

gpointer
stage_find_in (GtkWidget *widget, const char *id)
{
  GtkWidget *found = find_below (widget, id);

  if (!found)
    stage_fail ("the window has no “%s”", id);
  return found;
}

gpointer
stage_find (Stage *self, const char *id)
{
  return stage_find_in (GTK_WIDGET (self->window), id);
}

static GtkWidget *
find_code_page (GtkWidget *widget)
{
  GtkWidget *found = VST_IS_CODE_PAGE (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_code_page (child);
  return found;
}

GtkWidget *
stage_get_code_page (Stage *self)
{
  return find_code_page (GTK_WIDGET (self->window));
}

const VstPracticeAccount *
stage_account (const char *id)
{
  gsize n_accounts;
  const VstPracticeAccount *accounts = vst_practice_get_accounts (&n_accounts);

  for (gsize i = 0; i < n_accounts; i++)
    if (g_str_equal (accounts[i].id, id))
      return &accounts[i];
  stage_fail ("there is no practice account “%s”", id);
}

/* ----------------------------------------------------------------------------------- signing in */

void
stage_submit (Stage *self)
{
  GtkWidget *page = GTK_WIDGET (vst_window_get_sign_in_page (self->window));

  if (!gtk_widget_activate_action (page, "sign-in.submit", NULL))
    stage_fail ("Sign In cannot be pressed");
}

VstSession *
stage_get_session (Stage *self)
{
  VstAccount *account = vst_window_get_account (self->window);

  return account ? vst_account_get_session (account) : NULL;
}

gboolean
stage_is_signed_in (Stage *self)
{
  return stage_get_session (self) != NULL;
}

static gboolean
is_revealed (GtkWidget *page)
{
  GtkRevealer *revealer = stage_find_in (page, "failure_revealer");

  return gtk_widget_get_mapped (page) && gtk_revealer_get_reveal_child (revealer);
}

gboolean
stage_has_failed (Stage *self)
{
  GtkWidget *code_page = stage_get_code_page (self);

  return is_revealed (stage_find (self, "scroller")) || (code_page && is_revealed (code_page));
}
