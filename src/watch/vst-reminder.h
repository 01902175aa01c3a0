/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-item.h"

G_BEGIN_DECLS

/* What there is to tell of one account. */
typedef struct {
  VstRecord *record;
  VstStep step;
  gint64 at;           /* the end or the refusal that it is about: milliseconds since 1970 */
  gboolean is_refused; /* Domo said no, before the end or to what renews it */
} VstReminder;

/** vst_reminder_free: (nullable) */
void vst_reminder_free (VstReminder *reminder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstReminder, vst_reminder_free)

/**
 * vst_reminder_new:
 * @item: the main item of an account
 * @has_secret: whether a password or client secret is kept, which renews the token
 * @now: milliseconds since 1970
 *
 * Of several steps that are past, such as while the computer was off, the last alone is told.
 *
 * Returns: (transfer full) (nullable): what has come to be told by @now, and was not muted
 */
VstReminder *vst_reminder_new (VstItem *item, gboolean has_secret, gint64 now);

/** vst_reminder_next: Returns: when vst_reminder_new() has the next answer, milliseconds since
 * 1970; 0: not by time alone */
gint64 vst_reminder_next (VstItem *item, gboolean has_secret, gint64 now);

/** vst_reminder_get_steps: Returns: bits 1 << VstStep: what can come of an account of @method */
guint vst_reminder_get_steps (DomoMethod method);

G_END_DECLS
