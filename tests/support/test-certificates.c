/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-support.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define LONG_AGO "2020-01-01 00:00:00 UTC"
#define FAR_OFF "2080-01-01 00:00:00 UTC"
#define LOOPBACK                                                                                   \
  "dns_name = localhost\ndns_name = practice.domo.com\nip_address = 127.0.0.1\nip_address = ::1\n"

/* How certtool makes a certificate. */
typedef struct {
  const char *name;
  const char *common_name;
  const char *issuer; /* the name of an authority, NULL: signed with its own key */
  const char *from;
  const char *to;
  const char *template; /* what else is in it */
} Recipe;

static const Recipe authorities[] = {
  { "authority", "Vestibule Test Authority", NULL, LONG_AGO, FAR_OFF, "ca\ncert_signing_key\n" },
  { "nobody", "Nobody’s Authority", NULL, LONG_AGO, FAR_OFF, "ca\ncert_signing_key\n" },
};

/* Each is signed by itself and by the other. */
static const Recipe crossed[] = {
  { "first", "First Authority", NULL, LONG_AGO, FAR_OFF, "ca\ncert_signing_key\n" },
  { "second", "Second Authority", NULL, LONG_AGO, FAR_OFF, "ca\ncert_signing_key\n" },
};

static const Recipe recipes[TEST_N_CERTIFICATES] = {
  [TEST_CERTIFICATE_GOOD] = { "good", "localhost", "authority", LONG_AGO, FAR_OFF, LOOPBACK },
  [TEST_CERTIFICATE_UNKNOWN_AUTHORITY] = { "unknown", "localhost", "nobody", LONG_AGO, FAR_OFF,
                                           LOOPBACK },
  [TEST_CERTIFICATE_SELF_SIGNED] = { "self", "localhost", NULL, LONG_AGO, FAR_OFF, LOOPBACK },
  [TEST_CERTIFICATE_EXPIRED] = { "expired", "localhost", "authority", "2001-01-01 00:00:00 UTC",
                                 "2002-01-01 00:00:00 UTC", LOOPBACK },
  [TEST_CERTIFICATE_NOT_YET_VALID] = { "not-yet", "localhost", "authority",
                                       "2090-01-01 00:00:00 UTC", "2095-01-01 00:00:00 UTC",
                                       LOOPBACK },
  [TEST_CERTIFICATE_WRONG_HOST] = { "wrong-host", "other.example", "authority", LONG_AGO, FAR_OFF,
                                    "dns_name = other.example\ndns_name = another.example\n" },
  [TEST_CERTIFICATE_CIRCLE] = { "circle", "localhost", "first", LONG_AGO, FAR_OFF, LOOPBACK },
};

static char *temp_dir;
static GTlsCertificate *certificates[TEST_N_CERTIFICATES];

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      remove_folder (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

static void
remove_temp_dir (void)
{
  gsize i;

  remove_folder (temp_dir);
  g_clear_pointer (&temp_dir, g_free);
  for (i = 0; i < TEST_N_CERTIFICATES; i++)
    g_clear_object (&certificates[i]);
}

const char *
test_temp_dir (void)
{
  g_autoptr (GError) error = NULL;

  if (!temp_dir) {
    temp_dir = g_dir_make_tmp ("vestibule-test-XXXXXX", &error);
    g_assert_no_error (error);
    atexit (remove_temp_dir);
  }
  return temp_dir;
}

static char *
build_path (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return g_build_filename (test_temp_dir (), file, NULL);
}

static void
run_certtool (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &words, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("certtool: %s", words);
}

static void
make_key (const char *path)
{
  const char *arguments[] = {
    "certtool", "--generate-privkey", "--key-type=ecdsa", "--outfile", path, NULL
  };

  run_certtool (arguments);
}

static void
write_template (const Recipe *recipe, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text = g_strdup_printf ("cn = \"%s\"\nactivation_date = \"%s\"\nexpiration_date = \"%s\"\n"
                          "signing_key\n%s%s",
                          recipe->common_name, recipe->from, recipe->to,
                          g_str_has_prefix (recipe->template, "ca") ? "" : "tls_www_server\n",
                          recipe->template);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* @issuer: the name of an authority, NULL: with its own key */
static void
sign (const Recipe *recipe, const char *issuer, const char *output)
{
  g_autofree char *key = build_path (recipe->name, ".key");
  g_autofree char *template = build_path (recipe->name, ".template");
  g_autofree char *issuer_path = NULL;
  g_autofree char *issuer_key = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer) "certtool");
  g_ptr_array_add (arguments,
                   (gpointer)(issuer ? "--generate-certificate" : "--generate-self-signed"));
  if (issuer) {
    issuer_path = build_path (issuer, ".pem");
    issuer_key = build_path (issuer, ".key");
    g_ptr_array_add (arguments, (gpointer) "--load-ca-certificate");
    g_ptr_array_add (arguments, issuer_path);
    g_ptr_array_add (arguments, (gpointer) "--load-ca-privkey");
    g_ptr_array_add (arguments, issuer_key);
  }
  g_ptr_array_add (arguments, (gpointer) "--load-privkey");
  g_ptr_array_add (arguments, key);
  g_ptr_array_add (arguments, (gpointer) "--template");
  g_ptr_array_add (arguments, template);
  g_ptr_array_add (arguments, (gpointer) "--outfile");
  g_ptr_array_add (arguments, (gpointer)output);
  g_ptr_array_add (arguments, NULL);
  run_certtool ((const char *const *)arguments->pdata);
}

static void
make_certificate (const Recipe *recipe)
{
  g_autofree char *key = build_path (recipe->name, ".key");
  g_autofree char *template = build_path (recipe->name, ".template");
  g_autofree char *output = build_path (recipe->name, ".pem");

  make_key (key);
  write_template (recipe, template);
  sign (recipe, recipe->issuer, output);
}

static void
append_file (const char *path, const char *added)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *both = NULL;

  g_file_get_contents (path, &before, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (added, &after, NULL, &error);
  g_assert_no_error (error);
  both = g_strconcat (before, after, NULL);
  g_file_set_contents (path, both, -1, &error);
  g_assert_no_error (error);
}

/* The chain of its certificate goes on with the first authority signed by the second, and the
 * second signed by the first. */
static void
make_circle (const Recipe *recipe)
{
  g_autofree char *path = build_path (recipe->name, ".pem");

  for (gsize i = 0; i < G_N_ELEMENTS (crossed); i++)
    make_certificate (&crossed[i]);
  make_certificate (recipe);
  for (gsize i = 0; i < G_N_ELEMENTS (crossed); i++) {
    g_autofree char *signed_path = build_path (crossed[i].name, ".crossed");

    sign (&crossed[i], crossed[1 - i].name, signed_path);
    append_file (path, signed_path);
  }
}

static void
need_authorities (void)
{
  static gboolean are_made;
  gsize i;

  if (are_made)
    return;
  are_made = TRUE;
  for (i = 0; i < G_N_ELEMENTS (authorities); i++)
    make_certificate (&authorities[i]);
}

GTlsCertificate *
test_certificate (TestCertificate kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;

  if (kind == TEST_CERTIFICATE_NONE)
    return NULL;
  if (!certificates[kind]) {
    need_authorities ();
    if (kind == TEST_CERTIFICATE_CIRCLE)
      make_circle (&recipes[kind]);
    else
      make_certificate (&recipes[kind]);
    path = build_path (recipes[kind].name, ".pem");
    key = build_path (recipes[kind].name, ".key");
    certificates[kind] = g_tls_certificate_new_from_files (path, key, &error);
    g_assert_no_error (error);
  }
  return certificates[kind];
}

const char *
test_authority_path (void)
{
  static char path[4096];
  g_autofree char *built = build_path ("authority", ".pem");

  need_authorities ();
  g_strlcpy (path, built, sizeof path);
  return path;
}
