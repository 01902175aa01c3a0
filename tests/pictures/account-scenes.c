/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account-scenes.h"

#include "account-fixture.h"
#include "vst-account-opener.h"
#include "vst-locked-page.h"
#include "vst-remind-dialog.h"
#include "vst-secret-keyring.h"

#define HOUR (3600 * G_GINT64_CONSTANT (1000))
#define DAY (24 * HOUR)

/* Without a gap to break a line at. */
#define UNBROKEN "Wolfeschlegelsteinhausenbergerdorff"

static gint64
get_now (void)
{
  return g_get_real_time () / 1000;
}

/* ------------------------------------------------------------------------- what the keyring holds
 */

/* Times are milliseconds from now; 0 is not known. */
typedef struct {
  const char *name;
  const char *instance;
  DomoMethod method;
  const char *user;
  gint64 left;
  gboolean is_kept; /* the password or client secret, too */
} Stored;

static const Stored others[] = {
  { "Grace Okafor", "acme", DOMO_METHOD_PASSWORD, "grace.okafor@acme.com", 7 * HOUR, FALSE },
  { "Nightly Export", "acme", DOMO_METHOD_CLIENT, "3b6f0c52-0f7e-4c0b-9f3e-6c1d7a90b211", HOUR,
    TRUE },
  { "Mateus Ribeiro", "acme-emea", DOMO_METHOD_PASSWORD, "mateus.ribeiro@acme.com", 5 * HOUR,
    TRUE },
  { "Hiroko Tanaka", "acme-japan", DOMO_METHOD_ACCESS_TOKEN, NULL, 3 * DAY, FALSE },
  { "Reporting Bot", "acme-japan", DOMO_METHOD_ACCESS_TOKEN, NULL, -5 * DAY, FALSE },
  { "Ines Keller", "globex", DOMO_METHOD_PASSWORD, "ines.keller@globex.com", 2 * HOUR, FALSE },
  { "Tom Ashby", "initech", DOMO_METHOD_ACCESS_TOKEN, NULL, 90 * DAY, FALSE },
  { "Lucía Fernández", "initech", DOMO_METHOD_PASSWORD, "lucia.fernandez@initech.com", 4 * HOUR,
    FALSE },
};

static const Stored long_ones[] = {
  { "Señora María de los Ángeles Fernández-Montesinos y Álvarez de Toledo",
    "an-instance-with-a-name-that-goes-on-until-the-row-is-full", DOMO_METHOD_PASSWORD,
    "maria@example.com", 7 * HOUR, FALSE },
  { UNBROKEN UNBROKEN, "acme", DOMO_METHOD_ACCESS_TOKEN, NULL, -2 * DAY, FALSE },
};

static VstRecord *
make_record (const char *id, const Stored *stored)
{
  const VstRecordFields fields = {
    .id = id,
    .instance = stored->instance,
    .method = stored->method,
    .user = stored->user,
    .name = stored->name,
    .expires = stored->left ? get_now () + stored->left : 0,
    .checked = get_now () - 20 * DAY,
  };

  return vst_record_new (&fields);
}

static void
put_item (Stage *stage, VstItemKind kind, VstRecord *record, const char *secret)
{
  g_object_unref (test_put (stage->keyring, kind, record, secret));
}

static void
put (Stage *stage, const char *id, const Stored *stored)
{
  g_autoptr (VstRecord) record = make_record (id, stored);
  VstItemKind kind = stored->method == DOMO_METHOD_CLIENT ? VST_ITEM_SECRET : VST_ITEM_PASSWORD;

  if (stored->is_kept)
    put_item (stage, kind, record, "not-the-password");
  put_item (stage, VST_ITEM_TOKEN, record, "DDCI0000");
}

static void
put_all (Stage *stage, const Stored *stored, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf ("other-%zu", i);

    put (stage, id, &stored[i]);
  }
}

/* Jae, signed in by an access token that the practice instance takes. */
static void
put_jae (Stage *stage, gint64 owner_id)
{
  const VstRecordFields fields = {
    .id = "jae",
    .instance = "practice",
    .method = DOMO_METHOD_ACCESS_TOKEN,
    .name = "Jae Wilson",
    .owner_id = owner_id,
    .checked = get_now () - DAY,
    .expires = get_now () + 99 * DAY,
  };
  g_autoptr (VstRecord) record = vst_record_new (&fields);

  put_item (stage, VST_ITEM_TOKEN, record, stage_account ("access-token")->secret);
}

static void
prepare_accounts (Stage *stage)
{
  put_jae (stage, TEST_JAE);
  put_all (stage, others, G_N_ELEMENTS (others));
}

static void
prepare_long (Stage *stage)
{
  put_jae (stage, TEST_JAE);
  put_all (stage, long_ones, G_N_ELEMENTS (long_ones));
}

static void
prepare_another (Stage *stage)
{
  put_jae (stage, 587894148);
  put_all (stage, others, G_N_ELEMENTS (others));
}

/* Jae by a password whose session is over. */
static void
prepare_ended (Stage *stage, gboolean is_kept)
{
  const Stored jae = { "Jae Wilson",          "practice",  DOMO_METHOD_PASSWORD,
                       "jae.wilson@acme.com", -35 * 60000, is_kept };

  put (stage, "jae", &jae);
  put_all (stage, others, G_N_ELEMENTS (others));
  g_settings_set_string (stage->settings, "last-account", "jae");
}

static void
prepare_over (Stage *stage)
{
  prepare_ended (stage, FALSE);
}

static void
prepare_refused (Stage *stage)
{
  prepare_ended (stage, TRUE);
}

static void
prepare_locked (Stage *stage)
{
  prepare_accounts (stage);
  vst_memory_keyring_set_locked (VST_MEMORY_KEYRING (stage->keyring), TRUE, TRUE);
}

static void
prepare_hidden (Stage *stage)
{
  prepare_accounts (stage);
  vst_memory_keyring_set_hidden (VST_MEMORY_KEYRING (stage->keyring));
}

static void
prepare_failing (Stage *stage)
{
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (stage->keyring), 0, DOMO_ERROR_KEYRING);
}

static void
prepare_locked_store (Stage *stage)
{
  vst_memory_keyring_set_failure (VST_MEMORY_KEYRING (stage->keyring), 0,
                                  DOMO_ERROR_KEYRING_LOCKED);
}

/* The real one, where no service is running. */
static void
prepare_absent (Stage *stage)
{
  g_set_object (&stage->keyring, NULL);
  stage->keyring = vst_secret_keyring_new ();
}

/* --------------------------------------------------------------------------- what is waited for */

static gboolean
has_settled (Stage *stage)
{
  VstAccount *account = vst_window_get_account (stage->window);
  VstAccountList *list = vst_accounts_get_list (stage->accounts);

  return vst_account_list_get_state (list) != VST_LIST_LOADING &&
         !(account && vst_account_is_busy (account));
}

static gboolean
has_failed (Stage *stage)
{
  VstAccount *account = vst_window_get_account (stage->window);

  return has_settled (stage) && account && vst_account_get_error (account);
}

static gboolean
is_not_stored (Stage *stage)
{
  VstAccount *account = vst_window_get_account (stage->window);

  return account && vst_account_get_store_error (account);
}

static gboolean
has_dialog (Stage *stage)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (stage->window) &&
        gtk_widget_get_mapped (l->data))
      return TRUE;
  return FALSE;
}

/* ------------------------------------------------------------------------------- what is played */

static void
play_settled (Stage *stage, const Scene *scene)
{
  stage_wait (stage, has_settled, scene->name);
}

static void
set_error (Stage *stage, const char *id, GError *error)
{
  VstAccount *account = vst_account_list_find (vst_accounts_get_list (stage->accounts), id);

  vst_account_set_error (account, error);
  g_error_free (error);
}

/* One of each kind of trouble. */
static void
play_states (Stage *stage, const Scene *scene)
{
  VstAccountList *list = vst_accounts_get_list (stage->accounts);

  stage_wait (stage, stage_is_signed_in, scene->name);
  set_error (stage, "other-0",
             domo_error_new (DOMO_ERROR_INVALID_CREDENTIALS, DOMO_REASON_NONE, ""));
  set_error (stage, "other-2", domo_error_new (DOMO_ERROR_ACCOUNT_LOCKED, DOMO_REASON_NONE, ""));
  set_error (stage, "other-5", domo_error_new (DOMO_ERROR_HOST_NOT_FOUND, DOMO_REASON_NONE, ""));
  vst_account_set_busy (vst_account_list_find (list, "other-1"), TRUE);
}

static void
play_list (Stage *stage, const Scene *scene)
{
  if (scene->prepare == prepare_accounts)
    play_states (stage, scene);
  stage_wait (stage, stage_is_signed_in, scene->name);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show-accounts", NULL);
}

static void
play_refused (Stage *stage, const Scene *scene)
{
  stage_wait (stage, has_failed, scene->name);
}

static void
play_question (Stage *stage, const Scene *scene)
{
  play_refused (stage, scene);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.check", NULL);
  stage_wait (stage, has_failed, "the second refusal");
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.check", NULL);
  stage_wait (stage, has_dialog, "the question");
}

static void
play_forget (Stage *stage, const Scene *scene)
{
  play_states (stage, scene);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.forget-account", "s", "other-2");
}

static void
play_menu (Stage *stage, const Scene *scene)
{
  GtkMenuButton *button;

  stage_wait (stage, stage_is_signed_in, scene->name);
  button = stage_find_in (gtk_stack_get_visible_child (stage_find (stage, "pages")), "menu_button");
  gtk_menu_button_popup (button);
  while (!gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))))
    g_main_context_iteration (NULL, TRUE);
}

static void
play_add (Stage *stage, const Scene *scene)
{
  stage_wait (stage, stage_is_signed_in, scene->name);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.add-account", NULL);
}

static void
play_signed_out (Stage *stage, const Scene *scene)
{
  stage_wait (stage, stage_is_signed_in, scene->name);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.sign-out", NULL);
}

static void
play_not_stored (Stage *stage, const Scene *scene)
{
  vst_sign_in_page_fill_account (vst_window_get_sign_in_page (stage->window),
                                 stage_account ("password"));
  stage_submit (stage);
  stage_wait (stage, is_not_stored, scene->name);
}

static void
play_preferences (Stage *stage, const Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.preferences", NULL);
  stage_wait (stage, has_dialog, "Preferences");
}

static VstLockedPage *
lock (Stage *stage, VstLockReason reason)
{
  vst_memory_keyring_set_collection (VST_MEMORY_KEYRING (stage->keyring), "Login");
  vst_window_lock (stage->window, reason);
  test_settle ();
  return VST_LOCKED_PAGE (
      adw_application_window_get_content (ADW_APPLICATION_WINDOW (stage->window)));
}

static void
play_window_locked (Stage *stage, const Scene *scene)
{
  stage_wait (stage, stage_is_signed_in, scene->name);
  lock (stage, VST_LOCK_IDLE);
}

/* The longest name, two that were there for this session only, and a prompt that was closed. */
static void
play_window_locked_long (Stage *stage, const Scene *scene)
{
  VstAccountList *list = vst_accounts_get_list (stage->accounts);
  VstLockedPage *page;

  stage_wait (stage, stage_is_signed_in, scene->name);
  page = lock (stage, VST_LOCK_SLEEP);
  vst_locked_page_set_who (page, vst_account_list_find (list, "other-0"), 2);
  vst_locked_page_set_dropped (page, TRUE, 2);
  vst_memory_keyring_set_locked (VST_MEMORY_KEYRING (stage->keyring), TRUE, TRUE);
  test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.unlock", NULL);
  test_settle ();
}

static void
play_help (Stage *stage, const Scene *scene)
{
  play_settled (stage, scene);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.keyring-help", NULL);
  stage_wait (stage, has_dialog, "the help");
}

/* Of what of an access token the person is reminded. */
static void
play_reminders (Stage *stage, const Scene *scene)
{
  g_autoptr (DomoCredential) credential = test_credential (DOMO_METHOD_ACCESS_TOKEN, "token-1");
  g_autoptr (VstSession) session = test_session (DOMO_METHOD_ACCESS_TOKEN, "token-1", 0);
  VstAccountKeeper *keeper = vst_accounts_get_keeper (stage->accounts);
  VstAccount *account = vst_account_keeper_add (keeper, NULL, session, credential, VST_KEEP_TOKEN);

  gtk_window_present (
      GTK_WINDOW (vst_remind_dialog_new (GTK_WINDOW (stage->window), keeper, account)));
  stage_wait (stage, has_dialog, "the reminders");
}

static const Scene scenes[] = {
  { "accounts", play_states, .prepare = prepare_accounts },
  { "accounts-list", play_list, .prepare = prepare_accounts },
  { "accounts-long-text", play_list, .prepare = prepare_long },
  { "account-menu", play_menu, .prepare = prepare_accounts },
  { "add-account", play_add, .prepare = prepare_accounts },
  { "sign-in-again", play_signed_out, .prepare = prepare_accounts },
  { "session-ended", play_settled, .prepare = prepare_over },
  { "kept-refused", play_refused, .prepare = prepare_refused },
  { "lock-risk", play_question, .prepare = prepare_refused },
  { "another-person", play_settled, .prepare = prepare_another },
  { "forget-undo", play_forget, .prepare = prepare_accounts },
  { "keyring-locked", play_settled, .prepare = prepare_locked },
  { "keyring-never-unlocked", play_settled, .prepare = prepare_hidden },
  { "keyring-absent", play_settled, .prepare = prepare_absent },
  { "keyring-help", play_help, .prepare = prepare_absent },
  { "not-stored-locked", play_not_stored, .prepare = prepare_locked_store },
  { "not-stored-failed", play_not_stored, .prepare = prepare_failing },
  { "preferences", play_preferences },
  { "locked", play_window_locked, .prepare = prepare_accounts },
  { "locked-long-text", play_window_locked_long, .prepare = prepare_long },
  { "preferences-reminders", play_preferences, .is_real = TRUE },
  { "reminders", play_reminders, .is_real = TRUE },
};

const Scene *
account_scenes_list (gsize *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}
