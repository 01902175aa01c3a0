/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** vst_display_wire_wipe: overwrites what the connection to the display keeps of what went over it.
 * With X11 a text that was copied or pasted stays there until later requests and answers happen to
 * cover it; one round trip, of less than a millisecond, covers it now. Elsewhere texts take another
 * way, and this does nothing. */
void vst_display_wire_wipe (GdkDisplay *display);

/** vst_display_wire_wipe_twice: likewise, and once more a second later: a paste may be under way,
 * which comes in though it was cancelled */
void vst_display_wire_wipe_twice (GdkDisplay *display);

G_END_DECLS
