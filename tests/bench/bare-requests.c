/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bare-requests.h"

#include <string.h>

/* Whatever was found: GIO has looked at the certificate as it does for ours. */
static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flaws,
                       gpointer unused)
{
  return TRUE;
}

static void
send (BareRequests *self, SoupMessage *message, GAsyncReadyCallback callback)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, callback,
                                    self);
}

static void
who_am_i_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BareRequests *self = user_data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_autofree char *text = NULL;

  if (body)
    text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  self->done (text, self->user_data);
}

static char *
find_token (GBytes *body)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  char *token = strstr (text, "\"sessionToken\":\"");
  char *end;

  if (!token)
    return NULL;
  token += strlen ("\"sessionToken\":\"");
  end = strchr (token, '"');
  return end ? g_strndup (token, end - token) : NULL;
}

static void
full_auth_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BareRequests *self = user_data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_autofree char *token = body ? find_token (body) : NULL;
  g_autofree char *uri = g_strconcat (self->uri, "/api/content/v2/users/me", NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);

  if (!token) {
    self->done (NULL, self->user_data);
    return;
  }
  soup_message_headers_replace (soup_message_get_request_headers (message), "x-domo-authentication",
                                token);
  send (self, message, who_am_i_cb);
}

void
bare_requests_send (BareRequests *self)
{
  g_autofree char *uri = g_strconcat (self->uri, "/api/content/v2/authentication", NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, uri);
  g_autofree char *text =
      g_strdup_printf ("{\"method\":\"password\",\"emailAddress\":\"%s\",\"password\":\"%s\"}",
                       self->user, self->password);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  send (self, message, full_auth_cb);
}
