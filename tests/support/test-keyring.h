/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A session bus of its own with a gnome-keyring of its own, and a home for it that goes with it.
 * The environment of the test points there. */
typedef struct _TestKeyring TestKeyring;

/** test_keyring_new: Returns: (transfer full): the bus alone; no service can be started there */
TestKeyring *test_keyring_new (void);

/** test_keyring_free: ends all; waits until nobody uses the bus any more, so that the next test
 * does not get this one. */
void test_keyring_free (TestKeyring *self);

/** test_keyring_start: runs gnome-keyring and waits for its name on the bus. @unlocked: whether it
 * is given the password of the collection "login", which it makes if need be */
void test_keyring_start (TestKeyring *self, gboolean unlocked);

/** test_keyring_kill: kills gnome-keyring at once; for any thread. */
void test_keyring_kill (TestKeyring *self);

/** test_keyring_kill_and_wait: and waits until the bus has seen it. */
void test_keyring_kill_and_wait (TestKeyring *self);

/** test_keyring_lock: locks the collection "login". */
void test_keyring_lock (TestKeyring *self);

/** test_keyring_unlock: unlocks it with the password, as a login does, without any prompt. */
void test_keyring_unlock (TestKeyring *self);

/** test_keyring_set_prompter: a program that the bus starts to ask for the password. */
void test_keyring_set_prompter (TestKeyring *self, const char *program);

/** test_keyring_hold_prompts: from now on a prompt is opened and stays so, without an answer. */
void test_keyring_hold_prompts (TestKeyring *self);

/** test_keyring_count_prompts: Returns: how many were opened since */
guint test_keyring_count_prompts (TestKeyring *self);

/** test_keyring_set: writes a property of an item, as another program. @value: floating */
void test_keyring_set (TestKeyring *self, const char *path, const char *property, GVariant *value);

/** test_keyring_get: Returns: (transfer full): a property of an item, as another program reads it
 */
GVariant *test_keyring_get (TestKeyring *self, const char *path, const char *property);

/** test_keyring_count: Returns: how many items have the attribute @name with @value */
guint test_keyring_count (TestKeyring *self, const char *name, const char *value);

/**
 * test_keyring_tool:
 * @input: (nullable): what to type
 *
 * Runs secret-tool, up to a NULL.
 *
 * Returns: (transfer full): what it printed
 */
char *test_keyring_tool (TestKeyring *self, const char *input, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
