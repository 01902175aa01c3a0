/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "vst-practice.h"

G_BEGIN_DECLS

/* How each route misbehaves, and the answers that are held back or go on for ever. */
typedef struct _VstPracticeFaults VstPracticeFaults;

/** vst_practice_faults_new: works in the caller's main context */
VstPracticeFaults *vst_practice_faults_new (void);

/** vst_practice_faults_free: whatever is held back is never sent. */
void vst_practice_faults_free (VstPracticeFaults *self);

void vst_practice_faults_set (VstPracticeFaults *self, VstRoute route, const VstFault *fault);

/** vst_practice_faults_wants_answer: Returns: whether what @route does needs a good answer first */
gboolean vst_practice_faults_wants_answer (VstPracticeFaults *self, VstRoute route);

/**
 * vst_practice_faults_apply:
 * @message: with its good answer, where that is wanted
 *
 * Spoils the answer as @route is told to. Where the answer is to be raw bytes, the connection is
 * taken from libsoup; with HTTP/2, where that cannot be done, it is closed instead.
 */
void
vst_practice_faults_apply (VstPracticeFaults *self, VstRoute route, SoupServerMessage *message);

/** vst_practice_faults_hold: sends the answer of @message only after @milliseconds. */
void
vst_practice_faults_hold (VstPracticeFaults *self, SoupServerMessage *message, guint milliseconds);

G_END_DECLS
