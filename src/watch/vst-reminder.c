/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-reminder.h"

#include "vst-words.h"

static const guint days_before[] = {
  [VST_STEP_DAYS_14] = 14,
  [VST_STEP_DAYS_3] = 3,
  [VST_STEP_DAYS_1] = 1,
};

void
vst_reminder_free (VstReminder *reminder)
{
  if (!reminder)
    return;
  g_object_unref (reminder->record);
  g_free (reminder);
}

guint
vst_reminder_get_steps (DomoMethod method)
{
  guint steps = 1u << VST_STEP_STOPPED;

  if (method == DOMO_METHOD_ACCESS_TOKEN)
    for (guint i = 0; i < G_N_ELEMENTS (days_before); i++)
      steps |= 1u << i;
  return steps;
}

static gboolean
is_muted (const VstRecordFields *fields, VstStep step)
{
  return (fields->muted & 1u << step) != 0;
}

static gint64
get_time_of (const VstRecordFields *fields, guint step)
{
  return fields->expires - days_before[step] * VST_DAY;
}

/* Of an access token the end itself is no step, since a person was told of it. Where the computer
 * was off all that time, the last step is late but told. */
static gboolean
find_step_before (const VstRecordFields *fields, gint64 now, VstStep *step)
{
  for (guint i = G_N_ELEMENTS (days_before); i-- > 0;) {
    if (!is_muted (fields, (VstStep)i) && get_time_of (fields, i) <= now) {
      *step = (VstStep)i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Whether it ends by itself, as far as is known. */
static gboolean
has_end (VstRecord *record, gboolean has_secret)
{
  return vst_record_get_end (record) != 0 && !has_secret;
}

static gboolean
find_step (VstRecord *record, gboolean has_secret, gint64 now, VstReminder *reminder)
{
  const VstRecordFields *fields = vst_record_get (record);

  if (fields->refused != 0 && !is_muted (fields, VST_STEP_STOPPED)) {
    reminder->step = VST_STEP_STOPPED;
    reminder->at = fields->refused;
    reminder->is_refused = TRUE;
    return TRUE;
  }
  reminder->at = fields->expires;
  if (!has_end (record, has_secret))
    return FALSE;
  if (fields->method == DOMO_METHOD_ACCESS_TOKEN)
    return find_step_before (fields, now, &reminder->step);
  reminder->step = VST_STEP_STOPPED;
  return vst_record_is_over (record, now) && !is_muted (fields, VST_STEP_STOPPED);
}

VstReminder *
vst_reminder_new (VstItem *item, gboolean has_secret, gint64 now)
{
  VstReminder found = { 0 };

  g_return_val_if_fail (VST_IS_ITEM (item), NULL);

  /* Whoever signed out knows. */
  if (vst_item_get_kind (item) != VST_ITEM_TOKEN ||
      !find_step (vst_item_get_record (item), has_secret, now, &found))
    return NULL;
  found.record = g_object_ref (vst_item_get_record (item));
  return g_memdup2 (&found, sizeof found);
}

static gint64
find_next_before (const VstRecordFields *fields, gint64 now)
{
  for (guint i = 0; i < G_N_ELEMENTS (days_before); i++)
    if (!is_muted (fields, (VstStep)i) && get_time_of (fields, i) > now)
      return get_time_of (fields, i);
  return 0;
}

gint64
vst_reminder_next (VstItem *item, gboolean has_secret, gint64 now)
{
  const VstRecordFields *fields;

  g_return_val_if_fail (VST_IS_ITEM (item), 0);

  fields = vst_record_get (vst_item_get_record (item));
  if (vst_item_get_kind (item) != VST_ITEM_TOKEN ||
      !has_end (vst_item_get_record (item), has_secret))
    return 0;
  if (fields->method == DOMO_METHOD_ACCESS_TOKEN)
    return find_next_before (fields, now);
  return fields->expires > now && !is_muted (fields, VST_STEP_STOPPED) ? fields->expires : 0;
}
