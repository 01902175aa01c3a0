/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs in without any person, and makes pictures of the window. */
#include <stdlib.h>

#include "account-scenes.h"
#include "camera.h"
#include "critic.h"
#include "scenes.h"
#include "vst-profile-values.h"

static char *tour_path;
static char *folder;
static char *manner_name;
static char **names; /* of the scenes; nullable: all */

static const GOptionEntry options[] = {
  { "tour", 0, 0, G_OPTION_ARG_FILENAME, &tour_path,
    "Sign in with the first practice account, print the profile, write a picture to FILE", "FILE" },
  { "all", 0, 0, G_OPTION_ARG_FILENAME, &folder,
    "Write pictures of all states, or of those that are named, into DIR", "DIR" },
  { "as", 0, 0, G_OPTION_ARG_STRING, &manner_name,
    "With --all: one of plain (the default), contrast, rtl, readme, or a language", "MANNER" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, "[NAME…]" },
  { NULL },
};

static VstPractice *
start_practice (void)
{
  g_autoptr (VstPractice) practice = vst_practice_new ();
  g_autoptr (GError) error = NULL;

  if (!vst_practice_listen (practice, NULL, &error))
    stage_fail ("%s", error->message);
  return g_steal_pointer (&practice);
}

static gboolean
has_ended (Stage *stage)
{
  return stage_is_signed_in (stage) || stage_has_failed (stage);
}

static void
print_profile (Stage *stage)
{
  VstSession *session = stage_get_session (stage);
  g_autofree char *text = vst_profile_dup_text (vst_session_get_profile (session));

  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
}

static void
take_tour (void)
{
  g_autoptr (VstPractice) practice = start_practice ();
  g_autoptr (Stage) stage = stage_new (practice, NULL);
  g_autoptr (GError) error = NULL;
  gsize n_accounts;

  stage_present (stage, 1000, 720);
  vst_sign_in_page_fill_account (vst_window_get_sign_in_page (stage->window),
                                 vst_practice_get_accounts (&n_accounts));
  stage_submit (stage);
  stage_wait (stage, has_ended, "the profile");
  if (!stage_is_signed_in (stage))
    stage_fail ("the sign-in failed");
  print_profile (stage);
  camera_settle (GTK_WINDOW (stage->window));
  if (!camera_shoot (GTK_WINDOW (stage->window), FALSE, tour_path, &error))
    stage_fail ("%s", error->message);
}

/* -------------------------------------------------------------------------------- all pictures */

typedef struct {
  const char *suffix;
  int width, height;
  gboolean is_dark;
} Shot;

/* How the program is started, and the pictures that are made of it then. */
typedef struct {
  const char *name;
  Shot shots[5];
} Manner;

static const Manner manners[] = {
  { "plain",
    { { "-light", 900, 720, FALSE },
      { "-dark", 900, 720, TRUE },
      { "-360", 360, 720, FALSE },
      { "-1400", 1400, 720, FALSE } } },
  { "contrast", { { "-contrast", 900, 720, FALSE } } },
  { "rtl", { { "-rtl", 900, 720, FALSE }, { "-rtl-360", 360, 720, FALSE } } },
  { "readme", { { "", 1000, 720, FALSE } } },
  { "de", { { "-de", 900, 720, FALSE }, { "-de-360", 360, 720, FALSE } } },
};

static const Manner *
get_manner (void)
{
  if (!manner_name)
    return &manners[0];
  for (gsize i = 0; i < G_N_ELEMENTS (manners); i++)
    if (g_str_equal (manners[i].name, manner_name))
      return &manners[i];
  stage_fail ("there is no manner “%s”", manner_name);
}

/* Before GTK looks. */
static void
prepare (const Manner *manner)
{
  if (g_str_equal (manner->name, "contrast"))
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  if (g_str_equal (manner->name, "de"))
    g_setenv ("LANGUAGE", manner->name, TRUE);
}

static void
take_picture (const Scene *scene, const Shot *shot)
{
  g_autofree char *name = g_strconcat (scene->name, shot->suffix, NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (Stage) stage = NULL;
  g_autoptr (GError) error = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      shot->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  stage = scene_play (scene, shot->width, shot->height);
  camera_settle (GTK_WINDOW (stage->window));
  critic_look (GTK_WINDOW (stage->window), shot->width, name);
  if (!camera_shoot (GTK_WINDOW (stage->window), shot->is_dark, path, &error))
    stage_fail ("%s", error->message);
}

static gboolean
is_wanted (const Scene *scene)
{
  return !names || g_strv_contains ((const char *const *)names, scene->name);
}

/* Returns: how many */
static guint
take_list (const Manner *manner, const Scene *scenes, gsize n_scenes)
{
  guint count = 0;

  for (gsize i = 0; i < n_scenes; i++) {
    if (!is_wanted (&scenes[i]))
      continue;
    for (const Shot *shot = manner->shots; shot->width; shot++, count++)
      take_picture (&scenes[i], shot);
  }
  return count;
}

static void
take_all (const Manner *manner)
{
  gsize n_scenes, n_account_scenes;
  const Scene *scenes = scenes_list (&n_scenes);
  const Scene *account_scenes = account_scenes_list (&n_account_scenes);
  guint count;

  if (g_str_equal (manner->name, "rtl"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    stage_fail ("%s cannot be made", folder);
  count = take_list (manner, scenes, n_scenes);
  count += take_list (manner, account_scenes, n_account_scenes);
  if (count == 0)
    stage_fail ("there is no such picture");
  g_print ("%u pictures\n", count);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  const Manner *manner;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    stage_fail ("%s", error->message);
  if (!tour_path && !folder)
    stage_fail ("nothing to do, see --help");
  manner = get_manner ();
  prepare (manner);
  stage_init ();
  if (tour_path)
    take_tour ();
  if (folder)
    take_all (manner);
  return EXIT_SUCCESS;
}
