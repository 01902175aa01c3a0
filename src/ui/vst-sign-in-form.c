/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-sign-in-form.h"

#include "vst-expander-row.h"
#include "vst-host-caption.h"
#include "vst-scopes.h"
#include "vst-secret-row.h"
#include "vst-settings.h"

enum {
  INSTANCE_ROW,
  USER_ROW,
  PASSWORD_ROW,
  CLIENT_ID_ROW,
  CLIENT_SECRET_ROW,
  ACCESS_TOKEN_ROW,
  N_ROWS
};

/* What each row is asked for, in reading order. */
static const struct {
  VstFields field;
  gboolean is_secret;
  gboolean shown[3]; /* by DomoMethod */
} row_infos[N_ROWS] = {
  [INSTANCE_ROW] = { VST_FIELD_INSTANCE, FALSE, { TRUE, FALSE, TRUE } },
  [USER_ROW] = { VST_FIELD_USER_NAME, FALSE, { TRUE, FALSE, FALSE } },
  [PASSWORD_ROW] = { VST_FIELD_PASSWORD, TRUE, { TRUE, FALSE, FALSE } },
  [CLIENT_ID_ROW] = { VST_FIELD_CLIENT_ID, FALSE, { FALSE, TRUE, FALSE } },
  [CLIENT_SECRET_ROW] = { VST_FIELD_CLIENT_SECRET, TRUE, { FALSE, TRUE, FALSE } },
  [ACCESS_TOKEN_ROW] = { VST_FIELD_ACCESS_TOKEN, TRUE, { FALSE, FALSE, TRUE } },
};

/* The row that holds the secret of each way in. */
static const int secret_rows[] = { [DOMO_METHOD_PASSWORD] = PASSWORD_ROW,
                                   [DOMO_METHOD_CLIENT] = CLIENT_SECRET_ROW,
                                   [DOMO_METHOD_ACCESS_TOKEN] = ACCESS_TOKEN_ROW };

struct _VstSignInForm {
  GtkWidget parent_instance;

  /* Of the template. */
  GtkWidget *method_box;
  GtkToggleButton *password_button;
  GtkToggleButton *client_button;
  GtkToggleButton *token_button;
  GtkWidget *fields;
  GtkWidget *instance_row;
  GtkWidget *user_row;
  GtkWidget *password_row;
  GtkWidget *client_id_row;
  GtkWidget *client_secret_row;
  GtkWidget *access_token_row;
  AdwExpanderRow *scopes_row;
  GtkImage *host_icon;
  GtkLabel *host_label;

  GtkWidget *rows[N_ROWS]; /* the same rows again, by number */

  /* Owned. */
  GSettings *settings;
  VstScopes *scopes;
  DomoInstance *instance; /* what the row says; NULL when it says none */
  gboolean is_practice;
};

G_DEFINE_FINAL_TYPE (VstSignInForm, vst_sign_in_form, GTK_TYPE_WIDGET)

enum { CHANGED, METHOD_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --------------------------------------------------------------------------------- single rows */

static const char *
get_text (VstSignInForm *self, int row)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->rows[row]));
}

static char *
dup_stripped (VstSignInForm *self, int row)
{
  return g_strstrip (g_strdup (get_text (self, row)));
}

static void
set_text (VstSignInForm *self, int row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->rows[row]), text);
}

static gboolean
is_empty (VstSignInForm *self, int row)
{
  g_autofree char *text = NULL;

  if (row_infos[row].is_secret)
    return vst_secret_row_is_empty (VST_SECRET_ROW (self->rows[row]));
  text = dup_stripped (self, row);
  return *text == '\0';
}

static void
empty (VstSignInForm *self, int row)
{
  if (row_infos[row].is_secret)
    vst_secret_row_set_secret (VST_SECRET_ROW (self->rows[row]), NULL);
  else
    set_text (self, row, "");
}

/* A row that had the focus for a moment, as the first of the page, is left with its text selected.
 */
static void
unselect (VstSignInForm *self)
{
  for (int i = 0; i < N_ROWS; i++)
    if (!row_infos[i].is_secret)
      gtk_editable_select_region (GTK_EDITABLE (self->rows[i]), 0, 0);
}

static void
focus (VstSignInForm *self, int row)
{
  unselect (self);
  if (row_infos[row].is_secret)
    vst_secret_row_focus (VST_SECRET_ROW (self->rows[row]));
  else
    gtk_widget_grab_focus (self->rows[row]);
}

/* The widget of a row that has the focus and that a screen reader reads. */
static GtkAccessible *
get_focus_text (GtkWidget *row)
{
  if (VST_IS_SECRET_ROW (row))
    return GTK_ACCESSIBLE (vst_secret_row_get_text (VST_SECRET_ROW (row)));
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));
}

/* Where nothing is wrong, it is only the next thing to fill in. */
static void
mark_row (GtkWidget *row, VstAdvice *advice)
{
  VstAdviceKind kind = vst_advice_get_kind (advice);
  g_autofree char *words =
      g_strdup_printf ("%s. %s", vst_advice_get_title (advice), vst_advice_get_remedy (advice));

  gtk_accessible_update_property (get_focus_text (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  if (kind == VST_ADVICE_STEP)
    return;
  gtk_widget_add_css_class (row, kind == VST_ADVICE_REFUSED ? "error" : "warning");
  gtk_accessible_update_state (get_focus_text (row), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
unmark_row (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_widget_remove_css_class (row, "warning");
  gtk_accessible_reset_property (get_focus_text (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_reset_state (get_focus_text (row), GTK_ACCESSIBLE_STATE_INVALID);
}

/* ---------------------------------------------------------------------------------- the way in */

DomoMethod
vst_sign_in_form_get_method (VstSignInForm *self)
{
  if (gtk_toggle_button_get_active (self->client_button))
    return DOMO_METHOD_CLIENT;
  if (gtk_toggle_button_get_active (self->token_button))
    return DOMO_METHOD_ACCESS_TOKEN;
  return DOMO_METHOD_PASSWORD;
}

void
vst_sign_in_form_set_method (VstSignInForm *self, DomoMethod method)
{
  GtkToggleButton *const buttons[] = { [DOMO_METHOD_PASSWORD] = self->password_button,
                                       [DOMO_METHOD_CLIENT] = self->client_button,
                                       [DOMO_METHOD_ACCESS_TOKEN] = self->token_button };

  gtk_toggle_button_set_active (buttons[method], TRUE);
}

/* A client's answer names its instance; only a test server has to be told, by its address. */
static gboolean
is_test_server (VstSignInForm *self)
{
  return self->instance && domo_instance_is_loopback (self->instance);
}

/* Made for whoever signs in as a client: most do not. */
static VstScopes *
ensure_scopes (VstSignInForm *self)
{
  if (!self->scopes)
    self->scopes = vst_scopes_new (self->scopes_row);
  return self->scopes;
}

static void
show_rows (VstSignInForm *self)
{
  DomoMethod method = vst_sign_in_form_get_method (self);

  for (int i = 0; i < N_ROWS; i++)
    gtk_widget_set_visible (self->rows[i], row_infos[i].shown[method]);
  if (is_test_server (self))
    gtk_widget_set_visible (self->rows[INSTANCE_ROW], TRUE);
  if (method == DOMO_METHOD_CLIENT)
    ensure_scopes (self);
  gtk_widget_set_visible (GTK_WIDGET (self->scopes_row), method == DOMO_METHOD_CLIENT);
}

/* -------------------------------------------------------------------------- what the form says */

gboolean
vst_sign_in_form_is_ready (VstSignInForm *self)
{
  for (int i = 0; i < N_ROWS; i++)
    if (gtk_widget_get_visible (self->rows[i]) && is_empty (self, i))
      return FALSE;
  return self->instance || !gtk_widget_get_visible (self->rows[INSTANCE_ROW]);
}

static gboolean
is_not_an_instance (VstSignInForm *self)
{
  return !self->instance && !is_empty (self, INSTANCE_ROW) &&
         gtk_widget_get_visible (self->rows[INSTANCE_ROW]);
}

/* Says at every keystroke who will get the secret. */
static void
update_caption (VstSignInForm *self)
{
  VstHostCaption caption = {
    .method = vst_sign_in_form_get_method (self),
    .typed = get_text (self, INSTANCE_ROW),
    .is_invalid = is_not_an_instance (self),
    .instance = self->instance,
    .is_practice = self->is_practice,
    .is_allowed = self->instance &&
                  vst_settings_is_allowed (self->settings, domo_instance_get_host (self->instance)),
  };
  g_autofree char *markup = vst_host_caption_to_markup (&caption);

  gtk_label_set_markup (self->host_label, markup);
  gtk_image_set_from_icon_name (self->host_icon, vst_host_caption_get_icon_name (&caption));
  if (caption.is_invalid)
    gtk_widget_add_css_class (self->rows[INSTANCE_ROW], "error");
}

static void
update (VstSignInForm *self)
{
  g_clear_pointer (&self->instance, domo_instance_unref);
  self->instance = domo_instance_new (get_text (self, INSTANCE_ROW), NULL);
  update_caption (self);
}

static void
field_changed_cb (VstSignInForm *self, GtkWidget *row)
{
  if (!self->settings)
    return; /* not set up yet */
  unmark_row (row);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A client needs no instance: the row was there for the test server that it named. It goes when it
 * is left, since a text that is replaced is empty for a moment. */
static void
left_instance_cb (VstSignInForm *self)
{
  if (!self->settings || !is_empty (self, INSTANCE_ROW))
    return;
  show_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
update_checked (GtkToggleButton *button)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_toggle_button_get_active (button)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
method_toggled_cb (VstSignInForm *self, GtkToggleButton *button)
{
  update_checked (button);
  if (!gtk_toggle_button_get_active (button) || !self->settings)
    return;
  show_rows (self);
  update (self);
  g_signal_emit (self, signals[METHOD_CHANGED], 0);
}

DomoCredential *
vst_sign_in_form_build_credential (VstSignInForm *self)
{
  DomoMethod method = vst_sign_in_form_get_method (self);
  g_autofree char *user_name = dup_stripped (self, USER_ROW);
  g_autofree char *client_id = dup_stripped (self, CLIENT_ID_ROW);
  g_auto (GStrv) scopes =
      method == DOMO_METHOD_CLIENT ? vst_scopes_dup_chosen (ensure_scopes (self)) : NULL;
  g_autoptr (DomoSecret) secret =
      vst_secret_row_dup_secret (VST_SECRET_ROW (self->rows[secret_rows[method]]));

  if (method == DOMO_METHOD_PASSWORD)
    return domo_credential_new_password (self->instance, user_name, secret);
  if (method == DOMO_METHOD_CLIENT)
    return domo_credential_new_client (is_test_server (self) ? self->instance : NULL, client_id,
                                       secret, (const char *const *)scopes);
  return domo_credential_new_access_token (self->instance, secret);
}

/* ------------------------------------------------------------------------------- filling it in */

/* Not as it was typed: a page's address that was pasted may have more in it than its host. */
static void
remember_instance (VstSignInForm *self, DomoInstance *instance)
{
  if (instance)
    g_settings_set_string (self->settings, VST_SETTINGS_LAST_INSTANCE,
                           domo_instance_get_text (instance));
}

void
vst_sign_in_form_remember (VstSignInForm *self, DomoCredential *credential)
{
  DomoMethod method = domo_credential_get_method (credential);

  vst_settings_set_method (self->settings, method);
  remember_instance (self, domo_credential_get_instance (credential));
  if (method == DOMO_METHOD_PASSWORD)
    g_settings_set_string (self->settings, VST_SETTINGS_LAST_USER_NAME,
                           domo_credential_get_user_name (credential));
  if (method == DOMO_METHOD_CLIENT)
    g_settings_set_string (self->settings, VST_SETTINGS_LAST_CLIENT_ID,
                           domo_credential_get_user_name (credential));
}

static void
restore_names (VstSignInForm *self)
{
  g_autofree char *instance = g_settings_get_string (self->settings, VST_SETTINGS_LAST_INSTANCE);
  g_autofree char *user_name = g_settings_get_string (self->settings, VST_SETTINGS_LAST_USER_NAME);
  g_autofree char *client_id = g_settings_get_string (self->settings, VST_SETTINGS_LAST_CLIENT_ID);

  set_text (self, INSTANCE_ROW, instance);
  set_text (self, USER_ROW, user_name);
  set_text (self, CLIENT_ID_ROW, client_id);
  vst_sign_in_form_set_method (self, vst_settings_get_method (self->settings));
}

void
vst_sign_in_form_set_up (VstSignInForm *self, GSettings *settings, gboolean is_practice)
{
  self->settings = g_object_ref (settings);
  self->is_practice = is_practice;
  restore_names (self);
  show_rows (self);
  update (self);
}

/* The user name or the client's id. */
static void
fill_name (VstSignInForm *self, DomoMethod method, const char *name)
{
  if (method == DOMO_METHOD_PASSWORD)
    set_text (self, USER_ROW, name);
  else if (method == DOMO_METHOD_CLIENT)
    set_text (self, CLIENT_ID_ROW, name);
}

void
vst_sign_in_form_fill_account (VstSignInForm *self, const VstPracticeAccount *account)
{
  g_autoptr (DomoSecret) secret = domo_secret_new (account->secret, -1);

  if (account->instance)
    set_text (self, INSTANCE_ROW, account->instance);
  fill_name (self, account->method, account->user_name);
  vst_sign_in_form_set_method (self, account->method);
  vst_secret_row_set_secret (VST_SECRET_ROW (self->rows[secret_rows[account->method]]), secret);
}

void
vst_sign_in_form_fill_token (VstSignInForm *self, DomoSecret *token)
{
  vst_sign_in_form_set_method (self, DOMO_METHOD_ACCESS_TOKEN);
  vst_secret_row_set_secret (VST_SECRET_ROW (self->access_token_row), token);
}

void
vst_sign_in_form_fill_record (VstSignInForm *self, VstRecord *record)
{
  const VstRecordFields *fields = vst_record_get (record);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (record);
  g_auto (GStrv) scopes = fields->scopes ? g_strsplit (fields->scopes, " ", -1) : NULL;
  gboolean wants_instance =
      instance && (fields->method != DOMO_METHOD_CLIENT || domo_instance_is_loopback (instance));

  /* What was typed stays as it was typed where it says the same. */
  if (wants_instance && !(self->instance && domo_instance_equal (self->instance, instance)))
    set_text (self, INSTANCE_ROW, domo_instance_get_name (instance));
  vst_sign_in_form_set_method (self, fields->method);
  fill_name (self, fields->method, fields->user ? fields->user : "");
  if (scopes)
    vst_scopes_choose (ensure_scopes (self), (const char *const *)scopes);
  vst_sign_in_form_clear_secrets (self);
}

void
vst_sign_in_form_begin_add (VstSignInForm *self)
{
  set_text (self, USER_ROW, "");
  set_text (self, CLIENT_ID_ROW, "");
  vst_sign_in_form_clear_secrets (self);
}

gboolean
vst_sign_in_form_has_secret (VstSignInForm *self)
{
  for (int i = 0; i < N_ROWS; i++)
    if (row_infos[i].is_secret && !is_empty (self, i))
      return TRUE;
  return FALSE;
}

void
vst_sign_in_form_use_instance (VstSignInForm *self, const char *text)
{
  set_text (self, INSTANCE_ROW, text);
  focus (self, INSTANCE_ROW);
}

void
vst_sign_in_form_empty (VstSignInForm *self, VstFields fields)
{
  for (int i = 0; i < N_ROWS; i++)
    if (fields & row_infos[i].field)
      empty (self, i);
}

void
vst_sign_in_form_clear_secrets (VstSignInForm *self)
{
  for (int i = 0; i < N_ROWS; i++)
    if (row_infos[i].is_secret)
      empty (self, i);
}

/* ----------------------------------------------------------------------------- who is to blame */

gboolean
vst_sign_in_form_mark (VstSignInForm *self, VstAdvice *advice)
{
  int first = -1;

  for (int i = 0; i < N_ROWS; i++) {
    if (!gtk_widget_get_visible (self->rows[i]) ||
        !(vst_advice_get_fields (advice) & row_infos[i].field))
      continue;
    mark_row (self->rows[i], advice);
    if (first < 0 || vst_advice_get_focus (advice) == row_infos[i].field)
      first = i;
  }
  if (first >= 0)
    focus (self, first);
  return first >= 0;
}

void
vst_sign_in_form_unmark (VstSignInForm *self)
{
  for (int i = 0; i < N_ROWS; i++)
    unmark_row (self->rows[i]);
  update_caption (self);
}

gboolean
vst_sign_in_form_focus_empty (VstSignInForm *self)
{
  for (int i = 0; i < N_ROWS; i++)
    if (gtk_widget_get_visible (self->rows[i]) && is_empty (self, i)) {
      focus (self, i);
      return TRUE;
    }
  return FALSE;
}

void
vst_sign_in_form_focus (VstSignInForm *self, VstFields field)
{
  for (int i = 0; i < N_ROWS; i++)
    if (row_infos[i].field == field)
      focus (self, i);
}

/* ---------------------------------------------------------------------------------- the widget */

static void
vst_sign_in_form_dispose (GObject *object)
{
  VstSignInForm *self = VST_SIGN_IN_FORM (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->scopes);
  g_clear_pointer (&self->instance, domo_instance_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), VST_TYPE_SIGN_IN_FORM);
  G_OBJECT_CLASS (vst_sign_in_form_parent_class)->dispose (object);
}

static void
vst_sign_in_form_class_init (VstSignInFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_sign_in_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", VST_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[METHOD_CHANGED] = g_signal_new ("method-changed", VST_TYPE_SIGN_IN_FORM,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VST_TYPE_EXPANDER_ROW);
  g_type_ensure (VST_TYPE_SECRET_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-sign-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, method_box);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, password_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, client_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, token_button);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, fields);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, instance_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, user_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, password_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, client_secret_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, access_token_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, scopes_row);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, host_icon);
  gtk_widget_class_bind_template_child (widget_class, VstSignInForm, host_label);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_instance_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_toggled_cb);
}

static void
vst_sign_in_form_init (VstSignInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_checked (self->password_button); /* GTK 4.8 reads the state of a .ui file wrongly */
  update_checked (self->client_button);
  update_checked (self->token_button);
  self->rows[INSTANCE_ROW] = self->instance_row;
  self->rows[USER_ROW] = self->user_row;
  self->rows[PASSWORD_ROW] = self->password_row;
  self->rows[CLIENT_ID_ROW] = self->client_id_row;
  self->rows[CLIENT_SECRET_ROW] = self->client_secret_row;
  self->rows[ACCESS_TOKEN_ROW] = self->access_token_row;
}
