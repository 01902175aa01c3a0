/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a credential is kept in the keyring. The schema's values. */
typedef enum {
  VST_KEEP_TOKEN,
  VST_KEEP_TOKEN_AND_SECRET, /* the password or client secret, too: the token renews itself */
  VST_KEEP_NOTHING,
} VstKeep;

G_END_DECLS
