/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vst-window.h"

#include "vst-forget-toast.h"
#include "vst-inspector.h"
#include "vst-keyring-page.h"
#include "vst-locked-page.h"
#include "vst-profile-page.h"
#include "vst-sidebar.h"

G_BEGIN_DECLS

/* What the files of the window share. */
struct _VstWindow {
  AdwApplicationWindow parent_instance;

  /* Of the template. */
  AdwToastOverlay *toast_overlay;
  AdwLeaflet *leaflet;
  VstSidebar *sidebar;
  GtkStack *pages;
  AdwHeaderBar *loading_header;
  VstSignInPage *sign_in_page;
  VstProfilePage *profile_page; /* this and the next: NULL until they may be wanted, since each
                                   costs as much as the rest of the start */
  VstKeyringPage *keyring_page;

  /* Owned. */
  VstAccounts *accounts;
  VstPractice *practice; /* nullable */
  VstClipboard *clipboard;
  VstForgetToast *forget_toast;
  GtkWidget *inspector;    /* weak: a window of its own, while it is open */
  VstAccount *account;     /* the one that the page is about; nullable */
  GCancellable *opening;   /* while it is opened; nullable */
  GCancellable *unlocking; /* while the keyring's prompt is open; nullable */

  char *wanted; /* the id of the account to begin with, if not that of the last time; nullable */

  guint idle;               /* makes the profile page while Domo is asked */
  gboolean has_begun;       /* the account of the last time was looked for */
  gboolean without_keyring; /* the person goes on without it */

  /* Of vst-window-lock.c, owned. */
  VstIdleClock *idle_clock;
  VstLockWatch *lock_watch;    /* nullable */
  GtkWidget *unlocked_content; /* what is shown otherwise, while the window is locked; else NULL */
  VstAccount *locked_account;  /* the one that was shown then; nullable */
  GCancellable *leaving_lock;  /* while the keyring's prompt is open to unlock; nullable */

  VstLockedPage *locked_page;  /* in the window, while it is locked; else NULL */
  GPtrArray *lost;             /* of VstAccount: that this lock has ended for good; nullable */
  GError *not_forgotten;       /* why the keyring has not removed one, to be told; nullable */
  double pointer_x, pointer_y; /* where it moved last */
};

/** vst_window_is_closed: @self: (nullable): gone. Returns: whether an answer came for nobody */
gboolean vst_window_is_closed (VstWindow *self);

/** vst_window_is_shown: Returns: whether @page (nullable) is the one that is seen */
gboolean vst_window_is_shown (VstWindow *self, gpointer page);

/** vst_window_set_account: @account: (nullable): the one that the page is about from now on; what
 * was under way for another ends */
void vst_window_set_account (VstWindow *self, VstAccount *account);

/** vst_window_choose: shows @account, opened where it must be. */
void vst_window_choose (VstWindow *self, VstAccount *account, VstOpenReason reason);

/** vst_window_open: opens the account that is shown, and shows the page that fits what comes of it.
 */
void vst_window_open (VstWindow *self, VstOpenReason reason);

/** vst_window_end_opening: cancels that. */
void vst_window_end_opening (VstWindow *self);

void vst_window_show_add_page (VstWindow *self);

/** vst_window_show_again_page: @error: (nullable): why, for the card; %NULL: what the account
 * itself knows */
void vst_window_show_again_page (VstWindow *self, const GError *error);

/** vst_window_show_keyring_page: @error: %DOMO_ERROR_KEYRING_… */
void vst_window_show_keyring_page (VstWindow *self, const GError *error);

/** vst_window_sign_in_again: with what is kept, else by the form. */
void vst_window_sign_in_again (VstWindow *self);

/** vst_window_inspect: opens the window that reads tokens, or shows it where it is open. */
void vst_window_inspect (VstWindow *self);

void vst_window_sign_out (VstWindow *self, VstAccount *account);
void vst_window_forget (VstWindow *self, VstAccount *account);

/** vst_window_tell_not_forgotten: says what the keyring has not removed, where that is still to be
 * said. */
void vst_window_tell_not_forgotten (VstWindow *self);

/* ------------------------------------------------------------------------ vst-window-keyring.c */

/** vst_window_unlock: opens the keyring's own prompt; what could not be stored is stored then. */
void vst_window_unlock (VstWindow *self);

/** vst_window_keyring_action: the actions of the page of a keyring in trouble */
void vst_window_keyring_action (GtkWidget *widget, const char *name, GVariant *parameter);

/** vst_window_resume: @account: (nullable): the one that was shown before the lock; opened as at
 * the start, where it is still there */
void vst_window_resume (VstWindow *self, VstAccount *account);

/* --------------------------------------------------------------------------- vst-window-lock.c */

/** vst_window_is_locked: Returns: whether nothing is to be seen of the accounts, and none may be
 * opened */
gboolean vst_window_is_locked (VstWindow *self);

/** vst_window_has_keyring: Returns: whether a keyring service was there, as far as is known */
gboolean vst_window_has_keyring (VstWindow *self);

/** vst_window_start_idle_clock: locks the window after a time without use. */
void vst_window_start_idle_clock (VstWindow *self);

/** vst_window_lock_action: locks, and unlocks again */
void vst_window_lock_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* ------------------------------------------------------------------------ vst-window-actions.c */

/** vst_window_install_actions: all that begin with "win." */
void vst_window_install_actions (GtkWidgetClass *widget_class);

/** vst_window_update_actions: those of an account are sensitive while one is shown. */
void vst_window_update_actions (VstWindow *self);

G_END_DECLS
