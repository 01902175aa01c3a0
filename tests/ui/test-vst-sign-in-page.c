/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sign-in-page.h"

#include <string.h>

#include "test-window.h"
#include "vst-code-page.h"
#include "vst-failure-card.h"
#include "vst-settings.h"
#include "vst-sign-in-page.h"

#define FORM(fixture) (vst_window_get_sign_in_page ((fixture)->window))

static const char *const rows_of_form[] = {
  "instance_row",  "user_row",          "password_row",
  "client_id_row", "client_secret_row", "access_token_row"
};

/* The class of the mark of a row: "error", "warning" or none. */
static const char *
get_mark (TestWindow *fixture, const char *row)
{
  if (gtk_widget_has_css_class (test_child (fixture, row), "error"))
    return "error";
  if (gtk_widget_has_css_class (test_child (fixture, row), "warning"))
    return "warning";
  return NULL;
}

/* All that is marked: "user_row password_row". */
static char *
dup_marked (TestWindow *fixture)
{
  g_autoptr (GStrvBuilder) marked = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows_of_form); i++)
    if (get_mark (fixture, rows_of_form[i]))
      g_strv_builder_add (marked, rows_of_form[i]);
  all = g_strv_builder_end (marked);
  return g_strjoinv (" ", all);
}

static void
assert_marked (TestWindow *fixture, const char *rows)
{
  g_autofree char *marked = dup_marked (fixture);

  g_assert_cmpstr (marked, ==, rows);
}

static GtkWidget *
get_card_button (TestWindow *fixture, const char *label)
{
  return test_find (test_child (fixture, "failure_card"), GTK_TYPE_BUTTON, label);
}

/* The form is there and waits for the person. */
static void
assert_form (TestWindow *fixture)
{
  g_assert_false (test_is_busy (fixture));
  g_assert_true (test_is_shown (test_child (fixture, "fields")));
  g_assert_true (gtk_widget_is_sensitive (test_child (fixture, "fields")));
  g_assert_true (gtk_widget_is_sensitive (test_child (fixture, "method_box")));
  g_assert_null (test_window_session (fixture));
}

/* ------------------------------------------------------------------------- the accounts to try */

static const char password_title[] = "Domo Refused This User Name or Password";

static void
test_accounts_that_work (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *name;
  } rows[] = {
    { "password", "Jae Wilson" },
    { "client", "Noor Haddad" },
    { "access-token", "Jae Wilson" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    test_sign_in (fixture, rows[i].id);
    g_assert_cmpstr (gtk_label_get_text (test_page_child (fixture, "display_name")), ==,
                     rows[i].name);
    gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
    assert_form (fixture);
  }
}

static void
test_accounts_that_fail (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *title;
    const char *button;
    const char *marked;
    const char *mark;
    const char *focus; /* NULL: the card's button */
  } rows[] = {
    { "wrong-password", password_title, "Open Password Page", "user_row password_row", "error",
      "password_row" },
    { "locked", "Domo Has Locked This Account", "Copy Request", "user_row", "error", "user_row" },
    { "no-instance", "There Is No Instance “practise”", "Open in Browser", "instance_row", "error",
      "instance_row" },
    { "blocked", "Your Address Is Not on the Allow List", "Copy Request", "", NULL, NULL },
    { "sso", "Domo Gave No Token", "Use Access Token", "", NULL, NULL },
    { "broken", "The Answer Was Cut Short", "Try Again", "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const VstPracticeAccount *account = test_account (rows[i].id);

    test_type_account (fixture, rows[i].id, NULL);
    test_submit (fixture);
    test_wait_idle (fixture);
    assert_form (fixture);
    test_assert_card (FORM (fixture), rows[i].title, rows[i].button);
    g_assert_false (test_is_shown (test_child (fixture, "hero")));

    assert_marked (fixture, rows[i].marked);
    if (rows[i].focus)
      g_assert_cmpstr (get_mark (fixture, rows[i].focus), ==, rows[i].mark);
    if (rows[i].focus)
      g_assert_true (test_has_focus (fixture, test_child (fixture, rows[i].focus)));
    else
      g_assert_true (test_has_focus (fixture, get_card_button (fixture, rows[i].button)));

    /* What was typed stays, except the password of a locked account. */
    g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, account->instance);
    g_assert_cmpstr (test_typed (fixture, "user_row"), ==, account->user_name);
    g_assert_cmpstr (test_typed (fixture, "password_row"), ==,
                     g_str_equal (rows[i].id, "locked") ? "" : account->secret);
  }
}

/* Title and remedy are read out with the field that has the focus, until it is mended. */
static void
test_description (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *text = vst_secret_row_get_text (test_child (fixture, "password_row"));

  test_type_account (fixture, "wrong-password", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_true (test_has_focus (fixture, text));
  gtk_test_accessible_assert_property (
      text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "Domo Refused This User Name or Password. It does not say which of the two. Check both, and "
      "the Caps Lock key. Several wrong tries in a row lock the account.");
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  test_type (fixture, "password_row", "another");
  assert_marked (fixture, "user_row");
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (text),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
test_refused_client (TestWindow *fixture, gconstpointer unused)
{
  test_type_account (fixture, "client", NULL);
  test_type (fixture, "client_secret_row", "not-the-secret");
  test_submit (fixture);
  test_wait_idle (fixture);
  test_assert_card (FORM (fixture), "Domo Refused This Client", "Enter Secret Again");
  assert_marked (fixture, "client_id_row client_secret_row");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "client_secret_row")));
  g_assert_cmpstr (test_typed (fixture, "client_secret_row"), ==, "not-the-secret");

  test_press (get_card_button (fixture, "Enter Secret Again"));
  test_assert_card (FORM (fixture), NULL, NULL);
  g_assert_cmpstr (test_typed (fixture, "client_secret_row"), ==, "");
  g_assert_cmpstr (test_typed (fixture, "client_id_row"), ==, test_account ("client")->user_name);
  g_assert_true (test_has_focus (fixture, test_child (fixture, "client_secret_row")));
  assert_marked (fixture, "");
}

static void
test_refused_token (TestWindow *fixture, gconstpointer unused)
{
  test_type_account (fixture, "access-token", NULL);
  test_type (fixture, "access_token_row", "DDCI0000");
  test_submit (fixture);
  test_wait_idle (fixture);
  test_assert_card (FORM (fixture), "Domo Refused This Access Token", "Open Access Tokens");
  assert_marked (fixture, "access_token_row");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "access_token_row")));
}

/* ------------------------------------------------------------------------------------ remedies */

static void
fail_with (TestWindow *fixture, const char *id)
{
  test_type_account (fixture, id, NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  assert_form (fixture);
  g_assert_true (test_is_shown (test_child (fixture, "failure_card")));
}

static void
test_try_again (TestWindow *fixture, gconstpointer unused)
{
  test_set_answer (fixture, VST_ROUTE_FULL_AUTH, 503, NULL);
  fail_with (fixture, "password");
  test_assert_card (FORM (fixture), "Domo Has Trouble", "Try Again");
  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, NULL);
  test_press (get_card_button (fixture, "Try Again"));
  g_assert_true (test_is_busy (fixture));
  test_assert_card (FORM (fixture), NULL, NULL);
  test_wait_idle (fixture);
  g_assert_nonnull (test_window_session (fixture));
}

static void
test_use_access_token (TestWindow *fixture, gconstpointer unused)
{
  fail_with (fixture, "sso");
  test_press (get_card_button (fixture, "Use Access Token"));
  test_assert_card (FORM (fixture), NULL, NULL);
  g_assert_true (gtk_toggle_button_get_active (test_child (fixture, "token_button")));
  g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "practice-sso");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "access_token_row")));
}

/* A bearer token pasted as an access token: nothing is sent. */
static void
test_use_password (TestWindow *fixture, gconstpointer unused)
{
  test_type_account (fixture, "access-token", NULL);
  test_type (fixture, "access_token_row", "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjF9.c2ln");
  test_submit (fixture);
  test_wait_idle (fixture);
  test_assert_card (FORM (fixture), "Another Kind of Token Is Needed", "Use Password");
  assert_marked (fixture, "access_token_row");
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);

  test_press (get_card_button (fixture, "Use Password"));
  g_assert_true (gtk_toggle_button_get_active (test_child (fixture, "password_button")));
  g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "practice");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "user_row")));
}

static void
test_use_instance (TestWindow *fixture, gconstpointer unused)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER,
                           .status = 302,
                           .header_name = "Location",
                           .header_value = "https://other.domo.com/auth/index" };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
  fail_with (fixture, "password");
  test_assert_card (FORM (fixture), "Domo Points to Another Address", "Use other.domo.com");
  g_assert_cmpstr (get_mark (fixture, "instance_row"), ==, "warning");
  g_assert_true (test_has_focus (fixture, test_child (fixture, "instance_row")));
  vst_practice_forget_requests (fixture->practice);

  test_press (get_card_button (fixture, "Use other.domo.com"));
  g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "other.domo.com");
  g_assert_false (test_is_busy (fixture));
  test_assert_card (FORM (fixture), NULL, NULL);
  assert_marked (fixture, "");
  test_settle ();
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

static void
test_copy_request (TestWindow *fixture, gconstpointer unused)
{
  fail_with (fixture, "locked");
  test_press (get_card_button (fixture, "Copy Request"));
  test_assert_clipboard (fixture, "Domo has locked my account at practice. Could you unlock it?");
  test_assert_card (FORM (fixture), "Domo Has Locked This Account", NULL);

  fail_with (fixture, "blocked");
  test_press (get_card_button (fixture, "Copy Request"));
  test_assert_clipboard (fixture, "203.0.113.7");
}

static void
test_copy_details (TestWindow *fixture, gconstpointer unused)
{
  test_set_answer (fixture, VST_ROUTE_FULL_AUTH, 200,
                   "{\"success\":false,\"reason\":\"TERMS_NOT_ACCEPTED\"}");
  fail_with (fixture, "password");
  test_assert_card (FORM (fixture), "Domo Refused the Sign-In", "Copy Details");
  test_assert_card (FORM (fixture), "Its words: “TERMS_NOT_ACCEPTED”.", NULL);
  test_press (get_card_button (fixture, "Copy Details"));
  test_assert_clipboard (fixture, "🛑  AuthError 🛑 - function: get_full_auth || status 200 || "
                                  "TERMS_NOT_ACCEPTED at practice");
}

static void
test_pause (TestWindow *fixture, gconstpointer unused)
{
  const VstFault fault = {
    .kind = VST_FAULT_ANSWER, .status = 429, .header_name = "Retry-After", .header_value = "43"
  };

  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, &fault);
  fail_with (fixture, "password");
  test_assert_card (FORM (fixture), "Domo Asks for a Pause", "Try Again");
  g_assert_false (gtk_widget_is_sensitive (get_card_button (fixture, "Try Again")));
}

/* ------------------------------------------------------------------------------- the browser */

/* A browser that writes down where it was sent. */
static char *
install_browser (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *entry = g_build_filename (folder, "test-browser.desktop", NULL);
  g_autofree char *list = g_build_filename (folder, "mimeapps.list", NULL);
  g_autofree char *script = g_build_filename (test_temp_dir (), "browser", NULL);
  char *visited = g_build_filename (test_temp_dir (), "visited", NULL);
  g_autofree char *code = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" >%s.new && mv %s.new %s\n",
                                           visited, visited, visited);
  g_autofree char *text =
      g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test\nExec=%s %%u\n"
                       "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
                       script);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (script, code, -1, 0, 0700, NULL));
  g_assert_true (g_file_set_contents (entry, text, -1, NULL));
  g_assert_true (g_file_set_contents (
      list, "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n", -1, NULL));
  return visited;
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_browser (TestWindow *fixture, gconstpointer unused)
{
  static const struct {
    const char *id;
    const char *secret; /* NULL: its own */
    const char *button;
    const char *path;
  } rows[] = {
    { "wrong-password", NULL, "Open Password Page", "/auth/index?domoManualLogin=true" },
    { "no-instance", NULL, "Open in Browser", "/" },
    { "access-token", "DDCI0000", "Open Access Tokens", "/admin/security/accesstokens" },
  };
  g_autofree char *visited = install_browser ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *expected =
        g_strconcat (vst_practice_get_uri (fixture->practice), rows[i].path, NULL);
    g_autofree char *uri = NULL;

    test_type_account (fixture, rows[i].id, NULL);
    if (rows[i].secret)
      test_type (fixture, "access_token_row", rows[i].secret);
    test_submit (fixture);
    test_wait_idle (fixture);
    test_press (get_card_button (fixture, rows[i].button));
    test_until (is_there, visited);
    g_assert_true (g_file_get_contents (visited, &uri, NULL, NULL));
    if (g_str_equal (rows[i].path, "/"))
      g_assert_true (g_str_has_prefix (expected, uri));
    else
      g_assert_cmpstr (uri, ==, expected);
    remove (visited);
    assert_form (fixture);
  }
}

/* ------------------------------------------------------------------------- what the form says */

/* What is said of the host at each keystroke, and whether it can be sent. */
static void
test_caption (TestWindow *fixture, gconstpointer unused)
{
  static const char goes_to[] = "Your password goes to %s over TLS and nowhere else.";
  static const struct {
    const char *typed;
    const char *host; /* in the sentence above, else NULL */
    const char *words;
    gboolean ready;
  } rows[] = {
    { "", NULL, "Your password goes to the instance over TLS and nowhere else.", FALSE },
    { "a", "a.domo.com", NULL, TRUE },
    { "ac", "ac.domo.com", NULL, TRUE },
    { "acm", "acm.domo.com", NULL, TRUE },
    { "acme", "acme.domo.com", NULL, TRUE },
    { "acme/e", NULL, "“acme/e” is not an instance. Write acme or acme.domo.com.", FALSE },
    { "acme/evil", NULL, "“acme/evil” is not an instance. Write acme or acme.domo.com.", FALSE },
    { "ACME", "acme.domo.com", NULL, TRUE },
    { " acme\n", "acme.domo.com", NULL, TRUE },
    { "https://acme.domo.com/page/-100000?userId=1#x", "acme.domo.com", NULL, TRUE },
    { "acme.demo.domo.com", "acme.demo.domo.com", NULL, TRUE },
    { "acme.domotech.io", "acme.domotech.io", NULL, TRUE },
    { "data.acme.com", NULL, "data.acme.com is not an address of Domo’s own. You are asked first.",
      TRUE },
    { "acme.domo.com.evil.example", NULL,
      "acme.domo.com.evil.example is not an address of Domo’s own. You are asked first.", TRUE },
    { "<b>&", NULL, "“<b>&” is not an instance. Write acme or acme.domo.com.", FALSE },
    { "user@host", NULL, "“user@host” is not an instance. Write acme or acme.domo.com.", FALSE },
    { "http://127.0.0.1:8080", NULL, "Your password stays on this computer: 127.0.0.1:8080", TRUE },
  };
  GtkLabel *label = test_child (fixture, "host_label");
  GtkWidget *button = test_child (fixture, "sign_in_button");

  test_type (fixture, "user_row", "jae.wilson@acme.com");
  test_type (fixture, "password_row", "x");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) parts = g_strsplit (goes_to, "%s", 2);
    g_autofree char *words = rows[i].host ? g_strjoinv (rows[i].host, parts) : NULL;

    test_type (fixture, "instance_row", rows[i].typed);
    g_assert_cmpstr (gtk_label_get_text (label), ==, words ? words : rows[i].words);
    g_assert_cmpint (gtk_widget_is_sensitive (button), ==, rows[i].ready);
    g_assert_cmpstr (get_mark (fixture, "instance_row"), ==,
                     !rows[i].ready && *rows[i].typed ? "error" : NULL);
  }
}

static void
test_ready (TestWindow *fixture, gconstpointer unused)
{
  static const char *const password[] = { "instance_row", "user_row", "password_row", NULL };
  static const char *const client[] = { "client_id_row", "client_secret_row", NULL };
  static const char *const token[] = { "instance_row", "access_token_row", NULL };
  static const char *const *const all[] = { [DOMO_METHOD_PASSWORD] = password,
                                            [DOMO_METHOD_CLIENT] = client,
                                            [DOMO_METHOD_ACCESS_TOKEN] = token };
  GtkWidget *button = test_child (fixture, "sign_in_button");

  for (gsize method = 0; method < G_N_ELEMENTS (all); method++) {
    for (gsize i = 0; i < G_N_ELEMENTS (rows_of_form); i++)
      test_type (fixture, rows_of_form[i], "");
    test_choose (fixture, (DomoMethod)method);
    for (gsize i = 0; i < G_N_ELEMENTS (rows_of_form); i++)
      g_assert_cmpint (gtk_widget_get_visible (test_child (fixture, rows_of_form[i])), ==,
                       g_strv_contains (all[method], rows_of_form[i]));
    for (gsize i = 0; all[method][i]; i++) {
      g_assert_false (gtk_widget_is_sensitive (button));
      test_submit (fixture);
      g_assert_false (test_is_busy (fixture));
      test_type (fixture, all[method][i], "acme");
    }
    g_assert_true (gtk_widget_is_sensitive (button));
  }
}

/* What is typed stays when the way in is switched; the focus begins in the first empty row. */
static void
test_switch (TestWindow *fixture, gconstpointer unused)
{
  g_assert_true (test_has_focus (fixture, test_child (fixture, "instance_row")));
  test_type (fixture, "instance_row", "acme");
  test_type (fixture, "user_row", "jae");
  test_type (fixture, "password_row", "secret");
  test_choose (fixture, DOMO_METHOD_CLIENT);
  g_assert_cmpstr (
      gtk_label_get_text (test_child (fixture, "host_label")), ==,
      "The secret goes to api.domo.com over TLS and nowhere else. The answer names the "
      "instance.");
  test_choose (fixture, DOMO_METHOD_ACCESS_TOKEN);
  g_assert_cmpstr (gtk_label_get_text (test_child (fixture, "host_label")), ==,
                   "Your token goes to acme.domo.com over TLS and nowhere else.");
  test_choose (fixture, DOMO_METHOD_PASSWORD);
  g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, "acme");
  g_assert_cmpstr (test_typed (fixture, "user_row"), ==, "jae");
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, "secret");
}

static void
test_radios (TestWindow *fixture, gconstpointer unused)
{
  static const char *const buttons[] = { "password_button", "client_button", "token_button" };

  static const DomoMethod order[] = { DOMO_METHOD_CLIENT, DOMO_METHOD_ACCESS_TOKEN,
                                      DOMO_METHOD_PASSWORD };

  for (gsize n = 0; n < G_N_ELEMENTS (order); n++) {
    test_choose (fixture, order[n]);
    for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++) {
      GtkAccessible *button = test_child (fixture, buttons[i]);

      gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_RADIO);
      /* What the interface file said at first has another type there. */
      if (n > 0)
        gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_CHECKED,
                                          i == order[n] ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                        : GTK_ACCESSIBLE_TRISTATE_FALSE);
    }
  }
}

/* A test server's address keeps its row with a client, and is asked in place of api.domo.com. */
static void
test_loopback_client (TestWindow *fixture, gconstpointer unused)
{
  const char *uri = vst_practice_get_uri (fixture->practice);
  g_autofree char *words =
      g_strdup_printf ("The secret stays on this computer: %s", uri + strlen ("http://"));

  test_type_account (fixture, "client", uri);
  g_assert_true (test_is_shown (test_child (fixture, "instance_row")));
  g_assert_cmpstr (gtk_label_get_text (test_child (fixture, "host_label")), ==, words);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_nonnull (test_window_session (fixture));
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_DEVELOPER_AUTH), ==, 1);
}

/* White space around names is no part of them; that around a secret may be. */
static void
test_stripped (TestWindow *fixture, gconstpointer unused)
{
  const VstPracticeAccount *account = test_account ("password");
  g_autofree char *padded = g_strdup_printf ("  %s ", account->user_name);

  test_type_account (fixture, "password", NULL);
  test_type (fixture, "user_row", padded);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_nonnull (test_window_session (fixture));
}

/* ------------------------------------------------------------------------------ unknown hosts */

static GtkWidget *
find_question (TestWindow *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
      return window;
  }
  return NULL;
}

static void
type_for_unknown_host (TestWindow *fixture)
{
  g_autoptr (GNetworkMonitor) monitor = test_network_monitor_new (TRUE);

  domo_client_set_network_monitor (fixture->client, monitor);
  test_name_server_set ("data.acme.com", TEST_NAME_NOT_FOUND);
  test_type_account (fixture, "password", "data.acme.com");
}

static void
answer_question (TestWindow *fixture, const char *label)
{
  GtkWidget *question = find_question (fixture);

  g_assert_nonnull (question);
  test_press_label (question, label);
  test_settle ();
  g_assert_null (find_question (fixture));
}

static void
test_unknown_host (TestWindow *fixture, gconstpointer unused)
{
  guint asked = test_name_server_count ();
  GtkWidget *question;

  type_for_unknown_host (fixture);
  asked = test_name_server_count ();
  test_submit (fixture);
  question = find_question (fixture);
  g_assert_nonnull (question);
  g_assert_nonnull (test_find (question, GTK_TYPE_LABEL, "Send Your Password to This Host?"));
  g_assert_nonnull (
      test_find (question, GTK_TYPE_LABEL,
                 "data.acme.com is not an address of Domo’s own. Go on only if your company gave "
                 "you this address for Domo. You are asked once."));
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (question)), ==,
                   "cancel");
  g_assert_false (test_is_busy (fixture));
  test_settle ();
  g_assert_cmpuint (test_name_server_count (), ==, asked);

  answer_question (fixture, "Cancel");
  assert_form (fixture);
  test_assert_card (FORM (fixture), NULL, NULL);
  g_assert_cmpuint (test_name_server_count (), ==, asked);
  g_assert_false (vst_settings_is_allowed (fixture->settings, "data.acme.com"));
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, test_account ("password")->secret);

  /* Cancel is not remembered. */
  test_submit (fixture);
  g_assert_nonnull (find_question (fixture));
  answer_question (fixture, "Send and Remember");
  test_wait_idle (fixture);
  g_assert_cmpuint (test_name_server_count (), >, asked);
  g_assert_true (vst_settings_is_allowed (fixture->settings, "data.acme.com"));
  test_assert_card (FORM (fixture), "There Is No Host “data.acme.com”", "Try Again");
  g_assert_cmpstr (get_mark (fixture, "instance_row"), ==, "warning");

  /* From now on it is not asked about, and said so. */
  g_assert_cmpstr (gtk_label_get_text (test_child (fixture, "host_label")), ==,
                   "Your password goes to data.acme.com over TLS and nowhere else.");
  test_submit (fixture);
  g_assert_null (find_question (fixture));
  test_wait_idle (fixture);
  test_name_server_reset ();
}

/* Closed by the window manager or with the window: nothing is sent. */
static void
test_unknown_host_closed (TestWindow *fixture, gconstpointer unused)
{
  guint asked;

  type_for_unknown_host (fixture);
  asked = test_name_server_count ();
  test_submit (fixture);
  gtk_window_close (GTK_WINDOW (find_question (fixture)));
  test_settle ();
  assert_form (fixture);

  test_submit (fixture);
  g_assert_nonnull (find_question (fixture));
  test_window_close (fixture);
  g_assert_cmpuint (test_name_server_count (), ==, asked);
  g_assert_false (vst_settings_is_allowed (fixture->settings, "data.acme.com"));
  test_name_server_reset ();
}

static void
test_unknown_host_token (TestWindow *fixture, gconstpointer unused)
{
  test_type_account (fixture, "access-token", "data.acme.com");
  test_submit (fixture);
  g_assert_nonnull (
      test_find (find_question (fixture), GTK_TYPE_LABEL, "Send Your Token to This Host?"));
  answer_question (fixture, "Cancel");
}

/* ------------------------------------------------------------------------------ busy, cancel */

static void
press_escape (TestWindow *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
}

static gboolean
is_off_the_wire (gpointer practice)
{
  return vst_practice_count_open (practice) == 0;
}

static void
begin_silent (TestWindow *fixture)
{
  test_set_fault (fixture, VST_ROUTE_FULL_AUTH, VST_FAULT_SILENT);
  test_type_account (fixture, "password", NULL);
  test_submit (fixture);
  test_wait_requests (fixture, VST_ROUTE_FULL_AUTH, 1);
}

static void
test_busy (TestWindow *fixture, gconstpointer unused)
{
  begin_silent (fixture);
  g_assert_true (test_is_busy (fixture));
  g_assert_cmpstr (gtk_label_get_text (test_child (fixture, "busy_label")), ==,
                   "Asking 127.0.0.1…");
  g_assert_false (gtk_widget_is_sensitive (test_child (fixture, "fields")));
  g_assert_false (gtk_widget_is_sensitive (test_child (fixture, "method_box")));
  g_assert_false (test_is_shown (test_child (fixture, "sign_in_button")));
  g_assert_true (test_has_focus (
      fixture, test_find (test_child (fixture, "submit_stack"), GTK_TYPE_BUTTON, "Cancel")));

  /* One at a time, whatever is pressed. */
  gtk_widget_activate_action (GTK_WIDGET (FORM (fixture)), "sign-in.submit", NULL);
  test_submit (fixture);
  test_settle ();
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 1);
}

static void
assert_cancelled (TestWindow *fixture)
{
  /* At once, before the main loop turns. */
  assert_form (fixture);
  g_assert_true (test_has_focus (fixture, test_child (fixture, "sign_in_button")));
  test_until (is_off_the_wire, fixture->practice);
  test_settle ();
  assert_form (fixture);
  test_assert_card (FORM (fixture), NULL, NULL);
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, test_account ("password")->secret);

  /* And it can be tried again. */
  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_nonnull (test_window_session (fixture));
}

static void
test_cancel_button (TestWindow *fixture, gconstpointer unused)
{
  begin_silent (fixture);
  test_press_label (test_child (fixture, "submit_stack"), "Cancel");
  assert_cancelled (fixture);
}

static void
test_escape (TestWindow *fixture, gconstpointer unused)
{
  begin_silent (fixture);
  press_escape (fixture);
  assert_cancelled (fixture);
}

/* Cancelled and started again before the main loop turned: only the second run counts. */
static void
test_cancel_and_again (TestWindow *fixture, gconstpointer unused)
{
  begin_silent (fixture);
  vst_practice_set_fault (fixture->practice, VST_ROUTE_FULL_AUTH, NULL);
  press_escape (fixture);
  test_submit (fixture);
  g_assert_true (test_is_busy (fixture));
  test_wait_idle (fixture);
  test_assert_card (FORM (fixture), NULL, NULL);
  g_assert_nonnull (test_window_session (fixture));
}

/* Asking becomes waiting, however long the machine takes for it. */
static void
test_waiting (TestWindow *fixture, gconstpointer unused)
{
  GtkLabel *label = test_child (fixture, "busy_label");

  begin_silent (fixture);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "Asking 127.0.0.1…");
  while (g_str_equal (gtk_label_get_text (label), "Asking 127.0.0.1…"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "Waiting for 127.0.0.1, 4\u00a0s…");
  press_escape (fixture);
  assert_cancelled (fixture);
}

/* Nobody counts the seconds of a window that is out of sight. */
static void
test_waiting_minimized (TestWindow *fixture, gconstpointer unused)
{
  begin_silent (fixture);
  test_minimize (GTK_WINDOW (fixture->window));
  g_assert_cmpint ((guint)test_next_wakeup (), >, 1000);
  test_unminimize (GTK_WINDOW (fixture->window));
  press_escape (fixture);
  assert_cancelled (fixture);
}

/* An answer that takes its time is an answer. */
static void
test_slow (TestWindow *fixture, gconstpointer unused)
{
  test_type_account (fixture, "slow", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_cmpstr (gtk_label_get_text (test_page_child (fixture, "display_name")), ==,
                   "Hiroko Tanaka");
}

/* ------------------------------------------------------------------------------ one-time code */

static GtkWidget *
get_code_child (TestWindow *fixture, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (test_child (fixture, "code_page"), VST_TYPE_CODE_PAGE, name));
}

static void
begin_code (TestWindow *fixture)
{
  test_type_account (fixture, "code", NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_true (test_is_shown (test_child (fixture, "code_page")));
  g_assert_true (test_has_focus (fixture, get_code_child (fixture, "entry")));
  g_assert_nonnull (test_find (test_child (fixture, "code_page"), GTK_TYPE_LABEL,
                               "Domo also wants a one-time code for grace.okafor@acme.com."));
}

static void
type_code (TestWindow *fixture, const char *code)
{
  gtk_editable_set_text (GTK_EDITABLE (get_code_child (fixture, "entry")), code);
}

static void
test_code (TestWindow *fixture, gconstpointer unused)
{
  begin_code (fixture);
  type_code (fixture, "654321");
  g_assert_true (test_is_busy (fixture));
  test_wait_idle (fixture);
  test_assert_card (test_child (fixture, "code_page"), "Domo Refused This Code", "Try Again");
  g_assert_true (test_has_focus (fixture, get_code_child (fixture, "entry")));
  test_press_label (test_child (fixture, "code_page"), "Try Again");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_code_child (fixture, "entry"))), ==,
                   "");

  type_code (fixture, "123456");
  test_wait_idle (fixture);
  g_assert_cmpstr (gtk_label_get_text (test_page_child (fixture, "display_name")), ==,
                   "Grace Okafor");
  g_assert_cmpuint (test_practice_count (fixture->practice, VST_ROUTE_FULL_AUTH), ==, 1);

  /* Signed out, the form is there, not the code page; no digit is left. */
  gtk_widget_activate_action (test_page (fixture), "win.sign-out", NULL);
  assert_form (fixture);
}

static void
assert_left_code (TestWindow *fixture)
{
  assert_form (fixture);
  test_assert_card (FORM (fixture), NULL, NULL);
  g_assert_cmpstr (test_typed (fixture, "password_row"), ==, test_account ("code")->secret);
  g_assert_true (test_has_focus (fixture, test_child (fixture, "sign_in_button")));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (fixture->window)) ==
                 test_child (fixture, "sign_in_button"));
}

static void
test_code_back (TestWindow *fixture, gconstpointer unused)
{
  begin_code (fixture);
  test_press (get_code_child (fixture, "back_button"));
  assert_left_code (fixture);
}

static void
test_code_escape (TestWindow *fixture, gconstpointer unused)
{
  begin_code (fixture);
  press_escape (fixture);
  assert_left_code (fixture);
}

static void
test_code_cancel (TestWindow *fixture, gconstpointer unused)
{
  test_set_fault (fixture, VST_ROUTE_ELEVATE, VST_FAULT_SILENT);
  begin_code (fixture);
  type_code (fixture, "123456");
  test_wait_requests (fixture, VST_ROUTE_ELEVATE, 1);
  press_escape (fixture);
  g_assert_false (test_is_busy (fixture));
  g_assert_true (test_is_shown (test_child (fixture, "code_page")));
  g_assert_true (test_has_focus (fixture, get_code_child (fixture, "entry")));
  test_settle ();
  test_assert_card (test_child (fixture, "code_page"), NULL, NULL);

  vst_practice_set_fault (fixture->practice, VST_ROUTE_ELEVATE, NULL);
  test_submit (fixture);
  test_wait_idle (fixture);
  g_assert_nonnull (test_window_session (fixture));
}

static void
test_code_try_again (TestWindow *fixture, gconstpointer unused)
{
  begin_code (fixture);
  test_set_answer (fixture, VST_ROUTE_ELEVATE, 503, NULL);
  type_code (fixture, "123456");
  test_wait_idle (fixture);
  test_assert_card (test_child (fixture, "code_page"), "Domo Has Trouble", "Try Again");
  vst_practice_set_fault (fixture->practice, VST_ROUTE_ELEVATE, NULL);
  test_press_label (test_child (fixture, "code_page"), "Try Again");
  test_wait_idle (fixture);
  g_assert_nonnull (test_window_session (fixture));
}

/* ------------------------------------------------------------------------------ hostile texts */

static void
test_hostile_reason (TestWindow *fixture, gconstpointer unused)
{
  g_autofree char *long_text = g_strnfill (10000, 'x');
  g_autofree char *body = g_strdup_printf (
      "{\"success\":false,\"reason\":\"<b>bold</b> &amp; \\u202eevil %s\"}", long_text);
  g_autofree char *cut = NULL;
  g_autofree char *words = NULL;
  const char *start = "<b>bold</b> &amp; ␦evil ";

  test_set_answer (fixture, VST_ROUTE_FULL_AUTH, 200, body);
  fail_with (fixture, "password");
  long_text[500 - g_utf8_strlen (start, -1)] = '\0';
  cut = g_strconcat (start, long_text, NULL);
  for (int at = 498; at <= 500 && !words; at++) {
    g_autofree char *head = g_utf8_substring (cut, 0, at);
    g_autofree char *said = g_strdup_printf ("Its words: “%s…”.", head);

    if (test_find (test_child (fixture, "failure_card"), GTK_TYPE_LABEL, said))
      words = g_strdup (said);
  }
  g_assert_nonnull (words);
}

/* ------------------------------------------------------------------------- accounts to try */

static void
test_accounts_to_try (TestWindow *fixture, gconstpointer unused)
{
  gsize n_accounts;
  const VstPracticeAccount *accounts = vst_practice_get_accounts (&n_accounts);

  g_assert_nonnull (test_find (GTK_WIDGET (FORM (fixture)), GTK_TYPE_LABEL,
                               "Practice: nothing reaches a real host or keyring."));
  for (gsize i = 0; i < n_accounts; i++) {
    vst_sign_in_page_fill_account (FORM (fixture), &accounts[i]);
    g_assert_false (test_is_busy (fixture));
    g_assert_true (test_has_focus (fixture, test_child (fixture, "sign_in_button")));
    g_assert_true (gtk_widget_is_sensitive (test_child (fixture, "sign_in_button")));
    if (accounts[i].instance)
      g_assert_cmpstr (test_typed (fixture, "instance_row"), ==, accounts[i].instance);
  }
  test_settle ();
  g_assert_cmpuint (vst_practice_get_requests (fixture->practice)->len, ==, 0);
}

/* In practice no host is asked about, for none is reached. */
static void
test_practice_host (TestWindow *fixture, gconstpointer unused)
{
  test_type_account (fixture, "password", "data.acme.com");
  g_assert_cmpstr (gtk_label_get_text (test_child (fixture, "host_label")), ==,
                   "Your password stays on this computer: 127.0.0.1");
  test_submit (fixture);
  g_assert_null (find_question (fixture));
  test_wait_idle (fixture);
  g_assert_cmpstr (test_practice_last (fixture->practice)->host, ==, "data.acme.com");
  test_assert_card (FORM (fixture), "There Is No Instance “data.acme.com”", "Open in Browser");
}

static void
add (const char *path, void (*test) (TestWindow *, gconstpointer), TestPlace place)
{
  g_test_add (path, TestWindow, GINT_TO_POINTER (place), test_vst_window_set_up, test,
              test_vst_window_tear_down);
}

/* A test server's address stays under API Client, and counts as long as it is seen: a secret must
 * not go to api.domo.com because of a slip in it. */
static void
test_client_of_test_server (TestWindow *fixture, gconstpointer unused)
{
  GtkWidget *instance_row = test_child (fixture, "instance_row");
  GtkWidget *button = test_child (fixture, "sign_in_button");

  test_type (fixture, "instance_row", "127.0.0.1:8080");
  test_choose (fixture, DOMO_METHOD_CLIENT);
  test_type (fixture, "client_id_row", "an-id");
  test_type (fixture, "client_secret_row", "a-secret");
  g_assert_true (gtk_widget_get_visible (instance_row));
  g_assert_true (gtk_widget_is_sensitive (button));

  test_type (fixture, "instance_row", "127.0.0.1:80:80");
  g_assert_true (gtk_widget_get_visible (instance_row));
  g_assert_true (gtk_widget_has_css_class (instance_row, "error"));
  g_assert_false (gtk_widget_is_sensitive (button));

  gtk_widget_grab_focus (instance_row);
  test_type (fixture, "instance_row", "");
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_widget_grab_focus (test_child (fixture, "client_id_row"));
  g_assert_false (gtk_widget_get_visible (instance_row));
  g_assert_true (gtk_widget_is_sensitive (button));
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  add ("/sign-in-page/accounts/work", test_accounts_that_work, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/accounts/fail", test_accounts_that_fail, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/description", test_description, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/test-server", test_client_of_test_server, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/refused-client", test_refused_client, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/refused-token", test_refused_token, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/try-again", test_try_again, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/use-access-token", test_use_access_token, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/use-password", test_use_password, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/use-instance", test_use_instance, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/copy-request", test_copy_request, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/copy-details", test_copy_details, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/pause", test_pause, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/browser", test_browser, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/caption", test_caption, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/ready", test_ready, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/switch", test_switch, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/radios", test_radios, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/loopback-client", test_loopback_client, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/stripped", test_stripped, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/unknown-host", test_unknown_host, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/unknown-host/closed", test_unknown_host_closed, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/unknown-host/token", test_unknown_host_token, TEST_PLACE_OUTSIDE);
  add ("/sign-in-page/busy", test_busy, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/cancel/button", test_cancel_button, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/cancel/escape", test_escape, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/cancel/again", test_cancel_and_again, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/waiting", test_waiting, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/waiting-minimized", test_waiting_minimized, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/slow", test_slow, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/code", test_code, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/code/back", test_code_back, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/code/escape", test_code_escape, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/code/cancel", test_code_cancel, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/code/try-again", test_code_try_again, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/hostile-reason", test_hostile_reason, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/accounts-to-try", test_accounts_to_try, TEST_PLACE_PRACTICE);
  add ("/sign-in-page/practice-host", test_practice_host, TEST_PLACE_PRACTICE);
  return g_test_run ();
}
