/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-instance.h"

#include <string.h>

#include "domo-error.h"

typedef struct {
  const char *text;
  const char *host;
  const char *name;
} Row;

static void
assert_rows (const Row *rows, guint n_rows, gboolean is_known)
{
  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoInstance) instance = domo_instance_new (rows[i].text, &error);
    g_autofree char *uri = g_strconcat ("https://", rows[i].host, NULL);

    g_test_message ("“%s”", rows[i].text);
    g_assert_no_error (error);
    g_assert_cmpstr (domo_instance_get_host (instance), ==, rows[i].host);
    g_assert_cmpstr (domo_instance_get_name (instance), ==, rows[i].name);
    g_assert_cmpstr (domo_instance_get_product_uri (instance), ==, uri);
    g_assert_cmpstr (domo_instance_get_platform_uri (instance), ==, "https://api.domo.com");
    g_assert_cmpint (domo_instance_is_known (instance), ==, is_known);
    g_assert_false (domo_instance_is_loopback (instance));
  }
}

static void
test_known (void)
{
  static const Row rows[] = {
    { "acme", "acme.domo.com", "acme" },
    { "acme.domo.com", "acme.domo.com", "acme" },
    { "https://acme.domo.com/", "acme.domo.com", "acme" },
    { "https://acme.domo.com", "acme.domo.com", "acme" },
    { "HTTPS://Acme.Domo.Com/", "acme.domo.com", "acme" },
    { "https://acme", "acme.domo.com", "acme" },
    { "https://acme.domo.com/page/-100000?userId=1#x", "acme.domo.com", "acme" },
    { "https://acme.domo.com?next=https://evil.example/", "acme.domo.com", "acme" },
    { "https://acme.domo.com/a@b:1", "acme.domo.com", "acme" },
    { "acme.domo.com/page/1", "acme.domo.com", "acme" },
    { "acme.domo.com#x", "acme.domo.com", "acme" },
    { "acme.domo.com?u=https://x/", "acme.domo.com", "acme" },
    { " acme\n", "acme.domo.com", "acme" },
    { "\t\r\nacme.domo.com \n", "acme.domo.com", "acme" },
    { "\u00a0acme\u3000", "acme.domo.com", "acme" },
    { "\ufeffacme\u200b", "acme.domo.com", "acme" },
    { "ACME", "acme.domo.com", "acme" },
    { "acme.demo.domo.com", "acme.demo.domo.com", "acme.demo" },
    { "acme.domo.com.", "acme.domo.com", "acme" },
    { "acme.", "acme.domo.com", "acme" },
    { "acme-2", "acme-2.domo.com", "acme-2" },
    { "123456", "123456.domo.com", "123456" },
    /* an address without dots is a name, and the host that is shown is the host that is asked */
    { "2130706433", "2130706433.domo.com", "2130706433" },
    { "0x7f000001", "0x7f000001.domo.com", "0x7f000001" },
    { "https://2130706433", "2130706433.domo.com", "2130706433" },
    { "acme.domotech.io", "acme.domotech.io", "acme.domotech.io" },
    { "https://acme.domorig.io/x", "acme.domorig.io", "acme.domorig.io" },
    { "api.domo.com", "api.domo.com", "api" },
    { "domo.com", "domo.com", "domo.com" },
    { "domotech.io", "domotech.io", "domotech.io" },
    { "localhost.domo.com", "localhost.domo.com", "localhost" },
    { "127.0.0.1.domo.com", "127.0.0.1.domo.com", "127.0.0.1" },
    /* in punycode what only looks alike is told from what it looks like */
    { "acmé", "xn--acm-dma.domo.com", "xn--acm-dma" },
    { "ACMÉ.domo.com", "xn--acm-dma.domo.com", "xn--acm-dma" },
    { "аcme", "xn--cme-5cd.domo.com", "xn--cme-5cd" },
    { "xn--acm-dma", "xn--acm-dma.domo.com", "xn--acm-dma" },
    /* full-width and ideographic forms of letters and dots */
    { "ａｃｍｅ．ｄｏｍｏ．ｃｏｍ", "acme.domo.com", "acme" },
    { "acme。domo｡com", "acme.domo.com", "acme" },
    { "ac\u00adme", "acme.domo.com", "acme" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), TRUE);
}

static void
test_asked_about (void)
{
  static const Row rows[] = {
    { "data.acme.com", "data.acme.com", "data.acme.com" },
    { "https://Data.Acme.com/page/1", "data.acme.com", "data.acme.com" },
    { "acme.domo.com.evil.example", "acme.domo.com.evil.example", "acme.domo.com.evil.example" },
    { "evildomo.com", "evildomo.com", "evildomo.com" },
    { "acme.evildomo.com", "acme.evildomo.com", "acme.evildomo.com" },
    { "acme.domo.co", "acme.domo.co", "acme.domo.co" },
    { "acme.dоmo.com", "acme.xn--dmo-sed.com", "acme.xn--dmo-sed.com" },
    { "domo.com.localhost", "domo.com.localhost", "domo.com.localhost" },
    { "localhost.evil.example", "localhost.evil.example", "localhost.evil.example" },
    { "localhost.localdomain", "localhost.localdomain", "localhost.localdomain" },
    { "127.0.0.1.evil.example", "127.0.0.1.evil.example", "127.0.0.1.evil.example" },
    { "acme\u2024domo", "acme.domo", "acme.domo" },
    { "192.168.1.7", "192.168.1.7", "192.168.1.7" },
    { "0.0.0.0", "0.0.0.0", "0.0.0.0" },
    { "128.0.0.1", "128.0.0.1", "128.0.0.1" },
    { "https://8.8.8.8/x", "8.8.8.8", "8.8.8.8" },
    { "[2001:DB8::1]", "[2001:db8::1]", "[2001:db8::1]" },
    { "https://[::2]/", "[::2]", "[::2]" },
    { "[::]", "[::]", "[::]" },
    { "[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), FALSE);
}

static void
test_loopback (void)
{
  static const struct {
    const char *text;
    const char *uri;
  } rows[] = {
    { "127.0.0.1", "http://127.0.0.1" },
    { "127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.0.0.1:8080/page/1?x#y", "http://127.0.0.1:8080" },
    { "HTTP://127.0.0.1:0080/", "http://127.0.0.1:80" },
    { "https://127.0.0.1:8443", "https://127.0.0.1:8443" },
    { "127.255.255.254:1", "http://127.255.255.254:1" },
    { "localhost", "http://localhost" },
    { "LocalHost:65535", "http://localhost:65535" },
    { "localhost.:8080", "http://localhost:8080" },
    { "localhost/x", "http://localhost" },
    { "https://localhost/", "https://localhost" },
    { "[::1]", "http://[::1]" },
    { "[::1]:8080", "http://[::1]:8080" },
    { "http://[::1]:8080/", "http://[::1]:8080" },
    { "https://[0:0:0:0:0:0:0:1]:8080/", "https://[::1]:8080" },
    { "１２７．０．０．１:8080", "http://127.0.0.1:8080" },
    { " 127.0.0.1:8080 ", "http://127.0.0.1:8080" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DomoInstance) instance = domo_instance_new (rows[i].text, &error);
    const char *host = strstr (rows[i].uri, "://") + 3;

    g_test_message ("“%s”", rows[i].text);
    g_assert_no_error (error);
    g_assert_cmpstr (domo_instance_get_product_uri (instance), ==, rows[i].uri);
    g_assert_cmpstr (domo_instance_get_platform_uri (instance), ==, rows[i].uri);
    g_assert_cmpstr (domo_instance_get_host (instance), ==, host);
    g_assert_cmpstr (domo_instance_get_name (instance), ==, host);
    g_assert_true (domo_instance_is_loopback (instance));
    g_assert_true (domo_instance_is_known (instance));
  }
}

static void
assert_refused (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DomoInstance) instance = domo_instance_new (text, &error);

  g_test_message ("“%s”", text);
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INPUT);
  g_assert_null (instance);
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    /* nothing */
    "",
    " \t\n",
    "\u200b\ufeff",
    ".",
    "..",
    "https://",
    "https:///",
    "https:///acme",
    "/",
    "?",
    "#",
    /* not one host */
    "a b",
    "acme evil.domo.com",
    "acme\nevil",
    "acme\t.domo.com",
    "acme,evil",
    "acme\\evil",
    "https://acme.domo.com\\@evil.example",
    "acme;x",
    "acme_x",
    "acme!",
    "acme*",
    "(acme)",
    "<acme>",
    "%61cme",
    "acme%2ecom",
    "acme\x01",
    "acme\x7f.domo.com",
    /* a path after a bare name */
    "acme/evil",
    "acme/",
    "acme?x",
    "acme#x",
    "https://acme/evil",
    "//acme.domo.com",
    /* a user name */
    "user@host",
    "jae@acme.com",
    "https://user@acme.domo.com",
    "https://user:secret@acme.domo.com/",
    "acme.domo.com@evil.example",
    "127.0.0.1@evil.example",
    "http://127.0.0.1:80@evil.example/",
    /* ports */
    "acme:80:80",
    "acme:80",
    "acme.domo.com:443",
    "https://acme.domo.com:8443/",
    "data.acme.com:443",
    "192.168.1.7:8080",
    "[2001:db8::1]:443",
    "acme:",
    "127.0.0.1:",
    "127.0.0.1:0",
    "127.0.0.1:65536",
    "127.0.0.1:-1",
    "127.0.0.1:+80",
    "127.0.0.1: 80",
    "127.0.0.1:80x",
    "127.0.0.1:99999999999999999999",
    "127.0.0.1:8080:8080",
    /* schemes */
    "http://acme.domo.com",
    "http://acme",
    "http://acme.domo.com/",
    "http://192.168.1.7/",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://[::2]/",
    "ftp://acme.domo.com/",
    "file:///etc/passwd",
    "javascript://acme.domo.com/",
    "https:acme.domo.com",
    "https:/acme.domo.com",
    "://acme.domo.com",
    "https://https://acme.domo.com",
    /* labels */
    ".acme",
    ".acme.domo.com",
    "acme..com",
    "acme.domo.com..",
    "-acme",
    "acme-",
    "acme.-domo.com",
    /* what resolvers take for an address and people do not */
    "127.1",
    "127.0.1",
    "127.0.0.1.1",
    "127.0.0.256",
    "127.0.0.01",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f.1",
    "127.0.0.0x1",
    "acme.1",
    "acme.0x",
    "1.2.3.4.5",
    "http://2130706433/",
    "http://127.1/",
    /* broken or unusual IPv6 */
    "::1",
    "[::1",
    "[]",
    "[::1]x",
    "[::1]x:80",
    "[::1%lo]",
    "[127.0.0.1]",
    "[acme]",
    "[::1]:",
    "acme[::1]",
    /* forms that become a slash or an at sign */
    "acme／evil.domo.com",
    "user＠host",
    "acme：80",
    "acme℀b",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (rows[i]);
}

static void
test_not_utf8 (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (domo_instance_new ("acm\xe9", &error));
  g_assert_error (error, DOMO_ERROR, DOMO_ERROR_INPUT);
}

static char *
make_labels (guint count, guint length, const char *end)
{
  g_autofree char *label = g_strnfill (length, 'a');
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "." : "", label);
  return g_string_free (g_string_append (text, end), FALSE);
}

static void
test_length (void)
{
  static const struct {
    guint labels;
    guint length;
    const char *end;
    gboolean is_host;
  } rows[] = {
    { 1, 63, "", TRUE },           { 1, 64, "", FALSE },
    { 1, 64, ".domo.com", FALSE }, { 3, 63, ".domo.com", TRUE },
    { 50, 4, ".aa", TRUE },        { 50, 4, ".aaaa", FALSE }, /* 252 and 254 bytes */
    { 1, 100000, "", FALSE },      { 20000, 1, ".domo.com", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = make_labels (rows[i].labels, rows[i].length, rows[i].end);
    g_autoptr (DomoInstance) instance = domo_instance_new (text, NULL);

    g_test_message ("%u labels of %u bytes", rows[i].labels, rows[i].length);
    g_assert_cmpint (instance != NULL, ==, rows[i].is_host);
  }
}

/* A long path is no long host. */
static void
test_long_page (void)
{
  g_autofree char *tail = g_strnfill (10000, 'x');
  g_autofree char *text = g_strconcat ("https://acme.domo.com/", tail, NULL);
  g_autoptr (DomoInstance) instance = domo_instance_new (text, NULL);

  g_assert_cmpstr (domo_instance_get_host (instance), ==, "acme.domo.com");
}

/* What was typed may be a secret in the wrong field. */
static void
test_message_does_not_repeat (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (domo_instance_new ("hunter2 hunter2", &error));
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
test_equal (void)
{
  static const struct {
    const char *a;
    const char *b;
    gboolean expected;
  } rows[] = {
    { "acme", "https://ACME.domo.com/page/1", TRUE },
    { "localhost:8080", "http://localhost:8080/", TRUE },
    { "acme", "acme2", FALSE },
    { "acme.domo.com", "acme.domotech.io", FALSE },
    { "127.0.0.1:8080", "127.0.0.1:8081", FALSE },
    { "http://127.0.0.1:8080", "https://127.0.0.1:8080", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoInstance) a = domo_instance_new (rows[i].a, NULL);
    g_autoptr (DomoInstance) b = domo_instance_new (rows[i].b, NULL);

    g_test_message ("“%s” and “%s”", rows[i].a, rows[i].b);
    g_assert_cmpint (domo_instance_equal (a, b), ==, rows[i].expected);
  }
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, DOMO_TYPE_INSTANCE);
  g_value_take_boxed (&value, domo_instance_new ("acme", NULL));
  g_assert_cmpstr (domo_instance_get_name (g_value_get_boxed (&value)), ==, "acme");
}

/* The short form is read again as the same. */
static void
test_text (void)
{
  static const char *const rows[][2] = {
    { "https://acme.domo.com/page/1", "acme" },
    { "data.acme.com", "data.acme.com" },
    { "127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "https://localhost:1", "https://localhost:1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoInstance) instance = domo_instance_new (rows[i][0], NULL);
    g_autoptr (DomoInstance) again = domo_instance_new (domo_instance_get_text (instance), NULL);

    g_assert_cmpstr (domo_instance_get_text (instance), ==, rows[i][1]);
    g_assert_true (domo_instance_equal (instance, again));
  }
}

/* No answer turns a request to this computer. */
static void
test_named (void)
{
  static const char *const nobody[] = { NULL, "", "a b", "localhost", "127.0.0.1:80", "[::1]" };
  g_autoptr (DomoInstance) named = domo_instance_new_named ("acme.domo.com");

  g_assert_cmpstr (domo_instance_get_name (named), ==, "acme");
  for (gsize i = 0; i < G_N_ELEMENTS (nobody); i++)
    g_assert_null (domo_instance_new_named (nobody[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domo/instance/known", test_known);
  g_test_add_func ("/domo/instance/asked-about", test_asked_about);
  g_test_add_func ("/domo/instance/loopback", test_loopback);
  g_test_add_func ("/domo/instance/refused", test_refused);
  g_test_add_func ("/domo/instance/not-utf8", test_not_utf8);
  g_test_add_func ("/domo/instance/length", test_length);
  g_test_add_func ("/domo/instance/long-page", test_long_page);
  g_test_add_func ("/domo/instance/message-does-not-repeat", test_message_does_not_repeat);
  g_test_add_func ("/domo/instance/equal", test_equal);
  g_test_add_func ("/domo/instance/boxed", test_boxed);
  g_test_add_func ("/domo/instance/text", test_text);
  g_test_add_func ("/domo/instance/named", test_named);
  return g_test_run ();
}
