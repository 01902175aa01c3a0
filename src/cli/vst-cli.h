/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vst-accounts.h"

G_BEGIN_DECLS

/* What is passed on to a script. */
typedef enum {
  VST_STATUS_GOOD = 0,
  VST_STATUS_SOME_FAILED = 1, /* of many */
  VST_STATUS_USAGE = 2,       /* also unreadable input, and a token that a terminal would show */
  VST_STATUS_REFUSED = 3,
  VST_STATUS_LOCKED = 4,
  VST_STATUS_NO_INSTANCE = 5,
  VST_STATUS_NO_TOKEN = 6, /* none returned, a second factor is wanted, or one of another type */
  VST_STATUS_BLOCKED = 7,
  VST_STATUS_NETWORK = 8,
  VST_STATUS_TLS = 9,
  VST_STATUS_SERVER = 10, /* its fault, or a refusal without a name of its own */
  VST_STATUS_KEYRING = 11,
  VST_STATUS_NO_ACCOUNT = 12,
  VST_STATUS_INTERRUPTED = 130,
} VstStatus;

/* One run of vestibule-cli: what is global in its command line, and what the commands share, made
 * when it is first wanted: a command that needs no keyring speaks to none. */
typedef struct {
  gboolean json;
  gboolean quiet;
  gboolean verbose;
  gboolean practice;
  gboolean no_keyring;
  char *authority;          /* --ca-file; nullable */
  char *proxy;              /* --proxy; nullable */
  guint timeout;            /* --timeout, seconds; 0: the usual limits */
  GPtrArray *allowed_hosts; /* --allow-host, of DomoInstance */

  DomoClient *client;
  GSettings *settings;
  VstTries *tries;
  VstAccounts *accounts;
  struct _VstPractice *server; /* of --practice */
  guint n_connections;         /* of the client, to be set before it is made */
  GCancellable *cancellable;   /* SIGINT and SIGTERM */
  gboolean is_interrupted;
} VstCli;

/** vst_cli_run: the program. Returns: its exit status */
int vst_cli_run (int argc, char **argv);

/** vst_cli_get_client: Returns: (transfer none) (nullable): %NULL with @error set when an option of
 * the command line cannot be followed */
DomoClient *vst_cli_get_client (VstCli *cli, GError **error);

/** vst_cli_get_accounts: Returns: (transfer none) (nullable): nothing is read from the keyring yet
 */
VstAccounts *vst_cli_get_accounts (VstCli *cli, GError **error);

/** vst_cli_get_tries: Returns: (transfer none): what is counted of refused passwords, without the
 * accounts, their keyring and the settings */
VstTries *vst_cli_get_tries (VstCli *cli);

/** vst_cli_check_host: @instance: (nullable); @error: %DOMO_ERROR_INPUT for a host outside Domo's
 * own that was neither named by --allow-host nor remembered in the window */
gboolean vst_cli_check_host (VstCli *cli, DomoInstance *instance, GError **error);

/* ------------------------------------------------------------------------ one call after another
 */

/* A command does one thing after the other: it turns the main loop until an answer is there. */
typedef struct {
  GAsyncResult *result; /* owned */
} VstCliWait;

/** vst_cli_wait_cb: a #GAsyncReadyCallback; user_data is the #VstCliWait */
void vst_cli_wait_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/** vst_cli_wait: Returns: (transfer none): the result, owned by @wait */
GAsyncResult *vst_cli_wait (VstCliWait *wait);

/** vst_cli_wait_clear: frees the result */
void vst_cli_wait_clear (VstCliWait *wait);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VstCliWait, vst_cli_wait_clear)

/* ---------------------------------------------------------------------------------- the commands
 */

typedef struct {
  const char *name;
  const char *arguments; /* "ACCOUNT [--raw]": as in its help */
  const char *summary;   /* marked for translation */
  /* @argv: (array length=argc): the command's own arguments, its name first */
  int (*run) (VstCli *cli, int argc, char **argv);
} VstCommand;

/** vst_command_parse: reads the options of a command, the global ones among them, out of @argv.
 * @argc: (inout): what is left: the command's name and the arguments that are no options.
 * Returns: whether to go on; else @status is the exit status, and all is said */
gboolean
vst_command_parse (VstCli *cli, const GOptionEntry *entries, int *argc, char ***argv, int *status);

/** vst_command_usage: says what is wrong with the command line. Returns: %VST_STATUS_USAGE */
int vst_command_usage (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

int cmd_sign_in (VstCli *cli, int argc, char **argv);
int cmd_list (VstCli *cli, int argc, char **argv);
int cmd_check (VstCli *cli, int argc, char **argv);
int cmd_show (VstCli *cli, int argc, char **argv);
int cmd_token (VstCli *cli, int argc, char **argv);
int cmd_exec (VstCli *cli, int argc, char **argv);
int cmd_forget (VstCli *cli, int argc, char **argv);
int cmd_decode (VstCli *cli, int argc, char **argv);

G_END_DECLS
