/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-tries.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "domo-error.h"

#define USER "jae.wilson@acme.com"
#define MAX_ENTRIES 500
#define TOO_LONG (8 * 1024 * 1024 + 1)

typedef struct {
  char *folder;
  char *path;
  VstTries *tries;
  DomoInstance *acme;
  DomoInstance *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("vst-tries-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "tries", NULL);
  fixture->tries = vst_tries_new (fixture->path);
  fixture->acme = domo_instance_new ("acme", NULL);
  fixture->other = domo_instance_new ("data.acme.com", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->acme, domo_instance_unref);
  g_clear_pointer (&fixture->other, domo_instance_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->tries));
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static guint
count (Fixture *fixture)
{
  return vst_tries_count (fixture->tries, fixture->acme, USER);
}

static void
test_in_a_row (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (count (fixture), ==, 0);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (count (fixture), ==, 1);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (count (fixture), ==, 2);
  vst_tries_succeeded (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (count (fixture), ==, 0);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* Each user name of each host for itself; capitals and blanks do not make another. */
static void
test_who (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoInstance) written_out = domo_instance_new ("https://ACME.domo.com/x", NULL);

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->other, USER), ==, 0);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->acme, "noor@acme.com"), ==, 0);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->acme, NULL), ==, 0);
  g_assert_cmpuint (vst_tries_count (fixture->tries, written_out, " Jae.Wilson@ACME.com"), ==, 1);

  vst_tries_succeeded (fixture->tries, fixture->other, USER);
  vst_tries_succeeded (fixture->tries, fixture->acme, "noor@acme.com");
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* As a start of the program does. */
static void
restart (Fixture *fixture)
{
  g_clear_object (&fixture->tries);
  fixture->tries = vst_tries_new (fixture->path);
}

static void
test_restart (Fixture *fixture, gconstpointer unused)
{
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  restart (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  vst_tries_succeeded (fixture->tries, fixture->acme, USER);
  restart (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* The window and the command line, at the same time. */
static void
test_two_programs (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstTries) other = vst_tries_new (fixture->path);

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  vst_tries_refused (other, fixture->acme, USER);
  g_assert_cmpuint (count (fixture), ==, 2);
  vst_tries_succeeded (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (vst_tries_count (other, fixture->acme, USER), ==, 0);
}

/* In practice. */
static void
test_without_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstTries) tries = vst_tries_new (NULL);

  vst_tries_refused (tries, fixture->acme, USER);
  vst_tries_refused (tries, fixture->acme, USER);
  g_assert_cmpuint (vst_tries_count (tries, fixture->acme, USER), ==, 2);
  vst_tries_succeeded (tries, fixture->acme, USER);
  g_assert_cmpuint (vst_tries_count (tries, fixture->acme, USER), ==, 0);
}

/* ----------------------------------------------------------------------------- what is written */

static char *
read_file (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return g_steal_pointer (&text);
}

static void
test_what_is_written (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "acme", "jae", "wilson", "domo", "@" };
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;
  g_auto (GStrv) lines = NULL;

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  text = read_file (fixture);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpuint (strlen (lines[0]), >=, 32);
  g_assert_true (g_str_has_suffix (lines[1], " 1"));
  g_assert_cmpstr (lines[2], ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (strcasestr (text, names[i]));

  /* Nobody can make the hash of a name in advance: on another computer it is another. */
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  restart (fixture);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  other_text = read_file (fixture);
  g_assert_null (strstr (other_text, lines[0]));
  g_assert_null (strstr (other_text, lines[1]));
}

/* A sign-in that was never refused leaves no trace. */
static void
test_nothing_to_write (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (count (fixture), ==, 0);
  vst_tries_succeeded (fixture->tries, fixture->acme, USER);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
refuse_number (Fixture *fixture, guint i)
{
  g_autofree char *user = g_strdup_printf ("user-%u@acme.com", i);

  vst_tries_refused (fixture->tries, fixture->acme, user);
}

/* The oldest go. One that is refused once more is the latest again. */
static void
test_bounded (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  for (guint i = 0; i < MAX_ENTRIES - 1; i++)
    refuse_number (fixture, i);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  refuse_number (fixture, MAX_ENTRIES);

  text = read_file (fixture);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + MAX_ENTRIES + 1);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->acme, "user-0@acme.com"), ==, 0);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->acme, "user-1@acme.com"), ==, 1);
}

/* What somebody else has written there is no count, and is written over. */
static void
test_hostile_file (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = {
    "", "\n", "no salt\n", "\xff\xfe\n1 2\n", "0123 4\n0123 4",
  };
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_assert_true (g_file_set_contents (fixture->path, texts[i], -1, NULL));
    restart (fixture);
    g_assert_cmpuint (count (fixture), ==, 0);
    vst_tries_refused (fixture->tries, fixture->acme, USER);
    g_assert_cmpuint (count (fixture), ==, 1);
  }

  /* One line that cannot be read costs no other. */
  good = read_file (fixture);
  bad = g_strconcat (good, "x 1\n", strchr (good, '\n') + 1, NULL);
  strstr (bad, " 1\n")[1] = '0';
  g_assert_true (g_file_set_contents (fixture->path, bad, -1, NULL));
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
tell_nobody (const char *text)
{
}

/* It is left to whoever knows what it is. */
static void
test_cannot_be_read (Fixture *fixture, gconstpointer unused)
{
  GPrintFunc old = g_set_printerr_handler (tell_nobody);
  GStatBuf info;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_cmpint (truncate (fixture->path, TOO_LONG), ==, 0);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, TOO_LONG);
  g_set_printerr_handler (old);
}

/* Counted all the same, while the program runs. */
static void
test_cannot_be_written (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *below = g_build_filename (fixture->path, "tries", NULL);
  g_autoptr (VstTries) tries = vst_tries_new (below);
  GPrintFunc old = g_set_printerr_handler (tell_nobody);

  g_assert_true (g_file_set_contents (fixture->path, "no folder", -1, NULL));
  vst_tries_refused (tries, fixture->acme, USER);
  vst_tries_refused (tries, fixture->acme, USER);
  g_assert_cmpuint (vst_tries_count (tries, fixture->acme, USER), ==, 2);
  g_set_printerr_handler (old);
}

/* ------------------------------------------------------------------------------- what counts */

static GError *
failure (DomoError code, const char *function)
{
  GError *error = domo_error_new (code, DOMO_REASON_NONE, NULL);

  domo_error_set_origin (error, function, "acme", "acme.domo.com");
  return error;
}

static void
test_note (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    int code; /* -1: success */
    const char *function;
    guint count; /* afterwards, from 1 */
  } rows[] = {
    { DOMO_ERROR_INVALID_CREDENTIALS, "get_full_auth", 2 },
    { DOMO_ERROR_ACCOUNT_LOCKED, "get_full_auth", 2 }, /* another try may keep it locked */
    { DOMO_ERROR_INVALID_CREDENTIALS, "who_am_i", 0 }, /* the password was taken before */
    { DOMO_ERROR_INVALID_CREDENTIALS, "elevate", 0 },  /* the code was refused */
    { DOMO_ERROR_SERVER, "who_am_i", 0 },
    { DOMO_ERROR_SERVER, "get_full_auth", 1 },
    { DOMO_ERROR_INVALID_INSTANCE, "get_full_auth", 1 },
    { DOMO_ERROR_HOST_NOT_FOUND, "get_full_auth", 1 },
    { DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED, "get_full_auth", 1 },
    { -1, NULL, 0 },
  };
  g_autoptr (DomoSecret) secret = domo_secret_new ("a password", -1);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_password (fixture->acme, USER, secret);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error =
        rows[i].code < 0 ? NULL : failure ((DomoError)rows[i].code, rows[i].function);

    vst_tries_succeeded (fixture->tries, fixture->acme, USER);
    vst_tries_refused (fixture->tries, fixture->acme, USER);
    vst_tries_note (fixture->tries, credential, error);
    g_assert_cmpuint (count (fixture), ==, rows[i].count);
  }
}

/* A second factor is asked for once the password was taken; cancelling says nothing. */
static void
test_note_pending (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("a password", -1);
  g_autoptr (DomoToken) pending = domo_token_new (DOMO_TOKEN_SESSION, secret);
  g_autoptr (DomoCredential) credential =
      domo_credential_new_password (fixture->acme, USER, secret);
  g_autoptr (GError) wanted = failure (DOMO_ERROR_SECOND_FACTOR_REQUIRED, "get_full_auth");
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  vst_tries_note (fixture->tries, credential, cancelled);
  g_assert_cmpuint (count (fixture), ==, 1);
  vst_tries_note (fixture->tries, credential, wanted); /* with nothing to go on with */
  g_assert_cmpuint (count (fixture), ==, 1);
  domo_error_set_pending (wanted, pending, 27);
  vst_tries_note (fixture->tries, credential, wanted);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* Clients and access tokens lock nobody out. */
static void
test_note_other_methods (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (DomoSecret) secret = domo_secret_new ("a secret", -1);
  g_autoptr (DomoCredential) client = domo_credential_new_client (NULL, USER, secret, NULL);
  g_autoptr (DomoCredential) token = domo_credential_new_access_token (fixture->acme, secret);
  g_autoptr (GError) error = failure (DOMO_ERROR_INVALID_CREDENTIALS, "get_developer_auth");

  vst_tries_note (fixture->tries, client, error);
  vst_tries_note (fixture->tries, token, error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/tries/in-a-row", test_in_a_row);
  add ("/tries/who", test_who);
  add ("/tries/restart", test_restart);
  add ("/tries/two-programs", test_two_programs);
  add ("/tries/without-file", test_without_file);
  add ("/tries/what-is-written", test_what_is_written);
  add ("/tries/nothing-to-write", test_nothing_to_write);
  add ("/tries/bounded", test_bounded);
  add ("/tries/hostile-file", test_hostile_file);
  add ("/tries/cannot-be-read", test_cannot_be_read);
  add ("/tries/cannot-be-written", test_cannot_be_written);
  add ("/tries/note", test_note);
  add ("/tries/note-pending", test_note_pending);
  add ("/tries/note-other-methods", test_note_other_methods);
  return g_test_run ();
}
