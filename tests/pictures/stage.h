/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-window.h"

G_BEGIN_DECLS

/* The program's own window, played by nobody: fields are filled in and buttons pressed as a person
 * would, and what comes of it is waited for. Whatever does not come ends the program. */
typedef struct _Stage Stage;

struct _Stage {
  GtkApplication *application;
  DomoClient *client;
  VstPractice *practice;
  GSettings *settings;
  VstKeyring *keyring; /* in memory */
  VstAccounts *accounts;
  VstWindow *window;
};

/** stage_init: GTK, the program's texts, resources and actions; once, before any other call. */
void stage_init (void);

/** stage_new: Returns: (transfer full): a window on a stage of its own; @practice: (nullable): the
 * practice instance that everything is asked of; @prepare: (nullable): fills settings and keyring
 * before, or puts another keyring there */
Stage *stage_new (VstPractice *practice, void (*prepare) (Stage *stage));
void stage_free (Stage *self);

/** stage_present: shows the window, @width by @height pixels, and waits for it. */
void stage_present (Stage *self, int width, int height);

/** stage_find: Returns: (transfer none): what the window's .ui files call @id; there must be one */
gpointer stage_find (Stage *self, const char *id);

/** stage_find_in: likewise, inside @widget */
gpointer stage_find_in (GtkWidget *widget, const char *id);

typedef gboolean (*StageCondition) (Stage *self);

/** stage_wait: turns the main loop until @condition holds; @what names it if it never does. */
void stage_wait (Stage *self, StageCondition condition, const char *what);

/** stage_fail: says why there is no picture and ends the program. */
void stage_fail (const char *format, ...) G_GNUC_PRINTF (1, 2) G_GNUC_NORETURN;

/** stage_submit: presses Sign In. */
void stage_submit (Stage *self);

/** stage_get_session: Returns: (transfer none) (nullable): of the account that is shown */
VstSession *stage_get_session (Stage *self);
gboolean stage_is_signed_in (Stage *self);

/** stage_has_failed: Returns: whether a failure card is shown on the form or on the code page */
gboolean stage_has_failed (Stage *self);

/** Returns: (transfer none) (nullable): the page of the one-time code, once one was wanted */
GtkWidget *stage_get_code_page (Stage *self);

/** stage_account: Returns: (transfer none): the practice account with that id; there must be one */
const VstPracticeAccount *stage_account (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS
