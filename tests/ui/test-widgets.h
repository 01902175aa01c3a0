/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "test-support.h"

G_BEGIN_DECLS

/* What the tests of single widgets share. */

/** test_widgets_init: GTK, libadwaita and the resources of the window */
void test_widgets_init (int *argc, char ***argv);

/** test_window_new: Returns: (transfer none): a window with @child that is there and has the
 * focus; destroy it with gtk_window_destroy() */
GtkWindow *test_window_new (GtkWidget *child);

/** test_minimize: until the desktop has done it. */
void test_minimize (GtkWindow *window);
/** test_unminimize: brings it back. */
void test_unminimize (GtkWindow *window);

/** test_find: Returns: (transfer none) (nullable): the first widget of @type at or below @root that
 * shows @text: as its label, title or tooltip; @text: (nullable): any */
gpointer test_find (GtkWidget *root, GType type, const char *text);

/** test_is_shown: Returns: whether somebody who looks at the window can see @widget */
gboolean test_is_shown (GtkWidget *widget);

/** test_clipboard_dup_text: Returns: (transfer full) (nullable): the text that anybody can paste */
char *test_clipboard_dup_text (GdkClipboard *clipboard);

/** test_offer_outside: another program takes the clipboard. Returns: (transfer full): who holds it
 * until it is ended */
GSubprocess *test_offer_outside (const char *text);

G_END_DECLS
