/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* What is called of libsecret. Loading it and libgcrypt takes as long as a twentieth of a whole
 * sign-in of vestibule-cli, and most runs of it, the watch and the list of accounts need no secret
 * out of the keyring: so it is not linked, but loaded with the first one. */
typedef struct {
  typeof (secret_service_get_type) *service_get_type;
  typeof (secret_service_open) *service_open;
  typeof (secret_service_open_finish) *service_open_finish;
  typeof (secret_service_get_session_dbus_path) *service_get_session_dbus_path;
  typeof (secret_service_encode_dbus_secret) *service_encode_dbus_secret;
  typeof (secret_service_decode_dbus_secret) *service_decode_dbus_secret;
  typeof (secret_value_new) *value_new;
  typeof (secret_value_get) *value_get;
  typeof (secret_value_unref) *value_unref;
} VstSecretLibrary;

/** vst_secret_library_load: Returns: (transfer none): %NULL with @error, a %DOMO_ERROR_KEYRING,
 * where there is no libsecret; once it is loaded it stays, and this does nothing */
const VstSecretLibrary *vst_secret_library_load (GError **error);

/** vst_secret_library_is_error: Returns: whether @error is libsecret's, with that code */
gboolean vst_secret_library_is_error (const GError *error, SecretError code);

G_END_DECLS
