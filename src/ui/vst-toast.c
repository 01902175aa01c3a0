/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-toast.h"

#include "vst-announce.h"

void
vst_toast (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (markup));
  vst_announce (widget, text);
}
