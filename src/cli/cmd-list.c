/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "domo-text.h"
#include "vst-account-words.h"
#include "vst-cli-accounts.h"
#include "vst-cli-output.h"
#include "vst-table.h"
#include "vst-words.h"

/* By name, as in the window. */
static int
compare (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = vst_account_dup_name (*(VstAccount *const *)a);
  g_autofree char *second = vst_account_dup_name (*(VstAccount *const *)b);

  return g_utf8_collate (first, second);
}

static GPtrArray *
sort (VstAccountList *list)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (accounts, g_list_model_get_item (G_LIST_MODEL (list), i));
  g_ptr_array_sort (accounts, compare);
  return accounts;
}

static const char *
get_kept (VstAccount *account)
{
  if (vst_account_has_token (account))
    return vst_account_has_secret (account) ? "token-and-secret" : "token";
  return vst_account_has_secret (account) ? "secret" : "names";
}

static JsonNode *
build (VstAccount *account)
{
  const VstRecordFields *fields = vst_record_get (vst_account_get_record (account));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (vst_account_get_record (account));
  g_autofree char *label = vst_cli_dup_label (account);
  gint64 typed_end = vst_account_get_typed_end (account);
  g_autofree char *checked = vst_json_dup_date (fields->checked);

  json_builder_begin_object (builder);
  vst_json_add_text (builder, "account", fields->id);
  vst_json_add_text (builder, "label", label);
  vst_json_add_text (builder, "instance",
                     instance ? domo_instance_get_name (instance) : fields->instance);
  vst_json_add_text (builder, "method", vst_json_get_method (fields->method));
  vst_json_add_text (builder, "user", fields->user);
  vst_json_add_text (builder, "display_name", fields->name);
  json_builder_set_member_name (builder, "user_id");
  if (fields->owner_id != 0)
    json_builder_add_int_value (builder, fields->owner_id);
  else
    json_builder_add_null_value (builder);
  vst_json_add_end (builder, typed_end != 0 ? 0 : fields->expires, typed_end);
  vst_json_add_text (builder, "checked", checked);
  vst_json_add_text (builder, "keeps", get_kept (account));
  vst_json_add_text (builder, "collection", vst_account_get_collection (account));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static char *
dup_end (VstAccount *account, gint64 now)
{
  VstRecord *record = vst_account_get_record (account);
  gint64 end = vst_record_get_end (record);

  if (!vst_account_has_token (account))
    return g_strdup (_ ("signed out"));
  if (vst_account_has_secret (account))
    return g_strdup (_ ("renews itself"));
  if (end == 0)
    return g_strdup ("–");
  if (!vst_record_is_over (record, now))
    return vst_words_left (end - now);
  return vst_record_has_typed_end (record) ? vst_words_was_to_end (end, now)
                                           : vst_words_ended (end, now);
}

static char *
print_table (GPtrArray *accounts)
{
  const char *const titles[] = { _ ("NAME"),  _ ("INSTANCE"), _ ("METHOD"),
                                 _ ("TOKEN"), _ ("ID"),       NULL };
  g_autoptr (VstTable) table = vst_table_new (titles);
  gint64 now = g_get_real_time () / 1000;

  for (guint i = 0; i < accounts->len; i++) {
    VstAccount *account = g_ptr_array_index (accounts, i);
    const VstRecordFields *fields = vst_record_get (vst_account_get_record (account));
    char **cells = g_new0 (char *, G_N_ELEMENTS (titles));

    cells[0] = vst_account_dup_name (account);
    cells[1] = fields->instance ? domo_text_tidy (fields->instance, -1) : g_strdup ("–");
    cells[2] = g_strdup (vst_words_method (fields->method));
    cells[3] = dup_end (account, now);
    cells[4] = domo_text_tidy (fields->id, -1);
    vst_table_take_row (table, cells);
  }
  return vst_table_to_text (table, vst_output_get_width (STDOUT_FILENO));
}

int
cmd_list (VstCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autofree char *text = NULL;
  VstAccountList *list;
  int status;

  if (!vst_command_parse (cli, NULL, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return vst_command_usage ("list", "%s", _ ("It takes no arguments."));
  list = vst_cli_load (cli, &error);
  if (!list)
    return vst_output_failure (cli, &(VstSubject){ NULL }, error);
  accounts = sort (list);
  for (guint i = 0; cli->json && i < accounts->len; i++) {
    g_autoptr (JsonNode) node = build (g_ptr_array_index (accounts, i));

    vst_output_json (node);
  }
  if (cli->json)
    return VST_STATUS_GOOD;
  if (accounts->len == 0) {
    if (!cli->quiet)
      g_printerr ("%s\n", _ ("Nothing is stored."));
    return VST_STATUS_GOOD;
  }
  text = print_table (accounts);
  vst_output_text (text);
  return VST_STATUS_GOOD;
}
