/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "domo-json.h"
#include "domo-text.h"
#include "vst-claims.h"
#include "vst-cli-output.h"
#include "vst-cli-secret.h"
#include "vst-token-words.h"
#include "vst-words.h"

/* As the token has it, where that is a text. */
static void
add_claim (JsonBuilder *builder, const char *name, JsonNode *claims, const char *member)
{
  JsonObject *object = claims ? json_node_get_object (claims) : NULL;
  g_autofree char *text =
      object ? domo_text_tidy (domo_json_get_string (object, member), -1) : NULL;

  vst_json_add_text (builder, name, text);
}

static void
add_claims (JsonBuilder *builder, DomoToken *token)
{
  g_autoptr (JsonNode) claims = domo_token_dup_claims (token);

  add_claim (builder, "role", claims, "role");
  add_claim (builder, "environment", claims, "env");
  add_claim (builder, "client_id", claims, "client_id");
  add_claim (builder, "session_id", claims, "sid");
  json_builder_set_member_name (builder, "claims");
  if (claims)
    json_builder_add_value (builder, g_steal_pointer (&claims));
  else
    json_builder_add_null_value (builder);
}

static void
print_json (DomoToken *token)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  const char *const *scopes = domo_token_get_scopes (token);
  g_autofree char *issued = vst_json_dup_date (domo_token_get_issued (token));
  g_autofree char *expires = vst_json_dup_date (domo_token_get_expires (token));

  json_builder_begin_object (builder);
  vst_json_add_text (builder, "kind", vst_json_get_kind (domo_token_get_kind (token)));
  json_builder_set_member_name (builder, "user_id");
  if (domo_token_get_owner_id (token) != 0)
    json_builder_add_int_value (builder, domo_token_get_owner_id (token));
  else
    json_builder_add_null_value (builder);
  vst_json_add_text (builder, "instance", domo_token_get_domain (token));
  vst_json_add_text (builder, "customer", domo_token_get_customer (token));
  vst_json_add_text (builder, "issued", issued);
  vst_json_add_text (builder, "expires", expires);
  json_builder_set_member_name (builder, "scopes");
  json_builder_begin_array (builder);
  for (; scopes && *scopes; scopes++)
    json_builder_add_string_value (builder, *scopes);
  json_builder_end_array (builder);
  add_claims (builder, token);
  json_builder_set_member_name (builder, "verified");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  vst_output_json (node);
}

static void
print_claims (DomoToken *token)
{
  g_autoptr (GPtrArray) claims = vst_claims_new (token);

  for (guint i = 0; i < claims->len; i++) {
    const VstClaim *claim = g_ptr_array_index (claims, i);

    g_print ("%s: %s\n", claim->title, claim->value);
  }
}

static void
print_text (DomoToken *token, DomoDropped dropped)
{
  gint64 expires = domo_token_get_expires (token);
  g_autofree char *left = vst_words_left (expires - g_get_real_time () / 1000);
  g_autofree char *left_out = vst_token_words_dropped (dropped);

  g_print ("%s: %s\n", _ ("Kind"), vst_token_words_kind (token));
  print_claims (token);
  if (expires)
    g_print ("%s: %s\n", _ ("Time left"), left);
  g_print ("%s: %s\n", _ ("Verified"), _ ("no: there is no key to do it with"));
  if (left_out)
    g_print ("%s\n", left_out);
}

static DomoToken *
read_token (DomoSecret *text, DomoDropped *dropped, GError **error)
{
  g_autoptr (GError) cause = NULL;
  DomoToken *token = domo_token_new_from_input (text, dropped, &cause);

  if (cause)
    g_propagate_error (error, domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE,
                                              vst_token_words_input_error (cause)));
  return token;
}

int
cmd_decode (VstCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) text = NULL;
  g_autoptr (DomoToken) token = NULL;
  DomoDropped dropped = DOMO_DROPPED_NOTHING;
  int status;

  if (!vst_command_parse (cli, NULL, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return vst_command_usage ("decode", "%s",
                              _ ("The token comes by standard input, not as an argument."));
  text = vst_cli_read_pasted (cli, _ ("Token"), &error);
  token = text ? read_token (text, &dropped, &error) : NULL;
  if (!token)
    return vst_output_failure (cli, &(VstSubject){ NULL }, error);
  if (cli->json)
    print_json (token);
  else
    print_text (token, dropped);
  return VST_STATUS_GOOD;
}
