/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-secret-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vst-secret-buffer.h"
#include "vst-secret-text.h"

/* Between the small title and the text below it. */
#define TITLE_SPACING 3
/* Of the title's way from the middle of the row to the top, in milliseconds. */
#define TITLE_DURATION 150

struct _VstSecretRow {
  AdwPreferencesRow parent_instance;

  GtkWidget *area;        /* lays out the next three */
  GtkWidget *empty_title; /* as large as text, in the middle: nothing is typed */
  GtkWidget *title;       /* small, above the text */
  GtkWidget *text;
  GtkWidget *edit_icon;
  GtkWidget *caps_lock_icon;
  GtkWidget *suffixes; /* holds the next one first */
  GtkWidget *peek_button;

  AdwAnimation *animation; /* owned */
  double raised;           /* 0: the title is in the middle, 1: it is above the text */
  GdkDevice *keyboard;     /* owned; while realized */
};

G_DEFINE_FINAL_TYPE (VstSecretRow, vst_secret_row, ADW_TYPE_PREFERENCES_ROW)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static int
natural_height (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
measure_area (GtkWidget *area,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  VstSecretRow *self = VST_SECRET_ROW (gtk_widget_get_ancestor (area, VST_TYPE_SECRET_ROW));
  int text_min, text_nat, title_min, title_nat, empty_min, empty_nat;

  gtk_widget_measure (self->text, orientation, for_size, &text_min, &text_nat, NULL, NULL);
  gtk_widget_measure (self->title, orientation, for_size, &title_min, &title_nat, NULL, NULL);
  gtk_widget_measure (self->empty_title, orientation, for_size, &empty_min, &empty_nat, NULL, NULL);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = MAX (text_min + TITLE_SPACING + title_min, empty_min);
    *natural = MAX (text_nat + TITLE_SPACING + title_nat, empty_nat);
  } else {
    *minimum = MAX (text_min, MAX (title_min, empty_min));
    *natural = MAX (text_nat, MAX (title_nat, empty_nat));
  }
}

static double
between (double a, double b, double progress)
{
  return a * (1.0 - progress) + b * progress;
}

/* Both titles take the same way and grow or shrink alike, while one fades into the other. */
static void
allocate_title (GtkWidget *title, int width, int height, double y, double scale)
{
  gboolean rtl = gtk_widget_get_direction (title) == GTK_TEXT_DIR_RTL;
  GskTransform *transform;

  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (rtl ? width : 0, y));
  transform = gsk_transform_scale (transform, scale, scale);
  transform = gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (rtl ? -width : 0, 0));
  gtk_widget_allocate (title, width, height, -1, transform);
}

static void
allocate_area (GtkWidget *area, int width, int height, int baseline)
{
  VstSecretRow *self = VST_SECRET_ROW (gtk_widget_get_ancestor (area, VST_TYPE_SECRET_ROW));
  int title_height = natural_height (self->title, width);
  int empty_height = natural_height (self->empty_title, width);
  int text_height, text_baseline;
  double ratio = (double)title_height / MAX (empty_height, 1);
  double y;

  gtk_widget_measure (self->text, GTK_ORIENTATION_VERTICAL, width, NULL, &text_height, NULL,
                      &text_baseline);
  y = between ((height - empty_height) / 2.0,
               (height - title_height - text_height - TITLE_SPACING) / 2.0, self->raised);
  allocate_title (self->empty_title, width, empty_height, y, between (1.0, ratio, self->raised));
  allocate_title (self->title, width, title_height, y, between (1.0 / ratio, 1.0, self->raised));

  /* The text takes the whole height, so that a click above it hits it too. */
  text_baseline += (int)((height + title_height - text_height + TITLE_SPACING) / 2.0);
  gtk_widget_allocate (self->text, width, height, text_baseline, NULL);
}

static void
set_raised (double value, gpointer user_data)
{
  VstSecretRow *self = user_data;

  self->raised = value;
  gtk_widget_set_opacity (self->text, value);
  gtk_widget_set_opacity (self->title, value);
  gtk_widget_set_opacity (self->empty_title, 1.0 - value);
  gtk_widget_queue_allocate (self->area);
}

static gboolean
is_focused (VstSecretRow *self)
{
  return (gtk_widget_get_state_flags (self->text) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
update_title (VstSecretRow *self)
{
  double target = is_focused (self) || !vst_secret_row_is_empty (self) ? 1.0 : 0.0;

  if (!self->animation ||
      adw_timed_animation_get_value_to (ADW_TIMED_ANIMATION (self->animation)) == target)
    return;
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->animation), self->raised);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->animation), target);
  adw_animation_play (self->animation);
}

static void
update_caps_lock (VstSecretRow *self)
{
  gboolean warn = self->keyboard && is_focused (self) &&
                  !gtk_text_get_visibility (GTK_TEXT (self->text)) &&
                  gdk_device_get_caps_lock_state (self->keyboard);

  gtk_widget_set_visible (self->caps_lock_icon, warn);
}

static void
state_flags_changed_cb (VstSecretRow *self)
{
  gboolean focused = is_focused (self);

  if (focused)
    gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
  gtk_widget_set_visible (self->edit_icon, !focused);
  update_caps_lock (self);
  update_title (self);
}

static void
changed_cb (VstSecretRow *self)
{
  update_title (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
keynav_failed_cb (VstSecretRow *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (self), direction);
}

/* What is selected GTK offers as the primary selection, to the clipboard and to be dragged away:
 * dots from a hidden text, but a shown one as it is. So a text is either shown or selected. */
static void
selection_changed_cb (VstSecretRow *self)
{
  if (gtk_editable_get_selection_bounds (GTK_EDITABLE (self->text), NULL, NULL))
    gtk_text_set_visibility (GTK_TEXT (self->text), FALSE);
}

static void
visibility_changed_cb (VstSecretRow *self)
{
  gboolean shown = gtk_text_get_visibility (GTK_TEXT (self->text));
  const char *label = shown ? _ ("Hide Text") : _ ("Show Text");

  if (shown)
    gtk_editable_set_position (GTK_EDITABLE (self->text),
                               gtk_editable_get_position (GTK_EDITABLE (self->text)));
  gtk_button_set_icon_name (GTK_BUTTON (self->peek_button),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (self->peek_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->peek_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  update_caps_lock (self);
}

static void
peek_clicked_cb (VstSecretRow *self)
{
  gtk_text_set_visibility (GTK_TEXT (self->text), !gtk_text_get_visibility (GTK_TEXT (self->text)));
}

static void
title_changed_cb (VstSecretRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/* A click anywhere in the row, not only on the text, puts the cursor there. */
static void
pressed_cb (VstSecretRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (picked && (picked == self->text || gtk_widget_is_ancestor (picked, self->text) ||
                 gtk_widget_is_ancestor (picked, self->suffixes))) {
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
vst_secret_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VST_SECRET_ROW (widget)->text);
}

/* The row itself is not a stop of the Tab key. */
static gboolean
vst_secret_row_focus_child (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *header = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  return gtk_widget_child_focus (header, direction);
}

static void
vst_secret_row_realize (GtkWidget *widget)
{
  VstSecretRow *self = VST_SECRET_ROW (widget);
  GdkSeat *seat;

  GTK_WIDGET_CLASS (vst_secret_row_parent_class)->realize (widget);

  seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  if (seat && gdk_seat_get_keyboard (seat))
    self->keyboard = g_object_ref (gdk_seat_get_keyboard (seat));
  if (self->keyboard)
    g_signal_connect_swapped (self->keyboard, "notify::caps-lock-state",
                              G_CALLBACK (update_caps_lock), self);
  update_caps_lock (self);
}

static void
vst_secret_row_unrealize (GtkWidget *widget)
{
  VstSecretRow *self = VST_SECRET_ROW (widget);

  if (self->keyboard)
    g_signal_handlers_disconnect_by_data (self->keyboard, self);
  g_clear_object (&self->keyboard);

  GTK_WIDGET_CLASS (vst_secret_row_parent_class)->unrealize (widget);
}

static void
vst_secret_row_dispose (GObject *object)
{
  VstSecretRow *self = VST_SECRET_ROW (object);

  g_clear_object (&self->animation);

  G_OBJECT_CLASS (vst_secret_row_parent_class)->dispose (object);
}

static void
vst_secret_row_class_init (VstSecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vst_secret_row_dispose;
  widget_class->grab_focus = vst_secret_row_grab_focus;
  widget_class->focus = vst_secret_row_focus_child;
  widget_class->realize = vst_secret_row_realize;
  widget_class->unrealize = vst_secret_row_unrealize;

  signals[CHANGED] = g_signal_new ("changed", VST_TYPE_SECRET_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_title (VstSecretRow *self, const char *const *classes)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "halign",
                                   GTK_ALIGN_START, "xalign", 0.0, "can-target", FALSE,
                                   "mnemonic-widget", self, "css-classes", classes, NULL);

  g_object_bind_property (self, "use-markup", label, "use-markup", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "use-underline", label, "use-underline", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "title", label, "label", G_BINDING_SYNC_CREATE);
  return label;
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Show Text"), "misc.toggle-visibility");

  g_menu_item_set_attribute (item, "touch-icon", "s", "view-reveal-symbolic");
  g_menu_append_item (menu, item);
  return G_MENU_MODEL (menu);
}

static void
add_text (VstSecretRow *self)
{
  g_autoptr (GtkEntryBuffer) buffer = vst_secret_buffer_new ();
  g_autoptr (GMenuModel) menu = make_menu ();

  self->text =
      g_object_new (VST_TYPE_SECRET_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "buffer",
                    buffer, "visibility", FALSE, "enable-undo", FALSE, "activates-default", TRUE,
                    "input-purpose", GTK_INPUT_PURPOSE_PASSWORD, "input-hints",
                    GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_PRIVATE,
                    "extra-menu", menu, "hexpand", TRUE, "vexpand", TRUE, NULL);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->text, "state-flags-changed", G_CALLBACK (state_flags_changed_cb),
                            self);
  g_signal_connect_swapped (self->text, "notify::visibility", G_CALLBACK (visibility_changed_cb),
                            self);
  g_signal_connect_swapped (self->text, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  g_signal_connect_swapped (self->text, "notify::selection-bound",
                            G_CALLBACK (selection_changed_cb), self);
  g_signal_connect_swapped (self->text, "notify::cursor-position",
                            G_CALLBACK (selection_changed_cb), self);
}

static void
add_area (VstSecretRow *self, GtkBox *header)
{
  static const char *const empty_title_classes[] = { "title", "dim-label", NULL };
  static const char *const title_classes[] = { "subtitle", NULL };

  add_text (self);
  self->empty_title = make_title (self, empty_title_classes);
  self->title = make_title (self, title_classes);

  self->area = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GENERIC,
                             "hexpand", TRUE, "overflow", GTK_OVERFLOW_HIDDEN, NULL);
  gtk_widget_add_css_class (self->area, "editable-area"); /* libadwaita has had it since 1.6 */
  if (gtk_check_version (4, 12, 0) == NULL)
    gtk_widget_set_valign (self->text,
                           GTK_ALIGN_BASELINE); /* else the baseline counts for nothing */
  gtk_box_append (GTK_BOX (self->area), self->empty_title);
  gtk_box_append (GTK_BOX (self->area), self->title);
  gtk_box_append (GTK_BOX (self->area), self->text);
  gtk_widget_set_layout_manager (self->area,
                                 gtk_custom_layout_new (NULL, measure_area, allocate_area));
  gtk_box_append (header, self->area);
}

static GtkWidget *
add_icon (GtkBox *header, const char *icon_name, const char *css_class)
{
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "icon-name", icon_name, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (icon, css_class);
  gtk_box_append (header, icon);
  return icon;
}

static void
add_peek_button (VstSecretRow *self, GtkBox *header)
{
  self->suffixes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->peek_button = gtk_button_new ();
  gtk_widget_set_valign (self->peek_button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->peek_button, FALSE);
  gtk_widget_add_css_class (self->peek_button, "flat");
  g_signal_connect_swapped (self->peek_button, "clicked", G_CALLBACK (peek_clicked_cb), self);

  gtk_widget_add_css_class (self->suffixes, "suffixes");
  gtk_box_append (GTK_BOX (self->suffixes), self->peek_button);
  gtk_box_append (header, self->suffixes);
}

static void
add_gesture (VstSecretRow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
vst_secret_row_init (VstSecretRow *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_valign (header, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (header, "header");
  add_area (self, GTK_BOX (header));
  self->caps_lock_icon = add_icon (GTK_BOX (header), "caps-lock-symbolic", "indicator");
  gtk_widget_set_tooltip_text (self->caps_lock_icon, _ ("Caps Lock is on"));
  self->edit_icon = add_icon (GTK_BOX (header), "document-edit-symbolic", "edit-icon");
  gtk_widget_set_can_target (self->edit_icon, FALSE);
  add_peek_button (self, GTK_BOX (header));
  add_gesture (self);

  self->animation = adw_timed_animation_new (
      self->area, 0, 0, TITLE_DURATION, adw_callback_animation_target_new (set_raised, self, NULL));
  set_raised (0.0, self);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), header);
  gtk_widget_add_css_class (GTK_WIDGET (self), "entry");
  gtk_widget_add_css_class (GTK_WIDGET (self), "password");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
  visibility_changed_cb (self);
}

gboolean
vst_secret_row_is_empty (VstSecretRow *self)
{
  g_return_val_if_fail (VST_IS_SECRET_ROW (self), TRUE);

  return gtk_text_get_text_length (GTK_TEXT (self->text)) == 0;
}

DomoSecret *
vst_secret_row_dup_secret (VstSecretRow *self)
{
  const char *text;
  gsize length;

  g_return_val_if_fail (VST_IS_SECRET_ROW (self), NULL);

  text = gtk_entry_buffer_get_text (gtk_text_get_buffer (GTK_TEXT (self->text)));
  length = strlen (text);
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  return domo_secret_new (text, length);
}

void
vst_secret_row_set_secret (VstSecretRow *self, DomoSecret *secret)
{
  g_return_if_fail (VST_IS_SECRET_ROW (self));

  /* The next secret is not shown because this one was. */
  if (!secret)
    gtk_text_set_visibility (GTK_TEXT (self->text), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->text), secret ? domo_secret_get_text (secret) : "");
}

void
vst_secret_row_focus (VstSecretRow *self)
{
  g_return_if_fail (VST_IS_SECRET_ROW (self));

  gtk_widget_grab_focus (self->text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

void
vst_secret_row_add_suffix (VstSecretRow *self, GtkWidget *widget)
{
  g_return_if_fail (VST_IS_SECRET_ROW (self));

  gtk_box_append (GTK_BOX (self->suffixes), widget);
}

GtkWidget *
vst_secret_row_get_text (VstSecretRow *self)
{
  g_return_val_if_fail (VST_IS_SECRET_ROW (self), NULL);

  return self->text;
}
