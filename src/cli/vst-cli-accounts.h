/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-cli.h"

G_BEGIN_DECLS

/* Stored accounts, as they are named on the command line. */

/** vst_cli_load: reads the keyring. Returns: (transfer none) (nullable): the accounts; @error:
 * KEYRING_ABSENT, KEYRING_LOCKED (it gives no names), KEYRING, or of vst_cli_get_accounts() */
VstAccountList *vst_cli_load (VstCli *cli, GError **error);

/**
 * vst_cli_find:
 * @text: an id, a label, NAME@INSTANCE (display name or user name) or an instance,
 *   by its short name, its host or as the keyring has it
 * @error: %DOMO_ERROR_NOT_FOUND; %DOMO_ERROR_INPUT when there are several: it lists them
 *
 * Returns: (transfer full): the one that is meant
 */
VstAccount *vst_cli_find (VstAccountList *list, const char *text, GError **error);

/** vst_cli_open: signs in with what is kept. @reason: %VST_OPEN_CHOSEN for one that was named,
 * %VST_OPEN_BY_ITSELF for one of all. Returns: whether somebody is signed in */
gboolean vst_cli_open (VstCli *cli, VstAccount *account, VstOpenReason reason, GError **error);

/** vst_cli_dup_token: Returns: (transfer full): the token that is kept, without a request; renewed
 * first where its time is over. @instance: (out) (transfer full) (nullable): where it is good */
DomoToken *
vst_cli_dup_token (VstCli *cli, VstAccount *account, DomoInstance **instance, GError **error);

/** vst_cli_write: waits until the keyring has all that it is to have. Returns: whether it does:
 * @error is that of @account where it has one, else the first */
gboolean vst_cli_write (VstCli *cli, VstAccount *account, GError **error);

/** vst_cli_check_instance: @method: of the credential; @given: (nullable): the instance that was
 * named with it. Returns: whether it is the one that answered a client, whose answer names it; a
 * loopback test server matches any; @error: %DOMO_ERROR_INVALID_INSTANCE */
gboolean vst_cli_check_instance (DomoMethod method,
                                 DomoInstance *given,
                                 VstSession *session,
                                 GError **error);

/** vst_cli_dup_label: Returns: (transfer full): what the keyring lists it as: "Jae Wilson at acme
 * (access token)" */
char *vst_cli_dup_label (VstAccount *account);

G_END_DECLS
