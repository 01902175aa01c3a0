/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clipboard-manager - what a desktop's settings daemon does for programs that end: it owns
 * CLIPBOARD_MANAGER, and whoever asks it for SAVE_TARGETS has the text of the clipboard saved.
 * Prints "ready", and "saved TEXT" each time. */
#include <stdio.h>

#include <X11/Xlib.h>

static Display *display;
static Window window;
static Atom manager, clipboard, text_type, save_targets, property;
static XSelectionRequestEvent asked; /* answered once the text is here */

static void
answer (Atom with)
{
  XEvent event = { 0 };

  event.xselection.type = SelectionNotify;
  event.xselection.requestor = asked.requestor;
  event.xselection.selection = asked.selection;
  event.xselection.target = asked.target;
  event.xselection.property = with;
  event.xselection.time = asked.time;
  XSendEvent (display, asked.requestor, False, NoEventMask, &event);
  XFlush (display);
}

static void
save (const XSelectionEvent *event)
{
  unsigned char *text = NULL;
  unsigned long length = 0, rest;
  Atom type;
  int format;

  if (event->property != None)
    XGetWindowProperty (display, window, property, 0, 1024, True, AnyPropertyType, &type, &format,
                        &length, &rest, &text);
  printf ("saved %.*s\n", (int)length, text ? (const char *)text : "");
  if (text)
    XFree (text);
  answer (asked.property);
}

static void
request (const XSelectionRequestEvent *event)
{
  asked = *event;
  if (event->target == save_targets)
    XConvertSelection (display, clipboard, text_type, property, window, event->time);
  else
    answer (None);
}

int
main (void)
{
  XEvent event;

  setvbuf (stdout, NULL, _IOLBF, 0);
  display = XOpenDisplay (NULL);
  if (!display)
    return 1;
  manager = XInternAtom (display, "CLIPBOARD_MANAGER", False);
  clipboard = XInternAtom (display, "CLIPBOARD", False);
  text_type = XInternAtom (display, "UTF8_STRING", False);
  save_targets = XInternAtom (display, "SAVE_TARGETS", False);
  property = XInternAtom (display, "SAVED", False);
  window = XCreateSimpleWindow (display, DefaultRootWindow (display), 0, 0, 1, 1, 0, 0, 0);
  XSetSelectionOwner (display, manager, window, CurrentTime);
  XSync (display, False);
  puts ("ready");
  for (;;) {
    XNextEvent (display, &event);
    if (event.type == SelectionRequest)
      request (&event.xselectionrequest);
    else if (event.type == SelectionNotify)
      save (&event.xselection);
  }
}
