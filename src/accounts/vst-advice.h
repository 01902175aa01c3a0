/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "domo-client.h"

G_BEGIN_DECLS

/* Who said no. */
typedef enum {
  VST_ADVICE_REFUSED, /* Domo refused */
  VST_ADVICE_BLOCKED, /* Domo could not be asked; the credential may be fine */
  VST_ADVICE_STEP,    /* nothing is wrong, it is the person's turn */
} VstAdviceKind;

/* What the one button does. */
typedef enum {
  VST_REMEDY_NONE,
  VST_REMEDY_TRY_AGAIN,        /* the same once more */
  VST_REMEDY_OPEN_URI,         /* the target in the browser */
  VST_REMEDY_COPY_TEXT,        /* the target on the clipboard: a sentence for an administrator */
  VST_REMEDY_COPY_DETAILS,     /* the details on the clipboard */
  VST_REMEDY_ENTER_SECRET,     /* empties the client secret and puts the cursor there */
  VST_REMEDY_ENTER_CODE,       /* empties the one-time code and puts the cursor there */
  VST_REMEDY_USE_ACCESS_TOKEN, /* switches to that way in, keeps the instance */
  VST_REMEDY_USE_PASSWORD,     /* likewise */
  VST_REMEDY_USE_INSTANCE,     /* puts the target into the instance field, sends nothing */
} VstRemedy;

/* Fields that a failure points at. */
typedef enum {
  VST_FIELD_NONE = 0,
  VST_FIELD_INSTANCE = 1 << 0,
  VST_FIELD_USER_NAME = 1 << 1,
  VST_FIELD_PASSWORD = 1 << 2,
  VST_FIELD_CLIENT_ID = 1 << 3,
  VST_FIELD_CLIENT_SECRET = 1 << 4,
  VST_FIELD_ACCESS_TOKEN = 1 << 5,
  VST_FIELD_CODE = 1 << 6,
} VstFields;

/* A failure in a person's words: cause, remedy, the one button. Translated. Immutable. */
#define VST_TYPE_ADVICE (vst_advice_get_type ())
G_DECLARE_FINAL_TYPE (VstAdvice, vst_advice, VST, ADVICE, GObject)

/**
 * vst_advice_new:
 * @error: of the domain %DOMO_ERROR; any other is "Cannot Be Read"
 * @method: the way in that was tried
 * @practice_uri: (nullable): where pages are opened in practice, in place of the instance
 *
 * Returns: (transfer full)
 */
VstAdvice *vst_advice_new (const GError *error, DomoMethod method, const char *practice_uri);

VstAdviceKind vst_advice_get_kind (VstAdvice *self);
/** Returns: (transfer none): a symbolic icon's name */
const char *vst_advice_get_icon_name (VstAdvice *self);
/** Returns: (transfer none): the cause, in header capitals */
const char *vst_advice_get_title (VstAdvice *self);
/** Returns: (transfer none): what to do; plain text, never markup */
const char *vst_advice_get_remedy (VstAdvice *self);
VstRemedy vst_advice_get_action (VstAdvice *self);
/** Returns: (transfer none) (nullable): the button's label; %NULL with %VST_REMEDY_NONE */
const char *vst_advice_get_button (VstAdvice *self);
/** Returns: (transfer none) (nullable): the address to open, text to copy or instance to use */
const char *vst_advice_get_target (VstAdvice *self);
/** Returns: the fields to mark */
VstFields vst_advice_get_fields (VstAdvice *self);
/** Returns: the one of them that takes the focus */
VstFields vst_advice_get_focus (VstAdvice *self);
/** Returns: seconds until Try Again makes sense, 0 at once */
guint vst_advice_get_wait (VstAdvice *self);
/** Returns: (transfer none): the one-line form, then the time and the request's id */
const char *vst_advice_get_details (VstAdvice *self);

/** vst_advice_dup_remedy_after: Returns: (transfer full): the remedy @seconds later, where it
 * counts down */
char *vst_advice_dup_remedy_after (VstAdvice *self, guint seconds);

G_END_DECLS
