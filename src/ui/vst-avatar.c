/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-avatar.h"

#include <string.h>

/* A picture of more pixels a side is not decoded: a file of some KiB can ask for gigabytes. */
#define MAX_SIDE 4096
/* What the largest avatar of the window needs on a screen of twice the resolution. */
#define SHOWN_SIDE 256

static const char *
find_type (GBytes *file)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (size > sizeof png && memcmp (data, png, sizeof png) == 0)
    return "image/png";
  if (size > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return "image/jpeg";
  return NULL;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  gboolean *too_big = user_data;
  int longer = MAX (width, height);

  *too_big = width < 1 || height < 1 || longer > MAX_SIDE;
  if (*too_big)
    gdk_pixbuf_loader_set_size (loader, 0, 0); /* stops the decoding */
  else if (longer > SHOWN_SIDE)
    gdk_pixbuf_loader_set_size (loader, MAX (width * SHOWN_SIDE / longer, 1),
                                MAX (height * SHOWN_SIDE / longer, 1));
}

static GdkPixbuf *
load (GBytes *file, const char *type, gboolean *too_big, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, error);
  gboolean written;
  GdkPixbuf *pixbuf;

  if (!loader)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), too_big);
  written = gdk_pixbuf_loader_write_bytes (loader, file, error);
  /* A loader is to be closed in any case. */
  if (!gdk_pixbuf_loader_close (loader, written ? error : NULL) || !written)
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (!pixbuf) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no picture in it");
    return NULL;
  }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static GdkPixbuf *
decode (GBytes *file, GError **error)
{
  const char *type = find_type (file);
  gboolean too_big = FALSE;
  GdkPixbuf *pixbuf;

  if (!type) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "neither PNG nor JPEG");
    return NULL;
  }
  pixbuf = load (file, type, &too_big, error);
  if (!too_big)
    return pixbuf;

  g_clear_object (&pixbuf);
  g_clear_error (error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "too many pixels");
  return NULL;
}

static void
decode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = decode (task_data, &error);

  if (pixbuf)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
vst_avatar_decode_async (GBytes *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (file);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, vst_avatar_decode_async);
  g_task_set_task_data (task, g_bytes_ref (file), (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

GdkTexture *
vst_avatar_decode_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  pixbuf = g_task_propagate_pointer (G_TASK (result), error);
  return pixbuf ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;
}

/* Without what stands before the first letter or digit of each word: that is no initial. */
static char *
dup_plain_words (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  g_autoptr (GStrvBuilder) plain = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (guint i = 0; words[i]; i++) {
    const char *p = words[i];

    while (*p && !g_unichar_isalnum (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    if (*p)
      g_strv_builder_add (plain, p);
  }
  kept = g_strv_builder_end (plain);
  return g_strjoinv (" ", kept);
}

/* Written like the name, the words most often give the colour that the name will give, too. */
static char *
dup_capitals (const char *words)
{
  GString *capitals = g_string_new (NULL);
  gboolean first = TRUE;
  const char *p;

  for (p = words; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (capitals, first ? g_unichar_totitle (c) : c);
    first = c == ' ';
  }
  return g_string_free (capitals, FALSE);
}

char *
vst_avatar_dup_initials_name (const char *name)
{
  g_autofree char *before_at = NULL;
  g_autofree char *words = NULL;
  const char *at;

  g_return_val_if_fail (name, NULL);

  at = strchr (name, '@');
  if (!at || at == name)
    return dup_plain_words (name);
  before_at = g_strndup (name, at - name);
  words = dup_plain_words (g_strdelimit (before_at, "._-+", ' '));
  return dup_capitals (words);
}
