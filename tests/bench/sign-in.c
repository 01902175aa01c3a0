/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From user name and password to the profile, through the core: "sign-in URI USER PASSWORD COUNT",
 * COUNT times in a row with one client. */
#include <locale.h>
#include <stdlib.h>

#include "bench-loop.h"
#include "vst-hardening.h"
#include "vst-sign-in.h"

static GMainLoop *loop;
static gboolean failed;

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VstSession) session = vst_sign_in_run_finish (VST_SIGN_IN (source), result, NULL);

  failed |= !session;
  g_main_loop_quit (loop);
}

static DomoCredential *
build_credential (char **argv)
{
  g_autoptr (DomoInstance) instance = domo_instance_new (argv[1], NULL);
  g_autoptr (DomoSecret) password = domo_secret_new (argv[3], -1);

  return instance ? domo_credential_new_password (instance, argv[2], password) : NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (DomoClient) client = NULL;
  g_autoptr (DomoCredential) credential = NULL;
  g_autoptr (VstSignIn) sign_in = NULL;
  int count;

  vst_harden_process ();
  setlocale (LC_ALL, "");
  credential = argc == 5 ? build_credential (argv) : NULL;
  if (!credential)
    return EXIT_FAILURE;
  client = domo_client_new ();
  domo_client_load_proxies (client);
  sign_in = vst_sign_in_new (client);
  count = atoi (argv[4]);
  loop = g_main_loop_new (NULL, FALSE);
  bench_loop_watch ();
  for (int i = 0; i < count; i++) {
    vst_sign_in_run_async (sign_in, credential, NULL, signed_in_cb, NULL);
    g_main_loop_run (loop);
  }
  bench_loop_print ();
  g_main_loop_unref (loop);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
