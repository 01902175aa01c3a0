/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-support.h"
#include "test-widgets.h"
#include "vst-secret-row.h"
#include "vst-window.h"

G_BEGIN_DECLS

/* What the tests of the window and its pages share: a window over a practice instance in the same
 * process. The fixture of g_test_add(); its data is a TestPlace. */
typedef struct {
  VstPractice *practice;
  DomoClient *client;
  GSettings *settings;
  VstTries *tries;
  VstKeyring *keyring; /* in memory; test_window_restart() keeps it, as a desktop does */
  VstAccounts *accounts;
  VstWindow *window; /* nullable: test_window_close() */
} TestWindow;

/* What the client is told of the practice instance. */
typedef enum {
  TEST_PLACE_PRACTICE, /* all is asked there, as with --practice */
  TEST_PLACE_OUTSIDE,  /* nothing; its address can be typed */
} TestPlace;

void test_vst_window_set_up (TestWindow *self, gconstpointer place);
/** test_vst_window_set_up_closed: without a window, which takes a while under the sanitizers; up to
 * test_window_restart() */
void test_vst_window_set_up_closed (TestWindow *self, gconstpointer place);
void test_vst_window_tear_down (TestWindow *self, gconstpointer place);

/** test_window_open: a window anew, with the same settings. */
void test_window_open (TestWindow *self);

/** test_window_restart: closes the window where there is one, and starts the program anew over the
 * same keyring and settings. */
void test_window_restart (TestWindow *self);

/** test_window_close: as if the person closed it; nothing keeps it alive. */
void test_window_close (TestWindow *self);

/** test_child: Returns: (transfer none): a child of the sign-in page, by the name it has there */
gpointer test_child (TestWindow *self, const char *name);

/** test_page: Returns: (transfer none) (nullable): the profile page, when there is one */
GtkWidget *test_page (TestWindow *self);

/** test_page_child: Returns: (transfer none): a child of the profile page */
gpointer test_page_child (TestWindow *self, const char *name);

/** test_type: replaces what stands in a row of the sign-in page. */
void test_type (TestWindow *self, const char *row, const char *text);

/** test_typed: Returns: what stands in it */
const char *test_typed (TestWindow *self, const char *row);

/** test_choose: presses one of the three buttons. */
void test_choose (TestWindow *self, DomoMethod method);

/** test_type_account: chooses the way in and types what the account wants; @where: (nullable): into
 * the instance row, in place of the account's own. */
void test_type_account (TestWindow *self, const char *id, const char *where);

/** test_press: clicks a button that can be clicked. */
void test_press (GtkWidget *button);

/** test_press_label: clicks the button with that label somewhere in @root. */
void test_press_label (gpointer root, const char *label);

/** test_submit: what Return does in the form. */
void test_submit (TestWindow *self);

gboolean test_is_busy (TestWindow *self);

/** test_wait_idle: turns the main loop until the form or the code page is no longer busy. */
void test_wait_idle (TestWindow *self);

/** test_wait_requests: turns the main loop until there were @n requests of @route. */
void test_wait_requests (TestWindow *self, VstRoute route, guint n);

/** test_sign_in: with that account, up to the profile page. */
void test_sign_in (TestWindow *self, const char *id);

/** test_set_answer: @route answers so from now on. */
void test_set_answer (TestWindow *self, VstRoute route, guint status, const char *body);

/** test_set_fault: likewise, for the other ways to misbehave */
void test_set_fault (TestWindow *self, VstRoute route, VstFaultKind kind);

/** test_has_focus: Returns: whether the keyboard's focus is on @widget or in it */
gboolean test_has_focus (TestWindow *self, gpointer widget);

/** test_assert_card: the failure card of @root (a page) is there with that title and button.
 * @title: (nullable): there is none; @button: (nullable): any */
void test_assert_card (gpointer root, const char *title, const char *button);

/** test_assert_clipboard: @part: (nullable): what is among the text that anybody can paste; %NULL:
 * there is none */
void test_assert_clipboard (TestWindow *self, const char *part);

/** test_window_session: Returns: (transfer none) (nullable): who is signed in with the account that
 * is shown */
VstSession *test_window_session (TestWindow *self);

/** test_token: Returns: (transfer none): the token of who is signed in */
const char *test_token (TestWindow *self);

G_END_DECLS
