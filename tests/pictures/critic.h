/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** critic_look: says on stderr what is wrong with @window, a picture of which is called @name:
 * wider than the @width it was given, texts cut without a tooltip that tells them, two suggested
 * buttons. */
void critic_look (GtkWindow *window, int width, const char *name);

G_END_DECLS
