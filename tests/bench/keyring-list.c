/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of accounts read from the desktop's keyring. Prints, in microseconds: "first", until the
 * first row is there; "list", until all are; "longest", the longest turn of the main loop; and the
 * number of "rows". */
#include "bench-loop.h"
#include "vst-account-list.h"
#include "vst-secret-keyring.h"

typedef struct {
  GMainLoop *loop;
  gint64 started;
  gint64 first;
} Bench;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Bench *bench)
{
  if (bench->first == 0 && added > 0)
    bench->first = g_get_monotonic_time () - bench->started;
}

static void
state_changed_cb (VstAccountList *list, Bench *bench)
{
  if (vst_account_list_get_state (list) == VST_LIST_LOADING)
    return;
  g_print ("first %" G_GINT64_FORMAT "\nlist %" G_GINT64_FORMAT "\nrows %u\n", bench->first,
           g_get_monotonic_time () - bench->started,
           g_list_model_get_n_items (G_LIST_MODEL (list)));
  g_main_loop_quit (bench->loop);
}

int
main (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (VstKeyring) keyring = vst_secret_keyring_new ();
  g_autoptr (VstAccountList) list = vst_account_list_new (keyring);
  Bench bench = { loop, g_get_monotonic_time (), 0 };

  bench_loop_watch ();
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &bench);
  g_signal_connect (list, "state-changed", G_CALLBACK (state_changed_cb), &bench);
  vst_account_list_load (list);
  g_main_loop_run (loop);
  bench_loop_print ();
  return 0;
}
