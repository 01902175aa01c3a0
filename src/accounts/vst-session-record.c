/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-session-record.h"

VstRecord *
vst_session_record_new (const char *id, VstSession *session, VstRecord *old)
{
  const VstRecordFields *known = old ? vst_record_get (old) : NULL;
  const char *const *scopes = vst_session_get_scopes (session);
  const char *name = domo_profile_get_name (vst_session_get_profile (session));
  DomoInstance *instance = vst_session_get_instance (session);
  g_autofree char *joined = scopes ? g_strjoinv (" ", (char **)scopes) : NULL;
  const VstRecordFields fields = {
    .id = id,
    .instance = instance ? domo_instance_get_text (instance)
                : known  ? known->instance
                         : NULL,
    .method = vst_session_get_method (session),
    .user = vst_session_get_user_name (session),
    .owner_id = vst_session_get_owner_id (session),
    .name = name || !known ? name : known->name,
    .expires = domo_token_get_expires (vst_session_get_token (session)),
    .checked = g_get_real_time () / 1000,
    .scopes = joined,
    .muted = known ? known->muted : 0,
  };

  return vst_record_new (&fields);
}

VstRecord *
vst_session_record_dup_with_end (VstRecord *record, gint64 expires)
{
  VstRecordFields fields = *vst_record_get (record);

  fields.expires = expires;
  return vst_record_new (&fields);
}
