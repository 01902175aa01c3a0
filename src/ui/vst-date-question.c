/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-date-question.h"

#include <glib/gi18n.h>

typedef struct {
  GtkCalendar *calendar; /* of the dialog, which outlives this */
  VstDateQuestionFunc answered;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy)
    question->destroy (question->user_data);
  g_free (question);
}

/* Its last second: nobody knows the hour, and until then it may be good. */
static gint64
get_end_of_day (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime) end =
      g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                             g_date_time_get_day_of_month (day), 23, 59, 59);

  return end ? g_date_time_to_unix (end) * 1000 : 0;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "set"))
    question->answered (get_end_of_day (question->calendar), question->user_data);
  else if (g_str_equal (response, "remove"))
    question->answered (0, question->user_data);
}

static void
add_responses (AdwMessageDialog *dialog, gboolean has_date)
{
  adw_message_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  if (has_date) {
    adw_message_dialog_add_response (dialog, "remove", _ ("Remove Date"));
    adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  }
  adw_message_dialog_add_response (dialog, "set", _ ("Set Date"));
  adw_message_dialog_set_response_appearance (dialog, "set", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
}

/* Return takes a day that was chosen, and not the one that merely stands there at first. */
static void
day_selected_cb (AdwMessageDialog *dialog)
{
  adw_message_dialog_set_default_response (dialog, "set");
}

static int
get_days (guint key, gboolean is_rtl)
{
  switch (key) {
  case GDK_KEY_Left:
    return is_rtl ? 1 : -1;
  case GDK_KEY_Right:
    return is_rtl ? -1 : 1;
  case GDK_KEY_Up:
    return -7;
  case GDK_KEY_Down:
    return 7;
  default:
    return 0;
  }
}

/* GtkCalendar moves a frame by the arrow keys, and Return would take the day that is still chosen.
 */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                GtkCalendar *calendar)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (calendar)) == GTK_TEXT_DIR_RTL;
  int days = get_days (key, is_rtl);
  g_autoptr (GDateTime) old = NULL;
  g_autoptr (GDateTime) new = NULL;

  if (days == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  old = gtk_calendar_get_date (calendar);
  new = g_date_time_add_days (old, days);
  if (new)
    gtk_calendar_select_day (calendar, new);
  return GDK_EVENT_STOP;
}

static void
choose_by_keys (GtkWidget *calendar)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), calendar);
  gtk_widget_add_controller (calendar, controller);
}

static GtkWidget *
make_calendar (gint64 ms)
{
  GtkWidget *calendar = gtk_calendar_new ();
  g_autoptr (GDateTime) date = ms ? g_date_time_new_from_unix_local (ms / 1000) : NULL;

  if (date)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Last day of the token"), -1);
  return calendar;
}

void
vst_date_question_ask (GtkWidget *widget,
                       gint64 ms,
                       VstDateQuestionFunc answered,
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("When Does This Token End?"),
      _ ("An access token does not say so. Domo shows the date to administrators, in the list of "
         "access tokens.")));
  GtkWidget *calendar = make_calendar (ms);
  Question *question = g_new0 (Question, 1);

  question->calendar = GTK_CALENDAR (calendar);
  question->answered = answered;
  question->user_data = user_data;
  question->destroy = destroy;
  add_responses (dialog, ms != 0);
  adw_message_dialog_set_extra_child (dialog, calendar);
  choose_by_keys (calendar);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (calendar);
}
