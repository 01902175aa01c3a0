/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Values that mean something to one interpreter or another, all of them UTF-8; ends with NULL. A
 * server, a person or another program that writes to the keyring may give any as a token or name.
 */
extern const char *const hostile_values[];

/** hostile_run: @command: words with spaces between them, whose first is looked for in PATH;
 * @input: its standard input. Turns the main loop until it ends; what it says on standard error is
 * seen where it does not end well. Returns: (transfer full): its standard output, of a command that
 * ends well */
GBytes *hostile_run (const char *command, const char *input);

/** hostile_has: skips the test where @program is not installed. Returns: whether it is */
gboolean hostile_has (const char *program);

/**
 * hostile_has_java: A JDK is too much to install for two cases, and a skipped case counts as
 * failed, so they are there only where this holds. Returns: whether Java can be compiled and run
 */
gboolean hostile_has_java (void);

/** hostile_assert_values: @output: each value with @end after it; @is_left_out: (nullable): whether
 * a value is not there */
void
hostile_assert_values (GBytes *output, const char *end, gboolean (*is_left_out) (const char *));

G_END_DECLS
