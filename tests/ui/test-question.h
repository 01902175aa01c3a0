/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-widgets.h"

G_BEGIN_DECLS

/* What the tests of questions share: a window that is asked about, and what was answered. The
 * fixture of g_test_add(). */
typedef struct {
  GtkWindow *window; /* nullable: closed */
  GtkWidget *widget; /* in it */
  guint n_answers;
  gboolean answer; /* the last one */
} TestQuestion;

/* Asks, with test_question_answered_cb() and @self. */
typedef void (*TestQuestionAsk) (TestQuestion *self);

void test_question_set_up (TestQuestion *self, gconstpointer unused);
void test_question_tear_down (TestQuestion *self, gconstpointer unused);

/** test_question_answered_cb: counts an answer; its data is a TestQuestion. */
void test_question_answered_cb (gboolean yes, gpointer self);

/** test_question_find: Returns: (transfer none) (nullable): the dialog that is up */
AdwMessageDialog *test_question_find (void);

/** test_question_add: adds the tests that every question has to pass, as "PREFIX/…"; @yes: the
 * label of the answer that goes on */
void test_question_add (const char *prefix, TestQuestionAsk ask, const char *yes);

G_END_DECLS
