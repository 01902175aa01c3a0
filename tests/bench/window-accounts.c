/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vestibule's window as main() starts it, with so many accounts in the keyring, one of which was
 * shown last: "window-accounts STARTED COUNT ID". */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "bench-calls.h"
#include "bench-window.h"
#include "vst-application.h"
#include "vst-hardening.h"
#include "vst-resources.h"
#include "vst-settings.h"
#include "vst-sidebar.h"
#include "vst-window.h"
#include "vst-wiping-free.h"

static guint n_accounts;

/* Returns: (nullable): the first widget of @type at or below @widget */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static guint
count_rows (GtkWindow *window)
{
  GtkWidget *list = find (find (GTK_WIDGET (window), VST_TYPE_SIDEBAR), GTK_TYPE_LIST_VIEW);

  if (!gtk_widget_get_mapped (list))
    return 0;
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static gboolean
is_done (GtkWindow *window)
{
  VstAccount *account = vst_window_get_account (VST_WINDOW (window));

  return account && vst_account_get_session (account) && count_rows (window) == n_accounts;
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, BenchWindow *bench)
{
  if (VST_IS_WINDOW (window))
    bench_window_watch (bench, window);
}

static void
activate_cb (GApplication *application, gpointer unused)
{
  vst_wiping_free_resume ();
}

int
main (int argc, char **argv)
{
  g_autoptr (VstApplication) application = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GSettings) settings = NULL;
  BenchWindow bench;

  if (argc != 4)
    return EXIT_FAILURE;
  vst_harden_process ();
  vst_wiping_free_pause ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, VST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (vst_resources_get_resource ());

  bench_window_parse (&bench, argc, argv, NULL);
  bench.is_done = is_done;
  bench.print = bench_calls_print;
  n_accounts = (guint)g_ascii_strtoull (argv[2], NULL, 10);
  settings = g_settings_new (VST_APPLICATION_ID);
  g_settings_set_string (settings, VST_SETTINGS_LAST_ACCOUNT, argv[3]);
  bus = bench_calls_watch ();
  application = vst_application_new ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &bench);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
