/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account-row.h"

#include "account-fixture.h"
#include "domo-error.h"
#include "test-input.h"
#include "test-widgets.h"
#include "vst-account-opener.h"

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)

#define LONG_NAME "Wolfeschlegelsteinhausenbergerdorff the Elder of the Lower Valley"

/* As in the list: a widget around the row has the focus and the name. */
typedef struct {
  GtkWindow *window;
  AdwClamp *clamp;
  GtkWidget *item;
  VstAccountRow *row;
} Fixture;

static void
set_width (Fixture *fixture, int width)
{
  adw_clamp_set_maximum_size (fixture->clamp, width);
  adw_clamp_set_tightening_threshold (fixture->clamp, width);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  fixture->row = VST_ACCOUNT_ROW (vst_account_row_new ());
  gtk_box_append (GTK_BOX (fixture->item), GTK_WIDGET (fixture->row));
  fixture->clamp = ADW_CLAMP (adw_clamp_new ());
  set_width (fixture, 320);
  adw_clamp_set_child (fixture->clamp, fixture->item);
  fixture->window = test_window_new (GTK_WIDGET (fixture->clamp));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gpointer row = fixture->row;

  g_object_add_weak_pointer (row, &row);
  gtk_window_destroy (fixture->window);
  test_settle ();
  g_assert_null (row);
}

/* ------------------------------------------------------------------------------------- accounts */

static VstAccount *
make_account (const char *name)
{
  g_autoptr (VstRecord) record = test_record ("a", DOMO_METHOD_PASSWORD, name, TEST_PAST);

  return vst_account_new (record);
}

static void
set_item (VstAccount *account, VstItemKind kind, gboolean is_locked)
{
  g_autoptr (VstItem) item = test_item (kind, vst_account_get_record (account), is_locked);

  vst_account_set_item (account, vst_item_kind_is_main (kind), item);
}

/* @left: milliseconds until the token ends, 0: not known */
static void
sign_in (VstAccount *account, gint64 left)
{
  gint64 now = g_get_real_time () / 1000;
  g_autoptr (VstSession) session =
      test_session (DOMO_METHOD_PASSWORD, "token-1", left != 0 ? now + left : 0);

  set_item (account, VST_ITEM_TOKEN, FALSE);
  vst_account_set_session (account, session);
}

static void
fail (VstAccount *account, GQuark domain, int code)
{
  g_autoptr (GError) error = domain == DOMO_ERROR
                                 ? domo_error_new ((DomoError)code, DOMO_REASON_NONE, NULL)
                                 : g_error_new_literal (domain, code, "words");

  vst_account_set_error (account, error);
}

static void
make_good (VstAccount *account)
{
  /* Half a minute more than it says. */
  sign_in (account, 7 * HOUR + 12 * MINUTE + MINUTE / 2);
}

static void
make_good_for_ever (VstAccount *account)
{
  VstRecordFields fields = *vst_record_get (vst_account_get_record (account));
  g_autoptr (VstRecord) record = NULL;

  fields.expires = 0;
  record = vst_record_new (&fields);
  vst_account_set_record (account, record);
  sign_in (account, 0);
}

static void
make_renewing (VstAccount *account)
{
  sign_in (account, HOUR);
  set_item (account, VST_ITEM_PASSWORD, FALSE);
}

static void
make_ending (VstAccount *account)
{
  sign_in (account, 9 * MINUTE + MINUTE / 2);
}

static void
make_ended (VstAccount *account)
{
  VstRecordFields fields = *vst_record_get (vst_account_get_record (account));
  g_autoptr (VstRecord) record = NULL;

  fields.expires = TEST_PAST;
  record = vst_record_new (&fields);
  vst_account_set_record (account, record);
  set_item (account, VST_ITEM_TOKEN, FALSE);
}

static void
make_refused (VstAccount *account)
{
  set_item (account, VST_ITEM_TOKEN, FALSE);
  fail (account, VST_OPEN_ERROR, VST_OPEN_ERROR_REFUSED);
}

static void
make_unreachable (VstAccount *account)
{
  set_item (account, VST_ITEM_TOKEN, FALSE);
  fail (account, DOMO_ERROR, DOMO_ERROR_TIMEOUT);
}

static void
make_another (VstAccount *account)
{
  g_autoptr (VstSession) other = test_session (DOMO_METHOD_PASSWORD, "token-2", TEST_FUTURE);

  set_item (account, VST_ITEM_TOKEN, FALSE);
  vst_account_set_other (account, other);
}

static void
make_busy (VstAccount *account)
{
  set_item (account, VST_ITEM_TOKEN, FALSE);
  vst_account_set_busy (account, TRUE);
}

static void
make_signed_out (VstAccount *account)
{
  set_item (account, VST_ITEM_ACCOUNT, FALSE);
}

static void
make_locked (VstAccount *account)
{
  set_item (account, VST_ITEM_TOKEN, TRUE);
}

static void
make_waiting (VstAccount *account)
{
  set_item (account, VST_ITEM_TOKEN, FALSE);
}

/* ------------------------------------------------------------------------------ what can be seen
 */

static gpointer
get_child (Fixture *fixture, const char *name)
{
  GObject *child =
      gtk_widget_get_template_child (GTK_WIDGET (fixture->row), VST_TYPE_ACCOUNT_ROW, name);

  g_assert_nonnull (child);
  return child;
}

/* '~' stands for a no-break space. */
static void
assert_label (Fixture *fixture, const char *name, const char *text)
{
  GtkWidget *label = get_child (fixture, name);
  g_auto (GStrv) parts = g_strsplit (text, "~", -1);
  g_autofree char *expected = g_strjoinv ("\u00a0", parts);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, expected);
  g_assert_true (test_is_shown (label));
}

/* @icon: (nullable): there is a spinner */
static void
assert_icon (Fixture *fixture, const char *icon)
{
  GtkImage *image = get_child (fixture, "state_icon");
  GtkSpinner *spinner = get_child (fixture, "state_spinner");

  g_assert_true (test_is_shown (GTK_WIDGET (image)) == (icon != NULL));
  g_assert_true (test_is_shown (GTK_WIDGET (spinner)) == (icon == NULL));
  g_assert_true (gtk_spinner_get_spinning (spinner) == (icon == NULL));
  if (icon)
    g_assert_cmpstr (gtk_image_get_icon_name (image), ==, icon);
}

/* One colour and no other. */
static void
assert_class (Fixture *fixture, const char *css_class)
{
  static const char *const classes[] = { "dim-label", "accent", "warning", "error", "success" };
  GtkWidget *box = get_child (fixture, "state_box");

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    g_assert_true (gtk_widget_has_css_class (box, classes[i]) ==
                   g_str_equal (classes[i], css_class));
  g_assert_true (gtk_widget_has_css_class (box, "state"));
}

/* What a screen reader says: no sign between the words that it would read out, or leave out. */
static void
assert_name (Fixture *fixture, const char *state)
{
  g_auto (GStrv) parts = g_strsplit (state, " · ", -1);
  g_auto (GStrv) spaces = NULL;
  g_autofree char *joined = g_strjoinv (", ", parts);
  g_autofree char *name = g_strconcat ("Jae Wilson, acme, Password, ", joined, NULL);
  g_autofree char *expected = NULL;

  spaces = g_strsplit (name, "~", -1);
  expected = g_strjoinv ("\u00a0", spaces);
  gtk_test_accessible_assert_property (fixture->item, GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
}

/* ---------------------------------------------------------------------------------- the states */

/* clang-format off: one state each */
static const struct {
  const char *name;
  void (*make) (VstAccount *account);
  const char *icon;
  const char *css_class;
  const char *text;
} states[] = {
  { "good", make_good, "object-select-symbolic", "dim-label", "Good · 7~h 12~min left" },
  { "good-for-ever", make_good_for_ever, "object-select-symbolic", "dim-label", "Good" },
  { "renews-itself", make_renewing, "object-select-symbolic", "dim-label", "Good · renews itself" },
  { "ends-soon", make_ending, "alarm-symbolic", "warning", "Good · ends in 9~min" },
  { "ended", make_ended, "vst-ended-symbolic", "warning", "Ended 17 Oct 2024, 06:27" },
  { "refused", make_refused, "dialog-error-symbolic", "error", "Refused · user name or password" },
  { "unreachable", make_unreachable, "vst-unreachable-symbolic", "warning",
    "Not reached · time-out" },
  { "another", make_another, "dialog-warning-symbolic", "error", "Answers as another person" },
  { "checking", make_busy, NULL, "dim-label", "Checking…" },
  { "signed-out", make_signed_out, "avatar-default-symbolic", "accent", "Sign in again" },
  { "locked", make_locked, "dialog-password-symbolic", "dim-label", "Keyring locked" },
  { "not-checked", make_waiting, "content-loading-symbolic", "dim-label", "Not checked yet" },
};
/* clang-format on */

static void
test_state (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (VstAccount) account = make_account ("Jae Wilson");

  states[i].make (account);
  vst_account_row_set_account (fixture->row, account);
  assert_label (fixture, "name", "Jae Wilson");
  assert_label (fixture, "place", "acme · Password");
  assert_label (fixture, "state", states[i].text);
  assert_icon (fixture, states[i].icon);
  assert_class (fixture, states[i].css_class);
  assert_name (fixture, states[i].text);
}

static void
test_follows (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) account = make_account ("Jae Wilson");
  g_autoptr (VstRecord) other = test_record ("a", DOMO_METHOD_PASSWORD, "Jo Winter", TEST_PAST);

  make_waiting (account);
  vst_account_row_set_account (fixture->row, account);
  vst_account_set_busy (account, TRUE);
  assert_label (fixture, "state", "Checking…");
  assert_icon (fixture, NULL);
  vst_account_set_busy (account, FALSE);
  make_refused (account);
  assert_icon (fixture, "dialog-error-symbolic");
  assert_class (fixture, "error");
  make_good (account);
  assert_class (fixture, "dim-label");
  assert_name (fixture, "Good · 7~h 12~min left");
  vst_account_set_record (account, other);
  assert_label (fixture, "name", "Jo Winter");
  g_assert_cmpstr (adw_avatar_get_text (get_child (fixture, "avatar")), ==, "Jo Winter");
}

static gboolean
is_followed (VstAccount *account)
{
  guint signal = g_signal_lookup ("changed", VST_TYPE_ACCOUNT);

  return g_signal_has_handler_pending (account, signal, 0, TRUE);
}

/* Rows are used again for other accounts. */
static void
test_lets_go (Fixture *fixture, gconstpointer unused)
{
  VstAccount *first = make_account ("Jae Wilson");
  VstAccount *second = make_account ("Jo Winter");

  make_good (first);
  make_good (second);
  vst_account_row_set_account (fixture->row, first);
  g_assert_true (vst_account_row_get_account (fixture->row) == first);
  vst_account_row_set_account (fixture->row, second);
  g_assert_false (is_followed (first));
  g_assert_true (is_followed (second));
  vst_account_set_busy (first, TRUE);
  assert_label (fixture, "name", "Jo Winter");
  assert_label (fixture, "state", "Good · 7~h 12~min left");
  g_assert_finalize_object (first);

  vst_account_row_set_account (fixture->row, NULL);
  g_assert_null (vst_account_row_get_account (fixture->row));
  g_assert_false (is_followed (second));
  g_assert_finalize_object (second);
}

/* A row that is thrown away with its account in it. */
static void
test_goes_with_account (Fixture *fixture, gconstpointer unused)
{
  VstAccount *account = make_account ("Jae Wilson");
  GtkWidget *row = g_object_ref_sink (vst_account_row_new ());

  make_good (account);
  vst_account_row_set_account (VST_ACCOUNT_ROW (row), account);
  gtk_box_append (GTK_BOX (fixture->item), row);
  test_settle ();
  gtk_box_remove (GTK_BOX (fixture->item), row);
  g_assert_finalize_object (row);
  g_assert_false (is_followed (account));
  g_assert_finalize_object (account);
}

/* ------------------------------------------------------------------------------------ the clock */

/* Whether it comes back by itself. */
static gboolean
has_timer (Fixture *fixture)
{
  return g_main_context_find_source_by_user_data (NULL, fixture->row) != NULL;
}

static void
test_timer (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) account = make_account ("Jae Wilson");

  make_good (account);
  gtk_widget_set_visible (fixture->item, FALSE);
  vst_account_row_set_account (fixture->row, account);
  g_assert_false (has_timer (fixture));
  gtk_widget_set_visible (fixture->item, TRUE);
  g_assert_true (has_timer (fixture));
  vst_account_set_busy (account, TRUE);
  g_assert_false (has_timer (fixture));
  vst_account_set_busy (account, FALSE);
  g_assert_true (has_timer (fixture));
  gtk_widget_set_visible (fixture->item, FALSE);
  g_assert_false (has_timer (fixture));
  make_ending (account);
  g_assert_false (has_timer (fixture));
  gtk_widget_set_visible (fixture->item, TRUE);
  g_assert_true (has_timer (fixture));
  vst_account_row_set_account (fixture->row, NULL);
  g_assert_false (has_timer (fixture));
}

static void
test_minimized (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) account = make_account ("Jae Wilson");

  make_good (account);
  vst_account_row_set_account (fixture->row, account);
  g_assert_true (has_timer (fixture));
  test_minimize (fixture->window);
  g_assert_cmpint (test_next_wakeup (), ==, -1);
  test_unminimize (fixture->window);
  g_assert_true (has_timer (fixture));
}

/* The last seconds run out while somebody looks on. */
static void
test_runs_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VstAccount) account = make_account ("Jae Wilson");
  GtkLabel *label = get_child (fixture, "state");

  sign_in (account, 1000);
  vst_account_row_set_account (fixture->row, account);
  assert_class (fixture, "warning");
  assert_label (fixture, "state", "Good · ends in 1~s");
  while (!g_str_has_prefix (gtk_label_get_text (label), "Ended today"))
    g_main_context_iteration (NULL, TRUE);
  assert_icon (fixture, "vst-ended-symbolic");
}

/* ------------------------------------------------------------------------------------ long words
 */

static gboolean
is_cut (Fixture *fixture, const char *name)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (get_child (fixture, name)));
}

static gboolean
has_tooltip (Fixture *fixture, const char *name)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  GtkWidget *label = get_child (fixture, name);
  gboolean result = FALSE;

  g_assert_true (gtk_widget_get_has_tooltip (label));
  g_signal_emit_by_name (label, "query-tooltip", 0, 0, FALSE, tooltip, &result);
  return result;
}

static void
test_long (Fixture *fixture, gconstpointer unused)
{
  static const char *const labels[] = { "name", "state" };
  g_autoptr (VstAccount) account = make_account (LONG_NAME);

  make_refused (account);
  set_width (fixture, 200);
  vst_account_row_set_account (fixture->row, account);
  test_input_wait_frame (fixture->item);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_assert_true (is_cut (fixture, labels[i]));
    g_assert_true (has_tooltip (fixture, labels[i]));
  }
  g_assert_false (has_tooltip (fixture, "place"));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->row)), ==, 200);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "/account-row/follows", test_follows },
    { "/account-row/lets-go", test_lets_go },
    { "/account-row/goes-with-account", test_goes_with_account },
    { "/account-row/timer", test_timer },
    { "/account-row/minimized", test_minimized },
    { "/account-row/runs-out", test_runs_out },
    { "/account-row/long", test_long },
  };

  g_setenv ("TZ", "UTC", TRUE);
  test_widgets_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *path = g_strconcat ("/account-row/state/", states[i].name, NULL);

    g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_state, tear_down);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
