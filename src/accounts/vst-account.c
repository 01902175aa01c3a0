/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vst-account.h"

#include "vst-account-opener.h"

struct _VstAccount {
  GObject parent_instance;

  VstRecord *record;
  VstItem *main;       /* nullable */
  VstItem *secret;     /* nullable: of the password or client secret */
  VstSession *session; /* nullable */
  VstSession *other;   /* nullable */
  DomoToken *fresh;    /* nullable; where it is good: */
  DomoInstance *fresh_instance;
  GError *error;       /* nullable */
  GError *store_error; /* nullable */
  gboolean busy;
  gboolean signed_out;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VstAccount, vst_account, G_TYPE_OBJECT)

static void
emit_changed (VstAccount *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
vst_account_dispose (GObject *object)
{
  VstAccount *self = VST_ACCOUNT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->other);
  vst_account_set_fresh (self, NULL, NULL);
  G_OBJECT_CLASS (vst_account_parent_class)->dispose (object);
}

static void
vst_account_finalize (GObject *object)
{
  VstAccount *self = VST_ACCOUNT (object);

  g_clear_object (&self->record);
  g_clear_object (&self->main);
  g_clear_object (&self->secret);
  g_clear_error (&self->error);
  g_clear_error (&self->store_error);
  G_OBJECT_CLASS (vst_account_parent_class)->finalize (object);
}

static void
vst_account_class_init (VstAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vst_account_dispose;
  object_class->finalize = vst_account_finalize;
  signals[CHANGED] = g_signal_new ("changed", VST_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
vst_account_init (VstAccount *self)
{
}

VstAccount *
vst_account_new (VstRecord *record)
{
  VstAccount *self = g_object_new (VST_TYPE_ACCOUNT, NULL);

  self->record = g_object_ref (record);
  return self;
}

VstRecord *
vst_account_get_record (VstAccount *self)
{
  return self->record;
}

const char *
vst_account_get_id (VstAccount *self)
{
  return vst_record_get (self->record)->id;
}

/* -------------------------------------------------------------------------------------- its state
 */

static VstAccountState
get_state_of_error (VstAccount *self)
{
  if (g_error_matches (self->error, VST_OPEN_ERROR, VST_OPEN_ERROR_SIGNED_OUT))
    return VST_ACCOUNT_SIGN_IN_NEEDED;
  if (g_error_matches (self->error, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED) ||
      g_error_matches (self->error, VST_OPEN_ERROR, VST_OPEN_ERROR_ENDED_EARLY))
    return VST_ACCOUNT_ENDED;
  if (g_error_matches (self->error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED))
    return VST_ACCOUNT_KEYRING_LOCKED;
  return VST_ACCOUNT_FAILED;
}

gboolean
vst_account_is_signed_out (VstAccount *self)
{
  return !self->session &&
         (self->signed_out || (self->main && vst_item_get_kind (self->main) == VST_ITEM_ACCOUNT));
}

/* What the token at hand says; Domo's word for it goes before a date that a person typed. */
static gint64
get_token_expires (VstAccount *self)
{
  return self->session ? domo_token_get_expires (vst_session_get_token (self->session)) : 0;
}

static gboolean
is_token_over (VstAccount *self, gint64 now)
{
  gint64 expires = get_token_expires (self);

  return expires != 0 && expires <= now;
}

/* Of one that is signed out there is no token that could end. */
static gboolean
has_ended (VstAccount *self, gint64 now)
{
  if (vst_account_is_signed_out (self) || self->secret)
    return FALSE;
  if (self->session)
    return is_token_over (self, now);
  return !vst_record_has_typed_end (self->record) && vst_record_is_over (self->record, now);
}

VstAccountState
vst_account_get_state (VstAccount *self, gint64 now)
{
  if (self->busy)
    return VST_ACCOUNT_CHECKING;
  if (self->other)
    return VST_ACCOUNT_ANOTHER;
  if (self->error)
    return get_state_of_error (self);
  if (has_ended (self, now))
    return VST_ACCOUNT_ENDED;
  if (self->session)
    return VST_ACCOUNT_GOOD;
  if (vst_account_is_signed_out (self))
    return VST_ACCOUNT_SIGN_IN_NEEDED;
  if (vst_account_is_locked (self))
    return VST_ACCOUNT_KEYRING_LOCKED;
  return VST_ACCOUNT_UNCHECKED;
}

gint64
vst_account_get_expires (VstAccount *self)
{
  gint64 expires = get_token_expires (self);

  return expires ? expires : vst_record_get (self->record)->expires;
}

gint64
vst_account_get_typed_end (VstAccount *self)
{
  if (get_token_expires (self) != 0 || !vst_record_has_typed_end (self->record))
    return 0;
  return vst_record_get (self->record)->expires;
}

gboolean
vst_account_takes_date (VstAccount *self)
{
  return self->session && vst_session_get_method (self->session) == DOMO_METHOD_ACCESS_TOKEN &&
         get_token_expires (self) == 0;
}

VstSession *
vst_account_get_session (VstAccount *self)
{
  return self->session;
}

const GError *
vst_account_get_error (VstAccount *self)
{
  return self->error;
}

VstSession *
vst_account_get_other (VstAccount *self)
{
  return self->other;
}

gboolean
vst_account_is_busy (VstAccount *self)
{
  return self->busy;
}

/* -------------------------------------------------------------------------------------- its items
 */

gboolean
vst_account_is_stored (VstAccount *self)
{
  return self->main != NULL;
}

gboolean
vst_account_has_token (VstAccount *self)
{
  return self->main && vst_item_get_kind (self->main) == VST_ITEM_TOKEN;
}

gboolean
vst_account_has_secret (VstAccount *self)
{
  return self->secret != NULL;
}

const char *
vst_account_get_collection (VstAccount *self)
{
  return self->main ? vst_item_get_collection (self->main) : NULL;
}

gboolean
vst_account_is_locked (VstAccount *self)
{
  return (self->main && vst_item_is_locked (self->main)) ||
         (self->secret && vst_item_is_locked (self->secret));
}

const GError *
vst_account_get_store_error (VstAccount *self)
{
  return self->store_error;
}

VstItem *
vst_account_get_item (VstAccount *self, gboolean is_main)
{
  return is_main ? self->main : self->secret;
}

static gboolean
is_same_item (VstItem *a, VstItem *b)
{
  if (!a || !b)
    return a == b;
  return g_strcmp0 (vst_item_get_path (a), vst_item_get_path (b)) == 0 &&
         vst_item_get_kind (a) == vst_item_get_kind (b) &&
         vst_item_is_locked (a) == vst_item_is_locked (b) &&
         g_strcmp0 (vst_item_get_collection (a), vst_item_get_collection (b)) == 0 &&
         vst_record_equal (vst_item_get_record (a), vst_item_get_record (b));
}

/* An item that is told of again, as after a write of our own, does not bring back what was newer
 * than it. */
void
vst_account_set_item (VstAccount *self, gboolean is_main, VstItem *item)
{
  VstItem **place = is_main ? &self->main : &self->secret;
  gboolean was_locked = vst_account_is_locked (self);

  if (is_same_item (*place, item))
    return;
  if (is_main && item &&
      (!self->main ||
       !vst_record_equal (vst_item_get_record (self->main), vst_item_get_record (item))))
    g_set_object (&self->record, vst_item_get_record (item));
  g_set_object (place, item);
  if (was_locked && !vst_account_is_locked (self) &&
      g_error_matches (self->error, DOMO_ERROR, DOMO_ERROR_KEYRING_LOCKED))
    g_clear_error (&self->error);
  emit_changed (self);
}

/* ------------------------------------------------------------------------------ what became of it
 */

void
vst_account_set_record (VstAccount *self, VstRecord *record)
{
  if (g_set_object (&self->record, record))
    emit_changed (self);
}

void
vst_account_set_session (VstAccount *self, VstSession *session)
{
  g_clear_error (&self->error);
  g_clear_object (&self->other);
  vst_account_set_fresh (self, NULL, NULL);
  if (session)
    self->signed_out = FALSE;
  g_set_object (&self->session, session);
  emit_changed (self);
}

void
vst_account_set_fresh (VstAccount *self, DomoToken *token, DomoInstance *instance)
{
  g_set_object (&self->fresh, token);
  g_clear_pointer (&self->fresh_instance, domo_instance_unref);
  self->fresh_instance = instance ? domo_instance_ref (instance) : NULL;
}

DomoToken *
vst_account_get_fresh (VstAccount *self, DomoInstance *instance)
{
  if (!self->fresh || !domo_instance_equal (self->fresh_instance, instance))
    return NULL;
  return self->fresh;
}

/* @error may be the one that is there. */
static void
set_error (VstAccount *self, GError **place, const GError *error)
{
  GError *copy = error ? g_error_copy (error) : NULL;

  if (!copy && !*place)
    return;
  g_clear_error (place);
  *place = copy;
  emit_changed (self);
}

void
vst_account_set_error (VstAccount *self, const GError *error)
{
  set_error (self, &self->error, error);
}

void
vst_account_set_other (VstAccount *self, VstSession *other)
{
  if (g_set_object (&self->other, other))
    emit_changed (self);
}

void
vst_account_set_busy (VstAccount *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  emit_changed (self);
}

void
vst_account_set_store_error (VstAccount *self, const GError *error)
{
  set_error (self, &self->store_error, error);
}

void
vst_account_set_signed_out (VstAccount *self, gboolean signed_out)
{
  if (self->signed_out == signed_out)
    return;
  self->signed_out = signed_out;
  emit_changed (self);
}

gboolean
vst_account_is_of (VstAccount *self, VstSession *session)
{
  const VstRecordFields *fields = vst_record_get (self->record);
  g_autoptr (DomoInstance) instance = vst_record_dup_instance (self->record);
  DomoInstance *named = vst_session_get_instance (session);

  if (vst_session_get_method (session) != fields->method ||
      g_strcmp0 (vst_session_get_user_name (session), fields->user) != 0)
    return FALSE;
  if (fields->method == DOMO_METHOD_ACCESS_TOKEN && fields->owner_id != 0 &&
      vst_session_get_owner_id (session) != fields->owner_id)
    return FALSE;
  return fields->method == DOMO_METHOD_CLIENT || !instance || !named ||
         domo_instance_equal (instance, named);
}
