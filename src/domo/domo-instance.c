/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-instance.h"

#include <gio/gio.h>
#include <string.h>

#include "domo-error.h"

#define DOMO_SUFFIX ".domo.com"
#define PLATFORM_URI "https://api" DOMO_SUFFIX
/* Of DNS. */
#define MAX_HOST 253
#define MAX_LABEL 63

static const char *const known_domains[] = { "domo.com", "domotech.io", "domorig.io" };

struct _DomoInstance {
  gatomicrefcount count;
  char *host;
  char *name;
  char *product_uri;
  gboolean is_loopback;
  gboolean is_known;
};

G_DEFINE_BOXED_TYPE (DomoInstance, domo_instance, domo_instance_ref, domo_instance_unref)

/* What was typed, taken apart. */
typedef struct {
  char *scheme;     /* lower case, NULL when none was typed */
  char *host;       /* as typed, without brackets */
  gboolean is_ipv6; /* in brackets */
  guint port;       /* 0 when none was typed */
  gboolean has_tail;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_free (parts->scheme);
  g_free (parts->host);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* No word of what was typed goes into the message: it may be a secret in the wrong field. */
static gboolean
refuse (GError **error, const char *message)
{
  if (error)
    *error = domo_error_new (DOMO_ERROR_INPUT, DOMO_REASON_NONE, message);
  return FALSE;
}

/* White space, and what is invisible and comes along when text is copied from a page. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff;
}

static char *
strip (const char *text)
{
  const char *end = text + strlen (text);
  const char *previous;

  while (*text && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text) {
    previous = g_utf8_prev_char (end);
    if (!is_blank (g_utf8_get_char (previous)))
      break;
    end = previous;
  }
  return g_strndup (text, (gsize)(end - text));
}

static gboolean
split_port (const char *text, Parts *parts, GError **error)
{
  guint64 port;

  if (!*text)
    return TRUE;
  if (*text != ':' || !g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXUINT16, &port, NULL))
    return refuse (error, "not a port");
  parts->port = (guint)port;
  return TRUE;
}

/* Host and port: what stands between the scheme and the first slash. */
static gboolean
split_authority (const char *authority, Parts *parts, GError **error)
{
  const char *start = authority;
  const char *end;

  if (strchr (authority, '@'))
    return refuse (error, "a user name before the host");

  parts->is_ipv6 = *authority == '[';
  if (parts->is_ipv6) {
    start++;
    end = strchr (start, ']');
    if (!end)
      return refuse (error, "a bracket is not closed");
  } else {
    end = start + strcspn (start, ":");
  }
  parts->host = g_strndup (start, (gsize)(end - start));
  return split_port (parts->is_ipv6 ? end + 1 : end, parts, error);
}

static gboolean
split (const char *text, Parts *parts, GError **error)
{
  g_autofree char *authority = NULL;
  const char *start = text;
  const char *mark = strstr (text, "://");
  gsize length;

  /* One in a query is not the address's own. */
  if (mark && strcspn (text, "/?#") == (gsize)(mark + 1 - text)) {
    parts->scheme = g_ascii_strdown (text, mark - text);
    if (!g_str_equal (parts->scheme, "https") && !g_str_equal (parts->scheme, "http"))
      return refuse (error, "neither https nor http");
    start = mark + 3;
  }
  length = strcspn (start, "/?#");
  authority = g_strndup (start, length);
  parts->has_tail = start[length] != '\0';
  return split_authority (authority, parts, error);
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  return length > 0 && length <= MAX_LABEL && label[0] != '-' && label[length - 1] != '-' &&
         strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* Whether resolvers may take a name for an address: they also read 127.1, 0x7f.1 and 0177.0.0.1. */
static gboolean
ends_with_number (char **labels, guint n_labels)
{
  const char *last = labels[n_labels - 1];

  if (g_str_has_prefix (last, "0x"))
    return strspn (last + 2, "0123456789abcdef") == strlen (last + 2);
  return strspn (last, "0123456789") == strlen (last);
}

/* Returns: host in lower case and punycode, a bare name with its suffix; NULL when it cannot be a
 * host */
static char *
complete_host (const char *typed, gboolean *is_bare)
{
  g_autofree char *ascii = g_hostname_to_ascii (typed);
  g_autofree char *host = ascii ? g_ascii_strdown (ascii, -1) : NULL;
  g_auto (GStrv) labels = NULL;
  g_autoptr (GInetAddress) address = NULL;
  guint n_labels;

  if (!host)
    return NULL;
  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  labels = g_strsplit (host, ".", -1);
  n_labels = g_strv_length (labels);
  if (n_labels == 0)
    return NULL;
  for (guint i = 0; i < n_labels; i++)
    if (!is_label (labels[i]))
      return NULL;

  *is_bare = n_labels == 1 && !g_str_equal (host, "localhost");
  if (*is_bare)
    return g_strconcat (host, DOMO_SUFFIX, NULL);
  if (ends_with_number (labels, n_labels)) {
    address = g_inet_address_new_from_string (host);
    return address ? g_inet_address_to_string (address) : NULL;
  }
  return g_steal_pointer (&host);
}

static char *
complete_ipv6 (const char *typed)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (typed);
  g_autofree char *text = NULL;

  if (!address || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return NULL;
  text = g_inet_address_to_string (address);
  return g_strconcat ("[", text, "]", NULL);
}

gboolean
domo_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address)
    return g_inet_address_get_is_loopback (address);
  return g_str_equal (host, "[::1]") || g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
is_domo_host (const char *host)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_domains); i++) {
    const char *domain = known_domains[i];
    gsize length = strlen (host);
    gsize domain_length = strlen (domain);

    if (!g_str_has_suffix (host, domain))
      continue;
    if (length == domain_length || host[length - domain_length - 1] == '.')
      return TRUE;
  }
  return FALSE;
}

static char *
make_name (const char *host)
{
  gsize length = strlen (host);

  if (g_str_has_suffix (host, DOMO_SUFFIX))
    length -= strlen (DOMO_SUFFIX);
  return g_strndup (host, length);
}

/* Takes host. */
static DomoInstance *
instance_new (const Parts *parts, char *host, gboolean is_loopback)
{
  DomoInstance *self = g_new0 (DomoInstance, 1);
  gboolean is_plain = is_loopback && g_strcmp0 (parts->scheme, "https") != 0;

  g_atomic_ref_count_init (&self->count);
  self->is_loopback = is_loopback;
  self->is_known = is_loopback || is_domo_host (host);
  self->host = parts->port ? g_strdup_printf ("%s:%u", host, parts->port) : g_strdup (host);
  self->name = make_name (self->host);
  self->product_uri = g_strconcat (is_plain ? "http://" : "https://", self->host, NULL);
  g_free (host);
  return self;
}

/* What a person may write for one kind of host and not for another. */
static gboolean
check_parts (const Parts *parts, gboolean is_bare, gboolean is_loopback, GError **error)
{
  if (is_bare && parts->has_tail)
    return refuse (error, "a path after a bare name");
  if (!is_loopback && parts->port)
    return refuse (error, "a port on a host that is not loopback");
  if (!is_loopback && g_strcmp0 (parts->scheme, "http") == 0)
    return refuse (error, "http to a host that is not loopback");
  return TRUE;
}

DomoInstance *
domo_instance_new (const char *text, GError **error)
{
  g_auto (Parts) parts = { 0 };
  g_autofree char *stripped = NULL;
  g_autofree char *host = NULL;
  gboolean is_bare = FALSE;
  gboolean is_loopback;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_utf8_validate (text, -1, NULL) ? strip (text) : NULL;
  if (!stripped || !*stripped) {
    refuse (error, "no text");
    return NULL;
  }
  if (!split (stripped, &parts, error))
    return NULL;

  if (strlen (parts.host) <= MAX_HOST)
    host = parts.is_ipv6 ? complete_ipv6 (parts.host) : complete_host (parts.host, &is_bare);
  if (!host || strlen (host) > MAX_HOST) {
    refuse (error, "not a host");
    return NULL;
  }
  is_loopback = domo_host_is_loopback (host);
  if (!check_parts (&parts, is_bare, is_loopback, error))
    return NULL;
  return instance_new (&parts, g_steal_pointer (&host), is_loopback);
}

DomoInstance *
domo_instance_new_named (const char *text)
{
  g_autoptr (DomoInstance) named = text ? domo_instance_new (text, NULL) : NULL;

  return named && !domo_instance_is_loopback (named) ? g_steal_pointer (&named) : NULL;
}

DomoInstance *
domo_instance_ref (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
domo_instance_unref (DomoInstance *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_free (self->host);
  g_free (self->name);
  g_free (self->product_uri);
  g_free (self);
}

const char *
domo_instance_get_host (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->host;
}

const char *
domo_instance_get_name (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

const char *
domo_instance_get_text (DomoInstance *self)
{
  return domo_instance_is_loopback (self) ? domo_instance_get_product_uri (self)
                                          : domo_instance_get_name (self);
}

const char *
domo_instance_get_product_uri (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->product_uri;
}

const char *
domo_instance_get_platform_uri (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->is_loopback ? self->product_uri : PLATFORM_URI;
}

gboolean
domo_instance_is_loopback (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_loopback;
}

gboolean
domo_instance_is_known (DomoInstance *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_known;
}

gboolean
domo_instance_equal (DomoInstance *a, DomoInstance *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  return g_str_equal (a->product_uri, b->product_uri);
}
