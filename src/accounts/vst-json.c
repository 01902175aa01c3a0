/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-json.h"

void
vst_json_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
vst_json_add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  if (number != 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

char *
vst_json_dup_date (gint64 ms)
{
  g_autoptr (GDateTime) date = ms > 0 ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;

  return date ? g_date_time_format_iso8601 (date) : NULL;
}

void
vst_json_add_end (JsonBuilder *builder, gint64 said, gint64 typed)
{
  g_autofree char *date = vst_json_dup_date (said != 0 ? said : typed);

  vst_json_add_text (builder, "expires", date);
  json_builder_set_member_name (builder, "expires_typed");
  json_builder_add_boolean_value (builder, said == 0 && typed != 0);
}

const char *
vst_json_get_method (DomoMethod method)
{
  static const char *const names[] = { [DOMO_METHOD_PASSWORD] = "password",
                                       [DOMO_METHOD_CLIENT] = "client",
                                       [DOMO_METHOD_ACCESS_TOKEN] = "token" };

  return names[method];
}

const char *
vst_json_get_kind (DomoTokenKind kind)
{
  static const char *const names[] = {
    [DOMO_TOKEN_SESSION] = "session", [DOMO_TOKEN_BEARER] = "bearer", [DOMO_TOKEN_ACCESS] = "access"
  };

  return names[kind];
}

JsonBuilder *
vst_json_begin (gboolean ok, JsonNode *id, const char *account_id)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, ok);
  if (id) {
    json_builder_set_member_name (builder, "id");
    json_builder_add_value (builder, json_node_copy (id));
  }
  vst_json_add_text (builder, "account", account_id);
  return builder;
}

JsonNode *
vst_json_end (JsonBuilder *builder)
{
  JsonNode *node;

  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  g_object_unref (builder);
  return node;
}

JsonNode *
vst_json_build_session (JsonNode *id,
                        const char *account_id,
                        const char *instance,
                        VstSession *session,
                        gint64 typed_end)
{
  JsonBuilder *builder = vst_json_begin (TRUE, id, account_id);
  DomoProfile *profile = vst_session_get_profile (session);
  DomoInstance *known = vst_session_get_instance (session);
  gint64 duration = domo_reply_get_duration (domo_profile_get_reply (profile)) / 1000;

  vst_json_add_text (builder, "instance", known ? domo_instance_get_name (known) : instance);
  vst_json_add_text (builder, "method", vst_json_get_method (vst_session_get_method (session)));
  vst_json_add_number (builder, "user_id", vst_session_get_owner_id (session));
  vst_json_add_text (builder, "display_name", domo_profile_get_name (profile));
  vst_json_add_text (builder, "email", domo_profile_get_email (profile));
  vst_json_add_end (builder, domo_token_get_expires (vst_session_get_token (session)), typed_end);
  json_builder_set_member_name (builder, "duration_ms");
  json_builder_add_int_value (builder, duration);
  return vst_json_end (builder);
}
