/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-words.h"

#include <string.h>

#define MINUTE (60 * G_GINT64_CONSTANT (1000))

static DomoToken *
make_bearer (const char *json)
{
  g_autofree char *payload = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *text = g_strconcat ("eyJhbGciOiJIUzI1NiJ9.", payload, ".c2ln", NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (text, -1);

  return domo_token_new (DOMO_TOKEN_BEARER, secret);
}

static VstRecord *
make_record (const char *instance, gint64 owner_id)
{
  const VstRecordFields fields = {
    .id = "1", .instance = instance, .method = DOMO_METHOD_CLIENT, .owner_id = owner_id
  };

  return vst_record_new (&fields);
}

static void
test_person (void)
{
  static const struct {
    const char *json;
    gint64 owner_id;
    const char *words;
  } rows[] = {
    { "{\"userId\":27}", 27, NULL },
    { "{\"userId\":27}", 0, NULL },
    { "{}", 27, NULL },
    { "{\"userId\":28}", 27, "It names user ID 28. This account’s is 27." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoToken) token = make_bearer (rows[i].json);
    g_autoptr (VstRecord) record = make_record ("acme", rows[i].owner_id);
    g_autofree char *words = vst_token_words_other_person (token, record);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

static void
test_instance (void)
{
  static const struct {
    const char *json;
    const char *instance;
    const char *words;
  } rows[] = {
    { "{\"domain\":\"acme.domo.com\"}", "acme", NULL },
    { "{\"domain\":\"ACME.domo.com\"}", "acme", NULL },
    { "{\"domain\":\"acme.domo.com\"}", NULL, NULL },
    { "{}", "acme", NULL },
    { "{\"domain\":\"globex.domo.com\"}", "acme",
      "It names globex.domo.com. This account is at acme.domo.com." },
    { "{\"domain\":\"a b\\u202e\"}", "acme", "It names a b␦. This account is at acme.domo.com." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoToken) token = make_bearer (rows[i].json);
    g_autoptr (VstRecord) record = make_record (rows[i].instance, 0);
    g_autofree char *words = vst_token_words_other_instance (token, record);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

static void
test_clock (void)
{
  static const struct {
    gint64 offset;
    const char *words;
  } rows[] = {
    { 0, NULL },
    { MINUTE, NULL },
    { -MINUTE, NULL },
    { 5 * MINUTE, "It is 5\u00a0min ahead of Domo’s. Times here are wrong by as much." },
    { -5 * MINUTE, "It is 5\u00a0min behind Domo’s. Times here are wrong by as much." },
    { 61 * 1000, "It is 1\u00a0min ahead of Domo’s. Times here are wrong by as much." },
    { -3 * 24 * 60 * MINUTE, "It is 3\u00a0days behind Domo’s. Times here are wrong by as much." },
    { 90 * MINUTE, "It is 1\u00a0h 30\u00a0min ahead of Domo’s. Times here are wrong by as much." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = vst_token_words_clock (rows[i].offset);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

static void
test_dropped (void)
{
  g_autofree char *nothing = vst_token_words_dropped (DOMO_DROPPED_NOTHING);
  g_autofree char *added = vst_token_words_dropped (DOMO_ADDED_ENCODING);
  g_autofree char *both = vst_token_words_dropped (DOMO_DROPPED_BEARER | DOMO_DROPPED_LINE_BREAK);

  g_assert_null (nothing);
  g_assert_cmpstr (added, ==, "Percent-encoded again, as Domo takes it");
  g_assert_cmpstr (both, ==, "Left out: the word “Bearer”, line breaks");
}

/* Each failure has words of its own. */
static void
test_input_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code <= DOMO_TOKEN_INPUT_ERROR_BROKEN; code++) {
    g_autoptr (GError) error = g_error_new_literal (DOMO_TOKEN_INPUT_ERROR, code, "x");

    g_assert_true (g_hash_table_add (seen, (gpointer)vst_token_words_input_error (error)));
  }
}

static void
test_kinds (void)
{
  g_autoptr (DomoSecret) usual = domo_secret_new ("DDCI0123", -1);
  g_autoptr (DomoSecret) other = domo_secret_new ("hunter2", -1);
  g_autoptr (DomoToken) a = domo_token_new (DOMO_TOKEN_ACCESS, usual);
  g_autoptr (DomoToken) b = domo_token_new (DOMO_TOKEN_ACCESS, other);
  g_autoptr (DomoToken) bearer = make_bearer ("{}");

  g_assert_cmpstr (vst_token_words_kind (a), ==, "Access token");
  g_assert_cmpstr (vst_token_words_use (a), !=, vst_token_words_use (b));
  g_assert_cmpstr (vst_token_words_kind (bearer), ==, "Bearer token, a JSON Web Token");
  g_assert_nonnull (strstr (vst_token_words_use (bearer), "api.domo.com only"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token-words/person", test_person);
  g_test_add_func ("/token-words/instance", test_instance);
  g_test_add_func ("/token-words/clock", test_clock);
  g_test_add_func ("/token-words/dropped", test_dropped);
  g_test_add_func ("/token-words/input-errors", test_input_errors);
  g_test_add_func ("/token-words/kinds", test_kinds);

  return g_test_run ();
}
