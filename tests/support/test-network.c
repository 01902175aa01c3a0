/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-support.h"

/* A network monitor that says what it was told to. */
#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor {
  GObject parent;
  gboolean available;
  GThread *thread; /* that made it */
  GMutex silence;  /* is held while it is silent */
};

enum { PROP_0, PROP_AVAILABLE, PROP_METERED, PROP_CONNECTIVITY };

static gboolean
monitor_init_sync (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = monitor_init_sync;
}

static gboolean
monitor_can_reach (GNetworkMonitor *monitor,
                   GSocketConnectable *connectable,
                   GCancellable *cancellable,
                   GError **error)
{
  if (TEST_MONITOR (monitor)->available)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "no network");
  return FALSE;
}

static void
monitor_can_reach_async (GNetworkMonitor *monitor,
                         GSocketConnectable *connectable,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (monitor, cancellable, callback, user_data);
  GError *error = NULL;

  if (monitor_can_reach (monitor, connectable, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
monitor_can_reach_finish (GNetworkMonitor *monitor, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
monitor_iface_init (GNetworkMonitorInterface *iface)
{
  iface->can_reach = monitor_can_reach;
  iface->can_reach_async = monitor_can_reach_async;
  iface->can_reach_finish = monitor_can_reach_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor,
                               test_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          monitor_iface_init))

/* Where another thread waits for the main loop. */
typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean is_idle;
} Barrier;

static gboolean
idle_cb (gpointer user_data)
{
  Barrier *barrier = user_data;

  g_mutex_lock (&barrier->mutex);
  barrier->is_idle = TRUE;
  g_cond_signal (&barrier->cond);
  g_mutex_unlock (&barrier->mutex);
  return G_SOURCE_REMOVE;
}

/* Asked from a thread, it takes its time, as the system's may: until nothing else is left to do. */
static void
take_time (TestMonitor *self)
{
  Barrier barrier = { .is_idle = FALSE };

  if (g_thread_self () == self->thread)
    return;
  g_mutex_init (&barrier.mutex);
  g_cond_init (&barrier.cond);
  g_idle_add_full (G_PRIORITY_LOW, idle_cb, &barrier, NULL);
  g_mutex_lock (&barrier.mutex);
  while (!barrier.is_idle)
    g_cond_wait (&barrier.cond, &barrier.mutex);
  g_mutex_unlock (&barrier.mutex);
  g_cond_clear (&barrier.cond);
  g_mutex_clear (&barrier.mutex);
  g_mutex_lock (&self->silence);
  g_mutex_unlock (&self->silence);
}

static void
test_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestMonitor *self = TEST_MONITOR (object);

  take_time (self);
  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, self->available);
  else if (id == PROP_METERED)
    g_value_set_boolean (value, FALSE);
  else
    g_value_set_enum (value,
                      self->available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
}

static void
test_monitor_finalize (GObject *object)
{
  g_mutex_clear (&TEST_MONITOR (object)->silence);
  G_OBJECT_CLASS (test_monitor_parent_class)->finalize (object);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = test_monitor_finalize;
  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
  g_mutex_init (&self->silence);
}

GNetworkMonitor *
test_network_monitor_new (gboolean available)
{
  TestMonitor *self = g_object_new (TEST_TYPE_MONITOR, NULL);

  self->available = available;
  self->thread = g_thread_self ();
  return G_NETWORK_MONITOR (self);
}

void
test_network_monitor_set_silent (GNetworkMonitor *monitor, gboolean is_silent)
{
  if (is_silent)
    g_mutex_lock (&TEST_MONITOR (monitor)->silence);
  else
    g_mutex_unlock (&TEST_MONITOR (monitor)->silence);
}

/* A name server inside the program. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver {
  GResolver parent;
  GHashTable *answers; /* char * → TestName */
  guint n_asked;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static GResolver *real_resolver;
static TestResolver *our_resolver;

static void
addresses_free (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static GError *
build_error (TestName answer)
{
  if (answer == TEST_NAME_TEMPORARY_FAILURE)
    return g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                                "the name server failed");
  return g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name");
}

static TestName
look_up (TestResolver *self, const char *host, GResolverNameLookupFlags flags)
{
  TestName answer = GPOINTER_TO_INT (g_hash_table_lookup (self->answers, host));

  self->n_asked++;
  if (answer == TEST_NAME_LOOPBACK && flags == G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    return TEST_NAME_NOT_FOUND;
  return answer;
}

static void
silent_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;

  /* The task answers with the cancellation by itself. */
  g_task_return_pointer (task, NULL, NULL);
}

static void
resolver_lookup_async (GResolver *resolver,
                       const char *host,
                       GResolverNameLookupFlags flags,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  TestName answer = look_up (TEST_RESOLVER (resolver), host, flags);

  if (answer == TEST_NAME_LOOPBACK)
    g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_from_string ("127.0.0.1")),
                           addresses_free);
  else if (answer != TEST_NAME_SILENT)
    g_task_return_error (task, build_error (answer));
  else if (cancellable)
    g_cancellable_connect (cancellable, G_CALLBACK (silent_cancelled_cb), g_steal_pointer (&task),
                           g_object_unref);
  else
    g_error ("nobody could ever end this look-up of %s", host);
}

static GList *
resolver_lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_lookup_any_async (GResolver *resolver,
                           const char *host,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  resolver_lookup_async (resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable,
                         callback, user_data);
}

static GList *
resolver_lookup (GResolver *resolver,
                 const char *host,
                 GResolverNameLookupFlags flags,
                 GCancellable *cancellable,
                 GError **error)
{
  TestName answer = look_up (TEST_RESOLVER (resolver), host, flags);

  if (answer == TEST_NAME_LOOPBACK)
    return g_list_append (NULL, g_inet_address_new_from_string ("127.0.0.1"));
  g_propagate_error (error, build_error (answer));
  return NULL;
}

static GList *
resolver_lookup_any (GResolver *resolver,
                     const char *host,
                     GCancellable *cancellable,
                     GError **error)
{
  return resolver_lookup (resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, error);
}

static void
test_resolver_finalize (GObject *object)
{
  g_hash_table_unref (TEST_RESOLVER (object)->answers);
  G_OBJECT_CLASS (test_resolver_parent_class)->finalize (object);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_resolver_finalize;
  resolver_class->lookup_by_name = resolver_lookup_any;
  resolver_class->lookup_by_name_async = resolver_lookup_any_async;
  resolver_class->lookup_by_name_finish = resolver_lookup_finish;
  resolver_class->lookup_by_name_with_flags = resolver_lookup;
  resolver_class->lookup_by_name_with_flags_async = resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
test_name_server_set (const char *host, TestName answer)
{
  if (!our_resolver) {
    real_resolver = g_resolver_get_default ();
    our_resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
    g_resolver_set_default (G_RESOLVER (our_resolver));
  }
  g_hash_table_insert (our_resolver->answers, g_strdup (host), GINT_TO_POINTER (answer));
}

guint
test_name_server_count (void)
{
  return our_resolver ? our_resolver->n_asked : 0;
}

void
test_name_server_reset (void)
{
  if (!our_resolver)
    return;
  g_resolver_set_default (real_resolver);
  g_clear_object (&real_resolver);
  g_clear_object (&our_resolver);
}
