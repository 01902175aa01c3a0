/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A system bus of its own with a logind on it, and a screen saver on the session bus of the test:
 * just what a program hears of them. */
typedef struct _TestLocks TestLocks;

/* Called when somebody lets go of the last descriptor that holds up suspending. */
typedef void (*TestLocksFunc) (gpointer user_data);

#define TEST_LOCKS_SESSION "/org/freedesktop/login1/session/c1"

/** test_locks_new: Returns: (transfer full): both buses are there, and nobody on them. Once for a
 * process, before anybody asks for a bus: GIO keeps the first one that it gets. */
TestLocks *test_locks_new (void);
void test_locks_free (TestLocks *self);

/** test_locks_start_login: @knows_pid: whether logind says which session the program is in; else it
 * knows "auto" alone */
void test_locks_start_login (TestLocks *self, gboolean knows_pid);
void test_locks_stop_login (TestLocks *self);

/** test_locks_count_asked: Returns: how often logind was asked for a session or to wait */
guint test_locks_count_asked (TestLocks *self);

/** test_locks_count_held: Returns: how many descriptors hold up suspending now */
guint test_locks_count_held (TestLocks *self);

/** test_locks_set_released: @released: (nullable): told as soon as none holds it up any more */
void test_locks_set_released (TestLocks *self, TestLocksFunc released, gpointer user_data);

/** test_locks_sleep: logind says that the computer goes to sleep, or that it is awake again. */
void test_locks_sleep (TestLocks *self, gboolean begins);

/** test_locks_session: logind says that the session at @path is to be locked. */
void test_locks_session (TestLocks *self, const char *path);

/** test_locks_forge_sleep: somebody else than logind says so on the system bus. */
void test_locks_forge_sleep (TestLocks *self);

/** test_locks_screen: a screen saver of that interface says whether the screen is locked. */
void test_locks_screen (TestLocks *self, const char *interface, gboolean is_locked);

/** test_locks_wait_for_watch: until @watch has an answer to all that it has asked; nobody but its
 * caller and its own calls may hold a reference to it. */
void test_locks_wait_for_watch (TestLocks *self, GObject *watch);

/** test_locks_settle: all that was said was heard: a call to each bus has come back. */
void test_locks_settle (TestLocks *self);

G_END_DECLS
