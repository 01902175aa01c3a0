/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-tries.h"

#include <string.h>

#include "domo-error.h"
#include "vst-settings.h"

#define USER "jae.wilson@acme.com"
#define MAX_ENTRIES 500

typedef struct {
  GSettings *settings;
  VstTries *tries;
  DomoInstance *acme;
  DomoInstance *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->settings = vst_settings_new (TRUE);
  g_assert_nonnull (fixture->settings);
  fixture->tries = vst_tries_new (fixture->settings);
  fixture->acme = domo_instance_new ("acme", NULL);
  fixture->other = domo_instance_new ("data.acme.com", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->acme, domo_instance_unref);
  g_clear_pointer (&fixture->other, domo_instance_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->tries));
  g_clear_object (&fixture->settings);
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

static void
test_restart (Fixture *fixture, gconstpointer unused)
{
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  g_clear_object (&fixture->tries);
  fixture->tries = vst_tries_new (fixture->settings);
  g_assert_cmpuint (count (fixture), ==, 2);
  vst_tries_succeeded (fixture->tries, fixture->acme, USER);
  g_clear_object (&fixture->tries);
  fixture->tries = vst_tries_new (fixture->settings);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* ----------------------------------------------------------------------------- what is written */

static char *
print_tries (GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, VST_SETTINGS_REFUSED_TRIES);

  return g_variant_print (value, FALSE);
}

static void
test_what_is_written (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "acme", "jae", "wilson", "domo", "@" };
  g_autoptr (VstTries) elsewhere = NULL;
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);
  g_autofree char *tries = NULL;
  g_autofree char *salt = NULL;
  g_autofree char *other_tries = NULL;

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  tries = print_tries (fixture->settings);
  salt = g_settings_get_string (fixture->settings, VST_SETTINGS_REFUSED_TRIES_SALT);
  g_assert_cmpuint (strlen (salt), >=, 32);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_null (strcasestr (tries, names[i]));
    g_assert_null (strcasestr (salt, names[i]));
  }

  /* Nobody can make the hash of a name in advance: on another computer it is another. */
  elsewhere = vst_tries_new (settings);
  vst_tries_refused (elsewhere, fixture->acme, USER);
  other_tries = print_tries (settings);
  g_assert_cmpstr (tries, !=, other_tries);
}

/* A sign-in that was never refused leaves no trace. */
static void
test_nothing_to_write (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GVariant) salt = NULL;
  g_autoptr (GVariant) tries = NULL;

  g_assert_cmpuint (count (fixture), ==, 0);
  vst_tries_succeeded (fixture->tries, fixture->acme, USER);
  salt = g_settings_get_user_value (fixture->settings, VST_SETTINGS_REFUSED_TRIES_SALT);
  tries = g_settings_get_user_value (fixture->settings, VST_SETTINGS_REFUSED_TRIES);
  g_assert_null (salt);
  g_assert_null (tries);
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
  g_autoptr (GVariant) all = NULL;

  vst_tries_refused (fixture->tries, fixture->acme, USER);
  for (guint i = 0; i < MAX_ENTRIES - 1; i++)
    refuse_number (fixture, i);
  vst_tries_refused (fixture->tries, fixture->acme, USER);
  refuse_number (fixture, MAX_ENTRIES);

  all = g_settings_get_value (fixture->settings, VST_SETTINGS_REFUSED_TRIES);
  g_assert_cmpuint (g_variant_n_children (all), ==, MAX_ENTRIES);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->acme, "user-0@acme.com"), ==, 0);
  g_assert_cmpuint (vst_tries_count (fixture->tries, fixture->acme, "user-1@acme.com"), ==, 1);
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
  g_autofree char *tries = NULL;

  vst_tries_note (fixture->tries, client, error);
  vst_tries_note (fixture->tries, token, error);
  tries = print_tries (fixture->settings);
  g_assert_cmpstr (tries, ==, "[]");
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
  add ("/tries/what-is-written", test_what_is_written);
  add ("/tries/nothing-to-write", test_nothing_to_write);
  add ("/tries/bounded", test_bounded);
  add ("/tries/note", test_note);
  add ("/tries/note-pending", test_note_pending);
  add ("/tries/note-other-methods", test_note_other_methods);
  return g_test_run ();
}
