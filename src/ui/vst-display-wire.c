/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-display-wire.h"

#ifdef VST_HAVE_X11

#include <X11/Xatom.h>
#include <gdk/x11/gdkx.h>

/* Xlib and libxcb write and read through buffers of 16 KiB each, which live as long as the
 * connection. This is more than both of a direction have together. */
#define WIRE_BYTES (64 * 1024)
#define BYTES_OF_NO_OPERATION 4

/* On the display, while it is to be covered once more. */
#define DATA_KEY "vst-display-wire"

/* Milliseconds: a paste that was cancelled comes in all the same. */
#define LATER 1000

static void
cover_output (Display *display)
{
  for (gsize i = 0; i < WIRE_BYTES / BYTES_OF_NO_OPERATION; i++)
    XNoOp (display);
}

/* An answer of zeros, which is asked for as a property of a window that nobody sees. */
static void
cover_input (Display *display)
{
  g_autofree guchar *zeros = g_malloc0 (WIRE_BYTES);
  Window window = XCreateWindow (display, DefaultRootWindow (display), 0, 0, 1, 1, 0,
                                 CopyFromParent, InputOnly, CopyFromParent, 0, NULL);
  guchar *answer = NULL;
  Atom type;
  int format;
  gulong n_items, n_left;

  XChangeProperty (display, window, XA_STRING, XA_STRING, 8, PropModeReplace, zeros, WIRE_BYTES);
  if (XGetWindowProperty (display, window, XA_STRING, 0, WIRE_BYTES / 4, False, XA_STRING, &type,
                          &format, &n_items, &n_left, &answer) == Success)
    XFree (answer);
  XDestroyWindow (display, window);
}

static void
cover (GdkDisplay *display)
{
  Display *xdisplay;

  if (gdk_display_is_closed (display))
    return;
  xdisplay = gdk_x11_display_get_xdisplay (display);
  cover_output (xdisplay);
  cover_input (xdisplay);
  XFlush (xdisplay);
}

static gboolean
later_cb (gpointer display)
{
  g_object_set_data (G_OBJECT (display), DATA_KEY, NULL);
  cover (display);
  return G_SOURCE_REMOVE;
}

void
vst_display_wire_wipe (GdkDisplay *display)
{
  g_return_if_fail (GDK_IS_DISPLAY (display));

  if (GDK_IS_X11_DISPLAY (display))
    cover (display);
}

void
vst_display_wire_wipe_twice (GdkDisplay *display)
{
  g_return_if_fail (GDK_IS_DISPLAY (display));

  if (!GDK_IS_X11_DISPLAY (display))
    return;
  cover (display);
  if (g_object_get_data (G_OBJECT (display), DATA_KEY))
    return;
  g_object_set_data (G_OBJECT (display), DATA_KEY, display);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LATER, later_cb, g_object_ref (display), g_object_unref);
}

#else

void
vst_display_wire_wipe (GdkDisplay *display)
{
  g_return_if_fail (GDK_IS_DISPLAY (display));
}

void
vst_display_wire_wipe_twice (GdkDisplay *display)
{
  g_return_if_fail (GDK_IS_DISPLAY (display));
}

#endif
