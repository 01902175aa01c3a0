/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text of a server is shown up to this many characters. */
#define DOMO_TEXT_MAX_CHARS 500

/**
 * domo_text_tidy:
 * @text: (nullable): text from outside, perhaps not UTF-8
 * @length: bytes, or -1 when @text ends with a NUL
 *
 * Makes foreign text fit to be shown: valid UTF-8, control and bidirectional-override characters
 * as U+2426 (white space as a space), cut at %DOMO_TEXT_MAX_CHARS characters with an ellipsis.
 *
 * Returns: (transfer full) (nullable): the text, %NULL for %NULL
 */
char *domo_text_tidy (const char *text, gssize length);

/** domo_text_escape: @json: JSON. Returns: (transfer full): the same values, with what could steer
 * a terminal or turn a text round (control and bidi characters, but for line ends) as \uXXXX */
char *domo_text_escape (const char *json);

G_END_DECLS
