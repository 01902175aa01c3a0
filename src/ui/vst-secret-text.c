/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-secret-text.h"

#include <string.h>

/* What GTK gives to the accessibility bus it asks of these interfaces, whether the text is hidden
 * or not: since 4.14 to read it, in all versions to copy it to the clipboard. GTK has no switch for
 * that, so the interfaces are implemented anew. What is drawn comes from the buffer. */

static GQuark
mask_quark (void)
{
  return g_quark_from_static_string ("vst-secret-text-mask");
}

static const char *
get_mask (gpointer self)
{
  guint length = gtk_text_get_text_length (GTK_TEXT (self));
  char *mask = g_object_get_qdata (self, mask_quark ());

  if (!mask || strlen (mask) != length) {
    mask = g_strnfill (length, '*');
    g_object_set_qdata_full (self, mask_quark (), mask, g_free);
  }
  return mask;
}

static const char *
get_text (GtkEditable *editable)
{
  return get_mask (editable);
}

static void
editable_init (gpointer iface, gpointer unused)
{
  ((GtkEditableInterface *)iface)->get_text = get_text;
}

#if GTK_CHECK_VERSION(4, 14, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GBytes *
get_contents (GtkAccessibleText *self, unsigned int start, unsigned int end)
{
  const char *mask = get_mask (self);
  gsize length = strlen (mask);

  start = MIN (start, length);
  end = CLAMP (end, start, length);
  return g_bytes_new_take (g_strndup (mask + start, end - start), end - start + 1);
}

static GBytes *
get_contents_at (GtkAccessibleText *self,
                 unsigned int offset,
                 GtkAccessibleTextGranularity granularity,
                 unsigned int *start,
                 unsigned int *end)
{
  const char *mask = get_mask (self);

  *start = 0;
  *end = strlen (mask);
  return g_bytes_new (mask, *end + 1);
}

static void
accessible_text_init (gpointer iface, gpointer unused)
{
  GtkAccessibleTextInterface *text_iface = iface;

  text_iface->get_contents = get_contents;
  text_iface->get_contents_at = get_contents_at;
}

static void
add_accessible_text (GType type)
{
  static const GInterfaceInfo info = { accessible_text_init, NULL, NULL };

  g_type_add_interface_static (type, GTK_TYPE_ACCESSIBLE_TEXT, &info);
}

G_GNUC_END_IGNORE_DEPRECATIONS
#else

static void
add_accessible_text (GType type)
{
}

#endif

/* GTK keeps the structs of GtkText to itself, but not their sizes. */
static GType
register_type (void)
{
  static const GInterfaceInfo editable_info = { editable_init, NULL, NULL };
  GTypeInfo info = { 0 };
  GTypeQuery query;
  GType type;

  g_type_query (GTK_TYPE_TEXT, &query);
  info.class_size = query.class_size;
  info.instance_size = query.instance_size;
  type = g_type_register_static (GTK_TYPE_TEXT, "VstSecretText", &info, G_TYPE_FLAG_FINAL);
  g_type_add_interface_static (type, GTK_TYPE_EDITABLE, &editable_info);
  add_accessible_text (type);
  return type;
}

GType
vst_secret_text_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, register_type ());
  return type;
}
