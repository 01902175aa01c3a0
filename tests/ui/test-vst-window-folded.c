/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-window.h"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "account-fixture.h"
#include "test-stored.h"
#include "vst-keyring-page.h"
#include "vst-profile-page.h"
#include "vst-settings.h"
#include "vst-sidebar.h"

/* The window of a phone, or beside another one: the list or the page. */

#define WIDTH 360

/* What is left of it where the window manager cannot do without a frame of GTK's own. */
#define CONTENT 350
#define JAE "jae.wilson@acme.com"

static const TestStored accounts[] = {
  { .id = "grace",
    .name = "Grace Okafor",
    .method = DOMO_METHOD_PASSWORD,
    .user = "grace.okafor@acme.com",
    .owner_id = 3501873264,
    .left = -30 * TEST_MINUTE,
    .ago = 9 * TEST_HOUR,
    .token = "of-yesterday" },
  { .id = "jae",
    .name = "Jae Wilson",
    .method = DOMO_METHOD_PASSWORD,
    .user = JAE,
    .owner_id = TEST_JAE,
    .left = -30 * TEST_MINUTE,
    .ago = 8 * TEST_HOUR,
    .token = "of-yesterday",
    .secret = "open-the-door-7" },
};

static void
set_up (TestWindow *fixture, gconstpointer place)
{
  test_vst_window_set_up_closed (fixture, place);
  g_settings_set_int (fixture->settings, VST_SETTINGS_WINDOW_WIDTH, WIDTH);
}

static void
start (TestWindow *fixture)
{
  test_start_with (fixture, accounts, G_N_ELEMENTS (accounts));
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
}

static gboolean
is_list (TestWindow *fixture)
{
  gpointer leaflet = test_window_child (fixture, "leaflet");
  GtkWidget *shown = adw_leaflet_get_visible_child (leaflet);

  g_assert_true (adw_leaflet_get_folded (leaflet));
  test_settle ();
  g_assert_true (test_is_shown (shown));
  return shown == test_window_child (fixture, "sidebar");
}

/* The button of the page that is to be seen, and no other. */
static GtkWidget *
find_back (TestWindow *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (test_window_child (fixture, "pages"));
  GtkWidget *back = test_find (page, GTK_TYPE_BUTTON, "Back");

  return back && test_is_shown (back) ? back : NULL;
}

static void
test_start (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, WIDTH);
  g_assert_false (is_list (fixture));
  g_assert_nonnull (find_back (fixture));
}

/* Wide, both are there and nothing leads back. */
static void
test_wide (TestWindow *fixture, gconstpointer unused)
{
  g_settings_set_int (fixture->settings, VST_SETTINGS_WINDOW_WIDTH, 1000);
  start (fixture);
  g_assert_false (adw_leaflet_get_folded (test_window_child (fixture, "leaflet")));
  g_assert_true (test_is_shown (test_row (fixture, "Grace Okafor")));
  g_assert_null (find_back (fixture));
}

static void
test_back (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  for (guint i = 0; i < 3; i++) {
    if (i == 0)
      test_press (find_back (fixture));
    else
      test_key (fixture, i == 1 ? "Escape" : "<Alt>Left");
    g_assert_true (is_list (fixture));
    g_assert_true (test_has_focus (fixture, test_window_child (fixture, "sidebar")));
    test_assert_marked (fixture, "Jae Wilson");

    test_row_choose (fixture, "Jae Wilson");
    g_assert_false (is_list (fixture));
    test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
  }
}

/* From the list nothing leads further back. */
static void
test_back_twice (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_key (fixture, "Escape");
  test_key (fixture, "Escape");
  g_assert_true (is_list (fixture));
  g_assert_nonnull (test_window_session (fixture));
}

static void
test_choose_other (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_key (fixture, "Escape");
  test_row_choose (fixture, "Grace Okafor");
  test_wait_opened (fixture);
  g_assert_false (is_list (fixture));
  test_assert_again (fixture, "password_row");
  g_assert_true (test_is_shown (test_child (fixture, "leave_button")));
  g_assert_null (find_back (fixture));
}

static void
test_leave_add (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  for (guint i = 0; i < 3; i++) {
    test_act (fixture, "win.add-account", NULL);
    g_assert_false (is_list (fixture));
    test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
    g_assert_true (test_is_shown (test_child (fixture, "leave_button")));
    g_assert_null (find_back (fixture));

    if (i == 0)
      test_press (test_child (fixture, "leave_button"));
    else
      test_key (fixture, i == 1 ? "Escape" : "<Alt>Left");
    g_assert_true (is_list (fixture));
    /* The leaflet's own way back leaves the page as it is. */
    test_assert_marked (fixture, i < 2 ? "Jae Wilson" : NULL);
  }
  test_row_choose (fixture, "Jae Wilson");
  g_assert_false (is_list (fixture));
  test_assert_page (fixture, VST_TYPE_PROFILE_PAGE);
}

static void
assert_alone (TestWindow *fixture)
{
  test_settle ();
  test_assert_page (fixture, VST_TYPE_SIGN_IN_PAGE);
  g_assert_false (test_is_shown (test_window_child (fixture, "sidebar")));
  g_assert_null (find_back (fixture));
  g_assert_false (test_is_shown (test_child (fixture, "leave_button")));
  g_assert_true (test_is_shown (test_child (fixture, "menu_button")));
}

/* Nobody is there to go back to. */
static void
test_alone (TestWindow *fixture, gconstpointer unused)
{
  test_start_with (fixture, NULL, 0);
  assert_alone (fixture);
  test_key (fixture, "Escape");
  assert_alone (fixture);
}

/* The last one is forgotten while the list is to be seen: no empty list stays. */
static void
test_forget_in_list (TestWindow *fixture, gconstpointer unused)
{
  start (fixture);
  test_key (fixture, "Escape");
  test_act (fixture, "win.forget-account", "grace");
  g_assert_true (is_list (fixture));
  test_act (fixture, "win.forget-account", "jae");
  assert_alone (fixture);
}

/* ------------------------------------------------------------------------------------ the width */

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* The widget that asks for more than there is, and not one in it. */
static void
tell_widest (GtkWidget *widget, int depth)
{
  GtkWidget *child;

  g_printerr ("%*s%s %s: %d\n", depth * 2, "", G_OBJECT_TYPE_NAME (widget),
              gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), get_minimum (widget));
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && get_minimum (child) > WIDTH - 40)
      tell_widest (child, depth + 1);
}

/* The window itself also counts the frame around it, which the desktop draws. */
static void
assert_fits (TestWindow *fixture, const char *what)
{
  GtkWidget *all = test_window_child (fixture, "toast_overlay");
  GtkWidget *pages = test_window_child (fixture, "pages");
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (pages));

  test_settle ();
  g_test_message ("%s: %d", what, get_minimum (page));
  if (get_minimum (page) > CONTENT || get_minimum (all) > CONTENT) {
    tell_widest (all, 0);
    g_test_fail_printf ("%s is %d wide", what, get_minimum (all));
  }
  if (gtk_widget_get_width (pages) > WIDTH)
    g_test_fail_printf ("%s is given %d", what, gtk_widget_get_width (pages));
}

static void
assert_forms_fit (TestWindow *fixture)
{
  for (DomoMethod method = DOMO_METHOD_PASSWORD; method <= DOMO_METHOD_ACCESS_TOKEN; method++) {
    test_choose (fixture, method);
    assert_fits (fixture, "the form");
  }
}

static void
assert_pages_fit (TestWindow *fixture)
{
  test_start_with (fixture, NULL, 0);
  assert_forms_fit (fixture);
  test_start_with (fixture, accounts, 1);
  assert_fits (fixture, "the form of a session that has ended");
  start (fixture);
  assert_fits (fixture, "the profile");
  test_act (fixture, "win.add-account", NULL);
  assert_forms_fit (fixture);
  test_act (fixture, "win.show-accounts", NULL);
  g_assert_cmpint (get_minimum (test_window_child (fixture, "sidebar")), <=, WIDTH);
  vst_memory_keyring_set_locked (VST_MEMORY_KEYRING (fixture->keyring), TRUE, TRUE);
  test_window_restart (fixture);
  test_wait_opened (fixture);
  test_assert_page (fixture, VST_TYPE_KEYRING_PAGE);
  assert_fits (fixture, "the page of a locked keyring");
}

static void
test_fits (TestWindow *fixture, gconstpointer unused)
{
  assert_pages_fit (fixture);
}

/* gtk_test_init() has set the locale to one in which nothing is translated. */
static void
use_language (const char *language)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("VESTIBULE_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
test_fits_german (TestWindow *fixture, gconstpointer unused)
{
  use_language ("de");
  g_assert_cmpstr (_ ("Back"), ==, "Zurück");
  assert_pages_fit (fixture);
  setlocale (LC_ALL, "C");
}

static void
add (const char *path, void (*test) (TestWindow *, gconstpointer))
{
  g_test_add (path, TestWindow, GINT_TO_POINTER (TEST_PLACE_PRACTICE), set_up, test,
              test_vst_window_tear_down);
}

/* Which the application does; the widths hang on it. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/vestibule/Vestibule/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);
  load_style ();

  add ("/window-folded/start", test_start);
  add ("/window-folded/wide", test_wide);
  add ("/window-folded/back", test_back);
  add ("/window-folded/back-twice", test_back_twice);
  add ("/window-folded/choose-other", test_choose_other);
  add ("/window-folded/leave-add", test_leave_add);
  add ("/window-folded/alone", test_alone);
  add ("/window-folded/forget-in-list", test_forget_in_list);
  add ("/window-folded/fits", test_fits);
  add ("/window-folded/fits-german", test_fits_german);
  return g_test_run ();
}
