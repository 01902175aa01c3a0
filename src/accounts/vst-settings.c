/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

GSettings *
vst_settings_new (gboolean in_memory)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = in_memory ? g_memory_settings_backend_new () : NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, VST_APPLICATION_ID, TRUE);
  return schema ? g_settings_new_full (schema, backend, NULL) : NULL;
}

gboolean
vst_settings_is_allowed (GSettings *settings, const char *host)
{
  g_auto (GStrv) hosts = g_settings_get_strv (settings, VST_SETTINGS_ALLOWED_HOSTS);

  return g_strv_contains ((const char *const *)hosts, host);
}

void
vst_settings_allow (GSettings *settings, const char *host)
{
  g_auto (GStrv) hosts = g_settings_get_strv (settings, VST_SETTINGS_ALLOWED_HOSTS);
  g_autoptr (GStrvBuilder) more = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_strv_contains ((const char *const *)hosts, host))
    return;
  g_strv_builder_addv (more, (const char **)hosts);
  g_strv_builder_add (more, host);
  all = g_strv_builder_end (more);
  g_settings_set_strv (settings, VST_SETTINGS_ALLOWED_HOSTS, (const char *const *)all);
}

guint
vst_settings_get_lock_minutes (GSettings *settings, gboolean has_keyring)
{
  g_autoptr (GVariant) chosen = g_settings_get_user_value (settings, VST_SETTINGS_LOCK_MINUTES);

  return chosen || has_keyring ? g_settings_get_uint (settings, VST_SETTINGS_LOCK_MINUTES) : 0;
}

/* The schema's values are those of DomoMethod. */
DomoMethod
vst_settings_get_method (GSettings *settings)
{
  return (DomoMethod)g_settings_get_enum (settings, VST_SETTINGS_LAST_METHOD);
}

void
vst_settings_set_method (GSettings *settings, DomoMethod method)
{
  g_settings_set_enum (settings, VST_SETTINGS_LAST_METHOD, (int)method);
}

static const char *
get_keep_key (DomoMethod method)
{
  static const char *const keys[] = { [DOMO_METHOD_PASSWORD] = "keep-password",
                                      [DOMO_METHOD_CLIENT] = "keep-client",
                                      [DOMO_METHOD_ACCESS_TOKEN] = "keep-access-token" };

  return keys[method];
}

/* The schema's values are those of VstKeep; the one behind them says that nothing was chosen. */
VstKeep
vst_settings_get_keep (GSettings *settings, DomoMethod method)
{
  int keep = g_settings_get_enum (settings, get_keep_key (method));

  if (keep > VST_KEEP_NOTHING)
    keep = g_settings_get_enum (settings, VST_SETTINGS_KEEP_DEFAULT);
  if (keep > VST_KEEP_NOTHING)
    return VST_KEEP_TOKEN;
  if (method == DOMO_METHOD_ACCESS_TOKEN && keep == VST_KEEP_TOKEN_AND_SECRET)
    return VST_KEEP_TOKEN;
  return (VstKeep)keep;
}

void
vst_settings_set_keep (GSettings *settings, DomoMethod method, VstKeep keep)
{
  g_settings_set_enum (settings, get_keep_key (method), (int)keep);
}
