/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-json.h"

#include <string.h>

static void
test_values (void)
{
  g_autofree char *never = vst_json_dup_date (0);
  g_autofree char *date = vst_json_dup_date (G_GINT64_CONSTANT (1588974240999));

  g_assert_null (never);
  g_assert_cmpstr (date, ==, "2020-05-08T21:44:00Z");
  g_assert_cmpstr (vst_json_get_method (DOMO_METHOD_PASSWORD), ==, "password");
  g_assert_cmpstr (vst_json_get_method (DOMO_METHOD_CLIENT), ==, "client");
  g_assert_cmpstr (vst_json_get_method (DOMO_METHOD_ACCESS_TOKEN), ==, "token");
}

/* @host: nullable */
static char *
build (
    JsonNode *id, const char *account_id, const char *host, const char *instance, gint64 typed_end)
{
  g_autoptr (DomoInstance) at = host ? domo_instance_new (host, NULL) : NULL;
  g_autoptr (DomoSecret) secret = domo_secret_new ("DDCI4c7f91e05ab2", -1);
  g_autoptr (DomoToken) token = domo_token_new (DOMO_TOKEN_ACCESS, secret);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, body);
  g_autoptr (DomoProfile) profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);
  g_autoptr (VstSession) session =
      vst_session_new_stored (DOMO_METHOD_ACCESS_TOKEN, NULL, NULL, at, token, profile);
  g_autoptr (JsonNode) node = NULL;

  domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup ("Jae \"JW\" Wilson"));
  node = vst_json_build_session (id, account_id, instance, session, typed_end);
  return json_to_string (node, FALSE);
}

/* What is not known is null, and no token is in it. */
static void
test_session (void)
{
  g_autofree char *text = build (NULL, "6d1f", "acme.domo.com", NULL, 0);
  g_autofree char *other = build (NULL, NULL, NULL, "acme", 0);

  g_assert_cmpstr (text, ==,
                   "{\"ok\":true,\"account\":\"6d1f\",\"instance\":\"acme\",\"method\":\"token\","
                   "\"user_id\":null,\"display_name\":\"Jae \\\"JW\\\" Wilson\",\"email\":null,"
                   "\"expires\":null,\"expires_typed\":false,\"duration_ms\":0}");
  g_assert_true (g_str_has_prefix (other, "{\"ok\":true,\"account\":null,\"instance\":\"acme\","));
}

/* What a person typed says so. */
static void
test_typed_end (void)
{
  g_autofree char *text = build (NULL, NULL, NULL, NULL, G_GINT64_CONSTANT (1588974240000));

  g_assert_nonnull (strstr (text, "\"expires\":\"2020-05-08T21:44:00Z\",\"expires_typed\":true,"));
}

/* Of any type, as it came. */
static void
test_id (void)
{
  g_autoptr (JsonNode) id = json_from_string ("[1,{\"a\":null}]", NULL);
  g_autofree char *text = build (id, NULL, NULL, NULL, 0);

  g_assert_true (g_str_has_prefix (
      text, "{\"ok\":true,\"id\":[1,{\"a\":null}],\"account\":null,\"instance\":null,"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/json/values", test_values);
  g_test_add_func ("/vst/json/session", test_session);
  g_test_add_func ("/vst/json/typed-end", test_typed_end);
  g_test_add_func ("/vst/json/id", test_id);
  return g_test_run ();
}
