/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-told.h"

#include <glib/gstdio.h>

#include "test-support.h"
#include "watch-fixture.h"

#define DAY TEST_DAY

typedef struct {
  char *path;
  VstTold *told;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static int number;
  g_autofree char *name = g_strdup_printf ("state-%d", number++);

  fixture->path = g_build_filename (test_temp_dir (), name, "vestibule", "told", NULL);
  fixture->told = vst_told_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  vst_told_free (fixture->told);
  g_chmod (folder, 0700);
  g_remove (fixture->path);
  g_free (fixture->path);
}

static VstReminder *
make (const char *id, gint64 left)
{
  g_autoptr (VstItem) item = test_token (id, DOMO_METHOD_ACCESS_TOKEN, TEST_NOW + left);

  return test_reminder (item);
}

static gboolean
has (VstTold *told, const char *id, gint64 left)
{
  g_autoptr (VstReminder) reminder = make (id, left);

  return vst_told_has (told, reminder);
}

static void
add (VstTold *told, const char *id, gint64 left)
{
  g_autoptr (VstReminder) reminder = make (id, left);

  vst_told_add (told, reminder);
}

static void
save (VstTold *told)
{
  g_autoptr (GError) error = NULL;

  vst_told_save (told, &error);
  g_assert_no_error (error);
}

static VstTold *
read_anew (Fixture *fixture)
{
  VstTold *told = vst_told_new (fixture->path);
  g_autoptr (GError) error = NULL;

  vst_told_load (told, &error);
  g_assert_no_error (error);
  return told;
}

static void
test_remembered (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstTold) other = NULL;
  GStatBuf info;

  g_assert_true (vst_told_load (fixture->told, NULL)); /* there is no file yet */
  g_assert_false (has (fixture->told, "a", 3 * DAY));
  add (fixture->told, "a", 3 * DAY);
  save (fixture->told);
  other = read_anew (fixture);
  g_assert_true (has (other, "a", 3 * DAY));
  g_assert_false (has (other, "b", 3 * DAY));
  g_assert_false (has (other, "a", 2 * DAY)); /* another end */
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* The step of one end, forward only: a clock that was put back tells nothing again. */
static void
test_steps (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstReminder) three = make ("a", 3 * DAY);
  VstReminder other = *three;

  vst_told_add (fixture->told, three);
  g_assert_true (vst_told_has (fixture->told, three));
  other.step = VST_STEP_DAYS_14;
  g_assert_true (vst_told_has (fixture->told, &other));
  vst_told_add (fixture->told, &other);
  other.step = VST_STEP_DAYS_1;
  g_assert_false (vst_told_has (fixture->told, &other));
  g_assert_true (vst_told_has (fixture->told, three));
}

/* What another process wrote meanwhile is not lost. */
static void
test_shared (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstTold) other = vst_told_new (fixture->path);
  g_autoptr (VstTold) third = NULL;

  add (other, "a", DAY);
  save (other);
  g_assert_true (vst_told_load (fixture->told, NULL));
  add (fixture->told, "b", DAY);
  save (fixture->told);
  third = read_anew (fixture);
  g_assert_true (has (third, "a", DAY));
  g_assert_true (has (third, "b", DAY));
}

/* Of who is gone nothing is left, here and in the file; what stays is not touched. */
static void
test_pruned (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (VstTold) other = NULL;

  add (fixture->told, "a", DAY);
  add (fixture->told, "b", DAY);
  g_hash_table_add (ids, (gpointer) "a");
  g_hash_table_add (ids, (gpointer) "c");
  g_assert_true (vst_told_prune (fixture->told, ids));
  g_assert_false (vst_told_prune (fixture->told, ids));
  save (fixture->told);
  other = read_anew (fixture);
  g_assert_true (has (other, "a", DAY));
  g_assert_false (has (other, "b", DAY));
}

/* An attribute may have been written by anybody. */
static void
test_hostile_id (Fixture *fixture, gconstpointer unused)
{
  static const char *const ids[] = { "a 1795867200000 0\nb", " ", "%20", "名\u202e", "\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (VstTold) other = NULL;

    add (fixture->told, ids[i], DAY);
    save (fixture->told);
    other = read_anew (fixture);
    g_assert_true (has (other, ids[i], DAY));
    g_assert_false (has (other, "a", 0));
    g_assert_false (has (other, "b", DAY));
  }
}

static void
test_bad_lines (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = g_strdup_printf (
      "\n \nx\na b c\na 1 9\na -1 1\na 1 1 1\n%%ff 1 1\n%%zz 1 1\n\xff\xfe 1 1\nb %" G_GINT64_FORMAT
      " 2",
      TEST_NOW + DAY);
  g_autoptr (VstTold) told = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  told = read_anew (fixture);
  g_assert_true (has (told, "b", DAY));
  g_assert_false (has (told, "a", DAY));
}

/* Each sign-in brings another end: the file does not grow for ever. */
static void
test_bounded (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  gsize length;

  for (guint i = 0; i < 1000; i++)
    add (fixture->told, "a", -(gint64)i * DAY);
  save (fixture->told);
  g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  g_assert_cmpuint (length, <, 300);
  g_assert_true (has (fixture->told, "a", -999 * DAY));
}

/* A folder stands where the file would be: also for root. */
static void
test_failures (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) reading = NULL;
  g_autoptr (GError) writing = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  add (fixture->told, "a", DAY);
  g_assert_false (vst_told_load (fixture->told, &reading));
  g_assert_error (reading, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_assert_false (vst_told_save (fixture->told, &writing));
  g_assert_nonnull (writing);
  g_assert_true (has (fixture->told, "a", DAY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/told/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("remembered", test_remembered);
  ADD ("steps", test_steps);
  ADD ("shared", test_shared);
  ADD ("pruned", test_pruned);
  ADD ("hostile-id", test_hostile_id);
  ADD ("bad-lines", test_bad_lines);
  ADD ("bounded", test_bounded);
  ADD ("failures", test_failures);
#undef ADD
  return g_test_run ();
}
