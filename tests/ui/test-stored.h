/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-window.h"

G_BEGIN_DECLS

/* What the tests of the window with accounts share, beside test-window.h. */

#define TEST_MINUTE (60 * G_GINT64_CONSTANT (1000))
#define TEST_HOUR (60 * TEST_MINUTE)

/* An account in the keyring, as an earlier run of the program left it. Times are milliseconds from
 * now. */
typedef struct {
  const char *id;
  const char *name;
  DomoMethod method;
  const char *user; /* NULL for an access token */
  gint64 owner_id;
  gint64 left;        /* until the token ends; 0: not known */
  gint64 ago;         /* since it was good */
  const char *token;  /* NULL: signed out */
  const char *secret; /* NULL: not kept */
} TestStored;

/** test_stored_put: puts it into the keyring; best before test_window_restart() */
void test_stored_put (TestWindow *self, const TestStored *stored);

/** test_stored_dup_kinds: Returns: (transfer full): what is in the keyring, in the order in which
 * it was put there: "password, token"; "" for nothing */
char *test_stored_dup_kinds (TestWindow *self);

/** test_assert_kinds: asserts that */
void test_assert_kinds (TestWindow *self, const char *expected);

/** test_stored_get: Returns: (transfer full) (nullable): the first item of that kind */
VstItem *test_stored_get (TestWindow *self, VstItemKind kind);

/** test_stored_dup_secret: Returns: (transfer full): what rests in the first item of that kind */
char *test_stored_dup_secret (TestWindow *self, VstItemKind kind);

/** test_count_requests: Returns: how often Domo was asked for anything but a picture */
guint test_count_requests (TestWindow *self);

/** test_wait_opened: turns the main loop until the keyring is read and written, and nobody waits
 * for an answer about the account that is shown. */
void test_wait_opened (TestWindow *self);

/** test_start_with: those accounts and no others are in the keyring when the program starts; up to
 * the end of what it does by itself */
void test_start_with (TestWindow *self, const TestStored *stored, gsize n);

/** test_forget_all: no account is left, in the list and in the keyring */
void test_forget_all (TestWindow *self);

/** test_act: activates an action of the window; it must be there. @id: (nullable): its parameter */
void test_act (TestWindow *self, const char *action, const char *id);

/** test_key: what the key does where the focus is; @trigger: "Escape", "<Alt>Left" */
void test_key (TestWindow *self, const char *trigger);

/** test_window_child: Returns: (transfer none): a child of the window, by the name it has there */
gpointer test_window_child (TestWindow *self, const char *name);

/** test_assert_page: asserts that the page of that type is the one to be seen */
void test_assert_page (TestWindow *self, GType type);

/** test_assert_again: asserts that the page to sign in again is to be seen, and the focus in that
 * row. */
void test_assert_again (TestWindow *self, const char *row);

/** test_assert_says: asserts that a label in @root says that, for anybody to see */
void test_assert_says (gpointer root, const char *text);

/** test_row: Returns: (transfer none) (nullable): the row of the list with that name */
GtkWidget *test_row (TestWindow *self, const char *name);

/** test_row_account: Returns: (transfer none): the account of that row, which must be there */
VstAccount *test_row_account (TestWindow *self, const char *name);

/** test_row_state: Returns: (transfer none): the state that it shows */
const char *test_row_state (TestWindow *self, const char *name);

/** test_assert_marked: asserts that this row is marked as the one that is shown; @name: (nullable):
 * none is */
void test_assert_marked (TestWindow *self, const char *name);

/** test_row_choose: chooses that account in the list, as Return does */
void test_row_choose (TestWindow *self, const char *name);

/** test_count_rows: Returns: how many accounts are in the list */
guint test_count_rows (TestWindow *self);

/** test_keep: chooses that in the box under the form */
void test_keep (TestWindow *self, const char *choice);

/** test_kept: Returns: (transfer none): what is chosen there */
const char *test_kept (TestWindow *self);

/** test_answer: waits for the question with that title, and gives that answer. */
void test_answer (const char *title, const char *response);

G_END_DECLS
