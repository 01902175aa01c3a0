/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-keyring-help.h"

#include "test-question.h"
#include "test-support.h"

static GtkWidget *
show (TestQuestion *fixture)
{
  GtkWidget *dialog;

  vst_keyring_help_show (fixture->widget);
  dialog = GTK_WIDGET (test_question_find ());
  g_assert_nonnull (dialog);
  while (!gtk_window_is_active (GTK_WINDOW (dialog)))
    g_main_context_iteration (NULL, TRUE);
  return dialog;
}

static void
test_words (TestQuestion *fixture, gconstpointer unused)
{
  GtkWidget *dialog = show (fixture);

  g_assert_true (test_is_shown (test_find (dialog, GTK_TYPE_LABEL, "How to Get a Keyring")));
  g_assert_true (test_is_shown (
      test_find (dialog, GTK_TYPE_LABEL,
                 "On GNOME it is the package gnome-keyring. On KDE it is KWallet\u00a05.97 or "
                 "later, or KeePassXC with its Secret Service turned on.")));
}

/* A command is there to be copied. */
static void
test_commands (TestQuestion *fixture, gconstpointer unused)
{
  static const char *const commands[] = { "sudo apt install gnome-keyring",
                                          "gnome-keyring-daemon --start --components=secrets" };
  GtkWidget *dialog = show (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    GtkWidget *label = test_find (dialog, GTK_TYPE_LABEL, commands[i]);
    g_autofree char *copied = NULL;

    g_assert_true (test_is_shown (label));
    gtk_label_select_region (GTK_LABEL (label), 0, -1);
    gtk_widget_activate_action (label, "clipboard.copy", NULL);
    copied = test_clipboard_dup_text (gtk_widget_get_clipboard (label));
    g_assert_cmpstr (copied, ==, commands[i]);
  }
}

/* Return closes it at once; no command is marked. */
static void
test_close (TestQuestion *fixture, gconstpointer unused)
{
  GtkWindow *dialog = GTK_WINDOW (show (fixture));
  GtkWidget *button = test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Close");

  g_assert_true (test_is_shown (button));
  g_assert_true (gtk_window_get_focus (dialog) == button);
  g_assert_true (gtk_window_get_default_widget (dialog) == button);
  g_signal_emit_by_name (button, "clicked");
  test_settle ();
  g_assert_null (test_question_find ());
}

static void
test_narrow (TestQuestion *fixture, gconstpointer unused)
{
  GtkWidget *dialog = show (fixture);
  int minimum;

  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
add (const char *path, void (*test) (TestQuestion *, gconstpointer))
{
  g_test_add (path, TestQuestion, NULL, test_question_set_up, test, test_question_tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/vst-keyring-help/words", test_words);
  add ("/vst-keyring-help/commands", test_commands);
  add ("/vst-keyring-help/close", test_close);
  add ("/vst-keyring-help/narrow", test_narrow);
  return g_test_run ();
}
