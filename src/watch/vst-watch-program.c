/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-watch-program.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "vst-secret-keyring.h"
#include "vst-watch.h"

struct _VstWatchProgram {
  GApplication parent_instance;

  GDBusConnection *bus;
  VstKeyring *keyring;
  VstNotifier *notifier;
  VstWatch *watch;
  guint term;
};

G_DEFINE_FINAL_TYPE (VstWatchProgram, vst_watch_program, G_TYPE_APPLICATION)

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static gboolean
signalled_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

/* The first of the session alone comes here. */
static void
vst_watch_program_startup (GApplication *application)
{
  VstWatchProgram *self = VST_WATCH_PROGRAM (application);
  static const GActionEntry actions[] = { { .name = "quit", .activate = quit_action } };

  G_APPLICATION_CLASS (vst_watch_program_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->term = g_unix_signal_add (SIGTERM, signalled_cb, self);
  self->keyring = vst_secret_keyring_new ();
  self->notifier = vst_notifier_new (self->bus);
  self->watch = vst_watch_new (self->keyring, vst_told_new (NULL), self->notifier);
  vst_watch_search (self->watch);
  g_application_hold (application);
}

/* Another start changes nothing: the first one goes on, and the other ends at once. */
static void
vst_watch_program_activate (GApplication *application)
{
}

/* GApplication would go on alone where there is no bus. */
static int
vst_watch_program_handle_local_options (GApplication *application, GVariantDict *options)
{
  VstWatchProgram *self = VST_WATCH_PROGRAM (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version")) {
    g_print ("vestibule-watch %s\n", VST_VERSION);
    return 0;
  }
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (self->bus)
    return -1;
  g_printerr (_ ("The watch cannot be started: %s\n"), error->message);
  return 1;
}

static void
vst_watch_program_shutdown (GApplication *application)
{
  VstWatchProgram *self = VST_WATCH_PROGRAM (application);

  g_clear_handle_id (&self->term, g_source_remove);
  g_clear_object (&self->watch);
  g_clear_object (&self->notifier);
  g_clear_object (&self->keyring);
  G_APPLICATION_CLASS (vst_watch_program_parent_class)->shutdown (application);
}

static void
vst_watch_program_dispose (GObject *object)
{
  g_clear_object (&VST_WATCH_PROGRAM (object)->bus);
  G_OBJECT_CLASS (vst_watch_program_parent_class)->dispose (object);
}

static void
vst_watch_program_class_init (VstWatchProgramClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_watch_program_dispose;
  application_class->startup = vst_watch_program_startup;
  application_class->activate = vst_watch_program_activate;
  application_class->handle_local_options = vst_watch_program_handle_local_options;
  application_class->shutdown = vst_watch_program_shutdown;
}

static void
vst_watch_program_init (VstWatchProgram *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Tell in time which of the accounts in the keyring end."));
}

GApplication *
vst_watch_program_new (void)
{
  return g_object_new (VST_TYPE_WATCH_PROGRAM, "application-id", VST_WATCH_NAME, NULL);
}
