/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-support.h"

#if defined __SANITIZE_ADDRESS__
#define HAS_ADDRESS_SANITIZER
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER
#endif
#endif

#ifdef HAS_ADDRESS_SANITIZER
const char *__asan_default_options (void);

/* Else the search for leaks stumbles over the thread-local data of GnuTLS, and fails at exit. */
const char *
__asan_default_options (void)
{
  return "intercept_tls_get_addr=0";
}
#endif

static GMutex log_mutex; /* libraries log from their threads, too */
static GString *log_text;

void
test_wait_cb (GObject *source, GAsyncResult *result, gpointer wait)
{
  TestWait *self = wait;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

GAsyncResult *
test_wait (TestWait *wait)
{
  while (!wait->result)
    g_main_context_iteration (NULL, TRUE);
  return wait->result;
}

void
test_wait_clear (TestWait *wait)
{
  g_clear_object (&wait->result);
}

void
test_until (gboolean (*condition) (gpointer data), gpointer data)
{
  while (!condition (data))
    g_main_context_iteration (NULL, FALSE);
}

void
test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static int
query_sleep (void)
{
  GMainContext *context = g_main_context_default ();
  int priority, timeout = -1;

  g_assert_true (g_main_context_acquire (context));
  if (g_main_context_prepare (context, &priority))
    timeout = 0;
  else
    g_main_context_query (context, G_MAXINT, &timeout, NULL, 0);
  g_main_context_release (context);
  return timeout;
}

int
test_next_wakeup (void)
{
  const int a_moment = 500;
  int sleep;

  test_settle ();
  while ((sleep = query_sleep ()) >= 0 && sleep < a_moment)
    g_main_context_iteration (NULL, TRUE);
  return sleep;
}

gboolean
test_can_look (void)
{
#ifdef HAS_ADDRESS_SANITIZER
  return FALSE;
#else
  return TRUE;
#endif
}

void
test_count_cb (guint *count)
{
  (*count)++;
}

VstPractice *
test_practice_new (TestCertificate certificate)
{
  g_autoptr (VstPractice) practice = vst_practice_new ();
  g_autoptr (GError) error = NULL;

  vst_practice_listen (practice, test_certificate (certificate), &error);
  g_assert_no_error (error);
  return g_steal_pointer (&practice);
}

const VstPracticeRequest *
test_practice_last (VstPractice *practice)
{
  GPtrArray *requests = vst_practice_get_requests (practice);

  g_assert_cmpuint (requests->len, >, 0);
  return g_ptr_array_index (requests, requests->len - 1);
}

guint
test_practice_count (VstPractice *practice, VstRoute route)
{
  GPtrArray *requests = vst_practice_get_requests (practice);
  guint count = 0;
  guint i;

  for (i = 0; i < requests->len; i++) {
    const VstPracticeRequest *request = g_ptr_array_index (requests, i);

    if (request->route == route)
      count++;
  }
  return count;
}

const VstPracticeAccount *
test_account (const char *id)
{
  const VstPracticeAccount *accounts;
  gsize n_accounts;
  gsize i;

  accounts = vst_practice_get_accounts (&n_accounts);
  for (i = 0; i < n_accounts; i++)
    if (g_str_equal (accounts[i].id, id))
      return &accounts[i];
  g_assert_not_reached ();
}

/* Returns: whether nobody else need see it; a warning is fatal whether it is kept or not */
static gboolean
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  gboolean kept = FALSE;
  gsize i;

  g_mutex_lock (&log_mutex);
  if (log_text) {
    kept = TRUE;
    for (i = 0; i < n_fields; i++)
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_len (log_text, fields[i].value, fields[i].length);
    g_string_append_c (log_text, '\n');
  }
  g_mutex_unlock (&log_mutex);

  return kept && !(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING));
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (keep_log (level, fields, n_fields))
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, NULL);
}

/* What newer GLib does not hand on to the writer while a test runs. */
static void
handle_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  const GLogField field = { "MESSAGE", message, -1 };

  if (!keep_log (level, &field, 1))
    g_log_default_handler (domain, level, message, NULL);
}

void
test_log_start (void)
{
  static gsize is_set = 0;

  if (g_once_init_enter (&is_set)) {
    g_log_set_writer_func (write_log, NULL, NULL);
    g_log_set_default_handler (handle_log, NULL);
    g_once_init_leave (&is_set, 1);
  }
  g_mutex_lock (&log_mutex);
  g_assert_null (log_text);
  log_text = g_string_new (NULL);
  g_mutex_unlock (&log_mutex);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
}

char *
test_log_stop (void)
{
  GString *text;

  g_unsetenv ("G_MESSAGES_DEBUG"); /* which is logged itself */
  g_mutex_lock (&log_mutex);
  text = g_steal_pointer (&log_text);
  g_mutex_unlock (&log_mutex);
  return g_string_free (text, FALSE);
}

GBytes *
test_avatar_new (void)
{
  /* One pixel. */
  static const char base64[] =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
      "rkJggg==";
  gsize size;
  guchar *data = g_base64_decode (base64, &size);

  return g_bytes_new_take (data, size);
}
