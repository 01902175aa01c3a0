/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-open-uri.h"

#include <glib/gi18n.h>

#include "vst-toast.h"

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL))
    vst_toast (widget, _ ("No program here opens web addresses"));
}

void
vst_open_uri (GtkWidget *widget, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, NULL, shown_cb,
                     g_object_ref (widget));
}
