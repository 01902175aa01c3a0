/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-advice-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "domo-error.h"
#include "domo-text.h"

struct _VstAdvice {
  GObject parent_instance;

  VstAdviceKind kind;
  const char *icon_name;
  char *title;
  char *remedy;

  VstRemedy action;
  char *button;
  char *target;
  char *extra;

  VstFields fields;
  VstFields focus;

  guint wait;
  char *details;
};

G_DEFINE_FINAL_TYPE (VstAdvice, vst_advice, G_TYPE_OBJECT)

static void
vst_advice_finalize (GObject *object)
{
  VstAdvice *self = VST_ADVICE (object);

  g_free (self->title);
  g_free (self->remedy);
  g_free (self->button);
  g_free (self->target);
  g_free (self->extra);
  g_free (self->details);

  G_OBJECT_CLASS (vst_advice_parent_class)->finalize (object);
}

static void
vst_advice_class_init (VstAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vst_advice_finalize;
}

static void
vst_advice_init (VstAdvice *self)
{
}

/* --------------------------------------------------------- What an advice is put together with */

void
vst_advice_say (VstAdvice *self, VstAdviceKind kind, const char *icon_name, const char *title)
{
  vst_advice_take_title (self, kind, icon_name, g_strdup (title));
}

void
vst_advice_take_title (VstAdvice *self, VstAdviceKind kind, const char *icon_name, char *title)
{
  self->kind = kind;
  self->icon_name = icon_name;
  g_free (self->title);
  self->title = title;
}

void
vst_advice_explain (VstAdvice *self, const char *remedy)
{
  vst_advice_take_remedy (self, g_strdup (remedy));
}

void
vst_advice_take_remedy (VstAdvice *self, char *remedy)
{
  g_free (self->remedy);
  self->remedy = remedy;
}

void
vst_advice_take_sentences (VstAdvice *self, char *first, char *rest)
{
  if (!first) {
    vst_advice_take_remedy (self, rest);
    return;
  }
  vst_advice_take_remedy (self, g_strconcat (first, " ", rest, NULL));
  g_free (first);
  g_free (rest);
}

void
vst_advice_offer (VstAdvice *self, VstRemedy action, const char *button)
{
  self->action = action;
  g_free (self->button);
  self->button = g_strdup (button);
  g_clear_pointer (&self->target, g_free);
}

void
vst_advice_offer_try_again (VstAdvice *self)
{
  vst_advice_offer (self, VST_REMEDY_TRY_AGAIN, _ ("Try Again"));
}

void
vst_advice_offer_copy_details (VstAdvice *self)
{
  vst_advice_offer (self, VST_REMEDY_COPY_DETAILS, _ ("Copy Details"));
}

void
vst_advice_offer_target (VstAdvice *self, VstRemedy action, const char *button, char *target)
{
  vst_advice_offer (self, action, button);
  self->target = target;
}

void
vst_advice_offer_page (VstAdvice *self,
                       const char *host,
                       const char *practice_uri,
                       const char *button,
                       const char *path)
{
  g_autoptr (DomoInstance) instance = NULL;
  const char *root = practice_uri;

  if (!root && host)
    instance = domo_instance_new (host, NULL);
  if (instance)
    root = domo_instance_get_product_uri (instance);

  /* Without an address there is no page, but still something to hand on. */
  if (root)
    vst_advice_offer_target (self, VST_REMEDY_OPEN_URI, button, g_strconcat (root, path, NULL));
  else
    vst_advice_offer_copy_details (self);
}

void
vst_advice_offer_access_tokens (VstAdvice *self, const char *host, const char *practice_uri)
{
  vst_advice_offer_page (self, host, practice_uri, _ ("Open Access Tokens"),
                         "/admin/security/accesstokens");
}

void
vst_advice_take_extra (VstAdvice *self, char *extra)
{
  g_free (self->extra);
  self->extra = extra;
}

void
vst_advice_mark (VstAdvice *self, VstFields fields, VstFields focus)
{
  self->fields = fields;
  self->focus = focus;
}

static char *
dup_pause_remedy (guint seconds)
{
  g_autofree char *pause = NULL;

  if (seconds <= 120)
    pause = g_strdup_printf (_ ("%u s"), seconds);
  else if (seconds <= 120 * 60)
    pause = g_strdup_printf (_ ("%u min"), (seconds - 1) / 60 + 1);
  else
    pause = g_strdup_printf (_ ("%u h"), (seconds - 1) / 3600 + 1);

  /* Translators: %s is a time such as "43 s" */
  return g_strdup_printf (_ ("Too many requests came from here. Try again in %s."), pause);
}

void
vst_advice_pause (VstAdvice *self, guint seconds)
{
  self->wait = seconds;
  if (seconds > 0)
    vst_advice_take_remedy (self, dup_pause_remedy (seconds));
  else
    vst_advice_explain (self, _ ("Too many requests came from here. Try again in a moment."));
}

static char *
dup_details (const char *line, gint64 time, const char *request_id)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autofree char *when = NULL;

  if (date)
    /* xgettext:no-c-format
     * Translators: a short date and time with seconds, as for g_date_time_format() */
    when = g_date_time_format (date, C_ ("date", "%-e %b %Y, %H:%M:%S"));
  if (!when)
    return g_strdup (line);
  if (!request_id)
    return g_strdup_printf ("%s\n%s", line, when);
  /* Translators: %s is how the server named the request */
  return g_strdup_printf (_ ("%s\n%s · request %s"), line, when, request_id);
}

void
vst_advice_set_details (VstAdvice *self, const char *line, gint64 time, const char *request_id)
{
  g_free (self->details);
  self->details = dup_details (line, time, request_id);
}

char *
vst_advice_dup_words (const GError *error)
{
  g_autofree char *words = domo_text_tidy (error->message, -1);

  if (error->domain == DOMO_ERROR &&
      g_str_equal (words, domo_error_get_default_message ((DomoError)error->code)))
    return NULL;
  return g_strdup_printf (_ ("Its words: “%s”."), words);
}

VstAdviceKind
vst_advice_get_kind (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_ADVICE_BLOCKED);
  return self->kind;
}

const char *
vst_advice_get_icon_name (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->icon_name;
}

const char *
vst_advice_get_title (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->title;
}

const char *
vst_advice_get_remedy (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->remedy;
}

VstRemedy
vst_advice_get_action (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_REMEDY_NONE);
  return self->action;
}

const char *
vst_advice_get_button (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->button;
}

const char *
vst_advice_get_target (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->target;
}

const char *
vst_advice_get_extra (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->extra;
}

VstFields
vst_advice_get_fields (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_FIELD_NONE);
  return self->fields;
}

VstFields
vst_advice_get_focus (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), VST_FIELD_NONE);
  return self->focus;
}

guint
vst_advice_get_wait (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), 0);
  return self->wait;
}

const char *
vst_advice_get_details (VstAdvice *self)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);
  return self->details;
}

char *
vst_advice_dup_remedy_after (VstAdvice *self, guint seconds)
{
  g_return_val_if_fail (VST_IS_ADVICE (self), NULL);

  if (self->wait == 0)
    return g_strdup (self->remedy);
  if (seconds >= self->wait)
    return g_strdup (_ ("Too many requests came from here. Try again now."));
  return dup_pause_remedy (self->wait - seconds);
}
