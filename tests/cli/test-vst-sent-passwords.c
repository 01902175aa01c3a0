/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-sent-passwords.h"

/* More than a run with 100,000 lines has. */
#define MANY 120000

static char *
dup_key (VstSentPasswords *sent, const char *host, const char *user, const char *password)
{
  g_autoptr (DomoInstance) instance = domo_instance_new (host, NULL);
  g_autoptr (DomoSecret) secret = domo_secret_new (password, -1);
  g_autoptr (DomoCredential) credential = domo_credential_new_password (instance, user, secret);

  return vst_sent_passwords_dup_key (sent, credential);
}

/* What stands for a password is the same for the same one alone, and not in another run. */
static void
test_keys (void)
{
  static const char *const others[][3] = {
    { "acme", "jae@acme.com", "open-the-door-8" },
    { "acme", "jea@acme.com", "open-the-door-7" },
    { "acne", "jae@acme.com", "open-the-door-7" },
    { "acme", "jae@acme.co", "mopen-the-door-7" },
  };
  g_autoptr (VstSentPasswords) sent = vst_sent_passwords_new ();
  g_autoptr (VstSentPasswords) other_run = vst_sent_passwords_new ();
  g_autofree char *key = dup_key (sent, "acme", "jae@acme.com", "open-the-door-7");
  g_autofree char *same = dup_key (sent, "acme.domo.com", "JAE@acme.com", "open-the-door-7");
  g_autofree char *elsewhere = dup_key (other_run, "acme", "jae@acme.com", "open-the-door-7");

  g_assert_cmpstr (key, ==, same);
  g_assert_cmpstr (key, !=, elsewhere);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autofree char *other = dup_key (sent, others[i][0], others[i][1], others[i][2]);

    g_assert_cmpstr (key, !=, other);
  }
}

static void
test_states (void)
{
  g_autoptr (VstSentPasswords) sent = vst_sent_passwords_new ();

  g_assert_cmpint (vst_sent_passwords_get (sent, "a"), ==, VST_PASSWORD_UNKNOWN);
  vst_sent_passwords_set (sent, "a", VST_PASSWORD_UNDER_WAY);
  vst_sent_passwords_set (sent, "b", VST_PASSWORD_UNDER_WAY);
  g_assert_cmpint (vst_sent_passwords_get (sent, "a"), ==, VST_PASSWORD_UNDER_WAY);
  vst_sent_passwords_set (sent, "a", VST_PASSWORD_TAKEN);
  g_assert_cmpint (vst_sent_passwords_get (sent, "a"), ==, VST_PASSWORD_TAKEN);
  vst_sent_passwords_set (sent, "b", VST_PASSWORD_UNKNOWN);
  g_assert_cmpint (vst_sent_passwords_get (sent, "b"), ==, VST_PASSWORD_UNKNOWN);
}

/* However many come after it, taken or refused. */
static void
test_refused_is_kept (void)
{
  g_autoptr (VstSentPasswords) sent = vst_sent_passwords_new ();

  vst_sent_passwords_set (sent, "first", VST_PASSWORD_REFUSED);
  vst_sent_passwords_set (sent, "changed", VST_PASSWORD_TAKEN);
  vst_sent_passwords_set (sent, "changed", VST_PASSWORD_REFUSED);
  for (guint i = 0; i < MANY; i++) {
    g_autofree char *key = g_strdup_printf ("%u", i);

    vst_sent_passwords_set (sent, key, VST_PASSWORD_UNDER_WAY);
    vst_sent_passwords_set (sent, key, i % 2 ? VST_PASSWORD_TAKEN : VST_PASSWORD_REFUSED);
  }
  /* What the others say that were under way with it, says nothing of the refusal. */
  vst_sent_passwords_set (sent, "changed", VST_PASSWORD_UNKNOWN);
  vst_sent_passwords_set (sent, "changed", VST_PASSWORD_TAKEN);
  g_assert_cmpint (vst_sent_passwords_get (sent, "first"), ==, VST_PASSWORD_REFUSED);
  g_assert_cmpint (vst_sent_passwords_get (sent, "changed"), ==, VST_PASSWORD_REFUSED);
  g_assert_cmpint (vst_sent_passwords_get (sent, "0"), ==, VST_PASSWORD_REFUSED);
  g_assert_cmpint (vst_sent_passwords_get (sent, "1"), ==, VST_PASSWORD_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vst/sent-passwords/keys", test_keys);
  g_test_add_func ("/vst/sent-passwords/states", test_states);
  g_test_add_func ("/vst/sent-passwords/refused-is-kept", test_refused_is_kept);
  return g_test_run ();
}
