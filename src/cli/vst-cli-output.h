/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-cli.h"
#include "vst-json.h"

G_BEGIN_DECLS

/* Whom an answer is about; all may be NULL. */
typedef struct {
  JsonNode *id;         /* that came with the credential, of any type: echoed */
  VstAccount *account;  /* a stored one */
  const char *instance; /* the short form: "acme" */
  DomoMethod method;
} VstSubject;

/** vst_status_of_error: Returns: the exit status for one account or one credential */
VstStatus vst_status_of_error (const GError *error);

/** vst_output_error: Returns: (transfer full): @error as one of the domain %DOMO_ERROR: what keeps
 * a stored account from being opened has no name there */
GError *vst_output_error (VstAccount *account, const GError *error);

/** vst_output_failure: prints why it failed: as text, title and remedy and then the one-line form,
 * to standard error; as JSON to standard output. Returns: the exit status */
int vst_output_failure (VstCli *cli, const VstSubject *subject, const GError *error);

/** vst_output_dup_remedy: @error: as it came; @title: (out) (optional) (transfer full): what
 * failed. Returns: (transfer full): what to do about it; of input what is wrong with it */
char *
vst_output_dup_remedy (VstCli *cli, const VstSubject *subject, const GError *error, char **title);

/** vst_output_build_good: Returns: (transfer full): the object of a good check; nothing secret is
 * in it.
 * @account: (nullable): a stored one */
JsonNode *vst_output_build_good (const VstSubject *subject, VstSession *session);

/** vst_output_build_bad: Returns: (transfer full): the object of a failure; @error: of %DOMO_ERROR
 */
JsonNode *vst_output_build_bad (const VstSubject *subject, const GError *error, const char *remedy);

/** vst_output_json: prints @node on a line of its own, without waiting for whoever reads it; so do
 * the next ones. Returns: whether anybody reads it */
gboolean vst_output_json (JsonNode *node);

/** vst_output_text: prints @text, which is not secret. Returns: whether anybody reads it */
gboolean vst_output_text (const char *text);

/** vst_output_secret: prints @secret and a line end; no copy of it is left. */
gboolean vst_output_secret (DomoSecret *secret);

/** vst_output_end: waits until all is written, or @cli is interrupted and the reader takes nothing
 * more; says so where something could not be written. Returns: whether all was, or nobody wanted to
 * read it */
gboolean vst_output_end (VstCli *cli);

/** vst_output_profile: prints who it is, as text or JSON. */
void vst_output_profile (VstCli *cli, const VstSubject *subject, VstSession *session);

/** vst_output_log_to: what the core tells of its requests goes to standard error while @cli is
 * verbose; nothing secret is in it. Before the first request. */
void vst_output_log_to (VstCli *cli);

/** vst_output_has_colours: Returns: whether @fd is a terminal that nobody asked to be without
 * colours (NO_COLOR) */
gboolean vst_output_has_colours (int fd);

/** vst_output_get_width: Returns: columns of the terminal that @fd is; 0: it is none */
int vst_output_get_width (int fd);

G_END_DECLS
