/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <termios.h>

#include "vst-cli.h"

G_BEGIN_DECLS

/** vst_cli_signals_watch: the first SIGINT, SIGTERM, SIGHUP or SIGQUIT cancels what @cli has under
 * way; a second one ends the program at once, whatever it waits for. One that whoever started the
 * program ignores stays ignored, as of a job in a script's background. */
void vst_cli_signals_watch (VstCli *cli);

/** vst_cli_signals_have_come: Returns: whether it is to end, also where the main loop did not hear
 * of it yet */
gboolean vst_cli_signals_have_come (void);

/** vst_cli_signals_keep_terminal: @before: (nullable): how the terminal on standard input was: a
 * signal that ends the program at once leaves it like that; %NULL from when it is so again. @now:
 * how it is to be, also after the program was stopped and goes on. */
void vst_cli_signals_keep_terminal (const struct termios *before, const struct termios *now);

G_END_DECLS
