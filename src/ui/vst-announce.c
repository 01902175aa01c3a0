/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-announce.h"

void
vst_announce (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text);

#if GTK_CHECK_VERSION(4, 14, 0)
  /* Newer than what the rest is pinned to, which is why it has a file of its own. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}
