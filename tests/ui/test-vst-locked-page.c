/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-locked-page.h"

#include "account-fixture.h"
#include "test-stored.h"
#include "test-widgets.h"

typedef struct {
  GtkWindow *window;
  VstLockedPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->page = VST_LOCKED_PAGE (vst_locked_page_new ());
  fixture->window = test_window_new (GTK_WIDGET (fixture->page));
  vst_locked_page_start (fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *)&fixture->page);
  gtk_window_destroy (fixture->window);
  test_settle ();
  g_assert_null (fixture->page);
}

static void
assert_says (Fixture *fixture, const char *text)
{
  test_settle ();
  test_assert_says (fixture->page, text);
}

static void
assert_described (Fixture *fixture, const char *words)
{
  GtkWidget *button = test_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "Unlock");

  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
}

static VstAccount *
make_account (const char *instance, const char *name)
{
  const VstRecordFields fields = {
    .id = "one",
    .instance = instance,
    .method = DOMO_METHOD_CLIENT,
    .user = "the-client",
    .name = name,
  };
  g_autoptr (VstRecord) record = vst_record_new (&fields);

  return vst_account_new (record);
}

static void
test_who (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *instance;
    const char *name;
    guint n_more;
    const char *words;
  } rows[] = {
    { "acme", "Jae Wilson", 10, "Jae Wilson at acme, and 10 more accounts" },
    { "acme", "Jae Wilson", 1, "Jae Wilson at acme, and 1 more account" },
    { "acme", "Jae Wilson", 0, "Jae Wilson at acme" },
    { "http://127.0.0.1:8080", "Jae Wilson", 0, "Jae Wilson at 127.0.0.1:8080" },
    { NULL, "Noor Haddad", 0, "Noor Haddad" },
    { NULL, NULL, 2, "the-client, and 2 more accounts" },
    { "acme", "<b>100 %s</b>", 0, "<b>100 %s</b> at acme" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (VstAccount) account = make_account (rows[i].instance, rows[i].name);

    vst_locked_page_set_who (fixture->page, account, rows[i].n_more);
    assert_says (fixture, rows[i].words);
  }
  vst_locked_page_set_who (fixture->page, NULL, 0);
  test_settle ();
  g_assert_null (
      test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, rows[G_N_ELEMENTS (rows) - 1].words));
}

/* It does not say that all is gone before it is. */
static void
test_why (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    VstLockReason reason;
    guint minutes;
    const char *words;
  } rows[] = {
    { VST_LOCK_IDLE, 5, "Locked after 5 minutes without use." },
    { VST_LOCK_IDLE, 1, "Locked after 1 minute without use." },
    { VST_LOCK_SCREEN, 5, "Locked with the screen." },
    { VST_LOCK_SLEEP, 5, "Locked before this computer went to sleep." },
    { VST_LOCK_BY_PERSON, 5, "Locked by you." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *dropped = g_strdup_printf ("%s No secret is in memory.", rows[i].words);

    vst_locked_page_set_why (fixture->page, rows[i].reason, rows[i].minutes);
    assert_says (fixture, rows[i].words);
    vst_locked_page_set_dropped (fixture->page, TRUE, 0);
    assert_says (fixture, dropped);
  }
}

static void
test_lost (Fixture *fixture, gconstpointer unused)
{
  vst_locked_page_set_why (fixture->page, VST_LOCK_BY_PERSON, 0);
  vst_locked_page_set_dropped (fixture->page, FALSE, 1);
  assert_says (fixture, "Locked by you. The practice keyring stays in memory.");
  assert_says (fixture, "1 account was there for this session only, and has to sign in again.");
  vst_locked_page_set_dropped (fixture->page, TRUE, 11);
  assert_says (fixture, "11 accounts were there for this session only, and have to sign in again.");
}

/* All of it, for who has nothing but the button. */
static void
test_described (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) account = make_account ("acme", "Jae Wilson");

  vst_locked_page_set_who (fixture->page, account, 0);
  vst_locked_page_set_why (fixture->page, VST_LOCK_BY_PERSON, 0);
  vst_locked_page_set_dropped (fixture->page, TRUE, 0);
  assert_described (fixture, "Locked. Jae Wilson at acme. Locked by you. No secret is in memory.");
  vst_locked_page_set_failure (fixture->page, "The Keyring Stays Locked");
  assert_says (fixture, "The Keyring Stays Locked");
  assert_described (fixture, "Locked. The Keyring Stays Locked. Jae Wilson at acme. "
                             "Locked by you. No secret is in memory.");
  vst_locked_page_set_failure (fixture->page, NULL);
  assert_described (fixture, "Locked. Jae Wilson at acme. Locked by you. No secret is in memory.");
  vst_locked_page_set_copy_kept (fixture->page, TRUE);
  assert_described (fixture, "Locked. Jae Wilson at acme. Locked by you. No secret is in memory. "
                             "Your desktop keeps clipboard history; remove the token there.");
  vst_locked_page_set_copy_kept (fixture->page, FALSE);
  assert_described (fixture, "Locked. Jae Wilson at acme. Locked by you. No secret is in memory.");
}

static void
test_narrow (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) account =
      make_account ("an-instance-with-a-name-that-goes-on-until-the-row-is-full",
                    "WolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorff");
  int width, height;

  vst_locked_page_set_who (fixture->page, account, 1000);
  vst_locked_page_set_why (fixture->page, VST_LOCK_SLEEP, 0);
  vst_locked_page_set_dropped (fixture->page, TRUE, 1000);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 350);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_VERTICAL, 360, &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (height, <=, 294);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/locked-page/who", test_who);
  ADD ("/locked-page/why", test_why);
  ADD ("/locked-page/lost", test_lost);
  ADD ("/locked-page/described", test_described);
  ADD ("/locked-page/narrow", test_narrow);
  return g_test_run ();
}
