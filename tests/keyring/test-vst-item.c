/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-item.h"

#include <string.h>

/* 2026-11-25T08:30:00Z */
#define DATE G_GINT64_CONSTANT (1795595400000)

static const VstRecordFields jae = {
  .id = "a",
  .instance = "acme",
  .method = DOMO_METHOD_CLIENT,
  .user = "client-of-jae",
  .owner_id = 26,
  .name = "Jae Wilson",
  .expires = DATE,
  .checked = DATE - 5000,
  .scopes = "data user",
  .refused = DATE - 2000,
  .muted = 1u << VST_STEP_DAYS_14 | 1u << VST_STEP_STOPPED,
};

static GHashTable *
attributes_of (VstItemKind kind, const VstRecordFields *fields)
{
  g_autoptr (VstRecord) record = vst_record_new (fields);

  return vst_item_dup_attributes (kind, record);
}

/* NULL takes the attribute away. */
static GHashTable *
attributes_with (const char *name, const char *value)
{
  GHashTable *attributes = attributes_of (VST_ITEM_TOKEN, &jae);

  if (value)
    g_hash_table_insert (attributes, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (attributes, name);
  return attributes;
}

static VstItem *
read_item (GHashTable *attributes)
{
  return vst_item_new_from_attributes ("/1", attributes, "Login", FALSE);
}

static void
test_main_kinds (void)
{
  g_assert_true (vst_item_kind_is_main (VST_ITEM_TOKEN));
  g_assert_true (vst_item_kind_is_main (VST_ITEM_ACCOUNT));
  g_assert_false (vst_item_kind_is_main (VST_ITEM_PASSWORD));
  g_assert_false (vst_item_kind_is_main (VST_ITEM_SECRET));
}

static void
test_new (void)
{
  g_autoptr (VstRecord) record = vst_record_new (&jae);
  g_autoptr (VstItem) item = vst_item_new ("/1", VST_ITEM_SECRET, record, "Login", TRUE);
  g_autoptr (VstItem) other = vst_item_new ("/2", VST_ITEM_TOKEN, record, NULL, FALSE);

  g_assert_cmpstr (vst_item_get_path (item), ==, "/1");
  g_assert_cmpint (vst_item_get_kind (item), ==, VST_ITEM_SECRET);
  g_assert_true (vst_item_get_record (item) == record);
  g_assert_cmpstr (vst_item_get_collection (item), ==, "Login");
  g_assert_true (vst_item_is_locked (item));
  g_assert_null (vst_item_get_collection (other));
  g_assert_false (vst_item_is_locked (other));
}

static void
assert_attributes (GHashTable *attributes, const char *const (*expected)[2], guint n_expected)
{
  g_assert_cmpuint (g_hash_table_size (attributes), ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_cmpstr (g_hash_table_lookup (attributes, expected[i][0]), ==, expected[i][1]);
}

static void
test_attributes (void)
{
  static const char *const expected[][2] = {
    { "application", "vestibule" },
    { "kind", "token" },
    { "id", "a" },
    { "instance", "acme" },
    { "method", "client" },
    { "user", "client-of-jae" },
    { "owner-id", "26" },
    { "name", "Jae Wilson" },
    { "expires", "2026-11-25T08:30:00Z" },
    { "checked", "2026-11-25T08:29:55Z" },
    { "scopes", "data user" },
    { "refused", "2026-11-25T08:29:58Z" },
    { "muted", "14 stopped" },
  };
  g_autoptr (GHashTable) attributes = attributes_of (VST_ITEM_TOKEN, &jae);

  assert_attributes (attributes, expected, G_N_ELEMENTS (expected));
}

/* What is not known is there all the same: a search by it would not find the item else. */
static void
test_unknown_attributes (void)
{
  static const VstRecordFields fields = { .id = "a", .method = DOMO_METHOD_ACCESS_TOKEN };
  static const char *const expected[][2] = {
    { "application", "vestibule" },
    { "kind", "account" },
    { "id", "a" },
    { "instance", "" },
    { "method", "access-token" },
    { "user", "" },
    { "owner-id", "" },
    { "name", "" },
    { "expires", "" },
    { "checked", "" },
    { "scopes", "" },
    { "refused", "" },
    { "muted", "" },
  };
  g_autoptr (GHashTable) attributes = attributes_of (VST_ITEM_ACCOUNT, &fields);

  assert_attributes (attributes, expected, G_N_ELEMENTS (expected));
}

/* All that is written can be read. */
static void
test_round_trip (void)
{
  static const struct {
    VstItemKind kind;
    const char *name;
  } kinds[] = {
    { VST_ITEM_TOKEN, "token" },
    { VST_ITEM_ACCOUNT, "account" },
    { VST_ITEM_PASSWORD, "password" },
    { VST_ITEM_SECRET, "secret" },
  };
  static const VstRecordFields rows[] = {
    { "a", "acme", DOMO_METHOD_CLIENT, "client-of-jae", 26, "Jae", DATE, DATE, "data user" },
    { "b", NULL, DOMO_METHOD_CLIENT, "client-of-jae", 26, "Jae", DATE, 0, NULL },
    { "c", "http://127.0.0.1:8080", DOMO_METHOD_PASSWORD, "jae@acme.com", 0, NULL, 1000, DATE },
    { "d", "data.acme.com", DOMO_METHOD_ACCESS_TOKEN, NULL, G_MAXINT64, "名 “x”", 0, DATE },
    { "e", "acme", DOMO_METHOD_PASSWORD, "j", G_MININT64, "J",
      G_GINT64_CONSTANT (253402300799000) },
    { .id = "f", .refused = DATE, .muted = (1u << VST_N_STEPS) - 1 },
    { .id = "g", .muted = 1u << VST_STEP_DAYS_1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) * G_N_ELEMENTS (rows); i++) {
    gsize kind = i / G_N_ELEMENTS (rows);
    g_autoptr (VstRecord) record = vst_record_new (&rows[i % G_N_ELEMENTS (rows)]);
    g_autoptr (GHashTable) attributes = vst_item_dup_attributes (kinds[kind].kind, record);
    g_autoptr (VstItem) item =
        vst_item_new_from_attributes ("/1", attributes, "Login", (kind & 1) != 0);

    g_assert_cmpstr (g_hash_table_lookup (attributes, "kind"), ==, kinds[kind].name);
    g_assert_cmpstr (vst_item_get_path (item), ==, "/1");
    g_assert_cmpstr (vst_item_get_collection (item), ==, "Login");
    g_assert_cmpint (vst_item_is_locked (item), ==, (kind & 1) != 0);
    g_assert_cmpint (vst_item_get_kind (item), ==, kinds[kind].kind);
    g_assert_true (vst_record_equal (vst_item_get_record (item), record));
  }
}

static void
test_long_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  VstRecordFields fields = jae;
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (VstItem) item = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (name, "名");
  fields.name = name->str;
  attributes = attributes_of (VST_ITEM_TOKEN, &fields);
  item = read_item (attributes);
  g_assert_nonnull (item);
  g_assert_true (g_str_has_prefix (name->str, vst_record_get (vst_item_get_record (item))->name));
}

/* Not ours, whoever wrote it. */
static void
test_refused (void)
{
  static const struct {
    const char *name;
    const char *value;
  } rows[] = {
    { "application", NULL },
    { "application", "Vestibule" },
    { "kind", NULL },
    { "kind", "" },
    { "kind", "Token" },
    { "kind", "cookie" },
    { "method", NULL },
    { "method", "" },
    { "method", "kerberos" },
    { "id", NULL },
    { "id", "" },
    { "id", "\xff" },
    { "instance", "acme\xc3" },
    { "user", "\xed\xa0\x80" },
    { "name", "Jae \xe9" },
    { "owner-id", "\xff" },
    { "expires", "\xff" },
    { "checked", "\xff" },
    { "scopes", "data\xc0\x80" },
    { "refused", "\xff" },
    { "muted", "14 \xff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GHashTable) attributes = attributes_with (rows[i].name, rows[i].value);
    g_autoptr (VstItem) item = read_item (attributes);

    g_test_message ("%s: %s", rows[i].name, rows[i].value ? "as in the row" : "missing");
    g_assert_null (item);
  }
}

static void
test_length (void)
{
  static const char *const names[] = { "id", "instance", "user", "name", "scopes" };
  g_autofree char *longest = g_strnfill (1000, 'x');
  g_autofree char *longer = g_strnfill (1001, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GHashTable) good = attributes_with (names[i], longest);
    g_autoptr (GHashTable) bad = attributes_with (names[i], longer);
    g_autoptr (VstItem) item = read_item (good);

    g_assert_nonnull (item);
    g_assert_null (read_item (bad));
  }
}

/* Another program's attributes are no concern, whatever they are. */
static void
test_foreign_attributes (void)
{
  g_autoptr (GHashTable) attributes = attributes_with ("xdg:schema", "org.vestibule.Token");
  g_autoptr (VstItem) item = NULL;

  g_hash_table_insert (attributes, g_strdup ("note"), g_strnfill (5000, 'x'));
  item = read_item (attributes);
  g_assert_nonnull (item);
}

/* Of what is not understood the person is told all the same. */
static void
test_muted (void)
{
  static const struct {
    const char *text;
    guint muted;
  } rows[] = {
    { NULL, 0 },
    { "", 0 },
    { "14", 1u << VST_STEP_DAYS_14 },
    { "1 3", 1u << VST_STEP_DAYS_1 | 1u << VST_STEP_DAYS_3 },
    { "  3  3 ", 1u << VST_STEP_DAYS_3 },
    { "stopped", 1u << VST_STEP_STOPPED },
    { "14,3", 0 },
    { "all", 0 },
    { "1 2 -1 \n", 1u << VST_STEP_DAYS_1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GHashTable) attributes = attributes_with ("muted", rows[i].text);
    g_autoptr (VstItem) item = read_item (attributes);

    g_assert_cmpuint (vst_record_get (vst_item_get_record (item))->muted, ==, rows[i].muted);
  }
}

/* Only what names the account must be right: an account is not lost over a date. */
static void
test_dates (void)
{
  static const struct {
    const char *text;
    gint64 expires;
  } rows[] = {
    { NULL, 0 },
    { "", 0 },
    { "2026-11-25T08:30:00Z", DATE },
    { "2026-11-25T09:30:00+01:00", DATE },
    { "2026-11-25T08:30:00.999Z", DATE },
    { "2026-11-25T08:30:00", 0 }, /* of which zone? */
    { "2026-13-25T08:30:00Z", 0 },
    { "1795595400000", 0 },
    { "1969-12-31T23:59:59Z", 0 },
    { "tomorrow", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GHashTable) attributes = attributes_with ("expires", rows[i].text);
    g_autoptr (VstItem) item = read_item (attributes);

    g_assert_cmpint (vst_record_get (vst_item_get_record (item))->expires, ==, rows[i].expires);
  }
}

static void
test_owner_id (void)
{
  static const struct {
    const char *text;
    gint64 owner_id;
  } rows[] = {
    { NULL, 0 },  { "", 0 },    { "26", 26 }, { "9223372036854775807", G_MAXINT64 },
    { " 26", 0 }, { "26x", 0 }, { "2.6", 0 }, { "9223372036854775808", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GHashTable) attributes = attributes_with ("owner-id", rows[i].text);
    g_autoptr (VstItem) item = read_item (attributes);

    g_assert_cmpint (vst_record_get (vst_item_get_record (item))->owner_id, ==, rows[i].owner_id);
  }
}

/* A name can neither turn a row of the list round nor break it. */
static void
test_tricky_name (void)
{
  g_autoptr (GHashTable) attributes = attributes_with ("name", "Jae\n\u202eWilson");
  g_autoptr (VstItem) item = read_item (attributes);

  g_assert_cmpstr (vst_record_get (vst_item_get_record (item))->name, ==, "Jae ␦Wilson");
}

static void
test_labels (void)
{
  static const struct {
    VstItemKind kind;
    DomoMethod method;
    const char *user;
    const char *name;
    const char *instance;
    const char *label;
  } rows[] = {
    { VST_ITEM_TOKEN, DOMO_METHOD_ACCESS_TOKEN, NULL, "Jae Wilson", "acme",
      "Jae Wilson at acme (access token)" },
    { VST_ITEM_TOKEN, DOMO_METHOD_PASSWORD, "jae@acme.com", "Jae Wilson", "acme",
      "Jae Wilson at acme (session token)" },
    { VST_ITEM_TOKEN, DOMO_METHOD_CLIENT, "client-of-jae", "Jae Wilson", "acme",
      "Jae Wilson at acme (bearer token)" },
    { VST_ITEM_PASSWORD, DOMO_METHOD_PASSWORD, "jae@acme.com", "Jae Wilson", "acme",
      "Jae Wilson at acme (password)" },
    { VST_ITEM_SECRET, DOMO_METHOD_CLIENT, "client-of-jae", "Jae Wilson", "acme",
      "Jae Wilson at acme (client secret)" },
    { VST_ITEM_ACCOUNT, DOMO_METHOD_ACCESS_TOKEN, NULL, "Jae Wilson", "acme",
      "Jae Wilson at acme (signed out)" },
    /* what is missing */
    { VST_ITEM_TOKEN, DOMO_METHOD_PASSWORD, "jae@acme.com", NULL, "acme",
      "jae@acme.com at acme (session token)" },
    { VST_ITEM_TOKEN, DOMO_METHOD_ACCESS_TOKEN, NULL, NULL, "acme",
      "Account at acme (access token)" },
    { VST_ITEM_TOKEN, DOMO_METHOD_CLIENT, "client-of-jae", NULL, NULL,
      "client-of-jae (bearer token)" },
    { VST_ITEM_TOKEN, DOMO_METHOD_PASSWORD, NULL, "Jae Wilson", NULL,
      "Jae Wilson (session token)" },
    { VST_ITEM_TOKEN, DOMO_METHOD_ACCESS_TOKEN, NULL, "Jae Wilson", NULL,
      "Jae Wilson (access token)" },
    { VST_ITEM_PASSWORD, DOMO_METHOD_PASSWORD, "jae@acme.com", NULL, NULL,
      "jae@acme.com (password)" },
    { VST_ITEM_SECRET, DOMO_METHOD_CLIENT, "client-of-jae", NULL, NULL,
      "client-of-jae (client secret)" },
    { VST_ITEM_ACCOUNT, DOMO_METHOD_CLIENT, "client-of-jae", NULL, NULL,
      "client-of-jae (signed out)" },
    /* what another's name may hold */
    { VST_ITEM_TOKEN, DOMO_METHOD_ACCESS_TOKEN, NULL, "%s%n", "%d", "%s%n at %d (access token)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstRecordFields fields = {
      .id = "a",
      .method = rows[i].method,
      .user = rows[i].user,
      .name = rows[i].name,
      .instance = rows[i].instance,
    };
    g_autoptr (VstRecord) record = vst_record_new (&fields);
    g_autofree char *label = vst_item_dup_label (rows[i].kind, record);

    g_assert_cmpstr (label, ==, rows[i].label);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item/main-kinds", test_main_kinds);
  g_test_add_func ("/item/new", test_new);
  g_test_add_func ("/item/attributes", test_attributes);
  g_test_add_func ("/item/unknown-attributes", test_unknown_attributes);
  g_test_add_func ("/item/round-trip", test_round_trip);
  g_test_add_func ("/item/long-name", test_long_name);
  g_test_add_func ("/item/refused", test_refused);
  g_test_add_func ("/item/muted", test_muted);
  g_test_add_func ("/item/length", test_length);
  g_test_add_func ("/item/foreign-attributes", test_foreign_attributes);
  g_test_add_func ("/item/dates", test_dates);
  g_test_add_func ("/item/owner-id", test_owner_id);
  g_test_add_func ("/item/tricky-name", test_tricky_name);
  g_test_add_func ("/item/labels", test_labels);
  return g_test_run ();
}
