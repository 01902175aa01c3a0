/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-token-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vst-json.h"
#include "vst-quote.h"
#include "vst-token-snippets.h"

static const char *const names[VST_TOKEN_N_FORMS] = {
  [VST_TOKEN_FORM_RAW] = "raw",
  [VST_TOKEN_FORM_HEADER] = "header",
  [VST_TOKEN_FORM_JSON] = "json",
  [VST_TOKEN_FORM_ENV] = "env",
  [VST_TOKEN_FORM_EXPORT] = "export",
  [VST_TOKEN_FORM_CURL] = "curl",
  [VST_TOKEN_FORM_PYTHON_DOMOLIBRARY] = "python-domolibrary",
  [VST_TOKEN_FORM_PYTHON_PYDOMO] = "python-pydomo",
  [VST_TOKEN_FORM_NODE] = "node",
  [VST_TOKEN_FORM_POWERSHELL] = "powershell",
  [VST_TOKEN_FORM_JAVA] = "java",
  [VST_TOKEN_FORM_CURL_SAFE] = "curl-safe",
  [VST_TOKEN_FORM_CURL_REDACTED] = "curl-redacted",
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
vst_token_form_get_name (VstTokenForm form)
{
  g_return_val_if_fail (form < VST_TOKEN_N_FORMS, NULL);

  return names[form];
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

void
vst_token_subject_init (VstTokenSubject *self,
                        VstAccount *account,
                        DomoToken *token,
                        DomoInstance *instance,
                        gboolean is_lasting)
{
  gboolean is_found = is_lasting && vst_account_is_stored (account) &&
                      (vst_account_has_token (account) || vst_account_has_secret (account));

  *self = (VstTokenSubject){
    .token = token,
    .instance = instance,
    .user = vst_record_get (vst_account_get_record (account))->user,
    .account_id = is_found ? vst_account_get_id (account) : NULL,
    .typed_end = vst_account_get_typed_end (account),
  };
}

char *
vst_token_subject_dup_uri (const VstTokenSubject *self)
{
  if (domo_token_get_kind (self->token) == DOMO_TOKEN_BEARER)
    return g_strdup_printf ("%s/v1/users/%" G_GINT64_FORMAT,
                            self->instance ? domo_instance_get_platform_uri (self->instance)
                                           : "https://api.domo.com",
                            domo_token_get_owner_id (self->token));
  return g_strdup_printf ("%s/api/content/v2/users/me",
                          domo_instance_get_product_uri (self->instance));
}

/* ---------------------------------------------------------------------------- what fits into what
 */

gboolean
vst_token_form_holds_token (VstTokenForm form)
{
  switch (form) {
  case VST_TOKEN_FORM_PYTHON_PYDOMO:
  case VST_TOKEN_FORM_JAVA:
  case VST_TOKEN_FORM_CURL_SAFE:
  case VST_TOKEN_FORM_CURL_REDACTED:
    return FALSE;
  case VST_TOKEN_FORM_RAW:
  case VST_TOKEN_FORM_HEADER:
  case VST_TOKEN_FORM_JSON:
  case VST_TOKEN_FORM_ENV:
  case VST_TOKEN_FORM_EXPORT:
  case VST_TOKEN_FORM_CURL:
  case VST_TOKEN_FORM_PYTHON_DOMOLIBRARY:
  case VST_TOKEN_FORM_NODE:
  case VST_TOKEN_FORM_POWERSHELL:
  case VST_TOKEN_N_FORMS:
  default:
    return TRUE;
  }
}

/* A line end would begin another header, and what surrounds a value is cut off on the way. */
static gboolean
fits_header (const char *text)
{
  for (const char *c = text; *c; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;
  return *text != '\0' && *text != ' ' && text[strlen (text) - 1] != ' ';
}

/* Python and JavaScript refuse other text in a header, PowerShell spoils it. */
static gboolean
fits_header_of_code (const char *text)
{
  return fits_header (text) && g_str_is_ascii (text);
}

/* What not every reader of such files takes as it stands, in whatever quotes: python-dotenv
 * replaces a name in braces, takes a carriage return for a line end and a backslash before the last
 * quote for an escape, and keeps the backslash where "$" has to be escaped. */
static gboolean
fits_env (const char *text)
{
  gboolean is_escaped = strchr (text, '\'') || strstr (text, "\\\\");

  return !strstr (text, "${") && !strchr (text, '\r') && !g_str_has_suffix (text, "\\") &&
         !(is_escaped && strpbrk (text, "$`"));
}

static gboolean
fits_form (VstTokenForm form, const char *text)
{
  switch (form) {
  case VST_TOKEN_FORM_HEADER:
  case VST_TOKEN_FORM_CURL:
  case VST_TOKEN_FORM_CURL_SAFE:
    return fits_header (text);
  case VST_TOKEN_FORM_PYTHON_DOMOLIBRARY:
  case VST_TOKEN_FORM_NODE:
  case VST_TOKEN_FORM_POWERSHELL:
    return fits_header_of_code (text);
  case VST_TOKEN_FORM_JSON:
    return g_utf8_validate (text, -1, NULL);
  case VST_TOKEN_FORM_ENV:
    return fits_env (text);
  case VST_TOKEN_FORM_RAW:
  case VST_TOKEN_FORM_EXPORT:
  case VST_TOKEN_FORM_PYTHON_PYDOMO:
  case VST_TOKEN_FORM_JAVA:
  case VST_TOKEN_FORM_CURL_REDACTED:
  case VST_TOKEN_N_FORMS:
  default:
    return TRUE;
  }
}

/* The platform API tells nobody who they are, only who somebody is. */
static const char *
get_refusal_of_request (const VstTokenSubject *subject)
{
  if (domo_token_get_kind (subject->token) != DOMO_TOKEN_BEARER)
    return subject->instance ? NULL : _ ("It is not known where this token is good.");
  if (domo_token_get_owner_id (subject->token) == 0)
    return _ ("The token does not say whose it is, and the request needs that.");
  return NULL;
}

static const char *
get_refusal_of_domolibrary (const VstTokenSubject *subject)
{
  if (!subject->instance && domo_token_get_kind (subject->token) != DOMO_TOKEN_BEARER)
    return _ ("It is not known where this token is good.");
  if (subject->instance &&
      !g_str_has_suffix (domo_instance_get_host (subject->instance), ".domo.com"))
    return _ ("domolibrary reaches hosts below domo.com only.");
  return NULL;
}

static const char *
get_refusal_of_client_form (const VstTokenSubject *subject)
{
  if (domo_token_get_kind (subject->token) != DOMO_TOKEN_BEARER)
    return _ ("This form is for API clients only.");
  if (subject->instance && domo_instance_is_loopback (subject->instance))
    return _ ("This form reaches api.domo.com only.");
  return NULL;
}

static const char *
get_refusal_of_safe_curl (const VstTokenSubject *subject)
{
  if (!subject->account_id || *subject->account_id == '-')
    return _ ("The token is not in the keyring, where vestibule-cli would find it.");
  return get_refusal_of_request (subject);
}

const char *
vst_token_form_get_refusal (VstTokenForm form, const VstTokenSubject *subject)
{
  if (!fits_form (form, domo_secret_get_text (domo_token_get_text (subject->token))))
    return _ ("The token has characters that this form cannot carry.");
  switch (form) {
  case VST_TOKEN_FORM_CURL:
  case VST_TOKEN_FORM_CURL_REDACTED:
  case VST_TOKEN_FORM_NODE:
  case VST_TOKEN_FORM_POWERSHELL:
    return get_refusal_of_request (subject);
  case VST_TOKEN_FORM_CURL_SAFE:
    return get_refusal_of_safe_curl (subject);
  case VST_TOKEN_FORM_PYTHON_DOMOLIBRARY:
    return get_refusal_of_domolibrary (subject);
  case VST_TOKEN_FORM_PYTHON_PYDOMO:
  case VST_TOKEN_FORM_JAVA:
    return get_refusal_of_client_form (subject);
  case VST_TOKEN_FORM_RAW:
  case VST_TOKEN_FORM_HEADER:
  case VST_TOKEN_FORM_JSON:
  case VST_TOKEN_FORM_ENV:
  case VST_TOKEN_FORM_EXPORT:
  case VST_TOKEN_N_FORMS:
  default:
    return NULL;
  }
}

gboolean
vst_token_form_is_offered (VstTokenForm form, const VstTokenSubject *subject)
{
  return vst_token_form_get_refusal (form, subject) == NULL;
}

/* --------------------------------------------------------------------------------------- the forms
 */

static void
write_header (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  g_autoptr (DomoSecret) value = domo_token_dup_header_value (subject->token);

  vst_secret_writer_add_all (writer, domo_token_get_header (subject->token), ": ",
                             domo_secret_get_text (value), NULL);
}

static void
write_uri (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  g_autofree char *uri = vst_token_subject_dup_uri (subject);

  vst_quote_shell (writer, uri);
}

static void
write_curl (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  g_auto (VstSecretWriter) line = { NULL };
  g_autoptr (DomoSecret) header = NULL;

  write_header (&line, subject);
  header = vst_secret_writer_end (&line);
  vst_secret_writer_add (writer, "curl -H ", -1);
  vst_quote_shell (writer, domo_secret_get_text (header));
  vst_secret_writer_add (writer, " ", 1);
  write_uri (writer, subject);
}

/* The token goes from one program to the other; no argument that others can read holds it. */
static void
write_safe_curl (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  vst_secret_writer_add (writer, "vestibule-cli token ", -1);
  vst_quote_shell (writer, subject->account_id);
  vst_secret_writer_add (writer, " --format header | curl --header @- ", -1);
  write_uri (writer, subject);
}

static void
write_redacted_curl (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  gboolean is_bearer = domo_token_get_kind (subject->token) == DOMO_TOKEN_BEARER;

  vst_secret_writer_add_all (writer, "curl -H '", domo_token_get_header (subject->token), ": ",
                             is_bearer ? "Bearer " : "", DOMO_SECRET_MASK "' ", NULL);
  write_uri (writer, subject);
}

static void
write_env (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  if (subject->instance) {
    vst_secret_writer_add (writer, "DOMO_INSTANCE=", -1);
    vst_quote_env (writer, domo_instance_get_name (subject->instance));
    vst_secret_writer_add (writer, "\n", 1);
  }
  vst_secret_writer_add_all (writer, vst_token_form_get_variable (subject->token), "=", NULL);
  vst_quote_env (writer, domo_secret_get_text (domo_token_get_text (subject->token)));
}

static void
write_export (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  if (subject->instance) {
    vst_secret_writer_add (writer, "export DOMO_INSTANCE=", -1);
    vst_quote_shell (writer, domo_instance_get_name (subject->instance));
    vst_secret_writer_add (writer, "\n", 1);
  }
  vst_secret_writer_add_all (writer, "export ", vst_token_form_get_variable (subject->token), "=",
                             NULL);
  vst_quote_shell (writer, domo_secret_get_text (domo_token_get_text (subject->token)));
}

/* json-glib leaves copies of what it writes behind: it gets all but the token, which is put in
 * before the last brace. */
static void
write_json (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  JsonBuilder *builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  vst_json_add_text (builder, "instance",
                     subject->instance ? domo_instance_get_name (subject->instance) : NULL);
  vst_json_add_text (builder, "kind", vst_json_get_kind (domo_token_get_kind (subject->token)));
  vst_json_add_text (builder, "header", domo_token_get_header (subject->token));
  vst_json_add_end (builder, domo_token_get_expires (subject->token), subject->typed_end);
  node = vst_json_end (builder);
  text = json_to_string (node, FALSE);
  vst_secret_writer_add (writer, text, (gssize)strlen (text) - 1);
  vst_secret_writer_add (writer, ",\"token\":", -1);
  vst_quote_json (writer, domo_secret_get_text (domo_token_get_text (subject->token)));
  vst_secret_writer_add (writer, "}", 1);
}

DomoSecret *
vst_token_form_write (VstTokenForm form, const VstTokenSubject *subject)
{
  static void (*const write[VST_TOKEN_N_FORMS]) (VstSecretWriter *, const VstTokenSubject *) = {
    [VST_TOKEN_FORM_HEADER] = write_header,
    [VST_TOKEN_FORM_JSON] = write_json,
    [VST_TOKEN_FORM_ENV] = write_env,
    [VST_TOKEN_FORM_EXPORT] = write_export,
    [VST_TOKEN_FORM_CURL] = write_curl,
    [VST_TOKEN_FORM_PYTHON_DOMOLIBRARY] = vst_token_snippet_domolibrary,
    [VST_TOKEN_FORM_PYTHON_PYDOMO] = vst_token_snippet_pydomo,
    [VST_TOKEN_FORM_NODE] = vst_token_snippet_node,
    [VST_TOKEN_FORM_POWERSHELL] = vst_token_snippet_powershell,
    [VST_TOKEN_FORM_JAVA] = vst_token_snippet_java,
    [VST_TOKEN_FORM_CURL_SAFE] = write_safe_curl,
    [VST_TOKEN_FORM_CURL_REDACTED] = write_redacted_curl,
  };
  g_auto (VstSecretWriter) writer = { NULL };

  g_return_val_if_fail (form < VST_TOKEN_N_FORMS, NULL);
  g_return_val_if_fail (vst_token_form_is_offered (form, subject), NULL);

  if (form == VST_TOKEN_FORM_RAW)
    return domo_secret_ref (domo_token_get_text (subject->token)); /* no second copy in memory */
  write[form](&writer, subject);
  return vst_secret_writer_end (&writer);
}
