/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-token-snippets.h"

#include "vst-quote.h"

/* ---------------------------------------------------------------------------------------- Python
 */

/* A name that is not known is read from the environment, as what is secret always is. */
static void
add_python_value (VstSecretWriter *writer, const char *text, const char *variable)
{
  if (text)
    vst_quote_python (writer, text);
  else
    vst_secret_writer_add_all (writer, "os.environ[\"", variable, "\"]", NULL);
}

static void
add_python_argument (VstSecretWriter *writer,
                     const char *name,
                     const char *text,
                     const char *variable)
{
  vst_secret_writer_add_all (writer, "    ", name, "=", NULL);
  add_python_value (writer, text, variable);
  vst_secret_writer_add (writer, ",\n", 2);
}

static const char *
get_class (DomoToken *token)
{
  switch (domo_token_get_kind (token)) {
  case DOMO_TOKEN_ACCESS:
    return "DomoTokenAuth";
  case DOMO_TOKEN_BEARER:
    return "DomoDeveloperAuth";
  case DOMO_TOKEN_SESSION:
  default:
    return "DomoFullAuth";
  }
}

/* An access token is all that its class wants. */
static void
add_credential (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  switch (domo_token_get_kind (subject->token)) {
  case DOMO_TOKEN_SESSION:
    add_python_argument (writer, "domo_username", subject->user, "DOMO_USERNAME");
    add_python_argument (writer, "domo_password", NULL, "DOMO_PASSWORD");
    break;
  case DOMO_TOKEN_BEARER:
    add_python_argument (writer, "domo_client_id", subject->user, "DOMO_CLIENT_ID");
    add_python_argument (writer, "domo_client_secret", NULL, "DOMO_CLIENT_SECRET");
    break;
  case DOMO_TOKEN_ACCESS:
  default:
    break;
  }
}

void
vst_token_snippet_domolibrary (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  gboolean is_access = domo_token_get_kind (subject->token) == DOMO_TOKEN_ACCESS;
  const char *name = get_class (subject->token);

  if (!is_access)
    vst_secret_writer_add (writer, "import os\n\n", -1);
  vst_secret_writer_add_all (writer, "from domolibrary.client.DomoAuth import ", name,
                             "\n\nauth = ", name, "(\n", NULL);
  add_python_argument (writer, "domo_instance",
                       subject->instance ? domo_instance_get_name (subject->instance) : NULL,
                       "DOMO_INSTANCE");
  add_credential (writer, subject);
  add_python_argument (writer, is_access ? "domo_access_token" : "token",
                       domo_secret_get_text (domo_token_get_text (subject->token)), NULL);
  vst_secret_writer_add (writer, ")", 1);
}

void
vst_token_snippet_pydomo (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  vst_secret_writer_add (writer, "import os\n\nfrom pydomo import Domo\n\ndomo = Domo(\n    ", -1);
  add_python_value (writer, subject->user, "DOMO_CLIENT_ID");
  vst_secret_writer_add (writer,
                         ",\n"
                         "    os.environ[\"DOMO_CLIENT_SECRET\"],\n"
                         "    api_host=\"api.domo.com\",\n"
                         ")",
                         -1);
}

/* -------------------------------------------------------------------------- requests of who it is
 */

/* An answer that points elsewhere is not followed: these headers would go along. */
void
vst_token_snippet_node (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  g_autoptr (DomoSecret) value = domo_token_dup_header_value (subject->token);
  g_autofree char *uri = vst_token_subject_dup_uri (subject);

  vst_secret_writer_add (writer, "fetch(", -1);
  vst_quote_json (writer, uri);
  vst_secret_writer_add (writer, ", {\n  headers: { ", -1);
  vst_quote_json (writer, domo_token_get_header (subject->token));
  vst_secret_writer_add (writer, ": ", -1);
  vst_quote_json (writer, domo_secret_get_text (value));
  vst_secret_writer_add (writer,
                         " },\n"
                         "  redirect: \"error\",\n"
                         "})\n"
                         "  .then((response) => {\n"
                         "    if (!response.ok) throw new Error(`status ${response.status}`);\n"
                         "    return response.json();\n"
                         "  })\n"
                         "  .then((who) => console.log(who));",
                         -1);
}

void
vst_token_snippet_powershell (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  g_autoptr (DomoSecret) value = domo_token_dup_header_value (subject->token);
  g_autofree char *uri = vst_token_subject_dup_uri (subject);

  vst_secret_writer_add (writer, "Invoke-RestMethod -Uri ", -1);
  vst_quote_powershell (writer, uri);
  vst_secret_writer_add (writer, " -Headers @{ ", -1);
  vst_quote_powershell (writer, domo_token_get_header (subject->token));
  vst_secret_writer_add (writer, " = ", -1);
  vst_quote_powershell (writer, domo_secret_get_text (value));
  vst_secret_writer_add (writer, " } -MaximumRedirection 0", -1);
}

/* ------------------------------------------------------------------------------------------ Java
 */

/* Those of the token that every release of the SDK knows; without one that for who it is. */
static void
add_java_scopes (VstSecretWriter *writer, DomoToken *token)
{
  static const char *const known[][2] = { { "data", "Scope.DATA" },
                                          { "user", "Scope.USER" },
                                          { "dashboard", "Scope.DASHBOARD" },
                                          { "workflow", "Scope.WORKFLOW" } };
  const char *const *scopes = domo_token_get_scopes (token);
  guint n = 0;

  for (gsize i = 0; scopes && i < G_N_ELEMENTS (known); i++)
    if (g_strv_contains (scopes, known[i][0]))
      vst_secret_writer_add_all (writer, n++ > 0 ? ", " : "", known[i][1], NULL);
  if (n == 0)
    vst_secret_writer_add (writer, "Scope.USER", -1);
}

void
vst_token_snippet_java (VstSecretWriter *writer, const VstTokenSubject *subject)
{
  vst_secret_writer_add (writer,
                         "import com.domo.sdk.DomoClient;\n"
                         "import com.domo.sdk.request.Config;\n"
                         "import com.domo.sdk.request.Scope;\n"
                         "\n"
                         "public class SignIn {\n"
                         "    public static void main(String[] arguments) {\n"
                         "        Config config = Config.with()\n"
                         "            .clientId(",
                         -1);
  if (subject->user)
    vst_quote_java (writer, subject->user);
  else
    vst_secret_writer_add (writer, "System.getenv(\"DOMO_CLIENT_ID\")", -1);
  vst_secret_writer_add (writer,
                         ")\n"
                         "            .clientSecret(System.getenv(\"DOMO_CLIENT_SECRET\"))\n"
                         "            .apiHost(\"api.domo.com\")\n"
                         "            .useHttps(true)\n"
                         "            .scope(",
                         -1);
  add_java_scopes (writer, subject->token);
  vst_secret_writer_add (writer,
                         ")\n"
                         "            .build();\n"
                         "        DomoClient client = DomoClient.create(config);\n"
                         "    }\n"
                         "}",
                         -1);
}
