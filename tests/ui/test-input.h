/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Real keys and clicks, as the X server sends them to the active window. What they cause at once
 * has happened when a call returns. */

/** test_input_keys: @keys: with spaces between them, as xdotool(1) calls them: "Down shift+F10" */
void test_input_keys (const char *keys);

/** test_input_down: a key is pressed, and stays down. */
void test_input_down (const char *key);
/** test_input_wait_repeated: turns the main loop until @widget's window got @times more presses of
 * what is held. */
void test_input_wait_repeated (GtkWidget *widget, guint times);
void test_input_up (const char *key);

/** test_input_wait_frame: until then new widgets are not where they belong. */
void test_input_wait_frame (GtkWidget *widget);

/** test_input_click: @times: 2 for a double click; @x, @y: in @widget */
void test_input_click (GtkWidget *widget, double x, double y, guint button, guint times);

/** test_input_press: the first button goes down in the middle of @widget, and stays down. */
void test_input_press (GtkWidget *widget);
void test_input_release (GtkWidget *widget);

/** test_input_drag: the first button goes down in the middle of @from, and up in that of @to. */
void test_input_drag (GtkWidget *from, GtkWidget *to);

G_END_DECLS
