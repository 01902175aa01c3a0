/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-window.h"

#include <string.h>

#include "vst-code-page.h"
#include "vst-failure-card.h"
#include "vst-memory-keyring.h"
#include "vst-profile-page.h"
#include "vst-settings.h"
#include "vst-sign-in-form.h"

void
test_window_open (TestWindow *self)
{
  gboolean is_practice = domo_client_get_practice_uri (self->client) != NULL;

  g_assert_null (self->window);
  self->window =
      VST_WINDOW (vst_window_new (NULL, self->accounts, is_practice ? self->practice : NULL));
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_window_is_active (GTK_WINDOW (self->window)))
    g_main_context_iteration (NULL, TRUE);
}

void
test_vst_window_set_up_closed (TestWindow *self, gconstpointer place)
{
  self->practice = test_practice_new (TEST_CERTIFICATE_NONE);
  self->client = domo_client_new ();
  if (GPOINTER_TO_INT (place) == TEST_PLACE_PRACTICE)
    domo_client_set_practice_uri (self->client, vst_practice_get_uri (self->practice));
  self->settings = vst_settings_new (TRUE);
  g_assert_nonnull (self->settings);
  self->tries = vst_tries_new (NULL);
  self->keyring = vst_memory_keyring_new ();
}

void
test_vst_window_set_up (TestWindow *self, gconstpointer place)
{
  test_vst_window_set_up_closed (self, place);
  test_window_restart (self);
}

void
test_window_restart (TestWindow *self)
{
  if (self->window)
    test_window_close (self);
  g_clear_object (&self->accounts);
  self->accounts = vst_accounts_new (self->keyring, self->client, self->tries, self->settings);
  test_window_open (self);
}

void
test_window_close (TestWindow *self)
{
  gpointer window = g_steal_pointer (&self->window);

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  test_settle ();
  g_assert_null (window);
}

void
test_vst_window_tear_down (TestWindow *self, gconstpointer place)
{
  if (self->window)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  test_settle ();
  g_clear_object (&self->accounts);
  g_clear_object (&self->keyring);
  g_clear_object (&self->client);
  g_clear_object (&self->tries);
  g_clear_object (&self->settings);
  g_clear_object (&self->practice);
}

gpointer
test_child (TestWindow *self, const char *name)
{
  static const char *const in_form[] = { "method_box",        "password_button",  "client_button",
                                         "token_button",      "fields",           "instance_row",
                                         "user_row",          "password_row",     "client_id_row",
                                         "client_secret_row", "access_token_row", "scopes_row",
                                         "host_icon",         "host_label",       NULL };
  GtkWidget *page = GTK_WIDGET (vst_window_get_sign_in_page (self->window));
  GtkWidget *form = test_find (page, VST_TYPE_SIGN_IN_FORM, NULL);
  GObject *child;

  if (g_str_equal (name, "code_page"))
    return test_find (page, VST_TYPE_CODE_PAGE, NULL);
  if (g_strv_contains (in_form, name))
    child = gtk_widget_get_template_child (form, VST_TYPE_SIGN_IN_FORM, name);
  else
    child = gtk_widget_get_template_child (page, VST_TYPE_SIGN_IN_PAGE, name);
  g_assert_nonnull (child);
  return child;
}

GtkWidget *
test_page (TestWindow *self)
{
  return test_find (GTK_WIDGET (self->window), VST_TYPE_PROFILE_PAGE, NULL);
}

gpointer
test_page_child (TestWindow *self, const char *name)
{
  GObject *child = gtk_widget_get_template_child (test_page (self), VST_TYPE_PROFILE_PAGE, name);

  g_assert_nonnull (child);
  return child;
}

static GtkEditable *
get_editable (TestWindow *self, const char *row)
{
  gpointer widget = test_child (self, row);

  if (VST_IS_SECRET_ROW (widget))
    return GTK_EDITABLE (vst_secret_row_get_text (widget));
  return GTK_EDITABLE (widget);
}

void
test_type (TestWindow *self, const char *row, const char *text)
{
  gtk_editable_set_text (get_editable (self, row), text);
}

const char *
test_typed (TestWindow *self, const char *row)
{
  GtkEditable *editable = get_editable (self, row);

  /* Of a hidden text the editable gives the dots. */
  if (GTK_IS_TEXT (editable))
    return gtk_entry_buffer_get_text (gtk_text_get_buffer (GTK_TEXT (editable)));
  return gtk_editable_get_text (editable);
}

void
test_choose (TestWindow *self, DomoMethod method)
{
  static const char *const buttons[] = { [DOMO_METHOD_PASSWORD] = "password_button",
                                         [DOMO_METHOD_CLIENT] = "client_button",
                                         [DOMO_METHOD_ACCESS_TOKEN] = "token_button" };

  gtk_toggle_button_set_active (test_child (self, buttons[method]), TRUE);
}

void
test_type_account (TestWindow *self, const char *id, const char *where)
{
  static const struct {
    const char *name;
    const char *secret;
  } rows[] = {
    [DOMO_METHOD_PASSWORD] = { "user_row", "password_row" },
    [DOMO_METHOD_CLIENT] = { "client_id_row", "client_secret_row" },
    [DOMO_METHOD_ACCESS_TOKEN] = { NULL, "access_token_row" },
  };
  const VstPracticeAccount *account = test_account (id);

  if (where || account->instance)
    test_type (self, "instance_row", where ? where : account->instance);
  test_choose (self, account->method);
  if (rows[account->method].name)
    test_type (self, rows[account->method].name, account->user_name);
  test_type (self, rows[account->method].secret, account->secret);
}

void
test_press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
test_press_label (gpointer root, const char *label)
{
  test_press (test_find (root, GTK_TYPE_BUTTON, label));
}

void
test_submit (TestWindow *self)
{
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (self->window));

  g_assert_nonnull (button);
  /* Activated by a key, a button is seen to be pressed for a while first. */
  if (gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
}

gboolean
test_is_busy (TestWindow *self)
{
  GtkStack *stack = test_child (self, "submit_stack");
  GtkWidget *code_page = test_child (self, "code_page"); /* made when it is first wanted */

  if (g_str_equal (gtk_stack_get_visible_child_name (stack), "busy"))
    return TRUE;
  if (!code_page)
    return FALSE;
  stack = GTK_STACK (gtk_widget_get_template_child (code_page, VST_TYPE_CODE_PAGE, "stack"));
  return g_str_equal (gtk_stack_get_visible_child_name (stack), "busy");
}

void
test_wait_idle (TestWindow *self)
{
  while (test_is_busy (self))
    g_main_context_iteration (NULL, TRUE);
}

void
test_wait_requests (TestWindow *self, VstRoute route, guint n)
{
  while (test_practice_count (self->practice, route) < n)
    g_main_context_iteration (NULL, TRUE);
}

void
test_sign_in (TestWindow *self, const char *id)
{
  if (!test_is_shown (GTK_WIDGET (vst_window_get_sign_in_page (self->window))))
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.add-account", NULL);
  test_type_account (self, id, NULL);
  test_submit (self);
  g_assert_true (test_is_busy (self));
  test_wait_idle (self);
  g_assert_nonnull (test_window_session (self));
  g_assert_true (test_is_shown (test_page (self)));
}

void
test_set_answer (TestWindow *self, VstRoute route, guint status, const char *body)
{
  const VstFault fault = { .kind = VST_FAULT_ANSWER, .status = status, .body = body };

  vst_practice_set_fault (self->practice, route, &fault);
}

void
test_set_fault (TestWindow *self, VstRoute route, VstFaultKind kind)
{
  const VstFault fault = { .kind = kind };

  vst_practice_set_fault (self->practice, route, &fault);
}

gboolean
test_has_focus (TestWindow *self, gpointer widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  if (focus && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    return TRUE;
  while (focus) {
    g_test_message ("The focus is on or in %s “%s”", G_OBJECT_TYPE_NAME (focus),
                    ADW_IS_PREFERENCES_ROW (focus)
                        ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus))
                        : "");
    focus = gtk_widget_get_parent (focus);
  }
  return FALSE;
}

void
test_assert_card (gpointer root, const char *title, const char *button)
{
  GtkWidget *card = test_find (root, VST_TYPE_FAILURE_CARD, NULL);

  if (!title) {
    g_assert_false (card && test_is_shown (card));
    return;
  }
  g_assert_true (test_is_shown (card));
  if (!test_find (card, GTK_TYPE_LABEL, title))
    g_error ("The card does not say “%s”", title);
  if (button && !test_find (card, GTK_TYPE_BUTTON, button))
    g_error ("The card has no button “%s”", button);
}

void
test_assert_clipboard (TestWindow *self, const char *part)
{
  g_autofree char *text =
      test_clipboard_dup_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)));

  if (!part)
    g_assert_null (text);
  else if (!text || !strstr (text, part))
    g_error ("“%s” is not in “%s”", part, text);
}

VstSession *
test_window_session (TestWindow *self)
{
  VstAccount *account = vst_window_get_account (self->window);

  return account ? vst_account_get_session (account) : NULL;
}

const char *
test_token (TestWindow *self)
{
  VstSession *session = test_window_session (self);

  return domo_secret_get_text (domo_token_get_text (vst_session_get_token (session)));
}
