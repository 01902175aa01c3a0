/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-accept-question.h"

#include "test-question.h"
#include "test-support.h"

static void
ask_about (TestQuestion *self, const char *before, const char *after)
{
  vst_accept_question_ask (self->widget, before, after, test_question_answered_cb, self);
}

static void
ask (TestQuestion *self)
{
  ask_about (self, "Jae Wilson", "Priya Shah");
}

static void
assert_says (const char *text)
{
  AdwMessageDialog *dialog = test_question_find ();

  g_assert_nonnull (dialog);
  if (!test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, text))
    g_error ("The question does not say “%s”", text);
}

static void
test_words (TestQuestion *self, gconstpointer unused)
{
  ask (self);
  assert_says ("Accept Priya Shah?");
  assert_says ("Until now this account was Jae Wilson. From now on it is Priya Shah. The old name "
               "is not kept.");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (test_question_find (), "yes"), ==,
                   ADW_RESPONSE_DESTRUCTIVE);
}

static void
test_no_markup (TestQuestion *self, gconstpointer unused)
{
  ask_about (self, "<b>Jae & Co</b>", "<i>_Priya %s</i>\n");
  assert_says ("Accept <i>_Priya %s</i> ?");
  assert_says ("Until now this account was <b>Jae & Co</b>. From now on it is <i>_Priya %s</i> . "
               "The old name is not kept.");
}

/* The names are up to Domo; the answers have to stay on the screen. */
static void
test_long (TestQuestion *self, gconstpointer unused)
{
  g_autofree char *before = g_strnfill (10000, 'w');
  g_autofree char *after = g_strnfill (10000, 'm');
  GtkWidget *dialog;
  int minimum;

  ask_about (self, before, after);
  dialog = GTK_WIDGET (test_question_find ());
  test_settle ();
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_widget_get_height (dialog), <=, 720);
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

  test_question_add ("/vst-accept-question", ask, "Accept");
  add ("/vst-accept-question/words", test_words);
  add ("/vst-accept-question/no-markup", test_no_markup);
  add ("/vst-accept-question/long", test_long);
  return g_test_run ();
}
