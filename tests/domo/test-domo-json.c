/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-json.h"

#include <string.h>

#include "domo-error.h"

static void
assert_refused (const char *data, gsize length, DomoReason reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = domo_json_parse (data, length, &error);

  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_BAD_REPLY);
  g_assert_cmpint (domo_error_get_info (error)->reason, ==, reason);
  g_assert_null (root);
}

static JsonNode *
parse (const char *data)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = domo_json_parse (data, strlen (data), &error);

  g_assert_no_error (error);
  return root;
}

static void
test_good (void)
{
  static const char *const rows[] = {
    "{}",
    " \t\r\n{} \n",
    "{\"a\":1}",
    "{\"a\":[{},[],null,true,-1.5e3,\"\\u00e9\"]}",
    "{\"a\":\"[[[[{{{{\"}",
    "{\"a\":\"\\\\u0000\"}", /* a backslash, then letters */
    "{\"a\":\"\\ud83d\\uDC69\"}",
    "{\"a\":\"\\\\udc00\"}",
    "{\"a\":1e300}",
    "{\"a\":\"\\\"}\"}",
    "{\"a\":999999999999999999}",
    "{\"a\":-999999999999999999}",
    "{\"a\":[0,-0,0.05,10e-05,1E+3,0e1]}",
    "{\"\":1,\"a\":1,\"a\":2}",
    "{\"é\":\"日本語\"}",
    "{\"a\":\"/* \\\" // # '\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonNode) root = NULL;

    g_test_message ("%s", rows[i]);
    root = parse (rows[i]);
    g_assert_true (JSON_NODE_HOLDS_OBJECT (root));
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *data;
    DomoReason reason;
  } rows[] = {
    { "", DOMO_REASON_CUT_SHORT },
    { " \n", DOMO_REASON_CUT_SHORT },
    { "{", DOMO_REASON_CUT_SHORT },
    { "{\"id\":1", DOMO_REASON_CUT_SHORT },
    { "{\"id\":1,\"na", DOMO_REASON_CUT_SHORT },
    { "{\"id\":1,\"name\":\"a\\\"}", DOMO_REASON_CUT_SHORT },
    { "{\"id\":1,\"name\":\"a\\", DOMO_REASON_CUT_SHORT },
    { "{\"id\":[1,2}", DOMO_REASON_CUT_SHORT },
    { "<html></html>", DOMO_REASON_NOT_JSON },
    { "Service unavailable", DOMO_REASON_NOT_JSON },
    { "var x = {}", DOMO_REASON_NOT_JSON },
    { "var x = {};", DOMO_REASON_NOT_JSON },
    { "null", DOMO_REASON_NOT_JSON },
    { "\"text\"", DOMO_REASON_NOT_JSON },
    { "17", DOMO_REASON_NOT_JSON },
    { "\xef\xbb\xbf{}", DOMO_REASON_NOT_JSON },
    { "}", DOMO_REASON_NOT_JSON },
    { "[]", DOMO_REASON_SHAPE },
    { "[{\"id\":1}]", DOMO_REASON_SHAPE },
    { "{}}", DOMO_REASON_SHAPE },
    { "{} {}", DOMO_REASON_SHAPE },
    { "{\"a\"}", DOMO_REASON_SHAPE },
    { "{\"a\":}", DOMO_REASON_SHAPE },
    { "{\"a\":1 \"b\":2}", DOMO_REASON_SHAPE },
    { "{a:1}", DOMO_REASON_SHAPE },
    { "{\"a\":nothing}", DOMO_REASON_SHAPE },
    /* json-glib reads these */
    { "{\"a\":010}", DOMO_REASON_SHAPE },
    { "{\"a\":-010}", DOMO_REASON_SHAPE },
    { "{\"a\":0x10}", DOMO_REASON_SHAPE },
    { "{\"a\":0xFFFFFFFFFFFFFFFFFF}", DOMO_REASON_SHAPE },
    { "{\"a\":0b11}", DOMO_REASON_SHAPE },
    { "{\"a\":$ff}", DOMO_REASON_SHAPE },
    { "{\"a\":.5}", DOMO_REASON_SHAPE },
    { "{\"a\":'b'}", DOMO_REASON_SHAPE },
    { "{/* a */}", DOMO_REASON_SHAPE },
    { "{} // a", DOMO_REASON_SHAPE },
    { "{\"a\":1} # a", DOMO_REASON_SHAPE },
    /* NULs */
    { "{\"a\":\"\\udc00x\"}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\\ud800\"}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\\ud800\\u0041\"}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\\ud800x\"}", DOMO_REASON_SHAPE },
    { "{\"a\":1e400}", DOMO_REASON_SHAPE },
    { "{\"a\":[-1e400]}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\\u0000\"}", DOMO_REASON_SHAPE },
    { "{\"a\":\"user\\u0000@evil\"}", DOMO_REASON_SHAPE },
    { "{\"a\\u0000\":1}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\\\\\\u0000\"}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\xe9\"}", DOMO_REASON_SHAPE },
    { "{\"a\":\"\xed\xa0\x80\"}", DOMO_REASON_SHAPE },
    { "{\"a\":9999999999999999999}", DOMO_REASON_SHAPE },
    { "{\"a\":99999999999999999999}", DOMO_REASON_SHAPE },
    { "{\"a\":-99999999999999999999}", DOMO_REASON_SHAPE },
    { "{\"a\":[[1,{\"b\":18446744073709551616}]]}", DOMO_REASON_SHAPE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %u", i);
    assert_refused (rows[i].data, strlen (rows[i].data), rows[i].reason);
  }
}

static void
test_nul (void)
{
  assert_refused ("{\"id\":1}\0", 9, DOMO_REASON_SHAPE);
  assert_refused ("{\"id\":\"a\0b\"}", 12, DOMO_REASON_SHAPE);
  assert_refused ("{\0}", 3, DOMO_REASON_SHAPE);
}

static char *
nest (guint depth)
{
  g_autofree char *open = g_strnfill (depth - 1, '[');
  g_autofree char *close = g_strnfill (depth - 1, ']');

  return g_strconcat ("{\"a\":", open, close, "}", NULL);
}

static void
test_depth (void)
{
  g_autofree char *most = nest (DOMO_JSON_MAX_DEPTH);
  g_autofree char *more = nest (DOMO_JSON_MAX_DEPTH + 1);
  g_autofree char *many = nest (400000);
  g_autofree char *open = g_strnfill (1000000, '{');
  g_autoptr (JsonNode) root = parse (most);

  g_assert_nonnull (root);
  assert_refused (more, strlen (more), DOMO_REASON_SHAPE);
  assert_refused (many, strlen (many), DOMO_REASON_SHAPE);
  assert_refused (open, strlen (open), DOMO_REASON_SHAPE);
}

/* json-glib reads comments, and other things that are no JSON. What is nested behind a quote in one
 * of them is not counted by who does not know of them. */
static void
test_depth_behind_quote (void)
{
  static const char *const rows[][2] = {
    { "{\"a\":/*\"*/", "/*\"*/}" }, { "{\"a\"://\"\n", "//\"\n}" },
    { "{\"a\":#\"\n", "#\"\n}" },   { "{\"a\":'\"',\"b\":", ",'\"':1}" },
    { "/*\"*/{\"a\":", "/*\"*/}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *open = g_strnfill (200000, '[');
    g_autofree char *close = g_strnfill (200000, ']');
    g_autofree char *data = g_strconcat (rows[i][0], open, close, rows[i][1], NULL);
    g_autoptr (GError) error = NULL;

    g_test_message ("row %u", i);
    g_assert_null (domo_json_parse (data, strlen (data), &error));
    g_assert_error (error, DOMO_ERROR, DOMO_ERROR_BAD_REPLY);
  }
}

static void
test_types (void)
{
  static const char *const others[] = {
    "number", "real", "yes", "none", "list", "object", "missing"
  };
  g_autoptr (JsonNode) root =
      parse ("{\"text\":\"t\",\"number\":7,\"real\":1.5,\"yes\":true,\"none\":null,"
             "\"list\":[\"a\",1,\"b\"],\"object\":{\"inner\":\"i\"}}");
  JsonObject *object = json_node_get_object (root);
  gboolean flag = FALSE;
  gint64 number = 0;

  g_assert_cmpstr (domo_json_get_string (object, "text"), ==, "t");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (domo_json_get_string (object, others[i]));

  g_assert_cmpstr (domo_json_get_string (domo_json_get_object (object, "object"), "inner"), ==,
                   "i");
  g_assert_null (domo_json_get_object (object, "list"));
  g_assert_null (domo_json_get_object (object, "none"));
  g_assert_null (domo_json_get_object (object, "missing"));

  g_assert_true (domo_json_get_boolean (object, "yes", &flag));
  g_assert_true (flag);
  g_assert_false (domo_json_get_boolean (object, "number", &flag));
  g_assert_false (domo_json_get_boolean (object, "text", &flag));

  g_assert_true (domo_json_get_int (object, "number", &number));
  g_assert_cmpint (number, ==, 7);
  g_assert_false (domo_json_get_int (object, "real", &number));
  g_assert_false (domo_json_get_int (object, "text", &number));
  g_assert_false (domo_json_get_int (object, "yes", &number));
}

static void
test_id (void)
{
  static const struct {
    const char *data;
    gint64 expected; /* 0: no id */
  } rows[] = {
    { "{\"id\":1}", 1 },
    { "{\"id\":1893952720}", 1893952720 },
    { "{\"id\":9007199254740993}", G_GINT64_CONSTANT (9007199254740993) },
    { "{\"id\":\"1893952720\"}", 1893952720 },
    { "{\"id\":\"999999999999999999\"}", G_GINT64_CONSTANT (999999999999999999) },
    { "{\"id\":0}", 0 },
    { "{\"id\":-1}", 0 },
    { "{\"id\":1.0}", 0 },
    { "{\"id\":1e3}", 0 },
    { "{\"id\":true}", 0 },
    { "{\"id\":null}", 0 },
    { "{\"id\":[1]}", 0 },
    { "{\"id\":{}}", 0 },
    { "{\"id\":\"\"}", 0 },
    { "{\"id\":\"0\"}", 0 },
    { "{\"id\":\"-1\"}", 0 },
    { "{\"id\":\"+1\"}", 0 },
    { "{\"id\":\" 1\"}", 0 },
    { "{\"id\":\"1x\"}", 0 },
    { "{\"id\":\"0x1\"}", 0 },
    { "{\"id\":\"99999999999999999999\"}", 0 },
    { "{}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonNode) root = parse (rows[i].data);
    gint64 id = 0;

    g_test_message ("%s", rows[i].data);
    g_assert_cmpint (domo_json_get_id (json_node_get_object (root), "id", &id), ==,
                     rows[i].expected != 0);
    g_assert_cmpint (id, ==, rows[i].expected);
  }
}

static void
test_date (void)
{
  static const struct {
    const char *data;
    gint64 expected; /* 0: no date */
  } rows[] = {
    /* seconds and milliseconds */
    { "{\"date\":1588960518}", G_GINT64_CONSTANT (1588960518000) },
    { "{\"date\":1729114351093}", G_GINT64_CONSTANT (1729114351093) },
    { "{\"date\":1}", 1000 },
    { "{\"date\":253402300799999}", G_GINT64_CONSTANT (253402300799999) },
    { "{\"date\":253402300800000}", 0 },
    { "{\"date\":999999999999999999}", 0 },
    { "{\"date\":0}", 0 },
    { "{\"date\":-1588960518}", 0 },
    { "{\"date\":-999999999999999999}", 0 },
    { "{\"date\":1.5}", 0 },
    { "{\"date\":null}", 0 },
    { "{\"date\":[]}", 0 },
    { "{}", 0 },
    /* ISO 8601 */
    { "{\"date\":\"2016-02-03T04:05:06Z\"}", G_GINT64_CONSTANT (1454472306000) },
    { "{\"date\":\"2016-02-03T04:05:06.789Z\"}", G_GINT64_CONSTANT (1454472306789) },
    { "{\"date\":\"2016-02-03T04:05:06+01:00\"}", G_GINT64_CONSTANT (1454468706000) },
    { "{\"date\":\"2016-02-03T04:05:06\"}", G_GINT64_CONSTANT (1454472306000) },
    { "{\"date\":\"2016-13-03T04:05:06Z\"}", 0 },
    { "{\"date\":\"yesterday\"}", 0 },
    { "{\"date\":\"\"}", 0 },
    { "{\"date\":\"0001-01-01T00:00:00Z\"}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonNode) root = parse (rows[i].data);
    gint64 date = 0;

    g_test_message ("%s", rows[i].data);
    g_assert_cmpint (domo_json_get_date (json_node_get_object (root), "date", &date), ==,
                     rows[i].expected != 0);
    g_assert_cmpint (date, ==, rows[i].expected);
  }
}

static void
test_words (void)
{
  static const struct {
    const char *data;
    const char *expected;
  } rows[] = {
    { "{\"scope\":\"data user\"}", "data|user" },
    { "{\"scope\":\"data\"}", "data" },
    { "{\"scope\":[\"data\",\"user\"]}", "data|user" },
    { "{\"scope\":[\"data\",1,null,[],{},\"user\"]}", "data|user" },
    { "{\"scope\":[]}", NULL },
    { "{\"scope\":null}", NULL },
    { "{\"scope\":7}", NULL },
    { "{}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonNode) root = parse (rows[i].data);
    g_auto (GStrv) words = domo_json_dup_words (json_node_get_object (root), "scope");
    g_autofree char *joined = words ? g_strjoinv ("|", words) : NULL;

    g_test_message ("%s", rows[i].data);
    g_assert_cmpstr (joined, ==, rows[i].expected);
  }
}

static void
test_wipe (void)
{
  g_autoptr (JsonNode) root = parse ("{\"token\":\"secret\",\"other\":\"text\",\"number\":1}");
  JsonObject *object = json_node_get_object (root);

  domo_json_wipe (object, "token");
  domo_json_wipe (object, "number");
  domo_json_wipe (object, "missing");
  g_assert_cmpstr (domo_json_get_string (object, "token"), ==, "");
  g_assert_cmpstr (domo_json_get_string (object, "other"), ==, "text");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/json/good", test_good);
  g_test_add_func ("/domo/json/refused", test_refused);
  g_test_add_func ("/domo/json/nul", test_nul);
  g_test_add_func ("/domo/json/depth", test_depth);
  g_test_add_func ("/domo/json/depth-behind-quote", test_depth_behind_quote);
  g_test_add_func ("/domo/json/types", test_types);
  g_test_add_func ("/domo/json/id", test_id);
  g_test_add_func ("/domo/json/date", test_date);
  g_test_add_func ("/domo/json/words", test_words);
  g_test_add_func ("/domo/json/wipe", test_wipe);
  return g_test_run ();
}
