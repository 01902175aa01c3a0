/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-keep-box.h"

#include "test-support.h"
#include "test-widgets.h"

/* What a window of 360 px leaves between the margins of its page. */
#define NARROW 336

typedef struct {
  GSettings *settings;
  VstKeepBox *box;
  AdwComboRow *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->settings = vst_settings_new (TRUE);
  fixture->box = g_object_ref_sink (g_object_new (VST_TYPE_KEEP_BOX, NULL));
  fixture->row = test_find (GTK_WIDGET (fixture->box), ADW_TYPE_COMBO_ROW, "Keep in the keyring");
  g_assert_nonnull (fixture->row);
  vst_keep_box_set_up (fixture->box, fixture->settings, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->box);
  g_assert_finalize_object (fixture->settings);
}

/* (transfer full): "Token / Nothing" */
static char *
dup_items (Fixture *fixture)
{
  GListModel *model = adw_combo_row_get_model (fixture->row);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_strv_builder_add (builder, gtk_string_list_get_string (GTK_STRING_LIST (model), i));
  items = g_strv_builder_end (builder);
  return g_strjoinv (" / ", items);
}

static const char *
get_shown (Fixture *fixture)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (fixture->row));
}

static void
choose (Fixture *fixture, const char *item)
{
  guint i = 0;

  while (strcmp (item, gtk_string_list_get_string (
                           GTK_STRING_LIST (adw_combo_row_get_model (fixture->row)), i)) != 0)
    i++;
  adw_combo_row_set_selected (fixture->row, i);
}

static void
assert_caption (Fixture *fixture, const char *caption)
{
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->box), GTK_TYPE_LABEL, caption));
}

static void
assert_items (Fixture *fixture, const char *expected)
{
  g_autofree char *items = dup_items (fixture);

  g_assert_cmpstr (items, ==, expected);
}

static void
test_words (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    DomoMethod method;
    const char *items;
    VstKeep keep;
    const char *shown;
    const char *caption;
  } rows[] = {
    { DOMO_METHOD_PASSWORD, "Token / Token and password / Nothing", VST_KEEP_TOKEN, "Token",
      "You stay signed in for about 8 hours." },
    { DOMO_METHOD_PASSWORD, "Token / Token and password / Nothing", VST_KEEP_TOKEN_AND_SECRET,
      "Token and password", "The token renews itself." },
    { DOMO_METHOD_PASSWORD, "Token / Token and password / Nothing", VST_KEEP_NOTHING, "Nothing",
      "The token is gone when the window closes." },
    { DOMO_METHOD_CLIENT, "Token / Token and secret / Nothing", VST_KEEP_TOKEN, "Token",
      "You stay signed in for about an hour." },
    { DOMO_METHOD_CLIENT, "Token / Token and secret / Nothing", VST_KEEP_TOKEN_AND_SECRET,
      "Token and secret", "The token renews itself." },
    { DOMO_METHOD_CLIENT, "Token / Token and secret / Nothing", VST_KEEP_NOTHING, "Nothing",
      "The token is gone when the window closes." },
    { DOMO_METHOD_ACCESS_TOKEN, "Token / Nothing", VST_KEEP_TOKEN, "Token",
      "You stay signed in until the date that was set in Domo." },
    { DOMO_METHOD_ACCESS_TOKEN, "Token / Nothing", VST_KEEP_NOTHING, "Nothing",
      "The token is gone when the window closes." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    vst_keep_box_set_method (fixture->box, rows[i].method);
    assert_items (fixture, rows[i].items);
    choose (fixture, rows[i].shown);
    g_assert_cmpint (vst_keep_box_get_keep (fixture->box), ==, rows[i].keep);
    assert_caption (fixture, rows[i].caption);
    vst_keep_box_reset (fixture->box);
    vst_keep_box_set_keep (fixture->box, rows[i].keep);
    g_assert_cmpstr (get_shown (fixture), ==, rows[i].shown);
    g_assert_cmpint (vst_keep_box_get_keep (fixture->box), ==, rows[i].keep);
    assert_caption (fixture, rows[i].caption);
  }
}

/* In practice nothing outlives the window, whatever is chosen. */
static void
test_practice (void)
{
  g_autoptr (GSettings) settings = vst_settings_new (TRUE);
  Fixture fixture = { .box = g_object_ref_sink (g_object_new (VST_TYPE_KEEP_BOX, NULL)) };

  fixture.row = test_find (GTK_WIDGET (fixture.box), ADW_TYPE_COMBO_ROW, NULL);
  vst_keep_box_set_up (fixture.box, settings, FALSE);
  for (int method = DOMO_METHOD_PASSWORD; method <= DOMO_METHOD_ACCESS_TOKEN; method++) {
    vst_keep_box_set_method (fixture.box, (DomoMethod)method);
    assert_caption (&fixture, "The practice keyring is gone when the window closes.");
    choose (&fixture, "Nothing");
    assert_caption (&fixture, "The token is gone when the window closes.");
  }
  g_assert_finalize_object (fixture.box);
}

static void
test_settings_first (Fixture *fixture, gconstpointer unused)
{
  g_settings_set_string (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, "nothing");
  g_assert_cmpstr (get_shown (fixture), ==, "Nothing");
  vst_settings_set_keep (fixture->settings, DOMO_METHOD_CLIENT, VST_KEEP_TOKEN_AND_SECRET);
  g_assert_cmpstr (get_shown (fixture), ==, "Nothing");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_CLIENT);
  g_assert_cmpstr (get_shown (fixture), ==, "Token and secret");

  choose (fixture, "Token");
  vst_settings_set_keep (fixture->settings, DOMO_METHOD_CLIENT, VST_KEEP_NOTHING);
  g_assert_cmpstr (get_shown (fixture), ==, "Token");
  vst_keep_box_reset (fixture->box);
  g_assert_cmpstr (get_shown (fixture), ==, "Nothing");
}

static void
test_switch (Fixture *fixture, gconstpointer unused)
{
  choose (fixture, "Token and password");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_cmpstr (get_shown (fixture), ==, "Token");
  choose (fixture, "Nothing");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_CLIENT);
  g_assert_cmpstr (get_shown (fixture), ==, "Token");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (get_shown (fixture), ==, "Token and password");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_cmpstr (get_shown (fixture), ==, "Nothing");
  assert_caption (fixture, "The token is gone when the window closes.");
}

static void
test_access_token (Fixture *fixture, gconstpointer unused)
{
  g_settings_set_string (fixture->settings, VST_SETTINGS_KEEP_DEFAULT, "token-and-secret");
  g_assert_cmpstr (get_shown (fixture), ==, "Token and password");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_cmpstr (get_shown (fixture), ==, "Token");
  vst_keep_box_set_keep (fixture->box, VST_KEEP_TOKEN_AND_SECRET);
  g_assert_cmpstr (get_shown (fixture), ==, "Token");
  g_assert_cmpint (vst_keep_box_get_keep (fixture->box), ==, VST_KEEP_TOKEN);
}

static void
assert_unavailable (Fixture *fixture)
{
  g_assert_cmpstr (get_shown (fixture), ==, "Nothing");
  g_assert_cmpint (vst_keep_box_get_keep (fixture->box), ==, VST_KEEP_NOTHING);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (fixture->row)));
  assert_caption (fixture, "The token is gone when the window closes.");
}

static void
test_unavailable (Fixture *fixture, gconstpointer unused)
{
  choose (fixture, "Token and password");
  vst_keep_box_set_available (fixture->box, FALSE);
  assert_unavailable (fixture);
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_CLIENT);
  vst_keep_box_set_keep (fixture->box, VST_KEEP_TOKEN_AND_SECRET);
  assert_unavailable (fixture);

  vst_keep_box_set_available (fixture->box, TRUE);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (fixture->row)));
  g_assert_cmpstr (get_shown (fixture), ==, "Token and secret");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (get_shown (fixture), ==, "Token and password");
  assert_caption (fixture, "The token renews itself.");
}

static char *
dup_setting (Fixture *fixture, const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_user_value (fixture->settings, key);

  return value ? g_variant_dup_string (value, NULL) : NULL;
}

/* @password, @client, @token: (nullable): nothing was written */
static void
assert_settings (Fixture *fixture, const char *password, const char *client, const char *token)
{
  g_autofree char *of_all = dup_setting (fixture, VST_SETTINGS_KEEP_DEFAULT);
  g_autofree char *of_password = dup_setting (fixture, "keep-password");
  g_autofree char *of_client = dup_setting (fixture, "keep-client");
  g_autofree char *of_token = dup_setting (fixture, "keep-access-token");

  g_assert_null (of_all);
  g_assert_cmpstr (of_password, ==, password);
  g_assert_cmpstr (of_client, ==, client);
  g_assert_cmpstr (of_token, ==, token);
}

static void
test_remember (Fixture *fixture, gconstpointer unused)
{
  choose (fixture, "Token and password");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_CLIENT);
  choose (fixture, "Nothing");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_ACCESS_TOKEN);
  choose (fixture, "Nothing");
  assert_settings (fixture, NULL, NULL, NULL);

  vst_keep_box_remember (fixture->box, DOMO_METHOD_PASSWORD);
  assert_settings (fixture, "token-and-secret", NULL, NULL);
  vst_keep_box_remember (fixture->box, DOMO_METHOD_ACCESS_TOKEN);
  assert_settings (fixture, "token-and-secret", NULL, "nothing");
  vst_keep_box_reset (fixture->box);
  vst_keep_box_remember (fixture->box, DOMO_METHOD_CLIENT);
  assert_settings (fixture, "token-and-secret", NULL, "nothing");
  vst_keep_box_set_method (fixture->box, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (get_shown (fixture), ==, "Token and password");
}

/* Only what a person chose is remembered. */
static void
test_remember_nothing (Fixture *fixture, gconstpointer unused)
{
  vst_keep_box_remember (fixture->box, DOMO_METHOD_PASSWORD);
  assert_settings (fixture, NULL, NULL, NULL);
  vst_keep_box_set_keep (fixture->box, VST_KEEP_TOKEN_AND_SECRET);
  vst_keep_box_remember (fixture->box, DOMO_METHOD_PASSWORD);
  assert_settings (fixture, NULL, NULL, NULL);
  choose (fixture, "Nothing");
  vst_keep_box_set_available (fixture->box, FALSE);
  vst_keep_box_remember (fixture->box, DOMO_METHOD_PASSWORD);
  assert_settings (fixture, NULL, NULL, NULL);
  vst_keep_box_set_available (fixture->box, TRUE);
  vst_keep_box_remember (fixture->box, DOMO_METHOD_PASSWORD);
  assert_settings (fixture, "nothing", NULL, NULL);
}

/* The words of a long language: the title gives way, the value is whole. */
static void
test_narrow (Fixture *fixture, gconstpointer unused)
{
  static const char *const items[] = { "Token", "Token und Passwort", "Nichts", NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (items);
  GtkWidget *widget = GTK_WIDGET (fixture->box);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWindow *window;
  GtkLabel *value;

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), NARROW);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), NARROW);
  adw_clamp_set_child (ADW_CLAMP (clamp), widget);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row),
                                 "Im Schlüsselbund aufbewahren");
  adw_combo_row_set_model (fixture->row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (fixture->row, 1);
  window = test_window_new (clamp);
  g_assert_cmpint (gtk_widget_get_width (widget), ==, NARROW);
  value = test_find (widget, GTK_TYPE_LABEL, "Token und Passwort");
  g_assert_true (test_is_shown (GTK_WIDGET (value)));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (value)));
  gtk_window_destroy (window);
  test_settle ();
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/keep-box/words", test_words },
    { "/keep-box/settings-first", test_settings_first },
    { "/keep-box/switch", test_switch },
    { "/keep-box/access-token", test_access_token },
    { "/keep-box/unavailable", test_unavailable },
    { "/keep-box/remember", test_remember },
    { "/keep-box/remember-nothing", test_remember_nothing },
    { "/keep-box/narrow", test_narrow },
  };

  test_widgets_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/keep-box/practice", test_practice);
  return g_test_run ();
}
