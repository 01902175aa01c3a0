/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-check-input.h"
#include "vst-cli-output.h"

G_BEGIN_DECLS

#define VST_CHECK_MAX_JOBS 512
#define VST_CHECK_JOBS 16

/* What a run has counted: of errors by their code. */
typedef struct {
  guint n_good;
  guint n_bad;
  guint by_error[DOMO_N_ERRORS];
  VstStatus last; /* the status of the last one, for a run of one */
} VstCheckCounts;

/* A stored account that was named; one that is not there has its answer among the others. */
typedef struct {
  char *name;          /* as it was written; nullable where all are meant */
  VstAccount *account; /* NULL with @error set */
  GError *error;       /* %DOMO_ERROR_NOT_FOUND, %DOMO_ERROR_INPUT */
} VstCheckTarget;

/** vst_check_target_free: frees @self and what it has */
void vst_check_target_free (VstCheckTarget *self);

/**
 * vst_check_run:
 * @targets: (nullable) (element-type VstCheckTarget): stored accounts
 * @reason: how they are opened
 * @lines: (nullable): a stream of credentials, as JSON lines
 * @jobs: how many are asked at the same time
 * @counts: (out): what came of it
 * @error: of @lines, where they cannot be read any further
 *
 * Asks Domo who each one is, and prints each answer as soon as it is there; what is read ahead is
 * what one read of the stream brings. A host that asks for a pause (429) has it, while others go
 * on: who_am_i is sent again afterwards, a password is not. A password that was refused is not sent
 * again, be it on another line, however many come between.
 *
 * Returns: whether it came to its end: not interrupted, and somebody read all of it
 */
gboolean vst_check_run (VstCli *cli,
                        GPtrArray *targets,
                        VstOpenReason reason,
                        GInputStream *lines,
                        guint jobs,
                        VstCheckCounts *counts,
                        GError **error);

G_END_DECLS
