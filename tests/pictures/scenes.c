/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenes.h"

#include <string.h>

#include "camera.h"
#include "vst-inspector.h"
#include "vst-reveal.h"
#include "vst-secret-row.h"
#include "vst-token-card.h"

#define PASSWORD "not-a-real-password"

/* A JSON Web Token, as an API client gets it: of the wrong kind where an access token is due. */
#define JWT                                                                                        \
  "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjk2NDM4MjU5MywiZXhwIjoxNzI5MTIxMjU0LCJzY29wZSI6WyJkYXRhIl19.x"

/* One of another instance and person. */
#define STRANGE_JWT                                                                                \
  "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjI3LCJyb2xlIjoiQWRtaW4iLCJzY29wZSI6WyJkYXRhIiwi"               \
  "dXNlciJdLCJjdXN0b21lciI6Imdsb2JleCIsImRvbWFpbiI6Imdsb2JleC5kb21vLmNvbSIsImVu"                   \
  "diI6InByb2QxIiwiY2xpZW50X2lkIjoiM2I2ZjBjNTItMGY3ZS00YzBiLTlmM2UtNmMxZDdhOTBi"                   \
  "MjExIiwiaWF0IjoxODg4OTM4MDYwLCJleHAiOjE4ODg5NDE2NjB9"                                           \
  ".x"

/* Without a gap to break a line at. */
#define UNBROKEN "Wolfeschlegelsteinhausenbergerdorff"
#define LONG_NAME                                                                                  \
  "<b>" UNBROKEN UNBROKEN "</b> & \xE2\x80\xAEright-to-left\xE2\x80\xAC Señora María de los "    \
  "Ángeles Fernández-Montesinos y Álvarez de Toledo, Vice President of Everything"
#define LONG_ADDRESS                                                                               \
  "maria-de-los-angeles.fernandez-montesinos.y.alvarez.de.toledo.and.a.few.more.names.still@"      \
  "a-department-with-a-long-name.subsidiaries.of-a-company-with-a-long-name.example.com"
#define LONG_HOST "an-instance-with-a-name-that-goes-on-until-the-row-is-full.domo.com"

static const VstPracticeAccount strangers[] = {
  { "wrong-client", "", FALSE, DOMO_METHOD_CLIENT, NULL, "3b6f0c52-0f7e-4c0b-9f3e-6c1d7a90b211",
    PASSWORD, NULL },
  { "wrong-token", "", FALSE, DOMO_METHOD_ACCESS_TOKEN, "practice", NULL, "DDCI0000", NULL },
  { "jwt", "", FALSE, DOMO_METHOD_ACCESS_TOKEN, "practice", NULL, JWT, NULL },
};

/* ------------------------------------------------------------------------------- what is typed */

static void
fill (Stage *stage, const char *id)
{
  const VstPracticeAccount *account = NULL;

  for (gsize i = 0; id && i < G_N_ELEMENTS (strangers); i++)
    if (g_str_equal (strangers[i].id, id))
      account = &strangers[i];
  if (!account)
    account = stage_account (id ? id : "password");
  vst_sign_in_page_fill_account (vst_window_get_sign_in_page (stage->window), account);
}

static void
type_password (Stage *stage, const char *instance)
{
  const VstPracticeAccount account = {
    .method = DOMO_METHOD_PASSWORD,
    .instance = instance,
    .user_name = "jae.wilson@acme.com",
    .secret = PASSWORD,
  };

  vst_sign_in_page_fill_account (vst_window_get_sign_in_page (stage->window), &account);
}

static void
type_code (Stage *stage, const char *digits)
{
  GtkEditable *entry = stage_find_in (stage_get_code_page (stage), "entry");

  gtk_editable_set_text (entry, digits);
  gtk_editable_set_position (entry, -1);
}

/* --------------------------------------------------------------------------- what is waited for */

static GtkWidget *
get_profile_page (Stage *stage)
{
  GtkWidget *pages = stage_find (stage, "pages");

  return gtk_stack_get_visible_child (GTK_STACK (pages));
}

static gboolean
asks_for_code (Stage *stage)
{
  GtkWidget *code_page = stage_get_code_page (stage);

  return code_page && gtk_widget_get_mapped (code_page);
}

static gboolean
has_dialog (Stage *stage)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (stage->window) &&
        gtk_widget_get_mapped (l->data))
      return TRUE;
  return FALSE;
}

static gboolean
has_waited (Stage *stage)
{
  return strstr (gtk_label_get_label (stage_find (stage, "busy_label")), "4") != NULL;
}

static gboolean
check_has_failed (Stage *stage)
{
  return gtk_widget_get_mapped (stage_find_in (get_profile_page (stage), "failure_card"));
}

static gboolean
has_avatar (Stage *stage)
{
  return adw_avatar_get_custom_image (stage_find_in (get_profile_page (stage), "avatar")) != NULL;
}

/* ------------------------------------------------------------------------- the form as it stands
 */

static void
play_nothing (Stage *stage, const Scene *scene)
{
}

static void
play_filled (Stage *stage, const Scene *scene)
{
  fill (stage, scene->account);
}

static void
play_scopes (Stage *stage, const Scene *scene)
{
  fill (stage, "client");
  adw_expander_row_set_expanded (stage_find (stage, "scopes_row"), TRUE);
}

static void
play_typed (Stage *stage, const Scene *scene)
{
  type_password (stage, scene->host);
}

static void
play_popup (Stage *stage, const char *id)
{
  GtkMenuButton *button = stage_find (stage, id);

  gtk_menu_button_popup (button);
  while (!gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))))
    g_main_context_iteration (NULL, TRUE);
}

static void
play_accounts (Stage *stage, const Scene *scene)
{
  play_popup (stage, "button");
}

static void
play_menu (Stage *stage, const Scene *scene)
{
  play_popup (stage, "menu_button");
}

static void
play_shortcuts (Stage *stage, const Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show-help-overlay", NULL);
  stage_wait (stage, has_dialog, "the shortcuts");
}

static void
play_about (Stage *stage, const Scene *scene)
{
  g_action_group_activate_action (G_ACTION_GROUP (stage->application), "about", NULL);
  stage_wait (stage, has_dialog, "About");
}

static void
play_question (Stage *stage, const Scene *scene)
{
  play_typed (stage, scene);
  stage_submit (stage);
  stage_wait (stage, has_dialog, "the question");
}

/* ------------------------------------------------------------------------------ while it is busy
 */

static void
play_busy (Stage *stage, const Scene *scene)
{
  fill (stage, "slow");
  stage_submit (stage);
}

static void
play_waiting (Stage *stage, const Scene *scene)
{
  play_busy (stage, scene);
  stage_wait (stage, has_waited, "the fourth second");
}

static void
play_code (Stage *stage, const Scene *scene)
{
  fill (stage, "code");
  stage_submit (stage);
  stage_wait (stage, asks_for_code, "the code page");
  type_code (stage, "123");
}

static void
play_code_sent (Stage *stage, const Scene *scene)
{
  play_code (stage, scene);
  type_code (stage, "123456");
}

static void
play_code_refused (Stage *stage, const Scene *scene)
{
  play_code (stage, scene);
  type_code (stage, "000000");
  stage_wait (stage, stage_has_failed, "the failure card");
}

/* -------------------------------------------------------------------------------- the failures */

static void
play_failure (Stage *stage, const Scene *scene)
{
  fill (stage, scene->account);
  stage_submit (stage);
  stage_wait (stage, stage_has_failed, scene->name);
}

static void
open_details (GtkWidget *page)
{
  gtk_toggle_button_set_active (stage_find_in (page, "details_button"), TRUE);
}

static void
play_details (Stage *stage, const Scene *scene)
{
  play_failure (stage, scene);
  open_details (stage_find (stage, "scroller"));
}

/* Limits are short, so that nobody waits for them. */
static void
play_timeout (Stage *stage, const Scene *scene)
{
  domo_client_set_time_limits (stage->client, 100, 200);
  play_failure (stage, scene);
}

static void
play_real_failure (Stage *stage, const Scene *scene)
{
  type_password (stage, scene->host);
  stage_submit (stage);
  stage_wait (stage, stage_has_failed, scene->name);
}

static void
play_offline (Stage *stage, const Scene *scene)
{
  g_autoptr (GNetworkMonitor) monitor = test_network_monitor_new (FALSE);

  domo_client_set_network_monitor (stage->client, monitor);
  play_real_failure (stage, scene);
}

static void
play_certificate (Stage *stage, const Scene *scene)
{
  g_autoptr (VstPractice) practice = test_practice_new (scene->certificate);
  g_autoptr (GError) error = NULL;

  if (!domo_client_set_extra_authority (stage->client, test_authority_path (), &error))
    stage_fail ("%s", error->message);
  type_password (stage, vst_practice_get_uri (practice));
  stage_submit (stage);
  stage_wait (stage, stage_has_failed, scene->name);
}

/* A listener whose queue is full: the kernel drops whatever else wants to connect. */
static void
play_full_queue (Stage *stage, const Scene *scene)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *typed = NULL;

  for (int i = 0; i < 4; i++) {
    GSocket *socket =
        g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

    g_ptr_array_add (sockets, socket);
    if (i == 0) {
      g_socket_set_listen_backlog (socket, 0);
      if (!g_socket_bind (socket, any, FALSE, NULL) || !g_socket_listen (socket, NULL))
        stage_fail ("no port can be opened");
      address = g_socket_get_local_address (socket, NULL);
    } else {
      g_socket_set_blocking (socket, FALSE);
      g_socket_connect (socket, address, NULL, NULL);
    }
  }
  typed = g_strdup_printf ("127.0.0.1:%u",
                           g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  domo_client_set_time_limits (stage->client, 200, 400);
  type_password (stage, typed);
  stage_submit (stage);
  stage_wait (stage, stage_has_failed, scene->name);
}

/* ------------------------------------------------------- proxies, and servers that speak no TLS */

static void
use_proxy (Stage *stage, guint port)
{
  g_autofree char *uri = g_strdup_printf ("http://proxy.acme.com:%u", port);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (uri, NULL);

  domo_client_set_proxy_resolver (stage->client, resolver);
}

static void
play_proxy_silent (Stage *stage, const Scene *scene)
{
  test_name_server_set ("proxy.acme.com", TEST_NAME_NOT_FOUND);
  use_proxy (stage, 3128);
  play_real_failure (stage, scene);
}

static gboolean
answer_cb (GSocketService *service,
           GSocketConnection *connection,
           GObject *source,
           const char *text)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
  return TRUE;
}

/* Answers @text to whoever connects, whatever is asked. */
static GSocketService *
start_server (const char *text, guint16 *port)
{
  GSocketService *service = g_socket_service_new ();

  *port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_signal_connect (service, "incoming", G_CALLBACK (answer_cb), (gpointer)text);
  return service;
}

static void
play_proxy_password (Stage *stage, const Scene *scene)
{
  guint16 port;
  g_autoptr (GSocketService) service =
      start_server ("HTTP/1.1 407 Proxy Authentication Required\r\n"
                    "Proxy-Authenticate: Basic realm=\"Acme\"\r\n"
                    "Content-Length: 0\r\nConnection: close\r\n\r\n",
                    &port);

  test_name_server_set ("proxy.acme.com", TEST_NAME_LOOPBACK);
  use_proxy (stage, port);
  play_real_failure (stage, scene);
  g_socket_service_stop (service);
}

static void
play_no_tls (Stage *stage, const Scene *scene)
{
  guint16 port;
  g_autoptr (GSocketService) service = start_server ("SSH-2.0-OpenSSH_9.2\r\n", &port);
  g_autofree char *typed = g_strdup_printf ("https://127.0.0.1:%u", port);

  type_password (stage, typed);
  stage_submit (stage);
  stage_wait (stage, stage_has_failed, scene->name);
  g_socket_service_stop (service);
}

/* --------------------------------------------------------------------------------- the profile */

static void
play_profile (Stage *stage, const Scene *scene)
{
  fill (stage, scene->account);
  stage_submit (stage);
  stage_wait (stage, stage_is_signed_in, "the profile");
}

static GtkCheckButton *
find_check (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_CHECK_BUTTON (widget))
    return GTK_CHECK_BUTTON (widget);
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkCheckButton *found = find_check (child);

    if (found)
      return found;
  }
  return NULL;
}

static void
uncheck (GtkWidget *widget, const char *scope)
{
  GtkWidget *child;

  if (ADW_IS_ACTION_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), scope))
    gtk_check_button_set_active (find_check (widget), FALSE);
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    uncheck (child, scope);
}

static void
play_token_only (Stage *stage, const Scene *scene)
{
  fill (stage, "client");
  uncheck (stage_find (stage, "scopes_row"), "user");
  stage_submit (stage);
  stage_wait (stage, stage_is_signed_in, "the profile");
}

static void
play_end (Stage *stage, const Scene *scene)
{
  GtkWidget *page;
  GtkAdjustment *adjustment;

  play_profile (stage, scene);
  page = get_profile_page (stage);
  adw_expander_row_set_expanded (stage_find_in (page, "raw_row"), TRUE);
  camera_settle (GTK_WINDOW (stage->window));
  adjustment = gtk_scrolled_window_get_vadjustment (stage_find_in (page, "scroller"));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
play_copied (Stage *stage, const Scene *scene)
{
  play_profile (stage, scene);
  gtk_widget_activate_action (get_profile_page (stage), "profile.copy-token", NULL);
}

static void
play_copy_menu (Stage *stage, const Scene *scene)
{
  GtkWidget *page;
  GtkMenuButton *button;

  play_profile (stage, scene);
  page = get_profile_page (stage);
  gtk_widget_activate_action (page, "profile.copy-as", "s", "env");
  button = vst_token_card_get_menu_button (stage_find_in (page, "token_card"));
  gtk_menu_button_popup (button);
  while (!gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))))
    g_main_context_iteration (NULL, TRUE);
}

static void
play_value_copied (Stage *stage, const Scene *scene)
{
  play_profile (stage, scene);
  gtk_widget_activate_action (get_profile_page (stage), "profile.copy-value", "s", "1893952720");
}

static void
play_avatar (Stage *stage, const Scene *scene)
{
  static const guchar pixels[] = { 0x1C, 0x71, 0xD8, 0x2E, 0xC2, 0x7E,
                                   0x2E, 0xC2, 0x7E, 0x1C, 0x71, 0xD8 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (2, 2, GDK_MEMORY_R8G8B8, bytes, 2 * 3);
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);

  vst_practice_set_avatar (stage->practice, png);
  play_profile (stage, scene);
  stage_wait (stage, has_avatar, "the avatar");
}

static void
check (Stage *stage, const VstFault *fault)
{
  vst_practice_set_fault (stage->practice, VST_ROUTE_WHO_AM_I, fault);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.check", NULL);
}

static void
play_checking (Stage *stage, const Scene *scene)
{
  play_profile (stage, scene);
  check (stage, &(VstFault){ .kind = VST_FAULT_SILENT });
}

static void
play_check_fails (Stage *stage, guint status)
{
  play_profile (stage, &(Scene){ 0 });
  check (stage, &(VstFault){ .kind = VST_FAULT_ANSWER, .status = status });
  stage_wait (stage, check_has_failed, "the failure card");
}

static void
play_check_refused (Stage *stage, const Scene *scene)
{
  play_check_fails (stage, 401);
}

static void
play_check_trouble (Stage *stage, const Scene *scene)
{
  play_check_fails (stage, 503);
}

/* ---------------------------------------------------------------------------- tokens of any life
 */

static char *
build_session_token (gint64 minutes_left)
{
  gint64 expires = g_get_real_time () / 1000 + minutes_left * 60000;
  g_autofree char *json = g_strdup_printf (
      "{\"customerId\":\"mmmm-0012-0200\",\"expiration\":%" G_GINT64_FORMAT
      ",\"hmacSignature\":\"bm90IGEgc2lnbmF0dXJl\",\"sid\":\"5f1e\","
      "\"timestamp\":%" G_GINT64_FORMAT ",\"toes\":\"UNKNOWNSID\",\"userId\":\"1893952720\"}",
      expires, expires - 8 * 3600000);
  g_autofree char *base64 = g_base64_encode ((const guchar *)json, strlen (json));

  return g_uri_escape_string (base64, NULL, FALSE);
}

static void
play_life (Stage *stage, const Scene *scene, gint64 minutes_left)
{
  g_autofree char *token = build_session_token (minutes_left);
  g_autofree char *body =
      g_strdup_printf ("{\"userId\":1893952720,\"success\":true,\"sessionToken\":\"%s\"}", token);
  const VstFault auth = { .kind = VST_FAULT_ANSWER, .status = 200, .body = body };
  const VstFault user = {
    .kind = VST_FAULT_ANSWER,
    .status = 200,
    .body = "{\"id\":1893952720,\"displayName\":\"Jae Wilson\",\"emailAddress\":"
            "\"jae.wilson@acme.com\",\"userType\":\"USER\",\"active\":true}",
  };

  vst_practice_set_fault (stage->practice, VST_ROUTE_FULL_AUTH, &auth);
  vst_practice_set_fault (stage->practice, VST_ROUTE_WHO_AM_I, &user);
  play_profile (stage, scene);
}

static void
play_ended (Stage *stage, const Scene *scene)
{
  play_life (stage, scene, -35);
}

static void
play_ends_soon (Stage *stage, const Scene *scene)
{
  play_life (stage, scene, 40);
}

/* -------------------------------------------------------------------------- the token's card */

static void
scroll_to (Stage *stage, GtkWidget *page, const char *id)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (stage_find_in (page, "scroller"));
  graphene_rect_t bounds;

  camera_settle (GTK_WINDOW (stage->window));
  if (gtk_widget_compute_bounds (stage_find_in (page, id), stage_find_in (page, "content"),
                                 &bounds))
    gtk_adjustment_set_value (adjustment, bounds.origin.y);
}

static void
play_claims (Stage *stage, const Scene *scene)
{
  GtkWidget *page;

  play_profile (stage, scene);
  page = get_profile_page (stage);
  adw_expander_row_set_expanded (stage_find_in (page, "claims_row"), TRUE);
  scroll_to (stage, page, "token_card");
}

static void
play_revealed (Stage *stage, const Scene *scene)
{
  DomoToken *token;

  play_profile (stage, scene);
  token = vst_session_get_token (stage_get_session (stage));
  vst_reveal_show (stage_find_in (get_profile_page (stage), "reveal"), domo_token_get_text (token));
  scroll_to (stage, get_profile_page (stage), "token_card");
}

/* A client whose answer and token do not agree, asked by a computer whose clock is off. */
static void
play_warnings (Stage *stage, const Scene *scene)
{
  const VstFault granted = {
    .kind = VST_FAULT_ANSWER,
    .status = 200,
    .body = "{\"access_token\":\"" STRANGE_JWT "\",\"token_type\":\"bearer\",\"expires_in\":3599,"
            "\"userId\":964382593,\"domain\":\"acme.domo.com\"}",
  };
  const VstFault user = {
    .kind = VST_FAULT_ANSWER,
    .status = 200,
    .body = "{\"id\":964382593,\"name\":\"Nightly Export\",\"email\":\"it@acme.com\"}",
    .header_name = "Date",
    .header_value = "Wed, 01 Jan 2020 00:00:01 GMT",
  };

  vst_practice_set_fault (stage->practice, VST_ROUTE_DEVELOPER_AUTH, &granted);
  vst_practice_set_fault (stage->practice, VST_ROUTE_USER, &user);
  fill (stage, "client");
  stage_submit (stage);
  stage_wait (stage, stage_is_signed_in, "the profile");
  scroll_to (stage, get_profile_page (stage), "token_card");
}

/* So that the picture is the same each month. */
static void
show_in_may (GtkWidget *widget)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2030, 5, 8, 0, 0, 0);

  if (GTK_IS_CALENDAR (widget))
    gtk_calendar_select_day (GTK_CALENDAR (widget), day);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    show_in_may (child);
}

static void
play_set_date (Stage *stage, const Scene *scene)
{
  g_autoptr (GList) toplevels = NULL;

  play_profile (stage, scene);
  gtk_widget_activate_action (stage_find_in (get_profile_page (stage), "token_card"),
                              "token.set-date", NULL);
  stage_wait (stage, has_dialog, "the question");
  toplevels = gtk_window_list_toplevels ();
  for (GList *l = toplevels; l; l = l->next)
    show_in_may (l->data);
}

static void
play_date_set (Stage *stage, const Scene *scene)
{
  play_profile (stage, scene);
  vst_account_keeper_set_expires (vst_accounts_get_keeper (stage->accounts),
                                  vst_window_get_account (stage->window),
                                  g_get_real_time () / 1000 + 90 * G_GINT64_CONSTANT (86400000));
  scroll_to (stage, get_profile_page (stage), "token_card");
}

/* ------------------------------------------------------------------------------ the inspector */

static void
inspect (Stage *stage, const char *text)
{
  g_autoptr (GList) toplevels = NULL;
  g_autoptr (DomoSecret) secret = text ? domo_secret_new (text, -1) : NULL;

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.inspect", NULL);
  stage_wait (stage, has_dialog, "the inspector");
  toplevels = gtk_window_list_toplevels ();
  for (GList *l = toplevels; l; l = l->next)
    if (VST_IS_INSPECTOR (l->data)) {
      if (gtk_widget_get_width (GTK_WIDGET (stage->window)) < 560)
        gtk_window_set_default_size (l->data, 360, 720);
      vst_secret_row_set_secret (stage_find_in (l->data, "paste_row"), secret);
    }
}

static void
play_inspector_empty (Stage *stage, const Scene *scene)
{
  inspect (stage, NULL);
}

static void
play_inspector_bearer (Stage *stage, const Scene *scene)
{
  inspect (stage, "Authorization: Bearer " STRANGE_JWT "\n");
}

static void
play_inspector_session (Stage *stage, const Scene *scene)
{
  g_autofree char *token = build_session_token (400);

  inspect (stage, token);
}

static void
play_inspector_access (Stage *stage, const Scene *scene)
{
  inspect (stage, "export DOMO_ACCESS_TOKEN='DDCI0123456789abcdef'");
}

static void
play_inspector_unreadable (Stage *stage, const Scene *scene)
{
  inspect (stage, "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQ");
}

static void
play_inspector_long (Stage *stage, const Scene *scene)
{
  const char *json =
      "{\"userId\":27,\"role\":\"" LONG_NAME "\",\"scope\":[\"account\",\"audit\","
      "\"buzz\",\"dashboard\",\"data\",\"user\",\"workflow\"],\"domain\":\"" LONG_HOST
      "\",\"" UNBROKEN UNBROKEN "\":\"" UNBROKEN UNBROKEN UNBROKEN UNBROKEN
      "\",\"note\":\"" LONG_NAME ", " LONG_NAME "\"}";
  g_autofree char *payload = g_base64_encode ((const guchar *)json, strlen (json));
  g_autofree char *text = g_strconcat ("eyJhbGciOiJub25lIn0.", payload, ".x", NULL);

  inspect (stage, text);
}

/* ---------------------------------------------------------------------------------- long texts */

static void
play_long_form (Stage *stage, const Scene *scene)
{
  const VstPracticeAccount account = {
    .method = DOMO_METHOD_PASSWORD,
    .instance = LONG_HOST,
    .user_name = LONG_ADDRESS,
    .secret = LONG_ADDRESS,
  };

  vst_sign_in_page_fill_account (vst_window_get_sign_in_page (stage->window), &account);
}

/* ----------------------------------------------------------------------------------- all of them
 */

#define FAULT(STATUS, BODY)                                                                        \
  {                                                                                                \
    .kind = VST_FAULT_ANSWER, .status = STATUS, .body = BODY                                       \
  }

static const Scene scenes[] = {
  { "sign-in-first-run", play_nothing, .is_real = TRUE },
  { "sign-in-filled", play_typed, .is_real = TRUE, .host = "acme" },
  { "sign-in-client", play_filled, .is_real = TRUE, .account = "client" },
  { "sign-in-client-scopes", play_scopes, .is_real = TRUE },
  { "sign-in-access-token", play_filled, .is_real = TRUE, .account = "access-token" },
  { "sign-in-not-an-instance", play_typed, .is_real = TRUE, .host = "acme/evil" },
  { "sign-in-strange-host", play_typed, .is_real = TRUE, .host = "data.acme.com" },
  { "sign-in-loopback", play_typed, .is_real = TRUE, .host = "127.0.0.1:8080" },
  { "sign-in-long-text", play_long_form, .is_real = TRUE },
  { "unknown-host", play_question, .is_real = TRUE, .host = "data.acme.com" },
  { "sign-in-busy", play_busy },
  { "sign-in-busy-waiting", play_waiting },
  { "one-time-code", play_code },
  { "code-busy", play_code_sent, .route = VST_ROUTE_ELEVATE, .fault = { VST_FAULT_SILENT } },
  { "code-refused", play_code_refused },
  { "code-trouble", play_code_refused, .route = VST_ROUTE_ELEVATE, .fault = FAULT (503, NULL) },
  { "practice-banner", play_nothing },
  { "practice-accounts", play_accounts },
  { "main-menu", play_menu },
  { "shortcuts", play_shortcuts },
  { "about", play_about },

  { "failure-password", play_failure, .account = "wrong-password" },
  { "failure-details", play_details, .account = "wrong-password" },
  { "failure-client", play_failure, .account = "wrong-client" },
  { "failure-access-token", play_failure, .account = "wrong-token" },
  { "failure-locked", play_failure, .account = "locked" },
  { "failure-allow-list", play_failure, .account = "blocked" },
  { "failure-no-instance", play_failure, .account = "no-instance" },
  { "failure-no-token", play_failure, .account = "sso" },
  { "failure-no-token-client", play_failure, .account = "client", .route = VST_ROUTE_DEVELOPER_AUTH,
    .fault = FAULT (200, "{}") },
  { "failure-second-factor", play_failure,
    .fault = FAULT (
        200, "{\"success\":true,\"twoFactorInfo\":{\"token\":null,\"status\":\"NEEDED\"}}") },
  { "failure-token-kind", play_failure, .account = "jwt" },
  { "failure-session", play_failure, .route = VST_ROUTE_WHO_AM_I, .fault = FAULT (401, NULL) },
  { "failure-reason", play_failure,
    .fault = FAULT (200, "{\"success\":false,\"reason\":\"PASSWORD_EXPIRED\"}") },
  { "failure-status", play_failure, .fault = FAULT (418, NULL) },
  { "failure-long-reason", play_failure,
    .fault = FAULT (200,
                    "{\"success\":false,\"reason\":\""
                    "<i>Not</i> & now\xE2\x80\xAE, " UNBROKEN UNBROKEN UNBROKEN UNBROKEN
                    ": " UNBROKEN UNBROKEN UNBROKEN UNBROKEN " and " UNBROKEN " and " UNBROKEN
                    " and " UNBROKEN " and " UNBROKEN " and " UNBROKEN " and " UNBROKEN
                    " and " UNBROKEN " and " UNBROKEN " and " UNBROKEN "\"}") },
  { "failure-offline", play_offline, .is_real = TRUE, .host = "acme" },
  { "failure-no-host", play_real_failure, .is_real = TRUE, .host = "acm.domo.com" },
  { "failure-name-server", play_real_failure, .is_real = TRUE, .host = "acme.domo.com",
    .answer = TEST_NAME_TEMPORARY_FAILURE },
  { "failure-refused", play_real_failure, .is_real = TRUE, .host = "acme.domo.com",
    .answer = TEST_NAME_LOOPBACK },
  { "failure-cut", play_failure, .fault = { VST_FAULT_CLOSE } },
  { "failure-no-answer", play_full_queue, .is_real = TRUE },
  { "failure-slow", play_timeout, .fault = { VST_FAULT_SILENT } },
  { "failure-authority", play_certificate, .is_real = TRUE,
    .certificate = TEST_CERTIFICATE_UNKNOWN_AUTHORITY },
  { "failure-expired", play_certificate, .is_real = TRUE, .certificate = TEST_CERTIFICATE_EXPIRED },
  { "failure-not-yet-valid", play_certificate, .is_real = TRUE,
    .certificate = TEST_CERTIFICATE_NOT_YET_VALID },
  { "failure-other-host", play_certificate, .is_real = TRUE,
    .certificate = TEST_CERTIFICATE_WRONG_HOST },
  { "failure-no-tls", play_no_tls, .is_real = TRUE },
  { "failure-proxy", play_proxy_silent, .is_real = TRUE, .host = "acme" },
  { "failure-proxy-password", play_proxy_password, .is_real = TRUE, .host = "acme" },
  { "failure-redirected", play_failure,
    .fault = { VST_FAULT_ANSWER, .status = 302, .header_name = "Location",
               .header_value = "https://acme-eu.domo.com/api/" } },
  { "failure-redirected-long", play_failure,
    .fault = { VST_FAULT_ANSWER, .status = 302, .header_name = "Location",
               .header_value = "https://" LONG_HOST "/api/" } },
  { "failure-pause", play_failure,
    .fault = { VST_FAULT_ANSWER, .status = 429, .header_name = "Retry-After",
               .header_value = "43" } },
  { "failure-trouble", play_failure, .fault = FAULT (503, NULL) },
  { "failure-web-page", play_failure,
    .fault = { VST_FAULT_ANSWER, .status = 200, .body = "<html><title>Welcome</title></html>",
               .content_type = "text/html" } },
  { "failure-too-long", play_failure, .fault = { VST_FAULT_BIG } },
  { "failure-cut-short", play_failure, .account = "broken" },
  { "failure-shape", play_failure, .fault = FAULT (200, "[1, 2]") },

  { "profile", play_profile },
  { "profile-client", play_profile, .account = "client" },
  { "profile-client-token-only", play_token_only },
  { "profile-access-token", play_profile, .account = "access-token" },
  { "profile-avatar", play_avatar },
  { "profile-end", play_end },
  { "profile-copied", play_copied },
  { "profile-copy-menu", play_copy_menu, .account = "client" },
  { "profile-value-copied", play_value_copied },
  { "profile-checking", play_checking },
  { "profile-refused", play_check_refused },
  { "profile-trouble", play_check_trouble },
  { "profile-ended", play_ended },
  { "profile-ends-soon", play_ends_soon },
  { "token-claims", play_claims },
  { "token-claims-client", play_claims, .account = "client" },
  { "token-revealed", play_revealed },
  { "token-revealed-client", play_revealed, .account = "client" },
  { "token-warnings", play_warnings },
  { "token-set-date", play_set_date, .account = "access-token" },
  { "token-date-set", play_date_set, .account = "access-token" },
  { "inspector-empty", play_inspector_empty },
  { "inspector-bearer", play_inspector_bearer },
  { "inspector-session", play_inspector_session },
  { "inspector-access", play_inspector_access },
  { "inspector-unreadable", play_inspector_unreadable },
  { "inspector-long-text", play_inspector_long },
  { "long-text", play_profile, .route = VST_ROUTE_WHO_AM_I,
    .fault = FAULT (200,
                    "{\"id\":9007199254740993,\"displayName\":\"" LONG_NAME
                    "\",\"emailAddress\":\"" LONG_ADDRESS "\",\"userName\":\"" LONG_ADDRESS
                    "\",\"department\":\"" LONG_NAME "\",\"userType\":\"" UNBROKEN UNBROKEN UNBROKEN
                    "\",\"avatarKey\":\"" UNBROKEN UNBROKEN "\",\"active\":true}") },
};

const Scene *
scenes_list (gsize *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}

Stage *
scene_play (const Scene *scene, int width, int height)
{
  g_autoptr (VstPractice) practice =
      scene->is_real ? NULL : test_practice_new (TEST_CERTIFICATE_NONE);
  Stage *stage = stage_new (practice, scene->prepare);

  if (practice)
    vst_practice_set_fault (practice, scene->route, &scene->fault);
  if (scene->is_real)
    test_name_server_set (scene->host ? scene->host : "acme.domo.com", scene->answer);
  stage_present (stage, width, height);
  scene->play (stage, scene);
  return stage;
}
