/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-failure-card.h"

#include <string.h>

#include "domo-error.h"
#include "test-widgets.h"

typedef struct {
  GtkWindow *window;
  GtkWidget *card;
  guint remedies;
  guint copies;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->card = vst_failure_card_new ();
  g_signal_connect_swapped (fixture->card, "remedy", G_CALLBACK (test_count_cb),
                            &fixture->remedies);
  g_signal_connect_swapped (fixture->card, "copied", G_CALLBACK (test_count_cb), &fixture->copies);
  gtk_box_append (GTK_BOX (box), fixture->card);
  fixture->window = test_window_new (box);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
}

static void
fail (Fixture *fixture, DomoError code, const char *message, guint retry_after)
{
  g_autoptr (GError) error = domo_error_new (code, DOMO_REASON_NONE, message);
  g_autoptr (VstAdvice) advice = NULL;

  domo_error_set_origin (error, "get_full_auth", "acme", "acme.domo.com");
  domo_error_set_status (error, 200);
  domo_error_set_retry_after (error, retry_after);
  advice = vst_advice_new (error, DOMO_METHOD_PASSWORD, NULL);
  vst_failure_card_set_advice (VST_FAILURE_CARD (fixture->card), advice);
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  return test_find (fixture->card, GTK_TYPE_BUTTON, label);
}

static GtkWidget *
find_details (Fixture *fixture)
{
  return test_find (fixture->card, GTK_TYPE_TOGGLE_BUTTON, NULL);
}

static GtkWidget *
find_words (Fixture *fixture, const char *words)
{
  return test_find (fixture->card, GTK_TYPE_LABEL, words);
}

static void
press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The tint, the icon and the title say the same, and nothing stays of the failure before. */
static void
test_kinds (Fixture *fixture, gconstpointer unused)
{
  static const struct {
    DomoError code;
    const char *css_class;
    const char *title;
    const char *button; /* NULL: there is none */
  } rows[] = {
    { DOMO_ERROR_INVALID_CREDENTIALS, "refused", "Domo Refused This User Name or Password",
      "Open Password Page" },
    { DOMO_ERROR_SERVER, "blocked", "Domo Has Trouble", "Try Again" },
    { DOMO_ERROR_INPUT, "step", "This Cannot Be Used as It Is", NULL },
    { DOMO_ERROR_ACCOUNT_LOCKED, "refused", "Domo Has Locked This Account", "Copy Request" },
  };
  static const char *const classes[] = { "refused", "blocked", "step" };
  gsize i, j;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    fail (fixture, rows[i].code, NULL, 0);
    g_assert_true (test_is_shown (find_words (fixture, rows[i].title)));
    for (j = 0; j < G_N_ELEMENTS (classes); j++)
      g_assert_cmpint (gtk_widget_has_css_class (fixture->card, classes[j]), ==,
                       g_str_equal (classes[j], rows[i].css_class));
    if (rows[i].button)
      g_assert_true (test_is_shown (find_button (fixture, rows[i].button)));
    else
      g_assert_false (test_is_shown (find_button (fixture, "Try Again")));
  }
}

static void
test_remedy (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, DOMO_ERROR_INVALID_CREDENTIALS, NULL, 0);
  press (find_button (fixture, "Open Password Page"));
  g_assert_cmpuint (fixture->remedies, ==, 1);
  g_assert_cmpuint (fixture->copies, ==, 0);
}

static void
assert_copied (Fixture *fixture, const char *part)
{
  g_autofree char *text = test_clipboard_dup_text (gtk_widget_get_clipboard (fixture->card));

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, part));
  g_assert_cmpuint (fixture->copies, ==, 1);
  g_assert_cmpuint (fixture->remedies, ==, 0);
}

static void
test_copy_request (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, DOMO_ERROR_ACCOUNT_LOCKED, NULL, 0);
  press (find_button (fixture, "Copy Request"));
  assert_copied (fixture, "acme");
}

static void
test_copy_details (Fixture *fixture, gconstpointer as_remedy)
{
  fail (fixture, as_remedy ? DOMO_ERROR_AUTH : DOMO_ERROR_SERVER, "teapots only", 0);
  if (as_remedy)
    press (find_button (fixture, "Copy Details"));
  else
    gtk_widget_activate_action (fixture->card, "failure.copy-details", NULL);
  assert_copied (fixture, as_remedy ? "🛑  AuthError 🛑" : "🛑  ServerError 🛑");
}

static void
test_details (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *facts;

  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  facts = gtk_widget_get_first_child (
      gtk_revealer_get_child (test_find (fixture->card, GTK_TYPE_REVEALER, NULL)));
  g_assert_true (
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (facts)), "🛑  ServerError 🛑"));
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (facts)));
  g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_parent (facts)));

  press (find_details (fixture));
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_parent (facts)));

  /* The next failure is folded again. */
  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_details (fixture))));
}

/* What a server says is text, never markup. */
static void
test_no_markup (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, DOMO_ERROR_AUTH, "<b>bold</b> &amp;", 0);
  g_assert_nonnull (find_words (fixture, "Its words: “<b>bold</b> &amp;”."));
}

static void
test_waits (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button;

  fail (fixture, DOMO_ERROR_RATE_LIMITED, NULL, 3600);
  g_assert_nonnull (
      find_words (fixture, "Too many requests came from here. Try again in 60\u00a0min."));
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, "Try Again")));

  /* Nobody can take the focus that an insensitive button refuses. */
  vst_failure_card_focus (VST_FAILURE_CARD (fixture->card));
  g_assert_true (gtk_widget_is_focus (find_details (fixture)));

  fail (fixture, DOMO_ERROR_RATE_LIMITED, NULL, 1);
  button = find_button (fixture, "Try Again");
  g_assert_false (gtk_widget_is_sensitive (button));
  while (!gtk_widget_is_sensitive (button))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (find_words (fixture, "Too many requests came from here. Try again now."));

  /* Another failure does not wait. */
  fail (fixture, DOMO_ERROR_RATE_LIMITED, NULL, 3600);
  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture, "Try Again")));
}

/* Nobody counts for a window that is out of sight; who looks again can try again. */
static void
test_waits_minimized (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, DOMO_ERROR_RATE_LIMITED, NULL, 3600);
  g_assert_cmpint (test_next_wakeup (), >, 0);
  test_minimize (fixture->window);
  g_assert_cmpint (test_next_wakeup (), ==, -1);

  fail (fixture, DOMO_ERROR_RATE_LIMITED, NULL, 1);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  test_unminimize (fixture->window);
  while (!gtk_widget_is_sensitive (find_button (fixture, "Try Again")))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_focus (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button;

  fail (fixture, DOMO_ERROR_INVALID_CREDENTIALS, NULL, 0);
  vst_failure_card_focus (VST_FAILURE_CARD (fixture->card));
  button = find_button (fixture, "Open Password Page");
  g_assert_true (gtk_widget_is_focus (button));
  gtk_test_accessible_assert_property (
      button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "Domo Refused This User Name or Password. It does not say which of the two. Check both, and "
      "the Caps Lock key. Several wrong tries in a row lock the account.");

  fail (fixture, DOMO_ERROR_INPUT, NULL, 0);
  vst_failure_card_focus (VST_FAILURE_CARD (fixture->card));
  g_assert_true (gtk_widget_is_focus (find_details (fixture)));
}

/* What a screen reader was told of one failure is not said of the next. */
static void
test_no_old_description (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, DOMO_ERROR_INVALID_CREDENTIALS, NULL, 0);
  vst_failure_card_focus (VST_FAILURE_CARD (fixture->card));
  fail (fixture, DOMO_ERROR_INPUT, NULL, 0);
  vst_failure_card_focus (VST_FAILURE_CARD (fixture->card));
  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (find_details (fixture)),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_false (gtk_test_accessible_has_property (
      GTK_ACCESSIBLE (find_button (fixture, "Try Again")), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

/* Once on the card, whichever failure came before. */
static void
test_copy_details_once (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *small;

  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  small = find_button (fixture, "Copy Details");
  g_assert_true (gtk_widget_get_visible (small));
  fail (fixture, DOMO_ERROR_AUTH, NULL, 0);
  g_assert_true (find_button (fixture, "Copy Details") != small);
  g_assert_false (gtk_widget_get_visible (small));
  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  g_assert_true (gtk_widget_get_visible (small));
}

static void
test_screen_reader (Fixture *fixture, gconstpointer unused)
{
  gtk_test_accessible_assert_role (fixture->card, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_property (find_details (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Details");
}

static void
test_suggested (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button;

  fail (fixture, DOMO_ERROR_SERVER, NULL, 0);
  button = find_button (fixture, "Try Again");
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));
  vst_failure_card_set_suggested (VST_FAILURE_CARD (fixture->card), TRUE);
  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
  vst_failure_card_set_suggested (VST_FAILURE_CARD (fixture->card), FALSE);
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));
}

/* Also while it counts down. */
static void
test_goes_away (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card = g_object_ref (fixture->card);

  fail (fixture, DOMO_ERROR_RATE_LIMITED, NULL, 3600);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
  g_assert_finalize_object (card);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/failure-card/kinds", test_kinds, NULL);
  add ("/failure-card/remedy", test_remedy, NULL);
  add ("/failure-card/copy-request", test_copy_request, NULL);
  add ("/failure-card/copy-details/small-button", test_copy_details, NULL);
  add ("/failure-card/copy-details/remedy", test_copy_details, GINT_TO_POINTER (TRUE));
  add ("/failure-card/details", test_details, NULL);
  add ("/failure-card/no-markup", test_no_markup, NULL);
  add ("/failure-card/wait", test_waits, NULL);
  add ("/failure-card/wait-minimized", test_waits_minimized, NULL);
  add ("/failure-card/focus", test_focus, NULL);
  add ("/failure-card/no-old-description", test_no_old_description, NULL);
  add ("/failure-card/copy-details/once", test_copy_details_once, NULL);
  add ("/failure-card/screen-reader", test_screen_reader, NULL);
  add ("/failure-card/suggested", test_suggested, NULL);
  add ("/failure-card/goes-away", test_goes_away, NULL);
  return g_test_run ();
}
