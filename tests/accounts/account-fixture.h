/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-support.h"
#include "vst-account-keeper.h"
#include "vst-memory-keyring.h"

G_BEGIN_DECLS

/* Times that are over, and that never will be while this test is of use; whole seconds. */
#define TEST_PAST G_GINT64_CONSTANT (1729146454000)
#define TEST_FUTURE G_GINT64_CONSTANT (32503680000000)

#define TEST_JAE G_GINT64_CONSTANT (1893952720)

/** test_credential: Returns: (transfer full): of Jae at acme, with the secret "planted-secret"; of
 * an access token: @token itself */
DomoCredential *test_credential (DomoMethod method, const char *token);

/** test_session: Returns: (transfer full): of Jae at acme. @expires: of the token, or 0 */
VstSession *test_session (DomoMethod method, const char *token, gint64 expires);

/** test_record: Returns: (transfer full): of the same, as it stands in the keyring */
VstRecord *test_record (const char *id, DomoMethod method, const char *name, gint64 checked);

/** test_item: Returns: (transfer full): whether it is in a keyring or not */
VstItem *test_item (VstItemKind kind, VstRecord *record, gboolean locked);

/** test_put: Returns: (transfer full): stored as another program would */
VstItem *test_put (VstKeyring *keyring, VstItemKind kind, VstRecord *record, const char *secret);
/** test_take: removed as by another program */
void test_take (VstKeyring *keyring, VstItem *item);

G_END_DECLS
