/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-item.h"

static const VstRecordFields fields = {
  "id-1",     "acme",       DOMO_METHOD_PASSWORD, "jae.wilson@acme.com",
  1893952720, "Jae Wilson", 1729146454205,        1729117654205,
  "data user"
};

/* What is written is what is read, times in whole seconds. */
static void
test_round_trip (void)
{
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autoptr (GHashTable) attributes = vst_item_dup_attributes (VST_ITEM_PASSWORD, record);
  g_autoptr (VstItem) item = vst_item_new_from_attributes ("/1", attributes, "Login", TRUE);

  g_assert_nonnull (item);
  g_assert_cmpint (vst_item_get_kind (item), ==, VST_ITEM_PASSWORD);
  g_assert_true (vst_record_equal (vst_item_get_record (item), record));
  g_assert_cmpint (vst_record_get (record)->expires, ==, 1729146454000);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "expires"), ==, "2024-10-17T06:27:34Z");
}

/* What another program wrote is no item of ours. */
static void
test_hostile (void)
{
  static const struct {
    const char *name;
    const char *text;
  } rows[] = { { "kind", "key" },
               { "method", "" },
               { "id", "" },
               { "application", "other" },
               { "name", "\xff" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (VstRecord) record = vst_record_new (&fields);
    g_autoptr (GHashTable) attributes = vst_item_dup_attributes (VST_ITEM_TOKEN, record);

    g_hash_table_replace (attributes, g_strdup (rows[i].name), g_strdup (rows[i].text));
    g_assert_null (vst_item_new_from_attributes ("/1", attributes, NULL, FALSE));
  }
}

static void
test_label (void)
{
  g_autoptr (VstRecord) record = vst_record_new (&fields);
  g_autofree char *label = vst_item_dup_label (VST_ITEM_TOKEN, record);

  g_assert_cmpstr (label, ==, "Jae Wilson at acme (session token)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item/round-trip", test_round_trip);
  g_test_add_func ("/item/hostile", test_hostile);
  g_test_add_func ("/item/label", test_label);
  return g_test_run ();
}
