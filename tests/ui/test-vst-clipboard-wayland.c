/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clipboard under a Wayland compositor: with-desktop -- with-wayland
 * test-vst-clipboard-wayland. There a copy counts only when a key or a click came before it. */
#include "test-widgets.h"
#include "vst-clipboard-bar.h"

#define TOKEN "DDCI0123456789abcdef"
#define HINT "x-kde-passwordManagerHint"

typedef struct {
  VstClipboard *clipboard;
  GtkWindow *window;
  GtkWidget *bar;
} Fixture;

/* What @arguments print; NULL when they fail. The main loop runs, as what is asked may be us. */
static char *
call (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;

  process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, test_wait_cb, &wait);
  g_subprocess_communicate_utf8_finish (process, test_wait (&wait), &text, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_successful (process) ? g_steal_pointer (&text) : NULL;
}

static char *
paste (const char *option)
{
  return call ((const char *const[]){ "wl-paste", "--no-newline", option, NULL });
}

/* What is copied and cleared reaches the compositor a little later, and wl-paste waits for no owner
 * that is slow to answer: on a busy machine it has to be asked again. */
static void
assert_pasted (const char *option, const char *expected)
{
  g_autofree char *text = paste (option);

  for (guint tries = 0; tries < 100 && g_strcmp0 (text ? text : "", expected) != 0; tries++) {
    g_free (text);
    text = paste (option);
  }
  g_assert_cmpstr (text ? text : "", ==, expected);
}

static gboolean
key_pressed_cb (Fixture *fixture, guint keyval)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (TOKEN, -1);

  if (keyval != GDK_KEY_c)
    return GDK_EVENT_PROPAGATE;
  vst_clipboard_copy_secret (fixture->clipboard, secret, 30);
  return GDK_EVENT_STOP;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  fixture->clipboard = vst_clipboard_new (gdk_display_get_default ());
  fixture->bar = vst_clipboard_bar_new (fixture->clipboard);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), gtk_button_new_with_label ("Copy"));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), fixture->bar);
  fixture->window = test_window_new (overlay);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), fixture);
  gtk_widget_add_controller (GTK_WIDGET (fixture->window), keys);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->window)
    gtk_window_destroy (fixture->window);
  if (fixture->clipboard)
    g_assert_finalize_object (fixture->clipboard);
  assert_pasted ("--primary", "");
}

/* A key that comes before the compositor and the window have agreed on the keyboard goes to nobody:
 * it is pressed again until it has arrived. */
static void
press_copy (Fixture *fixture)
{
  for (guint tries = 0; tries < 100 && !vst_clipboard_is_active (fixture->clipboard); tries++) {
    g_autofree char *done = call ((const char *const[]){ "wtype", "c", NULL });

    g_assert_nonnull (done);
    gdk_display_sync (gdk_display_get_default ());
    test_settle ();
  }
  g_assert_true (vst_clipboard_is_active (fixture->clipboard));
}

static void
copy (Fixture *fixture)
{
  press_copy (fixture);
  assert_pasted ("--type=text/plain", TOKEN);
  assert_pasted ("--type=text/plain;charset=utf-8", TOKEN);
  assert_pasted ("--primary", "");
}

static gboolean
shows_history_warning (gpointer fixture)
{
  return test_is_shown (
      test_find (((Fixture *)fixture)->bar, GTK_TYPE_LABEL, "A clipboard history may keep it."));
}

static void
test_copy (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *types = NULL;

  copy (fixture);
  for (guint tries = 0; tries < 100 && !types; tries++)
    types = paste ("--list-types");
  g_assert_nonnull (types);
  g_assert_nonnull (strstr (types, HINT));
  g_assert_false (vst_clipboard_hint_is_delivered (fixture->clipboard));
  test_until (shows_history_warning, fixture); /* the bar comes in slowly */
}

static void
test_countdown (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  vst_clipboard_tick (fixture->clipboard, 29);
  assert_pasted ("--type=text/plain", TOKEN);
  vst_clipboard_tick (fixture->clipboard, 1);
  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  assert_pasted ("--type=text/plain", "");
  assert_pasted ("--type=text/plain;charset=utf-8", "");
  copy (fixture);
}

static void
test_clear_now (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  g_signal_emit_by_name (test_find (fixture->bar, GTK_TYPE_BUTTON, "Clear Now"), "clicked");
  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  assert_pasted ("--type=text/plain", "");
}

static void
test_end (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));
  assert_pasted ("--type=text/plain", "");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/vst-clipboard-wayland/copy", test_copy);
  add ("/vst-clipboard-wayland/countdown", test_countdown);
  add ("/vst-clipboard-wayland/clear-now", test_clear_now);
  add ("/vst-clipboard-wayland/end", test_end);

  return g_test_run ();
}
