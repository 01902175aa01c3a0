/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-reminder.h"

G_BEGIN_DECLS

#define TEST_DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* 2026-11-28T12:00:00Z; a time that the tests take for the present */
#define TEST_NOW G_GINT64_CONSTANT (1795867200000)

/** test_token: Returns: (transfer full): the main item of "Jae Wilson at acme", whose token ends
 * then, or is not known to (0) */
VstItem *test_token (const char *id, DomoMethod method, gint64 expires);

/** test_token_with: Returns: (transfer full): likewise, of all fields */
VstItem *test_token_with (VstItemKind kind, const VstRecordFields *fields);

/** test_reminder: Returns: (transfer full): what there is to tell of @item; something there must be
 */
VstReminder *test_reminder (VstItem *item);

/* A service for notifications, as the mock of one of the two interfaces, on a connection of its
 * own.
 */
typedef struct _TestNotifications TestNotifications;

/* What it was handed. */
typedef struct {
  char *app; /* id of the program, or its icon */
  char *title;
  char *body;
  char *action; /* "app.open-account" or "default" */
  char *target; /* the account; NULL with org.freedesktop.Notifications */
} TestNotification;

/** test_notifications_new: Returns: (transfer full): @is_gtk: org.gtk.Notifications, else that of
 * freedesktop.org. @capabilities: (nullable): of the latter, with spaces between them */
TestNotifications *test_notifications_new (gboolean is_gtk, const char *capabilities);
void test_notifications_free (TestNotifications *self);

/** test_notifications_set_failing: whether it answers with an error from now on */
void test_notifications_set_failing (TestNotifications *self, gboolean is_failing);

guint test_notifications_count (TestNotifications *self);
/** test_notifications_wait: Returns: (transfer none): the @n-th one, from 1, once it is there */
const TestNotification *test_notifications_wait (TestNotifications *self, guint n);

/** test_notifications_choose: as by the person: the signals of freedesktop.org */
void test_notifications_choose (TestNotifications *self, guint n, const char *token);
/** test_notifications_close: likewise */
void test_notifications_close (TestNotifications *self, guint n);

G_END_DECLS
