/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-clipboard-bar.h"

#include "test-widgets.h"

#define KEEP_LONGER "Keep Longer"
#define CLEAR_NOW "Clear Now"
#define CLOSE "Close"
#define TOKEN "DDCI0123456789abcdef"

/* A page with a button, and the bar over it. */
typedef struct {
  VstClipboard *clipboard;
  GtkWidget *page_button;
  GtkWidget *bar;
  GtkWindow *window;
  guint revealed_changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *overlay = gtk_overlay_new ();

  fixture->clipboard = vst_clipboard_new (gdk_display_get_default ());
  fixture->page_button = gtk_button_new_with_label ("Copy Token");
  fixture->bar = vst_clipboard_bar_new (fixture->clipboard);
  g_signal_connect_swapped (fixture->bar, "notify::revealed", G_CALLBACK (test_count_cb),
                            &fixture->revealed_changes);
  g_signal_connect_swapped (fixture->bar, "leave", G_CALLBACK (gtk_widget_grab_focus),
                            fixture->page_button);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), fixture->page_button);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), fixture->bar);
  fixture->window = test_window_new (overlay);
}

static void
settle (void)
{
  gdk_display_sync (gdk_display_get_default ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *bar = fixture->bar;

  g_object_add_weak_pointer (G_OBJECT (bar), (gpointer *)&bar);
  gtk_window_destroy (fixture->window);
  settle ();
  g_assert_null (bar);
  g_assert_finalize_object (fixture->clipboard);
  settle ();
}

static void
copy (Fixture *fixture)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (TOKEN, -1);

  vst_clipboard_copy_secret (fixture->clipboard, secret, VST_CLIPBOARD_SECONDS);
  settle ();
}

static gboolean
is_revealed (Fixture *fixture)
{
  gboolean revealed;

  g_object_get (fixture->bar, "revealed", &revealed, NULL);
  return revealed;
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  GtkWidget *button = test_find (fixture->bar, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  return button;
}

static void
press (Fixture *fixture, const char *label)
{
  g_signal_emit_by_name (find_button (fixture, label), "clicked");
  settle ();
}

static void
assert_words (Fixture *fixture, const char *words)
{
  GtkWidget *label = test_find (fixture->bar, GTK_TYPE_LABEL, words);

  g_assert_nonnull (label);
  g_assert_true (test_is_shown (label));
}

static void
test_closed (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (is_revealed (fixture));
  g_assert_false (test_is_shown (find_button (fixture, KEEP_LONGER)));
  g_assert_false (test_is_shown (find_button (fixture, CLEAR_NOW)));
  g_assert_cmpint (gtk_widget_get_height (fixture->bar), ==, 0);
}

static void
test_opens (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);

  g_assert_true (is_revealed (fixture));
  g_assert_cmpuint (fixture->revealed_changes, ==, 1);
  assert_words (fixture, "Token on the clipboard, cleared in 30\u00a0s");
  g_assert_true (test_is_shown (find_button (fixture, KEEP_LONGER)));
  g_assert_true (test_is_shown (find_button (fixture, CLEAR_NOW)));
  /* With X11 the mark for history managers does its work. */
  g_assert_false (gtk_widget_get_visible (
      test_find (fixture->bar, GTK_TYPE_LABEL, "A clipboard history may keep it.")));
}

static void
test_counts_down (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  vst_clipboard_tick (fixture->clipboard, 6);

  assert_words (fixture, "Token on the clipboard, cleared in 24\u00a0s");
}

static void
test_time_is_up (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  vst_clipboard_tick (fixture->clipboard, 30);
  settle ();

  g_assert_false (is_revealed (fixture));
  g_assert_cmpuint (fixture->revealed_changes, ==, 2);
  g_assert_false (test_is_shown (find_button (fixture, CLEAR_NOW)));
}

static void
let_a_second_pass (void)
{
  guint passed = 0;

  g_timeout_add_once (1000, (GSourceOnceFunc)test_count_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

/* Nobody counts the seconds of a window that is out of sight; the end comes in time all the same.
 * When it is back it shows the right ones. */
static void
test_minimized (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *words = NULL;

  copy (fixture);
  g_assert_cmpint (test_next_wakeup (), <=, 1000);
  test_minimize (fixture->window);
  g_assert_cmpint (test_next_wakeup (), >, 1000);
  g_assert_cmpint (test_next_wakeup (), <=, VST_CLIPBOARD_SECONDS * 1000);
  press (fixture, KEEP_LONGER);
  g_assert_cmpint (test_next_wakeup (), >, VST_CLIPBOARD_SECONDS * 1000);
  g_assert_cmpint (test_next_wakeup (), <=, 2 * VST_CLIPBOARD_SECONDS * 1000);

  let_a_second_pass ();
  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 60);
  test_unminimize (fixture->window);
  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), <, 60);
  words = g_strdup_printf ("Token on the clipboard, cleared in %u\u00a0s",
                           vst_clipboard_get_seconds_left (fixture->clipboard));
  assert_words (fixture, words);
  g_assert_cmpint (test_next_wakeup (), <=, 1000);

  test_minimize (fixture->window);
  vst_clipboard_clear (fixture->clipboard);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
}

static void
test_keep_longer (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  vst_clipboard_tick (fixture->clipboard, 6);
  press (fixture, KEEP_LONGER);

  assert_words (fixture, "Token on the clipboard, cleared in 54\u00a0s");
}

static void
test_clear_now (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  press (fixture, CLEAR_NOW);

  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  g_assert_false (is_revealed (fixture));
  g_assert_false (test_is_shown (find_button (fixture, CLEAR_NOW)));
}

static void
test_another_owner (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), "not ours");
  settle ();

  g_assert_false (is_revealed (fixture));
}

/* Another program offers what we had copied, as a manager does that took it over. */
static void
be_kept (Fixture *fixture)
{
  g_autoptr (GSubprocess) xclip = NULL;

  copy (fixture);
  xclip = test_offer_outside (TOKEN);
  while (!vst_clipboard_is_kept (fixture->clipboard))
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static void
test_kept (Fixture *fixture, gconstpointer unused)
{
  be_kept (fixture);

  g_assert_true (is_revealed (fixture));
  assert_words (fixture, "Your desktop keeps clipboard history; remove the token there.");
  g_assert_false (test_is_shown (find_button (fixture, KEEP_LONGER)));
  g_assert_false (test_is_shown (find_button (fixture, CLEAR_NOW)));
  g_assert_true (test_is_shown (find_button (fixture, CLOSE)));

  /* By keys alone, and on from the page. */
  gtk_widget_grab_focus (fixture->page_button);
  g_assert_true (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (find_button (fixture, CLOSE)));
  g_assert_false (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_FORWARD));
  press (fixture, CLOSE);
  g_assert_false (is_revealed (fixture));
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->page_button);
}

static void
test_copy_while_kept (Fixture *fixture, gconstpointer unused)
{
  be_kept (fixture);
  copy (fixture);

  assert_words (fixture, "Token on the clipboard, cleared in 30\u00a0s");
  g_assert_true (test_is_shown (find_button (fixture, CLEAR_NOW)));
  g_assert_false (test_is_shown (find_button (fixture, CLOSE)));
}

static void
test_again (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  press (fixture, CLEAR_NOW);
  copy (fixture);

  assert_words (fixture, "Token on the clipboard, cleared in 30\u00a0s");
  g_assert_true (gtk_widget_grab_focus (find_button (fixture, CLEAR_NOW)));
}

/* Who pressed the button with the keyboard goes on from the page. */
static void
test_focus (Fixture *fixture, gconstpointer unused)
{
  copy (fixture);
  g_assert_true (gtk_widget_grab_focus (find_button (fixture, CLEAR_NOW)));
  press (fixture, CLEAR_NOW);

  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->page_button);
}

/* Both buttons by Tab, forwards and backwards, and on from there. */
static void
test_tab (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *keep_longer = find_button (fixture, KEEP_LONGER);
  GtkWidget *clear_now = find_button (fixture, CLEAR_NOW);

  g_assert_false (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_FORWARD));
  copy (fixture);
  gtk_widget_grab_focus (fixture->page_button);
  g_assert_true (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (keep_longer));
  g_assert_true (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (clear_now));
  g_assert_false (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_FORWARD));

  g_assert_true (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_is_focus (keep_longer));
  g_assert_false (gtk_widget_child_focus (fixture->bar, GTK_DIR_TAB_BACKWARD));
}

static void
test_names (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *group = test_find (fixture->bar, GTK_TYPE_FLOW_BOX, NULL);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Clipboard");
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

  add ("/vst-clipboard-bar/closed", test_closed);
  add ("/vst-clipboard-bar/opens", test_opens);
  add ("/vst-clipboard-bar/counts-down", test_counts_down);
  add ("/vst-clipboard-bar/time-is-up", test_time_is_up);
  add ("/vst-clipboard-bar/minimized", test_minimized);
  add ("/vst-clipboard-bar/keep-longer", test_keep_longer);
  add ("/vst-clipboard-bar/clear-now", test_clear_now);
  add ("/vst-clipboard-bar/another-owner", test_another_owner);
  add ("/vst-clipboard-bar/kept", test_kept);
  add ("/vst-clipboard-bar/copy-while-kept", test_copy_while_kept);
  add ("/vst-clipboard-bar/again", test_again);
  add ("/vst-clipboard-bar/focus", test_focus);
  add ("/vst-clipboard-bar/tab", test_tab);
  add ("/vst-clipboard-bar/names", test_names);

  return g_test_run ();
}
