/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vst-watch-group.h"

#include <glib/gi18n.h>

#include "vst-announce.h"
#include "vst-autostart.h"
#include "vst-watch-program.h"

struct _VstWatchGroup {
  GtkWidget parent_instance;

  /* Of the template. */
  GtkWidget *group;
  GtkSwitch *switch_;
  GtkLabel *label;

  gboolean is_showing; /* what the file says, which is not to be written again */
};

G_DEFINE_FINAL_TYPE (VstWatchGroup, vst_watch_group, GTK_TYPE_WIDGET)

/* --------------------------------------------------------------------------------- what is wrong
 */

/* @text: (transfer full) */
static void
show_trouble (VstWatchGroup *self, char *text)
{
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), TRUE);
  vst_announce (GTK_WIDGET (self), text);
  g_free (text);
}

/* -------------------------------------------------------------------------- the watch of this day
 */

static void
start_watch (VstWatchGroup *self)
{
  const char *uninstalled = g_getenv ("VESTIBULE_WATCH");
  const char *arguments[] = { uninstalled ? uninstalled : VST_WATCH_COMMAND, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  if (!process)
    show_trouble (self, g_strdup_printf (_ ("It starts with the next login, but not now: %s"),
                                         error->message));
}

/* One that does not run need not end. */
static void
ended_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (!reply)
    g_debug ("The watch was not ended: %s", error->message);
}

static void
end_watch (GDBusConnection *bus)
{
  g_dbus_connection_call (
      bus, VST_WATCH_NAME, VST_WATCH_PATH, "org.freedesktop.Application", "ActivateAction",
      g_variant_new ("(s@av@a{sv})", "quit", g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0),
                     g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)),
      NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, ended_cb, NULL);
}

static void
got_bus_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus)
    end_watch (bus);
  else
    g_debug ("The watch was not ended: %s", error->message);
}

/* -------------------------------------------------------------------------------------- the switch
 */

static void
show_state (VstWatchGroup *self)
{
  gboolean is_on = vst_autostart_is_on ();

  self->is_showing = TRUE;
  gtk_switch_set_active (self->switch_, is_on);
  self->is_showing = FALSE;
}

static gboolean
state_set_cb (VstWatchGroup *self, gboolean on)
{
  g_autoptr (GError) error = NULL;

  if (self->is_showing)
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
  if (!vst_autostart_set (on, NULL, &error)) {
    show_trouble (
        self, on ? g_strdup_printf (_ ("The watch cannot be started at login: %s"), error->message)
                 : g_strdup_printf (_ ("The watch is still started at login: %s"), error->message));
    show_state (self);
    return TRUE;
  }
  if (on)
    start_watch (self);
  else
    g_bus_get (G_BUS_TYPE_SESSION, NULL, got_bus_cb, NULL);
  return FALSE;
}

static void
vst_watch_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VST_TYPE_WATCH_GROUP);
  G_OBJECT_CLASS (vst_watch_group_parent_class)->dispose (object);
}

static void
vst_watch_group_class_init (VstWatchGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vst_watch_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               VST_RESOURCE_BASE "/vst-watch-group.ui");
  gtk_widget_class_bind_template_child (widget_class, VstWatchGroup, group);
  gtk_widget_class_bind_template_child_full (widget_class, "switch", FALSE,
                                             G_STRUCT_OFFSET (VstWatchGroup, switch_));
  gtk_widget_class_bind_template_child (widget_class, VstWatchGroup, label);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
}

static void
vst_watch_group_init (VstWatchGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self);
}

GtkWidget *
vst_watch_group_new (void)
{
  return g_object_new (VST_TYPE_WATCH_GROUP, NULL);
}
