/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-settings.h"

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);
  g_autofree char *instance = g_settings_get_string (settings, VST_SETTINGS_LAST_INSTANCE);

  g_assert_cmpstr (instance, ==, "");
  g_assert_cmpint (vst_settings_get_method (settings), ==, DOMO_METHOD_PASSWORD);
  g_assert_cmpint (g_settings_get_int (settings, VST_SETTINGS_WINDOW_WIDTH), ==, 1000);
  g_assert_false (vst_settings_is_allowed (settings, "data.acme.com"));
}

/* The exact host, once. */
static void
test_allow (void)
{
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);
  g_auto (GStrv) hosts = NULL;

  vst_settings_allow (settings, "data.acme.com");
  vst_settings_allow (settings, "domo.example");
  vst_settings_allow (settings, "data.acme.com");
  g_assert_true (vst_settings_is_allowed (settings, "data.acme.com"));
  g_assert_true (vst_settings_is_allowed (settings, "domo.example"));
  g_assert_false (vst_settings_is_allowed (settings, "acme.com"));
  g_assert_false (vst_settings_is_allowed (settings, "x.data.acme.com"));
  hosts = g_settings_get_strv (settings, VST_SETTINGS_ALLOWED_HOSTS);
  g_assert_cmpuint (g_strv_length (hosts), ==, 2);
}

static void
test_method (void)
{
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);

  for (int method = DOMO_METHOD_PASSWORD; method <= DOMO_METHOD_ACCESS_TOKEN; method++) {
    vst_settings_set_method (settings, (DomoMethod)method);
    g_assert_cmpint (vst_settings_get_method (settings), ==, method);
  }
}

/* Without a keyring it is off until it is chosen, be it what it is otherwise. */
static void
test_lock_minutes (void)
{
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);

  g_assert_cmpuint (vst_settings_get_lock_minutes (settings, TRUE), ==, 5);
  g_assert_cmpuint (vst_settings_get_lock_minutes (settings, FALSE), ==, 0);
  for (guint minutes = 5; minutes <= 15; minutes += 10) {
    g_settings_set_uint (settings, VST_SETTINGS_LOCK_MINUTES, minutes);
    g_assert_cmpuint (vst_settings_get_lock_minutes (settings, TRUE), ==, minutes);
    g_assert_cmpuint (vst_settings_get_lock_minutes (settings, FALSE), ==, minutes);
  }
  g_settings_set_uint (settings, VST_SETTINGS_LOCK_MINUTES, 0);
  g_assert_cmpuint (vst_settings_get_lock_minutes (settings, TRUE), ==, 0);
}

/* In practice nothing reaches what is remembered otherwise. */
static void
test_in_memory (void)
{
  g_autoptr (GSettings) practice = vst_settings_new (TRUE);
  g_autoptr (GSettings) other = vst_settings_new (TRUE);
  g_autoptr (GSettings) real = vst_settings_new (FALSE);

  vst_settings_allow (practice, "data.acme.com");
  g_settings_sync ();
  g_assert_false (vst_settings_is_allowed (real, "data.acme.com"));
  g_assert_false (vst_settings_is_allowed (other, "data.acme.com"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/allow", test_allow);
  g_test_add_func ("/settings/method", test_method);
  g_test_add_func ("/settings/lock-minutes", test_lock_minutes);
  g_test_add_func ("/settings/in-memory", test_in_memory);
  return g_test_run ();
}
