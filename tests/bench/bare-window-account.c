/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bare window, which reads the one token in the keyring by D-Bus alone, sends one bare request
 * with it and then shows the bare profile: "bare-window-account STARTED URI". */
#include <libsoup/soup.h>

#include "bare-page.h"
#include "bench-window.h"

#define SERVICE "org.freedesktop.secrets"
#define ROOT "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define ITEM_INTERFACE "org.freedesktop.Secret.Item"

static BenchWindow bench;
static GtkWindow *main_window;
static GDBusConnection *bus;
static SoupSession *session;
static const char *uri;
static char *item;
static gboolean is_profile;

static void
call (const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      GAsyncReadyCallback callback)
{
  g_dbus_connection_call (bus, SERVICE, path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, callback, NULL);
}

static GVariant *
finish (GAsyncResult *result)
{
  GVariant *reply = g_dbus_connection_call_finish (bus, result, NULL);

  g_assert_nonnull (reply);
  return reply;
}

static void
who_am_i_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (session, result, NULL);

  g_assert_nonnull (body);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (main_window),
                                      bare_page_new_profile ());
  is_profile = TRUE;
}

static void
got_secret_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GVariant) reply = finish (result);
  g_autofree char *address = g_strconcat (uri, "/api/content/v2/users/me", NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);
  const char *token;

  g_variant_get (reply, "((&o@ay^&ay&s))", NULL, NULL, &token, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "x-domo-authentication",
                                token);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, who_am_i_cb, NULL);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GVariant) reply = finish (result);
  const char *path;

  g_variant_get (reply, "(v&o)", NULL, &path);
  call (item, ITEM_INTERFACE, "GetSecret", g_variant_new ("(o)", path), got_secret_cb);
}

static void
got_attributes_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_variant_unref (finish (result));
  call (ROOT, SERVICE_INTERFACE, "OpenSession",
        g_variant_new ("(sv)", "plain", g_variant_new_string ("")), opened_cb);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GVariant) reply = finish (result);
  g_autofree const char **paths = NULL;

  g_variant_get (reply, "(^a&o@ao)", &paths, NULL);
  g_assert_nonnull (paths[0]);
  item = g_strdup (paths[0]);
  call (item, "org.freedesktop.DBus.Properties", "Get",
        g_variant_new ("(ss)", ITEM_INTERFACE, "Attributes"), got_attributes_cb);
}

static void
search (void)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "application", "vestibule");
  call (ROOT, SERVICE_INTERFACE, "SearchItems", g_variant_new ("(a{ss})", &attributes),
        searched_cb);
}

static gboolean
is_done (GtkWindow *window)
{
  return is_profile;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  main_window = GTK_WINDOW (window);
  gtk_window_set_default_size (main_window, 1000, 720);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), bare_page_new_empty ());
  bench_window_watch (&bench, main_window);
  search ();
  gtk_window_present (main_window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.vestibule.Bare", G_APPLICATION_DEFAULT_FLAGS);
  int status;

  if (argc != 3)
    return EXIT_FAILURE;
  bench_window_parse (&bench, argc, argv, NULL);
  bench.is_done = is_done;
  uri = argv[2];
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  session = soup_session_new ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  g_object_unref (session);
  g_object_unref (bus);
  g_free (item);
  return status;
}
