/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-secret-keyring.h"
#include "vst-secret-library.h"

G_BEGIN_DECLS

/* What the files of the desktop's keyring share: vst-secret-call.c begins and ends each call,
 * vst-secret-watch.c follows changes from outside, the others are the calls themselves. */

#define VST_SECRET_NO_OBJECT "/"

struct _VstSecretKeyring {
  GObject parent_instance;

  GDBusConnection *bus;   /* nullable: until it is first asked */
  SecretService *service; /* nullable: the session that secrets cross the bus in */
  GArray *subscriptions;  /* of guint */
  guint generation;       /* counts how often the service came or went */

  GHashTable *known;   /* paths of items of ours */
  GHashTable *changed; /* paths of items that are to be read again */
  guint refresh_id;
  GCancellable *cancellable; /* of the reading again */
};

typedef void (*VstSecretStep) (GTask *task);

/* One call under way. What is unknown or not of that call is NULL or 0. */
typedef struct {
  VstSecretStep step; /* goes on once there is a bus, and a session where one is needed */
  gboolean needs_session;
  gboolean tried_again;
  const VstSecretLibrary *library; /* with the session */
  SecretService *service;

  VstKeyringFoundFunc found;
  gpointer found_data;
  GHashTable *hidden; /* paths of locked items whose attributes are hashed */
  guint n_hidden;

  VstItemKind kind;
  VstRecord *record;
  DomoSecret *secret;
  guint n_searched; /* of the kinds it may be there as */
  char *path;
  char *collection;

  GPtrArray *collections; /* to unlock */
  guint n_unlocked;       /* of these */
  guint generation;       /* of the service when the call began */
} VstSecretCall;

/** vst_secret_path_set_new: Returns: (transfer full): a set of D-Bus paths */
GHashTable *vst_secret_path_set_new (void);

/** vst_secret_call_new: Returns: (transfer full): a task with a #VstSecretCall; @step goes on with
 * it once it was started */
GTask *vst_secret_call_new (VstKeyring *keyring,
                            gpointer source_tag,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data,
                            VstSecretStep step);
/** vst_secret_call_start: gets the bus, and a session where one is needed, then takes the step. */
void vst_secret_call_start (GTask *task);
/** vst_secret_call_fail: @error: (transfer full): ends the call with it; but when the service was
 * started anew since the session was opened, the call begins again in a new one. */
void vst_secret_call_fail (GTask *task, GError *error);
void vst_secret_call_return_code (GTask *task, DomoError code);
/** vst_secret_call_get_bus: Returns: (transfer none): there is one once the step is taken */
GDBusConnection *vst_secret_call_get_bus (GTask *task);
/** vst_secret_call_read_default: asks for the path of the default collection: a reply "(o)". */
void vst_secret_call_read_default (GTask *task, GAsyncReadyCallback callback);

/** vst_secret_watch_start: from now on changes on @bus are told of. */
void vst_secret_watch_start (VstSecretKeyring *self, GDBusConnection *bus);
void vst_secret_watch_stop (VstSecretKeyring *self);

/* The calls of #VstKeyring that have files of their own; their ends are those of their tasks. */
void vst_secret_store_async (VstKeyring *keyring,
                             VstItemKind kind,
                             VstRecord *record,
                             DomoSecret *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void vst_secret_unlock_async (VstKeyring *keyring,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
