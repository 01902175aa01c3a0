/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-check-input.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domo-error.h"
#include "domo-json.h"

void
vst_check_input_refuse (VstCheckInput *self, guint64 number, const char *words)
{
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  g_autofree char *text = g_strdup_printf ("line %s: %s", line, words);
  /* Translators: the number of a line, and what is wrong with it */
  g_autofree char *translated = g_strdup_printf (_ ("line %s: %s"), line, _ (words));

  g_clear_error (&self->error);
  self->error = domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE, text);
  domo_error_set_detail (self->error, translated);
}

void
vst_check_input_clear (VstCheckInput *self)
{
  g_clear_pointer (&self->id, json_node_unref);
  g_clear_pointer (&self->instance, domo_instance_unref);
  g_clear_object (&self->credential);
  g_clear_error (&self->error);
}

/* ----------------------------------------------------------------------------- said once, not
 * twice
 */

/* Members of all objects, counted in the text: json-glib keeps the last of two with one name, and
 * another program might keep the first. */
static guint
count_in_text (const char *line, gsize length)
{
  guint n = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (in_string && line[i] == '\\')
      i++;
    else if (line[i] == '"')
      in_string = !in_string;
    else if (line[i] == ':' && !in_string)
      n++;
  }
  return n;
}

static guint count_members (JsonNode *node);

static guint
count_in_object (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *member;
  guint n = json_object_get_size (object);

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &member))
    n += count_members (member);
  return n;
}

/* No deeper than domo_json_parse() lets through. */
static guint
count_members (JsonNode *node)
{
  guint n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return count_in_object (json_node_get_object (node));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return 0;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    n += count_members (json_array_get_element (json_node_get_array (node), i));
  return n;
}

/* ---------------------------------------------------------------------------------- the credential
 */

/* json-glib's own copy is wiped. */
static DomoSecret *
take_secret (JsonObject *object, const char *name)
{
  const char *text = domo_json_get_string (object, name);
  DomoSecret *secret = text && *text ? domo_secret_new (text, -1) : NULL;

  domo_json_wipe (object, name);
  return secret;
}

static const char *
make_credential (VstCheckInput *self, JsonObject *object, DomoSecret *secret, const char *kind)
{
  const char *user_name = domo_json_get_string (object, "username");
  const char *client_id = domo_json_get_string (object, "client_id");

  if (!secret)
    return N_ ("a password, client_secret or access_token is missing");
  if (g_str_equal (kind, "client_secret") && !(client_id && *client_id))
    return N_ ("client_id is missing");
  if (g_str_equal (kind, "password") && !(user_name && *user_name))
    return N_ ("username is missing");
  if (!self->instance && !g_str_equal (kind, "client_secret"))
    return N_ ("instance is missing");
  if (g_str_equal (kind, "password"))
    self->credential = domo_credential_new_password (self->instance, user_name, secret);
  else if (g_str_equal (kind, "client_secret"))
    self->credential = domo_credential_new_client (
        self->instance && domo_instance_is_loopback (self->instance) ? self->instance : NULL,
        client_id, secret, NULL);
  else
    self->credential = domo_credential_new_access_token (self->instance, secret);
  return NULL;
}

static const char *
read_instance (VstCheckInput *self, JsonObject *object)
{
  const char *text = domo_json_get_string (object, "instance");

  if (!json_object_has_member (object, "instance") ||
      json_object_get_null_member (object, "instance"))
    return NULL;
  self->instance = text ? domo_instance_new (text, NULL) : NULL;
  return self->instance ? NULL : N_ ("instance is no name and no address of an instance");
}

static const char *const kinds[] = { "password", "client_secret", "access_token" };

static void
wipe_secrets (JsonObject *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    domo_json_wipe (object, kinds[i]);
}

static const char *
read_object (VstCheckInput *self, JsonObject *object)
{
  g_autoptr (DomoSecret) secret = NULL;
  const char *kind = "password";
  guint n_kinds = 0;
  const char *wrong;

  if (json_object_has_member (object, "id"))
    self->id = json_node_copy (json_object_get_member (object, "id"));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!json_object_has_member (object, kinds[i]))
      continue;
    n_kinds++;
    g_clear_pointer (&secret, domo_secret_unref);
    kind = kinds[i];
    secret = take_secret (object, kind);
  }
  wrong = read_instance (self, object);
  if (wrong)
    return wrong;
  if (n_kinds > 1)
    return N_ ("it has more than one of password, client_secret and access_token");
  return make_credential (self, object, secret, kind);
}

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

void
vst_check_input_parse (VstCheckInput *self, const char *line, gsize length, guint64 number)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *wrong;

  memset (self, 0, sizeof *self);
  if (is_blank (line, length)) {
    vst_check_input_refuse (self, number, N_ ("it is empty"));
    return;
  }
  node = domo_json_parse (line, length, NULL);
  if (!node) {
    vst_check_input_refuse (self, number, N_ ("it is no JSON object that can be read"));
    return;
  }
  object = json_node_get_object (node);
  if (count_in_text (line, length) == count_members (node)) {
    wrong = read_object (self, object);
  } else {
    wrong = N_ ("a member stands twice");
    wipe_secrets (object);
  }
  if (wrong)
    vst_check_input_refuse (self, number, wrong);
}
