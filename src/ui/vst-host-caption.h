/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "domo-credential.h"
#include "domo-instance.h"

G_BEGIN_DECLS

/* What the caption under the fields says: who will get the secret. Pure. */
typedef struct {
  DomoMethod method;
  const char *typed;      /* what stands in the instance field */
  gboolean is_invalid;    /* it is not an instance */
  DomoInstance *instance; /* (nullable): what it stands for */
  gboolean is_practice;   /* everything goes to the practice instance */
  gboolean is_allowed;    /* the person said once that this host may get a secret */
} VstHostCaption;

/** vst_host_caption_to_markup: Returns: (transfer full): the caption, as Pango markup; what was
 * typed is escaped */
char *vst_host_caption_to_markup (const VstHostCaption *self);

/** vst_host_caption_get_icon_name: Returns: (transfer none): a padlock, or a warning */
const char *vst_host_caption_get_icon_name (const VstHostCaption *self);

G_END_DECLS
