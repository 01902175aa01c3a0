/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-record.h"

#include <string.h>

#define DATE G_GINT64_CONSTANT (1790000000000)

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
};

static void
test_copies (void)
{
  char text[] = "acme";
  VstRecordFields fields = jae;
  g_autoptr (VstRecord) record = NULL;
  const VstRecordFields *kept;

  fields.id = fields.instance = fields.user = fields.name = fields.scopes = text;
  record = vst_record_new (&fields);
  memset (text, 'x', strlen (text));
  kept = vst_record_get (record);
  g_assert_cmpstr (kept->id, ==, "acme");
  g_assert_cmpstr (kept->instance, ==, "acme");
  g_assert_cmpstr (kept->user, ==, "acme");
  g_assert_cmpstr (kept->name, ==, "acme");
  g_assert_cmpstr (kept->scopes, ==, "acme");
  g_assert_cmpint (kept->method, ==, DOMO_METHOD_CLIENT);
  g_assert_cmpint (kept->owner_id, ==, 26);
}

/* Nothing known, and nothing written, are the same. */
static void
test_unknown (void)
{
  const VstRecordFields nothing = { .id = "a" };
  const VstRecordFields empty = { "a", "", DOMO_METHOD_PASSWORD, "", 0, "", 0, 0, "" };
  g_autoptr (VstRecord) first = vst_record_new (&nothing);
  g_autoptr (VstRecord) second = vst_record_new (&empty);

  g_assert_null (vst_record_get (second)->instance);
  g_assert_null (vst_record_get (second)->user);
  g_assert_null (vst_record_get (second)->name);
  g_assert_null (vst_record_get (second)->scopes);
  g_assert_true (vst_record_equal (first, second));
}

static void
test_times (void)
{
  static const struct {
    gint64 given;
    gint64 kept;
  } rows[] = {
    { 0, 0 },
    { 999, 0 },
    { 1000, 1000 },
    { DATE, DATE },
    { DATE + 1, DATE },
    { DATE + 999, DATE },
    { -1, 0 },
    { G_MININT64, 0 },
    { G_MAXINT64, 0 },
    { G_GINT64_CONSTANT (253402300799000), G_GINT64_CONSTANT (253402300799000) },
    { G_GINT64_CONSTANT (253402300800000), 0 }, /* the year 10000 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstRecordFields fields = { .id = "a", .expires = rows[i].given, .checked = DATE };
    const VstRecordFields other = {
      .id = "a", .expires = DATE, .checked = rows[i].given, .refused = rows[i].given
    };
    g_autoptr (VstRecord) record = vst_record_new (&fields);
    g_autoptr (VstRecord) turned = vst_record_new (&other);

    g_assert_cmpint (vst_record_get (record)->expires, ==, rows[i].kept);
    g_assert_cmpint (vst_record_get (turned)->checked, ==, rows[i].kept);
    g_assert_cmpint (vst_record_get (turned)->refused, ==, rows[i].kept);
  }
}

/* Domo's longest names have more bytes than can be read back from the keyring. */
static void
test_long_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  VstRecordFields fields = jae;
  g_autoptr (VstRecord) record = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (name, "名");
  fields.name = name->str;
  record = vst_record_new (&fields);
  g_assert_cmpuint (strlen (vst_record_get (record)->name), ==, 999);
  g_assert_true (g_utf8_validate (vst_record_get (record)->name, -1, NULL));
  g_assert_true (g_str_has_prefix (name->str, vst_record_get (record)->name));
}

static void
test_equal (void)
{
  VstRecordFields others[11];
  g_autoptr (VstRecord) record = vst_record_new (&jae);
  g_autoptr (VstRecord) same = vst_record_new (vst_record_get (record));

  g_assert_true (vst_record_equal (record, same));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = jae;
  others[0].id = "b";
  others[1].instance = NULL;
  others[2].method = DOMO_METHOD_PASSWORD;
  others[3].user = "Client-of-Jae";
  others[4].owner_id = 27;
  others[5].name = "Jae";
  others[6].expires += 1000;
  others[7].checked = 0;
  others[8].scopes = "data";
  others[9].refused = DATE;
  others[10].muted = 1u << VST_STEP_DAYS_3;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (VstRecord) other = vst_record_new (&others[i]);

    g_assert_false (vst_record_equal (record, other));
    g_assert_false (vst_record_equal (other, record));
  }
}

/* A date that a person typed is a hint, and none where Domo has taken the token since. */
static void
test_end (void)
{
  static const struct {
    DomoMethod method;
    gint64 expires;
    gint64 checked;
    gboolean is_typed;
    gint64 end;
    gboolean is_over; /* a second after DATE */
  } rows[] = {
    { DOMO_METHOD_PASSWORD, 0, 0, FALSE, 0, FALSE },
    { DOMO_METHOD_PASSWORD, DATE, 0, FALSE, DATE, TRUE },
    { DOMO_METHOD_PASSWORD, DATE, DATE + 1000, FALSE, DATE, TRUE },
    { DOMO_METHOD_CLIENT, DATE + 2000, 0, FALSE, DATE + 2000, FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, 0, DATE, FALSE, 0, FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, DATE, 0, TRUE, DATE, TRUE },
    { DOMO_METHOD_ACCESS_TOKEN, DATE, DATE, TRUE, DATE, TRUE },
    { DOMO_METHOD_ACCESS_TOKEN, DATE, DATE + 1000, TRUE, 0, FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, DATE + 2000, DATE, TRUE, DATE + 2000, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstRecordFields fields = {
      .id = "a", .method = rows[i].method, .expires = rows[i].expires, .checked = rows[i].checked
    };
    g_autoptr (VstRecord) record = vst_record_new (&fields);

    g_assert_cmpint (vst_record_has_typed_end (record), ==, rows[i].is_typed);
    g_assert_cmpint (vst_record_get_end (record), ==, rows[i].end);
    g_assert_cmpint (vst_record_is_over (record, DATE + 1000), ==, rows[i].is_over);
    g_assert_false (vst_record_is_over (record, DATE - 1));
  }
}

static void
test_instance (void)
{
  static const struct {
    const char *text;
    const char *host;
  } rows[] = {
    { "acme", "acme.domo.com" },
    { "data.acme.com", "data.acme.com" },
    { "http://127.0.0.1:8080", "127.0.0.1:8080" },
    { NULL, NULL },
    { "jae@acme.com", NULL }, /* whoever wrote that into the keyring */
    { "http://acme.domo.com", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstRecordFields fields = { .id = "a", .instance = rows[i].text };
    g_autoptr (VstRecord) record = vst_record_new (&fields);
    g_autoptr (DomoInstance) instance = vst_record_dup_instance (record);

    g_assert_cmpstr (instance ? domo_instance_get_host (instance) : NULL, ==, rows[i].host);
  }
}

static void
test_new_id (void)
{
  g_autofree char *first = vst_record_new_id ();
  g_autofree char *second = vst_record_new_id ();

  g_assert_true (g_uuid_string_is_valid (first));
  g_assert_true (g_uuid_string_is_valid (second));
  g_assert_cmpstr (first, !=, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/copies", test_copies);
  g_test_add_func ("/record/unknown", test_unknown);
  g_test_add_func ("/record/times", test_times);
  g_test_add_func ("/record/long-name", test_long_name);
  g_test_add_func ("/record/equal", test_equal);
  g_test_add_func ("/record/end", test_end);
  g_test_add_func ("/record/instance", test_instance);
  g_test_add_func ("/record/new-id", test_new_id);
  return g_test_run ();
}
