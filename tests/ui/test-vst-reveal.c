/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-reveal.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test-input.h"
#include "test-widgets.h"

#define CHUNK (1024 * 1024)

/* The beginning of what is freed is soon another's, the rest is there for long. */
#define OVERWRITTEN 16

typedef struct {
  VstReveal *reveal;
  GtkWindow *window;
  DomoSecret *secret;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  char *text = g_uuid_string_random ();

  fixture->secret = domo_secret_new (text, -1);
  domo_wipe_string (text);
  fixture->reveal = g_object_new (VST_TYPE_REVEAL, NULL);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("beside it"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->reveal));
  fixture->window = test_window_new (box);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  domo_secret_unref (fixture->secret);
}

/* ------------------------------------------------------------------------ what is in the memory */

static gboolean
is_here (const guint8 *p, const char *text, gsize length, gsize width)
{
  for (gsize i = 0; i < length * width; i++)
    if (p[i] != (i % width == 0 ? (guint8)text[i / width] : 0))
      return FALSE;
  return TRUE;
}

static guint
count_in (const guint8 *data, gsize size, const char *text, gsize length, gsize width)
{
  guint count = 0;

  for (gsize i = 0; i + length * width <= size; i++)
    if (data[i] == (guint8)text[0] && is_here (data + i, text, length, width))
      count++;
  return count;
}

/* Of a text whose characters take @width bytes each; what lies over the end of a chunk is read
 * again with the next. */
static guint
count_in_range (int memory, guint8 *chunk, gsize start, gsize end, DomoSecret *secret, gsize width)
{
  const char *text = domo_secret_get_text (secret) + OVERWRITTEN;
  gsize length = domo_secret_get_length (secret) - OVERWRITTEN;
  guint count = 0;

  for (gsize at = start; at < end; at += CHUNK - length * width + 1) {
    gssize n = pread (memory, chunk, MIN (CHUNK, end - at), (off_t)at);

    if (n <= 0)
      break;
    count += count_in (chunk, (gsize)n, text, length, width);
  }
  explicit_bzero (chunk, CHUNK);
  return count;
}

/* In all that this process can write to, but where it is looked for. */
static guint
count_copies (DomoSecret *secret, gsize width)
{
  static guint8 chunk[CHUNK];
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY);
  guint count = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (gsize i = 0; lines[i]; i++) {
    gsize start, end;

    if (sscanf (lines[i], "%zx-%zx rw", &start, &end) == 2 && strstr (lines[i], " rw") &&
        !((gsize)chunk >= start && (gsize)chunk < end))
      count += count_in_range (memory, chunk, start, end, secret, width);
  }
  close (memory);
  return count;
}

/* @width: bytes of a character */
static void
assert_copies (Fixture *fixture, gsize width, guint n)
{
  if (test_can_look ())
    g_assert_cmpuint (count_copies (fixture->secret, width), ==, n);
}

/* ------------------------------------------------------------------------------------- the cases
 */

static void
test_shown_and_hidden (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *widget = GTK_WIDGET (fixture->reveal);

  g_assert_false (gtk_widget_get_visible (widget));
  vst_reveal_show (fixture->reveal, fixture->secret);
  test_input_wait_frame (widget);
  g_assert_true (gtk_widget_get_visible (widget));
  g_assert_cmpint (gtk_widget_get_height (widget), >, 0);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)), ==,
                   GTK_ACCESSIBLE_ROLE_PRESENTATION);
  vst_reveal_hide (fixture->reveal);
  g_assert_false (gtk_widget_get_visible (widget));
}

/* One more while it is drawn, and none once it is not: in no encoding, whatever Pango and the
 * renderer did with it. */
static void
test_wiped (Fixture *fixture, gconstpointer unused)
{
  assert_copies (fixture, 1, 1);
  vst_reveal_show (fixture->reveal, fixture->secret);
  test_input_wait_frame (GTK_WIDGET (fixture->reveal));
  assert_copies (fixture, 1, 2);
  vst_reveal_hide (fixture->reveal);
  assert_copies (fixture, 1, 1);
  assert_copies (fixture, 2, 0);
  assert_copies (fixture, 4, 0);
}

static void
test_unmapped (Fixture *fixture, gconstpointer unused)
{
  vst_reveal_show (fixture->reveal, fixture->secret);
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  assert_copies (fixture, 1, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->reveal)));
}

/* Wrapped by character, however narrow it is, and not without end. */
static void
test_long (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = g_strnfill (20000, 'W');
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);
  int one, many;

  vst_reveal_show (fixture->reveal, fixture->secret);
  gtk_widget_measure (GTK_WIDGET (fixture->reveal), GTK_ORIENTATION_VERTICAL, 2000, &one, NULL,
                      NULL, NULL);
  vst_reveal_show (fixture->reveal, secret);
  gtk_widget_measure (GTK_WIDGET (fixture->reveal), GTK_ORIENTATION_VERTICAL, 300, &many, NULL,
                      NULL, NULL);
  g_assert_cmpint (one, >, 0);
  g_assert_cmpint (many, >, 10 * one);
  g_assert_cmpint (many, <=, 41 * one);
  vst_reveal_hide (fixture->reveal);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  g_test_add ("/vst-reveal/shown-and-hidden", Fixture, NULL, set_up, test_shown_and_hidden,
              tear_down);
  g_test_add ("/vst-reveal/wiped", Fixture, NULL, set_up, test_wiped, tear_down);
  g_test_add ("/vst-reveal/unmapped", Fixture, NULL, set_up, test_unmapped, tear_down);
  g_test_add ("/vst-reveal/long", Fixture, NULL, set_up, test_long, tear_down);

  return g_test_run ();
}
