/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef _FORTIFY_SOURCE /* it would rename the function that is replaced below */
#include "domo-secret.h"

#include <string.h>

#define DOTS "••••••••••••"

/* Stands in for the C library's, so that the tests see what is wiped, while it can still be read.
 */
void explicit_bzero (void *block, size_t size);
void __explicit_bzero_chk (void *block, size_t size, size_t room);

static gsize wiped_bytes;
static gboolean wiped_needle;

void
explicit_bzero (void *block, size_t size)
{
  g_autofree char *was = g_malloc0 (size + 1);
  volatile char *bytes = block;

  for (gsize i = 0; i < size; i++) {
    was[i] = bytes[i];
    bytes[i] = '\0';
  }
  wiped_bytes += size;
  wiped_needle = wiped_needle || memmem (was, size, "needle", strlen ("needle"));
}

void
__explicit_bzero_chk (void *block, size_t size, size_t room)
{
  explicit_bzero (block, size);
}

static void
watch_wiping (void)
{
  wiped_bytes = 0;
  wiped_needle = FALSE;
}

static void
test_text (void)
{
  g_autoptr (DomoSecret) whole = domo_secret_new ("pässwörd", -1);
  g_autoptr (DomoSecret) part = domo_secret_new ("token and more", 5);
  g_autoptr (DomoSecret) empty = domo_secret_new ("", -1);

  g_assert_cmpstr (domo_secret_get_text (whole), ==, "pässwörd");
  g_assert_cmpuint (domo_secret_get_length (whole), ==, strlen ("pässwörd"));
  g_assert_cmpstr (domo_secret_get_text (part), ==, "token");
  g_assert_cmpuint (domo_secret_get_length (part), ==, 5);
  g_assert_cmpstr (domo_secret_get_text (empty), ==, "");
  g_assert_cmpuint (domo_secret_get_length (empty), ==, 0);
}

static void
test_equal (void)
{
  static const struct {
    const char *a;
    const char *b;
    gboolean expected;
  } rows[] = {
    { "secret", "secret", TRUE },   { "", "", TRUE },
    { "secret", "Secret", FALSE },  { "secret", "secreT", FALSE },
    { "secret", "secrets", FALSE }, { "secret", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoSecret) a = domo_secret_new (rows[i].a, -1);
    g_autoptr (DomoSecret) b = domo_secret_new (rows[i].b, -1);

    g_test_message ("“%s” and “%s”", rows[i].a, rows[i].b);
    g_assert_cmpint (domo_secret_equal (a, b), ==, rows[i].expected);
    g_assert_cmpint (domo_secret_equal (b, a), ==, rows[i].expected);
  }
}

static void
test_wiped_with_last_reference (void)
{
  DomoSecret *secret = domo_secret_new ("a needle", -1);
  DomoSecret *second = domo_secret_ref (secret);

  watch_wiping ();
  domo_secret_unref (secret);
  g_assert_false (wiped_needle);
  g_assert_cmpstr (domo_secret_get_text (second), ==, "a needle");
  domo_secret_unref (second);
  g_assert_true (wiped_needle);
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (DomoSecret) secret = domo_secret_new ("a needle", -1);

  watch_wiping ();
  g_value_init (&value, DOMO_TYPE_SECRET);
  g_value_set_boxed (&value, secret);
  g_assert_true (g_value_get_boxed (&value) == secret);
  g_value_reset (&value);
  g_assert_false (wiped_needle);
}

static void
test_wipe_string (void)
{
  watch_wiping ();
  domo_wipe_string (g_strdup ("a needle in hay"));
  g_assert_true (wiped_needle);
  g_assert_cmpuint (wiped_bytes, ==, strlen ("a needle in hay"));
  domo_wipe_string (NULL);
}

static void
test_wiped_bytes (void)
{
  GBytes *bytes = domo_wiped_bytes_new (g_strdup ("a needle"), 8);

  watch_wiping ();
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a needle", 8);
  g_assert_false (wiped_needle);
  g_bytes_unref (bytes);
  g_assert_true (wiped_needle);
}

static void
test_mask (void)
{
  static const struct {
    const char *secret;
    const char *text;
    const char *expected;
  } rows[] = {
    /* as it is */
    { "hunter2", "nothing here", "nothing here" },
    { "hunter2", "", "" },
    { "hunter2", "hunter2", DOTS },
    { "hunter2", "it is hunter2, twice: hunter2.", "it is " DOTS ", twice: " DOTS "." },
    { "hunter2", "Hunter2 hunter", "Hunter2 hunter" },
    { "hunter2", "hunter2hunter2", DOTS },
    { "abab", "ababab", DOTS "ab" },
    { "pässwörd", "das pässwörd da", "das " DOTS " da" },
    { "••••", "a •••• b", "a " DOTS " b" },
    /* percent-encoded, in part or whole, in either case */
    { "p@ss/word", "u=p%40ss%2Fword&x=1", "u=" DOTS "&x=1" },
    { "p@ss/word", "u=p%40ss%2fword&x=1", "u=" DOTS "&x=1" },
    { "p@ss/word", "u=p@ss%2Fword&x=1", "u=" DOTS "&x=1" },
    { "hunter2", "%68%75%6e%74%65%72%32!", DOTS "!" },
    { "pässwörd", "p%C3%A4ssw%C3%B6rd", DOTS },
    { "a%41b", "x a%2541b y", "x " DOTS " y" },
    /* percent-decoded: a session token is sent encoded, and may be shown decoded */
    { "eyJh+/%3D%3D", "token eyJh+/== end", "token " DOTS " end" },
    { "eyJh%2B%3D", "token eyJh+= end", "token " DOTS " end" },
    { "eyJh%2B%3D", "token eyJh%2B%3D end", "token " DOTS " end" },
    { "eyJh%2B%3D", "token eyJh%2b%3d end", "token " DOTS " end" },
    { "eyJh%2B%3D", "token eyJh%252B%253D end", "token " DOTS " end" },
    { "eyJh%2B%3D", "100% of eyJh%2B= %", "100% of " DOTS " %" },
    /* what looks like an escape beside the secret does not hide it */
    { "1bcdef", "%41bcdef", "%4" DOTS },
    { "abc%", "abc%41", DOTS "41" },
    { "100%", "give 100% now", "give " DOTS " now" },
    { "50%ab%zz", "it is 50%ab%zz!", "it is " DOTS "!" },
    /* too common to look for */
    { "abc", "abc abc", "abc abc" },
    { "", "text", "text" },
    { "%41%42%43", "ABC and %41%42%43", "ABC and " DOTS },
    { "ab%00cd", "ab%00cd", DOTS },
    /* cut at the end of a text that was too long */
    { "hunter2", "sends on to hunte…", "sends on to " DOTS "…" },
    { "hunter2", "sends on to hun…", "sends on to hun…" },
    { "hunter2", "hunte… and more", "hunte… and more" },
    { "a%41bcdef", "aAbcd…", DOTS "…" },
    /* half a character is not looked for */
    { "%A9%A9%A9%A9", "ééé", "ééé" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoSecret) secret = domo_secret_new (rows[i].secret, -1);
    g_autofree char *masked = domo_secret_mask_in (secret, rows[i].text);

    g_test_message ("“%s” in “%s”", rows[i].secret, rows[i].text);
    g_assert_cmpstr (masked, ==, rows[i].expected);
    g_assert_true (g_utf8_validate (masked, -1, NULL));
    if (!g_str_equal (masked, rows[i].text))
      g_assert_true (domo_secret_may_be_in (secret, rows[i].text, strlen (rows[i].text)));
  }
}

static void
test_quick_look (void)
{
  static const struct {
    const char *secret;
    const char *json;
    gboolean may_be;
  } rows[] = {
    { "hunter2", "{\"a\":\"hunter\"}", FALSE },
    { "hunter2", "", FALSE },
    { "hunter2", "{\"a\":\"it is hunter2.\"}", TRUE },
    { "hunter2", "{\"a\":\"hu\\u006eter2\"}", TRUE },
    { "hunter2", "{\"a\":\"%68unter2\"}", TRUE },
    { "hunter2", "{\"a\":\"hunte…\"}", TRUE },
    { "eyJh%3D", "{\"a\":\"eyJh=\"}", TRUE },
    { "eyJh%3D", "{\"a\":\"eyJ\"}", FALSE },
    { "%41bcd", "{\"a\":\"Abcd\"}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoSecret) secret = domo_secret_new (rows[i].secret, -1);

    g_test_message ("“%s” in “%s”", rows[i].secret, rows[i].json);
    g_assert_cmpint (domo_secret_may_be_in (secret, rows[i].json, strlen (rows[i].json)), ==,
                     rows[i].may_be);
  }
}

static void
test_mask_nothing (void)
{
  g_autofree char *masked = domo_secret_mask_in (NULL, "any text");

  g_assert_cmpstr (masked, ==, "any text");
}

/* A server that knows the secret could make a search take hours that goes back after each miss. */
static void
test_mask_hostile (void)
{
  g_autofree char *many = g_strnfill (1024 * 1024, 'a');
  g_autofree char *half = g_strnfill (512 * 1024, 'a');
  g_autofree char *expected = NULL;
  g_autoptr (DomoSecret) secret = NULL;
  g_autofree char *masked = NULL;

  half[512 * 1024 - 1] = 'b';
  secret = domo_secret_new (half, -1);
  many[1024 * 1024 - 2] = 'b';
  expected = g_strndup (many, 512 * 1024 - 1);
  masked = domo_secret_mask_in (secret, many);
  g_assert_true (g_str_has_prefix (masked, expected));
  g_assert_cmpstr (masked + strlen (expected), ==, DOTS "a");
}

static void
test_mask_leaves_nothing (void)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("needle%3D", -1);
  g_autofree char *masked = NULL;

  watch_wiping ();
  masked = domo_secret_mask_in (secret, "a needle%3D");
  g_assert_cmpstr (masked, ==, "a " DOTS);
  g_assert_true (wiped_needle);
  g_assert_cmpuint (wiped_bytes, >=, strlen ("needle=") + strlen ("a needle="));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/secret/text", test_text);
  g_test_add_func ("/domo/secret/equal", test_equal);
  g_test_add_func ("/domo/secret/wiped-with-last-reference", test_wiped_with_last_reference);
  g_test_add_func ("/domo/secret/boxed", test_boxed);
  g_test_add_func ("/domo/secret/wipe-string", test_wipe_string);
  g_test_add_func ("/domo/secret/wiped-bytes", test_wiped_bytes);
  g_test_add_func ("/domo/secret/mask", test_mask);
  g_test_add_func ("/domo/secret/quick-look", test_quick_look);
  g_test_add_func ("/domo/secret/mask-nothing", test_mask_nothing);
  g_test_add_func ("/domo/secret/mask-hostile", test_mask_hostile);
  g_test_add_func ("/domo/secret/mask-leaves-nothing", test_mask_leaves_nothing);
  return g_test_run ();
}
