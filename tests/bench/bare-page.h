/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bare_page_new_form: Returns: what is seen of Vestibule's sign-in page at its start, in plain
 * libadwaita and with no life in it */
GtkWidget *bare_page_new_form (void);

/** bare_page_new_empty: Returns: a header bar and nothing below it */
GtkWidget *bare_page_new_empty (void);

/** bare_page_new_profile: Returns: a page with as many rows as a profile has */
GtkWidget *bare_page_new_profile (void);

G_END_DECLS
