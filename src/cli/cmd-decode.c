/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "vst-cli-output.h"
#include "vst-cli-secret.h"
#include "vst-words.h"

static const char *
get_kind_name (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_SESSION:
    return "session";
  case DOMO_TOKEN_BEARER:
    return "bearer";
  case DOMO_TOKEN_ACCESS:
  default:
    return "access";
  }
}

static const char *
get_kind_words (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_SESSION:
    return _ ("Session token");
  case DOMO_TOKEN_BEARER:
    return _ ("Bearer token");
  case DOMO_TOKEN_ACCESS:
  default:
    return _ ("Access token");
  }
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
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
  add_text (builder, "kind", get_kind_name (token));
  json_builder_set_member_name (builder, "user_id");
  if (domo_token_get_owner_id (token) != 0)
    json_builder_add_int_value (builder, domo_token_get_owner_id (token));
  else
    json_builder_add_null_value (builder);
  add_text (builder, "instance", domo_token_get_domain (token));
  add_text (builder, "customer", domo_token_get_customer (token));
  add_text (builder, "issued", issued);
  add_text (builder, "expires", expires);
  json_builder_set_member_name (builder, "scopes");
  json_builder_begin_array (builder);
  for (; scopes && *scopes; scopes++)
    json_builder_add_string_value (builder, *scopes);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "verified");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  vst_output_json (node);
}

/* @value: (transfer full) (nullable): there is no such line */
static void
print_line (const char *name, char *value)
{
  if (value)
    g_print ("%s: %s\n", name, value);
  g_free (value);
}

static char *
dup_date (gint64 ms)
{
  return ms > 0 ? vst_words_date_near (ms, g_get_real_time () / 1000) : NULL;
}

static void
print_text (DomoToken *token)
{
  gint64 owner = domo_token_get_owner_id (token);
  gint64 left = domo_token_get_expires (token) - g_get_real_time () / 1000;
  const char *const *scopes = domo_token_get_scopes (token);

  print_line (_ ("Kind"), g_strdup (get_kind_words (token)));
  print_line (_ ("User ID"), owner ? g_strdup_printf ("%" G_GINT64_FORMAT, owner) : NULL);
  print_line (_ ("Instance"), g_strdup (domo_token_get_domain (token)));
  print_line (_ ("Customer"), g_strdup (domo_token_get_customer (token)));
  print_line (_ ("Issued"), dup_date (domo_token_get_issued (token)));
  print_line (_ ("Ends"), dup_date (domo_token_get_expires (token)));
  print_line (_ ("Time left"), domo_token_get_expires (token) ? vst_words_left (left) : NULL);
  print_line (_ ("Scopes"), scopes ? g_strjoinv (", ", (char **)scopes) : NULL);
  print_line (_ ("Verified"), g_strdup (_ ("no: there is no key to do it with")));
}

int
cmd_decode (VstCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoSecret) text = NULL;
  g_autoptr (DomoToken) token = NULL;
  int status;

  if (!vst_command_parse (cli, NULL, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return vst_command_usage ("decode", "%s",
                              _ ("The token comes by standard input, not as an argument."));
  text = vst_cli_read_secret (cli, VST_SECRET_TOKEN, _ ("Token"), &error);
  if (!text)
    return vst_output_failure (cli, &(VstSubject){ NULL }, error);
  token = domo_token_new_guess (text);
  if (cli->json)
    print_json (token);
  else
    print_text (token);
  return VST_STATUS_GOOD;
}
