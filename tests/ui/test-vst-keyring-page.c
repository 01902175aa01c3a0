/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-keyring-page.h"

#include "domo-error.h"
#include "test-widgets.h"

#define CLOSED "Tokens and passwords stay closed until you unlock it."
#define UNCHANGED "Nothing in it was changed."

typedef struct {
  GtkWindow *window;
  VstKeyringPage *page;
  GString *activated; /* names of actions */
} Fixture;

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer activated)
{
  g_string_append_printf (activated, "%s ", g_action_get_name (G_ACTION (action)));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static const GActionEntry entries[] = {
    { .name = "unlock-keyring", .activate = activate_cb },
    { .name = "reload-keyring", .activate = activate_cb },
    { .name = "keyring-help", .activate = activate_cb },
    { .name = "without-keyring", .activate = activate_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  fixture->activated = g_string_new (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture->activated);
  fixture->page = VST_KEYRING_PAGE (vst_keyring_page_new ());
  fixture->window = test_window_new (GTK_WIDGET (fixture->page));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (page, &page);
  gtk_window_destroy (fixture->window);
  test_settle ();
  g_assert_null (page);
  g_string_free (fixture->activated, TRUE);
}

static void
set_error (Fixture *fixture, int code, const char *words, guint n_hidden)
{
  g_autoptr (GError) error = g_error_new_literal (DOMO_ERROR, code, words);

  vst_keyring_page_set_error (fixture->page, error, n_hidden);
  test_settle ();
}

/* The label that somebody reads. */
static void
assert_text (Fixture *fixture, const char *text)
{
  GtkWidget *label = test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, text);

  if (!label)
    g_test_message ("“%s” is not there", text);
  g_assert_nonnull (label);
  g_assert_true (test_is_shown (label));
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  GtkWidget *button = test_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (test_is_shown (button));
  return button;
}

static void
assert_press (Fixture *fixture, const char *label, const char *action)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_string_truncate (fixture->activated, 0);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (fixture->activated->str, ==, action);
}

static void
assert_icon (Fixture *fixture, const char *icon_name)
{
  AdwStatusPage *page = test_find (GTK_WIDGET (fixture->page), ADW_TYPE_STATUS_PAGE, NULL);

  g_assert_cmpstr (adw_status_page_get_icon_name (page), ==, icon_name);
}

static void
test_errors (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    DomoError code;
    const char *icon;
    const char *title;
    const char *text;
    const char *button;
    const char *action;
  } rows[] = {
    { DOMO_ERROR_KEYRING_LOCKED, "channel-secure-symbolic", "Keyring Locked", CLOSED, "Unlock…",
      "unlock-keyring " },
    { DOMO_ERROR_KEYRING_DISMISSED, "channel-secure-symbolic", "The Keyring Stays Locked", CLOSED,
      "Unlock…", "unlock-keyring " },
    { DOMO_ERROR_KEYRING_ABSENT, "dialog-password-symbolic", "No Keyring on This Computer",
      "No keyring service is running, so what is kept cannot be read.", "How to Get One",
      "keyring-help " },
    { DOMO_ERROR_KEYRING, "dialog-warning-symbolic", "The Keyring Could Not Be Read",
      "Its words: “Disk full”. " UNCHANGED, "Try Again", "reload-keyring " },
  };

  /* And once more from the last to the first. */
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (rows); i++) {
    gsize k = MIN (i, 2 * G_N_ELEMENTS (rows) - 1 - i);

    set_error (fixture, (int)rows[k].code, "Disk full", 0);
    assert_icon (fixture, rows[k].icon);
    assert_text (fixture, rows[k].title);
    assert_text (fixture, rows[k].text);
    assert_press (fixture, rows[k].button, rows[k].action);
    assert_press (fixture, "Go On Without It", "without-keyring ");
  }
}

static void
test_count (Fixture *fixture, gconstpointer unused)
{
  set_error (fixture, DOMO_ERROR_KEYRING_LOCKED, "", 1);
  assert_text (fixture, "1 account is in it. " CLOSED);
  set_error (fixture, DOMO_ERROR_KEYRING_LOCKED, "", 11);
  assert_text (fixture, "11 accounts are in it. " CLOSED);
  set_error (fixture, DOMO_ERROR_KEYRING_DISMISSED, "", 2);
  assert_text (fixture, "The Keyring Stays Locked");
  assert_text (fixture, "2 accounts are in it. " CLOSED);
  set_error (fixture, DOMO_ERROR_KEYRING_LOCKED, "", 0);
  assert_text (fixture, CLOSED);
}

/* A keyring may say anything. */
static void
test_markup (Fixture *fixture, gconstpointer unused)
{
  set_error (fixture, DOMO_ERROR_KEYRING, "<b>R & D</b> &amp; <i>more", 0);
  assert_text (fixture, "Its words: “<b>R & D</b> &amp; <i>more”. " UNCHANGED);
}

static void
test_busy (Fixture *fixture, gconstpointer unused)
{
  set_error (fixture, DOMO_ERROR_KEYRING_LOCKED, "", 3);
  vst_keyring_page_set_busy (fixture->page, TRUE);
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, "Unlock…")));
  assert_press (fixture, "Go On Without It", "without-keyring ");
  set_error (fixture, DOMO_ERROR_KEYRING_DISMISSED, "", 3);
  vst_keyring_page_set_busy (fixture->page, FALSE);
  assert_press (fixture, "Unlock…", "unlock-keyring ");
}

static void
test_start (Fixture *fixture, gconstpointer unused)
{
  set_error (fixture, DOMO_ERROR_KEYRING_LOCKED, "", 0);
  gtk_widget_grab_focus (find_button (fixture, "Go On Without It"));
  vst_keyring_page_start (fixture->page);
  g_assert_true (gtk_window_get_focus (fixture->window) == find_button (fixture, "Unlock…"));
}

/* One suggested button. */
static void
test_suggested (Fixture *fixture, gconstpointer unused)
{
  set_error (fixture, DOMO_ERROR_KEYRING, "", 0);
  g_assert_true (gtk_widget_has_css_class (find_button (fixture, "Try Again"), "suggested-action"));
  g_assert_false (
      gtk_widget_has_css_class (find_button (fixture, "Go On Without It"), "suggested-action"));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/keyring-page/errors", test_errors }, { "/keyring-page/count", test_count },
    { "/keyring-page/markup", test_markup }, { "/keyring-page/busy", test_busy },
    { "/keyring-page/start", test_start },   { "/keyring-page/suggested", test_suggested },
  };

  test_widgets_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
