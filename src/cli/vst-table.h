/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Lines of text in columns, as wide as what is in them; on a terminal that is too narrow the widest
 * give way, and what is cut ends in "…". Where that is not enough each row is a paragraph, with one
 * cell on a line, and nothing is cut. */
typedef struct _VstTable VstTable;

/** vst_table_new: @titles: (array zero-terminated=1): of the columns. Returns: (transfer full) */
VstTable *vst_table_new (const char *const *titles);
/** vst_table_free: frees @self and its cells */
void vst_table_free (VstTable *self);

/** vst_table_take_row: @cells: (transfer full) (array): as many as there are titles */
void vst_table_take_row (VstTable *self, char **cells);

/** vst_table_to_text: @width: columns of the terminal, 0: any. Returns: (transfer full) */
char *vst_table_to_text (VstTable *self, int width);

/** vst_table_to_whole_text: as vst_table_to_text(), but nothing is cut: it is for what somebody is
 * to copy. Returns: (transfer full) */
char *vst_table_to_whole_text (VstTable *self, int width);

/** vst_table_get_width: Returns: columns of a terminal that @text takes */
int vst_table_get_width (const char *text);

/** vst_table_dup_cut: Returns: (transfer full): as much of @text as fits into @width columns */
char *vst_table_dup_cut (const char *text, int width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VstTable, vst_table_free)

G_END_DECLS
