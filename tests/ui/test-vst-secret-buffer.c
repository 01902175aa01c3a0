/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-buffer.h"

#include <string.h>

static void
assert_text (GtkEntryBuffer *buffer, const char *expected)
{
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, expected);
  g_assert_cmpuint (gtk_entry_buffer_get_bytes (buffer), ==, strlen (expected));
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, g_utf8_strlen (expected, -1));
}

static void
test_edit (void)
{
  g_autoptr (GtkEntryBuffer) buffer = vst_secret_buffer_new ();

  assert_text (buffer, "");
  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 0, -1), ==, 0);
  gtk_entry_buffer_insert_text (buffer, 0, "pässwörd", -1);
  assert_text (buffer, "pässwörd");
  gtk_entry_buffer_insert_text (buffer, 2, "…", -1);
  assert_text (buffer, "pä…sswörd");
  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 1, 2), ==, 2);
  assert_text (buffer, "psswörd");
  gtk_entry_buffer_insert_text (buffer, 99, "!", -1);
  assert_text (buffer, "psswörd!");
  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 6, 99), ==, 2);
  assert_text (buffer, "psswör");
  gtk_entry_buffer_set_text (buffer, "other", -1);
  assert_text (buffer, "other");
  gtk_entry_buffer_set_text (buffer, "", -1);
  assert_text (buffer, "");
}

static void
test_random_edits (void)
{
  static const char *const pieces[] = { "a", "ö", "€uro", "😀", "a long piece of text", "" };
  g_autoptr (GtkEntryBuffer) buffer = vst_secret_buffer_new ();
  g_autoptr (GtkEntryBuffer) gtks = gtk_entry_buffer_new (NULL, -1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 5000; i++) {
    guint length = gtk_entry_buffer_get_length (gtks);
    guint position = (guint)g_rand_int_range (rand, 0, (gint32)length + 1);
    const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

    if (g_rand_boolean (rand) && length < 2000) {
      gtk_entry_buffer_insert_text (gtks, position, piece, -1);
      gtk_entry_buffer_insert_text (buffer, position, piece, -1);
    } else {
      gtk_entry_buffer_delete_text (gtks, position, 5);
      gtk_entry_buffer_delete_text (buffer, position, 5);
    }
    assert_text (buffer, gtk_entry_buffer_get_text (gtks));
  }
}

/* What is taken out is gone from where it was, not only behind the end of the text. */
static void
test_wiped (void)
{
  g_autoptr (GtkEntryBuffer) buffer = vst_secret_buffer_new ();
  const volatile char *text;

  gtk_entry_buffer_set_text (buffer, "a needle in hay", -1);
  text = gtk_entry_buffer_get_text (buffer);
  gtk_entry_buffer_delete_text (buffer, 1, 7);
  g_assert_cmpstr ((const char *)text, ==, "a in hay");
  for (gsize i = strlen ("a in hay"); i < strlen ("a needle in hay"); i++)
    g_assert_cmpint (text[i], ==, '\0');
  gtk_entry_buffer_set_text (buffer, "", -1);
  for (gsize i = 0; i < strlen ("a needle in hay"); i++)
    g_assert_cmpint (text[i], ==, '\0');
}

/* As an entry of GTK has it: not more than 65535 bytes, and no half character. */
static void
test_too_long (void)
{
  g_autoptr (GtkEntryBuffer) buffer = vst_secret_buffer_new ();
  g_autofree char *many = g_strnfill (65533, 'x');

  gtk_entry_buffer_set_text (buffer, many, -1);
  g_assert_cmpuint (gtk_entry_buffer_insert_text (buffer, 0, "€", -1), ==, 0);
  g_assert_cmpuint (gtk_entry_buffer_insert_text (buffer, 0, "a€", -1), ==, 1);
  g_assert_cmpuint (gtk_entry_buffer_get_bytes (buffer), ==, 65534);
}

static void
count_cb (GtkEntryBuffer *buffer, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
deleted_cb (GtkEntryBuffer *buffer, guint position, guint n_chars, char **was)
{
  g_free (*was);
  *was = g_strdup (gtk_entry_buffer_get_text (buffer));
}

static void
test_signals (void)
{
  g_autoptr (GtkEntryBuffer) buffer = vst_secret_buffer_new ();
  g_autofree char *was = NULL;
  guint n_texts = 0;
  guint n_lengths = 0;

  g_signal_connect (buffer, "notify::text", G_CALLBACK (count_cb), &n_texts);
  g_signal_connect (buffer, "notify::length", G_CALLBACK (count_cb), &n_lengths);
  g_signal_connect (buffer, "deleted-text", G_CALLBACK (deleted_cb), &was);
  gtk_entry_buffer_insert_text (buffer, 0, "text", -1);
  gtk_entry_buffer_delete_text (buffer, 0, 2);
  g_assert_cmpuint (n_texts, ==, 2);
  g_assert_cmpuint (n_lengths, ==, 2);
  g_assert_cmpstr (was, ==, "text");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/secret-buffer/edit", test_edit);
  g_test_add_func ("/ui/secret-buffer/random-edits", test_random_edits);
  g_test_add_func ("/ui/secret-buffer/wiped", test_wiped);
  g_test_add_func ("/ui/secret-buffer/too-long", test_too_long);
  g_test_add_func ("/ui/secret-buffer/signals", test_signals);
  return g_test_run ();
}
