/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "domo-credential.h"

G_BEGIN_DECLS

/* A small Domo on loopback: for --practice, pictures and tests. It has every route of a sign-in,
 * the pages that a browser is sent to, accounts that work and accounts that fail on purpose, and
 * can be told to answer badly. Nothing in it reaches further than this computer.
 *
 * The instance that is asked is read from the Host header ("acme.domo.com" is "acme"); a loopback
 * host stands for the first practice instance and for the platform API alike, api.domo.com for the
 * platform API. An instance that it does not know is answered 403, as Domo does. */
#define VST_TYPE_PRACTICE (vst_practice_get_type ())
G_DECLARE_FINAL_TYPE (VstPractice, vst_practice, VST, PRACTICE, GObject)

/* One thing to try. All texts are static; the title is English and marked for translation. */
typedef struct {
  const char *id;    /* "password", "client", "access-token"; "wrong-password", … */
  const char *title; /* "User name and password" */
  gboolean works;    /* FALSE: fails on purpose */
  DomoMethod method;
  const char *instance;  /* what to type; NULL for a client */
  const char *user_name; /* user name or client id; NULL for an access token */
  const char *secret;    /* password, client secret or token: of the practice instance only */
  const char *code;      /* the one-time code it wants, or NULL */
} VstPracticeAccount;

/** vst_practice_get_accounts: Returns: (transfer none) (array length=n_accounts): first those that
 * work, in the order of the ways in, then one for each way to fail */
const VstPracticeAccount *vst_practice_get_accounts (gsize *n_accounts);

/** vst_practice_new: Returns: (transfer full): a practice instance that does not listen yet */
VstPractice *vst_practice_new (void);

/**
 * vst_practice_listen:
 * @certificate: (nullable): a certificate with its key for HTTPS; %NULL for HTTP
 * @error: a %GIOErrorEnum when no port can be opened
 *
 * Listens on 127.0.0.1 (and on [::1] where there is one), on a free port, in the main context of
 * the caller.
 */
gboolean vst_practice_listen (VstPractice *self, GTlsCertificate *certificate, GError **error);

/** vst_practice_get_uri: Returns: (transfer none): "http://127.0.0.1:PORT" or "https://…"; typed as
 * an instance it stands for this server */
const char *vst_practice_get_uri (VstPractice *self);

typedef enum {
  VST_ROUTE_FULL_AUTH,
  VST_ROUTE_DEVELOPER_AUTH,
  VST_ROUTE_WHO_AM_I,
  VST_ROUTE_USER, /* the platform's get_user */
  VST_ROUTE_AVATAR,
  VST_ROUTE_ELEVATE,
  VST_ROUTE_ACCESS_TOKENS, /* list, make, delete */
  VST_ROUTE_PAGE,          /* what a browser is sent to */
  VST_N_ROUTES
} VstRoute;

/* How a route is to misbehave. */
typedef enum {
  VST_FAULT_NONE,
  VST_FAULT_ANSWER,      /* answers with the given status, headers and body */
  VST_FAULT_LATE,        /* answers well, but only after the given milliseconds */
  VST_FAULT_SILENT,      /* takes the request and never answers */
  VST_FAULT_DRIP,        /* a byte of the body now and then, for ever */
  VST_FAULT_CLOSE,       /* closes the connection instead of an answer */
  VST_FAULT_CUT_HEADERS, /* closes in the middle of the headers */
  VST_FAULT_CUT_BODY,    /* closes in the middle of the body, Content-Length being whole */
  VST_FAULT_CUT_CHUNK,   /* closes between two chunks of a chunked body */
  VST_FAULT_NOT_HTTP,    /* sends bytes that are no HTTP */
  VST_FAULT_BIG,         /* a JSON body of 2 MiB */
  VST_FAULT_ENDLESS,     /* a body of blanks without end, with the given status */
  VST_FAULT_BOMB,        /* 64 MiB of blanks as some KiB of gzip */
  VST_FAULT_BIG_HEADERS, /* 256 KiB of headers */
  VST_FAULT_DEEP,        /* 100,000 nested arrays */
  VST_FAULT_INTERIM,     /* interim answers (102) without end */
  VST_FAULT_BLOCKED,     /* the page of the allow list, with the address 203.0.113.7 */
} VstFaultKind;

typedef struct {
  VstFaultKind kind;
  guint status;             /* ANSWER, ENDLESS */
  const char *body;         /* ANSWER; NULL for an empty one */
  gssize body_length;       /* bytes; 0 or -1: @body ends with a NUL */
  const char *content_type; /* ANSWER; NULL for application/json */
  const char *header_name;  /* ANSWER; one more header, or NULL */
  const char *header_value;
  guint delay; /* LATE, DRIP, ENDLESS: milliseconds */
} VstFault;

/** vst_practice_set_fault: @route misbehaves so for all requests from now on; @fault is copied,
 * %NULL makes it well again. */
void vst_practice_set_fault (VstPractice *self, VstRoute route, const VstFault *fault);

/** vst_practice_set_avatar: @file: (nullable): the file that get_avatar answers with; %NULL: 404 */
void vst_practice_set_avatar (VstPractice *self, GBytes *file);

/** vst_practice_end_tokens: refuses all session and bearer tokens that were given out so far. */
void vst_practice_end_tokens (VstPractice *self);

/* What the server was sent, for tests. */
typedef struct {
  VstRoute route;
  char *method;
  char *path;    /* with its query */
  char *host;    /* the Host header */
  char *headers; /* "Name: value\n" for each, as they came */
  GBytes *body;
  guint64 connection; /* numbers the connection it came over */
} VstPracticeRequest;

/** vst_practice_get_requests: Returns: (transfer none) (element-type VstPracticeRequest): all
 * requests so far, oldest first; at most the last 10,000 are kept */
GPtrArray *vst_practice_get_requests (VstPractice *self);

/** vst_practice_set_recording: whether requests are kept, with what is secret in them; they are
 * unless it is said not to. */
void vst_practice_set_recording (VstPractice *self, gboolean recording);

/** vst_practice_forget_requests: empties that list. */
void vst_practice_forget_requests (VstPractice *self);

/** vst_practice_count_open: Returns: how many connections a client has open right now; a test sees
 * with it that a cancelled request has left the wire */
guint vst_practice_count_open (VstPractice *self);

G_END_DECLS
