/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-clipboard.h"

#include "test-support.h"
#include "test-widgets.h"

#define TOKEN "DDCI0123456789abcdef"
#define HINT "x-kde-passwordManagerHint"

typedef struct {
  VstClipboard *clipboard;
  guint cleared;
  guint active_changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->clipboard = vst_clipboard_new (gdk_display_get_default ());
  g_signal_connect_swapped (fixture->clipboard, "cleared", G_CALLBACK (test_count_cb),
                            &fixture->cleared);
  g_signal_connect_swapped (fixture->clipboard, "notify::active", G_CALLBACK (test_count_cb),
                            &fixture->active_changes);
}

static GSubprocess *
ask_outside (const char *target)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *xclip =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        "xclip", "-selection", "clipboard", "-o", "-t", target, NULL);

  g_assert_no_error (error);
  return xclip;
}

/* What another program gets that asks for @target; NULL when it gets nothing. */
static char *
read_outside (const char *target)
{
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GSubprocess) xclip = NULL;
  g_autofree char *text = NULL;

  /* It must not ask the X server before our last word is there. */
  gdk_display_sync (gdk_display_get_default ());
  xclip = ask_outside (target);
  g_subprocess_communicate_utf8_async (xclip, NULL, NULL, test_wait_cb, &wait);
  g_subprocess_communicate_utf8_finish (xclip, test_wait (&wait), &text, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_successful (xclip) ? g_steal_pointer (&text) : NULL;
}

static GSubprocess *
take_outside (Fixture *fixture, const char *text)
{
  GSubprocess *xclip = test_offer_outside (text);

  while (vst_clipboard_is_active (fixture->clipboard))
    g_main_context_iteration (NULL, TRUE);
  return xclip;
}

static void
wait_until_kept (Fixture *fixture, gboolean kept)
{
  while (vst_clipboard_is_kept (fixture->clipboard) != kept)
    g_main_context_iteration (NULL, TRUE);
}

static void
copy (Fixture *fixture, const char *text, guint seconds)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  vst_clipboard_copy_secret (fixture->clipboard, secret, seconds);
}

static void
assert_outside (const char *target, const char *expected)
{
  g_autofree char *text = read_outside (target);

  g_assert_cmpstr (text, ==, expected);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->clipboard)
    g_assert_finalize_object (fixture->clipboard);
  gdk_clipboard_set_content (gdk_display_get_clipboard (gdk_display_get_default ()), NULL);

  /* The X server's word of that must be in before the next copy: GDK takes a late one, without a
   * newer time, for another program's. */
  assert_outside ("TARGETS", NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (vst_clipboard_is_active (fixture->clipboard));

  copy (fixture, TOKEN, VST_CLIPBOARD_SECONDS);

  g_assert_true (vst_clipboard_is_active (fixture->clipboard));
  g_assert_cmpuint (fixture->active_changes, ==, 1);
  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 30);
  g_assert_cmpfloat (vst_clipboard_get_fraction (fixture->clipboard), ==, 1);
  assert_outside ("UTF8_STRING", TOKEN);
  assert_outside ("STRING", TOKEN);
  assert_outside ("text/plain", TOKEN);
  assert_outside ("text/plain;charset=utf-8", TOKEN);
}

static void
test_hint (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *targets = NULL;

  copy (fixture, TOKEN, 30);

  targets = read_outside ("TARGETS");
  g_assert_nonnull (strstr (targets, HINT));
  assert_outside (HINT, "secret");
  assert_outside (HINT, "secret");
  g_assert_true (vst_clipboard_hint_is_delivered (fixture->clipboard));
}

static void
test_countdown (Fixture *fixture, gconstpointer unused)
{
  guint notified = 0;

  copy (fixture, TOKEN, 30);
  g_signal_connect_swapped (fixture->clipboard, "notify::seconds-left", G_CALLBACK (test_count_cb),
                            &notified);
  g_signal_connect_swapped (fixture->clipboard, "notify::fraction", G_CALLBACK (test_count_cb),
                            &notified);
  vst_clipboard_tick (fixture->clipboard, 6);

  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 24);
  g_assert_cmpfloat_with_epsilon (vst_clipboard_get_fraction (fixture->clipboard), 0.8, 0.001);
  assert_outside ("UTF8_STRING", TOKEN);
}

static void
test_time_is_up (Fixture *fixture, gconstpointer unused)
{
  copy (fixture, TOKEN, 30);
  vst_clipboard_tick (fixture->clipboard, 29);
  g_assert_true (vst_clipboard_is_active (fixture->clipboard));
  vst_clipboard_tick (fixture->clipboard, 1);

  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  g_assert_cmpuint (fixture->cleared, ==, 1);
  g_assert_cmpuint (fixture->active_changes, ==, 2);
  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 0);
  assert_outside ("UTF8_STRING", NULL);
  assert_outside (HINT, NULL);
  assert_outside ("TARGETS", NULL);
}

static void
test_keep_longer (Fixture *fixture, gconstpointer unused)
{
  copy (fixture, TOKEN, 30);
  vst_clipboard_tick (fixture->clipboard, 6);
  vst_clipboard_keep_longer (fixture->clipboard);

  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 54);
  g_assert_cmpfloat_with_epsilon (vst_clipboard_get_fraction (fixture->clipboard), 0.9, 0.001);
  vst_clipboard_tick (fixture->clipboard, 53);
  assert_outside ("UTF8_STRING", TOKEN);
  vst_clipboard_tick (fixture->clipboard, 1);
  assert_outside ("UTF8_STRING", NULL);
}

static void
test_clear_now (Fixture *fixture, gconstpointer unused)
{
  copy (fixture, TOKEN, 30);
  vst_clipboard_clear (fixture->clipboard);

  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  g_assert_cmpuint (fixture->cleared, ==, 1);
  assert_outside ("UTF8_STRING", NULL);

  vst_clipboard_clear (fixture->clipboard);
  g_assert_cmpuint (fixture->cleared, ==, 1);
}

/* Nobody keeps the secret once it is off the clipboard. */
static void
test_no_copy_left (Fixture *fixture, gconstpointer unused)
{
  GdkContentProvider *content;

  copy (fixture, TOKEN, 30);
  assert_outside ("UTF8_STRING", TOKEN);
  content = gdk_clipboard_get_content (gdk_display_get_clipboard (gdk_display_get_default ()));
  g_object_add_weak_pointer (G_OBJECT (content), (gpointer *)&content);
  vst_clipboard_clear (fixture->clipboard);

  g_assert_null (content);
}

static void
test_copy_again (Fixture *fixture, gconstpointer unused)
{
  copy (fixture, TOKEN, 30);
  vst_clipboard_tick (fixture->clipboard, 20);
  copy (fixture, "another", 30);

  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 30);
  g_assert_cmpuint (fixture->active_changes, ==, 1);
  vst_clipboard_tick (fixture->clipboard, 10);
  assert_outside ("UTF8_STRING", "another");
  g_assert_cmpuint (fixture->cleared, ==, 0);
}

/* What others put there is theirs: neither the time nor the button nor our end takes it. */
static void
test_foreign_owner (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSubprocess) other = NULL;

  copy (fixture, TOKEN, 30);
  other = take_outside (fixture, "not ours");

  g_assert_cmpuint (vst_clipboard_get_seconds_left (fixture->clipboard), ==, 0);
  vst_clipboard_tick (fixture->clipboard, 30);
  vst_clipboard_clear (fixture->clipboard);
  g_assert_cmpuint (fixture->cleared, ==, 0);
  assert_outside ("UTF8_STRING", "not ours");
  assert_outside (HINT, "not ours"); /* xclip answers whatever it is asked for with its text */
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));
  assert_outside ("UTF8_STRING", "not ours");
  g_subprocess_force_exit (other);
}

/* Another field of this program is another owner too. */
static void
test_own_other_copy (Fixture *fixture, gconstpointer unused)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());

  copy (fixture, TOKEN, 30);
  gdk_clipboard_set_text (clipboard, "from a field");

  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  vst_clipboard_tick (fixture->clipboard, 30);
  vst_clipboard_clear (fixture->clipboard);
  g_assert_cmpuint (fixture->cleared, ==, 0);
  assert_outside ("UTF8_STRING", "from a field");
  assert_outside (HINT, NULL);
}

/* A manager that takes over what is copied, as some do at once. */
static void
test_kept_by_another (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSubprocess) manager = NULL;

  copy (fixture, TOKEN, 30);
  g_assert_false (vst_clipboard_is_kept (fixture->clipboard));
  manager = take_outside (fixture, TOKEN);
  wait_until_kept (fixture, TRUE);

  /* It is not ours to take away. */
  vst_clipboard_clear (fixture->clipboard);
  g_assert_cmpuint (fixture->cleared, ==, 0);
  assert_outside ("UTF8_STRING", TOKEN);
  g_assert_true (vst_clipboard_is_kept (fixture->clipboard));

  vst_clipboard_dismiss (fixture->clipboard);
  g_assert_false (vst_clipboard_is_kept (fixture->clipboard));
  g_subprocess_force_exit (manager);
}

/* A manager that cannot bear an empty clipboard. */
static void
test_put_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSubprocess) manager = NULL;
  g_autoptr (GSubprocess) other = NULL;

  copy (fixture, TOKEN, 30);
  vst_clipboard_clear (fixture->clipboard);
  assert_outside ("UTF8_STRING", NULL);
  g_assert_false (vst_clipboard_is_kept (fixture->clipboard));
  manager = test_offer_outside (TOKEN);
  wait_until_kept (fixture, TRUE);

  /* What the person copies next ends it. */
  other = test_offer_outside ("not ours");
  wait_until_kept (fixture, FALSE);
  g_subprocess_force_exit (manager);
  g_subprocess_force_exit (other);
}

static void
assert_not_taken_for_ours (Fixture *fixture, const char *text)
{
  g_autoptr (GSubprocess) other = NULL;

  copy (fixture, TOKEN, 30);
  other = take_outside (fixture, text);
  for (int i = 0; i < 3; i++) /* each goes through the X server and back, as a look of ours does */
    assert_outside ("UTF8_STRING", text);
  g_assert_false (vst_clipboard_is_kept (fixture->clipboard));
  g_subprocess_force_exit (other);
}

static void
test_not_kept (Fixture *fixture, gconstpointer unused)
{
  static const char *texts[] = { "not ours", "DDCI0123456789abcdeF", TOKEN "f", "DDCI" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_not_taken_for_ours (fixture, texts[i]);
}

static void
test_next_copy_ends_kept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSubprocess) manager = NULL;

  copy (fixture, TOKEN, 30);
  manager = take_outside (fixture, TOKEN);
  wait_until_kept (fixture, TRUE);
  copy (fixture, "another", 30);
  g_assert_false (vst_clipboard_is_kept (fixture->clipboard));
  g_assert_true (vst_clipboard_is_active (fixture->clipboard));
  vst_clipboard_copy_text (fixture->clipboard, TOKEN);
  g_assert_false (vst_clipboard_is_kept (fixture->clipboard));
  g_subprocess_force_exit (manager);
}

static void
test_end_while_looking (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSubprocess) manager = NULL;

  copy (fixture, TOKEN, 30);
  manager = take_outside (fixture, TOKEN);
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));
  assert_outside ("UTF8_STRING", TOKEN); /* what was asked for comes in meanwhile */
  g_subprocess_force_exit (manager);
}

static void
test_copy_text (Fixture *fixture, gconstpointer unused)
{
  copy (fixture, TOKEN, 30);
  vst_clipboard_copy_text (fixture->clipboard, "1893952720");

  g_assert_false (vst_clipboard_is_active (fixture->clipboard));
  assert_outside ("UTF8_STRING", "1893952720");
  assert_outside (HINT, NULL);
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));
  assert_outside ("UTF8_STRING", "1893952720");
}

static void
test_end (Fixture *fixture, gconstpointer unused)
{
  copy (fixture, TOKEN, 30);
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));

  assert_outside ("UTF8_STRING", NULL);
  assert_outside ("TARGETS", NULL);
}

/* A paste into a field of ours goes another way than one into another program. */
static void
test_paste_inside (Fixture *fixture, gconstpointer unused)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_auto (TestWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  copy (fixture, TOKEN, 30);
  gdk_clipboard_read_text_async (clipboard, NULL, test_wait_cb, &wait);
  text = gdk_clipboard_read_text_finish (clipboard, test_wait (&wait), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, TOKEN);
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

  add ("/vst-clipboard/copy", test_copy);
  add ("/vst-clipboard/hint", test_hint);
  add ("/vst-clipboard/countdown", test_countdown);
  add ("/vst-clipboard/time-is-up", test_time_is_up);
  add ("/vst-clipboard/keep-longer", test_keep_longer);
  add ("/vst-clipboard/clear-now", test_clear_now);
  add ("/vst-clipboard/no-copy-left", test_no_copy_left);
  add ("/vst-clipboard/copy-again", test_copy_again);
  add ("/vst-clipboard/foreign-owner", test_foreign_owner);
  add ("/vst-clipboard/own-other-copy", test_own_other_copy);
  add ("/vst-clipboard/kept-by-another", test_kept_by_another);
  add ("/vst-clipboard/put-back", test_put_back);
  add ("/vst-clipboard/not-kept", test_not_kept);
  add ("/vst-clipboard/next-copy-ends-kept", test_next_copy_ends_kept);
  add ("/vst-clipboard/end-while-looking", test_end_while_looking);
  add ("/vst-clipboard/copy-text", test_copy_text);
  add ("/vst-clipboard/end", test_end);
  add ("/vst-clipboard/paste-inside", test_paste_inside);

  return g_test_run ();
}
