/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-secret.h"
#include "vst-cli.h"

G_BEGIN_DECLS

/* What is secret comes by standard input, or from a person at a terminal: never as an argument,
 * which every process can read, and never from the environment. */

/* What is read. */
typedef enum {
  VST_SECRET_CREDENTIAL, /* a password, a client secret, an access token */
  VST_SECRET_CODE,       /* a one-time code */
  VST_SECRET_TOKEN,      /* any token */
} VstSecretKind;

/**
 * vst_cli_read_secret:
 * @kind: how it is called where it is missing
 * @prompt: for a terminal: "Password for jae.wilson@acme.com"
 * @error: %DOMO_ERROR_INPUT when there is none, it is empty, longer than 64 KiB, or no UTF-8;
 * %G_IO_ERROR_CANCELLED when it is interrupted
 *
 * Reads the next line of standard input, without its line end; at a terminal without an echo.
 *
 * Returns: (transfer full): what was read
 */
DomoSecret *
vst_cli_read_secret (VstCli *cli, VstSecretKind kind, const char *prompt, GError **error);

/**
 * vst_cli_read_pasted:
 * @prompt: for a terminal
 * @error: as of vst_cli_read_secret()
 *
 * Reads all of standard input, however many lines it has; at a terminal one line, without an echo.
 *
 * Returns: (transfer full): what was read
 */
DomoSecret *vst_cli_read_pasted (VstCli *cli, const char *prompt, GError **error);

/** vst_cli_ask: asks a question on the terminal, where "n" is the default. Returns: whether it was
 * answered with yes; %FALSE where there is no terminal, and when it is interrupted */
gboolean vst_cli_ask (VstCli *cli, const char *question);

/** vst_cli_has_terminal: Returns: whether a person can be asked */
gboolean vst_cli_has_terminal (void);

G_END_DECLS
