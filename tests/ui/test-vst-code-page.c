/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-code-page.h"

#include "domo-error.h"
#include "test-support.h"
#include "test-widgets.h"

#define ADDRESS "jae.wilson@acme.com"

typedef struct {
  GtkWindow *window;
  VstCodePage *page;
  GtkWidget *entry;
  guint submits;
  guint backs;
  guint cancels;
  VstAdvice *remedy; /* owned; what came with the last signal */
} Fixture;

static void
remedy_cb (VstCodePage *page, VstAdvice *advice, Fixture *fixture)
{
  g_set_object (&fixture->remedy, advice);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  VstCodePage *page = g_object_new (VST_TYPE_CODE_PAGE, NULL);

  fixture->page = page;
  g_signal_connect_swapped (page, "submit", G_CALLBACK (test_count_cb), &fixture->submits);
  g_signal_connect_swapped (page, "back", G_CALLBACK (test_count_cb), &fixture->backs);
  g_signal_connect_swapped (page, "cancel", G_CALLBACK (test_count_cb), &fixture->cancels);
  g_signal_connect (page, "remedy", G_CALLBACK (remedy_cb), fixture);
  fixture->entry = test_find (GTK_WIDGET (page), GTK_TYPE_ENTRY, NULL);
  vst_code_page_start (page, ADDRESS);
  fixture->window = test_window_new (GTK_WIDGET (page));
  vst_code_page_focus (page);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->remedy);
  g_clear_pointer (&fixture->window, gtk_window_destroy);
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  return test_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, label);
}

/* As a paste does: at once, at the end. */
static void
type (Fixture *fixture, const char *text)
{
  int position = gtk_entry_get_text_length (GTK_ENTRY (fixture->entry));

  gtk_editable_insert_text (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry)), text, -1,
                            &position);
}

static void
assert_code (Fixture *fixture, const char *expected)
{
  g_autoptr (DomoSecret) code = vst_code_page_dup_code (fixture->page);

  g_assert_cmpstr (domo_secret_get_text (code), ==, expected);
}

static VstAdvice *
make_advice (DomoError code, const char *function)
{
  g_autoptr (GError) error = domo_error_new (code, DOMO_REASON_NONE, NULL);

  domo_error_set_origin (error, function, "acme", "acme.domo.com");
  return vst_advice_new (error, DOMO_METHOD_PASSWORD, NULL);
}

static void
test_start (Fixture *fixture, gconstpointer unused)
{
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL,
                               "Domo also wants a one-time code for " ADDRESS "."));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), fixture->entry));
  g_assert_false (gtk_widget_is_sensitive (vst_code_page_get_default_button (fixture->page)));
}

static void
test_digits (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    const char *typed;
    const char *code;
    guint submits;
  } rows[] = {
    { "493", "493", 0 },
    { "4a9 3", "493", 0 },
    { "none", "", 0 },
    { "493017", "493017", 1 },
    { "493 017\n", "493017", 1 },
    { "Your code is 493-017.", "493017", 1 },
    { "49301788", "493017", 1 },
    { "４９３０１７", "493017", 1 },
    { "٤٩٣", "493", 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    vst_code_page_start (fixture->page, ADDRESS);
    fixture->submits = 0;
    type (fixture, rows[i].typed);
    assert_code (fixture, rows[i].code);
    g_assert_cmpuint (fixture->submits, ==, rows[i].submits);
    g_assert_cmpint (gtk_widget_is_sensitive (vst_code_page_get_default_button (fixture->page)), ==,
                     rows[i].submits > 0);
  }
}

static void
test_sixth_digit (Fixture *fixture, gconstpointer unused)
{
  const char *digits[] = { "4", "9", "3", "0", "1" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (digits); i++)
    type (fixture, digits[i]);
  g_assert_cmpuint (fixture->submits, ==, 0);
  type (fixture, "7");
  g_assert_cmpuint (fixture->submits, ==, 1);
  type (fixture, "8");
  assert_code (fixture, "493017");
  g_assert_cmpuint (fixture->submits, ==, 1);

  /* After a failure it can be sent once more. */
  g_signal_emit_by_name (vst_code_page_get_default_button (fixture->page), "clicked");
  g_assert_cmpuint (fixture->submits, ==, 2);
}

static void
test_paste_over (Fixture *fixture, gconstpointer unused)
{
  type (fixture, "12");
  type (fixture, "493017");
  assert_code (fixture, "493017");
}

static void
test_busy (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *cancel = find_button (fixture, "Cancel");

  g_assert_false (test_is_shown (cancel));
  type (fixture, "493017");
  vst_code_page_set_busy (fixture->page, "Asking acme.domo.com…");
  g_assert_true (test_is_shown (
      test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "Asking acme.domo.com…")));
  g_assert_false (gtk_widget_is_sensitive (fixture->entry));
  g_assert_true (gtk_widget_is_focus (cancel));
  g_assert_false (test_is_shown (find_button (fixture, "Continue")));

  vst_code_page_set_busy (fixture->page, "Waiting for acme.domo.com, 4\u00a0s…");
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL,
                               "Waiting for acme.domo.com, 4\u00a0s…"));
  g_signal_emit_by_name (cancel, "clicked");
  g_assert_cmpuint (fixture->cancels, ==, 1);

  vst_code_page_set_busy (fixture->page, NULL);
  g_assert_true (gtk_widget_is_sensitive (fixture->entry));
  g_assert_true (test_is_shown (find_button (fixture, "Continue")));
  assert_code (fixture, "493017");
  g_assert_cmpuint (fixture->submits, ==, 1);
}

static void
test_back (Fixture *fixture, gconstpointer unused)
{
  g_signal_emit_by_name (find_button (fixture, "Back"), "clicked");
  g_assert_cmpuint (fixture->backs, ==, 1);
}

static gboolean
is_marked (Fixture *fixture)
{
  return gtk_widget_has_css_class (fixture->entry, "error") ||
         gtk_widget_has_css_class (fixture->entry, "warning");
}

static gboolean
failure_is_shown (Fixture *fixture)
{
  GtkWidget *revealer = test_find (GTK_WIDGET (fixture->page), GTK_TYPE_REVEALER, NULL);

  return gtk_widget_get_visible (revealer) &&
         gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

static void
test_refused_code (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAdvice) advice = make_advice (DOMO_ERROR_INVALID_CREDENTIALS, "elevate");

  g_assert_false (failure_is_shown (fixture));
  type (fixture, "493017");
  vst_code_page_show_failure (fixture->page, advice);
  g_assert_true (failure_is_shown (fixture));
  g_assert_nonnull (
      test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "Domo Refused This Code"));
  g_assert_true (gtk_widget_has_css_class (fixture->entry, "error"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), fixture->entry));
  gtk_test_accessible_assert_property (fixture->entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Domo Refused This Code. It may have changed meanwhile. "
                                       "Take the next one, and check this computer’s clock.");

  g_signal_emit_by_name (find_button (fixture, "Try Again"), "clicked");
  assert_code (fixture, "");
  g_assert_false (failure_is_shown (fixture));
  g_assert_false (is_marked (fixture));
  g_assert_null (fixture->remedy);
}

static void
test_other_failure (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAdvice) advice = make_advice (DOMO_ERROR_SERVER, "elevate");

  type (fixture, "493017");
  vst_code_page_show_failure (fixture->page, advice);
  g_assert_false (is_marked (fixture));
  g_assert_true (gtk_widget_is_focus (find_button (fixture, "Try Again")));
  g_signal_emit_by_name (find_button (fixture, "Try Again"), "clicked");
  g_assert_true (fixture->remedy == advice);
  assert_code (fixture, "493017");
}

static void
test_start_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAdvice) advice = make_advice (DOMO_ERROR_INVALID_CREDENTIALS, "elevate");

  type (fixture, "493017");
  vst_code_page_show_failure (fixture->page, advice);
  vst_code_page_set_busy (fixture->page, "Asking acme.domo.com…");
  vst_code_page_start (fixture->page, "mateus.ribeiro@acme.com");
  assert_code (fixture, "");
  g_assert_false (failure_is_shown (fixture));
  g_assert_false (is_marked (fixture));
  g_assert_true (gtk_widget_is_sensitive (fixture->entry));
  g_assert_cmpuint (fixture->submits, ==, 1);
}

static void
test_goes_away (Fixture *fixture, gconstpointer unused)
{
  VstCodePage *page = g_object_ref (fixture->page);

  g_clear_pointer (&fixture->window, gtk_window_destroy);
  test_settle ();
  g_assert_finalize_object (page);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/code-page/start", test_start);
  add ("/code-page/digits", test_digits);
  add ("/code-page/sixth-digit", test_sixth_digit);
  add ("/code-page/paste-over", test_paste_over);
  add ("/code-page/busy", test_busy);
  add ("/code-page/back", test_back);
  add ("/code-page/refused-code", test_refused_code);
  add ("/code-page/other-failure", test_other_failure);
  add ("/code-page/start-over", test_start_over);
  add ("/code-page/goes-away", test_goes_away);
  return g_test_run ();
}
