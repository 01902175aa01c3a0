/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera.h"

/* Around a window, in pixels: room for its shadow. */
#define MARGIN 40
#define CORNER 12

/* So many frames pass until everything that was queued is laid out and drawn. */
#define FRAMES 3

/* The window and the dialogs over it; the window is the first. They stay in memory, though one that
 * is just closing may not stay on the screen. */
static GPtrArray *
list_windows (GtkWindow *window)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  g_ptr_array_add (windows, g_object_ref (window));
  for (GList *l = toplevels; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == window && gtk_widget_get_mapped (l->data))
      g_ptr_array_add (windows, g_object_ref (l->data));
  return windows;
}

/* ------------------------------------------------------------------------------------- waiting */

typedef struct {
  GtkWidget *window;
  guint frames;
} Watch;

/* The last frame is not followed by another one: what it drew is what the picture is made of. */
static void
drawn_cb (Watch *watch)
{
  watch->frames++;
  if (watch->frames < FRAMES)
    gtk_widget_queue_draw (watch->window);
}

static void
draw_frames (GtkWindow *window)
{
  g_autoptr (GdkFrameClock) clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
  Watch watch = { .window = GTK_WIDGET (window) };
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (drawn_cb), &watch);

  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (watch.frames < FRAMES && gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

static void
turn_main_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Without a compositor GTK gives a window square corners and a thick edge. */
static void
round_corners (GtkWindow *window)
{
  if (!gtk_widget_has_css_class (GTK_WIDGET (window), "solid-csd"))
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  gtk_widget_add_css_class (GTK_WIDGET (window), "csd");
}

void
camera_settle (GtkWindow *window)
{
  g_autoptr (GPtrArray) windows = list_windows (window);

  turn_main_loop ();
  for (guint i = 0; i < windows->len; i++) {
    GtkWindow *one = g_ptr_array_index (windows, i);

    if (!gtk_widget_get_mapped (GTK_WIDGET (one)))
      continue;
    round_corners (one);
    draw_frames (one);
  }
}

/* ------------------------------------------------------------------------------------- drawing */

static void
draw_widget (GtkSnapshot *snapshot, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
}

/* Where @popover is, as a point of @window. */
static void
locate (GtkWidget *popover, GtkWidget *window, double *x, double *y)
{
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (popover)));
  double inner_x, inner_y, outer_x, outer_y;

  gtk_native_get_surface_transform (GTK_NATIVE (popover), &inner_x, &inner_y);
  gtk_native_get_surface_transform (GTK_NATIVE (window), &outer_x, &outer_y);
  *x = gdk_popup_get_position_x (popup) + inner_x - outer_x;
  *y = gdk_popup_get_position_y (popup) + inner_y - outer_y;
}

static void
draw_popovers (GtkSnapshot *snapshot, GtkWidget *window, GtkWidget *widget)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    double x, y;

    if (!gtk_widget_get_mapped (child))
      continue;
    if (GTK_IS_POPOVER (child)) {
      locate (child, window, &x, &y);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
      draw_widget (snapshot, child);
      gtk_snapshot_restore (snapshot);
    } else {
      draw_popovers (snapshot, window, child);
    }
  }
}

static void
draw_shadow (GtkSnapshot *snapshot, const GskRoundedRect *outline)
{
  static const GdkRGBA deep = { 0, 0, 0, 0.4 };
  static const GdkRGBA edge = { 0, 0, 0, 0.12 };

  gtk_snapshot_append_outset_shadow (snapshot, outline, &deep, 0, 3, 1, 12);
  gtk_snapshot_append_outset_shadow (snapshot, outline, &edge, 0, 0, 1, 0);
}

/* In the middle of the canvas, as dialogs are over their window. */
static void
draw_window (GtkSnapshot *snapshot, GtkWidget *window, int canvas_width, int canvas_height)
{
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  GskRoundedRect outline;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((canvas_width - width) / 2, (canvas_height - height) / 2));
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), CORNER);
  draw_shadow (snapshot, &outline);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  draw_widget (snapshot, window);
  gtk_snapshot_pop (snapshot);
  draw_popovers (snapshot, window, window);
  gtk_snapshot_restore (snapshot);
}

/* A menu may reach over the edge of its window, which stays in the middle of the canvas. */
static void
measure_popovers (GtkWidget *window, GtkWidget *widget, int *width, int *height)
{
  double middle_x = gtk_widget_get_width (window) / 2.0;
  double middle_y = gtk_widget_get_height (window) / 2.0;
  GtkWidget *child;
  double x, y;

  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (!gtk_widget_get_mapped (child))
      continue;
    measure_popovers (window, child, width, height);
    if (!GTK_IS_POPOVER (child))
      continue;
    locate (child, window, &x, &y);
    *width = MAX (*width, 2 * (int)MAX (x + gtk_widget_get_width (child) - middle_x, middle_x - x));
    *height =
        MAX (*height, 2 * (int)MAX (y + gtk_widget_get_height (child) - middle_y, middle_y - y));
  }
}

static void
measure (GPtrArray *windows, int *width, int *height)
{
  *width = *height = 0;
  for (guint i = 0; i < windows->len; i++) {
    GtkWidget *widget = g_ptr_array_index (windows, i);

    *width = MAX (*width, gtk_widget_get_width (widget) + 2 * MARGIN);
    *height = MAX (*height, gtk_widget_get_height (widget) + 2 * MARGIN);
    measure_popovers (widget, widget, width, height);
  }
}

static GskRenderNode *
draw (GPtrArray *windows, gboolean is_dark, int width, int height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA background;

  gdk_rgba_parse (&background, is_dark ? "#2d2d33" : "#d5d3cf");
  gtk_snapshot_append_color (snapshot, &background, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < windows->len; i++)
    draw_window (snapshot, g_ptr_array_index (windows, i), width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

gboolean
camera_shoot (GtkWindow *window, gboolean is_dark, const char *path, GError **error)
{
  g_autoptr (GPtrArray) windows = list_windows (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height;

  measure (windows, &width, &height);
  node = draw (windows, is_dark, width, height);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (gdk_texture_save_to_png (texture, path))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
  return FALSE;
}
