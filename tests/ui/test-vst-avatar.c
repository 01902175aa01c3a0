/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-avatar.h"

#include <string.h>

#include "test-support.h"
#include "test-widgets.h"

static GBytes *
make_picture (const char *type, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static GdkTexture *
decode (GBytes *file, GError **error)
{
  g_auto (TestWait) wait = { 0 };

  vst_avatar_decode_async (file, NULL, test_wait_cb, &wait);
  return vst_avatar_decode_finish (test_wait (&wait), error);
}

static void
test_sizes (void)
{
  static const struct {
    const char *type;
    int width, height;
    int shown_width, shown_height;
  } rows[] = {
    { "png", 1, 1, 1, 1 },           { "png", 256, 256, 256, 256 }, { "png", 512, 128, 256, 64 },
    { "png", 300, 600, 128, 256 },   { "png", 4096, 1, 256, 1 },    { "jpeg", 100, 50, 100, 50 },
    { "jpeg", 1024, 512, 256, 128 }, { "jpeg", 4096, 16, 256, 1 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) file = make_picture (rows[i].type, rows[i].width, rows[i].height);
    g_autoptr (GError) error = NULL;
    g_autoptr (GdkTexture) texture = decode (file, &error);

    g_assert_no_error (error);
    g_assert_cmpint (gdk_texture_get_width (texture), ==, rows[i].shown_width);
    g_assert_cmpint (gdk_texture_get_height (texture), ==, rows[i].shown_height);
  }
}

static void
assert_invalid (GBytes *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_too_big (void)
{
  g_autoptr (GBytes) wide = make_picture ("png", 4097, 1);
  g_autoptr (GBytes) tall = make_picture ("png", 1, 4097);
  g_autoptr (GBytes) jpeg = make_picture ("jpeg", 4097, 8);

  assert_invalid (wide);
  assert_invalid (tall);
  assert_invalid (jpeg);
}

/* A file that only says it is huge is refused for what it says, before any pixel is looked at. */
static void
test_bomb (void)
{
  g_autoptr (GBytes) small = make_picture ("png", 8, 8);
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&small), &size);
  g_autoptr (GBytes) bomb = NULL;
  /* Width and height stand behind signature, length and type; the checksum covers them. */
  static const guint8 dimensions[] = { 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30 };
  static const guint8 checksum[] = { 0xe9, 0x45, 0x6f, 0xed };

  memcpy (data + 16, dimensions, sizeof dimensions);
  memcpy (data + 29, checksum, sizeof checksum);
  bomb = g_bytes_new (data, size);
  assert_invalid (bomb);
}

static void
test_other_formats (void)
{
  static const char *const files[] = {
    "",
    "\x89PNG",
    "GIF89a\x01\x00\x01\x00",
    "BM",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<html></html>",
  };
  g_autoptr (GBytes) icon = make_picture ("ico", 16, 16);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) file = g_bytes_new_static (files[i], strlen (files[i]));

    assert_invalid (file);
  }
  assert_invalid (icon);
}

static void
test_broken (void)
{
  static const char *const types[] = { "png", "jpeg" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) whole = make_picture (types[i], 64, 64);
    g_autoptr (GBytes) head = g_bytes_new_from_bytes (whole, 0, 24);
    g_autoptr (GError) error = NULL;

    g_assert_null (decode (head, &error));
    g_assert_nonnull (error);
  }
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) file = make_picture ("png", 8, 8);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (TestWait) wait = { 0 };

  vst_avatar_decode_async (file, cancellable, test_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (vst_avatar_decode_finish (test_wait (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_initials_name (void)
{
  static const struct {
    const char *name;
    const char *initials_name;
  } rows[] = {
    { "jae.wilson@acme.com", "Jae Wilson" },
    { "jae_wilson-smith@acme.com", "Jae Wilson Smith" },
    { "jae+test@acme.com", "Jae Test" },
    { "özil@acme.com", "Özil" },
    { "jwilson@acme.com", "Jwilson" },
    { ".jae.@acme.com", "Jae" },
    { "@acme", "acme" },
    { "<b>Jae (Wilson)", "b>Jae Wilson)" },
    { "<E… …", "E…" },
    { "Jae 'Ozil 2nd", "Jae Ozil 2nd" },
    { "…", "" },
    { "Jae Wilson", "Jae Wilson" },
    { "", "" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = vst_avatar_dup_initials_name (rows[i].name);

    g_assert_cmpstr (name, ==, rows[i].initials_name);
  }
}

int
main (int argc, char *argv[])
{
  test_widgets_init (&argc, &argv);

  g_test_add_func ("/avatar/sizes", test_sizes);
  g_test_add_func ("/avatar/too-big", test_too_big);
  g_test_add_func ("/avatar/bomb", test_bomb);
  g_test_add_func ("/avatar/other-formats", test_other_formats);
  g_test_add_func ("/avatar/broken", test_broken);
  g_test_add_func ("/avatar/cancelled", test_cancelled);
  g_test_add_func ("/avatar/initials-name", test_initials_name);
  return g_test_run ();
}
