/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-widgets.h"

#include <string.h>

#include "vst-resources.h"

void
test_widgets_init (int *argc, char ***argv)
{
  /* A desktop without an accessibility bus says "none", which leaves nothing to look at. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (argc, argv, NULL);
  if (gtk_check_version (4, 10, 0) ==
      NULL) /* newer GTK warns of how its own widgets are measured */
    g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  adw_init ();
  g_resources_register (vst_resources_get_resource ());
}

GtkWindow *
test_window_new (GtkWidget *child)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 600, 600);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (window);
  while (!gtk_window_is_active (window) || gtk_widget_get_width (child) == 0)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static gboolean
is_minimized (GtkWindow *window)
{
  GdkToplevel *toplevel = GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (window)));

  return (gdk_toplevel_get_state (toplevel) & GDK_TOPLEVEL_STATE_MINIMIZED) != 0;
}

void
test_minimize (GtkWindow *window)
{
  gtk_window_minimize (window);
  while (!is_minimized (window))
    g_main_context_iteration (NULL, TRUE);
}

void
test_unminimize (GtkWindow *window)
{
  gtk_window_present (window);
  while (is_minimized (window))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  const char *label = NULL;

  if (GTK_IS_LABEL (widget))
    label = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    label = gtk_button_get_label (GTK_BUTTON (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    label = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (!label)
    label = gtk_widget_get_tooltip_text (widget);
  return g_strcmp0 (label, text) == 0;
}

gpointer
test_find (GtkWidget *root, GType type, const char *text)
{
  GtkWidget *child;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (!text || shows (root, text)))
    return root;
  for (child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    gpointer found = test_find (child, type, text);

    if (found)
      return found;
  }
  return NULL;
}

gboolean
test_is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_opacity (widget) > 0;
}

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

char *
test_clipboard_dup_text (GdkClipboard *clipboard)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* GTK 4.8 leaks a read that finds no text. All that these tests copy is of this program, so the
   * clipboard knows it by its type. */
  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    return NULL;
  gdk_clipboard_read_text_async (clipboard, NULL, store_result_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return gdk_clipboard_read_text_finish (clipboard, result, NULL);
}

GSubprocess *
test_offer_outside (const char *text)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *xclip =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        "xclip", "-quiet", "-selection", "clipboard", "-i", NULL);
  GOutputStream *input;

  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (xclip);
  g_output_stream_write_all (input, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);
  return xclip;
}
