/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-token-words.h"

#include <glib/gi18n.h>

#include "vst-words.h"

const char *
vst_token_words_kind (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_SESSION:
    return _ ("Session token");
  case DOMO_TOKEN_BEARER:
    return _ ("Bearer token, a JSON Web Token");
  case DOMO_TOKEN_ACCESS:
  default:
    return _ ("Access token");
  }
}

const char *
vst_token_words_use (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_SESSION:
    return _ ("Of somebody who signed in with a password");
  case DOMO_TOKEN_BEARER:
    return _ ("For api.domo.com only. Signing in takes a session or access token.");
  case DOMO_TOKEN_ACCESS:
  default:
    return domo_token_is_usual_access (token)
               ? _ ("It says nothing of itself. Domo alone knows whose it is, and until when.")
               : _ ("It says nothing of itself, and does not begin with DDCI, as most do.");
  }
}

char *
vst_token_words_dropped (DomoDropped dropped)
{
  static const struct {
    DomoDropped dropped;
    const char *words;
  } parts[] = {
    { DOMO_DROPPED_HEADER, N_ ("the header’s name") },
    { DOMO_DROPPED_VARIABLE, N_ ("the variable’s name") },
    { DOMO_DROPPED_BEARER, N_ ("the word “Bearer”") },
    { DOMO_DROPPED_QUOTES, N_ ("quotes") },
    { DOMO_DROPPED_LINE_BREAK, N_ ("line breaks") },
    { DOMO_DROPPED_ENCODING, N_ ("a layer of percent-encoding") },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (dropped & parts[i].dropped)
      g_ptr_array_add (words, (gpointer)_ (parts[i].words));
  if (words->len == 0)
    return dropped & DOMO_ADDED_ENCODING ? g_strdup (_ ("Percent-encoded again, as Domo takes it"))
                                         : NULL;
  g_ptr_array_add (words, NULL);
  joined = g_strjoinv (", ", (char **)words->pdata);
  /* Translators: %s is "the word “Bearer”, line breaks" */
  return g_strdup_printf (_ ("Left out: %s"), joined);
}

const char *
vst_token_words_input_error (const GError *error)
{
  switch ((DomoTokenInputError)error->code) {
  case DOMO_TOKEN_INPUT_ERROR_EMPTY:
    return _ ("Nothing is left once quotes and names are taken off.");
  case DOMO_TOKEN_INPUT_ERROR_TOO_LONG:
    return _ ("It is longer than 64 KiB; no token is.");
  case DOMO_TOKEN_INPUT_ERROR_NAME:
    return _ ("It has the name of something else, not of a token.");
  case DOMO_TOKEN_INPUT_ERROR_WORDS:
    return _ ("It has several words; a token is one.");
  case DOMO_TOKEN_INPUT_ERROR_CHARACTER:
    return _ ("It has characters that no token has.");
  case DOMO_TOKEN_INPUT_ERROR_BROKEN:
  default:
    return _ ("It begins as a session or bearer token, but its end is missing, or a part of it was "
              "changed.");
  }
}

char *
vst_token_words_other_person (DomoToken *token, VstRecord *record)
{
  gint64 named = domo_token_get_owner_id (token);
  gint64 owner = vst_record_get (record)->owner_id;
  g_autofree char *its = NULL;
  g_autofree char *ours = NULL;

  if (named == 0 || owner == 0 || named == owner)
    return NULL;
  its = g_strdup_printf ("%" G_GINT64_FORMAT, named);
  ours = g_strdup_printf ("%" G_GINT64_FORMAT, owner);
  return g_strdup_printf (_ ("It names user ID %s. This account’s is %s."), its, ours);
}

char *
vst_token_words_other_instance (DomoToken *token, VstRecord *record)
{
  const char *domain = domo_token_get_domain (token);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (record);
  g_autoptr (DomoInstance) named = domain ? domo_instance_new (domain, NULL) : NULL;

  if (!domain || !instance || (named && domo_instance_equal (named, instance)))
    return NULL;
  /* Translators: two hosts */
  return g_strdup_printf (_ ("It names %s. This account is at %s."), domain,
                          domo_instance_get_host (instance));
}

char *
vst_token_words_clock (gint64 offset)
{
  g_autofree char *span = NULL;

  if (offset >= -VST_CLOCK_TOLERANCE && offset <= VST_CLOCK_TOLERANCE)
    return NULL;
  span = vst_words_span (offset > 0 ? offset : -offset);
  return g_strdup_printf (offset > 0
                              /* Translators: %s is "5 min" or "3 days" */
                              ? _ ("It is %s ahead of Domo’s. Times here are wrong by as much.")
                              : _ ("It is %s behind Domo’s. Times here are wrong by as much."),
                          span);
}
