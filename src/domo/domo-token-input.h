/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-token.h"

G_BEGIN_DECLS

/* What stood around a token that a person pasted, and was taken off. */
typedef enum {
  DOMO_DROPPED_NOTHING = 0,
  DOMO_DROPPED_BEARER = 1 << 0,   /* the word "Bearer" */
  DOMO_DROPPED_HEADER = 1 << 1,   /* a header's name */
  DOMO_DROPPED_VARIABLE = 1 << 2, /* "NAME=", be it with "export" or "set" before it */
  DOMO_DROPPED_QUOTES = 1 << 3,
  DOMO_DROPPED_LINE_BREAK = 1 << 4, /* inside the token, or other lines beside it */
  DOMO_DROPPED_ENCODING = 1 << 5,   /* one layer of percent-encoding more than a token has */
  DOMO_ADDED_ENCODING = 1 << 6,     /* the percent-encoding in which Domo gives session tokens */
} DomoDropped;

/* Why a text is no token. */
#define DOMO_TOKEN_INPUT_ERROR (domo_token_input_error_quark ())
GQuark domo_token_input_error_quark (void);
typedef enum {
  DOMO_TOKEN_INPUT_ERROR_EMPTY,     /* nothing is left once all around it is taken off */
  DOMO_TOKEN_INPUT_ERROR_TOO_LONG,  /* no header could carry it */
  DOMO_TOKEN_INPUT_ERROR_NAME,      /* what is there is named as something else: a password, say */
  DOMO_TOKEN_INPUT_ERROR_WORDS,     /* several words: a sentence */
  DOMO_TOKEN_INPUT_ERROR_CHARACTER, /* a character that no token has */
  DOMO_TOKEN_INPUT_ERROR_BROKEN,    /* a session or bearer token, but cut short or changed */
} DomoTokenInputError;

/**
 * domo_token_new_from_input:
 * @input: (transfer none): what a person pasted, dropped or piped in; hostile
 * @dropped: (out) (optional): what was taken off
 * @error: %DOMO_TOKEN_INPUT_ERROR; its message holds nothing of @input
 *
 * Finds the token in a header line, in a line of an environment file or of a shell, or in an
 * answer's piece that an editor wrapped, and tells what it is. Offline; every copy is wiped.
 *
 * Returns: (transfer full): the token
 */
DomoToken *domo_token_new_from_input (DomoSecret *input, DomoDropped *dropped, GError **error);

G_END_DECLS
