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
