/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vst-practice.h"

G_BEGIN_DECLS

/* The end of an asynchronous call:
 *
 *   g_auto (TestWait) wait = { 0 };
 *   thing_do_async (thing, NULL, test_wait_cb, &wait);
 *   thing_do_finish (thing, test_wait (&wait), &error); */
typedef struct {
  GAsyncResult *result; /* NULL until the call has ended */
} TestWait;

/** test_wait_cb: the callback to give with a #TestWait as its data */
void test_wait_cb (GObject *source, GAsyncResult *result, gpointer wait);

/** test_wait: turns the main loop until the call has ended. Returns: (transfer none): its result */
GAsyncResult *test_wait (TestWait *wait);
void test_wait_clear (TestWait *wait);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestWait, test_wait_clear)

/** test_until: turns the main loop until @condition holds. It does not wait for an event, so that
 * what the kernel alone knows can be asked for. */
void test_until (gboolean (*condition) (gpointer data), gpointer data);

/** test_settle: turns the main loop as long as there is something to do at once. */
void test_settle (void);

/** test_next_wakeup: turns the main loop until it would sleep for more than a moment: what draws
 * wakes it sooner, for a while. Returns: milliseconds until it wakes by itself; -1: never */
int test_next_wakeup (void);

/** test_can_look: Returns: whether the memory of this process can be looked through for what was to
 * be wiped. AddressSanitizer maps too much for that, keeps parts of it from being looked at, and
 * has a free() that keeps what is in it. */
gboolean test_can_look (void);

/** test_count_cb: counts signals; connect it swapped, with a guint as its data */
void test_count_cb (guint *count);

/* Certificates for servers, made with certtool when the first is wanted, in a private folder that
 * is removed at exit. All but WRONG_HOST are for localhost, the loopback addresses and
 * practice.domo.com. */
typedef enum {
  TEST_CERTIFICATE_NONE,              /* clear HTTP */
  TEST_CERTIFICATE_GOOD,              /* of the authority */
  TEST_CERTIFICATE_UNKNOWN_AUTHORITY, /* of "Nobody’s Authority" */
  TEST_CERTIFICATE_SELF_SIGNED,
  TEST_CERTIFICATE_EXPIRED,       /* good from 2001-01-01 to 2002-01-01, UTC */
  TEST_CERTIFICATE_NOT_YET_VALID, /* good from 2090-01-01 to 2095-01-01, UTC */
  TEST_CERTIFICATE_WRONG_HOST,    /* for other.example and another.example */
  TEST_CERTIFICATE_CIRCLE,        /* of two authorities that have signed each other */
  TEST_N_CERTIFICATES
} TestCertificate;

#define TEST_EXPIRED_FROM G_GINT64_CONSTANT (978307200)
#define TEST_EXPIRED_TO G_GINT64_CONSTANT (1009843200)
#define TEST_NOT_YET_FROM G_GINT64_CONSTANT (3786912000)
#define TEST_NOT_YET_TO G_GINT64_CONSTANT (3944678400)

/** test_certificate: Returns: (transfer none) (nullable): with its key; %NULL for NONE */
GTlsCertificate *test_certificate (TestCertificate kind);

/** test_authority_path: Returns: (transfer none): the absolute path of a PEM file with the
 * authority that signed all but UNKNOWN_AUTHORITY, SELF_SIGNED and CIRCLE */
const char *test_authority_path (void);

/** test_temp_dir: Returns: (transfer none): the private folder itself; files in it go at exit */
const char *test_temp_dir (void);

/** test_practice_new: Returns: (transfer full): a practice instance that listens, with HTTPS unless
 * @certificate is NONE */
VstPractice *test_practice_new (TestCertificate certificate);

/** test_practice_last: Returns: (transfer none): the last request; there must be one */
const VstPracticeRequest *test_practice_last (VstPractice *practice);

/** test_practice_count: Returns: how many requests of @route there were */
guint test_practice_count (VstPractice *practice, VstRoute route);

/** test_account: Returns: (transfer none): the practice account with that id; there must be one */
const VstPracticeAccount *test_account (const char *id);

/** test_network_monitor_new: Returns: (transfer full): one that says the network is @available */
GNetworkMonitor *test_network_monitor_new (gboolean available);

/** test_network_monitor_set_silent: whoever asks it in a thread has no answer until it is silent no
 * more, which it has to be before it is freed. */
void test_network_monitor_set_silent (GNetworkMonitor *monitor, gboolean is_silent);

/* What a name server says of a host. */
typedef enum {
  TEST_NAME_NOT_FOUND, /* of every host that nothing else is said of */
  TEST_NAME_LOOPBACK,  /* 127.0.0.1 */
  TEST_NAME_TEMPORARY_FAILURE,
  TEST_NAME_SILENT, /* never anything, until it is cancelled */
} TestName;

/** test_name_server_set: from now on no real name server is asked; @host has that answer. */
void test_name_server_set (const char *host, TestName answer);

/** test_name_server_count: Returns: how often it was asked for a host so far */
guint test_name_server_count (void);

/** test_name_server_reset: the real name server is asked again. */
void test_name_server_reset (void);

/** test_log_start: from now on all that is logged, debug output of every library included, is
 * kept. */
void test_log_start (void);

/** test_log_stop: Returns: (transfer full): all that was logged since test_log_start() */
char *test_log_stop (void);

/** test_avatar_new: Returns: (transfer full): the file of a small PNG */
GBytes *test_avatar_new (void);

G_END_DECLS
