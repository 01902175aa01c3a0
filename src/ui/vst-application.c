/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "vst-accounts.h"
#include "vst-memory-keyring.h"
#include "vst-practice.h"
#include "vst-reminders.h"
#include "vst-secret-keyring.h"
#include "vst-settings.h"
#include "vst-window.h"

/* Seconds that a keyring which does not answer may keep the program from ending. */
#define LONGEST_END 10

static const int ending_signals[] = { SIGTERM, SIGINT, SIGHUP };

struct _VstApplication {
  AdwApplication parent_instance;

  gboolean are_options_known;
  gboolean wants_practice;
  gboolean has_failed;   /* there is no window, and the reason was printed */
  VstPractice *practice; /* nullable */
  DomoClient *client;
  VstAccounts *accounts; /* this and the next: NULL until there is a window */
  VstLockWatch *lock_watch;
  VstReminders *reminders; /* nullable: likewise, and not in practice */
  guint signal_sources[G_N_ELEMENTS (ending_signals)];
};

G_DEFINE_FINAL_TYPE (VstApplication, vst_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "practice", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Try it out: nothing reaches a real host or keyring"), NULL },
  { "watch", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Open no window, and tell in time which tokens end"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL },
  { NULL },
};

/* --------------------------------------------------------------------------------- the actions */

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (window, "application-name", _ ("Vestibule"), "application-icon",
                         VST_APPLICATION_ID, "version", VST_VERSION, "developer-name",
                         _ ("The Vestibule developers"), "comments",
                         _ ("Sign in to a Domo instance and see who Domo says you are."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, to be credited in the About window. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Each remembers its size and clears the clipboard; the program ends when the last is gone and
   * the keyring has what it is to have. */
  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

/* Returns: (transfer none) (nullable): whatever dialog or other window is the active one */
static VstWindow *
find_window (VstApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l; l = l->next)
    if (VST_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* Of a notification, which names the account by its id. */
static void
open_account_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VstWindow *window;

  g_application_activate (G_APPLICATION (user_data));
  window = find_window (VST_APPLICATION (user_data));
  if (window)
    vst_window_show_account (window, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_action },
  { .name = "quit", .activate = quit_action },
  { .name = "open-account", .activate = open_account_action, .parameter_type = "s" },
};

static void
set_accels (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *accels[3];
  } all[] = {
    { "app.quit", { "<Control>q" } },
    { "win.close", { "<Control>w" } },
    { "win.show-help-overlay", { "F1", "<Control>question" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.add-account", { "<Control>n" } },
    { "win.next-account", { "<Control>Page_Down" } },
    { "win.previous-account", { "<Control>Page_Up" } },
    { "win.check", { "<Control>r" } },
    { "win.lock", { "<Control>l" } },
    { "win.copy-token", { "<Control><Shift>c" } },
    { "win.copy-last", { "<Control><Alt>c" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_application_set_accels_for_action (application, all[i].action, all[i].accels);
}

/* ------------------------------------------------------------------------- life of the program */

static gboolean
start_practice (VstApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->practice = vst_practice_new ();
  vst_practice_set_recording (self->practice, FALSE);
  if (!vst_practice_listen (self->practice, NULL, &error)) {
    g_printerr (_ ("The practice instance cannot be started: %s\n"), error->message);
    return FALSE;
  }
  domo_client_set_practice_uri (self->client, vst_practice_get_uri (self->practice));
  return TRUE;
}

/* Whoever ends us by a signal must not leave a token on the clipboard. */
static gboolean
signalled_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
vst_application_startup (GApplication *application)
{
  VstApplication *self = VST_APPLICATION (application);

  G_APPLICATION_CLASS (vst_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   self);
  set_accels (GTK_APPLICATION (application));
  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    self->signal_sources[i] = g_unix_signal_add (ending_signals[i], signalled_cb, self);
  self->client = domo_client_new ();
  domo_client_load_proxies (self->client);
}

/* What is to be written to the keyring when the last window is closed: what somebody has just
 * signed in with or forgotten. */
typedef struct {
  GApplication *application;
  GCancellable *cancellable;
  guint timer;
} Ending;

static gboolean
too_long_cb (gpointer user_data)
{
  Ending *ending = user_data;

  ending->timer = 0;
  g_cancellable_cancel (ending->cancellable);
  return G_SOURCE_REMOVE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (GError) error = NULL;

  if (!vst_account_keeper_commit_finish (VST_ACCOUNT_KEEPER (source), result, &error))
    g_printerr (_ ("The keyring could not be changed: %s\n"), error->message);
  g_clear_handle_id (&ending->timer, g_source_remove);
  g_object_unref (ending->cancellable);
  g_application_release (ending->application);
  g_object_unref (ending->application);
  g_free (ending);
}

static void
write_to_the_end (VstApplication *self)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->application = g_object_ref (G_APPLICATION (self));
  ending->cancellable = g_cancellable_new ();
  ending->timer = g_timeout_add_seconds (LONGEST_END, too_long_cb, ending);
  g_application_hold (ending->application);
  vst_account_keeper_commit_async (vst_accounts_get_keeper (self->accounts), ending->cancellable,
                                   written_cb, ending);
}

static void
vst_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  VstApplication *self = VST_APPLICATION (application);

  if (VST_IS_WINDOW (window) && self->accounts)
    write_to_the_end (self);
  GTK_APPLICATION_CLASS (vst_application_parent_class)->window_removed (application, window);
}

static VstAccounts *
create_accounts (VstApplication *self)
{
  g_autoptr (GSettings) settings = vst_settings_new (self->wants_practice);
  g_autofree char *tries_path = NULL;
  g_autoptr (VstTries) tries = NULL;
  g_autoptr (VstKeyring) keyring = NULL;

  if (!settings) {
    g_printerr (_ ("The settings schema %s is not installed.\n"), VST_APPLICATION_ID);
    return NULL;
  }
  if (self->wants_practice && !start_practice (self))
    return NULL;
  keyring = self->wants_practice ? vst_memory_keyring_new () : vst_secret_keyring_new ();
  tries_path = self->wants_practice ? NULL : vst_tries_dup_path ();
  tries = vst_tries_new (tries_path);
  return vst_accounts_new (keyring, self->client, tries, settings);
}

static gboolean
is_seen_cb (const char *id, gpointer user_data)
{
  VstWindow *window = find_window (VST_APPLICATION (user_data));

  return window && vst_window_is_seen (window, id);
}

static GtkWindow *
create_window (VstApplication *self)
{
  GtkWidget *window;

  if (!self->accounts)
    self->accounts = create_accounts (self);
  if (!self->accounts)
    return NULL;
  if (!self->lock_watch)
    self->lock_watch = vst_lock_watch_new ();
  if (!self->wants_practice && !self->reminders)
    self->reminders = vst_reminders_new (vst_accounts_get_list (self->accounts),
                                         g_application_get_dbus_connection (G_APPLICATION (self)),
                                         is_seen_cb, self);
  window = vst_window_new (GTK_APPLICATION (self), self->accounts, self->practice);
  vst_window_set_lock_watch (VST_WINDOW (window), self->lock_watch);
  return GTK_WINDOW (window);
}

static void
vst_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window)
    window = create_window (VST_APPLICATION (application));
  if (window)
    gtk_window_present (window);
  else
    VST_APPLICATION (application)->has_failed = TRUE;
}

/* GApplication has one status, 1, for an option that it does not know, of which it has told, and
 * for all else. */
static gboolean
vst_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  gboolean is_done = G_APPLICATION_CLASS (vst_application_parent_class)
                         ->local_command_line (application, arguments, status);

  if (is_done && *status == 1 && !VST_APPLICATION (application)->are_options_known) {
    g_printerr (_ ("See “vestibule --help”.\n"));
    *status = 2;
  }
  return is_done;
}

static int
vst_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  VstApplication *self = VST_APPLICATION (application);
  g_autofree const char **rest = NULL;

  self->are_options_known = TRUE;
  if (g_variant_dict_contains (dict, "version")) {
    g_print ("vestibule %s\n", VST_VERSION);
    return 0;
  }
  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &rest)) {
    g_printerr (_ ("Unknown argument: %s\nSee “vestibule --help”.\n"), rest[0]);
    return 2;
  }
  /* main() has taken it where it stands alone. */
  if (g_variant_dict_contains (dict, "watch")) {
    g_printerr (_ ("--watch stands alone.\nSee “vestibule --help”.\n"));
    return 2;
  }
  /* A process of its own beside a running window, since it has other settings and another keyring.
   */
  self->wants_practice = g_variant_dict_contains (dict, "practice");
  if (self->wants_practice)
    g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  return -1;
}

/* GTK hands the clipboard on to a manager when it ends: before that, take away what is secret. */
static void
vst_application_shutdown (GApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *l = windows; l; l = l->next)
    if (VST_IS_WINDOW (l->data))
      vst_clipboard_clear (vst_window_get_clipboard (l->data));
  G_APPLICATION_CLASS (vst_application_parent_class)->shutdown (application);
}

static void
vst_application_dispose (GObject *object)
{
  VstApplication *self = VST_APPLICATION (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_object (&self->lock_watch);
  g_clear_pointer (&self->reminders, vst_reminders_free);
  g_clear_object (&self->accounts);
  g_clear_object (&self->client);
  g_clear_object (&self->practice);
  G_OBJECT_CLASS (vst_application_parent_class)->dispose (object);
}

static void
vst_application_class_init (VstApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_application_dispose;
  GTK_APPLICATION_CLASS (klass)->window_removed = vst_application_window_removed;
  application_class->startup = vst_application_startup;
  application_class->activate = vst_application_activate;
  application_class->local_command_line = vst_application_local_command_line;
  application_class->handle_local_options = vst_application_handle_local_options;
  application_class->shutdown = vst_application_shutdown;
}

static void
vst_application_init (VstApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Sign in to a Domo instance and see who Domo says you are."));
}

VstApplication *
vst_application_new (void)
{
  return g_object_new (VST_TYPE_APPLICATION, "application-id", VST_APPLICATION_ID,
                       "resource-base-path", VST_RESOURCE_BASE, NULL);
}

int
vst_application_run (VstApplication *self, int argc, char **argv)
{
  int status = g_application_run (G_APPLICATION (self), argc, argv);

  return status == 0 && self->has_failed ? 1 : status;
}
