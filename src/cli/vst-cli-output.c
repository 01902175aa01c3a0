/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-cli-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "domo-text.h"
#include "vst-account-opener.h"
#include "vst-advice.h"
#include "vst-cli-signals.h"
#include "vst-cli-streams.h"
#include "vst-profile-values.h"

/* -------------------------------------------------------------------------------------- the status
 */

VstStatus
vst_status_of_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return VST_STATUS_INTERRUPTED;
  if (error->domain != DOMO_ERROR)
    return VST_STATUS_SERVER;
  switch ((DomoError)error->code) {
  case DOMO_ERROR_INVALID_CREDENTIALS:
    return VST_STATUS_REFUSED;
  case DOMO_ERROR_ACCOUNT_LOCKED:
    return VST_STATUS_LOCKED;
  case DOMO_ERROR_INVALID_INSTANCE:
    return VST_STATUS_NO_INSTANCE;
  case DOMO_ERROR_INVALID_AUTH_TYPE:
  case DOMO_ERROR_NO_ACCESS_TOKEN_RETURNED:
  case DOMO_ERROR_SECOND_FACTOR_REQUIRED:
    return VST_STATUS_NO_TOKEN;
  case DOMO_ERROR_ADDRESS_BLOCKED:
    return VST_STATUS_BLOCKED;
  case DOMO_ERROR_REDIRECTED:
  case DOMO_ERROR_HOST_NOT_FOUND:
  case DOMO_ERROR_CONNECTION:
  case DOMO_ERROR_TIMEOUT:
  case DOMO_ERROR_PROXY:
    return VST_STATUS_NETWORK;
  case DOMO_ERROR_TLS:
    return VST_STATUS_TLS;
  case DOMO_ERROR_KEYRING_ABSENT:
  case DOMO_ERROR_KEYRING_LOCKED:
  case DOMO_ERROR_KEYRING_DISMISSED:
  case DOMO_ERROR_KEYRING:
    return VST_STATUS_KEYRING;
  case DOMO_ERROR_NOT_FOUND:
    return VST_STATUS_NO_ACCOUNT;
  case DOMO_ERROR_INPUT:
    return VST_STATUS_USAGE;
  case DOMO_ERROR_AUTH:
  case DOMO_ERROR_RATE_LIMITED:
  case DOMO_ERROR_SERVER:
  case DOMO_ERROR_BAD_REPLY:
  default:
    return VST_STATUS_SERVER;
  }
}

GError *
vst_output_error (VstAccount *account, const GError *error)
{
  DomoError code = DOMO_ERROR_INVALID_CREDENTIALS;
  g_autoptr (DomoInstance) instance = NULL;
  GError *named;

  if (error->domain != VST_OPEN_ERROR)
    return g_error_copy (error);
  if (error->code == VST_OPEN_ERROR_HOST)
    code = DOMO_ERROR_INPUT;
  named = domo_error_new (code, DOMO_REASON_NONE, error->message);
  instance = vst_record_dup_instance (vst_account_get_record (account));
  if (instance)
    domo_error_set_origin (named, NULL, domo_instance_get_name (instance),
                           domo_instance_get_host (instance));
  return named;
}

/* ---------------------------------------------------------------------------------------- objects
 */

static const char *
get_id (const VstSubject *subject)
{
  return subject->account ? vst_account_get_id (subject->account) : NULL;
}

JsonNode *
vst_output_build_good (const VstSubject *subject, VstSession *session)
{
  return vst_json_build_session (subject->id, get_id (subject), subject->instance, session,
                                 subject->account ? vst_account_get_typed_end (subject->account)
                                                  : 0);
}

static void
add_candidates (JsonBuilder *builder, char **ids)
{
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  for (; *ids; ids++)
    json_builder_add_string_value (builder, *ids);
  json_builder_end_array (builder);
}

JsonNode *
vst_output_build_bad (const VstSubject *subject, const GError *error, const char *remedy)
{
  JsonBuilder *builder = vst_json_begin (FALSE, subject->id, get_id (subject));
  const DomoErrorInfo *info = domo_error_get_info (error);
  g_autoptr (DomoInstance) stored =
      subject->account ? vst_record_dup_instance (vst_account_get_record (subject->account)) : NULL;
  const char *instance = stored ? domo_instance_get_name (stored) : subject->instance;

  vst_json_add_text (builder, "instance", info && info->instance ? info->instance : instance);
  vst_json_add_text (builder, "error",
                     info ? domo_error_get_name ((DomoError)error->code) : "AuthError");
  vst_json_add_number (builder, "status", info ? info->status : 0);
  vst_json_add_text (builder, "message", info && info->message ? info->message : error->message);
  vst_json_add_text (builder, "remedy", remedy);
  if (info && info->candidates)
    add_candidates (builder, info->candidates);
  return vst_json_end (builder);
}

/* --------------------------------------------------------------------------------------- printing
 */

gboolean
vst_output_end (VstCli *cli)
{
  gboolean is_whole = vst_cli_streams_flush (cli);
  int failure = vst_cli_streams_get_error ();

  if (failure == 0 || failure == EPIPE)
    return is_whole;
  g_printerr (_ ("What was asked for cannot be written: %s\n"), g_strerror (failure));
  vst_cli_streams_flush (cli);
  return FALSE;
}

gboolean
vst_output_text (const char *text)
{
  return vst_cli_streams_write (text, strlen (text));
}

gboolean
vst_output_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *escaped = domo_text_escape (text);
  g_autofree char *line = g_strconcat (escaped, "\n", NULL);

  return vst_output_text (line);
}

gboolean
vst_output_secret (DomoSecret *secret)
{
  vst_cli_streams_write (domo_secret_get_text (secret), domo_secret_get_length (secret));
  return vst_cli_streams_write ("\n", 1);
}

gboolean
vst_output_has_colours (int fd)
{
  const char *refusal = g_getenv ("NO_COLOR");

  return isatty (fd) && !(refusal && *refusal) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

int
vst_output_get_width (int fd)
{
  struct winsize size;

  if (!isatty (fd) || ioctl (fd, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

/* ------------------------------------------------------------------------------------- why it
 * failed
 */

static VstAdvice *
make_advice (VstCli *cli, const VstSubject *subject, const GError *error)
{
  const char *practice_uri = cli->client ? domo_client_get_practice_uri (cli->client) : NULL;
  VstAdvice *advice = NULL;

  if (subject->account)
    advice = vst_advice_new_for_account (subject->account, error, practice_uri,
                                         g_get_real_time () / 1000);
  return advice ? advice : vst_advice_new (error, subject->method, practice_uri);
}

/* What was typed and is of no use is said in its own words; of all else there is an advice. */
static gboolean
is_of_input (const GError *error)
{
  return g_error_matches (error, DOMO_ERROR, DOMO_ERROR_INPUT) ||
         g_error_matches (error, DOMO_ERROR, DOMO_ERROR_NOT_FOUND);
}

static gboolean
is_signed_out (const GError *error)
{
  return g_error_matches (error, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT);
}

/* The window has buttons for these, and what is kept until it is closed. */
static const char *
get_keyring_remedy (const GError *error)
{
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_ABSENT))
    /* Translators: the name in capitals stays */
    return _ ("No keyring service is running where this can reach it. Log in to the desktop; "
              "outside of it, as under cron, set DBUS_SESSION_BUS_ADDRESS to its bus.");
  if (g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED) ||
      g_error_matches (error, DOMO_ERROR, DOMO_ERROR_KEYRING_DISMISSED))
    return _ ("Unlock it in the window of Vestibule, or by logging in to the desktop, and try "
              "again. Nothing is asked for here.");
  return NULL;
}

char *
vst_output_dup_remedy (VstCli *cli, const VstSubject *subject, const GError *error, char **title)
{
  g_autoptr (VstAdvice) advice = make_advice (cli, subject, error);
  const DomoErrorInfo *info;

  /* The window has a page for it, and needs no advice. */
  if (title)
    *title = g_strdup (is_signed_out (error) ? _ ("Signed Out") : vst_advice_get_title (advice));
  if (is_signed_out (error))
    return g_strdup (_ ("Only its names are kept. Sign in again."));
  if (get_keyring_remedy (error))
    return g_strdup (get_keyring_remedy (error));
  if (!is_of_input (error))
    return g_strdup (vst_advice_get_remedy (advice));
  info = domo_error_get_info (error);
  return g_strdup (info->detail ? info->detail : error->message);
}

static void
print_text (const char *title, const char *remedy, const GError *error)
{
  gboolean red = vst_output_has_colours (STDERR_FILENO);
  g_autofree char *line = domo_error_to_line (error);

  g_printerr ("%s%s%s\n%s\n%s\n", red ? "\033[1;31m" : "", title, red ? "\033[0m" : "", remedy,
              line);
}

int
vst_output_failure (VstCli *cli, const VstSubject *subject, const GError *error)
{
  g_autoptr (GError) named = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *title = NULL;
  g_autofree char *remedy = NULL;

  /* A call that a signal breaks off fails in its own words. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || vst_cli_signals_have_come ())
    return VST_STATUS_INTERRUPTED;
  named = vst_output_error (subject->account, error);
  remedy = vst_output_dup_remedy (cli, subject, error, &title);
  if (cli->json) {
    node = vst_output_build_bad (subject, named, remedy);
    vst_output_json (node);
  } else {
    print_text (title, remedy, named);
  }
  return vst_status_of_error (named);
}

void
vst_output_profile (VstCli *cli, const VstSubject *subject, VstSession *session)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (cli->json) {
    node = vst_output_build_good (subject, session);
    vst_output_json (node);
    return;
  }
  text = vst_profile_dup_text (vst_session_get_profile (session));
  vst_output_text (text);
  if (!g_str_has_suffix (text, "\n"))
    vst_output_text ("\n");
}

/* -------------------------------------------------------------------------------------- --verbose
 */

/* A library's warning about the address of a proxy repeats it, with the login that is in it. */
static GLogWriterOutput
write_without_logins (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  /* Bytes, since nobody promises UTF-8. */
  g_autoptr (GRegex) logins = g_regex_new ("[^\\s'\"‘“]+@", G_REGEX_RAW, 0, NULL);
  g_autofree GLogField *copies = g_memdup2 (fields, n_fields * sizeof *fields);
  g_autofree char *hidden = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (!hidden && g_str_equal (copies[i].key, "MESSAGE")) {
      hidden = g_regex_replace_literal (logins, copies[i].value, copies[i].length, 0,
                                        DOMO_SECRET_MASK "@", 0, NULL);
      copies[i].value = hidden ? hidden : "";
      copies[i].length = -1;
    }
  return g_log_writer_default (level, copies, n_fields, NULL);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  VstCli *cli = user_data;
  const char *domain = NULL;
  const char *message = NULL;

  for (gsize i = 0; i < n_fields; i++) {
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
    else if (g_str_equal (fields[i].key, "MESSAGE"))
      message = fields[i].value;
  }
  if (cli->verbose && (level & G_LOG_LEVEL_DEBUG) && g_strcmp0 (domain, "domo") == 0) {
    g_printerr ("%s\n", message);
    return G_LOG_WRITER_HANDLED;
  }
  if (g_log_writer_default_would_drop (level, domain))
    return G_LOG_WRITER_HANDLED;
  return write_without_logins (level, fields, n_fields);
}

void
vst_output_log_to (VstCli *cli)
{
  g_log_set_writer_func (write_log, cli, NULL);
}
