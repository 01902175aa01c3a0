/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-form.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const names[] = {
  [VST_TOKEN_FORM_RAW] = "raw", [VST_TOKEN_FORM_HEADER] = "header", [VST_TOKEN_FORM_CURL] = "curl",
  [VST_TOKEN_FORM_ENV] = "env", [VST_TOKEN_FORM_EXPORT] = "export", [VST_TOKEN_FORM_JSON] = "json",
};

gboolean
vst_token_form_from_name (const char *name, VstTokenForm *form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0) {
      *form = (VstTokenForm)i;
      return TRUE;
    }
  return FALSE;
}

const char *
vst_token_form_get_variable (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_ACCESS:
    return "DOMO_ACCESS_TOKEN";
  case DOMO_TOKEN_BEARER:
    return "DOMO_BEARER_TOKEN";
  case DOMO_TOKEN_SESSION:
  default:
    return "DOMO_SESSION_TOKEN";
  }
}

/* A text that grows leaves no copy behind: it is made in the size that it needs. */
static DomoSecret *
take (char *text)
{
  DomoSecret *secret = domo_secret_new (text, -1);

  domo_wipe_string (text);
  return secret;
}

/* For a POSIX shell: nothing is special inside single quotes but the quote itself. */
static char *
quote (const char *text)
{
  return g_shell_quote (text);
}

static char *
write_header (DomoToken *token)
{
  g_autoptr (DomoSecret) value = domo_token_dup_header_value (token);

  return g_strdup_printf ("%s: %s", domo_token_get_header (token), domo_secret_get_text (value));
}

/* Who it is, at the API that takes such a token. */
static char *
dup_uri (DomoToken *token, DomoInstance *instance)
{
  if (domo_token_get_kind (token) == DOMO_TOKEN_BEARER)
    return g_strdup_printf ("%s/v1/users/%" G_GINT64_FORMAT,
                            instance ? domo_instance_get_platform_uri (instance)
                                     : "https://api.domo.com",
                            domo_token_get_owner_id (token));
  return g_strdup_printf ("%s/api/content/v2/users/me", domo_instance_get_product_uri (instance));
}

static char *
write_curl (DomoToken *token, DomoInstance *instance)
{
  char *header = write_header (token);
  char *quoted = quote (header);
  g_autofree char *uri = dup_uri (token, instance);
  g_autofree char *quoted_uri = quote (uri);
  char *text = g_strdup_printf ("curl -H %s %s", quoted, quoted_uri);

  domo_wipe_string (header);
  domo_wipe_string (quoted);
  return text;
}

/* What a .env file takes as it stands needs no quotes there. */
static gboolean
is_plain (const char *text)
{
  return text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                            "-_.%+/=:")] == '\0';
}

static char *
write_lines (DomoToken *token, DomoInstance *instance, gboolean is_export)
{
  const char *prefix = is_export ? "export " : "";
  const char *raw = domo_secret_get_text (domo_token_get_text (token));
  char *value = is_export || !is_plain (raw) ? quote (raw) : g_strdup (raw);
  g_autofree char *name = instance ? quote (domo_instance_get_name (instance)) : NULL;
  g_autofree char *first =
      instance ? g_strdup_printf ("%sDOMO_INSTANCE=%s\n", prefix,
                                  is_export ? name : domo_instance_get_name (instance))
               : g_strdup ("");
  char *text =
      g_strdup_printf ("%s%s%s=%s", first, prefix, vst_token_form_get_variable (token), value);

  domo_wipe_string (value);
  return text;
}

static const char *
get_kind_name (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_ACCESS:
    return "access";
  case DOMO_TOKEN_BEARER:
    return "bearer";
  case DOMO_TOKEN_SESSION:
  default:
    return "session";
  }
}

static char *
write_json (DomoToken *token, DomoInstance *instance)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gint64 expires = domo_token_get_expires (token);
  g_autoptr (GDateTime) date = expires ? g_date_time_new_from_unix_utc (expires / 1000) : NULL;
  g_autofree char *end = date ? g_date_time_format_iso8601 (date) : NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "instance");
  json_builder_add_string_value (builder, instance ? domo_instance_get_name (instance) : NULL);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, get_kind_name (token));
  json_builder_set_member_name (builder, "header");
  json_builder_add_string_value (builder, domo_token_get_header (token));
  json_builder_set_member_name (builder, "expires");
  json_builder_add_string_value (builder, end);
  json_builder_set_member_name (builder, "token");
  json_builder_add_string_value (builder, domo_secret_get_text (domo_token_get_text (token)));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

DomoSecret *
vst_token_form_write (VstTokenForm form, DomoToken *token, DomoInstance *instance)
{
  switch (form) {
  case VST_TOKEN_FORM_HEADER:
    return take (write_header (token));
  case VST_TOKEN_FORM_CURL:
    return take (write_curl (token, instance));
  case VST_TOKEN_FORM_ENV:
    return take (write_lines (token, instance, FALSE));
  case VST_TOKEN_FORM_EXPORT:
    return take (write_lines (token, instance, TRUE));
  case VST_TOKEN_FORM_JSON:
    return take (write_json (token, instance));
  case VST_TOKEN_FORM_RAW:
  default:
    return domo_secret_ref (domo_token_get_text (token));
  }
}
