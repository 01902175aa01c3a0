/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domo-error.h"

G_BEGIN_DECLS

/**
 * vst_cli_new_error:
 * @code: %DOMO_ERROR_INPUT or %DOMO_ERROR_NOT_FOUND
 * @format: what is wrong and what helps, in English, marked with N_(): a format of printf()
 *
 * What was given cannot be used. Scripts read the message, which is English in any language;
 * people read its translation, which is the error's detail.
 *
 * Returns: (transfer full): the error
 */
GError *vst_cli_new_error (DomoError code, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** vst_cli_set_error: as vst_cli_new_error(), into @error; @error: (out) (nullable) */
void vst_cli_set_error (GError **error, DomoError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
