/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-library.h"

#include <dlfcn.h>

#include "domo-error.h"

/* The name that its interface goes by, as whoever links it has it. */
#define FILE_NAME "libsecret-1.so.0"

static const struct {
  const char *name;
  gsize offset;
} symbols[] = {
  { "secret_service_get_type", G_STRUCT_OFFSET (VstSecretLibrary, service_get_type) },
  { "secret_service_open", G_STRUCT_OFFSET (VstSecretLibrary, service_open) },
  { "secret_service_open_finish", G_STRUCT_OFFSET (VstSecretLibrary, service_open_finish) },
  { "secret_service_get_session_dbus_path",
    G_STRUCT_OFFSET (VstSecretLibrary, service_get_session_dbus_path) },
  { "secret_service_encode_dbus_secret",
    G_STRUCT_OFFSET (VstSecretLibrary, service_encode_dbus_secret) },
  { "secret_service_decode_dbus_secret",
    G_STRUCT_OFFSET (VstSecretLibrary, service_decode_dbus_secret) },
  { "secret_value_new", G_STRUCT_OFFSET (VstSecretLibrary, value_new) },
  { "secret_value_get", G_STRUCT_OFFSET (VstSecretLibrary, value_get) },
  { "secret_value_unref", G_STRUCT_OFFSET (VstSecretLibrary, value_unref) },
};

static gboolean
fail (GError **error)
{
  GError *failure = domo_error_new (DOMO_ERROR_KEYRING, DOMO_REASON_NONE, dlerror ());

  g_propagate_error (error, failure);
  return FALSE;
}

/* It has types of GObject, which cannot be taken away again. */
static gboolean
load (VstSecretLibrary *self, GError **error)
{
  void *file = dlopen (FILE_NAME, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);

  if (!file)
    return fail (error);
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++) {
    gpointer address = dlsym (file, symbols[i].name);

    if (!address)
      return fail (error);
    G_STRUCT_MEMBER (gpointer, self, symbols[i].offset) = address;
  }
  return TRUE;
}

const VstSecretLibrary *
vst_secret_library_load (GError **error)
{
  static VstSecretLibrary library;
  static gboolean is_loaded;

  if (!is_loaded)
    is_loaded = load (&library, error);
  return is_loaded ? &library : NULL;
}

/* Its domain by its name, which is there once libsecret has made an error. */
gboolean
vst_secret_library_is_error (const GError *error, SecretError code)
{
  return g_error_matches (error, g_quark_try_string ("secret-error"), code);
}
