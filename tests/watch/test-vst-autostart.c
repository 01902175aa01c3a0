/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-autostart.h"

#include <glib/gstdio.h>

#include "test-support.h"

static char *
read_entry (void)
{
  g_autofree char *path = vst_autostart_dup_path ();
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
set (gboolean on, const char *program)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vst_autostart_set (on, program, &error));
  g_assert_no_error (error);
  g_assert_cmpint (vst_autostart_is_on (), ==, on);
}

static void
test_on_and_off (void)
{
  g_autofree char *path = vst_autostart_dup_path ();
  g_autofree char *expected = g_build_filename (g_get_user_config_dir (), "autostart",
                                                "org.vestibule.Vestibule.Watch.desktop", NULL);

  g_assert_cmpstr (path, ==, expected);
  g_assert_false (vst_autostart_is_on ());
  set (FALSE, NULL); /* there is none */
  set (TRUE, NULL);
  set (TRUE, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  set (FALSE, NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* As a desktop reads it: wherever the program is installed. */
static void
test_command (void)
{
  static const char *const programs[] = { "/usr/bin/vestibule", "/opt/my programs/vestibule",
                                          "/opt/a\"b`c$d\\e/100%f/%u", "/opt/名/vestibule" };

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++) {
    g_autoptr (GKeyFile) entry = g_key_file_new ();
    g_autofree char *text = NULL;
    g_autofree char *command = NULL;
    g_autofree char *tried = NULL;
    g_auto (GStrv) words = NULL;
    g_auto (GStrv) parts = NULL;
    g_autofree char *program = NULL;

    set (TRUE, programs[i]);
    text = read_entry ();
    g_assert_true (g_key_file_load_from_data (entry, text, -1, G_KEY_FILE_NONE, NULL));
    command = g_key_file_get_string (entry, "Desktop Entry", "Exec", NULL);
    tried = g_key_file_get_string (entry, "Desktop Entry", "TryExec", NULL);
    g_assert_cmpstr (tried, ==, programs[i]);
    g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
    g_assert_cmpuint (g_strv_length (words), ==, 2);
    parts = g_strsplit (words[0], "%%", -1);
    program = g_strjoinv ("%", parts);
    g_assert_cmpstr (program, ==, programs[i]);
    g_assert_cmpstr (words[1], ==, "--watch");
  }
  set (FALSE, NULL);
}

/* The desktop's own settings switch an entry off without removing it. */
static void
test_switched_off_elsewhere (void)
{
  static const struct {
    const char *line;
    gboolean is_on;
  } rows[] = {
    { "", TRUE },
    { "Hidden=true", FALSE },
    { "Hidden=false", TRUE },
    { "X-GNOME-Autostart-enabled=false", FALSE },
    { "X-GNOME-Autostart-enabled=true", TRUE },
  };
  g_autofree char *path = vst_autostart_dup_path ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = NULL;
    g_autofree char *changed = NULL;

    set (TRUE, NULL);
    text = read_entry ();
    changed = g_strconcat (text, rows[i].line, "\n", NULL);
    g_assert_true (g_file_set_contents (path, changed, -1, NULL));
    g_assert_cmpint (vst_autostart_is_on (), ==, rows[i].is_on);
    set (TRUE, NULL); /* chosen here: it counts again */
  }
  g_assert_true (g_file_set_contents (path, "no entry", -1, NULL));
  g_assert_false (vst_autostart_is_on ());
  set (FALSE, NULL);
}

/* A file stands where the folder would be, and a folder where the file would be: also for root. */
static void
test_failures (void)
{
  g_autofree char *path = vst_autostart_dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *inner = g_build_filename (path, "inner", NULL);
  g_autoptr (GError) no_folder = NULL;
  g_autoptr (GError) no_file = NULL;

  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  g_assert_false (vst_autostart_set (TRUE, NULL, &no_folder));
  g_assert_nonnull (no_folder);
  g_assert_cmpint (no_folder->domain, ==, G_FILE_ERROR);
  g_remove (folder);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_false (vst_autostart_set (FALSE, NULL, &no_file));
  g_assert_nonnull (no_file);
  g_rmdir (inner);
  g_rmdir (path);
}

int
main (int argc, char **argv)
{
  g_setenv ("XDG_CONFIG_HOME", test_temp_dir (), TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autostart/on-and-off", test_on_and_off);
  g_test_add_func ("/autostart/command", test_command);
  g_test_add_func ("/autostart/switched-off-elsewhere", test_switched_off_elsewhere);
  g_test_add_func ("/autostart/failures", test_failures);
  return g_test_run ();
}
