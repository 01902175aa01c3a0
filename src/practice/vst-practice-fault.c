/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-practice-fault.h"

#include <string.h>

#include "vst-practice-routes.h"

#define BIG_SIZE (2 * 1024 * 1024)
#define BOMB_SIZE (64 * 1024 * 1024)
#define DEEP_LEVELS 100000
#define HEADERS_SIZE (256 * 1024)
#define INTERIM_BLOCK 64
#define DRIP_START                                                                                 \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"                                          \
  "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
#define DRIP_MORE "1\r\n \r\n"
#define ENDLESS_PIECE (16 * 1024)

/* A VstFault with texts of its own. */
typedef struct {
  VstFaultKind kind;
  guint status;
  GBytes *body;
  char *content_type;
  char *header_name;
  char *header_value;
  guint delay;
} Fault;

struct _VstPracticeFaults {
  Fault faults[VST_N_ROUTES];
  GMainContext *context;
  GCancellable *cancellable; /* ends what is written to stolen connections */
  GHashTable *held;          /* SoupServerMessage → Held */
};

/* A message that waits for its time. */
typedef struct {
  VstPracticeFaults *faults;
  SoupServerMessage *message;
  GSource *source;
  gulong finished;
  VstFaultKind kind; /* what is done when the time has come; NONE: it is answered */
  guint delay;       /* of what is done then */
} Held;

/* Bytes that are written to a stolen connection. */
typedef struct {
  GIOStream *stream;
  GMainContext *context;
  GCancellable *cancellable;
  GBytes *bytes; /* what is under way */
  GBytes *again; /* what follows, again and again; NULL: it is closed */
  guint delay;   /* milliseconds before each of those */
} Raw;

static void
fault_clear (Fault *fault)
{
  g_clear_pointer (&fault->body, g_bytes_unref);
  g_clear_pointer (&fault->content_type, g_free);
  g_clear_pointer (&fault->header_name, g_free);
  g_clear_pointer (&fault->header_value, g_free);
  fault->kind = VST_FAULT_NONE;
}

static void
held_free (Held *held)
{
  g_signal_handler_disconnect (held->message, held->finished);
  g_source_destroy (held->source);
  g_source_unref (held->source);
  g_object_unref (held->message);
  g_free (held);
}

VstPracticeFaults *
vst_practice_faults_new (void)
{
  VstPracticeFaults *self = g_new0 (VstPracticeFaults, 1);

  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->held = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)held_free);
  return self;
}

void
vst_practice_faults_free (VstPracticeFaults *self)
{
  guint i;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->held);
  for (i = 0; i < VST_N_ROUTES; i++)
    fault_clear (&self->faults[i]);
  g_main_context_unref (self->context);
  g_free (self);
}

void
vst_practice_faults_set (VstPracticeFaults *self, VstRoute route, const VstFault *fault)
{
  Fault *own = &self->faults[route];
  gsize length;

  fault_clear (own);
  if (!fault)
    return;
  own->kind = fault->kind;
  own->status = fault->status;
  own->content_type = g_strdup (fault->content_type);
  own->header_name = g_strdup (fault->header_name);
  own->header_value = g_strdup (fault->header_value);
  own->delay = fault->delay;
  if (fault->body) {
    length = fault->body_length > 0 ? (gsize)fault->body_length : strlen (fault->body);
    own->body = g_bytes_new (fault->body, length);
  }
}

gboolean
vst_practice_faults_wants_answer (VstPracticeFaults *self, VstRoute route)
{
  static const VstFaultKind kinds[] = { VST_FAULT_NONE, VST_FAULT_LATE, VST_FAULT_CUT_HEADERS,
                                        VST_FAULT_CUT_BODY, VST_FAULT_CUT_CHUNK };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (self->faults[route].kind == kinds[i])
      return TRUE;
  return FALSE;
}

static void
raw_free (Raw *raw)
{
  g_object_unref (raw->stream);
  g_main_context_unref (raw->context);
  g_object_unref (raw->cancellable);
  g_bytes_unref (raw->bytes);
  g_clear_pointer (&raw->again, g_bytes_unref);
  g_free (raw);
}

static void raw_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
raw_write_cb (gpointer user_data)
{
  Raw *raw = user_data;

  /* Low, so that a flood does not keep the reader from its turn. */
  g_output_stream_write_all_async (
      g_io_stream_get_output_stream (raw->stream), g_bytes_get_data (raw->bytes, NULL),
      g_bytes_get_size (raw->bytes), G_PRIORITY_LOW, raw->cancellable, raw_written_cb, raw);
  return G_SOURCE_REMOVE;
}

/* Writes the next bytes when it is time, or at once when all is to end. */
static void
raw_wait (Raw *raw)
{
  g_autoptr (GSource) source = g_timeout_source_new (raw->delay);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (raw->cancellable);

  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (source, cancelled);
  g_source_set_callback (source, raw_write_cb, raw, NULL);
  g_source_attach (source, raw->context);
}

static void
raw_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Raw *raw = user_data;
  gboolean written;

  written = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  if (!written || !raw->again) {
    g_io_stream_close_async (raw->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
    raw_free (raw);
    return;
  }
  g_bytes_unref (raw->bytes);
  raw->bytes = g_bytes_ref (raw->again);
  if (raw->delay > 0)
    raw_wait (raw);
  else
    raw_write_cb (raw);
}

/* Takes the connection from libsoup, writes @bytes, and, without @again, closes it. */
static void
send_raw (
    VstPracticeFaults *self, SoupServerMessage *message, GBytes *bytes, GBytes *again, guint delay)
{
  Raw *raw = g_new0 (Raw, 1);

  raw->stream = soup_server_message_steal_connection (message);
  raw->context = g_main_context_ref (self->context);
  raw->cancellable = g_object_ref (self->cancellable);
  raw->bytes = g_bytes_ref (bytes);
  raw->again = again ? g_bytes_ref (again) : NULL;
  raw->delay = delay;
  raw_write_cb (raw);
}

static GBytes *
take_string (GString *string)
{
  return g_string_free_to_bytes (string);
}

/* The good answer as HTTP/1.1 writes it: up to the end of the headers, then half of the body. */
static GBytes *
build_cut (SoupServerMessage *message, VstFaultKind kind)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) whole = soup_message_body_flatten (body);
  gsize half = g_bytes_get_size (whole) / 2;
  GString *text = g_string_new ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");

  if (kind == VST_FAULT_CUT_HEADERS) {
    g_string_append (text, "X-Request-");
    return take_string (text);
  }
  if (kind == VST_FAULT_CUT_CHUNK)
    g_string_append_printf (text, "Transfer-Encoding: chunked\r\n\r\n%zx\r\n", half);
  else
    g_string_append_printf (text, "Content-Length: %zu\r\n\r\n", 2 * half + 1);
  g_string_append_len (text, g_bytes_get_data (whole, NULL), half);
  if (kind == VST_FAULT_CUT_CHUNK)
    g_string_append (text, "\r\n");
  return take_string (text);
}

static GBytes *
build_big_headers (void)
{
  GString *text = g_string_new ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
  guint i;

  for (i = 0; text->len < HEADERS_SIZE; i++)
    g_string_append_printf (text, "X-Padding-%u: %0120u\r\n", i, i);
  g_string_append (text, "\r\n{}");
  return take_string (text);
}

static GBytes *
build_interim (void)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < INTERIM_BLOCK; i++)
    g_string_append (text, "HTTP/1.1 102 Processing\r\n\r\n");
  return take_string (text);
}

static GBytes *
build_endless_start (guint status)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text,
                   "HTTP/1.1 %u Endless\r\nContent-Type: application/json\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n",
                   status);
  return take_string (text);
}

static GBytes *
build_endless_piece (void)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%x\r\n%*s\r\n", ENDLESS_PIECE, ENDLESS_PIECE, "");
  return take_string (text);
}

static GBytes *
build_raw (SoupServerMessage *message, VstFaultKind kind)
{
  if (kind == VST_FAULT_DRIP)
    return g_bytes_new_static (DRIP_START, strlen (DRIP_START));
  if (kind == VST_FAULT_CLOSE)
    return g_bytes_new_static ("", 0);
  if (kind == VST_FAULT_NOT_HTTP)
    return g_bytes_new_static ("SSH-2.0-not_http\r\n\r\n", 20);
  if (kind == VST_FAULT_BIG_HEADERS)
    return build_big_headers ();
  if (kind == VST_FAULT_INTERIM)
    return build_interim ();
  if (kind == VST_FAULT_ENDLESS)
    return build_endless_start (soup_server_message_get_status (message));
  return build_cut (message, kind);
}

static gboolean
held_cb (gpointer user_data)
{
  Held *held = user_data;
  g_autoptr (SoupServerMessage) message = g_object_ref (held->message);
  VstPracticeFaults *self = held->faults;
  VstFaultKind kind = held->kind;
  guint delay = held->delay;

  g_hash_table_remove (self->held, message);
  if (kind == VST_FAULT_NONE)
    soup_server_message_unpause (message);
  else {
    g_autoptr (GBytes) bytes = build_raw (message, kind);
    g_autoptr (GBytes) again = NULL;

    if (kind == VST_FAULT_INTERIM)
      again = g_bytes_ref (bytes);
    else if (kind == VST_FAULT_DRIP)
      again = g_bytes_new_static (DRIP_MORE, strlen (DRIP_MORE));
    else if (kind == VST_FAULT_ENDLESS)
      again = build_endless_piece ();
    send_raw (self, message, bytes, again, delay);
  }
  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Held *held = user_data;

  g_hash_table_remove (held->faults->held, message);
}

static void
hold (VstPracticeFaults *self,
      SoupServerMessage *message,
      guint milliseconds,
      VstFaultKind kind,
      guint delay)
{
  Held *held = g_new0 (Held, 1);

  soup_server_message_pause (message);
  held->faults = self;
  held->message = g_object_ref (message);
  held->kind = kind;
  held->delay = delay;
  held->finished = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), held);
  held->source = g_timeout_source_new (milliseconds);
  g_source_set_callback (held->source, held_cb, held, NULL);
  g_source_attach (held->source, self->context);
  g_hash_table_insert (self->held, message, held);
}

void
vst_practice_faults_hold (VstPracticeFaults *self, SoupServerMessage *message, guint milliseconds)
{
  hold (self, message, milliseconds, VST_FAULT_NONE, 0);
}

static void
take_over (VstPracticeFaults *self, SoupServerMessage *message, VstFaultKind kind, guint delay)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (soup_server_message_get_http_version (message) != SOUP_HTTP_2_0)
    hold (self, message, 0, kind, delay); /* not out of libsoup's own loop */
  else {
    soup_server_message_pause (message);
    if (socket)
      g_socket_shutdown (socket, TRUE, TRUE, NULL);
  }
}

static void
answer (SoupServerMessage *message, const Fault *fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *type = fault->content_type ? fault->content_type : "application/json";

  soup_server_message_set_status (message, fault->status, NULL);
  soup_message_headers_replace (headers, "Content-Type", type);
  if (fault->header_name)
    soup_message_headers_append (headers, fault->header_name,
                                 fault->header_value ? fault->header_value : "");
  if (fault->body)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), fault->body);
}

static GBytes *
build_bomb (void)
{
  g_autoptr (GConverter) gzip = NULL;
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) output = NULL;
  g_autofree char *blanks = g_malloc (1024 * 1024);
  guint i;

  memset (blanks, ' ', 1024 * 1024);
  gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  output = g_converter_output_stream_new (packed, gzip);
  for (i = 0; i < BOMB_SIZE / (1024 * 1024); i++)
    g_output_stream_write_all (output, blanks, 1024 * 1024, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

static GBytes *
build_body (VstFaultKind kind)
{
  GString *text = NULL;
  gsize start;

  if (kind == VST_FAULT_BOMB)
    return build_bomb ();
  if (kind == VST_FAULT_DEEP) {
    text = g_string_sized_new (2 * DEEP_LEVELS);
    g_string_set_size (text, 2 * DEEP_LEVELS);
    memset (text->str, '[', DEEP_LEVELS);
    memset (text->str + DEEP_LEVELS, ']', DEEP_LEVELS);
    return take_string (text);
  }
  text = g_string_new ("{\"id\":1893952720,\"displayName\":\"");
  start = text->len;
  g_string_set_size (text, BIG_SIZE - 2);
  memset (text->str + start, 'x', text->len - start);
  g_string_append (text, "\"}");
  return take_string (text);
}

static void
answer_at_length (SoupServerMessage *message, VstFaultKind kind)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) body = build_body (kind);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "Content-Type", "application/json");
  if (kind == VST_FAULT_BOMB)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

void
vst_practice_faults_apply (VstPracticeFaults *self, VstRoute route, SoupServerMessage *message)
{
  const Fault *fault = &self->faults[route];

  switch (fault->kind) {
  case VST_FAULT_NONE:
    break;
  case VST_FAULT_ANSWER:
    answer (message, fault);
    break;
  case VST_FAULT_LATE:
    vst_practice_faults_hold (self, message, fault->delay);
    break;
  case VST_FAULT_SILENT:
    soup_server_message_pause (message);
    break;
  case VST_FAULT_DRIP:
    take_over (self, message, fault->kind, MAX (fault->delay, 1));
    break;
  case VST_FAULT_ENDLESS:
    soup_server_message_set_status (message, fault->status, NULL);
    take_over (self, message, fault->kind, fault->delay);
    break;
  case VST_FAULT_CLOSE:
  case VST_FAULT_CUT_HEADERS:
  case VST_FAULT_CUT_BODY:
  case VST_FAULT_CUT_CHUNK:
  case VST_FAULT_NOT_HTTP:
  case VST_FAULT_BIG_HEADERS:
  case VST_FAULT_INTERIM:
    take_over (self, message, fault->kind, 0);
    break;
  case VST_FAULT_BIG:
  case VST_FAULT_BOMB:
  case VST_FAULT_DEEP:
    answer_at_length (message, fault->kind);
    break;
  case VST_FAULT_BLOCKED:
    vst_practice_set_blocked (message);
    break;
  }
}
