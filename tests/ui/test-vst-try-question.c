/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-try-question.h"

#include "test-question.h"
#include "test-support.h"

static void
ask_for (TestQuestion *self, const char *user_name, guint count)
{
  vst_try_question_ask (self->widget, user_name, count, test_question_answered_cb, self);
}

static void
ask (TestQuestion *self)
{
  ask_for (self, "grace.okafor@acme.com", 2);
}

/* What the dialog that is up says, below its heading. */
static GtkWidget *
find_body (const char *text)
{
  AdwMessageDialog *dialog = test_question_find ();

  g_assert_nonnull (dialog);
  return test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, text);
}

static void
dismiss (void)
{
  gtk_window_close (GTK_WINDOW (test_question_find ()));
  test_settle ();
  g_assert_null (test_question_find ());
}

static void
test_words (TestQuestion *self, gconstpointer unused)
{
  static const struct {
    guint count;
    const char *body;
  } rows[] = {
    { 2, "Domo has refused it twice since it last worked. Another wrong try may lock the account "
         "of grace.okafor@acme.com for everybody." },
    { 3, "Domo has refused it 3 times since it last worked. Another wrong try may lock the account "
         "of grace.okafor@acme.com for everybody." },
    { 1, "Domo has refused it 1 time since it last worked. Another wrong try may lock the account "
         "of grace.okafor@acme.com for everybody." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ask_for (self, "grace.okafor@acme.com", rows[i].count);
    g_assert_nonnull (find_body ("Try This Password Again?"));
    g_assert_nonnull (find_body (rows[i].body));
    dismiss ();
  }
}

static void
test_appearance (TestQuestion *self, gconstpointer unused)
{
  ask (self);
  g_assert_cmpint (adw_message_dialog_get_response_appearance (test_question_find (), "yes"), ==,
                   ADW_RESPONSE_DESTRUCTIVE);
  dismiss ();
}

static void
test_no_markup (TestQuestion *self, gconstpointer unused)
{
  ask_for (self, "<b>_R&D</b>\u202e", 2);
  g_assert_nonnull (
      find_body ("Domo has refused it twice since it last worked. Another wrong try may lock the "
                 "account of <b>_R&D</b>␦ for everybody."));
  dismiss ();
}

/* The words of the answers can be read whoever it is about. */
static void
test_long (TestQuestion *self, gconstpointer unused)
{
  g_autofree char *name = g_strnfill (10000, 'w');
  AdwMessageDialog *dialog;
  int minimum;

  ask_for (self, name, 2);
  dialog = test_question_find ();
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  test_settle ();
  g_assert_true (test_is_shown (test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Cancel")));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (dialog)), <=, 720);
  dismiss ();
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

  test_question_add ("/vst-try-question", ask, "Try Again");
  add ("/vst-try-question/words", test_words);
  add ("/vst-try-question/appearance", test_appearance);
  add ("/vst-try-question/no-markup", test_no_markup);
  add ("/vst-try-question/long", test_long);
  return g_test_run ();
}
