/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-secret-writer.h"

G_BEGIN_DECLS

/* One value, written so that an interpreter reads exactly it and nothing of it is run. All but the
 * first two want UTF-8. */

/** vst_quote_shell: for a POSIX shell: in single quotes, always */
void vst_quote_shell (VstSecretWriter *writer, const char *text);

/**
 * vst_quote_env:
 *
 * For the right side of a line in a .env file. Its readers have no rules in common: docker takes
 * the bytes as they are, systemd, shells and python-dotenv know quotes, and different escapes. What
 * all tokens of Domo's are made of is written as it is, which they all read alike. Anything else is
 * quoted in the way on which shells, systemd and python-dotenv agree; where there is none, as
 * shells and systemd read it. (That is where a quote or a doubled backslash stands beside a "$" or
 * a backtick; python-dotenv also cannot read a backslash at the end, and replaces "${NAME}" in any
 * quotes.)
 */
void vst_quote_env (VstSecretWriter *writer, const char *text);

/** vst_quote_json: a string of JSON, which is one of JavaScript too: in ASCII, so that no line
 * separator (U+2028) and no mark of direction (U+202E) comes through. */
void vst_quote_json (VstSecretWriter *writer, const char *text);

/** vst_quote_python: a string of Python 3, in ASCII for the same reason */
void vst_quote_python (VstSecretWriter *writer, const char *text);

/** vst_quote_java: a string of Java, in ASCII. Java reads its Unicode escapes before anything else:
 * a line end must not be one. */
void vst_quote_java (VstSecretWriter *writer, const char *text);

/** vst_quote_powershell: in single quotes, of which PowerShell knows five, any one ending the
 * string: each is doubled. */
void vst_quote_powershell (VstSecretWriter *writer, const char *text);

G_END_DECLS
