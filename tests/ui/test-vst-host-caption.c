/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-host-caption.h"

static void
test_words (void)
{
  static const struct {
    DomoMethod method;
    const char *typed;
    gboolean is_practice;
    gboolean is_allowed;
    const char *markup;
    gboolean warns;
  } rows[] = {
    { DOMO_METHOD_PASSWORD, "", FALSE, FALSE,
      "Your password goes to the instance over TLS and nowhere else.", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, "", FALSE, FALSE,
      "Your token goes to the instance over TLS and nowhere else.", FALSE },
    { DOMO_METHOD_CLIENT, "", FALSE, FALSE,
      "The secret goes to api.domo.com over TLS and nowhere else. The answer names the instance.",
      FALSE },
    { DOMO_METHOD_PASSWORD, "acme", FALSE, FALSE,
      "Your password goes to <b>acme.domo.com</b> over TLS and nowhere else.", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, "acme", FALSE, FALSE,
      "Your token goes to <b>acme.domo.com</b> over TLS and nowhere else.", FALSE },
    { DOMO_METHOD_PASSWORD, "data.acme.com", FALSE, FALSE,
      "<b>data.acme.com</b> is not an address of Domo’s own. You are asked first.", TRUE },
    { DOMO_METHOD_PASSWORD, "data.acme.com", FALSE, TRUE,
      "Your password goes to <b>data.acme.com</b> over TLS and nowhere else.", FALSE },
    /* What a client's secret goes to is not what stands in a row that is hidden. */
    { DOMO_METHOD_CLIENT, "data.acme.com", FALSE, FALSE,
      "The secret goes to api.domo.com over TLS and nowhere else. The answer names the instance.",
      FALSE },
    { DOMO_METHOD_PASSWORD, "http://127.0.0.1", FALSE, FALSE,
      "Your password stays on this computer: <b>127.0.0.1</b>", FALSE },
    { DOMO_METHOD_CLIENT, "http://localhost:8080", FALSE, FALSE,
      "The secret stays on this computer: <b>localhost:8080</b>", FALSE },
    { DOMO_METHOD_ACCESS_TOKEN, "http://[::1]:80", FALSE, FALSE,
      "Your token stays on this computer: <b>[::1]:80</b>", FALSE },
    { DOMO_METHOD_PASSWORD, "data.acme.com", TRUE, FALSE,
      "Your password stays on this computer: <b>127.0.0.1</b>", FALSE },
    { DOMO_METHOD_CLIENT, "", TRUE, FALSE, "The secret stays on this computer: <b>127.0.0.1</b>",
      FALSE },
    { DOMO_METHOD_PASSWORD, "<b>&", FALSE, FALSE,
      "“&lt;b&gt;&amp;” is not an instance. Write acme or acme.domo.com.", TRUE },
    { DOMO_METHOD_PASSWORD, "a\u202eb", FALSE, FALSE,
      "“a␦b” is not an instance. Write acme or acme.domo.com.", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DomoInstance) instance = domo_instance_new (rows[i].typed, NULL);
    const VstHostCaption caption = {
      .method = rows[i].method,
      .typed = rows[i].typed,
      .is_invalid = !instance && *rows[i].typed,
      .instance = instance,
      .is_practice = rows[i].is_practice,
      .is_allowed = rows[i].is_allowed,
    };
    g_autofree char *markup = vst_host_caption_to_markup (&caption);

    g_assert_cmpstr (markup, ==, rows[i].markup);
    g_assert_cmpstr (vst_host_caption_get_icon_name (&caption), ==,
                     rows[i].warns ? "dialog-warning-symbolic" : "channel-secure-symbolic");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/host-caption/words", test_words);
  return g_test_run ();
}
