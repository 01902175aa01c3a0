/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-question.h"

#include "test-support.h"

typedef struct {
  TestQuestionAsk ask;
  const char *yes;
} Kind;

void
test_question_set_up (TestQuestion *self, gconstpointer unused)
{
  self->widget = gtk_label_new ("What is asked about");
  self->window = test_window_new (self->widget);
}

void
test_question_tear_down (TestQuestion *self, gconstpointer unused)
{
  g_clear_pointer (&self->window, gtk_window_destroy);
  test_settle ();
  g_assert_null (test_question_find ());
}

void
test_question_answered_cb (gboolean yes, gpointer self)
{
  ((TestQuestion *)self)->n_answers++;
  ((TestQuestion *)self)->answer = yes;
}

AdwMessageDialog *
test_question_find (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static GtkWidget *
ask (TestQuestion *self, const Kind *kind)
{
  AdwMessageDialog *dialog;

  kind->ask (self);
  dialog = test_question_find ();
  g_assert_nonnull (dialog);
  g_assert_cmpuint (self->n_answers, ==, 0);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == self->window);
  while (!gtk_window_is_active (GTK_WINDOW (dialog)))
    g_main_context_iteration (NULL, TRUE);
  return GTK_WIDGET (dialog);
}

/* When the dialog has gone, so that nobody can answer later. */
static void
assert_answer (TestQuestion *self, gboolean yes)
{
  while (self->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
  g_assert_null (test_question_find ());
  g_assert_cmpuint (self->n_answers, ==, 1);
  g_assert_true (self->answer == yes);
}

static void
press (GtkWidget *dialog, const char *label)
{
  GtkWidget *button = test_find (dialog, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_yes (TestQuestion *self, gconstpointer kind)
{
  press (ask (self, kind), ((const Kind *)kind)->yes);
  assert_answer (self, TRUE);
}

static void
test_cancel (TestQuestion *self, gconstpointer kind)
{
  press (ask (self, kind), "Cancel");
  assert_answer (self, FALSE);
}

/* Return goes to the button with the focus, and to the default one when there is none. */
static void
test_return (TestQuestion *self, gconstpointer kind)
{
  GtkWindow *dialog = GTK_WINDOW (ask (self, kind));
  GtkWidget *button = gtk_window_get_default_widget (dialog);
  GtkWidget *focus = gtk_window_get_focus (dialog);

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Cancel");
  g_assert_true (!focus || focus == button);
  g_signal_emit_by_name (dialog, "activate-default");
  assert_answer (self, FALSE);
}

/* By Escape or the window manager. */
static void
test_closed (TestQuestion *self, gconstpointer kind)
{
  gtk_window_close (GTK_WINDOW (ask (self, kind)));
  assert_answer (self, FALSE);
}

static void
test_window_closed (TestQuestion *self, gconstpointer kind)
{
  ask (self, kind);
  gtk_window_close (g_steal_pointer (&self->window));
  assert_answer (self, FALSE);
}

static void
add (const char *prefix,
     const char *name,
     const Kind *kind,
     void (*test) (TestQuestion *, gconstpointer))
{
  g_autofree char *path = g_strconcat (prefix, "/", name, NULL);

  g_test_add (path, TestQuestion, kind, test_question_set_up, test, test_question_tear_down);
}

void
test_question_add (const char *prefix, TestQuestionAsk ask_func, const char *yes)
{
  static Kind kind; /* one for each program */

  kind = (Kind){ .ask = ask_func, .yes = yes };
  add (prefix, "yes", &kind, test_yes);
  add (prefix, "cancel", &kind, test_cancel);
  add (prefix, "return", &kind, test_return);
  add (prefix, "closed", &kind, test_closed);
  add (prefix, "window-closed", &kind, test_window_closed);
}
