/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs in without any person, and makes pictures of the window. */
#include <stdlib.h>

#include "camera.h"
#include "stage.h"
#include "vst-profile-values.h"

static char *tour_path;

static const GOptionEntry options[] = {
  { "tour", 0, 0, G_OPTION_ARG_FILENAME, &tour_path,
    "Sign in with the first practice account, print the profile, write a picture to FILE", "FILE" },
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

/* A card means that this sign-in has failed. */
static gboolean
has_ended (Stage *stage)
{
  GtkRevealer *revealer = stage_find (stage, "failure_revealer");

  return stage_is_signed_in (stage) || gtk_revealer_get_reveal_child (revealer);
}

static void
print_profile (Stage *stage)
{
  VstSession *session = vst_window_get_session (stage->window);
  g_autofree char *text = vst_profile_dup_text (vst_session_get_profile (session));

  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
}

static void
take_tour (void)
{
  g_autoptr (VstPractice) practice = start_practice ();
  g_autoptr (Stage) stage = stage_new (practice);
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

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    stage_fail ("%s", error->message);
  if (!tour_path)
    stage_fail ("nothing to do, see --help");
  stage_init ();
  take_tour ();
  return EXIT_SUCCESS;
}
