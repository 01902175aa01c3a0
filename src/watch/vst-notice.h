/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-reminder.h"

G_BEGIN_DECLS

/* One notification. Plain text, no markup, translated; what comes from outside is tidy. */
typedef struct {
  char *title;
  char *body;
  char *account;      /* the id of the account that it opens: the most urgent of several */
  gboolean is_urgent; /* something does not work any more, or was to end by now */
} VstNotice;

/** vst_notice_new: Returns: (transfer full): @reminders: (element-type VstReminder): one at least;
 * several are joined; @now: milliseconds since 1970 */
VstNotice *vst_notice_new (GPtrArray *reminders, gint64 now);
void vst_notice_free (VstNotice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstNotice, vst_notice_free)

G_END_DECLS
