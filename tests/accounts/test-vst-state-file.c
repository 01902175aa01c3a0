/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-state-file.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define TOO_LONG (8 * 1024 * 1024 + 1)

typedef struct {
  char *top;
  char *folder; /* not there at first */
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->top = g_dir_make_tmp ("vst-state-file-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->top, "vestibule", NULL);
  fixture->path = g_build_filename (fixture->folder, "name", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_remove (fixture->path);
  g_remove (fixture->folder);
  g_assert_cmpint (g_rmdir (fixture->top), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_free (fixture->top);
}

static void
assert_read (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (vst_state_file_read (fixture->path, &text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* For the person alone, whatever others may see of their home. */
static void
test_write (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  assert_read (fixture, NULL);
  vst_state_file_write (fixture->path, "one\n", &error);
  g_assert_no_error (error);
  assert_read (fixture, "one\n");
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  vst_state_file_write (fixture->path, "", &error);
  g_assert_no_error (error);
  assert_read (fixture, "");
}

static void
test_too_long (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  vst_state_file_write (fixture->path, "one\n", &error);
  g_assert_no_error (error);
  g_assert_cmpint (truncate (fixture->path, TOO_LONG), ==, 0);
  g_assert_false (vst_state_file_read (fixture->path, &text, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_null (text);
}

static void
test_no_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autofree char *text = NULL;

  /* A folder in its place. */
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  g_assert_false (vst_state_file_read (fixture->path, &text, &read_error));
  g_assert_nonnull (read_error);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);

  /* A file in the place of the folder. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "", 0, NULL));
  g_assert_false (vst_state_file_write (fixture->path, "one\n", &write_error));
  g_assert_nonnull (write_error);
}

static void
test_path (void)
{
  g_autofree char *path = vst_state_file_dup_path ("name");
  g_autofree char *expected = g_build_filename (g_get_user_state_dir (), "vestibule", "name", NULL);

  g_assert_cmpstr (path, ==, expected);
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

  add ("/state-file/write", test_write);
  add ("/state-file/too-long", test_too_long);
  add ("/state-file/no-file", test_no_file);
  g_test_add_func ("/state-file/path", test_path);
  return g_test_run ();
}
