/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domo-proxy-resolver.h"

#include "domo-instance.h"
#include "domo-secret.h"

typedef struct {
  char *address;  /* host:port */
  char *user;     /* nullable */
  char *password; /* nullable */
} Proxy;

struct _DomoProxyResolver {
  GObject parent_instance;

  /* libsoup may look up in another thread. */
  GMutex mutex;
  GProxyResolver *resolver; /* nullable: the system's, until it is wanted */
  GHashTable *proxies;      /* host that is asked -> Proxy; no entry: directly */
};

static void proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DomoProxyResolver,
                               domo_proxy_resolver,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      proxy_resolver_iface_init))

static void
proxy_free (Proxy *proxy)
{
  g_free (proxy->address);
  g_free (proxy->user);
  domo_wipe_string (proxy->password);
  g_free (proxy);
}

static Proxy *
proxy_new (GUri *uri)
{
  Proxy *proxy = g_new0 (Proxy, 1);

  proxy->address = g_uri_get_port (uri) > 0
                       ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
                       : g_strdup (g_uri_get_host (uri));
  proxy->user = g_strdup (g_uri_get_user (uri));
  proxy->password = g_strdup (g_uri_get_password (uri));
  return proxy;
}

/* The address without user and password, where libsoup would stumble over them. SOCKS is GIO's own
 * work and takes them from the address. */
static char *
strip_login (GUri *uri)
{
  if (!g_str_has_prefix (g_uri_get_scheme (uri), "http"))
    return g_uri_to_string (uri);
  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
}

/* Keeps the first proxy of @answers for @host, and makes of them what libsoup may see. */
static char **
keep_answers (DomoProxyResolver *self, const char *host, char **answers)
{
  g_autoptr (GStrvBuilder) stripped = g_strv_builder_new ();
  Proxy *proxy = NULL;

  for (char **answer = answers; answer && *answer; answer++) {
    g_autoptr (GUri) uri =
        g_uri_parse (*answer, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_PARSE_RELAXED, NULL);
    g_autofree char *text = NULL;

    if (!uri || g_str_equal (g_uri_get_scheme (uri), "direct") || !g_uri_get_host (uri)) {
      g_strv_builder_add (stripped, *answer);
      continue;
    }
    text = strip_login (uri);
    g_strv_builder_add (stripped, text);
    if (!proxy)
      proxy = proxy_new (uri);
  }

  g_mutex_lock (&self->mutex);
  if (proxy)
    g_hash_table_replace (self->proxies, g_strdup (host), proxy);
  else
    g_hash_table_remove (self->proxies, host);
  g_mutex_unlock (&self->mutex);
  return g_strv_builder_end (stripped);
}

static char *
get_host (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = parsed ? g_uri_get_host (parsed) : NULL;

  return g_strdup (host ? host : "");
}

static char **
get_direct (void)
{
  const char *const direct[] = { "direct://", NULL };

  return g_strdupv ((char **)direct);
}

static GProxyResolver *
get_resolver (DomoProxyResolver *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->resolver)
    self->resolver = g_object_ref (g_proxy_resolver_get_default ());
  return self->resolver;
}

void
domo_proxy_resolver_load (DomoProxyResolver *self)
{
  get_resolver (self);
}

static char **
domo_proxy_resolver_lookup (GProxyResolver *resolver,
                            const char *uri,
                            GCancellable *cancellable,
                            GError **error)
{
  DomoProxyResolver *self = DOMO_PROXY_RESOLVER (resolver);
  g_autofree char *host = get_host (uri);
  g_auto (GStrv) answers = NULL;

  if (domo_host_is_loopback (host))
    return get_direct ();
  answers = g_proxy_resolver_lookup (get_resolver (self), uri, cancellable, error);
  return answers ? keep_answers (self, host, answers) : NULL;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) answers =
      g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);
  DomoProxyResolver *self = g_task_get_source_object (task);

  if (answers)
    g_task_return_pointer (task, keep_answers (self, g_task_get_task_data (task), answers),
                           (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
domo_proxy_resolver_lookup_async (GProxyResolver *resolver,
                                  const char *uri,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  DomoProxyResolver *self = DOMO_PROXY_RESOLVER (resolver);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  char *host = get_host (uri);

  g_task_set_task_data (task, host, g_free);
  if (domo_host_is_loopback (host))
    g_task_return_pointer (task, get_direct (), (GDestroyNotify)g_strfreev);
  else
    g_proxy_resolver_lookup_async (get_resolver (self), uri, cancellable, looked_up_cb,
                                   g_steal_pointer (&task));
}

static char **
domo_proxy_resolver_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
domo_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static void
proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = domo_proxy_resolver_is_supported;
  iface->lookup = domo_proxy_resolver_lookup;
  iface->lookup_async = domo_proxy_resolver_lookup_async;
  iface->lookup_finish = domo_proxy_resolver_lookup_finish;
}

static void
domo_proxy_resolver_finalize (GObject *object)
{
  DomoProxyResolver *self = DOMO_PROXY_RESOLVER (object);

  g_hash_table_unref (self->proxies);
  g_clear_object (&self->resolver);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (domo_proxy_resolver_parent_class)->finalize (object);
}

static void
domo_proxy_resolver_class_init (DomoProxyResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = domo_proxy_resolver_finalize;
}

static void
domo_proxy_resolver_init (DomoProxyResolver *self)
{
  g_mutex_init (&self->mutex);
  self->proxies =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)proxy_free);
}

DomoProxyResolver *
domo_proxy_resolver_new (GProxyResolver *resolver)
{
  DomoProxyResolver *self = g_object_new (DOMO_TYPE_PROXY_RESOLVER, NULL);

  if (resolver)
    self->resolver = g_object_ref (resolver);
  return self;
}

char *
domo_proxy_resolver_dup_proxy (DomoProxyResolver *self, const char *host)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Proxy *proxy = g_hash_table_lookup (self->proxies, host);

  return proxy ? g_strdup (proxy->address) : NULL;
}

gboolean
domo_proxy_resolver_dup_login (DomoProxyResolver *self,
                               const char *host,
                               char **user,
                               char **password)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Proxy *proxy = g_hash_table_lookup (self->proxies, host);

  if (!proxy || !proxy->user || !proxy->password)
    return FALSE;
  *user = g_strdup (proxy->user);
  *password = g_strdup (proxy->password);
  return TRUE;
}
