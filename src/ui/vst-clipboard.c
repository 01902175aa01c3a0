/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-clipboard.h"

#include <string.h>
#include <sys/random.h>

#include "vst-clipboard-hint.h"
#include "vst-display-wire.h"

/* ----------------------------------------------------------------- a secret as clipboard content
 */

/* It is written out when somebody asks; a GValue of it would be one more copy, and one that nobody
 * wipes. */
#define VST_TYPE_SECRET_CONTENT (vst_secret_content_get_type ())
G_DECLARE_FINAL_TYPE (VstSecretContent, vst_secret_content, VST, SECRET_CONTENT, GdkContentProvider)

struct _VstSecretContent {
  GdkContentProvider parent_instance;

  DomoSecret *secret;
};

G_DEFINE_FINAL_TYPE (VstSecretContent, vst_secret_content, GDK_TYPE_CONTENT_PROVIDER)

/* The hint is listed with Wayland too, where nobody can read its value: many managers go by the
 * name alone. */
static const char *content_types[] = {
  "text/plain;charset=utf-8",
  "text/plain",
  VST_CLIPBOARD_HINT_TYPE,
};

static GdkContentFormats *
vst_secret_content_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (content_types, G_N_ELEMENTS (content_types));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The task keeps the text until all is written, though the content may be emptied meanwhile. */
static void
vst_secret_content_write_mime_type_async (GdkContentProvider *provider,
                                          const char *mime_type,
                                          GOutputStream *stream,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  VstSecretContent *self = VST_SECRET_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *text = self->secret ? domo_secret_get_text (self->secret) : "";
  gsize length = self->secret ? domo_secret_get_length (self->secret) : 0;

  g_task_set_source_tag (task, vst_secret_content_write_mime_type_async);
  if (self->secret)
    g_task_set_task_data (task, domo_secret_ref (self->secret), (GDestroyNotify)domo_secret_unref);
  if (g_strcmp0 (mime_type, VST_CLIPBOARD_HINT_TYPE) == 0) {
    text = VST_CLIPBOARD_HINT_VALUE;
    length = strlen (text);
  }
  g_output_stream_write_all_async (stream, text, length, io_priority, cancellable, written_cb,
                                   g_steal_pointer (&task));
}

static gboolean
vst_secret_content_write_mime_type_finish (GdkContentProvider *provider,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
vst_secret_content_finalize (GObject *object)
{
  VstSecretContent *self = VST_SECRET_CONTENT (object);

  g_clear_pointer (&self->secret, domo_secret_unref);

  G_OBJECT_CLASS (vst_secret_content_parent_class)->finalize (object);
}

static void
vst_secret_content_class_init (VstSecretContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vst_secret_content_finalize;
  provider_class->ref_formats = vst_secret_content_ref_formats;
  provider_class->write_mime_type_async = vst_secret_content_write_mime_type_async;
  provider_class->write_mime_type_finish = vst_secret_content_write_mime_type_finish;
}

static void
vst_secret_content_init (VstSecretContent *self)
{
}

/* From now on whoever asks gets nothing. */
static void
vst_secret_content_empty (VstSecretContent *self)
{
  g_clear_pointer (&self->secret, domo_secret_unref);
}

static GdkContentProvider *
vst_secret_content_new (DomoSecret *secret)
{
  VstSecretContent *self = g_object_new (VST_TYPE_SECRET_CONTENT, NULL);

  self->secret = domo_secret_ref (secret);
  return GDK_CONTENT_PROVIDER (self);
}

/* ------------------------------------------------------------------------------- The clipboard */

struct _VstClipboard {
  GObject parent_instance;

  GdkClipboard *clipboard;
  gboolean hint_delivered;

  GdkContentProvider *content; /* what we put there, as long as it is there */
  guint step;                  /* seconds it was put there for */
  guint total;                 /* the same with what was added */
  guint left;

  gboolean is_watched; /* by somebody who sees the seconds */
  guint timer;
  gint64 ticked; /* monotonic time up to which the seconds are counted */

  /* By these we know our secret again when another program offers it, though we let go of it. */
  guint8 key[32];
  char *digest; /* nullable: there is nothing to look for */
  gsize length;
  GCancellable *looking; /* nullable */
  gboolean kept;
};

enum { PROP_0, PROP_ACTIVE, PROP_SECONDS_LEFT, PROP_FRACTION, PROP_KEPT, N_PROPS };

enum { CLEARED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstClipboard, vst_clipboard, G_TYPE_OBJECT)

static void
notify_time (VstClipboard *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void arm (VstClipboard *self);

/* Counts the seconds that have passed since it was counted last. */
static void
count (VstClipboard *self)
{
  gint64 seconds = (g_get_monotonic_time () - self->ticked) / G_USEC_PER_SEC;

  self->ticked += seconds * G_USEC_PER_SEC;
  vst_clipboard_tick (self, (guint)MIN (seconds, G_MAXUINT));
  arm (self);
}

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr (VstClipboard) self = g_object_ref (user_data);

  self->timer = 0;
  count (self);
  return G_SOURCE_REMOVE;
}

/* Each second while somebody sees it, else at the end. */
static void
arm (VstClipboard *self)
{
  gint64 wakes = self->ticked + (self->is_watched ? 1 : self->left) * G_TIME_SPAN_SECOND;
  gint64 pause = (wakes - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND + 1;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->content)
    self->timer = g_timeout_add ((guint)CLAMP (pause, 0, G_MAXUINT), timer_cb, self);
}

/* Forgets our content without touching the clipboard. */
static void
let_go (VstClipboard *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->content)
    return;
  g_clear_object (&self->content);
  self->step = self->total = self->left = 0;
  vst_display_wire_wipe (gdk_clipboard_get_display (self->clipboard));
}

static gboolean
is_still_ours (VstClipboard *self)
{
  return self->content && gdk_clipboard_get_content (self->clipboard) == self->content;
}

/* ------------------------------------------------------------- a copy that somebody else holds */

static char *
compute_digest (VstClipboard *self, const char *text, gsize length)
{
  return g_compute_hmac_for_data (G_CHECKSUM_SHA256, self->key, sizeof self->key,
                                  (const guchar *)text, length);
}

static void
set_kept (VstClipboard *self, gboolean kept)
{
  if (self->kept == kept)
    return;
  self->kept = kept;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEPT]);
}

static void
stop_looking (VstClipboard *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
remember (VstClipboard *self, DomoSecret *secret)
{
  g_clear_pointer (&self->digest, g_free);
  if (getrandom (self->key, sizeof self->key, 0) != sizeof self->key)
    return; /* A digest that can be guessed would be a copy of its own. */
  self->length = domo_secret_get_length (secret);
  self->digest = compute_digest (self, domo_secret_get_text (secret), self->length);
}

static void
forget (VstClipboard *self)
{
  stop_looking (self);
  g_clear_pointer (&self->digest, g_free);
  explicit_bzero (self->key, sizeof self->key);
  set_kept (self, FALSE);
}

/* One look at what another program offers. No more is read than can be our secret. Who does not
 * answer must not keep the clipboard from its end. */
typedef struct {
  GWeakRef clipboard;
  GCancellable *cancellable;
  char *text;
  gsize size;
} Look;

static Look *
look_new (VstClipboard *self)
{
  Look *look = g_new0 (Look, 1);

  g_weak_ref_init (&look->clipboard, self);
  look->cancellable = g_object_ref (self->looking);
  look->size = self->length + 1;
  look->text = g_malloc0 (look->size);
  return look;
}

static void
look_free (Look *look)
{
  explicit_bzero (look->text, look->size);
  g_free (look->text);
  g_object_unref (look->cancellable);
  g_weak_ref_clear (&look->clipboard);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (VstClipboard) self = g_weak_ref_get (&look->clipboard);
  g_autofree char *digest = NULL;
  gsize length;
  gboolean read = g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, NULL);

  /* Who gives nothing keeps nothing that we know of; and there may be another owner by now. */
  if (!self || !read || g_cancellable_is_cancelled (look->cancellable))
    return;
  digest = compute_digest (self, look->text, length);
  if (length == self->length && g_strcmp0 (digest, self->digest) == 0)
    set_kept (self, TRUE);
  else
    forget (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  char *text = look->text;
  gsize size = look->size;
  GCancellable *cancellable = look->cancellable;

  if (!stream || g_cancellable_is_cancelled (cancellable))
    return;
  g_input_stream_read_all_async (stream, text, size, G_PRIORITY_DEFAULT, cancellable, read_cb,
                                 g_steal_pointer (&look));
}

/* A manager may put there what it kept of ours. What another program marks as a secret is none of
 * our business. */
static void
look_for_copy (VstClipboard *self)
{
  static const char *types[] = { "text/plain;charset=utf-8", "text/plain", NULL };
  GdkContentFormats *formats = gdk_clipboard_get_formats (self->clipboard);

  if (!gdk_content_formats_contain_mime_type (formats, types[0]) &&
      !gdk_content_formats_contain_mime_type (formats, types[1]))
    return;
  if (gdk_content_formats_contain_mime_type (formats, VST_CLIPBOARD_HINT_TYPE))
    return;
  stop_looking (self);
  self->looking = g_cancellable_new ();
  gdk_clipboard_read_async (self->clipboard, types, G_PRIORITY_DEFAULT, self->looking, opened_cb,
                            look_new (self));
}

/* Comes several times for one change, and for our own changes too. */
static void
changed_cb (VstClipboard *self)
{
  if (is_still_ours (self))
    return;
  if (self->content) {
    let_go (self);
    notify_time (self);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  }
  if (!self->digest)
    return;
  if (!gdk_clipboard_is_local (self->clipboard))
    look_for_copy (self);
  else if (gdk_clipboard_get_content (self->clipboard))
    forget (self);
}

/* Takes our secret away. A Wayland compositor hears of it only from the window that has the focus,
 * and hands on its own copy when a source goes; so there the source stays, with nothing in it.
 *
 * Returns: whether there was something to take. */
static gboolean
take_away (VstClipboard *self)
{
  GdkDisplay *display = gdk_clipboard_get_display (self->clipboard);
  gboolean ours = is_still_ours (self);

  if (ours)
    vst_secret_content_empty (VST_SECRET_CONTENT (self->content));
  let_go (self);
  if (ours && self->hint_delivered && !gdk_display_is_closed (display)) {
    gdk_clipboard_set_content (self->clipboard, NULL);
    gdk_display_flush (display); /* At the end there is no main loop that would. */
  }
  return ours;
}

static void
vst_clipboard_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VstClipboard *self = VST_CLIPBOARD (object);

  switch (id) {
  case PROP_ACTIVE:
    g_value_set_boolean (value, vst_clipboard_is_active (self));
    break;
  case PROP_SECONDS_LEFT:
    g_value_set_uint (value, vst_clipboard_get_seconds_left (self));
    break;
  case PROP_FRACTION:
    g_value_set_double (value, vst_clipboard_get_fraction (self));
    break;
  case PROP_KEPT:
    g_value_set_boolean (value, vst_clipboard_is_kept (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vst_clipboard_dispose (GObject *object)
{
  VstClipboard *self = VST_CLIPBOARD (object);

  if (self->clipboard)
    take_away (self);
  forget (self);
  g_clear_object (&self->clipboard);

  G_OBJECT_CLASS (vst_clipboard_parent_class)->dispose (object);
}

static void
vst_clipboard_class_init (VstClipboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vst_clipboard_get_property;
  object_class->dispose = vst_clipboard_dispose;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_SECONDS_LEFT] =
      g_param_spec_uint ("seconds-left", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_KEPT] = g_param_spec_boolean ("kept", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CLEARED] = g_signal_new ("cleared", VST_TYPE_CLIPBOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
vst_clipboard_init (VstClipboard *self)
{
}

VstClipboard *
vst_clipboard_new (GdkDisplay *display)
{
  VstClipboard *self;

  g_return_val_if_fail (GDK_IS_DISPLAY (display), NULL);
  self = g_object_new (VST_TYPE_CLIPBOARD, NULL);
  self->clipboard = g_object_ref (gdk_display_get_clipboard (display));
  self->hint_delivered = vst_clipboard_hint_serve (display);
  g_signal_connect_object (self->clipboard, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
vst_clipboard_copy_secret (VstClipboard *self, DomoSecret *secret, guint seconds)
{
  g_autoptr (GdkContentProvider) content = NULL;
  gboolean was_active;

  g_return_if_fail (VST_IS_CLIPBOARD (self));
  g_return_if_fail (secret && seconds > 0);

  /* Nothing of ours is there while GDK tells of the change: changed_cb() stays quiet. */
  was_active = self->content != NULL;
  let_go (self);
  forget (self);
  content = vst_secret_content_new (secret);
  if (gdk_clipboard_set_content (self->clipboard, content)) {
    self->content = g_steal_pointer (&content);
    self->step = self->total = self->left = seconds;
    self->ticked = g_get_monotonic_time ();
    arm (self);
    remember (self, secret);
  }

  notify_time (self);
  if (was_active != (self->content != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

void
vst_clipboard_copy_text (VstClipboard *self, const char *text)
{
  g_return_if_fail (VST_IS_CLIPBOARD (self));
  g_return_if_fail (text);

  gdk_clipboard_set_text (self->clipboard, text);
}

void
vst_clipboard_keep_longer (VstClipboard *self)
{
  g_return_if_fail (VST_IS_CLIPBOARD (self));

  if (!self->content || self->total > G_MAXUINT - self->step)
    return;
  self->left += self->step;
  self->total += self->step;
  arm (self);
  notify_time (self);
}

void
vst_clipboard_clear (VstClipboard *self)
{
  g_return_if_fail (VST_IS_CLIPBOARD (self));

  if (!self->content || !take_away (self))
    return;
  notify_time (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  g_signal_emit (self, signals[CLEARED], 0);
}

gboolean
vst_clipboard_is_active (VstClipboard *self)
{
  g_return_val_if_fail (VST_IS_CLIPBOARD (self), FALSE);
  return self->content != NULL;
}

gboolean
vst_clipboard_is_kept (VstClipboard *self)
{
  g_return_val_if_fail (VST_IS_CLIPBOARD (self), FALSE);
  return self->kept;
}

void
vst_clipboard_dismiss (VstClipboard *self)
{
  g_return_if_fail (VST_IS_CLIPBOARD (self));

  if (self->kept)
    forget (self);
}

void
vst_clipboard_set_watched (VstClipboard *self, gboolean watched)
{
  g_return_if_fail (VST_IS_CLIPBOARD (self));

  if (watched == self->is_watched)
    return;
  self->is_watched = watched;
  if (self->content)
    count (self);
}

guint
vst_clipboard_get_seconds_left (VstClipboard *self)
{
  g_return_val_if_fail (VST_IS_CLIPBOARD (self), 0);
  return self->left;
}

double
vst_clipboard_get_fraction (VstClipboard *self)
{
  g_return_val_if_fail (VST_IS_CLIPBOARD (self), 0);
  return self->total ? (double)self->left / self->total : 0;
}

gboolean
vst_clipboard_hint_is_delivered (VstClipboard *self)
{
  g_return_val_if_fail (VST_IS_CLIPBOARD (self), FALSE);
  return self->hint_delivered;
}

void
vst_clipboard_tick (VstClipboard *self, guint seconds)
{
  g_return_if_fail (VST_IS_CLIPBOARD (self));

  if (!self->content || seconds == 0)
    return;
  if (seconds >= self->left) {
    vst_clipboard_clear (self);
  } else {
    self->left -= seconds;
    arm (self);
    notify_time (self);
  }
}
