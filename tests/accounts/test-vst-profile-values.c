/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-profile-values.h"

#include <string.h>

static DomoProfile *
make_profile (DomoProfileSource source)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);

  return domo_profile_new (source, reply);
}

/* Every field but the picture's address has a name, and no two have the same. */
static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (DomoField field = 0; field < DOMO_N_FIELDS; field++) {
    const char *name = vst_profile_field_get_name (field);

    g_assert_cmpint (name == NULL, ==, field == DOMO_FIELD_IMAGE);
    if (name)
      g_assert_true (g_hash_table_add (names, (char *)name));
  }
}

static void
test_title (void)
{
  g_autoptr (DomoProfile) profile = make_profile (DOMO_PROFILE_TOKEN);
  g_autofree char *nobody = vst_profile_dup_title (profile);
  g_autofree char *somebody = NULL;

  g_assert_cmpstr (nobody, ==, "API Client");
  /* Which Domo did not say. */
  g_assert_false (vst_profile_has_shown (profile, DOMO_FIELD_DISPLAY_NAME));
  domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup ("Jae Wilson"));
  somebody = vst_profile_dup_title (profile);
  g_assert_cmpstr (somebody, ==, "Jae Wilson");
}

static void
assert_value (DomoProfile *profile, DomoField field, const char *value)
{
  g_autofree char *text = vst_profile_dup_value (profile, field);

  g_assert_cmpstr (text, ==, value);
}

static void
test_values (void)
{
  g_autoptr (DomoProfile) profile = make_profile (DOMO_PROFILE_PRODUCT);
  g_autofree char *tooltip = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) date = NULL;

  domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup ("Jae Wilson"));
  domo_profile_set_number (profile, DOMO_FIELD_ID, G_GINT64_CONSTANT (9007199254740993));
  domo_profile_set_number (profile, DOMO_FIELD_ACTIVE, TRUE);
  domo_profile_set_number (profile, DOMO_FIELD_PENDING, FALSE);
  domo_profile_set_number (profile, DOMO_FIELD_CREATED, G_GINT64_CONSTANT (1588960518000));
  assert_value (profile, DOMO_FIELD_DISPLAY_NAME, "Jae Wilson");
  assert_value (profile, DOMO_FIELD_ID, "9007199254740993");
  assert_value (profile, DOMO_FIELD_ACTIVE, "Yes");
  assert_value (profile, DOMO_FIELD_PENDING, "No");

  /* The tooltip names the same moment, wherever this runs. */
  tooltip = vst_profile_dup_tooltip (profile, DOMO_FIELD_CREATED);
  date = g_date_time_new_from_iso8601 (tooltip, NULL);
  g_assert_cmpint (g_date_time_to_unix (date), ==, 1588960518);
  g_assert_null (vst_profile_dup_tooltip (profile, DOMO_FIELD_ID));

  /* What is missing is left out. */
  g_assert_true (vst_profile_has_shown (profile, DOMO_FIELD_ID));
  g_assert_false (vst_profile_has_shown (profile, DOMO_FIELD_DEPARTMENT));
  text = vst_profile_dup_text (profile);
  g_assert_true (g_str_has_prefix (text, "Display name: Jae Wilson\nUser ID: 9007199254740993\n"));
  g_assert_true (g_str_has_suffix (text, "Active: Yes\nPending: No\n"));
}

static char *
dup_raw_answer (GString *body)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (body);
  g_autoptr (DomoReply) reply = domo_reply_new (200, bytes);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);

  return vst_profile_dup_raw_answer (profile);
}

/* Lines are cut between characters, and the text between lines. */
static void
test_raw_answer (void)
{
  GString *body = g_string_new (NULL);
  g_autofree char *line = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *cut = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (body, "é");
  line = g_strconcat (body->str, "\n", body->str, "…\nlast", NULL);
  g_string_append_printf (body, "\n%sé\nlast", body->str);
  whole = dup_raw_answer (body);
  g_assert_cmpstr (whole, ==, line);

  body = g_string_new (NULL);
  for (guint i = 0; i < 10000; i++)
    g_string_append (body, "1234567\n");
  cut = dup_raw_answer (body);
  g_assert_cmpuint (strlen (cut), <=, 64 * 1024 + 100);
  g_assert_true (g_str_has_suffix (cut, "\n1234567\n… 14472 more bytes"));
}

static void
test_copyable (void)
{
  static const DomoField copyable[] = { DOMO_FIELD_ID,         DOMO_FIELD_USER_NAME,
                                        DOMO_FIELD_EMAIL,      DOMO_FIELD_AVATAR_KEY,
                                        DOMO_FIELD_INVITED_BY, DOMO_FIELD_DOMAIN };
  static const DomoField not_copyable[] = { DOMO_FIELD_DISPLAY_NAME, DOMO_FIELD_DEPARTMENT,
                                            DOMO_FIELD_CREATED, DOMO_FIELD_ACTIVE };

  for (gsize i = 0; i < G_N_ELEMENTS (copyable); i++)
    g_assert_true (vst_profile_field_is_copyable (copyable[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (not_copyable); i++)
    g_assert_false (vst_profile_field_is_copyable (not_copyable[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-values/names", test_names);
  g_test_add_func ("/profile-values/title", test_title);
  g_test_add_func ("/profile-values/values", test_values);
  g_test_add_func ("/profile-values/raw-answer", test_raw_answer);
  g_test_add_func ("/profile-values/copyable", test_copyable);
  return g_test_run ();
}
