/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-writer.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "test-support.h"
#include "vst-token-form.h"

static void
test_writer (void)
{
  g_auto (VstSecretWriter) writer = { NULL };
  g_autofree char *part = g_strnfill (1000, 'x');
  g_autoptr (DomoSecret) empty = vst_secret_writer_end (&writer);
  g_autoptr (DomoSecret) written = NULL;

  g_assert_cmpuint (domo_secret_get_length (empty), ==, 0);
  for (guint i = 0; i < 100; i++)
    vst_secret_writer_add_all (&writer, part, "|", NULL);
  written = vst_secret_writer_end (&writer);
  g_assert_cmpuint (domo_secret_get_length (written), ==, 100100);
  g_assert_cmpint (strncmp (domo_secret_get_text (written) + 1001 * 99, part, 1000), ==, 0);
  g_assert_null (writer.text);
}

/* ------------------------------------------------------------------------------- nothing is left
 */

/* The needle is written down with each bit turned, so that it is nowhere but where it was put. */
#define TURNED "\xbb\xbb\xbc\xb6\xc7\xcf\x9e\xcb\x99\xc6\xc8\x9b\xce\x9a\xcd\xcc\xc9\xca\x9f\x9d"
#define LENGTH (sizeof TURNED - 1)

/* A secret that is longer than the first size of a writer; the needle is not at its beginning,
 * where the allocator writes when memory is freed. */
static DomoSecret *
make_secret (void)
{
  char text[6000];
  DomoSecret *secret;

  memset (text, 'x', sizeof text);
  for (gsize i = 0; i < LENGTH; i++)
    text[100 + i] = (char)~TURNED[i];
  secret = domo_secret_new (text, sizeof text);
  explicit_bzero (text, sizeof text);
  return secret;
}

static gboolean
is_needle (const char *place)
{
  for (gsize i = 0; i < LENGTH; i++)
    if (place[i] != (char)~TURNED[i])
      return FALSE;
  return TRUE;
}

/* How often it stands in the heaps and on the stacks of this process: read in place, since a copy
 * to look through would be counted too. */
static guint
count_copies (void)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line; line++) {
    gsize start, end;

    if (sscanf (*line, "%zx-%zx rw-p", &start, &end) != 2 || !strstr (*line, " rw-p "))
      continue;
    for (const char *place = (const char *)start; place + LENGTH <= (const char *)end; place++)
      if (*place == (char)~TURNED[0] && is_needle (place))
        n++;
  }
  return n;
}

static void
test_growing (void)
{
  g_auto (VstSecretWriter) writer = { NULL };
  g_autoptr (DomoSecret) secret = NULL;
  g_autoptr (DomoSecret) written = NULL;

  mallopt (M_PERTURB, 0); /* or freed memory would not be as it was */
  secret = make_secret ();
  vst_secret_writer_add (&writer, domo_secret_get_text (secret), -1);
  g_clear_pointer (&secret, domo_secret_unref);
  while (writer.length < 100000) {
    vst_secret_writer_add (&writer, "x", 1);
    if (writer.length == writer.size)
      g_assert_cmpuint (count_copies (), ==, 1);
  }
  written = vst_secret_writer_end (&writer);
  g_assert_cmpuint (count_copies (), ==, 1);
}

static void
test_no_copies (void)
{
  g_autoptr (DomoSecret) secret = NULL;
  g_autoptr (DomoToken) token = NULL;
  g_autoptr (DomoInstance) acme = domo_instance_new ("acme", NULL);

  mallopt (M_PERTURB, 0); /* or freed memory would not be as it was */
  secret = make_secret ();
  token = domo_token_new (DOMO_TOKEN_ACCESS, secret);
  g_assert_cmpuint (count_copies (), ==, 1);
  for (VstTokenForm form = 0; form < VST_TOKEN_N_FORMS; form++) {
    const VstTokenSubject subject = { .token = token, .instance = acme };

    if (vst_token_form_is_offered (form, &subject)) {
      g_autoptr (DomoSecret) text = vst_token_form_write (form, &subject);

      g_assert_cmpuint (domo_secret_get_length (text), >, 0);
      g_assert_cmpuint (count_copies (), ==,
                        1 + (vst_token_form_holds_token (form) && form != VST_TOKEN_FORM_RAW));
    }
    if (count_copies () != 1)
      g_error ("%s leaves copies", vst_token_form_get_name (form));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/secret-writer/writer", test_writer);
  if (test_can_look ())
    g_test_add_func ("/vst/secret-writer/growing", test_growing);
  if (test_can_look ())
    g_test_add_func ("/vst/secret-writer/no-copies", test_no_copies);
  return g_test_run ();
}
