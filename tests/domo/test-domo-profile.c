/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-profile.h"

static DomoProfile *
profile_new (DomoProfileSource source)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);

  return domo_profile_new (source, reply);
}

static void
test_empty (void)
{
  g_autoptr (DomoProfile) profile = profile_new (DOMO_PROFILE_PRODUCT);

  for (guint i = 0; i < DOMO_N_FIELDS; i++) {
    g_assert_false (domo_profile_has (profile, i));
    g_assert_null (domo_profile_get_text (profile, i));
    g_assert_cmpint (domo_profile_get_number (profile, i), ==, 0);
    g_assert_false (domo_profile_get_flag (profile, i));
  }
  g_assert_null (domo_profile_get_name (profile));
  g_assert_null (domo_profile_get_email (profile));
}

static void
test_source (void)
{
  for (guint i = DOMO_PROFILE_PRODUCT; i <= DOMO_PROFILE_TOKEN; i++) {
    g_autoptr (DomoProfile) profile = profile_new (i);

    g_assert_cmpint (domo_profile_get_source (profile), ==, i);
  }
}

static void
test_reply (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"id\":1}", 8);
  DomoReply *reply = domo_reply_new (201, body);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);

  domo_reply_unref (reply);
  g_assert_cmpuint (domo_reply_get_status (domo_profile_get_reply (profile)), ==, 201);
  g_assert_true (domo_reply_is_success (domo_profile_get_reply (profile)));
  g_assert_true (g_bytes_equal (domo_reply_get_body (domo_profile_get_reply (profile)), body));
}

static void
test_fields (void)
{
  g_autoptr (DomoProfile) profile = profile_new (DOMO_PROFILE_PRODUCT);

  domo_profile_take_text (profile, DOMO_FIELD_DEPARTMENT, g_strdup ("Sales"));
  domo_profile_take_text (profile, DOMO_FIELD_DEPARTMENT, g_strdup ("Research"));
  domo_profile_take_text (profile, DOMO_FIELD_TITLE, NULL);
  domo_profile_take_text (profile, DOMO_FIELD_PHONE, g_strdup (""));
  domo_profile_set_number (profile, DOMO_FIELD_ID, G_GINT64_CONSTANT (9007199254740993));
  domo_profile_set_number (profile, DOMO_FIELD_ACTIVE, TRUE);
  domo_profile_set_number (profile, DOMO_FIELD_PENDING, FALSE);

  g_assert_cmpstr (domo_profile_get_text (profile, DOMO_FIELD_DEPARTMENT), ==, "Research");
  g_assert_false (domo_profile_has (profile, DOMO_FIELD_TITLE));
  g_assert_true (domo_profile_has (profile, DOMO_FIELD_PHONE));
  g_assert_cmpint (domo_profile_get_number (profile, DOMO_FIELD_ID), ==,
                   G_GINT64_CONSTANT (9007199254740993));
  g_assert_true (domo_profile_get_flag (profile, DOMO_FIELD_ACTIVE));
  g_assert_true (domo_profile_has (profile, DOMO_FIELD_PENDING));
  g_assert_false (domo_profile_get_flag (profile, DOMO_FIELD_PENDING));
  g_assert_false (domo_profile_has (profile, DOMO_FIELD_ANONYMOUS));
  g_assert_finalize_object (g_steal_pointer (&profile));
}

static void
test_name_and_email (void)
{
  static const struct {
    const char *display_name;
    const char *user_name;
    const char *email;
    const char *expected_name;
    const char *expected_email;
  } rows[] = {
    { "Jae Wilson", "jae", "jae@acme.com", "Jae Wilson", "jae@acme.com" },
    { NULL, "jae", "jae@acme.com", "jae", "jae@acme.com" },
    { "", "jae", "", "jae", "jae" },
    { NULL, NULL, "jae@acme.com", "jae@acme.com", "jae@acme.com" },
    { "Jae Wilson", "jae@acme.com", NULL, "Jae Wilson", "jae@acme.com" },
    { "Jae Wilson", NULL, NULL, "Jae Wilson", NULL },
    { "", "", "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoProfile) profile = profile_new (DOMO_PROFILE_PRODUCT);

    domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup (rows[i].display_name));
    domo_profile_take_text (profile, DOMO_FIELD_USER_NAME, g_strdup (rows[i].user_name));
    domo_profile_take_text (profile, DOMO_FIELD_EMAIL, g_strdup (rows[i].email));
    g_test_message ("row %u", i);
    g_assert_cmpstr (domo_profile_get_name (profile), ==, rows[i].expected_name);
    g_assert_cmpstr (domo_profile_get_email (profile), ==, rows[i].expected_email);
  }
}

static void
test_kinds (void)
{
  static const struct {
    DomoField field;
    DomoFieldKind kind;
  } rows[] = {
    { DOMO_FIELD_DISPLAY_NAME, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_ID, DOMO_FIELD_KIND_ID },
    { DOMO_FIELD_USER_NAME, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_EMAIL, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_DEPARTMENT, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_USER_TYPE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_TITLE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_ROLE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_ROLE_ID, DOMO_FIELD_KIND_ID },
    { DOMO_FIELD_PHONE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_LOCATION, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_TIME_ZONE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_LOCALE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_EMPLOYEE_NUMBER, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_CREATED, DOMO_FIELD_KIND_DATE },
    { DOMO_FIELD_CHANGED, DOMO_FIELD_KIND_DATE },
    { DOMO_FIELD_INVITED_BY, DOMO_FIELD_KIND_ID },
    { DOMO_FIELD_AVATAR_KEY, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_IMAGE, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_ACCEPTED, DOMO_FIELD_KIND_FLAG },
    { DOMO_FIELD_ACTIVE, DOMO_FIELD_KIND_FLAG },
    { DOMO_FIELD_PENDING, DOMO_FIELD_KIND_FLAG },
    { DOMO_FIELD_ANONYMOUS, DOMO_FIELD_KIND_FLAG },
    { DOMO_FIELD_SYSTEM_USER, DOMO_FIELD_KIND_FLAG },
    { DOMO_FIELD_CUSTOMER, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_ENVIRONMENT, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_DOMAIN, DOMO_FIELD_KIND_TEXT },
    { DOMO_FIELD_SCOPES, DOMO_FIELD_KIND_TEXT },
  };

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, DOMO_N_FIELDS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("field %u", rows[i].field);
    g_assert_cmpint (domo_field_get_kind (rows[i].field), ==, rows[i].kind);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/profile/empty", test_empty);
  g_test_add_func ("/domo/profile/source", test_source);
  g_test_add_func ("/domo/profile/reply", test_reply);
  g_test_add_func ("/domo/profile/fields", test_fields);
  g_test_add_func ("/domo/profile/name-and-email", test_name_and_email);
  g_test_add_func ("/domo/profile/kinds", test_kinds);
  return g_test_run ();
}
