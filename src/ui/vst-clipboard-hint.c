/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-clipboard-hint.h"

#ifdef VST_HAVE_X11

#include <string.h>

#include <gdk/x11/gdkx.h>

static gboolean
is_hint_offered (GdkDisplay *display)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (display);
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_autoptr (GdkContentFormats) formats = NULL;

  if (!content)
    return FALSE;
  formats = gdk_content_provider_ref_formats (content);
  return gdk_content_formats_contain_mime_type (formats, VST_CLIPBOARD_HINT_TYPE);
}

static gboolean
is_hint_request (GdkDisplay *display, const XSelectionRequestEvent *request)
{
  return request->type == SelectionRequest &&
         request->selection == gdk_x11_get_xatom_by_name_for_display (display, "CLIPBOARD") &&
         request->target ==
             gdk_x11_get_xatom_by_name_for_display (display, VST_CLIPBOARD_HINT_TYPE);
}

static void
answer (GdkDisplay *display, const XSelectionRequestEvent *request)
{
  Display *xdisplay = gdk_x11_display_get_xdisplay (display);
  XEvent notify = { 0 };

  notify.xselection.type = SelectionNotify;
  notify.xselection.requestor = request->requestor;
  notify.xselection.selection = request->selection;
  notify.xselection.target = request->target;
  /* Clients from before ICCCM name no property and mean the target. */
  notify.xselection.property = request->property ? request->property : request->target;
  notify.xselection.time = request->time;

  /* Whoever asked may be gone by now. */
  gdk_x11_display_error_trap_push (display);
  XChangeProperty (xdisplay, request->requestor, notify.xselection.property, request->target, 8,
                   PropModeReplace, (const unsigned char *)VST_CLIPBOARD_HINT_VALUE,
                   strlen (VST_CLIPBOARD_HINT_VALUE));
  XSendEvent (xdisplay, request->requestor, False, NoEventMask, &notify);
  XFlush (xdisplay);
  gdk_x11_display_error_trap_pop_ignored (display);
}

/* An emission hook, since GDK's own handler is connected before any of ours and answers "not
 * available". A hook cannot stop the emission, so what GDK's handler looks for is taken out of the
 * event: two answers to one request would confuse who asked. */
static gboolean
answer_hint_cb (GSignalInvocationHint *hint,
                guint n_values,
                const GValue *values,
                gpointer user_data)
{
  GdkDisplay *display = g_value_get_object (&values[0]);
  XEvent *event = g_value_get_pointer (&values[1]);

  if (is_hint_request (display, &event->xselectionrequest) && is_hint_offered (display)) {
    answer (display, &event->xselectionrequest);
    event->xselectionrequest.selection = None;
  }
  return TRUE; /* Stay. */
}

gboolean
vst_clipboard_hint_serve (GdkDisplay *display)
{
  static gulong hook = 0; /* one for all displays; GTK is used from one thread */

  g_return_val_if_fail (GDK_IS_DISPLAY (display), FALSE);
  if (!GDK_IS_X11_DISPLAY (display))
    return FALSE;
  if (hook == 0)
    hook = g_signal_add_emission_hook (g_signal_lookup ("xevent", GDK_TYPE_X11_DISPLAY), 0,
                                       answer_hint_cb, NULL, NULL);
  return TRUE;
}

#else

gboolean
vst_clipboard_hint_serve (GdkDisplay *display)
{
  g_return_val_if_fail (GDK_IS_DISPLAY (display), FALSE);
  return FALSE;
}

#endif
