/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-autostart.h"

#include "config.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A key of GNOME, and of those that follow it. */
#define KEY_ENABLED "X-GNOME-Autostart-enabled"

char *
vst_autostart_dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart",
                           VST_APPLICATION_ID ".Watch.desktop", NULL);
}

gboolean
vst_autostart_is_on (void)
{
  g_autoptr (GKeyFile) entry = g_key_file_new ();
  g_autofree char *path = vst_autostart_dup_path ();

  if (!g_key_file_load_from_file (entry, path, G_KEY_FILE_NONE, NULL) ||
      g_key_file_get_boolean (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL))
    return FALSE;
  return !g_key_file_has_key (entry, G_KEY_FILE_DESKTOP_GROUP, KEY_ENABLED, NULL) ||
         g_key_file_get_boolean (entry, G_KEY_FILE_DESKTOP_GROUP, KEY_ENABLED, NULL);
}

/* As the specification of desktop entries wants it: in quotes, with these four escaped in them, and
 * "%" doubled. GKeyFile then escapes the backslashes once more. */
static char *
quote (const char *program)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *p = program; *p; p++) {
    if (*p == '"' || *p == '`' || *p == '$' || *p == '\\')
      g_string_append_c (quoted, '\\');
    if (*p == '%')
      g_string_append_c (quoted, '%');
    g_string_append_c (quoted, *p);
  }
  g_string_append_c (quoted, '"');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static GKeyFile *
make_entry (const char *program)
{
  GKeyFile *entry = g_key_file_new ();
  g_autofree char *quoted = quote (program);
  g_autofree char *command = g_strconcat (quoted, " --watch", NULL);

  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE,
                         G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME,
                         _ ("Vestibule’s Watch"));
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_COMMENT,
                         _ ("Tells in time which tokens end"));
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON,
                         VST_APPLICATION_ID);
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TRY_EXEC, program);
  g_key_file_set_boolean (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NO_DISPLAY, TRUE);
  return entry;
}

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_entry (const char *path, const char *program, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) entry = make_entry (program);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (folder, errno, error);
  return g_key_file_save_to_file (entry, path, error);
}

gboolean
vst_autostart_set (gboolean on, const char *program, GError **error)
{
  g_autofree char *path = vst_autostart_dup_path ();

  if (on)
    return write_entry (path, program ? program : VST_COMMAND, error);
  if (g_unlink (path) != 0 && errno != ENOENT)
    return fail (path, errno, error);
  return TRUE;
}
