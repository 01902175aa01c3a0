/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-cli.h"

G_BEGIN_DECLS

/* Standard output and standard error of the one run of the program, and the line of progress that
 * stands below both on a terminal. From the main thread. */

/** vst_cli_streams_take_closed: puts something that fails into the place of each standard stream
 * that is closed, so that no file or connection gets its number. Before anything is opened. */
void vst_cli_streams_take_closed (void);

/** vst_cli_streams_open: from now on g_print() and g_printerr() write here, each byte as it is
 * whatever the locale's character set, and neither waits for a reader. */
void vst_cli_streams_open (void);

/** vst_cli_streams_write: writes to standard output; @length: bytes. Returns: whether it can still
 * be written to */
gboolean vst_cli_streams_write (const char *text, gsize length);

/** vst_cli_streams_are_full: Returns: whether so much waits for its reader that nothing new should
 * be begun */
gboolean vst_cli_streams_are_full (void);

/** vst_cli_streams_get_error: Returns: errno of standard output; 0: it can be written to */
int vst_cli_streams_get_error (void);

/** vst_cli_streams_set_line: @line: (nullable): shown as the last line of the terminal on standard
 * error, without a line end, until it is set anew; it gives way to all that is printed */
void vst_cli_streams_set_line (const char *line);

/** vst_cli_streams_flush: turns the main loop until all is written. Returns: %FALSE where it was
 * interrupted and the reader took nothing more */
gboolean vst_cli_streams_flush (VstCli *cli);

/** vst_cli_streams_close: g_print() and g_printerr() are what they were. */
void vst_cli_streams_close (void);

G_END_DECLS
