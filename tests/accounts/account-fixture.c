/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account-fixture.h"

DomoCredential *
test_credential (DomoMethod method, const char *token)
{
  static const char *const scopes[] = { "data", "user", NULL };
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (DomoSecret) secret =
      domo_secret_new (method == DOMO_METHOD_ACCESS_TOKEN ? token : "planted-secret", -1);

  if (method == DOMO_METHOD_PASSWORD)
    return domo_credential_new_password (instance, "jae@acme.example", secret);
  if (method == DOMO_METHOD_CLIENT)
    return domo_credential_new_client (NULL, "client-of-jae", secret, scopes);
  return domo_credential_new_access_token (instance, secret);
}

static DomoProfile *
make_profile (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (DomoReply) reply = domo_reply_new (200, bytes);
  DomoProfile *profile = domo_profile_new (DOMO_PROFILE_PRODUCT, reply);

  domo_profile_take_text (profile, DOMO_FIELD_DISPLAY_NAME, g_strdup ("Jae Wilson"));
  domo_profile_set_number (profile, DOMO_FIELD_ID, TEST_JAE);
  return profile;
}

VstSession *
test_session (DomoMethod method, const char *token, gint64 expires)
{
  g_autoptr (DomoCredential) credential = test_credential (method, token);
  g_autoptr (DomoInstance) instance = domo_instance_new ("acme", NULL);
  g_autoptr (DomoSecret) text = domo_secret_new (token, -1);
  g_autoptr (DomoProfile) profile = make_profile ();
  /* A token that says nothing of itself has the end that the answer around it told. */
  g_autoptr (DomoToken) made = method == DOMO_METHOD_ACCESS_TOKEN
                                   ? domo_token_new (DOMO_TOKEN_ACCESS, text)
                                   : domo_token_new_granted (text, expires, TEST_JAE);

  return vst_session_new (credential, instance, made, profile);
}

VstRecord *
test_record (const char *id, DomoMethod method, const char *name, gint64 checked)
{
  const VstRecordFields fields = {
    .id = id,
    .instance = "acme",
    .method = method,
    .user = method == DOMO_METHOD_ACCESS_TOKEN ? NULL
            : method == DOMO_METHOD_CLIENT     ? "client-of-jae"
                                               : "jae@acme.example",
    .owner_id = TEST_JAE,
    .name = name,
    .expires = method == DOMO_METHOD_ACCESS_TOKEN ? 0 : TEST_FUTURE,
    .checked = checked,
  };

  return vst_record_new (&fields);
}

VstItem *
test_item (VstItemKind kind, VstRecord *record, gboolean locked)
{
  g_autofree char *path = g_strdup_printf ("/%s/%d", vst_record_get (record)->id, (int)kind);

  return vst_item_new (path, kind, record, "Login", locked);
}

VstItem *
test_put (VstKeyring *keyring, VstItemKind kind, VstRecord *record, const char *secret)
{
  g_auto (TestWait) wait = { 0 };
  g_autoptr (DomoSecret) text = domo_secret_new (secret, -1);
  g_autoptr (GError) error = NULL;
  VstItem *item;

  vst_keyring_store_async (keyring, kind, record, text, NULL, test_wait_cb, &wait);
  item = vst_keyring_store_finish (keyring, test_wait (&wait), &error);
  g_assert_no_error (error);
  test_settle ();
  return item;
}

void
test_take (VstKeyring *keyring, VstItem *item)
{
  g_auto (TestWait) wait = { 0 };

  vst_keyring_clear_async (keyring, item, NULL, test_wait_cb, &wait);
  g_assert_true (vst_keyring_clear_finish (keyring, test_wait (&wait), NULL));
  test_settle ();
}
