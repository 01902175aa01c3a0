/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-keyring.h"

G_BEGIN_DECLS

/* The desktop's keyring, by libsecret: the Secret Service on the session bus. Items have the schema
 * org.vestibule.Token. Any number of items is read with one SearchItems and one Properties.Get
 * each, all sent at once, since a proxy for each is several times slower. */
#define VST_TYPE_SECRET_KEYRING (vst_secret_keyring_get_type ())
G_DECLARE_FINAL_TYPE (VstSecretKeyring, vst_secret_keyring, VST, SECRET_KEYRING, GObject)

/** vst_secret_keyring_new: Returns: (transfer full): connects when it is first asked; no service is
 * an error of each call, not of this one */
VstKeyring *vst_secret_keyring_new (void);

G_END_DECLS
